//! The verdicts that stand on a body's nodes, as a list: what lives in the frame, what on the heap, and why.

use crate::body::{
    Body, Boxing, Buffer, Expr, ExprKind, FuncId, Site, SiteId, SiteKind, Stmt, StmtKind, Storage, VarId,
};
use crate::escape::Cause;
use crate::visit;
use goslice_syntax::source::Pos;
use goslice_types::layout::size_of;
use goslice_types::types::{Basic, Type, TypeId, Universe};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The verdict on a place of the source that may allocate, or on a variable that is addressed or captured.
#[derive(Clone, Debug)]
pub struct Verdict {
    pub pos: Pos,
    /// The calls that were replaced by the body in which this copy stands, outer ones first.
    pub calls: Vec<Pos>,
    /// How many of them, of the outer ones, are around the function literal that this is in: gc has a copy of the literal there,
    /// which keeps its place.
    pub around_literal: usize,
    /// The function whose code this is, after inlining.
    pub func: FuncId,
    pub what: What,
    pub place: Place,
    /// Escape analysis found that it outlives the call: what gc's `-m` tells.
    pub escapes: bool,
    /// Why it is on the heap.
    pub cause: Option<Arc<Cause>>,
}

/// What a verdict is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Site(SiteKind),
    /// The variable of this name.
    Variable(Arc<str>),
}

/// Where something lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the frame. Of a `make` whose size is no constant of the source, but is always the same: so many elements.
    Frame {
        always: Option<u64>,
    },
    /// Nowhere: a function literal that refers to nothing around it, or elements without size.
    Static,
    /// The bytes of the string itself, which are only read.
    View,
    /// In the frame if it has at most `bytes` bytes, known when the program runs; or else on the heap.
    UpTo {
        bytes: u64,
    },
    /// What an append makes begins in a buffer of the frame with room for `cap` elements.
    Buffer {
        bytes: u64,
        cap: u64,
        /// The program sees a capacity of 0 until the first append, and then `cap`: the buffer is all of the first array.
        whole: bool,
        /// Where what is in the buffer moves to the heap.
        moved_at: Vec<Pos>,
        /// That is so for gc, which makes wrong code of it: the arrays are on the heap.
        on_heap: bool,
    },
    Heap,
}

/// A body with copies of inlined bodies marked gives its verdicts, in the order of the tree, those of the literals in it after
/// its own.
pub fn of_body(universe: &Universe, body: &Body) -> Vec<Verdict> {
    let mut list = Vec::new();
    Lister { universe, body, base: &[], list: &mut list, moves: Vec::new() }.body();
    list
}

/// Bytes of the buffers that conversions of strings have in the frame: 32 of them, or of runes.
const CONVERTED: u64 = 32;
/// Bytes of arrays of variable size that fit in the frame.
const VARIABLE_MAKE: u64 = 32;

struct Lister<'a> {
    universe: &'a Universe,
    body: &'a Body,
    /// The calls around a literal.
    base: &'a [Pos],
    list: &'a mut Vec<Verdict>,
    moves: Vec<(crate::body::BufferId, Pos)>,
}

impl<'a> Lister<'a> {
    fn body(&mut self) {
        let body = self.body;
        for stmt in &body.stmts {
            visit::exprs_of(stmt, &mut |e| {
                if let ExprKind::MoveToHeap { buffer, .. } = &e.kind {
                    self.moves.push((*buffer, e.pos));
                }
            });
        }
        let params = body.params.iter().chain(&body.results);
        let mut found = Found { calls: self.base.to_vec(), ..Found::default() };
        params.for_each(|&var| found.variable(body, var));
        body.stmts.iter().for_each(|stmt| found.stmt(body, stmt));
        for (var, calls) in found.vars {
            self.variable(var, calls);
        }
        for (e, site, calls) in found.sites {
            self.site(e, &body.sites[site.0 as usize], calls);
        }
        for (literal, calls) in found.literals {
            let mut inner =
                Lister { universe: self.universe, body: literal, base: &calls, list: self.list, moves: Vec::new() };
            inner.body();
        }
    }

