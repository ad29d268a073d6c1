//! Fields and methods, through embedding; method sets.

use crate::object::{ObjId, ObjKind, PkgId};
use crate::types::{FieldType, Type, TypeId, Universe};
use goslice_syntax::ast::Name;
use rustc_hash::FxHashSet;

/// What [`lookup`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    Field {
        path: Vec<u32>,
        ty: TypeId,
        indirect: bool,
    },
    Method {
        /// The embedded fields on the way.
        path: Vec<u32>,
        obj: ObjId,
        indirect: bool,
    },
    InterfaceMethod {
        path: Vec<u32>,
        /// Index in the interface's sorted methods.
        index: u32,
        sig: TypeId,
        indirect: bool,
    },
    /// Two at the same depth.
    Ambiguous,
    Nothing,
}

/// Exported names are the same in all packages.
pub fn is_exported(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase)
}

impl Universe {
    /// The pointed-to type and true, if `id` is a pointer type (not a declared one); else `id` and false.
    pub fn deref(&self, id: TypeId) -> (TypeId, bool) {
        match *self.ty(id) {
            Type::Pointer(elem) => (elem, true),
            _ => (id, false),
        }
    }

    /// The field called `name` of struct type `id`, declared directly in it, with its index.
    pub fn direct_field(&self, id: TypeId, name: &str, pkg: Option<PkgId>) -> Option<(u32, &FieldType)> {
        let Type::Struct(fields) = self.view(id) else { return None };
        let at = fields.iter().position(|field| same_name(&field.name, field.pkg, name, pkg))?;
        Some((at as u32, &fields[at]))
    }

    /// Whether methods of `obj`'s kind have a pointer receiver.
    pub fn has_pointer_receiver(&self, obj: ObjId) -> bool {
        matches!(self.object(obj).kind, ObjKind::Func { recv: Some(recv) } if recv.pointer)
    }

    /// The package that belongs to a method's identity: `None` when it is exported.
    fn method_pkg(&self, obj: ObjId) -> Option<PkgId> {
        let object = self.object(obj);
        if is_exported(&object.name) { None } else { object.pkg }
    }
}

/// Whether a field or method `(name, pkg)` is the one that `wanted`, written in package `from`, means.
fn same_name(name: &str, pkg: Option<PkgId>, wanted: &str, from: Option<PkgId>) -> bool {
    name == wanted && (pkg.is_none() || pkg == from)
}

/// One embedded type still to be searched.
struct Level {
    ty: TypeId,
    path: Vec<u32>,
    indirect: bool,
    /// The type occurs several times at this depth: whatever it has is ambiguous.
    multiple: bool,
}

/// Looks up the field or method `name`, written in package `from`, in type `id`.
///
/// Methods are found without regard to whether the receiver is addressable: [`Found::Method`]'s `indirect` and
/// [`Universe::has_pointer_receiver`] tell.
pub fn lookup(universe: &Universe, id: TypeId, name: &str, from: Option<PkgId>) -> Found {
    if name == "_" {
        return Found::Nothing;
    }
    // A declared pointer type has its base type's fields, but no methods.
    if universe.named_info(id).is_some()
        && let Type::Pointer(_) = universe.view(id)
    {
        let under = universe.spelled_under_id(id);
        return match lookup(universe, under, name, from) {
            Found::Method { .. } | Found::InterfaceMethod { .. } => Found::Nothing,
            found => found,
        };
    }
    let (start, pointer) = universe.deref(id);
    // Pointers to interfaces have no methods.
    if pointer && universe.is_interface(start) {
        return Found::Nothing;
    }
    let mut seen = FxHashSet::default();
    let mut current = vec![Level { ty: start, path: Vec::new(), indirect: pointer, multiple: false }];
    while !current.is_empty() {
        let mut next: Vec<Level> = Vec::new();
        let mut found: Option<Found> = None;
        for level in current {
            if let Type::Named(named) = *universe.ty(level.ty)
                && !seen.insert(named)
            {
                continue;
            }
            let hit = search(universe, &level, name, from, &mut next);
            if let Some(hit) = hit {
                if found.is_some() || level.multiple {
                    return Found::Ambiguous;
                }
                found = Some(hit);
            }
        }
        if let Some(found) = found {
            return found;
        }
        current = merge(universe, next);
    }
    Found::Nothing
}

