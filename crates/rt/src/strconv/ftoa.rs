//! Floating-point numbers as text: what `strconv.FormatFloat` gives for each format, precision and width.
//!
//! Digits come from Rust's formatting, whose shortest form has as many digits as Go's (the fewest that read back) and whose
//! fixed precisions are exact; the layout is Go's.

use std::fmt::Write;

/// Digits beyond these are zeros for every float64, so that huge precisions need no huge exact computation.
const MAX_SIGNIFICANT: usize = 800;
const MAX_FRACTION: usize = 1100;

/// The decimal digits `0.d1d2d3... * 10^point`, without trailing zeros unless asked for.
struct Digits {
    digits: Vec<u8>,
    point: i32,
}

/// Appends `value` in `format` (one of `b e E f g G x X`) to `out`. A negative `precision` asks for the fewest digits that
/// read back as the same number of `bits` (32 or 64).
pub(crate) fn append_float(out: &mut Vec<u8>, value: f64, format: u8, precision: i64, bits: i64) {
    let precision = usize::try_from(precision).ok();
    let value = if bits == 32 { f64::from(value as f32) } else { value };
    if value.is_nan() {
        out.extend_from_slice(b"NaN");
        return;
    }
    if value.is_infinite() {
        out.extend_from_slice(if value < 0.0 { b"-Inf" } else { b"+Inf" });
        return;
    }
    match format {
        b'b' => return append_binary(out, value, bits),
        b'x' | b'X' => return append_hex(out, value, format, precision, bits),
        b'e' | b'E' | b'f' | b'g' | b'G' => {}
        _ => {
            out.extend_from_slice(&[b'%', format]);
            return;
        }
    }
    if value.is_sign_negative() {
        out.push(b'-');
    }
    let value = value.abs();
    let Some(precision) = precision else {
        let digits = shortest(value, bits);
        let n_digits = digits.digits.len();
        match format {
            b'f' => append_fixed(out, &digits, fraction(&digits)),
            b'e' | b'E' => append_exponent(out, &digits, n_digits.saturating_sub(1), format),
            // The shortest form has as many digits as it needs; whether an exponent is used is decided as for 6.
            _ => append_general(out, &digits, 6, n_digits, format),
        }
        return;
    };
    match format {
        b'f' => {
            let exact = precision.min(MAX_FRACTION);
            let mut text = Text(out);
            write!(text, "{value:.exact$}").expect("writing to memory");
            out.resize(out.len() + (precision - exact), b'0');
        }
        b'e' | b'E' => append_exponent(out, &rounded(value, precision + 1), precision, format),
        _ => {
            let precision = precision.max(1);
            let mut digits = rounded(value, precision);
            trim(&mut digits.digits);
            let n_digits = digits.digits.len();
            let threshold =
                if precision > n_digits && n_digits as i64 >= i64::from(digits.point) { n_digits } else { precision };
            append_general(out, &digits, threshold as i32, precision, format);
        }
    }
}

/// Lets `write!` append to bytes.
struct Text<'a>(&'a mut Vec<u8>);

impl Write for Text<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

/// The fewest digits that read back, nearest to the value. Of two that are equally near, Go takes the even one, Rust the
/// greater.
fn shortest(value: f64, bits: i64) -> Digits {
    let mut text = Vec::with_capacity(32);
    if bits == 32 { write!(Text(&mut text), "{:e}", value as f32) } else { write!(Text(&mut text), "{value:e}") }
        .expect("writing to memory");
    let digits = parse(&text, value == 0.0);
    if digits.digits.last().is_none_or(|digit| digit & 1 == 0) {
        return digits;
    }
    text.clear();
    let after_first = digits.digits.len() - 1;
    write!(Text(&mut text), "{value:.after_first$e}").expect("writing to memory");
    let read = std::str::from_utf8(&text).expect("ASCII");
    let same = if bits == 32 { read.parse() == Ok(value as f32) } else { read.parse() == Ok(value) };
    if same { parse(&text, false) } else { digits }
}

