//! Tests of programs that die: the test binary runs itself, and the child plays the program.

use super::*;
use std::process::{Command, Output};

/// Names the case that the child plays.
const CASE: &str = "GOSLICE_RT_TEST_CASE";

/// Runs the case `name` of the test `test` in a child process; a call in the child gives `None` after playing it.
pub(super) fn in_child(test: &str, name: &str, play: impl FnOnce() -> Outcome) -> Option<Output> {
    if std::env::var(CASE).is_ok_and(|case| case == name) {
        let outcome = play();
        std::process::exit(outcome.exit_code());
    }
    if std::env::var(CASE).is_ok() {
        return None;
    }
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(CASE, name)
        .output()
        .unwrap();
    Some(output)
}

/// Plays `main` under `release` in a child and checks its status and what it wrote to standard error.
pub(super) fn dies(test: &str, name: &str, release: u8, main: GoFn, stderr: &str) {
    if let Some(output) = in_child(test, name, || run_with(release, main, |_| None)) {
        assert_eq!(String::from_utf8_lossy(&output.stderr), stderr, "{name}");
        assert_eq!(output.status.code(), Some(2), "{name}");
    }
}
