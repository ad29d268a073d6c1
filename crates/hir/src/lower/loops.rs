//! `for` with a condition.

use super::Lowering;
use super::function::Target;
use crate::body::{Expr, LabelId, Stmt, StmtKind, VarId};
use crate::dead;
use goslice_syntax::ast::{self, Name};
use goslice_syntax::source::Pos;

/// A loop's labels.
#[derive(Clone, Copy)]
pub(super) struct LoopLabels {
    pub(super) break_label: LabelId,
    pub(super) continue_label: LabelId,
}

impl<'a> Lowering<'a> {
    pub(super) fn for_stmt(
        &mut self,
        pos: Pos,
        label: Option<&'a Name>,
        init: Option<&'a ast::Stmt>,
        cond: Option<&'a ast::Expr>,
        post: Option<&'a ast::Stmt>,
        body: &'a ast::Block,
    ) {
        let stmts = self.stmts(|this| {
            this.opt_stmt(init);
            let cond = cond.map(|cond| dead::static_bool(this.info(), cond));
            if cond.is_some_and(|(known, _)| known == Some(false)) {
                return;
            }
            let per_iteration = this.per_iteration(init);
            let cond = cond.map(|(_, cond)| {
                let cond = this.expr(cond);
                this.ordered(cond)
            });
            let post = this.stmts(|this| this.opt_stmt(post));
            let (labels, body) = this.loop_body(label, |this| this.block(body));
            this.emit_loop(pos, labels, cond, body, post, per_iteration);
        });
        self.emit(pos, StmtKind::Block(stmts));
    }

    /// Lowers what `fill` emits as the body of a loop.
    pub(super) fn loop_body(
        &mut self,
        label: Option<&'a Name>,
        fill: impl FnOnce(&mut Self),
    ) -> (LoopLabels, Vec<Stmt>) {
        let labels = LoopLabels { break_label: self.new_label(), continue_label: self.new_label() };
        self.cx().targets.push(Target {
            label: label.cloned(),
            break_label: labels.break_label,
            continue_label: Some(labels.continue_label),
        });
        let body = self.stmts(fill);
        self.cx().targets.pop();
        (labels, body)
    }

    pub(super) fn emit_loop(
        &mut self,
        pos: Pos,
        labels: LoopLabels,
        cond: Option<Expr>,
        body: Vec<Stmt>,
        post: Vec<Stmt>,
        per_iteration: Vec<VarId>,
    ) {
        let LoopLabels { break_label, continue_label } = labels;
        self.emit(pos, StmtKind::Loop { cond, body, post, break_label, continue_label, per_iteration });
    }

    /// The variables that each iteration has of its own, where anyone can tell.
    fn per_iteration(&mut self, init: Option<&'a ast::Stmt>) -> Vec<VarId> {
        let Some(init) = init else { return Vec::new() };
        let ast::StmtKind::Define { lhs, .. } = &init.kind else { return Vec::new() };
        if !self.package.has_loop_variables_per_iteration(init.pos) {
            return Vec::new();
        }
        let objs: Vec<_> = lhs.iter().filter_map(|lhs| self.new_object(lhs)).collect();
        let cx = self.cx();
        let vars = objs.iter().filter_map(|obj| cx.by_obj.get(obj).copied());
        vars.filter(|var| cx.vars[var.0 as usize].addr_taken || cx.vars[var.0 as usize].captured).collect()
    }
}
