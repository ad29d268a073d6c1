//! Real numbers of constants: exact ratios, or floating-point numbers of 512 bits where a ratio would be very long.
//!
//! The border is go/constant's, since it shows: `1e5000 / 3 * 3 == 1e5000` is rounded, `1e50 / 3 * 3 == 1e50` is exact.

use crate::const_float::BigFloat;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use std::cmp::Ordering;

/// Ratios have fewer bits above and below the line, and numbers that begin as ratios a smaller exponent (`maxExp`).
pub(crate) const MAX_RATIO_BITS: i64 = 4096;

/// A real number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Real {
    Exact(BigRational),
    Rounded(BigFloat),
}

impl Real {
    pub(crate) fn zero() -> Real {
        Real::Exact(BigRational::zero())
    }

    /// `None` is infinite.
    pub(crate) fn from_ratio(ratio: BigRational) -> Option<Real> {
        let is_short = |int: &BigInt| (int.bits() as i64) < MAX_RATIO_BITS;
        if is_short(ratio.numer()) && is_short(ratio.denom()) {
            return Some(Real::Exact(ratio));
        }
        BigFloat::from_ratio(&ratio).map(Real::from_float)
    }

    pub(crate) fn from_float(float: BigFloat) -> Real {
        if float.is_zero() { Real::zero() } else { Real::Rounded(float) }
    }

    pub(crate) fn is_zero(&self) -> bool {
        match self {
            Real::Exact(x) => x.is_zero(),
            Real::Rounded(x) => x.is_zero(),
        }
    }

    pub(crate) fn is_negative(&self) -> bool {
        match self {
            Real::Exact(x) => x.is_negative(),
            Real::Rounded(x) => x.is_negative(),
        }
    }

    /// The integer that it is, if it is one.
    pub(crate) fn to_integer(&self) -> Option<BigInt> {
        match self {
            Real::Exact(x) => x.is_integer().then(|| x.to_integer()),
            Real::Rounded(x) => x.to_integer(MAX_RATIO_BITS),
        }
    }

    pub(crate) fn negated(&self) -> Real {
        match self {
            Real::Exact(x) => Real::Exact(-x),
            Real::Rounded(x) => Real::Rounded(x.negated()),
        }
    }

    /// As a number of 512 bits; `None` where it is infinite, which no constant is.
    pub(crate) fn to_float(&self) -> Option<BigFloat> {
        match self {
            Real::Exact(x) => BigFloat::from_ratio(x),
            Real::Rounded(x) => Some(x.clone()),
        }
    }

    /// `None` is infinite, as for the operations below.
    pub(crate) fn plus(&self, other: &Real) -> Option<Real> {
        self.combine(other, |x, y| x + y, BigFloat::plus)
    }

    pub(crate) fn minus(&self, other: &Real) -> Option<Real> {
        self.plus(&other.negated())
    }

    pub(crate) fn times(&self, other: &Real) -> Option<Real> {
        self.combine(other, |x, y| x * y, BigFloat::times)
    }

    /// `None` also for a divisor of zero.
    pub(crate) fn over(&self, other: &Real) -> Option<Real> {
        if other.is_zero() {
            return None;
        }
        self.combine(other, |x, y| x / y, BigFloat::over)
    }

    fn combine(
        &self,
        other: &Real,
        exact: impl Fn(&BigRational, &BigRational) -> BigRational,
        rounded: impl Fn(&BigFloat, &BigFloat) -> Option<BigFloat>,
    ) -> Option<Real> {
        match (self, other) {
            (Real::Exact(x), Real::Exact(y)) => Real::from_ratio(exact(x, y)),
            (x, y) => rounded(&x.to_float()?, &y.to_float()?).map(Real::from_float),
        }
    }

    pub(crate) fn compare(&self, other: &Real) -> Ordering {
        match (self, other) {
            (Real::Exact(x), Real::Exact(y)) => x.cmp(y),
            (x, y) => x.to_float().cmp(&y.to_float()),
        }
    }
}

impl From<BigInt> for Real {
    fn from(int: BigInt) -> Real {
        Real::Exact(BigRational::from_integer(int))
    }
}
