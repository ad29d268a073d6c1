//! Walks over the tree.

use crate::body::{Callee, Expr, ExprKind, Stmt, StmtKind};

/// Calls `f` on `stmt` and every statement in it, each once: those in expressions too, not those of function literals.
pub fn stmts<'a>(stmt: &'a Stmt, f: &mut dyn FnMut(&'a Stmt)) {
    fn in_expr<'a>(e: &'a Expr, f: &mut dyn FnMut(&'a Stmt)) {
        if let ExprKind::Seq { stmts: list, .. } = &e.kind {
            list.iter().for_each(|stmt| stmts(stmt, f));
        }
        sub_exprs(e, &mut |sub| in_expr(sub, f));
    }
    f(stmt);
    own_exprs(stmt, &mut |e, _| in_expr(e, f));
    children(stmt, &mut |child| stmts(child, f));
}

/// Calls `f` on the statements directly in `stmt`.
pub fn children<'a>(stmt: &'a Stmt, f: &mut impl FnMut(&'a Stmt)) {
    match &stmt.kind {
        StmtKind::Block(body) | StmtKind::Breakable { body, .. } => body.iter().for_each(f),
        StmtKind::If { then, els, .. } => then.iter().chain(els).for_each(f),
        StmtKind::Loop { body, post, .. } => body.iter().chain(post).for_each(f),
        _ => {}
    }
}

/// Calls `f` on the expressions of `stmt` itself, not those of statements in it. The flag is set for places that are
/// only written.
pub fn own_exprs<'a>(stmt: &'a Stmt, f: &mut impl FnMut(&'a Expr, bool)) {
    match &stmt.kind {
        StmtKind::Expr(expr) | StmtKind::Defer(expr) => f(expr, false),
        StmtKind::Declare { init, .. } => init.iter().for_each(|init| f(init, false)),
        StmtKind::Assign { place, value } => {
            f(place, true);
            f(value, false);
        }
        StmtKind::AssignOp { place, value, .. } => {
            f(place, false);
            f(value, false);
        }
        StmtKind::AssignParallel { places, values } => {
            places.iter().flatten().for_each(|place| f(place, true));
            values.iter().for_each(|value| f(value, false));
        }
        StmtKind::AssignTuple { places, value } => {
            places.iter().flatten().for_each(|place| f(place, true));
            f(value, false);
        }
        StmtKind::If { cond, .. } => f(cond, false),
        StmtKind::Loop { cond, .. } => cond.iter().for_each(|cond| f(cond, false)),
        StmtKind::Switch { value, .. } => f(value, false),
        StmtKind::Return(values) => values.iter().for_each(|value| f(value, false)),
        StmtKind::Block(_) | StmtKind::Breakable { .. } | StmtKind::Jump(_) | StmtKind::Label(_) => {}
    }
}

/// Calls `f` on the places that `stmt` itself assigns to; a declaration does not.
pub fn places<'a>(stmt: &'a Stmt, f: &mut dyn FnMut(&'a Expr)) {
    match &stmt.kind {
        StmtKind::Assign { place, .. } | StmtKind::AssignOp { place, .. } => f(place),
        StmtKind::AssignParallel { places, .. } | StmtKind::AssignTuple { places, .. } => {
            places.iter().flatten().for_each(f);
        }
        _ => {}
    }
}

/// Calls `f` on `expr` and every expression in it, each once, parents first; bodies of function literals are not entered.
pub fn exprs<'a>(expr: &'a Expr, f: &mut dyn FnMut(&'a Expr)) {
    f(expr);
    if let ExprKind::Seq { stmts: list, .. } = &expr.kind {
        list.iter().for_each(|stmt| exprs_of(stmt, f));
    }
    sub_exprs(expr, &mut |sub| exprs(sub, f));
}

/// Calls `f` on every expression in `stmt`, as [`exprs`] does.
pub fn exprs_of<'a>(stmt: &'a Stmt, f: &mut dyn FnMut(&'a Expr)) {
    own_exprs(stmt, &mut |e, _| exprs(e, f));
    children(stmt, &mut |child| exprs_of(child, f));
}

/// Calls `f` on the operands of `expr`; not on those in the statements of [`ExprKind::Seq`].
pub fn sub_exprs<'a>(expr: &'a Expr, f: &mut dyn FnMut(&'a Expr)) {
    use ExprKind::*;
    match &expr.kind {
        Const(_) | Var(_) | Global(_) | Func(_) | Closure { .. } | Recover => {}
        Deref(x)
        | AddrOf(x)
        | Neg(x)
        | BitNot(x)
        | Not(x)
        | IsNil(x)
        | Convert(x)
        | ConvertString { x, .. }
        | MoveToHeap { slice: x, .. }
        | SliceToArray(x)
        | ToInterface { x, .. }
        | InterfaceToInterface(x)
        | Len(x)
        | Cap(x)
        | Clear(x)
        | Real(x)
        | Imag(x)
        | Panic(x)
        | UnsafeSliceData(x)
        | UnsafeStringData(x)
        | Seq { value: x, .. } => f(x),
        New { value, .. } => f(value),
        Field { x, .. } | TypeAssert { x, .. } => f(x),
        Index { x, index: y }
        | Binary { x, y, .. }
        | Compare { x, y, .. }
        | And(x, y)
        | Or(x, y)
        | Complex(x, y)
        | AppendSlice { slice: x, other: y, .. }
        | AppendMake { slice: x, n: y, .. }
        | Copy { dst: x, src: y }
        | DecodeRune { s: x, at: y }
        | UnsafeSlice { ptr: x, len: y, .. }
        | UnsafeString { ptr: x, len: y, .. }
        | UnsafeAdd { ptr: x, n: y, .. } => {
            f(x);
            f(y);
        }
        Slice { x, lo, hi, max } => {
            f(x);
            [lo, hi, max].into_iter().flatten().for_each(|x| f(x));
        }
        Concat { parts: args, .. } | MinMax { args, .. } | Print { args, .. } => args.iter().for_each(f),
        StructLit(fields) => fields.iter().flatten().for_each(f),
        ArrayLit(elems) | SliceLit { elems, .. } => elems.iter().for_each(|(_, x)| f(x)),
        Call(call) => {
            match &call.callee {
                Callee::Static(_) => {}
                Callee::Value(x) | Callee::Interface { recv: x, .. } => f(x),
            }
            call.args.iter().for_each(f);
        }
        MakeSlice { len, cap, .. } => {
            f(len);
            cap.iter().for_each(|cap| f(cap));
        }
        Append { slice, values, .. } => {
            f(slice);
            values.iter().for_each(f);
        }
    }
}
