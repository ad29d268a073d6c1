//! `goslice passes`: the passes of the compiler.

use goslice_driver::{PASSES, Stage};
use goslice_explain::table::{Align, Table};

use crate::exit::Ending;
use crate::output;

/// List the passes that make compiled code fast
///
/// None of them decides anything that a program can see. `goslice run --passes-off` leaves some out, and
/// `goslice run --dump ir --after PASS` shows the code behind one.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  goslice passes
  goslice run --passes-off all examples/growth.go
  goslice run --dump ir --after hoist examples/growth.go")]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args) -> Ending {
    let mut table =
        Table::new([(Align::Left, "pass"), (Align::Left, "works on"), (Align::Left, "what it does")]).flush();
    for pass in PASSES {
        let stage = match pass.stage {
            Stage::Whole => "slice operations",
            Stage::Scalar => "machine words",
        };
        table.row([pass.name, stage, pass.about]);
    }
    output::print(&table.render())
}
