//! `slices.Grow`, `Clip`, `Clone`, `Concat` and `Repeat`: capacities, and arrays of their own.

use alloc::vec::Vec;

use super::non_negative;
use crate::runtime_error::OrRaise;
use crate::{Element, Int, Rules, RuntimeError, Slice};

impl<T: Element, P: Rules> Slice<T, P> {
    /// `s = slices.Grow(s, n)`: room for `n` more, without changing the length. Where there is none, the capacity is that
    /// of an append to all of the old one.
    ///
    /// Clones the elements where it moves an array that other slices hold.
    ///
    /// ```
    /// let mut s = goslice::slice![1, 2, 3];
    /// s.grow_by(2);
    /// assert_eq!((s.len(), s.cap()), (3, 6));
    /// ```
    ///
    /// # Panics
    ///
    /// `cannot be negative`, and as [`Slice::append`].
    #[track_caller]
    pub fn grow_by(&mut self, n: impl Int) {
        self.try_grow_by(n).or_raise();
    }

    /// [`Slice::grow_by`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// As there; the slice is as before.
    ///
    /// ```
    /// let err = goslice::slice![1].try_grow_by(-1).unwrap_err();
    /// assert_eq!(err.to_string(), "cannot be negative");
    /// ```
    pub fn try_grow_by(&mut self, n: impl Int) -> Result<(), RuntimeError> {
        let n = non_negative(n)?;
        let room = self.cap() - self.len();
        if n > room {
            let len = self.len();
            self.try_reslice(..self.cap())?;
            let grown = self.try_append_zeros(n - room);
            self.try_reslice(..len)?;
            grown?;
        }
        Ok(())
    }

    /// `s = slices.Clip(s)`: no capacity beyond the length, so that the next append moves.
    ///
    /// ```
    /// let mut s: goslice::Slice<i64> = goslice::Slice::make(2, 9);
    /// s.clip();
    /// assert_eq!(s.cap(), 2);
    /// ```
    pub fn clip(&mut self) {
        let len = self.len();
        self.reslice3(..len, len);
    }

    /// `slices.Clone(s)`: a copy of the elements in an array of their own, with the capacity of an append to nothing. Nil
    /// stays nil. ([`Clone::clone`] is another slice of the same array.)
    ///
    /// Clones every element.
    ///
    /// ```
    /// let s = goslice::slice![1i64, 2, 3, 4, 5];
    /// let t = s.cloned();
    /// t.set(0, 9);
    /// assert_eq!((s.get(0), t.cap()), (1, 6));
    /// ```
    #[must_use]
    pub fn cloned(&self) -> Slice<T, P> {
        let mut copy = if self.is_nil() {
            Slice::nil_with(self.rules().clone())
        } else {
            Slice::make_with(self.rules().clone(), 0, 0)
        };
        copy.append_all(self);
        copy
    }

    /// `slices.Concat(slices...)`: the elements of all in an array of their own. Nothing gives nil.
    ///
    /// Clones every element.
    ///
    /// ```
    /// use goslice::{Slice, slice};
    ///
    /// let s = Slice::concat([&slice![1, 2], &slice![3, 4, 5]]);
    /// assert_eq!(s, [1, 2, 3, 4, 5]);
    /// ```
    ///
    /// # Panics
    ///
    /// `len out of range`, and as [`Slice::append`].
    #[must_use]
    #[track_caller]
    pub fn concat<'a>(slices: impl IntoIterator<Item = &'a Slice<T, P>>) -> Slice<T, P>
    where
        T: 'a,
        P: Default + 'a,
    {
        Slice::try_concat(slices).or_raise()
    }

    /// [`Slice::concat`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// As there.
    ///
    /// ```
    /// use goslice::Slice;
    ///
    /// let all = Slice::<()>::make(i64::MAX, i64::MAX);
    /// assert_eq!(Slice::try_concat([&all, &all]).unwrap_err().to_string(), "len out of range");
    /// ```
    pub fn try_concat<'a>(slices: impl IntoIterator<Item = &'a Slice<T, P>>) -> Result<Slice<T, P>, RuntimeError>
    where
        T: 'a,
        P: Default + 'a,
    {
        let slices: Vec<_> = slices.into_iter().collect();
        let mut size = 0usize;
        for s in &slices {
            size = size.wrapping_add(s.len());
            if size > isize::MAX as usize {
                return Err(RuntimeError::Slices("len out of range"));
            }
        }
        let mut all = Slice::nil_with(P::default());
        all.try_grow_by(size)?;
        for s in slices {
            all.try_append_all(s)?;
        }
        Ok(all)
    }

    /// `slices.Repeat(s, count)`, with just the capacity.
    ///
    /// Clones every element.
    ///
    /// ```
    /// assert_eq!(goslice::slice![1, 2].repeat(2), [1, 2, 1, 2]);
    /// ```
    ///
    /// # Panics
    ///
    /// `cannot be negative`, `the result of (len(x) * count) overflows`, and as [`Slice::make`].
    #[must_use]
    #[track_caller]
    pub fn repeat(&self, count: impl Int) -> Slice<T, P> {
        self.try_repeat(count).or_raise()
    }

    /// [`Slice::repeat`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// As there.
    ///
    /// ```
    /// let err = goslice::slice![1, 2].try_repeat(i64::MAX).unwrap_err();
    /// assert_eq!(err.to_string(), "the result of (len(x) * count) overflows");
    /// ```
    pub fn try_repeat(&self, count: impl Int) -> Result<Slice<T, P>, RuntimeError> {
        let count = non_negative(count)?;
        let len = match self.len().checked_mul(count) {
            Some(len) if len <= isize::MAX as usize => len,
            _ => return Err(RuntimeError::Slices("the result of (len(x) * count) overflows")),
        };
        let all = Slice::try_make_with(self.rules().clone(), len, len)?;
        if size_of::<T>() == 0 && T::BITS.are_copied() {
            return Ok(all);
        }
        let mut done = all.copy_from(self);
        while done < len {
            done += all.slice(done..).copy_from(&all.slice(..done));
        }
        Ok(all)
    }
}
