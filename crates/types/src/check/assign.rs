//! Assignments and initialisations.

use super::operand::OpMode;
use super::{Checker, Mode, Operand, as_name, unparen};
use crate::constant::Const;
use crate::object::{ObjId, ObjKind};
use crate::types::{Basic, Type, TypeId};
use goslice_syntax::ast::{Expr, ExprKind};
use goslice_syntax::source::Pos;

/// What is initialised: a variable, or a result (without object).
#[derive(Clone, Copy)]
pub(crate) struct Target {
    pub(crate) obj: Option<ObjId>,
    /// `None`: the variable takes the type of its value.
    pub(crate) ty: Option<TypeId>,
}

impl<'a> Checker<'a> {
    /// Checks that `x` can be assigned to a variable of type `target` (`None`: the blank identifier) and gives it its
    /// final type. `context` says where, for errors.
    pub(crate) fn assignment(&mut self, x: &mut Operand<'a>, target: Option<TypeId>, context: &str) {
        self.single_value(x);
        match x.mode {
            OpMode::Invalid => return,
            OpMode::NoValue | OpMode::Builtin(_) | OpMode::TypeExpr => {
                let text = format!(
                    "cannot assign {} to {} in {context}",
                    self.describe(x),
                    target.map_or("_".into(), |ty| self.show(ty))
                );
                self.error_op(x, text);
                return x.invalidate();
            }
            _ => {}
        }
        if self.u.is_untyped(x.ty) && !self.assign_untyped(x, target, context) {
            return x.invalidate();
        }
        let Some(target) = target else { return };
        if let Err(cause) = self.assignable(x, target) {
            self.cannot_use(x, target, context, &cause);
            x.invalidate();
        }
    }

    /// Gives an untyped value its type. False after an error.
    fn assign_untyped(&mut self, x: &mut Operand<'a>, target: Option<TypeId>, context: &str) -> bool {
        if x.is_nil() {
            let Some(target) = target else {
                let text = if self.old() {
                    "use of untyped nil".to_string()
                } else {
                    format!("use of untyped nil in {context}")
                };
                self.error_op(x, text);
                return false;
            };
            if self.u.is_invalid(target) {
                return false;
            }
            if !self.u.has_nil(target) {
                self.cannot_use(x, target, context, "");
                return false;
            }
            if let Some(e) = x.expr {
                self.update_type(e, target, true);
            }
            x.ty = target;
            return true;
        }
        let wanted = match target {
            Some(target) if !self.u.is_interface(target) => target,
            _ => self.u.default_type(x.ty),
        };
        match self.implicit_type(x, wanted) {
            Ok(ty) => {
                self.adopt(x, ty);
                true
            }
            Err(misfit) => {
                use super::representable::Misfit;
                let shown_target = self.show(wanted);
                let described = self.describe(x);
                let text = if self.old() {
                    match misfit {
                        Misfit::Kind => {
                            format!(
                                "cannot use {} as type {shown_target} in {}",
                                self.describe_old_value(x),
                                old_context(context)
                            )
                        }
                        _ => self.old_overflow(misfit, x, wanted),
                    }
                } else {
                    let tail = match misfit {
                        Misfit::Truncated => " (truncated)",
                        Misfit::Overflows => " (overflows)",
                        Misfit::Kind => "",
                    };
                    format!("cannot use {described} as {shown_target} value in {context}{tail}")
                };
                self.error_op(x, text);
                false
            }
        }
    }

    fn old_overflow(&self, misfit: super::representable::Misfit, x: &Operand<'a>, target: TypeId) -> String {
        let value = x.constant().map(Const::short).unwrap_or_default();
        match misfit {
            super::representable::Misfit::Truncated => format!("constant {value} truncated to integer"),
            _ => format!("constant {value} overflows {}", self.show(target)),
        }
    }

