//! The `goslice` command: reads the command line and hands over to the file of the subcommand.
//!
//! Only this crate knows of files, terminals and exit codes. A subcommand is one file in `cmd/` with an `Args` and a
//! `run`; it is named in [`Command`] and in [`Command::run`].

mod advise;
mod cmd;
mod exit;
mod hints;
mod memory;
mod miscompiled;
mod module;
mod output;
mod program;
mod record;
mod releases;
mod spot;
mod statements;
mod values;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use exit::Ending;

/// Run Go programs as any Go release would, and have each slice explained
#[derive(Debug, Parser)]
#[command(name = "goslice", version, max_term_width = 100, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Run(cmd::run::Args),
    Trace(cmd::trace::Args),
    Why(cmd::why::Args),
    Diff(cmd::diff::Args),
    Check(cmd::check::Args),
    Test(cmd::test::Args),
    Cap(cmd::cap::Args),
    Releases(cmd::releases::Args),
    Classes(cmd::classes::Args),
    Passes(cmd::passes::Args),
    Completions(cmd::completions::Args),
    Man(cmd::man::Args),
    #[command(hide = true)]
    Rerun(cmd::rerun::Args),
}

impl Command {
    fn run(self) -> Ending {
        match self {
            Command::Run(args) => cmd::run::run(&args),
            Command::Trace(args) => cmd::trace::run(&args),
            Command::Why(args) => cmd::why::run(&args),
            Command::Diff(args) => cmd::diff::run(&args),
            Command::Check(args) => cmd::check::run(&args),
            Command::Test(args) => cmd::test::run(&args),
            Command::Cap(args) => cmd::cap::run(&args),
            Command::Releases(args) => cmd::releases::run(&args),
            Command::Classes(args) => cmd::classes::run(&args),
            Command::Passes(args) => cmd::passes::run(&args),
            Command::Completions(args) => cmd::completions::run(&args),
            Command::Man(args) => cmd::man::run(&args),
            Command::Rerun(args) => cmd::rerun::run(&args),
        }
    }
}

fn main() -> ExitCode {
    exit::report_bugs();
    exit::caught(|| {
        exit::end(match Cli::try_parse_from(hints::arguments(std::env::args_os())) {
            Ok(Cli { command: Some(command) }) => command.run(),
            Ok(Cli { command: None }) => cmd::nothing::run(),
            Err(err) => exit::from_clap(&hints::with_hint(err)),
        })
    })
}
