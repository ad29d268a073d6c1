//! A real Go, where one is installed: the judge over goslice and the model.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A Go toolchain on this machine.
pub(crate) struct RealGo {
    program: PathBuf,
    /// The 24 of Go 1.24.3.
    pub(crate) minor: u8,
}

impl RealGo {
    /// Asks the `go` at `program` for its version.
    pub(crate) fn at(program: &Path) -> Result<RealGo, String> {
        let output = command(program).arg("version").output();
        let output = output.map_err(|err| format!("{}: {err}", program.display()))?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let minor = text.split_whitespace().find_map(|word| word.strip_prefix("go1.")?.split('.').next()?.parse().ok());
        let minor = minor.ok_or_else(|| format!("{}: no version in {text:?}", program.display()))?;
        Ok(RealGo { program: program.to_owned(), minor })
    }

    /// Those asked for, or the one on the PATH if none was; an empty list is fine.
    pub(crate) fn find(asked: &[PathBuf]) -> Result<Vec<RealGo>, String> {
        match asked {
            [] => Ok(RealGo::at(Path::new("go")).into_iter().collect()),
            _ => asked.iter().map(|program| RealGo::at(program)).collect(),
        }
    }

    /// What the program at `path` prints: standard output, and after it standard error.
    pub(crate) fn run(&self, path: &Path) -> Result<(String, String), String> {
        let output = command(&self.program).arg("run").arg(path).output();
        let output = output.map_err(|err| format!("{}: {err}", self.program.display()))?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok((text(&output.stdout), text(&output.stderr)))
    }

    /// What the compiler says of the program at `path` about escapes.
    pub(crate) fn escapes(&self, path: &Path) -> Result<String, String> {
        let to = path.with_extension("out");
        let output = command(&self.program).args(["build", "-gcflags=-m", "-o"]).arg(&to).arg(path).output();
        let output = output.map_err(|err| format!("{}: {err}", self.program.display()))?;
        let _ = std::fs::remove_file(to);
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() { Ok(text) } else { Err(text) }
    }
}

/// A Go that uses what it has: no other toolchain, no module, no network.
fn command(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.env("GOTOOLCHAIN", "local").env("GOPROXY", "off").env("GO111MODULE", "off").env("GOFLAGS", "");
    command
}
