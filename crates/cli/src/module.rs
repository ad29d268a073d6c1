//! go.mod: the `go` line of the module that a folder belongs to decides the language of the program, whatever newer language
//! the release has.
//!
//! As with the go command, that holds for folders: files that are named one by one, and what comes from standard input, are
//! compiled in the release's own language (`go run main.go` gives the compiler no `-lang`; measured with 1.19, 1.21.13,
//! 1.22.10 and 1.27.3).
//!
//! The point release of a `go` line (`go 1.26.9`) decides nothing. The go command refuses to run when it is older than that;
//! here `--go 1.26` stands for all of 1.26 but where its point releases differ, and a program must not fail because goslice is
//! older than its go.mod. `toolchain` lines are not read, as under `GOTOOLCHAIN=local`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use goslice::Release;

use crate::exit::Trouble;

/// The language of modules without a `go` line.
const WITHOUT_LINE: u32 = 16;

/// The first release that knows the `go` line.
const SINCE: u32 = 12;

/// A go.mod.
#[derive(Clone, Debug)]
pub(crate) struct Module {
    /// As errors show it.
    name: String,
    /// What follows `go`, and the line that it is on.
    go: Option<(String, usize)>,
}

impl Module {
    /// The module of a folder: go.mod there or in the nearest folder above.
    pub(crate) fn of(folder: &Path) -> Option<Module> {
        if env::var_os("GO111MODULE").is_some_and(|value| value == "off") {
            return None;
        }
        let start = folder.canonicalize().ok()?;
        let found = start.ancestors().map(|folder| folder.join("go.mod")).find(|file| file.is_file())?;
        // The go command ignores that one too.
        if found.parent() == env::temp_dir().canonicalize().ok().as_deref() {
            return None;
        }
        let text = String::from_utf8_lossy(&fs::read(&found).ok()?).into_owned();
        Some(Module { name: shown(&found, &start), go: go_line(&text) })
    }

    /// The minor version that the compiler of a release is told, if any.
    pub(crate) fn language(&self, release: Release) -> Result<Option<u32>, Trouble> {
        let minor = u32::from(release.minor());
        if minor < SINCE {
            return Ok(None);
        }
        let Some((version, line)) = &self.go else { return Ok(Some(WITHOUT_LINE.min(minor))) };
        let Some(language) = language(version, minor) else {
            let format = if minor < 22 { "1.23" } else { "1.23.0" };
            return Err(Trouble::Compile(format!(
                "go: errors parsing go.mod:\n{}:{line}: invalid go version '{version}': must match format {format}\n",
                self.name
            )));
        };
        // Older releases try.
        if minor >= 21 && language > minor {
            return Err(Trouble::Compile(format!(
                "go: {} requires go >= {version} (running go {release}; GOTOOLCHAIN=local)\n",
                self.name
            )));
        }
        Ok(Some(language))
    }
}

/// `go.mod`, or `../go.mod` seen from the folder.
fn shown(found: &Path, start: &Path) -> String {
    let up = start.ancestors().position(|folder| found.parent() == Some(folder)).unwrap_or(0);
    let path: PathBuf = std::iter::repeat_n("..", up).chain(std::iter::once("go.mod")).collect();
    path.display().to_string()
}

/// The `go` line of a go.mod, with its number.
fn go_line(text: &str) -> Option<(String, usize)> {
    text.lines().enumerate().find_map(|(at, line)| {
        let line = line.split("//").next().unwrap_or_default();
        match line.split_whitespace().collect::<Vec<_>>()[..] {
            ["go", version] => Some((version.trim_matches(['"', '`']).to_owned(), at + 1)),
            _ => None,
        }
    })
}

/// The minor version of `1.20`, and from Go 1.21 on of `1.20.3` and `1.21rc1` too.
fn language(version: &str, release: u32) -> Option<u32> {
    let rest = version.strip_prefix("1.")?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (minor, rest) = rest.split_at(digits);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let candidate = rest.strip_prefix("rc").or_else(|| rest.strip_prefix("beta")).or_else(|| rest.strip_prefix('.'));
    let known = rest.is_empty() || release >= 21 && candidate.is_some_and(is_number);
    minor.parse().ok().filter(|_| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn go_lines_are_read_as_the_go_command_does() {
        assert_eq!(go_line("module m\n\ngo 1.20 // old\n"), Some(("1.20".to_owned(), 3)));
        assert_eq!(go_line("module go\n// go 1.5\nrequire (\n)\n"), None);
        assert_eq!(language("1.20", 19), Some(20));
        assert_eq!((language("1.20.3", 20), language("1.20.3", 21)), (None, Some(20)));
        assert_eq!((language("1.21rc1", 20), language("1.21rc1", 22)), (None, Some(21)));
        assert_eq!((language("2", 27), language("1.x", 27), language("1.", 27)), (None, None, None));
    }
}
