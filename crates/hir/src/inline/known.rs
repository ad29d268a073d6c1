//! Variables of a body that hold one known function for all of their life, and how often literals are called.

use super::concrete::Concrete;
use crate::body::{Body, Callee, Expr, ExprKind, FuncId, Stmt, StmtKind, VarId};
use crate::visit;
use goslice_types::types::TypeId;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// What a variable of function type is known to hold.
#[derive(Clone, Debug)]
pub(super) enum Known {
    Func(FuncId),
    /// A literal: its function, its body as written, and what it captures. Who only counts calls needs no body.
    Literal {
        func: FuncId,
        body: Option<Rc<Body>>,
        captures: Vec<VarId>,
    },
    /// The same as another variable.
    Same(VarId),
    /// A value of a concrete type in an interface.
    Concrete(TypeId),
}

/// The known variables of a body.
#[derive(Debug, Default)]
pub(super) struct Knowns {
    vars: HashMap<VarId, Known>,
}

impl Knowns {
    /// Looks at all statements of `body`, of whose captured variables `captured` are known.
    pub(super) fn of(body: &Body, captured: &Knowns) -> Knowns {
        Knowns::with_bodies(body, captured, true)
    }

    fn with_bodies(body: &Body, captured: &Knowns, bodies: bool) -> Knowns {
        let mut finder = Finder { body, bodies, vars: HashMap::new(), not: HashSet::new() };
        finder.stmts(&body.stmts);
        let Finder { mut vars, not, .. } = finder;
        vars.retain(|var, _| !not.contains(var));
        resolve(&mut vars);
        vars.extend(captured.vars.iter().map(|(&var, known)| (var, known.clone())));
        Knowns { vars }
    }

    /// What a literal knows of the variables that it captures.
    pub(super) fn captured(&self, captures: &[VarId], literal: &Body) -> Knowns {
        let vars = captures.iter().zip(&literal.captures).filter_map(|(outer, &inner)| {
            // Literals have names of the body around.
            let known = self.get(*outer).filter(|known| matches!(known, Known::Func(_) | Known::Concrete(_)))?;
            Some((inner, known.clone()))
        });
        Knowns { vars: vars.collect() }
    }

    pub(super) fn get(&self, var: VarId) -> Option<&Known> {
        self.vars.get(&var)
    }

    /// The concrete type of an interface value, before Go 1.26.
    pub(super) fn concrete(&self, e: &Expr) -> Option<Concrete> {
        let ty = match &peel(e).kind {
            ExprKind::ToInterface { x, .. } => x.ty,
            ExprKind::Var(var) => match self.get(*var)? {
                Known::Concrete(ty) => *ty,
                _ => return None,
            },
            _ => return None,
        };
        Some(Concrete { ty, nil: false })
    }

    /// Adds the calls of literals in `body` to `counts`.
    pub(super) fn count(&self, body: &Body, counts: &mut HashMap<FuncId, u32>) {
        Counter { counts, level: Level { all: 1, nested: 1 }, held: self.literals(1) }.body(body);
    }

    /// The variables that hold literals, each call of which counts `times`.
    fn literals(&self, times: u32) -> HashMap<VarId, (FuncId, u32)> {
        let held = self.vars.iter().filter_map(|(&var, known)| match known {
            Known::Literal { func, .. } => Some((var, (*func, times))),
            _ => None,
        });
        held.collect()
    }
}

/// Gives variables that are the same as another one what that one is known to hold. Each chain of them is followed once.
fn resolve(vars: &mut HashMap<VarId, Known>) {
    let same: Vec<VarId> = vars.iter().filter(|(_, known)| matches!(known, Known::Same(_))).map(|it| *it.0).collect();
    for var in same {
        let mut chain = Vec::new();
        let mut at = var;
        while let Some(&Known::Same(other)) = vars.get(&at) {
            chain.push(at);
            // What leads back to itself holds nothing that is known.
            vars.remove(&at);
            at = other;
        }
        if let Some(known) = vars.get(&at).cloned() {
            vars.extend(chain.into_iter().map(|var| (var, known.clone())));
        }
    }
}

