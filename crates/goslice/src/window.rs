//! The slice itself: a window of an array, and what decides whether the array may be changed, moved or freed.
#![allow(unsafe_code, reason = "windows of raw arrays")]

mod access;
mod append;
mod copy;
mod grow;

pub(crate) use access::{duplicate, look, pair};
pub use append::Values;

use core::cell::Cell;
use core::marker::PhantomData;
use core::mem::{self, ManuallyDrop};
use core::ptr::{self, NonNull};

use crate::bounds::{self, BoundsPanic, Check, Limit};
use crate::int::{Bounds, Int};
use crate::raw::array::{self, Array};
use crate::runtime_error::OrRaise;
use crate::{Element, GrowthPanic, Newest, Rules, RuntimeError};

/// A Go slice: a window of an array that other slices may share.
///
/// ```text
///    let s: Slice<i64> = Slice::make(3, 5);      let t = s.slice(1..2);
///
///    s  array ●   len 3   cap 5                  t  array ●   len 1   cap 4
///             |                                           |
///             v                                           |
///           +---+---+---+ - + - +                         |
///           | 0 | 0 | 0 | 0 | 0 |                         |
///           +---+---+---+ - + - +                         |
///                 ^                                       |
///                 +---------------------------------------+
/// ```
///
/// Cloning is cheap and shares the array. What is written through one slice is seen by all that cover the slot, so
/// elements are read by value ([`Slice::get`]), written by [`Slice::set`], and referred to as
/// [`&[Cell<T>]`](Slice::cells). A slice that shares with nobody gives [`&mut [T]`](Slice::unique).
///
/// `P` is whose growth rules it follows; the newest release's, unless you say otherwise. See [`Rules`].
///
/// # Threads
///
/// A slice is neither `Send` nor `Sync`. In Go, two goroutines that touch one array without a lock have a data race; in
/// Rust that would be undefined behaviour, and counting references atomically would not prevent it: each element would
/// need a lock; the crate's front page has what that costs. Send [`Slice::into_vec`], and make a slice of it at the other end:
///
/// ```compile_fail
/// let s = goslice::slice![1, 2, 3];
/// std::thread::spawn(move || s.len());
/// ```
///
/// ```
/// use goslice::{Slice, slice};
///
/// let values = slice![1, 2, 3].into_vec();
/// let sum = std::thread::spawn(move || Slice::from(values).iter().sum::<i32>()).join().unwrap();
/// assert_eq!(sum, 6);
/// ```
///
/// # Lifetimes
///
/// As with `Cell`, and for the same reason, a slice of longer-lived references is no slice of shorter-lived ones: somebody
/// could write a short-lived one through it.
///
/// ```compile_fail
/// fn shorten<'a>(s: goslice::Slice<&'static str>) -> goslice::Slice<&'a str> {
///     s
/// }
/// ```
///
/// # Examples
///
/// ```
/// use goslice::slice;
///
/// let s = slice![1, 2, 3, 4];
/// let mut t = s.slice(..2);
/// t.append(9); // there is room: it overwrites what s sees
/// assert_eq!(s, [1, 2, 9, 4]);
/// t.append_all([10, 11]); // no room: t gets an array of its own
/// t.set(0, 7);
/// assert_eq!(s, [1, 2, 9, 4]);
/// assert_eq!(t, [7, 2, 9, 10, 11]);
/// ```
pub struct Slice<T: Element, P: Rules = Newest> {
    /// The first slot. Dangling, with one of two addresses, where there is no array: see `NIL` and `EMPTY`.
    ptr: NonNull<T>,
    /// Slots in use, all initialised.
    len: usize,
    /// Slots up to the end of the window, at most those that the array has.
    cap: usize,
    /// The array, of which this slice holds one reference.
    array: Option<Array<T>>,
    rules: P,
    /// Shared writing makes the element type invariant: a `Slice<&'static str>` must not pass for one of shorter lives.
    shared: PhantomData<Cell<T>>,
}

