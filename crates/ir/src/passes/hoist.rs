//! What is the same in every round of a loop is done once, before it.
//!
//! Loops test at their end, so what stands at the head of one is done at least once. From there on, until the first
//! branch, operations move before the loop if their operands are from outside:
//!
//! - those that only compute;
//! - loads, if nothing in the loop writes to memory;
//! - checks, unless something that may panic for another reason comes first: the first panic stays the first.
//!
//! A load whose address is the same in every round is made valid by checks of values that are the same too: it
//! moves only if all of these before it have moved.

use super::dominators::Dominators;
use super::uses::{predecessors, targets_mut};
use crate::expand::reverse_postorder;
use crate::func::{Block, Func, Inst, Target, Term};
use crate::op::{BinOp, Op};
use std::collections::BTreeSet;

/// A natural loop.
struct Loop {
    header: Block,
    /// All its blocks, the header included.
    body: BTreeSet<Block>,
}

pub(super) fn run(func: &mut Func) {
    let order = reverse_postorder(func);
    let preds = predecessors(func, &order);
    let mut loops = loops(func, &order, &preds);
    // Inner loops first: what leaves them may leave the next one too.
    loops.sort_by_key(|inner| inner.body.len());
    for at in 0..loops.len() {
        let Some(before) = hoist(func, &loops[at]) else { continue };
        let header = loops[at].header;
        for outer in &mut loops[at + 1..] {
            if outer.header != header && outer.body.contains(&header) {
                outer.body.insert(before);
            }
        }
    }
}

/// The natural loops of a function; back edges to one header make one loop.
fn loops(func: &Func, order: &[Block], preds: &[Vec<Block>]) -> Vec<Loop> {
    let mut reached = BTreeSet::new();
    let mut back: Vec<(Block, Block)> = Vec::new();
    for &block in order {
        reached.insert(block);
        let targets = func.blocks[block.0 as usize].term.iter().flat_map(Term::targets);
        back.extend(targets.filter(|target| reached.contains(&target.block)).map(|target| (block, target.block)));
    }
    if back.is_empty() {
        return Vec::new();
    }
    let dominators = Dominators::of(order, preds, func.blocks.len());
    let mut loops: Vec<Loop> = Vec::new();
    for (latch, header) in back {
        if !dominators.dominates(header, latch) {
            continue;
        }
        let mut body = BTreeSet::from([header]);
        let mut todo = vec![latch];
        while let Some(block) = todo.pop() {
            if body.insert(block) {
                todo.extend(&preds[block.0 as usize]);
            }
        }
        match loops.iter_mut().find(|known| known.header == header) {
            Some(known) => known.body.extend(body),
            None => loops.push(Loop { header, body }),
        }
    }
    loops
}

/// Moves what can be moved into a new block before the loop, and gives that.
fn hoist(func: &mut Func, of: &Loop) -> Option<Block> {
    let entered_from = |func: &Func, block: Block| {
        let targets = func.blocks[block.0 as usize].term.iter().flat_map(Term::targets);
        targets.filter(|target| target.block == of.header).count()
    };
    let outside: Vec<Block> = (0..func.blocks.len() as u32)
        .map(Block)
        .filter(|block| !of.body.contains(block) && entered_from(func, *block) > 0)
        .collect();
    let &[from] = &outside[..] else { return None };
    if entered_from(func, from) != 1 || of.header == Block(0) {
        return None;
    }
    let moved = movable(func, of);
    if moved.is_empty() {
        return None;
    }
    let before = func.new_block();
    for (block, at) in moved.into_iter().rev() {
        let inst = func.blocks[block.0 as usize].insts.remove(at);
        func.blocks[before.0 as usize].insts.insert(0, inst);
    }
    let mut args = Vec::new();
    for target in func.blocks[from.0 as usize].term.iter_mut().flat_map(targets_mut) {
        if target.block == of.header {
            target.block = before;
            args = std::mem::take(&mut target.args);
        }
    }
    func.blocks[before.0 as usize].term = Some(Term::Jump(Target { block: of.header, args }));
    func.blocks[before.0 as usize].cold = func.blocks[of.header.0 as usize].cold;
    Some(before)
}

/// The instructions that move, in the order in which they are executed.
fn movable(func: &Func, of: &Loop) -> Vec<(Block, usize)> {
    let mut varies = vec![false; func.values.len()];
    let mut writes = false;
    for block in &of.body {
        let data = &func.blocks[block.0 as usize];
        data.params.iter().for_each(|param| varies[param.0 as usize] = true);
        data.insts.iter().flat_map(|inst| &inst.results).for_each(|result| varies[result.0 as usize] = true);
        writes |= data.insts.iter().any(|inst| !(inst.op.is_pure() || is_check(&inst.op)));
    }
    let (mut moved, mut worth) = (Vec::new(), false);
    // A check that depends on the round was passed; one that does not had to stay.
    let (mut may_panic, mut blocked) = (false, false);
    let mut block = of.header;
    loop {
        let data = &func.blocks[block.0 as usize];
        for (at, inst) in data.insts.iter().enumerate() {
            let same = inst.args.iter().all(|arg| !varies[arg.0 as usize]);
            let moves = if is_check(&inst.op) {
                let moves = same && !may_panic && !blocked && (!reads(&inst.op) || !writes);
                blocked |= same && !moves;
                may_panic |= !same;
                moves
            } else if inst.op.is_pure() {
                same && (!reads(&inst.op) || !writes && !blocked) && !is_division(inst)
            } else {
                // What it does must come before any later panic.
                may_panic = true;
                false
            };
            if moves {
                worth |= reads(&inst.op) || is_check(&inst.op);
                inst.results.iter().for_each(|result| varies[result.0 as usize] = false);
                moved.push((block, at));
            }
        }
        match &data.term {
            Some(Term::Jump(target)) if of.body.contains(&target.block) && target.block != of.header => {
                block = target.block;
            }
            _ => break,
        }
    }
    if !worth {
        // The back end moves what only computes.
        return Vec::new();
    }
    moved
}

/// Whether the operation does nothing but panic in some cases; a load may be its own check.
fn is_check(op: &Op) -> bool {
    matches!(op, Op::BoundsCheck { .. } | Op::NilCheck | Op::TrapUnless(_) | Op::Load { checked: true, .. })
}

fn reads(op: &Op) -> bool {
    matches!(op, Op::Load { .. })
}

/// Division by zero faults: it stays behind its check.
fn is_division(inst: &Inst) -> bool {
    matches!(inst.op, Op::Binary(BinOp::DivS | BinOp::DivU | BinOp::RemS | BinOp::RemU))
}
