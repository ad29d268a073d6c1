//! Observed code: slice variables have homes in a described frame, and slice operations report what they did.
//!
//! Each function links an [`goslice_abi::g::ObservedFrame`] on `g`, followed by the headers of its slice variables. Every
//! operation stores its site in the frame, which says which of the variables are still read afterwards.

use super::Lowerer;
use crate::build::Variable;
use crate::func::{Ty, Value};
use crate::op::{Op, PtrStore};
use goslice_abi::g::{OBSERVED_BY_ADDRESS, OBSERVED_FRAME_SIZE, offset};
use goslice_abi::intrinsics::Intrinsic;
use goslice_hir::body::{LabelId, VarId};
use goslice_hir::reads::Reads;
use goslice_syntax::source::Pos;
use goslice_types::types::{Type, TypeId};
use std::collections::HashMap;
use std::sync::Arc;

/// What the observing runtime needs to know about observed code. Grows while functions are lowered.
#[derive(Debug, Default)]
pub struct Tables {
    pub funcs: Vec<ObservedFunc>,
    pub sites: Vec<Site>,
    /// Functions outside of package main that are observed too, by name.
    pub also: &'static [&'static str],
}

/// A function with its slice variables, in the order of their headers in its frame.
#[derive(Debug)]
pub struct ObservedFunc {
    /// As in Go's traces: `main.f`.
    pub name: String,
    pub pos: Pos,
    pub vars: Vec<ObservedVar>,
}

/// A slice variable.
#[derive(Debug)]
pub struct ObservedVar {
    pub name: Arc<str>,
    pub pos: Pos,
    /// Bytes of an element.
    pub elem_bytes: u64,
}

/// What a site does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SiteKind {
    Make,
    Literal,
    Append,
    /// An append whose arrays have the capacities of a buffer, but are on the heap.
    AppendOnHeap,
    Slice,
    Copy,
    Clear,
    Convert,
    /// `[]byte(s)` that is only read: the string's own bytes.
    View,
    /// A slice is moved from the frame to the heap.
    Move,
    /// A call: only marks which variables are read after it.
    Call,
}

/// A place in the program that reports events.
#[derive(Debug)]
pub struct Site {
    /// Index into [`Tables::funcs`].
    pub func: u32,
    pub kind: SiteKind,
    /// Position of the operation.
    pub pos: Pos,
    /// Position of the statement that it is part of.
    pub stmt: Pos,
    /// Type of the elements.
    pub elem: TypeId,
    /// The variable whose value is the operand (`s` of `append(s, 1)`), if it is one.
    pub operand: Option<u32>,
    /// The variable that the result is assigned to.
    pub target: Option<u32>,
    /// Variables of the function that are read after the site, the target not included.
    pub live: Vec<u32>,
    /// Those of them of which only elements are read, by the next rounds of a loop that the site is in.
    pub ahead: Vec<u32>,
}

/// The observed frame of the function that is being lowered.
#[derive(Debug, Default)]
pub(super) struct FrameState {
    func: u32,
    /// Address of the frame.
    pub(super) frame: Option<Variable>,
    /// Number of each slice variable in the frame.
    pub(super) numbers: Vec<(VarId, u32)>,
    pub(super) reads: Reads,
    /// Bytes below the function's frame at which those of inlined bodies are, by their end labels.
    pub(super) inlined_frames: HashMap<LabelId, u64>,
    /// The statement that is being lowered.
    pub(super) stmt: Pos,
    /// The variable that the statement assigns.
    pub(super) target: Option<VarId>,
    /// Inside of an inlined body, the state of what is around.
    pub(super) outer: Option<Box<FrameState>>,
}

impl FrameState {
    /// The frame that has the header of a variable, and which of the headers it is.
    fn home(&self, var: VarId) -> Option<(Variable, u32)> {
        match self.numbers.iter().find(|(it, _)| *it == var) {
            Some((_, number)) => Some((self.frame?, *number)),
            None => self.outer.as_ref()?.home(var),
        }
    }
}

/// Bytes of a frame with so many headers.
pub(super) fn frame_size(n_slices: usize) -> u64 {
    u64::from(OBSERVED_FRAME_SIZE) + 24 * n_slices as u64
}

/// Whether a function of this name is observed: code of the standard packages is not.
pub(super) fn is_told(tables: &Tables, name: &str) -> bool {
    name.starts_with("main.") || tables.also.contains(&name)
}

impl Lowerer<'_, '_> {
    /// Whether this function is observed: code of the standard packages is not.
    pub(super) fn observed(&self) -> bool {
        self.observer.frame.is_some()
    }

