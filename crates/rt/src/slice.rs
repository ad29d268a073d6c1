//! `make` and `append`. Capacities come from the library alone.

#![allow(unsafe_code, reason = "works on raw memory")]

use crate::goroutine;
use crate::growths::Append;
use crate::heap;
use crate::value::{self, Throw};
use goslice::{Elem, GrowthPanic, Policy, stack_buffer};
use goslice_abi::desc::TypeDesc;
use goslice_abi::g::G;
use goslice_abi::layout::{
    APPEND_BUFFER_ON_HEAP, APPEND_BUFFER_OWNED, APPEND_BUFFER_SHIFT, APPEND_BUFFER_WHOLE, MOVE_SLICE_FIT,
    MOVE_SLICE_IN_PLACE, Pair, append_buffer_flag,
};

/// What growth needs to know of an element type.
pub(crate) fn elem_of(ty: &TypeDesc) -> Elem {
    Elem { size: ty.size as u64, has_pointers: ty.pointers }
}

pub(crate) unsafe fn make_slice(g: *mut G, elem: *mut u8, len: i64, cap: i64) -> *mut u8 {
    let elem = elem.cast::<TypeDesc>();
    // SAFETY: `elem` is a descriptor; nothing is live that must be dropped.
    unsafe {
        if let Err(panic) = goroutine::state(g).policy.make_slice(elem_of(&*elem), len, cap) {
            value::throw(g, Throw::Growth(panic));
        }
        heap::alloc_values(g, cap as usize * (*elem).size, elem)
    }
}

/// As [`grow_slice`], when what becomes of the append is known, and the heap has such a block ready: no Rust panic can come of
/// that, so the stub calls it unprotected.
#[inline(always)]
pub(crate) unsafe fn grow_slice_quickly(
    g: *mut G,
    elem: *mut u8,
    old: *mut u8,
    new_len: i64,
    old_cap: i64,
    n: i64,
) -> Option<Pair> {
    let append = Append { elem: elem.cast(), old_len: new_len.wrapping_sub(n), old_cap, n };
    // SAFETY: `old` has `old_len` elements.
    unsafe {
        let state = goroutine::state(g);
        let grown = state.growths.find(append)?;
        let array = state.heap.take_ready(grown.place, append.elem, grown.kept)?;
        copy_small(old, array, grown.kept);
        Some(Pair(array.addr() as u64, grown.cap as u64))
    }
}

/// Copies `bytes` bytes; small powers of two without a call.
#[inline(always)]
unsafe fn copy_small(from: *const u8, to: *mut u8, bytes: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        match bytes {
            0 => {}
            8 => to.cast::<[u8; 8]>().write(from.cast::<[u8; 8]>().read()),
            16 => to.cast::<[u8; 16]>().write(from.cast::<[u8; 16]>().read()),
            24 => to.cast::<[u8; 24]>().write(from.cast::<[u8; 24]>().read()),
            32 => to.cast::<[u8; 32]>().write(from.cast::<[u8; 32]>().read()),
            64 => to.cast::<[u8; 64]>().write(from.cast::<[u8; 64]>().read()),
            _ => std::ptr::copy_nonoverlapping(from, to, bytes),
        }
    }
}

/// A larger array for `append`: `n` elements are to follow the `new_len - n` of `old`. Gives the array and its capacity.
pub(crate) unsafe fn grow_slice(g: *mut G, elem: *mut u8, old: *mut u8, new_len: i64, old_cap: i64, n: i64) -> Pair {
    // SAFETY: as for the callee.
    unsafe { grow(g, elem, old, new_len, old_cap, n, false) }
}

/// As [`grow_slice`], where nobody else can see the old array: a large one grows in place if the pages behind it are free,
/// else it is freed at once.
pub(crate) unsafe fn grow_slice_owned(
    g: *mut G,
    elem: *mut u8,
    old: *mut u8,
    new_len: i64,
    old_cap: i64,
    n: i64,
) -> Pair {
    // SAFETY: as for the callee.
    unsafe { grow(g, elem, old, new_len, old_cap, n, true) }
}

unsafe fn grow(g: *mut G, elem: *mut u8, old: *mut u8, new_len: i64, old_cap: i64, n: i64, owned: bool) -> Pair {
    let elem = elem.cast::<TypeDesc>();
    let old_len = new_len.wrapping_sub(n);
    // SAFETY: `elem` is a descriptor, `old` has `old_len` elements; nothing is live that must be dropped.
    unsafe {
        let state = goroutine::state(g);
        let growth = match state.policy.grow(elem_of(&*elem), old_len, old_cap, n) {
            Ok(growth) => growth,
            Err(panic) => value::throw(g, Throw::Growth(panic)),
        };
        if !growth.moved() {
            return Pair(old.addr() as u64, old_cap as u64);
        }
        state.growths.note(Append { elem, old_len, old_cap, n }, &growth, &state.heap);
        // What lies beyond the old length is zero.
        let bytes = growth.cap as usize * (*elem).size;
        let kept = old_len as usize * (*elem).size;
        if owned && heap::extend(g, old, bytes) {
            return Pair(old.addr() as u64, growth.cap as u64);
        }
        let array = heap::alloc_grown(g, bytes, elem, kept);
        std::ptr::copy_nonoverlapping(old, array, kept);
        if owned {
            heap::free_large(g, old);
        }
        Pair(array.addr() as u64, growth.cap as u64)
    }
}

