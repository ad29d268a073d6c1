//! `goslice diff`: one program under several releases.
//!
//! Each run is a process of its own: a process runs one program.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{self, Command, Output, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use goslice::Release;
use goslice_explain::diff::{self, Digest, Run};
use goslice_explain::span;

use crate::exit::{self, Ending, Trouble};
use crate::releases::Releases;
use crate::values::Format;
use crate::{miscompiled, output, program};

/// Compare what a Go program does under several Go releases
///
/// Each step from a release to the next at which something changes is shown: outputs side by side where they differ, the
/// rule that changed, and how much is allocated: growths and arrays of the program's own slices, and the heap with all that
/// is on it. Addresses that the program prints are numbered and compared by number. Where outputs differ the program runs
/// again under both releases: what is not the same each time is not compared. The exit status is 0 when output and exit
/// status agree under all of them, 1 when not, and 2 when they cannot be compared or none of the releases compiles the program.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  goslice diff --go 1.17,1.18 examples/growth.go
  goslice diff --go 1.15..1.27 examples/growth.go
  goslice diff --go 1.17,1.20..1.27 --format json examples/growth.go")]
pub(crate) struct Args {
    /// The Go releases: a list such as 1.17,1.24, a range such as 1.17..1.27, both, or all
    #[arg(long, value_name = "RELEASES", required = true)]
    go: Releases,

    /// End with 1 also when only the numbers of growths, allocations and bytes differ
    #[arg(long)]
    strict: bool,

    /// How to print the comparison; json is one object a line, for each step
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    #[command(flatten)]
    given: program::Given,
}

pub(crate) fn run(args: &Args) -> Ending {
    if let [one] = args.go.0.as_slice() {
        return Err(Trouble::Usage(format!(
            "--go {one} is one release alone; give two or more, such as 1.17,1.27, 1.17..1.27 or all"
        )));
    }
    let (input, _) = args.given.split()?;
    let mut asked = Vec::new();
    for &release in &args.go.0 {
        asked.push((release, input.sources(release)?));
    }
    let refusals: Vec<(Release, Option<String>)> = program::with_big_stack(move || {
        let refusal = |(release, sources): (Release, Vec<_>)| {
            (release, goslice_driver::check_program(&sources, release).err().map(|errors| errors.to_string()))
        };
        Ok(asked.into_iter().map(refusal).collect())
    })?;
    if refusals.iter().all(|(_, errors)| errors.is_some()) {
        for alike in refusals.chunk_by(|(_, errors), (_, next)| errors == next) {
            let releases: Vec<Release> = alike.iter().map(|(release, _)| *release).collect();
            let errors = alike[0].1.as_deref().unwrap_or_default();
            output::complain(&format!("Go {} does not compile it:\n{errors}", span::list(&releases)));
        }
        return Ok(exit::INCOMPARABLE);
    }
    let child = Child { given: args.given.again(), stdin: input.standard_input(), running: Running::default() };
    let running = child.running.clone();
    // Before there is a child that goes on, or a file that somebody would have to remove.
    goslice_driver::on_interrupt(move |signal| {
        let mut running = lock(&running);
        if let Some(child) = running.as_mut() {
            drop(child.kill());
            drop(child.wait());
        }
        drop(std::fs::remove_file(digest_path()));
        process::exit(128 + signal);
    })
    .map_err(Trouble::own)?;
    let mut runs = Vec::new();
    for (release, errors) in refusals {
        runs.push(match errors {
            Some(errors) => Run::refused(release, errors),
            None => child.run(release)?,
        });
    }
    for at in 1..runs.len() {
        let (before, from) = runs.split_at_mut(at);
        if let ([.., a], [b, ..]) = (before, from)
            && let (None, None) = (&a.errors, &b.errors)
            && !a.is_like(b)
        {
            child.repeat(a)?;
            child.repeat(b)?;
            let (old, new) = if a.release <= b.release { (a, b) } else { (b, a) };
            if old.is_comparable(new) && !old.release.at_least(22) && new.release.at_least(22) {
                child.try_old_loops(new, &input)?;
            }
        }
    }
    let mut between = |release| child.digest(release);
    output::print(&match args.format {
        Format::Text => diff::text(&runs, &mut between),
        Format::Json => diff::json(&runs, &mut between),
    })?;
    for run in &runs {
        let (sources, release) = (input.sources(run.release)?, run.release);
        program::with_big_stack(move || {
            output::complain(&miscompiled::warnings(&sources, release));
            Ok(())
        })?;
    }
    let comparable = |pair: &[Run]| pair[0].is_comparable(&pair[1]);
    let differ = |pair: &[Run]| {
        comparable(pair) && (!pair[0].is_like(&pair[1]) || args.strict && !pair[0].counts_like(&pair[1]))
    };
    Ok(if runs.windows(2).any(differ) {
        exit::DIFFERENT
    } else if runs.windows(2).all(comparable) {
        0
    } else {
        exit::INCOMPARABLE
    })
}

