//! What the compiler does not check of the repository's shape. Runs within `cargo test --workspace`.
//!
//! The layers are those of the code map in `ARCHITECTURE.md`: there is no second table to go stale.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Dependencies that the layers would allow, and that the design forbids: who, on whom.
const NEVER: &[(&str, &[&str])] =
    &[("jit", &["rt"]), ("rt", &["jit", "ir", "hir", "types", "syntax"]), ("explain", &["rt", "jit", "driver"])];

/// Where `unsafe` may stand. Elsewhere the workspace's lint denies it, and nobody may switch the lint off.
const UNSAFE: &[&str] = &[
    "crates/goslice/benches/",
    "crates/goslice/tests/out_of_memory.rs",
    "crates/goslice/src/raw.rs",
    "crates/goslice/src/raw/",
    "crates/goslice/src/window.rs",
    "crates/goslice/src/window/",
    "crates/abi/src/",
    "crates/rt/src/",
    "crates/jit/src/",
    "crates/jit/tests/",
    "crates/driver/src/calls.rs",
    "crates/driver/src/descs.rs",
    "crates/driver/src/observer.rs",
    "crates/driver/src/session.rs",
];

/// Crates that read nothing but their arguments and write nothing but their results, and what that forbids.
const PURE: &[&str] = &["goslice", "syntax", "types", "hir", "ir", "explain"];
const EFFECTS: &[&str] =
    &["print!(", "println!(", "dbg!(", "std::fs", "fs::read", "File::", "std::env::", "std::process", "std::net"];

/// Ends of the host process, which are not the runtime's to decide.
const EXITS: &[&str] = &["process::exit", "process::abort", "libc::exit", "libc::_exit", "libc::abort"];

/// Names of places outside the repository. In two pieces, so that this file passes its own test.
const FOREIGN: &[&str] = &[concat!("..", "/shared"), concat!("/wo", "rk/")];

const MAX_LINES: usize = 1000;

#[test]
fn crates_depend_on_lower_layers_only() {
    let layers: BTreeMap<String, u32> = code_map().into_iter().collect();
    let mut problems = Vec::new();
    for (name, layer) in &layers {
        let (deps, dev_deps) = dependencies(name);
        for dep in &deps {
            match layers.get(dep) {
                None => problems.push(format!("{name} -> {dep}: not in the code map")),
                Some(lower) if lower >= layer => problems.push(format!("{name} (L{layer}) -> {dep} (L{lower})")),
                Some(_) => {}
            }
        }
        for dep in deps.iter().chain(&dev_deps) {
            let forbidden = NEVER.iter().any(|(who, whom)| who == name && whom.contains(&&**dep));
            if forbidden || dep == "cli" {
                problems.push(format!("{name} -> {dep}: never"));
            }
        }
    }
    report(&problems);
}

