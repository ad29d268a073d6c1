//! Properties of types and relations between them.

use crate::lookup::{Found, is_exported, lookup};
use crate::object::PkgId;
use crate::type_string::{signature_string, type_string};
use crate::types::{Basic, Type, TypeId, Universe};

impl Basic {
    /// `bool` and untyped bool.
    pub fn is_boolean(self) -> bool {
        matches!(self, Basic::Bool | Basic::UntypedBool)
    }

    /// Integers, untyped ones and untyped runes too.
    pub fn is_integer(self) -> bool {
        (Basic::Int..=Basic::Uintptr).contains(&self) || matches!(self, Basic::UntypedInt | Basic::UntypedRune)
    }

    /// Unsigned integers.
    pub fn is_unsigned(self) -> bool {
        (Basic::Uint..=Basic::Uintptr).contains(&self)
    }

    /// Floating-point types.
    pub fn is_float(self) -> bool {
        matches!(self, Basic::Float32 | Basic::Float64 | Basic::UntypedFloat)
    }

    /// Complex types.
    pub fn is_complex(self) -> bool {
        matches!(self, Basic::Complex64 | Basic::Complex128 | Basic::UntypedComplex)
    }

    /// Strings.
    pub fn is_string(self) -> bool {
        matches!(self, Basic::String | Basic::UntypedString)
    }

    /// Integers, floats and complex numbers.
    pub fn is_numeric(self) -> bool {
        self.is_integer() || self.is_float() || self.is_complex()
    }

    /// Integers, floats and strings.
    pub fn is_ordered(self) -> bool {
        self.is_integer() || self.is_float() || self.is_string()
    }

    /// Types of untyped constants, of untyped results of comparisons and shifts, and of nil.
    pub fn is_untyped(self) -> bool {
        self >= Basic::UntypedBool
    }

    /// Types that constants may have.
    pub fn is_const_type(self) -> bool {
        self.is_boolean() || self.is_numeric() || self.is_string()
    }
}

impl Universe {
    /// Whether `id`'s underlying type is a basic type with `property`.
    pub fn is(&self, id: TypeId, property: fn(Basic) -> bool) -> bool {
        self.basic(id).is_some_and(property)
    }

    /// Whether `id` is one of the untyped types.
    pub fn is_untyped(&self, id: TypeId) -> bool {
        matches!(self.ty(id), Type::Basic(basic) if basic.is_untyped())
    }

    /// Whether `id` is the invalid type.
    pub fn is_invalid(&self, id: TypeId) -> bool {
        id == Basic::Invalid.id() || self.basic(id) == Some(Basic::Invalid)
    }

    /// Whether values of the type may be nil.
    pub fn has_nil(&self, id: TypeId) -> bool {
        match self.under(id) {
            Type::Basic(basic) => matches!(basic, Basic::UnsafePointer | Basic::UntypedNil),
            Type::Pointer(_)
            | Type::Slice(_)
            | Type::Func(_)
            | Type::Interface(_)
            | Type::Map { .. }
            | Type::Chan { .. } => true,
            _ => false,
        }
    }

    /// The type that an untyped value gets where nothing else asks for one.
    pub fn default_type(&self, id: TypeId) -> TypeId {
        match self.ty(id) {
            Type::Basic(Basic::UntypedBool) => Basic::Bool.id(),
            Type::Basic(Basic::UntypedInt) => Basic::Int.id(),
            Type::Basic(Basic::UntypedRune) => self.rune,
            Type::Basic(Basic::UntypedFloat) => Basic::Float64.id(),
            Type::Basic(Basic::UntypedComplex) => Basic::Complex128.id(),
            Type::Basic(Basic::UntypedString) => Basic::String.id(),
            _ => id,
        }
    }

    /// Whether values of the type can be compared with `==` (which may panic for interfaces).
    pub fn comparable(&self, id: TypeId) -> bool {
        match self.under(id) {
            Type::Basic(basic) => *basic != Basic::UntypedNil,
            Type::Pointer(_) | Type::Interface(_) | Type::Chan { .. } => true,
            Type::Struct(fields) => fields.iter().all(|field| self.comparable(field.ty)),
            Type::Array { elem, .. } => self.comparable(*elem),
            _ => false,
        }
    }

