//! The syntax tree.
//!
//! Nodes own their children. Each expression, identifier and statement that a later phase may ask about has a
//! [`NodeId`], dense within a package, by which the checker's side tables are indexed.

mod chain;

use crate::source::Pos;
use std::sync::Arc;

/// Names are shared strings.
pub type Name = Arc<str>;

/// Index of a node within its package; the files of one package are parsed with one counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// An identifier.
#[derive(Clone, Debug)]
pub struct Ident {
    pub id: NodeId,
    pub pos: Pos,
    pub name: Name,
}

impl Ident {
    /// Whether this is the blank identifier `_`.
    pub fn is_blank(&self) -> bool {
        &*self.name == "_"
    }
}

/// One parsed file.
#[derive(Clone, Debug)]
pub struct File {
    /// Position of the `package` keyword.
    pub pos: Pos,
    pub package: Ident,
    pub imports: Vec<ImportDecl>,
    /// Declarations after the imports, groups flattened, in source order.
    pub decls: Vec<Decl>,
    /// `//go:` and `//line` directives and `// Output:` style comments live here.
    pub comments: Vec<Comment>,
    /// Position just past the last byte.
    pub end: Pos,
}

/// A comment with its delimiters.
#[derive(Clone, Debug)]
pub struct Comment {
    pub pos: Pos,
    pub text: Arc<str>,
}

/// `import name "path"`.
#[derive(Clone, Debug)]
pub struct ImportDecl {
    pub id: NodeId,
    pub pos: Pos,
    /// `_`, `.` or a name.
    pub name: Option<Ident>,
    /// Position of the path literal.
    pub path_pos: Pos,
    /// The unquoted path.
    pub path: Name,
}

/// A declaration at package level or in a function.
#[derive(Clone, Debug)]
pub enum Decl {
    Const(ConstSpec),
    Var(VarSpec),
    Type(TypeSpec),
    Func(Box<FuncDecl>),
}

/// One line of a `const` group. Implicit repetition is explicit here: `ty` and `values` are those in force
/// (clones of the earlier line's, with the same ids, when `inherited`).
#[derive(Clone, Debug)]
pub struct ConstSpec {
    pub pos: Pos,
    pub names: Vec<Ident>,
    pub ty: Option<Expr>,
    pub values: Vec<Expr>,
    /// The value of `iota`: index of the line in its group.
    pub iota: u32,
    pub inherited: bool,
}

/// One line of a `var` group.
#[derive(Clone, Debug)]
pub struct VarSpec {
    pub pos: Pos,
    pub names: Vec<Ident>,
    pub ty: Option<Expr>,
    pub values: Vec<Expr>,
}

/// `type Name[params] T` or `type Name = T`.
#[derive(Clone, Debug)]
pub struct TypeSpec {
    pub pos: Pos,
    pub name: Ident,
    pub type_params: Vec<Field>,
    pub alias: bool,
    pub ty: Expr,
}

/// A function or method declaration.
#[derive(Clone, Debug)]
pub struct FuncDecl {
    /// Position of `func`.
    pub pos: Pos,
    pub name: Ident,
    /// The receiver, for methods (a list, since the parser accepts what the checker refuses).
    pub recv: Option<Vec<Field>>,
    pub sig: FuncType,
    /// `None`: declared without a body.
    pub body: Option<Block>,
    /// `//go:noinline` and the like, directly above.
    pub pragmas: Vec<Name>,
}

/// A function's type parameters, parameters and results.
#[derive(Clone, Debug)]
pub struct FuncType {
    /// Position of `func` (of the name for interface methods).
    pub pos: Pos,
    pub type_params: Vec<Field>,
    pub params: Vec<Field>,
    pub results: Vec<Field>,
}

/// A parameter, result, struct field or type parameter: one name each (`a, b int` gives two fields that share a
/// type node, ids included; `shares_type` is set on the second and later).
#[derive(Clone, Debug)]
pub struct Field {
    pub pos: Pos,
    pub name: Option<Ident>,
    pub ty: Expr,
    pub shares_type: bool,
    /// Struct fields: an embedded field (then `name` is `None`).
    pub embedded: bool,
    /// Struct fields: the unquoted tag.
    pub tag: Option<Name>,
}

/// `{ ... }`.
#[derive(Clone, Debug)]
pub struct Block {
    pub lbrace: Pos,
    pub stmts: Vec<Stmt>,
    pub rbrace: Pos,
}

