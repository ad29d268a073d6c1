//! Unary operators.

use super::operand::OpMode;
use super::representable::integer_bits;
use super::{Checker, Operand, unparen};
use crate::types::Basic;
use goslice_syntax::ast::{Expr, ExprKind, UnaryOp};

impl<'a> Checker<'a> {
    pub(crate) fn unary_expr(&mut self, e: &'a Expr, op: UnaryOp, inner: &'a Expr) -> Operand<'a> {
        let mut x = self.expr(inner);
        if x.is_invalid() {
            return x;
        }
        if op == UnaryOp::Addr {
            return self.address_of(x, inner);
        }
        if op == UnaryOp::Tilde {
            let text = "cannot use ~ outside of interface or type constraint";
            self.error(
                e.pos,
                if self.lang() < 20 { text.into() } else { format!("{text} (use ^ for bitwise complement)") },
            );
            return Operand::invalid(e);
        }
        let defined: fn(Basic) -> bool = match op {
            UnaryOp::Plus | UnaryOp::Neg => Basic::is_numeric,
            UnaryOp::BitNot => Basic::is_integer,
            _ => Basic::is_boolean,
        };
        if !self.is(x.ty, defined) {
            let text = if self.old() {
                format!(
                    "invalid operation: {} (operator {} not defined on {})",
                    self.text(e),
                    op.symbol(),
                    self.kind_string(x.ty)
                )
            } else {
                format!("invalid operation: operator {} not defined on {}", op.symbol(), self.describe(&x))
            };
            self.error_op(&x, text);
            x.invalidate();
            return x;
        }
        if let Some(value) = x.constant() {
            let basic = self.u.basic(x.ty).unwrap_or(Basic::Invalid);
            let unsigned_bits = basic.is_unsigned().then(|| integer_bits(basic));
            if let Some(value) = value.unary(op, unsigned_bits) {
                x.mode = OpMode::Constant(value);
            }
            x.expr = Some(e);
            self.check_overflow(&mut x, e.pos, e);
            return x;
        }
        x.mode = OpMode::Value;
        x
    }

    fn address_of(&mut self, mut x: Operand<'a>, inner: &'a Expr) -> Operand<'a> {
        let literal = matches!(unparen(inner).kind, ExprKind::Composite { .. });
        if !literal && x.mode != OpMode::Variable {
            let text = if self.old() {
                format!("cannot take the address of {}", self.show_expr(&x))
            } else {
                format!("invalid operation: cannot take address of {}", self.describe(&x))
            };
            self.error_op(&x, text);
            x.invalidate();
            return x;
        }
        x.mode = OpMode::Value;
        x.ty = self.u.pointer_to(x.ty);
        x
    }
}
