//! Type descriptors, made from the checker's types.

#![allow(
    unsafe_code,
    reason = "descriptors refer to each other in cycles: they are filled in after they have an address"
)]

use goslice_abi::desc::{EqKind, FieldDesc, Kind, List, MethodDesc, TypeDesc};
use goslice_abi::layout::Str;
use goslice_syntax::ast::ChanDir;
use goslice_types::layout;
use goslice_types::lookup::{MethodEntry, method_set};
use goslice_types::object::PkgId;
use goslice_types::type_string::runtime_string;
use goslice_types::types::{Basic, Type, TypeId, Universe};
use std::collections::HashMap;
use std::sync::atomic::{AtomicPtr, Ordering};

/// The descriptors of a program. They live as long as the process.
#[derive(Debug, Default)]
pub(crate) struct Descs {
    made: HashMap<TypeId, *mut TypeDesc>,
}

/// Gives the code of a method for the method table of a concrete type.
pub(crate) trait MethodCode {
    /// The code of `method` of `ty`, which takes the data word as an interface holds it.
    fn method_code(&mut self, universe: &mut Universe, ty: TypeId, method: &MethodEntry) -> *const u8;
}

impl Descs {
    /// The descriptor of a type, if it was made.
    pub(crate) fn get(&self, universe: &Universe, ty: TypeId) -> Option<*const TypeDesc> {
        self.made.get(&universe.canon(ty)).map(|&desc| desc.cast_const())
    }

    /// The descriptor of a type; makes it and all that it refers to.
    pub(crate) fn make(&mut self, universe: &mut Universe, code: &mut dyn MethodCode, ty: TypeId) -> *const TypeDesc {
        let ty = universe.canon(ty);
        if let Some(&desc) = self.made.get(&ty) {
            return desc;
        }
        let desc: *mut TypeDesc = Box::leak(Box::new(plain(universe, ty)));
        self.made.insert(ty, desc);
        let filled = self.references(universe, code, ty);
        // SAFETY: the descriptor is ours, and nobody reads it before this function's outermost call returns.
        unsafe {
            (*desc).elem = filled.elem;
            (*desc).key = filled.key;
            (*desc).fields = List::new(leak(filled.fields));
            (*desc).methods = List::new(leak(filled.methods));
            (*desc).params = List::new(leak(filled.params));
            (*desc).results = List::new(leak(filled.results));
            if (*desc).kind == Kind::Pointer {
                (*filled.elem).pointer_to.store(desc, Ordering::Relaxed);
            }
        }
        desc
    }

    /// What a descriptor refers to.
    fn references(&mut self, universe: &mut Universe, code: &mut dyn MethodCode, ty: TypeId) -> References {
        let mut filled = References::default();
        match universe.under(ty).clone() {
            Type::Pointer(elem) | Type::Slice(elem) | Type::Array { elem, .. } | Type::Chan { elem, .. } => {
                filled.elem = self.make(universe, code, elem);
            }
            Type::Map { key, value } => {
                filled.key = self.make(universe, code, key);
                filled.elem = self.make(universe, code, value);
            }
            Type::Struct(fields) => {
                let offsets = layout::field_offsets(universe, ty);
                for (field, offset) in fields.iter().zip(&*offsets) {
                    filled.fields.push(FieldDesc {
                        name: text(&field.name),
                        ty: self.make(universe, code, field.ty),
                        offset: *offset as usize,
                        tag: field.tag.as_ref().map_or(Str::EMPTY, |tag| text(tag)),
                        embedded: field.embedded,
                        exported: field.pkg.is_none(),
                    });
                }
            }
            Type::Func(signature) => {
                filled.params = signature.params.iter().map(|&ty| self.make(universe, code, ty)).collect();
                filled.results = signature.results.iter().map(|&ty| self.make(universe, code, ty)).collect();
            }
            Type::Interface(interface) => {
                for method in &interface.methods {
                    filled.methods.push(MethodDesc {
                        name: text(&method.name),
                        pkg_path: pkg_path(universe, method.pkg),
                        sig: self.make(universe, code, method.sig),
                        code: std::ptr::null(),
                    });
                }
                return filled;
            }
            Type::Basic(_) | Type::Named(_) | Type::Tuple(_) | Type::TypeParam(_) => {}
        }
        if may_have_methods(universe, ty) {
            for method in method_set(universe, ty) {
                filled.methods.push(MethodDesc {
                    name: text(&method.name),
                    pkg_path: pkg_path(universe, method.pkg),
                    sig: self.make(universe, code, method.sig),
                    code: code.method_code(universe, ty, &method),
                });
            }
        }
        filled
    }
}

