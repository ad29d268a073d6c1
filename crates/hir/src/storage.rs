//! Where variables live.
//!
//! The policy is the simple one that is always right: what a pointer or a closure refers to is on the heap. Escape
//! analysis replaces this function.

use crate::body::Storage;

/// The storage of a variable of the function that declares it.
pub(crate) fn storage(addr_taken: bool, captured: bool, size: u64) -> Storage {
    if addr_taken || captured || size > MAX_IN_FRAME { Storage::Heap } else { Storage::Value }
}

/// Larger variables live on the heap, as gc has it: they do not fit in a frame.
const MAX_IN_FRAME: u64 = 10 << 20;

/// Closures copy variables of up to this many bytes that are never assigned again.
pub(crate) const MAX_COPIED: u64 = 128;
