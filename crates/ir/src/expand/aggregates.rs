//! Loads, stores and selections of aggregates, part by part.

use super::Expander;
use crate::func::{Inst, Ty, Value};
use crate::op::{Op, PtrStore};
use goslice_abi::intrinsics::Intrinsic;

impl Expander<'_> {
    pub(super) fn load(&mut self, inst: &Inst, offset: i32, checked: bool) {
        let addr = self.scalar(inst.args[0]);
        let first = if checked { self.first_part_read(inst) } else { 0 };
        let accesses = part_accesses(self.old.ty(inst.results[0]), offset, first);
        let mut parts = vec![addr; accesses.len()];
        for access in accesses {
            // The first access is the nil check of them all.
            let op = Op::Load { offset: access.offset, checked: checked && access.part == first };
            parts[access.part] = self.emit1(op, vec![addr], access.ty);
        }
        self.define(inst, parts);
    }

    pub(super) fn store(&mut self, inst: &Inst, offset: i32, checked: bool, kind: Option<PtrStore>) {
        let addr = self.scalar(inst.args[0]);
        let value = inst.args[1];
        let ty = self.old.ty(value);
        let first = if checked { first_part_written(ty) } else { 0 };
        let mut checked = checked;
        if checked && ty == Ty::Ptr && kind == Some(PtrStore::Heap) {
            // gc asks for the write barrier between check and store.
            self.emit(Op::NilCheck, vec![addr], &[]);
            checked = false;
        }
        for access in part_accesses(ty, offset, first) {
            let part = self.parts[value.0 as usize][access.part];
            let checked = checked && access.part == first;
            let op = match (kind, access.ty) {
                (Some(kind), Ty::Ptr) => Op::StorePtr { offset: access.offset, checked, kind },
                _ => Op::Store { offset: access.offset, checked },
            };
            self.emit(op, vec![addr, part], &[]);
        }
    }

    /// The part of a loaded aggregate that gc reads first, by what the value is wanted for: where the pointer is nil, the
    /// address that the fault names tells it.
    fn first_part_read(&self, load: &Inst) -> usize {
        let value = load.results[0];
        let ty = self.old.ty(value);
        if !matches!(ty, Ty::Slice | Ty::Str | Ty::C64 | Ty::C128) {
            return 0;
        }
        let block = &self.old.blocks[self.old_block.0 as usize].insts;
        let after = block.iter().position(|it| it.results.first() == Some(&value)).map_or(block.len(), |at| at + 1);
        let uses = |of: Value| block[after..].iter().find(move |it| it.args.contains(&of));
        let Some(user) = uses(value) else { return 0 };
        match &user.op {
            Op::Append { .. } | Op::AppendSlice { .. } | Op::AppendZero { .. } => CAP,
            Op::StorePtr { kind: PtrStore::Heap, .. } | Op::SliceString { .. } => LEN,
            Op::Part(part) => match uses(user.results[0]).map(|it| &it.op) {
                Some(Op::SliceExpr { hi: Some(_), .. }) => CAP,
                Some(Op::SliceExpr { hi: None, .. } | Op::Intrinsic(Intrinsic::string_compare)) => LEN,
                _ => *part as usize,
            },
            _ => 0,
        }
    }

    pub(super) fn select(&mut self, inst: &Inst) {
        let cond = self.scalar(inst.args[0]);
        let (a, b) = (self.parts[inst.args[1].0 as usize].clone(), self.parts[inst.args[2].0 as usize].clone());
        let mut parts = Vec::new();
        for (a, b) in a.into_iter().zip(b) {
            let ty = self.new.ty(a);
            parts.push(self.emit1(Op::Select, vec![cond, a, b], ty));
        }
        self.define(inst, parts);
    }
}

/// The parts of slices and strings.
const LEN: usize = 1;
const CAP: usize = 2;

/// The part of an aggregate that gc writes first: pointers come last, behind their write barrier.
fn first_part_written(ty: Ty) -> usize {
    if matches!(ty, Ty::Slice | Ty::Str) { LEN } else { 0 }
}

struct PartAccess {
    part: usize,
    ty: Ty,
    offset: i32,
}

/// Where the parts of an aggregate at `offset` are, the part `first` in front.
fn part_accesses(ty: Ty, offset: i32, first: usize) -> Vec<PartAccess> {
    let mut at = offset;
    let mut accesses = Vec::new();
    for (part, &ty) in ty.parts().iter().enumerate() {
        accesses.push(PartAccess { part, ty, offset: at });
        at += ty.size() as i32;
    }
    accesses[..=first].rotate_right(1);
    accesses
}
