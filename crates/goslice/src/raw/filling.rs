//! Writing slots behind the values of an array one by one, with code between the writes that is not this crate's.
//!
//! Such code may panic, and then slots have been written that nothing else knows of: neither the window, which ends before
//! them, nor what is noted of the array's memory. This is the one way to write them, and it notes the slots before the first is
//! written, so that no way out of a loop can forget to.
#![allow(unsafe_code, reason = "slots behind a window")]

use core::mem;
use core::ptr;

use super::array::Array;

/// Slots from `first` on, of which `n` have been written. If this is dropped, their values are dropped; the array keeps a
/// note that they are no longer zero bytes.
pub(crate) struct Filling<T> {
    array: Array<T>,
    first: usize,
    n: usize,
}

impl<T> Filling<T> {
    /// Begins to fill at most `most` slots from slot `first` on.
    ///
    /// # Safety
    ///
    /// The array lives and stays where it is, is lazy, its values end at slot `first` or before, and it has so many slots.
    /// Until [`Filling::done`], or the drop, nobody else reaches these slots.
    #[inline(always)]
    pub(crate) unsafe fn begin(array: Array<T>, first: usize, most: usize) -> Filling<T> {
        // SAFETY: the array lives.
        unsafe { array.note_written(first + most) };
        Filling { array, first, n: 0 }
    }

    /// Writes the next slot.
    ///
    /// # Safety
    ///
    /// There are fewer than `most` yet.
    #[inline(always)]
    pub(crate) unsafe fn push(&mut self, value: T) {
        // SAFETY: the slot is one of those that were promised, and holds no value.
        unsafe { self.array.base().add(self.first + self.n).write(value) };
        self.n += 1;
    }

    /// All are written, and the caller's from now on.
    #[inline(always)]
    pub(crate) fn done(self) {
        mem::forget(self);
    }
}

impl<T> Drop for Filling<T> {
    fn drop(&mut self) {
        // SAFETY: these slots hold values that nobody else knows of.
        unsafe {
            let slots = self.array.base().add(self.first);
            ptr::drop_in_place(ptr::slice_from_raw_parts_mut(slots.as_ptr(), self.n));
        }
    }
}
