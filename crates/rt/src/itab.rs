//! Method tables of (interface, concrete type) pairs, and type assertions.

#![allow(unsafe_code, reason = "reads descriptors and lays out method tables")]

use crate::goroutine;
use crate::value::{self, Throw};
use goslice_abi::desc::{MethodDesc, TypeDesc};
use goslice_abi::g::G;
use goslice_abi::layout::Itab;
use std::collections::HashMap;
use std::ptr::null;

/// The method tables made so far. Itabs live as long as the cache.
#[derive(Debug, Default)]
pub(crate) struct ItabCache {
    /// Null where the type does not have the interface's methods. The words behind each are in `storage`.
    known: HashMap<(usize, usize), *const Itab>,
    storage: Vec<Box<[usize]>>,
}

impl ItabCache {
    /// The method table, or null if `ty` lacks a method of `inter`.
    fn find(&mut self, inter: &TypeDesc, ty: &TypeDesc) -> *const Itab {
        let key = ((&raw const *inter).addr(), (&raw const *ty).addr());
        if let Some(itab) = self.known.get(&key) {
            return *itab;
        }
        let itab = match build(inter, ty) {
            Ok(words) => {
                let itab = words.as_ptr().cast();
                self.storage.push(words);
                itab
            }
            Err(_) => null(),
        };
        self.known.insert(key, itab);
        itab
    }
}

/// The words of a method table, or the first method that is missing.
fn build<'a>(inter: &'a TypeDesc, ty: &TypeDesc) -> Result<Box<[usize]>, &'a MethodDesc> {
    let mut words = vec![(&raw const *inter).addr(), (&raw const *ty).addr(), 0];
    for wanted in inter.methods.as_slice() {
        let code = ty.methods.as_slice().iter().find(|it| is_same_method(it, wanted)).ok_or(wanted)?.code;
        words.push(code.addr());
    }
    Ok(words.into_boxed_slice())
}

fn is_same_method(a: &MethodDesc, b: &MethodDesc) -> bool {
    // SAFETY: names live as long as the descriptors.
    let same_name = unsafe { a.name.bytes() == b.name.bytes() && a.pkg_path.bytes() == b.pkg_path.bytes() };
    same_name && a.sig == b.sig
}

/// The method table for `v.(I)` in its form with two results: null if the type is nil or lacks a method.
pub(crate) unsafe fn find_itab(g: *mut G, inter: *mut u8, ty: *mut u8) -> *mut u8 {
    // SAFETY: descriptors, or null for a nil interface's type.
    unsafe {
        let Some(ty) = ty.cast::<TypeDesc>().as_ref() else {
            return std::ptr::null_mut();
        };
        goroutine::state(g).itabs.find(&*inter.cast::<TypeDesc>(), ty).cast_mut().cast()
    }
}

/// The method table for `v.(I)`, or the panic that says what is missing.
pub(crate) unsafe fn assert_itab(g: *mut G, inter: *mut u8, ty: *mut u8, _from: *mut u8) -> *mut u8 {
    // SAFETY: as above.
    unsafe {
        let itab = find_itab(g, inter, ty);
        if itab.is_null() {
            fail(g, inter.cast(), ty.cast());
        }
        itab
    }
}

/// `v.(I)` failed for a value of type `ty`.
#[cold]
unsafe fn fail(g: *mut G, inter: *const TypeDesc, ty: *const TypeDesc) -> ! {
    // SAFETY: descriptors; the text is on the Go heap when the panic begins, and the String gone.
    unsafe {
        let text = {
            let inter = &*inter;
            let text = match ty.as_ref() {
                // gc names no interface here, whatever the value's static type.
                None => format!("interface conversion: interface is nil, not {}", inter.name()),
                Some(ty) => {
                    let missing = match build(inter, ty) {
                        Ok(_) => unreachable!("an assertion that holds failed"),
                        Err(method) => String::from_utf8_lossy(method.name.bytes()),
                    };
                    format!("interface conversion: {} is not {}: missing method {missing}", ty.name(), inter.name())
                }
            };
            value::new_string(g, text.as_bytes())
        };
        value::throw(g, Throw::Assertion(text))
    }
}

