//! Who may notice that a slice has more spare room than before, that it is empty where it was nil, or that its first
//! elements are gone.
//!
//! The questions follow the value through returns to the callers and through arguments to the callees, as far as those
//! are known. Whatever is not followed may notice.

use goslice_syntax::ast::{ExprKind, Field};
use goslice_types::object::ObjId;
use std::collections::HashSet;

use crate::uses::{MAX_RESULTS, Use, UseAt, Uses};

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// More elements fit behind the length: an append that moved is now in place, and what two appends to the same slice
    /// write is then the same memory.
    MoreRoom,
    /// It is empty where it was nil.
    EmptyForNil,
    /// Its first elements, zeros that could still be assigned to, are gone.
    Filled,
}

/// Whether nobody can notice the change of the slice that a variable holds, as far as one of its uses goes.
pub(crate) fn unnoticed(uses: &Uses<'_>, change: Change, used: &UseAt<'_>) -> bool {
    Question { uses, change, asked: HashSet::new() }.by(used.what, uses.owner(used.function), false)
}

struct Question<'u, 'a> {
    uses: &'u Uses<'a>,
    change: Change,
    /// Variables and results that are being looked at, or were.
    asked: HashSet<(ObjId, usize)>,
}

/// Where [`Question::asked`] has variables rather than results.
const VARIABLE: usize = usize::MAX;

impl Question<'_, '_> {
    /// By one use, in a declared function. A `lent` slice is a caller's, who goes on to use it.
    fn by(&mut self, what: Use<'_>, function: Option<ObjId>, lent: bool) -> bool {
        match what {
            Use::ElementWrite => self.change != Change::Filled,
            Use::Elements | Use::Truncated(_) | Use::Assigned(_) => true,
            Use::SelfAppend(_) => self.change != Change::MoreRoom || !lent,
            Use::Nilness => self.change != Change::EmptyForNil,
            // What a function returns where nothing was appended is what its callers may rely on, now and later.
            Use::Returned(_) if self.change == Change::EmptyForNil => false,
            Use::Returned(index) => !lent && function.is_some_and(|function| self.result(function, index)),
            Use::Argument(callee, index) => self.parameter(callee, index),
            Use::Copied(variable) => self.change == Change::EmptyForNil && self.variable(variable, lent),
            Use::Capacity | Use::ElementAddress | Use::Address | Use::Base(_) | Use::Kept => false,
        }
    }

    /// By any use of a variable.
    fn variable(&mut self, variable: ObjId, lent: bool) -> bool {
        if !self.asked.insert((variable, VARIABLE)) {
            return true;
        }
        let Some(home) = self.uses.home(variable) else { return false };
        let owner = self.uses.owner(home);
        self.uses.of(variable).iter().all(|used| used.function == home && self.by(used.what, owner, lent))
    }

    /// By the callers, who get the slice as a result.
    fn result(&mut self, function: ObjId, index: usize) -> bool {
        if index >= MAX_RESULTS || !self.asked.insert((function, index)) {
            return index < MAX_RESULTS;
        }
        let Some(results) = self.uses.results(function, index) else { return false };
        results.into_iter().all(|result| match result.what {
            // The variable is all that has it.
            Use::Copied(variable) => self.variable(variable, false),
            what => self.by(what, self.uses.owner(result.function), false),
        })
    }

    fn parameter(&mut self, callee: ObjId, index: usize) -> bool {
        let Some(function) = self.uses.function(callee) else { return false };
        let Some(Field { name, ty, .. }) = function.sig.params.get(index) else { return false };
        if matches!(ty.kind, ExprKind::Ellipsis(_)) {
            return false;
        }
        match name.as_ref().and_then(|name| self.uses.tree.info.defs.get(&name.id)) {
            Some(&parameter) => self.variable(parameter, true),
            // Without a name nobody uses it.
            None => true,
        }
    }
}
