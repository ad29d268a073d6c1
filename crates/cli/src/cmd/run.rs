//! `goslice run`: compile to native code in memory and run.

use std::time::Duration;

use goslice::Release;
use goslice_driver::{Config, DumpForm, Outcome, PassesOff, Report};

use crate::exit::{Ending, Trouble};
use crate::memory::Memory;
use crate::{miscompiled, output, program, values};

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

    /// The N of Go 1.N whose language is the newest for the program, for `diff`
    #[arg(long, value_name = "N", hide = true)]
    language: Option<u32>,

    /// Warn of lines that the release's own compiler gets wrong, on standard error; on a terminal that is the default
    #[arg(long)]
    warn: bool,

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
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Form {
    Hir,
    Ir,
    /// The costs of functions that gc would inline, instead of a run
    Inline,
}

pub(crate) fn run(args: &Args) -> Ending {
    if let Some(arch) = args.arch.as_deref().filter(|arch| *arch != "amd64") {
        return Err(Trouble::Usage(format!(
            "cannot run as {arch}: goslice makes amd64 code; --arch answers questions in `cap` and `classes`"
        )));
    }
    let (input, argv) = args.given.split()?;
    let mut sources = input.sources(args.go)?;
    if let Some(minor) = args.language {
        program::lower_language(&mut sources, minor);
    }
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
    let warn = args.warn || output::complaints_are_seen();
    let release = args.go;
    let costs = matches!(args.dump, Some(Form::Inline));
    program::with_big_stack(move || {
        let program = goslice_driver::compile(&sources, config).map_err(|errors| Trouble::compile(&errors))?;
        if costs {
            return output::print(&program.inlining());
        }
        if warn {
            output::complain(&miscompiled::warnings(&sources, release));
        }
        let report = program.run(None).map_err(Trouble::own)?;
        output::complain(&report.dump);
        if timings {
            output::complain(&timing(&report));
        }
        outcome(&report.outcome)
    })
}

/// How long each phase took, and what became of the heap.
fn timing(report: &Report) -> String {
    let t = report.timings;
    let ms = |duration: Duration| duration.as_secs_f64() * 1e3;
    let p = &report.pauses;
    let lines = [
        format!("parse and check  {:8.3} ms", ms(t.check)),
        format!("lower            {:8.3} ms", ms(t.lower)),
        format!("machine code     {:8.3} ms   {} functions", ms(t.codegen), t.functions),
        format!("run in all       {:8.3} ms", ms(t.run)),
        format!("heap             {:8} allocations   {} bytes", report.heap.objects, report.heap.bytes),
        format!(
            "collector        {:8} pauses        {:.3} ms in all, 99th percentile {:.3} ms, longest {:.3} ms",
            p.count(),
            ms(p.total()),
            ms(p.percentile(99)),
            ms(p.longest())
        ),
    ];
    lines.join("\n") + "\n"
}

/// The status of a run that came to its end.
pub(crate) fn outcome(outcome: &Outcome) -> Ending {
    match outcome {
        Outcome::Limit(message) => Err(Trouble::Own(message.clone())),
        Outcome::Internal(message) => Err(Trouble::Own(format!("internal error: {message}"))),
        // Of a status the system keeps eight bits.
        _ => Ok(outcome.exit_code() as u8),
    }
}
