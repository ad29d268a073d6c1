//! `defer`: the function value and the arguments are evaluated now and kept in a closure.

use super::call::Target;
use super::{Lowering, unparen};
use crate::body::{Expr, ExprKind, StmtKind, VarId};
use goslice_syntax::ast;
use goslice_syntax::source::Pos;
use goslice_types::info::Mode;
use goslice_types::object::Builtin;
use goslice_types::types::{Basic, Signature, Type, TypeId};

impl<'a> Lowering<'a> {
    pub(super) fn defer_stmt(&mut self, pos: Pos, call: &'a ast::Expr) {
        let call = unparen(call);
        let ast::ExprKind::Call { fun, args, spread, .. } = &call.kind else {
            unreachable!("the checker refuses to defer anything else")
        };
        self.real_function().has_defer = true;
        if self.cx().range_body.is_some() {
            self.defer_to_real_function(pos);
        }
        let stmts = self.stmts(|this| {
            let closure = match this.mode(fun) {
                Mode::Builtin(builtin) => this.deferred_builtin(call, *builtin, args),
                _ => this.deferred_call(call, fun, args, spread.is_some()),
            };
            this.emit(pos, StmtKind::Defer(closure));
        });
        self.cx().out.extend(stmts);
    }

    /// What the body of a `range` over a function defers runs when the function around it returns.
    fn defer_to_real_function(&mut self, pos: Pos) {
        let frame = self.defer_frame(pos);
        if let ExprKind::Var(var) = self.real_function_var(frame, pos).kind {
            self.cx().defer_frame = Some(var);
        }
    }

    /// The variable for the address of the innermost source function's frame.
    fn defer_frame(&mut self, pos: Pos) -> VarId {
        let real = self.real_function();
        let frame = real.defer_frame.unwrap_or_else(|| real.add_temp(Basic::Uintptr.id(), pos));
        real.defer_frame = Some(frame);
        frame
    }

    fn deferred_call(&mut self, call: &'a ast::Expr, fun: &'a ast::Expr, args: &'a [ast::Expr], spread: bool) -> Expr {
        let sig = self.u.signature(self.ty(fun)).expect("only functions are called").clone();
        let target = self.call_target(fun);
        let simple = sig.params.is_empty() && sig.results.is_empty();
        let target = match target {
            Target::Value(fun) if simple => return fun,
            Target::Static(func, None) if simple => {
                return Expr::new(call.pos, self.ty(fun), ExprKind::Func(func));
            }
            target => self.spill_target(target),
        };
        if let Target::Interface(recv, _) = &target {
            self.nil_check(recv.clone());
        }
        let (target, mut args) = self.arguments(target, &sig, args, spread, call.pos);
        if let [arg] = &args[..]
            && let Some(types) = self.tuple_types(arg.ty)
        {
            let tuple = args.remove(0);
            args = self.unpacked_value(tuple, &types);
        }
        let args: Vec<Expr> = args.into_iter().map(|arg| self.spill_argument(arg)).collect();
        let ty = self.result_type(&sig.results);
        self.wrapper(call.pos, |this| {
            let target = match target {
                Target::Static(func, recv) => Target::Static(func, recv.map(|recv| this.carried(recv))),
                Target::Value(fun) => Target::Value(this.carried(fun)),
                Target::Interface(recv, index) => Target::Interface(this.carried(recv), index),
            };
            let args = args.into_iter().map(|arg| this.carried_argument(arg)).collect();
            this.finish_call(target, args, ty, call.pos)
        })
    }

    fn deferred_builtin(&mut self, call: &'a ast::Expr, builtin: Builtin, args: &'a [ast::Expr]) -> Expr {
        let ty = self.ty(call);
        let mut values = Vec::new();
        for arg in args {
            let value = match builtin {
                Builtin::Panic => {
                    let any = self.u.any;
                    self.expr_as(arg, any)
                }
                _ => self.expr(arg),
            };
            values.push(self.spill(value));
        }
        // It recovers as if the function that defers it called it; the body of a `range` over a function is none that a
        // panic calls.
        let frame = (builtin == Builtin::Recover && self.cx().range_body.is_none()).then(|| self.defer_frame(call.pos));
        self.wrapper(call.pos, |this| {
            let mut values: Vec<Expr> = values.into_iter().map(|value| this.carried(value)).collect();
            let kind = match builtin {
                Builtin::Panic => ExprKind::Panic(values.remove(0).boxed()),
                Builtin::Print | Builtin::Println => {
                    ExprKind::Print { newline: builtin == Builtin::Println, args: values }
                }
                Builtin::Copy => {
                    let dst = values.remove(0).boxed();
                    ExprKind::Copy { dst, src: values.remove(0).boxed() }
                }
                Builtin::Clear => ExprKind::Clear(values.remove(0).boxed()),
                Builtin::Recover => {
                    let Some(frame) = frame else { return Expr::zero(call.pos, ty) };
                    if let ExprKind::Var(var) = this.captured_temp(frame, call.pos).kind {
                        this.cx().defer_frame = Some(var);
                    }
                    this.cx().has_recover = true;
                    ExprKind::Recover
                }
                _ => unreachable!("the checker refuses to defer other builtins"),
            };
            Expr::new(call.pos, ty, kind)
        })
    }

    /// A `func()` closure that evaluates what `make` gives.
    fn wrapper(&mut self, pos: Pos, make: impl FnOnce(&mut Self) -> Expr) -> Expr {
        let ty = self.niladic();
        let cx = self.real_function();
        cx.n_defers += 1;
        let name = format!("{}.deferwrap{}", cx.name, cx.n_defers);
        self.closure(name, pos, ty, pos, |this| {
            this.cx().defer_wrapper = true;
            let call = make(this);
            this.emit(pos, StmtKind::Expr(call));
        })
    }

    /// `func()`
    pub(super) fn niladic(&mut self) -> TypeId {
        self.u.intern(Type::Func(Signature { params: vec![], results: vec![], variadic: false }))
    }

    /// An argument evaluated now. As with gc, the elements of a slice literal are: the slice is made when the call is.
    fn spill_argument(&mut self, mut arg: Expr) -> Expr {
        match &mut arg.kind {
            ExprKind::SliceLit { elems, .. } => {
                let now = std::mem::take(elems);
                *elems = now.into_iter().map(|(at, elem)| (at, self.spill(elem))).collect();
                arg
            }
            _ => self.spill(arg),
        }
    }

    /// What [`Lowering::spill_argument`] gave in the enclosing function, in the innermost one.
    fn carried_argument(&mut self, mut arg: Expr) -> Expr {
        match &mut arg.kind {
            ExprKind::SliceLit { elems, .. } => {
                let spilled = std::mem::take(elems);
                *elems = spilled.into_iter().map(|(at, elem)| (at, self.carried(elem))).collect();
                arg
            }
            _ => self.carried(arg),
        }
    }

    /// What [`Lowering::spill`] gave in the enclosing function, in the innermost one.
    fn carried(&mut self, spilled: Expr) -> Expr {
        match spilled.kind {
            ExprKind::Var(var) => self.captured_temp(var, spilled.pos),
            _ => spilled,
        }
    }
}
