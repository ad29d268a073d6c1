//! Any bytes parse: no panic, and what holds of every tree holds.

use goslice_syntax::source::Pos;
use goslice_syntax::{NodeIds, invariants, literal, parse_file};
use proptest::prelude::*;
use std::path::Path;

/// Parses `text` and checks the result.
fn parses(text: &[u8]) -> Result<(), TestCaseError> {
    let base = Pos(3);
    let mut ids = NodeIds::new();
    let (file, errors) = parse_file(base, text, &mut ids);
    invariants::check(&file, base, text, ids.count(), errors.is_empty()).map_err(TestCaseError::fail)?;
    prop_assert!(errors.len() <= 11);
    Ok(())
}

/// The programs of the error tests, which hold about everything.
fn programs() -> Vec<Vec<u8>> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let mut paths: Vec<_> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "go"));
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

const TOKENS: &[&str] = &[
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
    "--",
    "+=",
    "<<",
    "&^",
    "&&",
    "||",
    "\n",
    "1",
    "1.5",
    "0x",
    "'a'",
    "\"s\"",
    "`r`",
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
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(text in proptest::collection::vec(any::<u8>(), 0..400)) {
        parses(&text)?;
    }

    #[test]
    fn any_tokens_in_a_function(tokens in proptest::collection::vec(proptest::sample::select(TOKENS), 0..80)) {
        parses(format!("package p\nfunc f() {{ {} }}\n", tokens.join(" ")).as_bytes())?;
    }

    #[test]
    fn any_tokens_at_top_level(tokens in proptest::collection::vec(proptest::sample::select(TOKENS), 0..80)) {
        parses(format!("package p\n{}\n", tokens.join(" ")).as_bytes())?;
    }

    #[test]
    fn mutated_programs(
        program in proptest::sample::select(programs()),
        edits in proptest::collection::vec((any::<prop::sample::Index>(), 0..4_usize, any::<u8>(), proptest::sample::select(TOKENS)), 1..6),
    ) {
        let mut text = program;
        for (at, edit, byte, token) in edits {
            if text.is_empty() {
                break;
            }
            let at = at.index(text.len());
            match edit {
                0 => text[at] = byte,
                1 => drop(text.remove(at)),
                2 => drop(text.splice(at..at, token.bytes())),
                _ => text.truncate(at),
            }
        }
        parses(&text)?;
    }

    #[test]
    fn any_text_as_a_literal(text in ".{0,20}") {
        for quote in ["", "\"", "'", "`", "\"\\", "'\\"] {
            literal::unquote_string(&format!("{quote}{text}"));
            literal::rune_value(&format!("{quote}{text}"));
        }
    }
}
