//! Traces in JSON: what a loop does over and over is one line, and reading the trace gives each event back.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use goslice_trace::{Event, Operation};

#[test]
fn reading_a_trace_gives_each_event_of_the_run() {
    let mut programs = vec![testdata().join("heap/reuse.go")];
    for folder in ["acceptance/seeds", "acceptance/reports", "programs"] {
        let entries = fs::read_dir(testdata().join(folder)).unwrap();
        programs.extend(entries.map(|entry| entry.unwrap().path().join("main.go")).filter(|program| program.exists()));
    }
    let (next, events) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for thread in 0..2 {
            let (programs, next, events) = (&programs, &next, &events);
            scope.spawn(move || {
                while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let name = program.display();
                    let short = read(&trace(program, &[], thread));
                    let long = trace(program, &["--every"], thread);
                    assert_eq!(short, read(&long), "{name}");
                    let lines = long.lines().filter(|line| !line.contains(r#""event":"compiler bug""#)).count();
                    assert_eq!(lines.saturating_sub(1), short.len(), "{name}");
                    events.fetch_add(short.len(), Ordering::Relaxed);
                }
            });
        }
    });
    assert!(events.into_inner() > 10_000);
}

#[test]
fn a_million_appends_take_a_megabyte_at_most() {
    let program = scratch("million.go");
    let text = "package main\n\nfunc main() {\n\tvar s []int\n\tfor i := 0; i < 1000000; i++ {\n\t\ts = append(s, i)\n\t}\n\tprintln(len(s))\n}\n";
    fs::write(&program, text).unwrap();
    let trace = trace(&program, &[], 2);
    assert!(trace.len() <= 1_000_000, "{} bytes", trace.len());
    let events = read(&trace);
    assert_eq!(events.len(), 1_000_000);
    let lens = events.iter().map(|event| match &event.operation {
        Operation::Append { after, .. } | Operation::AppendInBuffer { after, .. } => after.len,
        other => panic!("{other:?}"),
    });
    assert!(lens.eq(1..=1_000_000));
}

#[test]
fn what_is_no_trace_of_this_schema_is_refused_by_line() {
    let start = r#"{"event":"start","schema":1,"goslice":"0.1.0","go":"1.27","arch":"amd64"}"#;
    let slice = r#"{"array":1,"offset":0,"len":1,"cap":1,"spare":0}"#;
    let clear = r#"{"event":"clear","file":"a.go","line":3,"col":1,"function":"main.main","call":1,"text":"clear(s)","text_at":0,"type":"[]int","elem":{"size":8,"pointers":false}"#;
    let good = format!("{start}\n{{\"event\":\"of a later goslice\"}}\n{clear},\"slice\":{slice},\"later\":1}}\n");
    assert_eq!(read(&good).len(), 1, "keys and events that are not known are skipped");
    let wrong = [
        (String::new(), "line 1: the trace is empty"),
        ("hello\n".to_owned(), "line 1: expected value at line 1 column 1"),
        (start.replace("\"schema\":1", "\"schema\":2"), "line 1: the trace has schema 2, known is 1"),
        (start.replace("1.27", "1.7"), "line 1: unknown Go release 1.7"),
        (format!("{start}\n{clear}}}\n"), "line 2: slice is missing"),
        (format!("{start}\n{{}}\n"), "line 2: missing field `event` at line 1 column 2"),
    ];
    for (text, error) in wrong {
        let result = goslice_trace::read(text.as_bytes()).and_then(|events| events.collect::<Result<Vec<_>, _>>());
        assert_eq!(result.unwrap_err().to_string(), error, "{text}");
    }
}

fn trace(program: &Path, args: &[&str], thread: usize) -> String {
    let out = scratch(&format!("trace{thread}.json"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_goslice"));
    command.args(["trace", "--no-advice", "--format", "json", "--out"]).arg(&out).args(args).arg(program);
    fs::write(&out, "").unwrap();
    command.stdin(Stdio::null()).output().unwrap();
    fs::read_to_string(&out).unwrap()
}

/// The events of a trace; none of a program that did not compile.
fn read(trace: &str) -> Vec<Event> {
    if trace.is_empty() {
        return Vec::new();
    }
    goslice_trace::read(trace.as_bytes()).unwrap().map(Result::unwrap).collect()
}

fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")
}

fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}
