//! What a slice operation panics with, and what its `try_` twin returns.

use core::fmt;

use crate::{BoundsPanic, GrowthPanic, Release};

/// A Go panic as a value. Its [`Display`](fmt::Display) is the text of the slice's release, to the letter; the panicking
/// form of an operation panics with the same text.
///
/// ```
/// use goslice::slice;
///
/// let err = slice![1, 2, 3].try_get(3).unwrap_err();
/// assert_eq!(err.to_string(), "runtime error: index out of range [3] with length 3");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RuntimeError {
    /// An index or a bound out of range, in the words of the release.
    #[non_exhaustive]
    Bounds {
        /// What was checked, and failed.
        panic: BoundsPanic,
        /// Whose words.
        release: Release,
    },
    /// Too large, for `append` or `make`.
    Growth(GrowthPanic),
    /// What a function of package `slices` panics with. It is no `runtime.Error` there: the text has no prefix.
    Slices(&'static str),
}

impl RuntimeError {
    pub(crate) const fn bounds(panic: BoundsPanic, release: Release) -> RuntimeError {
        RuntimeError::Bounds { panic, release }
    }

    /// Panics with the text.
    #[cold]
    #[inline(never)]
    #[track_caller]
    pub(crate) fn raise(self) -> ! {
        panic!("{self}")
    }
}

impl fmt::Display for RuntimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RuntimeError::Bounds { panic, release } => panic.under(*release).fmt(f),
            RuntimeError::Growth(panic) => panic.fmt(f),
            RuntimeError::Slices(text) => f.write_str(text),
        }
    }
}

impl core::error::Error for RuntimeError {}

impl From<GrowthPanic> for RuntimeError {
    fn from(panic: GrowthPanic) -> RuntimeError {
        RuntimeError::Growth(panic)
    }
}

/// The value, or a panic with the text of the error.
pub(crate) trait OrRaise<T> {
    #[track_caller]
    fn or_raise(self) -> T;
}

impl<T> OrRaise<T> for Result<T, RuntimeError> {
    #[inline(always)]
    #[track_caller]
    fn or_raise(self) -> T {
        match self {
            Ok(value) => value,
            Err(err) => err.raise(),
        }
    }
}
