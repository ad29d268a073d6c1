//! Go programs, run as each release for which a real Go's output was recorded.
//!
//! `testdata/acceptance/*/NAME` holds `main.go` and `expected/RELEASE.txt`: standard output and error as one, then the
//! exit status. What differs from run to run in a recording (program counters, bytes in use, where the program lies) is
//! not compared. `testdata/programs/NAME` holds `main.go`, `expected.txt` of the newest release and, where an older one
//! prints something else, `expected-RELEASE.txt`, with the exit status only where it is not 0. `testdata/reference/NAME`
//! holds programs that every release ran; `testdata/recorded/RELEASE/NAME.txt` is what it printed.
//!
//! What does not agree yet stands in `differs.txt` next to the programs. A listed run that agrees fails the test too:
//! the list stays true. `BLESS=1` rewrites the lists, never the recorded outputs.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// One program under one release. Ordered and printed as in `differs.txt`.
struct Run {
    /// Folder and release: `seeds/grow_one 1.17`.
    name: String,
    program: PathBuf,
    release: String,
    expected: Vec<u8>,
}

#[test]
fn recorded_programs_print_what_the_real_go_printed() {
    let runs = recorded_runs();
    let differ = differing(&runs, |run| acceptance_form(run, goslice(run, &["run"])));
    check_list(&testdata("acceptance").join("differs.txt"), &differ);
    let first = |name: &&String| name.starts_with("seeds/") || name.starts_with("random/");
    let old: Vec<&String> = differ.iter().filter(first).filter(|name| minor(name) <= 24).collect();
    assert!(old.is_empty(), "releases up to 1.24 agree without exception: {old:?}");
}

/// The passes of the compiler change nothing that a program shows: without all of them, and without each alone.
#[test]
fn programs_print_the_same_without_passes() {
    let mut runs = recorded_runs();
    let differ = differing(&runs, |run| acceptance_form(run, goslice(run, &["run", "--passes-off", "all"])));
    check_list(&testdata("acceptance").join("differs.txt"), &differ);
    runs.retain(|run| !differ.contains(&run.name));
    runs.retain(|run| minor(&run.name) == 27);
    assert!(runs.len() >= 30, "only {} runs of the newest release", runs.len());
    for pass in passes() {
        let differ = differing(&runs, |run| acceptance_form(run, goslice(run, &["run", "--passes-off", &pass])));
        assert!(differ.is_empty(), "without {pass} these runs do not agree with the real Go: {differ:#?}");
    }
}

/// The names that `goslice passes` lists.
fn passes() -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_goslice")).arg("passes").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let names: Vec<String> =
        text.lines().skip(1).filter_map(|line| Some(line.split_whitespace().next()?.to_owned())).collect();
    assert!(names.len() >= 7, "only {names:?}");
    names
}

#[test]
fn a_trace_changes_nothing_of_what_recorded_programs_print() {
    let runs = recorded_runs();
    let differ =
        differing(&runs, |run| acceptance_form(run, goslice(run, &["trace", "--no-advice", "--out", "/dev/null"])));
    check_list(&testdata("acceptance").join("differs.txt"), &differ);
}

/// Before every allocation all that is not reached is freed and overwritten.
#[test]
fn collecting_all_the_time_changes_nothing_of_what_recorded_programs_print() {
    let differ = differing(&recorded_runs(), |run| acceptance_form(run, goslice(run, &["run", "--gc-stress"])));
    check_list(&testdata("acceptance").join("differs.txt"), &differ);
}

/// A cycle is always under way, each object marked long after the one before: the write barrier is on for the whole run.
#[test]
fn marking_all_the_time_changes_nothing_of_what_recorded_programs_print() {
    let differ = differing(&recorded_runs(), |run| acceptance_form(run, goslice(run, &["run", "--gc-stress=marking"])));
    check_list(&testdata("acceptance").join("differs.txt"), &differ);
}

