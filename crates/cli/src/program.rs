//! The Go program that a command line names: files, a folder, standard input, or statements given with `-e`.
//!
//! A program is read once, whatever the number of releases it is asked about: which files of a folder belong to it is then
//! decided for each release.

use std::ffi::{OsStr, OsString};
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use goslice::Release;
use goslice_driver::Source;

use crate::exit::Trouble;
use crate::module::Module;
use crate::statements;

/// One program, and arguments for commands that run it.
#[derive(Debug, clap::Args)]
pub(crate) struct Given {
    /// Statements to take instead of a file; what they import is found
    #[arg(short = 'e', value_name = "STATEMENTS", conflicts_with = "program")]
    statements: Option<String>,

    /// A Go file, a folder of them, or - for standard input
    #[arg(value_name = "PROGRAM", required_unless_present = "statements")]
    program: Option<PathBuf>,

    /// More Go files of the program, then its arguments; put -- before arguments that end in .go
    #[arg(value_name = "ARGS", trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<OsString>,
}

impl Given {
    /// The program, and the arguments that it sees, its own name first. As with `go run`, the files are the first arguments
    /// that end in `.go`.
    pub(crate) fn split(&self) -> Result<(Input, Vec<Vec<u8>>), Trouble> {
        let (paths, args) = self.paths_and_args();
        let name = paths.first().map_or(OsStr::new("-e"), |path| path.as_os_str());
        let argv = std::iter::once(name).chain(args.iter().map(OsString::as_os_str));
        Ok((self.input(&paths)?, argv.map(|arg| arg.as_bytes().to_vec()).collect()))
    }

    /// The program of a command that runs nothing: all arguments are files of it.
    pub(crate) fn all_files(&self) -> Result<Input, Trouble> {
        let rest = self.rest.iter().map(PathBuf::from);
        self.input(&self.program.iter().cloned().chain(rest).collect::<Vec<_>>())
    }

    /// How to give the same program and arguments to another goslice.
    pub(crate) fn again(&self) -> Vec<OsString> {
        let (paths, args) = self.paths_and_args();
        let mut again: Vec<OsString> = self.statements.iter().flat_map(|it| ["-e".into(), it.into()]).collect();
        again.extend(paths.into_iter().map(PathBuf::into_os_string));
        again.push("--".into());
        again.extend(args);
        again
    }

    fn input(&self, paths: &[PathBuf]) -> Result<Input, Trouble> {
        match &self.statements {
            Some(text) => Ok(Input::of(vec![File { path: None, source: statements::program(text) }])),
            None => Input::read(paths, false),
        }
    }

    fn paths_and_args(&self) -> (Vec<PathBuf>, Vec<OsString>) {
        let mut paths: Vec<PathBuf> = self.program.iter().cloned().collect();
        let is_go = |name: &OsStr| name.as_bytes().ends_with(b".go");
        let mut files = 0;
        if paths.first().is_some_and(|path| is_go(path.as_os_str())) && !only_args(self.rest.len()) {
            files = self.rest.iter().take_while(|arg| is_go(arg)).count();
        }
        let (more, mut args) = self.rest.split_at(files);
        paths.extend(more.iter().map(PathBuf::from));
        if let [first, rest @ ..] = args
            && first == "--"
            && files > 0
        {
            args = rest;
        }
        (paths, args.to_vec())
    }
}

/// Whether the last `count` arguments of the command line stand behind `--`, which clap takes away.
fn only_args(count: usize) -> bool {
    let line: Vec<OsString> = std::env::args_os().collect();
    count > 0 && line.len().checked_sub(count + 1).is_some_and(|at| line[at] == "--")
}

/// The name of standard input in errors and traces.
const STDIN: &str = "<stdin>";

/// A program that was read.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    files: Vec<File>,
    /// The folder that was named, if build constraints choose among its files.
    folder: Option<PathBuf>,
    /// The module of that folder.
    module: Option<Module>,
}

#[derive(Clone, Debug)]
struct File {
    /// Where it was read; `None` for standard input and statements.
    path: Option<PathBuf>,
    source: Source,
}

impl Input {
    fn of(files: Vec<File>) -> Input {
        Input { files, folder: None, module: None }
    }

    /// Reads `-`, a folder, or files. `tests` says whether files called `*_test.go` belong to a folder's program.
    pub(crate) fn read(paths: &[PathBuf], tests: bool) -> Result<Input, Trouble> {
        match paths {
            [] => Err(Trouble::Usage("no program is given".to_owned())),
            [path] if path.as_os_str() == "-" => Ok(Input::of(vec![standard_input()?])),
            [path] if path.is_dir() => folder(path, tests),
            files => Ok(Input::of(files.iter().map(|path| read_file(path)).collect::<Result<_, _>>()?)),
        }
    }

