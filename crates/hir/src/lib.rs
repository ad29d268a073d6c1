//! The typed, desugared tree of variables and statements.
//!
//! Conversions, field paths, receivers and method values are explicit here; `switch`, `range` and `op=` are gone.
//! Slice operations stay whole, with element types and positions. Verdicts about variables and allocation sites
//! (does it escape, where does it live) are stored on their nodes: see [`body::Storage`].
//!
//! [`declare`] gives every function and package variable of the checked packages its id; [`Lowering::body`] makes the
//! body of one function when it is wanted.
//!
//! What this crate does not do: it checks nothing (programs with errors never get here), and it knows neither
//! registers nor sizes of frames.

pub mod analysis;
mod append_buffer;
pub mod body;
mod boxes;
mod captures;
mod dead;
pub mod escape;
mod forward;
pub mod inline;
mod joined_bytes;
mod lower;
mod moves;
mod operands;
mod packages;
pub mod reads;
pub mod sites;
mod sizes;
mod static_values;
mod storage;
mod temporaries;
pub mod text;
pub mod verdicts;
pub mod verify;
pub mod visit;

pub use lower::Lowering;
pub use packages::{Index, Package, Packages, declare};
