//! Terminating statements: a function with results must end in one.

use super::Checker;
use goslice_syntax::ast::{ExprKind, Stmt, StmtKind};

/// Whether control cannot run off the end of `stmts`.
pub(crate) fn terminates(checker: &Checker<'_>, stmts: &[Stmt]) -> bool {
    let last = stmts.iter().rev().find(|stmt| !matches!(stmt.kind, StmtKind::Empty));
    last.is_some_and(|stmt| terminates_stmt(checker, stmt, ""))
}

fn terminates_stmt(checker: &Checker<'_>, stmt: &Stmt, label: &str) -> bool {
    match &stmt.kind {
        StmtKind::Return(_) | StmtKind::Goto(_) | StmtKind::Fallthrough => true,
        StmtKind::Expr(e) => match &super::unparen(e).kind {
            ExprKind::Call { fun, .. } => checker
                .info
                .exprs
                .get(fun.id.0 as usize)
                .and_then(Option::as_ref)
                .is_some_and(|info| info.mode == crate::info::Mode::Builtin(crate::object::Builtin::Panic)),
            _ => false,
        },
        StmtKind::Block(block) => terminates(checker, &block.stmts),
        StmtKind::Labeled { label, stmt, .. } => terminates_stmt(checker, stmt, &label.name),
        StmtKind::If { then, els: Some(els), .. } => {
            terminates(checker, &then.stmts) && terminates_stmt(checker, els, "")
        }
        StmtKind::For { cond: None, body, .. } => !has_break(&body.stmts, label, true),
        StmtKind::Switch { clauses, .. } => {
            let bodies: Vec<&[Stmt]> = clauses.iter().map(|clause| &clause.body[..]).collect();
            clauses.iter().any(|clause| clause.exprs.is_none()) && cases_terminate(checker, &bodies, label)
        }
        StmtKind::TypeSwitch(switch) => {
            let bodies: Vec<&[Stmt]> = switch.clauses.iter().map(|clause| &clause.body[..]).collect();
            switch.clauses.iter().any(|clause| clause.exprs.is_none()) && cases_terminate(checker, &bodies, label)
        }
        StmtKind::Select { clauses, .. } => {
            let bodies: Vec<&[Stmt]> = clauses.iter().map(|clause| &clause.body[..]).collect();
            cases_terminate(checker, &bodies, label)
        }
        _ => false,
    }
}

fn cases_terminate(checker: &Checker<'_>, bodies: &[&[Stmt]], label: &str) -> bool {
    bodies.iter().all(|body| terminates(checker, body) && !has_break(body, label, true))
}

/// Whether there is a break out of the statement labelled `label`; with `implicit` also one without label.
fn has_break(stmts: &[Stmt], label: &str, implicit: bool) -> bool {
    stmts.iter().any(|stmt| breaks(stmt, label, implicit))
}

fn breaks(stmt: &Stmt, label: &str, implicit: bool) -> bool {
    match &stmt.kind {
        StmtKind::Break(None) => implicit,
        StmtKind::Break(Some(target)) => *target.name == *label,
        StmtKind::Block(block) => has_break(&block.stmts, label, implicit),
        StmtKind::Labeled { stmt, .. } => breaks(stmt, label, implicit),
        StmtKind::If { then, els, .. } => {
            has_break(&then.stmts, label, implicit) || els.as_ref().is_some_and(|els| breaks(els, label, implicit))
        }
        // Inside other breakable statements only the label counts.
        _ if label.is_empty() => false,
        StmtKind::For { body, .. } => has_break(&body.stmts, label, false),
        StmtKind::Range(range) => has_break(&range.body.stmts, label, false),
        StmtKind::Switch { clauses, .. } => clauses.iter().any(|clause| has_break(&clause.body, label, false)),
        StmtKind::TypeSwitch(switch) => switch.clauses.iter().any(|clause| has_break(&clause.body, label, false)),
        StmtKind::Select { clauses, .. } => clauses.iter().any(|clause| has_break(&clause.body, label, false)),
        _ => false,
    }
}
