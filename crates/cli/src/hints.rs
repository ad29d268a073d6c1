//! What people type who know other commands: `goslice help cap`, `goslice main.go`, `go test -run`.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The command line, with other ways to say the same made into goslice's: `help cap`, and `-run` for tests.
pub(crate) fn arguments(line: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut line: Vec<OsString> = line.collect();
    match line.get(1).and_then(|command| command.to_str()) {
        Some("help") => {
            line.remove(1);
            line.insert(line.len().min(2), "--help".into());
            line.truncate(3);
        }
        Some("test") => {
            for arg in line.iter_mut().skip(2) {
                if arg == "-run" {
                    *arg = "--run".into();
                } else if let Some(value) = arg.to_str().and_then(|arg| arg.strip_prefix("-run=")) {
                    *arg = format!("--run={value}").into();
                }
            }
        }
        _ => {}
    }
    line
}

/// A program where a command should be: says how to run and trace it.
pub(crate) fn with_hint(mut err: clap::Error) -> clap::Error {
    if err.kind() == ErrorKind::InvalidSubcommand
        && let Some(ContextValue::String(name)) = err.get(ContextKind::InvalidSubcommand)
        && is_program(OsStr::new(name))
    {
        let hint = format!("to run it: goslice run {name}; to see its slices: goslice trace {name}");
        err.remove(ContextKind::SuggestedSubcommand);
        err.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![hint.into()]));
    }
    err
}

fn is_program(name: &OsStr) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "go") || Path::new(name).is_dir()
}

#[cfg(test)]
mod tests {
    use super::arguments;

    fn line(text: &str) -> String {
        let line = arguments(text.split(' ').map(Into::into));
        line.join(std::ffi::OsStr::new(" ")).into_string().unwrap_or_default()
    }

    #[test]
    fn help_is_taken_for_the_option_and_run_for_that_of_tests() {
        assert_eq!(line("goslice help"), "goslice --help");
        assert_eq!(line("goslice help cap"), "goslice cap --help");
        assert_eq!(line("goslice help cap run"), "goslice cap --help");
        assert_eq!(line("goslice test -run A x_test.go"), "goslice test --run A x_test.go");
        assert_eq!(line("goslice test -run=A"), "goslice test --run=A");
        assert_eq!(line("goslice run x.go -run A"), "goslice run x.go -run A", "the program's own");
    }
}
