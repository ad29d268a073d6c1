//! Variables that hold one value for all of their life, and which one.
//!
//! gc asks `ir.ReassignOracle.StaticValue`: a local variable that its declaration gives a value, that is never assigned again, in
//! no function literal either, and whose address is not taken. Looked through are conversions between types of one
//! representation, and calls that were inlined: the result of a function with one `return`, unless it is named, is a variable
//! with a declaration of this kind. Parameters of the function itself, named results, one of several results, what
//! `var x T` declares without a value, and package variables are not known.

use crate::body::{Body, Expr, ExprKind, Stmt, StmtKind, VarId};
use crate::visit;
use goslice_types::types::{Basic, Type, TypeId, Universe};
use std::collections::{HashMap, HashSet};

/// What a literal knows of the variables that it captures, by its own names for them.
pub(crate) type Captured = HashMap<VarId, Expr>;

/// The known variables of a body.
#[derive(Debug)]
pub(crate) struct StaticValues<'a> {
    universe: &'a Universe,
    body: &'a Body,
    values: HashMap<VarId, &'a Expr>,
    captured: &'a Captured,
}

impl<'a> StaticValues<'a> {
    /// Looks at all statements of `body`.
    pub(crate) fn of(universe: &'a Universe, body: &'a Body, captured: &'a Captured) -> StaticValues<'a> {
        let mut finder = Finder { universe, body, values: HashMap::new(), not: HashSet::new() };
        body.stmts.iter().for_each(|stmt| finder.stmt(stmt));
        let Finder { mut values, not, .. } = finder;
        values.retain(|var, _| !not.contains(var));
        StaticValues { universe, body, values, captured }
    }

    /// The expression whose value `e` has: `e` itself if nothing is known.
    pub(crate) fn value(&self, mut e: &'a Expr) -> &'a Expr {
        loop {
            e = match &e.kind {
                ExprKind::Var(var) => match (self.captured.get(var), self.values.get(var)) {
                    (Some(value), _) => return value,
                    (None, Some(value)) => value,
                    (None, None) => return e,
                },
                ExprKind::Seq { value, .. } => value,
                ExprKind::Convert(x) if self.is_same(x.ty, e.ty) => x,
                _ => return e,
            };
        }
    }

    /// The same of variables that are named in the source alone: gc looks no further for literals of structs and arrays.
    pub(crate) fn named(&self, mut e: &'a Expr) -> &'a Expr {
        while let ExprKind::Var(var) = e.kind
            && let Some(value) = self.values.get(&var)
            && !self.body.vars[var.0 as usize].inlined_result
        {
            e = value;
        }
        e
    }

    /// The constants among the variables that a literal of this body captures.
    pub(crate) fn captured_by(&self, captures: &[VarId], literal: &Body) -> Captured {
        let known = captures.iter().zip(&literal.captures).filter_map(|(outer, inner)| {
            let value = match (self.captured.get(outer), self.values.get(outer)) {
                (Some(value), _) => value,
                (None, Some(value)) => self.value(value),
                (None, None) => return None,
            };
            matches!(value.kind, ExprKind::Const(_)).then(|| (*inner, value.clone()))
        });
        known.collect()
    }

    /// Whether values of both types are represented alike.
    fn is_same(&self, a: TypeId, b: TypeId) -> bool {
        let machine = |ty: TypeId| match self.universe.under(ty) {
            Type::Basic(Basic::Int) => Some(Basic::Int64),
            Type::Basic(Basic::Uint | Basic::Uintptr) => Some(Basic::Uint64),
            Type::Basic(basic) if basic.is_integer() => Some(*basic),
            _ => None,
        };
        match (machine(a), machine(b)) {
            (Some(a), Some(b)) => a == b,
            _ => self.universe.underlying(a) == self.universe.underlying(b),
        }
    }
}

struct Finder<'a> {
    universe: &'a Universe,
    body: &'a Body,
    values: HashMap<VarId, &'a Expr>,
    /// Assigned, declared without a value, or out of sight.
    not: HashSet<VarId>,
}

impl<'a> Finder<'a> {
    fn stmt(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Declare { var, init } => {
                let it = &self.body.vars[var.0 as usize];
                let shared = it.addr_taken || it.one_of_results || it.captured && it.reassigned;
                match init.as_ref().filter(|_| !shared) {
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
}