impl<T: Element> Slice<T> {
    /// The nil slice: no array, length and capacity 0.
    ///
    /// ```
    /// use goslice::Slice;
    ///
    /// let s: Slice<i64> = Slice::nil();
    /// assert!(s.is_nil() && s.is_empty());
    /// ```
    #[must_use]
    pub const fn nil() -> Slice<T> {
        Slice::nil_with(Newest)
    }

    /// `make([]T, len, cap)`: `len` zero values and room for more, exactly as asked.
    ///
    /// ```
    /// use goslice::Slice;
    ///
    /// let s: Slice<i64> = Slice::make(2, 5);
    /// assert_eq!((s.len(), s.cap()), (2, 5));
    /// assert_eq!(s, [0, 0]);
    /// ```
    ///
    /// # Panics
    ///
    /// As Go's `make` does; see [`Slice::try_make`].
    #[must_use]
    #[track_caller]
    pub fn make(len: impl Int, cap: impl Int) -> Slice<T> {
        Slice::make_with(Newest, len, cap)
    }

    /// [`Slice::make`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// The length is negative or too large, or the capacity is below the length or too large.
    ///
    /// ```
    /// use goslice::Slice;
    ///
    /// let err = Slice::<i64>::try_make(-1, 0).unwrap_err();
    /// assert_eq!(err.to_string(), "runtime error: makeslice: len out of range");
    /// let err = Slice::<i64>::try_make(2, 1).unwrap_err();
    /// assert_eq!(err.to_string(), "runtime error: makeslice: cap out of range");
    /// ```
    pub fn try_make(len: impl Int, cap: impl Int) -> Result<Slice<T>, RuntimeError> {
        Slice::try_make_with(Newest, len, cap)
    }
}

impl<T: Element, P: Rules> Slice<T, P> {
    /// The nil slice, growing by the rules given.
    ///
    /// ```
    /// use goslice::{Release, Slice};
    ///
    /// let s: Slice<i64, Release> = Slice::nil_with(Release::OLDEST);
    /// assert!(s.is_nil());
    /// ```
    #[must_use]
    pub const fn nil_with(rules: P) -> Slice<T, P> {
        Slice::of(Self::NIL, 0, 0, None, rules)
    }

    /// `make([]T, len, cap)`, growing by the rules given.
    ///
    /// ```
    /// use goslice::{Go, Slice};
    ///
    /// let s: Slice<i64, Go<17>> = Slice::make_with(Go, 0, 8);
    /// assert_eq!(s.cap(), 8);
    /// ```
    ///
    /// # Panics
    ///
    /// As Go's `make` does; see [`Slice::try_make`].
    #[must_use]
    #[track_caller]
    pub fn make_with(rules: P, len: impl Int, cap: impl Int) -> Slice<T, P> {
        Slice::try_make_with(rules, len, cap).or_raise()
    }

    /// [`Slice::make_with`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// As [`Slice::try_make`].
    ///
    /// ```
    /// use goslice::{Release, Slice};
    ///
    /// assert!(Slice::<u8, Release>::try_make_with(Release::OLDEST, 0, i64::MAX).is_err());
    /// ```
    pub fn try_make_with(rules: P, len: impl Int, cap: impl Int) -> Result<Slice<T, P>, RuntimeError> {
        // As words: what does not fit an int is negative then, and refused.
        let (len, cap) = (len.word(), cap.word());
        // What is small under any release needs no further look.
        let small = T::ELEM.size <= 1 << 10 && size_of::<T>() <= 1 << 10 && cap <= 1 << 20 && len <= cap;
        if small && P::KNOWN.is_some() {
            return Ok(Slice::zeros(rules, len, cap));
        }
        rules.policy().make_slice(T::ELEM, len as i64, cap as i64)?;
        if !array::fits::<T>(cap) || len > cap {
            return Err(if array::fits::<T>(len) { GrowthPanic::MakeCap } else { GrowthPanic::MakeLen }.into());
        }
        Ok(Slice::zeros(rules, len, cap))
    }

    #[inline(always)]
    const fn of(ptr: NonNull<T>, len: usize, cap: usize, array: Option<Array<T>>, rules: P) -> Slice<T, P> {
        Slice { ptr, len, cap, array, rules, shared: PhantomData }
    }

