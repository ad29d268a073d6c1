//! What calls of function variables may call.
//!
//! A variable that is never assigned to again holds what its declaration gives it. Since Go 1.27 a local variable may also be
//! assigned to, if nothing but functions known here, and nil, is ever assigned.

use crate::body::{Body, Expr, ExprKind, FuncId, SiteId, Stmt, StmtKind, Value, VarId};
use crate::visit;
use std::collections::{BTreeMap, HashSet};

/// A function that a variable may hold.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Target<'a> {
    Func(FuncId),
    /// A literal of this body.
    Literal {
        site: SiteId,
        body: &'a Body,
    },
}

/// The variables of `body` all of whose functions are known. `several`: more than one is allowed.
pub(crate) fn of<'a>(body: &'a Body, several: bool) -> BTreeMap<VarId, Vec<Target<'a>>> {
    // What callers give, and what the function around does, is not looked at.
    let unknown = body.params.iter().chain(&body.results).chain(&body.captures).copied().collect();
    let mut finder = Finder { body, values: BTreeMap::new(), unknown };
    body.stmts.iter().for_each(|stmt| finder.stmt(stmt));
    let Finder { values, unknown, .. } = finder;
    let mut found = BTreeMap::new();
    for (&var, given) in &values {
        let mut targets = Vec::new();
        let known = given.iter().all(|value| value.targets(&values, &unknown, several, &mut targets, &mut vec![var]));
        if known && !unknown.contains(&var) && (several || given.len() == 1) && !targets.is_empty() {
            found.insert(var, targets);
        }
    }
    found
}

/// A value that a variable is given.
#[derive(Clone, Copy, Debug)]
enum Given<'a> {
    Target(Target<'a>),
    Var(VarId),
    Nil,
}

impl<'a> Given<'a> {
    /// Adds what it may be to `targets`; false if not all of that is known. `seen` are the variables on the way here.
    fn targets(
        self,
        values: &BTreeMap<VarId, Vec<Given<'a>>>,
        unknown: &HashSet<VarId>,
        several: bool,
        targets: &mut Vec<Target<'a>>,
        seen: &mut Vec<VarId>,
    ) -> bool {
        match self {
            Given::Target(target) => targets.push(target),
            Given::Nil => {}
            Given::Var(var) if seen.contains(&var) => {}
            Given::Var(var) => {
                let Some(given) = values.get(&var) else { return false };
                if unknown.contains(&var) || !several && given.len() != 1 {
                    return false;
                }
                seen.push(var);
                return given.iter().all(|value| value.targets(values, unknown, several, targets, seen));
            }
        }
        true
    }
}

struct Finder<'a> {
    body: &'a Body,
    values: BTreeMap<VarId, Vec<Given<'a>>>,
    unknown: HashSet<VarId>,
}

impl<'a> Finder<'a> {
    fn stmt(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Declare { var, init } => self.declared(*var, init.as_ref()),
            StmtKind::Assign { place: Expr { kind: ExprKind::Var(var), .. }, value } => self.assigned(*var, value),
            StmtKind::AssignParallel { places, .. } | StmtKind::AssignTuple { places, .. } => {
                self.unknown.extend(places.iter().flatten().filter_map(variable));
            }
            _ => {}
        }
        visit::own_exprs(stmt, &mut |e, _| self.expr(e));
        visit::children(stmt, &mut |child| self.stmt(child));
    }

    fn expr(&mut self, e: &'a Expr) {
        match &e.kind {
            ExprKind::Seq { stmts, .. } => stmts.iter().for_each(|stmt| self.stmt(stmt)),
            ExprKind::Closure { captures, body, .. } => self.literal(captures, body),
            _ => {}
        }
        visit::sub_exprs(e, &mut |part| self.expr(part));
    }

    /// What a literal assigns to the variables that it captures.
    fn literal(&mut self, captures: &[VarId], body: &'a Body) {
        let mut inner = Finder { body, values: BTreeMap::new(), unknown: HashSet::new() };
        body.stmts.iter().for_each(|stmt| inner.stmt(stmt));
        for (&outer, var) in captures.iter().zip(&body.captures) {
            for value in inner.values.get(var).into_iter().flatten() {
                match value {
                    Given::Target(Target::Func(_)) | Given::Nil => self.values.entry(outer).or_default().push(*value),
                    // Literals and variables of another body.
                    _ => drop(self.unknown.insert(outer)),
                }
            }
            if inner.unknown.contains(var) {
                self.unknown.insert(outer);
            }
        }
    }

    fn declared(&mut self, var: VarId, init: Option<&'a Expr>) {
        let it = &self.body.vars[var.0 as usize];
        if it.addr_taken {
            self.unknown.insert(var);
            return;
        }
        // Several results of a body that was inlined are assigned as by `a, b = x, y`.
        if it.inlined_result && it.reassigned {
            self.unknown.insert(var);
        }
        let value = match init {
            None => Some(Given::Nil),
            // Conversions are looked through where there is nothing but the declaration.
            Some(init) if !it.reassigned => self.value(converted(init)),
            Some(init) => self.value(init),
        };
        self.given(var, value);
    }

    fn assigned(&mut self, var: VarId, value: &'a Expr) {
        let value = self.value(value);
        self.given(var, value);
    }

    fn given(&mut self, var: VarId, value: Option<Given<'a>>) {
        match value {
            Some(value) => self.values.entry(var).or_default().push(value),
            None => drop(self.unknown.insert(var)),
        }
    }

    fn value(&self, e: &'a Expr) -> Option<Given<'a>> {
        match &e.kind {
            ExprKind::Func(func) => Some(Given::Target(Target::Func(*func))),
            ExprKind::Closure { site, body, .. } if !body.method_value => {
                Some(Given::Target(Target::Literal { site: *site, body }))
            }
            ExprKind::Var(var) => Some(Given::Var(*var)),
            ExprKind::Const(Value::Zero) => Some(Given::Nil),
            ExprKind::Seq { value, .. } => self.value(value),
            _ => None,
        }
    }
}

/// The operand of conversions between types of one representation.
fn converted(e: &Expr) -> &Expr {
    match &e.kind {
        ExprKind::Convert(x) => converted(x),
        _ => e,
    }
}

fn variable(place: &Expr) -> Option<VarId> {
    match place.kind {
        ExprKind::Var(var) => Some(var),
        _ => None,
    }
}
