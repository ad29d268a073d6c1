//! What calls of function variables may call.
//!
//! A variable that is never assigned to again holds what its declaration gives it. Since Go 1.27 a local variable may also be
//! assigned to, if nothing but functions known here, and nil, is ever assigned.

use crate::body::{Body, Expr, ExprKind, FuncId, SiteId, Stmt, StmtKind, Value, VarId};
use crate::visit;
use goslice_types::graph::components;
use std::collections::{BTreeMap, HashMap, HashSet};

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
    known(&values, &unknown, several)
}

/// The functions that each variable may hold, of variables all of whose values are known. Variables that are given each other
/// hold the same; each set of such variables is looked at once, after those that it is given.
fn known<'a>(
    values: &BTreeMap<VarId, Vec<Given<'a>>>,
    unknown: &HashSet<VarId>,
    several: bool,
) -> BTreeMap<VarId, Vec<Target<'a>>> {
    let numbers: HashMap<VarId, usize> = values.keys().enumerate().map(|(at, var)| (*var, at)).collect();
    let vars: Vec<(VarId, &[Given<'a>])> = values.iter().map(|(var, given)| (*var, &given[..])).collect();
    let next =
        |given: &[Given<'a>]| given.iter().filter_map(|value| numbers.get(&value.variable()?).copied()).collect();
    let component = components(&vars.iter().map(|(_, given)| next(given)).collect::<Vec<_>>());
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); component.iter().max().map_or(0, |last| last + 1)];
    component.iter().enumerate().for_each(|(at, component)| members[*component].push(at));
    // What the variables of a component hold: a variable and the number of one of the values that it is given.
    let mut held: Vec<Option<Vec<(usize, usize)>>> = Vec::with_capacity(members.len());
    for (this, members) in members.iter().enumerate() {
        let mut all = Some(Vec::new());
        let mut seen = HashSet::new();
        for &at in members {
            let (var, given) = vars[at];
            if unknown.contains(&var) || !several && given.len() != 1 {
                all = None;
            }
            for (index, value) in given.iter().enumerate() {
                let Some(list) = &mut all else { break };
                match value {
                    Given::Target(_) => list.extend(seen.insert((at, index)).then_some((at, index))),
                    Given::Nil => {}
                    Given::Var(var) => match numbers.get(var).map(|other| component[*other]) {
                        Some(other) if other == this => {}
                        Some(other) => match &held[other] {
                            Some(more) => list.extend(more.iter().copied().filter(|it| seen.insert(*it))),
                            None => all = None,
                        },
                        None => all = None,
                    },
                }
            }
        }
        held.push(all);
    }
    let target = |&(at, index): &(usize, usize)| match vars[at].1[index] {
        Given::Target(target) => target,
        _ => unreachable!("targets are held"),
    };
    let mut found = BTreeMap::new();
    for (at, (var, _)) in vars.iter().enumerate() {
        if let Some(list) = held[component[at]].as_ref().filter(|list| !list.is_empty()) {
            found.insert(*var, list.iter().map(target).collect());
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

impl Given<'_> {
    fn variable(&self) -> Option<VarId> {
        match self {
            Given::Var(var) => Some(*var),
            _ => None,
        }
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
