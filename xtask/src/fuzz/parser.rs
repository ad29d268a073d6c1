//! Fuzzing the parser: real files, mutated, must neither crash nor hang it nor break what holds of every tree.

use super::{Plan, Rng, cases};
use crate::parse::go_files;
use goslice_syntax::source::Pos;
use goslice_syntax::visit::{Node, walk};
use goslice_syntax::{NodeIds, expr_string, invariants, parse_file};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

/// Far more than any input of the size takes.
const TOO_LONG: Duration = Duration::from_secs(5);

/// Mutants grow no further than this, in bytes.
const LARGEST: usize = 200_000;

/// The stack that parsing and dropping a tree must do with.
const STACK: usize = 4 << 20;

/// Pieces of text to be put anywhere.
const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    ":",
    ".",
    "...",
    "=",
    ":=",
    "==",
    "+",
    "-",
    "*",
    "/",
    "&",
    "|",
    "^",
    "<-",
    "!",
    "~",
    "++",
    "+=",
    "<<",
    "&^",
    "&&",
    "||",
    "\n",
    "//",
    "/*",
    "*/",
    "\"",
    "`",
    "'",
    "\\",
    "\0",
    "\u{feff}",
    "é",
    "٣",
    "0x",
    "1e",
    "1_",
    "0b2",
    "1i",
    "'a'",
    "\"s\"",
    "x",
    "_",
    "T",
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "map",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "type",
    "var",
    "//go:noinline\n",
    "[P any]",
    "x.(type)",
    "func() {",
    "if x := (T{}); x {",
    "struct {",
    "interface { ~",
];

/// Runs until the plan's time is up.
pub(super) fn run(plan: &Plan) -> Result<(), String> {
    let mut paths = vec![];
    let repository = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("..")];
    for dir in if plan.dirs.is_empty() { &repository } else { &plan.dirs } {
        go_files(dir, &mut paths).map_err(|error| format!("{}: {error}", dir.display()))?;
    }
    paths.sort();
    let mut seeds: Vec<Vec<u8>> = paths.iter().filter_map(|path| std::fs::read(path).ok()).collect();
    seeds.retain(|seed| !seed.is_empty() && seed.len() < LARGEST / 4);
    if seeds.is_empty() {
        return Err("no .go files to start from".to_owned());
    }
    // An overflow of the stack ends the process: the input is left here.
    let last = std::env::temp_dir().join(format!("goslice-fuzz-parser-{}.go", std::process::id()));
    println!("{} seed files; the current input is in {}", seeds.len(), last.display());
    let fuzzing = || {
        cases(plan, |rng| {
            let text = mutant(rng, &seeds);
            std::fs::write(&last, &text).map_err(|error| error.to_string())?;
            let start = Instant::now();
            let outcome = catch_unwind(AssertUnwindSafe(|| check(&text)));
            let outcome = outcome.unwrap_or_else(|_| Err("panic".to_owned()));
            if start.elapsed() > TOO_LONG {
                return Err(format!("took {:?} for {}", start.elapsed(), last.display()));
            }
            outcome.map_err(|finding| format!("{finding}, for {}", last.display()))
        })
    };
    let outcome = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, fuzzing);
        thread
            .map_err(|error| error.to_string())?
            .join()
            .unwrap_or_else(|_| Err("the fuzzer itself panicked".to_owned()))
    });
    if outcome.is_ok() {
        std::fs::remove_file(&last).map_err(|error| error.to_string())?;
    }
    outcome
}

/// Parses `text` and checks everything that holds of any parse.
fn check(text: &[u8]) -> Result<(), String> {
    let base = Pos(7);
    let mut ids = NodeIds::new();
    let (file, errors) = parse_file(base, text, &mut ids);
    invariants::check(&file, base, text, ids.count(), errors.is_empty())?;
    if errors.len() > 11 || errors.iter().any(|error| error.msg.is_empty()) {
        return Err("errors are empty or too many".to_owned());
    }
    let real = errors.len().min(10);
    if !errors[..real].is_sorted_by_key(|error| error.pos) {
        return Err("errors are not sorted".to_owned());
    }
    let mut printed = 0;
    walk(&file, &mut |node| {
        if let Node::Expr(x) = node
            && printed < 200_000
        {
            printed += expr_string(x).len();
        }
    });
    let again = parse_file(base, text, &mut NodeIds::new()).1;
    if again != errors {
        return Err("the errors differ from one time to the next".to_owned());
    }
    Ok(())
}

/// A random file made from `seeds`.
fn mutant(rng: &mut Rng, seeds: &[Vec<u8>]) -> Vec<u8> {
    if rng.below(50) == 0 {
        return (0..rng.below(2000)).map(|_| rng.next() as u8).collect();
    }
    let mut text = if rng.below(20) == 0 { b"package p\n".to_vec() } else { rng.pick(seeds).clone() };
    for _ in 0..1 + rng.below(8) {
        mutate(rng, &mut text, seeds);
        text.truncate(LARGEST);
    }
    text
}

/// Changes `text` somewhere.
fn mutate(rng: &mut Rng, text: &mut Vec<u8>, seeds: &[Vec<u8>]) {
    let at = rng.below(text.len() + 1);
    match rng.below(9) {
        0 => {
            if let Some(byte) = text.get_mut(at) {
                *byte = rng.next() as u8;
            }
        }
        1 | 2 => insert(text, at, rng.pick(PIECES).as_bytes()),
        3 => {
            let end = (at + rng.below(30)).min(text.len());
            text.drain(at..end);
        }
        4 => {
            // A run of tokens out of nowhere.
            let soup: Vec<&str> = (0..rng.below(40)).map(|_| *rng.pick(PIECES)).collect();
            insert(text, at, soup.join(" ").as_bytes());
        }
        5 => {
            let part = part(rng, text).to_vec();
            insert(text, at, &part);
        }
        6 => {
            let other: &Vec<u8> = rng.pick(seeds);
            let part = part(rng, other).to_vec();
            insert(text, at, &part);
        }
        7 => {
            // Depth: the same little thing over and over.
            let unit = if rng.below(2) == 0 {
                rng.pick(PIECES).as_bytes().to_vec()
            } else {
                let part = part(rng, text);
                part[..part.len().min(20)].to_vec()
            };
            let count = if rng.below(10) == 0 { rng.below(20_000) } else { rng.below(700) };
            insert(text, at, &unit.repeat(count.min(LARGEST / unit.len().max(1))));
        }
        _ => text.truncate(at),
    }
}

/// A random part of `text`.
fn part<'a>(rng: &mut Rng, text: &'a [u8]) -> &'a [u8] {
    let start = rng.below(text.len());
    let end = (start + rng.below(200)).min(text.len());
    &text[start..end]
}

fn insert(text: &mut Vec<u8>, at: usize, piece: &[u8]) {
    text.splice(at..at, piece.iter().copied());
}
