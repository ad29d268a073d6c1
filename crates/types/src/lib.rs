//! The Go type checker.
//!
//! One [`Universe`] holds the types and objects of a whole program; each checked package gets an [`info::Info`], the
//! side tables that say what every syntax node is. The syntax tree is never changed.

pub mod constant;
pub mod info;
pub mod object;
pub mod types;
