//! Advice behind a trace: what is needed to run the traced program again, and running it in processes of its own.
//!
//! A process can be ended when it takes too long, and whatever the edited program does, it does not do it to this one. Its
//! streams are pipes: nothing of it reaches the terminal.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use goslice::Release;
use goslice_advice::{Facts, Rerun, Run};
use goslice_driver::{Report, Source};

use crate::cmd::rerun::Request;
use crate::values::Format;

/// Standard input that is kept for other runs.
pub(crate) const INPUT_MAX: usize = 1 << 20;

/// A program that took more is not run again: nobody waits for a dozen runs of it.
const CPU_MAX: Duration = Duration::from_secs(1);

/// When an edited program is ended. The edit must not make it slower, but machines are busy.
const DEADLINE: Duration = Duration::from_secs(20);

/// All runs together.
const ALL_RUNS: Duration = Duration::from_secs(40);

/// Bytes of output that are compared.
const OUTPUT_MAX: u64 = 16 << 20;

/// A traced program.
pub(crate) struct Traced {
    pub(crate) files: Vec<Source>,
    pub(crate) release: Release,
    pub(crate) args: Vec<Vec<u8>>,
}

impl Traced {
    /// The edits that stand the test of another run, as text or as JSON lines.
    pub(crate) fn advice(&self, facts: &Facts, report: &Report, format: Format) -> String {
        let Some(input) = &report.input else { return String::new() };
        if cpu_time().is_none_or(|time| time > CPU_MAX) {
            return String::new();
        }
        let candidates = goslice_advice::candidates(&self.files, self.release, facts);
        let mut runs = Runs { traced: self, input, until: Instant::now() + ALL_RUNS };
        let advice = goslice_advice::check(&self.files, candidates, (facts, report.outcome.exit_code()), &mut runs);
        match format {
            Format::Text if advice.is_empty() => String::new(),
            Format::Text => format!("\n{}", goslice_advice::text(&advice, &self.files)),
            Format::Json => {
                goslice_advice::json(&advice, &self.files).iter().map(|object| format!("{object}\n")).collect()
            }
        }
    }
}

/// The processor time of this process: on a busy machine, too, it says how long a program runs.
fn cpu_time() -> Option<Duration> {
    // The fields follow the command's name, which is in parentheses; ticks of user and system time are the 12th and 13th.
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = stat.rsplit(')').next()?.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    const MILLIS_PER_TICK: u64 = 10;
    Some(Duration::from_millis((ticks()? + ticks()?) * MILLIS_PER_TICK))
}

struct Runs<'a> {
    traced: &'a Traced,
    input: &'a [u8],
    until: Instant,
}

impl Rerun for Runs<'_> {
    fn run(&mut self, files: &[Source]) -> Option<Run> {
        let until = self.until.min(Instant::now() + DEADLINE);
        let mark = format!("goslice-facts-{}-{:?}", std::process::id(), until);
        let request = Request { release: self.traced.release, args: &self.traced.args, files, mark: &mark };
        let mut command = Command::new(std::env::current_exe().ok()?);
        command.arg("rerun").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().ok()?;
        let result = converse(&mut child, [request.bytes(), self.input.to_vec()].concat(), until);
        // Ends it if it still runs; it is waited for in any case.
        let _ = child.kill();
        let status = child.wait().ok()?.code()?;
        let (stdout, mut stderr) = result?;
        let mark = format!("{mark}\n").into_bytes();
        let at = stderr.windows(mark.len()).rposition(|bytes| bytes == mark)?;
        let facts = Facts::read(&serde_json::from_slice(&stderr[at + mark.len()..]).ok()?)?;
        stderr.truncate(at);
        Some(Run { stdout, stderr, status, facts })
    }
}

/// Gives a process its input and takes its output and errors, until it has ended. `None` if that takes too long, or is too
/// much.
fn converse(child: &mut Child, input: Vec<u8>, until: Instant) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut stdin = child.stdin.take()?;
    // A program need not read its input.
    std::thread::spawn(move || drop(stdin.write_all(&input)));
    let stdout = reader(child.stdout.take()?);
    let stderr = reader(child.stderr.take()?);
    let rest = || until.saturating_duration_since(Instant::now());
    let stdout = stdout.recv_timeout(rest()).ok()??;
    let stderr = stderr.recv_timeout(rest()).ok()??;
    while child.try_wait().ok()?.is_none() {
        if rest().is_zero() {
            return None;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    Some((stdout, stderr))
}

fn reader(from: impl Read + Send + 'static) -> mpsc::Receiver<Option<Vec<u8>>> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = from.take(OUTPUT_MAX + 1).read_to_end(&mut bytes);
        let whole = read.is_ok() && bytes.len() as u64 <= OUTPUT_MAX;
        // Nobody listens any more once time is up.
        let _ = sender.send(whole.then_some(bytes));
    });
    receiver
}
