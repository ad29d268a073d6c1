//! Interface types: their complete method sets.

use super::Checker;
use crate::errors::TypeError;
use crate::lookup::{is_exported, method_order};
use crate::object::PkgId;
use crate::types::{InterfaceMethod, InterfaceType, Type, TypeId};
use goslice_syntax::ast::{InterfaceElem, Name, UnionTerm};
use goslice_syntax::source::Pos;
use std::collections::HashMap;

/// The methods that an interface has so far, by name: their numbers, and where they are declared or embedded.
#[derive(Default)]
struct Places(HashMap<(Name, Option<PkgId>), (usize, Pos)>);

impl<'a> Checker<'a> {
    pub(crate) fn interface_type(&mut self, elems: &'a [InterfaceElem]) -> TypeId {
        let mut iface = InterfaceType::default();
        let mut places = Places::default();
        for elem in elems {
            let InterfaceElem::Method { name, sig } = elem else { continue };
            if name.is_blank() {
                self.error(name.pos, "methods must have a unique non-blank name");
                continue;
            }
            if let Some(param) = sig.type_params.first() {
                self.error(param.pos, "interface method must have no type parameters");
            }
            let sig = self.func_type(sig, None).ty;
            let pkg = if is_exported(&name.name) { None } else { Some(self.pkg) };
            let method = InterfaceMethod { name: name.name.clone(), pkg, sig };
            self.add_method(&mut iface, &mut places, method, name.pos, true);
        }
        // Embedded interfaces are compared with the interface's own methods, wherever those stand.
        for elem in elems {
            if let InterfaceElem::Embedded { pos, terms } = elem {
                self.embed(&mut iface, &mut places, *pos, terms);
            }
        }
        iface.methods.sort_by(|a, b| method_order(self.u, (&a.name, a.pkg), (&b.name, b.pkg)));
        self.u.intern(Type::Interface(iface))
    }

    fn add_method(
        &mut self,
        iface: &mut InterfaceType,
        places: &mut Places,
        method: InterfaceMethod,
        pos: Pos,
        explicit: bool,
    ) {
        let key = (method.name.clone(), method.pkg);
        let Some(&(other, place)) = places.0.get(&key) else {
            places.0.insert(key, (iface.methods.len(), pos));
            iface.methods.push(method);
            return;
        };
        // Since Go 1.14 embedded interfaces may overlap in identical methods.
        let identical = self.u.identical(iface.methods[other].sig, method.sig) && self.allows(pos, 14);
        if explicit || !identical {
            let mut error = TypeError::new(pos, format!("duplicate method {}", method.name));
            if !self.old() {
                let word = if self.lang() < 23 { "" } else { "method " };
                error.related.push((place, format!("other declaration of {word}{}", method.name)));
            }
            self.report(error);
        }
    }

    fn embed(&mut self, iface: &mut InterfaceType, places: &mut Places, pos: Pos, terms: &'a [UnionTerm]) {
        let [UnionTerm { tilde: None, ty }] = terms else {
            self.refuse_generics(pos, "embedding of non-interface type");
            for term in terms {
                self.typ(&term.ty);
            }
            return;
        };
        let embedded = self.typ(ty);
        // Here its methods are needed.
        if self.is_incomplete(embedded)
            && let Some(obj) = self.declared_object(embedded)
            && !self.path.contains(&obj)
        {
            self.obj_decl(obj);
        }
        if self.u.is_invalid(embedded) {
            if let Type::Named(named) = *self.u.ty(embedded)
                && self.incomplete.contains(&named)
            {
                self.recursive_interface(embedded);
            }
            return;
        }
        let Type::Interface(other) = self.u.view(embedded).clone() else {
            if self.lang() < 18 {
                let shown = self.show(embedded);
                self.error(ty.pos, format!("interface contains embedded non-interface {shown}"));
            } else {
                self.refuse_generics(ty.pos, "embedding of non-interface type");
            }
            return;
        };
        iface.comparable |= other.comparable;
        for method in other.methods {
            self.add_method(iface, places, method, ty.pos, false);
        }
    }
}