/// `n_digits` significant digits, exactly rounded, ties to even.
fn rounded(value: f64, n_digits: usize) -> Digits {
    let mut text = Vec::with_capacity(32);
    let after_first = n_digits.min(MAX_SIGNIFICANT) - 1;
    write!(Text(&mut text), "{value:.after_first$e}").expect("writing to memory");
    parse(&text, value == 0.0)
}

/// Reads `d.ddde-x`. Zero has no digits and its point at 0.
fn parse(text: &[u8], zero: bool) -> Digits {
    if zero {
        return Digits { digits: Vec::new(), point: 0 };
    }
    let at = text.iter().position(|&byte| byte == b'e').expect("an exponent");
    let digits = text[..at].iter().copied().filter(|&byte| byte != b'.').collect();
    let exponent: i32 = std::str::from_utf8(&text[at + 1..]).expect("ASCII").parse().expect("an exponent");
    Digits { digits, point: exponent + 1 }
}

fn trim(digits: &mut Vec<u8>) {
    while digits.last() == Some(&b'0') {
        digits.pop();
    }
}

/// Digits after the decimal point that `digits` has.
fn fraction(digits: &Digits) -> usize {
    (digits.digits.len() as i64 - i64::from(digits.point)).max(0) as usize
}

/// `%g`: an exponent when it is below -4 or at least `threshold`, else fixed; at most `precision` digits.
fn append_general(out: &mut Vec<u8>, digits: &Digits, threshold: i32, precision: usize, format: u8) {
    let exponent = digits.point - 1;
    if exponent < -4 || exponent >= threshold {
        let after_first = precision.min(digits.digits.len()).saturating_sub(1);
        append_exponent(out, digits, after_first, format + b'e' - b'g');
    } else {
        append_fixed(out, digits, fraction(digits));
    }
}

/// `%e`: `-d.dddde±dd` with `after_point` digits behind the point.
fn append_exponent(out: &mut Vec<u8>, digits: &Digits, after_point: usize, format: u8) {
    let digit = |at: usize| digits.digits.get(at).copied().unwrap_or(b'0');
    out.push(digit(0));
    if after_point > 0 {
        out.push(b'.');
        out.extend((1..=after_point).map(digit));
    }
    let exponent = if digits.digits.is_empty() { 0 } else { digits.point - 1 };
    out.extend_from_slice(&[format, if exponent < 0 { b'-' } else { b'+' }]);
    write!(Text(out), "{:02}", exponent.unsigned_abs()).expect("writing to memory");
}

/// `%f`: `-ddd.ddd` with `after_point` digits behind the point.
fn append_fixed(out: &mut Vec<u8>, digits: &Digits, after_point: usize) {
    let digit = |at: i64| usize::try_from(at).ok().and_then(|at| digits.digits.get(at)).copied().unwrap_or(b'0');
    if digits.point > 0 {
        out.extend((0..i64::from(digits.point)).map(digit));
    } else {
        out.push(b'0');
    }
    if after_point > 0 {
        out.push(b'.');
        let from = i64::from(digits.point);
        out.extend((from..from + after_point as i64).map(|at| if at < 0 { b'0' } else { digit(at) }));
    }
}

/// Mantissa and exponent of the representation, `mantissa * 2^exponent`, with the number of mantissa bits after the first.
fn decompose(value: f64, bits: i64) -> (u64, i32, u32) {
    let (raw, mantissa_bits, bias) = if bits == 32 {
        (u64::from((value as f32).to_bits() & 0x7FFF_FFFF), 23, 127)
    } else {
        (value.to_bits() & (u64::MAX >> 1), 52, 1023)
    };
    let mantissa = raw & ((1 << mantissa_bits) - 1);
    let exponent = (raw >> mantissa_bits) as i32;
    // Exponent 0 marks numbers without the implied leading bit.
    let (mantissa, exponent) = if exponent == 0 { (mantissa, 1) } else { (mantissa | 1 << mantissa_bits, exponent) };
    (mantissa, exponent - bias, mantissa_bits)
}

