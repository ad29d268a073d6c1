//! Where the compiler of a release makes wrong code of a program, and goslice does not.

use crate::source::Source;
use crate::verdicts::verdicts;
use goslice::Release;
use goslice::compiler_bugs::{self, CompilerBug};
use goslice_hir::body::{Body, ExprKind};

/// A line of the program of which the compiler of the release makes wrong code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Miscompiled {
    pub file: String,
    pub line: u32,
    pub col: u32,
    /// The variable that it is about.
    pub slice: String,
    /// Its name in [`compiler_bugs::all`].
    pub bug: &'static str,
}

impl Miscompiled {
    /// What is known of the compiler's error.
    pub fn bug(&self) -> &'static CompilerBug {
        compiler_bugs::all().iter().find(|bug| bug.name == self.bug).expect("hir names bugs of the list")
    }
}

/// The lines of a program that the compiler of `release` gets wrong, in the order of the source, each once. Empty for a program
/// with compile errors.
pub fn miscompiled(files: &[Source], release: Release) -> Vec<Miscompiled> {
    // The whole program has to be analysed: not for releases without such errors.
    if !compiler_bugs::all().iter().any(|bug| bug.affects(release)) {
        return Vec::new();
    }
    verdicts(files, release).map(|verdicts| verdicts.miscompiled).unwrap_or_default()
}

/// Calls `f` for what is noted in a body and in the literals in it.
pub(crate) fn for_each(body: &Body, f: &mut dyn FnMut(&goslice_hir::body::Miscompiled)) {
    body.miscompiled.iter().for_each(&mut *f);
    for stmt in &body.stmts {
        goslice_hir::visit::exprs_of(stmt, &mut |e| {
            if let ExprKind::Closure { body, .. } = &e.kind {
                for_each(body, f);
            }
        });
    }
}
