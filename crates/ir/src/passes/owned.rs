//! Appends whose old array nobody else can see: the runtime may let the array grow where it is, or free it at once.
//!
//! A slice *owns* its array when it is nil, fresh from `make`, the result of such an append, or a block parameter that
//! gets only such slices, and when no path has a use of it after the one that passes it on: to an append, to a block
//! parameter, or to anything that may keep it. Its length and capacity may be read at any time, its elements until then.

use super::uses::{Definitions, predecessors};
use crate::expand::reverse_postorder;
use crate::func::{Block, Func, Term, Ty, Value};
use crate::op::{BinOp, Op};
use goslice_abi::intrinsics::Intrinsic;

pub(super) fn run(func: &mut Func) {
    if !func.blocks.iter().flat_map(|block| &block.insts).any(|inst| appends(&inst.op)) {
        return;
    }
    let order = reverse_postorder(func);
    let preds = predecessors(func, &order);
    let uses = Uses::of(func, &order);
    let mut owned = candidates(func, &order, &uses);
    for (at, owned) in owned.iter_mut().enumerate() {
        *owned = *owned && uses.are_linear(func, &preds, Value(at as u32));
    }
    while drop_what_gets_others(func, &order, &mut owned) {}
    for inst in func.blocks.iter_mut().flat_map(|block| &mut block.insts) {
        let old = inst.args.first().is_some_and(|slice| owned[slice.0 as usize]);
        if let Op::Append { owned, .. } | Op::AppendSlice { owned, .. } = &mut inst.op {
            *owned = old;
        }
    }
}

fn appends(op: &Op) -> bool {
    matches!(op, Op::Append { .. } | Op::AppendSlice { .. })
}

/// The slices that may own their array, by their definition alone.
fn candidates(func: &Func, order: &[Block], uses: &Uses) -> Vec<bool> {
    let definitions = Definitions::of(func);
    let mut found = vec![false; func.values.len()];
    for &block in order {
        let data = &func.blocks[block.0 as usize];
        // The function's own parameters come from outside.
        for &param in data.params.iter().filter(|_| block != Block(0)) {
            found[param.0 as usize] = func.ty(param) == Ty::Slice;
        }
        for inst in &data.insts {
            let fresh = match inst.op {
                Op::Append { .. } | Op::AppendSlice { .. } => true,
                Op::Make if func.ty(inst.results[0]) == Ty::Slice => match definitions.op(func, inst.args[0]) {
                    Some((Op::Const(_, nil), _)) => *nil == 0,
                    Some((Op::Intrinsic(Intrinsic::make_slice), _)) => uses.of_value(inst.args[0]).len() == 1,
                    _ => false,
                },
                _ => false,
            };
            if fresh {
                found[inst.results[0].0 as usize] = true;
            }
        }
    }
    found
}

/// Takes off what gets a slice that does not own its array; reports whether there was any.
fn drop_what_gets_others(func: &Func, order: &[Block], owned: &mut [bool]) -> bool {
    let mut changed = false;
    let mut check = |from: Value, to: Value| {
        if owned[to.0 as usize] && !owned[from.0 as usize] {
            owned[to.0 as usize] = false;
            changed = true;
        }
    };
    for &block in order {
        let data = &func.blocks[block.0 as usize];
        for inst in data.insts.iter().filter(|inst| appends(&inst.op)) {
            check(inst.args[0], inst.results[0]);
        }
        for target in data.term.iter().flat_map(Term::targets) {
            for (&arg, &param) in target.args.iter().zip(&func.blocks[target.block.0 as usize].params) {
                check(arg, param);
            }
        }
    }
    changed
}

/// What is done with a slice, or with a pointer into its array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// Reads or writes the array, and keeps nothing.
    Touch,
    /// Anything else.
    PassOn,
    /// Becomes a parameter of the terminator's n-th target.
    Edge(usize),
}

/// A use: block, index of the instruction (the terminator follows the last one), what it does.
type Use = (Block, usize, What);

/// The uses of each value, where it matters whether there are any.
struct Uses {
    direct: Vec<Vec<Use>>,
    /// Pointers that are made of a slice or of another pointer by an instruction.
    derived: Vec<Vec<Value>>,
}

