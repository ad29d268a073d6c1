//! Sessions: sources in, a program out, run to an outcome.
//!
//! [`compile`] parses and checks a program with the standard packages that it imports; [`Program::run`] hands its machine
//! code to the runtime. Functions are compiled when they are first called.
//!
//! **Architecture Invariant:** this is the only crate that knows both the back end and the runtime.

mod calls;
mod compiler;
mod constraint;
mod descs;
mod diagnostics;
mod frames;
mod image;
mod line_text;
mod miscompiled;
mod observer;
mod session;
mod source;
mod test_main;
mod tree;
mod verdicts;

pub use constraint::included;
pub use diagnostics::{Diagnostic, Diagnostics};
pub use goslice_hir::verdicts::Verdict;
pub use goslice_ir::lower::{ObserveTables, ObservedFunc, ObservedVar, Site, SiteKind};
pub use goslice_ir::passes::{Off as PassesOff, PASSES, Pass, Stage};
pub use goslice_rt::{GcMode, Outcome, on_interrupt};
pub use miscompiled::{Miscompiled, miscompiled};
pub use session::{Config, DumpForm, Observed, Program, Report, Timings, check, check_program, compile, compile_tests};
pub use source::Source;
pub use test_main::TestOptions;
pub use tree::{Tree, tree};
pub use verdicts::{Verdicts, verdicts};

/// The import paths of the standard packages.
pub fn std_packages() -> impl Iterator<Item = &'static str> {
    goslice_gostd::packages().filter(|path| !path.starts_with("internal/"))
}
