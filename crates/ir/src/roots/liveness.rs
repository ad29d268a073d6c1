//! Which items are live where. Sets are sparse: most pointers live shortly.

use super::origin::{Origin, Origins};
use super::{Item, is_safepoint};
use crate::func::{Block, Func, Inst, Term, Ty, Value};
use crate::op::Op;
use crate::passes::uses::{Definitions, predecessors};
use goslice_abi::intrinsics::{Entry, Intrinsic};
use goslice_types::types::TypeId;
use std::collections::HashMap;

/// What an instruction does to liveness, going backward.
#[derive(Debug, Default)]
pub(super) struct Effect {
    /// Defined, or overwritten as a whole.
    pub(super) kills: Vec<Item>,
    /// Read, or their address goes elsewhere.
    pub(super) uses: Vec<Item>,
    /// Of a safepoint: kept until the call returns, though not read afterwards.
    pub(super) kept: Vec<Item>,
}

/// The liveness of a function's items.
pub(super) struct Liveness<'a> {
    pub(super) func: &'a Func,
    pub(super) order: &'a [Block],
    pub(super) preds: Vec<Vec<Block>>,
    pub(super) origins: &'a Origins,
    definitions: Definitions,
    size_of: &'a mut dyn FnMut(TypeId) -> u64,
    /// By block: what is live where it begins, its parameters not included.
    pub(super) live_in: Vec<Vec<Item>>,
}

/// The items that are live at each safepoint, by block and instruction.
pub(super) type Live = HashMap<(Block, usize), Vec<Item>>;

/// A set of items that is filled and emptied often.
#[derive(Debug)]
pub(super) struct Set {
    list: Vec<Item>,
    /// Where in the list each item is.
    at: Vec<u32>,
}

const ABSENT: u32 = u32::MAX;

impl Set {
    pub(super) fn new(n: usize) -> Set {
        Set { list: Vec::new(), at: vec![ABSENT; n] }
    }

    /// Whether the item is new.
    pub(super) fn insert(&mut self, item: Item) -> bool {
        let new = self.at[item as usize] == ABSENT;
        if new {
            self.at[item as usize] = self.list.len() as u32;
            self.list.push(item);
        }
        new
    }

    pub(super) fn remove(&mut self, item: Item) {
        let at = std::mem::replace(&mut self.at[item as usize], ABSENT);
        if at != ABSENT {
            self.list.swap_remove(at as usize);
            if let Some(moved) = self.list.get(at as usize) {
                self.at[*moved as usize] = at;
            }
        }
    }

    pub(super) fn contains(&self, item: Item) -> bool {
        self.at[item as usize] != ABSENT
    }

    pub(super) fn clear(&mut self) {
        for item in self.list.drain(..) {
            self.at[item as usize] = ABSENT;
        }
    }

    pub(super) fn items(&self) -> &[Item] {
        &self.list
    }
}

