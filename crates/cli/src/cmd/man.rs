//! `goslice man`: the manual page.

use clap::CommandFactory;

use crate::exit::{Ending, Trouble};
use crate::{Cli, output};

/// Print the manual page, of goslice or of a command
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  goslice man cap")]
pub(crate) struct Args {
    /// The command
    command: Option<String>,
}

pub(crate) fn run(args: &Args) -> Ending {
    let mut cli = Cli::command();
    cli.build();
    let page = match &args.command {
        None => cli,
        Some(name) => match cli.find_subcommand(name) {
            Some(command) => command.clone(),
            None => return Err(Trouble::Usage(format!("there is no command {name}"))),
        },
    };
    let mut text = Vec::new();
    match clap_mangen::Man::new(page).render(&mut text) {
        Ok(()) => output::print(&String::from_utf8_lossy(&text)),
        Err(err) => Err(Trouble::own(err)),
    }
}
