//! Calls of interface methods on values whose type is known become calls of the type's methods.

use super::known::Knowns;
use crate::body::{Call, Callee, Expr, ExprKind, FuncSource};
use crate::lower::Lowering;
use goslice_types::lookup::{MethodTarget, method_set};
use goslice_types::types::{Type, TypeId};

/// Makes a call of a method of an interface one of the method itself, where gc does. Methods of embedded fields stay.
pub(super) fn devirtualize(lowering: &Lowering<'_>, knowns: &Knowns, minor: u32, call: &mut Call) -> Option<()> {
    let Callee::Interface { recv, index } = &call.callee else { return None };
    let ty = knowns.concrete(recv, minor >= 26)?;
    let universe = lowering.universe();
    let Type::Interface(interface) = universe.under(recv.ty) else { return None };
    let method = interface.methods.get(*index as usize)?;
    let methods = method_set(universe, ty);
    let entry = methods.iter().find(|entry| entry.name == method.name && entry.pkg == method.pkg)?;
    let MethodTarget::Declared(obj) = entry.target else { return None };
    if !entry.path.is_empty() {
        return None;
    }
    let func = *lowering.index.funcs.get(&obj)?;
    let declared = &lowering.program().funcs[func.0 as usize];
    let FuncSource::Declared { .. } = declared.source else { return None };
    let wanted = declared.recv?;

    let dummy = Expr { pos: recv.pos, ty: recv.ty, kind: ExprKind::Recover };
    let pos = recv.pos;
    let Callee::Interface { recv, .. } = std::mem::replace(&mut call.callee, Callee::Static(func)) else {
        return None;
    };
    let mut value = asserted(recv, ty);
    if wanted != ty {
        // A method of the value, on a pointer.
        let inner = std::mem::replace(&mut value, dummy);
        value = Expr { pos, ty: wanted, kind: ExprKind::Deref(Box::new(inner)) };
    }
    call.args.insert(0, value);
    Some(())
}

/// The value in an interface, which has type `ty`.
fn asserted(recv: Expr, ty: TypeId) -> Expr {
    let pos = recv.pos;
    Expr { pos, ty, kind: ExprKind::TypeAssert { x: Box::new(recv), target: ty, comma_ok: false } }
}