/// The capacity of a slice of `len` elements that is, or will be, moved from a frame to the heap.
fn moved_cap(policy: &Policy, elem: Elem, len: i64) -> i64 {
    let rounded = || policy.round_up(len as u64 * elem.size, !elem.has_pointers).usable / elem.size.max(1);
    policy.moved_to_heap(elem, len).unwrap_or_else(|| rounded() as i64)
}

/// Whether the buffer of a frame, which has so many elements and a flag, is the next array.
///
/// Taken whole, the buffer serves one array in each call of the function, which begins in it. Else the slice grows step by
/// step in the buffer for as long as it fits, and moves there from wherever it was.
#[inline(always)]
unsafe fn buffer_serves(elem: *mut u8, new_len: i64, n: i64, buffer: *mut u8, mode: i64) -> bool {
    let (buffer_len, whole) = (mode >> APPEND_BUFFER_SHIFT, mode & APPEND_BUFFER_WHOLE != 0);
    // SAFETY: the caller's promise.
    unsafe {
        new_len as u64 <= buffer_len as u64
            && !(whole && (new_len != n || buffer_taken(elem, buffer_len, buffer, mode)))
    }
}

/// Whether an array of this call took the buffer.
#[inline(always)]
unsafe fn buffer_taken(elem: *mut u8, buffer_len: i64, buffer: *mut u8, mode: i64) -> bool {
    // SAFETY: the caller's promise; on the heap, `buffer` is one word.
    unsafe {
        match mode & APPEND_BUFFER_ON_HEAP != 0 {
            true => *buffer.cast::<usize>() != 0,
            false => *buffer_flag(elem, buffer_len, buffer) != 0,
        }
    }
}

/// Where a buffer notes that it is in use.
#[inline(always)]
unsafe fn buffer_flag(elem: *mut u8, buffer_len: i64, buffer: *mut u8) -> *mut u8 {
    // SAFETY: `elem` is a descriptor, the flag follows the elements.
    unsafe { buffer.add(append_buffer_flag(buffer_len as u64 * (*elem.cast::<TypeDesc>()).size as u64) as usize) }
}

/// As [`grow_slice_quickly`], for [`grow_slice_buffered`]. Where a slice takes a whole buffer, compiled code does it without a call.
#[allow(clippy::too_many_arguments, reason = "the list's")]
#[inline(always)]
pub(crate) unsafe fn grow_slice_buffered_quickly(
    g: *mut G,
    elem: *mut u8,
    old: *mut u8,
    new_len: i64,
    old_cap: i64,
    n: i64,
    buffer: *mut u8,
    mode: i64,
) -> Option<Pair> {
    // SAFETY: as for the callees.
    unsafe {
        if buffer_serves(elem, new_len, n, buffer, mode) {
            return None;
        }
        grow_slice_quickly(g, elem, old, new_len, old_cap, n)
    }
}

/// As [`grow_slice`], but the new array may be a buffer of the calling function's frame: see [`buffer_serves`].
#[allow(clippy::too_many_arguments, reason = "the list's")]
pub(crate) unsafe fn grow_slice_buffered(
    g: *mut G,
    elem: *mut u8,
    old: *mut u8,
    new_len: i64,
    old_cap: i64,
    n: i64,
    buffer: *mut u8,
    mode: i64,
) -> Pair {
    // SAFETY: `elem` is a descriptor; `old` has `new_len - n` elements; the buffer has as many as `mode` says and a flag, or is a
    // word if `mode` says so.
    unsafe {
        if !buffer_serves(elem, new_len, n, buffer, mode) {
            return grow(g, elem, old, new_len, old_cap, n, mode & APPEND_BUFFER_OWNED != 0);
        }
        let (buffer_len, whole) = (mode >> APPEND_BUFFER_SHIFT, mode & APPEND_BUFFER_WHOLE != 0);
        let ty = &*elem.cast::<TypeDesc>();
        let cap = if whole { buffer_len } else { moved_cap(&goroutine::state(g).policy, elem_of(ty), new_len) };
        let kept = new_len.wrapping_sub(n) as usize * ty.size;
        if mode & APPEND_BUFFER_ON_HEAP != 0 {
            let array = heap::alloc_values(g, cap as usize * ty.size, elem.cast());
            std::ptr::copy_nonoverlapping(old, array, kept);
            buffer.cast::<usize>().write(array.addr());
            return Pair(array.addr() as u64, cap as u64);
        }
        *buffer_flag(elem, buffer_len, buffer) = 1;
        std::ptr::copy(old, buffer, kept);
        buffer.add(kept).write_bytes(0, cap as usize * ty.size - kept);
        Pair(buffer.addr() as u64, cap as u64)
    }
}