    /// The files that belong to a build under `release`.
    pub(crate) fn sources(&self, release: Release) -> Result<Vec<Source>, Trouble> {
        let Some(folder) = &self.folder else { return Ok(self.all().cloned().collect()) };
        let fits = |source: &&Source| goslice_driver::included(&source.name, &source.text, release);
        let mut sources: Vec<Source> = self.all().filter(fits).cloned().collect();
        if sources.is_empty() {
            return Err(Trouble::NoInput(format!("{}: build constraints exclude all Go files", folder.display())));
        }
        let language = self.module.as_ref().map_or(Ok(None), |module| module.language(release))?;
        sources.iter_mut().for_each(|source| source.module = language);
        Ok(sources)
    }

    /// All files that were read.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Source> {
        self.files.iter().map(|file| &file.source)
    }

    /// The program's text, if it came from standard input.
    pub(crate) fn standard_input(&self) -> Option<Vec<u8>> {
        self.files.iter().find(|file| file.path.is_none() && file.source.name == STDIN).map(|it| it.source.text.clone())
    }

    /// What was read at a path: a file, or all files of the folder.
    pub(crate) fn files_at(&self, path: &Path) -> impl Iterator<Item = &Source> {
        let files =
            self.files.iter().filter(move |it| self.folder.is_some() || it.path.as_deref().is_none_or(|it| it == path));
        files.map(|file| &file.source)
    }

    /// What must not be written to: the program's files, all Go files of its folder, and what is on standard input.
    pub(crate) fn keep(&self) -> Vec<PathBuf> {
        let mut keep: Vec<PathBuf> = self.files.iter().filter_map(|file| file.path.clone()).collect();
        if let Some(folder) = &self.folder {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
            keep.extend(entries.filter(|path| path.extension().is_some_and(|it| it == "go" || it == "mod")));
        }
        keep.push(PathBuf::from("/dev/stdin"));
        keep
    }
}

/// Makes the language of a program no newer than that of Go 1.`minor`.
pub(crate) fn lower_language(sources: &mut [Source], minor: u32) {
    for source in sources {
        source.module = Some(source.module.map_or(minor, |module| module.min(minor)));
    }
}

fn standard_input() -> Result<File, Trouble> {
    let mut text = Vec::new();
    match std::io::stdin().read_to_end(&mut text) {
        Ok(_) => Ok(File { path: None, source: Source { name: STDIN.to_owned(), text, module: None } }),
        Err(err) => Err(Trouble::NoInput(format!("standard input: {err}"))),
    }
}

fn folder(folder: &Path, tests: bool) -> Result<Input, Trouble> {
    let unreadable = |err| Trouble::NoInput(format!("{}: {err}", folder.display()));
    let mut names: Vec<OsString> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name();
        let bytes = name.as_bytes();
        let belongs = bytes.ends_with(b".go") && (tests || !bytes.ends_with(b"_test.go"));
        if belongs && !bytes.starts_with(b".") && !bytes.starts_with(b"_") {
            names.push(name);
        }
    }
    names.sort();
    if names.is_empty() {
        return Err(Trouble::NoInput(format!("{}: no Go files", folder.display())));
    }
    let files = names.into_iter().map(|name| read_file(&folder.join(name))).collect::<Result<_, _>>()?;
    Ok(Input { files, folder: Some(folder.to_owned()), module: Module::of(folder) })
}

fn read_file(path: &Path) -> Result<File, Trouble> {
    let text = std::fs::read(path).map_err(|err| Trouble::NoInput(format!("{}: {err}", path.display())))?;
    Ok(File { path: Some(path.to_owned()), source: Source { name: shown(path), text, module: None } })
}

/// A path as gc shows it in errors: `./main.go`. What is not UTF-8 is shown as the replacement character.
fn shown(path: &Path) -> String {
    let path = path.to_string_lossy();
    if path.contains('/') { path.into_owned() } else { format!("./{path}") }
}

/// Runs `f` on a thread with room for deep syntax trees.
pub(crate) fn with_big_stack<T: Send + 'static>(
    f: impl FnOnce() -> Result<T, Trouble> + Send + 'static,
) -> Result<T, Trouble> {
    const STACK_BYTES: usize = 512 << 20;
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(f);
    match thread.map_err(|err| Trouble::Own(format!("cannot start a thread: {err}")))?.join() {
        Ok(result) => result,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}