/// The runs of `testdata/acceptance`.
fn recorded_runs() -> Vec<Run> {
    let root = testdata("acceptance");
    let mut runs = Vec::new();
    for group in ["seeds", "random", "faults", "reports"] {
        for dir in folders(&root.join(group)) {
            let program = dir.join("main.go");
            // A folder of tests alone has no main; it is for `goslice test`.
            if !program.exists() {
                continue;
            }
            for file in files(&dir.join("expected")) {
                let release = stem(&file);
                let name = format!("{group}/{} {release}", stem(&dir));
                let expected = steady(fs::read(&file).unwrap());
                runs.push(Run { name, program: program.clone(), release, expected });
            }
        }
    }
    assert!(runs.len() >= 500, "only {} recorded runs found", runs.len());
    runs
}

/// Growth series, conversions, panics and stack buffers, in one large program each.
#[test]
fn reference_programs_print_what_each_release_printed() {
    let mut runs = Vec::new();
    for folder in folders(&testdata("recorded")) {
        let recorded = stem_of_folder(&folder);
        // Those with a suffix are of other machines.
        if recorded.contains('-') {
            continue;
        }
        let release: Vec<&str> = recorded.split('.').take(2).collect();
        for program in folders(&testdata("reference")) {
            let name = stem(&program);
            if let Ok(expected) = fs::read(folder.join(format!("{name}.txt"))) {
                runs.push(Run { name: format!("{name} {recorded}"), program, release: release.join("."), expected });
            }
        }
    }
    assert!(runs.len() >= 60, "only {} recorded runs found", runs.len());
    let differ = differing(&runs, |run| goslice(run, &["run"]).0);
    assert!(differ.is_empty(), "these runs do not agree with the real Go: {differ:#?}");
}

#[test]
fn programs_of_the_standard_packages_print_what_the_real_go_printed() {
    let differ = differing(&package_runs(), |run| package_form(goslice(run, &["run"])));
    check_list(&testdata("programs").join("differs.txt"), &differ);
}

#[test]
fn collecting_all_the_time_changes_nothing_of_what_programs_of_the_standard_packages_print() {
    let differ = differing(&package_runs(), |run| package_form(goslice(run, &["run", "--gc-stress"])));
    check_list(&testdata("programs").join("differs.txt"), &differ);
}

#[test]
fn marking_all_the_time_changes_nothing_of_what_programs_of_the_standard_packages_print() {
    let differ = differing(&package_runs(), |run| package_form(goslice(run, &["run", "--gc-stress=marking"])));
    check_list(&testdata("programs").join("differs.txt"), &differ);
}

/// The runs of `testdata/programs`.
fn package_runs() -> Vec<Run> {
    let mut runs = Vec::new();
    for dir in folders(&testdata("programs")) {
        for file in files(&dir) {
            let stem_of_file = stem(&file);
            let release = match stem_of_file.strip_prefix("expected") {
                Some("") => "1.27",
                Some(release) => release.trim_start_matches('-'),
                None => continue,
            };
            let name = format!("{} {release}", stem(&dir));
            let (program, expected) = (dir.join("main.go"), fs::read(&file).unwrap());
            runs.push(Run { name, program, release: release.to_owned(), expected });
        }
    }
    assert!(!runs.is_empty());
    runs
}

/// As [`recorded_form`]; these recordings have the status only where it is not 0.
fn package_form(run: (Vec<u8>, String)) -> Vec<u8> {
    let shown = recorded_form(run);
    shown.strip_suffix(b"exit status 0\n").map_or(shown.clone(), <[u8]>::to_vec)
}

/// Output and exit status as the recordings hold them: without goroutine traces, which show addresses.
fn recorded_form((output, status): (Vec<u8>, String)) -> Vec<u8> {
    let mut shown: Vec<u8> = output
        .split_inclusive(|byte| *byte == b'\n')
        .take_while(|line| !begins_trace(line))
        .flatten()
        .copied()
        .collect();
    shown.extend(format!("exit status {status}\n").as_bytes());
    shown
}

/// As [`recorded_form`], for recordings that name the program `./main.go`.
fn acceptance_form(run: &Run, output: (Vec<u8>, String)) -> Vec<u8> {
    let text = String::from_utf8_lossy(&recorded_form(output)).replace(run.program.to_str().unwrap(), "./main.go");
    steady(text.into_bytes())
}

