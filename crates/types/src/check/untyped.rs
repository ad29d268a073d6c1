//! Untyped operands and the types that contexts give them.

use super::operand::OpMode;
use super::representable::Misfit;
use super::{Checker, Mode, Operand};
use crate::object::Builtin;
use crate::types::{Basic, Type, TypeId};
use goslice_syntax::ast::{Expr, ExprKind, UnaryOp};

/// What is remembered of an expression while its type is still untyped.
#[derive(Clone, Debug)]
pub(crate) struct Untyped {
    pub(crate) mode: OpMode,
    pub(crate) ty: TypeId,
    /// For the left operand of a shift that is not constant, which must become an integer: the shift, as written.
    pub(crate) shifted: Option<String>,
}

impl<'a> Checker<'a> {
    pub(crate) fn remember_untyped(&mut self, e: &Expr, x: &Operand<'a>) {
        let entry = Untyped { mode: x.mode.clone(), ty: x.ty, shifted: None };
        self.untyped.insert(e.id, entry);
    }

    /// Gives untyped `x` the type that `target` asks for, or reports that it cannot have it.
    pub(crate) fn convert_untyped(&mut self, x: &mut Operand<'a>, target: TypeId) {
        match self.implicit_type(x, target) {
            Err(misfit) => {
                let target = self.u.spelled_under_id(target);
                self.invalid_conversion(misfit, x, target);
            }
            Ok(ty) => self.adopt(x, ty),
        }
    }

    /// Sets the type of untyped `x` to what [`Checker::implicit_type`] found.
    pub(crate) fn adopt(&mut self, x: &mut Operand<'a>, ty: TypeId) {
        if let (Some(_), Some(basic)) = (x.constant(), self.u.basic(ty))
            && let Ok(value) = self.representation(x, basic)
        {
            x.mode = OpMode::Constant(value);
        }
        if ty != x.ty {
            x.ty = ty;
            if let Some(e) = x.expr {
                self.update_type(e, ty, false);
            }
        }
    }

    /// The type that untyped `x` gets where a `target` is wanted; its own type if it is typed.
    pub(crate) fn implicit_type(&self, x: &Operand<'a>, target: TypeId) -> Result<TypeId, Misfit> {
        if x.is_invalid() || !self.u.is_untyped(x.ty) || self.u.is_invalid(target) {
            return Ok(x.ty);
        }
        if self.u.is_untyped(target) {
            return self.common_untyped(x.ty, target);
        }
        if x.is_nil() {
            return if self.u.has_nil(target) { Ok(target) } else { Err(Misfit::Kind) };
        }
        match *self.u.under(target) {
            Type::Basic(basic) => {
                if x.constant().is_some() {
                    return self.representation(x, basic).map(|_| target);
                }
                let own = self.u.basic(x.ty).unwrap_or(Basic::Invalid);
                let fits = match own {
                    Basic::UntypedBool => basic.is_boolean(),
                    Basic::UntypedString => basic.is_string(),
                    _ => basic.is_numeric(),
                };
                if fits { Ok(target) } else { Err(Misfit::Kind) }
            }
            Type::Interface(ref iface) if iface.methods.is_empty() && iface.union.is_none() => {
                Ok(self.u.default_type(x.ty))
            }
            _ => Err(Misfit::Kind),
        }
    }

    /// Of two untyped types the one that both become.
    fn common_untyped(&self, a: TypeId, b: TypeId) -> Result<TypeId, Misfit> {
        let (Some(x), Some(y)) = (self.u.basic(a), self.u.basic(b)) else { return Err(Misfit::Kind) };
        if x.is_numeric() && y.is_numeric() {
            // In the order integer, rune, float, complex.
            Ok(if x < y { b } else { a })
        } else if x == y {
            Ok(a)
        } else {
            Err(Misfit::Kind)
        }
    }

    /// The default type for untyped `x`.
    pub(crate) fn default_untyped(&mut self, x: &mut Operand<'a>) {
        if self.u.is_untyped(x.ty) && !x.is_nil() {
            let target = self.u.default_type(x.ty);
            self.convert_untyped(x, target);
        }
    }

    /// Gives `e` and those of its operands that share its type the type `ty`.
    pub(crate) fn update_type(&mut self, e: &'a Expr, ty: TypeId, last: bool) {
        let Some(old) = self.untyped.get(&e.id).cloned() else { return };
        let is_constant = matches!(old.mode, OpMode::Constant(_));
        match &e.kind {
            ExprKind::Paren(inner) => self.update_type(inner, ty, last),
            ExprKind::Unary { op, x } if !is_constant && *op != UnaryOp::Recv => self.update_type(x, ty, last),
            ExprKind::Binary { op, x, y, .. } if !is_constant => {
                if op.is_shift() {
                    self.update_type(x, ty, last);
                } else if !op.is_comparison() {
                    self.update_type(x, ty, last);
                    self.update_type(y, ty, last);
                }
            }
            ExprKind::Call { fun, args, .. } if !is_constant && self.is_min_or_max(fun) => {
                for arg in args {
                    self.update_type(arg, ty, last);
                }
            }
            _ => {}
        }
        if !last && self.u.is_untyped(ty) {
            if let Some(entry) = self.untyped.get_mut(&e.id) {
                entry.ty = ty;
            }
            return;
        }
        self.untyped.remove(&e.id);
        let mut x = Operand { mode: old.mode, ty: old.ty, expr: Some(e), nth: 0 };
        if let Some(shift) = old.shifted
            && !self.is(ty, Basic::is_integer)
        {
            let shown_ty = self.show(ty);
            let text = if self.lang() < 20 {
                format!("invalid operation: {shift} (shift of type {shown_ty})")
            } else {
                format!("invalid operation: shifted operand {} (type {shown_ty}) must be integer", self.show_expr(&x))
            };
            self.error_op(&x, text);
            return;
        }
        if is_constant && !self.u.is_untyped(ty) {
            match self.implicit_type(&x, ty) {
                Err(misfit) => {
                    let target = self.u.spelled_under_id(ty);
                    return self.invalid_conversion(misfit, &mut x, target);
                }
                Ok(_) => {
                    if let Some(basic) = self.u.basic(ty)
                        && let Ok(value) = self.representation(&x, basic)
                    {
                        x.mode = OpMode::Constant(value);
                    }
                }
            }
        }
        self.record(e.id, Mode::from(&x.mode), ty);
    }

    /// Whether the function is one whose arguments have the type of its result.
    fn is_min_or_max(&self, fun: &Expr) -> bool {
        let known = self.info.exprs.get(fun.id.0 as usize).and_then(Option::as_ref);
        known.is_some_and(|known| matches!(known.mode, Mode::Builtin(Builtin::Min | Builtin::Max)))
    }

    /// Marks the left operand of a shift that is not constant.
    pub(crate) fn mark_shifted(&mut self, e: &Expr, shift: &Expr) {
        if let ExprKind::Paren(inner) = &e.kind {
            self.mark_shifted(inner, shift);
        }
        let text = self.text(shift);
        if let Some(entry) = self.untyped.get_mut(&e.id) {
            entry.shifted = Some(text);
        }
    }

    /// At the end: what is still untyped stays so (constants in constant expressions).
    pub(crate) fn record_untyped(&mut self) {
        for (id, entry) in std::mem::take(&mut self.untyped) {
            self.record(id, Mode::from(&entry.mode), entry.ty);
        }
    }
}
