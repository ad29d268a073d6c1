//! Assignments and variable declarations.

use super::operators::bin_op;
use super::{Lowering, is_blank};
use crate::body::{BinOp, Expr, ExprKind, SiteId, StmtKind, VarId};
use goslice_syntax::ast::{self, BinaryOp};
use goslice_syntax::source::Pos;
use goslice_types::constant::Const;
use goslice_types::info::Mode;
use goslice_types::object::ObjId;
use goslice_types::types::{Basic, TypeId};

impl<'a> Lowering<'a> {
    pub(super) fn assign(&mut self, pos: Pos, lhs: &'a [ast::Expr], rhs: &'a [ast::Expr]) {
        if let ([lhs], [rhs]) = (lhs, rhs) {
            if is_blank(lhs) {
                let value = self.expr(rhs);
                return self.emit(pos, StmtKind::Expr(value));
            }
            let place = self.expr(lhs);
            let value = self.expr_as(rhs, place.ty);
            return self.emit(pos, StmtKind::Assign { place, value });
        }
        let places: Vec<Option<Expr>> = lhs.iter().map(|lhs| (!is_blank(lhs)).then(|| self.expr(lhs))).collect();
        if let [value] = rhs {
            let (value, types) = self.tuple_value(value, lhs.len());
            return self.assign_tuple(pos, places, value, &types);
        }
        let values = self.values_for(&places, rhs);
        self.emit(pos, StmtKind::AssignParallel { places, values });
    }

    /// The right sides of a parallel assignment, each as its place wants it.
    fn values_for(&mut self, places: &[Option<Expr>], rhs: &'a [ast::Expr]) -> Vec<Expr> {
        let mut values = Vec::with_capacity(rhs.len());
        for (place, rhs) in places.iter().zip(rhs) {
            values.push(match place {
                Some(place) => self.expr_as(rhs, place.ty),
                None => self.expr(rhs),
            });
        }
        values
    }

    /// The value of a call with `n` results or of a comma-ok expression, and the types that it has.
    pub(super) fn tuple_value(&mut self, e: &'a ast::Expr, n: usize) -> (Expr, Vec<TypeId>) {
        if let Some(types) = self.tuple_types(self.ty(e)) {
            return (self.expr(e), types);
        }
        debug_assert_eq!(n, 2, "a comma-ok expression");
        let value = self.expr(e);
        let ExprKind::TypeAssert { x, target, .. } = value.kind else { unreachable!("only assertions have an ok") };
        let types = vec![target, Basic::Bool.id()];
        let ty = self.tuple(types.clone());
        (Expr::new(value.pos, ty, ExprKind::TypeAssert { x, target, comma_ok: true }), types)
    }

    /// `places = value`, where `value` is a tuple of `types`.
    pub(super) fn assign_tuple(&mut self, pos: Pos, places: Vec<Option<Expr>>, value: Expr, types: &[TypeId]) {
        if places.iter().zip(types).all(|(place, ty)| place.as_ref().is_none_or(|place| place.ty == *ty)) {
            return self.emit(pos, StmtKind::AssignTuple { places, value });
        }
        let stmts = self.stmts(|this| {
            let places: Vec<Option<Expr>> = places.into_iter().map(|place| place.map(|p| this.pinned(p))).collect();
            let values = this.unpacked_value(value, types);
            let values = values.into_iter().zip(&places);
            let values = values.map(|(value, place)| match place {
                Some(place) => this.coerce(value, place.ty),
                None => value,
            });
            let values = values.collect();
            this.emit(pos, StmtKind::AssignParallel { places, values });
        });
        self.emit(pos, StmtKind::Block(stmts));
    }

    /// `place` with its operands evaluated now, so that it can be used later or twice.
    pub(super) fn pinned(&mut self, place: Expr) -> Expr {
        let kind = match place.kind {
            ExprKind::Deref(x) => ExprKind::Deref(self.spill(*x).boxed()),
            ExprKind::Field { x, index } => ExprKind::Field { x: self.pinned(*x).boxed(), index },
            ExprKind::Index { x, index } => {
                let is_array = self.array(x.ty).is_some();
                let x = if is_array { self.pinned(*x) } else { self.spill(*x) };
                ExprKind::Index { x: x.boxed(), index: self.spill(*index).boxed() }
            }
            kind => kind,
        };
        Expr { kind, ..place }
    }

