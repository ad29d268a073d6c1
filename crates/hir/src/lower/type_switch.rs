//! Type switches: one assertion for each type, in order.

use super::Lowering;
use crate::body::{Expr, ExprKind, LabelId, StmtKind, VarId};
use goslice_syntax::ast::{CaseClause, Name, TypeSwitchStmt};
use goslice_syntax::source::Pos;
use goslice_types::info::Mode;
use goslice_types::types::{Basic, TypeId};

impl<'a> Lowering<'a> {
    pub(super) fn type_switch_stmt(&mut self, pos: Pos, label: Option<&'a Name>, switch: &'a TypeSwitchStmt) {
        let break_label = self.new_label();
        let body = self.stmts(|this| {
            this.opt_stmt(switch.init.as_ref());
            let x = this.expr(&switch.x);
            let x = this.spill(x);
            let labels: Vec<LabelId> = switch.clauses.iter().map(|_| this.new_label()).collect();
            let mut default = break_label;
            let mut values: Vec<Option<VarId>> = Vec::new();
            for (clause, &label) in switch.clauses.iter().zip(&labels) {
                if clause.exprs.is_none() {
                    default = label;
                }
                values.push(this.type_tests(&x, clause, label));
            }
            this.emit(pos, StmtKind::Jump(default));
            for ((clause, value), &clause_label) in switch.clauses.iter().zip(values).zip(&labels) {
                this.clause(label, break_label, clause, clause_label, None, |this| {
                    this.clause_var(&x, clause, value);
                });
            }
        });
        self.emit(pos, StmtKind::Breakable { label: break_label, body });
    }

    /// Tests for a clause's types; for a clause with one type and a variable, the value's variable.
    fn type_tests(&mut self, x: &Expr, clause: &'a CaseClause, label: LabelId) -> Option<VarId> {
        let exprs = clause.exprs.as_deref().unwrap_or_default();
        let wants_value = exprs.len() == 1 && self.info().implicits.contains_key(&clause.id);
        let mut kept = None;
        for e in exprs {
            let cond = match self.mode(e) {
                Mode::Nil => x.clone().nil_test(),
                _ => {
                    let (value, ok) = self.assertion(x, self.ty(e), e.pos, wants_value);
                    kept = value;
                    ok
                }
            };
            self.jump_if(e.pos, cond, label);
        }
        kept
    }

    /// Asserts that `x` holds a `target`; gives the value's variable, if it is wanted, and whether it does.
    fn assertion(&mut self, x: &Expr, target: TypeId, pos: Pos, wants_value: bool) -> (Option<VarId>, Expr) {
        let types = [target, Basic::Bool.id()];
        let mut vars = Vec::new();
        for ty in types {
            let var = self.cx().add_temp(ty, pos);
            vars.push(var);
        }
        let (value, ok) = (vars[0], vars[1]);
        if wants_value {
            self.emit(pos, StmtKind::Declare { var: value, init: None });
        }
        self.emit(pos, StmtKind::Declare { var: ok, init: None });
        let ok = self.var_expr(ok, pos);
        let place = wants_value.then(|| self.var_expr(value, pos));
        let ty = self.tuple(types.to_vec());
        let assert = ExprKind::TypeAssert { x: x.clone().boxed(), target, comma_ok: true };
        let value_expr = Expr::new(pos, ty, assert);
        self.emit(pos, StmtKind::AssignTuple { places: vec![place, Some(ok.clone())], value: value_expr });
        (wants_value.then_some(value), ok)
    }

    /// Declares the clause's variable: the asserted value, or `x` itself where there is not one type.
    fn clause_var(&mut self, x: &Expr, clause: &'a CaseClause, value: Option<VarId>) {
        let Some(&obj) = self.info().implicits.get(&clause.id) else { return };
        let init = match value {
            Some(value) => self.var_expr(value, clause.pos),
            None => x.clone(),
        };
        let var = self.new_var(obj);
        self.emit(clause.pos, StmtKind::Declare { var, init: Some(init) });
    }
}
