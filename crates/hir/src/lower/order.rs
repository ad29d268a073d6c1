//! The order of evaluation, where the specification leaves it open, is gc's: the calls of a statement come first, from
//! left to right, and what is left (loads of variables, fields, elements, and arithmetic on them) after the last call.
//!
//! So in `a, b = x, f(&x)` both get what `f` left in `x`. Slice expressions, `len`, `&&`, `||`, type assertions and some
//! conversions to interfaces are evaluated in their turn as calls are.

use super::Lowering;
use super::wrappers::is_direct;
use crate::body::{Expr, ExprKind, StmtKind, Storage};
use crate::boxes::sole_component;
use crate::operands::for_each_operand;
use goslice_syntax::source::Pos;
use goslice_types::layout::{align_of, has_pointers, size_of};
use goslice_types::types::{Basic, Type, TypeId, Universe};

/// What has been seen of a statement so far, in the order of evaluation.
#[derive(Default)]
struct Seen {
    /// Something that a call could change was loaded.
    load: bool,
    /// A call came after a load.
    load_before_call: bool,
}

impl<'a> Lowering<'a> {
    /// Moves the calls of a statement that is about to be emitted before it, if that makes a difference.
    pub(super) fn order_stmt(&mut self, pos: Pos, kind: &mut StmtKind) {
        let mut seen = Seen::default();
        match kind {
            StmtKind::Expr(e) | StmtKind::Declare { init: Some(e), .. } => {
                self.scan_root(e, &mut seen);
                if seen.load_before_call {
                    self.hoist_operands(e);
                }
            }
            StmtKind::If { cond: e, .. } | StmtKind::Switch { value: e, .. } => {
                self.scan(e, &mut seen);
                if seen.load_before_call {
                    self.hoist(e);
                }
            }
            StmtKind::Assign { place, value } => {
                self.scan_place(place, &mut seen);
                self.scan(value, &mut seen);
                if seen.load_before_call {
                    self.hoist_place(place);
                    self.hoist(value);
                }
            }
            StmtKind::AssignOp { place, value, .. } => {
                self.scan(place, &mut seen);
                self.scan(value, &mut seen);
                if seen.load_before_call {
                    self.hoist_place(place);
                    self.hoist(value);
                }
            }
            StmtKind::AssignParallel { places, values } => {
                places.iter_mut().flatten().for_each(|place| self.scan_place(place, &mut seen));
                values.iter_mut().for_each(|value| self.scan(value, &mut seen));
                if seen.load_before_call {
                    places.iter_mut().flatten().for_each(|place| self.hoist_place(place));
                    values.iter_mut().for_each(|value| self.hoist(value));
                }
            }
            StmtKind::AssignTuple { places, value } => {
                places.iter_mut().flatten().for_each(|place| self.scan_place(place, &mut seen));
                let places_load = seen.load;
                self.scan_root(value, &mut seen);
                if seen.load_before_call {
                    places.iter_mut().flatten().for_each(|place| self.hoist_place(place));
                    self.hoist_operands(value);
                }
                if places_load && let Some(types) = self.tuple_types(value.ty) {
                    let places = std::mem::take(places);
                    let value = std::mem::replace(value, Expr::bool(pos, false));
                    let values = self.unpacked_value(value, &types);
                    *kind = StmtKind::AssignParallel { places, values };
                }
            }
            StmtKind::Return(values) => {
                if let [value] = &mut values[..] {
                    self.scan_root(value, &mut seen);
                    if seen.load_before_call {
                        self.hoist_operands(value);
                    }
                    return;
                }
                values.iter_mut().for_each(|value| self.scan(value, &mut seen));
                if seen.load_before_call {
                    values.iter_mut().for_each(|value| self.hoist(value));
                }
            }
            _ => {}
        }
    }

    /// An expression that is evaluated again and again, with its calls in gc's order.
    pub(super) fn ordered(&mut self, mut e: Expr) -> Expr {
        let mut seen = Seen::default();
        self.scan(&mut e, &mut seen);
        if !seen.load_before_call {
            return e;
        }
        self.seq(|this| {
            this.hoist(&mut e);
            e
        })
    }

    /// Values of which none is stored before all are evaluated.
    pub(super) fn ordered_list(&mut self, values: &mut [Expr]) {
        let mut seen = Seen::default();
        values.iter_mut().for_each(|value| self.scan(value, &mut seen));
        if seen.load_before_call {
            values.iter_mut().for_each(|value| self.hoist(value));
        }
    }

    /// An expression that is evaluated last of all.
    fn scan_root(&self, e: &mut Expr, seen: &mut Seen) {
        if is_call(&e.kind) {
            for_each_operand(&mut e.kind, &mut |operand| self.scan(operand, seen));
        } else {
            self.scan(e, seen);
        }
    }

