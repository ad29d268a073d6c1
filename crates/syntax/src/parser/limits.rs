//! Limits that keep every input, however odd, from exhausting the stack or the memory.

use super::Parser;
use crate::error::SyntaxError;
use crate::token::Token;

/// How deeply constructs may nest: the parser recurses this far.
pub const MAX_NESTING: u32 = 500;

/// How many nodes may lie between the root and any node of the tree. Greater than [`MAX_NESTING`] since
/// `a + b + c + ...` and `a.b.c...` are deep trees without nesting. Later phases may recurse this far.
pub const MAX_HEIGHT: u32 = 10_000;

/// How many nodes may be copies: types shared by several names, and repeated lines of constants.
const MAX_COPIES: u64 = 1 << 20;

/// What has been used of the limits.
#[derive(Debug, Default)]
pub(super) struct Limits {
    depth: u32,
    /// Height of what has been parsed so far at the current depth.
    height: u32,
    copies: u64,
    given_up: bool,
}

impl Limits {
    pub(super) fn given_up(&self) -> bool {
        self.given_up
    }
}

/// The height before a construct; see [`Parser::enter`].
#[must_use]
pub(super) struct Outer(u32);

impl Parser<'_, '_> {
    /// Starts a construct that nests; [`Parser::leave`] ends it.
    pub(super) fn enter(&mut self) -> Outer {
        self.limits.depth += 1;
        if self.limits.depth > MAX_NESTING {
            self.give_up("nesting too deep");
        }
        Outer(std::mem::take(&mut self.limits.height))
    }

    /// Ends a nested construct: its parts are one node deeper than itself.
    pub(super) fn leave(&mut self, outer: Outer) {
        self.limits.depth -= 1;
        self.limits.height = outer.0.max(self.limits.height + 1);
    }

    /// Starts a chain, whose links wrap what was parsed before them; [`Parser::end_chain`] ends it.
    pub(super) fn start_chain(&mut self) -> Outer {
        Outer(std::mem::take(&mut self.limits.height))
    }

    /// All that was parsed since the chain's start has become part of one more node.
    pub(super) fn add_link(&mut self) {
        self.limits.height += 1;
        if self.limits.height > MAX_HEIGHT {
            self.give_up("expression too long");
        }
    }

    /// Ends a chain.
    pub(super) fn end_chain(&mut self, outer: Outer) {
        self.limits.height = outer.0.max(self.limits.height);
    }

    /// The number of nodes made so far, copies included.
    pub(super) fn nodes_made(&self) -> u64 {
        self.ids.count() as u64 + self.limits.copies
    }

    /// Whether something made of `nodes` nodes may be copied.
    pub(super) fn may_copy(&mut self, nodes: u64) -> bool {
        if self.limits.copies + nodes > MAX_COPIES {
            self.give_up("declarations repeat too much");
            return false;
        }
        self.limits.copies += nodes;
        true
    }

    /// Reports that a limit is exceeded, once, and lets the file end here.
    fn give_up(&mut self, why: &str) {
        if !self.limits.given_up {
            let msg = format!("syntax error: {why}");
            self.lexer.errors.errors.push(SyntaxError::fatal(self.lexer.pos(), msg));
            self.limits.given_up = true;
        }
        self.lexer.token = Token::Eof;
    }
}
