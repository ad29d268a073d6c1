//! Bodies with their verdicts: gc's passes over the tree, in gc's order.
//!
//! Verdicts on a function need to know what its callees do with their arguments. So before the body of a function is
//! handed out, everything that it calls by name is lowered and analysed, callees first; functions that call each
//! other are analysed together.

use crate::body::{Body, Callee, ExprKind, FuncId, FuncSource};
use crate::escape::{Facts, Leaks, Limits, analyze, leaks_of_intrinsic};
use crate::inline::Inliner;
use crate::lower::Lowering;
use crate::{append_buffer, boxes, captures, forward, joined_bytes, moves, sites, sizes, visit};
use goslice::Release;
use goslice_types::types::Type;
use std::collections::HashMap;
use std::sync::Arc;

/// What is known of the functions analysed so far.
#[derive(Debug)]
pub struct Analysis {
    /// The rules are this release's.
    release: Release,
    inliner: Inliner,
    leaks: HashMap<FuncId, Arc<[Leaks]>>,
    /// Bodies that nobody asked for yet.
    bodies: HashMap<FuncId, Body>,
    /// Functions that are being visited, in the order of the visits; with their bodies, until the whole group of
    /// functions that call each other is there.
    open: Vec<(FuncId, Body)>,
    /// For each open function its place in `open`.
    index: HashMap<FuncId, usize>,
}

impl Analysis {
    /// The analysis of a program under a release.
    pub fn new(release: Release, inliner: Inliner) -> Analysis {
        let (leaks, bodies, open, index) = Default::default();
        Analysis { release, inliner, leaks, bodies, open, index }
    }

    /// The body of `func` with its verdicts, once; `None` for intrinsics and for literals, whose bodies are in their
    /// closure expressions.
    pub fn body(&mut self, lowering: &mut Lowering<'_>, func: FuncId) -> Option<Body> {
        if !self.leaks.contains_key(&func) {
            self.visit(lowering, func);
        }
        self.bodies.remove(&func)
    }

    /// Analyses `func` and what it calls. Gives the lowest place in `open` of a function that can be reached.
    fn visit(&mut self, lowering: &mut Lowering<'_>, func: FuncId) -> usize {
        let Some(mut body) = self.inliner.body(lowering, func) else {
            let leaks = intrinsic(lowering, func);
            self.leaks.insert(func, leaks.into());
            return usize::MAX;
        };
        captures::place(lowering.universe(), &mut body);
        forward::run(&mut body);
        sites::number(&mut body);
        let mut callees = Vec::new();
        static_callees(&body, &mut callees);
        let place = self.open.len();
        self.index.insert(func, place);
        self.open.push((func, body));
        let mut lowest = place;
        for callee in callees {
            if self.leaks.contains_key(&callee) {
                continue;
            }
            let reached = match self.index.get(&callee) {
                Some(&at) => at,
                None => self.visit(lowering, callee),
            };
            lowest = lowest.min(reached);
        }
        if lowest == place {
            let group: Vec<Body> = self.open.drain(place..).map(|(_, body)| body).collect();
            self.finish(lowering, group);
        }
        lowest
    }

    /// Functions that call each other; everything else that they call is known.
    fn finish(&mut self, lowering: &Lowering<'_>, mut group: Vec<Body>) {
        let known = |func: FuncId| self.leaks.get(&func).cloned();
        let (universe, program) = (lowering.universe(), lowering.program());
        let minor = self.release.minor();
        let facts = Facts { universe, program, limits: Limits::of(minor), leaks: &known };
        if minor >= 26 {
            let facts = moves::Facts { universe: facts.universe, release: self.release, leaks: &known };
            group.iter_mut().for_each(|body| moves::place(&facts, body));
        }
        group.iter_mut().for_each(|body| sizes::place(universe, minor, body));
        let leaks = analyze(&facts, &mut group);
        group.iter_mut().for_each(|body| joined_bytes::place(universe, minor, body));
        group.iter_mut().for_each(|body| append_buffer::place(facts.universe, minor, body));
        group.iter_mut().for_each(|body| boxes::place(facts.universe, minor >= 25, body));
        self.leaks.extend(leaks);
        for body in group {
            self.index.remove(&body.func);
            self.bodies.insert(body.func, body);
        }
    }
}

fn intrinsic(lowering: &Lowering<'_>, func: FuncId) -> Vec<Leaks> {
    let func = &lowering.program().funcs[func.0 as usize];
    let n_params = match lowering.universe().under(func.sig) {
        Type::Func(sig) => sig.params.len() + usize::from(func.recv.is_some()),
        _ => 0,
    };
    match &func.source {
        FuncSource::Intrinsic(name) => leaks_of_intrinsic(name, n_params),
        _ => vec![Leaks::unknown(); n_params],
    }
}

/// The functions that a body, with the literals in it, names: it calls them, or its variables may.
fn static_callees(body: &Body, found: &mut Vec<FuncId>) {
    for stmt in &body.stmts {
        visit::exprs_of(stmt, &mut |e| match &e.kind {
            ExprKind::Call(call) => {
                if let Callee::Static(func) = call.callee {
                    found.push(func);
                }
            }
            ExprKind::Func(func) => found.push(*func),
            ExprKind::Closure { body, .. } => static_callees(body, found),
            _ => {}
        });
    }
}
