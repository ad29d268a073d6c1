//! Statements.

use super::assign::Target;
use super::binary::BinarySite;
use super::expr::ExprClass;
use super::operand::OpMode;
use super::{Checker, unparen};
use crate::errors::TypeError;
use crate::types::{Basic, Type};
use goslice_syntax::ast::{BinaryOp, Block, Expr, ExprKind, Stmt, StmtKind};
use goslice_syntax::source::Pos;

impl<'a> Checker<'a> {
    pub(crate) fn stmt_list(&mut self, stmts: &'a [Stmt]) {
        for stmt in stmts {
            self.stmt(stmt);
        }
    }

    pub(crate) fn block(&mut self, block: &'a Block) {
        self.open_scope();
        self.stmt_list(&block.stmts);
        self.close_scope();
    }

    pub(crate) fn simple_stmt(&mut self, stmt: Option<&'a Stmt>) {
        if let Some(stmt) = stmt {
            self.stmt(stmt);
        }
    }

    pub(crate) fn stmt(&mut self, stmt: &'a Stmt) {
        let top = self.delayed.len();
        self.env.outer_pos = stmt.pos;
        self.stmt_kind(stmt);
        self.process_delayed(top);
    }

    fn stmt_kind(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Bad | StmtKind::Empty | StmtKind::Goto(_) => {}
            StmtKind::Block(block) => self.block(block),
            StmtKind::Expr(e) => self.expr_stmt(e),
            StmtKind::Decl(decls) => self.decl_stmt(decls),
            StmtKind::Assign { lhs, op_pos, rhs } => {
                self.env.outer_pos = *op_pos;
                self.with_mismatch_pos(*op_pos, |checker| checker.assign_vars(lhs, rhs));
            }
            StmtKind::Define { lhs, op_pos, rhs } => {
                self.env.outer_pos = *op_pos;
                self.with_mismatch_pos(*op_pos, |checker| checker.short_var_decl(*op_pos, lhs, rhs));
            }
            StmtKind::AssignOp { op, lhs, op_pos, rhs } => {
                self.env.outer_pos = *op_pos;
                self.assign_op(*op, lhs, *op_pos, rhs);
            }
            StmtKind::IncDec { x, inc, op_pos } => {
                self.env.outer_pos = *op_pos;
                self.inc_dec(x, *inc, *op_pos);
            }
            StmtKind::Send { chan, value, .. } => self.send(stmt, chan, value),
            StmtKind::Go(call) => {
                self.refuse_runtime(stmt.pos, "goroutines are");
                self.suspended_call("go", call);
            }
            StmtKind::Defer(call) => self.suspended_call("defer", call),
            StmtKind::Return(values) => self.return_stmt(stmt.pos, values),
            // The parser has complained about misplaced ones.
            StmtKind::Break(_) | StmtKind::Continue(_) | StmtKind::Fallthrough => {}
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
            StmtKind::If { init, cond, then, els } => {
                self.open_scope();
                self.simple_stmt(init.as_deref());
                self.condition(cond, "if");
                self.block(then);
                if let Some(els) = els {
                    self.stmt(els);
                }
                self.close_scope();
            }
            StmtKind::For { init, cond, post, body } => {
                self.open_scope();
                self.simple_stmt(init.as_deref());
                if let Some(cond) = cond {
                    self.condition(cond, "for");
                }
                self.simple_stmt(post.as_deref());
                self.block(body);
                self.close_scope();
            }
            StmtKind::Range(range) => self.range_stmt(range),
            StmtKind::Switch { init, tag, clauses, .. } => {
                self.open_scope();
                self.simple_stmt(init.as_deref());
                self.switch_stmt(tag.as_ref(), clauses);
                self.close_scope();
            }
            StmtKind::TypeSwitch(switch) => {
                self.open_scope();
                self.simple_stmt(switch.init.as_ref());
                self.type_switch_stmt(switch);
                self.close_scope();
            }
            StmtKind::Select { clauses, .. } => {
                self.refuse_runtime(stmt.pos, "select statements are");
                for clause in clauses {
                    self.open_scope();
                    if let Some(comm) = clause.comm.as_deref().filter(|comm| !is_communication(comm)) {
                        let text = "select case must be send or receive (possibly with assignment)";
                        self.error(comm.pos, text);
                        self.close_scope();
                        continue;
                    }
                    self.simple_stmt(clause.comm.as_deref());
                    self.stmt_list(&clause.body);
                    self.close_scope();
                }
            }
        }
    }

    /// Mismatched counts are reported at the first value, in Go 1.17 and before at the operator.
    fn with_mismatch_pos(&mut self, op_pos: Pos, action: impl FnOnce(&mut Checker<'a>)) {
        let pos = self.old().then_some(op_pos);
        let outer = std::mem::replace(&mut self.mismatch_pos, pos);
        action(self);
        self.mismatch_pos = outer;
    }

    fn expr_stmt(&mut self, e: &'a Expr) {
        let (x, class) = self.raw_expr(e, None);
        let text = match x.mode {
            OpMode::Builtin(_) => "must be called",
            OpMode::TypeExpr => "is not an expression",
            OpMode::Invalid => return,
            _ if class == ExprClass::Statement => return,
            _ => "is not used",
        };
        if self.old() {
            let shown = self.text(e);
            let text = match x.mode {
                OpMode::Builtin(_) => format!("use of builtin {shown} not in function call"),
                OpMode::TypeExpr => format!("type {shown} is not an expression"),
                _ => format!("{shown} evaluated but not used"),
            };
            return self.error_op(&x, text);
        }
        let shown = self.describe(&x);
        self.error_op(&x, format!("{shown} {text}"));
    }

    fn condition(&mut self, cond: &'a Expr, keyword: &str) {
        let mut x = self.expr(cond);
        if x.is_invalid() {
            return;
        }
        if !self.is(x.ty, Basic::is_boolean) {
            let text = if self.old() {
                format!("non-bool {} (type {}) used as {keyword} condition", self.show_expr(&x), self.show(x.ty))
            } else {
                format!("non-boolean condition in {keyword} statement")
            };
            return self.error_op(&x, text);
        }
        self.default_untyped(&mut x);
    }

    fn assign_op(&mut self, op: BinaryOp, lhs: &'a Expr, op_pos: Pos, rhs: &'a Expr) {
        let mut x = self.binary(BinarySite { expr: lhs, assign: true, op, op_pos }, lhs, rhs);
        let ty = self.assign_lhs(lhs);
        x.expr = Some(lhs);
        self.assign_to(ty, &mut x, "assignment operation");
    }

    fn inc_dec(&mut self, e: &'a Expr, inc: bool, op_pos: Pos) {
        let x = self.expr(e);
        if x.is_invalid() {
            return;
        }
        if !self.is(x.ty, Basic::is_numeric) {
            let op = if inc { "++" } else { "--" };
            let (shown, ty) = (self.text(e), self.show(x.ty));
            let text = format!("invalid operation: {shown}{op} (non-numeric type {ty})");
            let pos = if self.old() { op_pos } else { e.pos };
            return self.error(pos, text);
        }
        // x++ is x += 1: the operand must be assignable, and is used.
        let _ = self.assign_lhs(e);
    }

    fn send(&mut self, stmt: &'a Stmt, chan: &'a Expr, value: &'a Expr) {
        self.refuse_runtime(stmt.pos, "channels are");
        let ch = self.expr(chan);
        let mut x = self.expr(value);
        if ch.is_invalid() || x.is_invalid() {
            return;
        }
        let text = match *self.u.view(ch.ty) {
            Type::Chan { dir: goslice_syntax::ast::ChanDir::Recv, .. } => "receive-only channel",
            Type::Chan { elem, .. } => return self.assignment(&mut x, Some(elem), "send"),
            _ => "non-channel",
        };
        let shown = self.describe(&ch);
        self.error(stmt.pos, format!("invalid operation: cannot send to {text} {shown}"));
    }

    fn suspended_call(&mut self, keyword: &str, call: &'a Expr) {
        if !matches!(unparen(call).kind, ExprKind::Call { .. }) {
            self.error_at(call, format!("expression in {keyword} must be function call"));
            return self.use_expr(call);
        }
        let (x, class) = self.raw_expr(call, None);
        let text = match class {
            ExprClass::Statement => return,
            _ if x.is_invalid() => return,
            ExprClass::Conversion => "requires function call, not conversion",
            ExprClass::Expression => "discards result of",
        };
        let shown = if self.old() { self.show_expr(&x) } else { self.describe(&x) };
        let text = if self.old() && class == ExprClass::Conversion {
            format!("{keyword} {text}")
        } else {
            format!("{keyword} {text} {shown}")
        };
        self.error_op(&x, text);
    }

    fn return_stmt(&mut self, pos: Pos, values: &'a [Expr]) {
        let Some(func) = self.env.func.clone() else { return };
        if values.is_empty() {
            if !func.named_results.is_empty() {
                return self.bare_return(pos, &func.named_results);
            }
            if !func.results.is_empty() {
                let want = self.types_summary(&func.results, false, false);
                let text = if self.old() {
                    format!("not enough arguments to return\n\thave ()\n\twant {want}")
                } else {
                    format!("not enough return values\n\thave ()\n\twant {want}")
                };
                self.error(pos, text);
            }
            return;
        }
        if func.results.is_empty() {
            let operands = self.operands(values);
            if self.old() {
                let have: Vec<_> = operands.iter().map(|x| x.ty).collect();
                let have = self.types_summary(&have, false, false);
                return self.error(pos, format!("too many arguments to return\n\thave {have}\n\twant ()"));
            }
            if operands.iter().any(|x| x.is_invalid()) {
                return;
            }
            let have: Vec<_> = operands.iter().map(|x| x.ty).collect();
            let have = self.types_summary(&have, false, false);
            return self.error_at(&values[0], format!("too many return values\n\thave {have}\n\twant ()"));
        }
        let targets: Vec<Target> = func.results.iter().map(|ty| Target { obj: None, ty: Some(*ty) }).collect();
        let outer = self.mismatch_pos.take();
        self.init_targets(&targets, values, "return statement", Some(pos));
        self.mismatch_pos = outer;
    }

    /// A bare return needs its results to be visible.
    fn bare_return(&mut self, pos: Pos, results: &[crate::object::ObjId]) {
        for &result in results {
            let name = self.u.object(result).name.clone();
            let Some((visible, _)) = self.resolve(&name) else { continue };
            if visible != result && &*name != "_" {
                let text = if self.old() {
                    format!("{name} is shadowed during return")
                } else {
                    format!("result parameter {name} not in scope at return")
                };
                let mut error = TypeError::new(pos, text);
                if !self.old() {
                    let shown = self.show(self.u.spelled_type(result));
                    let pos = self.u.object(visible).pos;
                    error.related.push((pos, format!("inner declaration of var {name} {shown}")));
                }
                self.report(error);
            }
        }
    }
}

/// Whether a statement may be the case of a select: a send, a receive, or an assignment of a receive.
fn is_communication(stmt: &Stmt) -> bool {
    let receives =
        |e: &Expr| matches!(&unparen(e).kind, ExprKind::Unary { op: goslice_syntax::ast::UnaryOp::Recv, .. });
    match &stmt.kind {
        StmtKind::Send { .. } => true,
        StmtKind::Expr(e) => receives(e),
        StmtKind::Assign { rhs, .. } | StmtKind::Define { rhs, .. } => matches!(&rhs[..], [e] if receives(e)),
        _ => false,
    }
}