    fn scan(&self, e: &mut Expr, seen: &mut Seen) {
        if let ExprKind::And(x, y) | ExprKind::Or(x, y) = &mut e.kind {
            for operand in [x, y] {
                let mut inner = Seen { load: seen.load, load_before_call: false };
                self.scan(operand, &mut inner);
                seen.load_before_call |= inner.load_before_call;
            }
            return;
        }
        if self.takes_its_turn(e) {
            let mut inner = Seen { load: seen.load, load_before_call: false };
            for_each_operand(&mut e.kind, &mut |operand| self.scan(operand, &mut inner));
            seen.load_before_call |= inner.load_before_call || (seen.load && is_call(&e.kind));
            // The loads in a call's arguments are over when the next call begins.
            seen.load |= inner.load && !is_call(&e.kind);
            return;
        }
        for_each_operand(&mut e.kind, &mut |operand| self.scan(operand, seen));
        seen.load |= match &e.kind {
            ExprKind::Global(_) | ExprKind::Deref(_) => true,
            ExprKind::Var(var) => {
                let var = &self.stack[self.stack.len() - 1].vars[var.0 as usize];
                matches!(var.storage, Storage::Heap | Storage::Frame | Storage::CapturedRef(_))
            }
            ExprKind::Index { x, .. } => matches!(self.u.under(x.ty), Type::Slice(_)),
            _ => false,
        };
    }

    /// As [`Lowering::scan`] for a place that is only stored to.
    fn scan_place(&self, e: &mut Expr, seen: &mut Seen) {
        match &mut e.kind {
            ExprKind::Var(_) | ExprKind::Global(_) => {}
            ExprKind::Field { x, .. } => self.scan_place(x, seen),
            ExprKind::Index { x, index } => {
                if self.array(x.ty).is_some() {
                    self.scan_place(x, seen);
                } else {
                    self.scan(x, seen);
                }
                self.scan(index, seen);
            }
            ExprKind::Deref(x) => self.scan(x, seen),
            _ => self.scan(e, seen),
        }
    }

    /// Whether the expression is evaluated in its turn, before loads that come earlier in the source.
    fn takes_its_turn(&self, e: &Expr) -> bool {
        match &e.kind {
            // What has an address is copied from there, after the last call.
            ExprKind::ToInterface { x, .. } => {
                is_boxed_by_address(self.u, x.ty) && !matches!(x.kind, ExprKind::Const(_)) && !self.is_addressable(x)
            }
            // Others are one pointer, read from the interface at the end.
            ExprKind::TypeAssert { comma_ok: false, target, .. } => !is_direct(self.u, *target),
            ExprKind::ConvertString { temporary: false, .. } => matches!(self.u.under(e.ty), Type::Slice(_)),
            ExprKind::Slice { .. }
            | ExprKind::Len(_)
            | ExprKind::Cap(_)
            | ExprKind::Complex(..)
            | ExprKind::Real(_)
            | ExprKind::Imag(_)
            | ExprKind::MakeSlice { .. }
            | ExprKind::New { literal: false, .. }
            | ExprKind::MinMax { .. }
            | ExprKind::Recover
            | ExprKind::And(..)
            | ExprKind::Or(..) => true,
            kind => is_call(kind),
        }
    }

    fn is_addressable(&self, e: &Expr) -> bool {
        match &e.kind {
            ExprKind::Var(_) | ExprKind::Global(_) | ExprKind::Deref(_) => true,
            ExprKind::Field { x, .. } => self.is_addressable(x),
            ExprKind::Index { x, .. } => match self.u.under(x.ty) {
                Type::Slice(_) => true,
                Type::Array { .. } => self.is_addressable(x),
                _ => false,
            },
            _ => false,
        }
    }

    /// Evaluates the calls in `e` now, and leaves the rest.
    fn hoist(&mut self, e: &mut Expr) {
        if let ExprKind::Seq { stmts, value } = &mut e.kind {
            let stmts = std::mem::take(stmts);
            let value = std::mem::replace(&mut **value, Expr::bool(e.pos, false));
            self.cx().out.extend(stmts);
            *e = value;
            return self.hoist(e);
        }
        let takes_turn = self.takes_its_turn(e);
        self.hoist_operands(e);
        if takes_turn && self.tuple_types(e.ty).is_none() {
            let (pos, ty) = (e.pos, e.ty);
            let value = std::mem::replace(e, Expr::zero(pos, ty));
            *e = self.spill(value);
        }
    }

    fn hoist_operands(&mut self, e: &mut Expr) {
        // The second operand of these may not be evaluated at all.
        if let ExprKind::And(x, y) | ExprKind::Or(x, y) = &mut e.kind {
            self.hoist(x);
            let inner = std::mem::replace(&mut **y, Expr::bool(e.pos, false));
            **y = self.ordered(inner);
            return;
        }
        for_each_operand(&mut e.kind, &mut |operand| self.hoist(operand));
    }

    /// Evaluates the calls in a place's operands.
    fn hoist_place(&mut self, e: &mut Expr) {
        self.hoist_operands(e);
    }
}

/// What may change variables, or is a call in gc.
fn is_call(kind: &ExprKind) -> bool {
    matches!(
        kind,
        ExprKind::Call(_)
            | ExprKind::Append { .. }
            | ExprKind::AppendSlice { .. }
            | ExprKind::AppendMake { .. }
            | ExprKind::Copy { .. }
            | ExprKind::Clear(_)
            | ExprKind::Panic(_)
            | ExprKind::Print { .. }
            | ExprKind::Seq { .. }
    )
}

/// Whether gc copies a value before it makes an interface of it, rather than pass it in a register.
fn is_boxed_by_address(u: &Universe, ty: TypeId) -> bool {
    let (size, align) = (size_of(u, ty), align_of(u, ty));
    let small = match size {
        2 => align == 2,
        4 | 8 => align == size && !has_pointers(u, ty),
        _ => false,
    };
    let sole = u.under(sole_component(u, ty));
    !is_direct(u, ty) && !small && !matches!(sole, Type::Slice(_) | Type::Basic(Basic::String))
}
