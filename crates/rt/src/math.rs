//! Functions of package math that the system's library computes.

#![allow(unsafe_code, reason = "intrinsics are unsafe functions")]

macro_rules! functions {
    ($($name:ident($($x:ident),*) $body:expr;)*) => {
        $(pub(crate) unsafe fn $name($($x: f64),*) -> f64 {
            $body
        })*
    };
}

functions! {
    math_pow(x, y) x.powf(y);
    math_exp(x) x.exp();
    math_log(x) x.ln();
    math_log2(x) x.log2();
    math_log10(x) x.log10();
    math_sin(x) x.sin();
    math_cos(x) x.cos();
    math_tan(x) x.tan();
    math_asin(x) x.asin();
    math_acos(x) x.acos();
    math_atan(x) x.atan();
    math_atan2(y, x) y.atan2(x);
    math_sinh(x) x.sinh();
    math_cosh(x) x.cosh();
    math_tanh(x) x.tanh();
    math_cbrt(x) x.cbrt();
    math_hypot(x, y) x.hypot(y);
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