/// A statement.
#[derive(Clone, Debug)]
pub struct Stmt {
    pub id: NodeId,
    pub pos: Pos,
    pub kind: StmtKind,
}

/// What a statement is.
#[derive(Clone, Debug)]
pub enum StmtKind {
    /// What could not be parsed.
    Bad,
    Empty,
    Block(Block),
    Expr(Expr),
    Decl(Vec<Decl>),
    /// `lhs = rhs`; `op_pos` is the position of `=`.
    Assign {
        lhs: Vec<Expr>,
        op_pos: Pos,
        rhs: Vec<Expr>,
    },
    /// `lhs := rhs`. Each `lhs` should be an identifier; the checker says so if not.
    Define {
        lhs: Vec<Expr>,
        op_pos: Pos,
        rhs: Vec<Expr>,
    },
    /// `lhs op= rhs`.
    AssignOp {
        op: BinaryOp,
        lhs: Expr,
        op_pos: Pos,
        rhs: Expr,
    },
    /// `x++` and `x--`.
    IncDec {
        x: Expr,
        inc: bool,
        op_pos: Pos,
    },
    Send {
        chan: Expr,
        value: Expr,
        op_pos: Pos,
    },
    Go(Expr),
    Defer(Expr),
    Return(Vec<Expr>),
    Break(Option<Ident>),
    Continue(Option<Ident>),
    Goto(Ident),
    Fallthrough,
    Labeled {
        label: Ident,
        colon: Pos,
        stmt: Box<Stmt>,
    },
    If {
        init: Option<Box<Stmt>>,
        cond: Expr,
        then: Block,
        els: Option<Box<Stmt>>,
    },
    For {
        init: Option<Box<Stmt>>,
        cond: Option<Expr>,
        post: Option<Box<Stmt>>,
        body: Block,
    },
    Range(Box<RangeStmt>),
    Switch {
        init: Option<Box<Stmt>>,
        tag: Option<Expr>,
        lbrace: Pos,
        clauses: Vec<CaseClause>,
        rbrace: Pos,
    },
    TypeSwitch(Box<TypeSwitchStmt>),
    Select {
        lbrace: Pos,
        clauses: Vec<CommClause>,
        rbrace: Pos,
    },
}

/// `for key, value := range x { ... }`.
#[derive(Clone, Debug)]
pub struct RangeStmt {
    pub key: Option<Expr>,
    pub value: Option<Expr>,
    /// Extra left-hand sides (an error that the checker reports).
    pub extra: Vec<Expr>,
    /// `:=` rather than `=`.
    pub define: bool,
    /// Position of `:=`, `=` or `range`.
    pub op_pos: Pos,
    pub x: Expr,
    pub body: Block,
}

/// `switch init; bind := x.(type) { ... }`.
#[derive(Clone, Debug)]
pub struct TypeSwitchStmt {
    pub init: Option<Stmt>,
    pub bind: Option<Ident>,
    pub x: Expr,
    pub lbrace: Pos,
    pub clauses: Vec<CaseClause>,
    pub rbrace: Pos,
}

/// `case exprs:` or `default:` (`exprs` is `None`).
#[derive(Clone, Debug)]
pub struct CaseClause {
    /// The clause's id: the implicit variable of a type switch hangs on it.
    pub id: NodeId,
    pub pos: Pos,
    pub exprs: Option<Vec<Expr>>,
    pub colon: Pos,
    pub body: Vec<Stmt>,
}

/// A clause of `select`; `comm` is `None` for `default`.
#[derive(Clone, Debug)]
pub struct CommClause {
    pub pos: Pos,
    pub comm: Option<Box<Stmt>>,
    pub colon: Pos,
    pub body: Vec<Stmt>,
}

/// An expression or type.
#[derive(Debug)]
pub struct Expr {
    pub id: NodeId,
    /// Position of the first character of the expression.
    pub pos: Pos,
    pub kind: ExprKind,
}

