//! What is left over after inlining: literals that nobody calls any more, labels that nobody jumps to, and variables
//! that no closure refers to any more.

use crate::body::{Body, Expr, ExprKind, LabelId, Stmt, StmtKind, Storage, VarId};
use crate::operands::{for_each_operand, for_each_root};
use crate::storage::storage;
use std::collections::{HashMap, HashSet};

/// Inserted bodies stay in statements of their own: stack traces and events name them.
///
/// `literals` says whether literals go that a variable holds (since Go 1.24). Before, they stayed, and with them what they capture by
/// reference; a literal that is called where it stands always goes. Compared with `-m` of 1.19 to 1.27.
pub(super) fn run(body: &mut Body, literals: bool) {
    let held = if literals { HashSet::new() } else { held(body) };
    loop {
        let mut uses = Uses::default();
        uses.labels.extend(body.inlined.iter().map(|inlined| inlined.end));
        let mut stmts = std::mem::take(&mut body.stmts);
        stmts.iter_mut().for_each(|stmt| uses.stmt(stmt));
        // What a call gives is used, even if nobody wants it: a closure that it makes, or a variable that it gives back.
        let vars = &body.vars;
        let dead = |var: VarId| {
            !uses.vars.contains_key(&var)
                && !body.results.contains(&var)
                && !vars[var.0 as usize].inlined_result
                && !held.contains(&var)
        };
        let mut removed = false;
        body.stmts = without(stmts, &uses, &dead, &mut removed);
        if !removed {
            no_longer_captured(body, &uses);
            return;
        }
    }
}

/// The variables with names that are declared with a literal.
fn held(body: &Body) -> HashSet<VarId> {
    let mut held = HashSet::new();
    for stmt in &body.stmts {
        crate::visit::stmts(stmt, &mut |stmt| {
            if let StmtKind::Declare { var, init: Some(Expr { kind: ExprKind::Closure { .. }, .. }) } = &stmt.kind
                && !body.vars[var.0 as usize].name.is_empty()
            {
                held.insert(*var);
            }
        });
    }
    held
}

/// What a body refers to.
#[derive(Default)]
struct Uses {
    vars: HashMap<VarId, u32>,
    /// Captured by reference by a literal that is still there.
    captured: HashSet<VarId>,
    labels: HashSet<LabelId>,
}

impl Uses {
    fn stmt(&mut self, stmt: &mut Stmt) {
        match &stmt.kind {
            StmtKind::Jump(label) => {
                self.labels.insert(*label);
            }
            StmtKind::Switch { cases, default, .. } => {
                self.labels.insert(*default);
                self.labels.extend(cases.iter().map(|(_, label)| *label));
            }
            StmtKind::Loop { per_iteration, .. } => per_iteration.iter().for_each(|var| self.var(*var)),
            _ => {}
        }
        for_each_root(&mut stmt.kind, &mut |e| self.expr(e));
        crate::operands::for_each_child(&mut stmt.kind, &mut |child| self.stmt(child));
    }

    fn expr(&mut self, e: &mut Expr) {
        match &mut e.kind {
            ExprKind::Var(var) => self.var(*var),
            ExprKind::Closure { captures, body, .. } => {
                for (outer, inner) in captures.iter().zip(&body.captures) {
                    self.var(*outer);
                    if let Storage::CapturedRef(_) = body.vars[inner.0 as usize].storage {
                        self.captured.insert(*outer);
                    }
                }
            }
            ExprKind::Seq { stmts, .. } => stmts.iter_mut().for_each(|stmt| self.stmt(stmt)),
            _ => {}
        }
        for_each_operand(&mut e.kind, &mut |operand| self.expr(operand));
    }

    fn var(&mut self, var: VarId) {
        *self.vars.entry(var).or_default() += 1;
    }
}

fn without(stmts: Vec<Stmt>, uses: &Uses, dead: &dyn Fn(VarId) -> bool, removed: &mut bool) -> Vec<Stmt> {
    let mut out = Vec::with_capacity(stmts.len());
    for mut stmt in stmts {
        match &mut stmt.kind {
            StmtKind::Declare { var, init: Some(init) }
                if dead(*var)
                    && matches!(init.kind, ExprKind::Closure { .. } | ExprKind::Func(_) | ExprKind::Var(_)) =>
            {
                *removed = true;
                continue;
            }
            StmtKind::Breakable { label, body } => {
                let body = without(std::mem::take(body), uses, dead, removed);
                if uses.labels.contains(label) {
                    stmt.kind = StmtKind::Breakable { label: *label, body };
                } else {
                    out.extend(body);
                    continue;
                }
            }
            StmtKind::Block(body) => *body = without(std::mem::take(body), uses, dead, removed),
            StmtKind::If { then, els, .. } => {
                *then = without(std::mem::take(then), uses, dead, removed);
                *els = without(std::mem::take(els), uses, dead, removed);
            }
            StmtKind::Loop { body, post, .. } => {
                *body = without(std::mem::take(body), uses, dead, removed);
                *post = without(std::mem::take(post), uses, dead, removed);
            }
            _ => {}
        }
        for_each_root(&mut stmt.kind, &mut |e| without_in_expr(e, uses, dead, removed));
        out.push(stmt);
    }
    out
}

fn without_in_expr(e: &mut Expr, uses: &Uses, dead: &dyn Fn(VarId) -> bool, removed: &mut bool) {
    if let ExprKind::Seq { stmts, .. } = &mut e.kind {
        *stmts = without(std::mem::take(stmts), uses, dead, removed);
    }
    for_each_operand(&mut e.kind, &mut |operand| without_in_expr(operand, uses, dead, removed));
}

/// Variables that only inlined literals referred to are like others now.
fn no_longer_captured(body: &mut Body, uses: &Uses) {
    for (at, var) in body.vars.iter_mut().enumerate() {
        if var.captured && var.storage == Storage::Heap && !uses.captured.contains(&VarId(at as u32)) {
            var.captured = false;
            var.storage = storage(var.addr_taken, false);
        }
    }
}
