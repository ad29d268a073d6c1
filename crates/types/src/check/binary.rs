//! Binary operators other than shifts and comparisons.

use super::operand::OpMode;
use super::{Checker, Operand};
use crate::constant::Const;
use crate::types::{Basic, Type, TypeId};
use goslice_syntax::ast::{BinaryOp, Expr};
use goslice_syntax::source::Pos;

/// Where a binary operation is written: an expression, or `lhs op= rhs`.
#[derive(Clone, Copy)]
pub(crate) struct BinarySite<'a> {
    /// The binary expression; for assignments the left-hand side.
    pub(crate) expr: &'a Expr,
    pub(crate) assign: bool,
    pub(crate) op: BinaryOp,
    pub(crate) op_pos: Pos,
}

impl<'a> Checker<'a> {
    pub(crate) fn binary_expr(
        &mut self,
        e: &'a Expr,
        op: BinaryOp,
        op_pos: Pos,
        lhs: &'a Expr,
        rhs: &'a Expr,
    ) -> Operand<'a> {
        self.binary(BinarySite { expr: e, assign: false, op, op_pos }, lhs, rhs)
    }

    pub(crate) fn binary(&mut self, site: BinarySite<'a>, lhs: &'a Expr, rhs: &'a Expr) -> Operand<'a> {
        let mut x = self.expr(lhs);
        let mut y = self.expr(rhs);
        if x.is_invalid() {
            return x;
        }
        if y.is_invalid() {
            x.invalidate();
            x.expr = y.expr;
            return x;
        }
        let op = site.op;
        if op.is_shift() {
            return self.shift(x, y, op, site.op_pos, site.expr);
        }
        self.match_types(&mut x, &mut y);
        if x.is_invalid() {
            return x;
        }
        if op.is_comparison() {
            return self.comparison(x, y, op, false, site);
        }
        if !self.u.identical(x.ty, y.ty) {
            if !self.u.is_invalid(x.ty) && !self.u.is_invalid(y.ty) {
                self.mismatched(&x, &y, site, lhs, rhs);
            }
            x.invalidate();
            return x;
        }
        if !self.operator_defined(&mut x, site) {
            return x;
        }
        if matches!(op, BinaryOp::Div | BinaryOp::Rem) && self.division_by_zero(&x, &y) {
            let text = if self.old() { "division by zero" } else { "invalid operation: division by zero" };
            if self.old() {
                self.error(site.op_pos, text);
            } else {
                self.error_op(&y, text);
            }
            x.invalidate();
            return x;
        }
        if let (Some(a), Some(b)) = (x.constant(), y.constant()) {
            let integer = op == BinaryOp::Div && self.is(x.ty, Basic::is_integer);
            let value = a.binary(op, b, integer);
            match value {
                Some(value) => x.mode = OpMode::Constant(value),
                None => {
                    // Beyond the exponents that constants may have.
                    self.error(site.op_pos, "constant result is not representable");
                    x.invalidate();
                    return x;
                }
            }
            if !site.assign {
                x.expr = Some(site.expr);
            }
            self.check_overflow(&mut x, site.op_pos, site.expr);
            return x;
        }
        x.mode = OpMode::Value;
        x
    }

    /// Gives an untyped operand the type of the other one, or reports that it cannot have it.
    pub(crate) fn match_types(&mut self, x: &mut Operand<'a>, y: &mut Operand<'a>) {
        if !self.may_convert(x, y) {
            return;
        }
        self.convert_untyped(x, y.ty);
        if x.is_invalid() {
            return;
        }
        self.convert_untyped(y, x.ty);
        if y.is_invalid() {
            x.invalidate();
        }
    }

    fn may_convert(&self, x: &Operand<'a>, y: &Operand<'a>) -> bool {
        if !self.u.is_untyped(x.ty) && !self.u.is_untyped(y.ty) {
            return false;
        }
        let numeric = |ty| self.is(ty, Basic::is_numeric);
        if self.lang() >= 27 && numeric(x.ty) != numeric(y.ty) {
            return false;
        }
        if self.u.is_interface(x.ty) || self.u.is_interface(y.ty) {
            return true;
        }
        let differ = |property: fn(Basic) -> bool| self.is(x.ty, property) != self.is(y.ty, property);
        if differ(Basic::is_boolean) || differ(Basic::is_string) {
            return false;
        }
        if x.is_nil() {
            return self.u.has_nil(y.ty);
        }
        if y.is_nil() {
            return self.u.has_nil(x.ty);
        }
        let pointer = |ty| matches!(self.u.under(ty), Type::Pointer(_));
        self.lang() < 20 || (!pointer(x.ty) && !pointer(y.ty))
    }

    pub(crate) fn mismatched(
        &mut self,
        x: &Operand<'a>,
        y: &Operand<'a>,
        site: BinarySite<'a>,
        lhs: &'a Expr,
        rhs: &'a Expr,
    ) {
        let (a, b) = (self.show(x.ty), self.show(y.ty));
        let what = if site.assign {
            format!("{} {}= {}", self.text(lhs), site.op.symbol(), self.text(rhs))
        } else {
            self.text(site.expr)
        };
        // The old checker shows the default type of constants.
        let text = format!("invalid operation: {what} (mismatched types {a} and {b})");
        if self.old() {
            self.error(site.op_pos, text);
        } else {
            self.error_op(x, text);
        }
    }

    fn operator_defined(&mut self, x: &mut Operand<'a>, site: BinarySite<'a>) -> bool {
        let op = site.op;
        let defined: fn(Basic) -> bool = match op {
            BinaryOp::Add => |basic| basic.is_numeric() || basic.is_string(),
            BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div => Basic::is_numeric,
            BinaryOp::LAnd | BinaryOp::LOr => Basic::is_boolean,
            _ => Basic::is_integer,
        };
        if self.is(x.ty, defined) {
            return true;
        }
        if !self.u.is_invalid(x.ty) {
            let text = if self.old() {
                let what = self.text(site.expr);
                format!(
                    "invalid operation: {what} (operator {} not defined on {})",
                    op.symbol(),
                    self.kind_string(x.ty)
                )
            } else {
                format!("invalid operation: operator {} not defined on {}", op.symbol(), self.describe(x))
            };
            if self.old() {
                self.error(site.op_pos, text);
            } else {
                self.error_op(x, text);
            }
        }
        x.invalidate();
        false
    }

    fn division_by_zero(&self, x: &Operand<'a>, y: &Operand<'a>) -> bool {
        let Some(divisor) = y.constant() else { return false };
        let constant = x.constant().is_some();
        match divisor {
            Const::Complex(..) => constant && divisor.is_zero(),
            _ => (constant || self.is(x.ty, Basic::is_integer)) && divisor.is_zero(),
        }
    }

    /// The kind of a type, as errors about operators name it.
    pub(crate) fn kind_string(&self, ty: TypeId) -> String {
        match self.u.under(ty) {
            Type::Basic(basic) if self.old() => basic.name().to_string(),
            Type::Basic(_) => self.show(ty),
            _ => crate::type_string::composite_kind(self.u, ty).unwrap_or("type").to_string(),
        }
    }
}
