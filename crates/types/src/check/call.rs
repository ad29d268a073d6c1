//! Calls and their arguments.

use super::expr::ExprClass;
use super::operand::OpMode;
use super::{Checker, Operand};
use crate::errors::TypeError;
use crate::type_string::untyped_kind;
use crate::types::{Basic, Signature, Type, TypeId};
use goslice_syntax::ast::{Expr, ExprKind};
use goslice_syntax::source::Pos;

/// The parts of a call expression.
#[derive(Clone, Copy)]
pub(crate) struct CallSite<'a> {
    pub(crate) expr: &'a Expr,
    pub(crate) fun: &'a Expr,
    pub(crate) args: &'a [Expr],
    pub(crate) spread: Option<Pos>,
    pub(crate) rparen: Pos,
}

impl<'a> Checker<'a> {
    pub(crate) fn call_expr(&mut self, e: &'a Expr) -> (Operand<'a>, ExprClass) {
        let ExprKind::Call { fun, args, spread, rparen, .. } = &e.kind else {
            return (Operand::invalid(e), ExprClass::Expression);
        };
        let site = CallSite { expr: e, fun, args, spread: *spread, rparen: *rparen };
        let (mut x, _) = self.raw_expr(fun, None);
        match x.mode {
            OpMode::Invalid => {
                self.use_exprs(args);
                return (Operand::invalid(e), ExprClass::Statement);
            }
            OpMode::TypeExpr => return (self.conversion_call(site, x.ty), ExprClass::Conversion),
            OpMode::Builtin(builtin) => {
                let x = self.builtin_call(site, builtin);
                if !x.is_invalid() && x.constant().is_none() {
                    self.env.has_call = true;
                }
                return (x, super::builtins::class(builtin));
            }
            OpMode::NoValue => {
                let shown = self.describe(&x);
                self.error_op(&x, format!("{shown} used as value"));
                self.use_exprs(args);
                return (Operand::invalid(e), ExprClass::Statement);
            }
            _ => self.single_value(&mut x),
        }
        if x.is_invalid() {
            self.use_exprs(args);
            return (x, ExprClass::Statement);
        }
        let sig_ty = self.u.spelled_under_id(x.ty);
        let Type::Func(sig) = self.u.view(x.ty).clone() else {
            let shown = self.describe(&x);
            let text = match self.lang() {
                ..18 => format!("cannot call non-function {shown}"),
                18..25 => format!("invalid operation: cannot call non-function {shown}"),
                _ => format!("invalid operation: cannot call {shown}: {} is not a function", self.show(x.ty)),
            };
            self.error_op(&x, text);
            self.use_exprs(args);
            return (Operand::invalid(e), ExprClass::Statement);
        };
        let mut operands = self.operands(args);
        for operand in &mut operands {
            // Errors show the call, not which of its results it is.
            operand.nth = 0;
        }
        self.arguments(site, &sig, operands);
        self.env.has_call = true;
        let mut x = Operand::new(OpMode::Value, self.invalid(), e);
        match sig.results.as_slice() {
            [] => x.mode = OpMode::NoValue,
            [one] => x.ty = *one,
            many => {
                let names = self.u.func_names.get(&sig_ty).map(|names| names.1.clone()).unwrap_or_default();
                x.ty = self.u.spelled_tuple(many.to_vec(), names);
            }
        }
        (x, ExprClass::Statement)
    }

