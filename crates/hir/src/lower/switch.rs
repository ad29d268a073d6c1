//! `switch`: tests in order that jump to the clauses, or a multi-way branch.

use super::Lowering;
use super::function::Target;
use crate::body::{Expr, ExprKind, LabelId, Stmt, StmtKind, Value};
use crate::dead;
use goslice_syntax::ast::{self, CaseClause, Name};
use goslice_syntax::source::Pos;
use goslice_types::info::Mode;
use goslice_types::types::Basic;
use std::collections::HashSet;

/// Fewer constant cases are tested one by one.
const MIN_CASES: usize = 4;

impl<'a> Lowering<'a> {
    pub(super) fn switch_stmt(
        &mut self,
        pos: Pos,
        label: Option<&'a Name>,
        init: Option<&'a ast::Stmt>,
        tag: Option<&'a ast::Expr>,
        clauses: &'a [CaseClause],
    ) {
        let break_label = self.new_label();
        let body = self.stmts(|this| {
            this.opt_stmt(init);
            if let Some(target) = dead::decided(this.info(), tag, clauses) {
                if let Some(clause) = target {
                    let start = this.new_label();
                    this.clause(label, break_label, clause, start, None, |_| {});
                }
                return;
            }
            let tag = tag.map(|tag| {
                let mut tag = this.expr(tag);
                let mut values = clauses.iter().flat_map(|clause| clause.exprs.iter().flatten());
                if values.all(|value| matches!(this.mode(value), Mode::Constant(_))) {
                    this.only_look_at(&mut tag);
                }
                this.spill(tag)
            });
            let labels: Vec<LabelId> = clauses.iter().map(|_| this.new_label()).collect();
            let default = clauses.iter().position(|clause| clause.exprs.is_none());
            let default = default.map_or(break_label, |at| labels[at]);
            match tag.as_ref().and_then(|tag| this.dense_cases(tag, clauses, &labels)) {
                Some(cases) => {
                    let value = tag.expect("cases have a tag");
                    this.emit(pos, StmtKind::Switch { value, cases, default });
                }
                None => {
                    this.tests(tag.as_ref(), clauses, &labels);
                    this.emit(pos, StmtKind::Jump(default));
                }
            }
            for (at, clause) in clauses.iter().enumerate() {
                let next = labels.get(at + 1).copied();
                this.clause(label, break_label, clause, labels[at], next, |_| {});
            }
        });
        self.emit(pos, StmtKind::Breakable { label: break_label, body });
    }

    /// One test and jump for each case.
    fn tests(&mut self, tag: Option<&Expr>, clauses: &'a [CaseClause], labels: &[LabelId]) {
        for (clause, &label) in clauses.iter().zip(labels) {
            for value in clause.exprs.iter().flatten() {
                let cond = match tag {
                    None => self.expr_as(value, Basic::Bool.id()),
                    Some(tag) if matches!(self.mode(value), Mode::Nil) => tag.clone().eq_nil(self),
                    Some(tag) => {
                        let value = self.expr(value);
                        self.equal(tag.clone(), value)
                    }
                };
                self.jump_if(value.pos, cond, label);
            }
        }
    }

    pub(super) fn jump_if(&mut self, pos: Pos, cond: Expr, label: LabelId) {
        let then = vec![Stmt { pos, kind: StmtKind::Jump(label) }];
        self.emit(pos, StmtKind::If { cond, then, els: Vec::new() });
    }

    /// Emits a clause's statements behind its label. `fill` comes first in them.
    pub(super) fn clause(
        &mut self,
        switch_label: Option<&'a Name>,
        break_label: LabelId,
        clause: &'a CaseClause,
        label: LabelId,
        next: Option<LabelId>,
        fill: impl FnOnce(&mut Self),
    ) {
        self.emit(clause.pos, StmtKind::Label(label));
        let target = Target { label: switch_label.cloned(), break_label, continue_label: None };
        self.cx().targets.push(target);
        self.cx().fallthroughs.push(next);
        let body = self.stmts(|this| {
            fill(this);
            this.stmt_list(&clause.body);
        });
        self.cx().fallthroughs.pop();
        self.cx().targets.pop();
        self.emit(clause.pos, StmtKind::Block(body));
        self.emit(clause.pos, StmtKind::Jump(break_label));
    }

    pub(super) fn fallthrough(&mut self, pos: Pos) {
        let next = self.cx().fallthroughs.last().copied().flatten().expect("a clause follows");
        self.emit(pos, StmtKind::Jump(next));
    }

    /// The cases of a switch over an integer, if they are constants that lie close together.
    fn dense_cases(
        &mut self,
        tag: &Expr,
        clauses: &'a [CaseClause],
        labels: &[LabelId],
    ) -> Option<Vec<(i128, LabelId)>> {
        let basic = self.u.basic(tag.ty).filter(|basic| basic.is_integer())?;
        let mut cases = Vec::new();
        let mut seen = HashSet::new();
        for (clause, &label) in clauses.iter().zip(labels) {
            for value in clause.exprs.iter().flatten() {
                let Mode::Constant(_) = self.mode(value) else { return None };
                let ExprKind::Const(Value::Int(value)) = self.expr_as(value, tag.ty).kind else { return None };
                let value = if basic.is_unsigned() { i128::from(value as u64) } else { i128::from(value) };
                if !seen.insert(value) {
                    return None;
                }
                cases.push((value, label));
            }
        }
        let (min, max) = (seen.iter().min()?, seen.iter().max()?);
        let dense = max - min < 4 * cases.len() as i128;
        (cases.len() >= MIN_CASES && dense).then_some(cases)
    }
}
