//! Calls of interface methods on values whose type is known become calls of the type's methods.

use super::concrete::Concrete;
use crate::body::{Body, Call, Callee, Expr, ExprKind, FuncSource, Stmt, StmtKind, Var};
use crate::lower::Lowering;
use goslice_types::lookup::{MethodTarget, method_set};
use goslice_types::types::{Type, TypeId};

/// Makes a call of a method of an interface in `body` one of the method itself, as gc does. The method of an embedded
/// interface stays one of that.
pub(super) fn devirtualize(
    lowering: &mut Lowering<'_>,
    body: &mut Body,
    concrete: Concrete,
    call: &mut Call,
) -> Option<()> {
    let Callee::Interface { recv, index } = &call.callee else { return None };
    let universe = lowering.universe();
    let Type::Interface(interface) = universe.under(recv.ty) else { return None };
    let method = interface.methods.get(*index as usize)?;
    let methods = method_set(universe, concrete.ty);
    let entry = methods.into_iter().find(|entry| entry.name == method.name && entry.pkg == method.pkg)?;
    if let MethodTarget::Declared(obj) = entry.target {
        let func = *lowering.index.funcs.get(&obj)?;
        let FuncSource::Declared { .. } = lowering.program().funcs[func.0 as usize].source else { return None };
    }

    let dummy = Expr { pos: recv.pos, ty: recv.ty, kind: ExprKind::Recover };
    let Callee::Interface { recv, .. } = &mut call.callee else { return None };
    let recv = std::mem::replace(recv, dummy);
    let value = match concrete.nil {
        true => nil_checked(lowering, body, recv, concrete.ty),
        false => asserted(recv, concrete.ty),
    };
    let value = lowering.field_path(value, &entry.path);
    match entry.target {
        MethodTarget::Declared(obj) => {
            let value = lowering.receiver(value, obj);
            call.callee = Callee::Static(lowering.index.funcs[&obj]);
            call.args.insert(0, value);
        }
        MethodTarget::Interface(index) => call.callee = Callee::Interface { recv: value, index },
    }
    Some(())
}

/// The value in an interface, which has type `ty`.
fn asserted(recv: Expr, ty: TypeId) -> Expr {
    let pos = recv.pos;
    Expr { pos, ty, kind: ExprKind::TypeAssert { x: Box::new(recv), target: ty, comma_ok: false } }
}

/// The value in an interface, which has type `ty` unless it is nil: then the call panics as that of a method of nil does.
fn nil_checked(lowering: &mut Lowering<'_>, body: &mut Body, recv: Expr, ty: TypeId) -> Expr {
    let pos = recv.pos;
    let mut stmts = Vec::new();
    let recv = match recv.kind {
        ExprKind::Var(_) => recv,
        _ => {
            let (var, ty) = (body.add_var(Var::temporary(recv.ty, pos)), recv.ty);
            stmts.push(Stmt { pos, kind: StmtKind::Declare { var, init: Some(recv) } });
            Expr { pos, ty, kind: ExprKind::Var(var) }
        }
    };
    stmts.push(lowering.nil_panic(recv.clone()));
    let value = Box::new(asserted(recv, ty));
    Expr { pos, ty, kind: ExprKind::Seq { stmts, value } }
}
