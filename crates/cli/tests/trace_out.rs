//! Tracing changes nothing: with `--out`, a program's output, standard error and exit status are those of `run`.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn programs_do_the_same_under_run_and_trace() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata");
    let mut runs: Vec<(PathBuf, String)> = Vec::new();
    for group in ["acceptance/seeds", "acceptance/random", "programs"] {
        for dir in entries(&root.join(group)) {
            let program = dir.join("main.go");
            if !program.exists() {
                continue;
            }
            let mut releases: Vec<String> = entries(&dir.join("expected")).iter().map(|file| stem(file)).collect();
            if releases.is_empty() {
                releases = vec!["1.27".to_owned()];
            }
            runs.extend(releases.into_iter().map(|release| (program.clone(), release)));
        }
    }
    assert!(runs.len() >= 500, "only {} runs found", runs.len());
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for thread in 0..2 {
            let (runs, next) = (&runs, &next);
            scope.spawn(move || {
                let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("trace{thread}.txt"));
                while let Some((program, release)) = runs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let run = goslice(&["run", "--go", release], program);
                    let traced = goslice(&["trace", "--go", release, "--out", out.to_str().unwrap()], program);
                    assert_eq!(run, traced, "{} under {release}", program.display());
                    let trace = std::fs::read_to_string(&out).unwrap();
                    assert!(trace.starts_with("no slice operations") || trace.contains("len/cap"), "{trace}");
                }
            });
        }
    });
}

fn goslice(args: &[&str], program: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_goslice")).args(args).arg(program).stdin(Stdio::null()).output().unwrap()
}

/// What is in a folder, sorted; nothing if there is none.
fn entries(dir: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(dir) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}