    /// `len` zero values of `cap` slots, numbers that were checked.
    fn zeros(rules: P, len: usize, cap: usize) -> Slice<T, P> {
        if cap == 0 {
            return Slice::of(Self::EMPTY, 0, 0, None, rules);
        }
        let bits = T::BITS;
        let array = if bits.are_zeroed() && (len == cap || cap * size_of::<T>() >= crate::raw::os::MADE_MIN) {
            Array::zeroed(cap)
        } else {
            let array = Array::<T>::exact(cap);
            // SAFETY: the array has `cap` slots, at least `len`.
            unsafe {
                if bits.are_zeroed() {
                    ptr::write_bytes(array.base().as_ptr(), 0, len);
                } else if size_of::<T>() > 0 {
                    for i in 0..len {
                        array.base().add(i).write(T::ZERO);
                    }
                }
            }
            array
        };
        if len == cap || size_of::<T>() == 0 {
            // SAFETY: all slots hold zero values. Elements without size need no writing.
            unsafe { array.set_full() };
        }
        Slice::of(array.base(), len, cap, Some(array), rules)
    }

    /// A slice of a new array with just these values.
    pub(crate) fn from_parts<const N: usize>(rules: P, values: [T; N]) -> Slice<T, P> {
        let values = ManuallyDrop::new(values);
        // SAFETY: the values are moved out, and not used after.
        unsafe { Slice::moved_from(rules, values.as_ptr(), N) }
    }

    /// A slice of a new array with the values of a vector, which are moved.
    pub(crate) fn from_vec(rules: P, mut values: alloc::vec::Vec<T>) -> Slice<T, P> {
        let len = values.len();
        // SAFETY: the vector forgets its values before they are moved, so that they have one owner.
        unsafe {
            values.set_len(0);
            Slice::moved_from(rules, values.as_ptr(), len)
        }
    }

    /// # Safety
    ///
    /// There are `len` values, and nobody uses them after this.
    unsafe fn moved_from(rules: P, values: *const T, len: usize) -> Slice<T, P> {
        if len == 0 {
            return Slice::zeros(rules, 0, 0);
        }
        let array = Array::<T>::exact(len);
        // SAFETY: a new array with as many slots.
        unsafe {
            ptr::copy_nonoverlapping(values, array.base().as_ptr(), len);
            if size_of::<T>() == 0 {
                array.take_sizeless(len);
            }
            array.set_full();
        }
        Slice::of(array.base(), len, len, Some(array), rules)
    }

    const NIL: NonNull<T> = NonNull::dangling();
    /// Another address without an array: empty, but not nil.
    const EMPTY: NonNull<T> =
        NonNull::without_provenance(core::num::NonZeroUsize::new(2 * align_of::<T>()).expect("alignments are not 0"));

    /// Whether this is the nil slice. An empty slice need not be.
    ///
    /// ```
    /// use goslice::{Slice, slice};
    ///
    /// assert!(Slice::<i64>::nil().is_nil());
    /// assert!(!Slice::<i64>::make(0, 0).is_nil());
    /// let empty: Slice<i64> = slice![];
    /// assert!(!empty.is_nil());
    /// ```
    #[must_use]
    #[inline]
    pub fn is_nil(&self) -> bool {
        self.array.is_none() && self.ptr == Self::NIL
    }

    /// `len(s)`: the elements.
    ///
    /// ```
    /// assert_eq!(goslice::slice![1, 2, 3].len(), 3);
    /// ```
    #[must_use]
    #[inline(always)]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no elements.
    ///
    /// ```
    /// assert!(goslice::slice![1].slice(1..).is_empty());
    /// ```
    #[must_use]
    #[inline(always)]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// `cap(s)`: the slots from the first one of this slice to the last that it may be extended to.
    ///
    /// ```
    /// assert_eq!(goslice::slice![1, 2, 3].slice(1..2).cap(), 2);
    /// ```
    #[must_use]
    #[inline(always)]
    pub const fn cap(&self) -> usize {
        self.cap
    }

