//! Switch statements over values and types.

use super::binary::BinarySite;
use super::operand::{OpMode, Operand};
use super::{Checker, as_name};
use crate::constant::{Const, Real};
use crate::errors::{POSITION_MARK, TypeError};
use crate::object::{ObjId, ObjKind, Object};
use crate::type_string::composite_kind;
use crate::types::{Basic, Type, TypeId};
use goslice_syntax::ast::{BinaryOp, CaseClause, Expr, TypeSwitchStmt};
use goslice_syntax::source::Pos;
use std::collections::HashMap;

/// A constant case value that may not occur twice.
#[derive(PartialEq, Eq, Hash)]
enum CaseValue {
    Number(Real),
    Text(Vec<u8>),
}

type SeenValues = HashMap<(CaseValue, TypeId), Pos>;

impl<'a> Checker<'a> {
    pub(crate) fn switch_stmt(&mut self, tag: Option<&'a Expr>, clauses: &'a [CaseClause]) {
        let x = match tag {
            Some(tag) => self.switch_tag(tag),
            // `switch {` is `switch true {`.
            None => Operand { mode: OpMode::Constant(Const::Bool(true)), ty: Basic::Bool.id(), expr: None, nth: 0 },
        };
        self.multiple_defaults(clauses);
        let mut seen = SeenValues::new();
        for clause in clauses {
            self.env.outer_pos = clause.pos;
            for value in clause.exprs.iter().flatten() {
                self.case_value(&x, value, &mut seen);
            }
            self.open_scope();
            self.stmt_list(&clause.body);
            self.close_scope();
        }
    }

