//! Appending many at once: one growth to the final length, whatever they come from.
#![allow(unsafe_code, reason = "slots after the window")]

use alloc::string::String;
use alloc::vec::Vec;
use core::cell::Cell;
use core::mem::{self, ManuallyDrop};
use core::ptr::{self, NonNull};

use super::access::duplicate;
use crate::raw::array::{self, Array};
use crate::raw::filling::Filling;
use crate::runtime_error::OrRaise;
use crate::{Element, GrowthPanic, Newest, Rules, RuntimeError, Slice};

mod sealed {
    pub trait Sealed {}
}

/// What [`Slice::append_all`] takes: arrays, vectors and slices, of Rust and of Go, and text to bytes.
///
/// ```
/// use goslice::{Slice, slice};
///
/// let mut s: Slice<u8> = slice![b'a'];
/// s.append_all([b'b', b'c']);
/// s.append_all(&[b'd'][..]);
/// s.append_all(vec![b'e']);
/// s.append_all(&slice![b'f']);
/// s.append_all("gh");
/// assert_eq!(s, *b"abcdefgh");
/// ```
pub trait Values<T>: sealed::Sealed {
    /// How many there are.
    #[doc(hidden)]
    fn count(&self) -> usize;
    /// Whether one of them is in one of these slots.
    #[doc(hidden)]
    fn are_among(&self, slots: &[Cell<T>]) -> bool {
        let _ = slots;
        false
    }
    /// Puts them behind the window of a slice that has room for them.
    ///
    /// # Safety
    ///
    /// There must be room for all.
    #[doc(hidden)]
    unsafe fn put<P: Rules>(self, slice: &mut Slice<T, P>)
    where
        T: Element;
    /// The values by themselves.
    #[doc(hidden)]
    fn into_vec(self) -> Vec<T>
    where
        T: Element;
}

impl<T: Element, P: Rules> Slice<T, P> {
    /// `s = append(s, values...)`: one growth for all of them. With no values the slice stays as it is, nil too.
    ///
    /// ```
    /// use goslice::Slice;
    ///
    /// let mut s: Slice<i64> = Slice::make(4, 4);
    /// s.append_all([1, 2, 3, 4, 5]);
    /// assert_eq!((s.len(), s.cap()), (9, 10)); // one by one it would be 16
    /// ```
    ///
    /// # Panics
    ///
    /// As [`Slice::append`].
    #[inline]
    #[track_caller]
    pub fn append_all(&mut self, values: impl Values<T>) {
        self.room(values.count());
        // SAFETY: there is room.
        unsafe { values.put(self) }
    }

    /// [`Slice::append_all`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// The array would be too large; the slice is as before.
    ///
    /// ```
    /// use goslice::Slice;
    ///
    /// let mut s: Slice<()> = Slice::make(1, 1);
    /// let all = Slice::make(i64::MAX, i64::MAX);
    /// assert_eq!(s.try_append_all(&all).unwrap_err().to_string(), "runtime error: growslice: len out of range");
    /// ```
    pub fn try_append_all(&mut self, values: impl Values<T>) -> Result<(), RuntimeError> {
        self.try_room(values.count())?;
        // SAFETY: there is room.
        unsafe { values.put(self) }
        Ok(())
    }

    /// `append(s, values...)` as an expression, for `let t = s.clone().appended(..)`. The macro
    /// [`append!`](crate::append!) writes it as Go does.
    ///
    /// ```
    /// let s = goslice::slice![1, 2];
    /// let t = s.clone().appended([3]);
    /// assert_eq!((s.len(), t.len()), (2, 3));
    /// ```
    ///
    /// # Panics
    ///
    /// As [`Slice::append`].
    #[inline]
    #[track_caller]
    #[must_use]
    pub fn appended(mut self, values: impl Values<T>) -> Slice<T, P> {
        self.append_all(values);
        self
    }

