//! Escape analysis: which variables and allocations outlive the call that makes them.

mod cause;

pub use cause::{Cause, Step};
