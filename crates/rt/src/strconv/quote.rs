//! Go's quoting of strings and runes, and what counts as printable.

use super::utf8::{self, MAX_RUNE, RUNE_ERROR};
pub(crate) use crate::unicode::is_print;

/// Which runes a quoted form keeps as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    Printable,
    Ascii,
    /// Also spaces other than U+0020.
    Graphic,
}

/// Whether `rune` is printable or a space, as `strconv.IsGraphic` has it.
pub(crate) fn is_graphic(rune: u32) -> bool {
    is_print(rune) || matches!(rune, 0xA0 | 0x1680 | 0x2000..=0x200A | 0x202F | 0x205F | 0x3000)
}

/// Whether `text` can be written between back quotes on one line.
pub(crate) fn can_backquote(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        let (rune, width) = utf8::decode(&text[at..]);
        at += width;
        let refused = match rune {
            RUNE_ERROR => width == 1,
            0xFEFF | 0x7F => true,
            _ => rune < 0x20 && rune != 0x09 || rune == u32::from(b'`'),
        };
        if refused {
            return false;
        }
    }
    true
}

/// Appends `text` as a Go string literal in double quotes.
pub(crate) fn append_quoted(out: &mut Vec<u8>, text: &[u8], keep: Keep) {
    out.push(b'"');
    let mut at = 0;
    while at < text.len() {
        let (rune, width) = utf8::decode(&text[at..]);
        if rune == RUNE_ERROR && width == 1 {
            append_hex(out, b"\\x", u32::from(text[at]), 2);
        } else {
            append_escaped(out, rune, b'"', keep);
        }
        at += width;
    }
    out.push(b'"');
}

/// Appends `rune` as a Go rune literal; what is not a rune becomes U+FFFD.
pub(crate) fn append_quoted_rune(out: &mut Vec<u8>, rune: u32, keep: Keep) {
    let rune = if char::from_u32(rune).is_some() { rune } else { RUNE_ERROR };
    out.push(b'\'');
    append_escaped(out, rune, b'\'', keep);
    out.push(b'\'');
}

fn append_escaped(out: &mut Vec<u8>, rune: u32, quote: u8, keep: Keep) {
    if rune == u32::from(quote) || rune == u32::from(b'\\') {
        out.extend_from_slice(&[b'\\', rune as u8]);
        return;
    }
    let kept = match keep {
        Keep::Ascii => rune < 0x80 && is_print(rune),
        Keep::Printable => is_print(rune),
        Keep::Graphic => is_graphic(rune),
    };
    if kept {
        utf8::append(out, rune);
        return;
    }
    let short: &[u8] = match rune {
        0x07 => b"\\a",
        0x08 => b"\\b",
        0x0C => b"\\f",
        0x0A => b"\\n",
        0x0D => b"\\r",
        0x09 => b"\\t",
        0x0B => b"\\v",
        0..=0x1F | 0x7F => return append_hex(out, b"\\x", rune, 2),
        0x1_0000..=MAX_RUNE => return append_hex(out, b"\\U", rune, 8),
        _ => return append_hex(out, b"\\u", rune, 4),
    };
    out.extend_from_slice(short);
}

fn append_hex(out: &mut Vec<u8>, prefix: &[u8], value: u32, n_digits: u32) {
    out.extend_from_slice(prefix);
    out.extend((0..n_digits).rev().map(|at| b"0123456789abcdef"[(value >> (at * 4) & 0xF) as usize]));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &[u8], keep: Keep) -> String {
        let mut out = Vec::new();
        append_quoted(&mut out, text, keep);
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn quotes_as_go_does() {
        assert_eq!(
            quoted("a\"\\\n\t\x07\x00\x7fé☺\u{feff}\u{10ffff}".as_bytes(), Keep::Printable),
            r#""a\"\\\n\t\a\x00\x7fé☺\ufeff\U0010ffff""#
        );
        assert_eq!(quoted("é☺\u{1f600}\u{a0}".as_bytes(), Keep::Ascii), r#""\u00e9\u263a\U0001f600\u00a0""#);
        assert_eq!(quoted("\u{a0}".as_bytes(), Keep::Graphic), "\"\u{a0}\"");
        assert_eq!(quoted(b"a\xffb\xe2\x82", Keep::Printable), r#""a\xffb\xe2\x82""#);
        assert_eq!(quoted("\u{fffd}".as_bytes(), Keep::Printable), "\"\u{fffd}\"");
    }

    #[test]
    fn quotes_runes() {
        let quoted = |rune, keep| {
            let mut out = Vec::new();
            append_quoted_rune(&mut out, rune, keep);
            String::from_utf8(out).expect("UTF-8")
        };
        assert_eq!(quoted(u32::from('\''), Keep::Printable), r"'\''");
        assert_eq!(quoted(u32::from('"'), Keep::Printable), "'\"'");
        assert_eq!(quoted(0xD800, Keep::Printable), "'\u{fffd}'");
        assert_eq!(quoted(0x1F600, Keep::Ascii), r"'\U0001f600'");
    }

    #[test]
    fn backquotes_only_what_fits() {
        assert!(can_backquote("a\t\"é".as_bytes()));
        for text in [&b"`"[..], b"\n", b"\xff", b"\x7f", "\u{feff}".as_bytes()] {
            assert!(!can_backquote(text));
        }
    }
}
