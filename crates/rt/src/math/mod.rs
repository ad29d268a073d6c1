//! Functions of package math. Go computes these itself, not by the system's library, and programs print all digits, so
//! the same formulas are used: those of Cephes, FreeBSD's msun and Shibata's SLEEF, in the order that gc on amd64 has.

#![allow(unsafe_code, reason = "intrinsics are unsafe functions")]
#![allow(clippy::excessive_precision, reason = "coefficients as they are published")]

mod exp;
mod inverse;
mod power;
mod trig;

macro_rules! functions {
    ($($name:ident($($x:ident),*) $body:expr;)*) => {
        $(pub(crate) unsafe fn $name($($x: f64),*) -> f64 {
            $body
        })*
    };
}

functions! {
    math_pow(x, y) power::pow(x, y);
    math_exp(x) exp::exp(x);
    math_log(x) exp::log(x);
    math_log2(x) exp::log2(x);
    math_log10(x) exp::log10(x);
    math_sin(x) trig::sin(x);
    math_cos(x) trig::cos(x);
    math_tan(x) trig::tan(x);
    math_asin(x) inverse::asin(x);
    math_acos(x) inverse::acos(x);
    math_atan(x) inverse::atan(x);
    math_atan2(y, x) inverse::atan2(y, x);
    math_sinh(x) exp::sinh(x);
    math_cosh(x) exp::cosh(x);
    math_tanh(x) exp::tanh(x);
    math_cbrt(x) power::cbrt(x);
    math_hypot(x, y) power::hypot(x, y);
    math_mod(x, y) x % y;
    math_sqrt(x) x.sqrt();
    math_floor(x) x.floor();
    math_ceil(x) x.ceil();
    math_trunc(x) x.trunc();
    math_round(x) x.round();
    math_round_to_even(x) x.round_ties_even();
}

pub(crate) unsafe fn math_float64bits(x: f64) -> i64 {
    x.to_bits() as i64
}

pub(crate) unsafe fn math_float64frombits(x: i64) -> f64 {
    f64::from_bits(x as u64)
}

pub(crate) unsafe fn math_float32bits(x: f32) -> i32 {
    x.to_bits() as i32
}

pub(crate) unsafe fn math_float32frombits(x: i32) -> f32 {
    f32::from_bits(x as u32)
}

/// A polynomial with its highest coefficient first.
fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().skip(1).fold(coefficients[0], |sum, coefficient| sum * x + coefficient)
}

/// `x` as a fraction in [0.5, 1) and a power of two. Zero, infinities and NaN come back with 0.
fn frexp(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (x, shift) = if x.abs() < f64::MIN_POSITIVE { (x * (1u64 << 52) as f64, -52) } else { (x, 0) };
    let bits = x.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32 - 1022 + shift;
    (f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52), exponent)
}

/// `fraction * 2^exponent`, rounded once.
fn ldexp(fraction: f64, exponent: i32) -> f64 {
    if fraction == 0.0 || !fraction.is_finite() {
        return fraction;
    }
    let (fraction, own) = frexp(fraction);
    // Of the number with its point after the first digit.
    let exponent = exponent.saturating_add(own - 1);
    if exponent < -1075 {
        return 0f64.copysign(fraction);
    }
    if exponent > 1023 {
        return f64::INFINITY.copysign(fraction);
    }
    let mantissa = fraction.to_bits() & !(0x7ff << 52);
    let with_exponent = |exponent: i32| f64::from_bits(mantissa | ((exponent + 1023) as u64) << 52);
    if exponent < -1022 {
        return with_exponent(exponent + 53) * (1.0 / (1u64 << 53) as f64);
    }
    with_exponent(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read;

    /// Recorded from Go 1.27.3 on amd64 (1.19 gives the same): function, arguments and result as bits.
    #[test]
    fn results_are_those_of_go_to_the_last_bit() {
        let mut text = String::new();
        GzDecoder::new(&include_bytes!("recorded.txt.gz")[..]).read_to_string(&mut text).unwrap();
        let mut n = 0;
        for line in text.lines() {
            let mut parts = line.split(' ');
            let name = parts.next().unwrap();
            let mut number = || f64::from_bits(u64::from_str_radix(parts.next().unwrap(), 16).unwrap());
            let (x, y, want) = (number(), number(), number());
            // SAFETY: these functions are unsafe only to look like all intrinsics.
            let got = unsafe {
                match name {
                    "exp" => math_exp(x),
                    "log" => math_log(x),
                    "log2" => math_log2(x),
                    "log10" => math_log10(x),
                    "sin" => math_sin(x),
                    "cos" => math_cos(x),
                    "tan" => math_tan(x),
                    "asin" => math_asin(x),
                    "acos" => math_acos(x),
                    "atan" => math_atan(x),
                    "sinh" => math_sinh(x),
                    "cosh" => math_cosh(x),
                    "tanh" => math_tanh(x),
                    "cbrt" => math_cbrt(x),
                    "round" => math_round(x),
                    "rte" => math_round_to_even(x),
                    "trunc" => math_trunc(x),
                    "floor" => math_floor(x),
                    "ceil" => math_ceil(x),
                    "sqrt" => math_sqrt(x),
                    "pow" => math_pow(x, y),
                    "atan2" => math_atan2(x, y),
                    "hypot" => math_hypot(x, y),
                    "mod" => math_mod(x, y),
                    other => panic!("{other} was recorded but is not tested"),
                }
            };
            let same = got.to_bits() == want.to_bits() || (got.is_nan() && want.is_nan());
            assert!(same, "{name}({x:e}, {y:e}) = {got:e}, Go has {want:e}");
            n += 1;
        }
        assert!(n > 4000, "only {n} lines");
    }
}
