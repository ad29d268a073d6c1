//! `goslice releases`: what changed for slices, release by release.

use goslice_explain::releases;

use crate::exit::Ending;
use crate::output;
use crate::releases::Releases;
use crate::values::Format;

/// List what changed for slices in each Go release
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  goslice releases
  goslice releases --go 1.20..1.22")]
pub(crate) struct Args {
    /// Only these releases: a list such as 1.17,1.24, a range such as 1.17..1.27, both, or all
    #[arg(long, value_name = "RELEASES", default_value = "all")]
    go: Releases,

    /// How to print the list
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(args: &Args) -> Ending {
    output::print(&match args.format {
        Format::Text => releases::text(&args.go.0),
        Format::Json => releases::json(&args.go.0),
    })
}