/// Without the numbers that differ from run to run: program counters, and how much memory was in use.
fn steady(text: Vec<u8>) -> Vec<u8> {
    let Ok(text) = String::from_utf8(text) else { panic!("recordings are text") };
    let mut steady = String::new();
    for line in text.split_inclusive('\n') {
        match (line.split_once(" pc=0x"), line.split_once("-byte block (")) {
            (Some((before, _)), _) if line.starts_with("[signal ") => steady += &format!("{before} pc=N]\n"),
            (_, Some((before, after))) if after.ends_with(" in use)\n") => {
                steady += &format!("{before}-byte block (N in use)\n");
            }
            _ => steady += line,
        }
    }
    steady.into_bytes()
}

/// Whether a line is of the form `goroutine 1 [running]:`.
fn begins_trace(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"goroutine ") else { return false };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    digits > 0 && rest[digits..].starts_with(b" [")
}

/// Standard output and error in the order in which they were written, and the exit status.
fn goslice(run: &Run, subcommand: &[&str]) -> (Vec<u8>, String) {
    let (mut reader, writer) = std::io::pipe().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_goslice"));
    command.args(subcommand).args(["--go", &run.release]).arg(&run.program).stdin(Stdio::null());
    let mut child = command.stdout(writer.try_clone().unwrap()).stderr(writer).spawn().unwrap();
    drop(command); // and with it the ends that would keep the reader waiting
    let mut output = Vec::new();
    reader.read_to_end(&mut output).unwrap();
    let status = child.wait().unwrap().code().map_or_else(|| "signal".to_owned(), |code| code.to_string());
    (output, status)
}

/// The names of the runs whose output is not the expected one. Two threads run programs.
fn differing(runs: &[Run], actual: impl Fn(&Run) -> Vec<u8> + Sync) -> BTreeSet<String> {
    let next = AtomicUsize::new(0);
    let differ = Mutex::new(BTreeSet::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(run) = runs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let actual = actual(run);
                    if actual != run.expected {
                        eprintln!("{}: {}", run.name, first_difference(&actual, &run.expected));
                        differ.lock().unwrap().insert(run.name.clone());
                    }
                }
            });
        }
    });
    differ.into_inner().unwrap()
}

fn first_difference(actual: &[u8], expected: &[u8]) -> String {
    let (actual, expected) = (String::from_utf8_lossy(actual), String::from_utf8_lossy(expected));
    let mut lines = actual.lines().zip(expected.lines()).enumerate();
    match lines.find(|(_, (a, e))| a != e) {
        Some((at, (a, e))) => format!("line {}: {a:?}, expected {e:?}", at + 1),
        None => format!("{} lines, expected {}", actual.lines().count(), expected.lines().count()),
    }
}

/// Compares the runs that differ with the list of those known to.
fn check_list(file: &Path, differ: &BTreeSet<String>) {
    if std::env::var_os("BLESS").is_some() {
        let lines: String = differ.iter().map(|name| format!("{name}\n")).collect();
        fs::write(file, format!("# Runs that do not agree with the real Go yet: program and release.\n{lines}"))
            .unwrap();
        return;
    }
    let text = fs::read_to_string(file).unwrap_or_else(|err| panic!("{}: {err}", file.display()));
    let listed: BTreeSet<String> = text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
    let new: Vec<_> = differ.difference(&listed).collect();
    let healed: Vec<_> = listed.difference(differ).collect();
    assert!(new.is_empty(), "these runs do not agree with the real Go: {new:#?}");
    assert!(healed.is_empty(), "these runs agree now, or are gone; take them off {}: {healed:#?}", file.display());
}

/// The `17` of `seeds/grow_one 1.17`.
fn minor(name: &str) -> u32 {
    name.rsplit('.').next().unwrap().parse().unwrap()
}

fn testdata(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata").join(folder)
}

fn folders(dir: &Path) -> Vec<PathBuf> {
    entries(dir).into_iter().filter(|path| path.is_dir()).collect()
}

fn files(dir: &Path) -> Vec<PathBuf> {
    entries(dir).into_iter().filter(|path| path.extension() == Some(OsStr::new("txt"))).collect()
}

fn entries(dir: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn stem_of_folder(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}
