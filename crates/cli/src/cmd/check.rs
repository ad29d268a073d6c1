//! `goslice check`: errors only.

use goslice::Release;

use crate::exit::{Ending, Trouble};
use crate::{miscompiled, output, program, values};

/// Report a program's compile errors, as gc would
///
/// Lines that are right, but that the release's own compiler makes wrong code of, are warnings: they do not change the exit status.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  goslice check examples/four_ways.go
  goslice check -e 'var b []byte; b = append(b, 97)'")]
pub(crate) struct Args {
    /// The Go release, 1.8 to 1.27
    #[arg(long, value_name = "RELEASE", default_value_t = Release::NEWEST, value_parser = values::release)]
    go: Release,

    #[command(flatten)]
    given: program::Given,
}

pub(crate) fn run(args: &Args) -> Ending {
    let sources = args.given.all_files()?.sources(args.go)?;
    let release = args.go;
    program::with_big_stack(move || match goslice_driver::check(&sources, release) {
        Ok(()) => {
            output::complain(&miscompiled::warnings(&sources, release));
            Ok(0)
        }
        Err(errors) => Err(Trouble::compile(&errors)),
    })
}
