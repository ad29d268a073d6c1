//! Powers and roots.

use super::exp::{exp, log};
use super::{frexp, ldexp};

/// Whether a number is an odd integer.
fn is_odd_integer(x: f64) -> bool {
    // From 2^53 on all floats are even.
    x.abs() < (1u64 << 53) as f64 && x.trunc() == x && x as i64 & 1 == 1
}

/// x^y: the whole part of y by squaring, with the exponent apart, the fraction by exp and log.
pub(super) fn pow(x: f64, y: f64) -> f64 {
    if y == 0.0 || x == 1.0 {
        return 1.0;
    }
    if y == 1.0 {
        return x;
    }
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    if x == 0.0 {
        let magnitude = if y < 0.0 { f64::INFINITY } else { 0.0 };
        return if is_odd_integer(y) { magnitude.copysign(x) } else { magnitude };
    }
    if y.is_infinite() {
        return match x.abs() {
            1.0 => 1.0,
            a if (a < 1.0) == (y > 0.0) => 0.0,
            _ => f64::INFINITY,
        };
    }
    if x == f64::NEG_INFINITY {
        return pow(-0.0, -y);
    }
    if x == f64::INFINITY {
        return if y < 0.0 { 0.0 } else { x };
    }
    if y == 0.5 {
        return x.sqrt();
    }
    if y == -0.5 {
        return 1.0 / x.sqrt();
    }
    let mut whole = y.abs().trunc();
    let mut fraction = y.abs() - whole;
    if fraction != 0.0 && x < 0.0 {
        return f64::NAN;
    }
    if whole >= (1u64 << 63) as f64 {
        return match x.abs() {
            1.0 => 1.0,
            a if (a < 1.0) == (y > 0.0) => 0.0,
            _ => f64::INFINITY,
        };
    }
    let (mut result, mut result_exponent) = (1.0, 0i32);
    if fraction != 0.0 {
        if fraction > 0.5 {
            fraction -= 1.0;
            whole += 1.0;
        }
        result = exp(fraction * log(x));
    }
    let (mut square, mut exponent) = frexp(x);
    let mut i = whole as i64;
    while i != 0 {
        if !(-(1 << 12)..=1 << 12).contains(&exponent) {
            // Overflows or underflows in any case.
            result_exponent += exponent;
            break;
        }
        if i & 1 == 1 {
            result *= square;
            result_exponent += exponent;
        }
        square *= square;
        exponent *= 2;
        if square < 0.5 {
            square += square;
            exponent -= 1;
        }
        i >>= 1;
    }
    if y < 0.0 {
        result = 1.0 / result;
        result_exponent = -result_exponent;
    }
    ldexp(result, result_exponent)
}

/// The cube root, FreeBSD's method: a guess from the bits, 23 bits of it by a rational approximation, the rest by one step
/// of Newton.
pub(super) fn cbrt(x: f64) -> f64 {
    const GUESS: u64 = 715_094_163 << 32;
    const GUESS_SUBNORMAL: u64 = 696_219_795 << 32;
    const C: f64 = 5.428_571_428_571_428_159_06e-1;
    const D: f64 = -7.053_061_224_489_796_110_50e-1;
    const E: f64 = 1.414_285_714_285_714_368_19;
    const F: f64 = 1.607_142_857_142_857_206_30;
    const G: f64 = 3.571_428_571_428_571_507_87e-1;
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let a = x.abs();
    let mut t = f64::from_bits(a.to_bits() / 3 + GUESS);
    if a < f64::MIN_POSITIVE {
        t = f64::from_bits(((1u64 << 54) as f64 * a).to_bits() / 3 + GUESS_SUBNORMAL);
    }
    let r = t * t / a;
    let s = C + r * t;
    t *= G + F / (s + E + D / s);
    // Cut to 22 bits and made larger than the root, so that t * t is exact.
    t = f64::from_bits((t.to_bits() & 0xf_ffff_fffc << 28) + (1 << 30));
    let s = t * t;
    let r = a / s;
    let w = t + t;
    let r = (r - t) / (w + r);
    (t + t * r).copysign(x)
}

pub(super) fn hypot(x: f64, y: f64) -> f64 {
    if x.is_infinite() || y.is_infinite() {
        return f64::INFINITY;
    }
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    let (small, large) = if x.abs() < y.abs() { (x.abs(), y.abs()) } else { (y.abs(), x.abs()) };
    if large == 0.0 {
        return 0.0;
    }
    let ratio = small / large;
    large * (1.0 + ratio * ratio).sqrt()
}
