//! Interface variables that hold values of one type for all of their life.
//!
//! Since Go 1.26 all assignments to a variable are looked at, those in literals too; nil may be among them. Before, the
//! declaration had to be all ([`super::known`]).

use super::known::peel;
use crate::body::{Body, Expr, ExprKind, Stmt, StmtKind, Value, VarId};
use crate::visit;
use goslice_types::graph::components;
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
        let mut vars = finder.concretes();
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

impl<V: Copy> Given<V> {
    fn variable(&self) -> Option<V> {
        match self {
            Given::Var(var) => Some(*var),
            Given::Asserted(value) => value.variable(),
            Given::Type(_) | Given::Nil => None,
        }
    }
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

    /// What the variables of the outermost body hold. Variables that are given each other hold the same; each set of such
    /// variables is looked at once, after those that it is given.
    fn concretes(&self) -> HashMap<VarId, Concrete> {
        let vars: Vec<(Key, &[Given<Key>])> = self.values.iter().map(|(key, given)| (*key, &given[..])).collect();
        let numbers: HashMap<Key, usize> = vars.iter().enumerate().map(|(at, (key, _))| (*key, at)).collect();
        let next = |given: &[Given<Key>]| given.iter().filter_map(|it| numbers.get(&it.variable()?).copied()).collect();
        let component = components(&vars.iter().map(|(_, given)| next(given)).collect::<Vec<_>>());
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); component.iter().max().map_or(0, |last| last + 1)];
        component.iter().enumerate().for_each(|(at, component)| members[*component].push(at));
        let mut merged: Vec<Option<Merged>> = Vec::with_capacity(members.len());
        for (this, members) in members.iter().enumerate() {
            let mut found = Merged::default();
            let known = members.iter().all(|&at| {
                let (key, given) = vars[at];
                let value_of = |var: &Key| numbers.get(var).map(|other| component[*other]);
                !self.unknown.contains(&key)
                    && given.iter().all(|value| {
                        let of = |var: &Key| match value_of(var) {
                            Some(other) if other == this => Some(Merged::default()),
                            Some(other) => merged[other],
                            None => None,
                        };
                        found.add(value, &of)
                    })
            });
            merged.push(known.then_some(found));
        }
        let mut concretes = HashMap::new();
        for (at, (key, _)) in vars.iter().enumerate().filter(|(_, (key, _))| key.0 == 0) {
            if let Some(Merged { ty: Some(ty), nil }) = merged[component[at]] {
                concretes.insert(key.1, Concrete { ty, nil });
            }
        }
        concretes
    }
}

/// What some values may be.
#[derive(Clone, Copy, Default)]
struct Merged {
    ty: Option<TypeId>,
    nil: bool,
}

impl Merged {
    /// Adds what `value` may be; false if that is not known, or of several types. `of` says what variables hold.
    fn add(&mut self, value: &Given<Key>, of: &impl Fn(&Key) -> Option<Merged>) -> bool {
        let more = match value {
            Given::Type(ty) => Merged { ty: Some(*ty), nil: false },
            Given::Nil => Merged { ty: None, nil: true },
            Given::Asserted(value) => {
                self.nil = true;
                return self.add(value, of);
            }
            Given::Var(var) => match of(var) {
                Some(held) => held,
                None => return false,
            },
        };
        self.nil |= more.nil;
        let one_type = self.ty.is_none() || more.ty.is_none() || self.ty == more.ty;
        self.ty = self.ty.or(more.ty);
        one_type
    }
}
