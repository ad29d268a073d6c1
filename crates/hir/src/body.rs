//! The tree as data.

use goslice::compiler_bugs::CompilerBug;
use goslice_syntax::source::Pos;
use goslice_types::object::ObjId;
use goslice_types::types::TypeId;
use std::sync::Arc;

/// A function of the program; instances of wrappers and closures too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FuncId(pub u32);

/// A package variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GlobalId(pub u32);

/// A variable of a [`Body`]: parameter, result, named local, captured variable or temporary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VarId(pub u32);

/// An allocation site of a [`Body`]: an index into [`Body::sites`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SiteId(pub u32);

impl SiteId {
    /// Not numbered yet ([`crate::sites::number`]); such a site allocates on the heap.
    pub const NONE: SiteId = SiteId(u32::MAX);
}

/// A buffer in the frame of a [`Body`]'s function in which appends may build a slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BufferId(pub u32);

/// A jump target of a [`Body`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelId(pub u32);

/// All functions and package variables of a program. Bodies are lowered on demand (see [`FuncSource`]).
#[derive(Debug, Default)]
pub struct Program {
    pub funcs: Vec<Func>,
    pub globals: Vec<Global>,
}

/// A function.
#[derive(Debug)]
pub struct Func {
    /// As in Go's traces: `main.main`, `main.(*T).M`, `main.f.func1`.
    pub name: String,
    pub pos: Pos,
    /// The function's type ([`goslice_types::types::Type::Func`]), the receiver not included.
    pub sig: TypeId,
    /// The receiver's type, which is the first parameter.
    pub recv: Option<TypeId>,
    pub source: FuncSource,
}

/// Where a function's body comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum FuncSource {
    /// A declaration: package index, file, declaration.
    Declared { pkg: u32, file: u32, decl: u32 },
    /// A function literal; its body is stored with the closure's parent when that is lowered.
    Literal,
    /// A declaration without a body: the intrinsic with this go name (`fmt.Println`).
    Intrinsic(String),
    /// Calls the method `callee` on a receiver that is an interface's data word: loads the boxed value (or passes the
    /// pointer on), walks the embedding `path`. `recv` is the concrete type in the interface. The first parameter has
    /// type `*recv`, or where interfaces hold `recv` directly that of the one pointer in it.
    InterfaceWrapper { recv: TypeId, method: MethodRef, path: Vec<u32> },
    /// A body made by the lowering (package initialisation, bound methods, deferred calls); stored already.
    Made,
}

/// A method that is called or bound.
#[derive(Clone, Debug, PartialEq)]
pub enum MethodRef {
    /// A declared method.
    Concrete(ObjId),
    /// Method number `index` of interface type `inter`.
    Interface { inter: TypeId, index: u32 },
}

/// A package variable.
#[derive(Debug, Clone)]
pub struct Global {
    /// `main.x`
    pub name: String,
    pub ty: TypeId,
    pub pos: Pos,
}

/// The body of a function.
#[derive(Debug, Clone)]
pub struct Body {
    pub func: FuncId,
    pub vars: Vec<Var>,
    /// Receiver first. Blank and unnamed ones have a variable too.
    pub params: Vec<VarId>,
    /// Named results, or temporaries. Zeroed at entry.
    pub results: Vec<VarId>,
    pub results_named: bool,
    /// Variables of the enclosing function that a literal uses, in the order of the closure's words.
    pub captures: Vec<VarId>,
    pub stmts: Vec<Stmt>,
    pub n_labels: u32,
    /// What may allocate, in the order of the tree, with the verdicts on it.
    pub sites: Vec<Site>,
    /// Buffers that append sites share.
    pub buffers: Vec<Buffer>,
    /// Where the compiler of the release that is followed makes wrong code, and this tree is right.
    pub miscompiled: Vec<Miscompiled>,
    /// Calls that were replaced by their callees' bodies, outer ones before those in them.
    pub inlined: Vec<Inlined>,
    /// Contains a `defer` statement of its own.
    pub has_defer: bool,
    /// A variable for the address of the frame to which calls are deferred. In a function that defers the function sets it,
    /// for the bodies of `range` over functions in it and for `defer recover()`; these capture it.
    pub defer_frame: Option<VarId>,
    /// Calls `recover` itself.
    pub has_recover: bool,
    /// Made for `defer f(x)`, or for calls of methods through interfaces and method values: recover in the callee must behave
    /// as if called by the panic directly.
    pub defer_wrapper: bool,
    /// Made for a method value `x.M`.
    pub method_value: bool,
    /// Position of the closing brace.
    pub end: Pos,
}

