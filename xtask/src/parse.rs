//! `cargo xtask parse DIR...`: does our parser take real Go? And `cargo xtask errors FILE...`: what does it say?
//!
//! Files below a `testdata` directory, and files of Go's `test` directory that say `errorcheck` or are only comments that
//! drive a test (`compiledir`), do not parse on purpose: they are counted apart.

use goslice_syntax::source::SourceMap;
use goslice_syntax::{NodeIds, invariants, parse_file};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Parses all Go files below the directories `dirs`. An error if any does not parse that is not broken on purpose.
pub(crate) fn run(dirs: &[String]) -> Result<(), String> {
    if dirs.is_empty() {
        return Err("usage: cargo xtask parse DIR...".to_owned());
    }
    let mut files = vec![];
    for dir in dirs {
        go_files(Path::new(dir), &mut files).map_err(|error| format!("{dir}: {error}"))?;
    }
    files.sort();

    let mut parsed = 0;
    let mut broken_on_purpose = 0;
    let mut missed = 0;
    let mut bytes = 0;
    let mut spent = Duration::ZERO;
    for path in &files {
        let text = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut map = SourceMap::new();
        let base = map.add(&path.display().to_string(), &text);
        let start = Instant::now();
        let mut ids = NodeIds::new();
        let (file, errors) = parse_file(base, &text, &mut ids);
        spent += start.elapsed();
        bytes += text.len();
        invariants::check(&file, base, &text, ids.count(), errors.is_empty())
            .map_err(|broken| format!("{}: {broken}", path.display()))?;
        let Some(first) = errors.first() else {
            parsed += 1;
            continue;
        };
        let purpose = if is_broken_on_purpose(path, &text) {
            broken_on_purpose += 1;
            "broken on purpose: "
        } else {
            missed += 1;
            ""
        };
        println!("{purpose}{}: {}", map.position(first.pos), first.text(&map));
    }
    println!("{parsed} of {} files parsed; of the rest {broken_on_purpose} are broken on purpose", files.len());
    println!("{:.1} MB in {:.2} s", bytes as f64 / 1e6, spent.as_secs_f64());
    if missed > 0 { Err(format!("{missed} files missed")) } else { Ok(()) }
}

/// Prints the errors of each of `args`, files, as gc prints them; after `--go 1.N` as that release does.
pub(crate) fn errors(args: &[String]) -> Result<(), String> {
    let (minor, files) = match args {
        [option, release, files @ ..] if option == "--go" => {
            let minor = release.strip_prefix("1.").and_then(|minor| minor.parse().ok());
            (minor.ok_or_else(|| format!("{release} is no release"))?, files)
        }
        files => (27, files),
    };
    for name in files {
        let text = std::fs::read(name).map_err(|error| format!("{name}: {error}"))?;
        let mut map = SourceMap::new();
        let base = map.add(name, &text);
        for error in parse_file(base, &text, &mut NodeIds::new()).1 {
            println!("{}: {}", map.position(error.pos), error.text_in_release(&map, minor));
        }
    }
    Ok(())
}

/// Adds the paths of all `.go` files below `dir`, symbolic links followed for `dir` itself only.
pub(crate) fn go_files(dir: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            go_files(&entry.path(), files)?;
        } else if kind.is_file() && entry.path().extension().is_some_and(|extension| extension == "go") {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// Whether the Go project keeps this file because it does not compile.
fn is_broken_on_purpose(path: &Path, text: &[u8]) -> bool {
    let in_testdata = path.components().any(|part| part.as_os_str() == "testdata");
    let first_line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let drives_test = [&b"// rundir"[..], b"// compiledir"].iter().any(|prefix| first_line.starts_with(prefix));
    in_testdata || drives_test || first_line.starts_with(b"// errorcheck")
}
