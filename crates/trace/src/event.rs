//! One slice operation, as it happened.

use std::fmt;
use std::sync::Arc;

use goslice::{Elem, Growth};

/// A slice operation at a place of the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The call of a function that did it.
    pub call: CallId,
    /// Where.
    pub site: Arc<Site>,
    /// The type of the slice's elements.
    pub elem: ElemType,
    /// What happened.
    pub operation: Operation,
}

/// An array, numbered from 1 in the order of first sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArrayId(pub u32);

impl fmt::Display for ArrayId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// One call of a function, numbered from 1 in the order in which they are first seen. Events of one call have the same
/// number, also when other calls come between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CallId(pub u32);

/// A place of the source that does a slice operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The file's name as it was given.
    pub file: Arc<str>,
    /// The line of the statement, from 1.
    pub line: u32,
    /// Line and column of the operation in it, from 1; columns in bytes.
    pub at: (u32, u32),
    /// The function's name as in Go's traces: `main.f`.
    pub function: Arc<str>,
    /// The statement's first line without the space around it.
    pub text: Arc<str>,
    /// Where the operation begins in that text, in bytes; 0 if it is on another line.
    pub text_at: usize,
    /// The variable that is operated on, if it is one.
    pub operand: Option<Arc<str>>,
    /// The variable that the result is assigned to.
    pub target: Option<Arc<str>>,
}

/// A type of elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElemType {
    /// As `%T` prints it: `int`, `main.T`.
    pub name: Arc<str>,
    /// Size and pointers.
    pub elem: Elem,
}

/// A slice: which array, and how much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    /// The array; `None` for nil and where there is no memory to share.
    pub array: Option<ArrayId>,
    /// Bytes from the start of the array's memory to the slice's first element.
    pub offset: u64,
    /// `len(s)`
    pub len: i64,
    /// `cap(s)`
    pub cap: i64,
}

impl Slice {
    /// Slots between length and capacity.
    pub fn spare(&self) -> i64 {
        self.cap - self.len
    }
}

/// The memory of a new array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Bytes of the whole block, a malloc header included.
    pub bytes: u64,
    /// Bytes of the block's malloc header: 8 or 0.
    pub header: u64,
    /// Bytes beyond header and capacity.
    pub slack: u64,
}

/// Where a new array is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// Nowhere: it has no elements, or they have no size.
    None,
    /// On the heap.
    Heap(Block),
    /// In the frame of the function's call: so many bytes. Nothing is allocated, and with the call they are gone.
    Stack {
        /// Bytes of the array.
        bytes: u64,
    },
    /// The bytes of the string that was converted: they are only read.
    Shared,
}

/// What made a new slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// `make([]T, len, cap)`
    Make,
    /// `[]T{...}`
    Literal,
    /// `[]byte(s)`, `[]rune(s)`
    Conversion,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Operation {
    /// A slice with an array of its own came to be.
    New {
        /// By what.
        origin: Origin,
        /// The slice.
        after: Slice,
        /// Its memory.
        memory: Memory,
    },
    /// `append`, in place or with growth: [`Growth::moved`] tells.
    Append {
        /// The slice before.
        before: Slice,
        /// The result.
        after: Slice,
        /// Each step of the decision, by the rules of the run's release.
        growth: Growth,
        /// In place: the variables that can tell.
        aliases: Vec<Alias>,
        /// Moved: bytes of the old array, if it was on the heap and no slice holds it any more; else 0. Slices in variables
        /// that are read later count, and those in the heap.
        left_behind: u64,
    },
    /// `append` that finds its room in a buffer of the call's frame, instead of on the heap: the slice begins there, or goes
    /// on with more of it.
    AppendInBuffer {
        /// The slice before.
        before: Slice,
        /// The result.
        after: Slice,
        /// Elements appended.
        appended: i64,
        /// Bytes of the buffer.
        buffer: u64,
        /// The compiler of the release makes wrong code of the buffer here: there is none, and an array in this block of the heap
        /// has the capacity that it would give.
        on_heap: Option<Block>,
    },
    /// A slice that was built in a buffer outlives the call from here on: its array is moved to the heap. If it is the same array
    /// after it, it was there already, and only the capacity changes.
    MoveToHeap {
        /// The slice before.
        before: Slice,
        /// The slice on the heap.
        after: Slice,
        /// Its block there; `None` if it needs none.
        block: Option<Block>,
        /// Bytes that were copied.
        copied: u64,
    },
    /// A slice expression.
    Reslice {
        /// What was sliced; an array counts as a slice of all of it.
        before: Slice,
        /// The result.
        after: Slice,
    },
    /// `copy`
    Copy {
        /// To where.
        dst: Slice,
        /// From where.
        src: Slice,
        /// How many elements.
        n: i64,
    },
    /// `clear`: the elements up to the length are set to zero.
    Clear {
        /// The slice.
        slice: Slice,
    },
}

/// Another slice variable on the array that an append wrote to in place. It is read later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The function of the variable, `main.f`; empty for variables of packages.
    pub function: Arc<str>,
    /// Its name.
    pub variable: Arc<str>,
    /// What the append does to it.
    pub kind: AliasKind,
}

/// What an append in place does to another variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum AliasKind {
    /// It writes below the variable's length: elements that the variable shows change.
    #[serde(rename = "overwrites")]
    Overwrites,
    /// It writes below the variable's capacity only: the next append to the variable would overwrite what was appended
    /// here.
    #[serde(rename = "shares spare")]
    SharesSpare,
}