    /// Whether two types are identical when struct tags are ignored.
    pub fn identical_ignoring_tags(&self, a: TypeId, b: TypeId) -> bool {
        let (a, b) = (self.canon(a), self.canon(b));
        if a == b {
            return true;
        }
        let all = |a: &[TypeId], b: &[TypeId]| {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.identical_ignoring_tags(*a, *b))
        };
        match (self.ty(a), self.ty(b)) {
            (Type::Pointer(a), Type::Pointer(b)) | (Type::Slice(a), Type::Slice(b)) => {
                self.identical_ignoring_tags(*a, *b)
            }
            (Type::Array { elem: a, len: n }, Type::Array { elem: b, len: m }) => {
                n == m && self.identical_ignoring_tags(*a, *b)
            }
            (Type::Struct(a), Type::Struct(b)) => {
                a.len() == b.len()
                    && a.iter().zip(b).all(|(a, b)| {
                        a.name == b.name
                            && a.pkg == b.pkg
                            && a.embedded == b.embedded
                            && self.identical_ignoring_tags(a.ty, b.ty)
                    })
            }
            (Type::Func(a), Type::Func(b)) => {
                a.variadic == b.variadic && all(&a.params, &b.params) && all(&a.results, &b.results)
            }
            (Type::Map { key: a, value: c }, Type::Map { key: b, value: d }) => all(&[*a, *c], &[*b, *d]),
            (Type::Chan { dir: d, elem: a }, Type::Chan { dir: e, elem: b }) => {
                d == e && self.identical_ignoring_tags(*a, *b)
            }
            (Type::Interface(a), Type::Interface(b)) => {
                a.methods.len() == b.methods.len()
                    && a.methods
                        .iter()
                        .zip(&b.methods)
                        .all(|(a, b)| a.name == b.name && a.pkg == b.pkg && self.identical_ignoring_tags(a.sig, b.sig))
            }
            _ => false,
        }
    }

    /// Whether `id` has the methods of interface type `iface`.
    pub fn implements(&self, id: TypeId, iface: TypeId) -> bool {
        missing_method(self, id, iface, true, None, false).is_none()
    }
}

/// Why `id` does not have the methods of interface `iface`, in gc's words, or `None` if it does. With `is_static`
/// false (type assertions to concrete types) methods that an interface type `id` lacks are no obstacle. With `names`
/// signatures are shown with the names of parameters.
pub(crate) fn missing_method(
    universe: &Universe,
    id: TypeId,
    iface: TypeId,
    is_static: bool,
    within: Option<PkgId>,
    names: bool,
) -> Option<String> {
    let Type::Interface(wanted) = universe.view(iface) else { return None };
    let show = |ty| type_string(universe, ty, within);
    for method in &wanted.methods {
        let from = method.pkg.or(within);
        let found = lookup(universe, id, &method.name, from);
        let name = &method.name;
        let mismatch = |sig: TypeId| {
            let (have, want) =
                (signature_string(universe, sig, within, names), signature_string(universe, method.sig, within, names));
            format!("(wrong type for method {name})\n\t\thave {name}{have}\n\t\twant {name}{want}")
        };
        match found {
            Found::InterfaceMethod { sig, .. } if universe.identical(sig, method.sig) => {}
            Found::InterfaceMethod { sig, .. } => return Some(mismatch(sig)),
            Found::Method { obj, indirect, .. } if !indirect && universe.has_pointer_receiver(obj) => {
                return Some(format!("(method {name} has pointer receiver)"));
            }
            Found::Method { obj, .. } if !universe.identical(universe.object(obj).ty, method.sig) => {
                return Some(mismatch(universe.spelled_type(obj)));
            }
            Found::Method { .. } => {}
            _ if !is_static && universe.is_interface(id) => {}
            Found::Field { .. } => return Some(format!("({}.{name} is a field, not a method)", show(id))),
            Found::Ambiguous => return Some(format!("(ambiguous selector {}.{name})", show(id))),
            Found::Nothing => return Some(missing(universe, id, iface, method, within, names)),
        }
    }
    None
}

/// The text for a method that is not there: perhaps one that differs in case is.
fn missing(
    universe: &Universe,
    id: TypeId,
    iface: TypeId,
    method: &crate::types::InterfaceMethod,
    within: Option<PkgId>,
    names: bool,
) -> String {
    let name = &method.name;
    let points_to_interface =
        |ty: TypeId| matches!(*universe.ty(ty), Type::Pointer(elem) if universe.is_interface(elem));
    for pointer in [id, iface] {
        if points_to_interface(pointer) {
            return format!("(type {} is pointer to interface, not interface)", type_string(universe, pointer, within));
        }
    }
    match other_case(universe, id, name, within).filter(|_| !universe.is_interface(id)) {
        Some((other, sig)) => {
            let (have, want) =
                (signature_string(universe, sig, within, names), signature_string(universe, method.sig, within, names));
            format!("(missing method {name})\n\t\thave {other}{have}\n\t\twant {name}{want}")
        }
        None if !is_exported(name) && method.pkg != within => format!("(unexported method {name})"),
        None => format!("(missing method {name})"),
    }
}

/// A method of `id` whose name differs from `name` only in the case of letters.
pub(crate) fn other_case(
    universe: &Universe,
    id: TypeId,
    name: &str,
    within: Option<PkgId>,
) -> Option<(String, TypeId)> {
    let folded = name.to_lowercase();
    let set = {
        let (base, pointer) = universe.deref(id);
        let all = if pointer || universe.is_interface(base) { id } else { base };
        crate::lookup::method_set(universe, all)
    };
    let declared = universe.named_info(universe.deref(id).0).map(|info| info.methods.clone()).unwrap_or_default();
    let from_declared = declared.iter().map(|m| (universe.object(*m).name.to_string(), universe.spelled_type(*m)));
    let from_set = set.into_iter().filter(|m| m.pkg.is_none() || m.pkg == within).map(|m| (m.name.to_string(), m.sig));
    from_declared.chain(from_set).find(|(other, _)| other != name && other.to_lowercase() == folded)
}
