//! `slices.Insert`, `Delete` and `Replace`: elements in the middle that come and go.
//!
//! By release (`slices.go`): Go 1.21 checks the index of `Insert` only where it uses it, and not at all without values; its
//! `Delete` looks at the length last. What is no longer used is zeroed since 1.22, after `Replace` up to the end since 1.23.

use alloc::vec::Vec;
use core::mem;

use super::own;
use crate::bounds::{self, Limit, Value};
use crate::runtime_error::OrRaise;
use crate::{Element, Int, Rules, RuntimeError, Slice, Values};

impl<T: Element, P: Rules> Slice<T, P> {
    /// `s = slices.Insert(s, i, values...)`.
    ///
    /// Moves the elements after `i`. It clones those of the slice only where there is no room and other slices hold the array.
    ///
    /// ```
    /// let mut s = goslice::slice![1, 4];
    /// s.insert(1, [2, 3]);
    /// assert_eq!(s, [1, 2, 3, 4]);
    /// ```
    ///
    /// # Panics
    ///
    /// `i` is beyond the length (by rules before Go 1.22 only if there are values), or as [`Slice::append`].
    #[track_caller]
    pub fn insert(&mut self, i: impl Int, values: impl Values<T>) {
        self.try_insert(i, values).or_raise();
    }

    /// [`Slice::insert`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// As there; the slice is as before.
    ///
    /// ```
    /// let err = goslice::slice![1].try_insert(2, [9]).unwrap_err();
    /// assert_eq!(err.to_string(), "runtime error: slice bounds out of range [2:1]");
    /// ```
    pub fn try_insert(&mut self, i: impl Int, values: impl Values<T>) -> Result<(), RuntimeError> {
        let (len, cap) = (self.len(), self.cap());
        let more = values.count();
        let at = i.word();
        if self.rules().policy().release.at_least(22) {
            self.check_bounds(bounds::slice(i.value(), len as u64, Limit::Cap(cap as i64)))?;
        } else if more > 0 && at > len {
            return Err(self.old_insert(i.value(), values));
        }
        if more == 0 {
            return Ok(());
        }
        if at == len {
            return self.try_append_all(values);
        }
        self.try_splice(at, at, values)
    }

    /// What `slices.Insert` of Go 1.21 (`slices.go`) panics with for an index that is negative or beyond the length: it checked
    /// nothing beforehand, and failed at one of the slice expressions that followed.
    fn old_insert(&self, i: Value, values: impl Values<T>) -> RuntimeError {
        let (len, cap, more) = (self.len() as i64, self.cap() as i64, values.count() as i64);
        let at = match i {
            Value::Signed(at) => at,
            Value::Unsigned(at) => at as i64,
        };
        let total = len.saturating_add(more);
        let low = |low: i64, high: i64| bounds::slice(low, high, Limit::Cap(i64::MAX));
        if total > cap {
            // append(s[:i], make(S, n+m-i)...), then s2[i+m:]
            return self.bounds_error(match bounds::slice(0i64, at, Limit::Cap(cap)) {
                Ok(()) if total < at => return RuntimeError::Growth(crate::GrowthPanic::MakeLen),
                Ok(()) => low(at + more, total),
                err => err,
            });
        }
        // s = s[:n+m], then s[i+m:]
        if let Err(panic) = low(at.wrapping_add(more), total) {
            return self.bounds_error(Err(panic));
        }
        // Where the values are in the slots that would move, they were put behind the elements first, then s[i:].
        let slots = self.slice(at + more..total);
        if values.are_among(slots.cells()) {
            self.clone().append_all(values);
        }
        self.bounds_error(low(at, total))
    }

    /// `s = slices.Delete(s, i, j)`. The slots that are no longer used are set to zero, since Go 1.22.
    ///
    /// Moves the elements after `j`, and clones none. By rules before Go 1.22 it clones them: the slots that are no longer used keep
    /// what they held.
    ///
    /// ```
    /// let mut s = goslice::slice![0, 1, 2, 3];
    /// let all = s.clone();
    /// s.delete(1, 3);
    /// assert_eq!(s, [0, 3]);
    /// assert_eq!(all, [0, 3, 0, 0]);
    /// ```
    ///
    /// # Panics
    ///
    /// A bound is out of range.
    #[track_caller]
    pub fn delete(&mut self, i: impl Int, j: impl Int) {
        self.try_delete(i, j).or_raise();
    }

    /// [`Slice::delete`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// A bound is out of range; the slice is as before.
    ///
    /// ```
    /// let err = goslice::slice![0, 1].try_delete(1, 3).unwrap_err();
    /// assert_eq!(err.to_string(), "runtime error: slice bounds out of range [:3:2]");
    /// ```
    pub fn try_delete(&mut self, i: impl Int, j: impl Int) -> Result<(), RuntimeError> {
        let (len, cap) = (self.len(), self.cap());
        if self.rules().policy().release.at_least(22) {
            self.check_bounds(bounds::slice3(i.value(), j.value(), len as u64, Limit::Cap(cap as i64)))?;
        } else {
            // s[i:j], then s[j:]
            self.check_bounds(bounds::slice(i.value(), j.value(), Limit::Cap(cap as i64)))?;
            self.check_bounds(bounds::slice(j.value(), len as u64, Limit::Cap(cap as i64)))?;
        }
        let (i, j) = (i.word(), j.word());
        if i < j {
            self.shift_down(i, j);
            self.shorten(len - (j - i));
        }
        Ok(())
    }

