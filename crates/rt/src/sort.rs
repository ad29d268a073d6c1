//! What package sort needs to sort slices of any type.

#![allow(unsafe_code, reason = "reads and writes Go values")]

use crate::gc;
use goslice_abi::desc::{Kind, TypeDesc};
use goslice_abi::g::G;
use goslice_abi::layout::SliceHeader;

/// `sort.sliceLen(x) int`: -1 if `x` is no slice.
pub(crate) unsafe fn sort_slice_len(ty: *mut u8, data: *mut u8) -> i64 {
    // SAFETY: an interface's words; slices are boxed.
    unsafe {
        match ty.cast::<TypeDesc>().as_ref() {
            Some(ty) if ty.kind == Kind::Slice => (*data.cast::<SliceHeader>()).len,
            _ => -1,
        }
    }
}

/// `sort.swapElements(x, i, j)`: the indexes come from user code and are checked.
pub(crate) unsafe fn sort_swap_elements(g: *mut G, ty: *mut u8, data: *mut u8, i: i64, j: i64) {
    // SAFETY: `sliceLen` has found a slice; the indexes are within it.
    unsafe {
        let elem = (*ty.cast::<TypeDesc>()).elem;
        let size = (*elem).size;
        let slice = *data.cast::<SliceHeader>();
        for index in [i, j] {
            if index as u64 >= slice.len as u64 {
                crate::panic::panic_index(g, index, slice.len, 1);
            }
        }
        if i != j {
            let (a, b) = (slice.ptr.add(i as usize * size), slice.ptr.add(j as usize * size));
            for value in [a, b] {
                gc::before_overwriting(g, elem, value, 1);
            }
            std::ptr::swap_nonoverlapping(a, b, size);
        }
    }
}
