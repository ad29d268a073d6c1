//! Indexes and bounds out of range: what is checked in which order, and the text of each release.

use core::fmt;

use crate::Release;

/// A `runtime.Error` for an index, a slice expression or a conversion to an array, as data.
///
/// Its [`Display`](fmt::Display) is what Go's `Error()` gives in the newest release; [`BoundsPanic::under`] gives that of
/// another.
///
/// ```
/// use goslice::{Release, bounds};
///
/// let panic = bounds::index(3, 3).unwrap_err();
/// assert_eq!(panic.to_string(), "runtime error: index out of range [3] with length 3");
/// let old = panic.under(Release::new(12).unwrap());
/// assert_eq!(old.to_string(), "runtime error: index out of range");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BoundsPanic {
    /// Which check failed.
    pub check: Check,
    /// The value that failed it.
    pub value: Value,
    /// What it was compared with: a length, a capacity or the next bound. Not shown when the value is negative.
    pub limit: i64,
}

/// Which check failed. The number of each is fixed, for use between generated code and a runtime.
///
/// ```
/// use goslice::bounds::Check;
///
/// assert_eq!(Check::from_code(Check::SliceCap.code()), Some(Check::SliceCap));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[repr(u8)]
pub enum Check {
    /// `s[i]`: i against the length.
    Index = 0,
    /// `s[:h]` of a string, an array or an array pointer: h against the length.
    SliceLen = 1,
    /// `s[:h]` of a slice: h against the capacity.
    SliceCap = 2,
    /// `s[l:h]`: l against h, which for `s[l:]` is the length.
    SliceLow = 3,
    /// `s[::m]` of an array: m against the length.
    MaxLen = 4,
    /// `s[::m]` of a slice: m against the capacity.
    MaxCap = 5,
    /// `s[:h:m]`: h against m.
    High3 = 6,
    /// `s[l:h:]`: l against h.
    Low3 = 7,
    /// A slice converted to an array or array pointer: its length against the array's.
    Convert = 8,
}

impl Check {
    /// Its number.
    ///
    /// ```
    /// assert_eq!(goslice::bounds::Check::Index.code(), 0);
    /// ```
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The check with that number.
    ///
    /// ```
    /// assert_eq!(goslice::bounds::Check::from_code(99), None);
    /// ```
    #[must_use]
    pub const fn from_code(code: u8) -> Option<Check> {
        Some(match code {
            0 => Check::Index,
            1 => Check::SliceLen,
            2 => Check::SliceCap,
            3 => Check::SliceLow,
            4 => Check::MaxLen,
            5 => Check::MaxCap,
            6 => Check::High3,
            7 => Check::Low3,
            8 => Check::Convert,
            _ => return None,
        })
    }
}

/// An index or bound as the program wrote it: of a signed type or an unsigned one.
///
/// ```
/// use goslice::bounds::{BoundsPanic, Check, Value};
///
/// let panic = BoundsPanic { check: Check::Index, value: Value::Unsigned(u64::MAX), limit: 3 };
/// assert_eq!(panic.to_string(), "runtime error: index out of range [18446744073709551615] with length 3");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Of a signed integer type.
    Signed(i64),
    /// Of an unsigned integer type.
    Unsigned(u64),
}

impl Value {
    /// Whether it is below zero.
    ///
    /// ```
    /// assert!(goslice::bounds::Value::Signed(-1).is_negative());
    /// ```
    #[must_use]
    pub const fn is_negative(self) -> bool {
        matches!(self, Value::Signed(..0))
    }

    /// Its bits.
    const fn word(self) -> u64 {
        match self {
            Value::Signed(value) => value as u64,
            Value::Unsigned(value) => value,
        }
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Value {
        Value::Signed(value)
    }
}

impl From<i32> for Value {
    fn from(value: i32) -> Value {
        Value::Signed(value.into())
    }
}

impl From<u64> for Value {
    fn from(value: u64) -> Value {
        Value::Unsigned(value)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Signed(value) => value.fmt(f),
            Value::Unsigned(value) => value.fmt(f),
        }
    }
}

impl BoundsPanic {
    /// The text that the release gives. Until 1.12 it had no numbers; slices could be converted to array pointers from
    /// 1.17 and to arrays from 1.20, and the text followed.
    ///
    /// ```
    /// use goslice::{Release, bounds};
    ///
    /// let panic = bounds::convert(2, 4).unwrap_err();
    /// assert_eq!(
    ///     panic.under(Release::new(19).unwrap()).to_string(),
    ///     "runtime error: cannot convert slice with length 2 to pointer to array with length 4"
    /// );
    /// ```
    #[must_use]
    pub const fn under(self, release: Release) -> BoundsText {
        BoundsText { panic: self, release }
    }
}

impl fmt::Display for BoundsPanic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.under(Release::NEWEST).fmt(f)
    }
}

impl core::error::Error for BoundsPanic {}

/// A [`BoundsPanic`] in the words of one release, made by [`BoundsPanic::under`].
///
/// ```
/// # use goslice::{Release, bounds};
/// let text = bounds::index(-1, 3).unwrap_err().under(Release::NEWEST);
/// assert_eq!(text.to_string(), "runtime error: index out of range [-1]");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BoundsText {
    panic: BoundsPanic,
    release: Release,
}

