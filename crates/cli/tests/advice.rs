//! Advice behind traces: each program of `testdata/advice` has what is to be said of it in `advice.txt`, or `none`.
//!
//! What is said is tried here once more, by other means than goslice tries it: the edit is written to a file, `goslice run`
//! runs it, and the events of `trace --format json` are counted. `BLESS=1` writes the files anew; each is to be read then,
//! beside the first line of the program, which says what is right.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

#[test]
fn advice_is_what_it_should_be_and_true() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/advice");
    let mut names: Vec<String> =
        fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert!(names.len() >= 40);
    let scratch = std::env::temp_dir().join(format!("goslice-advice-{}", std::process::id()));
    let problems: Vec<String> = names.iter().filter_map(|name| try_one(&root.join(name), &scratch).err()).collect();
    let _ = fs::remove_dir_all(&scratch);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn a_trace_without_advice_is_the_trace_alone() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/advice/squares_of_a_slice");
    let program = Program { folder, release: "1.27".to_owned(), input: None };
    let (with, without) = (program.goslice(&["trace"]), program.goslice(&["trace", "--no-advice"]));
    assert_eq!(with.stdout, without.stdout);
    let advice = with.stderr.strip_prefix(&without.stderr[..]).expect("advice comes last");
    assert_eq!(String::from_utf8_lossy(advice).trim(), advice_of(&String::from_utf8_lossy(&with.stderr)).trim());
    assert!(!advice.is_empty());
}

/// One program, with what it is run with.
struct Program {
    folder: PathBuf,
    release: String,
    input: Option<PathBuf>,
}

impl Program {
    fn goslice(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_goslice"));
        command.args([args[0], "--go", &self.release]).args(&args[1..]).arg(&self.folder);
        let input = self.input.as_ref().map_or_else(Stdio::null, |path| File::open(path).unwrap().into());
        command.stdin(input).output().unwrap()
    }

    /// The trace's events and advice.
    fn trace(&self, scratch: &Path) -> Vec<Value> {
        let out = scratch.join("trace.json");
        self.goslice(&["trace", "--format", "json", "--out", out.to_str().unwrap()]);
        let text = fs::read_to_string(&out).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

fn try_one(folder: &Path, scratch: &Path) -> Result<(), String> {
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let release = fs::read_to_string(folder.join("release.txt")).unwrap_or_else(|_| "1.27".to_owned());
    let input = Some(folder.join("input.txt")).filter(|path| path.exists());
    let program = Program { folder: folder.to_owned(), release: release.trim().to_owned(), input };
    fs::create_dir_all(scratch).unwrap();

    let out = scratch.join("trace.txt");
    program.goslice(&["trace", "--out", out.to_str().unwrap()]);
    let said = advice_of(&fs::read_to_string(&out).unwrap()).replace(folder.to_str().unwrap(), "DIR");
    let expected_at = folder.join("advice.txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&expected_at, &said).unwrap();
    }
    let expected = fs::read_to_string(&expected_at).map_err(|err| format!("{name}: advice.txt: {err}"))?;
    if said != expected {
        return Err(format!("{name}: says\n{said}instead of\n{expected}"));
    }

    let events = program.trace(scratch);
    for advice in events.iter().filter(|event| event["event"] == "advice") {
        let edited = edited(&program, advice, scratch);
        check(&program, &events, &edited, advice, scratch).map_err(|err| format!("{name}: {err}: {advice}"))?;
        fs::remove_dir_all(&edited.folder).unwrap();
    }
    Ok(())
}

/// The part of a trace that is advice.
fn advice_of(text: &str) -> String {
    let first = |line: &str| line.starts_with("  saving, ") || line.starts_with("  repair, ");
    let lines: Vec<&str> = text.lines().skip_while(|line| !first(line)).collect();
    if lines.is_empty() { "none\n".to_owned() } else { format!("{}\n", lines.join("\n")) }
}

/// The program with the edits made in its files.
fn edited(program: &Program, advice: &Value, scratch: &Path) -> Program {
    let folder = scratch.join("edited");
    fs::create_dir_all(&folder).unwrap();
    let mut files: Vec<(PathBuf, Vec<u8>)> = fs::read_dir(&program.folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "go"))
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    let mut edits: Vec<&Value> = advice["edits"].as_array().unwrap().iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit["start"].as_u64()));
    for edit in edits {
        let named = Path::new(edit["file"].as_str().unwrap()).file_name();
        let (_, text) = files.iter_mut().find(|(path, _)| path.file_name() == named).unwrap();
        let (start, end) = (edit["start"].as_u64().unwrap() as usize, edit["end"].as_u64().unwrap() as usize);
        let line = text[..start].iter().filter(|b| **b == b'\n').count() + 1;
        assert_eq!(edit["line"], line);
        text.splice(start..end, edit["replacement"].as_str().unwrap().bytes());
    }
    for (path, text) in files {
        fs::write(folder.join(path.file_name().unwrap()), text).unwrap();
    }
    Program { folder, release: program.release.clone(), input: program.input.clone() }
}

