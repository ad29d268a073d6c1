//! Random programs about what stays on the stack: goslice against real Gos, which are the only judges.
//!
//! Functions build slices, return, store, range over and pass them, also through methods and closures; each shows
//! lengths and capacities on the way, which since Go 1.25 depend on what escapes.

use super::real::RealGo;
use super::{Plan, Rng, cases};
use std::fmt::Write;
use std::process::Command;
use std::sync::LazyLock;

/// Element types with the expression for a value from the integer `x`.
const ELEMS: [(&str, &str); 8] = [
    ("byte", "byte(x)"),
    ("int16", "int16(x)"),
    ("int", "x"),
    ("string", "words[x&3]"),
    ("*int", "&cells[x&3]"),
    ("[3]int64", "[3]int64{int64(x)}"),
    ("struct{ a, b int32 }", "E{int32(x), 1}"),
    ("struct{ p *int; n int }", "E{&cells[x&3], x}"),
];

/// What the functions call, and the types that they use.
const HELPERS: &str = include_str!("helpers.txt");

/// Statements, each as often as its weight says. In the file they stand behind lines of two dashes, with the weight where it is
/// not 1. `$s` and `$o` are slices of the function, `$f` is its name, `$label` a number that nothing else has.
static STATEMENTS: LazyLock<Vec<&str>> = LazyLock::new(|| weighted(include_str!("statements.txt")));

