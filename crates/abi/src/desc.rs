//! Type descriptors: one for each type that a program's values can have at run time. Interned: two descriptors are
//! the same type exactly if they are the same address.

use crate::layout::Str;
use std::sync::atomic::AtomicPtr;

/// Kinds, numbered as in Go's reflect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
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
    Array,
    Chan,
    Func,
    Interface,
    Map,
    Pointer,
    Slice,
    String,
    Struct,
    UnsafePointer,
}

/// How `==` on a type works; hashing follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum EqKind {
    /// Compares the bytes.
    Memory,
    /// Follows the structure: floats, strings, interfaces, structs and arrays of them, or with padding.
    Structural,
    /// Slices, maps, functions and what contains them: a run-time error.
    None,
}

/// A type at run time.
#[repr(C)]
#[derive(Debug)]
pub struct TypeDesc {
    /// Bytes of a value.
    pub size: usize,
    /// Alignment in bytes.
    pub align: u8,
    pub kind: Kind,
    pub eq: EqKind,
    /// Whether a value is one pointer that an interface holds directly.
    pub direct: bool,
    /// Whether the type is declared (has a name of its own); true for predeclared types too.
    pub named: bool,
    pub variadic: bool,
    /// Whether any word of a value can be a pointer.
    pub pointers: bool,
    pub chan_dir: u8,
    /// One bit a word, from the least significant: the words that are pointers. Null when there are none.
    pub bitmap: *const u8,
    /// As fmt's %T prints it: `main.T`, `[]interface {}`.
    pub name: Str,
    /// Package path of a declared type, else empty.
    pub pkg_path: Str,
    /// Element of pointers, slices, arrays, channels; value of maps. Else null.
    pub elem: *const TypeDesc,
    /// Key of maps.
    pub key: *const TypeDesc,
    /// Length of arrays.
    pub len: usize,
    /// Fields of structs.
    pub fields: List<FieldDesc>,
    /// The method set of a concrete type, sorted by name; of an interface, its methods (`code` null).
    pub methods: List<MethodDesc>,
    /// Parameters and results of functions.
    pub params: List<*const TypeDesc>,
    pub results: List<*const TypeDesc>,
    /// The descriptor of `*T`, when the program has one.
    pub pointer_to: AtomicPtr<TypeDesc>,
}

/// A counted array that lives as long as the program.
#[repr(C)]
#[derive(Debug)]
pub struct List<T> {
    pub ptr: *const T,
    pub len: usize,
}

impl<T> List<T> {
    /// No elements.
    pub const EMPTY: List<T> = List { ptr: std::ptr::NonNull::dangling().as_ptr(), len: 0 };

    /// The elements.
    pub fn as_slice(&self) -> &[T] {
        // SAFETY: a List is made from a leaked or session-owned slice and never outlives it.
        unsafe { std::slice::from_raw_parts(self.ptr, self.len) }
    }

    /// A list over `items`, which must live as long as the descriptors do.
    pub fn new(items: &'static [T]) -> List<T> {
        List { ptr: items.as_ptr(), len: items.len() }
    }
}

/// A struct field.
#[repr(C)]
#[derive(Debug)]
pub struct FieldDesc {
    pub name: Str,
    pub ty: *const TypeDesc,
    pub offset: usize,
    pub tag: Str,
    pub embedded: bool,
    pub exported: bool,
}

/// A method.
#[repr(C)]
#[derive(Debug)]
pub struct MethodDesc {
    pub name: Str,
    /// Package path for unexported names, which differ by package; else empty.
    pub pkg_path: Str,
    /// The function type without receiver.
    pub sig: *const TypeDesc,
    /// Takes `(g, null, data word, args...)`, the data word as an interface holds it.
    pub code: *const u8,
}

impl TypeDesc {
    /// Whether an interface holds a value of this type in its data word itself.
    pub fn is_direct(&self) -> bool {
        self.direct
    }

    /// The name as text.
    pub fn name(&self) -> &str {
        // SAFETY: names are UTF-8 text that lives as long as the descriptor.
        unsafe { std::str::from_utf8_unchecked(self.name.bytes()) }
    }

    /// The method called `name` (exported names only).
    pub fn method(&self, name: &str) -> Option<&MethodDesc> {
        // SAFETY: as for `name`.
        self.methods.as_slice().iter().find(|m| unsafe { m.name.bytes() } == name.as_bytes() && m.pkg_path.len == 0)
    }

    /// Whether word `at` of a value is a pointer.
    pub fn word_is_pointer(&self, at: usize) -> bool {
        // SAFETY: the bitmap has a bit for each word of the type.
        !self.bitmap.is_null() && unsafe { *self.bitmap.add(at / 8) } >> (at % 8) & 1 == 1
    }
}
