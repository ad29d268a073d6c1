//! Stack maps: stores of pointers for the collector, and what it is told of the frame at each call.
//!
//! Cranelift carries a set of small numbers along with a call, and says in the end to which address the call returns; it is meant for
//! offsets of words, but the number of the safepoint in [`Lowering::safepoints`] is shorter, and objects have sizes too.
//! Values are never loaded back from where they are stored.

use super::{Lowering, Result};
use crate::code_map::{Call, FrameTable};
use cranelift_codegen::ir::types::I8;
use cranelift_codegen::ir::{Inst, InstBuilder, StackSlot, StackSlotData, StackSlotKind, UserStackMapEntry};
use cranelift_codegen::{Final, MachBufferFinalized};
use goslice_abi::stackmap::FrameObject;
use goslice_ir::func::Value;
use goslice_ir::roots::{Object, Safepoint, roots};

/// What is left to do when the layout of the frame is known.
#[derive(Debug, Default)]
pub(crate) struct FramePlan {
    root_slot: Option<StackSlot>,
    safepoints: Vec<Safepoint>,
    /// With the slot that each is in; none if nothing takes its address.
    objects: Vec<(Object, Option<StackSlot>)>,
    slots: Vec<Option<StackSlot>>,
}

/// Every mark has this bit; the number of the safepoint is in those after it.
const MARKED: u32 = 0;

impl Lowering<'_> {
    /// Finds what is to be stored, and makes room for it. What is stored once is stored at the function's beginning, or where it
    /// is defined.
    pub(super) fn find_roots(&mut self) {
        self.roots = roots(self.ir, &mut |ty| self.resolver.size_of(ty));
        if self.roots.safepoints.is_empty() {
            return;
        }
        let data = StackSlotData::new(StackSlotKind::ExplicitSlot, 8 * self.roots.words, 3);
        let slot = self.b.create_sized_stack_slot(data);
        self.root_slot = Some(slot);
        if let Some(word) = self.roots.context {
            self.b.ins().stack_store(cranelift_codegen::ir::types::I64, self.closure, slot, word as i32 * 8);
        }
    }

    /// Stores those of the values, which were just defined, that are stored once.
    pub(super) fn store_roots(&mut self, values: &[Value]) -> Result {
        if self.roots.stored.is_empty() {
            return Ok(());
        }
        for value in values {
            if let Some(&word) = self.roots.stored.get(value) {
                self.store_root(Some(*value), word)?;
            }
        }
        Ok(())
    }

    fn store_root(&mut self, value: Option<Value>, word: u32) -> Result {
        let value = match value {
            Some(value) => self.value(value)?,
            None => self.closure,
        };
        let slot = self.root_slot.ok_or("a root without its words")?;
        self.b.ins().stack_store(cranelift_codegen::ir::types::I64, value, slot, word as i32 * 8);
        Ok(())
    }

    /// Stores what is stored before the instruction that comes next.
    pub(super) fn store_before_safepoint(&mut self) -> Result {
        let Some(safepoint) = self.roots.safepoints.get_mut(&self.at) else { return Ok(()) };
        for (value, word) in std::mem::take(&mut safepoint.stores) {
            self.store_root(value, word)?;
        }
        Ok(())
    }

    /// Marks the call that the instruction under way has become.
    pub(super) fn mark_safepoint(&mut self, call: Inst) {
        let Some(slot) = self.root_slot.filter(|_| self.roots.safepoints.contains_key(&self.at)) else { return };
        let number = self.safepoints.len() as u32;
        self.safepoints.push(self.at);
        let bits = (0..u32::BITS).filter(|bit| number & (1 << bit) != 0).map(|bit| bit + 1);
        for offset in [MARKED].into_iter().chain(bits) {
            self.b.func.dfg.append_user_stack_map_entry(call, UserStackMapEntry { ty: I8, slot, offset });
        }
    }

    /// What is known when all code is made.
    pub(super) fn frame_plan(&mut self) -> FramePlan {
        let safepoints = self.safepoints.iter().filter_map(|at| self.roots.safepoints.remove(at)).collect();
        let objects = self.roots.objects.iter().map(|object| (*object, self.slots[object.slot.0 as usize])).collect();
        FramePlan { root_slot: self.root_slot, safepoints, objects, slots: self.slots.clone() }
    }
}

impl FramePlan {
    /// The tables of the finished code.
    pub(crate) fn table(&self, code: &MachBufferFinalized<Final>) -> FrameTable {
        let (Some(root_slot), Some(layout)) = (self.root_slot, code.frame_layout()) else {
            return FrameTable::default();
        };
        let below_fp =
            |slot: StackSlot, offset: u32| layout.frame_to_fp_offset - layout.stackslots[slot].offset - offset;
        let mut items = Vec::new();
        let mut calls = Vec::new();
        for (returns_to, _, map) in code.user_stack_maps() {
            let marks = map.entries().map(|(_, offset)| offset - layout.stackslots[root_slot].offset);
            let number: u32 = marks.filter(|bit| *bit != MARKED).map(|bit| 1 << (bit - 1)).sum();
            let safepoint = &self.safepoints[number as usize];
            let first = items.len();
            items.extend(safepoint.words.iter().map(|word| below_fp(root_slot, word * 8)));
            let slot_words = safepoint.slot_words.iter();
            items.extend(slot_words.filter_map(|(slot, at)| Some(below_fp(self.slots[slot.0 as usize]?, *at))));
            let (first, words) = (first as u32, (items.len() - first) as u32);
            items.extend(&safepoint.objects);
            let objects = safepoint.objects.len() as u32;
            calls.push(Call { returns_to: *returns_to, first, words, objects });
        }
        let object = |&(object, slot): &(Object, Option<StackSlot>)| match slot {
            Some(slot) => FrameObject { below_fp: below_fp(slot, object.offset), size: object.size },
            None => FrameObject { below_fp: 0, size: 0 },
        };
        let objects = self.objects.iter().map(object).collect();
        FrameTable { calls: calls.into(), items: items.into(), objects }
    }
}
