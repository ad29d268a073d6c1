//! Structs and arrays: expressions whose value is memory.

use super::Lowerer;
use super::repr::Repr;
use crate::func::Value;
use crate::op::{Op, PtrStore};
use goslice_hir::body::{Expr, ExprKind, Value as Const};
use goslice_types::layout;
use goslice_types::types::TypeId;

impl Lowerer<'_, '_> {
    /// The address of memory that holds the value of a struct or array expression *now*: a place's own memory where the
    /// expression is one. Later effects may change it; [`Lowerer::stable_memory`] is safe from that.
    pub(super) fn memory(&mut self, expr: &Expr) -> Value {
        match &expr.kind {
            ExprKind::Var(_) | ExprKind::Global(_) | ExprKind::Deref(_) => self.place_addr(expr),
            ExprKind::Field { .. } | ExprKind::Index { .. } => self.place_addr(expr),
            ExprKind::Convert(x) => self.memory(x),
            ExprKind::Seq { stmts, value } => {
                self.stmts(stmts);
                self.memory(value)
            }
            _ => {
                let temp = self.temp(expr.ty);
                self.build(expr, temp, PtrStore::Stack);
                temp
            }
        }
    }

    /// As [`Lowerer::memory`], but nothing that runs later changes it.
    pub(super) fn stable_memory(&mut self, expr: &Expr) -> Value {
        let addr = self.memory(expr);
        if !is_place(expr) {
            return addr;
        }
        let temp = self.temp(expr.ty);
        self.copy(expr.ty, temp, addr, PtrStore::Stack);
        temp
    }

    /// Evaluates any expression into memory that holds nothing yet (its bytes are arbitrary).
    pub(super) fn build(&mut self, expr: &Expr, dst: Value, kind: PtrStore) {
        if let Repr::Value(_) = self.repr(expr.ty) {
            let value = self.value(expr);
            self.b.store(dst, 0, value, false, kind);
            return;
        }
        match &expr.kind {
            ExprKind::Const(Const::Zero) => self.zero_memory(expr.ty, dst, kind),
            ExprKind::StructLit(fields) => {
                let offsets = layout::field_offsets(self.cx.universe, expr.ty);
                if fields.iter().any(Option::is_none) {
                    self.zero_memory(expr.ty, dst, kind);
                }
                for (field, offset) in fields.iter().zip(&*offsets) {
                    if let Some(field) = field {
                        let at = self.b.offset(dst, *offset as i64);
                        self.build(field, at, kind);
                    }
                }
            }
            ExprKind::ArrayLit(elems) => {
                let elem = self.elem_of(expr.ty);
                let size = self.size_of(elem);
                if (elems.len() as u64) * size < self.size_of(expr.ty) {
                    self.zero_memory(expr.ty, dst, kind);
                }
                for (index, value) in elems {
                    let at = self.b.offset(dst, (index * size) as i64);
                    self.build(value, at, kind);
                }
            }
            ExprKind::Call(call) => self.call_into(call, expr.ty, dst),
            ExprKind::TypeAssert { x, target, comma_ok: false } => self.assert_into(x, *target, dst),
            ExprKind::SliceToArray(x) => {
                let src = self.slice_to_array(x, expr.ty);
                self.copy(expr.ty, dst, src, kind);
            }
            ExprKind::Convert(x) => self.build(x, dst, kind),
            ExprKind::Seq { stmts, value } => {
                self.stmts(stmts);
                self.build(value, dst, kind);
            }
            _ => {
                let src = self.memory(expr);
                self.copy(expr.ty, dst, src, kind);
            }
        }
    }

    pub(super) fn zero_memory(&mut self, ty: TypeId, dst: Value, kind: PtrStore) {
        if self.size_of(ty) > 0 {
            self.b.emit0(Op::ZeroTyped { ty, kind }, vec![dst]);
        }
    }
}

/// Whether the expression's memory belongs to a variable.
fn is_place(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Var(_)
        | ExprKind::Global(_)
        | ExprKind::Deref(_)
        | ExprKind::Field { .. }
        | ExprKind::Index { .. } => true,
        ExprKind::Convert(x) => is_place(x),
        ExprKind::Seq { value, .. } => is_place(value),
        _ => false,
    }
}
