//! Selectors: qualified identifiers, fields, methods, method expressions.

use super::operand::OpMode;
use super::{Checker, Mode, Operand};
use crate::info::{Selection, SelectionKind};
use crate::lookup::{Found, is_exported, lookup};
use crate::object::{ObjId, ObjKind, PkgId};
use crate::types::{Signature, Type, TypeId};
use goslice_syntax::ast::{Expr, ExprKind, Ident};

impl<'a> Checker<'a> {
    /// `inner.sel`. `want_type` changes only errors.
    pub(crate) fn selector(&mut self, e: &'a Expr, inner: &'a Expr, sel: &'a Ident, want_type: bool) -> Operand<'a> {
        if let ExprKind::Name(ident) = &inner.kind
            && let Some((obj, _)) = self.resolve(&ident.name)
            && let ObjKind::Package(pkg) = self.u.object(obj).kind
        {
            self.info.uses.insert(ident.id, obj);
            self.record(inner.id, Mode::Package(pkg), self.invalid());
            self.use_import(obj);
            return self.qualified(e, ident, pkg, sel, want_type);
        }
        let mut x = self.expr_or_type(inner);
        if x.is_invalid() {
            return x;
        }
        if let OpMode::Builtin(_) = x.mode {
            let shown = self.describe(&x);
            self.error(super::operator_pos(e), format!("invalid use of {shown} in selector expression"));
            x.invalidate();
            return x;
        }
        if sel.is_blank() && self.old() {
            let text = "cannot refer to blank field or method";
            self.error(sel.pos, text);
            x.invalidate();
            return x;
        }
        if self.is_incomplete(self.u.deref(x.ty).0) {
            self.error(e.pos, "invalid recursive type");
            x.invalidate();
            return x;
        }
        let found = lookup(self.u, x.ty, &sel.name, Some(self.pkg));
        if x.mode == OpMode::TypeExpr {
            return self.method_expr(e, x, sel, found);
        }
        let x_is_variable = x.mode == OpMode::Variable;
        match found {
            Found::Field { path, ty, indirect } => {
                self.info.selections.insert(e.id, Selection { kind: SelectionKind::Field, path, indirect });
                x.mode = if x_is_variable || indirect { OpMode::Variable } else { OpMode::Value };
                x.ty = ty;
            }
            Found::Method { path, obj, indirect } => {
                if self.u.has_pointer_receiver(obj) && !indirect && !x_is_variable {
                    let text = self.pointer_method_text(&x, sel);
                    self.error(self.selector_pos(e, sel), text);
                    x.invalidate();
                    return x;
                }
                self.obj_decl(obj);
                self.add_dependency(obj);
                self.info.uses.insert(sel.id, obj);
                let kind = SelectionKind::Method(obj);
                self.info.selections.insert(e.id, Selection { kind, path, indirect });
                x.mode = OpMode::Value;
                x.ty = self.u.spelled_type(obj);
            }
            Found::InterfaceMethod { path, index, sig, indirect } => {
                let kind = SelectionKind::InterfaceMethod(index);
                self.info.selections.insert(e.id, Selection { kind, path, indirect });
                x.mode = OpMode::Value;
                x.ty = sig;
            }
            Found::Ambiguous | Found::Nothing => {
                self.missing_member(e, &x, sel, found);
                x.invalidate();
            }
        }
        x
    }

    /// Where errors about a selected name are: at the name, or in Go 1.17 and before at the dot.
    fn selector_pos(&self, e: &Expr, sel: &Ident) -> goslice_syntax::source::Pos {
        if self.old() { super::operator_pos(e) } else { sel.pos }
    }

    fn pointer_method_text(&self, x: &Operand<'a>, sel: &Ident) -> String {
        format!("cannot call pointer method {} on {}", sel.name, self.show(x.ty))
    }

    fn qualified(&mut self, e: &'a Expr, ident: &Ident, pkg: PkgId, sel: &'a Ident, want_type: bool) -> Operand<'a> {
        let mut x = Operand::invalid(e);
        let member = self.u.package(pkg).scope.get(&sel.name).copied();
        let member = member.filter(|obj| self.exists(*obj));
        let exported = is_exported(&sel.name);
        let obj = match member {
            Some(obj) if exported => obj,
            _ => {
                let text = self.not_a_member(ident, pkg, sel, exported);
                let pos = if self.old() { super::operator_pos(e) } else { sel.pos };
                self.error(pos, text);
                return x;
            }
        };
        self.info.uses.insert(sel.id, obj);
        let ty = self.u.spelled_type(obj);
        let object = self.u.object(obj);
        x.ty = ty;
        x.mode = match &object.kind {
            ObjKind::Const(value) => OpMode::Constant(value.clone()),
            ObjKind::TypeName { .. } => OpMode::TypeExpr,
            ObjKind::Var { .. } => OpMode::Variable,
            ObjKind::Func { .. } => OpMode::Value,
            ObjKind::Builtin(builtin) => OpMode::Builtin(*builtin),
            _ => OpMode::Invalid,
        };
        if want_type && x.mode != OpMode::TypeExpr && self.lang() >= 23 {
            self.error(sel.pos, format!("{} is not a type", self.text(e)));
            x.invalidate();
        }
        x
    }

