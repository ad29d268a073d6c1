//! Calls of package unsafe's functions.

use super::call::CallSite;
use super::operand::{OpMode, Operand};
use super::{Checker, unparen};
use crate::constant::Const;
use crate::info::{Selection, SelectionKind};
use crate::layout::{align_of, field_offsets, size_of};
use crate::lookup::{Found, lookup};
use crate::object::Builtin;
use crate::types::{Basic, Type, TypeId};
use goslice_syntax::ast::ExprKind;

impl<'a> Checker<'a> {
    pub(crate) fn unsafe_builtin(
        &mut self,
        site: CallSite<'a>,
        builtin: Builtin,
        args: Vec<Operand<'a>>,
    ) -> Option<Operand<'a>> {
        let mut args = args.into_iter();
        let first = args.next();
        let second = args.next();
        match builtin {
            Builtin::UnsafeSizeof | Builtin::UnsafeAlignof => self.size_or_alignment(site, builtin, first?),
            Builtin::UnsafeOffsetof => self.offsetof(site),
            Builtin::UnsafeAdd => self.unsafe_add(site, first?, second?),
            Builtin::UnsafeSlice => {
                let x = first?;
                let Type::Pointer(elem) = *self.u.view(x.ty) else {
                    return self.not_a(&x, "pointer");
                };
                let ty = self.u.slice_of(elem);
                self.unsafe_length(site, second?, ty)
            }
            Builtin::UnsafeString => {
                let mut x = first?;
                let byte = self.u.byte;
                let pointer = self.u.pointer_to(byte);
                self.assignment(&mut x, Some(pointer), "argument to unsafe.String");
                if x.is_invalid() {
                    return None;
                }
                self.unsafe_length(site, second?, Basic::String.id())
            }
            Builtin::UnsafeSliceData => {
                let x = first?;
                let Type::Slice(elem) = *self.u.view(x.ty) else {
                    return self.not_a(&x, "slice");
                };
                let ty = self.u.pointer_to(elem);
                Some(Operand::new(OpMode::Value, ty, site.expr))
            }
            Builtin::UnsafeStringData => {
                let mut x = first?;
                self.assignment(&mut x, Some(Basic::String.id()), "argument to unsafe.StringData");
                if x.is_invalid() {
                    return None;
                }
                let byte = self.u.byte;
                let ty = self.u.pointer_to(byte);
                Some(Operand::new(OpMode::Value, ty, site.expr))
            }
            _ => None,
        }
    }

    fn not_a(&mut self, x: &Operand<'a>, what: &str) -> Option<Operand<'a>> {
        let shown = self.describe(x);
        self.error_op(x, format!("invalid argument: {shown} is not a {what}"));
        None
    }

    fn unsafe_length(&mut self, site: CallSite<'a>, mut len: Operand<'a>, ty: TypeId) -> Option<Operand<'a>> {
        self.valid_index(&mut len, "length", false).then(|| Operand::new(OpMode::Value, ty, site.expr))
    }

    fn unsafe_add(&mut self, site: CallSite<'a>, mut x: Operand<'a>, mut y: Operand<'a>) -> Option<Operand<'a>> {
        let pointer = Basic::UnsafePointer.id();
        self.assignment(&mut x, Some(pointer), "argument to unsafe.Add");
        if x.is_invalid() || !self.valid_index(&mut y, "length", true) {
            return None;
        }
        Some(Operand::new(OpMode::Value, pointer, site.expr))
    }

    fn size_or_alignment(&mut self, site: CallSite<'a>, builtin: Builtin, mut x: Operand<'a>) -> Option<Operand<'a>> {
        let context = format!("argument to unsafe.{}", builtin.name());
        self.assignment(&mut x, None, &context);
        if x.is_invalid() {
            return None;
        }
        let value = if builtin == Builtin::UnsafeSizeof { size_of(self.u, x.ty) } else { align_of(self.u, x.ty) };
        Some(self.uintptr_constant(site, value))
    }

    fn uintptr_constant(&self, site: CallSite<'a>, value: u64) -> Operand<'a> {
        Operand::new(OpMode::Constant(Const::Int(value.into())), Basic::Uintptr.id(), site.expr)
    }

    fn offsetof(&mut self, site: CallSite<'a>) -> Option<Operand<'a>> {
        let arg = site.args.first()?;
        let ExprKind::Selector { x: inner, sel } = &unparen(arg).kind else {
            let shown = self.text(arg);
            self.error_at(arg, format!("invalid argument: {shown} is not a selector expression"));
            self.use_expr(arg);
            return None;
        };
        let x = self.expr(inner);
        if x.is_invalid() {
            return None;
        }
        let base = match *self.u.view(x.ty) {
            Type::Pointer(elem) if matches!(self.u.view(elem), Type::Struct(_)) => elem,
            _ => x.ty,
        };
        let base_name = self.show(base);
        let name = &sel.name;
        let (path, ty, indirect) = match lookup(self.u, base, name, Some(self.pkg)) {
            Found::Field { path, ty, indirect } => (path, ty, indirect),
            Found::Method { .. } | Found::InterfaceMethod { .. } => {
                let shown = self.text(arg);
                self.error_at(arg, format!("invalid argument: {shown} is a method value"));
                return None;
            }
            _ => {
                self.error_op(&x, format!("invalid argument: {base_name} has no single field {name}"));
                return None;
            }
        };
        if indirect {
            self.error_op(&x, format!("invalid argument: field {name} is embedded via a pointer in {base_name}"));
            return None;
        }
        let mut offset = 0;
        let mut at = base;
        for &index in &path {
            offset += field_offsets(self.u, at).get(index as usize).copied().unwrap_or(0);
            if let Type::Struct(fields) = self.u.under(at) {
                at = fields[index as usize].ty;
            }
        }
        let selector = unparen(arg);
        self.info.selections.insert(selector.id, Selection { kind: SelectionKind::Field, path, indirect });
        self.record(selector.id, crate::info::Mode::Variable, ty);
        Some(self.uintptr_constant(site, offset))
    }
}
