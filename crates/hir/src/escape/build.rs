//! From bodies to the graph: functions and statements.

use super::callees::Target;
use super::graph::{BLANK, FuncIx, Graph, HEAP, Hole, How, Leaks, Loc, MUTATOR, Note, What};
use super::self_assign::is_self_assign;
use super::{Cause, Facts};
use crate::body::{Body, Expr, ExprKind, FuncId, LabelId, SiteId, Stmt, StmtKind, Storage, VarId};
use goslice_syntax::source::Pos;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A function of the batch as its callers see it.
#[derive(Clone, Debug)]
pub(super) struct Callable {
    pub(super) params: Vec<Loc>,
    pub(super) results: Vec<Loc>,
}

/// A function that a call of a variable may call.
#[derive(Clone, Debug)]
pub(super) enum Known {
    Func(FuncId),
    Literal(Callable),
}

/// Where in the batch the walk is.
pub(super) struct Place<'a> {
    pub(super) func: FuncIx,
    pub(super) body: &'a Body,
    pub(super) loop_depth: u32,
    /// Labels that a later `goto` jumps back to.
    looping: HashSet<LabelId>,
    /// Position of the statement, for expressions without one.
    pos: Pos,
}

/// Builds the graph of a batch of functions.
pub(super) struct Builder<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) graph: Graph,
    pub(super) vars: HashMap<(FuncIx, VarId), Loc>,
    pub(super) sites: HashMap<(FuncIx, SiteId), Loc>,
    /// For sites that build in a buffer, what the array would be that they do not make: what is moved to the heap.
    pub(super) moved: HashMap<(FuncIx, SiteId), Loc>,
    /// The bodies by function, for names and verdicts.
    pub(super) bodies: Vec<&'a Body>,
    pub(super) batch: HashMap<FuncId, Callable>,
    /// Function literals by their sites.
    pub(super) literals: HashMap<(FuncIx, SiteId), FuncIx>,
    /// What is on the heap whatever it flows to.
    pub(super) causes: HashMap<Loc, Arc<Cause>>,
    /// Literals whose locations were made before the walk came to them.
    prepared: HashMap<(FuncIx, SiteId), (FuncIx, Callable)>,
    /// What function variables may hold, where that is known.
    pub(super) callees: HashMap<(FuncIx, VarId), Vec<Known>>,
    pub(super) place: Place<'a>,
}

