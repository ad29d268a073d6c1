//! A trace written as JSON lines while the program runs, and read again.

use std::io::{self, BufRead, Write};

use goslice::{Policy, Release};

use crate::line::{Line, Start};
use crate::run::Run;
use crate::{Event, Sink};

/// Writes the events of a run, runs of them as one line each.
#[derive(Debug)]
pub struct JsonLines<W> {
    out: W,
    error: Option<io::Error>,
    /// Whether each event is a line.
    every: bool,
    pending: Option<Run>,
}

impl<W: Write> JsonLines<W> {
    /// A sink that writes to `out`, which is best buffered. The first line says that it is a trace of `release`.
    pub fn new(out: W, release: Release) -> JsonLines<W> {
        let mut lines = JsonLines { out, error: None, every: false, pending: None };
        lines.write(&Start::new(release));
        lines
    }

    /// The same, with a line for each event.
    pub fn every(mut self) -> JsonLines<W> {
        self.every = true;
        self
    }

    /// Writes lines that do not come from the run. They end with a newline.
    pub fn say(&mut self, lines: &str) {
        self.write_pending();
        if self.error.is_none() {
            self.error = self.out.write_all(lines.as_bytes()).err();
        }
    }

    /// The first error of the writes so far; after it nothing is written.
    pub fn error(&self) -> Option<&io::Error> {
        self.error.as_ref()
    }

    /// Flushes, and gives what was written to, or the first error of the writes.
    pub fn into_inner(mut self) -> io::Result<W> {
        self.write_pending();
        match self.error.take() {
            Some(error) => Err(error),
            None => self.out.flush().map(|()| self.out),
        }
    }

    fn write_pending(&mut self) {
        if let Some(run) = self.pending.take() {
            self.write(&Line::new(&run));
        }
    }

    fn write(&mut self, line: &impl serde::Serialize) {
        if self.error.is_some() {
            return;
        }
        // In one piece: a buffer that is full is then written up to the end of a line.
        let bytes = serde_json::to_vec(line).map_err(io::Error::from).map(|mut bytes| {
            bytes.push(b'\n');
            bytes
        });
        self.error = bytes.and_then(|bytes| self.out.write_all(&bytes)).err();
    }
}

impl<W: Write> Sink for JsonLines<W> {
    fn event(&mut self, event: &Event) {
        if !self.every && self.pending.as_mut().is_some_and(|run| run.absorb(event)) {
            return;
        }
        self.write_pending();
        self.pending = Some(Run::new(event.clone()));
    }
}

/// An event as one JSON object, as [`JsonLines`] writes it.
pub fn json(event: &Event) -> serde_json::Value {
    serde_json::to_value(Line::new(&Run::new(event.clone()))).unwrap_or_default()
}

/// Reads a trace: its events one by one, those of runs in full.
///
/// # Errors
///
/// What is no trace, or one of another schema, and lines that are not what the schema says, with their number.
pub fn read(from: impl BufRead) -> io::Result<impl Iterator<Item = io::Result<Event>>> {
    let mut lines = from.lines().zip(1..);
    let wrong = |number: usize, why: &str| io::Error::new(io::ErrorKind::InvalidData, format!("line {number}: {why}"));
    let (first, _) = lines.next().ok_or_else(|| wrong(1, "the trace is empty"))?;
    let start: Start = serde_json::from_str(&first?).map_err(|err| wrong(1, &err.to_string()))?;
    let policy = start.policy().map_err(|why| wrong(1, &why))?;
    Ok(lines.flat_map(move |(line, number)| {
        let run = line.and_then(|line| run(&line, &policy).map_err(|why| wrong(number, &why)));
        let (events, error) = match run {
            Ok(run) => (run, None),
            Err(err) => (None, Some(Err(err))),
        };
        error.into_iter().chain(events.into_iter().flat_map(move |run| run.events(&policy).map(Ok).collect::<Vec<_>>()))
    }))
}

/// What a line tells of the run; nothing if it is a line of another kind.
fn run(line: &str, policy: &Policy) -> Result<Option<Run>, String> {
    #[derive(serde::Deserialize)]
    struct Any {
        event: String,
    }
    let any: Any = serde_json::from_str(line).map_err(|err| err.to_string())?;
    if !Line::is_operation(&any.event) {
        return Ok(None);
    }
    serde_json::from_str::<Line>(line).map_err(|err| err.to_string())?.run(policy).map(Some)
}
