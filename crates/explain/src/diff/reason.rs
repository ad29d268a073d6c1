//! Why two runs differ: questions that both were asked and that they answer in different ways, and the changes of the
//! releases between them that did it.
//!
//! A question is a place in the program and what went in: length and capacity before, how much is appended. Where those
//! agree and the outcome does not, the difference begins; what follows from it is asked something else.

use std::collections::HashMap;

use goslice::Release;
use serde_json::Value;

use super::lines::Lines;
use super::outcome::{self, Outcome};
use super::{Digest, Run};
use crate::changes::Change;

/// How a slice got its array, otherwise than under the other release.
#[derive(Debug)]
pub(super) struct Reason {
    /// The event under the newer release.
    pub(super) event: Value,
    /// From the older release to the newer one.
    pub(super) steps: Vec<Step>,
    /// Where the array went from the stack, if it did: under which release, and the event.
    pub(super) moved: Option<(Release, Value)>,
}

/// Releases with one outcome.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) outcome: Outcome,
    /// The newest of them.
    pub(super) last: Release,
    /// What brought it; of the first step nothing, and of others where the change has no name.
    pub(super) change: Option<Change>,
}

/// Words of a panic that became others.
#[derive(Debug)]
pub(super) struct TextReason {
    pub(super) change: Change,
    /// Which output, and the line's number.
    pub(super) output: &'static str,
    pub(super) line: usize,
}

/// The first event of each change between the two runs. `old` is the older release's. `between` gives the digest of a
/// release between them; it is asked only where neither run tells which release it was.
pub(super) fn reasons(old: &Run, new: &Run, between: &mut dyn FnMut(Release) -> Option<Digest>) -> Vec<Reason> {
    let (Some(before), Some(after)) = (&old.digest, &new.digest) else { return Vec::new() };
    let before = by_key(&before.events);
    let after_by_key = by_key(&after.events);
    let mut middle: Option<Vec<(Release, Digest)>> = None;
    let mut found: Vec<Reason> = Vec::new();
    for event in &after.events {
        let key = outcome::key(event);
        let (Some(olds), Some(news)) = (before.get(&key), after_by_key.get(&key)) else { continue };
        let all = |events: &[&Value], release| -> Vec<(Outcome, Value)> {
            events.iter().filter_map(|event| Some((Outcome::of(event, release)?, (*event).clone()))).collect()
        };
        let (olds, news) = (all(olds, old.release), all(news, new.release));
        let missing = |from: &[(Outcome, Value)], others: &[(Outcome, Value)]| {
            from.iter().position(|(it, _)| others.iter().all(|(other, _)| !it.same(other)))
        };
        let (gone, came) = (missing(&olds, &news), missing(&news, &olds));
        if gone.is_none() && came.is_none() {
            continue;
        }
        let (Some(first), Some(last)) = (olds.get(gone.unwrap_or(0)), news.get(came.unwrap_or(0))) else { continue };
        let mut outcomes = vec![first.0.clone()];
        let releases = (old.release.minor() + 1..new.release.minor()).filter_map(Release::new);
        if outcome::is_pure(&first.1) && outcome::is_pure(&last.1) {
            outcomes.extend(releases.filter_map(|release| Outcome::of(event, release)));
        } else if outcome::is_asked(event) {
            let middle = middle.get_or_insert_with(|| {
                releases.filter_map(|release| between(release).map(|digest| (release, digest))).collect()
            });
            for (release, digest) in middle.iter() {
                let same = digest.events.iter().filter(|event| outcome::key(event) == key);
                let mut answers: Vec<Outcome> = same.filter_map(|event| Outcome::of(event, *release)).collect();
                // Of several answers, one that is not the release's before.
                let at = answers.iter().position(|it| outcomes.last().is_some_and(|last| !it.same(last)));
                if !answers.is_empty() {
                    outcomes.push(answers.swap_remove(at.unwrap_or(0)));
                }
            }
        }
        outcomes.push(last.0.clone());
        let steps = steps(outcomes);
        if found.iter().any(|reason| names(&steps).all(|name| names(&reason.steps).any(|known| known == name))) {
            continue;
        }
        let moved = [(new.release, &last.1), (old.release, &first.1)].into_iter().find_map(|(release, event)| {
            (!event["then_moved"].is_null()).then(|| (release, event["then_moved"].clone()))
        });
        found.push(Reason { event: event.clone(), steps, moved });
    }
    found
}

/// The changes that steps name; `None` for one that has no name.
fn names(steps: &[Step]) -> impl Iterator<Item = Option<Change>> {
    steps.iter().skip(1).map(|step| step.change)
}

fn by_key(events: &[Value]) -> HashMap<String, Vec<&Value>> {
    let mut found: HashMap<String, Vec<&Value>> = HashMap::new();
    for event in events {
        found.entry(outcome::key(event)).or_default().push(event);
    }
    found
}

