//! How a body uses its local slices.

use super::Facts;
use crate::append_buffer::Aliases;
use crate::body::{Body, Call, Callee, Expr, ExprKind, SiteId, Stmt, StmtKind, Value, VarId};
use crate::escape::Leaks;
use crate::escape::callees::{self, Target};
use goslice::compiler_bugs::{CompilerBug, POINTER_INTO_BUILT, RANGE_OVER_BUILT};
use goslice_syntax::source::Pos;
use goslice_types::types::Type;
use std::collections::{BTreeMap, HashMap, HashSet};

/// How a local slice is used.
#[derive(Clone, Debug, Default)]
pub(super) struct Uses {
    /// Used in a way that is not in the list.
    pub(super) other: bool,
    /// The program may see the capacity.
    pub(super) cap: bool,
    /// Appends, those in a loop counted twice.
    pub(super) appends: u32,
    pub(super) sites: Vec<SiteId>,
    /// Loops around the places where it escapes.
    pub(super) escapes: Vec<u32>,
    /// Loops around its declaration.
    pub(super) declared: u32,
    /// What gc overlooks.
    pub(super) miscompiled: Vec<(&'static CompilerBug, Pos)>,
    /// `range` statements that read its elements, in whose bodies it is appended to.
    ranges: Vec<Pos>,
}

/// The uses of the variables of `body`, by their numbers.
pub(super) fn of(facts: &Facts<'_>, body: &Body) -> Vec<Uses> {
    let mut scan = Scan {
        facts,
        body,
        aliases: Aliases::of(body),
        callees: callees::of(body, false),
        kept: kept_appends(body),
        uses: vec![Uses::default(); body.vars.len()],
        loops: 0,
        before_loop: false,
        ranges: Vec::new(),
    };
    body.captures.iter().for_each(|&var| scan.uses_of(var).other = true);
    // The caller reads the results of an inlined call as a whole.
    let results = (0..body.vars.len()).filter(|&at| body.vars[at].inlined_result);
    results.for_each(|at| scan.uses[at].other = true);
    if body.has_defer {
        // Deferred calls may change named results.
        body.results.iter().for_each(|&var| scan.uses_of(var).other = true);
    }
    scan.stmts(&scan.body.stmts);
    for uses in &mut scan.uses {
        // Taken whole, a buffer is never begun again: what is in it stays where it is until the slice escapes.
        let ranges = std::mem::take(&mut uses.ranges).into_iter().filter(|_| uses.cap);
        uses.miscompiled.extend(ranges.map(|pos| (&RANGE_OVER_BUILT, pos)));
    }
    scan.uses
}

/// Collects the uses of local slices.
struct Scan<'a> {
    facts: &'a Facts<'a>,
    body: &'a Body,
    aliases: Aliases,
    callees: BTreeMap<VarId, Vec<Target<'a>>>,
    /// See [`kept_appends`].
    kept: HashMap<VarId, VarId>,
    uses: Vec<Uses>,
    loops: u32,
    /// Where the init statement of a `for` is, and the expression that is ranged over: nothing is moved there.
    before_loop: bool,
    /// The `range` statements around, each with the slice that it goes over and the copy that it reads.
    ranges: Vec<Range>,
}

/// A `range` over a slice variable.
struct Range {
    slice: VarId,
    copy: VarId,
    pos: Pos,
    /// Its values are used.
    reads: bool,
}

impl<'a> Scan<'a> {
    fn uses_of(&mut self, var: VarId) -> &mut Uses {
        &mut self.uses[var.0 as usize]
    }

    fn is_slice(&self, var: VarId) -> bool {
        matches!(self.facts.universe.under(self.body.vars[var.0 as usize].ty), Type::Slice(_))
    }

    /// The slice variable that the expression is.
    fn slice_var(&self, e: &Expr) -> Option<VarId> {
        self.aliases.var(e).filter(|&var| self.is_slice(var))
    }