    /// The rules that it grows by.
    ///
    /// ```
    /// use goslice::{Release, Rules, slice};
    ///
    /// assert_eq!(slice![1].rules().policy().release, Release::NEWEST);
    /// ```
    #[must_use]
    #[inline]
    pub const fn rules(&self) -> &P {
        &self.rules
    }

    /// The same window of the same array, growing by other rules from now on.
    ///
    /// ```
    /// use goslice::{Go, slice};
    ///
    /// let mut s = slice![0i64; 300].with_rules(Go::<17>);
    /// s.append(1);
    /// assert_eq!(s.cap(), 608);
    /// ```
    #[must_use]
    pub fn with_rules<Q: Rules>(self, rules: Q) -> Slice<T, Q> {
        let this = ManuallyDrop::new(self);
        let slice = Slice::of(this.ptr, this.len, this.cap, this.array, rules);
        // SAFETY: the reference moved to the new slice. The old rules are dropped, the rest has no drop of its own.
        unsafe { drop(ptr::read(&this.rules)) };
        slice
    }

    /// The elements, for reading and writing while others may do the same.
    ///
    /// ```
    /// use goslice::slice;
    ///
    /// let s = slice![1, 2, 3];
    /// for cell in s.cells() {
    ///     cell.set(cell.get() * 10);
    /// }
    /// assert_eq!(s, [10, 20, 30]);
    /// ```
    #[must_use]
    #[inline(always)]
    pub fn cells(&self) -> &[Cell<T>] {
        // SAFETY: `len` slots from `ptr` on are initialised and stay where they are while this slice is borrowed: arrays
        // move only by `&mut` to their one slice. Everyone reaches them as cells or raw, and stays on this thread.
        unsafe { core::slice::from_raw_parts(self.ptr.as_ptr().cast::<Cell<T>>(), self.len) }
    }

    /// Whether no other slice holds the array.
    ///
    /// ```
    /// use goslice::slice;
    ///
    /// let s = slice![1, 2, 3];
    /// assert!(s.is_unique());
    /// let t = s.slice(..1);
    /// assert!(!s.is_unique());
    /// ```
    #[must_use]
    #[inline]
    pub fn is_unique(&self) -> bool {
        // SAFETY: this slice holds the array.
        self.array.is_none_or(|array| unsafe { array.is_unique() })
    }

    /// The elements as a Rust slice, if no other slice holds the array.
    ///
    /// ```
    /// use goslice::slice;
    ///
    /// let mut s = slice![3, 1, 2];
    /// s.unique().unwrap().sort();
    /// assert_eq!(s, [1, 2, 3]);
    /// let t = s.clone();
    /// assert!(s.unique().is_none());
    /// ```
    #[inline]
    pub fn unique(&mut self) -> Option<&mut [T]> {
        if !self.is_unique() {
            return None;
        }
        // SAFETY: the slots are initialised, no other slice exists, and this one is borrowed as long as the result.
        Some(unsafe { core::slice::from_raw_parts_mut(self.ptr.as_ptr(), self.len) })
    }

    /// Whether the two are windows of one array, so that writes through one may be seen by the other.
    ///
    /// ```
    /// use goslice::slice;
    ///
    /// let s = slice![1, 2, 3];
    /// assert!(s.shares_with(&s.slice(2..)));
    /// assert!(!s.shares_with(&slice![1, 2, 3]));
    /// ```
    #[must_use]
    pub fn shares_with<Q: Rules>(&self, other: &Slice<T, Q>) -> bool {
        self.array.is_some() && self.array == other.array
    }

    /// Where its first slot is in the array. Slots without size are all the first one.
    #[inline(always)]
    fn offset(&self) -> usize {
        match self.array {
            // SAFETY: both point into the array.
            Some(array) if size_of::<T>() > 0 => unsafe { self.ptr.offset_from_unsigned(array.base()) },
            _ => 0,
        }
    }

    /// The end of its window in the array: where the values of a lazy array end.
    #[inline(always)]
    fn end(&self) -> usize {
        self.offset() + self.len
    }

