//! The universe block: what every Go program can name without declaring it.

use crate::constant::Const;
use crate::object::{Builtin, ObjId, ObjKind, Object, PkgId};
use crate::types::{
    Basic, InterfaceMethod, InterfaceType, NamedId, NamedInfo, Package, Signature, Type, TypeId, Universe,
};
use goslice_syntax::ast::Name;
use goslice_syntax::source::Pos;
use rustc_hash::FxHashMap;

/// The predeclared functions by name, with the first Go minor version that has them.
const BUILTINS: [(&str, Builtin); 18] = [
    ("append", Builtin::Append),
    ("cap", Builtin::Cap),
    ("clear", Builtin::Clear),
    ("close", Builtin::Close),
    ("complex", Builtin::Complex),
    ("copy", Builtin::Copy),
    ("delete", Builtin::Delete),
    ("imag", Builtin::Imag),
    ("len", Builtin::Len),
    ("make", Builtin::Make),
    ("max", Builtin::Max),
    ("min", Builtin::Min),
    ("new", Builtin::New),
    ("panic", Builtin::Panic),
    ("print", Builtin::Print),
    ("println", Builtin::Println),
    ("real", Builtin::Real),
    ("recover", Builtin::Recover),
];

/// The functions of package unsafe.
const UNSAFE_BUILTINS: [(&str, Builtin); 8] = [
    ("Add", Builtin::UnsafeAdd),
    ("Alignof", Builtin::UnsafeAlignof),
    ("Offsetof", Builtin::UnsafeOffsetof),
    ("Sizeof", Builtin::UnsafeSizeof),
    ("Slice", Builtin::UnsafeSlice),
    ("SliceData", Builtin::UnsafeSliceData),
    ("String", Builtin::UnsafeString),
    ("StringData", Builtin::UnsafeStringData),
];

impl Builtin {
    /// The name as errors write it (`unsafe.Sizeof` without the package).
    pub fn name(self) -> &'static str {
        let all = BUILTINS.iter().chain(&UNSAFE_BUILTINS);
        all.clone().find(|(_, builtin)| *builtin == self).map_or("?", |(name, _)| name)
    }

    /// The first minor version of Go 1 that has it.
    pub fn since(self) -> u32 {
        match self {
            Builtin::Clear | Builtin::Max | Builtin::Min => 21,
            Builtin::UnsafeAdd | Builtin::UnsafeSlice => 17,
            Builtin::UnsafeSliceData | Builtin::UnsafeString | Builtin::UnsafeStringData => 20,
            _ => 0,
        }
    }
}

impl Basic {
    /// The name as the specification and gc's errors write it.
    pub fn name(self) -> &'static str {
        match self {
            Basic::Invalid => "invalid type",
            Basic::Bool => "bool",
            Basic::Int => "int",
            Basic::Int8 => "int8",
            Basic::Int16 => "int16",
            Basic::Int32 => "int32",
            Basic::Int64 => "int64",
            Basic::Uint => "uint",
            Basic::Uint8 => "uint8",
            Basic::Uint16 => "uint16",
            Basic::Uint32 => "uint32",
            Basic::Uint64 => "uint64",
            Basic::Uintptr => "uintptr",
            Basic::Float32 => "float32",
            Basic::Float64 => "float64",
            Basic::Complex64 => "complex64",
            Basic::Complex128 => "complex128",
            Basic::String => "string",
            Basic::UnsafePointer => "unsafe.Pointer",
            Basic::UntypedBool => "untyped bool",
            Basic::UntypedInt => "untyped int",
            Basic::UntypedRune => "untyped rune",
            Basic::UntypedFloat => "untyped float",
            Basic::UntypedComplex => "untyped complex",
            Basic::UntypedString => "untyped string",
            Basic::UntypedNil => "untyped nil",
        }
    }
}

impl Default for Universe {
    fn default() -> Universe {
        Universe::new()
    }
}

impl Universe {
    /// The universe block and package unsafe.
    pub fn new() -> Universe {
        let mut universe = Universe {
            types: Vec::new(),
            interned: FxHashMap::default(),
            canonical: Vec::new(),
            alias_names: FxHashMap::default(),
            func_names: FxHashMap::default(),
            spelled_objects: FxHashMap::default(),
            spelled_underlying: FxHashMap::default(),
            byte: Basic::Uint8.id(),
            rune: Basic::Int32.id(),
            spelled_any: Basic::Invalid.id(),
            old_texts: false,
            unsafe_pkg: PkgId(0),
            named: Vec::new(),
            type_params: Vec::new(),
            packages: Vec::new(),
            objects: Vec::new(),
            scope: FxHashMap::default(),
            error: Basic::Invalid.id(),
            any: Basic::Invalid.id(),
            comparable: Basic::Invalid.id(),
            layouts: crate::layout::Memo::default(),
        };
        universe.declare_basic_types();
        universe.declare_interfaces();
        universe.declare_values();
        universe.declare_unsafe();
        universe
    }

    fn declare_basic_types(&mut self) {
        for basic in Basic::ALL {
            let id = self.intern(Type::Basic(basic));
            debug_assert_eq!(id, basic.id());
            let typed = (Basic::Bool..Basic::UnsafePointer).contains(&basic);
            if typed {
                self.predeclare(basic.name(), id, ObjKind::TypeName { alias: false });
            }
        }
        self.byte = self.spelling("byte".into(), Basic::Uint8.id());
        self.rune = self.spelling("rune".into(), Basic::Int32.id());
        self.predeclare("byte", self.byte, ObjKind::TypeName { alias: true });
        self.predeclare("rune", self.rune, ObjKind::TypeName { alias: true });
    }

