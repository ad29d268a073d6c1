//! Sine, cosine and tangent: Cephes' polynomials on an octant, and Payne and Hanek's reduction for large arguments.

use super::polynomial;
use std::f64::consts::{FRAC_PI_4, PI};

/// From here on multiples of pi/4 lose too many digits in the simple reduction: 2^29.
const LARGE: f64 = (1u64 << 29) as f64;

/// An angle as an octant, made even, and the rest in [-pi/4, pi/4]. `x` is not negative.
fn reduce(x: f64) -> (u64, f64) {
    /// pi/4 in three parts, the first two short enough that products with octants are exact.
    const PARTS: [f64; 3] =
        [7.853_981_256_484_985_351_56e-1, 3.774_894_707_930_798_176_68e-8, 2.695_151_429_079_059_526_45e-15];
    if x >= LARGE {
        return reduce_large(x);
    }
    let octant = (x * (4.0 / PI)) as u64;
    let octant = octant + (octant & 1);
    let y = octant as f64;
    (octant & 7, ((x - y * PARTS[0]) - y * PARTS[1]) - y * PARTS[2])
}

/// 4/pi in binary, the point after the first word.
const FOUR_OVER_PI: [u64; 20] = [
    0x0000_0000_0000_0001,
    0x45f3_06dc_9c88_2a53,
    0xf84e_afa3_ea69_bb81,
    0xb6c5_2b32_7887_2083,
    0xfca2_c757_bd77_8ac3,
    0x6e48_dc74_849b_a5c0,
    0x0c92_5dd4_13a3_2439,
    0xfc3b_d639_6253_4e7d,
    0xd104_6bea_5d76_8909,
    0xd338_e04d_68be_fc82,
    0x7323_ac73_06a6_73e9,
    0x3908_bf17_7bf2_5076,
    0x3ff1_2fff_bc0b_301f,
    0xde5e_2316_b414_da3e,
    0xda6c_fd9e_4f96_136e,
    0x9e8c_7ecd_3cbf_d45a,
    0xea4f_758f_d7cb_e2f6,
    0x7a0e_73ef_14a5_25d4,
    0xd7f6_bf62_3f1a_ba10,
    0xac06_608d_f8f6_d757,
];

/// The same for large angles: multiplies by just those digits of 4/pi that matter for the octant and the rest.
fn reduce_large(x: f64) -> (u64, f64) {
    let bits = x.to_bits();
    // Of the mantissa's last bit, plus 61: what the first digits' product may have before its last three octant bits.
    let first = (bits >> 52) as usize + 61 - 1023 - 52;
    let mantissa = bits & ((1 << 52) - 1) | 1 << 52;
    let (word, shift) = (first / 64, first % 64);
    let digits = |at: usize| {
        let pair = u128::from(FOUR_OVER_PI[at]) << 64 | u128::from(FOUR_OVER_PI[at + 1]);
        (pair << shift >> 64) as u64
    };
    let [high, middle, low] = [digits(word), digits(word + 1), digits(word + 2)];
    let product = (u128::from(high.wrapping_mul(mantissa)) << 64)
        .wrapping_add(u128::from(middle) * u128::from(mantissa))
        .wrapping_add((u128::from(low) * u128::from(mantissa)) >> 64);
    // Three bits of octant, then the fraction.
    let octant = (product >> 125) as u64;
    let fraction = product << 3;
    let high = (fraction >> 64) as u64;
    let low = fraction as u64;
    let zeros = high.leading_zeros();
    let normal = ((u128::from(high) << 64 | u128::from(low)) << zeros << 1 >> 64) as u64;
    let rest = f64::from_bits(normal >> 12 | u64::from(1023 - (zeros + 1)) << 52);
    if octant & 1 == 1 {
        return ((octant + 1) & 7, (rest - 1.0) * FRAC_PI_4);
    }
    (octant, rest * FRAC_PI_4)
}

fn sin_octant(z: f64) -> f64 {
    const SIN: [f64; 6] = [
        1.589_623_015_765_465_680_60e-10,
        -2.505_074_776_285_780_728_66e-8,
        2.755_731_362_138_572_452_13e-6,
        -1.984_126_982_958_953_859_96e-4,
        8.333_333_333_322_118_588_78e-3,
        -1.666_666_666_666_663_072_95e-1,
    ];
    let square = z * z;
    z + z * square * polynomial(&SIN, square)
}

fn cos_octant(z: f64) -> f64 {
    const COS: [f64; 6] = [
        -1.135_853_652_138_768_173_00e-11,
        2.087_570_084_197_473_167_78e-9,
        -2.755_731_417_929_673_881_12e-7,
        2.480_158_728_885_170_453_48e-5,
        -1.388_888_888_887_305_641_16e-3,
        4.166_666_666_666_659_292_18e-2,
    ];
    let square = z * z;
    1.0 - 0.5 * square + square * square * polynomial(&COS, square)
}

pub(super) fn sin(x: f64) -> f64 {
    if x == 0.0 || x.is_nan() {
        return x;
    }
    if x.is_infinite() {
        return f64::NAN;
    }
    let (octant, z) = reduce(x.abs());
    let y = if matches!(octant & 3, 1 | 2) { cos_octant(z) } else { sin_octant(z) };
    if (x < 0.0) != (octant > 3) { -y } else { y }
}

pub(super) fn cos(x: f64) -> f64 {
    if !x.is_finite() {
        return f64::NAN;
    }
    let (octant, z) = reduce(x.abs());
    let y = if matches!(octant & 3, 1 | 2) { sin_octant(z) } else { cos_octant(z) };
    if (octant > 3) != (octant & 3 > 1) { -y } else { y }
}

pub(super) fn tan(x: f64) -> f64 {
    const P: [f64; 3] =
        [-1.309_369_391_813_837_342_05e4, 1.153_516_648_385_874_161_40e6, -1.795_652_519_764_848_779_88e7];
    const Q: [f64; 5] = [
        1.0,
        1.368_129_634_706_929_546_78e4,
        -1.320_892_344_402_109_674_47e6,
        2.500_838_018_233_579_158_39e7,
        -5.386_957_559_294_546_298_81e7,
    ];
    if x == 0.0 || x.is_nan() {
        return x;
    }
    if x.is_infinite() {
        return f64::NAN;
    }
    let (octant, z) = reduce(x.abs());
    let square = z * z;
    let y = if square > 1e-14 { z + z * (square * polynomial(&P, square) / polynomial(&Q, square)) } else { z };
    let y = if octant & 2 == 2 { -1.0 / y } else { y };
    if x < 0.0 { -y } else { y }
}
