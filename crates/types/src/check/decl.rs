//! Declarations of constants, variables, types and functions.

use super::{Checker, Env, FuncContext, ScopeId, version};
use crate::constant::Const;
use crate::errors::{POSITION_MARK, TypeError};
use crate::object::{ObjId, ObjKind, Receiver};
use crate::types::{Basic, Type, TypeId};
use goslice_syntax::ast::{self, Decl, Expr, Ident};
use goslice_syntax::source::Pos;
use std::collections::BTreeSet;

/// A package-level declaration.
pub(crate) struct DeclInfo<'a> {
    pub(crate) file_scope: ScopeId,
    pub(crate) kind: DeclKind<'a>,
    /// The package's variables, constants and functions that the initialiser or body mentions.
    pub(crate) deps: BTreeSet<ObjId>,
}

#[derive(Clone)]
pub(crate) enum DeclKind<'a> {
    Const {
        spec: &'a ast::ConstSpec,
        value: Option<&'a Expr>,
    },
    Var {
        spec: &'a ast::VarSpec,
        value: Option<&'a Expr>,
        /// All variables that one call initialises.
        group: Vec<ObjId>,
        /// File, declaration and value index.
        place: (usize, usize, usize),
    },
    Type {
        spec: &'a ast::TypeSpec,
    },
    Func {
        func: &'a ast::FuncDecl,
    },
}

/// How far a declaration is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Color {
    /// Being checked: its index in the checker's path.
    Grey(usize),
    Black,
}

