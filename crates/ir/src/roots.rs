//! Stack maps: which pointers of a frame the collector has to find while a call is under way.
//!
//! Objects do not move, so that nothing is ever loaded back: before a call that may collect, pointers that are live after it are
//! stored into words of the frame that only the collector reads, and the map of the call names these words. What is
//! live is decided here, on scalar ir; nothing that later compilation derives from a pointer outlives it.
//!
//! Memory of the frame ([`Object`]) is in a map if it is read after the call, and no whole write comes before that. Memory whose
//! address went elsewhere (into other memory, to a callee, through a block parameter) is kept by that address as long as
//! the collector finds it somewhere, as Go's stack objects are (cmd/compile's liveness, since 1.12).
//!
//! A pointer is stored either where it is defined, once, or before the calls that it lives across, unless that was done on all
//! ways there: whichever is the rarer by the depth of loops.

mod liveness;
mod origin;
mod place;
mod words;

use crate::expand::reverse_postorder;
use crate::func::{Block, Func, Inst, Slot, Value};
use crate::op::Op;
use goslice_abi::intrinsics::Entry;
use goslice_types::types::TypeId;
use liveness::Liveness;
use origin::Origins;
use std::collections::HashMap;

/// Something that a map names: a root of number below [`Origins::n_roots`], then objects.
type Item = u32;

/// What the collector has to know of a function's frame.
#[derive(Debug, Default)]
pub struct Roots {
    /// Words of the frame for the collector.
    pub words: u32,
    pub objects: Vec<Object>,
    /// Pointers that are stored where they are defined, and in which word.
    pub stored: HashMap<Value, u32>,
    /// The word in which the closure context is stored when the function begins.
    pub context: Option<u32>,
    /// By block and number of the instruction: each call that may collect.
    pub safepoints: HashMap<(Block, usize), Safepoint>,
}

/// Memory of the frame that is looked at as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Object {
    pub slot: Slot,
    pub offset: u32,
    pub size: u32,
}

/// A call that may collect.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Safepoint {
    /// What is stored before the call: a pointer, or the closure context, and the word.
    pub stores: Vec<(Option<Value>, u32)>,
    /// The words that hold live pointers.
    pub words: Vec<u32>,
    /// Words of slots that are live: slot and offset.
    pub slot_words: Vec<(Slot, u32)>,
    /// The objects that are live, as indices.
    pub objects: Vec<u32>,
}

/// Finds the roots of scalar ir. `size_of` gives the bytes of a type.
pub fn roots(func: &Func, size_of: &mut dyn FnMut(TypeId) -> u64) -> Roots {
    let order = reverse_postorder(func);
    let reached = order.iter().flat_map(|block| &func.blocks[block.0 as usize].insts);
    if !reached.into_iter().any(is_safepoint) {
        return Roots::default();
    }
    let origins = Origins::of(func, &order);
    let mut liveness = Liveness::of(func, &order, &origins, size_of);
    let live = liveness.safepoints();
    let words = words::assign(&mut liveness, &live);
    place::place(&liveness, &live, &words)
}

/// Whether the collector may run while the instruction is under way.
pub fn is_safepoint(inst: &Inst) -> bool {
    match inst.op {
        Op::Call { .. } | Op::CallIndirect { .. } => true,
        Op::Intrinsic(intrinsic) => intrinsic.signature().entry != Entry::Leaf,
        _ => false,
    }
}
