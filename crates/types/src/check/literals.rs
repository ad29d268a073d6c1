//! Basic literals.

use super::operand::OpMode;
use super::{Checker, Operand};
use crate::constant::Const;
use crate::types::Basic;
use goslice_syntax::ast::{Expr, LiteralKind};
use goslice_syntax::literal::{rune_value, unquote_string};

/// Longer number literals are refused.
const MAX_DIGITS: usize = 10_000;

impl<'a> Checker<'a> {
    pub(crate) fn basic_literal(&mut self, e: &'a Expr, kind: LiteralKind, text: &str) -> Operand<'a> {
        let (value, basic) = match kind {
            LiteralKind::String => (Some(Const::String(unquote_string(text).into())), Basic::UntypedString),
            LiteralKind::Char => (Some(Const::Int(rune_value(text).into())), Basic::UntypedRune),
            _ if text.len() > MAX_DIGITS => {
                self.error(e.pos, format!("excessively long constant: {}... ({} chars)", &text[..10], text.len()));
                return Operand::invalid(e);
            }
            LiteralKind::Int => (Const::from_number(kind, text), Basic::UntypedInt),
            LiteralKind::Float => (Const::from_number(kind, text), Basic::UntypedFloat),
            LiteralKind::Imag => (Const::from_number(kind, text), Basic::UntypedComplex),
        };
        if !matches!(kind, LiteralKind::String | LiteralKind::Char) {
            self.number_version(e.pos, kind, text);
        }
        let Some(value) = value else {
            self.error(e.pos, format!("malformed constant: {text}"));
            return Operand::invalid(e);
        };
        let mut x = Operand::new(OpMode::Constant(value), basic.id(), e);
        // Up to 1.19 only what is computed had to stay below 512 bits.
        if self.lang() >= 20 {
            self.check_overflow(&mut x, e.pos, e);
        }
        x
    }
}
