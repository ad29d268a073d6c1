//! Collecting a package's objects: what its files declare and import.

use super::decl::{DeclInfo, DeclKind};
use super::unused::Import;
use super::{Checker, ScopeId};
use crate::errors::TypeError;
use crate::object::{ObjId, ObjKind, Object};
use crate::types::Basic;
use goslice_syntax::ast::{self, Decl, ExprKind, Ident, ImportDecl, Name};
use std::collections::BTreeSet;

impl<'a> Checker<'a> {
    pub(crate) fn collect_objects(&mut self) {
        let package_scope = self.new_table_scope(None);
        let files = self.files;
        let mut file_scopes = Vec::new();
        for (index, file) in files.iter().enumerate() {
            let file_scope = self.new_table_scope(Some(package_scope));
            file_scopes.push(file_scope);
            if index > 0 && file.package.name != files[0].package.name {
                let (name, expected) = (&file.package.name, &files[0].package.name);
                let package = if self.lang() < 20 { "" } else { "package " };
                self.error(file.package.pos, format!("package {name}; expected {package}{expected}"));
            } else if file.package.is_blank() {
                self.error(file.package.pos, "invalid package name _");
            }
            for import in &file.imports {
                self.collect_import(file_scope, import);
            }
            for (at, decl) in file.decls.iter().enumerate() {
                self.collect_decl(file_scope, index, at, decl);
            }
        }
        self.check_import_conflicts(&file_scopes);
        self.resolve_receiver_aliases();
    }

    /// Methods declared for an alias belong to the type that it stands for.
    fn resolve_receiver_aliases(&mut self) {
        for (name, methods) in std::mem::take(&mut self.methods) {
            let base = self.aliased_base(name);
            self.methods.entry(base).or_default().extend(methods);
        }
        for methods in self.methods.values_mut() {
            methods.sort();
        }
    }

    fn aliased_base(&self, mut name: Name) -> Name {
        // An alias may stand for an alias; cycles are errors elsewhere.
        for _ in 0..100 {
            let decl = self.lookup_in(self.package_scope(), &name).and_then(|obj| self.decls.get(&obj));
            match decl.map(|info| &info.kind) {
                Some(DeclKind::Type { spec }) if spec.alias => match receiver_base(&spec.ty) {
                    Some((target, _)) => name = target.name.clone(),
                    None => return name,
                },
                _ => return name,
            }
        }
        name
    }

    fn collect_import(&mut self, file_scope: ScopeId, import: &'a ImportDecl) {
        let pkg =
            if &*import.path == "unsafe" { Some(self.u.unsafe_pkg) } else { (self.config.importer)(&import.path) };
        let Some(pkg) = pkg else {
            return self.error(import.path_pos, self.not_importable(&import.path));
        };
        let package_name = self.u.package(pkg).name.clone();
        let name = import.name.as_ref().map_or(package_name.clone(), |ident| ident.name.clone());
        if &*name == "init" {
            return self.error(import.pos, "cannot import package as init - init must be a func");
        }
        let pos = import.name.as_ref().map_or(import.path_pos, |ident| ident.pos);
        let index = self.imports.len();
        self.imports.push(Import {
            pos: if self.lang() < 18 { import.pos } else { pos },
            path: import.path.clone(),
            package_name,
            name: import.name.as_ref().map(|ident| ident.name.clone()),
            used: &*name == "_",
            obj: None,
        });
        match &*name {
            "_" => {}
            "." => self.import_dot(file_scope, pkg, index),
            _ => {
                let object =
                    Object { name, pos, pkg: Some(self.pkg), ty: Basic::Invalid.id(), kind: ObjKind::Package(pkg) };
                let obj = self.u.new_object(object);
                self.imports[index].register(obj);
                self.info.defs.insert(import.name.as_ref().map_or(import.id, |ident| ident.id), obj);
                self.declare(file_scope, obj);
            }
        }
    }

