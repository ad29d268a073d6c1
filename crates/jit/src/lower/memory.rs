//! Loads, stores, and blocks of memory.

use super::{Lowering, Result, trap_code};
use cranelift_codegen::ir::types::{I8, I8X16, I16, I32, I64};
use cranelift_codegen::ir::{InstBuilder, MemFlagsData, StackSlotData, StackSlotKind, Type, Value};
use goslice_abi::intrinsics::Intrinsic;
use goslice_abi::trap::Trap;
use goslice_ir::func::{Inst, Slot};
use goslice_ir::op::PtrStore;
use goslice_types::types::TypeId;

/// Blocks up to this many bytes are copied and cleared by single instructions.
const INLINE_BYTES_MAX: u64 = 128;

/// How an access behaves. One that checks for nil faults there; others never do.
fn flags(checked: bool) -> MemFlagsData {
    if checked {
        MemFlagsData::new().with_aligned().with_trap_code(Some(trap_code(Trap::NilDereference)))
    } else {
        MemFlagsData::trusted()
    }
}

/// The pieces in which a block of `bytes` bytes is accessed: type and offset.
fn pieces(bytes: u64) -> impl Iterator<Item = (Type, i32)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let ty = [I8X16, I64, I32, I16, I8].into_iter().find(|ty| at + u64::from(ty.bytes()) <= bytes)?;
        let piece = (ty, at as i32);
        at += u64::from(ty.bytes());
        Some(piece)
    })
}

/// Pieces have the alignment of Go's types, which for 16 bytes is less than the machine's.
fn piece_flags() -> MemFlagsData {
    MemFlagsData::new().with_notrap()
}

impl Lowering<'_> {
    pub(super) fn slot_address(&mut self, slot: Slot) -> Value {
        let index = slot.0 as usize;
        let made = self.slots[index].unwrap_or_else(|| {
            let data = self.ir.slots[index];
            let align_shift = data.align.max(1).trailing_zeros() as u8;
            self.b.create_sized_stack_slot(StackSlotData::new(StackSlotKind::ExplicitSlot, data.size, align_shift))
        });
        self.slots[index] = Some(made);
        self.b.ins().stack_addr(I64, made, 0)
    }

    pub(super) fn load(&mut self, inst: &Inst, offset: i32, checked: bool) -> Result<Value> {
        let [address] = self.operands(inst)?;
        let ty = self.result_type(inst)?;
        Ok(self.b.ins().load(ty, flags(checked), address, offset))
    }

    pub(super) fn store(&mut self, inst: &Inst, offset: i32, checked: bool) -> Result {
        let [address, value] = self.operands(inst)?;
        self.b.ins().store(flags(checked), value, address, offset);
        Ok(())
    }

    /// Stores a pointer, with the write barrier where the memory may have held another one that the collector knows.
    pub(super) fn store_pointer(&mut self, inst: &Inst, offset: i32, checked: bool, kind: PtrStore) -> Result {
        if kind == PtrStore::Heap {
            let [address, _] = self.operands(inst)?;
            self.write_barrier(address, offset)?;
        }
        self.store(inst, offset, checked)
    }

    pub(super) fn nil_check(&mut self, inst: &Inst) -> Result {
        let [address] = self.operands(inst)?;
        // A load that can trap stays though nobody uses what it loads.
        self.b.ins().load(I8, flags(true), address, 0);
        Ok(())
    }

    /// Copies a whole value, with the write barrier as for single pointers.
    pub(super) fn copy_typed(&mut self, inst: &Inst, ty: TypeId, kind: PtrStore) -> Result {
        let [dst, src] = self.operands(inst)?;
        self.value_barrier(ty, dst, kind)?;
        let bytes = self.resolver.size_of(ty);
        if bytes <= INLINE_BYTES_MAX {
            // Arrays behind slices may overlap: everything is read before the first write.
            let read: Vec<(Value, i32)> =
                pieces(bytes).map(|(ty, offset)| (self.b.ins().load(ty, piece_flags(), src, offset), offset)).collect();
            for (piece, offset) in read {
                self.b.ins().store(piece_flags(), piece, dst, offset);
            }
        } else {
            let bytes = self.b.ins().iconst(I64, bytes as i64);
            self.call_intrinsic(Intrinsic::memmove, &[dst, src, bytes])?;
        }
        Ok(())
    }

    /// Clears a whole value, with the write barrier as for single pointers.
    pub(super) fn zero_typed(&mut self, inst: &Inst, ty: TypeId, kind: PtrStore) -> Result {
        let [dst] = self.operands(inst)?;
        self.value_barrier(ty, dst, kind)?;
        let bytes = self.resolver.size_of(ty);
        if bytes <= INLINE_BYTES_MAX {
            for (ty, offset) in pieces(bytes) {
                let zero = self.zero(ty);
                self.b.ins().store(piece_flags(), zero, dst, offset);
            }
        } else {
            let bytes = self.b.ins().iconst(I64, bytes as i64);
            self.call_intrinsic(Intrinsic::memclr, &[dst, bytes])?;
        }
        Ok(())
    }

    fn zero(&mut self, ty: Type) -> Value {
        if ty == I8X16 {
            let constant = self.b.func.dfg.constants.insert([0; 16].as_slice().into());
            self.b.ins().vconst(I8X16, constant)
        } else {
            self.b.ins().iconst(ty, 0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_cover_a_block_once() {
        for bytes in 0..=INLINE_BYTES_MAX {
            let mut at = 0;
            for (ty, offset) in pieces(bytes) {
                assert_eq!(offset as u64, at);
                at += u64::from(ty.bytes());
            }
            assert_eq!(at, bytes);
        }
        assert_eq!(pieces(24).collect::<Vec<_>>(), [(I8X16, 0), (I64, 16)]);
    }
}
