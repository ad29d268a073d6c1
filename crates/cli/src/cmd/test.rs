//! `goslice test`: Test and Example functions.

use std::process::ExitCode;
use std::time::Instant;

use goslice::Release;
use goslice_driver::{Config, Outcome, Source, TestOptions};

use crate::memory::Memory;
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

    /// A folder of Go files, or one file
    #[arg(value_name = "PACKAGE", default_value = ".")]
    package: String,
}

pub(crate) fn run(args: &Args) -> ExitCode {
    let sources = match program::read(&args.package, args.go, true) {
        Ok(sources) => sources,
        Err(message) => return exit::trouble(&message),
    };
    let config = args.memory.config(args.go, [args.package.as_str()]);
    let options = TestOptions { verbose: args.verbose, run: args.run.clone() };
    let package = args.package.clone();
    program::with_big_stack(move || execute(&sources, config, &options, &package))
}

fn execute(sources: &[Source], config: Config, options: &TestOptions, package: &str) -> ExitCode {
    let compiled = match goslice_driver::compile_tests(sources, config, options) {
        Ok(compiled) => compiled,
        Err(errors) => {
            eprint!("{errors}");
            output::print(&format!("FAIL\t{package} [build failed]\n"));
            return ExitCode::from(exit::COMPILE);
        }
    };
    let begun = Instant::now();
    let outcome = match compiled.run(None) {
        Ok(report) => report.outcome,
        Err(err) => return exit::trouble(&err.to_string()),
    };
    let seconds = begun.elapsed().as_secs_f64();
    let code = outcome.exit_code();
    if code == 0 {
        return output::print(&format!("ok  \t{package}\t{seconds:.3}s\n"));
    }
    if let Outcome::Internal(message) = &outcome {
        eprintln!("goslice: internal error: {message}");
        return ExitCode::from(code as u8);
    }
    output::print(&format!("exit status {code}\nFAIL\t{package}\t{seconds:.3}s\n"));
    ExitCode::from(exit::COMPILE)
}
