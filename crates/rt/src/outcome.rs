//! How a run ends.

/// How a run of a Go program ended. Only the command line turns this into the end of the process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// `main` returned.
    Returned,
    /// `os.Exit` with this status.
    Exit(i32),
    /// A panic that nothing recovered; it has been printed.
    Panic,
    /// A fatal error, such as a stack overflow; it has been printed.
    Fatal,
    /// The program needs more than goslice has room for: of what.
    Limit(String),
    /// A bug in goslice itself: what went wrong.
    Internal(String),
}

/// What a callback on the host's stack unwinds with (`std::panic::resume_unwind`) to end the run as [`Outcome::Limit`].
#[derive(Debug)]
pub struct Limit(pub String);

impl Outcome {
    /// The exit status of a Go program that ended so; 70 (`EX_SOFTWARE`) for [`Outcome::Limit`] and
    /// [`Outcome::Internal`], which Go does not have.
    pub fn exit_code(&self) -> i32 {
        match self {
            Outcome::Returned => 0,
            Outcome::Exit(code) => *code,
            Outcome::Panic | Outcome::Fatal => 2,
            Outcome::Limit(_) | Outcome::Internal(_) => 70,
        }
    }
}
