//! Inverse trigonometric functions, by Cephes' rational approximation of the arc tangent.

use super::polynomial;
use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};

/// The arc tangent in [0, 0.66].
fn atan_small(x: f64) -> f64 {
    const P: [f64; 5] = [
        -8.750_608_600_031_904_122_785e-1,
        -1.615_753_718_733_365_076_637e+1,
        -7.500_855_792_314_704_667_340e+1,
        -1.228_866_684_490_136_173_410e+2,
        -6.485_021_904_942_025_371_773e+1,
    ];
    const Q: [f64; 6] = [
        1.0,
        2.485_846_490_142_306_297_962e+1,
        1.650_270_098_316_988_542_046e+2,
        4.328_810_604_912_902_668_951e+2,
        4.853_903_996_359_136_964_868e+2,
        1.945_506_571_482_613_964_425e+2,
    ];
    let square = x * x;
    x * (square * polynomial(&P, square) / polynomial(&Q, square)) + x
}

/// The arc tangent of a positive number, brought into that range.
fn atan_positive(x: f64) -> f64 {
    /// What pi/2 lacks in 53 bits.
    const MORE_BITS: f64 = 6.123_233_995_736_765_886_130e-17;
    /// tan(3 pi / 8)
    const TAN_3_PI_8: f64 = 2.414_213_562_373_095_048_80;
    if x <= 0.66 {
        return atan_small(x);
    }
    if x > TAN_3_PI_8 {
        return FRAC_PI_2 - atan_small(1.0 / x) + MORE_BITS;
    }
    FRAC_PI_4 + atan_small((x - 1.0) / (x + 1.0)) + 0.5 * MORE_BITS
}

pub(super) fn atan(x: f64) -> f64 {
    if x == 0.0 {
        x
    } else if x > 0.0 {
        atan_positive(x)
    } else {
        -atan_positive(-x)
    }
}

pub(super) fn asin(x: f64) -> f64 {
    if x == 0.0 {
        return x;
    }
    let a = x.abs();
    if a > 1.0 || x.is_nan() {
        return f64::NAN;
    }
    let other = (1.0 - a * a).sqrt();
    let angle = if a > 0.7 { FRAC_PI_2 - atan_positive(other / a) } else { atan_positive(a / other) };
    angle.copysign(x)
}

pub(super) fn acos(x: f64) -> f64 {
    FRAC_PI_2 - asin(x)
}

pub(super) fn atan2(y: f64, x: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    if y == 0.0 {
        let angle = if x >= 0.0 && x.is_sign_positive() { 0.0 } else { PI };
        return angle.copysign(y);
    }
    if x == 0.0 {
        return FRAC_PI_2.copysign(y);
    }
    if x.is_infinite() {
        let angle = match (x > 0.0, y.is_infinite()) {
            (true, true) => FRAC_PI_4,
            (true, false) => 0.0,
            (false, true) => 3.0 * FRAC_PI_4,
            (false, false) => PI,
        };
        return angle.copysign(y);
    }
    if y.is_infinite() {
        return FRAC_PI_2.copysign(y);
    }
    let angle = atan(y / x);
    if x < 0.0 { if angle <= 0.0 { angle + PI } else { angle - PI } } else { angle }
}
