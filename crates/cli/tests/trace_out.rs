//! Tracing changes nothing: with `--out`, a program's output, standard error and exit status are those of `run`, goroutine
//! traces included; a program that a release refuses leaves no trace. The acceptance tests hold the same for recorded programs.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn programs_do_the_same_under_run_and_trace() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata");
    let programs: Vec<PathBuf> = entries(&root.join("programs")).iter().map(|dir| dir.join("main.go")).collect();
    let runs: Vec<(&PathBuf, &str)> =
        programs.iter().flat_map(|program| [(program, "1.17"), (program, "1.27")]).collect();
    assert!(!runs.is_empty());
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for thread in 0..2 {
            let (runs, next) = (&runs, &next);
            scope.spawn(move || {
                let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("trace{thread}.txt"));
                while let Some((program, release)) = runs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if out.exists() {
                        std::fs::remove_file(&out).unwrap();
                    }
                    let run = goslice(&["run", "--go", release], program);
                    let traced = goslice(&["trace", "--go", release, "--out", out.to_str().unwrap()], program);
                    assert_eq!(run, traced, "{} under {release}", program.display());
                    let compiles = goslice(&["check", "--go", release], program).status.success();
                    assert_eq!(compiles, out.exists(), "{} under {release}", program.display());
                    if compiles {
                        let trace = std::fs::read_to_string(&out).unwrap();
                        assert!(trace.starts_with("no slice operations") || trace.contains("len/cap"), "{trace}");
                    }
                }
            });
        }
    });
}

fn goslice(args: &[&str], program: &Path) -> Output {
    let run = Command::new(env!("CARGO_BIN_EXE_goslice")).args(args).arg(program).stdin(Stdio::null()).output();
    let mut output = run.unwrap();
    // Traces of goroutines name frames, and observed functions have others.
    let trace = b"\n\ngoroutine ";
    if let Some(at) = output.stderr.windows(trace.len()).position(|bytes| bytes == trace) {
        output.stderr.truncate(at);
    }
    output
}

/// What is in a folder, sorted; nothing if there is none.
fn entries(dir: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(dir) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}
