//! `goslice diff`: one program under several releases.
//!
//! Each run is a process of its own: a process runs one program.

use std::io;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use goslice::Release;
use goslice_explain::diff::{self, Digest, Run};

use crate::releases::ReleaseList;
use crate::values::Format;
use crate::{exit, output, program};

/// Compare what a Go program does under several Go releases
///
/// Each step from a release to the next at which something changes is shown: outputs side by side where they differ, the
/// rule that changed, and how much is allocated: growths and arrays of the program's own slices, and the heap with all that
/// is on it. The exit status is 0 when output and exit status agree under all of them, 1 when not, and 2 for trouble.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  goslice diff --go 1.17,1.18 examples/growth.go
  goslice diff --go 1.15..1.27 examples/growth.go
  goslice diff --go 1.17,1.20..1.27 --format json examples/growth.go")]
pub(crate) struct Args {
    /// The Go releases: a list such as 1.17,1.24, a range such as 1.17..1.27, or both
    #[arg(long, value_name = "RELEASES", required = true)]
    go: ReleaseList,

    /// End with 1 also when only the numbers of growths, allocations and bytes differ
    #[arg(long)]
    strict: bool,

    /// How to print the comparison; json is one object a line, for each step
    #[arg(long, value_enum, default_value_t)]
    format: Format,

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
    if args.program == "-" {
        return exit::usage("standard input can be read only once: give a file");
    }
    let mut sources = Vec::new();
    for &release in &args.go.0 {
        match program::read(&args.program, release, false) {
            Ok(read) => sources.push((release, read)),
            Err(message) => return trouble(&message),
        }
    }
    let errors: Vec<(Release, Option<String>)> = program::with_big_stack(move || {
        let check = |(release, sources): (Release, Vec<_>)| {
            (release, goslice_driver::check(&sources, release).err().map(|errors| errors.to_string()))
        };
        sources.into_iter().map(check).collect()
    });
    if let Some((_, Some(text))) = errors.first()
        && errors.iter().all(|(_, errors)| errors.is_some())
    {
        eprint!("{text}");
        return ExitCode::from(TROUBLE);
    }
    let runs: io::Result<Vec<Run>> = errors
        .into_iter()
        .map(|(release, errors)| match errors {
            Some(errors) => Ok(Run::refused(release, errors)),
            None => execute(args, release),
        })
        .collect();
    match runs {
        Ok(runs) => compare(args, &runs),
        Err(err) => trouble(&err.to_string()),
    }
}

fn compare(args: &Args, runs: &[Run]) -> ExitCode {
    let mut between = |release| digest(args, release);
    output::print(&match args.format {
        Format::Text => diff::text(runs, &mut between),
        Format::Json => diff::json(runs, &mut between),
    });
    let differ =
        runs.windows(2).any(|pair| !pair[0].is_like(&pair[1]) || args.strict && !pair[0].counts_like(&pair[1]));
    ExitCode::from(u8::from(differ))
}

/// Runs the program, and once more to see its slices.
fn execute(args: &Args, release: Release) -> io::Result<Run> {
    let mut command = goslice("run", release)?;
    let output = command.arg(&args.program).args(&args.args).output()?;
    Ok(Run {
        release,
        errors: None,
        stdout: output.stdout,
        stderr: Run::without_traces(output.stderr),
        status: output.status.code().map_or_else(|| output.status.to_string(), |code| code.to_string()),
        digest: digest(args, release),
    })
}

/// The program's slices under a release. A program that cannot be traced still has its outputs compared.
fn digest(args: &Args, release: Release) -> Option<Digest> {
    let name = format!("goslice-diff-{}-{release}.json", std::process::id());
    let path = std::env::temp_dir().join(name);
    let mut command = goslice("trace", release).ok()?;
    command.arg("--digest").arg(&path).arg(&args.program).args(&args.args);
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    Digest::read(&read_and_remove(&path).ok()?)
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
