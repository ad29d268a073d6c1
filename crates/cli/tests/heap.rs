//! The heap is bounded, and collecting it changes nothing that a program prints.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

fn program(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata").join(name)
}

fn goslice(args: &[&str], program: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goslice"));
    command
        .args(args)
        .arg(program)
        .stdin(Stdio::null())
        .env_remove("GOGC")
        .env_remove("GOMEMLIMIT")
        .env_remove("GODEBUG");
    command
}

/// The ways to collect.
const MODES: &[&[&str]] = &[&["run", "--gc=stw"], &["run", "--gc=incremental"]];

fn output(args: &[&str], program: &Path) -> String {
    let output = goslice(args, program).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What a program prints before `done`, and the most memory that its process had until then, in bytes.
fn peak(args: &[&str], program: &Path) -> (String, u64) {
    let mut child = goslice(args, program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut printed = String::new();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    while !printed.ends_with("done\n") {
        assert_ne!(lines.read_line(&mut printed).unwrap(), 0, "{printed}");
    }
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    let kib: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    (printed, kib << 10)
}

#[test]
fn rounds_of_slices_that_are_dropped_stay_below_16_mib() {
    for args in MODES {
        let (printed, peak) = peak(args, &program("heap/rounds.go"));
        assert_eq!(printed, "10000\ndone\n");
        // Code and tables of an unoptimised goslice are larger.
        let limit = if cfg!(debug_assertions) { 64 << 20 } else { 16 << 20 };
        assert!(peak < limit, "{peak} bytes with {args:?}");
    }
}

#[test]
fn a_program_that_keeps_a_tenth_needs_little_more_than_twice_that() {
    for args in MODES {
        let (printed, peak) = peak(args, &program("heap/tenth.go"));
        let live: u64 = printed.lines().next().unwrap().parse().unwrap();
        let room = if cfg!(debug_assertions) { 64 << 20 } else { 16 << 20 };
        assert!(peak <= live * 22 / 10 + room, "{peak} bytes for {live} live ones with {args:?}");
    }
}

#[test]
fn package_runtime_tells_of_collections() {
    let expected = "100 -1 50\ntrue true\ntrue 1 1\ntrue true true\ntrue\ntrue\ntrue true\n";
    assert_eq!(output(&["run", "--gc=stw"], &program("heap/stats.go")), expected);
}

/// Byte for byte: an address that is used again is a new array, and nothing that an event names is lost.
#[test]
fn a_trace_is_the_same_with_the_collector_off_on_and_stressed() {
    let mut programs = vec![program("heap/reuse.go")];
    for folder in ["acceptance/seeds", "acceptance/random", "programs"] {
        let folder = program(folder);
        let dirs = std::fs::read_dir(&folder).unwrap_or_else(|err| panic!("{}: {err}", folder.display()));
        programs.extend(dirs.map(|dir| dir.unwrap().path().join("main.go")).filter(|program| program.exists()));
    }
    assert!(programs.len() > 30, "only {} programs", programs.len());
    let next = AtomicUsize::new(0);
    let traced = |args: &[&str], gogc: &str, program: &Path| {
        // How often a program is run again for advice depends on how long it takes.
        let output = goslice(&[&["trace", "--no-advice"], args].concat(), program).env("GOGC", gogc).output().unwrap();
        (output.stdout, without_traces(&output.stderr), output.status.code())
    };
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let off = traced(&[], "off", program);
                    assert!(!off.0.is_empty() || !off.1.is_empty(), "{}", program.display());
                    assert!(off == traced(&[], "1", program), "{} with the collector on", program.display());
                    let stressed = traced(&["--gc-stress"], "100", program);
                    assert!(off == stressed, "{} under stress", program.display());
                    let marked = traced(&["--gc-stress=marking"], "100", program);
                    assert!(off == marked, "{} with marking under way", program.display());
                }
            });
        }
    });
}

/// What a program wrote, up to the trace of a goroutine: that shows addresses.
fn without_traces(output: &[u8]) -> String {
    let text = String::from_utf8_lossy(output);
    text.split("\n\ngoroutine ").next().unwrap_or_default().to_owned()
}

#[test]
fn finalizers_are_called_with_what_was_dropped() {
    let stressed = [&["run", "--gc-stress"][..], &["run", "--gc-stress=marking"]];
    for args in MODES.iter().copied().chain(stressed) {
        let output = goslice(args, &program("heap/finalizers.go")).output().unwrap();
        let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(stdout, "true true true namer\ntrue true\n0 0 kept\ntrue\n", "{args:?}: {stderr}");
        let error = "fatal error: runtime.SetFinalizer: cannot pass *main.node to finalizer func(string)\n";
        assert!(stderr.starts_with(error), "{stderr}");
        assert_eq!(output.status.code(), Some(2));
    }
}

/// Each way to move a pointer has its line; without the write barrier for it, objects are lost there.
#[test]
fn what_moves_while_it_is_marked_is_kept() {
    let kinds = ["stores", "globals", "copies", "clears", "values", "headers", "lists", "sorts", "closures", "targets"];
    let expected: String = kinds.iter().map(|kind| format!("{kind} ok\n")).collect();
    for args in MODES.iter().copied().chain([&["run", "--gc-stress=marking"][..]]) {
        assert_eq!(output(args, &program("heap/barrier.go")), expected, "{args:?}");
    }
}

/// A cycle in steps is many pauses, one at once a single one.
#[test]
fn marking_in_steps_stops_the_program_more_often_for_less() {
    let pauses = |args: &[&str]| {
        let output = goslice(&[args, &["--timings"]].concat(), &program("heap/live.go")).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), "true\n", "{output:?}");
        let text = String::from_utf8(output.stderr).unwrap();
        let line = text.lines().find_map(|line| line.strip_prefix("collector ")).unwrap();
        assert!(line.contains(" 99th percentile ") && line.contains(" longest "), "{line}");
        line.split_whitespace().next().unwrap().parse::<u64>().unwrap()
    };
    let [all_at_once, in_steps] = [pauses(MODES[0]), pauses(MODES[1])];
    assert!((2..30).contains(&all_at_once), "{all_at_once} pauses");
    assert!(in_steps > 5 * all_at_once, "{in_steps} pauses in steps, {all_at_once} at once");
}

#[test]
fn a_line_is_printed_for_each_collection() {
    let output = goslice(&["run"], &program("heap/rounds.go")).env("GODEBUG", "gctrace=1").output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    let first = text.lines().next().unwrap();
    assert!(first.starts_with("gc 1 @") && first.contains(" ms clock, ") && first.ends_with(", 1 P"), "{first}");
}
