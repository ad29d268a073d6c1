//! The pass that expands: slice operations become checks, growth and moves; aggregates become their scalars.
//!
//! One walk in reverse postorder rebuilds the function; blocks that nothing reaches are dropped. An append is
//!
//! ```text
//!   n = len + k
//!   if uint(n) > uint(cap) { array, cap = growslice(array, n, cap, k) }   // cold
//!   store the k elements at array[len]
//! ```

mod aggregates;
mod slices;

use crate::func::{Block, Func, Inst, Sig, Target, Term, Ty, Value};
use crate::op::Op;
use goslice_syntax::source::Pos;
use goslice_types::types::Universe;

/// Expands `func`; the result has only scalar values.
pub fn expand(universe: &Universe, func: &Func) -> Func {
    let order = reverse_postorder(func);
    let mut expander = Expander {
        universe,
        old: func,
        new: Func { id: func.id, ..Func::new(func.name.clone(), func.pos, flat_sig(&func.sig)) },
        parts: vec![Vec::new(); func.values.len()],
        blocks: vec![None; func.blocks.len()],
        old_block: Block(0),
        current: Block(0),
        pos: func.pos,
    };
    expander.new.slots = func.slots.clone();
    expander.new.parts = func.parts.clone();
    expander.new.inlines = func.inlines.clone();
    for &block in &order {
        let new = expander.new.new_block();
        expander.new.blocks[new.0 as usize].cold = func.blocks[block.0 as usize].cold;
        expander.blocks[block.0 as usize] = Some(new);
        for &param in &func.blocks[block.0 as usize].params {
            let parts: Vec<Value> = func.ty(param).parts().iter().map(|&ty| expander.new.new_value(ty)).collect();
            expander.new.blocks[new.0 as usize].params.extend(&parts);
            expander.parts[param.0 as usize] = parts;
        }
    }
    for &block in &order {
        expander.block(block);
    }
    expander.new
}

struct Expander<'a> {
    universe: &'a Universe,
    old: &'a Func,
    new: Func,
    /// The scalars of each old value.
    parts: Vec<Vec<Value>>,
    blocks: Vec<Option<Block>>,
    /// The block of the old function that is being expanded, and the one of the new function that grows.
    old_block: Block,
    current: Block,
    pos: Pos,
}