    fn variable(&mut self, id: VarId, calls: Vec<Pos>) {
        let var = &self.body.vars[id.0 as usize];
        let place = match var.storage {
            Storage::Heap => Place::Heap,
            Storage::Frame => Place::Frame { always: None },
            _ => return,
        };
        if !var.name.is_empty() && var.pos != Pos::NONE {
            let cause = var.cause.clone().filter(|_| place == Place::Heap);
            let what = What::Variable(var.name.clone());
            let escapes = place == Place::Heap;
            let around_literal = self.base.len();
            self.list.push(Verdict {
                pos: var.pos,
                calls,
                around_literal,
                func: self.body.func,
                what,
                place,
                escapes,
                cause,
            });
        }
    }

    fn site(&mut self, e: &Expr, site: &Site, calls: Vec<Pos>) {
        let Some(place) = self.place(e, site) else { return };
        let told = site.moved || place == Place::Heap;
        let cause = site.cause.clone().filter(|_| told);
        let what = What::Site(site.what);
        let escapes = site.moved || site.storage == Storage::Heap;
        let around_literal = self.base.len();
        self.list.push(Verdict {
            pos: site.pos,
            calls,
            around_literal,
            func: self.body.func,
            what,
            place,
            escapes,
            cause,
        });
    }

    /// `None` if nothing is ever allocated there.
    fn place(&self, e: &Expr, site: &Site) -> Option<Place> {
        if let Some(used) = site.buffer {
            let buffer = self.body.buffers[used.buffer.0 as usize];
            let moves = self.moves.iter().filter(|(buffer, _)| *buffer == used.buffer);
            let mut moved_at: Vec<Pos> = moves.map(|(_, pos)| *pos).collect();
            moved_at.sort_unstable();
            moved_at.dedup();
            let bytes = buffer.len * size_of(self.universe, buffer.elem);
            let Buffer { len: cap, on_heap, .. } = buffer;
            return Some(Place::Buffer { bytes, cap, whole: used.whole, moved_at, on_heap });
        }
        Some(match (&e.kind, site.storage) {
            (ExprKind::ToInterface { x, .. }, _) if crate::lower::is_direct(self.universe, x.ty) => return None,
            (ExprKind::ToInterface { .. }, _) if matches!(site.boxing, Boxing::Constant(_) | Boxing::Byte) => {
                Place::Static
            }
            (ExprKind::ToInterface { x, .. }, _) if size_of(self.universe, x.ty) == 0 => Place::Static,
            (ExprKind::Closure { captures, .. }, _) if captures.is_empty() => Place::Static,
            (ExprKind::MakeSlice { .. }, _) if self.unit(e.ty) == 0 => Place::Static,
            // Without a buffer, an array that append makes is on the heap.
            (ExprKind::Append { .. } | ExprKind::AppendSlice { .. } | ExprKind::AppendMake { .. }, _) => Place::Heap,
            (_, Storage::Heap) => Place::Heap,
            (ExprKind::MakeSlice { len, cap, .. }, _) => {
                let size = cap.as_deref().unwrap_or(len);
                let constant = crate::escape::constant(size).is_some();
                if constant { Place::Frame { always: site.always } } else { Place::UpTo { bytes: VARIABLE_MAKE } }
            }
            (ExprKind::ConvertString { temporary: true, .. }, _) => Place::View,
            (ExprKind::ConvertString { .. }, _)
                if site.view && matches!(self.universe.under(e.ty), Type::Slice(_)) && self.unit(e.ty) == 1 =>
            {
                Place::View
            }
            (ExprKind::Concat { parts, .. }, _) if !crate::body::fits_buffer(parts) => Place::Heap,
            (ExprKind::Concat { .. }, _) => Place::UpTo { bytes: CONVERTED },
            (ExprKind::ConvertString { .. }, _) => Place::UpTo { bytes: CONVERTED * self.unit(e.ty) },
            _ => Place::Frame { always: None },
        })
    }

