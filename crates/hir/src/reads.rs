//! Which variables are read after a statement: what makes another holder of an array matter to an append.

use crate::body::{Body, Expr, ExprKind, LabelId, Stmt, StmtKind, VarId};
use crate::visit;
use goslice_syntax::source::Pos;
use std::collections::HashMap;

/// The reads of each variable, and the loops they are in.
#[derive(Debug, Default)]
pub struct Reads {
    reads: Vec<Read>,
    /// The statement that declares a variable. What it held in an earlier round of a loop is gone by then.
    declared: HashMap<VarId, Pos>,
    /// First and last statement position of each loop, with the variables that are declared in it.
    loops: Vec<(Pos, Pos, Vec<VarId>)>,
    /// The loops around the statement that is being looked at, innermost last; indices into `loops`.
    around: Vec<usize>,
    /// The call whose callee's body this is.
    inside: Option<Pos>,
    /// Labels of such bodies, and where their calls are.
    inlined: HashMap<LabelId, Pos>,
}

/// A statement reads a variable.
#[derive(Debug)]
struct Read {
    var: VarId,
    at: Pos,
    /// The loops around the read. Positions do not tell: what a loop ranges over is read at the loop's position, once.
    around: Vec<usize>,
    /// Only an element is read, `s[i]`; the slice goes nowhere.
    element: bool,
}

impl Reads {
    /// The reads of `stmts`, which are `body`'s or part of them. What a literal captures counts as read where the literal
    /// stands, what an inlined body reads where the call is.
    pub fn of(body: &Body, stmts: &[Stmt]) -> Reads {
        let inlined = body.inlined.iter().map(|inlined| (inlined.end, inlined.call)).collect();
        let mut reads = Reads { inlined, ..Reads::default() };
        reads.stmts(stmts);
        reads
    }

    /// Whether `var` may be read after the statement at `stmt`: by a later statement, or in the next round of a loop that
    /// both are in and that does not declare it anew. Not if it is only declared later.
    pub fn after(&self, var: VarId, stmt: Pos) -> bool {
        self.declared.get(&var).is_none_or(|&declared| declared <= stmt)
            && self.reads.iter().any(|read| read.var == var && (read.at > stmt || self.in_next_round(read, stmt)))
    }

    /// Whether all that is read of `var` after the statement are elements, in the next round of a loop, before the statement
    /// is reached again: how a loop reads what it filters.
    pub fn only_ahead(&self, var: VarId, stmt: Pos) -> bool {
        self.reads
            .iter()
            .filter(|read| read.var == var && (read.at > stmt || self.in_next_round(read, stmt)))
            .all(|read| read.element && read.at <= stmt)
    }

    fn in_next_round(&self, read: &Read, stmt: Pos) -> bool {
        read.around.iter().any(|&around| {
            let (first, last, declared) = &self.loops[around];
            *first <= stmt && stmt <= *last && !declared.contains(&read.var)
        })
    }

    fn stmts(&mut self, stmts: &[Stmt]) {
        for stmt in stmts {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        let pos = stmt.pos;
        if let StmtKind::Declare { var, .. } = &stmt.kind {
            self.declared.insert(*var, self.inside.unwrap_or(pos));
        }
        if let StmtKind::Breakable { label, body } = &stmt.kind
            && let Some(&call) = self.inlined.get(label)
        {
            let outer = self.inside;
            self.inside = outer.or(Some(call));
            self.stmts(body);
            self.inside = outer;
            return;
        }
        let is_loop = matches!(stmt.kind, StmtKind::Loop { .. }) && self.inside.is_none();
        if let StmtKind::Loop { body, post, .. } = &stmt.kind
            && is_loop
        {
            let mut inner = Vec::new();
            let mut last = pos;
            for stmt in body.iter().chain(post) {
                self.extent(stmt, &mut last, &mut inner);
            }
            self.loops.push((pos, last, inner));
            self.around.push(self.loops.len() - 1);
        }
        visit::own_exprs(stmt, &mut |expr, write_only| self.expr(expr, pos, write_only));
        visit::children(stmt, &mut |stmt| self.stmt(stmt));
        if is_loop {
            self.around.pop();
        }
    }

    /// The last position in a statement, and the variables that are declared in it.
    fn extent(&self, stmt: &Stmt, last: &mut Pos, declared: &mut Vec<VarId>) {
        *last = (*last).max(stmt.pos);
        match &stmt.kind {
            StmtKind::Breakable { label, .. } if self.inlined.contains_key(label) => return,
            StmtKind::Declare { var, .. } => declared.push(*var),
            _ => {}
        }
        visit::children(stmt, &mut |child| self.extent(child, last, declared));
    }

    fn expr(&mut self, expr: &Expr, pos: Pos, write_only: bool) {
        match &expr.kind {
            ExprKind::Seq { stmts, value } => {
                self.stmts(stmts);
                self.expr(value, pos, false);
            }
            ExprKind::Var(_) if write_only => {}
            ExprKind::Var(var) => self.read(*var, pos, false),
            ExprKind::Closure { captures, .. } => captures.iter().for_each(|&var| self.read(var, pos, false)),
            // Whatever is written to the array, these stay the same.
            ExprKind::Len(x) | ExprKind::Cap(x) | ExprKind::IsNil(x) if matches!(x.kind, ExprKind::Var(_)) => {}
            ExprKind::Index { x, index } if !write_only => {
                match x.kind {
                    ExprKind::Var(var) => self.read(var, pos, true),
                    _ => self.expr(x, pos, false),
                }
                self.expr(index, pos, false);
            }
            // The address of an element is more than the element.
            ExprKind::AddrOf(x) if matches!(x.kind, ExprKind::Index { .. }) => self.expr(x, pos, true),
            _ => visit::sub_exprs(expr, &mut |sub| self.expr(sub, pos, false)),
        }
    }

    fn read(&mut self, var: VarId, at: Pos, element: bool) {
        let at = self.inside.unwrap_or(at);
        self.reads.push(Read { var, at, around: self.around.clone(), element });
    }
}
