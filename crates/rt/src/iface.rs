//! Equality of interfaces and of values that are not compared byte by byte.

#![allow(unsafe_code, reason = "reads values by their descriptors")]

use crate::value::{self, Throw};
use goslice_abi::desc::{EqKind, Kind, TypeDesc};
use goslice_abi::g::G;
use goslice_abi::layout::{Eface, Iface, Itab, Str};

/// A comparison met a type whose values have no equality.
struct Uncomparable<'a>(&'a TypeDesc);

pub(crate) unsafe fn eface_equal(g: *mut G, a_ty: *mut u8, a: *mut u8, b_ty: *mut u8, b: *mut u8) -> u8 {
    let (a, b) = (Eface { ty: a_ty.cast(), data: a }, Eface { ty: b_ty.cast(), data: b });
    // SAFETY: two interfaces.
    unsafe { finish(g, interfaces_equal(a, b)) }
}

pub(crate) unsafe fn iface_equal(g: *mut G, a_itab: *mut u8, a: *mut u8, b_itab: *mut u8, b: *mut u8) -> u8 {
    // SAFETY: two interfaces with methods. One type can have several tables, so the types are compared.
    unsafe {
        let a = Eface { ty: dynamic_type(a_itab.cast()), data: a };
        let b = Eface { ty: dynamic_type(b_itab.cast()), data: b };
        finish(g, interfaces_equal(a, b))
    }
}

pub(crate) unsafe fn values_equal(g: *mut G, ty: *mut u8, a: *mut u8, b: *mut u8) -> u8 {
    // SAFETY: two values of type `ty`.
    unsafe { finish(g, equal(&*ty.cast::<TypeDesc>(), a, b)) }
}

/// The result, or the panic.
unsafe fn finish(g: *mut G, result: Result<bool, Uncomparable<'_>>) -> u8 {
    match result {
        Ok(equal) => u8::from(equal),
        // SAFETY: nothing is live that must be dropped: the text is on the Go heap when the panic begins.
        Err(Uncomparable(ty)) => unsafe {
            let text = value::new_string(g, format!("comparing uncomparable type {}", ty.name()).as_bytes());
            value::throw(g, Throw::ErrorOf(text))
        },
    }
}

/// The type in a method table, or null.
unsafe fn dynamic_type(itab: *const Itab) -> *const TypeDesc {
    // SAFETY: an interface's table, or null.
    unsafe { itab.as_ref() }.map_or(std::ptr::null(), |itab| itab.ty)
}

unsafe fn interfaces_equal<'a>(a: Eface, b: Eface) -> Result<bool, Uncomparable<'a>> {
    if a.ty != b.ty {
        return Ok(false);
    }
    // SAFETY: descriptors live as long as the program; the data is of that type.
    unsafe {
        let Some(ty) = a.ty.as_ref() else {
            return Ok(true);
        };
        if ty.eq == EqKind::None {
            return Err(Uncomparable(ty));
        }
        if ty.is_direct() {
            return Ok(a.data == b.data);
        }
        equal(ty, a.data, b.data)
    }
}