    /// An untyped constant as Go 1.17 describes it in assignments.
    fn describe_old_value(&self, x: &Operand<'a>) -> String {
        format!("{} (type {})", self.show_expr(x), self.show(x.ty))
    }

    fn cannot_use(&mut self, x: &Operand<'a>, target: TypeId, context: &str, cause: &str) {
        let (shown, target_name) = (self.describe(x), self.show(target));
        let text = match self.lang() {
            ..18 => {
                let context = old_context(context);
                let nil = x.is_nil();
                let head = if nil {
                    format!("cannot use nil as type {target_name} in {context}")
                } else {
                    format!("cannot use {shown} as type {target_name} in {context}")
                };
                old_cause(&head, cause)
            }
            18..20 if x.is_nil() => format!("cannot use nil as {target_name} value in {context}"),
            18..20 if cause.is_empty() => format!("cannot use {shown} as type {target_name} in {context}"),
            18..20 => format!("cannot use {shown} as type {target_name} in {context}:\n\t{cause}"),
            _ if cause.is_empty() => format!("cannot use {shown} as {target_name} value in {context}"),
            _ => format!("cannot use {shown} as {target_name} value in {context}: {cause}"),
        };
        self.error_op(x, text);
    }

    pub(crate) fn init_const(&mut self, obj: ObjId, ty: Option<TypeId>, x: &mut Operand<'a>) {
        if x.is_invalid() {
            return;
        }
        if x.constant().is_none() {
            let text = if self.old() {
                format!("const initializer {} is not a constant", self.show_expr(x))
            } else {
                format!("{} is not constant", self.describe(x))
            };
            return self.error_op(x, text);
        }
        let ty = ty.unwrap_or(x.ty);
        if self.u.is_untyped(ty) {
            if let Some(value) = x.constant().cloned() {
                self.set_const(obj, value, ty);
            }
            return;
        }
        self.assignment(x, Some(ty), "constant declaration");
        if let Some(value) = x.constant().cloned() {
            self.set_const(obj, value, ty);
        }
    }

    pub(crate) fn init_var(&mut self, obj: ObjId, ty: Option<TypeId>, x: &mut Operand<'a>, context: &str) {
        self.init_target(Target { obj: Some(obj), ty }, x, context);
    }

    fn init_target(&mut self, target: Target, x: &mut Operand<'a>, context: &str) {
        let target_invalid = target.ty.is_some_and(|ty| self.u.is_invalid(ty));
        if x.is_invalid() || self.u.is_invalid(x.ty) || target_invalid {
            x.invalidate();
            return self.failed_target(target);
        }
        let ty = match target.ty {
            Some(ty) => ty,
            None => {
                let mut ty = x.ty;
                if self.u.is_untyped(ty) {
                    if x.is_nil() {
                        let text = if self.old() {
                            "use of untyped nil".into()
                        } else {
                            format!("use of untyped nil in {context}")
                        };
                        self.error_op(x, text);
                        x.invalidate();
                        return self.failed_target(target);
                    }
                    ty = self.u.default_type(ty);
                }
                if let Type::Tuple(_) = self.u.ty(ty) {
                    self.single_value(x);
                    return self.failed_target(target);
                }
                if let Some(obj) = target.obj {
                    self.u.set_object_type(obj, ty);
                }
                ty
            }
        };
        if let (Some(obj), Some(_)) = (target.obj, target.ty) {
            self.u.set_object_type(obj, ty);
        }
        self.assignment(x, Some(ty), context);
        if x.is_invalid() && self.lang() < 20 {
            self.failed_target(target);
        }
    }

    /// Before 1.20 a variable whose initialisation failed is not complained about for being unused.
    fn failed_target(&mut self, target: Target) {
        if let Some(obj) = target.obj {
            if target.ty.is_none() && self.u.is_invalid(self.u.object(obj).ty) {
                self.u.set_object_type(obj, Basic::Invalid.id());
            }
            if self.lang() < 20 {
                self.use_var(obj);
            }
        }
    }

