//! Interface variables that hold values of one type for all of their life.
//!
//! Since Go 1.26 all assignments to a variable are looked at, those in literals too; nil may be among them. Before, the
//! declaration had to be all ([`super::known`]).

use super::known::peel;
use crate::body::{Body, Expr, ExprKind, Stmt, StmtKind, Value, VarId};
use crate::visit;
use goslice_types::types::TypeId;
use std::collections::{HashMap, HashSet};

/// The type of the values in an interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Concrete {
    pub(super) ty: TypeId,
    /// The interface may be nil.
    pub(super) nil: bool,
}

/// The interface variables of a body whose values are of a known type.
#[derive(Debug, Default)]
pub(super) struct Concretes {
    vars: HashMap<VarId, Concrete>,
}

impl Concretes {
    /// Looks at all of `body`, of whose captured variables `captured` are known.
    pub(super) fn of(body: &Body, captured: &Concretes) -> Concretes {
        let mut finder = Finder { bodies: 1, ..Finder::default() };
        finder.stmts(0, body, &body.stmts);
        for &var in body.params.iter().chain(&body.results).chain(&body.captures) {
            finder.unknown.insert((0, var));
        }
        let vars = finder.values.keys().filter(|key| key.0 == 0);
        let mut vars: HashMap<VarId, Concrete> =
            vars.filter_map(|&key| Some((key.1, finder.concrete(&Given::Var(key))?))).collect();
        vars.extend(captured.vars.iter().map(|(&var, &concrete)| (var, concrete)));
        Concretes { vars }
    }

    /// What is known of the values of `e`.
    pub(super) fn concrete(&self, e: &Expr) -> Option<Concrete> {
        match given(e, &|var| var)? {
            Given::Type(ty) => Some(Concrete { ty, nil: false }),
            Given::Var(var) => self.vars.get(&var).copied(),
            Given::Asserted(inner) => match *inner {
                Given::Type(ty) => Some(Concrete { ty, nil: false }),
                Given::Var(var) => self.vars.get(&var).copied(),
                _ => None,
            },
            Given::Nil => None,
        }
    }

    /// What a literal knows of the variables that it captures.
    pub(super) fn captured(&self, captures: &[VarId], literal: &Body) -> Concretes {
        let vars = captures.iter().zip(&literal.captures);
        Concretes { vars: vars.filter_map(|(outer, &inner)| Some((inner, *self.vars.get(outer)?))).collect() }
    }
}

/// A value that a variable is given; variables are of type `V`.
#[derive(Clone, Debug)]
enum Given<V> {
    Type(TypeId),
    Var(V),
    Nil,
    /// By an assertion, which is nil if it fails.
    Asserted(Box<Given<V>>),
}

/// The value of an expression of interface type; `None` if nothing is known of it.
fn given<V>(e: &Expr, var: &impl Fn(VarId) -> V) -> Option<Given<V>> {
    match &peel(e).kind {
        ExprKind::ToInterface { x, .. } => Some(Given::Type(x.ty)),
        ExprKind::InterfaceToInterface(x) => given(x, var),
        ExprKind::TypeAssert { x, comma_ok: false, .. } => given(x, var),
        ExprKind::TypeAssert { x, comma_ok: true, .. } => Some(Given::Asserted(Box::new(given(x, var)?))),
        ExprKind::Var(it) => Some(Given::Var(var(*it))),
        ExprKind::Const(Value::Zero) => Some(Given::Nil),
        _ => None,
    }
}

/// A variable of a body, which is told by its number.
type Key = (usize, VarId);

#[derive(Default)]
struct Finder {
    /// The bodies seen so far.
    bodies: usize,
    /// For variables that literals capture, the variables themselves.
    captured: HashMap<Key, Key>,
    values: HashMap<Key, Vec<Given<Key>>>,
    unknown: HashSet<Key>,
}

