//! The values of string and rune literals.
//!
//! The lexer has already complained about malformed literals; here every text has some value.

/// The bytes that a string literal (with its quotes or backquotes) stands for.
pub fn unquote_string(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(b'`') => {
            let end = if bytes.len() > 1 && bytes.ends_with(b"`") { bytes.len() - 1 } else { bytes.len() };
            // Carriage returns are not part of a raw string's value.
            bytes[1..end].iter().copied().filter(|b| *b != b'\r').collect()
        }
        Some(b'"') => {
            let mut rest = &text[1..];
            let mut out = Vec::with_capacity(rest.len());
            while !rest.is_empty() && rest != "\"" {
                let (unit, after) = unquote_unit(rest);
                match unit {
                    Unit::Byte(byte) => out.push(byte),
                    Unit::Rune(rune) => push_rune(&mut out, rune),
                }
                rest = after;
            }
            out
        }
        _ => bytes.to_vec(),
    }
}

/// The code point that a rune literal (with its quotes) stands for.
pub fn rune_value(text: &str) -> i32 {
    let body = text.strip_prefix('\'').unwrap_or(text);
    if body.is_empty() || body == "'" {
        return 0;
    }
    match unquote_unit(body).0 {
        Unit::Byte(byte) => i32::from(byte),
        Unit::Rune(rune) => rune as i32,
    }
}

/// What one character or escape stands for: octal and hexadecimal escapes are bytes, the rest code points.
enum Unit {
    Byte(u8),
    Rune(u32),
}

/// The first character or escape of `text`, which is not empty, and what follows it.
fn unquote_unit(text: &str) -> (Unit, &str) {
    let mut chars = text.chars();
    let first = chars.next().unwrap_or('\0');
    if first != '\\' {
        return (Unit::Rune(u32::from(first)), chars.as_str());
    }
    let Some(escape) = chars.next() else {
        return (Unit::Byte(b'\\'), "");
    };
    let after = chars.as_str();
    let simple = |byte| (Unit::Byte(byte), after);
    match escape {
        'a' => simple(7),
        'b' => simple(8),
        'f' => simple(12),
        'n' => simple(b'\n'),
        'r' => simple(b'\r'),
        't' => simple(b'\t'),
        'v' => simple(11),
        '0'..='7' => {
            let (value, after) = digits(&text[1..], 3, 8);
            (Unit::Byte(value as u8), after)
        }
        'x' => {
            let (value, after) = digits(after, 2, 16);
            (Unit::Byte(value as u8), after)
        }
        'u' => {
            let (value, after) = digits(after, 4, 16);
            (Unit::Rune(value), after)
        }
        'U' => {
            let (value, after) = digits(after, 8, 16);
            (Unit::Rune(value), after)
        }
        other => (Unit::Rune(u32::from(other)), after),
    }
}

/// Up to `count` digits of `base` at the start of `text`, and what follows them.
fn digits(text: &str, count: usize, base: u32) -> (u32, &str) {
    let mut value: u32 = 0;
    let mut end = 0;
    for c in text.chars().take(count) {
        let Some(digit) = c.to_digit(base) else { break };
        value = value.wrapping_mul(base).wrapping_add(digit);
        end += 1;
    }
    (value, &text[end..])
}

/// Appends the UTF-8 form of `rune`, of U+FFFD when it has none.
fn push_rune(out: &mut Vec<u8>, rune: u32) {
    let c = char::from_u32(rune).unwrap_or(char::REPLACEMENT_CHARACTER);
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_give_bytes_or_code_points() {
        assert_eq!(unquote_string(r#""a\xff\377é\n""#), b"a\xff\xff\xc3\xa9\n");
        assert_eq!(unquote_string(r#""\U0001F600\"""#), "😀\"".as_bytes());
        assert_eq!(unquote_string("`a\r\n\\n`"), b"a\n\\n");
        assert_eq!(unquote_string("\"\""), b"");
    }

    #[test]
    fn rune_literals_have_their_code_point() {
        assert_eq!(rune_value("'a'"), 97);
        assert_eq!(rune_value(r"'\''"), 39);
        assert_eq!(rune_value(r"'\xff'"), 255);
        assert_eq!(rune_value("'世'"), 0x4e16);
        assert_eq!(rune_value(r"'\U0010FFFF'"), 0x10ffff);
    }

    #[test]
    fn malformed_literals_still_have_a_value() {
        for text in ["", "\"", "`", "'", "\"\\", "'\\x", "\"\\u12", "\"\\8\"", "''"] {
            unquote_string(text);
            rune_value(text);
        }
    }
}
