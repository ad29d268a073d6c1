//! The language of a program follows the `go` line of its module and the build lines of its files, as recorded from real
//! releases.
//!
//! `testdata/modules/NAME/recorded.txt` has blocks: `go.mod 1.20, Go 1.22 1.23` (the `go` line, `without` one; the releases),
//! and indented by two what `go run .` printed there, standard output and then standard error.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goslice"));
    command.args(args).current_dir(folder).env_remove("GO111MODULE").stdin(Stdio::null());
    command.output().unwrap()
}

#[test]
fn modules_have_the_language_of_their_go_line() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/modules");
    let (mut compared, mut different) = (0, String::new());
    for program in fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()) {
        let name = program.file_name().unwrap().to_str().unwrap().to_owned();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("modules").join(&name);
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).unwrap();
        for file in fs::read_dir(&program).unwrap().map(|entry| entry.unwrap().path()) {
            if file.extension().is_some_and(|extension| extension == "go") {
                fs::copy(&file, folder.join(file.file_name().unwrap())).unwrap();
            }
        }
        let recorded = fs::read_to_string(program.join("recorded.txt")).unwrap();
        let mut lines = recorded.lines().peekable();
        while let Some(heading) = lines.next() {
            let (go, releases) = heading.strip_prefix("go.mod ").and_then(|it| it.split_once(", Go ")).expect(heading);
            let go_line = if go == "without" { String::new() } else { format!("\ngo {go}\n") };
            fs::write(folder.join("go.mod"), format!("module m\n{go_line}")).unwrap();
            let mut expected = String::new();
            while let Some(line) = lines.next_if(|line| line.starts_with("  ")) {
                expected += &format!("{}\n", &line[2..]);
            }
            for release in releases.split(' ') {
                let out = run(&folder, &["run", "--go", release, "."]);
                let got = String::from_utf8(out.stdout).unwrap() + &String::from_utf8(out.stderr).unwrap();
                if got != expected {
                    different += &format!("{name}, go.mod {go}, Go {release}\n--- Go\n{expected}--- goslice\n{got}\n");
                }
                compared += 1;
            }
        }
    }
    assert!(different.is_empty(), "{different}");
    assert!(compared > 400, "only {compared} compared");
}

/// As `go run main.go` does, and `go run .` does not.
#[test]
fn named_files_have_the_language_of_the_release() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("modules-named");
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(folder.join("below")).unwrap();
    fs::write(folder.join("go.mod"), "module m\n\ngo 1.21\n").unwrap();
    let program = "package main\n\nfunc main() {\n\tfor i := range 2 {\n\t\tprint(i)\n\t}\n}\n";
    fs::write(folder.join("below/main.go"), program).unwrap();
    let named = run(&folder, &["run", "below/main.go"]);
    assert_eq!(String::from_utf8_lossy(&named.stderr), "01");
    for command in ["run", "check", "trace", "why"] {
        let whole = run(&folder, &[command, "./below"]);
        assert_eq!(whole.status.code(), Some(1), "{command}");
        assert_eq!(
            String::from_utf8_lossy(&whole.stderr),
            "./below/main.go:4:17: cannot range over 2 (untyped int constant): requires go1.22 or later \
             (-lang was set to go1.21; check go.mod)\n",
            "{command}"
        );
    }
    let off = Command::new(env!("CARGO_BIN_EXE_goslice"))
        .args(["run", "below"])
        .current_dir(&folder)
        .env("GO111MODULE", "off")
        .output()
        .unwrap();
    assert_eq!(off.status.code(), Some(0));
}

/// The go command of 1.26.6 would refuse 1.26.9, which may be newer than goslice; `--go` alone is strict.
#[test]
fn a_go_line_may_name_point_releases_that_are_not_known() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("modules-points");
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    let program = "package main\n\nfunc main() {\n\tfor i := range 2 {\n\t\tprint(i)\n\t}\n}\n";
    fs::write(folder.join("main.go"), program).unwrap();
    for line in ["go 1.26.9", "go 1.26.999\n\ntoolchain go1.26.999"] {
        fs::write(folder.join("go.mod"), format!("module m\n\n{line}\n")).unwrap();
        for release in ["1.26", "1.26.6", "1.27"] {
            let out = run(&folder, &["run", "--go", release, "."]);
            assert_eq!(
                (out.status.code(), &*String::from_utf8_lossy(&out.stderr)),
                (Some(0), "01"),
                "{line}, {release}"
            );
        }
    }
    let newer = run(&folder, &["run", "--go", "1.26.9", "."]);
    assert_eq!(newer.status.code(), Some(64));
}