/// What a run printed; traces of panics name files by their path.
fn shows(program: &Program) -> (String, String, Option<i32>) {
    let out = program.goslice(&["run"]);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(program.folder.to_str().unwrap(), "DIR");
    (text(&out.stdout), text(&out.stderr), out.status.code())
}

fn check(plain: &Program, before: &[Value], edited: &Program, advice: &Value, scratch: &Path) -> Result<(), String> {
    let (old, new) = (shows(plain), shows(edited));
    let after = edited.trace(scratch);
    if advice["kind"] == "saving" {
        if old != new {
            return Err(format!("not the same output: {old:?} and {new:?}"));
        }
        let (had, has) = (costs(before), costs(&after));
        let claim = |cost: &str| {
            let number = |run: &str| advice["checked"][run][cost].as_u64().unwrap() as i64;
            number("before") - number("after")
        };
        for (cost, n) in ["moves", "allocated", "copied"].iter().zip(0..) {
            if had[n] - has[n] != claim(cost) || has[n] > had[n] {
                return Err(format!("{cost}: from {} to {}", had[n], has[n]));
            }
        }
        return Ok(());
    }
    if old.2 != new.2 || old == new {
        return Err(format!("a repair changes the output and not the end: {old:?} and {new:?}"));
    }
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<String>>();
    for (side, shown) in [("before", &old), ("after", &new)] {
        for line in advice["checked"]["output"][side].as_array().unwrap() {
            let line = line.as_str().unwrap();
            if !lines(&shown.0).contains(line) && !lines(&shown.1).contains(line) {
                return Err(format!("{side}: does not print {line}"));
            }
        }
    }
    if let Some(victim) = advice["checked"]["finding"]["overwrites"].as_str()
        && overwritten(&after).contains(victim)
    {
        return Err(format!("{victim} is still overwritten"));
    }
    match overwritten(&after).is_subset(&overwritten(before)) {
        true => Ok(()),
        false => Err("another variable is overwritten".to_owned()),
    }
}

/// Moves, bytes of heap blocks and bytes copied of a whole run.
fn costs(events: &[Value]) -> [i64; 3] {
    let mut costs = [0; 3];
    for event in events {
        let appended = event["event"] == "append" && event["rule"].is_string();
        if appended && event["moved"] == true && event["before"]["cap"] != 0 || event["event"] == "move to heap" {
            costs[0] += 1;
        }
        if event["place"] == "heap" {
            costs[1] += event["block"]["bytes"].as_i64().unwrap_or(0);
        }
        costs[2] += event["copied"].as_i64().unwrap_or(0);
    }
    costs
}

/// Variables that appends overwrote.
fn overwritten(events: &[Value]) -> BTreeSet<String> {
    let aliases = events.iter().filter_map(|event| event["aliases"].as_array()).flatten();
    let kind = |alias: &&Value| alias["kind"] == "overwrites";
    aliases.filter(kind).map(|alias| alias["variable"].as_str().unwrap().to_owned()).collect()
}
