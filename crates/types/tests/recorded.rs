//! The errors that were recorded with each release: `testdata/recorded/RELEASE/compile_errors_and_crashes.txt`.

use crate::support::{check, testdata};

const RELEASES: [(&str, u32); 8] = [
    ("1.15", 15),
    ("1.17.13", 17),
    ("1.18", 18),
    ("1.19", 19),
    ("1.20.2", 20),
    ("1.21.13", 21),
    ("1.24.11", 24),
    ("1.27.3", 27),
];

#[test]
fn recorded_errors_are_given_for_every_release() {
    let mut different = String::new();
    for (release, lang) in RELEASES {
        let path = testdata().join("recorded").join(release).join("compile_errors_and_crashes.txt");
        let text = std::fs::read_to_string(path).expect("the recorded errors");
        let mut compared = 0;
        for (name, source, expected) in programs(&text) {
            let go = format!("./{name}.go");
            let actual = check(&go, format!("package main\n{source}\n").as_bytes(), lang).errors;
            if actual != expected {
                different.push_str(&format!("{release} {source}\n  expected {expected:?}\n  actual   {actual:?}\n"));
            }
            compared += 1;
        }
        assert_eq!(compared, 16, "{release}");
    }
    assert!(different.is_empty(), "{different}");
}

/// The one-line programs `c1: ...`, each followed by its errors, up to the programs that crash at run time.
fn programs(text: &str) -> Vec<(&str, &str, Vec<&str>)> {
    let mut programs: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for line in text.lines() {
        if line.starts_with('p') && line.ends_with(':') {
            break;
        }
        match line.split_once(": ") {
            Some((name, source)) if name.starts_with('c') => programs.push((name, source, Vec::new())),
            _ => {
                if let Some(program) = programs.last_mut() {
                    program.2.push(line);
                }
            }
        }
    }
    programs
}