/// What an expression is.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// What could not be parsed.
    Bad,
    Name(Ident),
    Literal {
        kind: LiteralKind,
        text: Name,
    },
    /// `T{...}`; `ty` is `None` for an element whose type is implied.
    Composite {
        ty: Option<Box<Expr>>,
        lbrace: Pos,
        elems: Vec<Element>,
        rbrace: Pos,
    },
    FuncLit {
        sig: FuncType,
        body: Block,
    },
    Paren(Box<Expr>),
    Selector {
        x: Box<Expr>,
        sel: Ident,
    },
    /// `x[i]`, and instantiation `f[A, B]`.
    Index {
        x: Box<Expr>,
        lbrack: Pos,
        indices: Vec<Expr>,
        rbrack: Pos,
    },
    Slice {
        x: Box<Expr>,
        lbrack: Pos,
        lo: Option<Box<Expr>>,
        hi: Option<Box<Expr>>,
        max: Option<Box<Expr>>,
        three: bool,
    },
    /// `x.(T)`; `ty` is `None` for `.(type)`.
    TypeAssert {
        x: Box<Expr>,
        ty: Option<Box<Expr>>,
    },
    Call {
        fun: Box<Expr>,
        lparen: Pos,
        args: Vec<Expr>,
        spread: Option<Pos>,
        rparen: Pos,
    },
    /// `*x`: dereference or pointer type.
    Star(Box<Expr>),
    Unary {
        op: UnaryOp,
        x: Box<Expr>,
    },
    Binary {
        op: BinaryOp,
        op_pos: Pos,
        x: Box<Expr>,
        y: Box<Expr>,
    },
    /// `[n]T`; `len` is `None` for `[...]T`.
    ArrayType {
        len: Option<Box<Expr>>,
        elem: Box<Expr>,
    },
    SliceType(Box<Expr>),
    StructType {
        fields: Vec<Field>,
        rbrace: Pos,
    },
    FuncType(Box<FuncType>),
    InterfaceType {
        elems: Vec<InterfaceElem>,
        rbrace: Pos,
    },
    MapType {
        key: Box<Expr>,
        value: Box<Expr>,
    },
    ChanType {
        dir: ChanDir,
        elem: Box<Expr>,
    },
    /// `...T` in a parameter list.
    Ellipsis(Option<Box<Expr>>),
}

/// `value` or `key: value` in a composite literal.
#[derive(Clone, Debug)]
pub struct Element {
    pub key: Option<Expr>,
    pub value: Expr,
}

/// A method or an embedded element of an interface.
#[derive(Clone, Debug)]
pub enum InterfaceElem {
    Method {
        name: Ident,
        sig: FuncType,
    },
    /// A type, or a union of (possibly `~`) terms.
    Embedded {
        pos: Pos,
        terms: Vec<UnionTerm>,
    },
}

/// `T` or `~T`.
#[derive(Clone, Debug)]
pub struct UnionTerm {
    pub tilde: Option<Pos>,
    pub ty: Expr,
}

/// The kinds of basic literals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiteralKind {
    Int,
    Float,
    Imag,
    Char,
    String,
}

/// Channel directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChanDir {
    Both,
    Send,
    Recv,
}

/// Unary operators (`*` is [`ExprKind::Star`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    Plus,
    Neg,
    Not,
    /// `^x`
    BitNot,
    /// `&x`
    Addr,
    /// `<-x`
    Recv,
    /// `~x`, legal only in constraints
    Tilde,
}

/// Binary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    And,
    Or,
    Xor,
    Shl,
    Shr,
    AndNot,
    LAnd,
    LOr,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

impl BinaryOp {
    /// The operator as it is written.
    pub fn symbol(self) -> &'static str {
        use BinaryOp::*;
        match self {
            Add => "+",
            Sub => "-",
            Mul => "*",
            Div => "/",
            Rem => "%",
            And => "&",
            Or => "|",
            Xor => "^",
            Shl => "<<",
            Shr => ">>",
            AndNot => "&^",
            LAnd => "&&",
            LOr => "||",
            Eq => "==",
            Ne => "!=",
            Lt => "<",
            Le => "<=",
            Gt => ">",
            Ge => ">=",
        }
    }

    /// Whether this is one of the six comparisons.
    pub fn is_comparison(self) -> bool {
        use BinaryOp::*;
        matches!(self, Eq | Ne | Lt | Le | Gt | Ge)
    }

    /// Whether this is `<<` or `>>`.
    pub fn is_shift(self) -> bool {
        matches!(self, BinaryOp::Shl | BinaryOp::Shr)
    }
}

impl UnaryOp {
    /// The operator as it is written.
    pub fn symbol(self) -> &'static str {
        match self {
            UnaryOp::Plus => "+",
            UnaryOp::Neg => "-",
            UnaryOp::Not => "!",
            UnaryOp::BitNot => "^",
            UnaryOp::Addr => "&",
            UnaryOp::Recv => "<-",
            UnaryOp::Tilde => "~",
        }
    }
}
