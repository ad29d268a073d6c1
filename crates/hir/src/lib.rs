//! The typed, desugared tree of variables and statements.
//!
//! Conversions, field paths, receivers and method values are explicit here; `switch`, `range` and `op=` are gone.
//! Slice operations stay whole, with element types and positions. Verdicts about variables and allocation sites
//! (does it escape, where does it live) are stored on their nodes: see [`body::Storage`].

pub mod body;
