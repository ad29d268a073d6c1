//! The write barrier, a deletion barrier: while objects are marked in steps, a pointer that is overwritten keeps what it
//! pointed to. So all that could be reached when marking began is marked, wherever the program moves it meanwhile.
//!
//! Generated code asks `G::barrier` before it stores a pointer; Rust code that overwrites pointers in objects or package
//! variables calls [`before_overwriting`]. New objects and frames hold nothing that must be kept for this reason.

#![allow(unsafe_code, reason = "reads objects")]

use super::Marker;
use crate::goroutine;
use goslice_abi::desc::TypeDesc;
use goslice_abi::g::G;

/// Addresses below this are offsets from nil: the store that follows is going to fault.
const NIL_PAGE: usize = 4096;

/// A pointer in memory is about to be overwritten.
pub(crate) unsafe fn gc_write_barrier(g: *mut G, slot: *mut u8) {
    if slot.addr() < NIL_PAGE {
        return;
    }
    // SAFETY: generated code is about to write there.
    unsafe {
        let old = slot.cast::<usize>().read_unaligned();
        keep(g, old);
    }
}

/// `n` values of a type are about to be overwritten.
pub(crate) unsafe fn gc_bulk_barrier(g: *mut G, elem: *mut u8, dst: *mut u8, n: i64) {
    // SAFETY: as above; `elem` is a descriptor.
    unsafe { before_overwriting(g, elem.cast(), dst, n as usize) }
}

/// Keeps what the pointers in `n` values point to, if marking is under way.
///
/// # Safety
/// `g` is live, `elem` a descriptor, and there are so many values.
pub(crate) unsafe fn before_overwriting(g: *mut G, elem: *const TypeDesc, dst: *mut u8, n: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        let state = goroutine::state(g);
        let ty = &*elem;
        if !state.heap.marking || ty.bitmap.is_null() || dst.addr() < NIL_PAGE {
            return;
        }
        let mut marker = Marker::new(&mut state.heap, &mut state.marking.grey);
        for at in 0..n {
            marker.value(dst.addr() + at * ty.size, 0..ty.size, ty.bitmap);
        }
    }
}

/// Keeps the object around an address, if marking is under way.
///
/// # Safety
/// `g` is live.
pub(super) unsafe fn keep(g: *mut G, address: usize) {
    // SAFETY: the caller's promise.
    let state = unsafe { goroutine::state(g) };
    if state.heap.marking {
        Marker::new(&mut state.heap, &mut state.marking.grey).address(address);
    }
}
