//! `goslice trace`: run a program, with each slice operation explained.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::rc::Rc;

use goslice::Release;
use goslice_driver::{Config, Program, Report, Source};
use goslice_explain::diff::{self, Digest, Moving};
use goslice_explain::trace::World;
use goslice_trace::JsonLines;

use crate::memory::Memory;
use crate::values::{self, Format};
use crate::{exit, program};

/// Run a Go program and explain each slice operation
///
/// Each make, literal, append, slice expression, copy, clear and conversion is shown where it happened: which array,
/// length and capacity, and why. A summary says which lines moved elements, and what would have avoided it. The trace
/// goes to standard error when the program has ended, or to a file; the exit status is the program's.
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

    /// Write the trace to a file; standard output and error are then the program's alone
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    #[command(flatten)]
    memory: Memory,

    /// Write what `diff` needs to know of the run to a file, instead of a trace
    #[arg(long, value_name = "FILE", hide = true, conflicts_with_all = ["format", "out"])]
    digest: Option<PathBuf>,

    #[command(flatten)]
    given: program::Given,

    /// Arguments for the program
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    args: Vec<String>,
}

pub(crate) fn run(args: &Args) -> ExitCode {
    let sources = match args.given.sources(args.go) {
        Ok(sources) => sources,
        Err(message) => return exit::trouble(&message),
    };
    let argv = std::iter::once(args.given.name()).chain(args.args.iter().map(String::as_str));
    let config = Config { observe: true, observe_buffers: args.digest.is_some(), ..args.memory.config(args.go, argv) };
    let (form, out) = match &args.digest {
        Some(file) => (Form::Digest, Some(file.clone())),
        None => (Form::Trace(args.format), args.out.clone()),
    };
    program::with_big_stack(move || execute(&sources, config, form, out))
}

/// What is written of the run.
enum Form {
    Trace(Format),
    Digest,
}

fn execute(sources: &[Source], config: Config, form: Form, out: Option<PathBuf>) -> ExitCode {
    let release = config.release;
    let program = match goslice_driver::compile(sources, config) {
        Ok(program) => program,
        Err(errors) => {
            eprint!("{errors}");
            return ExitCode::from(exit::COMPILE);
        }
    };
    // Before the program has had any effect.
    let file = match out.as_ref().map(File::create).transpose() {
        Ok(file) => file,
        Err(err) => return exit::trouble(&format!("{}: {err}", out.unwrap_or_default().display())),
    };
    let result = match form {
        Form::Trace(Format::Text) => text(program, file),
        Form::Trace(Format::Json) => json(program, file),
        Form::Digest => digest(program, moving(sources, release), file),
    };
    match result {
        Ok(report) => super::run::outcome(&report.outcome),
        Err(err) => exit::trouble(&err.to_string()),
    }
}

fn json(program: Program, file: Option<File>) -> io::Result<Report> {
    let out: Box<dyn Write> = match file {
        Some(file) => Box::new(BufWriter::new(file)),
        None => Box::new(BufWriter::new(io::stderr())),
    };
    let lines = Rc::new(RefCell::new(JsonLines::new(out)));
    let report = program.trace(lines.clone())?;
    lines.borrow_mut().finish()?;
    Ok(report)
}

fn text(program: Program, file: Option<File>) -> io::Result<Report> {
    let world = Rc::new(RefCell::new(World::default()));
    let report = program.trace(world.clone())?;
    let text = world.borrow().text();
    match file {
        Some(file) => anstream::StripStream::new(file).write_all(text.as_bytes())?,
        None => anstream::stderr().write_all(text.as_bytes())?,
    }
    Ok(report)
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

fn digest(program: Program, moving: Moving, file: Option<File>) -> io::Result<Report> {
    let digest = Rc::new(RefCell::new(Digest::new(moving)));
    let report = program.trace(digest.clone())?;
    let heap = (report.heap.objects, report.heap.bytes);
    match file {
        Some(mut file) => file.write_all(digest.borrow().json(heap).as_bytes())?,
        None => io::stderr().write_all(digest.borrow().json(heap).as_bytes())?,
    }
    Ok(report)
}