    /// Makes the array fit to be held by more than one slice, or by one whose window ends elsewhere.
    #[inline(always)]
    fn settle(&self) {
        if let Some(array) = self.array {
            // SAFETY: this slice holds the array; if it is lazy, this is its one slice.
            unsafe {
                if !array.is_full() {
                    array.fill(self.end());
                }
            }
        }
    }

    /// Another slice of the array. The window was checked: `low + len <= low + cap <= self.cap`.
    #[inline(always)]
    fn window(&self, low: usize, len: usize, cap: usize) -> Slice<T, P> {
        let rules = self.rules.clone();
        let Some(array) = self.array else { return Slice::of(self.ptr, 0, 0, None, rules) };
        if cap == 0 {
            return Slice::of(Self::EMPTY, 0, 0, None, rules);
        }
        self.settle();
        // SAFETY: this slice holds the array, which is full; the window lies within this one.
        unsafe {
            array.retain();
            Slice::of(self.ptr.add(low), len, cap, Some(array), rules)
        }
    }

    /// `s[low:high]`, written as a Rust range: another window of the same array. As in Go, the bounds may go up to the
    /// capacity.
    ///
    /// ```
    /// use goslice::{Slice, slice};
    ///
    /// let s = slice![0, 1, 2, 3, 4];
    /// let t = s.slice(1..3);
    /// assert_eq!((t.len(), t.cap()), (2, 4));
    /// assert_eq!(t.slice(..4), [1, 2, 3, 4]); // beyond t's length, within its capacity
    /// ```
    ///
    /// # Panics
    ///
    /// As Go does when a bound is out of range; see [`Slice::try_slice`].
    #[must_use]
    #[inline]
    #[track_caller]
    pub fn slice(&self, range: impl Bounds) -> Slice<T, P> {
        self.try_slice(range).or_raise()
    }

    /// [`Slice::slice`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// The high bound is beyond the capacity, or the low one beyond the high one.
    ///
    /// ```
    /// use goslice::slice;
    ///
    /// let err = slice![1, 2, 3].try_slice(..4).unwrap_err();
    /// assert_eq!(err.to_string(), "runtime error: slice bounds out of range [:4] with capacity 3");
    /// ```
    #[inline]
    pub fn try_slice(&self, range: impl Bounds) -> Result<Slice<T, P>, RuntimeError> {
        let (low, high) = self.check(&range)?;
        Ok(self.window(low, high - low, self.cap - low))
    }

    /// `s[low:high:max]`: a window whose capacity ends at `max`, so that an append beyond it does not overwrite what
    /// others see.
    ///
    /// ```
    /// use goslice::slice;
    ///
    /// let s = slice![0, 1, 2, 3];
    /// let mut t = s.slice3(..2, 2);
    /// t.append(9);
    /// assert_eq!(s, [0, 1, 2, 3]);
    /// ```
    ///
    /// # Panics
    ///
    /// As Go does when a bound is out of range; see [`Slice::try_slice3`].
    #[must_use]
    #[inline]
    #[track_caller]
    pub fn slice3(&self, range: impl Bounds, max: impl Int) -> Slice<T, P> {
        self.try_slice3(range, max).or_raise()
    }

    /// [`Slice::slice3`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// `max` is beyond the capacity, the high bound beyond `max`, or the low one beyond the high one.
    ///
    /// ```
    /// use goslice::slice;
    ///
    /// let err = slice![1, 2, 3].try_slice3(0..2, 4).unwrap_err();
    /// assert_eq!(err.to_string(), "runtime error: slice bounds out of range [::4] with capacity 3");
    /// ```
    #[inline]
    pub fn try_slice3(&self, range: impl Bounds, max: impl Int) -> Result<Slice<T, P>, RuntimeError> {
        let (low, high, max) = self.check3(&range, max)?;
        Ok(self.window(low, high - low, max - low))
    }