    pub(super) fn define(&mut self, pos: Pos, lhs: &'a [ast::Expr], rhs: &'a [ast::Expr]) {
        if lhs.len() == rhs.len() && lhs.iter().all(|lhs| is_blank(lhs) || self.new_object(lhs).is_some()) {
            let objs: Vec<Option<ObjId>> = lhs.iter().map(|lhs| self.new_object(lhs)).collect();
            let objs: Vec<(Pos, Option<ObjId>)> = objs.into_iter().map(|obj| (pos, obj)).collect();
            return self.declare_with(&objs, rhs);
        }
        let places: Vec<Option<Expr>> = lhs.iter().map(|lhs| self.define_place(pos, lhs)).collect();
        if let ([value], true) = (rhs, lhs.len() > 1) {
            let (value, types) = self.tuple_value(value, lhs.len());
            return self.assign_tuple(pos, places, value, &types);
        }
        let values = self.values_for(&places, rhs);
        self.emit(pos, StmtKind::AssignParallel { places, values });
    }

    /// The object that `lhs` of a `:=` declares, if it is a new one.
    pub(super) fn new_object(&self, lhs: &ast::Expr) -> Option<ObjId> {
        let ident = super::as_name(lhs).filter(|ident| !ident.is_blank())?;
        self.info().defs.get(&ident.id).copied()
    }

    /// New variables (`None`: blank ones without type) with a value each.
    fn declare_with(&mut self, objs: &[(Pos, Option<ObjId>)], rhs: &'a [ast::Expr]) {
        let mut values = Vec::with_capacity(rhs.len());
        for ((_, obj), rhs) in objs.iter().zip(rhs) {
            values.push(match obj {
                Some(obj) => self.expr_as(rhs, self.u.object(*obj).ty),
                None => self.expr(rhs),
            });
        }
        if values.len() > 1 {
            self.ordered_list(&mut values);
        }
        for (&(pos, obj), value) in objs.iter().zip(values) {
            match obj.filter(|obj| &*self.u.object(*obj).name != "_") {
                Some(obj) => {
                    let var = self.new_var(obj);
                    self.emit(pos, StmtKind::Declare { var, init: Some(value) });
                }
                None => self.emit(pos, StmtKind::Expr(value)),
            }
        }
    }

    /// The place that `lhs` of a `:=` stands for; new variables come into being.
    pub(super) fn define_place(&mut self, pos: Pos, lhs: &'a ast::Expr) -> Option<Expr> {
        if is_blank(lhs) {
            return None;
        }
        match self.new_object(lhs) {
            Some(obj) => {
                let var = self.new_var(obj);
                self.emit(pos, StmtKind::Declare { var, init: None });
                Some(self.var_expr(var, lhs.pos))
            }
            None => Some(self.expr(lhs)),
        }
    }

    pub(super) fn var_spec(&mut self, spec: &'a ast::VarSpec) {
        let pos = spec.pos;
        let objs: Vec<_> = spec.names.iter().map(|name| (name, self.info().defs[&name.id])).collect();
        if spec.values.len() == objs.len() {
            let objs: Vec<(Pos, Option<ObjId>)> = objs.iter().map(|(name, obj)| (name.pos, Some(*obj))).collect();
            return self.declare_with(&objs, &spec.values);
        }
        let mut places = Vec::new();
        for (name, obj) in objs {
            if name.is_blank() {
                places.push(None);
                continue;
            }
            let var: VarId = self.new_var(obj);
            self.emit(name.pos, StmtKind::Declare { var, init: None });
            places.push(Some(self.var_expr(var, name.pos)));
        }
        if let [value] = &spec.values[..] {
            let (value, types) = self.tuple_value(value, places.len());
            self.assign_tuple(pos, places, value, &types);
        }
    }

    pub(super) fn assign_op(&mut self, pos: Pos, op: BinaryOp, lhs: &'a ast::Expr, rhs: &'a ast::Expr) {
        let place = self.expr(lhs);
        if op == BinaryOp::Add && self.is_string(place.ty) {
            let stmts = self.stmts(|this| {
                let place = this.pinned(place);
                let value = this.expr_as(rhs, place.ty);
                let parts = match value.kind {
                    ExprKind::Concat { parts, .. } => parts,
                    _ => vec![value],
                };
                let parts = std::iter::once(place.clone()).chain(parts).collect();
                let value = Expr::new(pos, place.ty, ExprKind::Concat { parts, assigned: true, site: SiteId::NONE });
                this.emit(pos, StmtKind::Assign { place, value });
            });
            return self.cx().out.extend(stmts);
        }
        let value = if op.is_shift() { self.expr(rhs) } else { self.expr_as(rhs, place.ty) };
        self.emit(pos, StmtKind::AssignOp { place, op: bin_op(op), value });
    }

    pub(super) fn inc_dec(&mut self, pos: Pos, x: &'a ast::Expr, inc: bool) {
        debug_assert!(!matches!(self.mode(x), Mode::Constant(_)));
        let place = self.expr(x);
        let value = self.constant(&Const::Int(1.into()), place.ty, pos);
        let op = if inc { BinOp::Add } else { BinOp::Sub };
        self.emit(pos, StmtKind::AssignOp { place, op, value });
    }
}