    /// Makes and links the frame.
    pub(super) fn enter_observed(&mut self) {
        let Some(tables) = self.cx.observe.as_deref() else { return };
        let func = &self.cx.program.funcs[self.body.func.0 as usize];
        if !is_told(tables, &func.name) {
            return;
        }
        let body = self.body;
        let (name, pos) = (func.name.clone(), func.pos);
        let inlined = |var: u32| body.inlined.iter().any(|inlined| inlined.vars.contains(&var));
        let own = (0..body.vars.len() as u32).filter(|var| !inlined(*var));
        let slices = self.slices(own);
        let size = self.observed_func(name, pos, &slices);
        self.observer.reads = Reads::of(body, &body.stmts);
        // The frames of inlined bodies are below the function's own: newer frames have lower addresses.
        let below = self.place_inlined_frames();
        let region = self.temp_bytes(below + size, 8);
        // The headers are copies for the observer: they keep nothing.
        self.b.func.slots.last_mut().expect("made above").pointers = false;
        let frame = self.b.offset(region, below as i64);
        self.link_frame(frame, slices.len());
    }

    /// The slice variables among `vars` that have names.
    pub(super) fn slices(&self, vars: impl Iterator<Item = u32>) -> Vec<VarId> {
        let is_slice = |var: &VarId| {
            let var = &self.body.vars[var.0 as usize];
            let is_slice = matches!(self.cx.universe.under(var.ty), Type::Slice(_));
            !var.name.is_empty() && &*var.name != "_" && is_slice
        };
        vars.map(VarId).filter(is_slice).collect()
    }

    /// Adds a function to the tables, as the one that the state is about. Gives the size of its frame.
    pub(super) fn observed_func(&mut self, name: String, pos: Pos, slices: &[VarId]) -> u64 {
        let described = |var: &VarId| {
            let var = &self.body.vars[var.0 as usize];
            let elem_bytes = match *self.cx.universe.under(var.ty) {
                Type::Slice(elem) => self.size_of(elem),
                _ => 0,
            };
            ObservedVar { name: var.name.clone(), pos: var.pos, elem_bytes }
        };
        let vars = slices.iter().map(described).collect();
        if let Some(tables) = self.cx.observe.as_deref_mut() {
            self.observer.func = tables.funcs.len() as u32;
            tables.funcs.push(ObservedFunc { name, pos, vars });
        }
        self.observer.numbers = slices.iter().enumerate().map(|(at, &var)| (var, at as u32)).collect();
        frame_size(slices.len())
    }

    /// Makes `frame` the newest, with room for `n_slices` headers.
    pub(super) fn link_frame(&mut self, frame: Value, n_slices: usize) {
        let g = self.b.emit1(Op::G, Vec::new(), Ty::Ptr);
        let prev = self.b.load(Ty::Ptr, g, offset::OBSERVED as i32, false);
        self.b.store(frame, 0, prev, false, PtrStore::Stack);
        let func = self.b.iconst(Ty::I32, i64::from(self.observer.func));
        self.b.store(frame, 8, func, false, PtrStore::Stack);
        let no_site = self.b.iconst(Ty::I32, -1);
        self.b.store(frame, 12, no_site, false, PtrStore::Stack);
        for at in 0..n_slices {
            let nil = self.b.zero(Ty::Slice);
            self.b.store(frame, OBSERVED_FRAME_SIZE as i32 + 24 * at as i32, nil, false, PtrStore::Stack);
        }
        self.b.store(g, offset::OBSERVED as i32, frame, false, PtrStore::Stack);
        let variable = self.b.declare(Ty::Ptr);
        self.b.def(variable, frame);
        self.observer.frame = Some(variable);
    }

    /// Unlinks the frame before a return.
    pub(super) fn leave_observed(&mut self) {
        let Some(variable) = self.observer.frame else { return };
        let frame = self.b.read(variable);
        let prev = self.b.load(Ty::Ptr, frame, 0, false);
        let g = self.b.emit1(Op::G, Vec::new(), Ty::Ptr);
        self.b.store(g, offset::OBSERVED as i32, prev, false, PtrStore::Stack);
    }

    /// A variable got its home: if that is memory of its own, its header is copied on each write.
    pub(super) fn observe_var(&mut self, var: VarId) {
        if self.observed() {
            self.observe_write(var);
        }
    }

    fn number(&self, var: VarId) -> Option<u32> {
        self.observer.numbers.iter().find(|(it, _)| *it == var).map(|(_, number)| *number)
    }

    /// A variable was assigned: its header in the frame follows.
    pub(super) fn observe_write(&mut self, var: VarId) {
        let Some((variable, number)) = self.observer.home(var) else { return };
        let at = OBSERVED_FRAME_SIZE as i32 + 24 * number as i32;
        let value = match self.homes[var.0 as usize] {
            super::Home::Unset => return,
            super::Home::Ssa(ssa) if !self.b.is_defined(ssa) => return,
            // Closures or pointers share it and may write to it: the frame says where it is, not what it holds.
            super::Home::Addr(_) | super::Home::Frame(_) => {
                let addr = self.var_addr(var);
                let frame = self.b.read(variable);
                self.b.store(frame, at, addr, false, PtrStore::Stack);
                let mark = self.b.iconst(Ty::I64, OBSERVED_BY_ADDRESS);
                self.b.store(frame, at + 8, mark, false, PtrStore::Stack);
                return;
            }
            super::Home::Ssa(_) => self.read_var(var),
        };
        let frame = self.b.read(variable);
        self.b.store(frame, at, value, false, PtrStore::Stack);
    }

