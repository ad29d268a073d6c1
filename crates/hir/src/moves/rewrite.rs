//! The rewriting of the one place where a slice escapes.

use crate::append_buffer::Aliases;
use crate::body::{BufferId, Expr, ExprKind, Stmt, StmtKind, VarId};
use goslice_types::types::TypeId;
use std::collections::HashSet;

/// Rewrites the one place where a slice escapes.
pub(super) struct Move {
    pub(super) var: VarId,
    pub(super) ty: TypeId,
    pub(super) aliases: Aliases,
    pub(super) buffer: BufferId,
    pub(super) keep_cap: bool,
    /// The copies that `range` statements make of what they go over, if that counts as escaping.
    pub(super) ranged: HashSet<VarId>,
}

impl Move {
    pub(super) fn stmts(&self, stmts: &mut Vec<Stmt>, is_result: bool) {
        let mut at = 0;
        while at < stmts.len() {
            let stmt = &mut stmts[at];
            let direct = |e: &Expr| matches!(e.kind, ExprKind::Var(var) if var == self.var);
            let escapes = match &mut stmt.kind {
                StmtKind::Expr(e) => direct(e),
                StmtKind::Assign { place, value } => direct(value) && !direct(place),
                StmtKind::AssignParallel { places, values } => {
                    let mut pairs = places.iter().zip(values);
                    pairs.any(|(place, value)| direct(value) && !place.as_ref().is_some_and(direct))
                }
                StmtKind::Declare { var, init: Some(init) } => {
                    direct(init) && (!self.aliases.is_alias(*var) || self.ranged.contains(var))
                }
                StmtKind::Return(values) if values.is_empty() => is_result,
                StmtKind::Return(values) => {
                    values.iter_mut().filter(|value| !direct(value)).for_each(|value| self.wrap(value));
                    values.iter().any(direct)
                }
                StmtKind::Block(body) | StmtKind::Breakable { body, .. } => {
                    self.stmts(body, is_result);
                    false
                }
                StmtKind::If { then, els, .. } => {
                    self.stmts(then, is_result);
                    self.stmts(els, is_result);
                    false
                }
                StmtKind::Loop { body, post, .. } => {
                    self.stmts(body, is_result);
                    self.stmts(post, is_result);
                    false
                }
                _ => false,
            };
            if escapes {
                // From here on, the variable and what it escapes to share the array on the heap.
                let pos = stmt.pos;
                let place = Expr { pos, ty: self.ty, kind: ExprKind::Var(self.var) };
                let mut value = place.clone();
                self.wrap(&mut value);
                stmts.insert(at, Stmt { pos, kind: StmtKind::Assign { place, value } });
                at += 1;
            }
            at += 1;
        }
    }

    /// If the expression is the slice, it is moved first.
    fn wrap(&self, e: &mut Expr) {
        if self.aliases.var(e) == Some(self.var) {
            let slice = Box::new(e.clone());
            e.kind = ExprKind::MoveToHeap { slice, buffer: self.buffer, keep_cap: self.keep_cap };
        }
    }
}
