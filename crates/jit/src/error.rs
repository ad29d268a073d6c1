//! Why a function could not be compiled. Each is an internal error or a limit of the machine, never the user's mistake.

use std::fmt;

/// A failure to compile.
#[derive(Debug)]
pub enum Error {
    /// The function is not what the back end accepts: a bug in an earlier phase. Function's name and what was wrong.
    Invalid { func: String, reason: String },
    /// Cranelift refused the code. Function's name and Cranelift's message.
    Backend { func: String, reason: String },
    /// The variables of one function take more than 120 MiB of stack. Function's name and bytes.
    FrameTooLarge { func: String, bytes: u64 },
    /// The arena is full, or the system gives no memory for it.
    Memory(std::io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Invalid { func, reason } => write!(f, "internal error: {func}: {reason}"),
            Error::Backend { func, reason } => write!(f, "internal error: {func}: code generation failed: {reason}"),
            Error::FrameTooLarge { func, bytes } => {
                write!(f, "the variables of {func} take {bytes} bytes of stack, of 120 MiB at most")
            }
            Error::Memory(error) => write!(f, "no memory for machine code: {error}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Error {
        Error::Memory(error)
    }
}
