//! Division of complex numbers.

#![allow(unsafe_code, reason = "writes its result through a pointer")]

/// `(a_re + a_im i) / (b_re + b_im i)`, written to two floats at `out`.
pub(crate) unsafe fn complex_div(out: *mut u8, a_re: f64, a_im: f64, b_re: f64, b_im: f64) {
    let (re, im) = divide((a_re, a_im), (b_re, b_im));
    // SAFETY: the list's promise.
    unsafe { out.cast::<[f64; 2]>().write([re, im]) }
}

/// Smith's method, which does not overflow where the result does not, then C99's rules (annex G.5.1) for results that
/// came out as NaN though they are infinite or zero.
fn divide((a, b): (f64, f64), (c, d): (f64, f64)) -> (f64, f64) {
    let (re, im) = if c.abs() >= d.abs() {
        let ratio = d / c;
        let denominator = c + ratio * d;
        ((a + b * ratio) / denominator, (b - a * ratio) / denominator)
    } else {
        let ratio = c / d;
        let denominator = d + ratio * c;
        ((a * ratio + b) / denominator, (b * ratio - a) / denominator)
    };
    if !re.is_nan() && !im.is_nan() {
        return (re, im);
    }
    // 1 with the sign for infinities, 0 with the sign for the rest.
    let unit = |v: f64| if v.is_infinite() { 1f64 } else { 0.0 }.copysign(v);
    if c == 0.0 && d == 0.0 && (!a.is_nan() || !b.is_nan()) {
        let infinity = f64::INFINITY.copysign(c);
        (infinity * a, infinity * b)
    } else if (a.is_infinite() || b.is_infinite()) && c.is_finite() && d.is_finite() {
        let (a, b) = (unit(a), unit(b));
        (f64::INFINITY * (a * c + b * d), f64::INFINITY * (b * c - a * d))
    } else if (c.is_infinite() || d.is_infinite()) && a.is_finite() && b.is_finite() {
        let (c, d) = (unit(c), unit(d));
        (0.0 * (a * c + b * d), 0.0 * (b * c - a * d))
    } else {
        (re, im)
    }
}

#[cfg(test)]
mod tests {
    use super::divide;

    #[test]
    fn finite_numbers_divide() {
        assert_eq!(divide((1.0, 2.0), (3.0, 4.0)), (0.44, 0.08));
        assert_eq!(divide((1e300, 1e300), (1e300, 1e300)), (1.0, 0.0));
    }

    #[test]
    fn zero_and_infinity_follow_c99() {
        let inf = f64::INFINITY;
        assert_eq!(divide((1.0, -1.0), (0.0, 0.0)), (inf, -inf));
        assert_eq!(divide((inf, 0.0), (1.0, 1.0)), (inf, -inf));
        assert_eq!(divide((1.0, 1.0), (inf, 0.0)), (0.0, 0.0));
        assert!(divide((0.0, 0.0), (0.0, 0.0)).0.is_nan());
    }
}