    fn declare_interfaces(&mut self) {
        self.any = self.intern(Type::Interface(InterfaceType::default()));
        self.spelled_any = self.spelling("any".into(), self.any);
        self.predeclare("any", self.spelled_any, ObjKind::TypeName { alias: true });

        let error_sig = Signature { params: vec![], results: vec![Basic::String.id()], variadic: false };
        let sig = self.intern(Type::Func(error_sig));
        let methods = vec![InterfaceMethod { name: "Error".into(), pkg: None, sig }];
        let underlying = self.intern(Type::Interface(InterfaceType { methods, ..Default::default() }));
        self.error = self.new_named("error".into(), None, Pos::NONE, underlying, None);
        self.predeclare("error", self.error, ObjKind::TypeName { alias: false });

        let underlying = self.intern(Type::Interface(InterfaceType { comparable: true, ..Default::default() }));
        self.comparable = self.new_named("comparable".into(), None, Pos::NONE, underlying, None);
        self.predeclare("comparable", self.comparable, ObjKind::TypeName { alias: false });
    }

    fn declare_values(&mut self) {
        let untyped_bool = Basic::UntypedBool.id();
        self.predeclare("true", untyped_bool, ObjKind::Const(Const::Bool(true)));
        self.predeclare("false", untyped_bool, ObjKind::Const(Const::Bool(false)));
        self.predeclare("iota", Basic::UntypedInt.id(), ObjKind::Const(Const::Int(0.into())));
        self.predeclare("nil", Basic::UntypedNil.id(), ObjKind::Nil);
        for (name, builtin) in BUILTINS {
            self.predeclare(name, Basic::Invalid.id(), ObjKind::Builtin(builtin));
        }
    }

    fn declare_unsafe(&mut self) {
        self.unsafe_pkg = self.new_package("unsafe".into(), "unsafe".into());
        let pkg = Some(self.unsafe_pkg);
        let mut scope = FxHashMap::default();
        let pointer = ("Pointer", Basic::UnsafePointer.id(), ObjKind::TypeName { alias: false });
        let functions = UNSAFE_BUILTINS.map(|(name, builtin)| (name, Basic::Invalid.id(), ObjKind::Builtin(builtin)));
        for (name, ty, kind) in std::iter::once(pointer).chain(functions) {
            let name: Name = name.into();
            let obj = self.new_object(Object { name: name.clone(), pos: Pos::NONE, pkg, ty, kind });
            scope.insert(name, obj);
        }
        self.packages[self.unsafe_pkg.0 as usize].scope = scope;
    }

    fn predeclare(&mut self, name: &str, ty: TypeId, kind: ObjKind) {
        let name: Name = name.into();
        let obj = self.new_object(Object { name: name.clone(), pos: Pos::NONE, pkg: None, ty, kind });
        self.scope.insert(name, obj);
    }

    /// Adds an object; its type may be spelled with aliases.
    pub(crate) fn new_object(&mut self, mut object: Object) -> ObjId {
        let id = ObjId(self.objects.len() as u32);
        let spelled = object.ty;
        object.ty = self.canon(spelled);
        if object.ty != spelled {
            self.spelled_objects.insert(id, spelled);
        }
        self.objects.push(object);
        id
    }

    /// Adds a declared type.
    pub(crate) fn new_named(
        &mut self,
        name: Name,
        pkg: Option<PkgId>,
        pos: Pos,
        underlying: TypeId,
        local: Option<u32>,
    ) -> TypeId {
        let id = NamedId(self.named.len() as u32);
        self.named.push(NamedInfo { name, pkg, pos, underlying, methods: Vec::new(), local });
        self.intern(Type::Named(id))
    }

    /// Adds an empty package.
    pub(crate) fn new_package(&mut self, path: Name, name: Name) -> PkgId {
        let id = PkgId(self.packages.len() as u32);
        self.packages.push(Package { path, name, scope: FxHashMap::default() });
        id
    }

    /// An object.
    pub fn object(&self, id: ObjId) -> &Object {
        &self.objects[id.0 as usize]
    }

    /// A package.
    pub fn package(&self, id: PkgId) -> &Package {
        &self.packages[id.0 as usize]
    }

    /// The declared type that `id` is, if it is one.
    pub fn named_info(&self, id: TypeId) -> Option<&NamedInfo> {
        match *self.ty(id) {
            Type::Named(named) => Some(&self.named[named.0 as usize]),
            _ => None,
        }
    }

    /// The signature, if `id`'s underlying type is a function type.
    pub fn signature(&self, id: TypeId) -> Option<&Signature> {
        match self.under(id) {
            Type::Func(sig) => Some(sig),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_types_have_the_ids_of_their_kinds() {
        let universe = Universe::new();
        for basic in Basic::ALL {
            assert_eq!(*universe.ty(basic.id()), Type::Basic(basic));
        }
    }

    #[test]
    fn spellings_are_identical_to_what_they_spell() {
        let mut universe = Universe::new();
        let bytes = universe.slice_of(universe.byte);
        let uint8s = universe.slice_of(Basic::Uint8.id());
        assert_ne!(bytes, uint8s);
        assert!(universe.identical(bytes, uint8s));
        assert_eq!(universe.canon(bytes), uint8s);
    }
}
