//! `goslice classes`: the heap's size classes.

use goslice::{Arch, Release};
use goslice_explain::classes;

use crate::exit::Ending;
use crate::output;
use crate::values::{self, Format};

/// Show the size classes that capacities are rounded up to
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  goslice classes --go 1.15")]
pub(crate) struct Args {
    /// The Go release, 1.8 to 1.27
    #[arg(long, value_name = "RELEASE", default_value_t = Release::NEWEST, value_parser = values::release)]
    go: Release,

    /// The architecture, as GOARCH names it
    #[arg(long, value_name = "ARCH", default_value_t = Arch::Amd64, value_parser = values::arch)]
    arch: Arch,

    /// How to print the table
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(args: &Args) -> Ending {
    output::print(&match args.format {
        Format::Text => classes::text(args.go, args.arch),
        Format::Json => classes::json(args.go, args.arch),
    })
}
