//! The panics of `append` and `make`, with the exact text of each release.

use core::fmt;

/// A `runtime.Error` that `append` or `make` panics with. Its [`Display`](fmt::Display) is what Go's `Error()` gives;
/// an uncaught one is printed after `panic: ` and ends the program with status 2.
///
/// ```
/// use goslice::GrowthPanic;
///
/// assert_eq!(GrowthPanic::MakeCap.to_string(), "runtime error: makeslice: cap out of range");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GrowthPanic {
    /// `append` beyond what is possible, in 1.20 and later.
    GrowLen,
    /// The same until 1.19, which said "cap".
    GrowCap,
    /// `make` with a bad length.
    MakeLen,
    /// `make` with a bad capacity but a good length.
    MakeCap,
}

impl GrowthPanic {
    /// The text without the prefix `runtime error: `.
    ///
    /// ```
    /// assert_eq!(goslice::GrowthPanic::GrowLen.message(), "growslice: len out of range");
    /// ```
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            GrowthPanic::GrowLen => "growslice: len out of range",
            GrowthPanic::GrowCap => "growslice: cap out of range",
            GrowthPanic::MakeLen => "makeslice: len out of range",
            GrowthPanic::MakeCap => "makeslice: cap out of range",
        }
    }
}

impl fmt::Display for GrowthPanic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "runtime error: {}", self.message())
    }
}

impl core::error::Error for GrowthPanic {}