struct References {
    elem: *const TypeDesc,
    key: *const TypeDesc,
    fields: Vec<FieldDesc>,
    methods: Vec<MethodDesc>,
    params: Vec<*const TypeDesc>,
    results: Vec<*const TypeDesc>,
}

impl Default for References {
    fn default() -> References {
        References {
            elem: std::ptr::null(),
            key: std::ptr::null(),
            fields: Vec::new(),
            methods: Vec::new(),
            params: Vec::new(),
            results: Vec::new(),
        }
    }
}

fn leak<T>(items: Vec<T>) -> &'static [T] {
    Box::leak(items.into_boxed_slice())
}

fn text(text: &str) -> Str {
    Str::from_static(Box::leak(text.to_string().into_boxed_str()))
}

fn pkg_path(universe: &Universe, pkg: Option<PkgId>) -> Str {
    pkg.map_or(Str::EMPTY, |pkg| text(&universe.package(pkg).path))
}

/// Declared types, pointers to them, and structs that embed some.
fn may_have_methods(universe: &Universe, ty: TypeId) -> bool {
    let (base, _) = universe.deref(ty);
    universe.named_info(base).is_some()
        || matches!(universe.under(base), Type::Struct(fields) if fields.iter().any(|field| field.embedded))
}

/// A descriptor without references to others.
fn plain(universe: &Universe, ty: TypeId) -> TypeDesc {
    let size = layout::size_of(universe, ty) as usize;
    let pointers = layout::has_pointers(universe, ty);
    let named = universe.named_info(ty);
    let (len, chan_dir, variadic) = match *universe.under(ty) {
        Type::Array { len, .. } => (len as usize, 0, false),
        Type::Chan { dir, .. } => (
            0,
            match dir {
                ChanDir::Recv => 1,
                ChanDir::Send => 2,
                ChanDir::Both => 3,
            },
            false,
        ),
        Type::Func(ref signature) => (0, 0, signature.variadic),
        _ => (0, 0, false),
    };
    let bitmap = match pointers {
        true => {
            let mut bits = vec![0_u8; size.div_ceil(64)];
            mark_pointers(universe, ty, 0, &mut bits);
            leak(bits).as_ptr()
        }
        false => std::ptr::null(),
    };
    TypeDesc {
        size,
        align: layout::align_of(universe, ty) as u8,
        kind: kind(universe, ty),
        eq: eq_kind(universe, ty),
        direct: goslice_ir::lower::is_direct(universe, ty),
        named: named.is_some() || matches!(universe.ty(ty), Type::Basic(_)),
        variadic,
        pointers,
        chan_dir,
        bitmap,
        name: text(&runtime_string(universe, ty)),
        pkg_path: named.and_then(|info| info.pkg).map_or(Str::EMPTY, |pkg| pkg_path(universe, Some(pkg))),
        elem: std::ptr::null(),
        key: std::ptr::null(),
        len,
        fields: List::EMPTY,
        methods: List::EMPTY,
        params: List::EMPTY,
        results: List::EMPTY,
        pointer_to: AtomicPtr::default(),
    }
}

