//! Tokens, syntax tree and parser for Go.
//!
//! The parser is total: it returns a tree and a list of errors for any bytes, and does no input or output.
//! The tree is never changed after parsing: later phases keep their results in tables indexed by [`ast::NodeId`].

pub mod ast;
pub mod source;