impl<'a> Builder<'a> {
    /// The graph of the bodies, which may call each other.
    pub(super) fn build(facts: &'a Facts<'a>, bodies: &'a [Body]) -> Builder<'a> {
        let first = &bodies[0];
        let place = Place { func: FuncIx(0), body: first, loop_depth: 1, looping: HashSet::new(), pos: first.end };
        let mut builder = Builder {
            facts,
            graph: Graph::new(),
            vars: HashMap::new(),
            sites: HashMap::new(),
            moved: HashMap::new(),
            bodies: Vec::new(),
            batch: HashMap::new(),
            literals: HashMap::new(),
            causes: HashMap::new(),
            prepared: HashMap::new(),
            callees: HashMap::new(),
            place,
        };
        let funcs: Vec<FuncIx> = bodies.iter().map(|body| builder.add_func(None, body)).collect();
        for (body, &func) in bodies.iter().zip(&funcs) {
            let callable = builder.callable(func, body);
            builder.batch.insert(body.func, callable);
        }
        for (body, &func) in bodies.iter().zip(&funcs) {
            builder.walk_body(func, body);
        }
        builder
    }

    fn add_func(&mut self, parent: Option<FuncIx>, body: &'a Body) -> FuncIx {
        self.bodies.push(body);
        self.graph.add_func(parent, body.method_value || !self.facts.limits.results_followed)
    }

    /// Makes the locations of parameters and results.
    fn callable(&mut self, func: FuncIx, body: &Body) -> Callable {
        let mut locs = |vars: &[VarId]| -> Vec<Loc> {
            vars.iter()
                .map(|&var| {
                    let loc = self.graph.add(What::Var(var), func, 1);
                    self.vars.insert((func, var), loc);
                    loc
                })
                .collect()
        };
        let (params, results) = (locs(&body.params), locs(&body.results));
        params.iter().enumerate().for_each(|(at, &loc)| self.graph.at_mut(loc).param = Some(at));
        results.iter().enumerate().for_each(|(at, &loc)| self.graph.at_mut(loc).result = Some(at));
        Callable { params, results }
    }

    fn walk_body(&mut self, func: FuncIx, body: &'a Body) {
        let place = Place { func, body, loop_depth: 1, looping: looping_labels(body), pos: body.end };
        let outer = std::mem::replace(&mut self.place, place);
        for (var, targets) in super::callees::of(body, self.facts.limits.several_callees) {
            let known = targets.into_iter().map(|target| match target {
                Target::Func(func) => Known::Func(func),
                Target::Literal { site, body } => Known::Literal(self.prepare(site, body).1),
            });
            let known = known.collect();
            self.callees.insert((func, var), known);
        }
        self.stmts(&body.stmts);
        self.place = outer;
    }

    /// The locations of a literal of this body that a call may come to before it stands there.
    fn prepare(&mut self, site: SiteId, body: &'a Body) -> (FuncIx, Callable) {
        let key = (self.place.func, site);
        if let Some(prepared) = self.prepared.get(&key) {
            return prepared.clone();
        }
        let func = self.add_func(Some(self.place.func), body);
        let prepared = (func, self.callable(func, body));
        self.prepared.insert(key, prepared.clone());
        prepared
    }

    /// A literal: its closure is a location to which what it captures flows. Gives how to call it.
    pub(super) fn literal(&mut self, closure: Hole, site: SiteId, captures: &[VarId], body: &'a Body) -> Callable {
        let (func, callable) = self.prepare(site, body);
        self.literals.insert((self.place.func, site), func);
        self.graph.at_mut(closure.to).literal = Some(func);
        for (&outer, &inner) in captures.iter().zip(&body.captures) {
            let loc = self.var(outer);
            // Inside, the name stands for the variable itself.
            self.vars.insert((func, inner), loc);
            if let Some(known) = self.callees.get(&(self.place.func, outer)) {
                self.callees.insert((func, inner), known.clone());
            }
            let hole = Hole::new(closure.to, closure.note.pos, "captured by a closure");
            let by_reference = matches!(body.vars[inner.0 as usize].storage, Storage::CapturedRef(_));
            self.graph.flow(if by_reference { hole.addr() } else { hole }, loc);
        }
        self.walk_body(func, body);
        callable
    }

    /// The location of a variable, made at its declaration or else at its first use.
    pub(super) fn var(&mut self, var: VarId) -> Loc {
        match self.vars.get(&(self.place.func, var)) {
            Some(&loc) => loc,
            // Without a declaration before it, it lives as long as the function.
            None => self.new_var(var, 1),
        }
    }

    fn new_var(&mut self, var: VarId, loop_depth: u32) -> Loc {
        let loc = self.graph.add(What::Var(var), self.place.func, loop_depth);
        self.vars.insert((self.place.func, var), loc);
        self.check_size(var);
        loc
    }

    /// Variables that a frame has no room for are on the heap whatever they flow to. Parameters and results are passed
    /// in the frame, whatever their size.
    fn check_size(&mut self, var: VarId) {
        let size = goslice_types::layout::size_of(self.facts.universe, self.place.body.vars[var.0 as usize].ty);
        if size > self.facts.limits.variable {
            let loc = self.vars[&(self.place.func, var)];
            self.on_heap(loc, Cause::TooLarge { limit: self.facts.limits.variable });
        }
    }

    pub(super) fn on_heap(&mut self, loc: Loc, cause: Cause) {
        self.graph.at_mut(loc).escapes = true;
        self.causes.insert(loc, Arc::new(cause));
    }

    pub(super) fn note(&self, pos: Pos, how: impl Into<How>) -> Note {
        Note { pos: self.pos_or(pos), how: how.into() }
    }

    pub(super) fn hole(&self, to: Loc, pos: Pos, how: impl Into<How>) -> Hole {
        Hole::new(to, self.pos_or(pos), how)
    }

    fn pos_or(&self, pos: Pos) -> Pos {
        if pos == Pos::NONE { self.place.pos } else { pos }
    }

    pub(super) fn stmts(&mut self, stmts: &'a [Stmt]) {
        stmts.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        self.place.pos = stmt.pos;
        let pos = stmt.pos;
        match &stmt.kind {
            StmtKind::Expr(e) => self.discard(e),
            StmtKind::Declare { var, init } => self.declare(*var, init.as_ref(), pos),
            StmtKind::Assign { place, value } | StmtKind::AssignOp { place, value, .. } => {
                let hole = self.assigned(place, value, pos);
                match &value.kind {
                    // To gc, in `s += x` x flows to s; what `s = s + x` joins does not.
                    ExprKind::Concat { parts, assigned: true, .. } if parts.len() == 2 => {
                        self.discard(&parts[0]);
                        self.expr(hole, &parts[1]);
                    }
                    _ => self.expr(hole, value),
                }
            }
            StmtKind::AssignParallel { places, values } => {
                for (place, value) in places.iter().zip(values) {
                    let hole = place.as_ref().map(|place| self.assigned(place, value, pos));
                    self.expr(hole.unwrap_or(self.blank()), value);
                }
            }
            StmtKind::AssignTuple { places, value } => {
                let mut holes = Vec::new();
                for place in places {
                    let hole = place.as_ref().map(|place| self.place_hole(place, pos));
                    holes.push(hole.unwrap_or(self.blank()));
                }
                self.tuple(&holes, value);
            }
            StmtKind::Block(body) | StmtKind::Breakable { body, .. } => self.stmts(body),
            StmtKind::If { cond, then, els } => {
                self.discard(cond);
                // A label that is jumped back to is a loop up to the end of its branch.
                let depth = self.place.loop_depth;
                for branch in [then, els] {
                    self.stmts(branch);
                    self.place.loop_depth = depth;
                }
            }
            StmtKind::Loop { cond, body, post, per_iteration, .. } => {
                let depth = self.place.loop_depth;
                self.place.loop_depth += 1;
                // Each round has its own.
                for &var in per_iteration {
                    let loc = self.var(var);
                    self.graph.at_mut(loc).loop_depth = depth + 1;
                }
                cond.iter().for_each(|cond| self.discard(cond));
                self.stmts(post);
                self.stmts(body);
                self.place.loop_depth = depth;
            }
            StmtKind::Jump(_) => {}
            StmtKind::Label(label) => {
                if self.place.looping.contains(label) {
                    self.place.loop_depth += 1;
                }
            }
            StmtKind::Switch { value, .. } => self.discard(value),
            StmtKind::Return(values) => self.results(values, pos),
            StmtKind::Defer(call) => {
                // Outside of loops the deferred call is the frame's own.
                let body = self.place.body;
                let elsewhere = body.defer_frame.is_some_and(|frame| body.captures.contains(&frame));
                let hole = if self.place.loop_depth == 1 && !elsewhere {
                    self.blank()
                } else {
                    self.hole(HEAP, pos, "deferred in a loop")
                };
                self.expr(hole, call);
            }
        }
    }

    fn declare(&mut self, var: VarId, init: Option<&'a Expr>, pos: Pos) {
        let loc = match self.vars.get(&(self.place.func, var)) {
            Some(&loc) => loc,
            None => self.new_var(var, self.place.loop_depth),
        };
        let Some(init) = init else { return };
        let hole = self.hole(loc, pos, "assignment");
        self.expr(hole, init);
    }

    fn results(&mut self, values: &'a [Expr], pos: Pos) {
        let results = &self.place.body.results;
        let holes: Vec<Hole> =
            results.iter().map(|&var| Hole::new(self.vars[&(self.place.func, var)], pos, "return")).collect();
        match values {
            [call] if holes.len() != 1 => self.tuple(&holes, call),
            _ => values.iter().zip(holes).for_each(|(value, hole)| self.expr(hole, value)),
        }
    }

    pub(super) fn blank(&self) -> Hole {
        Hole::new(BLANK, self.place.pos, "")
    }

    /// What the slice or pointer `e` refers to is written to.
    pub(super) fn mutate(&mut self, e: &'a Expr) {
        let hole = self.hole(MUTATOR, e.pos, "written to");
        self.expr(hole, e);
    }

    /// Where `value` goes that is assigned to `place`.
    fn assigned(&mut self, place: &'a Expr, value: &Expr, pos: Pos) -> Hole {
        let hole = self.place_hole(place, pos);
        if is_self_assign(self.facts.universe, place, value) { self.blank() } else { hole }
    }

    /// Where a value goes that is assigned to `place`.
    fn place_hole(&mut self, place: &'a Expr, pos: Pos) -> Hole {
        match &place.kind {
            ExprKind::Var(var) => {
                let loc = self.var(*var);
                self.hole(loc, pos, "assignment")
            }
            ExprKind::Field { x, .. } => self.place_hole(x, pos),
            ExprKind::Index { x, index } => {
                self.discard(index);
                match self.facts.is_array(x.ty) {
                    true => self.place_hole(x, pos),
                    false => {
                        self.mutate(x);
                        self.hole(HEAP, pos, "assignment to a slice's element")
                    }
                }
            }
            ExprKind::Deref(x) => {
                self.mutate(x);
                self.hole(HEAP, pos, "assignment through a pointer")
            }
            ExprKind::Seq { stmts, value } => {
                self.stmts(stmts);
                self.place_hole(value, pos)
            }
            ExprKind::Global(global) => self.hole(HEAP, pos, How::Global(*global)),
            _ => {
                self.discard(place);
                self.hole(HEAP, pos, "assignment")
            }
        }
    }

    /// A new location for what a site allocates, whose address flows to `hole`. What is in it flows to the result.
    pub(super) fn spill(&mut self, hole: Hole, site: SiteId, pos: Pos, how: impl Into<How>) -> Hole {
        let loc = self.graph.add(What::Site(site), self.place.func, self.place.loop_depth);
        self.sites.insert((self.place.func, site), loc);
        self.graph.flow(hole.addr(), loc);
        self.hole(loc, pos, how)
    }

    /// Where the parameters of a callee of the batch, or known before, go.
    pub(super) fn leaks(&self, func: FuncId, n_params: usize) -> Vec<Leaks> {
        let known = (self.facts.leaks)(func);
        known.map_or_else(|| vec![Leaks::unknown(); n_params], |leaks| leaks.to_vec())
    }
}

/// The labels that are jumped to from further down.
pub(crate) fn looping_labels(body: &Body) -> HashSet<LabelId> {
    fn go(stmts: &[Stmt], seen: &mut HashSet<LabelId>, looping: &mut HashSet<LabelId>) {
        for stmt in stmts {
            match &stmt.kind {
                StmtKind::Label(label) => drop(seen.insert(*label)),
                StmtKind::Jump(label) if seen.contains(label) => drop(looping.insert(*label)),
                StmtKind::Switch { cases, default, .. } => {
                    let targets = cases.iter().map(|(_, label)| label).chain([default]);
                    looping.extend(targets.filter(|label| seen.contains(label)));
                }
                StmtKind::Block(body) | StmtKind::Breakable { body, .. } => go(body, seen, looping),
                StmtKind::If { then, els, .. } => {
                    go(then, seen, looping);
                    go(els, seen, looping);
                }
                StmtKind::Loop { body, post, .. } => {
                    go(body, seen, looping);
                    go(post, seen, looping);
                }
                _ => {}
            }
        }
    }
    let (mut seen, mut looping) = (HashSet::new(), HashSet::new());
    go(&body.stmts, &mut seen, &mut looping);
    looping
}