/// Sets the bits of the words of a value at byte `at` that are pointers.
fn mark_pointers(universe: &Universe, ty: TypeId, at: u64, bits: &mut [u8]) {
    let mut set = |at: u64| bits[(at / 64) as usize] |= 1 << (at / 8 % 8);
    match universe.under(ty) {
        Type::Basic(Basic::String | Basic::UnsafePointer) => set(at),
        Type::Pointer(_) | Type::Func(_) | Type::Map { .. } | Type::Chan { .. } | Type::Slice(_) => set(at),
        Type::Interface(_) => {
            set(at);
            set(at + 8);
        }
        Type::Array { elem, len } if layout::has_pointers(universe, *elem) => {
            let size = layout::size_of(universe, *elem);
            (0..*len).for_each(|index| mark_pointers(universe, *elem, at + index * size, bits));
        }
        Type::Struct(fields) => {
            for (field, offset) in fields.iter().zip(&*layout::field_offsets(universe, ty)) {
                mark_pointers(universe, field.ty, at + offset, bits);
            }
        }
        _ => {}
    }
}

fn kind(universe: &Universe, ty: TypeId) -> Kind {
    match universe.under(ty) {
        Type::Basic(basic) => match basic {
            Basic::Bool | Basic::UntypedBool => Kind::Bool,
            Basic::Int | Basic::UntypedInt => Kind::Int,
            Basic::Int8 => Kind::Int8,
            Basic::Int16 => Kind::Int16,
            Basic::Int32 | Basic::UntypedRune => Kind::Int32,
            Basic::Int64 => Kind::Int64,
            Basic::Uint => Kind::Uint,
            Basic::Uint8 => Kind::Uint8,
            Basic::Uint16 => Kind::Uint16,
            Basic::Uint32 => Kind::Uint32,
            Basic::Uint64 => Kind::Uint64,
            Basic::Uintptr => Kind::Uintptr,
            Basic::Float32 => Kind::Float32,
            Basic::Float64 | Basic::UntypedFloat => Kind::Float64,
            Basic::Complex64 => Kind::Complex64,
            Basic::Complex128 | Basic::UntypedComplex => Kind::Complex128,
            Basic::String | Basic::UntypedString => Kind::String,
            Basic::UnsafePointer | Basic::UntypedNil => Kind::UnsafePointer,
            Basic::Invalid => Kind::Invalid,
        },
        Type::Pointer(_) => Kind::Pointer,
        Type::Slice(_) => Kind::Slice,
        Type::Array { .. } => Kind::Array,
        Type::Struct(_) => Kind::Struct,
        Type::Func(_) => Kind::Func,
        Type::Interface(_) => Kind::Interface,
        Type::Map { .. } => Kind::Map,
        Type::Chan { .. } => Kind::Chan,
        Type::Named(_) | Type::Tuple(_) | Type::TypeParam(_) => Kind::Invalid,
    }
}

fn eq_kind(universe: &Universe, ty: TypeId) -> EqKind {
    match universe.under(ty) {
        Type::Slice(_) | Type::Map { .. } | Type::Func(_) => EqKind::None,
        Type::Interface(_) => EqKind::Structural,
        Type::Basic(Basic::String | Basic::Float32 | Basic::Float64 | Basic::Complex64 | Basic::Complex128) => {
            EqKind::Structural
        }
        Type::Array { elem, .. } => eq_kind(universe, *elem),
        Type::Struct(fields) => {
            let kinds: Vec<EqKind> = fields.iter().map(|field| eq_kind(universe, field.ty)).collect();
            let bytes: u64 = fields.iter().map(|field| layout::size_of(universe, field.ty)).sum();
            let padded = bytes != layout::size_of(universe, ty) || fields.iter().any(|field| &*field.name == "_");
            if kinds.contains(&EqKind::None) {
                EqKind::None
            } else if padded || kinds.contains(&EqKind::Structural) {
                EqKind::Structural
            } else {
                EqKind::Memory
            }
        }
        _ => EqKind::Memory,
    }
}
