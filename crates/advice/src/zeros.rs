//! A repair: `make([]T, n)` where `append` is to fill the slice. The n zero elements stay in front of what is appended.

use goslice_syntax::ast::{Expr, Stmt, StmtKind};
use goslice_syntax::visit::{Node, walk};

use crate::candidate::{Candidate, Finds, Goal};
use crate::edit::Edit;
use crate::facts::{At, Facts};
use crate::made::{How, Made};
use crate::saving::at;
use crate::sharing::{Change, unnoticed};
use crate::span;
use crate::uses::{Use, UseAt, Uses};

/// The repairs of this kind that the run and the source suggest. `make([]T, n, c)` is none of them: who writes both numbers
/// means the first.
pub(crate) fn candidates<'a>(uses: &Uses<'a>, made: &[Made<'a>], facts: &Facts) -> Vec<Candidate> {
    if !["make", "append"].iter().all(|name| uses.is_predeclared(name)) {
        return Vec::new();
    }
    made.iter().filter_map(|made| candidate(uses, made, facts)).collect()
}

fn candidate<'a>(uses: &Uses<'a>, made: &Made<'a>, facts: &Facts) -> Option<Candidate> {
    let How::Make { ty, len, cap: None } = made.how else { return None };
    let returned = returned_appends(uses, made);
    let calls = [made.appends(uses), returned.clone()].concat();
    let first = calls.iter().map(|call| call.pos).min()?;
    let appends: Vec<At> = calls.iter().map(|call| at(uses, call.pos)).collect();
    // One zero in front is how sums and offsets begin.
    if made.place(uses)?.small(len) == Some(1) {
        return None;
    }
    let made_at = at(uses, made.from);
    let happened = facts.sites.get(&made_at)?.len > 0 && facts.sum(&appends).times > 0;
    // Printing is no sign that the zeros are wanted; reading, writing or handing them on is.
    let wants_zeros = |used: &UseAt<'_>| match used.what {
        Use::SelfAppend(_) | Use::Capacity => false,
        Use::Elements | Use::Nilness => used.pos < first && !only_looks(uses, made, used),
        Use::Returned(_) => used.pos < first,
        Use::Base(call) => !returned.iter().any(|it| it.id == call.id),
        Use::Argument(..) => used.pos < first || !unnoticed(uses, Change::Filled, used),
        // Where it goes, the zeros may be filled in.
        Use::Copied(_)
        | Use::Kept
        | Use::ElementWrite
        | Use::ElementAddress
        | Use::Address
        | Use::Truncated(_)
        | Use::Assigned(_) => true,
    };
    if !happened || made.uses(uses).any(wants_zeros) {
        return None;
    }
    let sources = &uses.tree.sources;
    let instead = format!("make({}, 0, {})", span::source(sources, ty)?, span::source(sources, len)?);
    let edit = Edit::new(sources, made.from, made.to, instead.clone())?;
    let finds = Finds::Zeros { name: made.name.into(), made_at, appends, instead };
    Some(Candidate { edits: vec![edit], goal: Goal::Repair(finds) })
}

/// Its appends whose result is returned at once: nobody else sees the zeros first.
fn returned_appends<'a>(uses: &Uses<'a>, made: &Made<'a>) -> Vec<&'a Expr> {
    let mut results = Vec::new();
    for file in &uses.tree.files {
        walk(file, &mut |node| {
            if let Node::Stmt(Stmt { kind: StmtKind::Return(values), .. }) = node {
                results.extend(values.iter().map(|value| value.id));
            }
        });
    }
    let bases = made.uses(uses).filter_map(|used| match used.what {
        Use::Base(call) => Some(call),
        _ => None,
    });
    bases.filter(|call| results.contains(&call.id)).collect()
}

/// Whether a use is an argument of a print or of `len`, rather than of an index or a loop.
fn only_looks(uses: &Uses<'_>, made: &Made<'_>, used: &UseAt<'_>) -> bool {
    let behind = used.pos.offset(made.name.len() as u32);
    let next = span::text(&uses.tree.sources, behind, behind.offset(1));
    matches!(next, Some("," | ")"))
}
