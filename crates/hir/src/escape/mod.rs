//! Escape analysis: which variables and allocations outlive the call that makes them.
//!
//! The rules are gc's, as far as their results go, for they decide capacities: a graph of flows with numbers of
//! dereferences (`graph`), built from the bodies of functions that call each other (`build`, `expr`) and solved
//! by walks from each location (`solve`). Functions that were analysed before are known by where their parameters go
//! (`Leaks`). The verdicts are written to the variables and sites of the bodies.

mod build;
pub(crate) mod callees;
mod cause;
mod expr;
mod graph;
mod intrinsics;
mod limits;
mod self_assign;
mod solve;

pub(crate) use build::looping_labels;
pub use cause::{Cause, NoBuffer, Step};
pub(crate) use expr::constant;
pub(crate) use graph::Leaks;
pub(crate) use intrinsics::leaks_of_intrinsic;
pub(crate) use limits::Limits;

use crate::body::{Body, ExprKind, FuncId, Program, Stmt, Storage};
use crate::lower::is_direct;
use build::Builder;
use goslice_types::types::{Type, TypeId, Universe};
use graph::{FuncIx, Graph, How, Loc, What};
use std::collections::HashMap;
use std::sync::Arc;

/// What the analysis asks about the program.
pub(crate) struct Facts<'a> {
    pub(crate) universe: &'a Universe,
    /// For names of functions and package variables.
    pub(crate) program: &'a Program,
    pub(crate) limits: Limits,
    /// The leaks of a function that was analysed before.
    pub(crate) leaks: &'a dyn Fn(FuncId) -> Option<Arc<[Leaks]>>,
}

impl Facts<'_> {
    fn has_pointers(&self, ty: TypeId) -> bool {
        goslice_types::layout::has_pointers(self.universe, ty)
    }

    fn is_array(&self, ty: TypeId) -> bool {
        matches!(self.universe.under(ty), Type::Array { .. })
    }

    fn is_direct(&self, ty: TypeId) -> bool {
        is_direct(self.universe, ty)
    }

    /// The element type of a slice type.
    fn elem(&self, ty: TypeId) -> TypeId {
        match *self.universe.under(ty) {
            Type::Slice(elem) => elem,
            _ => ty,
        }
    }

    /// How many values an expression of this type has.
    fn n_values(&self, ty: TypeId) -> usize {
        match self.universe.ty(ty) {
            Type::Tuple(types) => types.len(),
            _ => 1,
        }
    }
}

/// Analyses functions that call each other and writes the verdicts to them. Gives the leaks of their parameters.
pub(crate) fn analyze(facts: &Facts<'_>, bodies: &mut [Body]) -> Vec<(FuncId, Arc<[Leaks]>)> {
    let mut builder = Builder::build(facts, bodies);
    let mut causes = vec![None; builder.graph.locations.len()];
    builder.causes.drain().for_each(|(loc, cause)| causes[loc.0 as usize] = Some(cause));
    let names = SourceNames { program: facts.program, bodies: &builder.bodies };
    solve::solve(&mut builder.graph, &mut causes, &names);
    let leaks = builder.batch.iter().map(|(&func, callable)| {
        let of = |&param: &Loc| builder.graph.at(param).leaks.clone();
        (func, callable.params.iter().map(of).collect())
    });
    let leaks = leaks.collect();
    let verdicts = Verdicts::of(&builder, &causes);
    for (at, body) in bodies.iter_mut().enumerate() {
        verdicts.write(FuncIx(at as u32), body);
    }
    leaks
}

/// Names locations for people.
struct SourceNames<'b> {
    program: &'b Program,
    bodies: &'b [&'b Body],
}

