//! Type expressions, and what identifiers denote.

use super::{Checker, Operand, as_name};
use crate::constant::Const;
use crate::object::{ObjId, ObjKind};
use crate::types::{Basic, Type, TypeId};
use goslice_syntax::ast::{Expr, ExprKind, Ident};
use goslice_syntax::source::Pos;
use num_traits::{Signed, ToPrimitive};

use super::operand::OpMode;

impl<'a> Checker<'a> {
    /// What an identifier denotes. `want_type` changes only errors.
    pub(crate) fn ident(&mut self, e: &'a Expr, ident: &'a Ident, want_type: bool) -> Operand<'a> {
        let mut x = Operand::invalid(e);
        let Some((obj, scope)) = self.resolve(&ident.name) else {
            let text = if ident.is_blank() {
                if self.old() {
                    "cannot use _ as value".to_string()
                } else {
                    "cannot use _ as value or type".to_string()
                }
            } else {
                format!("undefined: {}", ident.name)
            };
            self.error(ident.pos, text);
            return x;
        };
        self.info.uses.insert(ident.id, obj);
        if scope.is_none() && &*ident.name == "any" {
            self.verify(ident.pos, 18, "predeclared any");
        }
        if let Some(scope) = scope
            && let Some(&import) = self.dot_imports.get(&(scope, ident.name.clone()))
        {
            self.imports[import].used = true;
        }
        let no_type = !matches!(self.u.object(obj).kind, ObjKind::TypeName { .. } | ObjKind::Package(_));
        if want_type && no_type && self.lang() >= 23 {
            let text = if self.lang() >= 25 {
                let kind = self.var_kinds.get(&obj).copied().unwrap_or_else(|| object_kind(&self.u.object(obj).kind));
                format!("{} ({kind}) is not a type", ident.name)
            } else {
                format!("{} is not a type", ident.name)
            };
            self.error(ident.pos, text);
            self.use_var(obj);
            return x;
        }
        let declared_type = matches!(self.u.object(obj).kind, ObjKind::TypeName { alias: false });
        if !(self.env.lazy_types && declared_type) {
            self.obj_decl(obj);
        }
        let ty = self.u.spelled_type(obj);
        let object = self.u.object(obj);
        let kind = object.kind.clone();
        let predeclared = object.pkg.is_none();
        match kind {
            ObjKind::Package(_) => {
                self.error(ident.pos, format!("use of package {} not in selector", ident.name));
                if self.old() {
                    self.use_import(obj);
                }
                return x;
            }
            ObjKind::Const(value) => {
                self.add_dependency(obj);
                if self.u.is_invalid(ty) {
                    return x;
                }
                let value = if predeclared && &*ident.name == "iota" {
                    let Some(iota) = self.env.iota else {
                        let text = "cannot use iota outside constant declaration";
                        self.error(ident.pos, if self.old() { "undefined: iota" } else { text });
                        return x;
                    };
                    Const::Int(iota.into())
                } else {
                    value
                };
                x.mode = OpMode::Constant(value);
            }
            ObjKind::TypeName { .. } => {
                if ty == self.invalid() {
                    return x;
                }
                x.mode = OpMode::TypeExpr;
            }
            ObjKind::Var { .. } => {
                self.use_var(obj);
                self.add_dependency(obj);
                if self.u.is_invalid(ty) {
                    return x;
                }
                x.mode = OpMode::Variable;
            }
            ObjKind::Func { .. } => {
                self.add_dependency(obj);
                if self.u.is_invalid(ty) {
                    return x;
                }
                x.mode = OpMode::Value;
            }
            ObjKind::Builtin(builtin) => x.mode = OpMode::Builtin(builtin),
            ObjKind::Nil => x.mode = OpMode::Nil,
            ObjKind::Label => return x,
        }
        x.ty = ty;
        x
    }

    /// The object of the identifier that `e` is, without using it.
    pub(crate) fn peek(&self, e: &Expr) -> Option<ObjId> {
        self.resolve(&as_name(e)?.name).map(|(obj, _)| obj)
    }

    /// The type that `e` denotes; the invalid type after an error.
    pub(crate) fn typ(&mut self, e: &'a Expr) -> TypeId {
        let ty = self.typ_internal(e);
        self.record_type(e, ty);
        ty
    }

    /// The type of a variable: no constraint interface.
    pub(crate) fn var_type(&mut self, e: &'a Expr) -> TypeId {
        let ty = self.typ(e);
        let pos = e.pos;
        self.later(move |checker| checker.no_constraint(pos, ty));
        ty
    }

    fn no_constraint(&mut self, pos: Pos, ty: TypeId) {
        if let Type::Interface(iface) = self.u.under(ty) {
            let why = match (iface.comparable, &iface.union) {
                (true, _) => "interface is (or embeds) comparable",
                (_, Some(_)) => "interface contains type constraints",
                _ => return,
            };
            let shown = self.show(ty);
            self.soft_error(pos, format!("cannot use type {shown} outside a type constraint: {why}"));
        }
    }

    fn typ_internal(&mut self, e: &'a Expr) -> TypeId {
        let invalid = self.invalid();
        match &e.kind {
            ExprKind::Bad => invalid,
            ExprKind::Name(ident) => {
                let x = self.ident(e, ident, true);
                self.operand_type(x)
            }
            ExprKind::Selector { x, sel } => {
                let x = self.selector(e, x, sel, true);
                self.operand_type(x)
            }
            ExprKind::Paren(inner) => self.typ(inner),
            ExprKind::Index { x, .. } => {
                self.refuse_generics(x.pos, "type instantiation");
                invalid
            }
            ExprKind::ArrayType { len: Some(len), elem } => {
                let length = self.array_length(len);
                let elem = self.var_type(elem);
                match length {
                    Some(len) if !self.u.is_invalid(elem) || self.is_incomplete(elem) => {
                        self.u.intern(Type::Array { elem, len })
                    }
                    _ => invalid,
                }
            }
            ExprKind::ArrayType { len: None, elem } => {
                self.error(e.pos, "invalid use of [...] array (outside a composite literal)");
                self.var_type(elem);
                invalid
            }
            ExprKind::SliceType(elem) => {
                let elem = self.var_type(elem);
                self.u.slice_of(elem)
            }
            ExprKind::Ellipsis(elem) => {
                self.error(e.pos, if self.lang() >= 25 { "invalid use of ..." } else { "invalid use of '...'" });
                if let Some(elem) = elem {
                    self.typ(elem);
                }
                invalid
            }
            ExprKind::StructType { fields, .. } => self.struct_type(fields),
            ExprKind::Star(elem) => {
                let elem = self.var_type(elem);
                // No follow-on errors about pointers to what is no type.
                if self.u.is_invalid(elem) && !self.is_incomplete(elem) { invalid } else { self.u.pointer_to(elem) }
            }
            ExprKind::FuncType(sig) => self.func_type(sig, None).ty,
            ExprKind::InterfaceType { elems, .. } => self.interface_type(elems),
            ExprKind::MapType { key, value } => {
                self.refuse_runtime(e.pos, "maps are");
                let key_type = self.var_type(key);
                let value = self.var_type(value);
                let pos = self.expr_pos(key);
                self.later(move |checker| checker.check_map_key(pos, key_type));
                self.u.intern(Type::Map { key: key_type, value })
            }
            ExprKind::ChanType { dir, elem } => {
                self.refuse_runtime(e.pos, "channels are");
                let elem = self.var_type(elem);
                self.u.intern(Type::Chan { dir: *dir, elem })
            }
            _ => {
                let shown = self.text(e);
                self.error_at(e, format!("{shown} is not a type"));
                self.use_exprs(std::slice::from_ref(e));
                invalid
            }
        }
    }

    fn operand_type(&mut self, x: Operand<'a>) -> TypeId {
        match x.mode {
            OpMode::Invalid => {}
            OpMode::TypeExpr => return x.ty,
            OpMode::NoValue => {
                let shown = self.describe(&x);
                self.error_op(&x, format!("{shown} used as type"));
            }
            _ => {
                let shown = if self.old() { self.show_expr(&x) } else { self.describe(&x) };
                self.error_op(&x, format!("{shown} is not a type"));
            }
        }
        self.invalid()
    }

    /// Whether `ty` is a declared type whose underlying type is still to come.
    pub(crate) fn is_incomplete(&self, ty: TypeId) -> bool {
        matches!(self.u.ty(ty), Type::Named(named) if self.incomplete.contains(named))
    }

    fn check_map_key(&mut self, pos: Pos, key: TypeId) {
        if !self.u.is_invalid(key) && !self.u.comparable(key) {
            let shown = self.show(key);
            self.error(pos, format!("invalid map key type {shown}"));
        }
    }

    /// The constant length of an array type.
    fn array_length(&mut self, e: &'a Expr) -> Option<u64> {
        if let ExprKind::Name(ident) = &e.kind {
            let known = self.resolve(&ident.name).map(|(obj, _)| obj);
            let text = match known {
                None if self.old() => format!("undefined: {}", ident.name),
                None if self.lang() < 20 => format!("undeclared name {} for array length", ident.name),
                None => format!("undefined array length {} or missing type constraint", ident.name),
                Some(obj) if !matches!(self.u.object(obj).kind, ObjKind::Const(_)) => {
                    self.info.uses.insert(ident.id, obj);
                    self.use_var(obj);
                    if self.old() {
                        let integer = self.is(self.u.object(obj).ty, Basic::is_integer);
                        let what = if integer { "non-constant" } else { "invalid" };
                        format!("{what} array bound {}", ident.name)
                    } else {
                        format!("invalid array length {}", ident.name)
                    }
                }
                Some(_) => String::new(),
            };
            if !text.is_empty() {
                self.error(e.pos, text);
                return None;
            }
        }
        let lazy_types = std::mem::replace(&mut self.env.lazy_types, false);
        let mut x = self.expr(e);
        self.env.lazy_types = lazy_types;
        let Some(value) = x.constant().cloned() else {
            if !x.is_invalid() {
                let text = if self.old() {
                    format!("non-constant array bound {}", self.show_expr(&x))
                } else {
                    format!("array length {} must be constant", self.describe(&x))
                };
                self.error_op(&x, text);
            }
            return None;
        };
        let mut text = "array length {} must be integer";
        if (self.u.is_untyped(x.ty) || self.u.is(x.ty, Basic::is_integer))
            && let Some(length) = value.to_int()
        {
            if let Some(length) = length.to_i64().filter(|_| !length.is_negative()) {
                if self.u.is_untyped(x.ty) {
                    self.convert_untyped(&mut x, Basic::Int.id());
                }
                return Some(length as u64);
            }
            if length.is_negative() || self.lang() >= 20 {
                text = "invalid array length {}";
            }
            if self.old() {
                text =
                    if length.is_negative() { "array bound must be non-negative" } else { "array bound is too large" };
            }
        }
        let shown = self.describe(&x);
        if self.old() && text.starts_with("array length") {
            let text = format!("invalid array bound {}", self.show_expr(&x));
            self.error_op(&x, text);
            return None;
        }
        self.error_op(&x, text.replace("{}", &shown));
        None
    }

    /// Complains about generics: as Go 1.17 does, or that they are not there yet.
    pub(crate) fn refuse_generics(&mut self, pos: Pos, what: &str) {
        if self.lang() < 18 {
            self.error(pos, format!("{what} requires go1.18 or later"));
        } else {
            self.refuse(pos, "generics are");
        }
    }

    /// Complains about what the runtime cannot do yet; the standard library may have it in code that is not reached.
    pub(crate) fn refuse_runtime(&mut self, pos: Pos, what: &'static str) {
        if !self.config.is_std {
            self.refuse(pos, what);
        }
    }
}

fn object_kind(kind: &ObjKind) -> &'static str {
    match kind {
        ObjKind::Const(_) => "constant",
        ObjKind::TypeName { alias: true } => "type alias",
        ObjKind::TypeName { .. } => "defined type",
        ObjKind::Var { global: true, .. } => "package-level variable",
        ObjKind::Var { .. } => "local variable",
        ObjKind::Func { recv: None } => "function",
        ObjKind::Func { .. } => "method",
        ObjKind::Package(_) => "package name",
        ObjKind::Builtin(_) => "built-in function",
        ObjKind::Nil => "untyped nil",
        ObjKind::Label => "label",
    }
}
