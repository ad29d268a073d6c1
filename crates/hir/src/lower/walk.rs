//! Visits the expressions and statements of a syntax tree.

use goslice_syntax::ast::{Block, Decl, Expr, ExprKind, Stmt, StmtKind};

/// What to do with each node. The `walk_` functions visit a node's children; types are not visited.
pub(crate) trait Walker<'a> {
    fn expr(&mut self, e: &'a Expr) {
        self.walk_expr(e);
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        self.walk_stmt(stmt);
    }

    fn exprs(&mut self, exprs: &'a [Expr]) {
        exprs.iter().for_each(|e| self.expr(e));
    }

    fn walk_block(&mut self, block: &'a Block) {
        block.stmts.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn walk_expr(&mut self, e: &'a Expr) {
        match &e.kind {
            ExprKind::Composite { elems, .. } => {
                for elem in elems {
                    // Names of fields have no objects.
                    elem.key.iter().for_each(|key| self.expr(key));
                    self.expr(&elem.value);
                }
            }
            ExprKind::FuncLit { body, .. } => self.walk_block(body),
            ExprKind::Paren(x)
            | ExprKind::Selector { x, .. }
            | ExprKind::TypeAssert { x, .. }
            | ExprKind::Star(x)
            | ExprKind::Unary { x, .. } => self.expr(x),
            ExprKind::Index { x, indices, .. } => {
                self.expr(x);
                self.exprs(indices);
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                self.expr(x);
                [lo, hi, max].into_iter().flatten().for_each(|e| self.expr(e));
            }
            ExprKind::Call { fun, args, .. } => {
                self.expr(fun);
                self.exprs(args);
            }
            ExprKind::Binary { x, y, .. } => {
                self.expr(x);
                self.expr(y);
            }
            _ => {}
        }
    }

    fn walk_stmt(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Block(block) => self.walk_block(block),
            StmtKind::Expr(e) | StmtKind::Go(e) | StmtKind::Defer(e) => self.expr(e),
            StmtKind::Decl(decls) => {
                for decl in decls {
                    if let Decl::Var(spec) = decl {
                        self.exprs(&spec.values);
                    }
                }
            }
            StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. } => {
                self.exprs(lhs);
                self.exprs(rhs);
            }
            StmtKind::AssignOp { lhs, rhs, .. } => {
                self.expr(lhs);
                self.expr(rhs);
            }
            StmtKind::IncDec { x, .. } => self.expr(x),
            StmtKind::Send { chan, value, .. } => {
                self.expr(chan);
                self.expr(value);
            }
            StmtKind::Return(values) => self.exprs(values),
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
            StmtKind::If { init, cond, then, els } => {
                init.iter().for_each(|init| self.stmt(init));
                self.expr(cond);
                self.walk_block(then);
                els.iter().for_each(|els| self.stmt(els));
            }
            StmtKind::For { init, cond, post, body } => {
                init.iter().for_each(|init| self.stmt(init));
                cond.iter().for_each(|cond| self.expr(cond));
                post.iter().for_each(|post| self.stmt(post));
                self.walk_block(body);
            }
            StmtKind::Range(range) => {
                [&range.key, &range.value].into_iter().flatten().for_each(|e| self.expr(e));
                self.expr(&range.x);
                self.walk_block(&range.body);
            }
            StmtKind::Switch { init, tag, clauses, .. } => {
                init.iter().for_each(|init| self.stmt(init));
                tag.iter().for_each(|tag| self.expr(tag));
                for clause in clauses {
                    self.exprs(clause.exprs.as_deref().unwrap_or_default());
                    clause.body.iter().for_each(|stmt| self.stmt(stmt));
                }
            }
            StmtKind::TypeSwitch(switch) => {
                switch.init.iter().for_each(|init| self.stmt(init));
                self.expr(&switch.x);
                for clause in &switch.clauses {
                    clause.body.iter().for_each(|stmt| self.stmt(stmt));
                }
            }
            StmtKind::Bad
            | StmtKind::Empty
            | StmtKind::Break(_)
            | StmtKind::Continue(_)
            | StmtKind::Goto(_)
            | StmtKind::Fallthrough
            | StmtKind::Select { .. } => {}
        }
    }
}
