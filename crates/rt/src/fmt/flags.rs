//! Flags, width and precision of one verb, and writing text and numbers under them.

use crate::strconv::ftoa;
use crate::strconv::quote::{self, Keep};
use crate::strconv::utf8::{self, MAX_RUNE, RUNE_ERROR};

pub(super) const LOWER: &[u8; 16] = b"0123456789abcdef";
pub(super) const UPPER: &[u8; 16] = b"0123456789ABCDEF";

/// What stands between `%` and the verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flags {
    pub(super) width: Option<usize>,
    pub(super) precision: Option<usize>,
    pub(super) minus: bool,
    pub(super) plus: bool,
    pub(super) sharp: bool,
    pub(super) space: bool,
    pub(super) zero: bool,
    /// `%+v` and `%#v` change the verb's meaning: there the flag is here instead of in `plus` and `sharp`.
    pub(super) plus_v: bool,
    pub(super) sharp_v: bool,
}

impl Flags {
    fn without_zero(self) -> Flags {
        Flags { zero: false, ..self }
    }

    /// `%v` with `+` or `#`.
    pub(super) fn as_verb_v(&mut self) {
        self.sharp_v = self.sharp;
        self.sharp = false;
        self.plus_v = self.plus;
        self.plus = false;
    }

    fn fill(self, out: &mut Vec<u8>, n: usize) {
        // Zeros go only to the left.
        let byte = if self.zero && !self.minus { b'0' } else { b' ' };
        out.resize(out.len() + n, byte);
    }

    /// Appends `text`, filled up to the width.
    pub(super) fn pad(self, out: &mut Vec<u8>, text: &[u8]) {
        let Some(width) = self.width else {
            out.extend_from_slice(text);
            return;
        };
        let fill = width.saturating_sub(utf8::count(text));
        if self.minus {
            out.extend_from_slice(text);
            self.fill(out, fill);
        } else {
            self.fill(out, fill);
            out.extend_from_slice(text);
        }
    }

    /// `%t`
    pub(super) fn boolean(self, out: &mut Vec<u8>, value: bool) {
        self.pad(out, if value { b"true" } else { b"false" });
    }

    /// An integer in `base`; a signed one comes as its bits. `verb` is `O` for the prefix `0o`.
    pub(super) fn integer(self, out: &mut Vec<u8>, bits: u64, base: u64, signed: bool, verb: char, digits: &[u8; 16]) {
        let negative = signed && (bits as i64) < 0;
        let mut rest = if negative { bits.wrapping_neg() } else { bits };
        // Two ways to ask for leading zeros: %.3d and %03d.
        let mut n_min = 0;
        if let Some(precision) = self.precision {
            n_min = precision;
            if precision == 0 && rest == 0 {
                self.without_zero().fill(out, self.width.unwrap_or(0));
                return;
            }
        } else if self.zero
            && !self.minus
            && let Some(width) = self.width
        {
            n_min = width;
            if negative || self.plus || self.space {
                n_min = n_min.saturating_sub(1);
            }
        }
        // Digits from the last to the first.
        let mut text = [0; 72];
        let mut from = text.len();
        loop {
            from -= 1;
            text[from] = digits[(rest % base) as usize];
            rest /= base;
            if rest == 0 {
                break;
            }
        }
        let n_zeros = n_min.saturating_sub(text.len() - from);
        let leading_zero = n_zeros > 0 || text[from] == b'0';
        let mut prefix = [0; 6];
        let mut n_prefix = 0;
        let mut push = |byte| {
            prefix[n_prefix] = byte;
            n_prefix += 1;
        };
        if negative {
            push(b'-');
        } else if self.plus {
            push(b'+');
        } else if self.space {
            push(b' ');
        }
        if verb == 'O' {
            push(b'0');
            push(b'o');
        }
        if self.sharp {
            match base {
                2 => {
                    push(b'0');
                    push(b'b');
                }
                8 if !leading_zero => push(b'0'),
                16 => {
                    push(b'0');
                    push(if digits[10] == b'A' { b'X' } else { b'x' });
                }
                _ => {}
            }
        }
        let body = &text[from..];
        let fill = self.width.unwrap_or(0).saturating_sub(n_prefix + n_zeros + body.len());
        if !self.minus {
            out.resize(out.len() + fill, b' ');
        }
        out.extend_from_slice(&prefix[..n_prefix]);
        out.resize(out.len() + n_zeros, b'0');
        out.extend_from_slice(body);
        if self.minus {
            out.resize(out.len() + fill, b' ');
        }
    }

    /// `%U`: `U+0078`, with `#` also `'x'`.
    pub(super) fn unicode(self, out: &mut Vec<u8>, bits: u64) {
        let mut text = b"U+".to_vec();
        let n_min = self.precision.unwrap_or(0).max(4);
        let hex = format!("{bits:X}");
        text.resize(text.len() + n_min.saturating_sub(hex.len()), b'0');
        text.extend_from_slice(hex.as_bytes());
        if self.sharp && bits <= u64::from(MAX_RUNE) && quote::is_print(bits as u32) {
            text.extend_from_slice(b" '");
            utf8::append(&mut text, bits as u32);
            text.push(b'\'');
        }
        self.without_zero().pad(out, &text);
    }

