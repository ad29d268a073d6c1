//! Types and variables that no address space or executable has room for.

use super::Checker;
use crate::layout::size_of;
use crate::object::{ObjId, ObjKind};
use crate::types::{Type, TypeId};
use goslice_syntax::source::Pos;
use std::collections::HashSet;

/// gc's limit for the size of a type, in bytes.
const MAX_TYPE: u64 = 1 << 50;
/// The linker's limit for a package variable, in bytes.
const MAX_SYMBOL: u64 = 2_000_000_000;

impl<'a> Checker<'a> {
    /// Complains about what is too large. gc sees that only when all else is right.
    pub(crate) fn huge_objects(&mut self) {
        if self.config.is_std || !self.errors.is_empty() {
            return;
        }
        let mut seen = HashSet::new();
        let mut found: Vec<(Pos, String)> = Vec::new();
        for (at, object) in self.u.objects.iter().enumerate().filter(|(_, object)| object.pkg == Some(self.pkg)) {
            let global = match object.kind {
                ObjKind::Var { global, .. } => global,
                ObjKind::TypeName { .. } => false,
                _ => continue,
            };
            if let Some(array) = self.huge_array(self.u.spelled_type(ObjId(at as u32)), &mut seen) {
                found.push((object.pos, format!("type {} larger than address space", self.show(array))));
            } else if global && found.is_empty() {
                let bytes = size_of(self.u, object.ty);
                if bytes > MAX_SYMBOL {
                    let package = &self.u.package(self.pkg).path;
                    let name = &object.name;
                    let text = format!("{package}.{name}: symbol too large ({bytes} bytes > {MAX_SYMBOL} bytes)");
                    found.push((object.pos, text));
                }
            }
        }
        for (pos, text) in found {
            self.error(pos, text);
        }
    }

    /// The first array type in `ty` that is too large, if it was not seen before.
    fn huge_array(&self, ty: TypeId, seen: &mut HashSet<TypeId>) -> Option<TypeId> {
        if !seen.insert(ty) {
            return None;
        }
        let under = self.u.underlying(ty);
        match self.u.ty(under) {
            Type::Array { elem, len } => {
                let elem_bytes = size_of(self.u, *elem);
                if elem_bytes > 0 && *len > (MAX_TYPE - 1) / elem_bytes {
                    return Some(under);
                }
                self.huge_array(*elem, seen)
            }
            Type::Pointer(elem) | Type::Slice(elem) => self.huge_array(*elem, seen),
            Type::Struct(fields) => fields.iter().find_map(|field| self.huge_array(field.ty, seen)),
            _ => None,
        }
    }
}