    fn stmts(&mut self, stmts: &'a [Stmt]) {
        stmts.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Declare { var, init } => {
                if self.aliases.is_alias(*var) {
                    self.alias(*var, init.as_ref());
                    return;
                }
                if let (Some(&slice), Some(init)) = (self.kept.get(var), init) {
                    self.define(slice, init);
                    return;
                }
                self.uses_of(*var).declared = self.loops;
                let Some(init) = init else { return };
                match self.is_slice(*var) {
                    true => self.define(*var, init),
                    false => self.expr(init),
                }
            }
            StmtKind::Assign { place, value } => self.assign(place, value),
            StmtKind::AssignParallel { places, values } => {
                for (place, value) in places.iter().zip(values) {
                    match place {
                        Some(place) => self.assign(place, value),
                        None => self.expr(value),
                    }
                }
            }
            // `_ = s` counts.
            StmtKind::Expr(e) => match self.slice_var(e) {
                Some(var) => self.escape(var),
                None => self.expr(e),
            },
            StmtKind::AssignOp { place, value, .. } => {
                self.place(place);
                self.expr(value);
            }
            StmtKind::Return(values) => self.results(values),
            StmtKind::Block(stmts) if matches!(stmts.last(), Some(Stmt { kind: StmtKind::Loop { .. }, .. })) => {
                let (last, init) = stmts.split_last().expect("there is a last one");
                let around = self.ranges.len();
                let outer = std::mem::replace(&mut self.before_loop, true);
                self.stmts(init);
                self.before_loop = outer;
                for range in &mut self.ranges[around..] {
                    range.pos = stmt.pos;
                    crate::visit::exprs_of(last, &mut |e| {
                        range.reads |= matches!(&e.kind, ExprKind::Index { x, .. } if is_var(x, range.copy));
                    });
                }
                self.stmt(last);
                self.ranges.truncate(around);
            }
            StmtKind::Loop { cond, body, post, .. } => {
                self.loops += 1;
                cond.iter().for_each(|cond| self.expr(cond));
                self.stmts(body);
                self.stmts(post);
                self.loops -= 1;
            }
            _ => {
                crate::visit::own_exprs(stmt, &mut |e, _| self.expr(e));
                let mut children = Vec::new();
                crate::visit::children(stmt, &mut |child| children.push(child));
                children.into_iter().for_each(|child| self.stmt(child));
            }
        }
    }

    /// `place = value`
    fn assign(&mut self, place: &'a Expr, value: &'a Expr) {
        if let ExprKind::Var(temporary) = value.kind
            && self.kept.contains_key(&temporary)
        {
            return;
        }
        match (self.slice_var(place), self.slice_var(value)) {
            (Some(var), _) => self.define(var, value),
            (None, Some(var)) => {
                self.place(place);
                match value.kind {
                    ExprKind::Var(direct) if direct == var => self.escape(var),
                    // A copy made before: too late to move.
                    _ => self.uses_of(var).other = true,
                }
            }
            (None, None) => {
                self.place(place);
                self.expr(value);
            }
        }
    }

    /// A temporary copy of a slice: what is ranged over is an escape since 1.27.
    fn alias(&mut self, temp: VarId, init: Option<&Expr>) {
        let var = init.and_then(|init| self.slice_var(init));
        let Some(slice) = var.filter(|_| self.body.vars[temp.0 as usize].ranged) else { return };
        match self.facts.range_escapes() {
            true => self.escapes_here(slice),
            false => self.ranges.push(Range { slice, copy: temp, pos: Pos::NONE, reads: false }),
        }
    }

    fn escape(&mut self, var: VarId) {
        match self.before_loop {
            true => self.uses_of(var).other = true,
            false => self.escapes_here(var),
        }
    }

    fn escapes_here(&mut self, var: VarId) {
        let loops = self.loops;
        self.uses_of(var).escapes.push(loops);
    }

    /// `var = value`
    fn define(&mut self, var: VarId, value: &'a Expr) {
        match &value.kind {
            ExprKind::Const(Value::Zero) => {}
            ExprKind::SliceLit { elems, .. } => {
                self.uses_of(var).cap = true;
                elems.iter().for_each(|(_, elem)| self.expr(elem));
            }
            ExprKind::Append { slice, values, site } if self.slice_var(slice) == Some(var) => {
                self.append(var);
                self.uses_of(var).sites.push(*site);
                values.iter().for_each(|value| self.expr(value));
            }
            ExprKind::AppendSlice { slice, other, .. } if self.slice_var(slice) == Some(var) => {
                self.append(var);
                self.expr(other);
            }
            ExprKind::AppendMake { slice, n, .. } if self.slice_var(slice) == Some(var) => {
                self.append(var);
                self.expr(n);
            }
            ExprKind::Slice { x, lo, hi, max } if self.slice_var(x) == Some(var) => {
                self.uses_of(var).cap = true;
                [lo, hi, max].into_iter().flatten().for_each(|bound| self.expr(bound));
            }
            _ => {
                self.uses_of(var).other = true;
                match self.slice_var(value) {
                    Some(from) => self.escape(from),
                    None => self.expr(value),
                }
            }
        }
    }

    fn append(&mut self, var: VarId) {
        let ranges: Vec<Pos> =
            self.ranges.iter().filter(|range| range.slice == var && range.reads).map(|range| range.pos).collect();
        for pos in ranges {
            let uses = self.uses_of(var);
            if !uses.ranges.contains(&pos) {
                uses.ranges.push(pos);
            }
        }
        let weight = if self.loops > self.uses_of(var).declared { 2 } else { 1 };
        self.uses_of(var).appends += weight;
    }

    fn results(&mut self, values: &'a [Expr]) {
        let results = self.body.results.clone();
        if values.is_empty() && self.body.results_named {
            results
                .iter()
                .filter(|&&var| self.is_slice(var))
                .copied()
                .collect::<Vec<_>>()
                .into_iter()
                .for_each(|var| self.escape(var));
            return;
        }
        // What a `return` gives to a named result is no assignment to the variable for gc.
        for value in values {
            match self.slice_var(value) {
                Some(var) => self.escape(var),
                None => self.expr(value),
            }
        }
    }

    /// What is assigned to: the slice of an element is only read.
    fn place(&mut self, e: &'a Expr) {
        match &e.kind {
            ExprKind::Var(_) => {}
            _ => self.expr(e),
        }
    }

    fn expr(&mut self, e: &'a Expr) {
        match &e.kind {
            ExprKind::Var(_) => {
                if let Some(var) = self.slice_var(e) {
                    self.uses_of(var).other = true;
                }
            }
            ExprKind::Len(x) if self.slice_var(x).is_some() => {}
            ExprKind::Cap(x) => match self.slice_var(x) {
                Some(var) => self.uses_of(var).cap = true,
                None => self.expr(x),
            },
            ExprKind::AddrOf(x) => self.address(x, e.pos, true),
            ExprKind::Slice { x, lo, hi, max } if self.is_array(x) => {
                self.address(x, e.pos, true);
                [lo, hi, max].into_iter().flatten().for_each(|bound| self.expr(bound));
            }
            ExprKind::Index { x, index } => {
                self.expr(index);
                if self.slice_var(x).is_none() {
                    self.expr(x);
                }
            }
            ExprKind::Closure { captures, .. } => {
                captures.iter().for_each(|&var| self.uses_of(var).other = true);
            }
            ExprKind::Call(call) => self.call(call),
            ExprKind::Seq { stmts, value } => {
                self.stmts(stmts);
                self.expr(value);
            }
            _ => {
                let mut parts = Vec::new();
                crate::visit::sub_exprs(e, &mut |part| parts.push(part));
                parts.into_iter().for_each(|part| self.expr(part));
            }
        }
    }

    /// `&x`: the address of an element may be kept. `whole`: so far, it is that of `x` itself and not of a part of it.
    fn address(&mut self, x: &'a Expr, pos: Pos, whole: bool) {
        match &x.kind {
            ExprKind::Field { x, .. } => self.address(x, pos, false),
            ExprKind::Index { x: array, index } if self.is_array(array) => {
                self.expr(index);
                self.address(array, pos, false);
            }
            ExprKind::Index { x: slice, index } => {
                self.expr(index);
                match self.slice_var(slice) {
                    Some(var) if whole || !POINTER_INTO_BUILT.affects(self.facts.release) => {
                        self.uses_of(var).other = true;
                    }
                    Some(var) => self.uses_of(var).miscompiled.push((&POINTER_INTO_BUILT, pos)),
                    None => self.expr(slice),
                }
            }
            _ => self.expr(x),
        }
    }

    fn is_array(&self, e: &Expr) -> bool {
        matches!(self.facts.universe.under(e.ty), Type::Array { .. })
    }

    fn call(&mut self, call: &'a Call) {
        let leaks = match &call.callee {
            Callee::Static(func) => (self.facts.leaks)(*func),
            Callee::Value(callee) => {
                self.expr(callee);
                let ExprKind::Var(var) = &callee.kind else { return self.arguments(call, None) };
                match self.callees.get(var).map(|known| &known[..]) {
                    Some([Target::Func(func)]) => (self.facts.leaks)(*func),
                    _ => None,
                }
            }
            Callee::Interface { recv, .. } => {
                self.expr(recv);
                None
            }
        };
        self.arguments(call, leaks.as_deref());
    }

    fn arguments(&mut self, call: &'a Call, leaks: Option<&[Leaks]>) {
        for (at, arg) in call.args.iter().enumerate() {
            let stays = leaks
                .and_then(|leaks| leaks.get(at))
                .is_some_and(|leaks| leaks.heap.is_none() && leaks.results.is_empty());
            match self.slice_var(arg) {
                Some(var) if stays => self.uses_of(var).cap = true,
                _ => self.expr(arg),
            }
        }
    }
}

