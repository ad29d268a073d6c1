//! The functions of Go's package `slices`, as methods, with Go's capacities and panics.
//!
//! Those that in Go are used as `s = slices.F(s, ..)` change the slice they are called on.

use alloc::vec::Vec;
use core::cmp::Ordering;
use core::fmt;
use core::iter::FusedIterator;

use crate::bounds::{self, Limit, Value};
use crate::compare::equal;
use crate::runtime_error::OrRaise;
use crate::window::{duplicate, look};
use crate::{Element, Int, Newest, Ordered, Rules, RuntimeError, Slice, Values};

impl<T: Element, P: Rules> Slice<T, P> {
    /// `s = slices.Grow(s, n)`: room for `n` more, without changing the length. Where there is none, the capacity is that
    /// of an append to all of the old one.
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

    /// `s = slices.Insert(s, i, values...)`.
    ///
    /// ```
    /// let mut s = goslice::slice![1, 4];
    /// s.insert(1, [2, 3]);
    /// assert_eq!(s, [1, 2, 3, 4]);
    /// ```
    ///
    /// # Panics
    ///
    /// `i` is beyond the length, or as [`Slice::append`].
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
        self.check_bounds(bounds::slice(i.value(), len as u64, Limit::Cap(cap as i64)))?;
        let at = i.word();
        if values.count() == 0 {
            return Ok(());
        }
        if at == len {
            return self.try_append_all(values);
        }
        // The values first, in case they are in the slots that are about to change.
        let values = own(values);
        let more = values.len();
        let s = self.widened(at, len, values.len())?;
        s.slice(at + more..).copy_from(&self.slice(at..));
        s.put_all(at, values);
        *self = s;
        Ok(())
    }

    /// `s = slices.Delete(s, i, j)`. The slots that are no longer used are set to zero, since Go 1.22.
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
        self.check_bounds(bounds::slice3(i.value(), j.value(), len as u64, Limit::Cap(cap as i64)))?;
        let (i, j) = (i.word(), j.word());
        if i < j {
            self.slice(i..).copy_from(&self.slice(j..));
            self.shorten(len - (j - i));
        }
        Ok(())
    }

    /// `s = slices.DeleteFunc(s, del)`: deletes the elements that `del` is true of.
    ///
    /// ```
    /// let mut s = goslice::slice![0, 1, 2, 3];
    /// s.delete_func(|v| v % 2 == 1);
    /// assert_eq!(s, [0, 2]);
    /// ```
    pub fn delete_func(&mut self, mut del: impl FnMut(&T) -> bool) {
        let Some(mut kept) = self.index_func(&mut del) else { return };
        let cells = self.cells();
        for cell in &cells[kept + 1..] {
            if !look(cell, &mut del) {
                cells[kept].set(duplicate(cell));
                kept += 1;
            }
        }
        self.shorten(kept);
    }

    /// `s = slices.Replace(s, i, j, values...)`.
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
        if high >= len {
            // Also beyond the length, which Go's check lets pass: what follows is then out of range.
            self.check_bounds(bounds::slice(j.value(), len as u64, Limit::Cap(cap as i64)))?;
            let mut s = self.slice(..low);
            s.try_append_all(values)?;
            if s.len() < len {
                self.zero_from(s.len());
            }
            *self = s;
            return Ok(());
        }
        let values = own(values);
        let (more, rest) = (values.len(), len - high);
        let total = low + more + rest;
        let s = if total > cap {
            let mut s = self.slice(..low);
            s.try_append_zeros(total - low)?;
            s
        } else {
            self.slice(..total)
        };
        s.slice(low + more..).copy_from(&self.slice(high..));
        s.put_all(low, values);
        if total < len {
            self.zero_from(total);
        }
        *self = s;
        Ok(())
    }

    /// `slices.Concat(slices...)`: the elements of all in an array of their own. Nothing gives nil.
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

    /// `s = slices.Compact(s)`: of equal neighbours only the first stays.
    ///
    /// ```
    /// let mut s = goslice::slice![1, 1, 2, 2, 2, 1];
    /// s.compact();
    /// assert_eq!(s, [1, 2, 1]);
    /// ```
    pub fn compact(&mut self)
    where
        T: PartialEq,
    {
        self.compact_func(|a, b| a == b);
    }

    /// `s = slices.CompactFunc(s, eq)`. An element is compared with the one before it in the slice that was.
    ///
    /// ```
    /// let mut s = goslice::slice![1, -1, 2];
    /// s.compact_func(|a: &i32, b: &i32| a.abs() == b.abs());
    /// assert_eq!(s, [1, 2]);
    /// ```
    pub fn compact_func(&mut self, mut eq: impl FnMut(&T, &T) -> bool) {
        let cells = self.cells();
        let Some((first, rest)) = cells.split_first() else { return };
        let mut kept = 1;
        let mut before = duplicate(first);
        for cell in rest {
            let value = duplicate(cell);
            if !eq(&value, &before) {
                cells[kept].set(value.clone());
                kept += 1;
            }
            before = value;
        }
        if kept < self.len() {
            self.shorten(kept);
        }
    }

    /// `slices.Chunk(s, n)`: windows of `n` elements, the last of what is left. Each ends where its capacity does, so
    /// that appending to one does not overwrite the next.
    ///
    /// ```
    /// let s = goslice::slice![1, 2, 3, 4, 5];
    /// let chunks: Vec<_> = s.chunks(2).map(|c| (c.len(), c.cap())).collect();
    /// assert_eq!(chunks, [(2, 2), (2, 2), (1, 1)]);
    /// ```
    ///
    /// # Panics
    ///
    /// `cannot be less than 1`.
    #[track_caller]
    pub fn chunks(&self, n: impl Int) -> Chunks<T, P> {
        self.try_chunks(n).or_raise()
    }

    /// [`Slice::chunks`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// As there.
    ///
    /// ```
    /// assert_eq!(goslice::slice![1].try_chunks(0).unwrap_err().to_string(), "cannot be less than 1");
    /// ```
    pub fn try_chunks(&self, n: impl Int) -> Result<Chunks<T, P>, RuntimeError> {
        if n.value().is_negative() || n.word() == 0 {
            return Err(RuntimeError::Slices("cannot be less than 1"));
        }
        Ok(Chunks { rest: self.clone(), n: n.word() })
    }

    /// `slices.Sort(s)`: floats with NaN first.
    ///
    /// ```
    /// let mut s = goslice::slice![3, 1, 2];
    /// s.sort();
    /// assert_eq!(s, [1, 2, 3]);
    /// ```
    pub fn sort(&mut self)
    where
        T: Ordered,
    {
        self.alone(|values| values.sort_unstable_by(T::compare));
    }

    /// `slices.SortFunc(s, cmp)`: equal elements in any order. While it runs, other slices of the array see zero values.
    ///
    /// ```
    /// let mut s = goslice::slice![1, 3, 2];
    /// s.sort_func(|a, b| b.cmp(a));
    /// assert_eq!(s, [3, 2, 1]);
    /// ```
    pub fn sort_func(&mut self, cmp: impl FnMut(&T, &T) -> Ordering) {
        self.alone(|values| values.sort_unstable_by(cmp));
    }

    /// `slices.SortStableFunc(s, cmp)`: equal elements stay in order.
    ///
    /// ```
    /// let mut s = goslice::slice![(1, 'a'), (0, 'b'), (1, 'c')];
    /// s.sort_stable_func(|a, b| a.0.cmp(&b.0));
    /// assert_eq!(s, [(0, 'b'), (1, 'a'), (1, 'c')]);
    /// ```
    pub fn sort_stable_func(&mut self, cmp: impl FnMut(&T, &T) -> Ordering) {
        self.alone(|values| values.sort_by(cmp));
    }

    /// `slices.IsSorted(s)`.
    ///
    /// ```
    /// assert!(goslice::slice![1, 1, 2].is_sorted());
    /// ```
    pub fn is_sorted(&self) -> bool
    where
        T: Ordered,
    {
        self.is_sorted_func(T::compare)
    }

    /// `slices.IsSortedFunc(s, cmp)`.
    ///
    /// ```
    /// assert!(goslice::slice![2, 1].is_sorted_func(|a, b| b.cmp(a)));
    /// ```
    pub fn is_sorted_func(&self, mut cmp: impl FnMut(&T, &T) -> Ordering) -> bool {
        self.cells().windows(2).all(|two| look(&two[0], |a| look(&two[1], |b| cmp(b, a).is_ge())))
    }

    /// `slices.BinarySearch(s, target)` of a sorted slice: where the target is or would be, and whether it is there.
    ///
    /// ```
    /// let s = goslice::slice![10, 20, 20, 30];
    /// assert_eq!(s.binary_search(&20), (1, true));
    /// assert_eq!(s.binary_search(&25), (3, false));
    /// ```
    pub fn binary_search(&self, target: &T) -> (usize, bool)
    where
        T: Ordered,
    {
        self.binary_search_func(|value| value.compare(target))
    }

    /// `slices.BinarySearchFunc(s, target, cmp)`, with the target inside `cmp`.
    ///
    /// ```
    /// let s = goslice::slice![(1, 'a'), (2, 'b')];
    /// assert_eq!(s.binary_search_func(|pair| pair.0.cmp(&2)), (1, true));
    /// ```
    pub fn binary_search_func(&self, mut cmp: impl FnMut(&T) -> Ordering) -> (usize, bool) {
        let cells = self.cells();
        // Halving as Go does, so that a slice that is not sorted gives the same too.
        let (mut at, mut end) = (0, cells.len());
        while at < end {
            let middle = at + (end - at) / 2;
            if look(&cells[middle], |value| cmp(value).is_lt()) {
                at = middle + 1;
            } else {
                end = middle;
            }
        }
        (at, cells.get(at).is_some_and(|cell| look(cell, |value| cmp(value).is_eq())))
    }

    /// `slices.Index(s, target)`: the first place of the target. Go's -1 is `None`.
    ///
    /// ```
    /// assert_eq!(goslice::slice!['a', 'b'].index_of(&'b'), Some(1));
    /// ```
    pub fn index_of(&self, target: &T) -> Option<usize>
    where
        T: PartialEq,
    {
        self.index_func(|value| value == target)
    }

    /// `slices.IndexFunc(s, f)`: the first place that `f` is true of.
    ///
    /// ```
    /// assert_eq!(goslice::slice![1, 2, 3].index_func(|v| *v > 1), Some(1));
    /// ```
    pub fn index_func(&self, mut f: impl FnMut(&T) -> bool) -> Option<usize> {
        self.cells().iter().position(|cell| look(cell, &mut f))
    }

    /// `slices.Contains(s, target)`.
    ///
    /// ```
    /// assert!(goslice::slice![1, 2].contains(&2));
    /// ```
    pub fn contains(&self, target: &T) -> bool
    where
        T: PartialEq,
    {
        self.index_of(target).is_some()
    }

    /// `slices.ContainsFunc(s, f)`.
    ///
    /// ```
    /// assert!(!goslice::slice![1, 2].contains_func(|v| *v > 2));
    /// ```
    pub fn contains_func(&self, f: impl FnMut(&T) -> bool) -> bool {
        self.index_func(f).is_some()
    }

    /// `slices.Reverse(s)`.
    ///
    /// ```
    /// let s = goslice::slice![1, 2, 3];
    /// s.reverse();
    /// assert_eq!(s, [3, 2, 1]);
    /// ```
    pub fn reverse(&self) {
        let cells = self.cells();
        let (first, second) = cells.split_at(cells.len() / 2);
        for (a, b) in first.iter().zip(second.iter().rev()) {
            a.swap(b);
        }
    }

    /// `slices.Min(s)`; NaN if there is one.
    ///
    /// ```
    /// assert_eq!(goslice::slice![3, 1, 2].min_value(), 1);
    /// ```
    ///
    /// # Panics
    ///
    /// `slices.Min: empty list`.
    #[track_caller]
    pub fn min_value(&self) -> T
    where
        T: Ordered,
    {
        self.try_min_value().or_raise()
    }

    /// [`Slice::min_value`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// There are no elements.
    ///
    /// ```
    /// let none = goslice::Slice::<i64>::nil();
    /// assert_eq!(none.try_min_value().unwrap_err().to_string(), "slices.Min: empty list");
    /// ```
    pub fn try_min_value(&self) -> Result<T, RuntimeError>
    where
        T: Ordered,
    {
        self.extreme(Ordering::Less).ok_or(RuntimeError::Slices("slices.Min: empty list"))
    }

    /// `slices.Max(s)`; NaN if there is one.
    ///
    /// ```
    /// assert!(goslice::slice![1.0, f64::NAN].max_value().is_nan());
    /// ```
    ///
    /// # Panics
    ///
    /// `slices.Max: empty list`.
    #[track_caller]
    pub fn max_value(&self) -> T
    where
        T: Ordered,
    {
        self.try_max_value().or_raise()
    }

    /// [`Slice::max_value`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// There are no elements.
    ///
    /// ```
    /// assert_eq!(goslice::slice!["a", "b"].try_max_value(), Ok("b"));
    /// ```
    pub fn try_max_value(&self) -> Result<T, RuntimeError>
    where
        T: Ordered,
    {
        self.extreme(Ordering::Greater).ok_or(RuntimeError::Slices("slices.Max: empty list"))
    }

    /// `slices.MinFunc(s, cmp)`: the first of the least elements.
    ///
    /// ```
    /// assert_eq!(goslice::slice![(2, 'a'), (1, 'b'), (1, 'c')].min_func(|a, b| a.0.cmp(&b.0)), (1, 'b'));
    /// ```
    ///
    /// # Panics
    ///
    /// `slices.MinFunc: empty list`.
    #[track_caller]
    pub fn min_func(&self, cmp: impl FnMut(&T, &T) -> Ordering) -> T {
        self.try_min_func(cmp).or_raise()
    }

    /// [`Slice::min_func`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// There are no elements.
    ///
    /// ```
    /// assert!(goslice::Slice::<i64>::nil().try_min_func(|a, b| a.cmp(b)).is_err());
    /// ```
    pub fn try_min_func(&self, mut cmp: impl FnMut(&T, &T) -> Ordering) -> Result<T, RuntimeError> {
        let least = self.iter().reduce(|best, value| if cmp(&value, &best).is_lt() { value } else { best });
        least.ok_or(RuntimeError::Slices("slices.MinFunc: empty list"))
    }

    /// `slices.MaxFunc(s, cmp)`: the first of the greatest elements.
    ///
    /// ```
    /// assert_eq!(goslice::slice![(2, 'a'), (2, 'b'), (1, 'c')].max_func(|a, b| a.0.cmp(&b.0)), (2, 'a'));
    /// ```
    ///
    /// # Panics
    ///
    /// `slices.MaxFunc: empty list`.
    #[track_caller]
    pub fn max_func(&self, cmp: impl FnMut(&T, &T) -> Ordering) -> T {
        self.try_max_func(cmp).or_raise()
    }

    /// [`Slice::max_func`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// There are no elements.
    ///
    /// ```
    /// let err = goslice::Slice::<i64>::nil().try_max_func(|a, b| a.cmp(b)).unwrap_err();
    /// assert_eq!(err.to_string(), "slices.MaxFunc: empty list");
    /// ```
    pub fn try_max_func(&self, mut cmp: impl FnMut(&T, &T) -> Ordering) -> Result<T, RuntimeError> {
        let greatest = self.iter().reduce(|best, value| if cmp(&value, &best).is_gt() { value } else { best });
        greatest.ok_or(RuntimeError::Slices("slices.MaxFunc: empty list"))
    }

    /// `slices.EqualFunc(s, t, eq)`.
    ///
    /// ```
    /// use goslice::slice;
    ///
    /// assert!(slice![1, 2].equal_func(&slice!["1", "2"], |n: &i32, text: &&str| n.to_string() == *text));
    /// ```
    pub fn equal_func<U: Element, Q: Rules>(&self, other: &Slice<U, Q>, eq: impl FnMut(&T, &U) -> bool) -> bool {
        equal(self.cells(), other.cells(), eq)
    }

    fn extreme(&self, wanted: Ordering) -> Option<T>
    where
        T: Ordered,
    {
        self.iter().reduce(|best, value| {
            let better = value.is_nan_value() || (!best.is_nan_value() && value.compare(&best) == wanted);
            if better { value } else { best }
        })
    }

    fn check_bounds(&self, res: Result<(), crate::BoundsPanic>) -> Result<(), RuntimeError> {
        if res.is_ok() { Ok(()) } else { Err(self.bounds_error(res)) }
    }

    /// A slice with this one's first `at` elements, and `more` slots more than this one has elements: of the same array if
    /// there is room.
    fn widened(&self, at: usize, len: usize, more: usize) -> Result<Slice<T, P>, RuntimeError> {
        if more <= self.cap() - len {
            return self.try_slice(..len + more);
        }
        let mut s = self.slice(..at);
        s.try_append_zeros((len - at).saturating_add(more))?;
        Ok(s)
    }

    /// Stores values from `at` on.
    fn put_all(&self, at: usize, values: Vec<T>) {
        for (cell, value) in self.cells()[at..].iter().zip(values) {
            cell.set(value);
        }
    }

    /// Shortens the slice and zeroes what it loses.
    fn shorten(&mut self, len: usize) {
        self.zero_from(len);
        self.reslice(..len);
    }

    /// Sets the elements from `at` on to zero, which Go does since 1.22 with those that a function deleted.
    fn zero_from(&self, at: usize) {
        if self.rules().policy().release.at_least(22) {
            self.slice(at..).clear();
        }
    }
}

