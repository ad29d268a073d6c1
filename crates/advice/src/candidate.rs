//! What a policy proposes: edits, and what to look at when they are tried.

use std::sync::Arc;

use crate::edit::Edit;
use crate::facts::{At, Finding};

/// An edit that has not been tried.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub edits: Vec<Edit>,
    pub goal: Goal,
}

/// What a candidate is for.
#[derive(Clone, Debug)]
pub enum Goal {
    /// The program does the same with fewer moves or bytes.
    Saving {
        /// Where the edited program makes the slice.
        made_at: At,
        /// Somebody may notice that the slice is empty where it was nil: a run must show that nobody does.
        needs_empty_case: bool,
    },
    /// The program prints something else, on purpose.
    Repair(Finds),
}

/// What a repair mends.
#[derive(Clone, Debug)]
pub enum Finds {
    /// The elements that `make` made stay in front of what is appended.
    Zeros { name: Arc<str>, made_at: At, appends: Vec<At>, instead: String },
    /// An append in place overwrites what a variable shows.
    Overwritten { victim: Finding, by: Vec<At> },
}
