//! Moving, clearing and comparing memory, and allocating single values.

#![allow(unsafe_code, reason = "works on raw memory")]

use crate::heap;
use crate::shift;
use crate::value::{self, Throw};
use goslice_abi::desc::TypeDesc;
use goslice_abi::g::G;
use goslice_abi::layout::Str;

pub(crate) unsafe fn memmove(dst: *mut u8, src: *mut u8, n: i64) {
    // SAFETY: the list's promise: n bytes at both, which may overlap.
    unsafe { shift::copy(src, dst, n as usize) }
}

pub(crate) unsafe fn memclr(dst: *mut u8, n: i64) {
    // SAFETY: n bytes at dst.
    unsafe { std::ptr::write_bytes(dst, 0, n as usize) }
}

pub(crate) unsafe fn move_elems(elem: *mut u8, dst: *mut u8, src: *mut u8, n: i64) {
    // SAFETY: `elem` is a descriptor, and there are n elements at both, which may overlap.
    unsafe { shift::copy(src, dst, n as usize * (*elem.cast::<TypeDesc>()).size) }
}

pub(crate) unsafe fn clear_elems(elem: *mut u8, dst: *mut u8, n: i64) {
    // SAFETY: `elem` is a descriptor, and there are n elements at dst.
    unsafe { std::ptr::write_bytes(dst, 0, n as usize * (*elem.cast::<TypeDesc>()).size) }
}

pub(crate) unsafe fn memequal(a: *mut u8, b: *mut u8, n: i64) -> u8 {
    // SAFETY: n bytes at both; `Str` allows null when n is 0.
    unsafe { u8::from(Str { ptr: a, len: n }.bytes() == Str { ptr: b, len: n }.bytes()) }
}

pub(crate) unsafe fn new_object(g: *mut G, ty: *mut u8) -> *mut u8 {
    let ty = ty.cast::<TypeDesc>();
    // SAFETY: `ty` is a descriptor.
    unsafe { heap::alloc_values(g, (*ty).size, ty) }
}

/// `n` values of a type, for arrays that the compiler moves to the heap. A size beyond all memory is a Go error, as for
/// make.
pub(crate) unsafe fn new_array(g: *mut G, elem: *mut u8, n: i64) -> *mut u8 {
    let elem = elem.cast::<TypeDesc>();
    // SAFETY: `elem` is a descriptor, and nothing is live that must be dropped.
    unsafe {
        let state = crate::goroutine::state(g);
        let max = state.policy.max_alloc as usize;
        match usize::try_from(n).ok().and_then(|n| n.checked_mul((*elem).size)) {
            Some(bytes) if bytes <= max => heap::alloc_values(g, bytes, elem),
            _ => value::throw(g, Throw::Plain("runtime: allocation size out of range")),
        }
    }
}