/// The values as a vector, out of reach of what happens to the slice that they may be in.
fn own<T: Element>(values: impl Values<T>) -> Vec<T> {
    let mut s: Slice<T> = Slice::nil();
    s.append_all(values);
    s.alone(|values| values.iter_mut().map(|value| core::mem::replace(value, T::ZERO)).collect())
}

fn non_negative(n: impl Int) -> Result<usize, RuntimeError> {
    match n.value() {
        Value::Signed(..0) => Err(RuntimeError::Slices("cannot be negative")),
        _ => Ok(n.word()),
    }
}

/// Windows of a slice one after another, made by [`Slice::chunks`].
///
/// ```
/// let s = goslice::slice!['a', 'b', 'c'];
/// let texts: Vec<_> = s.chunks(2).map(|chunk| chunk.to_text()).collect();
/// assert_eq!(texts, ["ab", "c"]);
/// ```
pub struct Chunks<T: Element, P: Rules = Newest> {
    rest: Slice<T, P>,
    n: usize,
}

impl<T: Element, P: Rules> fmt::Debug for Chunks<T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Chunks({} left, by {})", self.rest.len(), self.n)
    }
}

impl<T: Element, P: Rules> Iterator for Chunks<T, P> {
    type Item = Slice<T, P>;

    fn next(&mut self) -> Option<Slice<T, P>> {
        if self.rest.is_empty() {
            return None;
        }
        let n = self.n.min(self.rest.len());
        let chunk = self.rest.slice3(..n, n);
        self.rest.reslice(n..);
        Some(chunk)
    }
}

impl<T: Element, P: Rules> FusedIterator for Chunks<T, P> {}
