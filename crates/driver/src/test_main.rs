//! The main function of a test program: calls package testing with the tests and examples of the package.

use goslice_syntax::ast::{Comment, Decl, File, FuncDecl};
use goslice_syntax::source::SourceMap;
use std::fmt::Write;

/// The function that starts the tests; no Go program can have one of this name by accident.
pub(crate) const NAME: &str = "goslice۰testmain";

/// How to run the tests.
#[derive(Clone, Debug, Default)]
pub struct TestOptions {
    /// Print each test as it runs (`-v`).
    pub verbose: bool,
    /// Only those whose name matches this regular expression; empty for all (`-run`).
    pub run: String,
}

/// The source of a file with the function [`NAME`], of the package that `files` are.
pub(crate) fn source(files: &[File], sources: &SourceMap, options: &TestOptions) -> String {
    let package = files.first().map_or("main", |file| &file.package.name);
    let mut tests = String::new();
    let mut examples = String::new();
    for file in files {
        for decl in &file.decls {
            let Decl::Func(func) = decl else { continue };
            if func.recv.is_some() {
                continue;
            }
            let name = &func.name.name;
            if is_called(name, "Test") && func.sig.params.len() == 1 {
                let _ = writeln!(tests, "{{{name:?}, {name}}},");
            } else if is_called(name, "Example")
                && let Some((output, unordered)) = expected_output(func, &file.comments, sources)
            {
                let _ = writeln!(examples, "{{{name:?}, {name}, {}, {unordered}}},", quote(&output));
            }
        }
    }
    format!(
        "package {package}\nimport t۰ \"testing\"\nfunc {NAME}() {{\nt۰.Main({}, {}, []t۰.InternalTest{{\n{tests}}}, \
         []t۰.InternalExample{{\n{examples}}})\n}}\n",
        options.verbose,
        quote(&options.run)
    )
}

/// `TestX`, not `Testing`.
fn is_called(name: &str, prefix: &str) -> bool {
    name.strip_prefix(prefix).is_some_and(|rest| !rest.starts_with(char::is_lowercase))
}

/// A Go string literal.
fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for byte in text.bytes() {
        match byte {
            b' '..=b'~' if byte != b'"' && byte != b'\\' => quoted.push(char::from(byte)),
            _ => drop(write!(quoted, "\\x{byte:02x}")),
        }
    }
    quoted + "\""
}

/// The text after `Output:` in the last comment of an example, and whether its lines may come in any order.
fn expected_output(func: &FuncDecl, comments: &[Comment], sources: &SourceMap) -> Option<(String, bool)> {
    let body = func.body.as_ref()?;
    let inside: Vec<&Comment> = comments.iter().filter(|it| body.lbrace < it.pos && it.pos < body.rbrace).collect();
    let line = |comment: &Comment| sources.position(comment.pos).line;
    // The last group: comments on adjacent lines.
    let mut first = inside.len().checked_sub(1)?;
    while first > 0 && line(inside[first - 1]) + 1 == line(inside[first]) {
        first -= 1;
    }
    let lines: Vec<String> = inside[first..].iter().map(|comment| stripped(&comment.text)).collect();
    let text = lines.join("\n");
    let start = text.trim_start();
    let lower = start.to_ascii_lowercase();
    let (prefix, unordered) = match lower.strip_prefix("unordered ") {
        Some(rest) if rest.trim_start().starts_with("output:") => (start.len() - rest.trim_start().len() + 7, true),
        _ if lower.starts_with("output:") => (7, false),
        _ => return None,
    };
    Some((start[prefix..].trim().to_string(), unordered))
}

/// A comment's text without its delimiters.
fn stripped(comment: &str) -> String {
    match comment.strip_prefix("//") {
        Some(line) => line.strip_prefix(' ').unwrap_or(line).trim_end().to_string(),
        None => comment.trim_start_matches("/*").trim_end_matches("*/").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_called, quote, stripped};

    #[test]
    fn tests_are_functions_called_test_something() {
        assert!(is_called("Test", "Test") && is_called("TestX", "Test") && is_called("Test_x", "Test"));
        assert!(!is_called("Testing", "Test") && !is_called("Best", "Test"));
    }

    #[test]
    fn any_bytes_survive_in_a_literal() {
        assert_eq!(quote("a\"é\n"), r#""a\x22\xc3\xa9\x0a""#);
        assert_eq!(stripped("// Output:"), "Output:");
    }
}
