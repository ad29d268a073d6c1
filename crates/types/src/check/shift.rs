//! Shifts: the count decides nothing about the type, the context may.

use super::operand::OpMode;
use super::{Checker, Operand};
use crate::constant::Const;
use crate::types::Basic;
use goslice_syntax::ast::{BinaryOp, Expr};
use goslice_syntax::source::Pos;

/// Larger counts of constant shifts are refused.
const MAX_COUNT: u64 = 1023 - 1 + 52;

impl<'a> Checker<'a> {
    pub(crate) fn shift(
        &mut self,
        mut x: Operand<'a>,
        mut y: Operand<'a>,
        op: BinaryOp,
        op_pos: Pos,
        e: &'a Expr,
    ) -> Operand<'a> {
        let untyped = self.u.is_untyped(x.ty);
        let as_integer = x.constant().and_then(Const::to_int);
        let integer = if untyped { as_integer.is_some() } else { false };
        if !(self.is(x.ty, Basic::is_integer) || integer) {
            // An untyped value that is no constant may still become an integer.
            if !(untyped && x.constant().is_none() && self.is(x.ty, Basic::is_numeric)) {
                let text = if self.old() {
                    format!("invalid operation: {} (shift of type {})", self.text(e), self.show(x.ty))
                } else {
                    format!("invalid operation: shifted operand {} must be integer", self.describe(&x))
                };
                self.error_op(&x, text);
                x.invalidate();
                return x;
            }
        }
        if !self.check_count(&mut y, e) {
            x.invalidate();
            return x;
        }
        if let Some(value) = x.constant().cloned() {
            if let Some(count) = y.constant() {
                return self.constant_shift(x, value, count.clone(), op, op_pos, e, &y);
            }
            self.convert_untyped(&mut y, Basic::Uint.id());
            // A constant shifted by what is not constant gets its type from the context.
            if untyped {
                if let Some(operand) = x.expr {
                    self.mark_shifted(operand, e);
                }
                x.mode = OpMode::Value;
                return x;
            }
        }
        self.convert_untyped(&mut y, Basic::Uint.id());
        if !self.is(x.ty, Basic::is_integer) {
            let shown = self.describe(&x);
            self.error_op(&x, format!("invalid operation: shifted operand {shown} must be integer"));
            x.invalidate();
            return x;
        }
        x.mode = OpMode::Value;
        x
    }

    /// Checks the count; constants must be integers and not negative.
    fn check_count(&mut self, y: &mut Operand<'a>, e: &'a Expr) -> bool {
        if let Some(value) = y.constant().cloned() {
            let Some(count) = value.to_int() else {
                if self.u.is_untyped(y.ty) && !self.old() {
                    // An untyped count becomes a uint.
                    self.convert_untyped(y, Basic::Uint.id());
                    return false;
                }
                return self.bad_count(y, e, "must be integer");
            };
            if Const::Int(count).is_negative() {
                let text = if self.old() {
                    format!("invalid negative shift count: {}", value.short())
                } else {
                    format!("invalid operation: negative shift count {}", self.describe(y))
                };
                self.error_op(y, text);
                return false;
            }
            if self.u.is_untyped(y.ty) {
                // It must fit a uint, but stays untyped where all is constant.
                let mut probe = y.clone();
                self.fit(&mut probe, Basic::Uint, Basic::Uint.id());
                return !probe.is_invalid();
            }
            return true;
        }
        if self.u.is_untyped(y.ty) {
            self.convert_untyped(y, Basic::Uint.id());
            return !y.is_invalid();
        }
        if !self.is(y.ty, Basic::is_integer) {
            return self.bad_count(y, e, "must be integer");
        }
        if !self.is(y.ty, Basic::is_unsigned) && !self.knows(13) {
            return self.bad_count(y, e, "must be unsigned integer");
        }
        if !self.is(y.ty, Basic::is_unsigned) && !self.allows(e.pos, 13) {
            let shown = self.describe(y);
            let requires = match self.lang() {
                // Not recognised as a version error then, and left without the hint.
                18..21 => "requires go1.13 or later".to_owned(),
                _ => self.requires(e.pos, 13),
            };
            self.error_op(y, format!("invalid operation: signed shift count {shown} {requires}"));
            return false;
        }
        true
    }

    fn bad_count(&mut self, y: &Operand<'a>, e: &'a Expr, what: &str) -> bool {
        let text = if self.old() {
            format!("invalid operation: {} (shift count type {}, must be integer)", self.text(e), self.show(y.ty))
        } else {
            format!("invalid operation: shift count {} {what}", self.describe(y))
        };
        self.error_op(y, text);
        false
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one operation")]
    fn constant_shift(
        &mut self,
        mut x: Operand<'a>,
        value: Const,
        count: Const,
        op: BinaryOp,
        op_pos: Pos,
        e: &'a Expr,
        y: &Operand<'a>,
    ) -> Operand<'a> {
        let small = count.to_u64().filter(|count| *count <= MAX_COUNT);
        let Some(count) = small else {
            let shown = self.describe(y);
            let text = if self.old() {
                format!("shift count too large: {}", count.short())
            } else {
                format!("invalid operation: invalid shift count {shown}")
            };
            self.error_op(y, text);
            x.invalidate();
            return x;
        };
        if self.u.is_untyped(x.ty) && !self.is(x.ty, Basic::is_integer) {
            x.ty = Basic::UntypedInt.id();
        }
        let int = value.to_int().map(Const::Int).unwrap_or(value);
        if let Some(value) = int.shift(op, count) {
            x.mode = OpMode::Constant(value);
        }
        x.expr = Some(e);
        self.check_overflow(&mut x, op_pos, e);
        x
    }
}
