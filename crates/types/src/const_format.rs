//! Constant values as gc's errors write them.

use crate::const_real::Real;
use crate::const_round::round_f64;
use crate::constant::Const;

/// Longer string values are cut.
const MAX_STRING: usize = 72;

impl Const {
    /// A short text: strings quoted and cut after 72 bytes, numbers with six significant digits.
    pub fn short(&self) -> String {
        match self {
            Const::Bool(value) => value.to_string(),
            Const::Int(value) => value.to_string(),
            Const::String(bytes) => short_string(bytes),
            Const::Float(value) => real(value),
            Const::Complex(re, im) => format!("({} + {}i)", real(re), real(im)),
        }
    }
}

fn real(value: &Real) -> String {
    let approximate = round_f64(value);
    if approximate.is_finite() && (approximate != 0.0 || value.is_zero()) {
        let text = general(approximate);
        // Six digits must not make a fraction look like an integer.
        if value.to_integer().is_none() && !text.contains(['.', 'e']) {
            return format!("{approximate}");
        }
        return text;
    }
    // Outside the range of a float64: value = mantissa * 2^magnitude, and so about mantissa * 10^(magnitude * log10(2)).
    let Some(float) = value.to_float() else { return "+Inf".to_owned() };
    let magnitude = float.magnitude();
    let exponent = magnitude as f64 * (std::f64::consts::LN_2 / std::f64::consts::LN_10);
    let whole = exponent.trunc();
    let mut mantissa = float.mantissa_f64() * 10f64.powf(exponent - whole);
    let mut whole = whole as i64;
    if mantissa.abs() < 1.0 - 0.5e-6 {
        mantissa *= 10.0;
        whole -= 1;
    } else if mantissa.abs() >= 10.0 {
        mantissa /= 10.0;
        whole += 1;
    }
    format!("{}e{whole:+}", general(mantissa))
}

/// C's `%.6g`.
fn general(x: f64) -> String {
    if x == 0.0 {
        return "0".into();
    }
    let scientific = format!("{x:.5e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..6).contains(&exponent) {
        trimmed(&format!("{x:.*}", (5 - exponent) as usize)).to_string()
    } else {
        let sign = if exponent < 0 { '-' } else { '+' };
        format!("{}e{sign}{:02}", trimmed(mantissa), exponent.abs())
    }
}

fn trimmed(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

fn short_string(bytes: &[u8]) -> String {
    let quoted = quote(bytes);
    if quoted.chars().count() <= MAX_STRING {
        return quoted;
    }
    let cut: String = quoted.chars().take(MAX_STRING - 3).collect();
    cut + "..."
}

/// The bytes as a Go string literal.
pub(crate) fn quote(bytes: &[u8]) -> String {
    let mut out = String::from("\"");
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                '\r' => out.push_str("\\r"),
                '\x07' => out.push_str("\\a"),
                '\x08' => out.push_str("\\b"),
                '\x0b' => out.push_str("\\v"),
                '\x0c' => out.push_str("\\f"),
                c if c < ' ' || c == '\x7f' => out.push_str(&format!("\\x{:02x}", u32::from(c))),
                c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
                c => out.push(c),
            }
        }
        for byte in chunk.invalid() {
            out.push_str(&format!("\\x{byte:02x}"));
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use goslice_syntax::ast::LiteralKind;

    #[test]
    fn numbers_are_shown_with_six_digits() {
        let show = |text| Const::from_number(LiteralKind::Float, text).expect("a number").short();
        assert_eq!(show("1.5"), "1.5");
        assert_eq!(show("1e100"), "1e+100");
        assert_eq!(show("3.14159265358979"), "3.14159");
        assert_eq!(show("0.00001"), "1e-05");
        assert_eq!(show("123456.0"), "123456");
        assert_eq!(show("1234567.0"), "1.23457e+06");
        assert_eq!(show("1e400"), "1e+400");
    }

    #[test]
    fn strings_are_quoted_and_cut() {
        assert_eq!(Const::String(b"a\"\n\xff".as_slice().into()).short(), r#""a\"\n\xff""#);
        assert_eq!(Const::String(vec![b'x'; 100].into()).short().len(), 72);
    }
}
