//! Conversions: those that contexts imply, and those that are written.

use super::{Lowering, unparen};
use crate::body::{Expr, ExprKind, SiteId, Value};
use goslice_syntax::ast;
use goslice_syntax::source::Pos;
use goslice_types::info::Mode;
use goslice_types::types::{Basic, Type, TypeId};

impl<'a> Lowering<'a> {
    /// The value of `e`, converted as its assignment to a variable of type `target` demands.
    pub(super) fn expr_as(&mut self, e: &'a ast::Expr, target: TypeId) -> Expr {
        match self.mode(e) {
            Mode::Nil => return Expr::zero(e.pos, target),
            Mode::Constant(value) if self.u.basic(target).is_some() => return self.constant(value, target, e.pos),
            _ => {}
        }
        let x = self.expr(e);
        self.coerce(x, target)
    }

    /// `x` as a value of type `target`, to which it is assignable.
    pub(super) fn coerce(&self, x: Expr, target: TypeId) -> Expr {
        if x.ty == target {
            return x;
        }
        let pos = x.pos;
        match (self.u.is_interface(target), self.u.is_interface(x.ty)) {
            (true, false) => Expr::new(pos, target, ExprKind::ToInterface { x: x.boxed(), site: SiteId::NONE }),
            (true, true) if self.u.underlying(target) != self.u.underlying(x.ty) => {
                Expr::new(pos, target, ExprKind::InterfaceToInterface(x.boxed()))
            }
            _ => match x.kind {
                ExprKind::Const(_) => Expr { ty: target, ..x },
                _ => Expr::new(pos, target, ExprKind::Convert(x.boxed())),
            },
        }
    }

    /// `T(arg)`, where the whole has type `target`.
    pub(super) fn conversion(&mut self, arg: &'a ast::Expr, target: TypeId, pos: Pos) -> Expr {
        if let Mode::Nil = self.mode(arg) {
            let nil = Expr::zero(pos, target);
            // To gc, `s = []T(nil)` is something else than `s = nil`.
            return match self.slice_elem(target) {
                Some(_) => Expr::new(pos, target, ExprKind::Convert(nil.boxed())),
                None => nil,
            };
        }
        let mut x = self.expr(unparen(arg));
        x.pos = pos;
        if x.ty == target {
            return x;
        }
        if self.u.is_interface(target) {
            return self.coerce(x, target);
        }
        let (from, to) = (self.u.under(x.ty).clone(), self.u.under(target).clone());
        let string = |ty: &Type| matches!(ty, Type::Basic(Basic::String));
        let kind = match (&from, &to) {
            (Type::Slice(_), Type::Array { .. } | Type::Pointer(_)) => ExprKind::SliceToArray(x.boxed()),
            (_, &Type::Slice(elem)) if self.u.basic(elem) == Some(Basic::Int32) && is_constant(&x) => {
                runes_literal(&x, elem)
            }
            _ if string(&from) != string(&to) => {
                ExprKind::ConvertString { x: x.boxed(), temporary: false, site: SiteId::NONE }
            }
            _ => ExprKind::Convert(x.boxed()),
        };
        Expr::new(pos, target, kind)
    }
}

fn is_constant(x: &Expr) -> bool {
    matches!(x.kind, ExprKind::Const(Value::String(_) | Value::Zero))
}

/// `[]rune("ab")` is `[]rune{'a', 'b'}`: it has no more room than for what the constant holds.
fn runes_literal(text: &Expr, elem: TypeId) -> ExprKind {
    let mut runes = Vec::new();
    if let ExprKind::Const(Value::String(text)) = &text.kind {
        for chunk in text.utf8_chunks() {
            runes.extend(chunk.valid().chars());
            // Each byte for itself, as Go decodes.
            runes.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
        }
    }
    let value = |rune: char| Expr::new(text.pos, elem, ExprKind::Const(Value::Int(i64::from(u32::from(rune)))));
    let elems: Vec<(u64, Expr)> = (0..).zip(runes.into_iter().map(value)).collect();
    let len = elems.len() as u64;
    ExprKind::SliceLit { elems, len, variadic: false, site: SiteId::NONE }
}