impl<'a> Liveness<'a> {
    pub(super) fn of(
        func: &'a Func,
        order: &'a [Block],
        origins: &'a Origins,
        size_of: &'a mut dyn FnMut(TypeId) -> u64,
    ) -> Liveness<'a> {
        let mut liveness = Liveness {
            func,
            order,
            preds: predecessors(func, order),
            origins,
            definitions: Definitions::of(func),
            size_of,
            live_in: vec![Vec::new(); func.blocks.len()],
        };
        liveness.solve();
        liveness
    }

    /// Walks back from where items are read until they are defined, an item at a time.
    fn solve(&mut self) {
        let n_blocks = self.func.blocks.len();
        let mut read: Vec<Vec<Block>> = vec![Vec::new(); self.origins.n_items()];
        let mut kills: Vec<Vec<Item>> = vec![Vec::new(); n_blocks];
        let mut live = Set::new(self.origins.n_items());
        for &block in self.order {
            live.clear();
            let mut killed = Vec::new();
            self.backward(block, &mut live, |_, _, effect| killed.extend_from_slice(&effect.kills));
            for &item in live.items() {
                read[item as usize].push(block);
            }
            killed.sort_unstable();
            killed.dedup();
            kills[block.0 as usize] = killed;
        }
        let mut todo = Vec::new();
        for (item, blocks) in read.into_iter().enumerate() {
            let item = item as Item;
            todo.extend(blocks);
            while let Some(block) = todo.pop() {
                let live_in = &mut self.live_in[block.0 as usize];
                if live_in.last() == Some(&item) {
                    continue;
                }
                live_in.push(item);
                for &pred in &self.preds[block.0 as usize] {
                    if kills[pred.0 as usize].binary_search(&item).is_err() {
                        todo.push(pred);
                    }
                }
            }
        }
    }

    /// Makes `live` what is live where the block ends, before its terminator's own operands.
    pub(super) fn live_out(&self, block: Block, live: &mut Set) {
        live.clear();
        for target in self.func.blocks[block.0 as usize].term.iter().flat_map(Term::targets) {
            for &item in &self.live_in[target.block.0 as usize] {
                live.insert(item);
            }
        }
    }

    /// Goes through a block from its end, where `live` is live, to its beginning. Before each instruction's effect,
    /// `visit` is told its number, what is live after it, and the effect.
    pub(super) fn backward(&mut self, block: Block, live: &mut Set, mut visit: impl FnMut(usize, &Set, &Effect)) {
        let func = self.func;
        let data = &func.blocks[block.0 as usize];
        // The terminator has the number behind those of all instructions.
        let mut effect = Effect::default();
        data.term.iter().for_each(|term| self.term_uses(term, &mut effect.uses));
        visit(data.insts.len(), live, &effect);
        effect.uses.iter().for_each(|&item| _ = live.insert(item));
        for (at, inst) in data.insts.iter().enumerate().rev() {
            let effect = self.effect(inst);
            visit(at, live, &effect);
            effect.kills.iter().for_each(|&item| live.remove(item));
            effect.uses.iter().for_each(|&item| _ = live.insert(item));
        }
        let params = data.params.iter().filter_map(|&param| match self.origins.origin(param) {
            Origin::Root(item) => Some(item),
            _ => None,
        });
        let effect = Effect { kills: params.collect(), ..Effect::default() };
        visit(BEGIN, live, &effect);
        effect.kills.iter().for_each(|&item| live.remove(item));
    }

    fn term_uses(&self, term: &Term, uses: &mut Vec<Item>) {
        let used = match term {
            Term::Branch(value, ..) | Term::Switch(value, ..) => std::slice::from_ref(value),
            Term::Return(values) => values,
            Term::Jump(_) | Term::Trap(_) => &[],
        };
        let args = term.targets().into_iter().flat_map(|target| &target.args);
        used.iter().chain(args).for_each(|&value| self.origins.items(value, uses));
    }

    fn effect(&mut self, inst: &Inst) -> Effect {
        let origins = self.origins;
        let mut effect = Effect::default();
        for &result in &inst.results {
            if let Origin::Root(item) = origins.origin(result) {
                effect.kills.push(item);
            }
        }
        let args = &inst.args[..];
        let in_frame = |value: Value| matches!(origins.origin(value), Origin::Frame { .. });
        match &inst.op {
            Op::SlotAddr(slot) => {
                if self.func.slots[slot.0 as usize].fresh {
                    effect.kills.extend(origins.items_of(*slot));
                }
            }
            // An address of the frame is not read where another one is computed from it, or where it is compared.
            Op::Binary(_) | Op::IntCmp(_) | Op::NilCheck if effect.kills.is_empty() => {
                let read = args.iter().filter(|&&value| !in_frame(value));
                read.for_each(|&value| origins.items(value, &mut effect.uses));
            }
            Op::Load { offset, .. } => {
                let bytes = u64::from(self.func.ty(inst.results[0]).size());
                origins.items_at(args[0], i64::from(*offset), Some(bytes), &mut effect.uses);
            }
            Op::Store { offset, .. } | Op::StorePtr { offset, .. } => {
                let bytes = u64::from(self.func.ty(args[1]).size());
                self.write(args[0], i64::from(*offset), Some(bytes), &mut effect);
                origins.items(args[1], &mut effect.uses);
            }
            Op::CopyTyped { ty, .. } | Op::ZeroTyped { ty, .. } => {
                let bytes = (self.size_of)(*ty);
                self.write(args[0], 0, Some(bytes), &mut effect);
                args[1..].iter().for_each(|&src| origins.items_at(src, 0, Some(bytes), &mut effect.uses));
            }
            Op::Call { sig, .. } | Op::CallIndirect { sig } => {
                let first = if matches!(inst.op, Op::Call { .. }) { 0 } else { 2 };
                let (before, args) = args.split_at(first);
                let (outs, args) = args.split_at(sig.outs.len());
                for (&out, &bytes) in outs.iter().zip(&sig.outs) {
                    self.write(out, 0, Some(bytes), &mut effect);
                    // The callee writes there when it returns, and keeps nothing by it.
                    if !in_frame(out) {
                        origins.items(out, &mut effect.kept);
                    }
                }
                before.iter().chain(args).for_each(|&value| origins.items(value, &mut effect.uses));
            }
            Op::Intrinsic(intrinsic) => self.intrinsic(*intrinsic, args, &mut effect),
            _ => args.iter().for_each(|&value| origins.items(value, &mut effect.uses)),
        }
        effect
    }

    /// A write of so many bytes, if they are known.
    fn write(&self, address: Value, offset: i64, bytes: Option<u64>, effect: &mut Effect) {
        match (self.origins.origin(address), bytes) {
            (Origin::Frame { .. }, Some(bytes)) => {
                self.origins.overwritten(address, offset, bytes, &mut effect.kills);
            }
            (Origin::Frame { .. }, None) => {}
            _ => self.origins.items(address, &mut effect.uses),
        }
    }

    fn intrinsic(&self, intrinsic: Intrinsic, args: &[Value], effect: &mut Effect) {
        // Those that only write to one of their operands, or do not look at what is there.
        let (dst, bytes) = match intrinsic {
            Intrinsic::memmove => (0, self.definitions.constant(self.func, args[2])),
            Intrinsic::memclr => (0, self.definitions.constant(self.func, args[1])),
            Intrinsic::move_elems | Intrinsic::clear_elems => (1, None),
            // A slice that is in the buffer already has an address of it.
            Intrinsic::grow_slice_buffered => (5, None),
            Intrinsic::check_slot => (0, None),
            _ => (usize::MAX, None),
        };
        for (at, &arg) in args.iter().enumerate() {
            if self.func.ty(arg) != Ty::Ptr {
                continue;
            }
            if at == dst {
                self.write(arg, 0, bytes.map(|bytes| bytes as u64), effect);
                continue;
            }
            self.origins.items(arg, &mut effect.uses);
            // The runtime may look at memory of the frame at any time until it returns.
            if intrinsic.signature().entry != Entry::Leaf
                && matches!(self.origins.origin(arg), Origin::Frame { .. } | Origin::Context)
            {
                self.origins.items(arg, &mut effect.kept);
            }
        }
    }

    /// What is live at each safepoint.
    pub(super) fn safepoints(&mut self) -> Live {
        let mut found = Live::new();
        let mut live = Set::new(self.origins.n_items());
        let func = self.func;
        for &block in self.order {
            self.live_out(block, &mut live);
            let insts = &func.blocks[block.0 as usize].insts;
            self.backward(block, &mut live, |at, live, effect| {
                if insts.get(at).is_some_and(is_safepoint) {
                    let after = live.items().iter().filter(|item| !effect.kills.contains(item));
                    let mut items: Vec<Item> = after.chain(&effect.kept).copied().collect();
                    items.sort_unstable();
                    items.dedup();
                    found.insert((block, at), items);
                }
            });
        }
        found
    }
}

/// In place of an instruction's number: the parameters of the block.
pub(super) const BEGIN: usize = usize::MAX;
