//! `goslice why`: what is on the stack, what on the heap, and the way there.

use std::process::ExitCode;

use goslice::Release;
use goslice_explain::why::{self, Answers};

use crate::values::{self, Format};
use crate::{exit, output, program};

/// Explain what lives on the stack, what on the heap, and why
///
/// For each make, literal, append, new variable, closure, interface value and conversion of a file, or of one line of it:
/// where it lives under a release, and the path that makes it escape, step by step. The program is not run.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  goslice why examples/escape.go
  goslice why examples/escape.go:12
  goslice why --go 1.24,1.27 examples/escape.go")]
pub(crate) struct Args {
    /// The Go releases to ask, such as 1.24,1.27
    #[arg(long, value_name = "RELEASES", default_value = "1.27", value_delimiter = ',', value_parser = values::release)]
    go: Vec<Release>,

    /// How to print; json is one object a line
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// Print all that escape analysis sees, values in interfaces and functions of which only inlined copies run too
    #[arg(long)]
    all: bool,

    /// A Go file, with :LINE for one line of it, or a folder of them
    #[arg(value_name = "PROGRAM[:LINE]")]
    program: String,
}

pub(crate) fn run(args: &Args) -> ExitCode {
    let (path, line) = match args.program.rsplit_once(':') {
        Some((path, line)) if line.parse::<u32>().is_ok() => (path, line.parse().ok()),
        _ => (&*args.program, None),
    };
    let mut asked = Vec::new();
    for &release in &args.go {
        match program::read(path, release, false) {
            Ok(sources) => {
                let lines = sources.iter().map(|source| source.text.split_inclusive(|byte| *byte == b'\n').count());
                let last = lines.max().unwrap_or(0);
                if line.is_some_and(|line: u32| line == 0 || line as usize > last) {
                    return exit::usage(&format!("{}: {path} has {last} lines", args.program));
                }
                asked.push((release, sources));
            }
            Err(message) => return exit::trouble(&message),
        }
    }
    let (format, all) = (args.format, args.all);
    program::with_big_stack(move || {
        let mut found = Vec::new();
        for (release, sources) in asked {
            match goslice_driver::verdicts(&sources, release) {
                Ok(verdicts) => found.push((release, verdicts)),
                Err(errors) => {
                    eprint!("{errors}");
                    return ExitCode::from(exit::COMPILE);
                }
            }
        }
        let answers: Vec<Answers<'_>> = found
            .iter()
            .map(|(release, verdicts)| {
                let shown = verdicts.list.iter().filter(|verdict| {
                    let here = line.is_none_or(|line: u32| verdicts.sources.position(verdict.pos).line == line);
                    here && (all || verdicts.is_interesting(verdict))
                });
                let list = shown.map(|verdict| (verdicts.text(verdict), verdict)).collect();
                Answers { release: *release, sources: &verdicts.sources, list }
            })
            .collect();
        output::print(&match format {
            Format::Text => why::text(&answers),
            Format::Json => why::json(&answers),
        });
        ExitCode::SUCCESS
    })
}