    /// `s = s[low:high]`, without another slice coming and going.
    ///
    /// ```
    /// use goslice::slice;
    ///
    /// let mut queue = slice![1, 2, 3];
    /// queue.reslice(1..);
    /// assert_eq!(queue, [2, 3]);
    /// ```
    ///
    /// # Panics
    ///
    /// As [`Slice::slice`].
    #[inline]
    #[track_caller]
    pub fn reslice(&mut self, range: impl Bounds) {
        self.try_reslice(range).or_raise();
    }

    /// [`Slice::reslice`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// As [`Slice::try_slice`]; the slice is as before.
    ///
    /// ```
    /// let mut s = goslice::slice![1, 2, 3];
    /// let err = s.try_reslice(4..).unwrap_err();
    /// assert_eq!(err.to_string(), "runtime error: slice bounds out of range [4:3]");
    /// ```
    #[inline]
    pub fn try_reslice(&mut self, range: impl Bounds) -> Result<(), RuntimeError> {
        let (low, high) = self.check(&range)?;
        self.move_window(low, high, self.cap);
        Ok(())
    }

    /// `s = s[low:high:max]`.
    ///
    /// ```
    /// let mut s = goslice::slice![1, 2, 3];
    /// s.reslice3(..1, 2);
    /// assert_eq!((s.len(), s.cap()), (1, 2));
    /// ```
    ///
    /// # Panics
    ///
    /// As [`Slice::slice3`].
    #[inline]
    #[track_caller]
    pub fn reslice3(&mut self, range: impl Bounds, max: impl Int) {
        self.try_reslice3(range, max).or_raise();
    }

    /// [`Slice::reslice3`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// As [`Slice::try_slice3`]; the slice is as before.
    ///
    /// ```
    /// let mut s = goslice::slice![1, 2, 3];
    /// let err = s.try_reslice3(2..1, 3).unwrap_err();
    /// assert_eq!(err.to_string(), "runtime error: slice bounds out of range [2:1:]");
    /// ```
    #[inline]
    pub fn try_reslice3(&mut self, range: impl Bounds, max: impl Int) -> Result<(), RuntimeError> {
        let (low, high, max) = self.check3(&range, max)?;
        self.move_window(low, high, max);
        Ok(())
    }

    /// Makes the window slots `low` to `high` of itself, with the capacity up to `max`; numbers that were checked.
    #[inline]
    fn move_window(&mut self, low: usize, high: usize, max: usize) {
        if high != self.len {
            self.settle();
        }
        // SAFETY: `low` is at most the capacity.
        self.ptr = if self.array.is_some() { unsafe { self.ptr.add(low) } } else { self.ptr };
        self.len = high - low;
        self.cap = max - low;
    }

    #[inline(always)]
    fn check(&self, range: &impl Bounds) -> Result<(usize, usize), RuntimeError> {
        let (low, high) = (range.low(), range.high());
        let (low_word, high_word) = (low.0, high.map_or(self.len, |high| high.0));
        if low_word <= high_word && high_word <= self.cap {
            return Ok((low_word, high_word));
        }
        let high = high.map_or((self.len as u64).into(), |high| high.1);
        Err(self.bounds_error(bounds::slice(low.1, high, Limit::Cap(self.cap as i64))))
    }

    #[inline(always)]
    fn check3(&self, range: &impl Bounds, max: impl Int) -> Result<(usize, usize, usize), RuntimeError> {
        let (low, high) = (range.low(), range.high());
        let (low_word, high_word) = (low.0, high.map_or(self.len, |high| high.0));
        if low_word <= high_word && high_word <= max.word() && max.word() <= self.cap {
            return Ok((low_word, high_word, max.word()));
        }
        let high = high.map_or((self.len as u64).into(), |high| high.1);
        Err(self.bounds_error(bounds::slice3(low.1, high, max.value(), Limit::Cap(self.cap as i64))))
    }

    /// The panic of a check that failed, in the words of the rules' release.
    #[cold]
    pub(crate) fn bounds_error(&self, res: Result<(), BoundsPanic>) -> RuntimeError {
        let any = BoundsPanic { check: Check::Index, value: 0i64.into(), limit: 0 };
        RuntimeError::bounds(res.err().unwrap_or(any), self.rules.policy().release)
    }

