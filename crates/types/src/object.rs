//! Objects: what identifiers denote.

use crate::constant::Const;
use crate::types::TypeId;
use goslice_syntax::ast::Name;
use goslice_syntax::source::Pos;

/// An object of the [`crate::types::Universe`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjId(pub u32);

/// A package of the [`crate::types::Universe`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PkgId(pub u32);

/// A named entity.
#[derive(Clone, Debug)]
pub struct Object {
    pub name: Name,
    /// Where it is declared; `Pos::NONE` for predeclared objects.
    pub pos: Pos,
    /// `None` for predeclared objects.
    pub pkg: Option<PkgId>,
    /// `Invalid` where no type applies (packages, builtins, labels).
    pub ty: TypeId,
    pub kind: ObjKind,
}

/// What an object is.
#[derive(Clone, Debug)]
pub enum ObjKind {
    Const(Const),
    TypeName {
        alias: bool,
    },
    /// A variable, parameter or result.
    Var {
        global: bool,
        used: bool,
    },
    /// A function, or a method when `recv` is set.
    Func {
        recv: Option<Receiver>,
    },
    Package(PkgId),
    Builtin(Builtin),
    Nil,
    Label,
}

/// A method's receiver.
#[derive(Clone, Copy, Debug)]
pub struct Receiver {
    /// The declared type ([`crate::types::Type::Named`]), without the pointer.
    pub base: TypeId,
    pub pointer: bool,
}

/// The predeclared functions, and those of package unsafe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Builtin {
    Append,
    Cap,
    Clear,
    Close,
    Complex,
    Copy,
    Delete,
    Imag,
    Len,
    Make,
    Max,
    Min,
    New,
    Panic,
    Print,
    Println,
    Real,
    Recover,
    UnsafeAdd,
    UnsafeAlignof,
    UnsafeOffsetof,
    UnsafeSizeof,
    UnsafeSlice,
    UnsafeSliceData,
    UnsafeString,
    UnsafeStringData,
}
