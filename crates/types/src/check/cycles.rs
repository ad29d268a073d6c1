//! Cycles in declarations, and types that would contain themselves.

use super::Checker;
use super::decl::DeclKind;
use crate::errors::TypeError;
use crate::object::{ObjId, ObjKind};
use crate::types::{Basic, NamedId, Type, TypeId};

impl<'a> Checker<'a> {
    /// `obj`, at `at` of the path, is mentioned while it is being checked.
    pub(crate) fn declaration_cycle(&mut self, obj: ObjId, at: usize) {
        let cycle: Vec<ObjId> = self.path.get(at..).unwrap_or_default().to_vec();
        let mut values = 0;
        let mut declared_types = 0;
        for &other in &cycle {
            match self.u.object(other).kind {
                ObjKind::Const(_) | ObjKind::Var { .. } => values += 1,
                ObjKind::TypeName { alias: false } => declared_types += 1,
                _ => {}
            }
        }
        // Cycles of values are reported with the order of initialisation; cycles of types are fine when a declared
        // type is on them, and does not contain itself.
        let valid = values == cycle.len() || (values == 0 && declared_types > 0);
        if !valid {
            self.cycle_error(&cycle);
            self.u.set_object_type(obj, Basic::Invalid.id());
        }
    }

    /// Reports a cycle of declarations, starting with the one that comes first in the source.
    pub(crate) fn cycle_error(&mut self, cycle: &[ObjId]) {
        let pos = |checker: &Checker<'a>, obj: ObjId| checker.u.object(obj).pos;
        let start = (0..cycle.len()).min_by_key(|at| pos(self, cycle[*at])).unwrap_or(0);
        let at = |n: usize| cycle[(start + n) % cycle.len()];
        let Some(_) = cycle.first() else { return };
        let first = at(0);
        let name = |checker: &Checker<'a>, obj: ObjId| checker.u.object(obj).name.to_string();
        let is_type = matches!(self.u.object(first).kind, ObjKind::TypeName { .. });
        let shown = name(self, first);
        let modern = self.lang() >= 20;
        if cycle.len() == 1 && modern {
            let text = if is_type {
                format!("invalid recursive type: {shown} refers to itself")
            } else {
                format!("invalid cycle in declaration: {shown} refers to itself")
            };
            let first_pos = pos(self, first);
            return self.error(first_pos, text);
        }
        let text = match (is_type, modern) {
            (true, _) => format!("invalid recursive type {shown}"),
            (false, true) => format!("invalid cycle in declaration of {shown}"),
            (false, false) => format!("illegal cycle in declaration of {shown}"),
        };
        let mut error = TypeError::new(pos(self, first), text);
        for n in 0..cycle.len() {
            let (this, next) = (at(n), at(n + 1));
            let text = if modern {
                format!("{} refers to {}", name(self, this), name(self, next))
            } else {
                format!("{} refers to", name(self, this))
            };
            error.related.push((pos(self, this), text));
        }
        if !modern {
            error.related.push((pos(self, first), shown));
        }
        self.report(error);
    }

    /// An interface that embeds itself.
    pub(crate) fn recursive_interface(&mut self, embedded: TypeId) {
        let embedded = self.u.canon(embedded);
        let at = self.path.iter().position(|obj| self.u.object(*obj).ty == embedded);
        if let Some(at) = at {
            let cycle = self.path[at..].to_vec();
            self.cycle_error(&cycle);
        }
    }

    /// The object of a type declared in this package.
    pub(crate) fn declared_object(&self, ty: TypeId) -> Option<ObjId> {
        let info = self.u.named_info(ty)?;
        let obj = self.lookup_in(self.package_scope(), &info.name)?;
        (self.u.object(obj).ty == self.u.canon(ty)).then_some(obj)
    }

    /// Finds the package's types that contain themselves, directly or through others.
    pub(crate) fn check_recursive_types(&mut self) {
        for obj in self.decl_order.clone() {
            if let Some(DeclKind::Type { .. }) = self.decls.get(&obj).map(|info| &info.kind) {
                self.check_recursive_type(obj);
            }
        }
        self.finite_types.clear();
    }

    /// Reports `obj` if it contains itself, once for all types on the cycle.
    pub(crate) fn check_recursive_type(&mut self, obj: ObjId) {
        let Type::Named(named) = *self.u.ty(self.u.object(obj).ty) else { return };
        if self.incomplete.contains(&named) {
            return self.unresolved_type(named);
        }
        let mut path = Vec::new();
        if let Some(cycle) = self.find_containment(named, &mut path) {
            let objs: Vec<ObjId> = cycle.iter().filter_map(|named| self.type_object(*named)).collect();
            self.cycle_error(&objs);
            for named in cycle {
                self.u.named[named.0 as usize].underlying = Basic::Invalid.id();
                self.u.layouts.forget();
                self.u.spelled_underlying.remove(&named);
            }
        }
    }

    /// A type whose underlying type depends on itself (`type T T`).
    fn unresolved_type(&mut self, named: NamedId) {
        let waits_for = |checker: &Checker<'a>, named: NamedId| {
            checker.forwards.iter().find(|(_, waiting)| waiting.contains(&named)).map(|(other, _)| *other)
        };
        let mut cycle = vec![named];
        let mut at = named;
        while let Some(next) = waits_for(self, at) {
            if let Some(start) = cycle.iter().position(|other| *other == next) {
                cycle.drain(..start);
                break;
            }
            cycle.push(next);
            at = next;
        }
        let objs: Vec<ObjId> = cycle.iter().filter_map(|named| self.type_object(*named)).collect();
        // The others on the cycle need no errors of their own.
        for other in &cycle {
            self.incomplete.remove(other);
        }
        self.incomplete.remove(&named);
        if !objs.is_empty() {
            self.cycle_error(&objs);
        }
    }

    fn type_object(&self, named: NamedId) -> Option<ObjId> {
        let is_it = |obj: ObjId| {
            matches!(self.u.object(obj).kind, ObjKind::TypeName { alias: false })
                && *self.u.ty(self.u.object(obj).ty) == Type::Named(named)
        };
        let local = self.path.iter().copied();
        self.decl_order.iter().copied().chain(local).chain(self.colors.keys().copied()).find(|obj| is_it(*obj))
    }

    /// The cycle of types by which `named` contains itself by value.
    fn find_containment(&mut self, named: NamedId, path: &mut Vec<NamedId>) -> Option<Vec<NamedId>> {
        if self.finite_types.contains(&named) {
            return None;
        }
        if let Some(at) = path.iter().position(|other| *other == named) {
            return Some(path[at..].to_vec());
        }
        path.push(named);
        let written = self.written_types.get(&named).copied();
        let found = self.contained(written.unwrap_or(self.u.named[named.0 as usize].underlying), path);
        path.pop();
        if found.is_none() {
            self.finite_types.insert(named);
        }
        found
    }

    fn contained(&mut self, ty: TypeId, path: &mut Vec<NamedId>) -> Option<Vec<NamedId>> {
        match self.u.ty(ty) {
            Type::Named(named) if self.u.named[named.0 as usize].pkg == Some(self.pkg) => {
                let named = *named;
                self.find_containment(named, path)
            }
            Type::Array { elem, .. } => {
                let elem = *elem;
                self.contained(elem, path)
            }
            Type::Struct(fields) => {
                let types: Vec<TypeId> = fields.iter().map(|field| field.ty).collect();
                types.into_iter().find_map(|ty| self.contained(ty, path))
            }
            _ => None,
        }
    }
}
