//! Scopes: names and what they denote, block by block.

use super::Checker;
use crate::errors::{POSITION_MARK, TypeError};
use crate::object::{ObjId, ObjKind};
use goslice_syntax::ast::Name;
use std::collections::HashMap;

/// Index of a [`Scope`] in the checker. Scope 0 is the package's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct ScopeId(pub(crate) u32);

/// One block. Most hold few names and are searched in order; the package's and the files' are tables.
pub(crate) struct Scope {
    /// `None`: the universe.
    parent: Option<ScopeId>,
    names: Names,
}

enum Names {
    Few(Vec<(Name, ObjId)>),
    Many(HashMap<Name, ObjId>),
}

impl Scope {
    fn get(&self, name: &str) -> Option<ObjId> {
        match &self.names {
            Names::Few(names) => names.iter().find(|(other, _)| **other == *name).map(|(_, obj)| *obj),
            Names::Many(names) => names.get(name).copied(),
        }
    }

    /// Names and objects.
    pub(crate) fn entries(&self) -> Box<dyn Iterator<Item = (Name, ObjId)> + '_> {
        match &self.names {
            Names::Few(names) => Box::new(names.iter().cloned()),
            Names::Many(names) => Box::new(names.iter().map(|(name, obj)| (name.clone(), *obj))),
        }
    }
}

impl<'a> Checker<'a> {
    pub(crate) fn package_scope(&self) -> ScopeId {
        ScopeId(0)
    }

    /// A new scope for many names.
    pub(crate) fn new_table_scope(&mut self, parent: Option<ScopeId>) -> ScopeId {
        self.scopes.push(Scope { parent, names: Names::Many(HashMap::new()) });
        ScopeId(self.scopes.len() as u32 - 1)
    }

    /// Opens a block inside the current one; close it with [`Checker::close_scope`].
    pub(crate) fn open_scope(&mut self) -> ScopeId {
        self.scopes.push(Scope { parent: Some(self.env.scope), names: Names::Few(Vec::new()) });
        self.env.scope = ScopeId(self.scopes.len() as u32 - 1);
        self.env.scope
    }

    /// Closes the current block.
    pub(crate) fn close_scope(&mut self) {
        if let Some(parent) = self.scopes[self.env.scope.0 as usize].parent {
            self.env.scope = parent;
        }
    }

    pub(crate) fn lookup_in(&self, scope: ScopeId, name: &str) -> Option<ObjId> {
        self.scopes[scope.0 as usize].get(name)
    }

    pub(crate) fn insert(&mut self, scope: ScopeId, name: Name, obj: ObjId) {
        match &mut self.scopes[scope.0 as usize].names {
            Names::Few(names) => names.push((name, obj)),
            Names::Many(names) => {
                names.insert(name, obj);
            }
        }
    }

    /// The object that `name` denotes here, and its scope (`None`: the universe).
    pub(crate) fn resolve(&self, name: &str) -> Option<(ObjId, Option<ScopeId>)> {
        let mut scope = Some(self.env.scope);
        while let Some(id) = scope {
            if let Some(obj) = self.lookup_in(id, name) {
                return Some((obj, Some(id)));
            }
            scope = self.scopes[id.0 as usize].parent;
        }
        let obj = *self.u.scope.get(name)?;
        self.exists_in_lang(obj).then_some((obj, None))
    }

    /// Whether the release has the predeclared object at all.
    fn exists_in_lang(&self, obj: ObjId) -> bool {
        let object = self.u.object(obj);
        let since = match &object.kind {
            ObjKind::Builtin(builtin) => builtin.since(),
            ObjKind::TypeName { .. } if matches!(&*object.name, "any" | "comparable") => 18,
            _ => 0,
        };
        self.knows(since)
    }

    /// Declares `obj` in `scope`, unless its name is blank or taken.
    pub(crate) fn declare(&mut self, scope: ScopeId, obj: ObjId) {
        let object = self.u.object(obj);
        let name = object.name.clone();
        if &*name == "_" {
            return;
        }
        match self.lookup_in(scope, &name) {
            Some(other) => self.redeclared(obj, other),
            None => self.insert(scope, name, obj),
        }
    }

    fn redeclared(&mut self, obj: ObjId, other: ObjId) {
        // It is in no scope, so nothing could use it.
        self.use_var(obj);
        let object = self.u.object(obj);
        let (name, pos) = (object.name.clone(), object.pos);
        let name = &*name;
        let mut error = TypeError::new(pos, format!("{name} redeclared in this block"));
        let other_pos = self.u.object(other).pos;
        if other_pos.is_some() && self.old() {
            error.msg.push_str(&format!("\n\tprevious declaration at {POSITION_MARK}"));
            error.inline.push(other_pos);
        } else if other_pos.is_some() {
            error.related.push((other_pos, format!("other declaration of {name}")));
        }
        self.report(error);
    }
}
