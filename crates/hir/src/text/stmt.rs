//! Statements as text.

use super::Writer;
use crate::body::{Expr, Stmt, StmtKind};

impl<'a> Writer<'a> {
    pub(super) fn stmts(&mut self, stmts: &'a [Stmt]) {
        self.indent += 1;
        for stmt in stmts {
            self.stmt(stmt);
        }
        self.indent -= 1;
    }

    fn places(&mut self, places: &'a [Option<Expr>]) -> String {
        let places: Vec<String> =
            places.iter().map(|place| place.as_ref().map_or("_".to_string(), |place| self.expr(place))).collect();
        places.join(", ")
    }

    pub(super) fn stmt(&mut self, stmt: &'a Stmt) {
        let line = match &stmt.kind {
            StmtKind::Expr(e) => self.expr(e),
            StmtKind::Declare { var, init } => {
                let declaration = self.declaration(*var);
                match init {
                    Some(init) => format!("var {declaration} = {}", self.expr(init)),
                    None => format!("var {declaration}"),
                }
            }
            StmtKind::Assign { place, value } => format!("{} = {}", self.expr(place), self.expr(value)),
            StmtKind::AssignOp { place, op, value } => {
                format!("{} {}= {}", self.expr(place), super::expr::symbol(*op), self.expr(value))
            }
            StmtKind::AssignParallel { places, values } => {
                format!("{} = {}", self.places(places), self.list(values))
            }
            StmtKind::AssignTuple { places, value } => format!("{} = {}", self.places(places), self.expr(value)),
            StmtKind::Block(stmts) => {
                self.line("{");
                self.stmts(stmts);
                "}".into()
            }
            StmtKind::If { cond, then, els } => {
                let head = format!("if {} {{", self.expr(cond));
                self.line(&head);
                self.stmts(then);
                if !els.is_empty() {
                    self.line("} else {");
                    self.stmts(els);
                }
                "}".into()
            }
            StmtKind::Loop { cond, body, post, break_label, continue_label, per_iteration } => {
                let cond = cond.as_ref().map_or(String::new(), |cond| format!(" {}", self.expr(cond)));
                let mut head = format!("loop{cond} break L{} continue L{}", break_label.0, continue_label.0);
                if !per_iteration.is_empty() {
                    let vars: Vec<String> = per_iteration.iter().map(|var| self.var(*var)).collect();
                    head.push_str(&format!(" fresh {}", vars.join(", ")));
                }
                self.line(&format!("{head} {{"));
                self.stmts(body);
                if !post.is_empty() {
                    self.line("post");
                    self.stmts(post);
                }
                "}".into()
            }
            StmtKind::Breakable { label, body } => {
                self.line(&format!("breakable L{} {{", label.0));
                self.stmts(body);
                "}".into()
            }
            StmtKind::Jump(label) => format!("jump L{}", label.0),
            StmtKind::Label(label) => format!("L{}:", label.0),
            StmtKind::Switch { value, cases, default } => {
                let head = format!("switch {}", self.expr(value));
                let cases: Vec<String> = cases.iter().map(|(case, label)| format!("{case}: L{}", label.0)).collect();
                format!("{head} {{ {}, default: L{} }}", cases.join(", "), default.0)
            }
            StmtKind::Return(values) => match values.is_empty() {
                true => "return".into(),
                false => format!("return {}", self.list(values)),
            },
            StmtKind::Defer(call) => format!("defer {}", self.expr(call)),
        };
        self.line(&line);
    }
}
