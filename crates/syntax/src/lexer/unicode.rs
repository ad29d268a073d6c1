//! Character classes of identifiers, and characters as Go's `%q` and `%#U` show them.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Whether `c` is a letter as identifiers need it (Unicode's L categories).
pub(crate) fn is_letter(c: char) -> bool {
    c.general_category_group() == GeneralCategoryGroup::Letter
}

/// Whether `c` is a decimal digit of any script (Unicode's Nd).
pub(crate) fn is_digit(c: char) -> bool {
    c.general_category() == GeneralCategory::DecimalNumber
}

/// Whether Go shows `c` as itself: graphic characters, of the spaces only the ASCII one.
pub(crate) fn is_printable(c: char) -> bool {
    use GeneralCategoryGroup::*;
    c == ' ' || matches!(c.general_category_group(), Letter | Mark | Number | Punctuation | Symbol)
}

/// `c` as `%#U` shows it: `U+0040 '@'`.
pub(crate) fn code_point(c: char) -> String {
    let value = u32::from(c);
    if is_printable(c) { format!("U+{value:04X} '{c}'") } else { format!("U+{value:04X}") }
}

/// A code point that need not be a character, as `%#U` shows it.
pub(crate) fn any_code_point(value: u32) -> String {
    char::from_u32(value).map_or_else(|| format!("U+{value:04X}"), code_point)
}

/// `c` as `%q` shows it: `'\n'`, `'世'`.
pub(crate) fn quoted(c: char) -> String {
    let body = match c {
        '\x07' => "\\a".to_owned(),
        '\x08' => "\\b".to_owned(),
        '\x0c' => "\\f".to_owned(),
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        '\x0b' => "\\v".to_owned(),
        '\\' => "\\\\".to_owned(),
        '\'' => "\\'".to_owned(),
        c if is_printable(c) => c.to_string(),
        c => match u32::from(c) {
            value @ (..0x20 | 0x7f) => format!("\\x{value:02x}"),
            value @ 0x20..0x10000 => format!("\\u{value:04x}"),
            value => format!("\\U{value:08x}"),
        },
    };
    format!("'{body}'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_shown_as_go_shows_them() {
        assert_eq!(code_point('@'), "U+0040 '@'");
        assert_eq!(code_point('\x01'), "U+0001");
        assert_eq!(any_code_point(0xd800), "U+D800");
        assert_eq!(any_code_point(0x110000), "U+110000");
        assert_eq!(quoted('\''), r"'\''");
        assert_eq!(quoted('\u{a0}'), r"'\u00a0'");
        assert_eq!(quoted('\x01'), r"'\x01'");
    }
}