    /// Whether the release has the object: newer functions of unsafe do not exist in older ones.
    fn exists(&self, obj: ObjId) -> bool {
        match self.u.object(obj).kind {
            ObjKind::Builtin(builtin) => self.knows(builtin.since()),
            _ => true,
        }
    }

    fn not_a_member(&self, ident: &Ident, pkg: PkgId, sel: &Ident, exported: bool) -> String {
        let name = &sel.name;
        let undefined = format!("undefined: {}.{name}", ident.name);
        if exported {
            return undefined;
        }
        if self.old() {
            return format!("cannot refer to unexported name {}.{name}", ident.name);
        }
        let package = &self.u.package(pkg).name;
        match self.u.package(pkg).scope.contains_key(name) {
            true if self.lang() < 20 => format!("{name} not exported by package {package}"),
            true => format!("name {name} not exported by package {package}"),
            false if self.lang() >= 25 => {
                // The same name in another case.
                let folded = name.to_lowercase();
                let mut others: Vec<&str> = self
                    .u
                    .package(pkg)
                    .scope
                    .keys()
                    .map(|other| &**other)
                    .filter(|other| is_exported(other) && other.to_lowercase() == folded)
                    .collect();
                others.sort_unstable();
                match others.first() {
                    Some(other) => format!("{undefined} (but have {other})"),
                    None => undefined,
                }
            }
            false => undefined,
        }
    }

