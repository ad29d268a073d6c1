//! Statements.

use super::Lowering;
use crate::body::{Stmt, StmtKind};
use crate::dead;
use goslice_syntax::ast::{self, Decl, Name};
use goslice_syntax::source::Pos;
use goslice_types::info::Mode;

impl<'a> Lowering<'a> {
    pub(super) fn block(&mut self, block: &'a ast::Block) {
        self.stmt_list(&block.stmts);
    }

    pub(super) fn stmt_list(&mut self, stmts: &'a [ast::Stmt]) {
        for stmt in dead::live(self.info(), stmts, |_| false) {
            self.stmt(stmt, None);
        }
    }

    /// The statements that lowering a block gives.
    pub(super) fn block_stmts(&mut self, block: &'a ast::Block) -> Vec<Stmt> {
        self.stmts(|this| this.block(block))
    }

    /// Emits `stmt`, which has `label`.
    pub(super) fn stmt(&mut self, stmt: &'a ast::Stmt, label: Option<&'a Name>) {
        use ast::StmtKind as Syntax;
        let pos = stmt.pos;
        match &stmt.kind {
            Syntax::Empty | Syntax::Bad => {}
            Syntax::Block(block) => self.in_block(pos, |this| this.block(block)),
            Syntax::Expr(e) => {
                let e = self.expr(e);
                self.emit(pos, StmtKind::Expr(e));
            }
            Syntax::Decl(decls) => {
                for decl in decls {
                    if let Decl::Var(spec) = decl {
                        self.var_spec(spec);
                    }
                }
            }
            Syntax::Assign { lhs, rhs, .. } => self.assign(pos, lhs, rhs),
            Syntax::Define { lhs, rhs, .. } => self.define(pos, lhs, rhs),
            Syntax::AssignOp { op, lhs, rhs, .. } => self.assign_op(pos, *op, lhs, rhs),
            Syntax::IncDec { x, inc, .. } => self.inc_dec(pos, x, *inc),
            Syntax::Defer(call) => self.defer_stmt(pos, call),
            Syntax::Return(values) => self.return_stmt(pos, values),
            Syntax::Break(label) => self.break_stmt(pos, label.as_ref()),
            Syntax::Continue(label) => self.continue_stmt(pos, label.as_ref()),
            Syntax::Goto(label) => self.goto_stmt(pos, &label.name),
            Syntax::Fallthrough => self.fallthrough(pos),
            Syntax::Labeled { label, stmt, .. } => {
                if self.facts.goto_labels.contains(&label.name) {
                    let target = self.goto_label(&label.name);
                    self.emit(label.pos, StmtKind::Label(target));
                }
                self.stmt(stmt, Some(&label.name));
            }
            Syntax::If { init, cond, then, els } => self.in_block(pos, |this| {
                this.opt_stmt(init.as_deref());
                this.if_stmt(pos, cond, then, els.as_deref());
            }),
            Syntax::For { init, cond, post, body } => {
                self.for_stmt(pos, label, init.as_deref(), cond.as_ref(), post.as_deref(), body);
            }
            Syntax::Range(range) => self.range_stmt(pos, label, range),
            Syntax::Switch { init, tag, clauses, .. } => {
                self.switch_stmt(pos, label, init.as_deref(), tag.as_ref(), clauses);
            }
            Syntax::TypeSwitch(switch) => self.type_switch_stmt(pos, label, switch),
            Syntax::Send { .. } | Syntax::Go(_) | Syntax::Select { .. } => {
                unreachable!("the checker refuses goroutines and channels")
            }
        }
    }

    /// An `if` whose condition is known is the branch that is taken.
    fn if_stmt(&mut self, pos: Pos, cond: &'a ast::Expr, then: &'a ast::Block, els: Option<&'a ast::Stmt>) {
        let (known, cond) = dead::static_bool(self.info(), cond);
        let is_const = matches!(self.mode(cond), Mode::Constant(_));
        let value = (known.is_none() || !is_const).then(|| self.expr(cond));
        let mut then = if known != Some(false) { self.block_stmts(then) } else { Vec::new() };
        let mut els = if known != Some(true) { self.stmts(|this| this.opt_stmt(els)) } else { Vec::new() };
        match value {
            Some(cond) if known.is_none() => return self.emit(pos, StmtKind::If { cond, then, els }),
            Some(cond) => self.emit(pos, StmtKind::Expr(cond)),
            None => {}
        }
        then.append(&mut els);
        self.emit(pos, StmtKind::Block(then));
    }

    pub(super) fn opt_stmt(&mut self, stmt: Option<&'a ast::Stmt>) {
        if let Some(stmt) = stmt {
            self.stmt(stmt, None);
        }
    }

    /// Emits what `fill` emits as one statement.
    fn in_block(&mut self, pos: Pos, fill: impl FnOnce(&mut Self)) {
        let mut stmts = self.stmts(fill);
        match stmts.len() {
            0 => {}
            1 => self.cx().out.append(&mut stmts),
            _ => self.emit(pos, StmtKind::Block(stmts)),
        }
    }

    fn return_stmt(&mut self, pos: Pos, values: &'a [ast::Expr]) {
        if self.cx().range_body.is_some() {
            return self.return_from_range_body(pos, values);
        }
        let types = self.cx().result_types.clone();
        let values = self.return_values(values, &types);
        self.emit(pos, StmtKind::Return(values));
    }

    /// The values of a `return` statement in a function with these results.
    pub(super) fn return_values(
        &mut self,
        values: &'a [ast::Expr],
        types: &[goslice_types::types::TypeId],
    ) -> Vec<crate::body::Expr> {
        if let [value] = values
            && types.len() > 1
        {
            let have = self.tuple_types(self.ty(value)).expect("as many values as results");
            if have == types {
                return vec![self.expr(value)];
            }
            let values = self.unpacked(value, &have);
            return values.into_iter().zip(types).map(|(value, ty)| self.coerce(value, *ty)).collect();
        }
        values.iter().zip(types).map(|(value, ty)| self.expr_as(value, *ty)).collect()
    }
}
