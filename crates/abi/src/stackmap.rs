//! Stack maps: what the compiler tells the collector of the frames of compiled code.

/// Memory of a frame that is looked at as a whole when something points to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameObject {
    /// How far below the frame pointer it begins.
    pub below_fp: u32,
    pub size: u32,
}

/// What a frame holds while a call is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Safepoint<'a> {
    /// Where the words with live pointers are: so far below the frame pointer.
    pub words: &'a [u32],
    /// The objects that the function itself still reads, as indices.
    pub live: &'a [u32],
    /// All objects of the frame.
    pub objects: &'a [FrameObject],
}

/// What a program counter says about the frame that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameState<'a> {
    /// A call that may collect is under way, and this is where it returns to.
    Safepoint(Safepoint<'a>),
    /// The code has trapped in the instruction before: it does not go on, and nothing in the frame is live.
    Dead,
    /// A trampoline: all that it saves is in the caller's words too.
    Trampoline,
    /// Not known: every word of the frame may be a pointer.
    Unknown,
    /// Not compiled code.
    Foreign,
}

/// The stack maps of a program.
pub trait StackMaps {
    /// The state of the frame whose code goes on at this address.
    fn frame_state(&self, pc: usize) -> FrameState<'_>;
}