    fn method_expr(&mut self, e: &'a Expr, mut x: Operand<'a>, sel: &'a Ident, found: Found) -> Operand<'a> {
        let (kind, path, sig, indirect) = match found {
            Found::Method { path, obj, indirect } => {
                if self.u.has_pointer_receiver(obj) && !indirect {
                    let (ty, name) = (self.show(x.ty), &sel.name);
                    let text = match self.lang() {
                        ..18 => {
                            format!("invalid method expression {ty}.{name} (needs pointer receiver: (*{ty}).{name})")
                        }
                        18..20 => format!("cannot call pointer method {name} on {ty}"),
                        _ => format!("invalid method expression {ty}.{name} (needs pointer receiver (*{ty}).{name})"),
                    };
                    self.error(self.selector_pos(e, sel), text);
                    x.invalidate();
                    return x;
                }
                self.obj_decl(obj);
                self.add_dependency(obj);
                self.info.uses.insert(sel.id, obj);
                (SelectionKind::MethodExpr(obj), path, self.u.spelled_type(obj), indirect)
            }
            Found::InterfaceMethod { path, index, sig, indirect } => {
                (SelectionKind::InterfaceMethodExpr(index), path, sig, indirect)
            }
            found => {
                if let Found::Field { .. } = found {
                    let (ty, name, inner) = (self.show(x.ty), &sel.name, self.show_expr(&x));
                    let text = if self.lang() >= 25 {
                        format!("operand for field selector {name} must be value of type {ty}")
                    } else {
                        format!("{inner}.{name} undefined (type {ty} has no method {name})")
                    };
                    let pos = if self.lang() >= 25 { e.pos } else { self.selector_pos(e, sel) };
                    self.error(pos, text);
                } else {
                    self.missing_member(e, &x, sel, found);
                }
                x.invalidate();
                return x;
            }
        };
        self.info.selections.insert(e.id, Selection { kind, path, indirect });
        let names = self.method_expr_names(sig, kind);
        if let Type::Func(sig) = self.u.ty(sig).clone() {
            let params = std::iter::once(x.ty).chain(sig.params).collect();
            x.ty = self.u.spelled_func(Signature { params, ..sig }, names);
        }
        x.mode = OpMode::Value;
        x
    }

    /// Parameter names of a method expression: the receiver comes first.
    fn method_expr_names(&self, sig: TypeId, kind: SelectionKind) -> crate::types::FuncNames {
        let Some((params, results)) = self.u.func_names.get(&sig).cloned() else { return Default::default() };
        if params.is_empty() {
            return (params, results);
        }
        let recv = match kind {
            SelectionKind::MethodExpr(obj) => self.receiver_names.get(&obj).cloned(),
            _ => None,
        };
        let recv = recv.unwrap_or_else(|| "_".into());
        (std::iter::once(recv).chain(params).collect(), results)
    }

    fn missing_member(&mut self, e: &'a Expr, x: &Operand<'a>, sel: &'a Ident, found: Found) {
        let (shown, name) = (self.show_expr(x), &sel.name);
        let pos = self.selector_pos(e, sel);
        if found == Found::Ambiguous {
            return self.error(pos, format!("ambiguous selector {shown}.{name}"));
        }
        if self.u.is_invalid(x.ty) {
            return;
        }
        let points_to_interface = matches!(*self.u.under(x.ty), Type::Pointer(elem) if self.u.is_interface(elem));
        let why = if points_to_interface {
            format!("type {} is pointer to interface, not interface", self.show(x.ty))
        } else {
            self.lookup_error(x.ty, name)
        };
        self.error(pos, format!("{shown}.{name} undefined ({why})"));
    }

    /// Why `ty` has no member `name`: perhaps one with another spelling is there.
    fn lookup_error(&self, ty: TypeId, name: &str) -> String {
        let missing = format!("type {} has no field or method {name}", self.show(ty));
        let Some((other, what, same_pkg)) = self.other_spelling(ty, name) else { return missing };
        if self.lang() < 23 {
            // Only the case of the first letter is tried.
            return if same_first_letter(&other, name) && (same_pkg || is_exported(&other)) {
                format!("{missing}, but does have {other}")
            } else {
                missing
            };
        }
        if same_pkg || is_exported(&other) {
            format!("{missing}, but does have {what} {other}")
        } else if is_exported(name) {
            format!("{missing}, but does have unexported {what} {other}")
        } else {
            format!("cannot refer to unexported {what} {other}")
        }
    }

    /// A field or method of `ty` whose name differs from `name` only in the case of letters (or is another package's).
    fn other_spelling(&self, ty: TypeId, name: &str) -> Option<(String, &'static str, bool)> {
        if name == "_" {
            return None;
        }
        let folded = name.to_lowercase();
        let (base, _) = self.u.deref(ty);
        if let Type::Struct(fields) = self.u.view(base) {
            let field = fields.iter().find(|field| field.name.to_lowercase() == folded);
            if let Some(field) = field {
                let here = field.pkg.is_none() || field.pkg == Some(self.pkg);
                return Some((field.name.to_string(), "field", here));
            }
        }
        let (method, _) = crate::predicates::other_case(self.u, ty, name, Some(self.pkg))?;
        Some((method, "method", true))
    }
}

fn same_first_letter(a: &str, b: &str) -> bool {
    let tail = |s: &str| s.chars().skip(1).collect::<String>();
    tail(a) == tail(b)
}
