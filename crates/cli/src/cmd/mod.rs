//! One file for each subcommand: its arguments, its examples, and `run`.

pub(crate) mod cap;
pub(crate) mod check;
pub(crate) mod classes;
pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod man;
pub(crate) mod nothing;
pub(crate) mod passes;
pub(crate) mod releases;
pub(crate) mod rerun;
pub(crate) mod run;
pub(crate) mod test;
pub(crate) mod trace;
pub(crate) mod why;