impl Body {
    /// Adds a variable.
    pub fn add_var(&mut self, var: Var) -> VarId {
        let id = VarId(self.vars.len() as u32);
        self.vars.push(var);
        id
    }
}

/// A callee's body that stands in its caller's.
#[derive(Debug, Clone)]
pub struct Inlined {
    /// Of the [`StmtKind::Breakable`] that is the body.
    pub end: LabelId,
    pub func: FuncId,
    /// Where the call is.
    pub call: Pos,
    /// The variable that the statement of the call assigns.
    pub target: Option<VarId>,
    /// The callee's variables.
    pub vars: std::ops::Range<u32>,
}

/// A variable.
#[derive(Debug, Clone)]
pub struct Var {
    /// Empty for temporaries.
    pub name: Arc<str>,
    pub ty: TypeId,
    pub pos: Pos,
    /// `&x` is taken, or a slice of an array variable, or a pointer method is called on it.
    pub addr_taken: bool,
    /// A closure refers to the variable itself (not to a copy of its value).
    pub captured: bool,
    /// Assigned to after its declaration.
    pub reassigned: bool,
    /// Holds what a `range` statement goes over.
    pub ranged: bool,
    /// Holds a result of a call that was inlined.
    pub inlined_result: bool,
    /// That call has several.
    pub one_of_results: bool,
    pub storage: Storage,
    /// Why it is on the heap, if escape analysis put it there.
    pub cause: Option<Arc<crate::escape::Cause>>,
}

impl Var {
    /// A variable without a name that nothing refers to but its function.
    pub fn temporary(ty: TypeId, pos: Pos) -> Var {
        Var {
            name: "".into(),
            ty,
            pos,
            addr_taken: false,
            captured: false,
            reassigned: false,
            ranged: false,
            inlined_result: false,
            one_of_results: false,
            storage: Storage::Value,
            cause: None,
        }
    }
}

/// Where a variable lives: the verdict of escape analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storage {
    /// In registers or the frame, as code generation likes: no pointer to it exists.
    Value,
    /// In the frame, with an address.
    Frame,
    /// A heap object made where it is declared.
    Heap,
    /// In a literal: the captured variable's heap object, pointed to by this word of the closure.
    CapturedRef(u32),
    /// In a literal: a copy of a variable that is never assigned after capture.
    CapturedValue(u32),
}

/// What may allocate: a make, literal, append, conversion, closure or new variable.
#[derive(Debug, Clone)]
pub struct Site {
    pub pos: Pos,
    pub what: SiteKind,
    /// [`Storage::Heap`] or [`Storage::Frame`]. Of an append: whether an array that it makes could be in the frame;
    /// whether it is says `buffer`. Of a conversion between strings and slices: the frame has room for 32 bytes or runes.
    pub storage: Storage,
    /// Of a conversion of a string to bytes: they are only read, and are the string's own.
    pub view: bool,
    /// Where an append may build its first array instead of on the heap.
    pub buffer: Option<BufferUse>,
    /// Of an append that builds in a buffer: what is built outlives the call, and so is moved to the heap.
    pub moved: bool,
    /// Of a value in an interface: what holds it.
    pub boxing: Boxing,
    /// Of a `make` whose size is no constant of the source: the number of elements that it always has.
    pub always: Option<u64>,
    /// Why it is on the heap, or is moved there, if escape analysis says so.
    pub cause: Option<Arc<crate::escape::Cause>>,
}

/// What holds a value that is put in an interface.
#[derive(Debug, Clone)]
pub enum Boxing {
    /// An object of its own, where the site's storage says.
    Object,
    /// Read-only memory with this constant, or literal made of constants.
    Constant(Arc<Expr>),
    /// One of 256 words that are always there: it is one byte.
    Byte,
    /// On the heap, unless its bits are a number below 256: then one of those words.
    Word,
    /// On the heap, unless it is a string without bytes or a nil slice: then memory that is zero.
    Header,
}

/// What a site is in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SiteKind {
    Make,
    SliceLit,
    /// The slice of the arguments of a call.
    Variadic,
    Append,
    /// `new(T)`, `&T{}`
    New,
    Closure,
    /// A value in an interface.
    Interface,
    /// Between strings and slices.
    Conversion,
    /// Strings joined by `+`.
    Concat,
}

