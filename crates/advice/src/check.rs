//! Trying edits: the edited program runs on the same input, and what it does is compared.
//!
//! Nothing is claimed that was not seen. Two runs of the program as it is must agree, with each other and with the run
//! that was observed: where time, input, addresses or anything else makes them differ, an edit proves nothing.

use goslice_driver::Source;
use std::collections::BTreeSet;

use crate::candidate::{Candidate, Finds, Goal};
use crate::edit::{Edit, apply};
use crate::facts::{Facts, Finding, SiteFacts, where_they_differ};

/// Lines of output that are shown of a difference, on each side.
const SHOWN_LINES: usize = 3;

/// Runs a program again, on the input of the observed run.
pub trait Rerun {
    /// `None`: it does not compile, did not end in time, or printed too much.
    fn run(&mut self, files: &[Source]) -> Option<Run>;
}

/// What a run did.
#[derive(Debug, PartialEq)]
pub struct Run {
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    pub status: i32,
    pub facts: Facts,
}

/// An edit that was tried, and what came of it.
#[derive(Debug)]
pub struct Advice {
    pub edits: Vec<Edit>,
    pub checked: Checked,
}

/// What was seen when the edit was tried.
#[derive(Debug)]
pub enum Checked {
    /// Output and end are the same.
    Saving {
        /// How often the new line made a slice.
        reached: u64,
        /// What happened at the lines where that changed.
        before: SiteFacts,
        after: SiteFacts,
    },
    /// The end is the same, and no append touches a variable that none touched before.
    Repair { finds: Finds, zeros: Option<u64>, reached: u64, difference: Difference },
}

/// Lines of output that differ.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference {
    pub before: Vec<String>,
    pub after: Vec<String>,
    /// There are more than these.
    pub more: bool,
}

/// Tries candidates, in order; `observed` is what the program did when it was watched, with its exit status.
pub fn check(
    files: &[Source],
    candidates: Vec<Candidate>,
    observed: (&Facts, i32),
    rerun: &mut dyn Rerun,
) -> Vec<Advice> {
    if candidates.is_empty() {
        return Vec::new();
    }
    let Some(plain) = rerun.run(files) else { return Vec::new() };
    if (&plain.facts, plain.status) != observed || rerun.run(files).as_ref() != Some(&plain) {
        return Vec::new();
    }
    let mut advice: Vec<Advice> = Vec::new();
    for candidate in candidates {
        if advice.iter().any(|it| it.edits == candidate.edits) {
            continue;
        }
        let edited = apply(files, &candidate.edits).and_then(|files| rerun.run(&files));
        let checked = edited.and_then(|edited| match &candidate.goal {
            Goal::Saving { .. } => saving(&candidate, &plain, &edited),
            Goal::Repair(finds) => repair(finds.clone(), &plain, &edited),
        });
        advice.extend(checked.map(|checked| Advice { edits: candidate.edits, checked }));
    }
    advice.sort_by(|a, b| place(a).cmp(&place(b)));
    advice
}

fn place(advice: &Advice) -> (&str, usize) {
    advice.edits.first().map_or(("", 0), |edit| (&edit.file, edit.span.start))
}

/// Findings, but for columns.
fn findings(run: &Run) -> BTreeSet<(&str, u32, &str, &str, bool)> {
    run.facts.findings.iter().map(Finding::without_column).collect()
}

fn saving(candidate: &Candidate, plain: &Run, edited: &Run) -> Option<Checked> {
    let Goal::Saving { made_at, needs_empty_case, .. } = &candidate.goal else { return None };
    let same = (&plain.stdout, &plain.stderr, plain.status) == (&edited.stdout, &edited.stderr, edited.status);
    if !same || !findings(edited).is_subset(&findings(plain)) {
        return None;
    }
    let (before, after) = (plain.facts.total(), edited.facts.total());
    let no_more = after.moves <= before.moves && after.copied <= before.copied && after.allocated <= before.allocated;
    let fewer = after.moves < before.moves || after.allocated < before.allocated;
    let made = edited.facts.sites.get(made_at)?;
    if !no_more || !fewer || *needs_empty_case && made.stayed_empty == 0 {
        return None;
    }
    let (before, after) = where_they_differ(&plain.facts, &edited.facts);
    Some(Checked::Saving { reached: made.times, before, after })
}

fn repair(finds: Finds, plain: &Run, edited: &Run) -> Option<Checked> {
    if plain.status != edited.status || !findings(edited).is_subset(&findings(plain)) {
        return None;
    }
    let (zeros, reached) = match &finds {
        Finds::Zeros { made_at, appends, .. } => {
            let made = plain.facts.sites.get(made_at)?;
            // Where each slice was made with another length, the source's expression says more than the largest.
            let zeros = (made.times == 1).then_some(made.len);
            (zeros, plain.facts.sum(appends).times)
        }
        Finds::Overwritten { victim, by } => {
            let still =
                |it: &&Finding| it.overwrites && (&it.function, &it.variable) == (&victim.function, &victim.variable);
            if edited.facts.findings.iter().any(|it| still(&it)) {
                return None;
            }
            (None, plain.facts.sum(by).times)
        }
    };
    let difference = difference(&plain.stdout, &edited.stdout).or_else(|| difference(&plain.stderr, &edited.stderr))?;
    Some(Checked::Repair { finds, zeros, reached, difference })
}

/// The lines that differ; `None` if none do.
fn difference(before: &[u8], after: &[u8]) -> Option<Difference> {
    let (old, new) = (String::from_utf8_lossy(before), String::from_utf8_lossy(after));
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let (mut old, mut new) = (old.as_slice(), new.as_slice());
    if old == new {
        return None;
    }
    let owned = |lines: Vec<&&str>| lines.into_iter().map(|line| (*line).to_owned()).collect::<Vec<String>>();
    if old.len() == new.len() {
        let pairs: Vec<(&&str, &&str)> = old.iter().zip(new).filter(|(a, b)| a != b).collect();
        let (before, after) = pairs.iter().take(SHOWN_LINES).copied().unzip();
        let more = pairs.len() > SHOWN_LINES;
        return Some(Difference { before: owned(before), after: owned(after), more });
    }
    while let ([a, old_rest @ ..], [b, new_rest @ ..]) = (old, new)
        && a == b
    {
        (old, new) = (old_rest, new_rest);
    }
    while let ([old_rest @ .., a], [new_rest @ .., b]) = (old, new)
        && a == b
    {
        (old, new) = (old_rest, new_rest);
    }
    let more = old.len().max(new.len()) > SHOWN_LINES;
    let first = |lines: &[&str]| lines.iter().take(SHOWN_LINES).map(|line| (*line).to_owned()).collect();
    Some(Difference { before: first(old), after: first(new), more })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_shows_the_lines_that_differ() {
        let lines = |list: &[&str]| list.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        let shown = difference(b"a\nb\nc\n", b"a\nx\nc\n").unwrap();
        assert_eq!(shown, Difference { before: lines(&["b"]), after: lines(&["x"]), more: false });
        let shown = difference(b"a\n0\n0\nb\n", b"a\nb\n").unwrap();
        assert_eq!(shown, Difference { before: lines(&["0", "0"]), after: lines(&[]), more: false });
        assert_eq!(difference(b"a\n", b"a\n"), None);
    }
}
