//! Bounds checks that cannot fail go.
//!
//! What makes a check needless: the index counts within the length ([`counters`]), or a branch or an earlier check on every way
//! to it has said so ([`facts`]).

mod counters;
mod facts;

use super::dominators::Dominators;
use super::uses::{Definitions, predecessors};
use crate::expand::reverse_postorder;
use crate::func::{Block, Func, Ty, Value};
use crate::op::{BinOp, Op};
use facts::Facts;

pub(super) fn run(func: &mut Func) {
    let has_checks = func.blocks.iter().flat_map(|block| &block.insts).any(|inst| is_check(&inst.op));
    if !has_checks {
        return;
    }
    let order = reverse_postorder(func);
    let preds = predecessors(func, &order);
    let dominators = Dominators::of(&order, &preds, func.blocks.len());
    let known = Known { func, definitions: Definitions::of(func), preds: &preds };
    let mut owner = vec![None; func.values.len()];
    for &block in &order {
        for (index, param) in func.blocks[block.0 as usize].params.iter().enumerate() {
            owner[param.0 as usize] = Some((block, index));
        }
    }
    let facts = Facts::new(&known, &dominators);
    let mut needless = vec![Vec::new(); func.blocks.len()];
    for &block in &order {
        for (at, inst) in func.blocks[block.0 as usize].insts.iter().enumerate() {
            if !is_check(&inst.op) {
                continue;
            }
            let (index, len) = (inst.args[0], inst.args[1]);
            let counts = owner[index.0 as usize].is_some_and(|(header, param)| {
                dominators.dominates(header, block) && counters::in_range(&known, header, param, len)
            });
            if counts || facts.in_range(block, at, index, len) {
                needless[block.0 as usize].push(at);
            }
        }
    }
    for (block, needless) in func.blocks.iter_mut().zip(needless) {
        let mut at = 0;
        let mut next = needless.iter().peekable();
        block.insts.retain(|_| {
            at += 1;
            next.next_if(|it| **it == at - 1).is_none()
        });
    }
}

fn is_check(op: &Op) -> bool {
    matches!(op, Op::BoundsCheck { .. })
}

/// The function, and where its values come from.
struct Known<'f> {
    func: &'f Func,
    definitions: Definitions,
    preds: &'f [Vec<Block>],
}

impl Known<'_> {
    fn op(&self, value: Value) -> Option<(&Op, &[Value])> {
        self.definitions.op(self.func, value)
    }

    /// The constant that `value` is; the part of an aggregate that was made of constants is one.
    fn constant(&self, value: Value) -> Option<i64> {
        match self.op(self.source(value)) {
            Some((Op::Const(_, constant), _)) => Some(*constant),
            _ => None,
        }
    }

    /// Looks through the making of aggregates.
    fn source(&self, value: Value) -> Value {
        match self.op(value) {
            Some((Op::Part(part), &[whole])) => match self.op(whole) {
                Some((Op::Make, parts)) => parts.get(*part as usize).map_or(value, |&part| self.source(part)),
                _ => value,
            },
            _ => value,
        }
    }

    /// Whether two values are equal for certain.
    fn same(&self, a: Value, b: Value) -> bool {
        let (a, b) = (self.source(a), self.source(b));
        if a == b {
            return true;
        }
        match (self.op(a), self.op(b)) {
            (Some((Op::Part(m), x)), Some((Op::Part(n), y))) => m == n && x == y,
            (Some((Op::Const(Ty::I64, x), _)), Some((Op::Const(Ty::I64, y), _))) => x == y,
            _ => false,
        }
    }

    /// If `value` is something and a constant, these two.
    fn offset(&self, value: Value) -> Option<(Value, i64)> {
        match self.op(value) {
            Some((Op::Binary(BinOp::Add), &[base, by])) => Some((base, self.constant(by)?)),
            Some((Op::Binary(BinOp::Sub), &[base, by])) => Some((base, self.constant(by)?.checked_neg()?)),
            _ => None,
        }
    }
}
