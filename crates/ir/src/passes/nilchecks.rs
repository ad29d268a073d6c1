//! Nil checks of pointers that cannot be nil go.
//!
//! A pointer is not nil if it is the address of something, if an earlier access through it would have faulted, or if the
//! program has asked. An access that checks its address becomes one that need not: then it may leave a loop.

use super::dominators::Dominators;
use super::uses::{Definitions, predecessors};
use crate::expand::reverse_postorder;
use crate::func::{Block, Func, Inst, Term, Value};
use crate::op::{IntCc, Op};
use goslice_abi::intrinsics::Intrinsic;
use std::collections::HashMap;

pub(super) fn run(func: &mut Func) {
    let order = reverse_postorder(func);
    // Where each pointer is checked, in the order of execution within a block.
    let mut checks: HashMap<Value, Vec<(Block, usize)>> = HashMap::new();
    for &block in &order {
        for (at, inst) in func.blocks[block.0 as usize].insts.iter().enumerate() {
            if is_check(inst) {
                checks.entry(inst.args[0]).or_default().push((block, at));
            }
        }
    }
    if checks.is_empty() {
        return;
    }
    let preds = predecessors(func, &order);
    let dominators = Dominators::of(&order, &preds, func.blocks.len());
    let definitions = Definitions::of(func);
    let mut needless = Vec::new();
    for (&ptr, places) in &checks {
        let always = is_address(func, &definitions, ptr);
        for &(block, at) in places {
            let before = |&(other, there): &(Block, usize)| {
                if other == block { there < at } else { dominators.dominates(other, block) }
            };
            if always || places.iter().any(before) || asked(func, &definitions, &dominators, &preds, block, ptr) {
                needless.push((block, at));
            }
        }
    }
    needless.sort_unstable();
    for (block, at) in needless.into_iter().rev() {
        let insts = &mut func.blocks[block.0 as usize].insts;
        match &mut insts[at].op {
            Op::Load { checked, .. } | Op::Store { checked, .. } | Op::StorePtr { checked, .. } => *checked = false,
            _ => drop(insts.remove(at)),
        }
    }
}

/// Whether nothing after the instruction is reached if its first operand is nil.
fn is_check(inst: &Inst) -> bool {
    match inst.op {
        Op::NilCheck => true,
        Op::Load { checked, .. } | Op::Store { checked, .. } | Op::StorePtr { checked, .. } => checked,
        _ => false,
    }
}

/// Whether the value is the address of something, by what makes it.
fn is_address(func: &Func, definitions: &Definitions, ptr: Value) -> bool {
    match definitions.op(func, ptr) {
        Some((Op::SlotAddr(_) | Op::GlobalAddr(_) | Op::FuncValue(_) | Op::Data(_) | Op::Constant(_), _)) => true,
        Some((Op::Intrinsic(intrinsic), _)) => *intrinsic == Intrinsic::new_object,
        _ => false,
    }
}

/// Whether a branch that is the only way to `block`, or to a block above it, went there because the pointer is not nil.
fn asked(
    func: &Func,
    definitions: &Definitions,
    dominators: &Dominators,
    preds: &[Vec<Block>],
    mut block: Block,
    ptr: Value,
) -> bool {
    loop {
        if let &[pred] = &preds[block.0 as usize][..]
            && let Some(Term::Branch(cond, then, els)) = &func.blocks[pred.0 as usize].term
            && then.block != els.block
            && let Some((Op::IntCmp(cc), &[a, b])) = definitions.op(func, *cond)
        {
            let with_nil = a == ptr && definitions.constant(func, b) == Some(0)
                || b == ptr && definitions.constant(func, a) == Some(0);
            let differs = if then.block == block { IntCc::Ne } else { IntCc::Eq };
            if with_nil && *cc == differs {
                return true;
            }
        }
        match dominators.above(block) {
            Some(above) => block = above,
            None => return false,
        }
    }
}
