//! What constants show never to run. gc drops it before it prices functions and looks at what escapes, and so do both here.
//!
//! The rules, as they were measured on gc: conditions are known by constants and by `&&` and `||` with them, not by `!` of
//! those; behind a statement that ends in `return`, `goto` or `panic` nothing runs, up to the last label of the list; a
//! switch is decided by constants up to the first that matches, unless that clause falls through.

use crate::lower::unparen;
use goslice_syntax::ast::{BinaryOp, Block, CaseClause, Expr, ExprKind, Stmt, StmtKind};
use goslice_types::constant::Const;
use goslice_types::info::{Info, Mode};
use goslice_types::object::Builtin;

/// The statements of a list that may run. `leaves` says of a `break` or `continue` whether it leaves the function.
pub(crate) fn live<'a>(info: &Info, stmts: &'a [Stmt], leaves: impl Fn(&Stmt) -> bool) -> Vec<&'a Stmt> {
    let is_label = |stmt: &Stmt| matches!(stmt.kind, StmtKind::Labeled { .. });
    let last_label = stmts.iter().rposition(is_label);
    let mut dead = false;
    let mut live = Vec::with_capacity(stmts.len());
    for (at, stmt) in stmts.iter().enumerate() {
        if dead && last_label.is_none_or(|last| at > last) && !is_label(stmt) {
            continue;
        }
        live.push(stmt);
        dead = terminates(info, stmt, &leaves);
    }
    live
}

/// Whether control does not get past the statement.
pub(crate) fn terminates(info: &Info, stmt: &Stmt, leaves: &dyn Fn(&Stmt) -> bool) -> bool {
    match &stmt.kind {
        StmtKind::Break(_) | StmtKind::Continue(_) => leaves(stmt),
        StmtKind::Goto(_) | StmtKind::Return(_) => true,
        StmtKind::Expr(e) => match &unparen(e).kind {
            ExprKind::Call { fun, .. } => matches!(info.mode(fun), Mode::Builtin(Builtin::Panic)),
            _ => false,
        },
        StmtKind::If { cond, then, els, .. } => {
            let known = static_bool(info, cond).0;
            (known == Some(false) || block_terminates(info, then, leaves))
                && (known == Some(true) || els.as_ref().is_some_and(|els| terminates(info, els, leaves)))
        }
        StmtKind::Block(block) => block_terminates(info, block, leaves),
        _ => false,
    }
}

/// The same of a block.
pub(crate) fn block_terminates(info: &Info, block: &Block, leaves: &dyn Fn(&Stmt) -> bool) -> bool {
    let last = block.stmts.iter().rfind(|stmt| !matches!(stmt.kind, StmtKind::Empty));
    last.is_some_and(|last| terminates(info, last, leaves))
}

/// Whether a condition is known, and the part of it that is left to evaluate.
pub(crate) fn static_bool<'a>(info: &Info, e: &'a Expr) -> (Option<bool>, &'a Expr) {
    let e = unparen(e);
    if let Mode::Constant(Const::Bool(value)) = info.mode(e) {
        return (Some(*value), e);
    }
    let ExprKind::Binary { op: op @ (BinaryOp::LAnd | BinaryOp::LOr), x, y, .. } = &e.kind else { return (None, e) };
    // What decides without the other operand.
    let decisive = *op == BinaryOp::LOr;
    let (known_x, _) = static_bool(info, x);
    if known_x == Some(decisive) {
        return (known_x, unparen(x));
    }
    let (known_y, _) = static_bool(info, y);
    if known_x.is_some() || known_y == Some(decisive) {
        let is_const = matches!(info.mode(unparen(x)), Mode::Constant(_));
        return (known_y, if is_const { unparen(y) } else { e });
    }
    (None, e)
}

/// Whether there is a constant among the operands of a condition's `&&` and `||`.
pub(crate) fn has_constant(info: &Info, e: &Expr) -> bool {
    match &unparen(e).kind {
        ExprKind::Binary { op: BinaryOp::LAnd | BinaryOp::LOr, x, y, .. } => {
            has_constant(info, x) || has_constant(info, y)
        }
        _ => matches!(info.mode(unparen(e)), Mode::Constant(_)),
    }
}

/// The clause that a switch over this tag goes to, or none of them; `None` if that is not known.
pub(crate) fn decided<'a>(
    info: &Info,
    tag: Option<&Expr>,
    clauses: &'a [CaseClause],
) -> Option<Option<&'a CaseClause>> {
    let tag = match tag.map(|tag| info.mode(tag)) {
        None => &Const::Bool(true),
        Some(Mode::Constant(value)) => value,
        Some(_) => return None,
    };
    let mut target = clauses.iter().find(|clause| clause.exprs.is_none());
    'clauses: for clause in clauses {
        for case in clause.exprs.iter().flatten() {
            let Mode::Constant(value) = info.mode(case) else { return None };
            if value == tag {
                target = Some(clause);
                break 'clauses;
            }
        }
    }
    let falls = |clause: &CaseClause| clause.body.last().is_some_and(|last| matches!(last.kind, StmtKind::Fallthrough));
    (!target.is_some_and(falls)).then_some(target)
}
