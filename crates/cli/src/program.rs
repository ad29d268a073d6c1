//! The Go program that a command line names: a file, a folder, standard input, or statements given with `-e`.

use std::io::Read;
use std::path::Path;

use goslice::Release;
use goslice_driver::Source;

/// What a command takes that reads one program.
#[derive(Debug, clap::Args)]
pub(crate) struct Given {
    /// Statements to take instead of a file; what they import is found
    #[arg(short = 'e', value_name = "STATEMENTS", conflicts_with = "program")]
    statements: Option<String>,

    /// A Go file, a folder of them, or - for standard input
    #[arg(value_name = "PROGRAM", required_unless_present = "statements")]
    program: Option<String>,
}

impl Given {
    /// The program's files, as a build under `release` takes them.
    pub(crate) fn sources(&self, release: Release) -> Result<Vec<Source>, String> {
        match (&self.statements, &self.program) {
            (Some(statements), _) => Ok(from_statements(statements)),
            (None, Some(path)) => read(path, release, false),
            (None, None) => Err("no program".to_owned()),
        }
    }

    /// What the program sees as its own name.
    pub(crate) fn name(&self) -> &str {
        self.program.as_deref().unwrap_or("-e")
    }
}

/// Reads the files of a program; of a folder those that belong to a build under `release`. `tests` says whether files called `*_test.go` belong to it.
pub(crate) fn read(path: &str, release: Release, tests: bool) -> Result<Vec<Source>, String> {
    if path == "-" {
        let mut text = Vec::new();
        std::io::stdin().read_to_end(&mut text).map_err(|err| format!("standard input: {err}"))?;
        return Ok(vec![Source { name: "<stdin>".to_owned(), text }]);
    }
    let at = Path::new(path);
    if !at.is_dir() {
        return Ok(vec![read_file(at, &shown(path))?]);
    }
    let entries = std::fs::read_dir(at).map_err(|err| format!("{path}: {err}"))?;
    let mut names: Vec<String> = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|err| format!("{path}: {err}"))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".go") && (tests || !name.ends_with("_test.go")) && !name.starts_with(['.', '_']) {
            names.push(name);
        }
    }
    names.sort();
    if names.is_empty() {
        return Err(format!("{path}: no Go files"));
    }
    let mut sources = Vec::new();
    for name in &names {
        let source = read_file(&at.join(name), &shown(&at.join(name).to_string_lossy()))?;
        if goslice_driver::included(name, &source.text, release) {
            sources.push(source);
        }
    }
    if sources.is_empty() {
        return Err(format!("{path}: build constraints exclude all Go files"));
    }
    Ok(sources)
}

fn read_file(path: &Path, name: &str) -> Result<Source, String> {
    let text = std::fs::read(path).map_err(|err| format!("{}: {err}", path.display()))?;
    Ok(Source { name: name.to_owned(), text })
}

/// A path as gc shows it in errors: `./main.go`.
fn shown(path: &str) -> String {
    if path.contains('/') { path.to_owned() } else { format!("./{path}") }
}

/// Statements as a program: wrapped in a main function, with the imports that they need.
fn from_statements(statements: &str) -> Vec<Source> {
    let imports: Vec<String> = goslice_driver::std_packages()
        .chain(std::iter::once("unsafe"))
        .filter(|path| uses_package(statements, path.rsplit('/').next().unwrap_or(path)))
        .map(|path| format!("import {path:?};"))
        .collect();
    // A directive: positions count from the statements' own first line, whatever is imported.
    let text = format!("package main; {} func main() {{\n//line -e:1:1\n{statements}\n}}\n", imports.join(" "));
    vec![Source { name: "-e".to_owned(), text: text.into_bytes() }]
}

/// Whether `name.` stands in the text as a word of its own, outside of string literals.
fn uses_package(text: &str, name: &str) -> bool {
    let mut outside = String::new();
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match quote {
            None if matches!(c, '"' | '`' | '\'') => quote = Some(c),
            None => outside.push(c),
            Some(q) if c == q => quote = None,
            Some('`') => {}
            Some(_) if c == '\\' => drop(chars.next()),
            Some(_) => {}
        }
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    outside
        .match_indices(name)
        .any(|(at, _)| outside[at + name.len()..].starts_with('.') && !outside[..at].ends_with(is_word))
}

/// Runs `f` on a thread with room for deep syntax trees.
pub(crate) fn with_big_stack<T: Send + 'static>(f: impl FnOnce() -> T + Send + 'static) -> T {
    const STACK_BYTES: usize = 512 << 20;
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(f).expect("a thread");
    match thread.join() {
        Ok(value) => value,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

#[cfg(test)]
mod tests {
    use super::uses_package;

    #[test]
    fn packages_are_found_as_words_outside_strings() {
        assert!(uses_package("fmt.Println(1)", "fmt"));
        assert!(!uses_package("xfmt.Println(1)", "fmt"));
        assert!(!uses_package(r#"println("fmt.x")"#, "fmt"));
        assert!(uses_package(r#"println("\""); os.Exit(1)"#, "os"));
    }
}