/// `v.(T)` failed for a concrete type `want`: the value of static type `from` holds a `have` (null for nil).
pub(crate) unsafe fn panic_assert(g: *mut G, from: *mut u8, have: *mut u8, want: *mut u8) {
    // SAFETY: descriptors; the text is on the Go heap when the panic begins, and the String gone.
    unsafe {
        let text = {
            let (from, want) = (&*from.cast::<TypeDesc>(), &*want.cast::<TypeDesc>());
            let have = have.cast::<TypeDesc>().as_ref();
            value::new_string(g, conversion_text(from, have, want).as_bytes())
        };
        value::throw(g, Throw::Assertion(text))
    }
}

fn conversion_text(from: &TypeDesc, have: Option<&TypeDesc>, want: &TypeDesc) -> String {
    let (from, as_) = (from.name(), want.name());
    let Some(have) = have else {
        return format!("interface conversion: {from} is nil, not {as_}");
    };
    let is = have.name();
    let mut text = format!("interface conversion: {from} is {is}, not {as_}");
    if is == as_ {
        // SAFETY: paths live as long as the descriptors.
        let same_package = unsafe { have.pkg_path.bytes() == want.pkg_path.bytes() };
        text += if same_package { " (types from different scopes)" } else { " (types from different packages)" };
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testdesc::{self, leak};
    use goslice_abi::desc::{Kind, List};
    use goslice_abi::layout::Str;

    fn method(name: &'static str, sig: &'static TypeDesc, code: usize) -> MethodDesc {
        MethodDesc { name: Str::from_static(name), pkg_path: Str::EMPTY, sig, code: code as *const u8 }
    }

    fn with_methods(name: &'static str, kind: Kind, methods: Vec<MethodDesc>) -> &'static TypeDesc {
        let mut ty = testdesc::plain(name, kind, 8);
        ty.methods = List::new(Vec::leak(methods));
        leak(ty)
    }

    #[test]
    fn method_tables_follow_the_interface() {
        let sig = leak(testdesc::plain("func()", Kind::Func, 8));
        let inter = with_methods("main.I", Kind::Interface, vec![method("A", sig, 0), method("C", sig, 0)]);
        let ty = with_methods("main.T", Kind::Int, vec![method("A", sig, 1), method("B", sig, 2), method("C", sig, 3)]);
        let mut cache = ItabCache::default();
        let itab = cache.find(inter, ty);
        assert_eq!(itab, cache.find(inter, ty));
        // SAFETY: three words and two code pointers.
        let words = unsafe { std::slice::from_raw_parts(itab.cast::<usize>(), 5) };
        assert_eq!(words, [(&raw const *inter).addr(), (&raw const *ty).addr(), 0, 1, 3]);
    }

    #[test]
    fn a_method_of_another_signature_is_missing() {
        let sig = leak(testdesc::plain("func()", Kind::Func, 8));
        let other = leak(testdesc::plain("func(int)", Kind::Func, 8));
        let inter = with_methods("main.I", Kind::Interface, vec![method("A", sig, 0)]);
        let ty = with_methods("main.T", Kind::Int, vec![method("A", other, 1)]);
        assert!(ItabCache::default().find(inter, ty).is_null());
        // SAFETY: a name made from a literal.
        assert_eq!(unsafe { build(inter, ty).unwrap_err().name.bytes() }, b"A");
    }

    #[test]
    fn failed_assertions_name_both_types() {
        let any = leak(testdesc::plain("interface {}", Kind::Interface, 16));
        let int = leak(testdesc::plain("int", Kind::Int, 8));
        let string = leak(testdesc::plain("string", Kind::String, 16));
        assert_eq!(conversion_text(any, Some(string), int), "interface conversion: interface {} is string, not int");
        assert_eq!(conversion_text(any, None, int), "interface conversion: interface {} is nil, not int");
        let local = leak(testdesc::plain("int", Kind::Int, 8));
        assert!(conversion_text(any, Some(local), int).ends_with("not int (types from different scopes)"));
    }
}
