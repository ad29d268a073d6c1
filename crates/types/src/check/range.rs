//! Range clauses.

use super::Checker;
use super::operand::{OpMode, Operand};
use crate::object::ObjId;
use crate::types::{Basic, Type, TypeId};
use goslice_syntax::ast::{ChanDir, ExprKind, RangeStmt};
use goslice_syntax::source::Pos;

/// What a range expression gives: types of key and value, if it has them, or why it cannot be ranged over.
struct Ranged {
    key: Option<TypeId>,
    value: Option<TypeId>,
    cause: Option<String>,
    ok: bool,
    /// The key takes the type of the untyped range expression.
    integer: bool,
}

impl<'a> Checker<'a> {
    pub(crate) fn range_stmt(&mut self, range: &'a RangeStmt) {
        // Go 1.17 and before report at `range`, which stands before the expression.
        self.env.outer_pos = Pos(range.x.pos.0.saturating_sub("range ".len() as u32));
        let mut x = self.expr(&range.x);
        // The variables are declared in a scope around the body.
        self.open_scope();
        let ranged = self.ranged(&mut x, range);
        let (key_ty, value_ty) = match &ranged {
            Some(ranged) => (ranged.key, ranged.value),
            None => (None, None),
        };
        let integer = ranged.as_ref().is_some_and(|ranged| ranged.integer);
        let top = self.delayed.len();
        if range.define {
            self.define_iteration(range, &mut x, [key_ty, value_ty], integer);
        } else {
            self.assign_iteration(range, &mut x, [key_ty, value_ty], integer);
        }
        if integer && self.u.is_untyped(x.ty) {
            self.default_untyped(&mut x);
        }
        self.process_delayed(top);
        self.block(&range.body);
        self.close_scope();
    }

    /// Checks the range expression against the number of variables. `None` after an error.
    fn ranged(&mut self, x: &mut Operand<'a>, range: &'a RangeStmt) -> Option<Ranged> {
        if x.is_invalid() {
            return None;
        }
        let ranged = self.range_types(x);
        let shown = self.describe(x);
        if !ranged.ok {
            let text = match (&ranged.cause, self.lang()) {
                (_, ..18) => format!("cannot range over {shown}"),
                (None, _) => format!("cannot range over {shown}"),
                (Some(cause), 18..20) => format!("cannot range over {shown} ({cause})"),
                (Some(cause), _) => format!("cannot range over {shown}: {cause}"),
            };
            self.soft_error_op(x, text);
            return None;
        }
        if !ranged.integer {
            self.default_untyped(x);
        }
        let shown = self.describe(x);
        let extra = range.extra.first().or(range.value.as_ref());
        match (&range.key, &range.value) {
            (Some(key), _) if ranged.key.is_none() => {
                self.soft_error(key.pos, format!("range over {shown} permits no iteration variables"));
            }
            (_, Some(value)) if ranged.value.is_none() => {
                let text = if self.old() {
                    "too many variables in range".to_string()
                } else {
                    format!("range over {shown} permits only one iteration variable")
                };
                self.soft_error(value.pos, text);
            }
            _ if !range.extra.is_empty() => {
                let pos = extra.map_or(range.op_pos, |extra| extra.pos);
                let text = "range clause permits at most two iteration variables";
                self.soft_error(pos, if self.old() { "too many variables in range" } else { text });
            }
            _ => {}
        }
        Some(ranged)
    }

    fn soft_error_op(&mut self, x: &Operand<'a>, text: String) {
        let pos = x.expr.map_or(Pos::NONE, |e| self.expr_pos(e));
        self.soft_error(pos, text);
    }

    /// Whether what came with Go 1.`since` can be ranged over; if not, why, which a release that does not know it cannot say.
    fn ranges_over(&self, x: &Operand<'a>, since: u32) -> Result<(), Option<String>> {
        let pos = x.expr.map_or(Pos::NONE, |e| e.pos);
        match self.allows(pos, since) {
            true if self.knows(since) => Ok(()),
            false if self.knows(since) => Err(Some(self.requires(pos, since))),
            _ => Err(None),
        }
    }

