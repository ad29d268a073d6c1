//! `goslice trace`: run a program, with each slice operation explained.

use std::cell::RefCell;
use std::io::Write;
use std::path::PathBuf;
use std::rc::Rc;

use goslice::Release;
use goslice_advice::Facts;
use goslice_driver::{Config, Program, Source};
use goslice_explain::diff::{self, Digest, Moving};

use crate::advise::{self, Traced};
use crate::exit::{Ending, Trouble};
use crate::memory::Memory;
use crate::record::{Out, Record, Recorder, Target};
use crate::values::{self, Format};
use crate::{miscompiled, output, program};

/// Run a Go program and explain each slice operation
///
/// Each make, literal, append, slice expression, copy, clear and conversion is shown where it happened: which array,
/// length and capacity, and why. A summary says which appends moved elements. Edits that avoid moves or mend a finding
/// follow, if another run of the program has shown that they do. The trace goes to standard error when the program has
/// ended, or to a file; the exit status is the program's. Ctrl-C ends the program, and the trace up to there is written.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  goslice trace examples/four_ways.go
  goslice trace --go 1.17 examples/growth.go
  goslice trace -e 's := make([]int, 3, 4); a := append(s, 1); b := append(s, 2); fmt.Println(a, b)'
  goslice trace --format json --out /dev/null examples/four_ways.go")]
pub(crate) struct Args {
    /// The Go release, 1.8 to 1.27
    #[arg(long, value_name = "RELEASE", default_value_t = Release::NEWEST, value_parser = values::release)]
    go: Release,

    /// How to print the trace; json is one object a line
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// In JSON, an object for each operation, also where a loop does the same over and over
    #[arg(long)]
    every: bool,

    /// Write the trace to a file, - for standard output; standard error is then the program's alone
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Give no advice, for which the program would be run again with its edits
    #[arg(long)]
    no_advice: bool,

    #[command(flatten)]
    memory: Memory,

    /// Write what `diff` needs to know of the run to a file, instead of a trace
    #[arg(long, value_name = "FILE", hide = true, conflicts_with_all = ["format", "out"])]
    digest: Option<PathBuf>,

    #[command(flatten)]
    given: program::Given,
}

pub(crate) fn run(args: &Args) -> Ending {
    if args.every && args.format == Format::Text {
        return Err(Trouble::Usage("--every is for --format json; text always joins what repeats".to_owned()));
    }
    let (input, argv) = args.given.split()?;
    let sources = input.sources(args.go)?;
    let target = Target::choose(args.digest.as_deref().or(args.out.as_deref()), &input)?;
    let config = Config {
        observe: true,
        observe_buffers: args.digest.is_some(),
        record_input: if args.no_advice { 0 } else { advise::INPUT_MAX },
        ..args.memory.config(args.go, argv)
    };
    let digest = args.digest.is_some();
    let (format, every, no_advice) = (args.format, args.every, args.no_advice);
    // Before there are threads, so that none of them takes the signals.
    let recorder = Recorder::new()?;
    program::with_big_stack(move || {
        let program = goslice_driver::compile(&sources, config.clone()).map_err(|errors| Trouble::compile(&errors))?;
        // Before the program has had any effect.
        let out = target.open()?;
        if digest {
            return self::digest(program, moving(&sources, config.release), out);
        }
        let record = match format {
            Format::Text => Record::text(out, &miscompiled::warnings(&sources, config.release)),
            Format::Json => {
                let warnings = miscompiled::json(&sources, config.release);
                Ok(Record::json(out, config.release, every, &warnings))
            }
        };
        match record {
            Ok(record) => recorder.begin(record),
            Err(err) => output::finish(Err(err))?,
        }
        let sinks = Rc::new(RefCell::new((recorder.clone(), Facts::default())));
        let report = program.trace(sinks.clone()).map_err(Trouble::own)?;
        if let Some(mut out) = recorder.finish()? {
            if no_advice {
                output::finish(out.flush())?;
                return super::run::outcome(&report.outcome);
            }
            let traced = Traced { files: sources, release: config.release, args: config.args };
            let advice = traced.advice(&sinks.borrow().1, &report, format);
            output::finish(out.write_all(advice.as_bytes()).and_then(|()| out.flush()))?;
        }
        super::run::outcome(&report.outcome)
    })
}

/// Which appends build in the frame what moves to the heap, and which have a buffer that stays. The program has compiled
/// before.
fn moving(sources: &[Source], release: Release) -> Moving {
    let Ok(verdicts) = goslice_driver::verdicts(sources, release) else { return Moving::default() };
    diff::moving(verdicts.list.iter().map(|verdict| {
        let at = verdicts.sources.position(verdict.pos);
        ((at.file, at.line, at.col), verdict)
    }))
}

fn digest(program: Program, moving: Moving, mut out: Out) -> Ending {
    let digest = Rc::new(RefCell::new(Digest::new(moving)));
    let report = program.trace(digest.clone()).map_err(Trouble::own)?;
    let heap = (report.heap.objects, report.heap.bytes);
    output::finish(out.write_all(digest.borrow().json(heap).as_bytes()))?;
    super::run::outcome(&report.outcome)
}
