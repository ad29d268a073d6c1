//! What holds the values that are put in interfaces: seldom an object of their own.
//!
//! The rules are gc's. Values that are pointers are in the interface itself and no concern of this file.

use crate::body::{Body, Boxing, Expr, ExprKind, SiteId, Stmt, StmtKind, Storage, VarId};
use crate::escape::Cause;
use crate::lower::is_direct;
use crate::visit;
use goslice_types::layout::{align_of, has_pointers, size_of};
use goslice_types::types::{Basic, Type, TypeId, Universe};
use std::collections::{HashMap, HashSet};
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
    let found = {
        let mut finder =
            Finder { universe, literals, body, values: HashMap::new(), not: HashSet::new(), boxed: Vec::new() };
        body.stmts.iter().for_each(|stmt| finder.stmt(stmt));
        let boxed = std::mem::take(&mut finder.boxed);
        boxed.into_iter().map(|(site, x)| (site, x.ty, finder.boxing(x))).collect::<Vec<_>>()
    };
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
            if let ExprKind::Closure { body, .. } = &mut e.kind {
                place(universe, literals, body);
            }
        });
    }
}

/// The values that are put in interfaces, and the variables with one value.
struct Finder<'a> {
    universe: &'a Universe,
    literals: bool,
    body: &'a Body,
    /// What variables are declared with.
    values: HashMap<VarId, &'a Expr>,
    /// Variables with other values.
    not: HashSet<VarId>,
    boxed: Vec<(SiteId, &'a Expr)>,
}

impl<'a> Finder<'a> {
    fn stmt(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Declare { var, init } => {
                let it = &self.body.vars[var.0 as usize];
                let several = it.addr_taken || it.inlined_result || it.captured && it.reassigned;
                match init.as_ref().filter(|_| !several) {
                    Some(init) if !self.values.contains_key(var) => drop(self.values.insert(*var, init)),
                    _ => drop(self.not.insert(*var)),
                }
            }
            StmtKind::Loop { per_iteration, .. } => self.not.extend(per_iteration),
            _ => {}
        }
        visit::places(stmt, &mut |place| self.assigned(place));
        visit::own_exprs(stmt, &mut |e, _| self.expr(e));
        visit::children(stmt, &mut |child| self.stmt(child));
    }

    fn expr(&mut self, e: &'a Expr) {
        if let ExprKind::Seq { stmts, .. } = &e.kind {
            stmts.iter().for_each(|stmt| self.stmt(stmt));
        }
        if let ExprKind::ToInterface { x, site } = &e.kind
            && !is_direct(self.universe, x.ty)
        {
            self.boxed.push((*site, x));
        }
        visit::sub_exprs(e, &mut |part| self.expr(part));
    }

    fn assigned(&mut self, place: &Expr) {
        match &place.kind {
            ExprKind::Var(var) => drop(self.not.insert(*var)),
            ExprKind::Field { x, .. } => self.assigned(x),
            ExprKind::Index { x, .. } if matches!(self.universe.under(x.ty), Type::Array { .. }) => self.assigned(x),
            _ => {}
        }
    }

    fn boxing(&self, x: &'a Expr) -> Boxing {
        let value = if self.literals { self.value(x) } else { x };
        let composite = matches!(self.universe.under(x.ty), Type::Struct(_) | Type::Array { .. });
        // What has no size is at the address of all that has none.
        let some = size_of(self.universe, x.ty) > 0;
        match some && is_constant(value) && (self.literals || !composite) {
            true => Boxing::Constant(Arc::new(value.clone())),
            false => Boxing::of_type(self.universe, x.ty),
        }
    }

    /// The value of a variable that has only one.
    fn value(&self, x: &'a Expr) -> &'a Expr {
        let mut x = x;
        while let ExprKind::Var(var) = x.kind
            && !self.not.contains(&var)
            && let Some(value) = self.values.get(&var)
        {
            x = value;
        }
        x
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
