//! What the checker found out about a package: side tables indexed by syntax node.

use crate::constant::Const;
use crate::object::{Builtin, ObjId, PkgId};
use crate::types::TypeId;
use goslice_syntax::ast::{Expr, NodeId};
use rustc_hash::FxHashMap;

/// What an expression is.
#[derive(Clone, Debug, PartialEq)]
pub enum Mode {
    /// A call without results.
    NoValue,
    Type,
    Builtin(Builtin),
    Constant(Const),
    /// Addressable.
    Variable,
    /// A value that is not addressable; map index expressions too.
    Value,
    /// A value with an optional second result: type assertion, map index, receive, in a two-value context. The type
    /// is that of the first value.
    CommaOk,
    Nil,
    Package(PkgId),
}

/// Mode and type of an expression. The type is final: untyped operands carry the type they were converted to
/// (an untyped constant passed to `any` has its default type here; the conversion to the interface is implied by
/// its context).
#[derive(Clone, Debug, PartialEq)]
pub struct TypeAndMode {
    pub mode: Mode,
    pub ty: TypeId,
}

/// How a selector expression `x.sel` is to be read (qualified identifiers are in `uses` of `sel`).
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    pub kind: SelectionKind,
    /// Field indices from `x` to what is selected: implicit embedded fields first, the field itself last (for
    /// fields). Pointers on the way are dereferenced implicitly.
    pub path: Vec<u32>,
    /// Whether the path, or the final step to a method's receiver, goes through a pointer.
    pub indirect: bool,
}

/// What is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelectionKind {
    Field,
    /// A method of a concrete type: the method's object. `x.f` as value or callee.
    Method(ObjId),
    /// A method of an interface: its index in the interface's sorted method list.
    InterfaceMethod(u32),
    /// `T.f` or `(*T).f`: the method's object.
    MethodExpr(ObjId),
    /// `I.f` for an interface type.
    InterfaceMethodExpr(u32),
}

/// One step of package initialisation, in dependency order: `lhs = rhs` for package variables.
#[derive(Clone, Debug)]
pub struct Initializer {
    /// Several for `var a, b = f()`. Blank variables are objects too.
    pub lhs: Vec<ObjId>,
    /// The expression's node: `file` and `decl` locate the [`goslice_syntax::ast::VarSpec`], `value` is the
    /// index of its expression.
    pub file: usize,
    pub decl: usize,
    pub value: usize,
}

/// The side tables of one package.
#[derive(Clone, Debug, Default)]
pub struct Info {
    /// By [`NodeId`] of the expression.
    pub exprs: Vec<Option<TypeAndMode>>,
    /// Objects declared by identifiers, by the identifier's id. In `a, b := ...` only new variables are here; the
    /// others are in `uses`.
    pub defs: FxHashMap<NodeId, ObjId>,
    /// Objects that identifiers refer to.
    pub uses: FxHashMap<NodeId, ObjId>,
    /// By id of the selector expression.
    pub selections: FxHashMap<NodeId, Selection>,
    /// The variable that a type switch's clause declares, by the clause's id.
    pub implicits: FxHashMap<NodeId, ObjId>,
    /// Initialisation order of the package's variables with values.
    pub init_order: Vec<Initializer>,
}

impl Info {
    /// What an expression is; [`Mode::NoValue`] for what is none.
    pub fn mode(&self, e: &Expr) -> &Mode {
        const NONE: &Mode = &Mode::NoValue;
        match self.exprs.get(e.id.0 as usize) {
            Some(Some(found)) => &found.mode,
            _ => NONE,
        }
    }
}
