//! The deepest programs that the parser lets through go through every later walk: no command overflows a stack or takes
//! exponential time.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Links of a chain, near the parser's limit of 10,000 nodes.
const LINKS: usize = 9_900;
/// Levels of nesting, near the parser's limit of 500.
const LEVELS: usize = 490;

#[test]
fn the_deepest_programs_run_and_are_explained() {
    let chain = |x: &str, link: &str| format!("{x}{}", link.repeat(LINKS));
    let nest = |open: &str, x: &str, close: &str| format!("{}{x}{}", open.repeat(LEVELS), close.repeat(LEVELS));
    // A third: a call of a literal is three levels.
    let literals = format!("{}x++\n{}", "func() {\n".repeat(LEVELS / 3), "}()\n".repeat(LEVELS / 3));
    // Layouts of nested structs are computed anew at each level: fewer of them.
    let nested_struct = format!("{}int{}", "struct{ a ".repeat(100), " }".repeat(100));
    let programs = [
        ("sum", "", format!("\tx := 1\n\tprintln({})", chain("x", " + x")), LINKS as i64 + 1),
        ("constant", "", format!("\tprintln({})", chain("1", " + 1")), LINKS as i64 + 1),
        ("text", "", format!("\tprintln(len({}))", chain("\"a\"", " + \"b\"")), LINKS as i64 + 1),
        ("and", "", format!("\tx := true\n\tif {} {{\n\t\tprintln(1)\n\t}}", chain("x", " && x")), 1),
        (
            "fields",
            "type T struct {\n\tn *T\n\tx int\n}\n",
            format!("\tt := &T{{x: 7}}\n\tt.n = t\n\tprintln({}.x)", chain("t", ".n")),
            7,
        ),
        ("parentheses", "", format!("\tx := 3\n\tprintln({})", nest("(", "x", ")")), 3),
        (
            "calls",
            "func f(x int) int { return x + 1 }\n",
            format!("\tprintln({})", nest("f(", "0", ")")),
            LEVELS as i64,
        ),
        ("appends", "", format!("\tvar s []int\n\tprintln(len({}))", nest("append(", "s", ", 1)")), LEVELS as i64),
        ("branches", "", format!("\tx := 5\n{}", nest("if x == 5 {\n", "println(x)\n", "}\n")), 5),
        ("loops", "", format!("\tx := 1\n{}\tprintln(x)", nest("for x < 2 {\n", "x++\n", "}\n")), 2),
        ("literals", "", format!("\tx := 1\n{literals}\tprintln(x)"), 2),
        (
            "pointers",
            &format!("type T {}int\n", "*".repeat(LEVELS)),
            "\tvar t T\n\tif t == nil {\n\t\tprintln(4)\n\t}".to_owned(),
            4,
        ),
        (
            "structs",
            &format!("type T {}\n", nested_struct),
            "\tvar t, u T\n\tif t == u {\n\t\tprintln(6)\n\t}".to_owned(),
            6,
        ),
    ];
    for (name, declarations, body, printed) in programs {
        let text = format!("package main\n\n{declarations}\nfunc main() {{\n{body}\n}}\n");
        let program = scratch(name, &text);
        for command in
            [&["check"][..], &["run"], &["run", "--check-stack"], &["why", "--all"], &["trace", "--out", "/dev/null"]]
        {
            let output = Command::new(env!("CARGO_BIN_EXE_goslice")).args(command).arg(&program).output().unwrap();
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{name}, {command:?}: {}: {errors}", output.status);
            if command[0] == "run" || command[0] == "trace" {
                assert_eq!(errors, format!("{printed}\n"), "{name}, {command:?}");
            }
        }
    }
}

/// A file with this text.
fn scratch(name: &str, text: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("deep_{name}.go"));
    fs::write(&path, text).unwrap();
    path
}
