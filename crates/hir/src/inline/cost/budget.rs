//! The budget and what is charged to it.

use super::statics::Statics;
use super::{Counting, Function};
use goslice_syntax::source::Pos;
use goslice_types::types::{Type, TypeId};

/// Functions of up to this cost are inlined.
pub const MAX_COST: u32 = 80;
/// Into big functions, only those of up to this cost.
pub const MAX_COST_IN_BIG: u32 = 20;
/// The limit for literals, of any caller; twice it is into small ones. See [`Rules`].
pub const MAX_COST_OF_CLOSURE: u32 = 160;
/// The limit for literals that are called in one place.
pub const MAX_COST_OF_ONE_CALL: u32 = 800;
/// Functions of so many nodes are big.
pub const BIG_NODES: i64 = 5000;

/// A call that is not inlined.
pub(super) const CALL: i64 = 57;
/// A call of a parameter or captured variable: inlining may make a known function of it.
pub(super) const CALL_OF_PARAM: i64 = 17;
pub(super) const CLOSURE: i64 = 15;

/// What changed between releases, in cmd/compile/internal/inline, `hairyVisitor`, and before Go 1.17 in gc/inl.go. What is said of
/// 1.19 and later was compared with `-m=2`; of older releases their notes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Minor version of the release.
    pub minor: u32,
}

impl Rules {
    /// `s[0:]` and `s[:len(s)]` cost no more than `s[:]` (Go 1.26).
    pub(super) fn superfluous_slicing_is_free(self) -> bool {
        self.minor >= 26
    }

    /// `for i := range array` is `for i := range 4`, if nothing is called for the array (Go 1.25).
    pub(super) fn arrays_are_their_lengths(self) -> bool {
        self.minor >= 25
    }

    /// Functions that call `panic` can be inlined (Go 1.11).
    pub(super) fn inlines_panics(self) -> bool {
        self.minor >= 11
    }

    /// Functions that call what is not inlined itself can be inlined (Go 1.12).
    pub(super) fn inlines_callers(self) -> bool {
        self.minor >= 12
    }

    /// Functions with `for` loops, type switches and method values can be inlined, and those with `break` (Go 1.16).
    pub(super) fn inlines_loops(self) -> bool {
        self.minor >= 16
    }

    /// Functions with literals can be inlined (Go 1.17).
    pub(super) fn inlines_literals(self) -> bool {
        self.minor >= 17
    }

    /// Functions with `range` loops and with labels on loops can be inlined (Go 1.18).
    pub(super) fn inlines_ranges(self) -> bool {
        self.minor >= 18
    }

    /// What a literal does counts where it stands; types may not be declared, and the slice of variadic arguments is made
    /// later (up to Go 1.19: since then the tree is made of the compiler's own export data).
    pub(super) fn counts_before_export(self) -> bool {
        self.minor <= 19
    }

    /// A call of a parameter costs less than other calls (Go 1.24).
    pub(super) fn favours_params(self) -> bool {
        self.minor >= 24
    }

    /// Functions that call themselves cannot be inlined, nor literals in them (up to Go 1.23).
    pub(super) fn refuses_recursion(self) -> bool {
        self.minor <= 23
    }

    /// Literals have a budget of their own (Go 1.24).
    pub fn favours_closures(self) -> bool {
        self.minor >= 24
    }
}

/// Counts one function.
pub(super) struct Count<'c, 'a> {
    pub(super) all: &'c mut Counting<'a>,
    pub(super) statics: &'c Statics<'a>,
    pub(super) func: Function<'a>,
    pub(super) big: bool,
    pub(super) spent: i64,
    /// Why it cannot be inlined.
    pub(super) reason: Option<String>,
    /// Counts nodes only.
    pub(super) plain: bool,
    /// Loops, switches and labels inside of the body of a `range` over a function: what `break` and `continue` may name.
    pub(super) inner: Inner,
}

/// What branches in a body of a `range` over a function may go to without leaving it.
#[derive(Default)]
pub(super) struct Inner {
    pub(super) breakable: u32,
    pub(super) loops: u32,
    pub(super) labels: Vec<goslice_syntax::ast::Name>,
}

impl<'c, 'a> Count<'c, 'a> {
    pub(super) fn new(
        all: &'c mut Counting<'a>,
        statics: &'c Statics<'a>,
        func: Function<'a>,
        big: bool,
    ) -> Count<'c, 'a> {
        Count { all, statics, func, big, spent: 0, reason: None, plain: false, inner: Inner::default() }
    }

    /// One node, or several.
    pub(super) fn nodes(&mut self, n: i64) {
        self.spent += n;
    }

    /// What has a price other than that of its nodes; big functions are told by nodes alone.
    pub(super) fn charge(&mut self, cost: i64) {
        if !self.plain {
            self.spent += cost;
        }
    }

    pub(super) fn refuse(&mut self, reason: &str) {
        if self.reason.is_none() {
            self.reason = Some(reason.to_owned());
        }
    }

    /// The price of calling the function at `pos`, if calls of it are inlined here.
    pub(super) fn price(&self, pos: Pos) -> Option<i64> {
        let callee = self.all.costs.at(pos)?;
        let cost = *callee.verdict.as_ref().ok()?;
        let max = self.all.rules.max_cost(self.big, callee.literal, false);
        (cost <= max).then_some(i64::from(cost))
    }

    pub(super) fn is_interface(&self, ty: TypeId) -> bool {
        self.all.u.is_interface(ty)
    }

    pub(super) fn is_empty_interface(&self, ty: TypeId) -> bool {
        matches!(self.all.u.under(ty), Type::Interface(inter) if inter.methods.is_empty())
    }
}

impl Rules {
    /// The highest cost at which a callee is inlined.
    pub fn max_cost(self, big_caller: bool, literal: bool, only_call: bool) -> u32 {
        let max = if big_caller { MAX_COST_IN_BIG } else { MAX_COST };
        match (literal && self.favours_closures(), only_call) {
            (false, _) => max,
            (true, false) => max * 2,
            (true, true) => MAX_COST_OF_ONE_CALL,
        }
    }
}

/// Whether the function is big.
pub(super) fn is_big<'a>(all: &mut Counting<'a>, statics: &Statics<'a>, func: Function<'a>) -> bool {
    let mut count = Count::new(all, statics, func, false);
    count.plain = true;
    count.function();
    count.spent >= BIG_NODES
}