    /// Bytes of an element of what a conversion makes.
    fn unit(&self, ty: TypeId) -> u64 {
        match *self.universe.under(ty) {
            Type::Slice(elem) => size_of(self.universe, elem),
            _ => size_of(self.universe, Basic::Uint8.id()),
        }
    }
}

/// The sites and variables of a body, with the inlined calls around them.
#[derive(Default)]
struct Found<'a> {
    calls: Vec<Pos>,
    /// The labels at the ends of the bodies that stand for these calls.
    ends: Vec<crate::body::LabelId>,
    vars: Vec<(VarId, Vec<Pos>)>,
    seen: HashSet<VarId>,
    sites: Vec<(&'a Expr, SiteId, Vec<Pos>)>,
    literals: Vec<(&'a Body, Vec<Pos>)>,
}

impl<'a> Found<'a> {
    fn variable(&mut self, body: &Body, var: VarId) {
        let mut calls = self.calls.clone();
        // Parameters and results of a body that was inlined are declared in front of it.
        let inner = body.inlined.iter().find(|inlined| inlined.vars.contains(&var.0));
        calls.extend(inner.filter(|inner| !self.ends.contains(&inner.end)).map(|inner| inner.call));
        // Each round has its own, but there is one verdict.
        if self.seen.insert(var) {
            self.vars.push((var, calls));
        }
    }

    fn stmt(&mut self, body: &'a Body, stmt: &'a Stmt) {
        let inlined = match &stmt.kind {
            StmtKind::Breakable { label, .. } => body.inlined.iter().find(|inlined| inlined.end == *label),
            _ => None,
        };
        self.calls.extend(inlined.map(|inlined| inlined.call));
        self.ends.extend(inlined.map(|inlined| inlined.end));
        match &stmt.kind {
            StmtKind::Declare { var, .. } => self.variable(body, *var),
            StmtKind::Loop { per_iteration, .. } => per_iteration.iter().for_each(|&var| self.variable(body, var)),
            _ => {}
        }
        visit::own_exprs(stmt, &mut |e, _| self.expr(body, e));
        visit::children(stmt, &mut |child| self.stmt(body, child));
        if inlined.is_some() {
            self.calls.pop();
            self.ends.pop();
        }
    }

    fn expr(&mut self, body: &'a Body, e: &'a Expr) {
        if let ExprKind::Seq { stmts, .. } = &e.kind {
            stmts.iter().for_each(|stmt| self.stmt(body, stmt));
        }
        visit::sub_exprs(e, &mut |part| self.expr(body, part));
        if let Some(site) = crate::sites::site_of(&e.kind) {
            self.sites.push((e, site, self.calls.clone()));
        }
        if let ExprKind::Closure { body, .. } = &e.kind {
            self.literals.push((body, self.calls.clone()));
        }
    }
}

/// The functions of the list's that run nowhere as functions of their own: every call was replaced by the body.
pub fn only_inlined(bodies: &[Body]) -> Vec<FuncId> {
    let mut uses: HashMap<FuncId, bool> = HashMap::new();
    bodies.iter().for_each(|body| count(body, &mut uses));
    uses.into_iter().filter(|(_, called)| !called).map(|(func, _)| func).collect()
}

/// Notes which functions were inlined (`false`), and which are called or used as values (`true`).
fn count(body: &Body, uses: &mut HashMap<FuncId, bool>) {
    for inlined in &body.inlined {
        uses.entry(inlined.func).or_default();
    }
    for stmt in &body.stmts {
        visit::exprs_of(stmt, &mut |e| match &e.kind {
            ExprKind::Call(call) => {
                if let crate::body::Callee::Static(func) = call.callee {
                    uses.insert(func, true);
                }
            }
            ExprKind::Func(func) => drop(uses.insert(*func, true)),
            ExprKind::Closure { body, .. } => count(body, uses),
            _ => {}
        });
    }
}
