//! Exit codes. A Go program's own code is passed on; these are the others.

use std::process::ExitCode;

use anstream::eprintln;
use anstyle::{AnsiColor, Style};

/// Wrong usage, as `sysexits.h` has it: it must not be mistaken for a code of the Go program's.
pub(crate) const USAGE: u8 = 64;

/// The Go program does not compile.
pub(crate) const COMPILE: u8 = 1;

const ERROR: Style = AnsiColor::Red.on_default().bold();

/// Prints what clap has to say: help and version to standard output, complaints to standard error.
pub(crate) fn from_clap(err: &clap::Error) -> ExitCode {
    // Nowhere to report a failure to print.
    let _ = err.print();
    if err.use_stderr() { ExitCode::from(USAGE) } else { ExitCode::SUCCESS }
}

/// Complains about the command line.
pub(crate) fn usage(message: &str) -> ExitCode {
    eprintln!("{ERROR}error:{ERROR:#} {message}");
    ExitCode::from(USAGE)
}

/// Reports that something outside the program failed: a file that cannot be read, no memory.
pub(crate) fn trouble(message: &str) -> ExitCode {
    eprintln!("{ERROR}error:{ERROR:#} {message}");
    ExitCode::from(COMPILE)
}
