//! Temporaries that only hand a value to the next statement go away.
//!
//! The lowering makes them to keep Go's order of calls: `s = append(s, f())` becomes three statements. Passes that look
//! for statements as they were written want the assignment back.

use crate::body::{Body, Expr, ExprKind, Stmt, StmtKind, VarId};
use crate::operands::for_each_expr;
use std::collections::HashMap;

/// Removes such temporaries from `body` and from the literals in it.
pub(crate) fn run(body: &mut Body) {
    let mut uses: HashMap<VarId, u32> = HashMap::new();
    for stmt in &mut body.stmts {
        for_each_expr(stmt, &mut |e| match &mut e.kind {
            ExprKind::Var(var) => *uses.entry(*var).or_default() += 1,
            ExprKind::Closure { captures, body, .. } => {
                captures.iter().for_each(|&var| *uses.entry(var).or_default() += 2);
                run(body);
            }
            _ => {}
        });
    }
    let temporary = |var: VarId| {
        let known = &body.vars[var.0 as usize];
        known.name.is_empty()
            && !known.reassigned
            && !known.addr_taken
            && !known.captured
            && !known.inlined_result
            && uses.get(&var) == Some(&1)
    };
    let mut stmts = std::mem::take(&mut body.stmts);
    forward(&mut stmts, &temporary);
    body.stmts = stmts;
}

fn forward(stmts: &mut Vec<Stmt>, temporary: &dyn Fn(VarId) -> bool) {
    let mut at = 0;
    while at < stmts.len() {
        for_each_child_list(&mut stmts[at].kind, &mut |list| forward(list, temporary));
        if at + 1 < stmts.len()
            && let StmtKind::Declare { var, init: Some(_) } = stmts[at].kind
            && temporary(var)
            && taken(&mut stmts[at + 1].kind, var).is_some()
        {
            let declaration = stmts.remove(at);
            if let (StmtKind::Declare { init: Some(init), .. }, Some(value)) =
                (declaration.kind, taken(&mut stmts[at].kind, var))
            {
                *value = init;
            }
            continue;
        }
        at += 1;
    }
}

/// The value of a statement that is the variable, where nothing is evaluated before it.
fn taken(kind: &mut StmtKind, var: VarId) -> Option<&mut Expr> {
    let value = match kind {
        StmtKind::Assign { place, value } if matches!(place.kind, ExprKind::Var(_)) => value,
        StmtKind::Declare { init: Some(value), .. } => value,
        StmtKind::Return(values) if values.len() == 1 => &mut values[0],
        _ => return None,
    };
    matches!(value.kind, ExprKind::Var(it) if it == var).then_some(value)
}

fn for_each_child_list(kind: &mut StmtKind, f: &mut dyn FnMut(&mut Vec<Stmt>)) {
    match kind {
        StmtKind::Block(body) | StmtKind::Breakable { body, .. } => f(body),
        StmtKind::If { then, els, .. } => {
            f(then);
            f(els);
        }
        StmtKind::Loop { body, post, .. } => {
            f(body);
            f(post);
        }
        _ => {}
    }
}
