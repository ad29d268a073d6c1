//! Bounds checks of indices that count up to the length.
//!
//! A parameter `i` of a block is in range there, and in all blocks that it dominates, if every jump to the block is taken
//! only when the value that it passes for `i` is less than the length, and each such value is a constant that is not
//! negative or `i + 1` (which cannot overflow: `i` itself was less than the length).

use super::dominators::Dominators;
use super::uses::{Definitions, predecessors};
use crate::expand::reverse_postorder;
use crate::func::{Block, Func, Term, Ty, Value};
use crate::op::{BinOp, IntCc, Op};

pub(super) fn run(func: &mut Func) {
    let has_checks = func.blocks.iter().flat_map(|block| &block.insts).any(|inst| is_check(&inst.op));
    if !has_checks {
        return;
    }
    let order = reverse_postorder(func);
    let preds = predecessors(func, &order);
    let dominators = Dominators::of(&order, &preds, func.blocks.len());
    let definitions = Definitions::of(func);
    let mut owner = vec![None; func.values.len()];
    for &block in &order {
        for (index, param) in func.blocks[block.0 as usize].params.iter().enumerate() {
            owner[param.0 as usize] = Some((block, index));
        }
    }
    let mut needless = Vec::new();
    for &block in &order {
        for (at, inst) in func.blocks[block.0 as usize].insts.iter().enumerate() {
            if !is_check(&inst.op) {
                continue;
            }
            let (index, len) = (inst.args[0], inst.args[1]);
            let Some((header, param)) = owner[index.0 as usize] else { continue };
            // The entry block gets its parameters from outside, where nothing is known.
            let in_range = header != Block(0)
                && dominators.dominates(header, block)
                && !preds[header.0 as usize].is_empty()
                && preds[header.0 as usize]
                    .iter()
                    .all(|&pred| guards(func, &definitions, pred, header, param, index, len));
            if in_range {
                needless.push((block, at));
            }
        }
    }
    for (block, at) in needless.into_iter().rev() {
        func.blocks[block.0 as usize].insts.remove(at);
    }
}

fn is_check(op: &Op) -> bool {
    matches!(op, Op::BoundsCheck { .. })
}

/// Whether `pred` goes to `header` only with a value for `index` that is at least 0 and less than `len`.
fn guards(
    func: &Func,
    definitions: &Definitions,
    pred: Block,
    header: Block,
    param: usize,
    index: Value,
    len: Value,
) -> bool {
    let Some(Term::Branch(cond, then, els)) = &func.blocks[pred.0 as usize].term else { return false };
    if then.block != header || els.block == header {
        return false;
    }
    let passed = then.args[param];
    let Some((Op::IntCmp(IntCc::Slt), &[small, limit])) = definitions.op(func, *cond) else { return false };
    let same_value = |a: Value, b: Value| {
        let constant = |value| definitions.constant(func, value);
        a == b || constant(a).is_some_and(|known| constant(b) == Some(known))
    };
    let not_negative = match definitions.op(func, passed) {
        Some((Op::Const(Ty::I64, start), _)) => *start >= 0,
        Some((Op::Binary(BinOp::Add), &[base, step])) => base == index && definitions.constant(func, step) == Some(1),
        _ => false,
    };
    not_negative && same_value(small, passed) && same_length(func, definitions, limit, len)
}

/// Whether two values are the same length: one value, or the length of one slice or string (which never changes, being
/// a value).
fn same_length(func: &Func, definitions: &Definitions, a: Value, b: Value) -> bool {
    if a == b {
        return true;
    }
    match (definitions.op(func, a), definitions.op(func, b)) {
        (Some((Op::Part(1), x)), Some((Op::Part(1), y))) => x == y,
        (Some((Op::Const(_, x), _)), Some((Op::Const(_, y), _))) => x == y,
        _ => false,
    }
}
