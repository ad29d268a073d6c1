//! Number literals.

use super::{Lexer, unicode};
use crate::ast::LiteralKind;
use crate::token::Token;

/// What a run of digits and `_` held.
#[derive(Clone, Copy, Default)]
struct Digits {
    any: bool,
    separators: bool,
}

/// The radix that a number's prefix chose.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Radix {
    Binary,
    Octal,
    /// A leading `0` alone: octal, unless the number turns out a float.
    LegacyOctal,
    Decimal,
    Hex,
}

impl Radix {
    fn base(self) -> u32 {
        match self {
            Radix::Binary => 2,
            Radix::Octal | Radix::LegacyOctal => 8,
            Radix::Decimal => 10,
            Radix::Hex => 16,
        }
    }

    fn name(self) -> &'static str {
        super::radix_name(self.base())
    }

    /// Whether a decimal exponent (`e`) may follow.
    fn takes_decimal_exponent(self) -> bool {
        matches!(self, Radix::Decimal | Radix::LegacyOctal)
    }
}

impl Lexer<'_> {
    /// Reads a number. With `after_point`, its first character, a `.`, has been read.
    pub(super) fn number(&mut self, after_point: bool) {
        // Only the first mistake of a number is reported.
        let mut ok = true;
        let mut kind = LiteralKind::Int;
        let mut radix = Radix::Decimal;
        let mut digits = Digits::default();
        let mut wrong_digit = None;
        let mut point = after_point;

        if !after_point {
            if self.ch() == '0' {
                self.advance();
                radix = match self.ch() {
                    'x' | 'X' => Radix::Hex,
                    'o' | 'O' => Radix::Octal,
                    'b' | 'B' => Radix::Binary,
                    _ => Radix::LegacyOctal,
                };
                if radix == Radix::LegacyOctal {
                    digits.any = true;
                } else {
                    self.advance();
                }
            }
            self.digits(radix, &mut digits, &mut wrong_digit);
            if self.ch() == '.' {
                if matches!(radix, Radix::Octal | Radix::Binary) {
                    self.complain(&mut ok, format!("invalid radix point in {} literal", radix.name()));
                }
                self.advance();
                point = true;
            }
        }
        if point {
            kind = LiteralKind::Float;
            self.digits(radix, &mut digits, &mut wrong_digit);
        }
        if !digits.any {
            self.complain(&mut ok, format!("{} literal has no digits", radix.name()));
        }

        match self.ch() {
            'e' | 'E' | 'p' | 'P' => {
                let mark = self.ch();
                if matches!(mark, 'e' | 'E') {
                    if !radix.takes_decimal_exponent() {
                        let mark = unicode::quoted(mark);
                        self.complain(&mut ok, format!("{mark} exponent requires decimal mantissa"));
                    }
                } else if radix != Radix::Hex {
                    let mark = unicode::quoted(mark);
                    self.complain(&mut ok, format!("{mark} exponent requires hexadecimal mantissa"));
                }
                self.advance();
                kind = LiteralKind::Float;
                if matches!(self.ch(), '+' | '-') {
                    self.advance();
                }
                digits.any = false;
                self.digits(Radix::Decimal, &mut digits, &mut None);
                if !digits.any {
                    self.complain(&mut ok, "exponent has no digits".to_owned());
                }
            }
            _ if radix == Radix::Hex && kind == LiteralKind::Float => {
                self.complain(&mut ok, "hexadecimal mantissa requires a 'p' exponent".to_owned());
            }
            _ => {}
        }
        if self.ch() == 'i' {
            kind = LiteralKind::Imag;
            self.advance();
        }

        let text = self.cursor.since(self.start);
        if let Some(at) = wrong_digit.filter(|_| ok && kind == LiteralKind::Int) {
            let digit = unicode::quoted(char::from(text[at - self.start]));
            self.errors.push(at, format!("invalid digit {digit} in {} literal", radix.name()));
            ok = false;
        }
        if digits.separators
            && ok
            && let Some(at) = misplaced_separator(text)
        {
            self.errors.push(self.start + at, "'_' must separate successive digits");
            ok = false;
        }
        self.literal(kind, ok);
    }

    /// Reports `msg` at the current character unless the number is already known to be wrong.
    fn complain(&mut self, ok: &mut bool, msg: String) {
        if *ok {
            self.errors.push(self.cursor.at(), msg);
            *ok = false;
        }
    }

    /// Reads digits and `_`. Below base 16 any decimal digit is taken; the first one outside the base is noted.
    fn digits(&mut self, radix: Radix, digits: &mut Digits, wrong_digit: &mut Option<usize>) {
        loop {
            let ch = self.ch();
            match ch {
                '_' => digits.separators = true,
                '0'..='9' => {
                    digits.any = true;
                    if ch.to_digit(radix.base()).is_none() {
                        wrong_digit.get_or_insert(self.cursor.at());
                    }
                }
                'a'..='f' | 'A'..='F' if radix == Radix::Hex => digits.any = true,
                _ => return,
            }
            self.advance();
        }
    }
}

impl Lexer<'_> {
    /// Sets the current token to the literal read since the token's start.
    pub(super) fn literal(&mut self, kind: LiteralKind, ok: bool) {
        self.inserts_semi = true;
        self.token = Token::Literal;
        self.kind = kind;
        self.bad = !ok;
        self.end = self.cursor.at();
    }
}

/// Offset in the number `text` of the first `_` that does not stand between digits (a radix prefix counts as one).
fn misplaced_separator(text: &[u8]) -> Option<usize> {
    let prefixed = text.len() >= 2 && text[0] == b'0' && matches!(text[1] | 0x20, b'x' | b'o' | b'b');
    let hex = prefixed && text[1] | 0x20 == b'x';
    let is_digit = |byte: u8| byte.is_ascii_digit() || hex && byte.is_ascii_hexdigit();
    let first = if prefixed { 2 } else { 0 };
    let mut before_is_digit = prefixed;
    for at in first..text.len() {
        if text[at] == b'_' {
            // What follows an underscore decides about it, except that a second underscore is itself the wrong one.
            let followed = text.get(at + 1).is_some_and(|&next| is_digit(next) || next == b'_');
            if !before_is_digit || !followed {
                return Some(at);
            }
            before_is_digit = false;
        } else {
            before_is_digit = is_digit(text[at]);
        }
    }
    None
}
