//! What releases changed for slices: a program for each change, and what `goslice diff` says of it.
//!
//! `testdata/changes/NAME.go` begins with a comment whose last line is `//diff:OLD,NEW CHANGE`: the two releases, and the
//! change that has to be named, which no other may be. `NAME.diff` is what is printed; `BLESS=1` writes it. `NAME.txt` is
//! what real releases printed, and is never written here: blocks of a line `go RELEASES`, the output, and `exit STATUS`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use goslice_explain::changes::Change;

/// A program with what its comment says.
struct Program {
    name: String,
    releases: [String; 2],
    change: String,
}

#[test]
fn each_change_is_named_and_no_other() {
    for program in programs() {
        let Program { name, releases: [old, new], change } = &program;
        let file = format!("{name}.go");
        let both = format!("{old},{new}");
        let out = goslice(&["diff", "--go", &both, "--format", "json", &file]);
        let step = String::from_utf8(out.stdout).unwrap();
        let named: Vec<&str> = step.split("{\"name\":\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(named, [change.as_str()], "{name}: {step}");
        let known = Change::ALL.into_iter().find(|known| known.name() == change).unwrap();
        assert_eq!(format!("1.{}", known.since()), *new, "{name}");
    }
}

#[test]
fn comparisons_print_what_the_files_show() {
    for Program { name, releases: [old, new], .. } in programs() {
        let out = goslice(&["diff", "--go", &format!("{old},{new}"), &format!("{name}.go")]);
        let shown = String::from_utf8(out.stdout).unwrap() + &String::from_utf8_lossy(&out.stderr);
        let path = folder().join(format!("{name}.diff"));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &shown).unwrap();
        }
        assert_eq!(shown, fs::read_to_string(&path).unwrap_or_default(), "{name}");
        // What a release prints decides; what it allocates is only shown.
        let alike = run(&old, &name) == run(&new, &name);
        assert_eq!(out.status.code(), Some(i32::from(!alike)), "{name}");
        let strict = goslice(&["diff", "--strict", "--go", &format!("{old},{new}"), &format!("{name}.go")]);
        assert_eq!(strict.status.code(), Some(1), "{name}");
    }
}

#[test]
fn programs_print_what_the_real_go_printed() {
    let mut runs = 0;
    for Program { name, .. } in programs() {
        let recorded = fs::read_to_string(folder().join(format!("{name}.txt"))).unwrap();
        let blocks = recorded.split("go ").skip(1).filter(|block| block.starts_with("1."));
        for block in blocks {
            let (releases, expected) = block.split_once('\n').unwrap();
            for release in releases.split(' ') {
                assert_eq!(run(release, &name), expected, "{name} under {release}");
                runs += 1;
            }
        }
    }
    assert!(runs >= 90, "only {runs} recorded runs");
}

#[test]
fn every_change_since_1_16_has_a_program() {
    let told: BTreeSet<String> = programs().into_iter().map(|program| program.change).collect();
    let all = Change::ALL.into_iter().filter(|change| change.since() >= 16);
    assert_eq!(told, all.map(|change| change.name().to_owned()).collect());
}

/// Output and exit status of a program.
fn run(release: &str, name: &str) -> String {
    let out = goslice(&["run", "--go", release, &format!("{name}.go")]);
    let text = String::from_utf8(out.stdout).unwrap() + &String::from_utf8_lossy(&out.stderr);
    format!("{text}exit {}\n", out.status.code().unwrap())
}

fn goslice(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goslice"));
    command.args(args).current_dir(folder()).stdin(Stdio::null()).output().unwrap()
}

fn programs() -> Vec<Program> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "go"));
    files.sort();
    files.iter().map(|path| program(path)).collect()
}

fn program(path: &Path) -> Program {
    let text = fs::read_to_string(path).unwrap();
    let told = text.lines().find_map(|line| line.strip_prefix("//diff:")).unwrap();
    let (releases, change) = told.split_once(' ').unwrap();
    let (old, new) = releases.split_once(',').unwrap();
    Program {
        name: path.file_stem().unwrap().to_str().unwrap().to_owned(),
        releases: [old.to_owned(), new.to_owned()],
        change: change.to_owned(),
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/changes")
}
