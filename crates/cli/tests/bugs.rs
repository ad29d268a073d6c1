//! Errors of gc: a program for each, what real releases printed, and what goslice makes of it.
//!
//! `testdata/bugs/NAME/main.go` has a comment with the bug's name on each line that gc gets wrong. `RELEASE.txt` is what that
//! release printed, the ones with the error and others; what all those without it printed is right.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use goslice::Release;
use goslice::compiler_bugs::{self, CompilerBug};

fn folder(bug: &CompilerBug) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/bugs").join(bug.name.replace('#', ""))
}

/// What real releases printed, with the releases' names.
fn recorded(bug: &CompilerBug) -> Vec<(String, String)> {
    let mut list = Vec::new();
    for entry in fs::read_dir(folder(bug)).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let release = path.file_stem().unwrap().to_str().unwrap().to_owned();
            list.push((release, fs::read_to_string(path).unwrap()));
        }
    }
    list.sort();
    list
}

fn release(text: &str) -> Release {
    text.parse().unwrap()
}

/// What those without the error printed.
fn right(bug: &CompilerBug) -> String {
    let mut outputs: Vec<String> =
        recorded(bug).into_iter().filter(|(name, _)| !bug.affects(release(name))).map(|(_, output)| output).collect();
    assert!(outputs.len() >= 2, "{}: recorded before it and after it", bug.name);
    outputs.dedup();
    assert_eq!(outputs.len(), 1, "{}: releases without the error agree", bug.name);
    outputs.remove(0)
}

fn goslice(args: &[&str], release: &str, bug: &CompilerBug) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goslice"));
    command.args(args).args(["--go", release]).arg(folder(bug).join("main.go")).stdin(Stdio::null()).output().unwrap()
}

/// The lines that are told with the bug's name.
fn told(bug: &CompilerBug, text: &[u8]) -> Vec<usize> {
    let text = String::from_utf8_lossy(text);
    let lines = text.lines().filter(|line| line.contains("warning: ") && line.contains(bug.name));
    let mut lines: Vec<usize> =
        lines.map(|line| line.split("main.go:").nth(1).unwrap().split(':').next().unwrap().parse().unwrap()).collect();
    lines.dedup();
    lines
}

/// The lines that are marked in the program.
fn marked(bug: &CompilerBug) -> Vec<usize> {
    let source = fs::read_to_string(folder(bug).join("main.go")).unwrap();
    let mark = format!("// {}", bug.name);
    let lines = source.lines().enumerate().filter(|(_, line)| line.contains(&mark));
    lines.map(|(at, _)| at + 1).collect()
}

#[test]
fn releases_with_the_error_are_recorded_and_print_what_is_wrong() {
    for bug in compiler_bugs::all() {
        let (right, recorded) = (right(bug), recorded(bug));
        for of in bug.releases {
            let (first, last) = of.points;
            for point in [first, last] {
                let name = format!("1.{}.{point}", of.minor);
                let (_, output) = recorded.iter().find(|(it, _)| *it == name).unwrap_or_else(|| panic!("{name}"));
                assert_ne!(*output, right, "{} {name}", bug.name);
            }
            if of.mended {
                let next = format!("1.{}.{}", of.minor, last + 1);
                assert!(recorded.iter().any(|(it, output)| *it == next && *output == right), "{} {next}", bug.name);
            }
        }
    }
}

#[test]
fn programs_do_what_the_language_says_under_every_release() {
    for bug in compiler_bugs::all() {
        let right = right(bug);
        for (name, _) in recorded(bug) {
            for args in
                [&["run"][..], &["run", "--check-stack"], &["run", "--gc-stress"], &["trace", "--out", "/dev/null"]]
            {
                let output = goslice(args, &name, bug);
                assert_eq!(String::from_utf8_lossy(&output.stderr), right, "{} {name} {args:?}", bug.name);
                assert_eq!(output.status.code(), Some(0), "{} {name} {args:?}", bug.name);
            }
        }
    }
}

#[test]
fn the_lines_are_named_by_check_trace_and_diff_and_by_run_if_asked() {
    for bug in compiler_bugs::all() {
        let marked = marked(bug);
        assert!(!marked.is_empty(), "{}", bug.name);
        for (name, _) in recorded(bug) {
            let expected = if bug.affects(release(&name)) { &marked[..] } else { &[] };
            for args in [&["check"][..], &["trace"], &["run", "--warn"]] {
                assert_eq!(told(bug, &goslice(args, &name, bug).stderr), expected, "{} {name} {args:?}", bug.name);
            }
            assert!(told(bug, &goslice(&["run"], &name, bug).stderr).is_empty(), "{} {name}", bug.name);
        }
        let affected = &bug.releases[0];
        let first = format!("1.{}.{}", affected.minor, affected.points.0);
        let output = goslice(&["diff"], &format!("1.19,{first}"), bug);
        assert_eq!(told(bug, &output.stderr), marked, "{}", bug.name);
        let json = goslice(&["trace", "--format", "json"], &first, bug).stderr;
        let json = String::from_utf8_lossy(&json).into_owned();
        assert_eq!(json.matches("\"compiler bug\"").count(), marked.len(), "{}", bug.name);
    }
}
