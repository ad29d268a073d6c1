//! Integers of any type as indexes and bounds, and Rust's ranges as slice expressions.

use core::ops::{Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};

use crate::bounds::Value;

mod sealed {
    pub trait Sealed {}
}

/// An integer type: Go takes any as an index, and panics for one that is negative. So do slices.
///
/// ```
/// use goslice::slice;
///
/// let s = slice![10, 20, 30];
/// assert_eq!((s.get(1u8), s.get(1i64)), (20, 20));
/// assert_eq!(s.try_get(-1).unwrap_err().to_string(), "runtime error: index out of range [-1]");
/// ```
pub trait Int: Copy + sealed::Sealed {
    /// It as a word, where a negative number is larger than any length.
    #[doc(hidden)]
    fn word(self) -> usize;
    /// It as an error reports it.
    #[doc(hidden)]
    fn value(self) -> Value;
}

macro_rules! ints {
    ($wide:ident $variant:ident: $($ty:ty),+) => {$(
        impl sealed::Sealed for $ty {}
        impl Int for $ty {
            #[inline(always)]
            fn word(self) -> usize {
                // What does not fit a word of the host is larger than any length: the largest word.
                if size_of::<$ty>() <= size_of::<usize>() { self as usize } else { usize::try_from(self).unwrap_or(usize::MAX) }
            }
            #[inline]
            fn value(self) -> Value {
                Value::$variant(self as $wide)
            }
        }
    )+};
}

ints!(i64 Signed: i8, i16, i32, i64, isize);
ints!(u64 Unsigned: u8, u16, u32, u64, usize);

/// A Rust range, as the bounds of a slice expression.
///
/// ```
/// use goslice::slice;
///
/// let s = slice![0, 1, 2, 3, 4];
/// assert_eq!(s.slice(1..3), [1, 2]);
/// assert_eq!(s.slice(1..=3), [1, 2, 3]);
/// assert_eq!(s.slice(3..), [3, 4]);
/// assert_eq!(s.slice(..2), [0, 1]);
/// assert_eq!(s.slice(..), [0, 1, 2, 3, 4]);
/// ```
pub trait Bounds: sealed::Sealed {
    /// The low bound, 0 when left out.
    #[doc(hidden)]
    fn low(&self) -> (usize, Value);
    /// The high bound; `None` when left out.
    #[doc(hidden)]
    fn high(&self) -> Option<(usize, Value)>;
}

const NO_LOW: (usize, Value) = (0, Value::Signed(0));

#[inline(always)]
fn bound<I: Int>(bound: I) -> (usize, Value) {
    (bound.word(), bound.value())
}

/// `..=high` is `..high + 1`. The largest number has no successor, but is out of range as it is.
#[inline]
fn after<I: Int>(high: I) -> (usize, Value) {
    match high.value() {
        Value::Signed(value) => bound(value.saturating_add(1)),
        Value::Unsigned(value) => bound(value.saturating_add(1)),
    }
}

macro_rules! bounds {
    ($($ty:ident, $this:ident => $low:expr, $high:expr;)+) => {$(
        impl<I> sealed::Sealed for $ty<I> {}
        impl<I: Int> Bounds for $ty<I> {
            #[inline(always)]
            fn low(&self) -> (usize, Value) {
                let $this = self;
                let _ = $this;
                $low
            }
            #[inline(always)]
            fn high(&self) -> Option<(usize, Value)> {
                let $this = self;
                let _ = $this;
                $high
            }
        }
    )+};
}

bounds! {
    Range, range => bound(range.start), Some(bound(range.end));
    RangeFrom, range => bound(range.start), None;
    RangeTo, range => NO_LOW, Some(bound(range.end));
    RangeInclusive, range => bound(*range.start()), Some(after(*range.end()));
    RangeToInclusive, range => NO_LOW, Some(after(range.end));
}

impl sealed::Sealed for RangeFull {}
impl Bounds for RangeFull {
    #[inline(always)]
    fn low(&self) -> (usize, Value) {
        NO_LOW
    }
    #[inline(always)]
    fn high(&self) -> Option<(usize, Value)> {
        None
    }
}
