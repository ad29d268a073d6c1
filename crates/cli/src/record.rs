//! Where a trace is written, and the record of a run that is written there when the run ends, in whatever way.

use std::fs::{File, Metadata};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use goslice::Release;
use goslice_explain::trace::World;
use goslice_trace::{Event, JsonLines, Sink};

use crate::exit::{self, Trouble};
use crate::output;
use crate::program::Input;

/// Where a trace goes.
#[derive(Debug)]
pub(crate) enum Target {
    Stderr,
    Stdout,
    File(PathBuf),
}

/// An open target; text sent to it may have colours.
pub(crate) type Out = Box<dyn Write + Send>;

impl Target {
    /// Reads `--out`. What the program is read from is refused under any of its names, for opening it would empty it.
    pub(crate) fn choose(out: Option<&Path>, input: &Input) -> Result<Target, Trouble> {
        let path = match out {
            None => return Ok(Target::Stderr),
            Some(path) if path.as_os_str() == "-" => return Ok(Target::Stdout),
            Some(path) => path,
        };
        let Ok(found) = path.metadata() else { return Ok(Target::File(path.to_owned())) };
        let is_regular = !found.file_type().is_char_device() && !found.file_type().is_fifo();
        let same = |other: &Path| other.metadata().is_ok_and(|other| is_regular && is_one_file(&found, &other));
        if input.keep().iter().any(|kept| same(kept)) {
            return Err(refused(path, "it would overwrite the program"));
        }
        if path.extension().is_some_and(|extension| extension == "go") {
            return Err(refused(path, "it would overwrite a Go file"));
        }
        if same(Path::new("/dev/stdout")) || same(Path::new("/dev/stderr")) {
            return Err(refused(path, "the program writes there; use --out - for standard output"));
        }
        Ok(Target::File(path.to_owned()))
    }

    pub(crate) fn open(self) -> Result<Out, Trouble> {
        match self {
            Target::Stderr => Ok(Box::new(anstream::stderr())),
            Target::Stdout => Ok(Box::new(anstream::stdout())),
            Target::File(path) => match File::create(&path) {
                Ok(file) => Ok(Box::new(anstream::StripStream::new(file))),
                Err(err) => Err(Trouble::Own(format!("{}: {err}", path.display()))),
            },
        }
    }
}

fn refused(path: &Path, why: &str) -> Trouble {
    Trouble::Usage(format!("--out {}: {why}", path.display()))
}

/// Hard and symbolic links are other names of one file.
fn is_one_file(a: &Metadata, b: &Metadata) -> bool {
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

/// What is known of a run, and where to write it.
pub(crate) enum Record {
    /// Text is written when the run has ended.
    Text(World, Out),
    /// Each run of events is a line, written in whole lines.
    Json(Box<JsonLines<BufWriter<Out>>>),
}

impl Record {
    pub(crate) fn text(mut out: Out, warnings: &str) -> io::Result<Record> {
        out.write_all(warnings.as_bytes())?;
        Ok(Record::Text(World::default(), out))
    }

    /// `every`: a line for each event, also where many follow each other that are alike. `warnings` are lines too.
    pub(crate) fn json(out: Out, release: Release, every: bool, warnings: &str) -> Record {
        let lines = JsonLines::new(BufWriter::new(out), release);
        let mut lines = if every { lines.every() } else { lines };
        lines.say(warnings);
        Record::Json(Box::new(lines))
    }

    /// Writes what is left, and gives what it was written to.
    fn finish(self) -> io::Result<Out> {
        match self {
            Record::Text(world, mut out) => {
                out.write_all(world.text().as_bytes())?;
                out.flush()?;
                Ok(out)
            }
            Record::Json(lines) => Ok(lines.into_inner()?.into_parts().0),
        }
    }
}

/// A sink that the thread of the run and that of the signals share: whoever ends the run writes the record.
#[derive(Clone, Default)]
pub(crate) struct Recorder(Arc<Shared>);

#[derive(Default)]
struct Shared {
    record: Mutex<Option<Record>>,
    /// A signal ends the run. The lock alone would not do: it is not fair, and a run that appends all the time would take it
    /// again and again before the thread of the signals is awake.
    is_ending: AtomicBool,
}

impl Recorder {
    /// From now on a signal that asks the process to end writes what is known, and then ends it with 128 and the signal's
    /// number, as shells show the end of a program by a signal.
    pub(crate) fn new() -> Result<Recorder, Trouble> {
        let recorder = Recorder::default();
        let shared = recorder.clone();
        let end = move |signal: i32| {
            shared.0.is_ending.store(true, Ordering::Relaxed);
            // Held until the end: the run waits at its next event, and can write nothing after this.
            let mut record = shared.lock();
            if let Some(record) = record.take()
                && let Err(trouble) = output::finish(record.finish().map(drop))
            {
                exit::end(Err(trouble));
            }
            process::exit(128 + signal);
        };
        goslice_driver::on_interrupt(end).map_err(|err| Trouble::Own(format!("cannot start a thread: {err}")))?;
        Ok(recorder)
    }

    pub(crate) fn begin(&self, record: Record) {
        *self.lock() = Some(record);
    }

    /// Writes the record at the end of the run. Gives what it was written to, for what is to follow it there.
    pub(crate) fn finish(&self) -> Result<Option<Out>, Trouble> {
        let Some(record) = self.lock().take() else { return Ok(None) };
        match record.finish() {
            Ok(out) => Ok(Some(out)),
            Err(err) => output::finish(Err(err)).map(|()| None),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Record>> {
        self.0.record.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Recorder {
    fn event(&mut self, event: &Event) {
        while self.0.is_ending.load(Ordering::Relaxed) {
            thread::park();
        }
        match &mut *self.lock() {
            None => {}
            Some(Record::Text(world, _)) => world.event(event),
            Some(Record::Json(lines)) => {
                lines.event(event);
                if let Some(err) = lines.error() {
                    abandon(err);
                }
            }
        }
    }
}

/// A run whose trace cannot be written is of no use, and might never end by itself. When nobody reads it any more, the end is
/// that of a program that SIGPIPE ended.
fn abandon(err: &io::Error) -> ! {
    if err.kind() == io::ErrorKind::BrokenPipe {
        process::exit(exit::UNREAD.into());
    }
    output::complain(&format!("error: cannot write the trace: {err}\n"));
    process::exit(exit::OWN.into());
}
