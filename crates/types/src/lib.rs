//! The Go type checker.
//!
//! One [`types::Universe`] holds the types and objects of a whole program; each checked package gets an [`info::Info`],
//! the side tables that say what every syntax node is. The syntax tree is never changed.
//!
//! What this crate does not do: it reads no files, prints nothing, and knows nothing of machine code beyond the sizes
//! that `unsafe.Sizeof` makes part of the language.

mod check;
mod const_float;
mod const_format;
mod const_ops;
mod const_real;
mod const_round;
pub mod constant;
pub mod errors;
pub mod graph;
pub mod info;
pub mod language;
pub mod layout;
pub mod lookup;
pub mod object;
pub mod predicates;
pub mod type_string;
pub mod types;
mod universe;

pub use check::{Checked, Config, check_package};
pub use errors::TypeError;