    /// `%c`
    pub(super) fn rune(self, out: &mut Vec<u8>, bits: u64) {
        let mut text = Vec::with_capacity(4);
        utf8::append(&mut text, rune_of(bits));
        self.pad(out, &text);
    }

    /// `%q` of an integer
    pub(super) fn quoted_rune(self, out: &mut Vec<u8>, bits: u64) {
        let mut text = Vec::with_capacity(12);
        quote::append_quoted_rune(&mut text, rune_of(bits), self.keep());
        self.pad(out, &text);
    }

    fn keep(self) -> Keep {
        if self.plus { Keep::Ascii } else { Keep::Printable }
    }

    fn truncated(self, text: &[u8]) -> &[u8] {
        match self.precision {
            Some(n_runes) => utf8::prefix(text, n_runes),
            None => text,
        }
    }

    /// `%s`
    pub(super) fn text(self, out: &mut Vec<u8>, text: &[u8]) {
        self.pad(out, self.truncated(text));
    }

    /// `%q` of a text
    pub(super) fn quoted(self, out: &mut Vec<u8>, text: &[u8]) {
        let text = self.truncated(text);
        let mut quoted = Vec::with_capacity(text.len() + 2);
        if self.sharp && quote::can_backquote(text) {
            quoted.push(b'`');
            quoted.extend_from_slice(text);
            quoted.push(b'`');
        } else {
            quote::append_quoted(&mut quoted, text, self.keep());
        }
        self.pad(out, &quoted);
    }

    /// `%x` of a text
    pub(super) fn hex(self, out: &mut Vec<u8>, text: &[u8], digits: &[u8; 16]) {
        let text = &text[..self.precision.unwrap_or(text.len()).min(text.len())];
        if text.is_empty() {
            self.fill(out, self.width.unwrap_or(0));
            return;
        }
        let mut n_bytes = 2 * text.len();
        if self.space {
            if self.sharp {
                n_bytes *= 2;
            }
            n_bytes += text.len() - 1;
        } else if self.sharp {
            n_bytes += 2;
        }
        let fill = self.width.unwrap_or(0).saturating_sub(n_bytes);
        if !self.minus {
            self.fill(out, fill);
        }
        let x = if digits[10] == b'A' { b'X' } else { b'x' };
        for (at, byte) in text.iter().enumerate() {
            if self.space && at > 0 {
                out.push(b' ');
            }
            if self.sharp && (self.space || at == 0) {
                out.extend_from_slice(&[b'0', x]);
            }
            out.extend_from_slice(&[digits[usize::from(byte >> 4)], digits[usize::from(byte & 0xF)]]);
        }
        if self.minus {
            self.fill(out, fill);
        }
    }

    /// A floating-point number in `format`, one of strconv's, with `precision` when none is given.
    pub(super) fn float(self, out: &mut Vec<u8>, value: f64, bits: i64, format: u8, precision: i64) {
        let precision = self.precision.map_or(precision, |precision| precision as i64);
        // The sign always has the first byte, to be left out in the end.
        let mut number = vec![b'+'];
        ftoa::append_float(&mut number, value, format, precision, bits);
        if matches!(number[1], b'+' | b'-') {
            number.remove(0);
        }
        if self.space && number[0] == b'+' && !self.plus {
            number[0] = b' ';
        }
        if matches!(number[1], b'I' | b'N') {
            let unsigned = number[1] == b'N' && !self.space && !self.plus;
            self.without_zero().pad(out, &number[usize::from(unsigned)..]);
            return;
        }
        if self.sharp && format != b'b' {
            keep_point(&mut number, format, precision);
        }
        if !self.plus && number[0] == b'+' {
            self.pad(out, &number[1..]);
        } else if self.zero && !self.minus && self.width.is_some_and(|width| width > number.len()) {
            // The sign goes before the zeros.
            out.push(number[0]);
            self.fill(out, self.width.unwrap_or(0) - number.len());
            out.extend_from_slice(&number[1..]);
        } else {
            self.pad(out, &number);
        }
    }
}

/// What `#` does to a number: it has a decimal point, and for `%g` keeps its zeros.
fn keep_point(number: &mut Vec<u8>, format: u8, precision: i64) {
    let hexadecimal = matches!(format, b'x' | b'X');
    let mut digits = match format {
        b'g' | b'G' | b'x' if precision < 0 => 6,
        b'g' | b'G' | b'x' => precision,
        _ => 0,
    };
    let mut has_point = false;
    let mut significant = false;
    let mut tail_at = number.len();
    for (at, &byte) in number.iter().enumerate().skip(1) {
        match byte {
            b'.' => has_point = true,
            b'p' | b'P' => {
                tail_at = at;
                break;
            }
            b'e' | b'E' if !hexadecimal => {
                tail_at = at;
                break;
            }
            _ => {
                significant |= byte != b'0';
                digits -= i64::from(significant);
            }
        }
    }
    let tail = number.split_off(tail_at);
    if !has_point {
        // A lone leading zero counts once.
        if number.len() == 2 && number[1] == b'0' {
            digits -= 1;
        }
        number.push(b'.');
    }
    number.resize(number.len() + usize::try_from(digits).unwrap_or(0), b'0');
    number.extend_from_slice(&tail);
}

fn rune_of(bits: u64) -> u32 {
    u32::try_from(bits).ok().filter(|&rune| rune <= MAX_RUNE).unwrap_or(RUNE_ERROR)
}
