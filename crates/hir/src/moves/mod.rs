//! Go 1.26: a slice that is built in a loop and then escapes is built in the frame and moved to the heap where it
//! escapes.
//!
//! The rule, as it was measured on gc: a local slice that escapes at one place only (`return s`, `x = s`), outside of
//! loops that it was not declared in; that is appended to in a loop or twice; and that is used otherwise only as in
//! `s = nil`, `s = []T{...}`, `s = append(s, ...)`, `s = s[i:j]`, `s[i]`, `len(s)`, `cap(s)` and as an argument that
//! does not leak. Up to Go 1.26 it may be ranged over too; from 1.27 on, that counts as a place where it escapes.

mod rewrite;
mod uses;

use crate::append_buffer::{Aliases, add, room};
use crate::body::{Body, BufferUse, ExprKind, FuncId, Storage, VarId};
use crate::escape::Leaks;
use goslice_types::types::Universe;
use rewrite::Move;
use std::sync::Arc;

/// What the pass asks about the program.
pub(crate) struct Facts<'a> {
    pub(crate) universe: &'a Universe,
    /// The 27 of Go 1.27.
    pub(crate) minor: u8,
    pub(crate) leaks: &'a dyn Fn(FuncId) -> Option<Arc<[Leaks]>>,
}

/// Finds such slices in `body` and in the literals in it. Escape analysis comes after.
pub(crate) fn place(facts: &Facts<'_>, body: &mut Body) {
    let uses = uses::of(facts, body);
    for (at, uses) in uses.into_iter().enumerate() {
        let var = &body.vars[at];
        let [escapes] = uses.escapes[..] else { continue };
        if uses.other || uses.appends < 2 || escapes > uses.declared || var.storage != Storage::Value {
            continue;
        }
        let Some((elem, len)) = room(facts.universe, var.ty) else { continue };
        let buffer = add(body, elem, len);
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
