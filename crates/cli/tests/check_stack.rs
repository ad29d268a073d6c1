//! `--check-stack` finds pointers into frames of calls that have returned, and finds none in any recorded program.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn a_pointer_into_a_frame_that_is_gone_ends_the_run_with_its_names() {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check/dangling.go");
    let cases = [
        ("global", "package variable main.global holds", "the variable x at", ":20:2"),
        ("heap", "an object of type main.box on the heap holds", "the literal's array at", ":28:7"),
        ("older", "the variable b at", "the literal's array at", ":28:7"),
        ("result", "the result of a call holds", "the made array at", ":35:7"),
    ];
    for (case, holder, target, at) in cases {
        for command in ["run", "trace"] {
            let args = [command, "--check-stack", program.to_str().unwrap(), case];
            let output = goslice(&args);
            let text = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(70), "{text}");
            assert!([holder, target, at].iter().all(|part| text.contains(part)), "{text}");
        }
    }
}

#[test]
fn recorded_programs_pass_the_check_and_print_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata");
    let groups = ["programs", "acceptance/seeds", "acceptance/random"];
    let dirs = groups.iter().flat_map(|group| std::fs::read_dir(root.join(group)).unwrap());
    let programs: Vec<PathBuf> = dirs.map(|dir| dir.unwrap().path().join("main.go")).filter(|it| it.exists()).collect();
    let runs: Vec<(&Path, &str)> =
        programs.iter().flat_map(|program| ["1.24", "1.25", "1.27"].map(|release| (&**program, release))).collect();
    assert!(runs.len() >= 100);
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((program, release)) = runs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let path = program.to_str().unwrap();
                    let plain = goslice(&["run", "--go", release, path]);
                    let checked = goslice(&["run", "--check-stack", "--go", release, path]);
                    let same = (plain.status, &plain.stdout) == (checked.status, &checked.stdout);
                    assert!(same, "{path} under {release}: {}", String::from_utf8_lossy(&checked.stderr));
                }
            });
        }
    });
}

fn goslice(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_goslice")).args(args).stdin(Stdio::null()).output().unwrap()
}
