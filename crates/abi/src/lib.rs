//! The contract between generated code and the runtime: the list of intrinsics, value layouts, type descriptors,
//! trap kinds and the part of a goroutine's record that generated code reads.
//!
//! `jit` and `rt` never see each other; both expand [`for_each_intrinsic`] and use the layouts here.

#![allow(unsafe_code, reason = "descriptors are shared as raw pointers between generated code and the runtime")]

pub mod desc;
pub mod g;
pub mod intrinsics;
pub mod layout;
pub mod stackmap;
pub mod trap;
