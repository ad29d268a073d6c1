//! Exponential, logarithms and hyperbolic functions.

use super::{frexp, polynomial};
use std::f64::consts::{LOG2_E, LOG10_E};

/// e^x: Shibata's method, a Taylor series of (x - k ln 2) / 16 squared back up. With fused multiply-add, as Go has where
/// the processor does.
pub(super) fn exp(x: f64) -> f64 {
    const LN_2_HIGH: f64 = 0.693_147_180_559_662_956_511_601_805_686_950_683_593_75;
    const LN_2_LOW: f64 = 0.282_352_905_630_315_771_225_884_481_750_134_360_255_254_120_68e-12;
    /// 1/8!, 1/7!, ... 1/2!, 1.
    const TAYLOR: [f64; 8] = [
        2.480_158_730_158_730_158_7e-5,
        1.984_126_984_126_984_127_0e-4,
        1.388_888_888_888_888_888_9e-3,
        8.333_333_333_333_333_333_3e-3,
        4.166_666_666_666_666_666_7e-2,
        1.666_666_666_666_666_666_7e-1,
        0.5,
        1.0,
    ];
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    if x == f64::NEG_INFINITY {
        return 0.0;
    }
    if x > 709.782_712_893_384 {
        return f64::INFINITY;
    }
    let exponent = (x * LOG2_E).round_ties_even().max(-4096.0);
    let rest = exponent.mul_add(-LN_2_LOW, exponent.mul_add(-LN_2_HIGH, x)) * 0.0625;
    let series = TAYLOR[1..].iter().fold(TAYLOR[0], |sum, term| sum.mul_add(rest, *term));
    // e^r - 1, for r doubled four times; the last time without the - 1.
    let mut minus_one = rest * series;
    for _ in 0..3 {
        minus_one *= minus_one + 2.0;
    }
    scale(minus_one.mul_add(minus_one + 2.0, 1.0), exponent as i32)
}

/// `fraction * 2^exponent` for a fraction near 1; overflows where the power of two alone does.
fn scale(fraction: f64, exponent: i32) -> f64 {
    let power = |biased: i32| f64::from_bits((biased as u64) << 52);
    match exponent + 1023 {
        2047.. => f64::INFINITY,
        biased @ 1.. => fraction * power(biased),
        biased @ -52..=0 => fraction * power(biased + 1022) * power(1),
        _ => 0.0,
    }
}

/// ln x, FreeBSD's method. Like Go's, it takes subnormal numbers for normal ones.
pub(super) fn log(x: f64) -> f64 {
    const LN_2_HIGH: f64 = 6.931_471_803_691_238_164_90e-1;
    const LN_2_LOW: f64 = 1.908_214_929_270_587_700_02e-10;
    const L1: f64 = 6.666_666_666_666_735_130e-1;
    const L2: f64 = 3.999_999_999_940_941_908e-1;
    const L3: f64 = 2.857_142_874_366_239_149e-1;
    const L4: f64 = 2.222_219_843_214_978_396e-1;
    const L5: f64 = 1.818_357_216_161_805_012e-1;
    const L6: f64 = 1.531_383_769_920_937_332e-1;
    const L7: f64 = 1.479_819_860_511_658_591e-1;
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x.is_nan() || x < 0.0 {
        return f64::NAN;
    }
    if x.is_infinite() {
        return x;
    }
    let bits = x.to_bits();
    let mut fraction = f64::from_bits(bits & ((1 << 52) - 1) | 1022 << 52);
    let mut k = f64::from((bits >> 52 & 0x7ff) as i32 - 1022);
    if fraction < std::f64::consts::FRAC_1_SQRT_2 {
        k -= 1.0;
        fraction *= 2.0;
    }
    let f = fraction - 1.0;
    let s = f / (2.0 + f);
    let s2 = s * s;
    let s4 = s2 * s2;
    let odd = s2 * polynomial(&[L7, L5, L3, L1], s4);
    let even = s4 * polynomial(&[L6, L4, L2], s4);
    let r = odd + even;
    let half_square = 0.5 * f * f;
    k * LN_2_HIGH - ((half_square - (s * (half_square + r) + k * LN_2_LOW)) - f)
}

/// Exact for powers of two.
pub(super) fn log2(x: f64) -> f64 {
    let (fraction, exponent) = frexp(x);
    if fraction == 0.5 {
        return f64::from(exponent - 1);
    }
    log(fraction) * LOG2_E + f64::from(exponent)
}

pub(super) fn log10(x: f64) -> f64 {
    log(x) * LOG10_E
}

pub(super) fn sinh(x: f64) -> f64 {
    const P: [f64; 4] = [
        -0.263_056_321_339_749_706_281_948_9e+2,
        -0.289_421_135_598_956_380_728_466_036_6e+4,
        -0.899_127_202_203_950_935_539_801_351_1e+5,
        -0.630_767_364_049_771_699_118_478_725_1e+6,
    ];
    const Q: [f64; 4] = [
        1.0,
        -0.173_678_953_558_233_699_533_450_911e+3,
        0.152_151_737_879_001_907_069_648_517_6e+5,
        -0.630_767_364_049_771_699_121_207_727_7e+6,
    ];
    let a = x.abs();
    let magnitude = if a > 21.0 {
        exp(a) * 0.5
    } else if a > 0.5 {
        let power = exp(a);
        (power - 1.0 / power) * 0.5
    } else {
        let square = a * a;
        polynomial(&P, square) * a / polynomial(&Q, square)
    };
    magnitude.copysign(x)
}

pub(super) fn cosh(x: f64) -> f64 {
    let a = x.abs();
    if a > 21.0 {
        return exp(a) * 0.5;
    }
    let power = exp(a);
    (power + 1.0 / power) * 0.5
}

pub(super) fn tanh(x: f64) -> f64 {
    const P: [f64; 3] =
        [-9.643_991_794_250_522_386_28e-1, -9.928_772_310_019_185_865_64e1, -1.614_687_684_417_084_479_52e3];
    const Q: [f64; 4] =
        [1.0, 1.128_116_784_916_329_314_02e2, 2.235_488_390_601_004_485_83e3, 4.844_063_053_251_254_860_48e3];
    /// ln 2^127
    const MAX_LOG: f64 = 8.802_969_193_111_305_429_598_8e+1;
    let a = x.abs();
    if a > 0.5 * MAX_LOG {
        return 1f64.copysign(x);
    }
    if a >= 0.625 {
        let power = exp(2.0 * a);
        return (1.0 - 2.0 / (power + 1.0)).copysign(x);
    }
    if x == 0.0 {
        return x;
    }
    let square = x * x;
    x + x * square * polynomial(&P, square) / polynomial(&Q, square)
}
