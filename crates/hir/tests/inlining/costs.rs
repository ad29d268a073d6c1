//! The costs of functions are those that the real compilers print.

use crate::support::Program;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")
}

/// Compares with a recording; gives the number of functions and what is different.
fn compare(minor: u32) -> (usize, Vec<String>) {
    let recorded = std::fs::read_to_string(testdata().join(format!("inline/go1.{minor}.txt"))).unwrap();
    let mut programs: HashMap<String, HashMap<String, String>> = HashMap::new();
    let (mut n, mut wrong) = (0, Vec::new());
    for line in recorded.lines().filter(|line| !line.starts_with('#')) {
        let (place, want) = line.split_once(": ").unwrap();
        let (path, at) = place.split_once(':').unwrap();
        let costs = programs.entry(path.to_owned()).or_insert_with(|| {
            let text = std::fs::read_to_string(testdata().join(path)).unwrap();
            let program = Program::check(&text, minor).unwrap_or_else(|errors| panic!("{path}: {errors}"));
            program.inline_costs(minor).into_iter().collect()
        });
        n += 1;
        let have = costs.get(at).map_or("nothing", String::as_str);
        if have != want {
            wrong.push(format!("{place}: {have}, in Go {want}"));
        }
    }
    (n, wrong)
}

#[test]
fn functions_cost_what_the_compiler_of_go_1_27_says() {
    let (n, wrong) = compare(27);
    assert!(n > 1000);
    assert!(wrong.len() * 100 <= n, "{} of {n}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn small_functions_cost_exactly_what_the_compiler_of_go_1_24_says() {
    let (n, wrong) = compare(24);
    assert!(n > 100 && wrong.is_empty(), "{} of {n}:\n{}", wrong.len(), wrong.join("\n"));
}
