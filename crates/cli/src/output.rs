//! All that goslice writes to standard output and error goes through here: in colour on a terminal, plain elsewhere.
//!
//! `print!` and its kin are not used, for they panic when the disk is full or the reader has gone; tidy checks that.

use std::io::{self, Write};

use crate::exit::{Ending, Trouble};

/// Prints a result. A reader that has seen enough, such as `head`, is no error.
pub(crate) fn print(text: &str) -> Ending {
    finish(write(anstream::stdout(), text)).map(|()| 0)
}

/// Says something on standard error. Nobody could be told when that fails.
pub(crate) fn complain(text: &str) {
    drop(write(anstream::stderr(), text));
}

/// Whether standard error is a terminal, with somebody in front of it.
pub(crate) fn complaints_are_seen() -> bool {
    anstream::stderr().is_terminal()
}

/// What the result of writing a result means.
pub(crate) fn finish(written: io::Result<()>) -> Result<(), Trouble> {
    match written {
        Err(err) if err.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(err) => Err(Trouble::Own(format!("cannot write: {err}"))),
        Ok(()) => Ok(()),
    }
}

fn write(mut out: impl Write, text: &str) -> io::Result<()> {
    out.write_all(text.as_bytes())?;
    out.flush()
}
