//! Function types: parameters, results and receivers.

use super::{Checker, ScopeId};
use crate::object::{ObjId, ObjKind};
use crate::types::{Basic, FuncNames, Signature, Type, TypeId};
use goslice_syntax::ast::{self, ExprKind, Field, Name};
use goslice_syntax::source::Pos;

/// A function's type and the scope of its parameters.
pub(crate) struct Function {
    pub(crate) ty: TypeId,
    pub(crate) scope: ScopeId,
    pub(crate) results: Vec<TypeId>,
    pub(crate) named_results: Vec<ObjId>,
}

impl<'a> Checker<'a> {
    /// The function type, with its parameters (and receiver) declared in a new scope.
    pub(crate) fn func_type(&mut self, sig: &'a ast::FuncType, recv: Option<&'a [Field]>) -> Function {
        let outer = self.env.scope;
        let scope = self.open_scope();
        // Parameter types cannot see parameters.
        self.env.scope = outer;
        for param in &sig.type_params {
            // Refused elsewhere; without objects their uses would be errors too.
            if let Some(ident) = &param.name {
                let obj = self.new_local(ident, Basic::Invalid.id(), ObjKind::TypeName { alias: true });
                self.declare(scope, obj);
            }
        }
        if !sig.type_params.is_empty() {
            self.env.scope = scope;
        }
        if let Some(recv) = recv {
            self.receiver(recv, scope);
        }
        let (params, variadic, _) = self.params(&sig.params, scope, true);
        let (results, _, named_results) = self.params(&sig.results, scope, false);
        self.env.scope = outer;
        let names: FuncNames =
            if self.old() { Default::default() } else { (field_names(&sig.params), field_names(&sig.results)) };
        let ty = self.u.spelled_func(Signature { params, results: results.clone(), variadic }, names);
        Function { ty, scope, results, named_results }
    }

    fn params(&mut self, fields: &'a [Field], scope: ScopeId, variadic_ok: bool) -> (Vec<TypeId>, bool, Vec<ObjId>) {
        let mut types: Vec<TypeId> = Vec::with_capacity(fields.len());
        let mut objs = Vec::new();
        let mut variadic = false;
        for (at, field) in fields.iter().enumerate() {
            let ty = match (&field.ty.kind, types.last()) {
                (_, Some(&shared)) if field.shares_type && !variadic => shared,
                (ExprKind::Ellipsis(Some(elem)), _) if variadic_ok && at + 1 == fields.len() => {
                    variadic = true;
                    let elem = self.var_type(elem);
                    let ty = self.u.slice_of(elem);
                    self.record_type(&field.ty, ty);
                    ty
                }
                (ExprKind::Ellipsis(Some(elem)), _) => {
                    // The parser has complained: only the last parameter can be variadic.
                    self.var_type(elem)
                }
                _ => self.var_type(&field.ty),
            };
            types.push(ty);
            if let Some(ident) = &field.name {
                let obj = self.new_local(ident, ty, ObjKind::Var { global: false, used: true });
                self.declare(scope, obj);
                self.var_kinds.insert(obj, if variadic_ok { "parameter" } else { "result variable" });
                objs.push(obj);
            }
        }
        (types, variadic, objs)
    }

    fn receiver(&mut self, fields: &'a [Field], scope: ScopeId) {
        let field = match fields {
            [] => return,
            [one] => one,
            [one, ..] => {
                self.error(fields[fields.len() - 1].pos, "method has multiple receivers");
                one
            }
        };
        let ty = self.typ(&field.ty);
        if let Some(ident) = &field.name {
            let obj = self.new_local(ident, ty, ObjKind::Var { global: false, used: true });
            self.declare(scope, obj);
            self.var_kinds.insert(obj, "receiver");
        }
        let pos = match &field.name {
            Some(ident) if self.lang() < 23 => ident.pos,
            _ => base_pos(&field.ty),
        };
        self.later(move |checker| checker.check_receiver(pos, ty));
    }

    fn check_receiver(&mut self, pos: Pos, ty: TypeId) {
        let (base, _) = self.u.deref(ty);
        if self.u.is_invalid(base) {
            return;
        }
        let shown = self.show(ty);
        match self.u.named_info(self.u.canon(base)) {
            Some(info) if info.pkg != Some(self.pkg) => {
                let shown = self.show(base);
                self.error(pos, format!("cannot define new methods on non-local type {shown}"));
            }
            Some(_) => {
                let cause = match self.u.under(base) {
                    Type::Pointer(_) | Type::Interface(_) => Some("pointer or interface type"),
                    Type::Basic(Basic::UnsafePointer) => Some("unsafe.Pointer"),
                    _ => None,
                };
                if let Some(cause) = cause {
                    let shown = self.show(base);
                    self.error(pos, format!("invalid receiver type {shown} ({cause})"));
                }
            }
            None if matches!(self.u.ty(base), Type::Basic(_)) => {
                let shown = self.show(base);
                self.error(pos, format!("cannot define new methods on non-local type {shown}"));
            }
            None => self.error(pos, format!("invalid receiver type {shown}")),
        }
    }
}

/// The names of parameters, if they have any.
fn field_names(fields: &[Field]) -> Vec<Name> {
    fields.iter().filter_map(|field| field.name.as_ref().map(|ident| ident.name.clone())).collect()
}

/// Where the receiver's base type is written, without stars and parentheses.
fn base_pos(e: &ast::Expr) -> Pos {
    match &e.kind {
        ExprKind::Star(inner) | ExprKind::Paren(inner) => base_pos(inner),
        _ => e.pos,
    }
}
