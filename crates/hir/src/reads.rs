//! Which variables are read after a statement: what makes another holder of an array matter to an append.

use crate::body::{Body, Expr, Stmt, StmtKind, VarId};
use crate::visit;
use goslice_syntax::source::Pos;

/// The reads of each variable, and the loops they are in.
#[derive(Debug, Default)]
pub struct Reads {
    reads: Vec<Read>,
    /// First and last statement position of each loop, with the variables that are declared in it.
    loops: Vec<(Pos, Pos, Vec<VarId>)>,
    /// The loops around the statement that is being looked at, innermost last; indices into `loops`.
    around: Vec<usize>,
}

/// A statement reads a variable.
#[derive(Debug)]
struct Read {
    var: VarId,
    at: Pos,
    /// The loops around the read. Positions do not tell: what a loop ranges over is read at the loop's position, once.
    around: Vec<usize>,
}

impl Reads {
    /// The reads of `body`; what a literal captures counts as read where the literal stands.
    pub fn of(body: &Body) -> Reads {
        let mut reads = Reads::default();
        reads.stmts(&body.stmts);
        reads
    }

    /// Whether `var` may be read after the statement at `stmt`: by a later statement, or in the next round of a loop that
    /// both are in and that does not declare it anew.
    pub fn after(&self, var: VarId, stmt: Pos) -> bool {
        self.reads.iter().filter(|read| read.var == var).any(|read| {
            read.at > stmt
                || read.around.iter().any(|&around| {
                    let (first, last, declared) = &self.loops[around];
                    let in_loop = *first <= stmt && stmt <= *last;
                    in_loop && !declared.contains(&var)
                })
        })
    }

    fn stmts(&mut self, stmts: &[Stmt]) {
        for stmt in stmts {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        let pos = stmt.pos;
        if let StmtKind::Loop { body, post, .. } = &stmt.kind {
            let mut inner = Vec::new();
            let mut last = pos;
            for stmt in body.iter().chain(post) {
                visit::stmts(stmt, &mut |stmt| {
                    last = last.max(stmt.pos);
                    if let StmtKind::Declare { var, .. } = stmt.kind {
                        inner.push(var);
                    }
                });
            }
            self.loops.push((pos, last, inner));
            self.around.push(self.loops.len() - 1);
        }
        visit::own_exprs(stmt, &mut |expr, write_only| self.expr(expr, pos, write_only));
        visit::children(stmt, &mut |stmt| self.stmt(stmt));
        if let StmtKind::Loop { .. } = &stmt.kind {
            self.around.pop();
        }
    }

    fn expr(&mut self, expr: &Expr, pos: Pos, write_only: bool) {
        if write_only && matches!(expr.kind, crate::body::ExprKind::Var(_)) {
            return;
        }
        let around = &self.around;
        let read = |&var: &VarId| Read { var, at: pos, around: around.clone() };
        visit::exprs(expr, &mut |expr| match &expr.kind {
            crate::body::ExprKind::Var(var) => self.reads.push(read(var)),
            crate::body::ExprKind::Closure { captures, .. } => self.reads.extend(captures.iter().map(read)),
            _ => {}
        });
    }
}
