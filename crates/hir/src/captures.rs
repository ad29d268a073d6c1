//! Which variables closures copy, and which they share with the function around them.
//!
//! As with gc, a closure has a copy of a variable of up to 128 bytes that nobody assigns to any more: what is assigned before
//! the first closure that captures it does not count, if the code between its declaration and that closure is in no
//! loop of its own. The lowering looks at all assignments, and its literals are not inlined yet.

use crate::body::{Body, Expr, ExprKind, LabelId, Stmt, StmtKind, Storage, VarId};
use crate::escape::looping_labels;
use crate::operands::for_each_expr;
use crate::storage::{MAX_COPIED, storage};
use goslice_types::layout::size_of;
use goslice_types::types::{Type, Universe};
use std::collections::{HashMap, HashSet};

/// Makes the closures of `body`, and of the literals in it, copy what they may.
pub(crate) fn place(universe: &Universe, body: &mut Body) {
    let mut walk = Walk {
        universe,
        depth: 1,
        looping: looping_labels(body),
        vars: HashMap::new(),
        shared: body.results.iter().copied().collect(),
    };
    body.params.iter().for_each(|&var| walk.declare(var));
    walk.stmts(&body.stmts);
    let Walk { vars, shared, .. } = walk;
    let copied: HashSet<VarId> = vars
        .into_iter()
        .filter(|(var, it)| {
            let fits = size_of(universe, body.vars[var.0 as usize].ty) <= MAX_COPIED;
            it.captured && !it.assigned && !shared.contains(var) && fits
        })
        .map(|(var, _)| var)
        .filter(|var| {
            let var = &body.vars[var.0 as usize];
            var.captured && !var.addr_taken && var.storage == Storage::Heap
        })
        .collect();
    for var in &copied {
        let var = &mut body.vars[var.0 as usize];
        var.captured = false;
        var.storage = storage(var.addr_taken, false);
    }
    copy(&mut body.stmts, &copied);
    for_each_literal(&mut body.stmts, &mut |_, literal| place(universe, literal));
}

/// Makes the literals in `stmts` have copies of these variables.
fn copy(stmts: &mut [Stmt], copied: &HashSet<VarId>) {
    if copied.is_empty() {
        return;
    }
    for_each_literal(stmts, &mut |captures, literal| {
        let mut inner = HashSet::new();
        for (outer, &var) in captures.iter().zip(&literal.captures) {
            let it = &mut literal.vars[var.0 as usize];
            if let (Storage::CapturedRef(word), true) = (it.storage, copied.contains(outer)) {
                it.captured = false;
                it.storage = Storage::CapturedValue(word);
                inner.insert(var);
            }
        }
        copy(&mut literal.stmts, &inner);
    });
}

/// Calls `f` with what each literal captures and its body; not with those in literals.
fn for_each_literal(stmts: &mut [Stmt], f: &mut dyn FnMut(&[VarId], &mut Body)) {
    for stmt in stmts {
        for_each_expr(stmt, &mut |e| {
            if let ExprKind::Closure { captures, body, .. } = &mut e.kind {
                f(captures, body);
            }
        });
    }
}

/// What the walk has seen of a variable.
#[derive(Clone, Copy, Debug)]
struct Seen {
    /// Loops around its declaration.
    depth: u32,
    captured: bool,
    /// Since it is captured; before it is, since it is declared.
    assigned: bool,
}

/// A walk over a body in gc's order.
struct Walk<'a> {
    universe: &'a Universe,
    depth: u32,
    looping: HashSet<LabelId>,
    vars: HashMap<VarId, Seen>,
    /// Variables that closures always share: results.
    shared: HashSet<VarId>,
}

impl Walk<'_> {
    fn declare(&mut self, var: VarId) {
        let depth = self.depth;
        self.vars.entry(var).or_insert(Seen { depth, captured: false, assigned: false });
    }

    fn stmts(&mut self, stmts: &[Stmt]) {
        stmts.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Declare { var, init } => {
                init.iter().for_each(|init| self.expr(init));
                self.declare(*var);
            }
            StmtKind::Loop { cond, body, post, per_iteration, .. } => {
                self.depth += 1;
                // Each round has its own, and begins with what `post` does to it.
                let own = Seen { depth: self.depth, captured: false, assigned: false };
                self.vars.extend(per_iteration.iter().map(|&var| (var, own)));
                if per_iteration.is_empty() {
                    cond.iter().for_each(|cond| self.expr(cond));
                    self.stmts(post);
                } else {
                    self.stmts(post);
                    cond.iter().for_each(|cond| self.expr(cond));
                }
                self.stmts(body);
                self.depth -= 1;
            }
            StmtKind::If { cond, then, els } => {
                self.expr(cond);
                let depth = self.depth;
                for branch in [then, els] {
                    self.stmts(branch);
                    self.depth = depth;
                }
            }
            StmtKind::Label(label) => self.depth += u32::from(self.looping.contains(label)),
            _ => {
                crate::visit::own_exprs(stmt, &mut |e, _| self.expr(e));
                crate::visit::children(stmt, &mut |child| self.stmt(child));
            }
        }
        assigned_by(self.universe, stmt, &mut |var| self.assigned(var));
    }

    fn expr(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Seq { stmts, .. } => self.stmts(stmts),
            ExprKind::Closure { captures, body, .. } => self.literal(captures, body),
            _ => {}
        }
        crate::visit::sub_exprs(e, &mut |part| self.expr(part));
    }

    fn literal(&mut self, captures: &[VarId], literal: &Body) {
        for var in captures {
            let depth = self.depth;
            if let Some(seen) = self.vars.get_mut(var).filter(|seen| !seen.captured) {
                seen.captured = true;
                seen.assigned &= seen.depth != depth;
            }
        }
        assigned_in(self.universe, literal, captures, &mut |var| self.assigned(var));
    }

    fn assigned(&mut self, var: VarId) {
        // Without a declaration before it, it lives as long as the function.
        let seen = self.vars.entry(var).or_insert(Seen { depth: 1, captured: false, assigned: false });
        seen.assigned = true;
    }
}

/// Calls `f` with what a literal, or one in it, assigns to of what it captures: by the names of the body around.
fn assigned_in(universe: &Universe, literal: &Body, captures: &[VarId], f: &mut dyn FnMut(VarId)) {
    let mut named = |var: VarId| {
        let at = literal.captures.iter().position(|inner| *inner == var);
        if let Some(outer) = at.and_then(|at| captures.get(at)) {
            f(*outer);
        }
    };
    for stmt in &literal.stmts {
        crate::visit::stmts(stmt, &mut |stmt| assigned_by(universe, stmt, &mut named));
        crate::visit::exprs_of(stmt, &mut |e| {
            if let ExprKind::Closure { captures, body, .. } = &e.kind {
                assigned_in(universe, body, captures, &mut named);
            }
        });
    }
}

/// Calls `f` with the variables that a statement assigns to, or to a part of.
fn assigned_by(universe: &Universe, stmt: &Stmt, f: &mut dyn FnMut(VarId)) {
    crate::visit::places(stmt, &mut |place| root(universe, place).into_iter().for_each(&mut *f));
}

/// The variable that a place is a part of.
fn root(universe: &Universe, e: &Expr) -> Option<VarId> {
    match &e.kind {
        ExprKind::Var(var) => Some(*var),
        ExprKind::Field { x, .. } => root(universe, x),
        ExprKind::Index { x, .. } if matches!(universe.under(x.ty), Type::Array { .. }) => root(universe, x),
        ExprKind::Seq { value, .. } => root(universe, value),
        _ => None,
    }
}
