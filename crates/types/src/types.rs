//! Types as data.
//!
//! Types are interned: identical types (in the specification's sense) have equal [`TypeId`]s, so identity is `==`.

use crate::object::{ObjId, PkgId};
use goslice_syntax::ast::{ChanDir, Name};
use goslice_syntax::source::Pos;
use rustc_hash::FxHashMap;

/// An interned type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

impl std::fmt::Debug for TypeId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ty{}", self.0)
    }
}

/// A declared (named, "defined") type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NamedId(pub u32);

/// The predeclared basic types. `byte` and `rune` are `Uint8` and `Int32`: printing them by their alias is the
/// checker's business (`TypeId::BYTE` and `TypeId::RUNE` do not exist).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basic {
    /// The type of what could not be typed; errors about it are not repeated.
    Invalid,
    Bool,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    Complex64,
    Complex128,
    String,
    UnsafePointer,
    UntypedBool,
    UntypedInt,
    UntypedRune,
    UntypedFloat,
    UntypedComplex,
    UntypedString,
    UntypedNil,
}

impl Basic {
    /// All of them, in the order of their [`TypeId`]s: `TypeId(basic as u32)` is the type of `basic`.
    pub const ALL: [Basic; 26] = {
        use Basic::*;
        [
            Invalid,
            Bool,
            Int,
            Int8,
            Int16,
            Int32,
            Int64,
            Uint,
            Uint8,
            Uint16,
            Uint32,
            Uint64,
            Uintptr,
            Float32,
            Float64,
            Complex64,
            Complex128,
            String,
            UnsafePointer,
            UntypedBool,
            UntypedInt,
            UntypedRune,
            UntypedFloat,
            UntypedComplex,
            UntypedString,
            UntypedNil,
        ]
    };

    /// The interned type.
    pub const fn id(self) -> TypeId {
        TypeId(self as u32)
    }
}

/// The structure of a type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    Basic(Basic),
    Named(NamedId),
    Pointer(TypeId),
    Slice(TypeId),
    Array {
        elem: TypeId,
        len: u64,
    },
    Struct(Vec<FieldType>),
    Func(Signature),
    Interface(InterfaceType),
    Map {
        key: TypeId,
        value: TypeId,
    },
    Chan {
        dir: ChanDir,
        elem: TypeId,
    },
    /// The type of a call with zero or several results.
    Tuple(Vec<TypeId>),
    /// A type parameter (generics are checked in a later step; the index is into [`Universe::type_params`]).
    TypeParam(u32),
}

/// A struct field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FieldType {
    pub name: Name,
    /// For unexported names the package, which belongs to the field's identity; `None` for exported names.
    pub pkg: Option<PkgId>,
    pub ty: TypeId,
    pub embedded: bool,
    pub tag: Option<Name>,
}

/// A function type, without receiver and parameter names (which are not part of its identity).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Signature {
    /// With `variadic`, the last one is the slice type.
    pub params: Vec<TypeId>,
    pub results: Vec<TypeId>,
    pub variadic: bool,
}

/// An interface type: its complete method set, embedded interfaces included, sorted by name (unexported names of
/// different packages by package).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct InterfaceType {
    pub methods: Vec<InterfaceMethod>,
    /// `comparable` or a union: such an interface is only a constraint. Terms are (tilde, type).
    pub union: Option<Vec<(bool, TypeId)>>,
    pub comparable: bool,
}

/// A method of an interface.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InterfaceMethod {
    pub name: Name,
    /// As in [`FieldType::pkg`].
    pub pkg: Option<PkgId>,
    /// A [`Type::Func`].
    pub sig: TypeId,
}

/// What is known of a declared type.
#[derive(Clone, Debug)]
pub struct NamedInfo {
    pub name: Name,
    /// `None` for predeclared ones (`error`).
    pub pkg: Option<PkgId>,
    pub pos: Pos,
    /// Never itself [`Type::Named`] once resolved.
    pub underlying: TypeId,
    /// Declared methods ([`crate::object::ObjKind::Func`] with a receiver), in source order.
    pub methods: Vec<ObjId>,
    /// For types declared inside functions: a number that tells apart types of one name.
    pub local: Option<u32>,
}

/// A package.
#[derive(Clone, Debug)]
pub struct Package {
    /// Import path; `main` for the program itself.
    pub path: Name,
    pub name: Name,
    /// Exported and unexported package-level objects, by name.
    pub scope: FxHashMap<Name, ObjId>,
}

