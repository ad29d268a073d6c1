//! `goslice completions`: completion scripts for shells.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::exit::Ending;
use crate::{Cli, output};

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  goslice completions bash")]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(args: &Args) -> Ending {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "goslice", &mut script);
    output::print(&String::from_utf8_lossy(&script))
}
