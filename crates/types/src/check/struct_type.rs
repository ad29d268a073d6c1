//! Struct types.

use super::Checker;
use crate::errors::TypeError;
use crate::lookup::is_exported;
use crate::types::{Basic, FieldType, Type, TypeId};
use goslice_syntax::ast::{Expr, ExprKind, Field, Ident, Name};
use goslice_syntax::source::Pos;

impl<'a> Checker<'a> {
    pub(crate) fn struct_type(&mut self, fields: &'a [Field]) -> TypeId {
        let mut out: Vec<FieldType> = Vec::with_capacity(fields.len());
        let mut seen: Vec<(Name, Pos)> = Vec::new();
        let mut shared = Basic::Invalid.id();
        for field in fields {
            if !field.shares_type {
                shared = self.var_type(&field.ty);
            }
            let ty = shared;
            let ident = match &field.name {
                Some(ident) => ident,
                None => match embedded_name(&field.ty) {
                    Some(ident) => ident,
                    None => {
                        let shown = self.text(&field.ty);
                        self.error(field.pos, format!("invalid embedded field type {shown}"));
                        continue;
                    }
                },
            };
            let embedded = field.name.is_none();
            let pos = if self.lang() < 20 { field.pos } else { ident.pos };
            self.distinct_field(&mut seen, ident, pos);
            if embedded {
                self.check_embedded(&field.ty, ty);
            }
            let pkg = if is_exported(&ident.name) { None } else { Some(self.pkg) };
            out.push(FieldType { name: ident.name.clone(), pkg, ty, embedded, tag: field.tag.clone() });
        }
        self.u.intern(Type::Struct(out))
    }

    fn distinct_field(&mut self, seen: &mut Vec<(Name, Pos)>, ident: &Ident, pos: Pos) {
        if ident.is_blank() {
            return;
        }
        match seen.iter().find(|(name, _)| *name == ident.name) {
            Some((_, other)) => {
                let text = if self.old() { "duplicate field {}" } else { "{} redeclared" };
                let mut error = TypeError::new(pos, text.replace("{}", &ident.name));
                if !self.old() {
                    error.related.push((*other, format!("other declaration of {}", ident.name)));
                }
                self.report(error);
            }
            None => seen.push((ident.name.clone(), pos)),
        }
    }

    /// Embedded types are checked when they are complete.
    fn check_embedded(&mut self, e: &'a Expr, ty: TypeId) {
        let pos = e.pos;
        self.later(move |checker| {
            let (base, pointer) = checker.u.deref(ty);
            let text = match checker.u.under(base) {
                Type::Basic(Basic::UnsafePointer) => "embedded field type cannot be unsafe.Pointer",
                Type::Pointer(_) => "embedded field type cannot be a pointer",
                Type::Interface(_) if pointer => "embedded field type cannot be a pointer to an interface",
                _ => return,
            };
            checker.error(pos, text);
        });
    }
}

/// The name that an embedded field gets from its type.
fn embedded_name(e: &Expr) -> Option<&Ident> {
    match &e.kind {
        ExprKind::Name(ident) => Some(ident),
        ExprKind::Star(inner) if !matches!(inner.kind, ExprKind::Star(_)) => embedded_name(inner),
        ExprKind::Selector { sel, .. } => Some(sel),
        ExprKind::Index { x, .. } => embedded_name(x),
        ExprKind::Paren(inner) => embedded_name(inner),
        _ => None,
    }
}