/// Joins what is the same, and names what is not.
fn steps(outcomes: Vec<Outcome>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut previous: Option<Outcome> = None;
    for outcome in outcomes {
        let release = outcome.release;
        match (steps.last_mut(), &previous) {
            (Some(step), Some(last)) if last.same(&outcome) => step.last = release,
            (_, last) => {
                let change = last.as_ref().and_then(|last| last.change(&outcome));
                steps.push(Step { outcome: outcome.clone(), last: release, change });
            }
        }
        previous = Some(outcome);
    }
    steps
}

/// Panics whose words changed, as far as the words alone make two lines differ.
pub(super) fn text_reasons(old: &Run, new: &Run) -> Vec<TextReason> {
    let between = |change: &Change| change.between(old.release, new.release);
    let changes: Vec<Change> = Change::ALL.into_iter().rev().filter(between).collect();
    let mut found: Vec<TextReason> = Vec::new();
    for (output, a, b) in [("stdout", &old.stdout, &new.stdout), ("stderr", &old.stderr, &new.stderr)] {
        let (a, b) = (String::from_utf8_lossy(a), String::from_utf8_lossy(b));
        for (line, a, b) in Lines::of(&a, &b).pairs() {
            let (Some(a), Some(b)) = (a, b) else { continue };
            for change in reworded(a, b, &changes).unwrap_or_default() {
                if found.iter().all(|reason| reason.change != change) {
                    found.push(TextReason { change, output, line });
                }
            }
        }
    }
    found
}

/// Which of the changes, oldest first, make one text out of the other; `None` if they do not.
fn reworded(a: &str, b: &str, changes: &[Change]) -> Option<Vec<Change>> {
    if a == b {
        return Some(Vec::new());
    }
    let (change, later) = changes.split_first()?;
    let with = change.leveled(a, b).and_then(|(a, b)| reworded(&a, &b, later)).map(|mut rest| {
        rest.insert(0, *change);
        rest
    });
    with.or_else(|| reworded(a, b, later))
}

/// The change of the language that a program was refused without, told by the older release's complaints.
pub(super) fn language(errors: &str, old: Release, new: Release) -> Option<Change> {
    let changes = [Change::Builtins, Change::ToArray, Change::ToArrayPointer];
    changes.into_iter().filter(|change| change.between(old, new)).find(|change| {
        errors.lines().any(|line| match change {
            Change::Builtins => {
                ["clear", "max", "min"].iter().any(|name| line.ends_with(&format!(": undefined: {name}")))
            }
            Change::ToArray => converts(line, |to| to.starts_with('[') && !to.starts_with("[]")),
            Change::ToArrayPointer => converts(line, |to| to.starts_with("*[") && !to.starts_with("*[]")),
            _ => false,
        })
    })
}

/// Whether the line says that a slice cannot be converted to a type like that.
fn converts(line: &str, target: impl Fn(&str) -> bool) -> bool {
    let parts = || {
        let (_, rest) = line.split_once("cannot convert ")?;
        let (from, to) = rest.rsplit_once(") to type ")?;
        Some((from.rsplit_once("type ")?.1, to))
    };
    parts().is_some_and(|(from, to)| from.starts_with("[]") && target(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_explained_by_all_changes_of_its_words_or_not_at_all() {
        let [oldest, older, new] =
            ["makeslice: len", "growslice: cap", "growslice: len"].map(|what| format!("panic: {what} out of range"));
        let changes = [Change::AppendMake, Change::GrowText, Change::BuilderText];
        assert_eq!(reworded(&oldest, &new, &changes), Some(vec![Change::AppendMake, Change::GrowText]));
        assert_eq!(reworded(&older, &new, &changes), Some(vec![Change::GrowText]));
        assert_eq!(reworded(&oldest, &older, &changes), Some(vec![Change::AppendMake]));
        assert_eq!(reworded(&new, &oldest, &changes), None);
        assert_eq!(reworded(&older, &format!("{new} again"), &changes), None);
        let numbers = |text: &str| reworded("panic: index out of range", text, &[Change::BoundsNumbers]);
        assert_eq!(numbers("panic: index out of range [5] with length 1"), Some(vec![Change::BoundsNumbers]));
        assert_eq!(numbers("panic: slice bounds out of range [:5] with length 1"), None);
    }

    #[test]
    fn what_was_not_in_the_language_is_told_by_the_errors() {
        let release = |minor| Release::new(minor).unwrap();
        let told = |text: &str| language(text, release(15), release(27));
        assert_eq!(told("a.go:7:16: cannot convert s (type []int) to type *[4]int\n"), Some(Change::ToArrayPointer));
        assert_eq!(
            told("a.go:7:14: cannot convert s (variable of type []int) to type [4]int\n"),
            Some(Change::ToArray)
        );
        assert_eq!(told("a.go:7:2: undefined: min\n"), Some(Change::Builtins));
        assert_eq!(told("a.go:7:2: undefined: minimum\n"), None);
        assert_eq!(told("a.go:7:2: cannot convert s (type []int) to type []byte\n"), None);
        assert_eq!(language("a.go:7:2: undefined: min\n", release(21), release(27)), None);
    }
}
