//! A real Go, where one is installed: the judge over goslice and the model.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A Go toolchain on this machine.
pub(crate) struct RealGo {
    program: PathBuf,
    /// The 24 of Go 1.24.3.
    pub(crate) minor: u8,
    /// `1.24.3`
    pub(crate) release: String,
}

impl RealGo {
    /// Asks the `go` at `program` for its version.
    pub(crate) fn at(program: &Path) -> Result<RealGo, String> {
        let output = command(program).arg("version").output();
        let output = output.map_err(|err| format!("{}: {err}", program.display()))?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let release =
            text.split_whitespace().find_map(|word| word.strip_prefix("go").filter(|it| it.starts_with("1.")));
        let minor = release.and_then(|release| release.split('.').nth(1)?.parse().ok());
        let (Some(release), Some(minor)) = (release, minor) else {
            return Err(format!("{}: no version in {text:?}", program.display()));
        };
        Ok(RealGo { program: program.to_owned(), minor, release: release.to_owned() })
    }

    /// Those asked for, or the one on the PATH if none was; an empty list is fine.
    pub(crate) fn find(asked: &[PathBuf]) -> Result<Vec<RealGo>, String> {
        match asked {
            [] => Ok(RealGo::at(Path::new("go")).into_iter().collect()),
            _ => asked.iter().map(|program| RealGo::at(program)).collect(),
        }
    }

    /// Its compiler and linker, which work in a folder of their own below `folder`.
    pub(crate) fn toolchain(&self, folder: &Path) -> Result<Toolchain, String> {
        let folder = folder.join(format!("go{}", self.release));
        std::fs::create_dir_all(&folder).map_err(|err| err.to_string())?;
        let tools = PathBuf::from(self.ask(&["env", "GOTOOLDIR"])?.trim());
        let format = "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}";
        let packages = self.ask(&["list", "-deps", "-export", "-f", format, "runtime"])?;
        Ok(Toolchain { tools, folder, packages })
    }

    fn ask(&self, args: &[&str]) -> Result<String, String> {
        let output = command(&self.program).args(args).output();
        finished(output.map_err(|err| format!("{}: {err}", self.program.display()))?)
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

/// What a command printed, if it was successful.
fn finished(output: std::process::Output) -> Result<String, String> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    match output.status.success() {
        true => Ok(text(&output.stdout)),
        false => Err(text(&output.stdout) + &text(&output.stderr)),
    }
}

/// The compiler and the linker of a Go, called without the `go` command: many programs are one executable.
pub(crate) struct Toolchain {
    tools: PathBuf,
    folder: PathBuf,
    /// Where the compiled packages are that programs may import: package runtime, and what it imports.
    packages: String,
}

impl Toolchain {
    /// What each of these programs prints to standard error. They import no more than package runtime.
    pub(crate) fn run_all(&self, programs: &[String]) -> Result<Vec<String>, String> {
        let mut packages = self.packages.clone();
        let (mut imports, mut calls) = (String::new(), String::new());
        for (at, program) in programs.iter().enumerate() {
            let text = program.replacen("package main\n", &format!("package p{at}\n"), 1).replacen(
                "\nfunc main() {",
                "\nfunc Main() {",
                1,
            );
            let archive = self.compile(&format!("p{at}"), &text, &self.packages)?;
            let _ = writeln!(packages, "packagefile p{at}={}", archive.display());
            let _ = writeln!(imports, "import \"p{at}\"");
            let _ = writeln!(calls, "\tprintln(\"{MARK}\")\n\tp{at}.Main()");
        }
        let main =
            self.compile("main", &format!("package main\n\n{imports}\nfunc main() {{\n{calls}}}\n"), &packages)?;
        let (list, executable) = (self.write("link.cfg", &packages)?, self.folder.join("out"));
        let mut link = Command::new(self.tools.join("link"));
        link.arg("-importcfg").arg(list).args(["-s", "-w", "-o"]).arg(&executable).arg(main);
        finished(link.output().map_err(|err| format!("link: {err}"))?)?;
        let output = Command::new(&executable).env("GOGC", "off").output();
        let output = output.map_err(|err| format!("{}: {err}", executable.display()))?;
        let text = String::from_utf8_lossy(&output.stderr);
        let outputs: Vec<String> = text.split(&format!("{MARK}\n")).skip(1).map(str::to_owned).collect();
        match outputs.len() == programs.len() && output.status.success() {
            true => Ok(outputs),
            false => Err(format!("a program died:\n{}", &text[text.len().saturating_sub(2000)..])),
        }
    }

    fn compile(&self, package: &str, text: &str, packages: &str) -> Result<PathBuf, String> {
        let (source, list) = (self.write(&format!("{package}.go"), text)?, self.write("compile.cfg", packages)?);
        let archive = self.folder.join(format!("{package}.a"));
        let mut compile = Command::new(self.tools.join("compile"));
        compile.args(["-p", package, "-pack", "-complete", "-importcfg"]).arg(list).arg("-o").arg(&archive).arg(source);
        finished(compile.output().map_err(|err| format!("compile: {err}"))?)?;
        Ok(archive)
    }

    fn write(&self, name: &str, text: &str) -> Result<PathBuf, String> {
        let path = self.folder.join(name);
        std::fs::write(&path, text).map_err(|err| format!("{}: {err}", path.display()))?;
        Ok(path)
    }
}

/// The line before what a program prints.
const MARK: &str = "== next";