    /// `s = append(s, make([]T, n)...)`: `n` zero values more.
    ///
    /// ```
    /// use goslice::slice;
    ///
    /// let mut s = slice![1, 2];
    /// s.append_zeros(2);
    /// assert_eq!(s, [1, 2, 0, 0]);
    /// ```
    ///
    /// # Panics
    ///
    /// As Go does: `growslice: len out of range` if the array would be too large, `makeslice: len out of range` if `n` is
    /// negative.
    #[track_caller]
    pub fn append_zeros(&mut self, n: impl crate::Int) {
        self.try_append_zeros(n).or_raise();
    }

    /// [`Slice::append_zeros`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// As there; the slice is as before.
    ///
    /// ```
    /// let err = goslice::slice![1].try_append_zeros(-1).unwrap_err();
    /// assert_eq!(err.to_string(), "runtime error: makeslice: len out of range");
    /// ```
    pub fn try_append_zeros(&mut self, n: impl crate::Int) -> Result<(), RuntimeError> {
        let n = n.word();
        self.rules().policy().grow_make(T::ELEM, self.len as i64, self.cap as i64, n as i64)?;
        self.try_room(n)?;
        // SAFETY: there is room for `n` more. `ZERO` is a constant, and runs no code.
        unsafe {
            let slots = self.ptr.add(self.len);
            if size_of::<T>() == 0 {
                self.len += n;
            } else if self.puts_plainly() {
                if T::BITS.are_zeroed() {
                    ptr::write_bytes(slots.as_ptr(), 0, n);
                } else {
                    for i in 0..n {
                        slots.add(i).write(T::ZERO);
                    }
                }
                self.len += n;
            } else {
                for _ in 0..n {
                    self.store(T::ZERO);
                }
            }
        }
        Ok(())
    }

    /// [`Extend::extend`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// The array would be too large; what came before that stays appended.
    ///
    /// ```
    /// let mut s = goslice::slice![1];
    /// assert_eq!(s.try_extend([2, 3]), Ok(()));
    /// assert_eq!(s, [1, 2, 3]);
    /// ```
    pub fn try_extend(&mut self, values: impl IntoIterator<Item = T>) -> Result<(), RuntimeError> {
        values.into_iter().try_for_each(|value| self.try_append(value))
    }

    /// Whether what is in the slots after the window can be overwritten without a look: nothing, or what needs no drop.
    #[inline(always)]
    fn puts_plainly(&self) -> bool {
        // SAFETY: this slice holds the array.
        !mem::needs_drop::<T>() || self.array.is_none_or(|array| unsafe { !array.is_full() })
    }

    /// Appends values that are moved.
    ///
    /// # Safety
    ///
    /// There is room for `n` more, there are `n` values, and nobody uses them after this.
    #[inline(always)]
    unsafe fn put_moved(&mut self, values: *const T, n: usize) {
        // SAFETY: the caller's. A value that is not the array's cannot overlap it.
        unsafe {
            if self.puts_plainly() {
                ptr::copy_nonoverlapping(values, self.ptr.add(self.len).as_ptr(), n);
                self.len += n;
            } else {
                let mut rest = Rest { next: values, n };
                while let Some(value) = rest.next() {
                    self.store(value);
                }
            }
        }
    }

    /// Appends duplicates of values, which may be in the array themselves: as if they were all read first.
    ///
    /// # Safety
    ///
    /// There is room for `n` more, and there are `n` values that stay there, behind cells or borrowed.
    #[inline(always)]
    unsafe fn put_duplicates(&mut self, values: NonNull<T>, n: usize) {
        // SAFETY: the caller's.
        unsafe {
            let slots = self.ptr.add(self.len);
            if T::BITS.are_copied() {
                ptr::copy(values.as_ptr(), slots.as_ptr(), n);
                self.len += n;
            } else {
                self.put_made(n, slots <= values, |i| duplicate(&*values.add(i).as_ptr().cast::<Cell<T>>()));
            }
        }
    }

