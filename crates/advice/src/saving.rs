//! Savings: a slice that grows by appends is made with room for all of them.
//!
//! The capacity is an expression of the source which bounds the length on every execution (`bound.rs`). It is proposed only
//! where nobody shares the slice while it grows: nothing is appended to it under another name, nobody has its address or
//! that of an element, no function literal uses it. If the capacity is reached on every execution, the slice may go
//! anywhere when it is done, for it has no room that two appends could share. If not, all who get it must be known, and
//! must not append to a slice that others go on to use (`sharing.rs`).

use goslice_syntax::ast::{BinaryOp, Expr, ExprKind};
use goslice_syntax::source::Pos;
use goslice_types::object::Builtin;

use crate::bound::{Bound, Counter};
use crate::candidate::{Candidate, Goal};
use crate::edit::Edit;
use crate::facts::{At, Facts};
use crate::made::{How, Made};
use crate::sharing::{Change, unnoticed};
use crate::span;
use crate::uses::{Use, UseAt, Uses};

/// The savings that the run and the source suggest.
pub(crate) fn candidates<'a>(uses: &Uses<'a>, made: &[Made<'a>], facts: &Facts, lang: u32) -> Vec<Candidate> {
    if !["make", "append", "max"].iter().all(|name| uses.is_predeclared(name)) {
        return Vec::new();
    }
    made.iter().filter_map(|made| candidate(uses, made, facts, lang)).collect()
}

fn candidate<'a>(uses: &Uses<'a>, made: &Made<'a>, facts: &Facts, lang: u32) -> Option<Candidate> {
    let appends: Vec<At> = made.appends(uses).into_iter().map(|call| at(uses, call.pos)).collect();
    let moved = facts.sum(&appends).moves > 0;
    let shared = facts.findings.iter().any(|finding| appends.contains(&finding.at));
    if !moved || shared {
        return None;
    }
    let counter = Counter { place: made.place(uses)?, variable: made.variable, lang };
    let bound = counter.scope(made.rest)?;
    if !bound.is_safe() {
        return None;
    }
    // The statement that ends the growing: uses behind it see the slice when it is done.
    let last = made.rest.iter().rposition(|stmt| counter.appends(stmt))?;
    let done = made.rest.get(last + 1).map_or(Pos(u32::MAX), |next| next.pos);
    if !made.uses(uses).all(|used| allows(uses, made, used, bound.exact && used.pos >= done)) {
        return None;
    }
    let nil_matters = match made.how {
        How::Nil(_) => {
            let noticed = |used: &UseAt<'_>| !unnoticed(uses, Change::EmptyForNil, used);
            let only_done = bound.is_never_empty();
            made.uses(uses).any(|used| noticed(used) && !(only_done && used.pos >= done))
        }
        _ => false,
    };
    let (replacement, make) = replacement(uses, made, &bound)?;
    let edit = Edit::new(&uses.tree.sources, made.from, made.to, replacement)?;
    let (file, line, col) = at(uses, made.from);
    let goal = Goal::Saving { made_at: (file, line, col + make as u32), needs_empty_case: nil_matters };
    Some(Candidate { edits: vec![edit], goal })
}

/// Whether more room does no harm as far as one use goes. At one that is `full` the slice has no room.
fn allows(uses: &Uses<'_>, made: &Made<'_>, used: &UseAt<'_>, full: bool) -> bool {
    let own = Some(used.function) == uses.home(made.variable);
    own && match used.what {
        Use::Elements | Use::Nilness | Use::ElementWrite | Use::SelfAppend(_) => true,
        // `s[:n]` could also be longer than `s`, as far as there is room.
        Use::Truncated(bound) => bound.is_some_and(|bound| shortens(uses, made, bound)),
        Use::Returned(_) | Use::Argument(..) => full || unnoticed(uses, Change::MoreRoom, used),
        Use::Copied(_) | Use::Kept => full,
        Use::Capacity | Use::ElementAddress | Use::Address | Use::Base(_) | Use::Assigned(_) => false,
    }
}

/// Whether `s[:bound]` is surely no longer than `s`.
fn shortens(uses: &Uses<'_>, made: &Made<'_>, bound: &Expr) -> bool {
    let is_length = |x: &Expr| match uses.builtin(x, Builtin::Len) {
        Some(([of], _)) => uses.variable(of) == Some(made.variable),
        _ => false,
    };
    match &bound.kind {
        ExprKind::Literal { text, .. } => &**text == "0",
        ExprKind::Binary { op: BinaryOp::Sub, x, .. } => is_length(x),
        _ => is_length(bound),
    }
}

/// What stands there instead, and where in it `make` begins.
fn replacement(uses: &Uses<'_>, made: &Made<'_>, bound: &Bound) -> Option<(String, usize)> {
    let sources = &uses.tree.sources;
    match made.how {
        How::Nil(ty) => {
            let ty = span::source(sources, ty)?;
            let define = format!("{} := ", made.name);
            Some((format!("{define}make({ty}, 0, {})", bound.text(0)), define.len()))
        }
        How::Literal(ty, [], _) => Some((format!("make({}, 0, {})", span::source(sources, ty)?, bound.text(0)), 0)),
        How::Literal(ty, elems, at) => {
            // `{1, 2}` is no argument.
            let whole = |value: &Expr| !matches!(value.kind, ExprKind::Composite { ty: None, .. });
            if matches!(ty.kind, ExprKind::ArrayType { .. })
                || !elems.iter().all(|it| it.key.is_none() && whole(&it.value))
            {
                return None;
            }
            let list = span::text(sources, at.from, at.to)?.trim().trim_end_matches(',');
            let ty = span::source(sources, ty)?;
            let make = format!("append(make({ty}, 0, {}), {list})", bound.text(elems.len() as u64));
            Some((make, "append(".len()))
        }
        How::Make { ty, len, .. } => {
            let place = made.place(uses)?;
            let ty = span::source(sources, ty)?;
            match place.small(len) {
                Some(0) => Some((format!("make({ty}, 0, {})", bound.text(0)), 0)),
                // Elements that stay as `make` made them are in front by mistake: see `zeros.rs`.
                _ if !fills(uses, made) => None,
                Some(n) => Some((format!("make({ty}, {n}, {})", bound.text(n)), 0)),
                None => {
                    place.number(len)?;
                    let len = span::source(sources, len)?;
                    Some((format!("make({ty}, {len}, {len}+{})", bound.text(0)), 0))
                }
            }
        }
    }
}

/// Whether elements are assigned to before the first append.
fn fills(uses: &Uses<'_>, made: &Made<'_>) -> bool {
    let first = made.uses(uses).find(|it| matches!(it.what, Use::SelfAppend(_))).map(|it| it.pos);
    made.uses(uses).any(|it| matches!(it.what, Use::ElementWrite) && Some(it.pos) < first)
}

/// A position as events have it.
pub(crate) fn at(uses: &Uses<'_>, pos: Pos) -> At {
    let position = uses.tree.sources.position(pos);
    (position.file, position.line, position.col)
}