    /// Initialises variables that all have type `ty`, or take their values' types.
    pub(crate) fn init_vars(&mut self, objs: &[ObjId], ty: Option<TypeId>, values: &'a [Expr]) {
        let targets: Vec<Target> = objs.iter().map(|obj| Target { obj: Some(*obj), ty }).collect();
        for &obj in objs {
            if let Some(ty) = ty {
                self.u.set_object_type(obj, ty);
            }
        }
        // Variables that share a call are assigned to.
        let shared = objs.len() > 1 && values.len() == 1;
        let context = match (shared, self.lang()) {
            (true, 27..) => "multiple assignment",
            (true, 18..) => "assignment",
            _ => "variable declaration",
        };
        self.init_targets(&targets, values, context, None);
    }

    /// Initialises `targets`. For a `return` statement, `at` is its position.
    pub(crate) fn init_targets(&mut self, targets: &[Target], values: &'a [Expr], context: &str, at: Option<Pos>) {
        // A call of several results for one variable is a mismatch of counts.
        let one_call = context != "variable declaration"
            && matches!(values, [value] if matches!(unparen(value).kind, ExprKind::Call { .. }));
        if targets.len() == values.len() && !one_call {
            let mut failed = false;
            for (target, value) in targets.iter().zip(values) {
                let mut x = self.expr_with_hint(value, None);
                self.init_target(*target, &mut x, context);
                failed |= x.is_invalid() && !target.ty.is_some_and(|ty| self.u.is_invalid(ty));
            }
            if failed && self.lang() < 20 {
                for target in targets {
                    self.failed_target(*target);
                }
            }
            return;
        }
        if let [value] = values {
            let operands = self.unpack(value, targets.len() == 2);
            if operands.len() == targets.len() {
                for (target, mut x) in targets.iter().zip(operands) {
                    self.init_target(*target, &mut x, context);
                }
                return;
            }
            let failed = operands.iter().any(Operand::is_invalid);
            if !failed {
                self.count_mismatch(targets, values, &operands, at);
            }
        } else {
            let operands: Vec<Operand<'a>> = match at {
                Some(_) => values.iter().map(|value| self.expr(value)).collect(),
                None => values.iter().map(|value| self.raw_expr(value, None).0).collect(),
            };
            if !operands.iter().any(Operand::is_invalid) {
                self.count_mismatch(targets, values, &operands, at);
            }
        }
        for target in targets {
            self.failed_target(*target);
        }
    }

    /// The values of one expression: of a call with several results, or with `ok` of a comma-ok expression.
    fn unpack(&mut self, e: &'a Expr, comma_ok: bool) -> Vec<Operand<'a>> {
        let mut x = self.multi_expr(e);
        if x.is_invalid() {
            return vec![x];
        }
        if x.mode == OpMode::Value
            && let Type::Tuple(types) = self.u.ty(x.ty)
        {
            return Operand::results(&types.clone(), e);
        }
        if comma_ok && matches!(x.mode, OpMode::CommaOk | OpMode::MapIndex) {
            self.record_comma_ok(e, x.ty);
            x.mode = OpMode::Value;
            let ok = Operand { mode: OpMode::Value, ty: Basic::UntypedBool.id(), expr: Some(e), nth: 0 };
            return vec![x, ok];
        }
        vec![x]
    }

    fn record_comma_ok(&mut self, e: &Expr, ty: TypeId) {
        self.record(e.id, Mode::CommaOk, ty);
        if let ExprKind::Paren(inner) = &e.kind {
            self.record_comma_ok(inner, ty);
        }
    }

    fn count_mismatch(&mut self, targets: &[Target], values: &'a [Expr], operands: &[Operand<'a>], at: Option<Pos>) {
        if let Some(at) = at {
            return self.return_mismatch(targets, operands, at);
        }
        self.assign_mismatch(values, targets.len(), operands.len());
    }

    fn return_mismatch(&mut self, targets: &[Target], operands: &[Operand<'a>], at: Pos) {
        let (qualifier, pos) = if targets.len() < operands.len() {
            ("too many", operands[targets.len()].expr.map_or(at, super::start_pos))
        } else {
            ("not enough", operands.last().and_then(|x| x.expr).map_or(at, super::start_pos))
        };
        let pos = if self.old() { at } else { pos };
        let have: Vec<TypeId> = operands.iter().map(|x| x.ty).collect();
        let want: Vec<TypeId> = targets.iter().filter_map(|target| target.ty).collect();
        let (have, want) = (self.types_summary(&have, false, false), self.types_summary(&want, false, false));
        let text = if self.old() {
            format!("{qualifier} arguments to return\n\thave {have}\n\twant {want}")
        } else {
            format!("{qualifier} return values\n\thave {have}\n\twant {want}")
        };
        self.error(pos, text);
    }

    fn assign_mismatch(&mut self, values: &'a [Expr], targets: usize, count: usize) {
        let measure = |n: usize, unit: &str| if n == 1 { format!("{n} {unit}") } else { format!("{n} {unit}s") };
        let vals = if self.old() { format!("{count} values") } else { measure(count, "value") };
        let vars = measure(targets, "variable");
        let first = &values[0];
        let text = match &unparen(first).kind {
            ExprKind::Call { fun, .. } if values.len() == 1 => {
                let fun = self.text(fun);
                format!("assignment mismatch: {vars} but {fun} returns {vals}")
            }
            _ => format!("assignment mismatch: {vars} but {vals}"),
        };
        let pos = self.mismatch_pos.unwrap_or(super::start_pos(first));
        self.error(pos, text);
    }

    /// `lhs = rhs`.
    pub(crate) fn assign_vars(&mut self, lhs: &'a [Expr], rhs: &'a [Expr]) {
        let one_call = matches!(rhs, [value] if matches!(unparen(value).kind, ExprKind::Call { .. }));
        let count = lhs.len();
        if lhs.len() == rhs.len() && !one_call {
            for (lhs, rhs) in lhs.iter().zip(rhs) {
                // Before 1.21 the right side came first; if that is wrong, nothing is said of the left one.
                let early = (self.lang() < 21).then(|| self.expr(rhs));
                if early.as_ref().is_some_and(Operand::is_invalid) {
                    self.use_lhs(lhs);
                    continue;
                }
                let ty = self.assign_lhs(lhs);
                let mut x = early.unwrap_or_else(|| self.expr(rhs));
                let context = self.assign_context(ty == Ok(None), count);
                self.assign_to(ty, &mut x, context);
            }
            return;
        }
        let types: Vec<Result<Option<TypeId>, ()>> = lhs.iter().map(|lhs| self.assign_lhs(lhs)).collect();
        let operands = match rhs {
            [one] => self.unpack(one, lhs.len() == 2),
            // Only the count matters now.
            _ => rhs.iter().map(|rhs| self.raw_expr(rhs, None).0).collect(),
        };
        if operands.len() == lhs.len() && rhs.len() == 1 {
            for (ty, mut x) in types.into_iter().zip(operands) {
                let context = self.assign_context(ty == Ok(None), count);
                self.assign_to(ty, &mut x, context);
            }
        } else if (rhs.len() == 1 || types.iter().all(Result::is_ok)) && !operands.iter().any(Operand::is_invalid) {
            self.assign_mismatch(rhs, lhs.len(), operands.len());
            if self.lang() < 20 {
                // No follow-on errors about unused variables.
                for obj in lhs.iter().filter_map(|lhs| self.peek(lhs)).collect::<Vec<_>>() {
                    self.use_var(obj);
                }
            }
        }
    }

    /// What errors call an assignment to one of `count` left sides.
    fn assign_context(&self, blank: bool, count: usize) -> &'static str {
        match (blank, self.lang()) {
            (_, 27..) if count > 1 => "multiple assignment",
            (true, 18..) => "assignment to _ identifier",
            _ => "assignment",
        }
    }

    /// Assigns `x` to what [`Checker::assign_lhs`] found.
    pub(crate) fn assign_to(&mut self, ty: Result<Option<TypeId>, ()>, x: &mut Operand<'a>, context: &str) {
        if let Ok(ty) = ty {
            self.assignment(x, ty, context);
        }
    }

    /// Checks a left side only for errors inside it.
    fn use_lhs(&mut self, lhs: &'a Expr) {
        if as_name(lhs).is_none() {
            self.use_expr(lhs);
        }
    }

    /// The type of an assignment's left side; `Ok(None)` for the blank identifier. Assigning is not using.
    pub(crate) fn assign_lhs(&mut self, lhs: &'a Expr) -> Result<Option<TypeId>, ()> {
        let ident = as_name(lhs);
        if ident.is_some_and(|ident| ident.is_blank()) {
            return Ok(None);
        }
        let local = self.peek(lhs).filter(|obj| matches!(self.u.object(*obj).kind, ObjKind::Var { .. }));
        let unused = local.filter(|obj| !self.is_used(*obj));
        let x = self.expr(lhs);
        if let Some(obj) = unused
            && let ObjKind::Var { used, .. } = &mut self.u.objects[obj.0 as usize].kind
        {
            *used = false;
        }
        match x.mode {
            OpMode::Invalid => Err(()),
            OpMode::Variable | OpMode::MapIndex => Ok(Some(x.ty)),
            _ => {
                self.unassignable(&x);
                Err(())
            }
        }
    }

    /// What Go 1.17 adds about strings and constants.
    fn why_unassignable_old(&self, x: &Operand<'a>) -> &'static str {
        let indexed = x.expr.map(|e| &unparen(e).kind);
        match indexed {
            Some(ExprKind::Index { x: inner, .. } | ExprKind::Slice { x: inner, .. }) => {
                let known = self.info.exprs.get(inner.id.0 as usize).and_then(Option::as_ref);
                let string = known.is_some_and(|known| self.is(known.ty, Basic::is_string));
                if string { " (strings are immutable)" } else { "" }
            }
            Some(ExprKind::Name(_)) if x.constant().is_some() => " (declared const)",
            _ => "",
        }
    }

    fn unassignable(&mut self, x: &Operand<'a>) {
        let shown = self.show_expr(x);
        if let Some(e) = x.expr
            && let ExprKind::Selector { x: inner, .. } = &unparen(e).kind
            && let ExprKind::Index { x: map, .. } = &unparen(inner).kind
            && let Some(Some(info)) = self.info.exprs.get(map.id.0 as usize)
            && matches!(self.u.under(info.ty), Type::Map { .. })
        {
            return self.error_op(x, format!("cannot assign to struct field {shown} in map"));
        }
        let text = match self.lang() {
            ..18 => format!("cannot assign to {shown}{}", self.why_unassignable_old(x)),
            18..20 => format!("cannot assign to {}", self.describe(x)),
            _ => format!("cannot assign to {shown} (neither addressable nor a map index expression)"),
        };
        self.error_op(x, text);
    }
}

/// What Go 1.17 calls the place of an assignment.
fn old_context(context: &str) -> String {
    match context {
        "variable declaration" => "assignment".into(),
        "struct literal" => "field value".into(),
        "return statement" => "return argument".into(),
        "constant declaration" => "const initializer".into(),
        _ => match context.strip_prefix("argument to ") {
            Some("append") => "append".into(),
            Some(fun) => format!("argument to {fun}"),
            None => context.into(),
        },
    }
}

/// Go 1.17's way to add a reason.
fn old_cause(head: &str, cause: &str) -> String {
    if cause.is_empty() {
        return head.into();
    }
    if cause == "need type assertion" {
        return format!("{head}: need type assertion");
    }
    format!("{head}:\n\t{cause}")
}
