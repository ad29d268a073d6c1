//! The deepest programs that the parser lets through go through every later walk: no command overflows a stack or takes
//! exponential time. Programs with thousands of declarations that depend on each other do too: each took a minute or more while
//! some walk went over all of them for each of them.

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
    let nested_struct = nest("struct{ a ", "int", " }");
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
        runs_and_is_explained(name, declarations, &body, printed);
    }
}

/// How many declarations depend on each other.
const DECLARED: usize = 9_000;

#[test]
fn declarations_in_long_chains_run_and_are_explained() {
    let chain = |first: &str, next: &dyn Fn(usize) -> String, n: usize| {
        let rest: String = (1..n).map(next).collect();
        format!("{first}\n{rest}")
    };
    let last = DECLARED - 1;
    let programs = [
        (
            "constants",
            chain("const c0 = 1", &|i| format!("const c{i} = c{} + 1\n", i - 1), DECLARED),
            format!("\tprintln(c{last})"),
            DECLARED as i64,
        ),
        (
            "variables",
            chain("var v0 = 1", &|i| format!("var v{i} = v{} + 1\n", i - 1), DECLARED),
            format!("\tprintln(v{last})"),
            DECLARED as i64,
        ),
        (
            "variables_backwards",
            format!("{}var v{last} = 1\n", chain("", &|i| format!("var v{} = v{i} + 1\n", i - 1), DECLARED)),
            "\tprintln(v0)".to_owned(),
            DECLARED as i64,
        ),
        (
            "variables_through_functions",
            chain(
                "var v0 = 1",
                &|i| format!("var v{i} = f{i}()\nfunc f{i}() int {{ return v{} + 1 }}\n", i - 1),
                3_000,
            ),
            "\tprintln(v2999)".to_owned(),
            3_000,
        ),
        (
            "struct_chain",
            chain(
                "type T0 struct{ x int; p *int }",
                &|i| format!("type T{i} struct{{ a T{}; b *T{} }}\n", i - 1, i - 1),
                2_000,
            ),
            "\tvar t, u T1999\n\tif t == u {\n\t\tprintln(7)\n\t}".to_owned(),
            7,
        ),
        (
            "embedded",
            chain(
                "type T0 struct{ x int }\nfunc (t *T0) m() int { return t.x + 5 }\ntype I interface{ m() int }",
                &|i| format!("type T{i} struct{{ T{} }}\n", i - 1),
                600,
            ),
            "\tvar t T599\n\tt.x = 3\n\tvar i I = &t\n\tprintln(i.m())".to_owned(),
            8,
        ),
        (
            "interfaces",
            chain("type I0 interface{ m0() }", &|i| format!("type I{i} interface{{ I{}; m{i}() }}\n", i - 1), 1_500),
            "\tvar i I1499\n\tif i == nil {\n\t\tprintln(3)\n\t}".to_owned(),
            3,
        ),
        (
            "function_variables",
            String::new(),
            format!(
                "{}\tprintln(f799())",
                chain("\tf0 := func() int { return 4 }", &|i| format!("\tf{i} := f{}\n", i - 1), 800)
            ),
            4,
        ),
        (
            "literals_in_variables",
            String::new(),
            format!(
                "\tx := 1\n{}x++\n{}\tprintln(x)",
                (0..100).map(|i| format!("f{i} := func() {{\n")).collect::<String>(),
                (0..100).rev().map(|i| format!("}}\nf{i}()\n")).collect::<String>()
            ),
            2,
        ),
    ];
    for (name, declarations, body, printed) in programs {
        runs_and_is_explained(name, &declarations, &body, printed);
    }
}

#[test]
fn long_bodies_run_and_are_explained() {
    let calls = "()".repeat(1_000);
    let methods = ".m()".repeat(2_000);
    let loops = "\tfor i := 0; i < len(s); i++ { x += s[i] }\n".repeat(800);
    let indexed: String = (0..3_000).map(|i| format!("\tx += s[{}]\n", i % 3)).collect();
    let values: String = (0..2_000).map(|i| format!("{}x[{i}]", if i > 0 { ", " } else { "" })).collect();
    let programs = [
        (
            "calls_of_results",
            "type F func() F\nfunc f() F { return f }\n",
            format!("\tif f{calls} != nil {{\n\t\tprintln(1)\n\t}}"),
            1,
        ),
        (
            "methods_of_results",
            "type T struct{ a int }\nfunc (t *T) m() *T { t.a++; return t }\n",
            format!("\tt := &T{{}}\n\tt{methods}\n\tprintln(t.a)"),
            2_000,
        ),
        (
            "indexes",
            "type S []S\n",
            format!("\tx := S{{nil}}\n\tx[0] = x\n\tprintln(len(x{}))", "[0]".repeat(LINKS)),
            1,
        ),
        ("many_loops", "", format!("\tx := 0\n\ts := []int{{1, 2, 3}}\n{loops}\tprintln(x)"), 4_800),
        ("many_checks", "", format!("\ts := []int{{1, 2, 3}}\n\tx := 0\n{indexed}\tprintln(x)"), 6_000),
        ("many_values", "", format!("\tx := make([]int, 2000)\n\t{values} = {values}\n\tprintln(len(x))"), 2_000),
    ];
    for (name, declarations, body, printed) in programs {
        runs_and_is_explained(name, declarations, &body, printed);
    }
}

/// What every command does with a program whose body of main is `body`.
fn runs_and_is_explained(name: &str, declarations: &str, body: &str, printed: i64) {
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

/// A file with this text.
fn scratch(name: &str, text: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("deep_{name}.go"));
    fs::write(&path, text).unwrap();
    path
}