/// `%b`: `-ddddp±ddd`, mantissa and exponent in decimal.
fn append_binary(out: &mut Vec<u8>, value: f64, bits: i64) {
    let (mantissa, exponent, mantissa_bits) = decompose(value, bits);
    let sign = if value.is_sign_negative() { "-" } else { "" };
    write!(Text(out), "{sign}{mantissa}p{:+}", exponent - mantissa_bits as i32).expect("writing to memory");
}

/// `%x`: `-0x1.yyyyyyyyp±ddd`.
fn append_hex(out: &mut Vec<u8>, value: f64, format: u8, precision: Option<usize>, bits: i64) {
    let (mantissa, mut exponent, mantissa_bits) = decompose(value, bits);
    // The leading bit goes to bit 60, so that fifteen hexadecimal digits follow.
    let mut mantissa = mantissa << (60 - mantissa_bits);
    if mantissa == 0 {
        exponent = 0;
    } else {
        while mantissa & (1 << 60) == 0 {
            mantissa <<= 1;
            exponent -= 1;
        }
    }
    if let Some(precision) = precision.filter(|&precision| precision < 15) {
        let shift = precision as u32 * 4;
        let rest = (mantissa << shift) & ((1 << 60) - 1);
        mantissa >>= 60 - shift;
        // Half to even.
        if rest | (mantissa & 1) > 1 << 59 {
            mantissa += 1;
        }
        mantissa <<= 60 - shift;
        if mantissa & (1 << 61) != 0 {
            mantissa >>= 1;
            exponent += 1;
        }
    }
    let digits: &[u8; 16] = if format == b'X' { b"0123456789ABCDEF" } else { b"0123456789abcdef" };
    if value.is_sign_negative() {
        out.push(b'-');
    }
    out.extend_from_slice(&[b'0', format, b'0' + (mantissa >> 60 & 1) as u8]);
    mantissa <<= 4;
    if precision.map_or(mantissa != 0, |precision| precision > 0) {
        out.push(b'.');
    }
    let mut n_digits = 0;
    while precision.map_or(mantissa != 0, |precision| n_digits < precision) {
        out.push(digits[(mantissa >> 60) as usize]);
        mantissa <<= 4;
        n_digits += 1;
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    write!(Text(out), "{}{sign}{:02}", if format == b'X' { 'P' } else { 'p' }, exponent.unsigned_abs())
        .expect("writing to memory");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn float(value: f64, format: u8, precision: i64, bits: i64) -> String {
        let mut out = Vec::new();
        append_float(&mut out, value, format, precision, bits);
        String::from_utf8(out).expect("ASCII")
    }

    #[test]
    fn agrees_with_recorded_results() {
        let mut n_rows = 0;
        for line in include_str!("testdata/ftoa.tsv").lines() {
            let columns: Vec<&str> = line.split('\t').collect();
            let value = f64::from_bits(u64::from_str_radix(columns[0], 16).expect("bits"));
            let precision = columns[2].parse().expect("precision");
            let bits = columns[3].parse().expect("bits");
            let got = float(value, columns[1].as_bytes()[0], precision, bits);
            assert_eq!(got, columns[4], "{line}");
            n_rows += 1;
        }
        assert!(n_rows > 1000);
    }

    proptest! {
        #[test]
        fn shortest_reads_back(raw: u64) {
            let value = f64::from_bits(raw);
            prop_assume!(value.is_finite());
            for format in *b"efgEG" {
                prop_assert_eq!(float(value, format, -1, 64).parse::<f64>().expect("a number").to_bits(), raw);
            }
        }

        #[test]
        fn shortest_of_32_bits_reads_back(raw: u32) {
            let value = f32::from_bits(raw);
            prop_assume!(value.is_finite());
            let text = float(f64::from(value), b'g', -1, 32);
            prop_assert_eq!(text.parse::<f32>().expect("a number").to_bits(), raw);
        }
    }
}
