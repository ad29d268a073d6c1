//! Selectors, index and slice expressions.

use super::Lowering;
use crate::body::{Expr, ExprKind};
use goslice_syntax::ast;
use goslice_types::info::{Mode, SelectionKind};

impl<'a> Lowering<'a> {
    pub(super) fn selector(&mut self, e: &'a ast::Expr, x: &'a ast::Expr, sel: &'a ast::Ident) -> Expr {
        if let Mode::Package(_) = self.mode(x) {
            let obj = self.info().uses[&sel.id];
            return self.object(obj, e.pos);
        }
        let selection = &self.info().selections[&e.id];
        match selection.kind {
            SelectionKind::Field => {
                let x = self.expr(x);
                let mut place = self.field_path(x, &selection.path);
                place.pos = e.pos;
                place
            }
            SelectionKind::Method(obj) => self.bound_method(e, x, &selection.path, obj),
            SelectionKind::InterfaceMethod(index) => self.bound_interface_method(e, x, &selection.path, index),
            SelectionKind::MethodExpr(_) | SelectionKind::InterfaceMethodExpr(_) => self.method_expr(e, x, selection),
        }
    }

    pub(super) fn index(&mut self, e: &'a ast::Expr, x: &'a ast::Expr, index: &'a ast::Expr) -> Expr {
        let ty = self.ty(e);
        let x = self.array_place(x).boxed();
        let index = self.expr(index).boxed();
        Expr::new(e.pos, ty, ExprKind::Index { x, index })
    }

    pub(super) fn slice_expr(
        &mut self,
        e: &'a ast::Expr,
        x: &'a ast::Expr,
        bounds: [Option<&'a ast::Expr>; 3],
    ) -> Expr {
        let ty = self.ty(e);
        let x = self.array_place(x).boxed();
        let [lo, hi, max] = bounds.map(|bound| bound.map(|bound| self.expr(bound).boxed()));
        Expr::new(e.pos, ty, ExprKind::Slice { x, lo, hi, max })
    }

    /// `x`, dereferenced if it is a pointer to an array.
    fn array_place(&mut self, x: &'a ast::Expr) -> Expr {
        let x = self.expr(x);
        if self.pointee(x.ty).is_some() { self.deref(x) } else { x }
    }
}