    /// Records a site and marks it as the one that runs.
    pub(super) fn site(&mut self, kind: SiteKind, pos: Pos, elem: TypeId, operand: Option<VarId>) -> Option<Value> {
        let variable = self.observer.frame?;
        let target = self.observer.target.and_then(|var| self.number(var));
        let live = self
            .observer
            .numbers
            .iter()
            .filter(|(var, number)| Some(*number) != target && self.observer.reads.after(*var, self.observer.stmt));
        let live: Vec<(VarId, u32)> = live.copied().collect();
        let ahead = live.iter().filter(|(var, _)| self.observer.reads.only_ahead(*var, self.observer.stmt));
        let site = Site {
            func: self.observer.func,
            kind,
            pos,
            stmt: self.observer.stmt,
            elem,
            operand: operand.and_then(|var| self.number(var)),
            target,
            live: live.iter().map(|(_, number)| *number).collect(),
            ahead: ahead.map(|(_, number)| *number).collect(),
        };
        let tables = self.cx.observe.as_deref_mut()?;
        tables.sites.push(site);
        let id = tables.sites.len() as i64 - 1;
        let id = self.b.iconst(Ty::I32, id);
        let frame = self.b.read(variable);
        self.b.store(frame, 12, id, false, PtrStore::Stack);
        Some(id)
    }

    /// A slice header in memory, for an event.
    fn header(&mut self, slice: Value) -> Value {
        let temp = self.temp_bytes(24, 8);
        self.b.store(temp, 0, slice, false, PtrStore::Stack);
        temp
    }

    /// Reports that `after` came to be at a `make`, literal or conversion.
    pub(super) fn observe_new(&mut self, kind: SiteKind, pos: Pos, elem: TypeId, after: Value) {
        let Some(site) = self.site(kind, pos, elem, None) else { return };
        let desc = self.type_desc(elem);
        let after = self.header(after);
        let intrinsic = match kind {
            SiteKind::Convert | SiteKind::View => Intrinsic::observe_convert,
            _ => Intrinsic::observe_make,
        };
        self.b.intrinsic(intrinsic, vec![site, desc, after]);
    }

    /// Reports that a slice was moved from the frame to the heap.
    pub(super) fn observe_move(&mut self, pos: Pos, elem: TypeId, operand: Option<VarId>, before: Value, after: Value) {
        let Some(site) = self.site(SiteKind::Move, pos, elem, operand) else { return };
        let desc = self.type_desc(elem);
        let (before, after) = (self.header(before), self.header(after));
        self.b.intrinsic(Intrinsic::observe_move, vec![site, desc, before, after]);
    }

    /// Reports an append of `n` elements.
    #[allow(clippy::too_many_arguments, reason = "what an append is")]
    pub(super) fn observe_append(
        &mut self,
        kind: SiteKind,
        pos: Pos,
        elem: TypeId,
        operand: Option<VarId>,
        before: Value,
        after: Value,
        n: Value,
    ) {
        let Some(site) = self.site(kind, pos, elem, operand) else { return };
        let desc = self.type_desc(elem);
        let (before, after) = (self.header(before), self.header(after));
        self.b.intrinsic(Intrinsic::observe_append, vec![site, desc, before, after, n]);
    }

    /// Reports a slice expression. `before` is the sliced value; of an array, its whole.
    pub(super) fn observe_slice(
        &mut self,
        pos: Pos,
        elem: TypeId,
        operand: Option<VarId>,
        before: Value,
        after: Value,
    ) {
        let Some(site) = self.site(SiteKind::Slice, pos, elem, operand) else { return };
        let desc = self.type_desc(elem);
        let (before, after) = (self.header(before), self.header(after));
        self.b.intrinsic(Intrinsic::observe_slice, vec![site, desc, before, after]);
    }

    /// Reports a copy of `n` elements.
    pub(super) fn observe_copy(&mut self, pos: Pos, elem: TypeId, dst: Value, src: Value, n: Value) {
        let Some(site) = self.site(SiteKind::Copy, pos, elem, None) else { return };
        let desc = self.type_desc(elem);
        let (dst, src) = (self.header(dst), self.header(src));
        self.b.intrinsic(Intrinsic::observe_copy, vec![site, desc, dst, src, n]);
    }

    /// Reports a clear.
    pub(super) fn observe_clear(&mut self, pos: Pos, elem: TypeId, slice: Value) {
        let Some(site) = self.site(SiteKind::Clear, pos, elem, None) else { return };
        let desc = self.type_desc(elem);
        let slice = self.header(slice);
        self.b.intrinsic(Intrinsic::observe_clear, vec![site, desc, slice]);
    }
}