/// Runs the fuzzer.
pub(crate) fn run(plan: &Plan) -> Result<(), String> {
    let binary = crate::binary::goslice()?;
    let folder = std::env::temp_dir().join(format!("goslice-stack-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|err| err.to_string())?;
    let gos = RealGo::find(&plan.gos)?;
    if gos.is_empty() {
        return Err("fuzz stack compares with real Gos, and there is none: give --go PATH/TO/go".to_owned());
    }
    let (mut programs, mut differing, mut funcs) = (0, 0, 0);
    let mut number = plan.only.unwrap_or(0);
    let result = cases(plan, |rng| {
        let program = generate(rng);
        let path = folder.join(format!("case{number}.go"));
        std::fs::write(&path, &program).map_err(|err| err.to_string())?;
        let mut agree = true;
        for go in &gos {
            let (_, want) = go.run(&path)?;
            let run = Command::new(&binary).args(["run", "--go", &format!("1.{}", go.minor)]).arg(&path).output();
            let output = run.map_err(|err| format!("{binary}: {err}"))?;
            let got = String::from_utf8_lossy(&output.stderr);
            programs += 1;
            funcs += FUNCS;
            if got != want {
                differing += 1;
                agree = false;
                println!("case {number} of seed {}, Go 1.{}: {}", plan.seed, go.minor, differences(&got, &want));
            }
        }
        if agree && Some(number) != plan.only {
            // Nothing depends on the file's going away.
            let _ = std::fs::remove_file(&path);
        }
        number += 1;
        Ok(())
    });
    println!(
        "{} of {programs} programs ({funcs} functions) agree; those that differ are in {}",
        programs - differing,
        folder.display()
    );
    result
}

/// The functions whose lines differ, with the first line of each.
fn differences(got: &str, want: &str) -> String {
    let mut text = String::new();
    let mut seen = Vec::new();
    for (at, line) in want.lines().enumerate() {
        let other = got.lines().nth(at).unwrap_or("(ended)");
        let name = line.split(' ').next().unwrap_or("");
        if other != line && !seen.contains(&name) {
            seen.push(name);
            if seen.len() <= 6 {
                let _ = write!(text, "\n  {other}   Go: {line}");
            }
        }
    }
    text
}

const FUNCS: usize = 20;

/// A program with functions that build slices and let them go in different ways.
pub(super) fn generate(rng: &mut Rng) -> String {
    let (elem, value) = *rng.pick(&ELEMS);
    let mut program = format!("package main\n\ntype E {elem}\n\nfunc mk(x int) E {{ return {value} }}\n\n{HELPERS}");
    if elem.starts_with('*') || elem.starts_with('[') || !elem.starts_with("struct") {
        program = program.replace(&format!("type E {elem}"), &format!("type E = {elem}"));
    }
    let mut calls = String::new();
    for func in 0..FUNCS {
        function(rng, func, &mut program, &mut calls);
    }
    let _ =
        write!(program, "\nfunc main() {{\n\tfor _, n := range []int{{0, 1, 2, 3, 5, 9, 40}} {{\n{calls}\t}}\n}}\n");
    program
}

/// A function with one or two slices.
fn function(rng: &mut Rng, at: usize, program: &mut String, calls: &mut String) {
    let pragma = if rng.below(3) == 0 { "" } else { "//go:noinline\n" };
    let named = rng.below(5) == 0;
    let returns = named || rng.below(2) == 0;
    let result = if named {
        " (s []E)"
    } else if returns {
        " []E"
    } else {
        ""
    };
    let _ = writeln!(program, "\n{pragma}func f{at}(n int){result} {{");
    if !named {
        let start = rng.pick(&[
            "var s []E",
            "var s []E",
            "var s []E",
            "s := []E{}",
            "s := []E{mk(n)}",
            "s := make([]E, 0, 3)",
            "s := make([]E, 0, n)",
            "s := build(n)",
            "s := small(n)",
        ]);
        let _ = writeln!(program, "\t{start}");
    }
    let second = rng.below(3) == 0;
    if second {
        program.push_str("\tvar t []E\n");
    }
    for _ in 0..1 + rng.below(4) {
        statement(rng, at, second, 1, program);
    }
    if second {
        let _ = writeln!(program, "\tprintln(\"f{at} t\", len(t))");
    }
    if returns {
        let end = match rng.below(6) {
            0 if named => "return",
            1 => "return id(s)",
            2 => "return append(s, mk(n))",
            _ => "return s",
        };
        let _ = writeln!(program, "\t{end}");
        let _ = writeln!(
            calls,
            "\t\tif r := f{at}(n); true {{\n\t\t\tprintln(\"f{at} result\", n, len(r), cap(r), r == nil)\n\t\t}}"
        );
    } else {
        program.push_str("\t_ = s\n");
        let _ = writeln!(calls, "\t\tf{at}(n)");
    }
    program.push_str("}\n");
}

fn statement(rng: &mut Rng, at: usize, second: bool, depth: usize, program: &mut String) {
    let tab = "\t".repeat(depth);
    let s = if second && rng.below(3) == 0 { "t" } else { "s" };
    let o = if second && rng.below(2) == 0 { "t" } else { "s" };
    let label = rng.below(1 << 30).to_string();
    let template = rng.pick(&STATEMENTS).replace('\n', &format!("\n{tab}"));
    let name = format!("f{at}");
    let names = [("$label", &*label), ("$s", s), ("$o", o), ("$f", &*name)];
    let text = names.into_iter().fold(template, |text, (from, to)| text.replace(from, to));
    match rng.below(6) {
        0 if depth == 1 => {
            let _ = writeln!(program, "{tab}if n > {} {{", rng.below(4));
            for line in text.lines() {
                let _ = writeln!(program, "\t{}{line}", if line.starts_with('\t') { "" } else { "\t" });
            }
            let _ = writeln!(program, "{tab}}}");
        }
        1 => {
            let _ = writeln!(program, "{tab}{{\n{tab}{text}\n{tab}}}");
        }
        _ => {
            let _ = writeln!(program, "{tab}{{\n{tab}{text}\n{tab}}}\n{tab}println(\"f{at}\", n, len({s}), cap({s}))");
        }
    }
}

/// The parts of a text behind lines such as `-- 3`, each so many times.
fn weighted(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for part in text.split("\n--").map(|part| part.trim_start_matches("--")) {
        let (weight, statement) = part.split_once('\n').unwrap_or((part, ""));
        let weight = weight.trim().parse().unwrap_or(1);
        parts.extend(std::iter::repeat_n(statement.trim_end(), weight));
    }
    parts
}
