//! Conversions of numbers and quoting: what Go's package strconv and fmt share.

#![allow(unsafe_code, reason = "reads and writes Go values")]

mod atof;
pub(crate) mod ftoa;
pub(crate) mod quote;
pub(crate) mod utf8;

use crate::value;
use atof::Failure;
use goslice_abi::g::G;
use goslice_abi::layout::{Pair, Str};
use quote::Keep;

/// A string on the Go heap as a result.
pub(crate) unsafe fn string_result(g: *mut G, bytes: &[u8]) -> Pair {
    // SAFETY: `g` is live.
    let text = unsafe { value::new_string(g, bytes) };
    Pair(text.ptr.addr() as u64, text.len as u64)
}

/// `strconv.FormatFloat(f, fmt, prec, bits)`
pub(crate) unsafe fn strconv_format_float(g: *mut G, f: f64, format: u8, precision: i64, bits: i64) -> Pair {
    let mut text = Vec::with_capacity(32);
    ftoa::append_float(&mut text, f, format, precision, bits);
    // SAFETY: `g` is live.
    unsafe { string_result(g, &text) }
}

/// `strconv.parseFloat(s, bits) (f float64, failure int)`: 0 is success, 1 a syntax error, 2 out of range.
pub(crate) unsafe fn strconv_parse_float(_g: *mut G, s: *mut u8, s_len: i64, bits: i64, out: *mut u8) {
    // SAFETY: a string, and room for two words.
    unsafe {
        let (value, failure) = atof::parse_float(Str { ptr: s, len: s_len }.bytes(), bits);
        out.cast::<f64>().write(value);
        out.cast::<i64>().add(1).write(match failure {
            None => 0,
            Some(Failure::Syntax) => 1,
            Some(Failure::Range) => 2,
        });
    }
}

/// `strconv.quoteWith(s, keep)`: keep 0 what is printable, 1 only ASCII, 2 also other spaces.
pub(crate) unsafe fn strconv_quote(g: *mut G, s: *mut u8, s_len: i64, keep: i64) -> Pair {
    let mut text = Vec::with_capacity(s_len as usize + 2);
    // SAFETY: a string.
    unsafe {
        quote::append_quoted(&mut text, Str { ptr: s, len: s_len }.bytes(), keep_of(keep));
        string_result(g, &text)
    }
}

/// `strconv.quoteRuneWith(r, keep)`
pub(crate) unsafe fn strconv_quote_rune(g: *mut G, rune: i32, keep: i64) -> Pair {
    let mut text = Vec::with_capacity(12);
    quote::append_quoted_rune(&mut text, rune as u32, keep_of(keep));
    // SAFETY: `g` is live.
    unsafe { string_result(g, &text) }
}

fn keep_of(keep: i64) -> Keep {
    match keep {
        1 => Keep::Ascii,
        2 => Keep::Graphic,
        _ => Keep::Printable,
    }
}

/// `strconv.CanBackquote(s)`
pub(crate) unsafe fn strconv_can_backquote(s: *mut u8, s_len: i64) -> u8 {
    // SAFETY: a string.
    unsafe { quote::can_backquote(Str { ptr: s, len: s_len }.bytes()).into() }
}

/// `strconv.IsPrint(r)`
pub(crate) unsafe fn strconv_is_print(rune: i32) -> u8 {
    quote::is_print(rune as u32).into()
}

/// `strconv.IsGraphic(r)`
pub(crate) unsafe fn strconv_is_graphic(rune: i32) -> u8 {
    quote::is_graphic(rune as u32).into()
}
