//! The builtins `print` and `println`, and how panics print values of basic types: to standard error, unbuffered.

#![allow(unsafe_code, reason = "reads Go values")]

use crate::goroutine;
use crate::os;
use goslice::Release;
use goslice_abi::g::G;
use goslice_abi::layout::Str;

const STDERR: i32 = 2;

/// A float as `print` writes it: since 1.26 the shortest text that reads back as the same float, before always seven
/// digits.
pub(crate) fn float(v: f64, release: Release) -> String {
    shortest_or(v, release, || format!("{v:e}"))
}

/// The same for a `float32`, whose shortest text is shorter.
pub(crate) fn float32(v: f32, release: Release) -> String {
    shortest_or(v.into(), release, || format!("{v:e}"))
}

fn shortest_or(v: f64, release: Release, scientific: impl Fn() -> String) -> String {
    if v.is_nan() {
        "NaN".to_owned()
    } else if v.is_infinite() {
        if v > 0.0 { "+Inf" } else { "-Inf" }.to_owned()
    } else if release.at_least(26) {
        shortest(&scientific())
    } else {
        seven_digits(v)
    }
}

/// Turns Rust's shortest scientific form, `-1.25e-7`, into that of Go's `%g`: an exponent of at least two digits, and
/// none from 1e-4 up to 1e6.
fn shortest(scientific: &str) -> String {
    let (sign, unsigned) = match scientific.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", scientific),
    };
    let (mantissa, exponent) = unsigned.split_once('e').unwrap_or((unsigned, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let digits: String = mantissa.chars().filter(|c| *c != '.').collect();
    match exponent {
        -4..0 => format!("{sign}0.{}{digits}", "0".repeat(exponent.unsigned_abs() as usize - 1)),
        0..6 => {
            let n_whole = exponent as usize + 1;
            let whole = format!("{digits:0<n_whole$}");
            let fraction = &whole[n_whole..];
            let point = if fraction.is_empty() { "" } else { "." };
            format!("{sign}{}{point}{fraction}", &whole[..n_whole])
        }
        _ => {
            let direction = if exponent < 0 { '-' } else { '+' };
            format!("{sign}{mantissa}e{direction}{:02}", exponent.unsigned_abs())
        }
    }
}

/// `+d.dddddde+ddd`, with the rounding errors of the runtime's own arithmetic.
fn seven_digits(v: f64) -> String {
    const DIGITS: i32 = 7;
    let sign = if v.is_sign_negative() { '-' } else { '+' };
    let mut rest = v.abs();
    let mut exponent = 0;
    if rest != 0.0 {
        while rest >= 10.0 {
            exponent += 1;
            rest /= 10.0;
        }
        while rest < 1.0 {
            exponent -= 1;
            rest *= 10.0;
        }
        let mut half = 5.0;
        for _ in 0..DIGITS {
            half /= 10.0;
        }
        rest += half;
        if rest >= 10.0 {
            exponent += 1;
            rest /= 10.0;
        }
    }
    let mut digits = String::new();
    for _ in 0..DIGITS {
        let digit = rest as u8;
        digits.push(char::from(b'0' + digit));
        rest = (rest - f64::from(digit)) * 10.0;
    }
    let direction = if exponent < 0 { '-' } else { '+' };
    format!("{sign}{}.{}e{direction}{:03}", &digits[..1], &digits[1..], i32::abs(exponent))
}

/// A complex number: its parts as floats, the second with its sign.
pub(crate) fn complex(re: String, im: String) -> String {
    let plus = if im.starts_with(['+', '-']) { "" } else { "+" };
    format!("({re}{plus}{im}i)")
}

fn write(text: &str) {
    os::write_all(STDERR, text.as_bytes());
}

pub(crate) unsafe fn print_bool(_g: *mut G, v: u8) {
    write(if v != 0 { "true" } else { "false" });
}

pub(crate) unsafe fn print_int(_g: *mut G, v: i64) {
    write(&v.to_string());
}

pub(crate) unsafe fn print_uint(_g: *mut G, v: i64) {
    write(&(v as u64).to_string());
}

pub(crate) unsafe fn print_float(g: *mut G, v: f64) {
    // SAFETY: `g` is live.
    write(&float(v, unsafe { goroutine::state(g).release() }));
}

pub(crate) unsafe fn print_float32(g: *mut G, v: f32) {
    // SAFETY: `g` is live.
    write(&float32(v, unsafe { goroutine::state(g).release() }));
}

pub(crate) unsafe fn print_complex(g: *mut G, re: f64, im: f64) {
    // SAFETY: `g` is live.
    let release = unsafe { goroutine::state(g).release() };
    write(&complex(float(re, release), float(im, release)));
}

pub(crate) unsafe fn print_complex64(g: *mut G, re: f32, im: f32) {
    // SAFETY: `g` is live.
    let release = unsafe { goroutine::state(g).release() };
    write(&complex(float32(re, release), float32(im, release)));
}

pub(crate) unsafe fn print_string(_g: *mut G, ptr: *mut u8, len: i64) {
    // SAFETY: a string.
    os::write_all(STDERR, unsafe { Str { ptr, len }.bytes() });
}

pub(crate) unsafe fn print_pointer(_g: *mut G, v: *mut u8) {
    write(&format!("{:#x}", v.addr()));
}

pub(crate) unsafe fn print_slice(_g: *mut G, ptr: *mut u8, len: i64, cap: i64) {
    write(&format!("[{len}/{cap}]{:#x}", ptr.addr()));
}

pub(crate) unsafe fn print_interface(_g: *mut G, ty: *mut u8, data: *mut u8) {
    write(&format!("({:#x},{:#x})", ty.addr(), data.addr()));
}

pub(crate) unsafe fn print_space(_g: *mut G) {
    write(" ");
}

pub(crate) unsafe fn print_newline(_g: *mut G) {
    write("\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: Release = Release::new(25).unwrap();
    const NEW: Release = Release::NEWEST;

    /// Recorded from Go 1.19, 1.26.3 and 1.27.3.
    #[test]
    fn floats_print_as_the_release_prints_them() {
        let recorded = [
            (1e5, "+1.000000e+005", "100000"),
            (1e6, "+1.000000e+006", "1e+06"),
            (123456789.0, "+1.234568e+008", "1.23456789e+08"),
            (1e22, "+1.000000e+022", "1e+22"),
            (0.0001, "+1.000000e-004", "0.0001"),
            (0.00001, "+1.000000e-005", "1e-05"),
            (1.25e-7, "+1.250000e-007", "1.25e-07"),
            (-0.0, "-0.000000e+000", "-0"),
            (0.0, "+0.000000e+000", "0"),
            (1.5, "+1.500000e+000", "1.5"),
            (-0.1, "-1.000000e-001", "-0.1"),
            (1e100, "+1.000000e+100", "1e+100"),
            (1e-320, "+9.999889e-321", "1e-320"),
            (5e-324, "+4.940656e-324", "5e-324"),
            (f64::MAX, "+1.797693e+308", "1.7976931348623157e+308"),
            (100.0, "+1.000000e+002", "100"),
            (1234567.0, "+1.234567e+006", "1.234567e+06"),
            (1.14159, "+1.141590e+000", "1.14159"),
            (f64::INFINITY, "+Inf", "+Inf"),
            (f64::NEG_INFINITY, "-Inf", "-Inf"),
            (f64::NAN, "NaN", "NaN"),
        ];
        for (v, old, new) in recorded {
            assert_eq!((float(v, OLD), float(v, NEW)), (old.to_owned(), new.to_owned()));
        }
        assert_eq!((float32(0.1, OLD), float32(0.1, NEW)), ("+1.000000e-001".to_owned(), "0.1".to_owned()));
        assert_eq!(float32(16777216.0, NEW), "1.6777216e+07");
    }

    #[test]
    fn complex_numbers_print_their_parts() {
        let text = |re, im, release| complex(float(re, release), float(im, release));
        assert_eq!(text(1.0, -2.0, OLD), "(+1.000000e+000-2.000000e+000i)");
        assert_eq!(text(1.0, 2.0, NEW), "(1+2i)");
        assert_eq!(text(f64::NAN, f64::NEG_INFINITY, NEW), "(NaN-Infi)");
        assert_eq!(text(0.0, f64::INFINITY, NEW), "(0+Infi)");
    }
}
