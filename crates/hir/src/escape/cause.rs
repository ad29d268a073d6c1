//! Why something is on the heap, step by step.

use goslice_syntax::source::Pos;
use std::sync::Arc;

/// Why a variable or an allocation is on the heap.
#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    /// The compiler puts at most `limit` bytes of such a thing into a frame.
    TooLarge { limit: u64 },
    /// The size is known only when the program runs.
    VariableSize,
    /// The bytes of joined strings, for which Go 1.24 has no buffer.
    Joined,
    /// Its elements have no size. Since Go 1.25 gc says that it escapes; it needs no memory anyway.
    NoSize,
    /// It could be in the frame, but an append that finds no room makes its array on the heap.
    NoBuffer(NoBuffer),
    /// Its address comes to a place that lives longer: the way there, from the thing to that place.
    Flow(Vec<Step>),
}

/// A step of the way: at `pos`, what is described flows to `to`.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub pos: Pos,
    /// -1 if its address flows, 1 if what it points to does.
    pub derefs: i32,
    /// What flows: `s`, `the made array`.
    pub from: Arc<str>,
    /// Where to: `x`, `result 0`, `the heap`.
    pub to: Arc<str>,
    /// By what: `assignment`, `argument of fmt.Println`, `captured by a closure`.
    pub how: Arc<str>,
}

/// Why an append has no buffer in the frame for an array that does not escape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoBuffer {
    /// There are none before Go 1.25.
    Release,
    /// `append(s, t...)` has none, whatever the release.
    Spread,
    /// What is appended to is in memory: an element, a package variable, behind a pointer, or in a large struct.
    InMemory,
    /// An earlier append to the same variable has it.
    Taken,
    /// Not one element fits.
    ElementSize,
}