    fn range_types(&self, x: &Operand<'a>) -> Ranged {
        let int = Some(Basic::Int.id());
        let good = |key, value| Ranged { key, value, cause: None, ok: true, integer: false };
        let bad = |cause: Option<&str>| Ranged {
            key: None,
            value: None,
            cause: cause.map(str::to_string),
            ok: false,
            integer: false,
        };
        match *self.u.view(x.ty) {
            Type::Basic(basic) if basic.is_string() => good(int, Some(self.u.rune)),
            Type::Basic(basic) if basic.is_integer() => match self.ranges_over(x, 22) {
                Ok(()) => Ranged { integer: true, ..good(Some(x.ty), None) },
                Err(cause) => bad(cause.as_deref()),
            },
            Type::Array { elem, .. } | Type::Slice(elem) => good(int, Some(elem)),
            Type::Pointer(array) => match *self.u.view(array) {
                Type::Array { elem, .. } => good(int, Some(elem)),
                _ => bad(None),
            },
            Type::Map { key, value } => good(Some(key), Some(value)),
            Type::Chan { dir: ChanDir::Send, .. } => bad(Some("receive from send-only channel")),
            Type::Chan { elem, .. } => good(Some(elem), None),
            Type::Func(ref sig) => {
                if let Err(cause) = self.ranges_over(x, 23) {
                    return bad(cause.as_deref());
                }
                if sig.params.len() != 1 || !sig.results.is_empty() {
                    return bad(Some("func must be func(yield func(...) bool): argument is not func"))
                        .with_cause(sig.params.len(), sig.results.len());
                }
                let Type::Func(yield_sig) = self.u.view(sig.params[0]) else {
                    return bad(Some("func must be func(yield func(...) bool): argument is not func"));
                };
                let returns_bool = yield_sig.results.len() == 1 && self.is(yield_sig.results[0], Basic::is_boolean);
                if !returns_bool {
                    return bad(Some("func must be func(yield func(...) bool): yield func does not return bool"));
                }
                if self.lang() >= 24 && !self.u.identical(yield_sig.results[0], Basic::Bool.id()) {
                    let text = "yield func returns user-defined boolean, not bool";
                    return bad(Some(&format!("func must be func(yield func(...) bool): {text}")));
                }
                match yield_sig.params.as_slice() {
                    [] => good(None, None),
                    [key] => good(Some(*key), None),
                    [key, value] => good(Some(*key), Some(*value)),
                    _ => bad(Some("func must be func(yield func(...) bool): yield func has too many parameters")),
                }
            }
            _ => bad(None),
        }
    }

    fn define_iteration(
        &mut self,
        range: &'a RangeStmt,
        x: &mut Operand<'a>,
        types: [Option<TypeId>; 2],
        integer: bool,
    ) {
        let mut new: Vec<ObjId> = Vec::new();
        let mut any = false;
        for (lhs, ty) in [&range.key, &range.value].into_iter().zip(types) {
            let Some(lhs) = lhs else { continue };
            let ExprKind::Name(ident) = &lhs.kind else {
                let shown = self.text(lhs);
                self.error(lhs.pos, format!("non-name {shown} on left side of :="));
                continue;
            };
            let obj = self.new_local_var(ident);
            if !ident.is_blank() {
                any = true;
            }
            new.push(obj);
            match ty {
                None => {
                    // An error was reported; the variable is not complained about.
                    self.use_var(obj);
                }
                Some(_) if integer => {
                    // The variable has the type that the range expression gets.
                    self.init_var(obj, None, &mut x.clone(), "range clause");
                    let ty = self.u.spelled_type(obj);
                    if self.u.is_untyped(x.ty) && !self.u.is_invalid(ty) {
                        self.convert_untyped(x, ty);
                    }
                }
                Some(ty) => {
                    let mut value = Operand { mode: OpMode::Value, ty, expr: Some(lhs), nth: 0 };
                    self.init_var(obj, None, &mut value, "assignment");
                }
            }
        }
        if !any && new.is_empty() {
            self.error(range.op_pos, "no new variables on left side of :=");
        }
        for obj in new {
            self.declare(self.env.scope, obj);
        }
    }

    fn assign_iteration(
        &mut self,
        range: &'a RangeStmt,
        x: &mut Operand<'a>,
        types: [Option<TypeId>; 2],
        integer: bool,
    ) {
        for (lhs, ty) in [&range.key, &range.value].into_iter().zip(types) {
            let Some(lhs) = lhs else { continue };
            let target = self.assign_lhs(lhs);
            let Some(ty) = ty else { continue };
            if integer {
                if let Ok(target) = target {
                    self.assign_integer(x, target);
                }
                continue;
            }
            let mut value = Operand { mode: OpMode::Value, ty, expr: Some(lhs), nth: 0 };
            if let (true, Ok(Some(target))) = (self.old(), target)
                && self.assignable(&value, target).is_err()
            {
                let (from, to) = (self.show(ty), self.show(target));
                let text = format!("cannot assign type {from} to {} (type {to}) in range", self.text(lhs));
                let pos = self.env.outer_pos;
                self.error(pos, text);
                continue;
            }
            self.assign_to(target, &mut value, "assignment");
        }
    }

    /// `for lhs = range n`: the untyped n takes the variable's type.
    fn assign_integer(&mut self, x: &mut Operand<'a>, target: Option<TypeId>) {
        self.assignment(x, target, "range clause");
    }
}

impl Ranged {
    /// The cause for a function with a wrong number of parameters or results.
    fn with_cause(mut self, params: usize, results: usize) -> Ranged {
        let problem = if params != 1 {
            "wrong argument count"
        } else if results > 0 {
            "unexpected results"
        } else {
            return self;
        };
        self.cause = Some(format!("func must be func(yield func(...) bool): {problem}"));
        self
    }
}
