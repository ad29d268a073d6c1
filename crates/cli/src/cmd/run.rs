//! `goslice run`: compile to native code in memory and run.

use std::process::ExitCode;

use goslice::Release;
use goslice_driver::{Config, DumpForm, Outcome, PassesOff, Source};

use crate::memory::Memory;
use crate::{exit, program, values};

/// Compile a Go program to native code in memory and run it
///
/// The program sees the capacities, panic texts and language version of the chosen release. It runs with your rights: this
/// is as trusting as `go run`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  goslice run examples/four_ways.go
  goslice run --go 1.17 examples/four_ways.go
  goslice run -e 's := []int{1}; s = append(s, 2); fmt.Println(cap(s))'")]
pub(crate) struct Args {
    /// The Go release, 1.8 to 1.27
    #[arg(long, value_name = "RELEASE", default_value_t = Release::NEWEST, value_parser = values::release)]
    go: Release,

    /// The architecture: code runs as amd64 only
    #[arg(long, value_name = "ARCH", hide = true)]
    arch: Option<String>,

    /// Show how long each phase took, on standard error
    #[arg(long)]
    timings: bool,

    /// Show functions as they are compiled, on standard error
    #[arg(long, value_name = "FORM")]
    dump: Option<Form>,

    /// Show ir as it is after this pass (`goslice passes` lists them)
    #[arg(long, value_name = "PASS", requires = "dump", value_parser = values::pass)]
    after: Option<&'static str>,

    /// Leave out these passes of the compiler, or all
    #[arg(long, value_name = "PASSES", value_parser = values::passes_off)]
    passes_off: Option<PassesOff>,

    #[command(flatten)]
    memory: Memory,

    #[command(flatten)]
    given: program::Given,

    /// Arguments for the program
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    args: Vec<String>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Form {
    Hir,
    Ir,
    /// The costs of functions that gc would inline, instead of a run
    Inline,
}

pub(crate) fn run(args: &Args) -> ExitCode {
    if let Some(arch) = args.arch.as_deref().filter(|arch| *arch != "amd64") {
        return exit::usage(&format!(
            "cannot run as {arch}: goslice makes amd64 code; --arch answers questions in `cap` and `classes`"
        ));
    }
    let sources = match args.given.sources(args.go) {
        Ok(sources) => sources,
        Err(message) => return exit::trouble(&message),
    };
    let argv = std::iter::once(args.given.name()).chain(args.args.iter().map(String::as_str));
    let config = Config {
        passes_off: args.passes_off.clone().unwrap_or_default(),
        dump_after: args.after,
        dump: args.dump.and_then(|form| match form {
            Form::Hir => Some(DumpForm::Hir),
            Form::Ir => Some(DumpForm::Ir),
            Form::Inline => None,
        }),
        ..args.memory.config(args.go, argv)
    };
    let timings = args.timings;
    if matches!(args.dump, Some(Form::Inline)) {
        return program::with_big_stack(move || costs(&sources, config));
    }
    program::with_big_stack(move || execute(&sources, config, timings))
}

fn costs(sources: &[Source], config: Config) -> ExitCode {
    match goslice_driver::compile(sources, config) {
        Ok(program) => {
            print!("{}", program.inlining());
            ExitCode::SUCCESS
        }
        Err(errors) => {
            eprint!("{errors}");
            ExitCode::from(exit::COMPILE)
        }
    }
}

fn execute(sources: &[Source], config: Config, timings: bool) -> ExitCode {
    let program = match goslice_driver::compile(sources, config) {
        Ok(program) => program,
        Err(errors) => {
            eprint!("{errors}");
            return ExitCode::from(exit::COMPILE);
        }
    };
    match program.run(None) {
        Ok(report) => {
            eprint!("{}", report.dump);
            if timings {
                let t = report.timings;
                let ms = |duration: std::time::Duration| duration.as_secs_f64() * 1e3;
                eprintln!("parse and check  {:8.3} ms", ms(t.check));
                eprintln!("lower            {:8.3} ms", ms(t.lower));
                eprintln!("machine code     {:8.3} ms   {} functions", ms(t.codegen), t.functions);
                eprintln!("run in all       {:8.3} ms", ms(t.run));
                eprintln!("heap             {:8} allocations   {} bytes", report.heap.objects, report.heap.bytes);
                let p = &report.pauses;
                eprintln!(
                    "collector        {:8} pauses        {:.3} ms in all, 99th percentile {:.3} ms, longest {:.3} ms",
                    p.count(),
                    ms(p.total()),
                    ms(p.percentile(99)),
                    ms(p.longest())
                );
            }
            outcome(&report.outcome)
        }
        Err(err) => exit::trouble(&err.to_string()),
    }
}

/// The exit code of a run.
pub(crate) fn outcome(outcome: &Outcome) -> ExitCode {
    if let Outcome::Internal(message) = outcome {
        eprintln!("goslice: internal error: {message}");
    }
    ExitCode::from(outcome.exit_code() as u8)
}
