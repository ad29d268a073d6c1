//! Composite literals.

use super::facts::has_call;
use super::{Lowering, as_name};
use crate::body::{Expr, ExprKind, SiteId};
use goslice_syntax::ast::{self, Element};
use goslice_types::info::Mode;
use goslice_types::types::{FieldType, Type, TypeId};

impl<'a> Lowering<'a> {
    pub(super) fn composite(&mut self, e: &'a ast::Expr, elems: &'a [Element]) -> Expr {
        let ty = self.ty(e);
        // In elements `&T` may be left out.
        match self.pointee(ty) {
            Some(base) => {
                let value = self.literal(e, base, elems).boxed();
                Expr::new(e.pos, ty, ExprKind::New { value, literal: true, site: SiteId::NONE })
            }
            None => self.literal(e, ty, elems),
        }
    }

    fn literal(&mut self, e: &'a ast::Expr, ty: TypeId, elems: &'a [Element]) -> Expr {
        match self.u.under(ty).clone() {
            Type::Struct(fields) => self.struct_literal(e, ty, &fields, elems),
            Type::Array { elem, .. } => {
                let (elems, _) = self.indexed(elem, elems);
                Expr::new(e.pos, ty, ExprKind::ArrayLit(elems))
            }
            Type::Slice(elem) => {
                let (elems, len) = self.indexed(elem, elems);
                Expr::new(e.pos, ty, ExprKind::SliceLit { elems, len, variadic: false, site: SiteId::NONE })
            }
            _ => unreachable!("the checker refuses maps"),
        }
    }

    fn struct_literal(&mut self, e: &'a ast::Expr, ty: TypeId, fields: &[FieldType], elems: &'a [Element]) -> Expr {
        let index_of = |at: usize, elem: &Element| match elem.key.as_ref().and_then(as_name) {
            Some(name) => fields.iter().position(|field| field.name == name.name).expect("a field of the struct"),
            None => at,
        };
        let indices: Vec<usize> = elems.iter().enumerate().map(|(at, elem)| index_of(at, elem)).collect();
        // Values are evaluated as written.
        let in_order = indices.is_sorted();
        let n_calls = elems.iter().filter(|elem| has_call(self.info(), &elem.value)).count();
        self.seq(|this| {
            let mut values: Vec<Option<Expr>> = vec![None; fields.len()];
            for (elem, &index) in elems.iter().zip(&indices) {
                let value = this.expr_as(&elem.value, fields[index].ty);
                values[index] = Some(if in_order || n_calls == 0 { value } else { this.spill(value) });
            }
            Expr::new(e.pos, ty, ExprKind::StructLit(values))
        })
    }

    /// The elements with their indices, and the length that they ask for.
    fn indexed(&mut self, elem_ty: TypeId, elems: &'a [Element]) -> (Vec<(u64, Expr)>, u64) {
        let mut lowered = Vec::with_capacity(elems.len());
        let mut index: u64 = 0;
        let mut len: u64 = 0;
        for elem in elems {
            if let Some(Mode::Constant(value)) = elem.key.as_ref().map(|key| self.mode(key)) {
                index = value.to_u64().expect("indices are not negative");
            }
            lowered.push((index, self.expr_as(&elem.value, elem_ty)));
            index += 1;
            len = len.max(index);
        }
        (lowered, len)
    }
}