impl fmt::Display for BoundsText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let BoundsPanic { check, value: x, limit: y } = self.panic;
        f.write_str("runtime error: ")?;
        if check == Check::Convert {
            let target = if self.release.at_least(20) { "array or pointer to array" } else { "pointer to array" };
            return write!(f, "cannot convert slice with length {x} to {target} with length {y}");
        }
        f.write_str(if check == Check::Index { "index out of range" } else { "slice bounds out of range" })?;
        if !self.release.at_least(13) {
            return Ok(());
        }
        match (check, x.is_negative()) {
            (Check::Index, true) => write!(f, " [{x}]"),
            (Check::Index, false) => write!(f, " [{x}] with length {y}"),
            (Check::SliceLen | Check::SliceCap, true) => write!(f, " [:{x}]"),
            (Check::SliceLen, false) => write!(f, " [:{x}] with length {y}"),
            (Check::SliceCap, false) => write!(f, " [:{x}] with capacity {y}"),
            (Check::SliceLow, true) => write!(f, " [{x}:]"),
            (Check::SliceLow, false) => write!(f, " [{x}:{y}]"),
            (Check::MaxLen | Check::MaxCap, true) => write!(f, " [::{x}]"),
            (Check::MaxLen, false) => write!(f, " [::{x}] with length {y}"),
            (Check::MaxCap, false) => write!(f, " [::{x}] with capacity {y}"),
            (Check::High3, true) => write!(f, " [:{x}:]"),
            (Check::High3, false) => write!(f, " [:{x}:{y}]"),
            (Check::Low3, true) => write!(f, " [{x}::]"),
            (Check::Low3, false) => write!(f, " [{x}:{y}:]"),
            (Check::Convert, _) => Ok(()),
        }
    }
}

/// What the outermost bound of a slice expression is compared with.
///
/// ```
/// use goslice::bounds::{Limit, slice};
///
/// let panic = slice(0, 4, Limit::Len(3)).unwrap_err();
/// assert_eq!(panic.to_string(), "runtime error: slice bounds out of range [:4] with length 3");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    /// The length of a string or an array.
    Len(i64),
    /// The capacity of a slice.
    Cap(i64),
}

/// Checks `s[index]` for a length.
///
/// ```
/// assert!(goslice::bounds::index(2, 3).is_ok());
/// assert!(goslice::bounds::index(3, 3).is_err());
/// ```
pub fn index(index: impl Into<Value>, len: i64) -> Result<(), BoundsPanic> {
    let index = index.into();
    if index.word() < len as u64 { Ok(()) } else { fail(Check::Index, index, len) }
}

/// Checks `s[low:high]`: the high bound first. For `s[low:]`, `high` is the length of s.
///
/// ```
/// use goslice::bounds::{Limit, slice};
///
/// // s[4:] of a slice with length 3 and capacity 5
/// let panic = slice(4, 3, Limit::Cap(5)).unwrap_err();
/// assert_eq!(panic.to_string(), "runtime error: slice bounds out of range [4:3]");
/// ```
pub fn slice(low: impl Into<Value>, high: impl Into<Value>, limit: Limit) -> Result<(), BoundsPanic> {
    let (low, high) = (low.into(), high.into());
    match limit {
        Limit::Len(len) => within(Check::SliceLen, high, len)?,
        Limit::Cap(cap) => within(Check::SliceCap, high, cap)?,
    }
    within(Check::SliceLow, low, high.word() as i64)
}

/// Checks `s[low:high:max]`: max first, then the high bound, then the low one.
///
/// ```
/// use goslice::bounds::{Limit, slice3};
///
/// let panic = slice3(3, 2, 4, Limit::Cap(5)).unwrap_err();
/// assert_eq!(panic.to_string(), "runtime error: slice bounds out of range [3:2:]");
/// ```
pub fn slice3(
    low: impl Into<Value>,
    high: impl Into<Value>,
    max: impl Into<Value>,
    limit: Limit,
) -> Result<(), BoundsPanic> {
    let (low, high, max) = (low.into(), high.into(), max.into());
    match limit {
        Limit::Len(len) => within(Check::MaxLen, max, len)?,
        Limit::Cap(cap) => within(Check::MaxCap, max, cap)?,
    }
    within(Check::High3, high, max.word() as i64)?;
    within(Check::Low3, low, high.word() as i64)
}

/// Checks the conversion of a slice of length `len` to an array, or array pointer, of length `array_len`. The capacity
/// does not count.
///
/// ```
/// assert!(goslice::bounds::convert(5, 4).is_ok());
/// assert!(goslice::bounds::convert(3, 4).is_err());
/// ```
pub fn convert(len: i64, array_len: i64) -> Result<(), BoundsPanic> {
    if array_len <= len { Ok(()) } else { fail(Check::Convert, len.into(), array_len) }
}

/// One comparison finds both what is too large and what is negative, which as a word is larger than any limit.
fn within(check: Check, value: Value, limit: i64) -> Result<(), BoundsPanic> {
    if value.word() <= limit as u64 { Ok(()) } else { fail(check, value, limit) }
}

fn fail(check: Check, value: Value, limit: i64) -> Result<(), BoundsPanic> {
    Err(BoundsPanic { check, value, limit })
}
