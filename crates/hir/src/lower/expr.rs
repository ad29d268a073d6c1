//! Expressions: names, and dispatch to what has a file of its own.

use super::{Lowering, unparen};
use crate::body::{Expr, ExprKind, SiteId};
use goslice_syntax::ast::{self, UnaryOp};
use goslice_syntax::source::Pos;
use goslice_types::info::Mode;
use goslice_types::object::{ObjId, ObjKind};

impl<'a> Lowering<'a> {
    /// The value (or place) that `e` is.
    pub(super) fn expr(&mut self, e: &'a ast::Expr) -> Expr {
        let (pos, ty) = (e.pos, self.ty(e));
        match self.mode(e) {
            Mode::Constant(value) => return self.constant(value, ty, pos),
            Mode::Nil => return Expr::zero(pos, ty),
            _ => {}
        }
        match &e.kind {
            ast::ExprKind::Paren(inner) => self.expr(inner),
            ast::ExprKind::Name(ident) => {
                let obj = self.object_of(ident).expect("a name means something");
                self.object(obj, pos)
            }
            ast::ExprKind::Composite { elems, .. } => self.composite(e, elems),
            ast::ExprKind::FuncLit { sig, body } => self.func_literal(pos, ty, sig, body),
            ast::ExprKind::Selector { x, sel } => self.selector(e, x, sel),
            ast::ExprKind::Index { x, indices, .. } => self.index(e, x, &indices[0]),
            ast::ExprKind::Slice { x, lo, hi, max, .. } => {
                self.slice_expr(e, x, [lo.as_deref(), hi.as_deref(), max.as_deref()])
            }
            ast::ExprKind::TypeAssert { x, .. } => {
                let x = self.expr(x).boxed();
                Expr::new(pos, ty, ExprKind::TypeAssert { x, target: ty, comma_ok: false })
            }
            ast::ExprKind::Call { fun, lparen, args, spread, .. } => {
                self.call_expr(e, fun, *lparen, args, spread.is_some())
            }
            ast::ExprKind::Star(x) => {
                let mut x = self.expr(x);
                x.pos = pos;
                self.deref(x)
            }
            ast::ExprKind::Unary { op, x } => self.unary(e, *op, x),
            ast::ExprKind::Binary { op, op_pos, x, y } => self.binary(e, *op, *op_pos, x, y),
            _ => unreachable!("the checker refuses other expressions"),
        }
    }

    /// The value or place that a variable or function is.
    pub(super) fn object(&mut self, obj: ObjId, pos: Pos) -> Expr {
        let object = self.u.object(obj);
        let ty = object.ty;
        let kind = match object.kind {
            ObjKind::Func { .. } => ExprKind::Func(self.index.funcs[&obj]),
            _ => match self.index.global(obj) {
                Some(global) => ExprKind::Global(global),
                None => ExprKind::Var(self.local(obj).expect("a variable in scope")),
            },
        };
        Expr::new(pos, ty, kind)
    }

    fn unary(&mut self, e: &'a ast::Expr, op: UnaryOp, x: &'a ast::Expr) -> Expr {
        let (pos, ty) = (e.pos, self.ty(e));
        let kind = match op {
            UnaryOp::Plus => return self.expr_as(x, ty),
            UnaryOp::Neg => ExprKind::Neg(self.expr_as(x, ty).boxed()),
            UnaryOp::BitNot => ExprKind::BitNot(self.expr_as(x, ty).boxed()),
            UnaryOp::Not => ExprKind::Not(self.expr_as(x, ty).boxed()),
            UnaryOp::Addr if matches!(unparen(x).kind, ast::ExprKind::Composite { .. }) => {
                ExprKind::New { value: self.expr(x).boxed(), literal: true, site: SiteId::NONE }
            }
            UnaryOp::Addr => ExprKind::AddrOf(self.expr(x).boxed()),
            UnaryOp::Recv | UnaryOp::Tilde => unreachable!("the checker refuses channels"),
        };
        Expr::new(pos, ty, kind)
    }
}
