//! How goslice ends: the exit statuses, and what is said when a command cannot do its work.
//!
//! A Go program's own status is passed on by `run` and `trace`. All others are here; the table in the README is checked
//! against what the commands do by `tests/status.rs`.

use std::any::Any;
use std::panic;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};

use crate::output;

/// A Go program does not compile, or a test fails.
pub(crate) const COMPILE: u8 = 1;
/// `diff` finds a difference.
pub(crate) const DIFFERENT: u8 = 1;
/// `diff` could not compare: no release compiles the program, or it does something else each time.
pub(crate) const INCOMPARABLE: u8 = 2;
/// `EX_USAGE` of `sysexits.h`, so that it is not mistaken for a status of the Go program.
pub(crate) const USAGE: u8 = 64;
/// `EX_NOINPUT`.
pub(crate) const NO_INPUT: u8 = 66;
/// `EX_SOFTWARE`.
pub(crate) const OWN: u8 = 70;

/// What shells show of a program that SIGPIPE ended: nobody reads its output any more.
pub(crate) const UNREAD: u8 = 128 + 13;

/// The status of a command that did what it was asked, or why it could not.
pub(crate) type Ending = Result<u8, Trouble>;

/// What keeps a command from its work.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// The program does not compile; gc's text, lines and all.
    Compile(String),
    /// The command line asks for something that makes no sense.
    Usage(String),
    /// A file or a folder cannot be read, or is no Go program.
    NoInput(String),
    /// The fault is goslice's or the system's: a result that cannot be written, no memory, a bug.
    Own(String),
}

impl Trouble {
    /// The compile errors of a program.
    pub(crate) fn compile(errors: &goslice_driver::Diagnostics) -> Trouble {
        Trouble::Compile(errors.to_string())
    }

    /// What failed in goslice or in the system.
    pub(crate) fn own(cause: impl std::fmt::Display) -> Trouble {
        Trouble::Own(cause.to_string())
    }

    fn status(&self) -> u8 {
        match self {
            Trouble::Compile(_) => COMPILE,
            Trouble::Usage(_) => USAGE,
            Trouble::NoInput(_) => NO_INPUT,
            Trouble::Own(_) => OWN,
        }
    }
}

const ERROR: Style = AnsiColor::Red.on_default().bold();

/// Says what the trouble is, if there is any, and gives the status to end with.
pub(crate) fn end(ending: Ending) -> ExitCode {
    let trouble = match ending {
        Ok(status) => return ExitCode::from(status),
        Err(trouble) => trouble,
    };
    let status = trouble.status();
    match trouble {
        Trouble::Compile(errors) => output::complain(&errors),
        Trouble::Usage(message) | Trouble::NoInput(message) | Trouble::Own(message) => {
            output::complain(&format!("{ERROR}error:{ERROR:#} {message}\n"));
        }
    }
    ExitCode::from(status)
}

/// Prints what clap has to say: help and version to standard output, complaints to standard error.
pub(crate) fn from_clap(err: &clap::Error) -> Ending {
    let text = err.render();
    if err.use_stderr() {
        output::complain(&text.ansi().to_string());
        return Ok(USAGE);
    }
    output::print(&text.ansi().to_string())
}

/// Reports panics of goslice, which are its bugs, in one line, and without a second panic when that cannot be written.
pub(crate) fn report_bugs() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|at| format!(" at {at}")).unwrap_or_default();
        let message = message(panic.payload());
        output::complain(&format!("goslice: internal error{place}: {message}\n"));
    }));
}

fn message(payload: &dyn Any) -> &str {
    let owned = payload.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no message")
}

/// The status of `command`; that of a bug if it panics, which the hook has reported.
pub(crate) fn caught(command: impl FnOnce() -> ExitCode) -> ExitCode {
    panic::catch_unwind(panic::AssertUnwindSafe(command)).unwrap_or(ExitCode::from(OWN))
}
