//! Go 1.26: a slice that is built in a loop and then escapes is built in the frame and moved to the heap where it
//! escapes.
//!
//! The rule, as it was measured on gc: a local slice that escapes at one place only (`return s`, `x = s`), outside of
//! loops that it was not declared in; that is appended to in a loop or twice; and that is used otherwise only as in
//! `s = nil`, `s = []T{...}`, `s = append(s, ...)`, `s = s[i:j]`, `s[i]`, `len(s)`, `cap(s)` and as an argument that
//! does not leak. What follows is cmd/compile/internal/slice, `analyze`:
//!
//! - Up to Go 1.26 it may be ranged over too; from 1.27.0 on, that counts as a place where it escapes, though nothing may keep
//!   it: what is built in the frame and then ranged over is moved to the heap before the loop.
//! - The address of an element, `&s[i]`, ends it, and so do what implies one: `s[i][:]` of an array, a method with a pointer
//!   receiver. Up to 1.27.1 that is seen only of the element itself; since 1.27.2, of what is in it too: fields, and elements of
//!   arrays, at any depth, as in `&s[i].f[j].g`. Behind a pointer or another slice begins other memory.
//!
//! Both older rules are errors ([`goslice::compiler_bugs`]): a range, or a pointer, goes on to see memory of the frame that the slice
//! has left. There, the buffer is on the heap: each array that an append makes is one of its own, with the capacity that the
//! buffer would have given, and the slice stays where it is when it escapes, with the capacity that moving would have given.

mod rewrite;
mod uses;

use crate::append_buffer::{Aliases, add, room};
use crate::body::{Body, BufferUse, ExprKind, FuncId, Miscompiled, Storage, VarId};
use crate::escape::Leaks;
use goslice::Release;
use goslice::compiler_bugs::RANGE_OVER_BUILT;
use goslice_types::types::Universe;
use rewrite::Move;
use std::collections::HashSet;
use std::sync::Arc;

/// What the pass asks about the program.
pub(crate) struct Facts<'a> {
    pub(crate) universe: &'a Universe,
    pub(crate) release: Release,
    pub(crate) leaks: &'a dyn Fn(FuncId) -> Option<Arc<[Leaks]>>,
}

impl Facts<'_> {
    fn range_escapes(&self) -> bool {
        !RANGE_OVER_BUILT.affects(self.release)
    }
}

fn ranged(body: &Body) -> HashSet<VarId> {
    (0..body.vars.len() as u32).map(VarId).filter(|var| body.vars[var.0 as usize].ranged).collect()
}

/// Finds such slices in `body` and in the literals in it. Escape analysis comes after.
pub(crate) fn place(facts: &Facts<'_>, body: &mut Body) {
    let uses = uses::of(facts, body);
    for (at, uses) in uses.into_iter().enumerate() {
        let var = body.vars[at].clone();
        let [escapes] = uses.escapes[..] else { continue };
        if uses.other || uses.appends < 2 || escapes > uses.declared || var.storage != Storage::Value {
            continue;
        }
        let Some((elem, len)) = room(facts.universe, var.ty) else { continue };
        let buffer = add(body, elem, len);
        body.buffers[buffer.0 as usize].on_heap = !uses.miscompiled.is_empty();
        let slice = &var.name;
        let wrong = uses.miscompiled.iter().map(|&(bug, pos)| Miscompiled { bug, pos, slice: slice.clone() });
        body.miscompiled.extend(wrong.collect::<Vec<_>>());
        // If nobody asks for the capacity, only the first append in the source begins there, as with buffers of local slices.
        let serves = if uses.cap { uses.sites.len() } else { 1 };
        for site in uses.sites.into_iter().take(serves) {
            body.sites[site.0 as usize].buffer = Some(BufferUse { buffer, whole: !uses.cap });
        }
        let moved = Move {
            var: VarId(at as u32),
            ty: body.vars[at].ty,
            aliases: Aliases::of(body),
            buffer,
            keep_cap: uses.cap,
            ranged: if facts.range_escapes() { ranged(body) } else { HashSet::new() },
        };
        let is_result = body.results.contains(&moved.var);
        moved.stmts(&mut body.stmts, is_result);
    }
    for stmt in &mut body.stmts {
        crate::operands::for_each_expr(stmt, &mut |e| {
            if let ExprKind::Closure { body, .. } = &mut e.kind {
                place(facts, body);
            }
        });
    }
}