impl Finder {
    fn stmts(&mut self, at: usize, body: &Body, stmts: &[Stmt]) {
        stmts.iter().for_each(|stmt| self.stmt(at, body, stmt));
    }

    fn stmt(&mut self, at: usize, body: &Body, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Declare { var, init } => match init {
                Some(init) => self.assigned(at, body, *var, init),
                None => self.values.entry(self.key(at, *var)).or_default().push(Given::Nil),
            },
            StmtKind::Assign { place: Expr { kind: ExprKind::Var(var), .. }, value } => {
                self.assigned(at, body, *var, value);
            }
            StmtKind::AssignParallel { places, values } => {
                for (place, value) in places.iter().zip(values) {
                    if let Some(Expr { kind: ExprKind::Var(var), .. }) = place {
                        self.assigned(at, body, *var, value);
                    }
                }
            }
            StmtKind::AssignTuple { places, value } => {
                for (place, of) in places.iter().zip(0..) {
                    let Some(Expr { kind: ExprKind::Var(var), .. }) = place else { continue };
                    // Of the two values of an assertion, the first.
                    if of == 0 {
                        self.assigned(at, body, *var, value);
                    } else {
                        self.unknown.insert(self.key(at, *var));
                    }
                }
            }
            _ => {}
        }
        visit::own_exprs(stmt, &mut |e, _| self.expr(at, body, e));
        visit::children(stmt, &mut |child| self.stmt(at, body, child));
    }

    fn expr(&mut self, at: usize, body: &Body, e: &Expr) {
        match &e.kind {
            ExprKind::Seq { stmts, .. } => self.stmts(at, body, stmts),
            ExprKind::Closure { captures, body: literal, .. } => {
                let inner = self.bodies;
                self.bodies += 1;
                for (&outer, &var) in captures.iter().zip(&literal.captures) {
                    self.captured.insert((inner, var), self.key(at, outer));
                }
                self.unknown.extend(literal.params.iter().chain(&literal.results).map(|&var| (inner, var)));
                self.stmts(inner, literal, &literal.stmts);
            }
            _ => {}
        }
        visit::sub_exprs(e, &mut |part| self.expr(at, body, part));
    }

    fn assigned(&mut self, at: usize, body: &Body, var: VarId, value: &Expr) {
        let key = self.key(at, var);
        let addr_taken = body.vars[var.0 as usize].addr_taken;
        match given(value, &|var| self.key(at, var)).filter(|_| !addr_taken) {
            Some(value) => self.values.entry(key).or_default().push(value),
            None => drop(self.unknown.insert(key)),
        }
    }

    fn key(&self, at: usize, var: VarId) -> Key {
        self.captured.get(&(at, var)).copied().unwrap_or((at, var))
    }

    fn concrete(&self, value: &Given<Key>) -> Option<Concrete> {
        let mut found = Merged::default();
        self.merge(value, &mut found, &mut HashSet::new())?;
        Some(Concrete { ty: found.ty?, nil: found.nil })
    }

    /// Adds what `value` may be; `None` if that is not known, or of several types. `seen` are the variables on the way.
    fn merge(&self, value: &Given<Key>, found: &mut Merged, seen: &mut HashSet<Key>) -> Option<()> {
        match value {
            Given::Type(ty) if found.ty.is_none_or(|before| before == *ty) => found.ty = Some(*ty),
            Given::Type(_) => return None,
            Given::Nil => found.nil = true,
            Given::Asserted(value) => {
                found.nil = true;
                self.merge(value, found, seen)?;
            }
            Given::Var(var) => {
                if self.unknown.contains(var) {
                    return None;
                }
                let values = self.values.get(var)?;
                if seen.insert(*var) {
                    values.iter().try_for_each(|value| self.merge(value, found, seen))?;
                }
            }
        }
        Some(())
    }
}

#[derive(Default)]
struct Merged {
    ty: Option<TypeId>,
    nil: bool,
}
