//! `[]byte(a + b)`: since Go 1.24 the bytes are joined without a string (cmd/compile/internal/walk, `walkAddString`, and
//! runtime.concatbytes). In 1.24 that has no buffer in the frame, whatever escapes: the bytes are on the heap. Bytes that are only
//! read are those of a string as before.

use crate::body::{Body, ExprKind, Storage};
use crate::escape::Cause;
use goslice_types::types::{Type, Universe};
use std::sync::Arc;

/// Puts such bytes where Go 1.`minor` has them. Escape analysis has been there.
pub(crate) fn place(universe: &Universe, minor: u8, body: &mut Body) {
    if minor != 24 {
        return;
    }
    let mut joined = Vec::new();
    for stmt in &mut body.stmts {
        crate::operands::for_each_expr(stmt, &mut |e| match &mut e.kind {
            ExprKind::ConvertString { x, temporary: false, site } => {
                if let (ExprKind::Concat { .. }, Type::Slice(elem)) = (&x.kind, universe.under(e.ty))
                    && goslice_types::layout::size_of(universe, *elem) == 1
                {
                    joined.push(*site);
                }
            }
            ExprKind::Closure { body, .. } => place(universe, minor, body),
            _ => {}
        });
    }
    for site in joined {
        let site = &mut body.sites[site.0 as usize];
        if site.storage == Storage::Frame && !site.view {
            (site.storage, site.cause) = (Storage::Heap, Some(Arc::new(Cause::Joined)));
        }
    }
}
