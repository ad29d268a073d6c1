//! Floating-point numbers of 512 bits, for constants that are too large or too small to be kept as ratios.
//!
//! As go/constant does: the mantissa is rounded to 512 bits, ties to even; the exponent has 32 bits, beyond which a number is
//! infinite (and has no value as a constant) or zero.

use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// Bits of a mantissa.
const PRECISION: u64 = 512;
/// With this many more, powers of five are computed for literals (math/big's `Float.scan`).
const GUARD_BITS: u64 = 64;

/// `mantissa * 2^exponent`; the mantissa is odd, or zero.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BigFloat {
    mantissa: BigInt,
    exponent: i64,
}

impl BigFloat {
    /// The number of at most [`PRECISION`] bits that is nearest to `mantissa * 2^exponent`; `None` when it is infinite.
    pub(crate) fn new(mantissa: BigInt, exponent: i64) -> Option<BigFloat> {
        rounded(mantissa, exponent, PRECISION).in_range()
    }

    /// `digits * 10^exponent`, as a decimal literal has it.
    pub(crate) fn from_decimal(digits: BigInt, exponent: i64) -> Option<BigFloat> {
        let mantissa = rounded(digits, 0, PRECISION);
        let Some(power) = power_of_five(exponent.unsigned_abs()) else {
            // The power is infinite.
            return (exponent < 0 || mantissa.mantissa.is_zero()).then(BigFloat::zero);
        };
        let scaled = if exponent < 0 { mantissa.quotient(&power) } else { mantissa.product(&power) };
        BigFloat { exponent: scaled.exponent.saturating_add(exponent), ..scaled }.in_range()
    }

    /// The nearest number to a ratio.
    pub(crate) fn from_ratio(ratio: &BigRational) -> Option<BigFloat> {
        let exact = |int: &BigInt| BigFloat { mantissa: int.clone(), exponent: 0 };
        exact(ratio.numer()).quotient(&exact(ratio.denom())).in_range()
    }

    fn zero() -> BigFloat {
        BigFloat { mantissa: BigInt::ZERO, exponent: 0 }
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.mantissa.is_zero()
    }

    pub(crate) fn is_negative(&self) -> bool {
        self.mantissa.is_negative()
    }

    /// The `e` of `m * 2^e` with `m` from 0.5 up to 1; 0 for zero.
    pub(crate) fn magnitude(&self) -> i64 {
        if self.is_zero() { 0 } else { self.exponent + self.mantissa.bits() as i64 }
    }

    /// The `m` of `m * 2^e`, rounded toward zero.
    pub(crate) fn mantissa_f64(&self) -> f64 {
        let bits = self.mantissa.bits();
        let extra = bits.saturating_sub(53);
        let top = (self.mantissa.magnitude() >> extra).to_f64().unwrap_or(0.0);
        let magnitude = top / 2f64.powi((bits - extra) as i32);
        if self.is_negative() { -magnitude } else { magnitude }
    }

    /// The same number as a ratio, unless that would be very long.
    pub(crate) fn to_ratio(&self, max_magnitude: i64) -> Option<BigRational> {
        if self.magnitude().abs() >= max_magnitude {
            return None;
        }
        let shift = self.exponent.unsigned_abs();
        Some(match self.exponent < 0 {
            true => BigRational::new(self.mantissa.clone(), BigInt::from(1) << shift),
            false => BigRational::from_integer(&self.mantissa << shift),
        })
    }

    /// The integer that the number is but for what rounding of earlier results may have lost: its last 4 bits.
    pub(crate) fn to_integer(&self, max_magnitude: i64) -> Option<BigInt> {
        if self.magnitude() >= max_magnitude {
            return None;
        }
        let integer =
            |number: &BigFloat| (number.exponent >= 0).then(|| &number.mantissa << number.exponent.unsigned_abs());
        if let Some(exact) = integer(self) {
            return Some(exact);
        }
        let lost = self.mantissa.bits().checked_sub(PRECISION - 4)?;
        let unit = BigInt::from(1) << lost;
        let toward_zero = (self.mantissa.magnitude() >> lost) << lost;
        [BigInt::from(toward_zero.clone()), BigInt::from(toward_zero) + unit].into_iter().find_map(|magnitude| {
            let mantissa = if self.is_negative() { -magnitude } else { magnitude };
            integer(&normalized(mantissa, self.exponent))
        })
    }

