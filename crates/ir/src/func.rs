//! Functions in SSA form: blocks with parameters, instructions with operands and results.

use crate::inlines::Inlines;
use crate::op::Op;
use goslice_abi::trap::Trap;
use goslice_hir::body::FuncId;
use goslice_syntax::source::Pos;

/// A value of a [`Func`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Value(pub u32);

/// A basic block of a [`Func`]; block 0 is the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Block(pub u32);

/// A piece of the frame with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(pub u32);

/// Types of values. After expansion only the scalars (up to `Ptr`) are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ty {
    /// Booleans too (0 or 1).
    I8,
    I16,
    I32,
    I64,
    F32,
    F64,
    /// An address; the collector may find an object behind it.
    Ptr,
    /// Array pointer, len, cap.
    Slice,
    /// Byte pointer, len.
    Str,
    /// Type descriptor or method table, data word.
    Iface,
    /// Two F32.
    C64,
    /// Two F64.
    C128,
}

impl Ty {
    /// The scalars that this type is split into.
    pub fn parts(self) -> &'static [Ty] {
        match self {
            Ty::I8 => &[Ty::I8],
            Ty::I16 => &[Ty::I16],
            Ty::I32 => &[Ty::I32],
            Ty::I64 => &[Ty::I64],
            Ty::F32 => &[Ty::F32],
            Ty::F64 => &[Ty::F64],
            Ty::Ptr => &[Ty::Ptr],
            Ty::Slice => &[Ty::Ptr, Ty::I64, Ty::I64],
            Ty::Str => &[Ty::Ptr, Ty::I64],
            Ty::Iface => &[Ty::Ptr, Ty::Ptr],
            Ty::C64 => &[Ty::F32, Ty::F32],
            Ty::C128 => &[Ty::F64, Ty::F64],
        }
    }

    /// Whether values of this type are machine values.
    pub fn is_scalar(self) -> bool {
        self <= Ty::Ptr
    }

    /// Bytes in memory.
    pub fn size(self) -> u32 {
        match self {
            Ty::I8 => 1,
            Ty::I16 => 2,
            Ty::I32 | Ty::F32 => 4,
            Ty::I64 | Ty::F64 | Ty::Ptr | Ty::C64 => 8,
            Ty::Str | Ty::Iface | Ty::C128 => 16,
            Ty::Slice => 24,
        }
    }
}

/// Parameter and result types of a call, without the implicit `g` and closure context that every Go function takes first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sig {
    pub params: Vec<Ty>,
    pub results: Vec<Ty>,
    /// Bytes of the results in memory: the first parameters are the addresses of the caller's memory for them. The callee only
    /// writes there, when it returns; in between it calls nothing.
    pub outs: Vec<u64>,
}

/// A function.
#[derive(Clone, Debug)]
pub struct Func {
    /// The function that calls of it name, if it can be called by name.
    pub id: Option<FuncId>,
    /// The symbol, as in traces.
    pub name: String,
    pub pos: Pos,
    pub sig: Sig,
    pub blocks: Vec<BlockData>,
    /// Type of each value.
    pub values: Vec<Ty>,
    pub slots: Vec<SlotData>,
    /// The slot that holds the frame of a function that defers, and the offsets at which its parts begin, and whether they hold
    /// pointers. An address keeps only the part that it points to.
    pub parts: Option<(Slot, Vec<(u32, bool)>)>,
    /// What positions of instructions in inlined bodies mean.
    pub inlines: Inlines,
}

/// A block.
#[derive(Clone, Debug, Default)]
pub struct BlockData {
    /// For the entry block, the function's parameters.
    pub params: Vec<Value>,
    pub insts: Vec<Inst>,
    /// Set once the block is complete.
    pub term: Option<Term>,
    /// Rarely executed (panics, growth): code goes out of line.
    pub cold: bool,
}

/// An instruction.
#[derive(Clone, Debug)]
pub struct Inst {
    pub op: Op,
    pub args: Vec<Value>,
    pub results: Vec<Value>,
    pub pos: Pos,
}

/// How a block ends.
#[derive(Clone, Debug)]
pub enum Term {
    Jump(Target),
    /// `cond` is an `I8`: nonzero goes to the first target.
    Branch(Value, Target, Target),
    /// On an `I64`; for each constant a target, else the default.
    Switch(Value, Vec<(i64, Target)>, Target),
    Return(Vec<Value>),
    /// A fault of this kind; nothing follows.
    Trap(Trap),
}

/// A block with the arguments for its parameters.
#[derive(Clone, Debug)]
pub struct Target {
    pub block: Block,
    pub args: Vec<Value>,
}

/// A stack slot.
#[derive(Clone, Copy, Debug)]
pub struct SlotData {
    pub size: u32,
    /// Bytes, a power of two.
    pub align: u32,
    /// Whether the collector may find pointers here.
    pub pointers: bool,
    /// Whether the contents are undefined wherever [`crate::op::Op::SlotAddr`] takes the address.
    pub fresh: bool,
    /// Whether its words are live one by one, where the function itself reads them.
    pub by_word: bool,
}

impl Func {
    /// A function without blocks.
    pub fn new(name: String, pos: Pos, sig: Sig) -> Func {
        Func {
            id: None,
            name,
            pos,
            sig,
            blocks: Vec::new(),
            values: Vec::new(),
            slots: Vec::new(),
            parts: None,
            inlines: Inlines::default(),
        }
    }

    /// The type of `value`.
    pub fn ty(&self, value: Value) -> Ty {
        self.values[value.0 as usize]
    }

    /// A new value of type `ty`, for the caller to define.
    pub fn new_value(&mut self, ty: Ty) -> Value {
        self.values.push(ty);
        Value(self.values.len() as u32 - 1)
    }

    /// A new empty block.
    pub fn new_block(&mut self) -> Block {
        self.blocks.push(BlockData::default());
        Block(self.blocks.len() as u32 - 1)
    }

    /// A new stack slot.
    pub fn new_slot(&mut self, size: u32, align: u32) -> Slot {
        self.slots.push(SlotData { size, align, pointers: true, fresh: false, by_word: false });
        Slot(self.slots.len() as u32 - 1)
    }
}

impl Term {
    /// The targets, in order.
    pub fn targets(&self) -> Vec<&Target> {
        match self {
            Term::Jump(target) => vec![target],
            Term::Branch(_, then, els) => vec![then, els],
            Term::Switch(_, cases, default) => cases.iter().map(|(_, target)| target).chain([default]).collect(),
            Term::Return(_) | Term::Trap(_) => Vec::new(),
        }
    }
}
