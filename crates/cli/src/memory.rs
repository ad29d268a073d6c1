//! What the commands that run programs are told about memory: how to collect garbage, and what to check on the way.

use goslice::Release;
use goslice_driver::{Config, GcMode};

/// Options that `run`, `trace` and `test` share.
#[derive(Debug, clap::Args)]
pub(crate) struct Memory {
    /// Check that nothing points into the frame of a call that has returned; slow, and a failure is a bug of goslice
    #[arg(long)]
    check_stack: bool,

    /// How to collect garbage
    #[arg(long, value_name = "HOW", default_value = "stw")]
    gc: Gc,

    /// Collect garbage before every allocation, or every Nth, or mark in steps all the time (`marking`), and overwrite what is
    /// freed; slow, and a difference is a bug of goslice
    #[arg(
        long,
        value_name = "N",
        num_args = 0..=1,
        require_equals = true,
        default_value = "0",
        default_missing_value = "1",
        value_parser = gc_stress
    )]
    gc_stress: GcStress,
}

impl Memory {
    /// How to run a program under a release, with these arguments, the program's name first.
    pub(crate) fn config(&self, release: Release, args: Vec<Vec<u8>>) -> Config {
        let (gc_stress, gc_mode) = match (self.gc_stress, self.gc) {
            (GcStress::Marking, _) => (0, GcMode::Always),
            (GcStress::Every(n), Gc::Stw) => (n, GcMode::Stw),
            (GcStress::Every(n), Gc::Incremental) => (n, GcMode::Incremental),
        };
        Config { check_stack: self.check_stack, gc_stress, gc_mode, ..Config::new(release, args) }
    }
}

/// What `--gc` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Gc {
    /// Mark everything reachable at once
    Stw,
    /// Mark in short steps while the program allocates
    Incremental,
}

/// What `--gc-stress` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum GcStress {
    /// Collect before every so many allocations; 0 is off.
    Every(u64),
    /// Mark in steps all the time.
    Marking,
}

/// Reads `--gc-stress` for clap.
fn gc_stress(text: &str) -> Result<GcStress, String> {
    if text == "marking" {
        return Ok(GcStress::Marking);
    }
    text.parse().map(GcStress::Every).map_err(|_| "not a whole number, nor `marking`".to_owned())
}
