//! `copy(dst, src)`: elements over elements, overlapping or not.
#![allow(unsafe_code, reason = "one memmove where the element type allows it")]

use core::ptr;

use super::access::duplicate;
use crate::{Element, Rules, Slice};

/// So many bytes at once are worth a word to who gives out the memory.
const MANY_BYTES: usize = 4 << 20;

impl<T: Element, P: Rules> Slice<T, P> {
    /// `copy(s, source)`: as many elements as both have, as if all were read before any is written. Gives their number.
    ///
    /// ```
    /// let s = goslice::slice![1, 2, 3, 4];
    /// assert_eq!(s.slice(1..).copy_from(&s), 3);
    /// assert_eq!(s, [1, 1, 2, 3]);
    /// ```
    pub fn copy_from<Q: Rules>(&self, source: &Slice<T, Q>) -> usize {
        let (to, from) = (self.cells(), source.cells());
        let n = to.len().min(from.len());
        if T::BITS.are_copied() {
            // SAFETY: both have `n` elements in cells, whose bits may be copied.
            unsafe { ptr::copy(from.as_ptr().cast::<T>(), to.as_ptr().cast::<T>().cast_mut(), n) };
            return n;
        }
        let forwards = to.as_ptr() <= from.as_ptr();
        for i in 0..n {
            let i = if forwards { i } else { n - 1 - i };
            to[i].set(duplicate(&from[i]));
        }
        n
    }

    /// `copy(s, values)` from a Rust slice, or from text to bytes. Gives the number of elements.
    ///
    /// ```
    /// let s = goslice::slice![0u8; 4];
    /// assert_eq!(s.copy_from_slice("ab".as_bytes()), 2);
    /// assert_eq!(s, *b"ab\0\0");
    /// ```
    pub fn copy_from_slice(&self, values: &[T]) -> usize {
        let n = self.len().min(values.len());
        if T::BITS.are_copied() {
            // SAFETY: the elements are in cells, of which there are `n`, and their bits may be copied.
            unsafe { ptr::copy(values.as_ptr(), self.cells().as_ptr().cast::<T>().cast_mut(), n) };
            if n * size_of::<T>() >= MANY_BYTES
                && let Some(array) = self.array
            {
                // SAFETY: this slice holds the array.
                unsafe { array.overwritten(self.end()) };
            }
            return n;
        }
        for (cell, value) in self.cells().iter().zip(values) {
            cell.set(value.clone());
        }
        n
    }
}
