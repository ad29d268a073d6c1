//! Allocation sites get their numbers.

use crate::body::{Body, Boxing, Expr, ExprKind, Site, SiteId, SiteKind, Stmt, Storage};
use crate::operands::{for_each_child, for_each_operand, for_each_root};
use goslice_syntax::source::Pos;

/// The site of an expression that may allocate, by reference as the expression is, and what it is.
macro_rules! site_of {
    ($kind:expr) => {
        match $kind {
            ExprKind::Closure { site, .. } => Some((site, SiteKind::Closure)),
            ExprKind::New { site, .. } => Some((site, SiteKind::New)),
            ExprKind::ConvertString { site, .. } => Some((site, SiteKind::Conversion)),
            ExprKind::Concat { site, .. } => Some((site, SiteKind::Concat)),
            ExprKind::ToInterface { site, .. } => Some((site, SiteKind::Interface)),
            ExprKind::SliceLit { site, variadic: true, .. } => Some((site, SiteKind::Variadic)),
            ExprKind::SliceLit { site, .. } => Some((site, SiteKind::SliceLit)),
            ExprKind::MakeSlice { site, .. } => Some((site, SiteKind::Make)),
            ExprKind::Append { site, .. } | ExprKind::AppendSlice { site, .. } | ExprKind::AppendMake { site, .. } => {
                Some((site, SiteKind::Append))
            }
            _ => None,
        }
    };
}

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
    if let Some((site, what)) = site_of!(&mut expr.kind) {
        *site = SiteId(sites.len() as u32);
        sites.push(Site {
            pos,
            what,
            storage: Storage::Heap,
            view: false,
            buffer: None,
            moved: false,
            boxing: Boxing::Object,
            always: None,
            cause: None,
        });
    }
}

/// The number of an expression that may allocate.
pub(crate) fn site_of(kind: &ExprKind) -> Option<SiteId> {
    site_of!(kind).map(|(site, _)| *site)
}