impl SiteKind {
    /// In words.
    pub fn text(self) -> &'static str {
        match self {
            SiteKind::Make => "the made array",
            SiteKind::SliceLit => "the literal's array",
            SiteKind::Variadic => "the array of the arguments",
            SiteKind::Append => "an array that append makes",
            SiteKind::New => "the new variable",
            SiteKind::Closure => "the function literal",
            SiteKind::Interface => "the value in the interface",
            SiteKind::Conversion => "the converted bytes",
            SiteKind::Concat => "the joined string",
        }
    }
}

/// Room for `len` elements in the frame, for one array in each call of the function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Buffer {
    pub elem: TypeId,
    pub len: u64,
    /// The frame is gc's mistake: arrays with the capacities that the buffer would give are made on the heap instead.
    pub on_heap: bool,
}

/// A place where gc makes wrong code.
#[derive(Debug, Clone)]
pub struct Miscompiled {
    pub bug: &'static CompilerBug,
    pub pos: Pos,
    /// The slice that is built in the frame.
    pub slice: Arc<str>,
}

/// How an append site uses a buffer: when the slice has length 0, has to grow, `buffer.len` elements are enough and no
/// append of this call has taken the buffer yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BufferUse {
    pub buffer: BufferId,
    /// The capacity is the whole buffer's; else what the allocator would round the new length to, and
    /// later appends in the buffer stay there as long as it has room.
    pub whole: bool,
}

/// A statement.
#[derive(Debug, Clone)]
pub struct Stmt {
    pub pos: Pos,
    pub kind: StmtKind,
}

/// What a statement does.
#[derive(Debug, Clone)]
pub enum StmtKind {
    /// Evaluates a call or other expression for its effects.
    Expr(Expr),
    /// A new variable comes into being (again in each iteration); zero without `init`.
    Declare {
        var: VarId,
        init: Option<Expr>,
    },
    /// `place = value`. The operands of `place` are evaluated before `value`, panics of the store come after.
    Assign {
        place: Expr,
        value: Expr,
    },
    /// `place op= value`, the operands of `place` evaluated once. `op` is as in [`ExprKind::Binary`].
    AssignOp {
        place: Expr,
        op: BinOp,
        value: Expr,
    },
    /// `a, b = b, a`: operands of places and values first, then the stores from left to right. `None` is blank.
    AssignParallel {
        places: Vec<Option<Expr>>,
        values: Vec<Expr>,
    },
    /// `a, b = f()` and comma-ok forms; `value` has a tuple type. The results are converted to the places' types
    /// by the lowering, which stores into temporaries first where types differ.
    AssignTuple {
        places: Vec<Option<Expr>>,
        value: Expr,
    },
    Block(Vec<Stmt>),
    If {
        cond: Expr,
        then: Vec<Stmt>,
        els: Vec<Stmt>,
    },
    /// `for cond { body; [continue_label:] post }`. `break`s go to `break_label`. `per_iteration` variables (Go 1.22) get
    /// a new copy at the start of `post`, when they are captured or addressed.
    Loop {
        cond: Option<Expr>,
        body: Vec<Stmt>,
        post: Vec<Stmt>,
        break_label: LabelId,
        continue_label: LabelId,
        per_iteration: Vec<VarId>,
    },
    /// Statements that `Jump(label)` leaves: what is left of a `switch` or labelled block.
    Breakable {
        label: LabelId,
        body: Vec<Stmt>,
    },
    /// Goes to a label: `break`, `continue`, `goto`, `fallthrough`.
    Jump(LabelId),
    /// The target of `goto` and of `fallthrough`.
    Label(LabelId),
    /// Multi-way branch over integer constants without duplicates.
    Switch {
        value: Expr,
        cases: Vec<(i128, LabelId)>,
        default: LabelId,
    },
    /// The values, already converted, one for each result; or one call with a tuple type. None for a bare return:
    /// the named results' values are returned.
    Return(Vec<Expr>),
    /// Defers a call of a `func()` value: the lowering has made the literal, arguments are captured by value.
    Defer(Expr),
}

/// An expression.
#[derive(Debug, Clone)]
pub struct Expr {
    pub pos: Pos,
    pub ty: TypeId,
    pub kind: ExprKind,
}

