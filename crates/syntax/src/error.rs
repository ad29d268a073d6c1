//! Syntax errors, and the order, selection and limit in which gc prints errors.

use crate::source::Pos;

/// After this many errors gc gives up with `too many errors`.
pub const MAX_ERRORS: usize = 10;

/// An error found while reading a file, worded as gc words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    pub pos: Pos,
    /// The whole text, with gc's `syntax error: ` prefix where gc prints one.
    pub msg: String,
    /// Whether gc stops here rather than going on to type checking (so it does for every `syntax error: `, but not for,
    /// say, a malformed number).
    pub fatal: bool,
}