/// The temporaries in which the lowering keeps `append(s, ...)` in `s, x = append(s, ...), y`, each with its `s`.
fn kept_appends(body: &Body) -> HashMap<VarId, VarId> {
    let (mut appends, mut assigned) = (HashMap::new(), HashSet::new());
    for stmt in &body.stmts {
        crate::visit::stmts(stmt, &mut |stmt| match &stmt.kind {
            StmtKind::Declare { var, init: Some(Expr { kind: ExprKind::Append { slice, .. }, .. }) } => {
                let it = &body.vars[var.0 as usize];
                if let (ExprKind::Var(slice), true, false) = (&slice.kind, it.name.is_empty(), it.inlined_result) {
                    appends.insert(*var, *slice);
                }
            }
            StmtKind::AssignParallel { places, values } => {
                for (place, value) in places.iter().zip(values) {
                    if let (Some(Expr { kind: ExprKind::Var(to), .. }), ExprKind::Var(from)) = (place, &value.kind) {
                        assigned.insert((*from, *to));
                    }
                }
            }
            _ => {}
        });
    }
    appends.retain(|kept, slice| assigned.contains(&(*kept, *slice)));
    appends
}

fn is_var(e: &Expr, var: VarId) -> bool {
    matches!(e.kind, ExprKind::Var(it) if it == var)
}
