//! The temporaries in which gc keeps the slices that appends are to, where those are no variables.
//!
//! gc puts calls in order first: the values of slice expressions, of calls and of appends inside other expressions are kept in
//! temporaries, which are free again when the statement ends, and serve the next one that needs one of their type, the
//! latest first. Appends to what is in one temporary count as appends to one variable.

use crate::body::{Body, Expr, ExprKind, SiteId, Stmt, StmtKind, VarId};
use crate::visit;
use goslice_types::types::TypeId;
use std::collections::HashMap;

/// The temporaries of the slices that append sites of `body` append to; not of the literals in it.
pub(crate) fn of(body: &Body) -> HashMap<SiteId, u32> {
    let mut temporaries =
        Temporaries { body, free: HashMap::new(), n: 0, live: Vec::new(), vars: HashMap::new(), of: HashMap::new() };
    temporaries.block(&body.stmts);
    temporaries.of
}

struct Temporaries<'a> {
    body: &'a Body,
    free: HashMap<TypeId, Vec<u32>>,
    n: u32,
    /// Those in use.
    live: Vec<(TypeId, u32)>,
    /// Our own temporaries, which stand for gc's.
    vars: HashMap<VarId, u32>,
    of: HashMap<SiteId, u32>,
}

impl Temporaries<'_> {
    fn block(&mut self, stmts: &[Stmt]) {
        let mark = self.live.len();
        stmts.iter().for_each(|stmt| self.stmt(stmt));
        self.release(mark);
    }

    fn stmt(&mut self, stmt: &Stmt) {
        let mark = self.live.len();
        match &stmt.kind {
            StmtKind::Declare { var, init: Some(init) } => {
                let it = &self.body.vars[var.0 as usize];
                if it.ranged {
                    // What is ranged over is kept until the loop ends.
                    self.value(init, true);
                    self.release(mark);
                    self.keep(init.ty);
                    return;
                }
                // What the source declares, and results of inlined calls, are variables to gc too.
                let named = !it.name.is_empty() || it.inlined_result;
                if let (Some(kept), false) = (self.value(init, named), named) {
                    self.vars.insert(*var, kept);
                }
            }
            StmtKind::Assign { place, value } => {
                self.value(place, true);
                self.value(value, matches!(place.kind, ExprKind::Var(_) | ExprKind::Global(_)));
            }
            // A statement of its own needs no place for its value.
            StmtKind::Expr(e) => {
                self.value(e, true);
            }
            _ => visit::own_exprs(stmt, &mut |e, _| self.operand(e)),
        }
        self.release(mark);
        match &stmt.kind {
            StmtKind::Block(body) | StmtKind::Breakable { body, .. } => self.block(body),
            StmtKind::If { then, els, .. } => {
                self.block(then);
                self.block(els);
            }
            StmtKind::Loop { body, post, .. } => {
                self.block(body);
                self.block(post);
            }
            _ => {}
        }
    }

    fn operand(&mut self, e: &Expr) {
        self.value(e, false);
    }

    /// The temporary that the value of `e` is kept in, if it is in one; what goes to a variable (`named`) is not.
    fn value(&mut self, e: &Expr, named: bool) -> Option<u32> {
        match &e.kind {
            ExprKind::Var(var) => return self.vars.get(var).copied(),
            ExprKind::Seq { stmts, value } => {
                stmts.iter().for_each(|stmt| self.stmt(stmt));
                return self.value(value, named);
            }
            ExprKind::Append { slice, values, site } => {
                if let Some(kept) = self.value(slice, false) {
                    self.of.insert(*site, kept);
                }
                values.iter().for_each(|value| self.operand(value));
            }
            _ => visit::sub_exprs(e, &mut |part| self.operand(part)),
        }
        let kept = matches!(
            e.kind,
            ExprKind::Slice { .. }
                | ExprKind::Call(_)
                | ExprKind::Append { .. }
                | ExprKind::AppendSlice { .. }
                | ExprKind::AppendMake { .. }
        );
        (kept && !named).then(|| self.keep(e.ty))
    }

    fn keep(&mut self, ty: TypeId) -> u32 {
        let id = self.free.get_mut(&ty).and_then(Vec::pop).unwrap_or(self.n);
        self.n = self.n.max(id + 1);
        self.live.push((ty, id));
        id
    }

    fn release(&mut self, mark: usize) {
        for (ty, id) in self.live.drain(mark..) {
            self.free.entry(ty).or_default().push(id);
        }
    }
}
