//! What holds the values that are put in interfaces: seldom an object of their own.
//!
//! The rules are gc's. Values that are pointers are in the interface itself and no concern of this file.

use crate::body::{Body, Boxing, Expr, ExprKind, Storage};
use crate::escape::Cause;
use crate::lower::is_direct;
use crate::static_values::{Captured, StaticValues};
use crate::visit;
use goslice_types::layout::{align_of, has_pointers, size_of};
use goslice_types::types::{Basic, Type, TypeId, Universe};
use std::collections::HashMap;
use std::sync::Arc;

/// A frame holds values of up to this many bytes for interfaces.
const FRAME_MAX: u64 = 1024;

impl Boxing {
    /// What holds values of a type, of which nothing is known.
    pub fn of_type(universe: &Universe, ty: TypeId) -> Boxing {
        let (size, align) = (size_of(universe, ty), align_of(universe, ty));
        let sole = universe.under(sole_component(universe, ty));
        match (size, sole) {
            (1, Type::Basic(basic)) if basic.is_integer() || *basic == Basic::Bool => Boxing::Byte,
            (2 | 4 | 8, _) if align == size && !has_pointers(universe, ty) => Boxing::Word,
            (_, Type::Basic(Basic::String) | Type::Slice(_)) => Boxing::Header,
            _ => Boxing::Object,
        }
    }
}

/// The only part of structs with one field and arrays with one element.
pub(crate) fn sole_component(universe: &Universe, ty: TypeId) -> TypeId {
    match universe.under(ty) {
        Type::Struct(fields) if fields.len() == 1 => sole_component(universe, fields[0].ty),
        Type::Array { elem, len: 1 } => sole_component(universe, *elem),
        _ => ty,
    }
}

/// Decides for the sites of `body` and of the literals in it. `literals`: composite literals can be constant (Go 1.25), and
/// variables that are never anything else.
pub(crate) fn place(universe: &Universe, literals: bool, body: &mut Body) {
    in_body(universe, literals, body, &Captured::new());
}

fn in_body(universe: &Universe, literals: bool, body: &mut Body, captured: &Captured) {
    let (mut found, mut inner) = (Vec::new(), HashMap::new());
    let statics = StaticValues::of(universe, body, captured);
    for stmt in &body.stmts {
        visit::exprs_of(stmt, &mut |e| match &e.kind {
            ExprKind::ToInterface { x, site } if !is_direct(universe, x.ty) => {
                let value = if literals { constant(&statics, x) } else { x };
                found.push((*site, x.ty, boxing(universe, literals, x.ty, value)));
            }
            ExprKind::Closure { captures, body, site, .. } => {
                inner.insert(*site, statics.captured_by(captures, body));
            }
            _ => {}
        });
    }
    for (site, ty, boxing) in found {
        let site = &mut body.sites[site.0 as usize];
        let shared = matches!(boxing, Boxing::Constant(_) | Boxing::Byte);
        if site.storage == Storage::Frame && !shared && size_of(universe, ty) > FRAME_MAX {
            site.storage = Storage::Heap;
            site.cause = Some(Arc::new(Cause::TooLarge { limit: FRAME_MAX }));
        }
        site.boxing = boxing;
    }
    for stmt in &mut body.stmts {
        crate::operands::for_each_expr(stmt, &mut |e| {
            if let ExprKind::Closure { body, site, .. } = &mut e.kind {
                let captured = inner.remove(site).unwrap_or_default();
                in_body(universe, literals, body, &captured);
            }
        });
    }
}

/// The constant, or the literal of constants, that a value always is; else the value.
fn constant<'a>(statics: &StaticValues<'a>, x: &'a Expr) -> &'a Expr {
    let value = statics.value(x);
    match value.kind {
        ExprKind::Const(_) => value,
        _ => Some(statics.named(x)).filter(|value| is_constant(value)).unwrap_or(x),
    }
}

fn boxing(universe: &Universe, literals: bool, ty: TypeId, value: &Expr) -> Boxing {
    let composite = matches!(universe.under(ty), Type::Struct(_) | Type::Array { .. });
    // What has no size is at the address of all that has none.
    let some = size_of(universe, ty) > 0;
    match some && is_constant(value) && (literals || !composite) {
        true => Boxing::Constant(Arc::new(value.clone())),
        false => Boxing::of_type(universe, ty),
    }
}

/// Whether an expression is a constant, or a literal made of them.
fn is_constant(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Const(_) => true,
        ExprKind::StructLit(fields) => fields.iter().flatten().all(is_constant),
        ExprKind::ArrayLit(elems) => elems.iter().all(|(_, elem)| is_constant(elem)),
        // Between types of one representation.
        ExprKind::Convert(x) => matches!(x.kind, ExprKind::StructLit(_) | ExprKind::ArrayLit(_)) && is_constant(x),
        _ => false,
    }
}
