//! Code for `--check-stack`: what the runtime must know to tell which pointers into frames are wrong.

use super::Lowerer;
use crate::func::{Ty, Value};
use crate::op::Op;
use goslice_abi::intrinsics::Intrinsic;
use goslice_hir::body::{SiteId, VarId};
use goslice_syntax::source::Pos;
use std::sync::Arc;

impl Lowerer<'_, '_> {
    /// The function begins.
    pub(super) fn check_enter(&mut self) {
        if self.cx.check_stack {
            let fp = self.b.emit1(Op::OwnFp, Vec::new(), Ty::Ptr);
            self.b.intrinsic(Intrinsic::check_enter, vec![fp]);
        }
    }

    /// The function is about to return.
    pub(super) fn check_leave(&mut self) {
        if self.cx.check_stack {
            let fp = self.b.emit1(Op::OwnFp, Vec::new(), Ty::Ptr);
            self.b.intrinsic(Intrinsic::check_leave, vec![fp]);
        }
    }

    /// Memory of the frame is about to be used. The runtime clears it the first time.
    pub(super) fn check_slot(&mut self, addr: Value, size: u64, what: &str, pos: Pos) {
        if !self.cx.check_stack {
            return;
        }
        let bytes = self.b.iconst(Ty::I64, size.next_multiple_of(8) as i64);
        let text = self.b.emit1(Op::Data(Arc::from(what.as_bytes())), Vec::new(), Ty::Ptr);
        let len = self.b.iconst(Ty::I64, what.len() as i64);
        let pos = self.b.iconst(Ty::I64, i64::from(pos.0));
        self.b.intrinsic(Intrinsic::check_slot, vec![addr, bytes, text, len, pos]);
    }

    pub(super) fn check_variable(&mut self, addr: Value, size: u64, var: VarId) {
        if self.cx.check_stack {
            let what = format!("the variable {}", self.var(var).name);
            self.check_slot(addr, size, &what, self.var(var).pos);
        }
    }

    pub(super) fn check_site(&mut self, addr: Value, size: u64, site: SiteId) {
        if let Some(site) = self.body.sites.get(site.0 as usize) {
            self.check_slot(addr, size, site.what.text(), site.pos);
        }
    }

    /// A call has returned these values.
    pub(super) fn check_returned(&mut self, results: &[Value]) {
        if !self.cx.check_stack {
            return;
        }
        self.b.intrinsic(Intrinsic::check_returned, Vec::new());
        for &result in results {
            let ty = self.b.func.ty(result);
            for (at, _) in ty.parts().iter().enumerate().filter(|(_, part)| **part == Ty::Ptr) {
                let ptr = if ty.is_scalar() { result } else { self.b.part(result, at as u32) };
                self.b.intrinsic(Intrinsic::check_result, vec![ptr]);
            }
        }
    }
}
