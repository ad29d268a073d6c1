//! Rune and string literals.

use super::{Lexer, radix_name, unicode};
use crate::ast::LiteralKind;

impl Lexer<'_> {
    /// Reads a rune literal; the current character is its opening quote.
    pub(super) fn rune_literal(&mut self) {
        let mut ok = true;
        let mut length = 0;
        self.advance();
        loop {
            match self.ch() {
                '\'' => {
                    if ok && length == 0 {
                        self.errors.push(self.cursor.at(), "empty rune literal or unescaped '");
                        ok = false;
                    } else if ok && length != 1 {
                        self.errors.push(self.start, "more than one character in rune literal");
                        ok = false;
                    }
                    self.advance();
                    break;
                }
                '\\' => {
                    self.advance();
                    ok &= self.escape('\'');
                }
                '\n' => {
                    if ok {
                        self.errors.push(self.cursor.at(), "newline in rune literal");
                        ok = false;
                    }
                    break;
                }
                '\0' => {
                    if ok {
                        self.errors.push(self.start, "rune literal not terminated");
                        ok = false;
                    }
                    break;
                }
                _ => self.advance(),
            }
            length += 1;
        }
        self.literal(LiteralKind::Char, ok);
    }

    /// Reads an interpreted string literal; the current character is its opening quote.
    pub(super) fn interpreted_string(&mut self) {
        let mut ok = true;
        self.advance();
        loop {
            match self.ch() {
                '"' => {
                    self.advance();
                    break;
                }
                '\\' => {
                    self.advance();
                    ok &= self.escape('"');
                }
                '\n' => {
                    self.errors.push(self.cursor.at(), "newline in string");
                    ok = false;
                    break;
                }
                '\0' => {
                    self.errors.push(self.start, "string not terminated");
                    ok = false;
                    break;
                }
                _ => self.advance(),
            }
        }
        self.literal(LiteralKind::String, ok);
    }

    /// Reads a raw string literal; the current character is its opening backquote.
    pub(super) fn raw_string(&mut self) {
        let mut ok = true;
        self.advance();
        while self.ch() != '`' && !self.cursor.at_end() {
            self.advance();
        }
        if self.cursor.at_end() {
            self.errors.push(self.start, "string not terminated");
            ok = false;
        } else {
            self.advance();
        }
        self.literal(LiteralKind::String, ok);
    }

    /// Reads what follows a backslash in a literal that ends with `quote`; false when it is not an escape.
    /// At the end of the file the caller complains.
    fn escape(&mut self, quote: char) -> bool {
        let (count, base, max) = match self.ch() {
            'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | '\\' => {
                self.advance();
                return true;
            }
            ch if ch == quote => {
                self.advance();
                return true;
            }
            '0'..='7' => (3, 8, 255),
            'x' => (2, 16, 255),
            'u' => (4, 16, u32::from(char::MAX)),
            'U' => (8, 16, u32::from(char::MAX)),
            '\0' => return true,
            _ => {
                self.errors.push(self.cursor.at(), "unknown escape");
                return false;
            }
        };
        if base == 16 {
            self.advance();
        }
        let mut value: u32 = 0;
        for _ in 0..count {
            if self.cursor.at_end() {
                return true;
            }
            let Some(digit) = self.ch().to_digit(base) else {
                let ch = unicode::quoted(self.ch());
                self.errors.push(self.cursor.at(), format!("invalid character {ch} in {} escape", radix_name(base)));
                return false;
            };
            // At most eight hexadecimal digits: no overflow.
            value = value * base + digit;
            self.advance();
        }
        if base == 8 && value > max {
            self.errors.push(self.cursor.at(), format!("octal escape value {value} > 255"));
            return false;
        }
        if value > max || char::from_u32(value).is_none() {
            let shown = unicode::any_code_point(value);
            self.errors.push(self.cursor.at(), format!("escape is invalid Unicode code point {shown}"));
            return false;
        }
        true
    }
}