fn search(universe: &Universe, level: &Level, name: &str, from: Option<PkgId>, next: &mut Vec<Level>) -> Option<Found> {
    let Level { ty, ref path, indirect, multiple } = *level;
    if let Some(info) = universe.named_info(ty) {
        let method = info.methods.iter().find(|method| {
            let object = universe.object(**method);
            same_name(&object.name, universe.method_pkg(**method), name, from)
        });
        if let Some(&obj) = method {
            return Some(Found::Method { path: path.clone(), obj, indirect });
        }
    }
    match universe.view(ty) {
        Type::Struct(fields) => {
            let mut found = None;
            for (at, field) in fields.iter().enumerate() {
                let here = || [&path[..], &[at as u32]].concat();
                if same_name(&field.name, field.pkg, name, from) {
                    found = Some(Found::Field { path: here(), ty: field.ty, indirect });
                } else if field.embedded {
                    let (ty, pointer) = universe.deref(field.ty);
                    let has_members = universe.named_info(ty).is_some()
                        || matches!(universe.view(ty), Type::Struct(_) | Type::Interface(_));
                    if has_members {
                        next.push(Level { ty, path: here(), indirect: indirect || pointer, multiple });
                    }
                }
            }
            found
        }
        Type::Interface(iface) => {
            let index = iface.methods.iter().position(|method| same_name(&method.name, method.pkg, name, from))?;
            let sig = iface.methods[index].sig;
            Some(Found::InterfaceMethod { path: path.clone(), index: index as u32, sig, indirect })
        }
        _ => None,
    }
}

/// One level per type: several of one type become one that is `multiple`.
fn merge(universe: &Universe, levels: Vec<Level>) -> Vec<Level> {
    let mut merged: Vec<Level> = Vec::with_capacity(levels.len());
    for level in levels {
        match merged.iter_mut().find(|other| universe.identical(other.ty, level.ty)) {
            Some(other) => other.multiple = true,
            None => merged.push(level),
        }
    }
    merged
}

/// A method of a type's method set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodEntry {
    pub name: Name,
    /// As in [`FieldType::pkg`].
    pub pkg: Option<PkgId>,
    /// The function type, without receiver.
    pub sig: TypeId,
    pub target: MethodTarget,
    /// The embedded fields from the receiver to the type that declares the method.
    pub path: Vec<u32>,
    /// Whether the receiver is or the path goes through a pointer.
    pub indirect: bool,
}

/// What a method of a method set calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MethodTarget {
    /// A declared method.
    Declared(ObjId),
    /// A method of an embedded interface: index in its sorted methods.
    Interface(u32),
}

/// The method set of `id`, sorted as [`crate::types::InterfaceType::methods`] is. For a type that is no pointer the
/// methods with pointer receivers are left out, unless they are reached through an embedded pointer.
pub fn method_set(universe: &Universe, id: TypeId) -> Vec<MethodEntry> {
    let mut names: Vec<(Name, Option<PkgId>)> = Vec::new();
    collect_names(universe, universe.deref(id).0, &mut FxHashSet::default(), &mut names);
    names.sort_by(|a, b| method_order(universe, (&a.0, a.1), (&b.0, b.1)));
    names.dedup();
    let entry = |(name, pkg): (Name, Option<PkgId>)| {
        let (sig, target, path, indirect) = match lookup(universe, id, &name, pkg) {
            Found::Method { path, obj, indirect } if indirect || !universe.has_pointer_receiver(obj) => {
                (universe.object(obj).ty, MethodTarget::Declared(obj), path, indirect)
            }
            Found::InterfaceMethod { path, index, sig, indirect } => {
                (universe.canon(sig), MethodTarget::Interface(index), path, indirect)
            }
            _ => return None,
        };
        Some(MethodEntry { name, pkg, sig, target, path, indirect })
    };
    names.into_iter().filter_map(entry).collect()
}

/// Order of methods in interfaces and method sets: by name, then by package path.
pub(crate) fn method_order(
    universe: &Universe,
    a: (&str, Option<PkgId>),
    b: (&str, Option<PkgId>),
) -> std::cmp::Ordering {
    let path = |pkg: Option<PkgId>| pkg.map(|pkg| &*universe.package(pkg).path);
    a.0.cmp(b.0).then_with(|| path(a.1).cmp(&path(b.1)))
}

fn collect_names(
    universe: &Universe,
    id: TypeId,
    seen: &mut FxHashSet<TypeId>,
    names: &mut Vec<(Name, Option<PkgId>)>,
) {
    if !seen.insert(id) {
        return;
    }
    if let Some(info) = universe.named_info(id) {
        names.extend(info.methods.iter().map(|&m| (universe.object(m).name.clone(), universe.method_pkg(m))));
    }
    match universe.under(id) {
        Type::Interface(iface) => names.extend(iface.methods.iter().map(|m| (m.name.clone(), m.pkg))),
        Type::Struct(fields) => {
            for field in fields.iter().filter(|field| field.embedded) {
                collect_names(universe, universe.deref(field.ty).0, seen, names);
            }
        }
        _ => {}
    }
}
