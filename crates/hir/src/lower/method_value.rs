//! Methods as values: `x.M` and `T.M`.

use super::call::Target;
use super::walk::Walker;
use super::{Lowering, as_name};
use crate::body::{Expr, ExprKind, FuncId, FuncSource, Stmt, StmtKind};
use goslice_syntax::ast;
use goslice_syntax::source::Pos;
use goslice_types::info::{Selection, SelectionKind};
use goslice_types::object::{ObjId, ObjKind};
use goslice_types::types::{Basic, Signature, Type, TypeId};

impl<'a> Lowering<'a> {
    /// `x.M` for a declared method: the receiver is evaluated now.
    pub(super) fn bound_method(&mut self, e: &'a ast::Expr, x: &'a ast::Expr, path: &[u32], obj: ObjId) -> Expr {
        let ty = self.ty(e);
        let func = self.index.funcs[&obj];
        let name = format!("{}-fm", self.program.funcs[func.0 as usize].name);
        self.seq(|this| {
            let recv = this.method_receiver(x, path, obj);
            let recv = this.temp(recv);
            this.closure(name, e.pos, ty, e.pos, |this| {
                let recv = this.captured_temp(recv, e.pos);
                this.cx().method_value = true;
                this.forward(ty, Target::Static(func, Some(recv)), e.pos);
            })
        })
    }

    /// `x.M` for a method of an interface, which must not be nil now.
    pub(super) fn bound_interface_method(
        &mut self,
        e: &'a ast::Expr,
        x: &'a ast::Expr,
        path: &[u32],
        index: u32,
    ) -> Expr {
        let ty = self.ty(e);
        self.seq(|this| {
            let x = this.expr(x);
            let x = this.field_path(x, path);
            let name = format!("{}-fm", this.interface_method_name(x.ty, index));
            let recv = this.temp(x);
            let checked = this.var_expr(recv, e.pos);
            this.nil_check(checked);
            this.closure(name, e.pos, ty, e.pos, |this| {
                let recv = this.captured_temp(recv, e.pos);
                this.cx().method_value = true;
                this.forward(ty, Target::Interface(recv, index), e.pos);
            })
        })
    }

    /// Panics as a nil dereference does if interface value `x` is nil.
    pub(super) fn nil_check(&mut self, x: Expr) {
        let Stmt { pos, kind } = self.nil_panic(x);
        self.emit(pos, kind);
    }

    /// The statement that does so.
    pub(crate) fn nil_panic(&mut self, x: Expr) -> Stmt {
        let pos = x.pos;
        let null = self.u.pointer_to(Basic::Int.id());
        let fault = self.deref(Expr::zero(pos, null));
        let then = vec![Stmt { pos, kind: StmtKind::Expr(fault) }];
        Stmt { pos, kind: StmtKind::If { cond: x.nil_test(), then, els: Vec::new() } }
    }

    /// The variable by which the innermost function knows `outer` of the function around it.
    pub(super) fn captured_temp(&mut self, outer: crate::body::VarId, pos: Pos) -> Expr {
        let level = self.stack.len() - 1;
        let var = self.capture_at(level, outer);
        self.var_expr(var, pos)
    }

    /// Makes the innermost function take parameters as `sig` says, pass them on to `target` and return its results.
    pub(super) fn forward(&mut self, sig: TypeId, target: Target, pos: Pos) {
        let Signature { params, results, .. } = self.u.signature(sig).expect("a function type").clone();
        let args: Vec<Expr> = params.iter().map(|ty| self.param(*ty, pos)).collect();
        self.forward_args(&results, target, args, pos);
    }

    /// A new parameter of the innermost function.
    pub(super) fn param(&mut self, ty: TypeId, pos: Pos) -> Expr {
        let var = self.cx().add_temp(ty, pos);
        self.cx().params.push(var);
        self.var_expr(var, pos)
    }

    /// Makes the innermost function, whose parameters are there, pass `args` to `target` and return its results. Deferred,
    /// it is the target that may recover.
    pub(super) fn forward_args(&mut self, results: &[TypeId], target: Target, args: Vec<Expr>, pos: Pos) {
        self.cx().defer_wrapper = match &target {
            Target::Static(func, _) => self.calls_recover(*func),
            Target::Value(_) | Target::Interface(..) => true,
        };
        for &ty in results {
            let var = self.cx().add_temp(ty, pos);
            self.cx().results.push(var);
        }
        self.cx().result_types = results.to_vec();
        let ty = self.result_type(results);
        let call = self.finish_call(target, args, ty, pos);
        let kind = if results.is_empty() { StmtKind::Expr(call) } else { StmtKind::Return(vec![call]) };
        self.emit(pos, kind);
    }