    fn switch_tag(&mut self, tag: &'a Expr) -> Operand<'a> {
        let mut x = self.expr(tag);
        // By checking against the blank identifier untyped values get their default types, and nil is refused.
        self.assignment(&mut x, None, "switch expression");
        if !x.is_invalid() && !self.u.comparable(x.ty) && !self.u.has_nil(x.ty) {
            let text = if self.old() {
                format!("cannot switch on {} (type {})", self.show_expr(&x), self.show(x.ty))
            } else {
                format!("cannot switch on {} ({} is not comparable)", self.describe(&x), self.show(x.ty))
            };
            self.error_op(&x, text);
            x.invalidate();
        }
        // The tag is evaluated once, to a value.
        x
    }

    fn multiple_defaults(&mut self, clauses: &'a [CaseClause]) {
        let mut first: Option<Pos> = None;
        for clause in clauses.iter().filter(|clause| clause.exprs.is_none()) {
            match first {
                None => first = Some(clause.pos),
                Some(first) => {
                    let text = if self.old() { "multiple defaults in switch" } else { "multiple defaults" };
                    let mut error = TypeError::new(clause.pos, format!("{text} (first at {POSITION_MARK})"));
                    error.inline.push(first);
                    self.report(error);
                }
            }
        }
    }

    fn case_value(&mut self, x: &Operand<'a>, e: &'a Expr, seen: &mut SeenValues) {
        let mut v = self.expr(e);
        if x.is_invalid() || v.is_invalid() {
            return;
        }
        let mut tag = x.clone();
        if self.old() && self.old_case_problem(x, &v) {
            return;
        }
        self.convert_untyped(&mut v, x.ty);
        if v.is_invalid() {
            return;
        }
        let site = BinarySite { expr: e, assign: false, op: BinaryOp::Eq, op_pos: e.pos };
        let untagged = x.expr.is_none();
        if untagged {
            // Errors talk about `true`.
            tag.expr = None;
        }
        let result = self.comparison(v.clone(), tag, BinaryOp::Eq, true, site);
        if result.is_invalid() {
            return;
        }
        let Some(value) = v.constant() else { return };
        let key = match value {
            Const::Int(_) | Const::Float(_) => value.to_real().map(CaseValue::Number),
            Const::String(bytes) => Some(CaseValue::Text(bytes.to_vec())),
            _ => None,
        };
        let Some(key) = key else { return };
        let key = (key, self.u.canon(v.ty));
        if let Some(&previous) = seen.get(&key) {
            let mut error = TypeError::new(self.expr_pos(e), String::new());
            if self.old() {
                error.msg = format!("duplicate case {} in switch", self.show_expr(&v));
                error.msg.push_str(&format!("\n\tprevious case at {POSITION_MARK}"));
                error.inline.push(previous);
            } else {
                error.msg = format!("duplicate case {} in expression switch", self.describe(&v));
                error.related.push((previous, "previous case".into()));
            }
            return self.report(error);
        }
        seen.insert(key, super::operator_pos(super::unparen(e)));
    }

    /// What Go 1.17 and before say of cases that cannot be compared with the tag.
    fn old_case_problem(&mut self, x: &Operand<'a>, v: &Operand<'a>) -> bool {
        let (shown, case_ty, tag_ty) = (self.show_expr(v), self.show(v.ty), self.show(x.ty));
        let nil_only = match self.u.under(x.ty) {
            Type::Slice(_) | Type::Func(_) | Type::Map { .. } => composite_kind(self.u, x.ty),
            _ => None,
        };
        let text = match nil_only {
            Some(kind) if !v.is_nil() => {
                format!("invalid case {shown} in switch (can only compare {kind} {} to nil)", self.show_expr(x))
            }
            _ => {
                let numbers = self.is(x.ty, Basic::is_numeric) && self.is(v.ty, Basic::is_numeric);
                let misfit = numbers && self.u.is_untyped(v.ty);
                if misfit || self.assignable(v, x.ty).is_ok() || self.assignable(x, v.ty).is_ok() {
                    return false;
                }
                match x.expr {
                    Some(_) => format!(
                        "invalid case {shown} in switch on {} (mismatched types {case_ty} and {tag_ty})",
                        self.show_expr(x)
                    ),
                    None => format!("invalid case {shown} in switch (mismatched types {case_ty} and bool)"),
                }
            }
        };
        self.error_op(v, text);
        true
    }

    pub(crate) fn type_switch_stmt(&mut self, switch: &'a TypeSwitchStmt) {
        let bind = switch.bind.as_ref();
        if let Some(ident) = bind.filter(|ident| ident.is_blank()) {
            self.soft_error(ident.pos, "no new variable on left side of :=");
        }
        let bind = bind.filter(|ident| !ident.is_blank());
        let mut x = self.expr(&switch.x);
        let valid = !x.is_invalid();
        if valid && !self.u.is_interface(x.ty) {
            let text = if self.old() {
                format!("cannot type switch on non-interface value {} (type {})", self.show_expr(&x), self.show(x.ty))
            } else {
                format!("{} is not an interface", self.describe(&x))
            };
            self.error_op(&x, text);
            x.invalidate();
        }
        self.multiple_defaults(&switch.clauses);
        let mut seen: Vec<(Option<TypeId>, Pos)> = Vec::new();
        let mut vars: Vec<ObjId> = Vec::new();
        for clause in &switch.clauses {
            let types = clause.exprs.as_deref().unwrap_or_default();
            self.env.outer_pos = clause.pos;
            let ty = self.case_types(&x, types, &mut seen);
            self.open_scope();
            if let Some(ident) = bind {
                let kind = ObjKind::Var { global: false, used: false };
                let object = Object { name: ident.name.clone(), pos: ident.pos, pkg: Some(self.pkg), ty, kind };
                let obj = self.u.new_object(object);
                self.insert(self.env.scope, ident.name.clone(), obj);
                self.info.implicits.insert(clause.id, obj);
                vars.push(obj);
            }
            self.stmt_list(&clause.body);
            self.close_scope();
        }
        // The variable is used if it is in any clause. Closures that use it are checked by now.
        if let Some(ident) = bind
            && !vars.iter().any(|var| self.is_used(*var))
        {
            let text = match self.lang() {
                ..20 => format!("{} declared but not used", ident.name),
                _ => format!("{} declared and not used", ident.name),
            };
            self.soft_error(ident.pos, text);
        }
    }

    /// Checks a clause's types; returns the type of its variable.
    fn case_types(&mut self, x: &Operand<'a>, types: &'a [Expr], seen: &mut Vec<(Option<TypeId>, Pos)>) -> TypeId {
        let mut single = None;
        for e in types {
            let is_nil =
                as_name(e).is_some() && self.peek(e).is_some_and(|obj| matches!(self.u.object(obj).kind, ObjKind::Nil));
            let ty = if is_nil {
                let x = self.expr(e);
                debug_assert!(x.is_nil());
                single = None;
                None
            } else {
                let ty = self.var_type(e);
                single = Some(ty);
                if self.u.is_invalid(ty) {
                    continue;
                }
                Some(ty)
            };
            let same = |other: &Option<TypeId>| match (*other, ty) {
                (None, None) => true,
                (Some(a), Some(b)) => self.u.identical(a, b),
                _ => false,
            };
            if let Some((_, previous)) = seen.iter().find(|(other, _)| same(other)) {
                let previous = *previous;
                let shown = ty.map_or("nil".to_string(), |ty| self.show(ty));
                let mut error = TypeError::new(self.expr_pos(e), format!("duplicate case {shown} in type switch"));
                if self.old() {
                    error.msg.push_str(&format!("\n\tprevious case at {POSITION_MARK}"));
                    error.inline.push(previous);
                } else {
                    error.related.push((previous, "previous case".into()));
                }
                self.report(error);
                continue;
            }
            seen.push((ty, self.expr_pos(e)));
            if let Some(ty) = ty
                && !x.is_invalid()
            {
                self.type_assertion(e, x, ty, true);
            }
        }
        match single {
            Some(ty) if types.len() == 1 => ty,
            _ if x.is_invalid() => self.invalid(),
            _ => x.ty,
        }
    }
}
