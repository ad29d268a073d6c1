//! Walks over operands that the passes share.

use crate::func::{Block, Func, Term, Value};
use crate::op::Op;

/// Calls `f` on every operand of a terminator.
pub(super) fn term_operands(term: &mut Term, f: &mut impl FnMut(&mut Value)) {
    match term {
        Term::Branch(value, ..) | Term::Switch(value, ..) => f(value),
        Term::Return(values) => values.iter_mut().for_each(&mut *f),
        Term::Jump(_) | Term::Trap(_) => {}
    }
    for target in targets_mut(term) {
        target.args.iter_mut().for_each(&mut *f);
    }
}

/// The targets of a terminator.
pub(super) fn targets_mut(term: &mut Term) -> Vec<&mut crate::func::Target> {
    match term {
        Term::Jump(target) => vec![target],
        Term::Branch(_, then, els) => vec![then, els],
        Term::Switch(_, cases, default) => cases.iter_mut().map(|(_, target)| target).chain([default]).collect(),
        Term::Return(_) | Term::Trap(_) => Vec::new(),
    }
}

/// Calls `f` on every operand of the function.
pub(super) fn operands(func: &mut Func, mut f: impl FnMut(&mut Value)) {
    for block in &mut func.blocks {
        for inst in &mut block.insts {
            inst.args.iter_mut().for_each(&mut f);
        }
        if let Some(term) = &mut block.term {
            term_operands(term, &mut f);
        }
    }
}

/// Where each value is defined: block and index of the instruction; `None` for block parameters.
pub(crate) struct Definitions(Vec<Option<(Block, usize)>>);

impl Definitions {
    pub(crate) fn of(func: &Func) -> Definitions {
        let mut table = vec![None; func.values.len()];
        for (block, data) in func.blocks.iter().enumerate() {
            for (at, inst) in data.insts.iter().enumerate() {
                for value in &inst.results {
                    table[value.0 as usize] = Some((Block(block as u32), at));
                }
            }
        }
        Definitions(table)
    }

    /// The operation that defines `value`, with its operands.
    pub(crate) fn op<'f>(&self, func: &'f Func, value: Value) -> Option<(&'f Op, &'f [Value])> {
        let (block, at) = self.0.get(value.0 as usize).copied().flatten()?;
        let inst = &func.blocks[block.0 as usize].insts[at];
        Some((&inst.op, &inst.args))
    }

    /// The constant that `value` is.
    pub(crate) fn constant(&self, func: &Func, value: Value) -> Option<i64> {
        match self.op(func, value) {
            Some((Op::Const(_, constant), _)) => Some(*constant),
            _ => None,
        }
    }
}

/// The predecessors of each block, reachable ones only; a block that branches twice to one target counts twice.
pub(crate) fn predecessors(func: &Func, order: &[Block]) -> Vec<Vec<Block>> {
    let mut preds = vec![Vec::new(); func.blocks.len()];
    for &block in order {
        for target in func.blocks[block.0 as usize].term.iter().flat_map(Term::targets) {
            preds[target.block.0 as usize].push(block);
        }
    }
    preds
}
