//! gc's inliner: which calls it replaces by the callee's body, and the replacing itself.

pub mod cost;
