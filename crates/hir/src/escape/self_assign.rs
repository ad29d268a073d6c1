//! Assignments that store no pointer where it was not already: `b.buf = b.buf[n:]`, `s[i], s[j] = s[j], s[i]`, `p.x = p.y`.
//! gc looks past them, or else what `b`, `s` and `p` hold would escape through each.

use crate::body::{Expr, ExprKind, VarId};
use goslice_types::types::{Type, Universe};

/// Whether `place = value` is one.
pub(super) fn is_self_assign(universe: &Universe, place: &Expr, value: &Expr) -> bool {
    if is_resliced(universe, place, value) {
        return true;
    }
    match (&place.kind, &value.kind) {
        (ExprKind::Field { x, .. }, ExprKind::Field { x: y, .. }) => same(x, y),
        (ExprKind::Index { x, index: i }, ExprKind::Index { x: y, index: j }) => {
            is_quiet(i) && is_quiet(j) && same(x, y)
        }
        _ => false,
    }
}

/// `*b = (*b)[i:j]`, `b.x = b.y[i:j]` for a pointer `b`. Slices of an array in `*b` do not count: they point to it anew.
fn is_resliced(universe: &Universe, place: &Expr, value: &Expr) -> bool {
    let ExprKind::Slice { x, .. } = &value.kind else { return false };
    let sliced = match (universe.under(x.ty), &x.kind) {
        (Type::Array { .. }, ExprKind::Deref(pointer)) => pointer,
        (Type::Array { .. }, _) => return false,
        _ => x,
    };
    through(place).is_some_and(|var| through(sliced) == Some(var))
}

/// The pointer variable that `*p` and `p.x` go through.
fn through(e: &Expr) -> Option<VarId> {
    let pointer = match &e.kind {
        ExprKind::Deref(x) => x,
        ExprKind::Field { x, .. } => match &x.kind {
            ExprKind::Deref(x) => x,
            _ => return None,
        },
        _ => return None,
    };
    match pointer.kind {
        ExprKind::Var(var) => Some(var),
        _ => None,
    }
}

/// Whether both are written alike, and evaluating them changes nothing.
fn same(a: &Expr, b: &Expr) -> bool {
    use ExprKind::{Binary, BitNot, Const, Convert, Deref, Field, Global, Index, Neg, Not, Var};
    if a.ty != b.ty {
        return false;
    }
    match (&a.kind, &b.kind) {
        (Var(x), Var(y)) => x == y,
        (Global(x), Global(y)) => x == y,
        (Const(x), Const(y)) => x == y,
        (Deref(x), Deref(y))
        | (Convert(x), Convert(y))
        | (Not(x), Not(y))
        | (BitNot(x), BitNot(y))
        | (Neg(x), Neg(y)) => same(x, y),
        (Field { x, index: i }, Field { x: y, index: j }) => i == j && same(x, y),
        (Index { x, index: i }, Index { x: y, index: j }) => same(x, y) && same(i, j),
        (Binary { op, x, y }, Binary { op: other, x: x2, y: y2 }) => op == other && same(x, x2) && same(y, y2),
        _ => false,
    }
}

/// Whether evaluating an index can change nothing.
fn is_quiet(e: &Expr) -> bool {
    use ExprKind::{Binary, BitNot, Cap, Const, Convert, Deref, Field, Global, Index, Len, Neg, Not, Var};
    match &e.kind {
        Var(_) | Global(_) | Const(_) => true,
        Deref(x) | Convert(x) | Not(x) | BitNot(x) | Neg(x) | Len(x) | Cap(x) | Field { x, .. } => is_quiet(x),
        Index { x, index: y } | Binary { x, y, .. } => is_quiet(x) && is_quiet(y),
        _ => false,
    }
}
