//! Runs of events: what a loop does over and over at one place is said once.
//!
//! An event belongs to a run if it follows at once from the one before it at the same place of the same call: it is the same
//! again, or it goes on by the same step. So the appends of a loop that find room are one run, and the makes of a loop, each
//! with an array of the next number. From its first event and its number of events a run can be written out again in full.

use goslice::Policy;

use crate::{ArrayId, Event, Operation, Slice};

/// What the events of a run have to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Each is the first one again.
    Same,
    /// Each goes on where the one before ended: an append continues its array, a slice expression moves its bounds as far as
    /// the one before it did, a new slice has an array of the next number.
    GoesOn,
}

/// One event or several.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The first event.
    pub first: Event,
    /// The last event; the first one, if it is alone.
    pub last: Event,
    /// How many there are.
    pub times: u64,
    /// What each has to do with the one before; `None` for one event.
    pub step: Option<Step>,
}

impl Run {
    /// A run of one event.
    pub fn new(event: Event) -> Run {
        Run { last: event.clone(), first: event, times: 1, step: None }
    }

    /// Takes the next event in, or tells that it begins another run.
    pub fn absorb(&mut self, event: &Event) -> bool {
        if !is_beside(&self.last, event) {
            return false;
        }
        let step = match self.step {
            Some(step) => step,
            None if event.operation == self.last.operation => Step::Same,
            None => Step::GoesOn,
        };
        let follows = match step {
            Step::Same => event.operation == self.last.operation,
            Step::GoesOn => goes_on(&self.last.operation, &event.operation),
        };
        if follows {
            self.last.operation.clone_from(&event.operation);
            self.times += 1;
            self.step = Some(step);
        }
        follows
    }

    /// All events of the run. `policy` is that of the run's release: it gives the steps of each append again.
    pub fn events(&self, policy: &Policy) -> impl Iterator<Item = Event> {
        let mut next = Some(self.first.clone());
        let (step, policy) = (self.step, *policy);
        (0..self.times).map_while(move |_| {
            let event = next.take()?;
            next = match step {
                Some(Step::GoesOn) => successor(&event, &policy),
                _ => Some(event.clone()),
            };
            Some(event)
        })
    }
}

/// Whether two events happened at the same place of the same call.
fn is_beside(a: &Event, b: &Event) -> bool {
    a.call == b.call && a.elem == b.elem && (std::sync::Arc::ptr_eq(&a.site, &b.site) || a.site == b.site)
}

/// Whether `b` is the [`successor`] of `a`, as far as it can be told without a policy: an append in place is decided by its
/// numbers alone.
fn goes_on(a: &Operation, b: &Operation) -> bool {
    match (a, b) {
        (
            Operation::Append { after: end, growth: old, aliases: before, .. },
            Operation::Append { before: start, after, growth: new, aliases, .. },
        ) => {
            !old.moved()
                && !new.moved()
                && start == end
                && old.appended == new.appended
                && *after == (Slice { len: end.len + new.appended, ..*end })
                && before == aliases
        }
        (
            Operation::New { origin, after: old, memory },
            Operation::New { origin: new_origin, after: new, memory: new_memory },
        ) => origin == new_origin && memory == new_memory && next_array(*old).is_some_and(|next| next == *new),
        (Operation::Reslice { before: from, after: old }, Operation::Reslice { before, after }) => {
            before == old && shifted(*from, *old).is_some_and(|next| next == *after)
        }
        _ => false,
    }
}

/// The event that goes on from another, if there can be one.
fn successor(event: &Event, policy: &Policy) -> Option<Event> {
    let operation = match &event.operation {
        Operation::Append { after, growth, aliases, left_behind, .. } => {
            let growth = policy.grow(growth.elem, after.len, after.cap, growth.appended).ok()?;
            let end = Slice { len: after.len + growth.appended, ..*after };
            Operation::Append {
                before: *after,
                after: end,
                growth,
                aliases: aliases.clone(),
                left_behind: *left_behind,
            }
        }
        Operation::New { origin, after, memory } => {
            Operation::New { origin: *origin, after: next_array(*after)?, memory: *memory }
        }
        Operation::Reslice { before, after } => Operation::Reslice { before: *after, after: shifted(*before, *after)? },
        _ => return None,
    };
    Some(Event { operation, ..event.clone() })
}

/// The same slice of the array with the next number.
fn next_array(slice: Slice) -> Option<Slice> {
    Some(Slice { array: Some(ArrayId(slice.array?.0.checked_add(1)?)), ..slice })
}

/// The slice that is to `after` as `after` is to `before`.
fn shifted(before: Slice, after: Slice) -> Option<Slice> {
    let offset = after.offset.checked_add(after.offset.checked_sub(before.offset)?)?;
    let further = |from: i64, to: i64| to.checked_add(to.checked_sub(from)?).filter(|it| *it >= 0);
    let (len, cap) = (further(before.len, after.len)?, further(before.cap, after.cap)?);
    (before.array == after.array).then_some(Slice { array: after.array, offset, len, cap })
}