    /// Appends values that are made one by one, by code that may do anything but reach this slice: so the array stays where
    /// it is. If one cannot be made, none is appended, though others may see some of them in slots that were theirs before.
    ///
    /// # Safety
    ///
    /// There is room for `n` more.
    unsafe fn put_made(&mut self, n: usize, forwards: bool, mut make: impl FnMut(usize) -> T) {
        // SAFETY: the slots are within the array, which exists since there is room. Those of a full array are cells.
        unsafe {
            let Some(array) = self.array.filter(|_| n > 0) else { return };
            let slots = self.ptr.add(self.len);
            if size_of::<T>() == 0 {
                for i in 0..n {
                    mem::forget(make(i));
                    array.take_sizeless(1);
                }
            } else if !array.is_full() {
                // Nobody else holds the array, so what is read is elsewhere.
                let mut filling = Filling::begin(array, self.end(), n);
                for i in 0..n {
                    filling.push(make(i));
                }
                filling.done();
            } else {
                for i in 0..n {
                    let i = if forwards { i } else { n - 1 - i };
                    (*slots.add(i).as_ptr().cast::<Cell<T>>()).set(make(i));
                }
            }
        }
        self.len += n;
    }
}

impl<T: Element> Slice<T> {
    /// What `slice![value; n]` is: written where they stay, however many they are.
    #[doc(hidden)]
    #[track_caller]
    pub fn of_copies(value: T, n: usize) -> Slice<T> {
        let checked = Newest.policy().make_slice(T::ELEM, n as i64, n as i64);
        if checked.is_err() || !array::fits::<T>(n) {
            RuntimeError::Growth(GrowthPanic::MakeLen).raise();
        }
        if n == 0 {
            return Slice::zeros(Newest, 0, 0);
        }
        let array = Array::<T>::exact(n);
        let mut s = Slice::of(array.base(), 0, n, Some(array), Newest);
        // SAFETY: the array has `n` slots, none of them initialised; those without size need not be.
        unsafe {
            if size_of::<T>() == 0 {
                array.set_full();
            }
            if !T::BITS.are_copied() {
                s.put_made(n - 1, true, |_| value.clone());
                s.store(value);
            } else {
                if size_of::<T>() > 0 {
                    let value = Cell::new(value);
                    for i in 0..n {
                        array.base().add(i).write(duplicate(&value));
                    }
                }
                s.len = n;
            }
            array.set_full();
        }
        s
    }
}

/// Values that are still to be moved.
struct Rest<T> {
    next: *const T,
    n: usize,
}

impl<T> Rest<T> {
    fn next(&mut self) -> Option<T> {
        self.n = self.n.checked_sub(1)?;
        // SAFETY: there was one more.
        unsafe {
            let value = self.next.read();
            self.next = self.next.add(1);
            Some(value)
        }
    }
}

impl<T> Drop for Rest<T> {
    fn drop(&mut self) {
        // SAFETY: these were not moved.
        unsafe { ptr::drop_in_place(ptr::slice_from_raw_parts_mut(self.next.cast_mut(), self.n)) }
    }
}

impl<T> sealed::Sealed for &[T] {}
impl<T> Values<T> for &[T] {
    #[inline(always)]
    fn count(&self) -> usize {
        self.len()
    }
    #[inline(always)]
    unsafe fn put<P: Rules>(self, slice: &mut Slice<T, P>)
    where
        T: Element,
    {
        if self.is_empty() {
            return;
        }
        // SAFETY: `append_all` made room. The values are borrowed, so that they are in no array that `slice` could write
        // to. They are cloned and not taken out for that: they need not be in cells.
        unsafe {
            if T::BITS.are_copied() {
                ptr::copy_nonoverlapping(self.as_ptr(), slice.ptr.add(slice.len).as_ptr(), self.len());
                slice.len += self.len();
            } else {
                slice.put_made(self.len(), true, |i| self[i].clone());
            }
        }
    }
    fn into_vec(self) -> Vec<T>
    where
        T: Element,
    {
        self.to_vec()
    }
}