/// As [`move_slice`], for what fits a buffer and goes to a block that the heap has ready: no Rust panic can come of that.
#[inline(always)]
pub(crate) unsafe fn move_slice_quickly(
    g: *mut G,
    elem: *mut u8,
    ptr: *mut u8,
    len: i64,
    cap: i64,
    how: u8,
) -> Option<Pair> {
    let elem = elem.cast::<TypeDesc>();
    // SAFETY: `elem` is a descriptor, `ptr` has `cap` elements.
    unsafe {
        if how == MOVE_SLICE_IN_PLACE as u8 || cap as u64 > stack_buffer::BYTES {
            return None;
        }
        let (size, fit) = ((*elem).size, how == MOVE_SLICE_FIT as u8);
        let bytes = if fit { len } else { cap } as usize * size;
        if bytes > stack_buffer::BYTES as usize {
            return None;
        }
        let state = goroutine::state(g);
        let place = state.heap.place(bytes, !(*elem).pointers)?;
        // The block is what the size is rounded up to. A shift where it will do: dividing takes as long as all the rest.
        let room = state.heap.usable(place)?;
        let fitting = if size.is_power_of_two() { room >> size.trailing_zeros() } else { room.checked_div(size)? };
        let cap = if fit { fitting as i64 } else { cap };
        let array = state.heap.take_ready(place, elem, bytes)?;
        debug_assert!(!fit || cap == moved_cap(&state.policy, elem_of(&*elem), len), "{len} elements of {size} bytes");
        copy_small(ptr, array, bytes);
        Some(Pair(array.addr() as u64, cap as u64))
    }
}

/// The elements of a slice in a frame, moved to the heap: array and capacity.
pub(crate) unsafe fn move_slice(g: *mut G, elem: *mut u8, ptr: *mut u8, len: i64, cap: i64, how: u8) -> Pair {
    let elem = elem.cast::<TypeDesc>();
    // SAFETY: `elem` is a descriptor, `ptr` has `cap` elements.
    unsafe {
        let policy = &goroutine::state(g).policy;
        let fit = moved_cap(policy, elem_of(&*elem), len);
        if how == MOVE_SLICE_IN_PLACE as u8 {
            return Pair(ptr.addr() as u64, fit as u64);
        }
        let (n, cap) = if how == MOVE_SLICE_FIT as u8 { (len, fit) } else { (cap, cap) };
        let array = heap::alloc_values(g, cap as usize * (*elem).size, elem);
        std::ptr::copy_nonoverlapping(ptr, array, n as usize * (*elem).size);
        Pair(array.addr() as u64, cap as u64)
    }
}

/// `append(s, make([]T, n)...)` before anything is added: only a negative length is make's own error.
pub(crate) unsafe fn check_make_append(g: *mut G, elem: *mut u8, n: i64) {
    // SAFETY: `elem` is a descriptor; nothing is live that must be dropped.
    unsafe {
        let policy = &goroutine::state(g).policy;
        // Until 1.10 the temporary was made, with make's checks.
        let checked = if policy.release.at_least(11) {
            if n < 0 { Err(GrowthPanic::MakeLen) } else { Ok(()) }
        } else {
            policy.make_slice(elem_of(&*elem.cast::<TypeDesc>()), n, n).map(|_| ())
        };
        if let Err(panic) = checked {
            value::throw(g, Throw::Growth(panic));
        }
    }
}

pub(crate) unsafe fn unsafe_slice_check(g: *mut G, elem: *mut u8, ptr: *mut u8, len: i64) {
    // SAFETY: as above.
    unsafe {
        let size = (*elem.cast::<TypeDesc>()).size;
        check_unsafe(g, "unsafe.Slice", size, ptr, len);
    }
}

pub(crate) unsafe fn unsafe_string_check(g: *mut G, ptr: *mut u8, len: i64) {
    // SAFETY: as above.
    unsafe { check_unsafe(g, "unsafe.String", 1, ptr, len) }
}

unsafe fn check_unsafe(g: *mut G, function: &str, size: usize, ptr: *mut u8, len: i64) {
    // SAFETY: `g` is live.
    let release = unsafe { goroutine::state(g).release() };
    let bytes = usize::try_from(len).ok().and_then(|len| len.checked_mul(size));
    let what = match bytes {
        // Up to 1.19 elements without size had no address to be wrong about.
        Some(0) if len == 0 || !ptr.is_null() || !release.at_least(20) => return,
        _ if ptr.is_null() && len > 0 => "ptr is nil and len is not zero",
        // The block may not run past the end of the address space.
        Some(bytes) if bytes <= ptr.addr().wrapping_neg() => return,
        _ => "len out of range",
    };
    // SAFETY: the text is on the Go heap when the panic begins, and the String gone.
    unsafe {
        let text = value::new_string(g, format!("{function}: {what}").as_bytes());
        value::throw(g, Throw::ErrorOf(text))
    }
}
