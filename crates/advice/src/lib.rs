//! Edits of a program that save moves or mend a finding, each checked by running the program again.
//!
//! ```text
//!   source, checked (uses, made, trips, bound, sharing) ---+
//!                                                          +--> candidates (saving, zeros, clip) --> check --> text
//!   the run's events (facts) ------------------------------+                                          |
//!                                                                      edited source, run again: [`Rerun`]
//! ```
//!
//! A *saving* is an edit after which the program does the same with fewer moves or bytes. A *repair* changes what it
//! prints, on purpose. What the source and the run suggest is only a [`Candidate`]; what is shown is what stood the test
//! of another run. Where nothing does, nothing is said: advice that harms is worse than none.
//!
//! This crate runs nothing itself and reads no files: whoever has processes to spare implements [`Rerun`].

mod bound;
mod candidate;
mod check;
mod clip;
mod edit;
mod facts;
mod leaving;
mod made;
mod saving;
mod sharing;
mod span;
mod standard;
mod text;
mod trips;
mod uses;
mod zeros;

pub use candidate::{Candidate, Finds, Goal};
pub use check::{Advice, Checked, Difference, Rerun, Run, check};
pub use edit::{Edit, apply};
pub use facts::{At, Facts, Finding, SiteFacts};
pub use text::{json, text};

use goslice::Release;
use goslice_driver::Source;

/// Candidates that are tried at the most: each costs a run.
const MAX_TRIED: usize = 12;

/// What the source and the run suggest, to be tried. Nothing for a program that must not run again: it may do something to
/// the world besides printing, or ask it something that changes.
pub fn candidates(files: &[Source], release: Release, facts: &Facts) -> Vec<Candidate> {
    if facts.is_partial() || !facts.is_interesting() {
        return Vec::new();
    }
    let Ok(tree) = goslice_driver::tree(files, release) else { return Vec::new() };
    let uses = uses::Uses::new(&tree);
    if standard::unrepeatable(&uses).is_some() {
        return Vec::new();
    }
    let made = made::variables(&uses);
    let mut candidates = clip::candidates(&uses, facts);
    candidates.extend(zeros::candidates(&uses, &made, facts));
    let lang = u32::from(release.minor());
    candidates.extend(saving::candidates(&uses, &made, facts, lang));
    candidates.truncate(MAX_TRIED);
    candidates
}
