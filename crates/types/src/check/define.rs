//! Short variable declarations.

use super::Checker;
use super::assign::Target;
use crate::object::{ObjId, ObjKind};
use goslice_syntax::ast::{Expr, ExprKind};
use goslice_syntax::source::Pos;
use std::collections::HashSet;

impl<'a> Checker<'a> {
    /// `lhs := rhs`, with the operator at `pos`.
    pub(crate) fn short_var_decl(&mut self, pos: Pos, lhs: &'a [Expr], rhs: &'a [Expr]) {
        let top = self.delayed.len();
        let (targets, new) = self.define_targets(pos, lhs);
        let multiple = lhs.len() > 1 && self.lang() >= 27;
        self.init_targets(&targets, rhs, if multiple { "multiple assignment" } else { "assignment" }, None);
        self.process_delayed(top);
        for obj in new {
            self.declare(self.env.scope, obj);
        }
    }

    /// What the left side of `:=` stands for, and the new variables (not yet declared).
    pub(crate) fn define_targets(&mut self, pos: Pos, lhs: &'a [Expr]) -> (Vec<Target>, Vec<ObjId>) {
        let mut seen = HashSet::new();
        let mut new = Vec::new();
        let mut failed = false;
        let mut any_new = false;
        let mut targets = Vec::with_capacity(lhs.len());
        for e in lhs {
            let ExprKind::Name(ident) = &e.kind else {
                self.use_expr(e);
                let shown = self.text(e);
                self.error_at(e, format!("non-name {shown} on left side of :="));
                failed = true;
                targets.push(Target { obj: None, ty: Some(self.invalid()) });
                continue;
            };
            if !ident.is_blank() && !seen.insert(ident.name.clone()) {
                let pos = if self.old() { pos } else { ident.pos };
                self.error(pos, format!("{} repeated on left side of :=", ident.name));
                failed = true;
                targets.push(Target { obj: None, ty: Some(self.invalid()) });
                continue;
            }
            match self.lookup_in(self.env.scope, &ident.name) {
                Some(obj) => {
                    self.info.uses.insert(ident.id, obj);
                    let ty = self.u.spelled_type(obj);
                    if matches!(self.u.object(obj).kind, ObjKind::Var { .. }) {
                        self.record(e.id, crate::info::Mode::Variable, ty);
                        targets.push(Target { obj: Some(obj), ty: Some(ty) });
                    } else {
                        let shown = self.text(e);
                        self.error_at(e, format!("cannot assign to {shown}"));
                        failed = true;
                        targets.push(Target { obj: None, ty: Some(self.invalid()) });
                    }
                }
                None => {
                    let obj = self.new_local_var(ident);
                    any_new |= !ident.is_blank();
                    new.push(obj);
                    targets.push(Target { obj: Some(obj), ty: None });
                }
            }
        }
        if !any_new && !failed {
            self.soft_error(pos, "no new variables on left side of :=");
        }
        (targets, new)
    }
}