    pub(crate) fn negated(&self) -> BigFloat {
        BigFloat { mantissa: -&self.mantissa, exponent: self.exponent }
    }

    /// `None` is infinite, as for the operations below.
    pub(crate) fn plus(&self, other: &BigFloat) -> Option<BigFloat> {
        let (high, low) = if self.magnitude() >= other.magnitude() { (self, other) } else { (other, self) };
        if low.is_zero() {
            return Some(high.clone());
        }
        if high.is_zero() {
            return Some(low.clone());
        }
        // What is far below the last bit only decides a tie: one bit there stands for it.
        let far = high.magnitude() - low.magnitude() > 3 * PRECISION as i64;
        let (mantissa, exponent) = match far {
            true => {
                let one = if low.is_negative() { -1 } else { 1 };
                (BigInt::from(one), high.magnitude() - 3 * PRECISION as i64)
            }
            false => (low.mantissa.clone(), low.exponent),
        };
        let base = exponent.min(high.exponent);
        let sum = (&high.mantissa << (high.exponent - base) as u64) + (mantissa << (exponent - base) as u64);
        BigFloat::new(sum, base)
    }

    pub(crate) fn times(&self, other: &BigFloat) -> Option<BigFloat> {
        self.product(other).in_range()
    }

    /// The divisor is not zero.
    pub(crate) fn over(&self, other: &BigFloat) -> Option<BigFloat> {
        self.quotient(other).in_range()
    }

    fn product(&self, other: &BigFloat) -> BigFloat {
        rounded(&self.mantissa * &other.mantissa, self.exponent + other.exponent, PRECISION)
    }

    fn quotient(&self, divisor: &BigFloat) -> BigFloat {
        let wanted = PRECISION + 2 + divisor.mantissa.bits();
        let shift = wanted.saturating_sub(self.mantissa.bits());
        let numer = &self.mantissa << shift;
        let quotient = &numer / &divisor.mantissa;
        // A last bit for the rest, which decides ties.
        let rest = &numer - &quotient * &divisor.mantissa;
        let sign = if quotient.is_negative() { -1 } else { 1 };
        let quotient = (quotient << 1u32) + if rest.is_zero() { 0 } else { sign };
        rounded(quotient, self.exponent - divisor.exponent - shift as i64 - 1, PRECISION)
    }

    /// Very small numbers are zero, very large ones nothing.
    fn in_range(self) -> Option<BigFloat> {
        match self.magnitude() {
            magnitude if magnitude > i64::from(i32::MAX) => None,
            magnitude if magnitude < i64::from(i32::MIN) => Some(BigFloat::zero()),
            _ => Some(self),
        }
    }
}

impl Ord for BigFloat {
    fn cmp(&self, other: &BigFloat) -> Ordering {
        let signs = self.mantissa.sign().cmp(&other.mantissa.sign());
        let magnitudes = self.magnitude().cmp(&other.magnitude());
        let magnitudes = if self.is_negative() { magnitudes.reverse() } else { magnitudes };
        let low = self.exponent.min(other.exponent);
        let mantissa = |number: &BigFloat| &number.mantissa << (number.exponent - low) as u64;
        match signs {
            Ordering::Equal if self.mantissa.sign() == Sign::NoSign => Ordering::Equal,
            // Equal magnitudes: the exponents are at most a mantissa apart.
            Ordering::Equal => magnitudes.then_with(|| mantissa(self).cmp(&mantissa(other))),
            signs => signs,
        }
    }
}

