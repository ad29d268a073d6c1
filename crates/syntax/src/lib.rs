//! Tokens, syntax tree and parser for Go.
//!
//! The parser is total: it returns a tree and a list of errors for any bytes, and does no input or output.
//! The tree is never changed after parsing: later phases keep their results in tables indexed by [`ast::NodeId`].

pub mod ast;
pub mod error;
pub mod invariants;
mod lexer;
mod line_directive;
pub mod literal;
pub mod parser;
pub mod print;
pub mod source;
pub mod token;
pub mod visit;

pub use error::SyntaxError;
pub use parser::{MAX_HEIGHT, MAX_NESTING, NodeIds, parse_file};
pub use print::expr_string;
