//! The syntax errors of the programs `errors/*.go` are those that gc of Go 1.27.3 prints (`errors/*.err`, without the
//! file name).

use goslice_syntax::source::SourceMap;
use goslice_syntax::{NodeIds, parse_file};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Our errors for the program in `path`, in the form of the `.err` files.
fn errors_of(path: &Path) -> String {
    let text = std::fs::read(path).unwrap();
    let mut map = SourceMap::new();
    let base = map.add("", &text);
    let mut out = String::new();
    for error in parse_file(base, &text, &mut NodeIds::new()).1 {
        let position = map.position(error.pos);
        writeln!(out, "{}:{}: {}", position.line, position.col, error.text(&map).replace(" at :", " at ")).unwrap();
    }
    out
}

#[test]
fn errors_are_those_of_gc() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let mut programs: Vec<PathBuf> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "go"))
        .collect();
    programs.sort();
    assert!(programs.len() > 30);
    for program in programs {
        let expected = std::fs::read_to_string(program.with_extension("err")).unwrap();
        assert_eq!(errors_of(&program), expected, "{}", program.display());
    }
}
