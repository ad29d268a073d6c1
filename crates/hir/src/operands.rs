//! The operands of expressions, in the order in which they are evaluated.

use crate::body::{Callee, Expr, ExprKind, Stmt, StmtKind};

/// Calls `f` with each direct operand of an expression. The statements of [`ExprKind::Seq`] and the bodies of
/// closures are not visited.
pub(crate) fn for_each_operand(kind: &mut ExprKind, f: &mut dyn FnMut(&mut Expr)) {
    match kind {
        ExprKind::Const(_)
        | ExprKind::Var(_)
        | ExprKind::Global(_)
        | ExprKind::Func(_)
        | ExprKind::Closure { .. }
        | ExprKind::Recover => {}
        ExprKind::Deref(x)
        | ExprKind::AddrOf(x)
        | ExprKind::New { value: x, .. }
        | ExprKind::Field { x, .. }
        | ExprKind::Neg(x)
        | ExprKind::BitNot(x)
        | ExprKind::Not(x)
        | ExprKind::IsNil(x)
        | ExprKind::Convert(x)
        | ExprKind::ConvertString { x, .. }
        | ExprKind::MoveToHeap { slice: x, .. }
        | ExprKind::SliceToArray(x)
        | ExprKind::ToInterface { x, .. }
        | ExprKind::InterfaceToInterface(x)
        | ExprKind::TypeAssert { x, .. }
        | ExprKind::Len(x)
        | ExprKind::Cap(x)
        | ExprKind::Clear(x)
        | ExprKind::Real(x)
        | ExprKind::Imag(x)
        | ExprKind::Panic(x)
        | ExprKind::Seq { value: x, .. }
        | ExprKind::UnsafeSliceData(x)
        | ExprKind::UnsafeStringData(x) => f(x),
        ExprKind::Index { x, index: y }
        | ExprKind::Binary { x, y, .. }
        | ExprKind::Compare { x, y, .. }
        | ExprKind::And(x, y)
        | ExprKind::Or(x, y)
        | ExprKind::Complex(x, y)
        | ExprKind::AppendSlice { slice: x, other: y, .. }
        | ExprKind::AppendMake { slice: x, n: y, .. }
        | ExprKind::Copy { dst: x, src: y }
        | ExprKind::DecodeRune { s: x, at: y }
        | ExprKind::UnsafeSlice { ptr: x, len: y, .. }
        | ExprKind::UnsafeString { ptr: x, len: y, .. }
        | ExprKind::UnsafeAdd { ptr: x, n: y, .. } => {
            f(x);
            f(y);
        }
        ExprKind::Slice { x, lo, hi, max } => {
            f(x);
            [lo, hi, max].into_iter().flatten().for_each(|e| f(e));
        }
        ExprKind::MakeSlice { len, cap, .. } => {
            f(len);
            cap.iter_mut().for_each(|cap| f(cap));
        }
        ExprKind::Append { slice, values, .. } => {
            f(slice);
            values.iter_mut().for_each(f);
        }
        ExprKind::Concat { parts, .. } => parts.iter_mut().for_each(f),
        ExprKind::MinMax { args, .. } | ExprKind::Print { args, .. } => args.iter_mut().for_each(f),
        ExprKind::StructLit(fields) => fields.iter_mut().flatten().for_each(f),
        ExprKind::ArrayLit(elems) | ExprKind::SliceLit { elems, .. } => elems.iter_mut().for_each(|(_, e)| f(e)),
        ExprKind::Call(call) => {
            match &mut call.callee {
                Callee::Static(_) => {}
                Callee::Value(fun) => f(fun),
                Callee::Interface { recv, .. } => f(recv),
            }
            call.args.iter_mut().for_each(f);
        }
    }
}

/// Calls `f` with each expression of a statement itself, in no order that matters, not with those of statements in it.
pub(crate) fn for_each_root(kind: &mut StmtKind, f: &mut dyn FnMut(&mut Expr)) {
    match kind {
        StmtKind::Expr(expr) | StmtKind::Defer(expr) => f(expr),
        StmtKind::Declare { init, .. } => init.iter_mut().for_each(f),
        StmtKind::Assign { place, value } | StmtKind::AssignOp { place, value, .. } => {
            f(place);
            f(value);
        }
        StmtKind::AssignParallel { places, values } => {
            places.iter_mut().flatten().for_each(&mut *f);
            values.iter_mut().for_each(f);
        }
        StmtKind::AssignTuple { places, value } => {
            places.iter_mut().flatten().for_each(&mut *f);
            f(value);
        }
        StmtKind::If { cond, .. } => f(cond),
        StmtKind::Loop { cond, .. } => cond.iter_mut().for_each(f),
        StmtKind::Switch { value, .. } => f(value),
        StmtKind::Return(values) => values.iter_mut().for_each(f),
        StmtKind::Block(_) | StmtKind::Breakable { .. } | StmtKind::Jump(_) | StmtKind::Label(_) => {}
    }
}

/// Calls `f` with each statement directly in a statement.
pub(crate) fn for_each_child(kind: &mut StmtKind, f: &mut dyn FnMut(&mut Stmt)) {
    match kind {
        StmtKind::Block(body) | StmtKind::Breakable { body, .. } => body.iter_mut().for_each(f),
        StmtKind::If { then, els, .. } => then.iter_mut().chain(els).for_each(f),
        StmtKind::Loop { body, post, .. } => body.iter_mut().chain(post).for_each(f),
        _ => {}
    }
}

/// Calls `f` with each expression in a statement and in the statements in it, operands first. Bodies of function
/// literals are not entered.
pub(crate) fn for_each_expr(stmt: &mut Stmt, f: &mut dyn FnMut(&mut Expr)) {
    fn go(e: &mut Expr, f: &mut dyn FnMut(&mut Expr)) {
        if let ExprKind::Seq { stmts, .. } = &mut e.kind {
            stmts.iter_mut().for_each(|stmt| for_each_expr(stmt, f));
        }
        for_each_operand(&mut e.kind, &mut |operand| go(operand, f));
        f(e);
    }
    for_each_root(&mut stmt.kind, &mut |e| go(e, f));
    for_each_child(&mut stmt.kind, &mut |child| for_each_expr(child, f));
}