    fn conversion_call(&mut self, site: CallSite<'a>, target: TypeId) -> Operand<'a> {
        let e = site.expr;
        let shown = self.show(target);
        let [arg] = site.args else {
            self.use_exprs(site.args);
            match site.args.last() {
                Some(_) if self.old() => {
                    let text = format!("too many arguments to conversion to {shown}: {}", self.text(e));
                    self.error(super::operator_pos(e), text);
                }
                Some(last) => self.error_at(last, format!("too many arguments in conversion to {shown}")),
                None if self.old() => {
                    let text = format!("missing argument to conversion to {shown}: {}", self.text(e));
                    self.error(super::operator_pos(e), text);
                }
                None => {
                    let pos = if self.old() { super::operator_pos(e) } else { e.pos };
                    self.error(pos, format!("missing argument in conversion to {shown}"));
                }
            }
            return Operand::invalid(e);
        };
        let mut x = self.expr_with_hint(arg, None);
        if x.is_invalid() {
            return x;
        }
        if site.spread.is_some() {
            let what = if self.lang() < 20 { "type conversion" } else { "conversion" };
            self.error_at(arg, format!("invalid use of ... in {what} to {shown}"));
            x.invalidate();
            return x;
        }
        self.conversion(&mut x, target);
        x.expr = Some(e);
        x
    }

    /// The operands that arguments give: a single call may give several.
    pub(crate) fn operands(&mut self, args: &'a [Expr]) -> Vec<Operand<'a>> {
        if let [arg] = args {
            let x = self.multi_expr(arg);
            if x.mode == OpMode::Value
                && let Type::Tuple(types) = self.u.ty(x.ty)
            {
                return Operand::results(&types.clone(), arg);
            }
            return vec![x];
        }
        args.iter().map(|arg| self.expr(arg)).collect()
    }

    /// Checks arguments against parameters.
    pub(crate) fn arguments(&mut self, site: CallSite<'a>, sig: &Signature, mut args: Vec<Operand<'a>>) {
        if self.lang() < 20 && args.iter().any(Operand::is_invalid) {
            return;
        }
        let fun = self.text(site.fun);
        if site.spread.is_some() {
            if !sig.variadic {
                if self.old() {
                    self.error(super::operator_pos(site.expr), format!("invalid use of ... in call to {fun}"));
                } else {
                    self.error(super::start_pos(site.expr), format!("cannot use ... in call to non-variadic {fun}"));
                }
                return;
            }
            if site.args.len() == 1 && args.len() > 1 {
                let text = format!("cannot use ... with {}-valued {}", args.len(), self.text(&site.args[0]));
                self.error_at(site.expr, text);
                return;
            }
        }
        let params = sig.params.len();
        let fits = if sig.variadic && site.spread.is_none() { args.len() + 1 >= params } else { args.len() == params };
        if !fits {
            return self.argument_count(site, sig, &args);
        }
        self.assign_arguments(site, sig, &mut args);
    }

    fn assign_arguments(&mut self, site: CallSite<'a>, sig: &Signature, args: &mut [Operand<'a>]) {
        let context = format!("argument to {}", self.text(site.fun));
        for (at, arg) in args.iter_mut().enumerate() {
            let ty = match sig.params.get(at) {
                Some(_) | None if sig.variadic && site.spread.is_none() && at + 1 >= sig.params.len() => {
                    sig.params.last().and_then(|last| self.element_type(*last))
                }
                Some(ty) => Some(*ty),
                None => None,
            };
            if let Some(ty) = ty
                && !arg.is_invalid()
            {
                self.assignment(arg, Some(ty), &context);
            }
        }
    }

    fn argument_count(&mut self, site: CallSite<'a>, sig: &Signature, args: &[Operand<'a>]) {
        let too_many = args.len() > sig.params.len();
        let pos = if self.old() {
            super::operator_pos(site.expr)
        } else if too_many {
            args[sig.params.len()].expr.map_or(site.rparen, super::start_pos)
        } else {
            args.last().and_then(|arg| arg.expr).map_or(super::start_pos(site.expr), super::start_pos)
        };
        let qualifier = if too_many { "too many" } else { "not enough" };
        let have: Vec<TypeId> = args.iter().map(|arg| arg.ty).collect();
        let have = self.types_summary(&have, false, site.spread.is_some());
        let want = self.types_summary(&sig.params, sig.variadic, false);
        let fun = self.text(site.fun);
        let error =
            TypeError::new(pos, format!("{qualifier} arguments in call to {fun}\n\thave {have}\n\twant {want}"));
        self.report(error);
    }

    /// Types as errors about counts list them: `(number, string)`.
    pub(crate) fn types_summary(&self, types: &[TypeId], variadic: bool, spread: bool) -> String {
        let dots = spread && self.lang() >= 24;
        let show = |at: usize, ty: TypeId| -> String {
            let last = at + 1 == types.len();
            match self.u.ty(ty) {
                _ if self.u.is_invalid(ty) => "unknown type".into(),
                Type::Basic(Basic::UntypedNil) => {
                    if dots && last {
                        "nil...".into()
                    } else {
                        "nil".into()
                    }
                }
                Type::Basic(basic) if basic.is_untyped() => {
                    let kind = if basic.is_numeric() { "number" } else { untyped_kind(*basic) };
                    if dots && last { format!("{kind}...") } else { kind.into() }
                }
                Type::Slice(elem) if variadic && last => format!("...{}", self.show(*elem)),
                _ if dots && last => format!("{}...", self.show(ty)),
                _ => self.show(ty),
            }
        };
        let shown: Vec<String> = types.iter().enumerate().map(|(at, ty)| show(at, *ty)).collect();
        format!("({})", shown.join(", "))
    }
}
