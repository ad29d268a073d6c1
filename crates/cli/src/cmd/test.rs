//! `goslice test`: Test and Example functions.

use std::path::PathBuf;
use std::time::Instant;

use goslice::Release;
use goslice_driver::{Config, Source, TestOptions};

use crate::exit::{Ending, Trouble};
use crate::memory::Memory;
use crate::program::Input;
use crate::{exit, output, program, values};

/// Run the Test and Example functions of a package, with Go's output
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  goslice test -v examples/append_test.go")]
pub(crate) struct Args {
    /// The Go release, 1.8 to 1.27
    #[arg(long, value_name = "RELEASE", default_value_t = Release::NEWEST, value_parser = values::release)]
    go: Release,

    /// Print each test as it runs
    #[arg(short)]
    verbose: bool,

    /// Run only the tests and examples whose name matches
    #[arg(long, value_name = "REGEXP", default_value = "")]
    run: String,

    #[command(flatten)]
    memory: Memory,

    /// A folder of Go files, or files
    #[arg(value_name = "PACKAGE", default_value = ".")]
    package: Vec<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Ending {
    let sources = Input::read(&args.package, true)?.sources(args.go)?;
    // As Go names a package of files.
    let name = match args.package.as_slice() {
        [one] => one.to_string_lossy().into_owned(),
        _ => "command-line-arguments".to_owned(),
    };
    let config = args.memory.config(args.go, vec![name.clone().into_bytes()]);
    let options = TestOptions { verbose: args.verbose, run: args.run.clone() };
    program::with_big_stack(move || execute(&sources, config, &options, &name))
}

fn execute(sources: &[Source], config: Config, options: &TestOptions, package: &str) -> Ending {
    let compiled = match goslice_driver::compile_tests(sources, config, options) {
        Ok(compiled) => compiled,
        Err(errors) => {
            output::complain(&errors.to_string());
            output::print(&format!("FAIL\t{package} [build failed]\n"))?;
            return Ok(exit::COMPILE);
        }
    };
    let begun = Instant::now();
    let outcome = compiled.run(None).map_err(Trouble::own)?.outcome;
    let seconds = begun.elapsed().as_secs_f64();
    match super::run::outcome(&outcome)? {
        exit::UNREAD => Ok(exit::UNREAD),
        0 => output::print(&format!("ok  \t{package}\t{seconds:.3}s\n")),
        status => {
            output::print(&format!("exit status {status}\nFAIL\t{package}\t{seconds:.3}s\n"))?;
            Ok(exit::COMPILE)
        }
    }
}