/// Names of parameters and of results; empty where there are none.
pub(crate) type FuncNames = (Vec<Name>, Vec<Name>);

/// All types, objects and packages of a program.
#[derive(Debug)]
pub struct Universe {
    pub(crate) types: Vec<Type>,
    pub(crate) interned: FxHashMap<Type, TypeId>,
    /// By [`TypeId`]: the identical type in which no alias is spelled (see [`Universe::canon`]).
    pub(crate) canonical: Vec<TypeId>,
    /// How types that are spelled with an alias are written in errors.
    pub(crate) alias_names: FxHashMap<TypeId, Name>,
    /// Names of parameters and results, for function types whose declaration has them.
    pub(crate) func_names: FxHashMap<TypeId, FuncNames>,
    /// Object types as they were spelled, where that differs from [`crate::object::Object::ty`].
    pub(crate) spelled_objects: FxHashMap<ObjId, TypeId>,
    /// Underlying types as they were spelled, where that differs from [`NamedInfo::underlying`].
    pub(crate) spelled_underlying: FxHashMap<NamedId, TypeId>,
    /// `byte`, `rune` and `any` as they are spelled.
    pub(crate) byte: TypeId,
    pub(crate) rune: TypeId,
    pub(crate) spelled_any: TypeId,
    /// Whether errors write types as the compiler before Go 1.18 did.
    pub(crate) old_texts: bool,
    /// Package unsafe.
    pub unsafe_pkg: PkgId,
    pub named: Vec<NamedInfo>,
    pub type_params: Vec<Name>,
    pub packages: Vec<Package>,
    pub objects: Vec<crate::object::Object>,
    /// The predeclared identifiers.
    pub scope: FxHashMap<Name, ObjId>,
    /// The type `error`.
    pub error: TypeId,
    /// `interface{}`, alias `any`.
    pub any: TypeId,
    /// `comparable`.
    pub comparable: TypeId,
    /// What [`crate::layout`] has computed.
    pub(crate) layouts: crate::layout::Memo,
}

impl Universe {
    /// The structure of `id`, names not looked through.
    pub fn ty(&self, id: TypeId) -> &Type {
        &self.types[id.0 as usize]
    }

    /// The structure of `id`'s underlying type.
    pub fn under(&self, id: TypeId) -> &Type {
        self.ty(self.underlying(id))
    }

    /// The underlying type of `id`.
    pub fn underlying(&self, id: TypeId) -> TypeId {
        match *self.ty(id) {
            Type::Named(named) => self.named[named.0 as usize].underlying,
            _ => id,
        }
    }

    /// The one [`TypeId`] of `ty`.
    pub fn intern(&mut self, ty: Type) -> TypeId {
        if let Some(&id) = self.interned.get(&ty) {
            return id;
        }
        let id = TypeId(self.types.len() as u32);
        self.types.push(ty.clone());
        self.canonical.push(id);
        self.interned.insert(ty.clone(), id);
        let plain = self.without_aliases(&ty);
        if plain != ty {
            let plain = self.intern(plain);
            self.canonical[id.0 as usize] = plain;
        }
        id
    }

    /// The identical type in which no alias is spelled. Inside the checker `[]byte` and `[]uint8` are two ids, so that
    /// errors can show what was written; everything that leaves it (objects, infos, underlying types) is canonical.
    pub fn canon(&self, id: TypeId) -> TypeId {
        self.canonical[id.0 as usize]
    }

    /// Whether two types are identical, however they are spelled.
    pub fn identical(&self, a: TypeId, b: TypeId) -> bool {
        self.canon(a) == self.canon(b)
    }

    /// A spelling of `target` that errors show as `name`.
    pub(crate) fn spelling(&mut self, name: Name, target: TypeId) -> TypeId {
        let id = TypeId(self.types.len() as u32);
        self.types.push(self.ty(target).clone());
        self.canonical.push(self.canon(target));
        self.alias_names.insert(id, name);
        id
    }

    /// A function type that errors show with the names of its parameters and results.
    pub(crate) fn spelled_func(&mut self, sig: Signature, names: FuncNames) -> TypeId {
        let plain = self.intern(Type::Func(sig.clone()));
        if names.0.is_empty() && names.1.is_empty() {
            return plain;
        }
        let id = TypeId(self.types.len() as u32);
        self.types.push(Type::Func(sig));
        self.canonical.push(self.canon(plain));
        self.func_names.insert(id, names);
        id
    }

