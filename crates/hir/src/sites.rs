//! Allocation sites get their numbers.

use crate::body::{Body, Expr, ExprKind, Site, SiteId, SiteKind, Stmt, Storage};
use crate::operands::{for_each_child, for_each_operand, for_each_root};
use goslice_syntax::source::Pos;

impl Body {
    /// Where what site `id` allocates lives.
    pub fn site_storage(&self, id: SiteId) -> Storage {
        self.sites.get(id.0 as usize).map_or(Storage::Heap, |site| site.storage)
    }
}

/// Numbers the sites of `body` and of the literals in it, in the order of the tree; all are on the heap.
pub fn number(body: &mut Body) {
    let mut sites = Vec::new();
    body.stmts.iter_mut().for_each(|stmt| number_stmt(&mut sites, stmt));
    body.sites = sites;
}

fn number_stmt(sites: &mut Vec<Site>, stmt: &mut Stmt) {
    let pos = stmt.pos;
    for_each_root(&mut stmt.kind, &mut |expr| number_expr(sites, pos, expr));
    for_each_child(&mut stmt.kind, &mut |child| number_stmt(sites, child));
}

fn number_expr(sites: &mut Vec<Site>, outer: Pos, expr: &mut Expr) {
    let pos = if expr.pos == Pos::NONE { outer } else { expr.pos };
    if let ExprKind::Seq { stmts, .. } = &mut expr.kind {
        stmts.iter_mut().for_each(|stmt| number_stmt(sites, stmt));
    }
    for_each_operand(&mut expr.kind, &mut |operand| number_expr(sites, pos, operand));
    if let ExprKind::Closure { body, .. } = &mut expr.kind {
        number(body);
    }
    if let Some((site, what)) = site_of(&mut expr.kind) {
        *site = SiteId(sites.len() as u32);
        sites.push(Site { pos, what, storage: Storage::Heap, view: false, buffer: None, cause: None });
    }
}

/// The site of an expression that may allocate, and what it is.
fn site_of(kind: &mut ExprKind) -> Option<(&mut SiteId, SiteKind)> {
    Some(match kind {
        ExprKind::Closure { site, .. } => (site, SiteKind::Closure),
        ExprKind::New { site, .. } => (site, SiteKind::New),
        ExprKind::ConvertString { site, .. } => (site, SiteKind::Conversion),
        ExprKind::ToInterface { site, .. } => (site, SiteKind::Interface),
        ExprKind::SliceLit { site, .. } => (site, SiteKind::SliceLit),
        ExprKind::MakeSlice { site, .. } => (site, SiteKind::Make),
        ExprKind::Append { site, .. } | ExprKind::AppendSlice { site, .. } | ExprKind::AppendMake { site, .. } => {
            (site, SiteKind::Append)
        }
        _ => return None,
    })
}
