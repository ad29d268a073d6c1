//! Observed frames of inlined bodies: a trace tells calls apart whether or not they are inlined.
//!
//! An inlined body has a frame of its own, in the function's, with the callee's name and variables; it is linked where the
//! body begins and unlinked at its end, which all its returns jump to.

use super::Lowerer;
use super::observe::{FrameState, SiteKind, frame_size};
use crate::func::Ty;
use crate::op::{BinOp, Op};
use goslice_abi::g::offset;
use goslice_hir::body::{LabelId, Stmt};
use goslice_hir::reads::Reads;
use goslice_types::types::Basic;

impl Lowerer<'_, '_> {
    /// Places the frames of inlined bodies below the function's own, callees below their callers. Gives their size.
    pub(super) fn place_inlined_frames(&mut self) -> u64 {
        let mut below = 0;
        for inlined in &self.body.inlined {
            below += frame_size(self.slices(inlined.vars.clone()).len());
            self.observer.inlined_frames.insert(inlined.end, below);
        }
        below
    }

    /// Makes and links the frame of an inlined body, if `label` is the end of one. Says whether it is.
    pub(super) fn enter_inlined(&mut self, label: LabelId, stmts: &[Stmt]) -> bool {
        let body = self.body;
        let Some(inlined) = body.inlined.iter().find(|inlined| inlined.end == label) else { return false };
        if !self.observed() {
            return false;
        }
        self.site(SiteKind::Call, inlined.call, Basic::Int.id(), None);
        let root = self.observer.root();
        let (Some(own), Some(&below)) = (root.frame, root.inlined_frames.get(&label)) else { return false };
        let func = &self.cx.program.funcs[inlined.func.0 as usize];
        let (name, pos) = (func.name.clone(), func.pos);
        let slices = self.slices(inlined.vars.clone());

        let outer = std::mem::take(&mut self.observer);
        self.observer.stmt = outer.stmt;
        self.observer.outer = Some(Box::new(outer));
        self.observed_func(name, pos, &slices);
        self.observer.reads = Reads::of(body, stmts);
        let own = self.b.read(own);
        let below = self.b.iconst(Ty::I64, -(below as i64));
        let frame = self.b.emit1(Op::Binary(BinOp::Add), vec![own, below], Ty::Ptr);
        self.link_frame(frame, slices.len());
        // Parameters have their values already.
        slices.into_iter().for_each(|var| self.observe_write(var));
        true
    }

    /// Unlinks the frame of an inlined body.
    pub(super) fn leave_inlined(&mut self) {
        let Some(variable) = self.observer.frame else { return };
        let frame = self.b.read(variable);
        let prev = self.b.load(Ty::Ptr, frame, 0, false);
        let g = self.b.emit1(Op::G, Vec::new(), Ty::Ptr);
        self.b.store(g, offset::OBSERVED as i32, prev, false, crate::op::PtrStore::Stack);
        if let Some(outer) = self.observer.outer.take() {
            self.observer = *outer;
        }
    }
}

impl FrameState {
    /// That of the function itself.
    fn root(&self) -> &FrameState {
        self.outer.as_ref().map_or(self, |outer| outer.root())
    }
}