    /// `s = append(s, value)`: in place if there is room, where others may see it; else in an array of its own.
    ///
    /// ```
    /// use goslice::Slice;
    ///
    /// let mut s: Slice<i64> = Slice::nil();
    /// let caps: Vec<_> = (0..5).map(|i| { s.append(i); s.cap() }).collect();
    /// assert_eq!(caps, [1, 2, 4, 4, 8]);
    /// ```
    ///
    /// # Panics
    ///
    /// `runtime error: growslice: len out of range` if the array would be too large.
    #[inline(always)]
    #[track_caller]
    pub fn append(&mut self, value: T) {
        if self.len == self.cap {
            self.grow_one();
        }
        // SAFETY: there is room for one more.
        unsafe { self.store(value) }
    }

    /// [`Slice::append`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// The array would be too large; the slice is as before.
    ///
    /// ```
    /// use goslice::Slice;
    ///
    /// let mut s: Slice<()> = Slice::make(i64::MAX, i64::MAX);
    /// let err = s.try_append(()).unwrap_err();
    /// assert_eq!(err.to_string(), "runtime error: growslice: len out of range");
    /// ```
    #[inline]
    pub fn try_append(&mut self, value: T) -> Result<(), RuntimeError> {
        self.try_room(1)?;
        // SAFETY: there is room for one more.
        unsafe { self.store(value) }
        Ok(())
    }

    /// Puts a value into the slot after the window, and extends the window by it.
    ///
    /// # Safety
    ///
    /// The length is below the capacity.
    #[inline(always)]
    unsafe fn store(&mut self, value: T) {
        // SAFETY: the slot is within the array, which exists since there is room.
        unsafe {
            let slot = self.ptr.add(self.len);
            if mem::needs_drop::<T>() && size_of::<T>() == 0 {
                mem::forget(value);
                self.array.unwrap_unchecked().take_sizeless(1);
                self.len += 1;
            } else if mem::needs_drop::<T>() && self.array.unwrap_unchecked().is_full() {
                let old = slot.replace(value);
                self.len += 1;
                // Last: its destructor may do what it likes.
                drop(old);
            } else {
                slot.write(value);
                self.len += 1;
            }
        }
    }
}

impl<T: Element, P: Rules> Clone for Slice<T, P> {
    /// Another slice of the same window: Go's `t := s`. To copy the elements, see [`Slice::cloned`].
    ///
    /// ```
    /// let s = goslice::slice![1, 2];
    /// let t = s.clone();
    /// t.set(0, 9);
    /// assert_eq!(s, [9, 2]);
    /// ```
    #[inline]
    fn clone(&self) -> Slice<T, P> {
        let Some(array) = self.array else { return Slice::of(self.ptr, 0, 0, None, self.rules.clone()) };
        let rules = self.rules.clone();
        self.settle();
        // SAFETY: this slice holds the array, which is full.
        unsafe { array.retain() };
        Slice::of(self.ptr, self.len, self.cap, Some(array), rules)
    }
}

impl<T: Element, P: Rules> Drop for Slice<T, P> {
    #[inline(always)]
    fn drop(&mut self) {
        if let Some(array) = self.array {
            // SAFETY: this slice holds a reference, and gives it up.
            unsafe {
                if array.lose() {
                    last_gone(array, self.ptr, self.len);
                }
            }
        }
    }
}

/// Frees an array when its last slice, of this window, is gone.
///
/// # Safety
///
/// Nobody holds the array.
#[inline(never)]
unsafe fn last_gone<T>(array: Array<T>, ptr: NonNull<T>, len: usize) {
    // SAFETY: the window lies in the array. Slots without size are in full arrays only, where its end does not matter.
    unsafe {
        let low = if size_of::<T>() > 0 { ptr.offset_from_unsigned(array.base()) } else { 0 };
        if mem::needs_drop::<T>() {
            array.destroy(array.values(low + len));
        } else {
            array.free(low + len);
        }
    }
}
