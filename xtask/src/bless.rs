//! `cargo xtask bless`: writes what is printed now into the files of expected output. Read the diff before committing.

use std::process::Command;

/// Runs the tests that own such files, with the variables that make them write.
pub(crate) fn run() -> Result<(), String> {
    let suites: [&[&str]; 2] =
        [&["test", "-p", "goslice-hir", "--test", "lower"], &["test", "-p", "goslice-cli", "--tests"]];
    for suite in suites {
        let status = Command::new(env!("CARGO"))
            .args(suite)
            .env("BLESS", "1")
            .env("TRYCMD", "overwrite")
            .status()
            .map_err(|err| format!("cargo: {err}"))?;
        if !status.success() {
            return Err(format!("cargo {} failed: that is not about expected output", suite.join(" ")));
        }
    }
    Ok(())
}
