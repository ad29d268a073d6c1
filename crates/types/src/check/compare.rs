//! Comparisons.

use super::binary::BinarySite;
use super::operand::OpMode;
use super::{Checker, Operand};
use crate::constant::Const;
use crate::type_string::composite_kind;
use crate::types::{Basic, Type, TypeId};
use goslice_syntax::ast::BinaryOp;

impl<'a> Checker<'a> {
    /// `x op y`. In a switch, `x` is the case and `y` the tag.
    pub(crate) fn comparison(
        &mut self,
        mut x: Operand<'a>,
        mut y: Operand<'a>,
        op: BinaryOp,
        in_switch: bool,
        site: BinarySite<'a>,
    ) -> Operand<'a> {
        if self.u.is_invalid(x.ty) || self.u.is_invalid(y.ty) {
            x.invalidate();
            return x;
        }
        if let Some((at_y, cause)) = self.comparison_problem(&mut x, &mut y, op) {
            self.comparison_error(&x, &y, op, in_switch, site, at_y, cause);
            x.invalidate();
            return x;
        }
        match (x.constant(), y.constant()) {
            (Some(a), Some(b)) => {
                let holds = a.compare(op, b).unwrap_or(false);
                x.mode = OpMode::Constant(Const::Bool(holds));
            }
            _ => {
                x.mode = OpMode::Value;
                // The operands get their final types now: the result's type does not depend on them.
                for operand in [&x, &y] {
                    if let Some(e) = operand.expr
                        && self.u.is_untyped(operand.ty)
                    {
                        let ty = self.u.default_type(operand.ty);
                        self.update_type(e, ty, true);
                    }
                }
            }
        }
        x.ty = Basic::UntypedBool.id();
        x
    }

    /// What forbids the comparison: whether the second operand is to blame, and why if it is not simply undefined.
    fn comparison_problem(
        &mut self,
        x: &mut Operand<'a>,
        y: &mut Operand<'a>,
        op: BinaryOp,
    ) -> Option<(bool, Option<String>)> {
        let assignable = self.assignable(x, y.ty).is_ok() || self.assignable(y, x.ty).is_ok();
        if !assignable {
            let cause = format!("mismatched types {} and {}", self.show(x.ty), self.show(y.ty));
            // Only the second operand shows the mismatch.
            return Some((true, Some(cause)));
        }
        if !matches!(op, BinaryOp::Eq | BinaryOp::Ne) {
            let ordered = |checker: &Checker<'a>, ty: TypeId| checker.is(ty, Basic::is_ordered);
            return match (ordered(self, x.ty), ordered(self, y.ty)) {
                (false, _) => Some((false, None)),
                (_, false) => Some((true, None)),
                _ => None,
            };
        }
        match (x.is_nil(), y.is_nil()) {
            (true, true) => return Some((true, None)),
            (true, _) | (_, true) => {
                let other = if x.is_nil() { y.ty } else { x.ty };
                return (!self.u.has_nil(other)).then_some((true, None));
            }
            _ => {}
        }
        if !self.u.comparable(x.ty) {
            return Some((false, self.incomparable_cause(x.ty)));
        }
        if !self.u.comparable(y.ty) {
            return Some((true, self.incomparable_cause(y.ty)));
        }
        None
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one error")]
    fn comparison_error(
        &mut self,
        x: &Operand<'a>,
        y: &Operand<'a>,
        op: BinaryOp,
        in_switch: bool,
        site: BinarySite<'a>,
        at_y: bool,
        cause: Option<String>,
    ) {
        let blamed = if at_y { y } else { x };
        let (a, b) = (self.show_expr(x), self.show_expr(y));
        let symbol = op.symbol();
        let cause = match cause {
            Some(cause) => cause,
            None => {
                let what = composite_kind(self.u, blamed.ty)
                    .filter(|_| blamed.ty != Basic::UntypedNil.id())
                    .map_or_else(|| self.show(blamed.ty), str::to_string);
                let what = if blamed.is_nil() && self.lang() >= 18 { self.nil_kind() } else { what };
                format!("operator {symbol} not defined on {what}")
            }
        };
        if in_switch {
            let text = format!("invalid case {a} in switch on {b} ({cause})");
            return self.error_op(x, text);
        }
        if self.old() {
            return self.error(site.op_pos, format!("invalid operation: {a} {symbol} {b} ({cause})"));
        }
        self.error_op(blamed, format!("invalid operation: {a} {symbol} {b} ({cause})"));
    }

    fn nil_kind(&self) -> String {
        "untyped nil".into()
    }

    /// Why values of the type cannot be compared.
    pub(crate) fn incomparable_cause(&self, ty: TypeId) -> Option<String> {
        match self.u.under(ty) {
            Type::Slice(_) | Type::Func(_) | Type::Map { .. } => {
                composite_kind(self.u, ty).map(|kind| format!("{kind} can only be compared to nil"))
            }
            Type::Struct(fields) => {
                let spelled = match self.u.view(ty) {
                    Type::Struct(fields) => fields,
                    _ => fields,
                };
                let field = spelled.iter().find(|field| !self.u.comparable(field.ty))?;
                Some(format!("struct containing {} cannot be compared", self.show(field.ty)))
            }
            Type::Array { .. } => Some(format!("{} cannot be compared", self.show(ty))),
            _ => None,
        }
    }
}
