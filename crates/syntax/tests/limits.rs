//! No input exhausts the stack, and no later walk over the tree does: both must do with `STACK`.

use goslice_syntax::source::Pos;
use goslice_syntax::{NodeIds, expr_string, parse_file};

/// The stack of a main thread.
const STACK: usize = 8 << 20;

/// Runs `test` with that much stack.
fn with_stack<T: Send>(test: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, test).unwrap();
        thread.join().unwrap()
    })
}

/// The first error of a program with `body` as the body of a function.
fn first_error(body: &str) -> Option<String> {
    with_stack(|| first_error_here(body))
}

fn first_error_here(body: &str) -> Option<String> {
    let text = format!("package p\n\nfunc f() {{\n{body}\n}}\n");
    let (file, errors) = parse_file(Pos(1), text.as_bytes(), &mut NodeIds::new());
    drop(file.clone());
    errors.into_iter().next().map(|error| error.msg)
}

const TOO_DEEP: Option<&str> = Some("syntax error: nesting too deep");
const TOO_LONG: Option<&str> = Some("syntax error: expression too long");

#[test]
fn deep_nesting_of_any_kind_is_an_error() {
    let n = 100_000;
    for (open, middle, close) in [
        ("(", "1", ")"),
        ("- ", "1", ""),
        ("*", "p", ""),
        ("<-", "c", ""),
        ("f(", "1", ")"),
        ("a[", "1", "]"),
        ("[]", "int", "{}"),
        ("[]T{", "", "}"),
        ("T{{", "", "}}"),
        ("func() {", "", "}"),
        ("{", "", "}"),
        ("if a {", "", "}"),
        ("for {", "", "}"),
        ("if a {} else ", "if b {}", ""),
        ("switch { case a: ", "", "}"),
        ("select { case <-c: ", "", "}"),
        ("a: ", "f()", ""),
        ("struct { a ", "int", "}"),
        ("interface { f() ", "int", "}"),
        ("map[", "int", "]int"),
        ("chan ", "int", ""),
        ("func(", "", ")"),
        ("func(a ", "int", ")"),
        ("[]T[", "int", "]"),
        ("x + (y * ", "1", ")"),
        ("a || b && c == d + e * (", "1", ")"),
        ("(x) + (", "1", ")"),
    ] {
        let body = format!("{}{middle}{}", open.repeat(n), close.repeat(n));
        assert_eq!(first_error(&body).as_deref(), TOO_DEEP, "{open}{middle}{close}");
    }
}

#[test]
fn long_chains_are_an_error_only_when_very_long() {
    for link in [" + 1", ".b", "()", "[i]", ".(T)", "[:]"] {
        assert_eq!(first_error(&format!("a = b{}", link.repeat(8_000))), None, "{link}");
        assert_eq!(first_error(&format!("a = b{}", link.repeat(100_000))).as_deref(), TOO_LONG, "{link}");
    }
}

#[test]
fn chains_in_nested_chains_add_up() {
    let mut x = "a".to_owned();
    for _ in 0..50 {
        x = format!("({x}){}", ".b".repeat(500));
    }
    assert_eq!(first_error(&format!("_ = {x}")).as_deref(), TOO_LONG);
}

#[test]
fn types_shared_by_nested_names_do_not_explode() {
    let mut ty = "int".to_owned();
    for _ in 0..60 {
        ty = format!("struct {{ a, b, c {ty} }}");
    }
    let expected = Some("syntax error: declarations repeat too much");
    assert_eq!(first_error(&format!("var x {ty}")).as_deref(), expected);

    let mut value = "1".to_owned();
    for _ in 0..60 {
        value = format!("func() {{ const ( a = {value}; b; c ) }}");
    }
    assert_eq!(first_error(&format!("_ = {value}")).as_deref(), expected);
}

#[test]
fn the_deepest_trees_can_be_printed() {
    let text = format!("package p\nvar x = a{}\n", " + b".repeat(9_000));
    with_stack(|| {
        let (file, errors) = parse_file(Pos(1), text.as_bytes(), &mut NodeIds::new());
        assert_eq!(errors, []);
        let goslice_syntax::ast::Decl::Var(spec) = &file.decls[0] else { panic!("no var") };
        assert_eq!(expr_string(&spec.values[0]).len(), 1 + 4 * 9_000);
    });
}