#[test]
fn the_code_map_names_each_crate_once() {
    let mut on_disk: Vec<String> = fs::read_dir(root().join("crates"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .chain(["xtask".to_owned()])
        .collect();
    on_disk.sort();
    let mut mapped: Vec<String> = code_map().into_iter().map(|(name, _)| name).collect();
    mapped.sort();
    assert_eq!(mapped, on_disk, "the code map of ARCHITECTURE.md, and the folders");
}

#[test]
fn source_files_begin_with_what_they_are_for_and_are_not_long() {
    let mut problems = Vec::new();
    for (path, text) in texts(|path| has_extension(path, "rs")) {
        if !text.starts_with("//!") {
            problems.push(format!("{path}: does not begin with //!"));
        }
        let n_lines = text.lines().count();
        if n_lines > MAX_LINES {
            problems.push(format!("{path}: {n_lines} lines, more than {MAX_LINES}"));
        }
    }
    report(&problems);
}

#[test]
fn unsafe_code_stands_where_the_design_allows_it() {
    let mut problems = Vec::new();
    for (path, text) in texts(|path| has_extension(path, "rs")) {
        let allowed = path == "xtask/tests/tidy.rs" || UNSAFE.iter().any(|place| path.starts_with(place));
        if !allowed && text.contains("unsafe_code") && !text.contains("#![forbid(unsafe_code)]") {
            problems.push(format!("{path}: changes the lint unsafe_code"));
        }
    }
    for place in UNSAFE {
        if !root().join(place).exists() {
            problems.push(format!("{place}: listed, but gone"));
        }
    }
    for (path, text) in texts(|path| path.ends_with("Cargo.toml")) {
        if text.contains("[package]") && !text.contains("[lints]\nworkspace = true") {
            problems.push(format!("{path}: without the workspace's lints"));
        }
    }
    report(&problems);
}

#[test]
fn pure_crates_have_no_effects() {
    let mut problems = Vec::new();
    for name in PURE {
        problems.extend(mentions(&format!("crates/{name}/src/"), EFFECTS));
    }
    report(&problems);
}

/// `println!` and its kin panic when the disk is full or the reader has gone. `write!` to standard output is for output.rs.
#[test]
fn the_command_writes_in_one_place() {
    let mut problems = mentions("crates/cli/src/", &["print!(", "println!(", "dbg!(", "io::stdout()", "io::stderr()"]);
    problems.extend(mentions("crates/driver/src/", &["print!(", "println!(", "dbg!("]));
    report(&problems);
}

#[test]
fn the_runtime_never_ends_the_process() {
    let mut problems = mentions("crates/rt/src/", EXITS);
    // Programs that its tests start, which end as programs do.
    problems.retain(|problem| !problem.starts_with("crates/rt/src/tests/"));
    report(&problems);
}

#[test]
fn paths_in_documents_exist() {
    let mut problems = Vec::new();
    for (path, text) in texts(|path| has_extension(path, "md")) {
        let folder = root().join(&path).parent().unwrap().to_owned();
        for link in links(&text) {
            let file = link.split('#').next().unwrap();
            if !link.contains("://") && !file.is_empty() && !folder.join(file).exists() {
                problems.push(format!("{path}: link to {link}"));
            }
        }
        for quoted in text.split('`').filter(|quoted| is_repository_path(quoted)) {
            if !root().join(quoted).exists() {
                problems.push(format!("{path}: names {quoted}"));
            }
        }
    }
    report(&problems);
}

#[test]
fn nothing_names_places_outside_the_repository() {
    let mut problems = Vec::new();
    for (path, text) in texts(|_| true) {
        for (at, line) in text.lines().enumerate() {
            if FOREIGN.iter().any(|place| line.contains(place)) {
                problems.push(format!("{path}:{}: {}", at + 1, line.trim()));
            }
        }
    }
    report(&problems);
}

/// Rows of the code map: `| L3 | [name](crates/name) | what it is |`.
fn code_map() -> Vec<(String, u32)> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let section = text.split("\n## ").find(|section| section.starts_with("Code map")).expect("a section Code map");
    let rows = section.lines().filter_map(|line| {
        let (layer, rest) = line.strip_prefix("| L")?.split_once(" | [")?;
        let (name, _) = rest.split_once("](")?;
        Some((name.to_owned(), layer.parse().expect("the number of a layer")))
    });
    rows.collect()
}

/// The workspace's crates that a crate depends on, and those that only its tests do.
fn dependencies(name: &str) -> (Vec<String>, Vec<String>) {
    let folder = if name == "xtask" { root().join(name) } else { root().join("crates").join(name) };
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let (mut deps, mut dev_deps, mut section) = (Vec::new(), Vec::new(), "");
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
            continue;
        }
        let key = line.split(['.', ' ', '=']).next().unwrap();
        let dep = match key.strip_prefix("goslice-") {
            Some(dep) => dep,
            None if key == "goslice" => key,
            None => continue,
        };
        if section.contains("dev-dependencies") {
            dev_deps.push(dep.to_owned());
        } else if section.contains("dependencies") {
            deps.push(dep.to_owned());
        }
    }
    (deps, dev_deps)
}

/// Lines below a folder, comments left out, that contain one of the words.
fn mentions(folder: &str, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in texts(|path| path.starts_with(folder) && has_extension(path, "rs")) {
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if !line.starts_with("//") && words.iter().any(|word| line.contains(word)) {
                found.push(format!("{path}:{}: {line}", at + 1));
            }
        }
    }
    found
}

/// Targets of links, `[text](target)`.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|link| !link.contains(char::is_whitespace))
}

/// Whether quoted text is a path from the root, and not a pattern or a command.
fn is_repository_path(quoted: &str) -> bool {
    let starts = ["crates/", "xtask/", "testdata/", "examples/", ".ci/", ".cargo/"];
    starts.iter().any(|start| quoted.starts_with(start))
        && quoted.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-/".contains(c))
}

/// Text files of the repository that are wanted, with paths from its root, in order.
fn texts(wanted: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap();
            // A folder, or a file in a second working tree.
            if name == ".git" {
                continue;
            }
            if path.is_dir() {
                if name != "target" {
                    folders.push(path);
                }
                continue;
            }
            let relative = path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
            if !wanted(&relative) {
                continue;
            }
            // What is not text has no words to look at.
            if let Ok(text) = fs::read_to_string(&path) {
                files.push((relative, text));
            }
        }
    }
    files.sort();
    files
}

fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|it| it == extension)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn report(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}
