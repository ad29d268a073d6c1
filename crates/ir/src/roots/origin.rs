//! Where pointers come from: what keeps alive what they point to.

use super::{Item, Object};
use crate::func::{Block, Func, Slot, Ty, Value};
use crate::op::{BinOp, Op};
use crate::passes::uses::Definitions;
use std::ops::Range;

/// What a value is to the collector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// No pointer, or one to memory that is not collected.
    None,
    /// A pointer that is stored for the collector: a root of this number.
    Root(Item),
    /// The closure context.
    Context,
    /// An address in the frame: `at` bytes into the slot, or, if not `exact`, somewhere in the part around that.
    Frame { slot: Slot, at: i64, exact: bool },
}

/// The origins of all values, and the numbers of roots and objects.
#[derive(Debug)]
pub(super) struct Origins {
    of: Vec<Origin>,
    /// The values of the roots; the closure context is root 0.
    roots: Vec<Option<Value>>,
    pub(super) objects: Vec<Object>,
    /// Which objects each slot has.
    of_slot: Vec<Range<usize>>,
    /// The words of slots that are live by word.
    words: Vec<(Slot, u32)>,
    words_of: Vec<Range<usize>>,
}

impl Origins {
    pub(super) fn of(func: &Func, order: &[Block]) -> Origins {
        let (mut objects, mut of_slot) = (Vec::new(), Vec::new());
        let (mut words, mut words_of) = (Vec::new(), Vec::new());
        for (at, data) in func.slots.iter().enumerate() {
            let (slot, first) = (Slot(at as u32), objects.len());
            let parts = match &func.parts {
                Some((parted, parts)) if *parted == slot => &parts[..],
                _ if data.pointers => &[(0, true)],
                _ => &[],
            };
            for (part, &(offset, pointers)) in parts.iter().enumerate() {
                let end = parts.get(part + 1).map_or(data.size, |part| part.0);
                objects.push(Object { slot, offset, size: if pointers { end - offset } else { 0 } });
            }
            of_slot.push(first..objects.len());
            let first = words.len();
            if data.by_word && parts.len() == 1 {
                words.extend((0..data.size / 8).map(|word| (slot, word * 8)));
            }
            words_of.push(first..words.len());
        }
        let mut origins =
            Origins { of: vec![Origin::None; func.values.len()], roots: vec![None], objects, of_slot, words, words_of };
        let definitions = Definitions::of(func);
        for &block in order {
            let data = &func.blocks[block.0 as usize];
            for (at, &param) in data.params.iter().enumerate() {
                // Addresses of memory for results are written through when the function returns, and not looked at.
                let out = block == Block(0) && at < func.sig.outs.len();
                if func.ty(param) == Ty::Ptr && !out {
                    origins.add_root(param);
                }
            }
            for inst in &data.insts {
                for &result in &inst.results {
                    if func.ty(result) == Ty::Ptr {
                        match origins.derived(func, &definitions, &inst.op, &inst.args) {
                            Some(origin) => origins.of[result.0 as usize] = origin,
                            None => origins.add_root(result),
                        }
                    }
                }
            }
        }
        origins
    }

    fn add_root(&mut self, value: Value) {
        self.of[value.0 as usize] = Origin::Root(self.roots.len() as Item);
        self.roots.push(Some(value));
    }

    /// The origin of a pointer that an operation makes, unless it is a root of its own.
    fn derived(&self, func: &Func, definitions: &Definitions, op: &Op, args: &[Value]) -> Option<Origin> {
        Some(match op {
            Op::Const(..)
            | Op::Data(_)
            | Op::Constant(_)
            | Op::GlobalAddr(_)
            | Op::FuncValue(_)
            | Op::TypeDesc(_)
            | Op::Itab(..)
            | Op::FuncCode(_)
            | Op::G
            | Op::OwnFp
            | Op::CallerFp => Origin::None,
            Op::Context => Origin::Context,
            Op::SlotAddr(slot) => match self.of_slot[slot.0 as usize].is_empty() {
                true => Origin::None,
                false => Origin::Frame { slot: *slot, at: 0, exact: true },
            },
            Op::Binary(BinOp::Add) if func.ty(args[0]) == Ty::Ptr => match self.of[args[0].0 as usize] {
                Origin::Frame { slot, at, exact: true } => match definitions.constant(func, args[1]) {
                    Some(offset) => Origin::Frame { slot, at: at + offset, exact: true },
                    None => Origin::Frame { slot, at, exact: false },
                },
                origin @ (Origin::Frame { .. } | Origin::None) => origin,
                Origin::Root(_) | Origin::Context => return None,
            },
            _ => return None,
        })
    }

