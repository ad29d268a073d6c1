//! Calls and their arguments.

use super::{Lowering, unparen};
use crate::body::{Call, Callee, Expr, ExprKind, FuncId, SiteId, StmtKind};
use goslice_syntax::ast;
use goslice_syntax::source::Pos;
use goslice_types::info::{Mode, SelectionKind};
use goslice_types::object::ObjKind;
use goslice_types::types::{Signature, TypeId};

/// What a call calls, with its receiver evaluated.
pub(super) enum Target {
    /// A function, and the receiver if it is a method.
    Static(FuncId, Option<Expr>),
    Value(Expr),
    Interface(Expr, u32),
}

impl<'a> Lowering<'a> {
    /// A call is where its parenthesis is: over several lines, that tells the calls of a chain apart.
    pub(super) fn call_expr(
        &mut self,
        e: &'a ast::Expr,
        fun: &'a ast::Expr,
        lparen: Pos,
        args: &'a [ast::Expr],
        spread: bool,
    ) -> Expr {
        let ty = self.ty(e);
        match self.mode(fun) {
            Mode::Type => self.conversion(&args[0], ty, e.pos),
            Mode::Builtin(builtin) => self.builtin_call(e, *builtin, args, spread),
            _ => self.seq(|this| {
                let sig = this.u.signature(this.ty(fun)).expect("only functions are called").clone();
                let target = this.call_target(fun);
                let (target, args) = this.arguments(target, &sig, args, spread, lparen);
                this.finish_call(target, args, ty, lparen)
            }),
        }
    }

    pub(super) fn finish_call(&self, target: Target, mut args: Vec<Expr>, ty: TypeId, pos: Pos) -> Expr {
        let callee = match target {
            Target::Static(func, recv) => {
                args.splice(0..0, recv);
                Callee::Static(func)
            }
            Target::Value(fun) => Callee::Value(fun),
            Target::Interface(recv, index) => Callee::Interface { recv, index },
        };
        Expr::new(pos, ty, ExprKind::Call(Box::new(Call { callee, args })))
    }

    /// What a call of `fun` calls.
    pub(super) fn call_target(&mut self, fun: &'a ast::Expr) -> Target {
        let fun = unparen(fun);
        let named = match &fun.kind {
            ast::ExprKind::Name(ident) => self.object_of(ident),
            ast::ExprKind::Selector { x, sel } if matches!(self.mode(x), Mode::Package(_)) => {
                self.info().uses.get(&sel.id).copied()
            }
            _ => None,
        };
        if let Some(obj) = named
            && matches!(self.u.object(obj).kind, ObjKind::Func { .. })
        {
            return Target::Static(self.index.funcs[&obj], None);
        }
        if let ast::ExprKind::Selector { x, .. } = &fun.kind
            && let Some(selection) = self.info().selections.get(&fun.id)
        {
            match selection.kind {
                SelectionKind::Method(obj) => {
                    let recv = self.method_receiver(x, &selection.path, obj);
                    return Target::Static(self.index.funcs[&obj], Some(recv));
                }
                SelectionKind::InterfaceMethod(index) => {
                    let x = self.expr(x);
                    return Target::Interface(self.field_path(x, &selection.path), index);
                }
                _ => {}
            }
        }
        let fun = self.expr(fun);
        match fun.kind {
            ExprKind::Func(func) => Target::Static(func, None),
            _ => Target::Value(fun),
        }
    }

    /// The receiver of method `obj` that `x.path.obj` passes.
    pub(super) fn method_receiver(
        &mut self,
        x: &'a ast::Expr,
        path: &[u32],
        obj: goslice_types::object::ObjId,
    ) -> Expr {
        let x = self.expr(x);
        let x = self.field_path(x, path);
        self.receiver(x, obj)
    }

    /// The arguments as the parameters want them. A call with several results goes through variables that this emits,
    /// after the target's own operands.
    pub(super) fn arguments(
        &mut self,
        target: Target,
        sig: &Signature,
        args: &'a [ast::Expr],
        spread: bool,
        pos: Pos,
    ) -> (Target, Vec<Expr>) {
        if let [arg] = args
            && let Some(types) = self.tuple_types(self.ty(arg))
        {
            let has_recv = matches!(target, Target::Static(_, Some(_)) | Target::Interface(..));
            if !sig.variadic && types == sig.params && !has_recv {
                let tuple = self.expr(arg);
                return (target, vec![tuple]);
            }
            let target = self.spill_target(target);
            let values = self.unpacked(arg, &types);
            let values = values.into_iter().enumerate();
            let values = values.map(|(at, value)| self.coerce(value, self.param_type(sig, at, spread))).collect();
            return (target, self.packed(values, sig, spread, pos));
        }
        let mut values = Vec::with_capacity(args.len());
        for (at, arg) in args.iter().enumerate() {
            let ty = self.param_type(sig, at, spread);
            values.push(self.expr_as(arg, ty));
        }
        (target, self.packed(values, sig, spread, pos))
    }

    /// The results of a call with several, in variables.
    pub(super) fn unpacked(&mut self, call: &'a ast::Expr, types: &[TypeId]) -> Vec<Expr> {
        let value = self.expr(call);
        self.unpacked_value(value, types)
    }

    /// The values of a tuple in variables.
    pub(super) fn unpacked_value(&mut self, value: Expr, types: &[TypeId]) -> Vec<Expr> {
        let pos = value.pos;
        let mut vars = Vec::with_capacity(types.len());
        for &ty in types {
            let var = self.cx().add_temp(ty, pos);
            self.emit(pos, StmtKind::Declare { var, init: None });
            vars.push(var);
        }
        let vars: Vec<Expr> = vars.into_iter().map(|var| self.var_expr(var, pos)).collect();
        let places = vars.iter().cloned().map(Some).collect();
        self.emit(pos, StmtKind::AssignTuple { places, value });
        vars
    }

    /// The target with its operands evaluated now.
    pub(super) fn spill_target(&mut self, target: Target) -> Target {
        match target {
            Target::Static(func, recv) => Target::Static(func, recv.map(|recv| self.spill(recv))),
            Target::Value(fun) => Target::Value(self.spill(fun)),
            Target::Interface(recv, index) => Target::Interface(self.spill(recv), index),
        }
    }

    /// The type that argument `at` is converted to.
    fn param_type(&self, sig: &Signature, at: usize, spread: bool) -> TypeId {
        let n_params = sig.params.len();
        if sig.variadic && !spread && at + 1 >= n_params {
            let last = sig.params[n_params - 1];
            return self.slice_elem(last).expect("the last parameter is a slice");
        }
        sig.params[at]
    }

    /// Puts the arguments of a variadic parameter into a slice.
    fn packed(&mut self, mut values: Vec<Expr>, sig: &Signature, spread: bool, pos: Pos) -> Vec<Expr> {
        if !sig.variadic || spread {
            return values;
        }
        let n_fixed = sig.params.len() - 1;
        let ty = sig.params[n_fixed];
        let rest: Vec<(u64, Expr)> = (0..).zip(values.split_off(n_fixed)).collect();
        let len = rest.len() as u64;
        values.push(match rest.first() {
            None => Expr::zero(pos, ty),
            Some(_) => Expr::new(pos, ty, ExprKind::SliceLit { elems: rest, len, variadic: true, site: SiteId::NONE }),
        });
        values
    }
}
