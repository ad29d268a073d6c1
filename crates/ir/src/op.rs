//! Operations.
//!
//! Operands and results are listed as `(operands) -> results`. Slice operations are whole until [`crate::expand`] makes
//! scalar code of them.

use crate::func::{Sig, Slot, Ty};
use goslice_abi::intrinsics::Intrinsic;
use goslice_abi::trap::Trap;
use goslice_hir::body::{FuncId, GlobalId};
use goslice_types::types::TypeId;
use std::sync::Arc;

/// Integer comparisons (on pointers too).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntCc {
    Eq,
    Ne,
    Slt,
    Sle,
    Sgt,
    Sge,
    Ult,
    Ule,
    Ugt,
    Uge,
}

/// Float comparisons, as Go's: all but `Ne` are false when an operand is NaN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatCc {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

/// Binary operations of machine words. Integer division does not check its divisor (the lowering does, and MinInt / -1
/// must give Go's answer: MinInt, remainder 0); shift counts are I64 and taken as Go takes them: at or above the
/// width gives 0 (or the sign for `ShrS`); the count is unsigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinOp {
    Add,
    Sub,
    Mul,
    DivS,
    DivU,
    RemS,
    RemU,
    And,
    Or,
    Xor,
    Shl,
    ShrU,
    ShrS,
    FAdd,
    FSub,
    FMul,
    FDiv,
    /// Go's min and max builtins for floats (NaN wins, -0 < +0).
    FMin,
    FMax,
}

/// Unary operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnOp {
    Neg,
    /// Bitwise complement.
    Not,
    FNeg,
    /// Sign extension to the (wider) result type.
    SExt,
    ZExt,
    /// To a narrower integer type.
    Trunc,
    /// Signed integer (I64) to float.
    IntToFloat,
    /// Unsigned integer (I64) to float.
    UintToFloat,
    /// Float to I64 or I32, truncating; out of range as amd64's cvttsd2si: the smallest number. The lowering truncates further.
    FloatToInt,
    /// Float to uint64 as gc on amd64: below 2^63 as `FloatToInt`, else FloatToInt(x - 2^63) | 2^63.
    FloatToUint,
    /// F32 to F64.
    Promote,
    /// F64 to F32.
    Demote,
    /// Between I64 and Ptr, I64 and F64, I32 and F32: same bits.
    Bitcast,
}

/// Why a pointer is stored without a write barrier, or with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PtrStore {
    /// The target may be any heap object or global: the place of the write barrier.
    Heap,
    /// The first store into a fresh object that holds no pointer there.
    Init,
    /// Into this function's own frame.
    Stack,
}

/// Where memory is that lives as long as a call of the function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameAt {
    /// In the function's own frame.
    Slot(Slot),
    /// At this offset from the closure context: in the frame of the function that this one is the protected part of.
    Context(i64),
}

/// A buffer of the frame in which an append may begin an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AppendBuffer {
    pub at: FrameAt,
    /// Elements.
    pub len: u64,
    /// The array takes all of it; else it grows step by step.
    pub whole: bool,
    /// `at` is a word only: arrays with these capacities are made on the heap.
    pub on_heap: bool,
}

/// A value as memory holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Constant {
    pub bytes: Vec<u8>,
    /// Where it holds the addresses of strings' bytes.
    pub texts: Vec<(usize, Arc<[u8]>)>,
}

/// An operation.
#[derive(Clone, Debug)]
pub enum Op {
    /// `() -> v` of the given integer type or `Ptr` (only 0: nil).
    Const(Ty, i64),
    /// `() -> F64` or `F32` with these bits.
    FConst(Ty, u64),
    /// `() -> Ptr` to constant bytes that live as long as the program.
    Data(Arc<[u8]>),
    /// `() -> Ptr` to a constant value that lives as long as the program.
    Constant(Arc<Constant>),
    /// `() -> Ptr` to the variable.
    GlobalAddr(GlobalId),
    /// `() -> Ptr` to the static closure of a function: a func value.
    FuncValue(FuncId),
    /// `() -> Ptr` to the type's descriptor.
    TypeDesc(TypeId),
    /// `() -> Ptr` to the method table (interface type, concrete type).
    Itab(TypeId, TypeId),
    /// `() -> Ptr`
    SlotAddr(Slot),
    /// `() -> Ptr`: the goroutine's record.
    G,
    /// `() -> Ptr`: the closure that this function was called through.
    Context,
    /// `() -> Ptr`: this frame's frame pointer.
    OwnFp,
    /// `() -> Ptr`: the caller's frame pointer.
    CallerFp,

