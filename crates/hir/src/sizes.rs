//! Sizes of `make` that are always the same, though the program does not write a constant.
//!
//! Since Go 1.25 such a `make` counts as one with a constant size: it is in the frame if nothing outlives the call and 64 KiB are
//! enough (cmd/compile/internal/escape, `rewriteWithLiterals`). The size is what the capacity, or else the length, is known to
//! be ([`crate::static_values`]), if that is not negative; the rest of the expression is still evaluated. Since Go 1.26 the
//! length of a slice variable that holds one literal is known too, also of the arguments of an inlined call of a variadic
//! function; the capacity of a literal, and the lengths of strings and of other slices, are not.

use crate::body::{Body, Expr, ExprKind, SiteId, Value};
use crate::static_values::{Captured, StaticValues};
use goslice_types::types::Universe;
use std::collections::HashMap;

/// Puts the known sizes of Go 1.`minor` into `body` and the literals in it. Sites have their numbers.
pub(crate) fn place(universe: &Universe, minor: u8, body: &mut Body) {
    if minor >= 25 {
        in_body(universe, minor >= 26, body, &Captured::new());
    }
}

/// `lengths`: those of literals are known.
fn in_body(universe: &Universe, lengths: bool, body: &mut Body, captured: &Captured) {
    let (mut sizes, mut literals) = (HashMap::new(), HashMap::new());
    let statics = StaticValues::of(universe, body, captured);
    for stmt in &body.stmts {
        crate::visit::exprs_of(stmt, &mut |e| match &e.kind {
            ExprKind::MakeSlice { len, cap, site } => {
                let size = cap.as_deref().unwrap_or(len);
                if crate::escape::constant(size).is_none()
                    && let Some(known) = known(&statics, size, lengths)
                {
                    sizes.insert(*site, known);
                }
            }
            ExprKind::Closure { captures, body, site, .. } => {
                literals.insert(*site, statics.captured_by(captures, body));
            }
            _ => {}
        });
    }
    for stmt in &mut body.stmts {
        crate::operands::for_each_expr(stmt, &mut |e| match &mut e.kind {
            ExprKind::MakeSlice { len, cap, site } => {
                if let Some(known) = sizes.get(site) {
                    set(cap.as_deref_mut().unwrap_or(len), *known);
                }
            }
            ExprKind::Closure { body, site, .. } => {
                let captured: &Captured = &literals.remove(site).unwrap_or_default();
                in_body(universe, lengths, body, captured);
            }
            _ => {}
        });
    }
    note(body, sizes);
}

/// Notes the sizes on the sites, for those who ask why.
fn note(body: &mut Body, sizes: HashMap<SiteId, i64>) {
    for (site, size) in sizes {
        body.sites[site.0 as usize].always = Some(size as u64);
    }
}

fn known<'a>(statics: &StaticValues<'a>, size: &'a Expr, lengths: bool) -> Option<i64> {
    let value = statics.value(size);
    let known = match &value.kind {
        ExprKind::Const(Value::Int(size)) => *size,
        ExprKind::Const(Value::Zero) => 0,
        ExprKind::Len(x) if lengths => match &statics.value(x).kind {
            ExprKind::SliceLit { len, .. } => *len as i64,
            _ => return None,
        },
        _ => return None,
    };
    (known >= 0).then_some(known)
}

/// Replaces the value of `size`, not what is evaluated before it.
fn set(size: &mut Expr, known: i64) {
    match &mut size.kind {
        ExprKind::Seq { value, .. } => set(value, known),
        ExprKind::Var(_) => size.kind = ExprKind::Const(Value::Int(known)),
        _ => {
            let (pos, ty) = (size.pos, size.ty);
            let value = Expr { pos, ty, kind: ExprKind::Const(Value::Int(known)) };
            let old = std::mem::replace(size, value.clone());
            let stmts = vec![crate::body::Stmt { pos, kind: crate::body::StmtKind::Expr(old) }];
            size.kind = ExprKind::Seq { stmts, value: Box::new(value) };
        }
    }
}