impl Uses {
    fn of(func: &Func, order: &[Block]) -> Uses {
        let mut uses =
            Uses { direct: vec![Vec::new(); func.values.len()], derived: vec![Vec::new(); func.values.len()] };
        for &block in order {
            let data = &func.blocks[block.0 as usize];
            for (at, inst) in data.insts.iter().enumerate() {
                for (operand, &arg) in inst.args.iter().enumerate() {
                    let touches = match inst.op {
                        Op::Part(1 | 2) if func.ty(arg) == Ty::Slice => continue,
                        Op::Part(_) | Op::Binary(BinOp::Add) => {
                            uses.derived[arg.0 as usize].push(inst.results[0]);
                            true
                        }
                        Op::Load { .. } | Op::CopyTyped { .. } | Op::IntCmp(_) | Op::NilCheck => true,
                        Op::Store { .. } | Op::StorePtr { .. } => operand == 0,
                        _ => false,
                    };
                    let what = if touches { What::Touch } else { What::PassOn };
                    uses.direct[arg.0 as usize].push((block, at, what));
                }
            }
            let end = data.insts.len();
            match &data.term {
                Some(Term::Branch(value, ..) | Term::Switch(value, ..)) => {
                    uses.direct[value.0 as usize].push((block, end, What::PassOn));
                }
                Some(Term::Return(values)) => {
                    for value in values {
                        uses.direct[value.0 as usize].push((block, end, What::PassOn));
                    }
                }
                _ => {}
            }
            for (at, target) in data.term.iter().flat_map(Term::targets).enumerate() {
                for arg in &target.args {
                    uses.direct[arg.0 as usize].push((block, end, What::Edge(at)));
                }
            }
        }
        uses
    }

    fn of_value(&self, value: Value) -> &[Use] {
        &self.direct[value.0 as usize]
    }

    /// The uses of a slice and of all pointers made of it.
    fn all(&self, slice: Value) -> Vec<Use> {
        let mut all = self.of_value(slice).to_vec();
        let mut pointers = self.derived[slice.0 as usize].clone();
        let mut next = 0;
        while let Some(&pointer) = pointers.get(next) {
            next += 1;
            // As the parameter of a block a pointer would have to be followed further.
            let kept = |what| if matches!(what, What::Edge(_)) { What::PassOn } else { what };
            all.extend(self.of_value(pointer).iter().map(|&(block, at, what)| (block, at, kept(what))));
            for &more in &self.derived[pointer.0 as usize] {
                if !pointers.contains(&more) {
                    pointers.push(more);
                }
            }
        }
        all
    }

    /// Whether nothing uses the slice after it was passed on.
    fn are_linear(&self, func: &Func, preds: &[Vec<Block>], slice: Value) -> bool {
        let uses = self.all(slice);
        let live_in = live_in(func, preds, slice, &uses);
        let targets =
            |block: Block| func.blocks[block.0 as usize].term.iter().flat_map(Term::targets).collect::<Vec<_>>();
        uses.iter().enumerate().all(|(number, &(block, at, what))| {
            let others = || uses.iter().enumerate().filter(|(other, _)| *other != number).map(|(_, it)| *it);
            match what {
                What::Touch => true,
                What::PassOn => {
                    !others().any(|(its, other, _)| its == block && other >= at)
                        && !targets(block).iter().any(|target| live_in[target.block.0 as usize])
                }
                What::Edge(edge) => {
                    !others().any(|it| it == (block, at, what)) && !live_in[targets(block)[edge].block.0 as usize]
                }
            }
        })
    }
}

/// In which blocks a value is there at the beginning, and used then or later.
fn live_in(func: &Func, preds: &[Vec<Block>], value: Value, uses: &[Use]) -> Vec<bool> {
    let defines = |block: Block| {
        let data = &func.blocks[block.0 as usize];
        data.params.contains(&value) || data.insts.iter().any(|inst| inst.results.contains(&value))
    };
    let mut live = vec![false; func.blocks.len()];
    let mut work: Vec<Block> = uses.iter().map(|it| it.0).collect();
    while let Some(block) = work.pop() {
        if !live[block.0 as usize] && !defines(block) {
            live[block.0 as usize] = true;
            work.extend(&preds[block.0 as usize]);
        }
    }
    live
}
