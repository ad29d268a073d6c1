//! A repair: an append in place overwrites what a named variable shows. A three-index slice leaves the append no room, so
//! that it takes an array of its own, and the variable keeps its values.
//!
//! The edit is at the append, or at the slice expression that its variable was declared with if the append goes on with
//! that variable in a loop: there it moves once instead of every time.

use goslice_syntax::ast::{Expr, ExprKind};
use goslice_syntax::visit::{Node, walk};
use goslice_types::object::Builtin;
use goslice_types::types::Type;
use std::collections::{BTreeMap, BTreeSet};

use crate::candidate::{Candidate, Finds, Goal};
use crate::edit::Edit;
use crate::facts::{At, Facts, Finding};
use crate::saving::at;
use crate::span;
use crate::uses::{Use, Uses};

/// The repairs of this kind that the run and the source suggest: one for each append and, where one victim is overwritten by
/// several, one that edits them all.
pub(crate) fn candidates(uses: &Uses<'_>, facts: &Facts) -> Vec<Candidate> {
    let appends = appends(uses);
    let mut by_victim: BTreeMap<(&str, &str), Vec<&Finding>> = BTreeMap::new();
    for finding in facts.findings.iter().filter(|finding| finding.overwrites) {
        by_victim.entry((&finding.function, &finding.variable)).or_default().push(finding);
    }
    let mut candidates = Vec::new();
    for findings in by_victim.values() {
        let sites: BTreeSet<&At> = findings.iter().map(|finding| &finding.at).collect();
        let edits: Option<Vec<Edit>> = sites.iter().map(|site| clipped(uses, appends.get(site)?, facts)).collect();
        let Some(mut edits) = edits else { continue };
        edits.dedup();
        let by: Vec<At> = sites.into_iter().cloned().collect();
        let goal = |by: &[At]| Goal::Repair(Finds::Overwritten { victim: findings[0].clone(), by: by.to_vec() });
        candidates.push(Candidate { edits, goal: goal(&by) });
        // The variable that is overwritten may itself be an append to the same slice, which can be clipped as well.
        if let [site] = by.as_slice()
            && let Some(call) = appends.get(site)
            && let Some(edit) = victims_own(uses, &appends, call, findings[0])
        {
            candidates.push(Candidate { edits: vec![edit], goal: goal(&by) });
        }
    }
    candidates
}

/// The calls of append, by where they are.
fn appends<'a>(uses: &Uses<'a>) -> BTreeMap<At, &'a Expr> {
    let mut found = BTreeMap::new();
    for file in &uses.tree.files {
        walk(file, &mut |node| {
            if let Node::Expr(x) = node
                && uses.builtin(x, Builtin::Append).is_some()
            {
                found.entry(at(uses, x.pos)).or_insert(x);
            }
        });
    }
    found
}

/// The edit that gives an append a base without room.
fn clipped<'a>(uses: &Uses<'a>, call: &'a Expr, facts: &Facts) -> Option<Edit> {
    let (args, _) = uses.builtin(call, Builtin::Append)?;
    let base = args.first()?;
    if let Some(variable) = uses.variable(base) {
        let goes_on = uses.of(variable).iter().any(|it| matches!(it.what, Use::SelfAppend(own) if own.id == call.id));
        if goes_on {
            // The one value that the variable has besides what is appended.
            let mut values = uses.of(variable).iter().filter_map(|it| match it.what {
                Use::Assigned(value) => Some(value),
                _ => None,
            });
            let declared = values.next().flatten().filter(|_| values.next().is_none());
            if let Some(value) = declared {
                return slice_expression(uses, value);
            }
            let times = facts.sites.get(&at(uses, call.pos)).map_or(0, |site| site.times);
            // Clipping at each of many appends would copy all elements each time.
            if times > 1 {
                return None;
            }
        }
    }
    slice_expression(uses, base).or_else(|| whole(uses, base))
}

/// `x[lo:hi]` becomes `x[lo:hi:hi]`.
fn slice_expression(uses: &Uses<'_>, x: &Expr) -> Option<Edit> {
    let sources = &uses.tree.sources;
    let ExprKind::Slice { x: base, hi, max: None, .. } = &x.kind else { return None };
    let end = span::end(sources, x)?;
    let bracket = end.0.checked_sub(1).map(goslice_syntax::source::Pos)?;
    match hi {
        Some(hi) => {
            is_pure(uses, hi).then_some(())?;
            let hi_end = span::end(sources, hi)?;
            let hi = span::source(sources, hi)?;
            Edit::new(sources, hi_end, bracket, format!(":{hi}"))
        }
        None => {
            is_pure(uses, base).then_some(())?;
            let base = span::source(sources, base)?;
            Edit::new(sources, bracket, bracket, format!("len({base}):len({base})"))
        }
    }
}

/// `s` becomes `s[:len(s):len(s)]`.
fn whole(uses: &Uses<'_>, x: &Expr) -> Option<Edit> {
    let sources = &uses.tree.sources;
    (is_pure(uses, x) && matches!(uses.ty(x)?, Type::Slice(_)) && uses.is_predeclared("len")).then_some(())?;
    let text = span::source(sources, x)?;
    Edit::new(sources, x.pos, span::end(sources, x)?, format!("{text}[:len({text}):len({text})]"))
}

/// Where the victim was declared as an append to the same slice: the edit there.
fn victims_own(uses: &Uses<'_>, appends: &BTreeMap<At, &Expr>, call: &Expr, victim: &Finding) -> Option<Edit> {
    let base_of = |call: &Expr| match &call.kind {
        ExprKind::Call { args, .. } => args.first().and_then(|base| uses.variable(base)),
        _ => None,
    };
    let base = base_of(call)?;
    let own = appends.values().find(|own| {
        own.id != call.id
            && base_of(own) == Some(base)
            && uses.of(base).iter().any(|it| matches!(it.what, Use::Base(at) if at.id == own.id))
            && assigned_to(uses, own).is_some_and(|name| name == *victim.variable)
    })?;
    let ExprKind::Call { args, .. } = &own.kind else { return None };
    whole(uses, args.first()?)
}

/// The variable that is declared or assigned with just this value.
fn assigned_to(uses: &Uses<'_>, value: &Expr) -> Option<String> {
    uses.variable_of_value(value).map(|variable| uses.tree.universe.objects[variable.0 as usize].name.to_string())
}

/// Whether an expression can be written twice: it has no effect, and always the same value.
fn is_pure(uses: &Uses<'_>, x: &Expr) -> bool {
    match &x.kind {
        ExprKind::Name(_) | ExprKind::Literal { .. } => true,
        ExprKind::Paren(inner) => is_pure(uses, inner),
        ExprKind::Selector { x: base, .. } => is_pure(uses, base),
        ExprKind::Index { x: base, indices, .. } => is_pure(uses, base) && indices.iter().all(|it| is_pure(uses, it)),
        ExprKind::Binary { x, y, .. } => is_pure(uses, x) && is_pure(uses, y),
        ExprKind::Call { .. } => match uses.builtin(x, Builtin::Len) {
            Some(([of], _)) => is_pure(uses, of),
            _ => false,
        },
        _ => false,
    }
}
