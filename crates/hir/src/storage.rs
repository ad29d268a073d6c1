//! Where variables live before escape analysis has been there.

use crate::body::Storage;

/// The storage of a variable of the function that declares it: what a pointer or a closure refers to has an address,
/// and is on the heap until escape analysis finds that the frame is enough.
pub(crate) fn storage(addr_taken: bool, captured: bool) -> Storage {
    if addr_taken || captured { Storage::Heap } else { Storage::Value }
}

/// Closures copy variables of up to this many bytes that are never assigned again.
pub(crate) const MAX_COPIED: u64 = 128;