    /// A tuple that errors show with names.
    pub(crate) fn spelled_tuple(&mut self, types: Vec<TypeId>, names: Vec<Name>) -> TypeId {
        let plain = self.intern(Type::Tuple(types.clone()));
        if names.is_empty() {
            return plain;
        }
        let id = TypeId(self.types.len() as u32);
        self.types.push(Type::Tuple(types));
        self.canonical.push(self.canon(plain));
        self.func_names.insert(id, (Vec::new(), names));
        id
    }

    /// The function type as it was spelled, without the names of parameters and results.
    pub(crate) fn without_names(&self, id: TypeId) -> TypeId {
        self.interned.get(self.ty(id)).copied().unwrap_or(id)
    }

    fn without_aliases(&self, ty: &Type) -> Type {
        let canon = |id: &TypeId| self.canon(*id);
        match ty {
            Type::Basic(_) | Type::Named(_) | Type::TypeParam(_) => ty.clone(),
            Type::Pointer(elem) => Type::Pointer(canon(elem)),
            Type::Slice(elem) => Type::Slice(canon(elem)),
            Type::Array { elem, len } => Type::Array { elem: canon(elem), len: *len },
            Type::Struct(fields) => {
                Type::Struct(fields.iter().map(|field| FieldType { ty: canon(&field.ty), ..field.clone() }).collect())
            }
            Type::Func(sig) => Type::Func(Signature {
                params: sig.params.iter().map(canon).collect(),
                results: sig.results.iter().map(canon).collect(),
                variadic: sig.variadic,
            }),
            Type::Interface(iface) => Type::Interface(InterfaceType {
                methods: iface.methods.iter().map(|m| InterfaceMethod { sig: canon(&m.sig), ..m.clone() }).collect(),
                union: iface.union.as_ref().map(|terms| terms.iter().map(|(tilde, ty)| (*tilde, canon(ty))).collect()),
                comparable: iface.comparable,
            }),
            Type::Map { key, value } => Type::Map { key: canon(key), value: canon(value) },
            Type::Chan { dir, elem } => Type::Chan { dir: *dir, elem: canon(elem) },
            Type::Tuple(types) => Type::Tuple(types.iter().map(canon).collect()),
        }
    }

    /// The underlying type of `id` as it was spelled.
    pub(crate) fn spelled_under_id(&self, id: TypeId) -> TypeId {
        match *self.ty(id) {
            Type::Named(named) => {
                self.spelled_underlying.get(&named).copied().unwrap_or(self.named[named.0 as usize].underlying)
            }
            _ => id,
        }
    }

    /// The structure of `id`'s underlying type as it was spelled.
    pub(crate) fn view(&self, id: TypeId) -> &Type {
        self.ty(self.spelled_under_id(id))
    }

    /// The type of an object as it was spelled.
    pub(crate) fn spelled_type(&self, obj: ObjId) -> TypeId {
        self.spelled_objects.get(&obj).copied().unwrap_or(self.objects[obj.0 as usize].ty)
    }

    /// Sets the type of an object.
    pub(crate) fn set_object_type(&mut self, obj: ObjId, ty: TypeId) {
        let canon = self.canon(ty);
        self.objects[obj.0 as usize].ty = canon;
        if canon != ty {
            self.spelled_objects.insert(obj, ty);
        }
    }

    /// `*elem`.
    pub fn pointer_to(&mut self, elem: TypeId) -> TypeId {
        self.intern(Type::Pointer(elem))
    }

    /// `[]elem`.
    pub fn slice_of(&mut self, elem: TypeId) -> TypeId {
        self.intern(Type::Slice(elem))
    }

    /// The basic type that underlies `id`, if one does.
    pub fn basic(&self, id: TypeId) -> Option<Basic> {
        match *self.under(id) {
            Type::Basic(basic) => Some(basic),
            _ => None,
        }
    }

    /// Whether `id`'s underlying type is an interface.
    pub fn is_interface(&self, id: TypeId) -> bool {
        matches!(self.under(id), Type::Interface(_))
    }

    /// How many types there are; [`TypeId`]s are below it.
    pub fn n_types(&self) -> usize {
        self.types.len()
    }
}
