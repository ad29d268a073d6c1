//! `goslice releases`: what changed for slices, release by release.

use std::process::ExitCode;

use goslice_explain::releases;

use crate::output;
use crate::values::Format;

/// List what changed for slices in each Go release
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  goslice releases")]
pub(crate) struct Args {
    /// How to print the list
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(args: &Args) -> ExitCode {
    output::print(&match args.format {
        Format::Text => releases::text(),
        Format::Json => releases::json(),
    })
}