impl<'a> Checker<'a> {
    /// Checks all package-level declarations; bodies are delayed.
    pub(crate) fn package_objects(&mut self) {
        let order = std::mem::take(&mut self.decl_order);
        let of_kind = |checker: &Checker<'a>, wanted: fn(&DeclKind<'a>) -> bool| -> Vec<ObjId> {
            order.iter().copied().filter(|obj| checker.decls.get(obj).is_some_and(|d| wanted(&d.kind))).collect()
        };
        for obj in of_kind(self, |kind| matches!(kind, DeclKind::Type { spec } if !spec.alias)) {
            self.obj_decl(obj);
        }
        for obj in of_kind(self, |kind| matches!(kind, DeclKind::Type { spec } if spec.alias)) {
            self.obj_decl(obj);
        }
        self.decl_order.clone_from(&order);
        self.check_recursive_types();
        self.orphan_methods();
        for obj in of_kind(self, |kind| matches!(kind, DeclKind::Func { .. })) {
            self.obj_decl(obj);
        }
        for obj in order.iter().copied() {
            self.obj_decl(obj);
        }
        for obj in order.iter().copied() {
            if let Some(DeclInfo { kind: DeclKind::Var { spec, group, .. }, .. }) = self.decls.get(&obj)
                && spec.values.len() > spec.names.len()
                && group.is_empty()
                && spec.names.last().is_some_and(|last| last.pos == self.u.object(obj).pos)
            {
                let (extra, scope) = (&spec.values[spec.names.len()..], self.decls[&obj].file_scope);
                let saved = std::mem::replace(&mut self.env, Env { scope, ..Env::default() });
                self.use_exprs(extra);
                self.env = saved;
            }
        }
        self.decl_order = order;
    }

    /// Checks the declaration of `obj` now, unless that is done or under way.
    pub(crate) fn obj_decl(&mut self, obj: ObjId) {
        match self.colors.get(&obj) {
            Some(Color::Black) => return,
            Some(Color::Grey(at)) => return self.declaration_cycle(obj, *at),
            None => {}
        }
        let Some(info) = self.decls.get(&obj) else { return };
        let (kind, file_scope) = (info.kind.clone(), info.file_scope);
        self.colors.insert(obj, Color::Grey(self.path.len()));
        self.path.push(obj);
        let lazy_types = matches!(kind, DeclKind::Type { .. });
        let env = Env { scope: file_scope, decl: Some(obj), lazy_types, ..Env::default() };
        let saved = std::mem::replace(&mut self.env, env);
        match kind {
            DeclKind::Const { spec, value } => self.const_decl(obj, spec, value),
            DeclKind::Var { spec, value, group, .. } => self.package_var(obj, spec, value, &group),
            DeclKind::Type { spec } => {
                // Types are no part of the order of initialisation.
                self.env.decl = None;
                self.type_decl(obj, spec);
                self.collect_methods(obj);
            }
            DeclKind::Func { func } => self.func_decl(obj, func),
        }
        self.env = saved;
        self.path.pop();
        self.colors.insert(obj, Color::Black);
    }

    // Constants.

    pub(crate) fn const_decl(&mut self, obj: ObjId, spec: &'a ast::ConstSpec, value: Option<&'a Expr>) {
        let saved = (self.env.iota, self.env.err_pos);
        self.env.iota = Some(spec.iota);
        self.set_const(obj, Const::Int(0.into()), self.invalid());
        let mut ty = None;
        if let Some(expr) = &spec.ty {
            let found = self.typ(expr);
            if !self.u.is(found, Basic::is_const_type) {
                if !self.u.is_invalid(found) {
                    let text = format!("invalid constant type {}", self.show(found));
                    self.error_at(expr, text);
                }
                (self.env.iota, self.env.err_pos) = saved;
                return;
            }
            ty = Some(found);
        }
        if let Some(value) = value {
            if spec.inherited {
                self.env.err_pos = Some(self.u.object(obj).pos);
            }
            self.env.outer_pos = self.u.object(obj).pos;
            let mut x = self.expr(value);
            self.init_const(obj, ty, &mut x);
        }
        (self.env.iota, self.env.err_pos) = saved;
    }

    pub(crate) fn set_const(&mut self, obj: ObjId, value: Const, ty: TypeId) {
        self.u.objects[obj.0 as usize].kind = ObjKind::Const(value);
        self.u.set_object_type(obj, ty);
    }

    // Variables.

    fn package_var(&mut self, obj: ObjId, spec: &'a ast::VarSpec, value: Option<&'a Expr>, group: &[ObjId]) {
        self.env.outer_pos = self.u.object(obj).pos;
        let ty = spec.ty.as_ref().map(|expr| self.var_type(expr));
        if let Some(ty) = ty {
            self.u.set_object_type(obj, ty);
        }
        match value {
            None => {
                if ty.is_none() {
                    self.u.set_object_type(obj, Basic::Invalid.id());
                }
            }
            Some(value) if group.is_empty() => {
                let mut x = self.expr_with_hint(value, ty);
                self.init_var(obj, ty, &mut x, "variable declaration");
            }
            Some(value) => {
                for &other in group {
                    if let Some(ty) = ty {
                        self.u.set_object_type(other, ty);
                    }
                    self.colors.insert(other, Color::Black);
                }
                self.colors.insert(obj, Color::Grey(self.path.len().saturating_sub(1)));
                self.init_vars(group, ty, std::slice::from_ref(value));
                // The others depend on what this initialiser depends on.
                let deps = self.decls.get(&obj).map(|info| info.deps.clone()).unwrap_or_default();
                for other in group {
                    if let Some(info) = self.decls.get_mut(other) {
                        info.deps.extend(deps.iter().copied());
                    }
                }
            }
        }
    }

    // Types.

    /// Gives a type declaration's object its [`Type::Named`], so that it can be mentioned before it is complete.
    pub(crate) fn allocate_type(&mut self, obj: ObjId) {
        let object = self.u.object(obj).clone();
        if matches!(object.kind, ObjKind::TypeName { alias: false }) {
            let ty = self.new_declared_type(object.name, object.pos, None);
            self.u.set_object_type(obj, ty);
        }
    }

    fn new_declared_type(&mut self, name: ast::Name, pos: Pos, local: Option<u32>) -> TypeId {
        let ty = self.u.new_named(name, Some(self.pkg), pos, Basic::Invalid.id(), local);
        if let Type::Named(named) = *self.u.ty(ty) {
            self.incomplete.insert(named);
        }
        ty
    }

    fn type_decl(&mut self, obj: ObjId, spec: &'a ast::TypeSpec) {
        if let Some(param) = spec.type_params.first() {
            self.refuse_generics(param.pos, "generic type");
            self.finish_type(obj, Basic::Invalid.id());
            return;
        }
        if spec.alias {
            self.verify(spec.name.pos, version::ALIAS.since, version::ALIAS.name(self.lang()));
            self.u.set_object_type(obj, Basic::Invalid.id());
            let target = self.typ(&spec.ty);
            // From 1.23 on errors show aliases as they were written.
            let ty = if self.lang() >= 23 && !self.u.is_invalid(target) {
                self.u.spelling(spec.name.name.clone(), target)
            } else {
                target
            };
            self.u.set_object_type(obj, ty);
            return;
        }
        let target = self.typ(&spec.ty);
        self.finish_type(obj, target);
    }

    /// Sets the underlying type of the declared type `obj` to that of `target`, now or when that is known.
    fn finish_type(&mut self, obj: ObjId, target: TypeId) {
        let Type::Named(named) = *self.u.ty(self.u.object(obj).ty) else { return };
        self.written_types.insert(named, target);
        if let Type::Named(other) = *self.u.ty(target)
            && self.incomplete.contains(&other)
        {
            self.forwards.entry(other).or_default().push(named);
            return;
        }
        let underlying = self.u.spelled_under_id(target);
        let mut ready = vec![named];
        while let Some(named) = ready.pop() {
            let canonical = self.u.canon(underlying);
            self.u.named[named.0 as usize].underlying = canonical;
            self.u.layouts.forget();
            if canonical != underlying {
                self.u.spelled_underlying.insert(named, underlying);
            }
            self.incomplete.remove(&named);
            ready.extend(self.forwards.remove(&named).unwrap_or_default());
        }
    }

    /// Attaches the methods declared for the type `obj`.
    fn collect_methods(&mut self, obj: ObjId) {
        let name = self.u.object(obj).name.clone();
        let Some(methods) = self.methods.remove(&name) else { return };
        let base = self.u.object(obj).ty;
        let Type::Named(named) = *self.u.ty(base) else { return };
        let here = self.u.named[named.0 as usize].pkg == Some(self.pkg);
        for method in methods {
            let pointer = self.has_pointer_receiver_syntax(method);
            self.u.objects[method.0 as usize].kind = ObjKind::Func { recv: Some(Receiver { base, pointer }) };
            let object = self.u.object(method);
            let (method_name, pos) = (object.name.clone(), object.pos);
            if &*method_name == "_" || !here {
                continue;
            }
            let previous = self.u.named[named.0 as usize]
                .methods
                .iter()
                .copied()
                .find(|other| self.u.object(*other).name == method_name);
            match previous {
                Some(other) => self.method_redeclared(&name, &method_name, pos, other),
                None => self.u.named[named.0 as usize].methods.push(method),
            }
        }
        self.later(move |checker| checker.field_and_method_collisions(base));
    }

    fn has_pointer_receiver_syntax(&self, method: ObjId) -> bool {
        let Some(DeclKind::Func { func }) = self.decls.get(&method).map(|info| &info.kind) else { return false };
        let mut base =
            func.recv.as_ref().and_then(|recv| recv.first()).and_then(|f| super::resolve::receiver_base(&f.ty));
        // The pointer may hide in an alias.
        for _ in 0..100 {
            let Some((ident, pointer)) = base else { return false };
            if pointer {
                return true;
            }
            let decl = self.lookup_in(self.package_scope(), &ident.name).and_then(|obj| self.decls.get(&obj));
            base = match decl.map(|info| &info.kind) {
                Some(DeclKind::Type { spec }) if spec.alias => super::resolve::receiver_base(&spec.ty),
                _ => None,
            };
        }
        false
    }

    fn method_redeclared(&mut self, base: &str, method: &str, pos: Pos, other: ObjId) {
        let other_pos = self.u.object(other).pos;
        let mut error = TypeError::new(pos, String::new());
        if self.old() {
            error.msg = format!("{base}.{method} redeclared in this block\n\tprevious declaration at {POSITION_MARK}");
            error.inline.push(other_pos);
        } else if self.lang() < 20 {
            error.msg = format!("{base}.{method} redeclared in this block");
            error.related.push((other_pos, format!("other declaration of {method}")));
        } else {
            error.msg = format!("method {base}.{method} already declared at {POSITION_MARK}");
            error.inline.push(other_pos);
        }
        self.report(error);
    }

    fn field_and_method_collisions(&mut self, base: TypeId) {
        let Some(info) = self.u.named_info(base) else { return };
        let mut errors = Vec::new();
        for &method in &info.methods {
            let object = self.u.object(method);
            if let Some((index, _)) = self.u.direct_field(base, &object.name, Some(self.pkg)) {
                let mut error =
                    TypeError::new(object.pos, format!("field and method with the same name {}", object.name));
                if let Some(pos) = self.struct_field_pos(base, index) {
                    error.related.push((pos, format!("other declaration of {}", object.name)));
                }
                errors.push(error);
            }
        }
        for error in errors {
            self.report(error);
        }
    }

    /// Where field `index` of a struct type declared in this package is.
    fn struct_field_pos(&self, base: TypeId, index: u32) -> Option<Pos> {
        let decl = self.decls.iter().find(|(obj, _)| self.u.object(**obj).ty == base)?;
        let DeclKind::Type { spec } = decl.1.kind else { return None };
        let ast::ExprKind::StructType { fields, .. } = &spec.ty.kind else { return None };
        fields.get(index as usize).map(|field| field.pos)
    }

    /// Methods whose receiver's base type is not declared in the package.
    fn orphan_methods(&mut self) {
        self.methods.clear();
    }

    // Functions.

    fn func_decl(&mut self, obj: ObjId, func: &'a ast::FuncDecl) {
        self.env.decl = None;
        let recv_name = func.recv.as_ref().and_then(|recv| recv.first()).and_then(|field| field.name.as_ref());
        if let Some(ident) = recv_name {
            self.receiver_names.insert(obj, ident.name.clone());
        }
        if let Some(param) = func.sig.type_params.first() {
            self.refuse_generics(param.pos, "generic function");
        }
        let function = self.func_type(&func.sig, func.recv.as_deref());
        self.u.set_object_type(obj, function.ty);
        if !func.sig.type_params.is_empty() {
            return;
        }
        match &func.body {
            Some(body) => {
                self.later(move |checker| {
                    checker.env.decl = Some(obj);
                    checker.func_body(function, body, None);
                    checker.env.decl = None;
                });
            }
            None if !self.config.is_std && &*func.name.name != "init" => {
                self.bodyless.push(if self.old() { func.pos } else { func.name.pos });
            }
            None => {}
        }
    }

    /// Functions must have bodies; from 1.18 on that is seen only when all else is right.
    pub(crate) fn missing_bodies(&mut self) {
        if self.old() || self.errors.is_empty() {
            for pos in std::mem::take(&mut self.bodyless) {
                self.error(pos, "missing function body");
            }
        }
    }

    /// Checks the body of a function whose parameters are in `function.scope`.
    pub(crate) fn func_body(&mut self, function: super::signature::Function, body: &'a ast::Block, iota: Option<u32>) {
        let env = Env {
            scope: function.scope,
            decl: self.env.decl,
            iota,
            func: Some(FuncContext { results: function.results, named_results: function.named_results }),
            outer_pos: body.lbrace,
            ..Env::default()
        };
        let needs_result = env.func.as_ref().is_some_and(|func| !func.results.is_empty());
        let saved = std::mem::replace(&mut self.env, env);
        let outer_vars = std::mem::take(&mut self.local_vars);
        self.stmt_list(&body.stmts);
        if needs_result && !super::terminating::terminates(self, &body.stmts) {
            self.error(body.rbrace, if self.old() { "missing return at end of function" } else { "missing return" });
        }
        let vars = std::mem::replace(&mut self.local_vars, outer_vars);
        self.env = saved;
        self.unused_vars(&vars);
    }

    // Declarations inside functions.

    pub(crate) fn decl_stmt(&mut self, decls: &'a [Decl]) {
        for decl in decls {
            match decl {
                Decl::Const(spec) => self.local_consts(spec),
                Decl::Var(spec) => self.local_vars_decl(spec),
                Decl::Type(spec) => self.local_type(spec),
                Decl::Func(func) => self.error(func.pos, "function declaration inside a function"),
            }
        }
    }

    fn local_consts(&mut self, spec: &'a ast::ConstSpec) {
        let top = self.delayed.len();
        let mut objs = Vec::new();
        for (at, ident) in spec.names.iter().enumerate() {
            let obj = self.new_local(ident, Basic::Invalid.id(), ObjKind::Const(Const::Int(0.into())));
            self.const_decl(obj, spec, spec.values.get(at));
            objs.push(obj);
        }
        self.const_arity(spec);
        self.process_delayed(top);
        for obj in objs {
            self.declare(self.env.scope, obj);
        }
    }

    fn local_vars_decl(&mut self, spec: &'a ast::VarSpec) {
        let top = self.delayed.len();
        self.env.outer_pos = spec.pos;
        let objs: Vec<ObjId> = spec.names.iter().map(|ident| self.new_local_var(ident)).collect();
        let ty = spec.ty.as_ref().map(|expr| self.var_type(expr));
        if spec.values.is_empty() {
            for &obj in &objs {
                let ty = ty.unwrap_or(Basic::Invalid.id());
                self.u.set_object_type(obj, ty);
                if self.lang() < 20 && self.u.is_invalid(ty) {
                    self.use_var(obj);
                }
            }
        } else if spec.values.len() == objs.len() || spec.values.len() == 1 {
            self.init_vars(&objs, ty, &spec.values);
        } else {
            for (at, &obj) in objs.iter().enumerate() {
                if let Some(value) = spec.values.get(at) {
                    let mut x = self.expr(value);
                    self.init_var(obj, ty, &mut x, "variable declaration");
                } else if self.lang() < 20 {
                    self.use_var(obj);
                }
            }
            self.use_exprs(spec.values.get(objs.len()..).unwrap_or_default());
            self.var_arity(spec);
        }
        self.process_delayed(top);
        for obj in objs {
            self.declare(self.env.scope, obj);
        }
    }

    /// A variable of a function's block, without type yet. Unused ones are complained about.
    pub(crate) fn new_local_var(&mut self, ident: &Ident) -> ObjId {
        let obj = self.new_var(ident, Basic::Invalid.id());
        self.local_vars.push(obj);
        obj
    }

    fn local_type(&mut self, spec: &'a ast::TypeSpec) {
        let obj = self.new_local(&spec.name, Basic::Invalid.id(), ObjKind::TypeName { alias: spec.alias });
        if !spec.alias {
            self.local_types += 1;
            let number = self.local_types;
            let ty = self.new_declared_type(spec.name.name.clone(), spec.name.pos, Some(number));
            self.u.set_object_type(obj, ty);
        }
        // The scope of a type's name begins at its identifier.
        self.declare(self.env.scope, obj);
        self.colors.insert(obj, Color::Grey(self.path.len()));
        self.path.push(obj);
        self.type_decl(obj, spec);
        self.path.pop();
        self.colors.insert(obj, Color::Black);
        self.check_recursive_type(obj);
    }

    /// Records that the declaration being checked mentions `obj`.
    pub(crate) fn add_dependency(&mut self, obj: ObjId) {
        if let Some(decl) = self.env.decl
            && self.decls.contains_key(&obj)
            && let Some(info) = self.decls.get_mut(&decl)
        {
            info.deps.insert(obj);
        }
    }
}
