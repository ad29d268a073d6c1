//! Observed frames of inlined bodies: a trace tells calls apart whether or not they are inlined.
//!
//! An inlined body has a frame of its own, in the function's, with the callee's name and variables; it is linked where the
//! body begins and unlinked at its end, which all its returns jump to.

use super::Lowerer;
use super::observe::{FrameState, SiteKind, frame_size, is_told};
use crate::func::Ty;
use crate::op::{BinOp, Op};
use goslice_abi::g::offset;
use goslice_hir::body::{ExprKind, LabelId, Stmt, StmtKind, VarId};
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
        let callee = &self.cx.program.funcs[inlined.func.0 as usize];
        if !self.cx.observe.as_deref().is_some_and(|tables| is_told(tables, &callee.name)) {
            // Nothing in it is told.
            let outer = std::mem::take(&mut self.observer);
            self.observer.outer = Some(Box::new(outer));
            return true;
        }
        let target = assigned_after(&body.stmts, label).or_else(|| assigned_in(stmts, &inlined.vars));
        let outer_target = std::mem::replace(&mut self.observer.target, target);
        self.site(SiteKind::Call, inlined.call, Basic::Int.id(), None);
        self.observer.target = outer_target;
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
        if let Some(variable) = self.observer.frame {
            let frame = self.b.read(variable);
            let prev = self.b.load(Ty::Ptr, frame, 0, false);
            let g = self.b.emit1(Op::G, Vec::new(), Ty::Ptr);
            self.b.store(g, offset::OBSERVED as i32, prev, false, crate::op::PtrStore::Stack);
        }
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

/// The variable that gets the result of the call whose inlined body ends at `label`.
fn assigned_after(stmts: &[Stmt], label: LabelId) -> Option<VarId> {
    for (at, stmt) in stmts.iter().enumerate() {
        match &stmt.kind {
            StmtKind::Breakable { label: end, body } => {
                if *end == label {
                    return stmts.get(at + 1).and_then(gets_variable);
                }
                if let Some(var) = assigned_after(body, label) {
                    return Some(var);
                }
            }
            _ => {
                let mut found = None;
                each_list(&stmt.kind, &mut |list| found = found.or_else(|| assigned_after(list, label)));
                if found.is_some() {
                    return found;
                }
            }
        }
    }
    None
}

/// The variable that a statement sets to another's value.
fn gets_variable(stmt: &Stmt) -> Option<VarId> {
    match &stmt.kind {
        StmtKind::Assign { place, value } => match (&place.kind, &value.kind) {
            (ExprKind::Var(place), ExprKind::Var(_)) => Some(*place),
            _ => None,
        },
        StmtKind::Declare { var, init: Some(init) } => matches!(init.kind, ExprKind::Var(_)).then_some(*var),
        _ => None,
    }
}

/// A variable around an inlined literal that the literal assigns to: there, it is the literal's own.
fn assigned_in(stmts: &[Stmt], own: &std::ops::Range<u32>) -> Option<VarId> {
    let mut found = None;
    for stmt in stmts {
        if let StmtKind::Assign { place, .. } = &stmt.kind
            && let ExprKind::Var(var) = place.kind
            && !own.contains(&var.0)
        {
            return Some(var);
        }
        each_list(&stmt.kind, &mut |list| found = found.or_else(|| assigned_in(list, own)));
    }
    found
}

fn each_list<'s>(kind: &'s StmtKind, f: &mut dyn FnMut(&'s [Stmt])) {
    match kind {
        StmtKind::Block(body) | StmtKind::Breakable { body, .. } => f(body),
        StmtKind::If { then, els, .. } => {
            f(then);
            f(els);
        }
        StmtKind::Loop { body, post, .. } => {
            f(body);
            f(post);
        }
        _ => {}
    }
}