impl PartialOrd for BigFloat {
    fn partial_cmp(&self, other: &BigFloat) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The number of at most `precision` bits that is nearest to `mantissa * 2^exponent`, ties to even.
fn rounded(mantissa: BigInt, exponent: i64, precision: u64) -> BigFloat {
    let extra = mantissa.bits().saturating_sub(precision);
    if extra == 0 {
        return normalized(mantissa, exponent);
    }
    let (sign, magnitude) = mantissa.into_parts();
    let half = extra - 1;
    let up = magnitude.bit(half) && (magnitude.bit(extra) || magnitude.trailing_zeros() < Some(half));
    let kept = (magnitude >> extra) + u32::from(up);
    normalized(BigInt::from_biguint(sign, kept), exponent.saturating_add(extra as i64))
}

/// Without trailing zero bits, so that equal numbers are equal.
fn normalized(mantissa: BigInt, exponent: i64) -> BigFloat {
    match mantissa.trailing_zeros() {
        Some(zeros) => BigFloat { mantissa: mantissa >> zeros, exponent: exponent.saturating_add(zeros as i64) },
        None => BigFloat::zero(),
    }
}

/// 5^n with [`GUARD_BITS`] more than the precision; `None` when it is infinite.
fn power_of_five(n: u64) -> Option<BigFloat> {
    let multiply = |x: &BigFloat, y: &BigFloat| {
        rounded(&x.mantissa * &y.mantissa, x.exponent + y.exponent, PRECISION + GUARD_BITS)
    };
    let mut power = BigFloat { mantissa: BigInt::from(1), exponent: 0 };
    let mut square = BigFloat { mantissa: BigInt::from(5), exponent: 0 };
    let mut rest = n;
    while rest > 0 {
        if rest & 1 == 1 {
            power = multiply(&power, &square).in_range()?;
        }
        rest >>= 1;
        if rest > 0 {
            square = multiply(&square, &square).in_range()?;
        }
    }
    Some(power)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn float(mantissa: i64, exponent: i64) -> BigFloat {
        BigFloat::new(mantissa.into(), exponent).expect("a finite number")
    }

    #[test]
    fn arithmetic_is_that_of_ratios_while_numbers_are_short() {
        let numbers = [float(3, 0), float(-7, 5), float(1, -9), float(12_345, 3), float(0, 0), float(-1, 0)];
        let ratio = |number: &BigFloat| number.to_ratio(4096).expect("short");
        for x in &numbers {
            for y in &numbers {
                assert_eq!(ratio(&x.plus(y).unwrap()), ratio(x) + ratio(y));
                assert_eq!(ratio(&x.times(y).unwrap()), ratio(x) * ratio(y));
                assert_eq!(x.cmp(y), ratio(x).cmp(&ratio(y)), "{x:?} {y:?}");
            }
        }
        assert_eq!(float(12, 0).over(&float(-3, 0)), Some(float(-4, 0)));
    }

    #[test]
    fn results_are_rounded_to_512_bits_with_ties_to_even() {
        let one = BigInt::from(1);
        let top = BigFloat::new((&one << 512u32) - 1, 0).unwrap();
        assert_eq!(top.magnitude(), 512);
        assert_eq!(BigFloat::new((&one << 513u32) - 1, 0), BigFloat::new(&one << 513u32, 0));
        assert_eq!(BigFloat::new((&one << 512u32) + 1, 0), BigFloat::new(&one << 512u32, 0));
        let third = float(1, 0).over(&float(3, 0)).unwrap();
        assert_eq!(third.mantissa.bits(), 512);
        assert_eq!(third.times(&float(3, 0)), Some(float(1, 0)));
    }

    #[test]
    fn exponents_have_32_bits() {
        assert_eq!(BigFloat::new(1.into(), i64::from(i32::MAX)), None);
        assert!(BigFloat::new(1.into(), i64::from(i32::MIN) - 2).unwrap().is_zero());
        assert_eq!(BigFloat::from_decimal(1.into(), 646_456_993), None);
        assert!(BigFloat::from_decimal(1.into(), 646_456_992).is_some());
        assert!(BigFloat::from_decimal(1.into(), -1_000_000_000).unwrap().is_zero());
    }

    #[test]
    fn what_is_far_away_changes_nothing_and_near_integers_are_integers() {
        let huge = BigFloat::from_decimal(1.into(), 100_000).unwrap();
        assert_eq!(huge.plus(&float(1, 0)), Some(huge.clone()));
        assert!(huge.cmp(&float(1, 0)).is_gt() && huge.negated().cmp(&float(-1, 0)).is_lt());
        let ten = BigFloat::from_decimal(1.into(), 100_001).unwrap().over(&huge).unwrap();
        assert_eq!(ten.to_integer(4096), Some(10.into()));
        assert_eq!(float(1, -1).to_integer(4096), None);
    }
}