impl solve::Names for SourceNames<'_> {
    fn how(&self, how: How) -> Arc<str> {
        let func = |func: FuncId| self.program.funcs[func.0 as usize].name.clone();
        match how {
            How::Word(word) => word.into(),
            How::Global(global) => format!("assignment to {}", self.program.globals[global.0 as usize].name).into(),
            How::Argument(callee) => format!("argument of {}", func(callee)).into(),
            How::Through(callee) => format!("through a call of {}", func(callee)).into(),
        }
    }

    fn location(&self, graph: &Graph, loc: Loc) -> Option<Arc<str>> {
        let location = graph.at(loc);
        let body = self.bodies[location.func.0 as usize];
        match location.what {
            What::Heap => Some("the heap".into()),
            What::Mutator => Some("a place that is written to".into()),
            What::Blank | What::Callee | What::Temp => None,
            What::Var(var) => {
                let name = body.vars[var.0 as usize].name.clone();
                match location.result {
                    Some(at) if name.is_empty() => Some(format!("result {at}").into()),
                    _ => (!name.is_empty()).then_some(name),
                }
            }
            What::Site(site) => body.sites.get(site.0 as usize).map(|site| site.what.text().into()),
        }
    }
}

/// What was found out about a location.
#[derive(Clone, Debug)]
struct Verdict {
    escapes: bool,
    mutated: bool,
    cause: Option<Arc<Cause>>,
}

/// The verdicts of a batch.
struct Verdicts {
    vars: HashMap<(FuncIx, crate::body::VarId), Verdict>,
    sites: HashMap<(FuncIx, crate::body::SiteId), Verdict>,
    moved: HashMap<(FuncIx, crate::body::SiteId), Verdict>,
    literals: HashMap<(FuncIx, crate::body::SiteId), FuncIx>,
    /// The release has read-only views of strings.
    views: bool,
}

impl Verdicts {
    fn of(builder: &Builder<'_>, causes: &[Option<Arc<Cause>>]) -> Verdicts {
        let verdict = |&loc: &Loc| {
            let location = builder.graph.at(loc);
            Verdict { escapes: location.escapes, mutated: location.mutated, cause: causes[loc.0 as usize].clone() }
        };
        Verdicts {
            vars: builder.vars.iter().map(|(&key, loc)| (key, verdict(loc))).collect(),
            sites: builder.sites.iter().map(|(&key, loc)| (key, verdict(loc))).collect(),
            moved: builder.moved.iter().map(|(&key, loc)| (key, verdict(loc))).collect(),
            literals: builder.literals.clone(),
            views: builder.facts.limits.views,
        }
    }

    fn write(&self, func: FuncIx, body: &mut Body) {
        for (at, var) in body.vars.iter_mut().enumerate() {
            let Some(verdict) = self.vars.get(&(func, crate::body::VarId(at as u32))) else { continue };
            let too_large = matches!(verdict.cause.as_deref(), Some(Cause::TooLarge { .. }));
            // Other values stay values; what is captured has its verdict where it is declared.
            if var.storage == Storage::Heap || too_large && var.storage == Storage::Value {
                var.storage = if verdict.escapes { Storage::Heap } else { Storage::Frame };
                var.cause = verdict.cause.clone();
            }
        }
        for (at, site) in body.sites.iter_mut().enumerate() {
            if let Some(verdict) = self.sites.get(&(func, crate::body::SiteId(at as u32))) {
                site.storage = if verdict.escapes { Storage::Heap } else { Storage::Frame };
                site.cause = verdict.cause.clone();
                let moved = self.moved.get(&(func, crate::body::SiteId(at as u32)));
                site.moved = moved.is_some_and(|moved| moved.escapes);
                site.cause = site.cause.take().or_else(|| moved?.cause.clone());
                site.view = self.views && !verdict.escapes && !verdict.mutated;
            }
        }
        for stmt in &mut body.stmts {
            self.literals(func, stmt);
        }
    }

    fn literals(&self, func: FuncIx, stmt: &mut Stmt) {
        crate::operands::for_each_expr(stmt, &mut |e| {
            if let ExprKind::Closure { body, site, .. } = &mut e.kind
                && let Some(&literal) = self.literals.get(&(func, *site))
            {
                self.write(literal, body);
            }
        });
    }
}