    /// Whether a declared function has a call of something named `recover` in it.
    fn calls_recover(&self, func: FuncId) -> bool {
        let FuncSource::Declared { pkg, file, decl } = self.program.funcs[func.0 as usize].source else { return false };
        match &self.packages.list[pkg as usize].files[file as usize].decls[decl as usize] {
            ast::Decl::Func(decl) => {
                let mut finder = RecoverFinder(false);
                decl.body.iter().for_each(|body| finder.walk_block(body));
                finder.0
            }
            _ => false,
        }
    }

    fn interface_method_name(&self, ty: TypeId, index: u32) -> String {
        let name = goslice_types::type_string::runtime_string(self.u, ty);
        let method = match self.u.under(ty) {
            Type::Interface(inter) => inter.methods.get(index as usize).map_or("", |method| &*method.name),
            _ => "",
        };
        format!("{name}.{method}")
    }

    /// `T.M`: the method itself, or a function that passes its first parameter on as the receiver.
    pub(super) fn method_expr(&mut self, e: &'a ast::Expr, x: &'a ast::Expr, selection: &Selection) -> Expr {
        let (pos, ty, recv) = (e.pos, self.ty(e), self.ty(x));
        let ast::ExprKind::Selector { sel, .. } = &e.kind else { unreachable!("a selector") };
        if let SelectionKind::MethodExpr(obj) = selection.kind
            && let ObjKind::Func { recv: Some(declared) } = self.u.object(obj).kind
            && selection.path.is_empty()
            && declared.pointer == (recv != declared.base)
        {
            return Expr::new(pos, ty, ExprKind::Func(self.index.funcs[&obj]));
        }
        let pkg = (!goslice_types::lookup::is_exported(&sel.name)).then_some(self.package.pkg);
        let key = (recv, sel.name.clone(), pkg);
        if let Some(&func) = self.index.method_exprs.get(&key) {
            return Expr::new(pos, ty, ExprKind::Func(func));
        }
        let shown = goslice_types::type_string::runtime_string(self.u, recv);
        let name = match shown.strip_prefix('*') {
            Some(base) => format!("{}.{}", parenthesized(base), sel.name),
            None => format!("{shown}.{}", sel.name),
        };
        let func = self.new_func(name, pos, ty, FuncSource::Made);
        self.index.method_exprs.insert(key, func);
        self.made(func, pos, |this| {
            let Signature { params, results, .. } = this.u.signature(ty).expect("a function type").clone();
            let mut args: Vec<Expr> = params.iter().map(|ty| this.param(*ty, pos)).collect();
            let x = args.remove(0);
            if let SelectionKind::MethodExpr(obj) = selection.kind
                && selection.path.is_empty()
            {
                this.nil_receiver_check(&x, obj);
            }
            let x = this.field_path(x, &selection.path);
            let target = match selection.kind {
                SelectionKind::InterfaceMethodExpr(index) => Target::Interface(x, index),
                SelectionKind::MethodExpr(obj) | SelectionKind::Method(obj) => match this.u.object(obj).kind {
                    ObjKind::Func { recv: Some(_) } => {
                        let recv = this.receiver(x, obj);
                        Target::Static(this.index.funcs[&obj], Some(recv))
                    }
                    _ => unreachable!("a method"),
                },
                _ => unreachable!("a method expression"),
            };
            this.forward_args(&results, target, args, pos);
        });
        Expr::new(pos, ty, ExprKind::Func(func))
    }
}

/// Finds calls of `recover`.
struct RecoverFinder(bool);

impl<'e> Walker<'e> for RecoverFinder {
    fn expr(&mut self, e: &'e ast::Expr) {
        if let ast::ExprKind::Call { fun, .. } = &e.kind {
            self.0 |= as_name(fun).is_some_and(|name| &*name.name == "recover");
        }
        self.walk_expr(e);
    }
}

/// `main.T` as `main.(*T)`.
fn parenthesized(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((path, base)) => format!("{path}.(*{base})"),
        None => format!("(*{name})"),
    }
}
