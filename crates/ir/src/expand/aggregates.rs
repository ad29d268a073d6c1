//! Loads, stores and selections of aggregates, part by part.

use super::Expander;
use crate::func::{Inst, Ty};
use crate::op::{Op, PtrStore};

impl Expander<'_> {
    pub(super) fn load(&mut self, inst: &Inst, offset: i32, checked: bool) {
        let addr = self.scalar(inst.args[0]);
        let mut parts = Vec::new();
        let mut at = offset;
        for (index, &ty) in self.old.ty(inst.results[0]).parts().iter().enumerate() {
            // The first access is the nil check of them all.
            let op = Op::Load { offset: at, checked: checked && index == 0 };
            parts.push(self.emit1(op, vec![addr], ty));
            at += ty.size() as i32;
        }
        self.define(inst, parts);
    }

    pub(super) fn store(&mut self, inst: &Inst, offset: i32, checked: bool, kind: Option<PtrStore>) {
        let addr = self.scalar(inst.args[0]);
        let value = inst.args[1];
        let mut at = offset;
        for (index, &ty) in self.old.ty(value).parts().iter().enumerate() {
            let part = self.parts[value.0 as usize][index];
            let checked = checked && index == 0;
            let op = match (kind, ty) {
                (Some(kind), Ty::Ptr) => Op::StorePtr { offset: at, checked, kind },
                _ => Op::Store { offset: at, checked },
            };
            self.emit(op, vec![addr, part], &[]);
            at += ty.size() as i32;
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
