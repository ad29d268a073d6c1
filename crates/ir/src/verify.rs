//! The verifier: what every pass may rely on.

use crate::expand::reverse_postorder;
use crate::func::{Func, Term, Ty, Value};
use crate::op::Op;

/// What is wrong with a function.
#[derive(Debug, PartialEq, Eq)]
pub struct VerifyError(pub String);

/// Checks definitions and uses, block arguments, and that pointers are stored as such.
pub fn verify(func: &Func) -> Result<(), VerifyError> {
    let mut defined = vec![false; func.values.len()];
    let order = reverse_postorder(func);
    let fail = |text: String| Err(VerifyError(format!("{}: {text}", func.name)));
    for block in &order {
        let data = &func.blocks[block.0 as usize];
        for value in data.params.iter().chain(data.insts.iter().flat_map(|inst| &inst.results)) {
            if std::mem::replace(&mut defined[value.0 as usize], true) {
                return fail(format!("{value:?} is defined twice"));
            }
        }
    }
    let is_defined = |value: &Value| defined[value.0 as usize];
    for block in &order {
        let data = &func.blocks[block.0 as usize];
        for inst in &data.insts {
            if let Some(value) = inst.args.iter().find(|value| !is_defined(value)) {
                return fail(format!("{:?} uses undefined {value:?}", inst.op));
            }
            let holds_pointers = |value: Value| matches!(func.ty(value), Ty::Ptr | Ty::Slice | Ty::Str | Ty::Iface);
            if matches!(inst.op, Op::Store { .. }) && holds_pointers(inst.args[1]) {
                return fail(format!("plain store of pointer {:?}", inst.args[1]));
            }
        }
        let Some(term) = &data.term else { return fail(format!("{block:?} does not end")) };
        for target in term.targets() {
            let params = &func.blocks[target.block.0 as usize].params;
            let agrees = params.len() == target.args.len()
                && params.iter().zip(&target.args).all(|(&param, &arg)| func.ty(param) == func.ty(arg));
            if !agrees {
                return fail(format!("{block:?} passes other values than {:?} takes", target.block));
            }
            if let Some(value) = target.args.iter().find(|value| !is_defined(value)) {
                return fail(format!("{block:?} passes undefined {value:?}"));
            }
        }
        if let Term::Return(values) = term {
            let types: Vec<Ty> = values.iter().map(|&value| func.ty(value)).collect();
            if types != func.sig.results {
                return fail(format!("returns {types:?}, not {:?}", func.sig.results));
            }
        }
    }
    Ok(())
}
