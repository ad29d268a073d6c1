//! Runs of a program under several releases: where neighbours differ, in what, and the change that made the difference.

mod addresses;
mod digest;
mod json;
mod lines;
mod outcome;
mod reason;
mod text;

use goslice::Release;

pub use addresses::numbered;
pub use digest::{Counts, Digest, Moving, moving};
pub use json::json;
pub use text::text;

/// What a program did under one release.
#[derive(Debug)]
pub struct Run {
    /// The release.
    pub release: Release,
    /// Its complaints where it does not compile the program; then there is nothing else.
    pub errors: Option<String>,
    /// Standard output, its addresses numbered.
    pub stdout: Vec<u8>,
    /// Standard error, its addresses numbered and without the traces of goroutines.
    pub stderr: Vec<u8>,
    /// The exit status, or the signal as text.
    pub status: String,
    /// Its slices; `None` if the program could not be traced.
    pub digest: Option<Digest>,
    /// Another run under the same release did something else: time, random numbers, or what it reads changes.
    pub varies: bool,
    /// What the release does with the loop variables of Go 1.21, where that was tried.
    pub old_loops: Option<Box<Run>>,
}

impl Run {
    /// A run that did not begin.
    pub fn refused(release: Release, errors: String) -> Run {
        let (stdout, stderr, status) = (Vec::new(), Vec::new(), String::new());
        Run { release, errors: Some(errors), stdout, stderr, status, digest: None, varies: false, old_loops: None }
    }

    /// Whether the two can be compared: each does the same every time.
    pub fn is_comparable(&self, other: &Run) -> bool {
        !self.varies && !other.varies
    }

    /// Whether both do the same, as far as somebody sees who runs them. All that do not compile are alike.
    pub fn is_like(&self, other: &Run) -> bool {
        match (&self.errors, &other.errors) {
            (None, None) => {
                let seen = |run: &Run| (run.stdout.clone(), run.stderr.clone(), run.status.clone());
                seen(self) == seen(other)
            }
            (a, b) => a.is_some() && b.is_some(),
        }
    }

    /// Whether both allocate the same; unknown counts as the same.
    pub fn counts_like(&self, other: &Run) -> bool {
        match (&self.digest, &other.digest) {
            (Some(a), Some(b)) => a.counts == b.counts,
            _ => true,
        }
    }

    /// Standard error without what follows the first empty line before `goroutine 1 [running]:`.
    pub fn without_traces(mut stderr: Vec<u8>) -> Vec<u8> {
        let mark = b"\n\ngoroutine ";
        if let Some(at) = stderr.windows(mark.len()).position(|bytes| bytes == mark) {
            stderr.truncate(at + 1);
        }
        stderr
    }
}

/// Whether the loop variables of Go 1.22, new in each iteration, make a difference between the runs: all of it, or a part.
/// Told by a run of the newer release with those of Go 1.21.
fn loop_variables(old: &Run, new: &Run) -> Option<LoopVariables> {
    let tried = new.old_loops.as_ref().filter(|tried| !old.release.at_least(22) && !tried.is_like(new))?;
    Some(if tried.is_like(old) { LoopVariables::All } else { LoopVariables::Part })
}

/// How much of a difference they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LoopVariables {
    All,
    Part,
}

/// What changed, as [`crate::changes::Change::words`] says it of slices.
const LOOP_VARIABLES: &str = "loop variables are new in each iteration";

/// Two neighbours, the older release first.
fn in_order<'a>(a: &'a Run, b: &'a Run) -> (&'a Run, &'a Run) {
    if a.release <= b.release { (a, b) } else { (b, a) }
}
