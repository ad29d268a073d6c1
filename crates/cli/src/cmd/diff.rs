//! `goslice diff`: one program under two releases.
//!
//! Each run is a process of its own: a process runs one program.

use std::io;
use std::path::Path;
use std::process::{Command, ExitCode, Output, Stdio};

use goslice::Release;
use goslice_explain::diff::{self, Run};

use crate::{exit, output, program, values};

/// Compare what a Go program does under two Go releases
///
/// Outputs are shown side by side where they differ, with the rule that changed. The exit status is 0 when output and
/// exit status agree, 1 when not, and 2 for trouble.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  goslice diff --go 1.17,1.18 examples/growth.go
  goslice diff --go 1.15,1.27 examples/growth.go")]
pub(crate) struct Args {
    /// The two Go releases, such as 1.17,1.18
    #[arg(long, value_name = "A,B", required = true, value_delimiter = ',', value_parser = values::release)]
    go: Vec<Release>,

    /// A Go file or a folder of them; then the program's arguments
    #[arg(value_name = "PROGRAM")]
    program: String,

    /// Arguments for the program
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    args: Vec<String>,
}

/// Something kept the comparison from being made.
const TROUBLE: u8 = 2;

pub(crate) fn run(args: &Args) -> ExitCode {
    let &[old, new] = args.go.as_slice() else {
        return exit::usage("--go takes two releases, such as 1.17,1.18");
    };
    if args.program == "-" {
        return exit::usage("standard input can be read only once: give a file");
    }
    let read = |release| program::read(&args.program, release, false);
    let (first, second) = match (read(old), read(new)) {
        (Ok(first), Ok(second)) => (first, second),
        (Err(message), _) | (_, Err(message)) => return trouble(&message),
    };
    let errors = program::with_big_stack(move || {
        [(old, first), (new, second)]
            .map(|(release, sources)| goslice_driver::check(&sources, release).err().map(|errors| errors.to_string()))
    });
    match errors {
        [Some(first), Some(_)] => {
            eprint!("{first}");
            ExitCode::from(TROUBLE)
        }
        [None, None] => compare(args, old, new).unwrap_or_else(|err| trouble(&err.to_string())),
        [a, b] => {
            let (release, text) = if let Some(text) = a { (old, text) } else { (new, b.unwrap_or_default()) };
            output::print(&format!("Go {release} does not compile it:\n{text}"));
            ExitCode::from(1)
        }
    }
}

fn compare(args: &Args, old: Release, new: Release) -> io::Result<ExitCode> {
    let runs = [execute(args, old)?, execute(args, new)?];
    if runs[0] == runs[1] {
        return Ok(ExitCode::SUCCESS);
    }
    let [a, b] = [old, new].map(|release| trace(args, release));
    let [first, second] = runs;
    let as_run = |release, output: Output, trace| Run {
        release,
        stdout: output.stdout,
        stderr: output.stderr,
        status: output.status.code().map_or_else(|| output.status.to_string(), |code| code.to_string()),
        trace,
    };
    output::print(&diff::text(&as_run(old, first, a?), &as_run(new, second, b?)));
    Ok(ExitCode::from(1))
}

/// Runs the program.
fn execute(args: &Args, release: Release) -> io::Result<Output> {
    let mut command = goslice("run", release)?;
    command.arg(&args.program).args(&args.args).output()
}

/// The program's events under a release.
fn trace(args: &Args, release: Release) -> io::Result<String> {
    let name = format!("goslice-diff-{}-{release}.jsonl", std::process::id());
    let path = std::env::temp_dir().join(name);
    let mut command = goslice("trace", release)?;
    command.args(["--format", "json", "--out"]).arg(&path).arg(&args.program).args(&args.args);
    let done = command.stdout(Stdio::null()).stderr(Stdio::null()).status().and_then(|_| read_and_remove(&path));
    // A program that cannot be traced still has its outputs compared.
    Ok(done.unwrap_or_default())
}

fn read_and_remove(path: &Path) -> io::Result<String> {
    let text = std::fs::read_to_string(path);
    std::fs::remove_file(path)?;
    text
}

fn goslice(command: &str, release: Release) -> io::Result<Command> {
    let mut it = Command::new(std::env::current_exe()?);
    it.args([command, "--go", &release.to_string()]).stdin(Stdio::null());
    Ok(it)
}

fn trouble(message: &str) -> ExitCode {
    exit::trouble(message);
    ExitCode::from(TROUBLE)
}
