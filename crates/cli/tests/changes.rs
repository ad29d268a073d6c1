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
use serde_json::Value;

/// A program with what its comment says.
struct Program {
    name: String,
    releases: [String; 2],
    change: String,
}

#[test]
fn each_change_is_named_and_no_other() {
    for Program { name, releases: [old, new], change } in programs() {
        let steps = steps(&format!("{old},{new}"), &folder().join(format!("{name}.go")));
        assert_eq!(steps[0].changes, [(change.clone(), new)], "{name}");
        assert!(Change::ALL.iter().any(|known| known.name() == change), "{name}: {change}");
    }
}

/// The releases between are asked then.
#[test]
fn a_change_is_named_between_releases_that_are_far_apart() {
    for Program { name, releases: [old, new], change } in programs() {
        let steps = steps(&format!("{old},1.27"), &folder().join(format!("{name}.go")));
        assert!(steps[0].changes.contains(&(change, new)), "{name}: {:?}", steps[0].changes);
    }
}

/// Programs with all kinds of slices: from a release to the next, only what came with that one may be named.
#[test]
fn steps_of_recorded_programs_name_their_own_changes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/acceptance");
    let folders = |group: &str| {
        let mut folders: Vec<PathBuf> =
            fs::read_dir(root.join(group)).unwrap().map(|folder| folder.unwrap().path()).collect();
        folders.sort();
        folders
    };
    let mut named = BTreeSet::new();
    // The random ones are long: each has most kinds.
    for folder in folders("seeds").into_iter().chain(folders("random").into_iter().step_by(7)) {
        let program = folder.join("main.go");
        if !program.exists() {
            continue;
        }
        for step in steps("1.15..1.27", &program) {
            let at = format!("{} {} {}", program.display(), step.releases[0], step.releases[1]);
            assert!(step.changes.iter().all(|(_, since)| *since == step.releases[1]), "{at}: {:?}", step.changes);
            assert_eq!(step.unnamed, 0, "{at}");
            assert!(step.alike || !step.changes.is_empty(), "{at}: no reason");
            named.extend(step.changes.into_iter().map(|(change, _)| change));
        }
    }
    assert!(named.len() >= 6, "only {named:?}");
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
fn every_change_has_a_program() {
    let told: BTreeSet<String> = programs().into_iter().map(|program| program.change).collect();
    assert_eq!(told, Change::ALL.map(|change| change.name().to_owned()).into());
}

/// What JSON says of two neighbours.
struct Step {
    releases: [String; 2],
    alike: bool,
    /// Names with the releases that brought them.
    changes: Vec<(String, String)>,
    /// Reasons without a name.
    unnamed: usize,
}

fn steps(releases: &str, program: &Path) -> Vec<Step> {
    let out = goslice(&["diff", "--go", releases, "--format", "json", program.to_str().unwrap()]);
    let text = String::from_utf8(out.stdout).unwrap();
    let step = |line: &str| {
        let value: Value = serde_json::from_str(line).unwrap();
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        let reasons = value["reasons"].as_array().unwrap();
        let changes = reasons.iter().flat_map(|reason| reason["changes"].as_array().unwrap());
        Step {
            releases: [word(&value["from"]), word(&value["to"])],
            alike: value["alike"].as_bool().unwrap(),
            changes: changes.map(|change| (word(&change["name"]), word(&change["since"]))).collect(),
            unnamed: reasons.iter().filter(|reason| reason["changes"] == Value::Array(Vec::new())).count(),
        }
    };
    text.lines().map(step).collect()
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
