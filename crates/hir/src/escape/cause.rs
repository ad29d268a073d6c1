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
    /// Its address comes to a place that lives longer: the way there, from the thing to that place.
    Flow(Vec<Step>),
}

/// A step of the way: at `pos`, what is described flows to `to`.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub pos: Pos,
    /// What flows: `s`, `the array of make([]int, 3)`.
    pub from: Arc<str>,
    /// Where to: `x`, `result 0`, `the heap`.
    pub to: Arc<str>,
    /// By what: `assignment`, `call parameter`, `captured by a closure`, as gc calls it.
    pub how: &'static str,
}