/// Counts calls of literals. A literal's body counts once with what is known of its captured variables, and once with what
/// is known of its own, for each time that the body around it does: calls in nested literals count several times. What
/// matters is whether there is more than one.
struct Counter<'a> {
    counts: &'a mut HashMap<FuncId, u32>,
    level: Level,
    /// The literals that variables are known to hold, and how often a call of one counts.
    held: HashMap<VarId, (FuncId, u32)>,
}

/// How often calls in a body count.
#[derive(Clone, Copy)]
struct Level {
    /// Of a literal that is called where it stands: once for this body, and once for each around it.
    all: u32,
    /// Of a literal that a variable of a body nested in this one holds.
    nested: u32,
}

impl Counter<'_> {
    fn body(&mut self, body: &Body) {
        for stmt in &body.stmts {
            visit::exprs_of(stmt, &mut |e| self.expr(e));
        }
    }

    fn expr(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Call(call) => {
                let Callee::Value(fun) = &call.callee else { return };
                let called = match &peel(fun).kind {
                    ExprKind::Closure { func, .. } => Some((*func, self.level.all)),
                    ExprKind::Var(var) => self.held.get(var).copied(),
                    _ => None,
                };
                if let Some((literal, times)) = called {
                    let count = self.counts.entry(literal).or_default();
                    *count = count.saturating_add(times);
                }
            }
            ExprKind::Closure { body, captures, .. } => {
                let own = self.level.nested;
                let level = Level { all: self.level.all.saturating_add(own), nested: own.saturating_mul(2) };
                let mut held = Knowns::with_bodies(body, &Knowns::default(), false).literals(own);
                // By the literal's own names, known variables of this body may be called in it.
                let inner = body.captures.iter().zip(captures);
                held.extend(inner.filter_map(|(inner, outer)| Some((*inner, *self.held.get(outer)?))));
                Counter { counts: self.counts, level, held }.body(body);
            }
            _ => {}
        }
    }
}

/// The expression that is left when statements before it, and conversions that change nothing, are taken off.
pub(super) fn peel(e: &Expr) -> &Expr {
    match &e.kind {
        ExprKind::Seq { value: inner, .. } => peel(inner),
        ExprKind::Convert(inner) if !matches!(inner.kind, ExprKind::Const(_)) => peel(inner),
        _ => e,
    }
}

struct Finder<'a> {
    body: &'a Body,
    /// Whether the bodies of literals are wanted.
    bodies: bool,
    vars: HashMap<VarId, Known>,
    /// Assigned, or declared more than once.
    not: HashSet<VarId>,
}

impl Finder<'_> {
    fn stmts(&mut self, stmts: &[Stmt]) {
        stmts.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Declare { var, init: Some(init) } => self.declared(*var, init),
            StmtKind::Loop { per_iteration, .. } => self.not.extend(per_iteration),
            _ => {}
        }
        visit::places(stmt, &mut |place| self.assigned(place));
        visit::own_exprs(stmt, &mut |e, _| self.expr(e));
        visit::children(stmt, &mut |child| self.stmt(child));
    }

    fn expr(&mut self, e: &Expr) {
        if let ExprKind::Seq { stmts, value } = &e.kind {
            self.stmts(stmts);
            return self.expr(value);
        }
        visit::sub_exprs(e, &mut |part| self.expr(part));
    }

    fn assigned(&mut self, place: &Expr) {
        if let ExprKind::Var(var) = place.kind {
            self.not.insert(var);
        }
    }

    fn declared(&mut self, var: VarId, init: &Expr) {
        let it = &self.body.vars[var.0 as usize];
        if it.addr_taken || it.captured && it.reassigned {
            return;
        }
        let init = peel(init);
        let known = match &init.kind {
            ExprKind::ToInterface { x, .. } => Known::Concrete(x.ty),
            ExprKind::Func(func) => Known::Func(*func),
            ExprKind::Closure { func, captures, body, .. } => {
                let body = self.bodies.then(|| Rc::new((**body).clone()));
                Known::Literal { func: *func, body, captures: captures.clone() }
            }
            ExprKind::Var(other) => Known::Same(*other),
            _ => return,
        };
        if self.vars.insert(var, known).is_some() {
            self.not.insert(var);
        }
    }
}