impl Expander<'_> {
    fn block(&mut self, block: Block) {
        self.old_block = block;
        self.current = self.blocks[block.0 as usize].expect("a reachable block");
        let data = &self.old.blocks[block.0 as usize];
        for inst in &data.insts {
            self.pos = inst.pos;
            self.inst(inst);
        }
        let term = match data.term.as_ref().expect("a finished block") {
            Term::Jump(target) => Term::Jump(self.target(target)),
            Term::Branch(cond, then, els) => Term::Branch(self.scalar(*cond), self.target(then), self.target(els)),
            Term::Switch(value, cases, default) => Term::Switch(
                self.scalar(*value),
                cases.iter().map(|(constant, target)| (*constant, self.target(target))).collect(),
                self.target(default),
            ),
            Term::Return(values) => Term::Return(self.flat(values)),
            Term::Trap(trap) => Term::Trap(*trap),
        };
        self.new.blocks[self.current.0 as usize].term = Some(term);
    }

    fn target(&self, target: &Target) -> Target {
        let block = self.blocks[target.block.0 as usize].expect("a reachable block");
        Target { block, args: self.flat(&target.args) }
    }

    fn flat(&self, values: &[Value]) -> Vec<Value> {
        values.iter().flat_map(|value| self.parts[value.0 as usize].iter().copied()).collect()
    }

    fn scalar(&self, value: Value) -> Value {
        match self.parts[value.0 as usize][..] {
            [scalar] => scalar,
            _ => unreachable!("{value:?} of {} is not a scalar", self.old.name),
        }
    }

    fn define(&mut self, inst: &Inst, parts: Vec<Value>) {
        self.parts[inst.results[0].0 as usize] = parts;
    }

    fn inst(&mut self, inst: &Inst) {
        match &inst.op {
            Op::Make => {
                let parts = self.flat(&inst.args);
                self.define(inst, parts);
            }
            Op::Part(at) => {
                let part = self.parts[inst.args[0].0 as usize][*at as usize];
                self.define(inst, vec![part]);
            }
            Op::Load { offset, checked } => self.load(inst, *offset, *checked),
            Op::Store { offset, checked } => self.store(inst, *offset, *checked, None),
            Op::StorePtr { offset, checked, kind } => self.store(inst, *offset, *checked, Some(*kind)),
            Op::Select => self.select(inst),
            Op::BoundsCheck { signed } => self.bounds_check(inst, *signed),
            Op::Append { elem, buffer, owned } => self.append(inst, *elem, *buffer, *owned),
            Op::AppendSlice { elem, owned } => self.append_slice(inst, *elem, *owned),
            Op::AppendZero { elem } => self.append_zero(inst, *elem),
            Op::MoveElems { elem } => {
                let args = self.flat(&inst.args);
                self.move_elems(*elem, args[0], args[1], args[2]);
            }
            Op::ClearElems { elem } => {
                let args = self.flat(&inst.args);
                self.clear_elems(*elem, args[0], args[1]);
            }
            Op::SliceExpr { elem, of, lo, hi, max } => self.slice_expr(inst, *elem, *of, [*lo, *hi, *max]),
            Op::SliceString { lo, hi } => self.slice_string(inst, *lo, *hi),
            Op::Call { func, sig } => {
                let sig = flat_sig(sig);
                self.call(inst, Op::Call { func: *func, sig: sig.clone() }, &sig.results);
            }
            Op::CallIndirect { sig } => {
                let sig = flat_sig(sig);
                self.call(inst, Op::CallIndirect { sig: sig.clone() }, &sig.results);
            }
            op => {
                let args = self.flat(&inst.args);
                let types: Vec<Ty> = inst.results.iter().map(|&value| self.old.ty(value)).collect();
                let results = self.emit(op.clone(), args, &types);
                for (old, new) in inst.results.iter().zip(results) {
                    self.parts[old.0 as usize] = vec![new];
                }
            }
        }
    }

    fn call(&mut self, inst: &Inst, op: Op, results: &[Ty]) {
        let args = self.flat(&inst.args);
        let mut values = self.emit(op, args, results).into_iter();
        for &old in &inst.results {
            let n = self.old.ty(old).parts().len();
            self.parts[old.0 as usize] = values.by_ref().take(n).collect();
        }
    }

    // Building the new function

    fn emit(&mut self, op: Op, args: Vec<Value>, results: &[Ty]) -> Vec<Value> {
        let results: Vec<Value> = results.iter().map(|&ty| self.new.new_value(ty)).collect();
        let inst = Inst { op, args, results: results.clone(), pos: self.pos };
        self.new.blocks[self.current.0 as usize].insts.push(inst);
        results
    }

    fn emit1(&mut self, op: Op, args: Vec<Value>, ty: Ty) -> Value {
        self.emit(op, args, &[ty])[0]
    }

    fn iconst(&mut self, ty: Ty, value: i64) -> Value {
        self.emit1(Op::Const(ty, value), Vec::new(), ty)
    }

    /// The constant that `value` is, looking in the current block only (constants stand beside their uses).
    fn as_const(&self, value: Value) -> Option<i64> {
        let insts = &self.new.blocks[self.current.0 as usize].insts;
        insts.iter().rev().find(|inst| inst.results.first() == Some(&value)).and_then(|inst| match inst.op {
            Op::Const(_, constant) => Some(constant),
            _ => None,
        })
    }

    fn end(&mut self, term: Term) {
        self.new.blocks[self.current.0 as usize].term = Some(term);
    }

    fn new_block(&mut self, cold: bool) -> Block {
        let block = self.new.new_block();
        self.new.blocks[block.0 as usize].cold = cold;
        block
    }

    fn add_param(&mut self, block: Block, ty: Ty) -> Value {
        let value = self.new.new_value(ty);
        self.new.blocks[block.0 as usize].params.push(value);
        value
    }
}

/// A jump target.
fn to(block: Block, args: Vec<Value>) -> Target {
    Target { block, args }
}

fn flat_sig(sig: &Sig) -> Sig {
    let flat = |types: &[Ty]| types.iter().flat_map(|ty| ty.parts().iter().copied()).collect();
    Sig { params: flat(&sig.params), results: flat(&sig.results), outs: sig.outs.clone() }
}

/// The reachable blocks, each before its successors but for loops: definitions come before uses.
pub fn reverse_postorder(func: &Func) -> Vec<Block> {
    let mut order = Vec::new();
    let mut seen = vec![false; func.blocks.len()];
    // Explicit stack: functions may have very long chains of blocks.
    let mut stack = vec![(Block(0), 0)];
    seen[0] = true;
    while let Some((block, next)) = stack.pop() {
        let targets = func.blocks[block.0 as usize].term.as_ref().map(Term::targets).unwrap_or_default();
        // Last successor first, so that the first comes right behind its block.
        match targets.len().checked_sub(next + 1).map(|at| targets[at].block) {
            Some(successor) => {
                stack.push((block, next + 1));
                if !std::mem::replace(&mut seen[successor.0 as usize], true) {
                    stack.push((successor, 0));
                }
            }
            None => order.push(block),
        }
    }
    order.reverse();
    order
}