    pub(super) fn origin(&self, value: Value) -> Origin {
        self.of[value.0 as usize]
    }

    /// Adds the items that keep what a value points to, as a whole.
    pub(super) fn items(&self, value: Value, items: &mut Vec<Item>) {
        self.items_at(value, 0, None, items);
    }

    /// Adds the items that keep the bytes from `offset` behind where a value points to; all of the object if the length is not known.
    pub(super) fn items_at(&self, value: Value, offset: i64, bytes: Option<u64>, items: &mut Vec<Item>) {
        match self.origin(value) {
            Origin::None => {}
            Origin::Root(root) => items.push(root),
            Origin::Context => items.push(0),
            Origin::Frame { slot, at, exact } => {
                let words = self.words_of[slot.0 as usize].clone();
                let range = match bytes {
                    Some(bytes) if exact => at + offset..at + offset + bytes as i64,
                    _ => 0..i64::MAX,
                };
                if words.is_empty() {
                    items.push(self.object_at(slot, if exact { at + offset } else { at }));
                }
                for word in words {
                    let start = i64::from(self.words[word].1);
                    if range.start < start + 8 && start < range.end {
                        items.push(self.word_item(word));
                    }
                }
            }
        }
    }

    /// The object of a slot around an offset.
    fn object_at(&self, slot: Slot, at: i64) -> Item {
        let objects = self.of_slot[slot.0 as usize].clone();
        let behind = self.objects[objects.clone()].partition_point(|object| i64::from(object.offset) <= at);
        (self.n_roots() + objects.start + behind.max(1) - 1) as Item
    }

    fn word_item(&self, word: usize) -> Item {
        (self.n_roots() + self.objects.len() + word) as Item
    }

    /// Adds the items of which a write of `bytes` bytes at `offset` from a value leaves nothing as it was.
    pub(super) fn overwritten(&self, value: Value, offset: i64, bytes: u64, items: &mut Vec<Item>) {
        let Origin::Frame { slot, at, exact: true } = self.origin(value) else { return };
        let written = at + offset..at + offset + bytes as i64;
        let covers =
            |from: u32, size: u32| written.start <= i64::from(from) && i64::from(from) + i64::from(size) <= written.end;
        let words = self.words_of[slot.0 as usize].clone();
        if words.is_empty() {
            let item = self.object_at(slot, written.start);
            let object = self.objects[item as usize - self.n_roots()];
            items.extend(covers(object.offset, object.size).then_some(item));
        }
        items.extend(words.filter(|word| covers(self.words[*word].1, 8)).map(|word| self.word_item(word)));
    }

    /// All items of a slot.
    pub(super) fn items_of(&self, slot: Slot) -> impl Iterator<Item = Item> {
        let words = self.words_of[slot.0 as usize].clone();
        let objects = if words.is_empty() { self.of_slot[slot.0 as usize].clone() } else { 0..0 };
        let n_roots = self.n_roots();
        objects.map(move |object| (object + n_roots) as Item).chain(words.map(|word| self.word_item(word)))
    }

    pub(super) fn n_roots(&self) -> usize {
        self.roots.len()
    }

    pub(super) fn n_items(&self) -> usize {
        self.roots.len() + self.objects.len() + self.words.len()
    }

    /// The value of a root; none for the closure context and for objects.
    pub(super) fn root(&self, item: Item) -> Option<Value> {
        self.roots.get(item as usize).copied().flatten()
    }

    pub(super) fn is_root(&self, item: Item) -> bool {
        (item as usize) < self.roots.len()
    }

    /// What an item is that is no root.
    pub(super) fn memory(&self, item: Item) -> Memory {
        let at = item as usize - self.n_roots();
        match at.checked_sub(self.objects.len()) {
            None => Memory::Object(at as u32),
            Some(word) => Memory::Word(self.words[word].0, self.words[word].1),
        }
    }
}

/// Memory of the frame that the function itself still reads.
#[derive(Clone, Copy, Debug)]
pub(super) enum Memory {
    /// An object of this index.
    Object(u32),
    /// A word of a slot.
    Word(Slot, u32),
}
