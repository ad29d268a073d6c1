//! The functions of Go's package `slices`, as methods, with Go's capacities and panics.
//!
//! Those that in Go are used as `s = slices.F(s, ..)` change the slice they are called on. Functions that a release does not
//! have are there all the same, and do what the first release that has them does.

mod chunks;
mod edit;
mod extreme;
mod filter;
mod pdq;
mod search;
mod size;
mod sort;
mod stable;

pub use chunks::{Chunks, Windows};

use alloc::vec::Vec;

use crate::bounds::Value;
use crate::{Element, Int, Rules, RuntimeError, Slice, Values};

impl<T: Element, P: Rules> Slice<T, P> {
    fn check_bounds(&self, res: Result<(), crate::BoundsPanic>) -> Result<(), RuntimeError> {
        if res.is_ok() { Ok(()) } else { Err(self.bounds_error(res)) }
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
fn own<T: Element, P: Rules>(values: impl Values<T>, rules: &P) -> Result<Vec<T>, RuntimeError> {
    // Nobody can keep so many, not even without size.
    if values.count() > isize::MAX as usize {
        return Err(rules.policy().grow_panic().into());
    }
    Ok(values.into_vec())
}

fn non_negative(n: impl Int) -> Result<usize, RuntimeError> {
    match n.value() {
        Value::Signed(..0) => Err(RuntimeError::Slices("cannot be negative")),
        _ => Ok(n.word()),
    }
}