/// How often a program runs again before its output is taken for what it always prints.
const REPEATS: usize = 2;
/// The last release whose loops have one variable for all iterations.
const OLD_LOOPS: u32 = 21;

/// How to run the program in another process.
struct Child {
    given: Vec<OsString>,
    /// The program's text, if it came from standard input.
    stdin: Option<Vec<u8>>,
    running: Running,
}

impl Child {
    /// Runs the program, and once more to see its slices.
    fn run(&self, release: Release) -> Result<Run, Trouble> {
        Ok(Run { digest: self.digest(release), ..self.plain(release, None)? })
    }

    /// Runs the program again, to see whether it does the same.
    fn repeat(&self, run: &mut Run) -> Result<(), Trouble> {
        for _ in 0..REPEATS {
            run.varies = run.varies || !self.plain(run.release, None)?.is_like(run);
        }
        Ok(())
    }

    /// What a newer release does with older loops, unless the program needs newer language.
    fn try_old_loops(&self, run: &mut Run, input: &program::Input) -> Result<(), Trouble> {
        let release = run.release;
        let mut sources = input.sources(release)?;
        program::lower_language(&mut sources, OLD_LOOPS);
        let compiles = program::with_big_stack(move || Ok(goslice_driver::check_program(&sources, release).is_ok()))?;
        if run.old_loops.is_none() && compiles {
            run.old_loops = Some(Box::new(self.plain(release, Some(OLD_LOOPS))?));
        }
        Ok(())
    }

    /// Runs the program, in an older language if asked to.
    fn plain(&self, release: Release, language: Option<u32>) -> Result<Run, Trouble> {
        let mut command = Child::goslice("run", release).map_err(Trouble::own)?;
        if let Some(minor) = language {
            command.args(["--language", &minor.to_string()]);
        }
        let output = self.output(command.args(&self.given), true).map_err(Trouble::own)?;
        if output.status.code() == Some(exit::OWN.into()) && output.stderr.starts_with(INTERNAL) {
            return Err(Trouble::Own(format!("Go {release}: {}", String::from_utf8_lossy(&output.stderr).trim_end())));
        }
        Ok(Run {
            release,
            errors: None,
            stdout: diff::numbered(&output.stdout),
            stderr: diff::numbered(&Run::without_traces(output.stderr)),
            status: output.status.code().map_or_else(|| output.status.to_string(), |code| code.to_string()),
            digest: None,
            varies: false,
            old_loops: None,
        })
    }

    /// The program's slices under a release. A program that cannot be traced still has its outputs compared.
    fn digest(&self, release: Release) -> Option<Digest> {
        let path = digest_path();
        let mut command = Child::goslice("trace", release).ok()?;
        command.arg("--digest").arg(&path).args(&self.given);
        let ran = self.output(&mut command, false);
        let text = std::fs::read_to_string(&path);
        // Nothing is there if the program could not be traced.
        drop(std::fs::remove_file(&path));
        ran.ok()?;
        Digest::read(&text.ok()?)
    }

    fn goslice(command: &str, release: Release) -> io::Result<Command> {
        let mut it = Command::new(std::env::current_exe()?);
        it.args([command, "--go", &release.to_string()]);
        Ok(it)
    }

    /// What the command prints; not of which nobody needs it. Its standard input is the program's text, or nothing.
    fn output(&self, command: &mut Command, needed: bool) -> io::Result<Output> {
        command.stdin(if self.stdin.is_some() { Stdio::piped() } else { Stdio::null() });
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let (stdin, out, err) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        *lock(&self.running) = Some(child);
        let (stdout, stderr) = std::thread::scope(|scope| {
            let stderr = scope.spawn(|| read(err, needed));
            if let (Some(mut stdin), Some(text)) = (stdin, &self.stdin) {
                // The program is read before it runs; what fails here, the child tells.
                drop(stdin.write_all(text));
            }
            (read(out, needed), stderr.join())
        });
        let Some(mut child) = lock(&self.running).take() else { return Err(io::ErrorKind::Interrupted.into()) };
        let status = child.wait()?;
        Ok(Output { status, stdout: stdout?, stderr: stderr.unwrap_or_else(|panic| std::panic::resume_unwind(panic))? })
    }
}

/// All that comes from a pipe, or nothing of it.
fn read(pipe: Option<impl Read>, needed: bool) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let Some(mut pipe) = pipe else { return Ok(bytes) };
    if needed {
        pipe.read_to_end(&mut bytes)?;
    } else {
        io::copy(&mut pipe, &mut io::sink())?;
    }
    Ok(bytes)
}

/// The child that runs, for whoever has to end it.
type Running = Arc<Mutex<Option<process::Child>>>;

fn lock(running: &Running) -> MutexGuard<'_, Option<process::Child>> {
    running.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where the program's slices under a release are written, for one release at a time.
fn digest_path() -> PathBuf {
    std::env::temp_dir().join(format!("goslice-diff-{}.json", process::id()))
}

/// How a run begins to tell of a bug of goslice.
const INTERNAL: &[u8] = b"error: internal error";
