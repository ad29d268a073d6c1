//! Whether statements may end before their last: by a word of their own, by a panic, or because a call does not return.
//!
//! A capacity that is a number, and no length of what exists, is asked for before the first round of a loop. Where the loop
//! may end early, memory could be asked for that the program never needed, more than there is. So what cannot be seen to go on
//! to its end is taken to end early: division, indexes that are not constant, dereferences, type assertions, and calls, other
//! than those of functions that are looked into and of standard ones that only format or compute.

use goslice_syntax::ast::{BinaryOp, Expr, ExprKind, Stmt, StmtKind, UnaryOp};
use goslice_syntax::visit::Node;
use goslice_types::info::Mode;
use goslice_types::object::Builtin;
use goslice_types::types::Type;

use crate::bound::any;
use crate::standard::qualified;
use crate::uses::Uses;

/// Calls of calls that are looked into.
const DEPTH_MAX: u32 = 4;

/// Packages whose functions return, whatever they are given.
const ALWAYS_RETURN: &[&str] = &["errors", "fmt", "math", "math/bits", "strconv", "unicode", "unicode/utf8"];

/// Whether a statement may not go on to the next one.
pub(crate) fn leaves(uses: &Uses<'_>, stmt: &Stmt) -> bool {
    any(Node::Stmt(stmt), |node| {
        let jumps = |stmt: &Stmt| {
            matches!(stmt.kind, StmtKind::Return(_) | StmtKind::Break(_) | StmtKind::Continue(_) | StmtKind::Goto(_))
        };
        matches!(node, Node::Stmt(stmt) if jumps(stmt)) || may_end(uses, node, 0)
    })
}

/// Whether what a node does itself may panic, or never come back.
fn may_end(uses: &Uses<'_>, node: Node<'_>, depth: u32) -> bool {
    match node {
        Node::Stmt(stmt) => match &stmt.kind {
            StmtKind::AssignOp { op: BinaryOp::Div | BinaryOp::Rem | BinaryOp::Shl | BinaryOp::Shr, rhs, .. } => {
                !is_positive(uses, rhs)
            }
            StmtKind::Go { .. } | StmtKind::Send { .. } | StmtKind::Select { .. } => true,
            _ => false,
        },
        Node::Expr(x) if uses.constant(x).is_some() => false,
        Node::Expr(x) => match &x.kind {
            ExprKind::Index { x: base, indices, .. } => {
                let within =
                    |len: u64| matches!(indices.as_slice(), [index] if uses.number(index).is_some_and(|it| it < len));
                !matches!(uses.ty(base), Some(Type::Array { len, .. }) if within(*len))
            }
            ExprKind::Slice { .. } | ExprKind::TypeAssert { .. } | ExprKind::Star(_) => true,
            ExprKind::Unary { op: UnaryOp::Recv, .. } => true,
            ExprKind::Selector { .. } => uses.tree.info.selections.get(&x.id).is_some_and(|it| it.indirect),
            ExprKind::Binary { op: BinaryOp::Div | BinaryOp::Rem | BinaryOp::Shl | BinaryOp::Shr, y, .. } => {
                !is_positive(uses, y)
            }
            // Values of interfaces that cannot be compared panic.
            ExprKind::Binary { op: BinaryOp::Eq | BinaryOp::Ne, x: a, .. } => {
                matches!(uses.ty(a), Some(Type::Interface(_)))
            }
            ExprKind::Call { fun, args, .. } => call_may_end(uses, fun, args, depth),
            _ => false,
        },
        _ => false,
    }
}

fn call_may_end(uses: &Uses<'_>, fun: &Expr, args: &[Expr], depth: u32) -> bool {
    match uses.tree.info.mode(fun) {
        // Of a slice to an array.
        Mode::Type => !args.iter().all(|arg| matches!(uses.ty(arg), Some(Type::Basic(_)))),
        Mode::Builtin(builtin) => !matches!(
            builtin,
            Builtin::Append
                | Builtin::Cap
                | Builtin::Copy
                | Builtin::Len
                | Builtin::Max
                | Builtin::Min
                | Builtin::New
                | Builtin::Print
                | Builtin::Println
        ),
        _ => match qualified(uses, fun) {
            Some((package, _)) => !ALWAYS_RETURN.contains(&package),
            None => !returns(uses, fun, depth),
        },
    }
}

/// Whether a call of a declared function comes back: nothing in its body may end it. Loops in it may take long.
fn returns(uses: &Uses<'_>, fun: &Expr, depth: u32) -> bool {
    let name = match &fun.kind {
        ExprKind::Name(name) | ExprKind::Selector { sel: name, .. } => name,
        ExprKind::Paren(inner) => return returns(uses, inner, depth),
        _ => return false,
    };
    let body = uses.object(name).and_then(|object| uses.function(object)).and_then(|function| function.body.as_ref());
    let endless = |node: Node<'_>| matches!(node, Node::Stmt(Stmt { kind: StmtKind::For { cond: None, .. }, .. }));
    depth < DEPTH_MAX
        && body.is_some_and(|body| {
            body.stmts.iter().all(|stmt| !any(Node::Stmt(stmt), |node| endless(node) || may_end(uses, node, depth + 1)))
        })
}

/// Whether an expression is a constant above zero.
fn is_positive(uses: &Uses<'_>, x: &Expr) -> bool {
    uses.number(x).is_some_and(|it| it > 0)
}
