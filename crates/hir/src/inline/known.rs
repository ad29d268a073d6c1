//! Variables of a body that hold one known function for all of their life, and how often literals are called.

use super::concrete::Concrete;
use crate::body::{Body, Callee, Expr, ExprKind, FuncId, Stmt, StmtKind, VarId};
use crate::visit;
use goslice_types::types::TypeId;
use std::collections::{HashMap, HashSet};

/// What a variable of function type is known to hold.
#[derive(Clone, Debug)]
pub(super) enum Known {
    Func(FuncId),
    /// A literal: its function, its body as written, and what it captures.
    Literal {
        func: FuncId,
        body: Box<Body>,
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
        let mut finder = Finder { body, vars: HashMap::new(), not: HashSet::new() };
        finder.stmts(&body.stmts);
        let Finder { mut vars, not, .. } = finder;
        vars.retain(|var, _| !not.contains(var));
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
        // Chains are as long as bodies are nested.
        let mut known = self.vars.get(&var)?;
        for _ in 0..self.vars.len() {
            match known {
                Known::Same(other) => known = self.vars.get(other)?,
                _ => break,
            }
        }
        Some(known)
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

    /// The literal that a called value is.
    pub(super) fn literal(&self, fun: &Expr) -> Option<FuncId> {
        match &peel(fun).kind {
            ExprKind::Closure { func, .. } => Some(*func),
            ExprKind::Var(var) => match self.get(*var)? {
                Known::Literal { func, .. } => Some(*func),
                _ => None,
            },
            _ => None,
        }
    }

    /// Adds the calls of literals in `body` to `counts`.
    pub(super) fn count(&self, body: &Body, counts: &mut HashMap<FuncId, u32>) {
        Counter { counts, times: 1, visits: Some(1) }.body(self, body);
    }
}

/// Counts calls of literals. A literal's body counts once with what is known of its captured variables, and once with what
/// is known of its own, for each time that the body around it does: calls in nested literals count several times. What
/// matters is whether there is more than one.
struct Counter<'a> {
    counts: &'a mut HashMap<FuncId, u32>,
    /// How often each call in this body counts.
    times: u32,
    /// How often the body counts in all; `None` if that is added elsewhere.
    visits: Option<u32>,
}

impl Counter<'_> {
    fn body(&mut self, knowns: &Knowns, body: &Body) {
        for stmt in &body.stmts {
            visit::exprs_of(stmt, &mut |e| self.expr(knowns, e));
        }
    }

    fn expr(&mut self, knowns: &Knowns, e: &Expr) {
        match &e.kind {
            ExprKind::Call(call) => {
                if let Callee::Value(fun) = &call.callee
                    && let Some(literal) = knowns.literal(fun)
                {
                    let count = self.counts.entry(literal).or_default();
                    *count = count.saturating_add(self.times);
                }
            }
            ExprKind::Closure { body, captures, .. } => {
                // By the literal's own names, known variables of this body may be called in it.
                let inner = body.captures.iter().zip(captures);
                let vars = inner.filter_map(|(inner, outer)| Some((*inner, knowns.get(*outer)?.clone()))).collect();
                Counter { counts: self.counts, times: self.times, visits: None }.body(&Knowns { vars }, body);
                if let Some(visits) = self.visits {
                    let own = Knowns::of(body, &Knowns::default());
                    let twice = visits.saturating_mul(2);
                    Counter { counts: self.counts, times: visits, visits: Some(twice) }.body(&own, body);
                }
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
                Known::Literal { func: *func, body: body.clone(), captures: captures.clone() }
            }
            ExprKind::Var(other) => Known::Same(*other),
            _ => return,
        };
        if self.vars.insert(var, known).is_some() {
            self.not.insert(var);
        }
    }
}
