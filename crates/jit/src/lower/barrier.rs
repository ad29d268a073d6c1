//! The write barrier: while the collector marks, it is told which pointers are about to be overwritten.
//!
//! ```text
//!   if g.barrier != 0 { gc_write_barrier(&slot) }   // cold, keeps all registers
//!   slot = pointer
//! ```
//!
//! The slot is only looked at by the runtime, which lets a nil one pass: the store itself is the nil check.

use super::{Lowering, Result};
use cranelift_codegen::ir::types::{I8, I64};
use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Value};
use goslice_abi::g::offset;
use goslice_abi::intrinsics::Intrinsic;
use goslice_ir::op::{Op, PtrStore};
use goslice_types::types::TypeId;

/// The barrier that an operation may need.
pub(crate) fn barrier_of(op: &Op) -> Option<Intrinsic> {
    match op {
        Op::StorePtr { kind: PtrStore::Heap, .. } => Some(Intrinsic::gc_write_barrier),
        Op::CopyTyped { kind: PtrStore::Heap, .. } | Op::ZeroTyped { kind: PtrStore::Heap, .. } => {
            Some(Intrinsic::gc_bulk_barrier)
        }
        Op::Intrinsic(Intrinsic::move_elems | Intrinsic::clear_elems) => Some(Intrinsic::gc_bulk_barrier),
        _ => None,
    }
}

impl Lowering<'_> {
    /// Before the pointer at an address is overwritten.
    pub(super) fn write_barrier(&mut self, address: Value, offset: i32) -> Result {
        self.while_marking(|this| {
            let slot = this.b.ins().iadd_imm_s(address, i64::from(offset));
            this.barrier(Intrinsic::gc_write_barrier, &[slot])
        })
    }

    /// Before a value of a type is overwritten.
    pub(super) fn value_barrier(&mut self, ty: TypeId, dst: Value, kind: PtrStore) -> Result {
        if kind != PtrStore::Heap || !self.resolver.has_pointers(ty) {
            return Ok(());
        }
        self.while_marking(|this| {
            let desc = this.resolver.type_desc(ty);
            let desc = this.address(desc);
            let one = this.b.ins().iconst(I64, 1);
            this.barrier(Intrinsic::gc_bulk_barrier, &[desc, dst, one])
        })
    }

    /// Before `n` values of a type are overwritten.
    pub(super) fn bulk_barrier(&mut self, elem: Value, dst: Value, n: Value) -> Result {
        self.while_marking(|this| this.barrier(Intrinsic::gc_bulk_barrier, &[elem, dst, n]))
    }

    fn barrier(&mut self, intrinsic: Intrinsic, args: &[Value]) -> Result {
        let trampoline = self.places.preserving.get(&intrinsic).ok_or("a barrier without its trampoline")?;
        self.call_preserving(intrinsic, *trampoline, args).map(|_| ())
    }

    /// Does something out of line if the collector marks, and goes on in a new block.
    fn while_marking(&mut self, cold: impl FnOnce(&mut Self) -> Result) -> Result {
        if !self.places.write_barriers {
            return Ok(());
        }
        let (marking, next) = (self.b.create_block(), self.b.create_block());
        self.b.set_cold_block(marking);
        let flag = self.b.ins().load(I8, MemFlagsData::trusted(), self.g, offset::BARRIER as i32);
        self.b.ins().brif(flag, marking, &[], next, &[]);
        self.b.switch_to_block(marking);
        cold(self)?;
        self.b.ins().jump(next, &[]);
        self.b.switch_to_block(next);
        Ok(())
    }
}
