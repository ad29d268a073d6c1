//! Go sources and the bodies that they are lowered to, side by side in `tests/lower`. `BLESS=1` rewrites the latter.

#[path = "inlining/costs.rs"]
mod inline_costs;
mod support;

use std::path::{Path, PathBuf};
use support::Program;

fn sources(dir: &str) -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join(dir);
    let entries = std::fs::read_dir(dir).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "go"));
    paths.sort();
    paths
}

/// The language that a source asks for: `// lang 21` on its first line.
fn lang(text: &str) -> u32 {
    text.strip_prefix("// lang ").and_then(|rest| rest.lines().next()?.parse().ok()).unwrap_or(27)
}

#[test]
fn sources_are_lowered_to_the_bodies_beside_them() {
    let mut wrong = Vec::new();
    for path in sources("tests/lower") {
        let text = std::fs::read_to_string(&path).unwrap();
        Program::check(&text, lang(&text)).unwrap_or_else(|errors| panic!("{path:?}: {errors}")).lower_all();
        let found = Program::check(&text, lang(&text)).unwrap_or_else(|errors| panic!("{path:?}: {errors}")).text();
        let expected_path = path.with_extension("hir");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&expected_path, &found).unwrap();
            continue;
        }
        let expected = std::fs::read_to_string(&expected_path).unwrap_or_default();
        if found != expected {
            let at = found.lines().zip(expected.lines()).position(|(a, b)| a != b);
            let at = at.unwrap_or(found.lines().count().min(expected.lines().count()));
            let line = |text: &str| text.lines().nth(at).unwrap_or("(end)").to_string();
            wrong.push(format!("{path:?} line {}:\n- {}\n+ {}", at + 1, line(&expected), line(&found)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_function_of_the_standard_packages_is_lowered() {
    let imports: Vec<String> = goslice_gostd::packages().map(|path| format!("import _ {path:?}\n")).collect();
    let text = format!("package main\n{}func main() {{}}\n", imports.concat());
    let program = Program::check(&text, 27).unwrap_or_else(|errors| panic!("{errors}"));
    assert!(program.lower_all() > 100);
}

#[test]
fn every_program_of_the_test_data_is_lowered() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/programs");
    let mut n_programs = 0;
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path().join("main.go");
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let program = Program::check(&text, 27).unwrap_or_else(|errors| panic!("{path:?}: {errors}"));
        program.lower_all();
        n_programs += 1;
    }
    assert!(n_programs > 5);
}
