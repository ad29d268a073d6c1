//! Values that the runtime makes and looks into: errors to panic with, strings, methods of dynamic types.

#![allow(unsafe_code, reason = "reads and writes Go values")]

use crate::goroutine;
use crate::heap;
use crate::panic;
use crate::runtime::State;
use goslice::GrowthPanic;
use goslice::bounds::BoundsPanic;
use goslice_abi::desc::TypeDesc;
use goslice_abi::g::G;
use goslice_abi::layout::{Eface, Str};
use std::ptr::{null, null_mut};

/// The nil interface.
pub(crate) const NIL: Eface = Eface { ty: null(), data: null_mut() };

/// A panic of the runtime's own.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Throw<'a> {
    /// A `runtime.boundsError`.
    Bounds(BoundsPanic),
    /// A `runtime.errorString`, without the prefix `runtime error: `.
    Error(&'a str),
    /// The same, of append and make.
    Growth(GrowthPanic),
    /// A `*runtime.TypeAssertionError`.
    Assertion(Str),
    /// A `runtime.errorString` with a text that is already on the Go heap.
    ErrorOf(Str),
    /// A `runtime.plainError`, whose text has no prefix.
    Plain(&'a str),
    /// A `*runtime.PanicNilError`.
    PanicNil,
}

/// Begins a panic with a value of the runtime's own.
///
/// # Safety
/// As for [`panic::begin`].
#[cold]
pub(crate) unsafe fn throw(g: *mut G, what: Throw<'_>) -> ! {
    // SAFETY: the caller's promise; `make` drops what it needs before it returns.
    unsafe {
        let value = make(g, what);
        panic::begin(g, value)
    }
}

unsafe fn make(g: *mut G, what: Throw<'_>) -> Eface {
    // SAFETY: descriptors are the program's.
    unsafe {
        let known = *goroutine::state(g).well_known();
        let (ty, text) = match what {
            Throw::Bounds(panic) => {
                let text = panic.under(goroutine::state(g).release()).to_string();
                (known.bounds_error, new_string(g, text.trim_start_matches("runtime error: ").as_bytes()))
            }
            Throw::Error(text) => (known.error_string, new_string(g, text.as_bytes())),
            Throw::Growth(panic) => (known.error_string, new_string(g, panic.message().as_bytes())),
            Throw::Assertion(text) => (known.type_assertion_error, text),
            Throw::ErrorOf(text) => (known.error_string, text),
            Throw::Plain(text) => (known.plain_error, new_string(g, text.as_bytes())),
            Throw::PanicNil => {
                let prefix = if goroutine::state(g).release().at_least(27) { "runtime error: " } else { "" };
                let text = format!("{prefix}panic called with nil argument");
                (known.panic_nil_error, new_string(g, text.as_bytes()))
            }
        };
        box_text(g, ty, text)
    }
}

/// A value of type `ty`: a struct of one string, or a pointer to one.
unsafe fn box_text(g: *mut G, ty: *const TypeDesc, text: Str) -> Eface {
    // SAFETY: the object is as large as a string.
    unsafe {
        let data = heap::alloc_conservative(g, size_of::<Str>());
        data.cast::<Str>().write(text);
        Eface { ty, data }
    }
}

/// A string on the Go heap.
///
/// # Safety
/// `g` is live.
pub(crate) unsafe fn new_string(g: *mut G, bytes: &[u8]) -> Str {
    if bytes.is_empty() {
        return Str::EMPTY;
    }
    if let [byte] = *bytes {
        return crate::string::one_byte(byte);
    }
    // SAFETY: the object has room for the bytes.
    unsafe {
        let ptr = heap::alloc_noscan(g, bytes.len());
        std::ptr::copy_nonoverlapping(bytes.as_ptr(), ptr, bytes.len());
        Str { ptr, len: bytes.len() as i64 }
    }
}

/// The code of the method `name() string` of a type, if it has one: `Error` or `String`.
pub(crate) fn string_method(state: &State, ty: *const TypeDesc, name: &str) -> Option<*const u8> {
    // SAFETY: descriptors live as long as the program.
    let (ty, error) = unsafe { (ty.as_ref()?, state.well_known().error.as_ref()?) };
    let method = ty.method(name)?;
    // `error` has exactly one method, and its signature is `func() string`.
    let wanted = error.methods.as_slice().first()?.sig;
    (method.sig == wanted && !method.code.is_null()).then_some(method.code)
}

/// The data word of an interface as the bytes of the value that it holds.
pub(crate) fn data_address(ty: &TypeDesc, data: &*mut u8) -> *const u8 {
    if ty.is_direct() { (data as *const *mut u8).cast() } else { *data }
}

/// Whether a type is declared in a package, and not predeclared or made of others.
pub(crate) fn is_declared(ty: &TypeDesc) -> bool {
    ty.pkg_path.len != 0
}