    fn import_dot(&mut self, file_scope: ScopeId, pkg: crate::object::PkgId, index: usize) {
        let exported = |name: &Name| crate::lookup::is_exported(name);
        let mut entries: Vec<(Name, ObjId)> =
            self.u.package(pkg).scope.iter().map(|(name, obj)| (name.clone(), *obj)).collect();
        entries.retain(|(name, _)| exported(name));
        entries.sort();
        for (name, obj) in entries {
            if self.lookup_in(file_scope, &name).is_none() {
                self.insert(file_scope, name.clone(), obj);
                self.dot_imports.insert((file_scope, name), index);
            }
        }
    }

    fn not_importable(&self, path: &str) -> String {
        if self.old() { format!("package {path} is not in GOROOT") } else { format!("package {path} is not in std") }
    }

    fn collect_decl(&mut self, file_scope: ScopeId, file: usize, index: usize, decl: &'a Decl) {
        match decl {
            Decl::Const(spec) => {
                for (at, ident) in spec.names.iter().enumerate() {
                    let value = spec.values.get(at);
                    let kind = DeclKind::Const { spec, value };
                    self.collect_object(file_scope, ident, const_kind(), kind);
                }
                self.const_arity(spec);
            }
            Decl::Var(spec) => self.collect_vars(file_scope, file, index, spec),
            Decl::Type(spec) => {
                let kind = ObjKind::TypeName { alias: spec.alias };
                self.collect_object(file_scope, &spec.name, kind, DeclKind::Type { spec });
            }
            Decl::Func(func) => self.collect_func(file_scope, func),
        }
    }

    fn collect_vars(&mut self, file_scope: ScopeId, file: usize, index: usize, spec: &'a ast::VarSpec) {
        let kind = || ObjKind::Var { global: true, used: true };
        let one_call = spec.values.len() == 1 && spec.names.len() > 1;
        let mut group = Vec::new();
        for (at, ident) in spec.names.iter().enumerate() {
            let value = if one_call { spec.values.first() } else { spec.values.get(at) };
            let place = (file, index, if one_call { 0 } else { at });
            let decl = DeclKind::Var { spec, value, group: Vec::new(), place };
            group.push(self.collect_object(file_scope, ident, kind(), decl));
        }
        if one_call {
            for obj in group.clone() {
                if let Some(DeclInfo { kind: DeclKind::Var { group: slot, .. }, .. }) = self.decls.get_mut(&obj) {
                    slot.clone_from(&group);
                }
            }
        }
        if spec.ty.is_none() || !spec.values.is_empty() {
            self.var_arity(spec);
        }
    }

    fn collect_func(&mut self, file_scope: ScopeId, func: &'a ast::FuncDecl) {
        let ident = &func.name;
        let decl = DeclKind::Func { func };
        let obj = self.new_local(ident, Basic::Invalid.id(), ObjKind::Func { recv: None });
        self.add_decl(obj, file_scope, decl);
        let Some(recv) = &func.recv else {
            let special = &*ident.name == "init" || (&*ident.name == "main" && &*self.files[0].package.name == "main");
            if special {
                self.check_special_func(func);
            }
            if &*ident.name != "init" && !ident.is_blank() {
                let scope = self.package_scope();
                self.declare(scope, obj);
            }
            return;
        };
        // Methods are declared when their receiver's type is known to be declared here.
        if let Some((base, _)) = recv.first().and_then(|field| receiver_base(&field.ty)) {
            self.methods.entry(base.name.clone()).or_default().push(obj);
        }
    }

    fn check_special_func(&mut self, func: &'a ast::FuncDecl) {
        let name = &func.name.name;
        if !func.sig.type_params.is_empty() {
            let pos = func.sig.type_params[0].pos;
            self.soft_error(pos, format!("func {name} must have no type parameters"));
        }
        if !func.sig.params.is_empty() || !func.sig.results.is_empty() {
            let pos = if self.old() { func.pos } else { func.name.pos };
            self.soft_error(pos, format!("func {name} must have no arguments and no return values"));
        }
        if &**name == "init" && func.body.is_none() {
            let text = if self.lang() >= 25 { "func init must have a body" } else { "missing function body" };
            self.soft_error(func.name.pos, text);
        }
    }