    /// `s = slices.Replace(s, i, j, values...)`.
    ///
    /// Moves the elements after `j`. It clones those of the slice only where there is no room and other slices hold the array;
    /// by rules before Go 1.22 also where the slice becomes shorter.
    ///
    /// ```
    /// let mut s = goslice::slice![0, 1, 2, 3];
    /// s.replace_range(1, 3, [7, 8, 9]);
    /// assert_eq!(s, [0, 7, 8, 9, 3]);
    /// ```
    ///
    /// # Panics
    ///
    /// A bound is out of range, or as [`Slice::append`].
    #[track_caller]
    pub fn replace_range(&mut self, i: impl Int, j: impl Int, values: impl Values<T>) {
        self.try_replace_range(i, j, values).or_raise();
    }

    /// [`Slice::replace_range`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// As there; the slice is as before.
    ///
    /// ```
    /// let err = goslice::slice![0, 1].try_replace_range(1, 3, [5]).unwrap_err();
    /// assert_eq!(err.to_string(), "runtime error: slice bounds out of range [:3] with capacity 2");
    /// ```
    pub fn try_replace_range(&mut self, i: impl Int, j: impl Int, values: impl Values<T>) -> Result<(), RuntimeError> {
        let (len, cap) = (self.len(), self.cap());
        self.check_bounds(bounds::slice(i.value(), j.value(), Limit::Cap(cap as i64)))?;
        let (low, high) = (i.word(), j.word());
        if low == high {
            return self.try_insert(i, values);
        }
        // Also beyond the length, which Go's check lets pass: what follows is then out of range.
        self.check_bounds(bounds::slice(j.value(), len as u64, Limit::Cap(cap as i64)))?;
        if high < len { self.try_splice(low, high, values) } else { self.try_replace_end(low, values) }
    }

    /// `append(s[:low], values...)`.
    fn try_replace_end(&mut self, low: usize, values: impl Values<T>) -> Result<(), RuntimeError> {
        let len = self.len();
        let res = if T::BITS.are_copied() {
            self.try_reslice(..low)?;
            self.try_append_all(values)
        } else {
            // First, since cloning them may panic.
            let values = own(values, self.rules())?;
            self.try_reslice(..low)?;
            self.try_append_all(values)
        };
        if res.is_err() {
            self.try_reslice(..len)?;
            return res;
        }
        // In place, if what was there is still within the capacity. (Since Go 1.23 only.)
        if self.len() < len && self.rules().policy().release.at_least(23) {
            self.slice(self.len()..len).clear();
        }
        Ok(())
    }

    /// Values instead of the elements `low` to `high`, which is below the length.
    fn try_splice(&mut self, low: usize, high: usize, values: impl Values<T>) -> Result<(), RuntimeError> {
        let len = self.len();
        let rest = len - high;
        let Some(total) = (low + rest).checked_add(values.count()).filter(|total| *total <= isize::MAX as usize) else {
            return Err(self.rules().policy().grow_panic().into());
        };
        if size_of::<T>() == 0 && !mem::needs_drop::<T>() {
            // Which values they are shows nowhere.
            return if total > len { self.try_append_zeros(total - len) } else { self.try_reslice(..total) };
        }
        // The values first, in case they are in the slots that are about to change.
        let values = own(values, self.rules())?;
        let more = values.len();
        if total > self.cap() {
            return self.splice_elsewhere(low, high, total, values);
        }
        if total > len {
            self.try_reslice(..total)?;
        }
        if low + more > high {
            self.shift_up(high, low + more, len);
        } else if low + more < high {
            self.shift_down(low + more, high);
        }
        self.put_all(low, values);
        if total < len {
            self.shorten(total);
        }
        Ok(())
    }

    /// `append(s[:low], make([]T, total-low)...)`, and then the values and the rest.
    fn splice_elsewhere(&mut self, low: usize, high: usize, total: usize, values: Vec<T>) -> Result<(), RuntimeError> {
        let (len, after) = (self.len(), low + values.len());
        if !T::BITS.are_copied() && self.is_unique() {
            let rest: Vec<T> = self.cells()[high..].iter().map(|cell| cell.replace(T::ZERO)).collect();
            self.try_reslice(..low)?;
            if let Err(err) = self.try_append_zeros(total - low) {
                self.try_reslice(..len)?;
                self.put_all(high, rest);
                return Err(err);
            }
            self.put_all(low, values);
            self.put_all(after, rest);
            return Ok(());
        }
        let mut s = self.slice(..low);
        s.try_append_zeros(total - low)?;
        s.slice(after..).copy_from(&self.slice(high..));
        s.put_all(low, values);
        *self = s;
        Ok(())
    }

    /// `copy(s[to:], s[from:])`, to a lower place. What is left behind is dropped next, or stays where Go leaves it.
    fn shift_down(&self, to: usize, from: usize) {
        let cells = self.cells();
        if !T::BITS.are_copied() && self.rules().policy().release.at_least(22) {
            cells[to..].iter().zip(&cells[from..]).for_each(|(to, from)| to.swap(from));
        } else {
            self.slice(to..).copy_from(&self.slice(from..));
        }
    }

    /// `copy(s[to:], s[from:len])`, to a higher place. What is left behind is overwritten next.
    fn shift_up(&self, from: usize, to: usize, len: usize) {
        if T::BITS.are_copied() {
            self.slice(to..).copy_from(&self.slice(from..len));
        } else {
            let cells = self.cells();
            cells[from..len].iter().zip(&cells[to..]).rev().for_each(|(from, to)| to.swap(from));
        }
    }

    /// Stores values from `at` on.
    fn put_all(&self, at: usize, values: Vec<T>) {
        for (cell, value) in self.cells()[at..].iter().zip(values) {
            cell.set(value);
        }
    }
}
