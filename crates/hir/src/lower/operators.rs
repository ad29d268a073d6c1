//! Binary operators.

use super::{Lowering, unparen};
use crate::body::{BinOp, CmpOp, Expr, ExprKind, SiteId, Value};
use goslice_syntax::ast::{self, BinaryOp};
use goslice_syntax::source::Pos;
use goslice_types::info::Mode;
use goslice_types::types::{Basic, Type, TypeId};

impl<'a> Lowering<'a> {
    pub(super) fn binary(
        &mut self,
        e: &'a ast::Expr,
        op: BinaryOp,
        op_pos: Pos,
        x: &'a ast::Expr,
        y: &'a ast::Expr,
    ) -> Expr {
        let ty = self.ty(e);
        let kind = match op {
            BinaryOp::LAnd => ExprKind::And(self.expr_as(x, ty).boxed(), self.expr_as(y, ty).boxed()),
            BinaryOp::LOr => ExprKind::Or(self.expr_as(x, ty).boxed(), self.expr_as(y, ty).boxed()),
            _ if op.is_comparison() => return self.comparison(op, op_pos, ty, x, y),
            _ if op.is_shift() => {
                let (x, y) = (self.expr_as(x, ty).boxed(), self.expr(y).boxed());
                ExprKind::Binary { op: bin_op(op), x, y }
            }
            BinaryOp::Add if self.is_string(ty) => {
                let mut parts = Vec::new();
                self.concat_parts(e, ty, &mut parts);
                // With a literal the result is never one of the operands.
                if parts.iter().any(is_text) {
                    parts.iter_mut().for_each(|part| self.only_look_at(part));
                }
                ExprKind::Concat { parts, assigned: false, site: SiteId::NONE }
            }
            _ => {
                let (x, y) = (self.expr_as(x, ty).boxed(), self.expr_as(y, ty).boxed());
                ExprKind::Binary { op: bin_op(op), x, y }
            }
        };
        Expr::new(op_pos, ty, kind)
    }

    /// The operands of nested concatenations in order.
    fn concat_parts(&mut self, e: &'a ast::Expr, ty: TypeId, parts: &mut Vec<Expr>) {
        match &unparen(e).kind {
            ast::ExprKind::Binary { op: BinaryOp::Add, x, y, .. } if !matches!(self.mode(e), Mode::Constant(_)) => {
                self.concat_parts(x, ty, parts);
                self.concat_parts(y, ty, parts);
            }
            _ => parts.push(self.expr_as(e, ty)),
        }
    }

    /// If `e` is a string made of bytes, they are not copied.
    pub(super) fn only_look_at(&self, e: &mut Expr) {
        if let ExprKind::ConvertString { x, temporary, .. } = &mut e.kind
            && let Type::Slice(elem) = self.u.under(x.ty)
        {
            *temporary = self.u.basic(*elem) == Some(Basic::Uint8);
        }
    }

    fn comparison(&mut self, op: BinaryOp, op_pos: Pos, ty: TypeId, x: &'a ast::Expr, y: &'a ast::Expr) -> Expr {
        let nil = |this: &Self, e| matches!(this.mode(e), Mode::Nil);
        let mut result = match (nil(self, x), nil(self, y)) {
            (true, _) => self.expr(y).eq_nil(self),
            (_, true) => self.expr(x).eq_nil(self),
            _ => {
                let (mut x, mut y) = (self.expr(x), self.expr(y));
                self.only_look_at(&mut x);
                self.only_look_at(&mut y);
                self.compare(cmp_op(op), x, y)
            }
        };
        result.pos = op_pos;
        if op == BinaryOp::Ne && (nil(self, x) || nil(self, y)) {
            result = result.negated();
        }
        self.retyped(result, ty)
    }

    /// A comparison's result as the boolean type that it is used as.
    fn retyped(&self, mut result: Expr, ty: TypeId) -> Expr {
        result.ty = ty;
        if let ExprKind::Not(inner) = &mut result.kind {
            inner.ty = ty;
        }
        result
    }

    /// `x op y` for operands of which one is assignable to the other's type.
    pub(super) fn compare(&mut self, op: CmpOp, x: Expr, y: Expr) -> Expr {
        let pos = x.pos;
        let (x, y) = self.same_type(x, y);
        Expr::new(pos, Basic::Bool.id(), ExprKind::Compare { op, x: x.boxed(), y: y.boxed() })
    }

    /// `x == y`, where either may be a nil of its type.
    pub(super) fn equal(&mut self, x: Expr, y: Expr) -> Expr {
        self.compare(CmpOp::Eq, x, y)
    }

    fn same_type(&self, x: Expr, y: Expr) -> (Expr, Expr) {
        if x.ty == y.ty {
            return (x, y);
        }
        let to_x = match (self.u.is_interface(x.ty), self.u.is_interface(y.ty)) {
            (true, false) => true,
            (false, true) => false,
            (true, true) => self.u.implements(y.ty, x.ty),
            _ => true,
        };
        if to_x {
            let y = self.coerce(y, x.ty);
            (x, y)
        } else {
            let x = self.coerce(x, y.ty);
            (x, y)
        }
    }
}

/// Whether an expression is a constant string with bytes in it.
fn is_text(e: &Expr) -> bool {
    matches!(&e.kind, ExprKind::Const(Value::String(text)) if !text.is_empty())
}

impl Expr {
    /// `self == nil`
    pub(super) fn eq_nil(self, lowering: &Lowering<'_>) -> Expr {
        if lowering.u.basic(self.ty) == Some(Basic::UnsafePointer) {
            let zero = Expr::zero(self.pos, self.ty);
            let (pos, kind) = (self.pos, ExprKind::Compare { op: CmpOp::Eq, x: self.boxed(), y: zero.boxed() });
            return Expr::new(pos, Basic::Bool.id(), kind);
        }
        self.nil_test()
    }
}

pub(super) fn bin_op(op: BinaryOp) -> BinOp {
    match op {
        BinaryOp::Add => BinOp::Add,
        BinaryOp::Sub => BinOp::Sub,
        BinaryOp::Mul => BinOp::Mul,
        BinaryOp::Div => BinOp::Div,
        BinaryOp::Rem => BinOp::Rem,
        BinaryOp::And => BinOp::And,
        BinaryOp::Or => BinOp::Or,
        BinaryOp::Xor => BinOp::Xor,
        BinaryOp::AndNot => BinOp::AndNot,
        BinaryOp::Shl => BinOp::Shl,
        BinaryOp::Shr => BinOp::Shr,
        _ => unreachable!("no arithmetic operator"),
    }
}

fn cmp_op(op: BinaryOp) -> CmpOp {
    match op {
        BinaryOp::Eq => CmpOp::Eq,
        BinaryOp::Ne => CmpOp::Ne,
        BinaryOp::Lt => CmpOp::Lt,
        BinaryOp::Le => CmpOp::Le,
        BinaryOp::Gt => CmpOp::Gt,
        _ => CmpOp::Ge,
    }
}
