//! Composite literals.

use super::operand::OpMode;
use super::{Checker, Operand, as_name};
use crate::constant::Const;
use crate::types::{FieldType, Type, TypeId};
use goslice_syntax::ast::{Element, Expr, ExprKind};
use goslice_syntax::source::Pos;
use num_traits::Signed;
use std::collections::HashSet;

impl<'a> Checker<'a> {
    pub(crate) fn composite_literal(
        &mut self,
        e: &'a Expr,
        ty: Option<&'a Expr>,
        elems: &'a [Element],
        rbrace: Pos,
        hint: Option<TypeId>,
    ) -> Operand<'a> {
        let (ty, base) = match (ty, hint) {
            (Some(ty), _) => match &ty.kind {
                // `[...]T`: the elements tell the length.
                ExprKind::ArrayType { len: None, elem } => {
                    let elem = self.var_type(elem);
                    let len = self.indexed_elements(elems, elem, None);
                    let array = self.u.intern(Type::Array { elem, len });
                    self.record_type(ty, array);
                    return Operand::new(OpMode::Value, array, e);
                }
                _ => {
                    let ty = self.typ(ty);
                    (ty, ty)
                }
            },
            (None, Some(hint)) => {
                // In elements `&T` may be left out as well.
                let base = match *self.u.view(hint) {
                    Type::Pointer(elem) => elem,
                    _ => hint,
                };
                (hint, base)
            }
            (None, None) => {
                self.error(e.pos, "missing type in composite literal");
                self.use_elements(elems);
                return Operand::invalid(e);
            }
        };
        if self.is_incomplete(base) {
            self.error(e.pos, "invalid recursive type");
            self.use_elements(elems);
            return Operand::invalid(e);
        }
        match *self.u.view(base) {
            Type::Struct(_) => self.struct_literal(e, base, elems, rbrace),
            Type::Array { elem, len } => {
                self.indexed_elements(elems, elem, Some(len));
            }
            Type::Slice(elem) => {
                self.indexed_elements(elems, elem, None);
            }
            Type::Map { key, value } => self.map_literal(elems, key, value),
            _ => {
                self.use_elements(elems);
                if !self.u.is_invalid(base) {
                    let shown = self.show(base);
                    let text = format!("invalid composite literal type {shown}");
                    self.error_at(e, text);
                }
                return Operand::invalid(e);
            }
        }
        Operand::new(OpMode::Value, ty, e)
    }

    fn use_elements(&mut self, elems: &'a [Element]) {
        for elem in elems {
            // Keys may be field names.
            if !matches!(elem.value.kind, ExprKind::Composite { ty: None, .. }) {
                self.use_expr(&elem.value);
            }
        }
    }

    fn struct_literal(&mut self, e: &'a Expr, base: TypeId, elems: &'a [Element], rbrace: Pos) {
        let Type::Struct(fields) = self.u.view(base).clone() else { return };
        let Some(first) = elems.first() else { return };
        if first.key.is_some() {
            self.keyed_fields(base, &fields, elems);
        } else {
            self.positional_fields(e, base, &fields, elems, rbrace);
        }
    }

    fn keyed_fields(&mut self, base: TypeId, fields: &[FieldType], elems: &'a [Element]) {
        let mut seen = HashSet::new();
        for elem in elems {
            let Some(key) = &elem.key else {
                let text = if self.old() {
                    "mixture of field:value and value initializers"
                } else {
                    "mixture of field:value and value elements in struct literal"
                };
                self.error_at(&elem.value, text);
                self.use_expr(&elem.value);
                continue;
            };
            let Some(name) = as_name(key).filter(|_| matches!(key.kind, ExprKind::Name(_))) else {
                let shown = self.text(key);
                self.error_at(key, format!("invalid field name {shown} in struct literal"));
                self.use_expr(&elem.value);
                continue;
            };
            let index = fields.iter().position(|field| {
                field.name == name.name && !name.is_blank() && (field.pkg.is_none() || field.pkg == Some(self.pkg))
            });
            let Some(index) = index else {
                if self.promoted_field(base, key, &name.name) {
                    self.use_expr(&elem.value);
                    continue;
                }
                let text = self.unknown_field(base, fields, &name.name);
                self.error(key.pos, text);
                self.use_expr(&elem.value);
                continue;
            };
            let field = &fields[index];
            let mut x = self.expr(&elem.value);
            self.assignment(&mut x, Some(field.ty), "struct literal");
            if !seen.insert(index) {
                let name = &field.name;
                let text = if self.old() {
                    format!("duplicate field name in struct literal: {name}")
                } else {
                    format!("duplicate field name {name} in struct literal")
                };
                let pos = self.element_pos(elem);
                self.error(pos, text);
            }
        }
    }

    /// Where errors about an element are: at its start, in 1.18 and 1.19 at the colon.
    fn element_pos(&self, elem: &Element) -> Pos {
        match &elem.key {
            Some(key) if (18..20).contains(&self.lang()) => key.pos.offset(self.text(key).len() as u32),
            Some(key) => self.expr_pos(key),
            None => self.expr_pos(&elem.value),
        }
    }

    /// From 1.27 on keys may be promoted fields.
    fn promoted_field(&mut self, base: TypeId, key: &'a Expr, name: &str) -> bool {
        if self.lang() < 27 {
            return false;
        }
        match crate::lookup::lookup(self.u, base, name, Some(self.pkg)) {
            crate::lookup::Found::Field { path, indirect, .. } if path.len() > 1 => {
                if !self.allows(key.pos, 27) {
                    let (shown, requires) = (self.show(base), self.requires(key.pos, 27));
                    let path = self.path_text(base, &path, name);
                    let text = format!("use of promoted field {path} in struct literal of type {shown} {requires}");
                    self.error(key.pos, text);
                } else if indirect {
                    self.error(key.pos, format!("invalid implicit pointer indirection to reach {name}"));
                } else {
                    self.refuse(key.pos, "promoted fields in struct literals are");
                }
                true
            }
            _ => false,
        }
    }

    /// The way to a promoted field, by the names of the embedded ones: `E.D.X`.
    fn path_text(&self, base: TypeId, path: &[u32], name: &str) -> String {
        let mut names = Vec::new();
        let mut ty = base;
        for &index in &path[..path.len() - 1] {
            let view = match self.u.view(ty) {
                Type::Pointer(elem) => self.u.view(*elem),
                view => view,
            };
            let Type::Struct(fields) = view else { break };
            let field = &fields[index as usize];
            names.push(field.name.to_string());
            ty = field.ty;
        }
        names.push(name.to_owned());
        names.join(".")
    }

    fn unknown_field(&self, base: TypeId, fields: &[FieldType], name: &str) -> String {
        let shown = self.show(base);
        if self.lang() < 20 {
            return format!("unknown field '{name}' in struct literal of type {shown}");
        }
        let missing = format!("unknown field {name} in struct literal of type {shown}");
        let folded = name.to_lowercase();
        let other = fields.iter().find(|field| field.name.to_lowercase() == folded && folded != "_");
        match other {
            Some(_) if self.lang() < 23 => missing,
            Some(field) if field.pkg.is_none() || field.pkg == Some(self.pkg) => {
                format!("{missing}, but does have {}", field.name)
            }
            Some(field) if *field.name == *name => {
                format!("cannot refer to unexported field {} in struct literal of type {shown}", field.name)
            }
            Some(field) => format!("{missing}, but does have unexported {}", field.name),
            None => missing,
        }
    }

    fn positional_fields(
        &mut self,
        e: &'a Expr,
        base: TypeId,
        fields: &[FieldType],
        elems: &'a [Element],
        rbrace: Pos,
    ) {
        let shown = self.show(base);
        for (at, elem) in elems.iter().enumerate() {
            if let Some(key) = &elem.key {
                let text = if self.old() {
                    "mixture of field:value and value initializers"
                } else {
                    "mixture of field:value and value elements in struct literal"
                };
                self.error(key.pos, text);
                continue;
            }
            let mut x = self.expr(&elem.value);
            let Some(field) = fields.get(at) else {
                let text = match self.lang() {
                    ..18 => "too many values in struct initializer".to_string(),
                    18..20 => format!("too many values in {shown}{{…}}"),
                    _ => format!("too many values in struct literal of type {shown}"),
                };
                self.error_op(&x, text);
                for rest in &elems[at + 1..] {
                    self.use_expr(&rest.value);
                }
                return;
            };
            if field.pkg.is_some_and(|pkg| pkg != self.pkg) {
                let name = &field.name;
                let text = if self.lang() < 20 {
                    format!("implicit assignment to unexported field {name} in {shown} literal")
                } else {
                    format!("implicit assignment to unexported field {name} in struct literal of type {shown}")
                };
                self.error_op(&x, text);
                continue;
            }
            self.assignment(&mut x, Some(field.ty), "struct literal");
        }
        if elems.len() < fields.len() {
            let text = match self.lang() {
                ..18 => "too few values in struct initializer".to_string(),
                18..20 => format!("too few values in {shown}{{…}}"),
                _ => format!("too few values in struct literal of type {shown}"),
            };
            let pos = if self.old() { super::operator_pos(e) } else { rbrace };
            self.error(pos, text);
        }
    }

    /// Elements of arrays and slices; returns the length that they ask for.
    fn indexed_elements(&mut self, elems: &'a [Element], elem_ty: TypeId, len: Option<u64>) -> u64 {
        let mut seen = HashSet::new();
        let mut max = 0;
        let mut index: u64 = 0;
        let mut bounded = true;
        for elem in elems {
            let mut in_bounds = true;
            if let Some(key) = &elem.key {
                match self.constant_index(key, len) {
                    Some(at) => {
                        index = at;
                        bounded = true;
                    }
                    None => bounded = false,
                }
            } else if let Some(len) = len
                && index >= len
                && bounded
            {
                let text = if self.old() {
                    format!("array index {index} out of bounds [0:{len}]")
                } else {
                    format!("index {index} is out of bounds (>= {len})")
                };
                self.error_at(&elem.value, text);
                in_bounds = false;
            }
            if bounded && in_bounds && !seen.insert(index) {
                let text = if self.old() {
                    format!("duplicate index in array literal: {index}")
                } else {
                    format!("duplicate index {index} in array or slice literal")
                };
                let pos = self.element_pos(elem);
                self.error(pos, text);
            }
            index = index.saturating_add(1);
            max = max.max(index);
            let mut x = self.expr_with_hint(&elem.value, Some(elem_ty));
            self.assignment(&mut x, Some(elem_ty), "array or slice literal");
        }
        max
    }

    /// The constant index that a key is.
    fn constant_index(&mut self, key: &'a Expr, len: Option<u64>) -> Option<u64> {
        let mut x = self.expr(key);
        if x.is_invalid() {
            return None;
        }
        if x.constant().is_none() {
            let shown = self.text(key);
            let text = if self.old() {
                "index must be non-negative integer constant".into()
            } else {
                format!("index {shown} must be integer constant")
            };
            self.error_op(&x, text);
            return None;
        }
        if self.old() {
            let valid = x.constant().and_then(Const::to_int).filter(|int| !int.is_negative());
            if valid.is_none() {
                self.error_op(&x, "index must be non-negative integer constant");
                return None;
            }
        }
        if !self.valid_index(&mut x, "array", false) {
            return None;
        }
        let value = x.constant()?.to_u64()?;
        if let Some(len) = len
            && value >= len
        {
            let text = if self.old() {
                format!("array index {value} out of bounds [0:{len}]")
            } else if self.lang() == 18 {
                format!("invalid argument: array index {value} out of bounds [0:{len}]")
            } else {
                format!("invalid argument: index {value} out of bounds [0:{len}]")
            };
            self.error_op(&x, text);
            return None;
        }
        Some(value)
    }

    fn map_literal(&mut self, elems: &'a [Element], key_ty: TypeId, value_ty: TypeId) {
        let mut seen: HashSet<(TypeId, String)> = HashSet::new();
        for elem in elems {
            let Some(key) = &elem.key else {
                self.error_at(&elem.value, "missing key in map literal");
                self.use_expr(&elem.value);
                continue;
            };
            let mut x = self.expr_with_hint(key, Some(key_ty));
            self.assignment(&mut x, Some(key_ty), "map literal");
            if let Some(value) = x.constant() {
                // Basic constants are equal when their full texts are.
                let text = match value {
                    Const::String(bytes) => crate::const_format::quote(bytes),
                    Const::Int(int) => int.to_string(),
                    other => format!("{other:?}"),
                };
                let short = value.short();
                if !seen.insert((self.u.canon(x.ty), text)) {
                    let text = if self.old() {
                        format!("duplicate key {} in map literal", self.text(key))
                    } else {
                        format!("duplicate key {short} in map literal")
                    };
                    self.error_op(&x, text);
                }
            }
            let mut x = self.expr_with_hint(&elem.value, Some(value_ty));
            self.assignment(&mut x, Some(value_ty), "map literal");
        }
    }
}