/// Arithmetic and bitwise operators; the operand type says which arithmetic. Division and shifts check as Go does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinOp {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    And,
    Or,
    Xor,
    AndNot,
    Shl,
    Shr,
}

/// Comparison operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CmpOp {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

/// A constant of a run-time type.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Bool(bool),
    /// Any integer type, wrapped to 64 bits (sign-extended for signed types).
    Int(i64),
    /// Float types; already rounded to float32 for those.
    Float(f64),
    Complex(f64, f64),
    String(Arc<[u8]>),
    /// The zero value of any type: nil, empty struct, zeroed array...
    Zero,
}

/// What an expression computes. Places (what can be assigned to and addressed) are `Var`, `Global`, `Deref`, `Field`
/// of a place, `Index` of an array place, of a slice, or of a pointer to an array (which the lowering writes as `Deref`).
#[derive(Debug, Clone)]
pub enum ExprKind {
    Const(Value),
    Var(VarId),
    Global(GlobalId),
    /// A func value of a declared function.
    Func(FuncId),
    /// A literal: allocates the closure; captures are listed in the literal's body: for each, the variable of *this* body
    /// (captured by reference or by value as the literal's variable says).
    Closure {
        func: FuncId,
        captures: Vec<VarId>,
        body: Box<Body>,
        site: SiteId,
    },
    /// `*x`, with a nil check.
    Deref(Box<Expr>),
    /// `&place`.
    AddrOf(Box<Expr>),
    /// `&T{...}`, `new(T)`, `new(value)`: a new variable with this value.
    New {
        value: Box<Expr>,
        /// It is a literal with `&`, which is evaluated after the calls of the statement; `new` has its turn.
        literal: bool,
        site: SiteId,
    },
    /// Field `index` of a struct value or place.
    Field {
        x: Box<Expr>,
        index: u32,
    },
    /// Element of an array, slice or string.
    Index {
        x: Box<Expr>,
        index: Box<Expr>,
    },
    /// `x[lo:hi:max]` of a slice, string, or *array place* (x's type tells).
    Slice {
        x: Box<Expr>,
        lo: Option<Box<Expr>>,
        hi: Option<Box<Expr>>,
        max: Option<Box<Expr>>,
    },
    Neg(Box<Expr>),
    /// `^x`
    BitNot(Box<Expr>),
    Not(Box<Expr>),
    /// Both operands have the result's type, but for shifts, whose count has any integer type. Strings: only through
    /// `Concat`.
    Binary {
        op: BinOp,
        x: Box<Expr>,
        y: Box<Expr>,
    },
    /// Operands of one type (any comparable type; comparison of slices, funcs and maps only with `IsNil`).
    Compare {
        op: CmpOp,
        x: Box<Expr>,
        y: Box<Expr>,
    },
    /// `x == nil` for slices, pointers, funcs, maps, channels and interfaces.
    IsNil(Box<Expr>),
    And(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
    /// `a + b + c` of strings.
    Concat {
        parts: Vec<Expr>,
        /// It is `s += x`, in which the first part is assigned the result; gc never builds that in the frame.
        assigned: bool,
        site: SiteId,
    },
    /// Between numeric types, and between types of one representation.
    Convert(Box<Expr>),
    /// To string from bytes, runes, an integer; to bytes or runes from a string.
    ConvertString {
        x: Box<Expr>,
        /// The result is only looked at, before anything can change `x`: it is no copy, but what `x` is. Of `len` of
        /// runes: they are only counted.
        temporary: bool,
        site: SiteId,
    },
    /// Slice to array pointer (`ty` is a pointer) or array.
    SliceToArray(Box<Expr>),
    /// Concrete value to interface.
    ToInterface {
        x: Box<Expr>,
        site: SiteId,
    },
    /// Interface to interface that is statically implemented; nil stays nil.
    InterfaceToInterface(Box<Expr>),
    /// `x.(T)`; with `comma_ok` the type is the tuple (T, bool).
    TypeAssert {
        x: Box<Expr>,
        target: TypeId,
        comma_ok: bool,
    },
    /// All fields in order; missing ones are `None` (zero).
    StructLit(Vec<Option<Expr>>),
    /// (index, value) with increasing-index evaluation order as written.
    ArrayLit(Vec<(u64, Expr)>),
    /// The backing array has `len` elements. `variadic`: no literal of the source's, but the arguments of a call.
    SliceLit {
        elems: Vec<(u64, Expr)>,
        len: u64,
        variadic: bool,
        site: SiteId,
    },
    Call(Box<Call>),
    /// A method bound to its receiver: lowered by hir to a `Closure` over the receiver's value; listed for `x.M` of
    /// interfaces only through `Closure` too. (No node of its own.)
    Len(Box<Expr>),
    Cap(Box<Expr>),
    /// `make([]T, len, cap)`; integer operands of any integer type.
    MakeSlice {
        len: Box<Expr>,
        cap: Option<Box<Expr>>,
        site: SiteId,
    },
    /// `append(slice, values...)`
    Append {
        slice: Box<Expr>,
        values: Vec<Expr>,
        site: SiteId,
    },
    /// `append(slice, other...)`; `other` is a slice of the same element type or a string.
    AppendSlice {
        slice: Box<Expr>,
        other: Box<Expr>,
        site: SiteId,
    },
    /// `append(slice, make([]T, n)...)`: never makes the temporary. `n` of any integer type.
    AppendMake {
        slice: Box<Expr>,
        n: Box<Expr>,
        site: SiteId,
    },
    /// The slice, moved to the heap if its array is `buffer`. The capacity stays if the program may have seen it
    /// (`keep_cap`); else it is what the allocator rounds the length to.
    MoveToHeap {
        slice: Box<Expr>,
        buffer: BufferId,
        keep_cap: bool,
    },
    /// `copy(dst, src)`; `src` a slice or string.
    Copy {
        dst: Box<Expr>,
        src: Box<Expr>,
    },
    /// `clear(slice)`
    Clear(Box<Expr>),
    /// `min` and `max` of ordered values of one type.
    MinMax {
        max: bool,
        args: Vec<Expr>,
    },
    Complex(Box<Expr>, Box<Expr>),
    Real(Box<Expr>),
    Imag(Box<Expr>),
    /// `panic(v)`, `v` of type `any`.
    Panic(Box<Expr>),
    Recover,
    /// `print` and `println`: operands of their default types.
    Print {
        newline: bool,
        args: Vec<Expr>,
    },
    /// Rune and width of the UTF-8 sequence at byte `at`: the tuple (int32, int). For `range` over strings; `at` is in range.
    DecodeRune {
        s: Box<Expr>,
        at: Box<Expr>,
    },
    /// Runs `stmts`, then is `value`. For temporaries that an expression needs (`f(g())` with conversions, method values).
    Seq {
        stmts: Vec<Stmt>,
        value: Box<Expr>,
    },
    /// `unsafe.Slice(ptr, len)`
    UnsafeSlice {
        ptr: Box<Expr>,
        len: Box<Expr>,
    },
    /// `unsafe.SliceData(s)`
    UnsafeSliceData(Box<Expr>),
    /// `unsafe.String(ptr, len)`
    UnsafeString {
        ptr: Box<Expr>,
        len: Box<Expr>,
    },
    /// `unsafe.StringData(s)`
    UnsafeStringData(Box<Expr>),
    /// `unsafe.Add(ptr, n)`
    UnsafeAdd {
        ptr: Box<Expr>,
        n: Box<Expr>,
    },
}

/// The bytes of a buffer in the frame for a string that is joined.
pub const CONCAT_BUFFER: usize = 32;

/// Whether what is joined may fit in a buffer of the frame, as far as its constant parts tell.
pub fn fits_buffer(parts: &[Expr]) -> bool {
    let constant = |part: &Expr| match &part.kind {
        ExprKind::Const(Value::String(text)) => text.len(),
        _ => 0,
    };
    parts.iter().map(constant).sum::<usize>() < CONCAT_BUFFER
}

/// A call.
#[derive(Debug, Clone)]
pub struct Call {
    pub callee: Callee,
    /// The receiver first for methods. Converted to the parameters' types; the variadic slice is built
    /// (a `SliceLit` or nil). A single call with a tuple type stands for all of them (`f(g())`) only when every result
    /// has its parameter's type exactly; otherwise hir goes through temporaries.
    pub args: Vec<Expr>,
}

/// What is called.
#[derive(Debug, Clone)]
pub enum Callee {
    Static(FuncId),
    /// A func value; nil check.
    Value(Expr),
    /// Method `index` of the interface value `recv`, which is not among the arguments.
    Interface {
        recv: Expr,
        index: u32,
    },
}