    fn collect_object(&mut self, file_scope: ScopeId, ident: &'a Ident, kind: ObjKind, decl: DeclKind<'a>) -> ObjId {
        let is_type = matches!(kind, ObjKind::TypeName { .. });
        let obj = self.new_local(ident, Basic::Invalid.id(), kind);
        self.add_decl(obj, file_scope, decl);
        if &*ident.name == "init" {
            self.error(ident.pos, "cannot declare init - must be func");
        } else if &*ident.name == "main" && &*self.files[0].package.name == "main" {
            self.error(ident.pos, "cannot declare main - must be func");
        } else {
            let scope = self.package_scope();
            self.declare(scope, obj);
        }
        if is_type {
            self.allocate_type(obj);
        }
        obj
    }

    fn add_decl(&mut self, obj: ObjId, file_scope: ScopeId, kind: DeclKind<'a>) {
        self.decls.insert(obj, DeclInfo { file_scope, kind, deps: BTreeSet::new() });
        self.decl_order.push(obj);
    }

    /// Names of the package may not be those of imports.
    fn check_import_conflicts(&mut self, file_scopes: &[ScopeId]) {
        for &file_scope in file_scopes {
            let mut entries: Vec<(Name, ObjId)> = self.scopes[file_scope.0 as usize].entries().collect();
            entries.sort_by_key(|(_, obj)| *obj);
            for (name, imported) in entries {
                let Some(obj) = self.lookup_in(self.package_scope(), &name) else { continue };
                let pos = self.u.object(obj).pos;
                let object = self.u.object(imported);
                let text = match object.kind {
                    ObjKind::Package(pkg) => {
                        let package = self.u.package(pkg);
                        format!(
                            "{name} already declared through import of package {} (\"{}\")",
                            package.name, package.path
                        )
                    }
                    _ => {
                        let package = object.pkg.map(|pkg| self.u.package(pkg));
                        let (package, path) = package.map_or(("", ""), |pkg| (&*pkg.name, &*pkg.path));
                        format!("{name} already declared through dot-import of package {package} (\"{path}\")")
                    }
                };
                let mut error = TypeError::new(pos, text);
                let place = self.u.object(imported).pos;
                if place.is_some() {
                    error.related.push((place, format!("other declaration of {name}")));
                }
                self.report(error);
            }
        }
    }

    pub(crate) fn const_arity(&mut self, spec: &'a ast::ConstSpec) {
        let (names, values) = (spec.names.len(), spec.values.len());
        if self.old() && names != values {
            let text = if names > values {
                "missing value in const declaration"
            } else {
                "extra expression in const declaration"
            };
            return self.error(spec.names[0].pos, text);
        }
        if names > values {
            let ident = &spec.names[values];
            self.error(ident.pos, format!("missing init expr for {}", ident.name));
        } else if values > names {
            let extra = &spec.values[names];
            if spec.inherited {
                self.error(spec.pos, format!("extra init expr {}", self.text(extra)));
            } else {
                self.error_at(extra, format!("extra init expr {}", self.text(extra)));
            }
        }
    }

    pub(crate) fn var_arity(&mut self, spec: &'a ast::VarSpec) {
        let (names, values) = (spec.names.len(), spec.values.len());
        if self.old() && names != values && values != 1 {
            let variables = if names == 1 { "variable" } else { "variables" };
            let text = format!("assignment mismatch: {names} {variables} but {values} values");
            return self.error(spec.names[0].pos, text);
        }
        if names > values && values != 1 {
            let ident = &spec.names[values];
            self.error(ident.pos, format!("missing init expr for {}", ident.name));
        } else if values > names {
            let extra = &spec.values[names];
            self.error_at(extra, format!("extra init expr {}", self.text(extra)));
        }
    }
}

fn const_kind() -> ObjKind {
    ObjKind::Const(crate::constant::Const::Int(0.into()))
}

/// The name of the type that a receiver's type expression is about, and whether it is a pointer.
pub(crate) fn receiver_base(e: &ast::Expr) -> Option<(&Ident, bool)> {
    match &e.kind {
        ExprKind::Name(ident) => Some((ident, false)),
        ExprKind::Paren(inner) => receiver_base(inner),
        ExprKind::Star(inner) => receiver_base(inner).map(|(ident, _)| (ident, true)),
        ExprKind::Unary { x, .. } => receiver_base(x),
        ExprKind::Index { x, .. } => receiver_base(x),
        _ => None,
    }
}