    /// `(a, b) -> v`
    Binary(BinOp),
    /// `(a) -> v` of the result's type.
    Unary(UnOp),
    /// `(a, b) -> I8`
    IntCmp(IntCc),
    /// `(a, b) -> I8`
    FloatCmp(FloatCc),
    /// `(cond, a, b) -> v`: a if cond is not 0.
    Select,

    /// `(addr) -> v` of the result's type (aggregates too, until expansion). `checked`: the address may be nil and the access itself is
    /// the nil check (offset below 4096).
    Load { offset: i32, checked: bool },
    /// `(addr, v)`: not for pointers nor aggregates that hold any.
    Store { offset: i32, checked: bool },
    /// `(addr, v)`: `v` is a Ptr, Slice, Str or Iface.
    StorePtr { offset: i32, checked: bool, kind: PtrStore },
    /// `(dst, src)`: copies a value of the type; the two may overlap only if equal. Neither is nil.
    CopyTyped { ty: TypeId, kind: PtrStore },
    /// `(dst)`: zeroes a value of the type.
    ZeroTyped { ty: TypeId, kind: PtrStore },
    /// `(addr)`: faults as a nil dereference if nil.
    NilCheck,
    /// `(cond)`: traps when `cond` (I8) is 0.
    TrapUnless(Trap),

    /// `(args...) -> results`: a Go function known by name.
    Call { func: FuncId, sig: Sig },
    /// `(code, ctx, args...) -> results`
    CallIndirect { sig: Sig },
    /// `(args...) -> results`; `g` is passed by the back end where the entry asks for it.
    Intrinsic(Intrinsic),
    /// `() -> Ptr`: the code address of a function (for `protect`).
    FuncCode(FuncId),

    // Aggregates; gone after expansion.
    /// `(parts...) -> v`: a Slice, Str, Iface or complex of its parts.
    Make,
    /// `(v) -> part`
    Part(u32),

    // Slice operations; gone after expansion.
    /// `(index, len)`: panics unless index < len. Both I64; `signed` decides the panic's text.
    BoundsCheck { signed: bool },
    /// `(slice, values...) -> Slice`: append of scalars, each of element type `elem`.
    /// For elements that live in memory the values are their addresses. `owned`: nobody else can see the array of the slice,
    /// nor this one after it.
    Append { elem: TypeId, buffer: Option<AppendBuffer>, owned: bool },
    /// `(slice, Ptr, n) -> Slice`: append of `n` elements at an address, which is not in an `owned` array.
    AppendSlice { elem: TypeId, owned: bool },
    /// `(slice, n) -> Slice`: append of `n` zero elements; `n` was checked.
    AppendZero { elem: TypeId },
    /// `(dst Ptr, src Ptr, n)`: moves `n` elements, which may overlap.
    MoveElems { elem: TypeId },
    /// `(dst Ptr, n)`: zeroes `n` elements.
    ClearElems { elem: TypeId },
    /// `(base Ptr, len, cap, lo?, hi?, max?) -> Slice` with the checks of a slice expression; `of` tells which texts.
    SliceExpr { elem: TypeId, of: SliceOf, lo: Option<Signedness>, hi: Option<Signedness>, max: Option<Signedness> },
    /// `(Str, lo?, hi?) -> Str`
    SliceString { lo: Option<Signedness>, hi: Option<Signedness> },
}

/// What is sliced, for the panics' texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SliceOf {
    Slice,
    Array,
}

/// Whether an index had a signed type (panics print it so).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signedness {
    Signed,
    Unsigned,
}

impl Op {
    /// Whether the instruction can be dropped when its results are unused.
    pub fn is_pure(&self) -> bool {
        match self {
            Op::Load { checked, .. } => !checked,
            Op::Const(..)
            | Op::FConst(..)
            | Op::Data(_)
            | Op::Constant(_)
            | Op::GlobalAddr(_)
            | Op::FuncValue(_)
            | Op::TypeDesc(_)
            | Op::Itab(..)
            | Op::SlotAddr(_)
            | Op::G
            | Op::Context
            | Op::OwnFp
            | Op::CallerFp
            | Op::Binary(_)
            | Op::Unary(_)
            | Op::IntCmp(_)
            | Op::FloatCmp(_)
            | Op::Select
            | Op::FuncCode(_)
            | Op::Make
            | Op::Part(_) => true,
            _ => false,
        }
    }
}