impl<T, const N: usize> sealed::Sealed for &[T; N] {}
impl<T, const N: usize> Values<T> for &[T; N] {
    #[inline(always)]
    fn count(&self) -> usize {
        N
    }
    #[inline(always)]
    unsafe fn put<P: Rules>(self, slice: &mut Slice<T, P>)
    where
        T: Element,
    {
        // SAFETY: the caller's.
        unsafe { self.as_slice().put(slice) }
    }
    fn into_vec(self) -> Vec<T>
    where
        T: Element,
    {
        self.to_vec()
    }
}

impl<T, const N: usize> sealed::Sealed for [T; N] {}
impl<T, const N: usize> Values<T> for [T; N] {
    #[inline(always)]
    fn count(&self) -> usize {
        N
    }
    #[inline(always)]
    unsafe fn put<P: Rules>(self, slice: &mut Slice<T, P>)
    where
        T: Element,
    {
        if N > 0 {
            let values = ManuallyDrop::new(self);
            // SAFETY: `append_all` made room, and the array forgets its values.
            unsafe { slice.put_moved(values.as_ptr(), N) }
        }
    }
    fn into_vec(self) -> Vec<T>
    where
        T: Element,
    {
        Vec::from(self)
    }
}

impl<T> sealed::Sealed for Vec<T> {}
impl<T> Values<T> for Vec<T> {
    #[inline(always)]
    fn count(&self) -> usize {
        self.len()
    }
    #[inline(always)]
    unsafe fn put<P: Rules>(mut self, slice: &mut Slice<T, P>)
    where
        T: Element,
    {
        let n = self.len();
        if n > 0 {
            // SAFETY: `append_all` made room, and the vector forgets its values before they are moved.
            unsafe {
                self.set_len(0);
                slice.put_moved(self.as_ptr(), n);
            }
        }
    }
    fn into_vec(self) -> Vec<T>
    where
        T: Element,
    {
        self
    }
}

impl<T: Element, Q: Rules> sealed::Sealed for &Slice<T, Q> {}
impl<T: Element, Q: Rules> Values<T> for &Slice<T, Q> {
    #[inline(always)]
    fn count(&self) -> usize {
        self.len
    }
    fn are_among(&self, slots: &[Cell<T>]) -> bool {
        let (ours, theirs) = (self.cells().as_ptr_range(), slots.as_ptr_range());
        ours.start < theirs.end && theirs.start < ours.end && !self.is_empty() && !slots.is_empty()
    }
    #[inline(always)]
    unsafe fn put<P: Rules>(self, slice: &mut Slice<T, P>) {
        if self.len > 0 {
            // SAFETY: `append_all` made room. The values are in cells, and stay as long as the slice is borrowed.
            unsafe { slice.put_duplicates(self.ptr, self.len) }
        }
    }
    fn into_vec(self) -> Vec<T> {
        self.to_vec()
    }
}

impl sealed::Sealed for &str {}
impl Values<u8> for &str {
    #[inline(always)]
    fn count(&self) -> usize {
        self.len()
    }
    #[inline(always)]
    unsafe fn put<P: Rules>(self, slice: &mut Slice<u8, P>) {
        // SAFETY: the caller's.
        unsafe { self.as_bytes().put(slice) }
    }
    fn into_vec(self) -> Vec<u8> {
        self.as_bytes().to_vec()
    }
}

impl sealed::Sealed for &String {}
impl Values<u8> for &String {
    #[inline(always)]
    fn count(&self) -> usize {
        self.len()
    }
    #[inline(always)]
    unsafe fn put<P: Rules>(self, slice: &mut Slice<u8, P>) {
        // SAFETY: the caller's.
        unsafe { self.as_bytes().put(slice) }
    }
    fn into_vec(self) -> Vec<u8> {
        self.as_bytes().to_vec()
    }
}
