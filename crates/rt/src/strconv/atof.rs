//! Text to floating-point numbers: the syntax that `strconv.ParseFloat` accepts, correctly rounded.

use std::str;

/// Why a text is not a number of the wanted size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    Syntax,
    /// Out of range; the result is an infinity.
    Range,
}

/// Reads all of `text` as a number of `bits` (32 or 64). Out of range gives an infinity beside the failure.
pub(crate) fn parse_float(text: &[u8], bits: i64) -> (f64, Option<Failure>) {
    let (negative, rest) = match text.first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let sign = if negative { -1.0 } else { 1.0 };
    if rest.eq_ignore_ascii_case(b"inf") || rest.eq_ignore_ascii_case(b"infinity") {
        return (sign * f64::INFINITY, None);
    }
    if text.eq_ignore_ascii_case(b"nan") {
        return (f64::NAN, None);
    }
    let without_underscores: Vec<u8>;
    let mut digits = rest;
    if rest.contains(&b'_') {
        if !underscores_fit(rest) {
            return (0.0, Some(Failure::Syntax));
        }
        without_underscores = rest.iter().copied().filter(|&byte| byte != b'_').collect();
        digits = &without_underscores;
    }
    let value = match digits {
        [b'0', b'x' | b'X', digits @ ..] => parse_hex(digits, bits),
        _ => parse_decimal(digits, bits),
    };
    match value {
        None => (0.0, Some(Failure::Syntax)),
        Some(value) if value.is_infinite() => (sign * value, Some(Failure::Range)),
        Some(value) => (sign * value, None),
    }
}

/// Whether underscores stand only between digits, or between a prefix for a base and a digit.
fn underscores_fit(text: &[u8]) -> bool {
    let (digits, hexadecimal) = match text {
        [b'0', b'x' | b'X', digits @ ..] => (digits, true),
        [b'0', b'b' | b'B' | b'o' | b'O', digits @ ..] => (digits, false),
        _ => (text, false),
    };
    let mut before = if digits.len() < text.len() { b'0' } else { b'.' };
    for &byte in digits {
        let digit = byte.is_ascii_digit() || hexadecimal && byte.is_ascii_hexdigit();
        let fits = if byte == b'_' { before == b'0' } else { digit || before != b'_' };
        if !fits {
            return false;
        }
        before = if digit { b'0' } else { byte };
    }
    before != b'_'
}

/// An unsigned decimal number. Rust reads the same ones but for the names of infinity and NaN and for signs.
fn parse_decimal(text: &[u8], bits: i64) -> Option<f64> {
    if !text.first().is_some_and(|&byte| byte == b'.' || byte.is_ascii_digit()) {
        return None;
    }
    let text = str::from_utf8(text).ok()?;
    if bits == 32 { text.parse::<f32>().ok().map(f64::from) } else { text.parse().ok() }
}

/// A hexadecimal number behind its `0x`: digits with an optional point, and an exponent.
fn parse_hex(text: &[u8], bits: i64) -> Option<f64> {
    let mut mantissa = 0u64;
    let mut dropped = false;
    let mut exponent = 0i64;
    let mut point = false;
    let mut any = false;
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'.' if !point => point = true,
            _ => {
                let Some(digit) = (byte as char).to_digit(16) else { break };
                any = true;
                if mantissa >> 60 == 0 {
                    mantissa = mantissa << 4 | u64::from(digit);
                    exponent -= if point { 4 } else { 0 };
                } else {
                    dropped |= digit != 0;
                    exponent += if point { 0 } else { 4 };
                }
            }
        }
        at += 1;
    }
    let [b'p' | b'P', digits @ ..] = &text[at..] else { return None };
    let (negative, digits) = match digits {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] => (false, digits),
        digits => (false, digits),
    };
    if !any || !digits.first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let mut power = 0i64;
    for &byte in digits {
        if !byte.is_ascii_digit() {
            return None;
        }
        power = (power * 10 + i64::from(byte - b'0')).min(1_000_000);
    }
    exponent += if negative { -power } else { power };
    Some(scale(mantissa | u64::from(dropped), exponent, bits))
}

/// `mantissa * 2^exponent`, rounded once, half to even. An odd mantissa of 64 bits stands for anything just around it.
fn scale(mantissa: u64, exponent: i64, bits: i64) -> f64 {
    if mantissa == 0 {
        return 0.0;
    }
    let (mantissa_bits, min_exponent, max_exponent) = if bits == 32 { (24, -149, 127) } else { (53, -1074, 1023) };
    let length = 64 - i64::from(mantissa.leading_zeros());
    // The exponent of the result's last bit.
    let unit = (exponent + length - mantissa_bits).max(min_exponent);
    let shift = unit - exponent;
    let rounded = match shift {
        ..=0 => mantissa << -shift,
        1..=64 => {
            let wide = u128::from(mantissa);
            let (kept, rest, half) = (wide >> shift, wide & ((1 << shift) - 1), 1u128 << (shift - 1));
            (kept + u128::from(rest > half || rest == half && kept & 1 == 1)) as u64
        }
        _ => 0,
    };
    if rounded == 0 {
        return 0.0;
    }
    if unit + 64 - i64::from(rounded.leading_zeros()) - 1 > max_exponent {
        return f64::INFINITY;
    }
    // Exact: at most 53 bits, and in two steps because 2^-1074 is not a normal number.
    let half = unit / 2;
    rounded as f64 * (half as f64).exp2() * ((unit - half) as f64).exp2()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accepts_what_go_accepts() {
        for (text, want) in [
            ("1", 1.0),
            ("+1.5e3", 1500.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("1e-400", 0.0),
            ("1_0.2_5e0_1", 102.5),
            ("-InF", f64::NEG_INFINITY),
            ("0x1p-2", 0.25),
            ("0x_1_0.8P+0", 16.5),
            ("0x1.fffffffffffff8p0", 2.0),
            ("0x1p-1074", 5e-324),
            ("0x1p-1075", 0.0),
            ("0x1.8p-1075", 5e-324),
        ] {
            assert_eq!(parse_float(text.as_bytes(), 64), (want, None), "{text}");
        }
        assert_eq!(parse_float(b"16777217", 32), (16777216.0, None));
        assert_eq!(parse_float(b"0x1.000001p0", 32), (1.0, None));
        assert!(parse_float(b"NaN", 64).0.is_nan());
    }

    #[test]
    fn refuses_what_go_refuses() {
        for text in [
            "", ".", "e5", "1e", "+-1", "1__0", "_1", "1_", "1_.5", "0x1", "0xp1", "0x1p", "0x__1p0", "0x1_p0", "+nan",
            "1 ", "in", "infinit",
        ] {
            assert_eq!(parse_float(text.as_bytes(), 64).1, Some(Failure::Syntax), "{text}");
        }
        assert_eq!(parse_float(b"-1e309", 64), (f64::NEG_INFINITY, Some(Failure::Range)));
        assert_eq!(parse_float(b"1e39", 32), (f64::INFINITY, Some(Failure::Range)));
        assert_eq!(parse_float(b"0x1p1024", 64), (f64::INFINITY, Some(Failure::Range)));
    }

    proptest! {
        #[test]
        fn hexadecimal_reads_back(raw: u64) {
            let value = f64::from_bits(raw);
            prop_assume!(value.is_finite());
            let mut text = Vec::new();
            super::super::ftoa::append_float(&mut text, value, b'x', -1, 64);
            prop_assert_eq!(parse_float(&text, 64).0.to_bits(), raw);
        }
    }
}
