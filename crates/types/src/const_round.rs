//! Rounding of constants to machine numbers.

use crate::const_real::Real;
use crate::constant::Const;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

impl Const {
    /// The number as a `float64`, rounded to nearest even; infinite when it is too large, `None` when it is no real
    /// number.
    pub fn to_f64(&self) -> Option<f64> {
        self.to_real().map(|x| round_f64(&x))
    }

    /// The number as a `float32`.
    pub fn to_f32(&self) -> Option<f32> {
        self.to_real().map(|x| round_f32(&x))
    }
}

/// Numbers of this magnitude are infinite as machine numbers, and zero if it is negative.
const FAR: i64 = 4000;

/// The nearest `float64`, ties to even.
pub(crate) fn round_f64(x: &Real) -> f64 {
    let Some((mantissa, exponent)) = round_to(x, 53, -1074) else { return 0.0 };
    let magnitude = scale(mantissa as f64, exponent);
    if x.is_negative() { -magnitude } else { magnitude }
}

/// The nearest `float32`, ties to even.
pub(crate) fn round_f32(x: &Real) -> f32 {
    let Some((mantissa, exponent)) = round_to(x, 24, -149) else { return 0.0 };
    // 24 bits and a float32's exponents are exact in a float64, and so is the conversion down.
    let magnitude = scale(mantissa as f64, exponent) as f32;
    if x.is_negative() { -magnitude } else { magnitude }
}

/// `mantissa * 2^exponent`, where the result is a representable number or overflows.
fn scale(mantissa: f64, exponent: i64) -> f64 {
    // Two steps: 2^exponent alone may be outside the range of a float64.
    let half = exponent / 2;
    mantissa * power_of_two(half) * power_of_two(exponent - half)
}

fn power_of_two(exponent: i64) -> f64 {
    2f64.powi(exponent.clamp(-4000, 4000) as i32)
}

/// |x| as `mantissa * 2^exponent` with at most `bits` bits and an exponent of at least `min_exponent`, rounded to
/// nearest even. `None` for zero and what is nearest to it.
fn round_to(x: &Real, bits: i64, min_exponent: i64) -> Option<(u64, i64)> {
    let x = &match x {
        Real::Exact(x) => x.clone(),
        Real::Rounded(x) => match x.to_ratio(FAR) {
            Some(ratio) => ratio,
            None => return (x.magnitude() > 0).then_some((1, FAR)),
        },
    };
    if x.is_zero() {
        return None;
    }
    let (numer, denom) = (x.numer().abs(), x.denom());
    // 2^(size-1) < |x| < 2^(size+1)
    let size = numer.bits() as i64 - denom.bits() as i64;
    let mut exponent = (size - bits).max(min_exponent);
    loop {
        let (scaled_numer, scaled_denom) = if exponent >= 0 {
            (numer.clone(), denom << exponent as u64)
        } else {
            (&numer << exponent.unsigned_abs(), denom.clone())
        };
        let mut quotient = &scaled_numer / &scaled_denom;
        let twice_rest = (scaled_numer - &quotient * &scaled_denom) * 2u32;
        let odd = quotient.bit(0);
        if twice_rest > scaled_denom || (twice_rest == scaled_denom && odd) {
            quotient += BigInt::one();
        }
        if quotient.bits() as i64 > bits {
            exponent += 1;
            continue;
        }
        return quotient.to_u64().map(|mantissa| (mantissa, exponent));
    }
}

/// The exact value of a finite `float64`.
pub(crate) fn exact(x: f64) -> Real {
    BigRational::from_float(x).map_or_else(Real::zero, Real::Exact)
}

#[cfg(test)]
mod tests {
    use super::*;
    use goslice_syntax::ast::LiteralKind;

    fn number(text: &str) -> Const {
        Const::from_number(LiteralKind::Float, text).expect("a number")
    }

    #[test]
    fn rounding_agrees_with_the_machine() {
        for text in
            ["0.1", "1e308", "4.9e-324", "2.2250738585072014e-308", "1e23", "123456789.125", "2.5e-324", "3e-324"]
        {
            assert_eq!(number(text).to_f64(), text.parse::<f64>().ok(), "{text}");
            assert_eq!(number(text).to_f32(), text.parse::<f32>().ok(), "{text}");
        }
        for text in ["0.1", "3.4028235e38", "3.4028236e38", "1e-45", "7e-46", "16777217.0", "1.17549429e-38"] {
            assert_eq!(number(text).to_f32(), text.parse::<f32>().ok(), "{text}");
        }
        assert_eq!(number("1e309").to_f64(), Some(f64::INFINITY));
        assert_eq!(number("1e39").to_f32(), Some(f32::INFINITY));
    }
}