/// Whether two values of a type, at `a` and `b`, are equal. Parts are compared in order up to the first difference.
unsafe fn equal<'a>(ty: &'a TypeDesc, a: *const u8, b: *const u8) -> Result<bool, Uncomparable<'a>> {
    // SAFETY: two values of the type.
    unsafe {
        match (ty.eq, ty.kind) {
            (EqKind::None, _) => Err(Uncomparable(ty)),
            (EqKind::Memory, _) => {
                let len = ty.size as i64;
                Ok(Str { ptr: a, len }.bytes() == Str { ptr: b, len }.bytes())
            }
            (_, Kind::Float32) => Ok(a.cast::<f32>().read() == b.cast::<f32>().read()),
            (_, Kind::Float64) => Ok(a.cast::<f64>().read() == b.cast::<f64>().read()),
            (_, Kind::Complex64) => Ok(a.cast::<[f32; 2]>().read() == b.cast::<[f32; 2]>().read()),
            (_, Kind::Complex128) => Ok(a.cast::<[f64; 2]>().read() == b.cast::<[f64; 2]>().read()),
            (_, Kind::String) => Ok(a.cast::<Str>().read().bytes() == b.cast::<Str>().read().bytes()),
            (_, Kind::Interface) => interfaces_equal(read_interface(ty, a), read_interface(ty, b)),
            (_, Kind::Array) => {
                let elem = &*ty.elem;
                for i in 0..ty.len {
                    if !equal(elem, a.add(i * elem.size), b.add(i * elem.size))? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            (_, Kind::Struct) => {
                for field in ty.fields.as_slice().iter().filter(|field| field.name.bytes() != b"_") {
                    if !equal(&*field.ty, a.add(field.offset), b.add(field.offset))? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            (EqKind::Structural, kind) => unreachable!("{kind:?} is compared by its bytes"),
        }
    }
}

/// The interface at an address as type and data; `ty` says whether it has methods.
unsafe fn read_interface(ty: &TypeDesc, at: *const u8) -> Eface {
    // SAFETY: an interface of that type.
    unsafe {
        if ty.methods.as_slice().is_empty() {
            return at.cast::<Eface>().read();
        }
        let Iface { itab, data } = at.cast::<Iface>().read();
        Eface { ty: dynamic_type(itab), data }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testdesc::{leak, plain};
    use goslice_abi::desc::{FieldDesc, List};

    fn structural(name: &'static str, kind: Kind, size: usize) -> TypeDesc {
        TypeDesc { eq: EqKind::Structural, ..plain(name, kind, size) }
    }

    fn field(name: &'static str, ty: &'static TypeDesc, offset: usize) -> FieldDesc {
        FieldDesc { name: Str::from_static(name), ty, offset, tag: Str::EMPTY, embedded: false, exported: false }
    }

    fn equal_values<T>(ty: &TypeDesc, a: &T, b: &T) -> Option<bool> {
        assert_eq!(size_of::<T>(), ty.size);
        // SAFETY: the values are as large as the type says.
        unsafe { equal(ty, (&raw const *a).cast(), (&raw const *b).cast()).ok() }
    }

    #[test]
    fn floats_are_not_compared_by_their_bytes() {
        let float = structural("float64", Kind::Float64, 8);
        assert_eq!(equal_values(&float, &0.0, &-0.0), Some(true));
        assert_eq!(equal_values(&float, &f64::NAN, &f64::NAN), Some(false));
    }

    #[test]
    fn blank_fields_and_padding_do_not_count() {
        let byte = leak(plain("uint8", Kind::Uint8, 1));
        let word = leak(plain("int", Kind::Int, 8));
        let mut ty = structural("main.T", Kind::Struct, 24);
        ty.fields = List::new(Vec::leak(vec![field("a", byte, 0), field("_", word, 8), field("b", word, 16)]));
        let value = |padding: u8, blank: u8, b: u8| {
            let mut bytes = [padding; 24];
            bytes[0] = 1;
            bytes[8..16].fill(blank);
            bytes[16..].fill(b);
            bytes
        };
        assert_eq!(equal_values(&ty, &value(0, 1, 5), &value(9, 2, 5)), Some(true));
        assert_eq!(equal_values(&ty, &value(0, 1, 5), &value(0, 1, 6)), Some(false));
    }

    #[test]
    fn strings_compare_by_their_bytes() {
        let string = structural("string", Kind::String, 16);
        let (a, b) = ("hello".to_owned(), "hello".to_owned());
        let text = |s: &String| Str { ptr: s.as_ptr(), len: s.len() as i64 };
        assert_eq!(equal_values(&string, &text(&a), &text(&b)), Some(true));
        assert_eq!(equal_values(&string, &text(&a), &Str::EMPTY), Some(false));
    }

    #[test]
    fn uncomparable_types_are_found_only_when_types_agree() {
        let mut slice = plain("[]int", Kind::Slice, 24);
        slice.eq = EqKind::None;
        let slice = leak(slice);
        let int = leak(plain("int", Kind::Int, 8));
        let data = std::ptr::dangling_mut();
        // SAFETY: the data is not read.
        unsafe {
            assert!(interfaces_equal(Eface { ty: slice, data }, Eface { ty: slice, data }).is_err());
            assert!(matches!(interfaces_equal(Eface { ty: slice, data }, Eface { ty: int, data }), Ok(false)));
            assert!(matches!(interfaces_equal(value::NIL, value::NIL), Ok(true)));
        }
    }
}
