//! Errors of the programs in `tests/check`, line by line what `go tool compile -e` of the release prints
//! (`NAME.LANG.txt`). To add a program, write `NAME.go` and let the real compilers write the rest:
//!
//! ```sh
//! go tool compile -e -p main -o /dev/null NAME.go > NAME.24.txt
//! ```

use crate::support::check;
use std::path::Path;

#[test]
fn errors_are_those_of_gc() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check");
    let mut compared = 0;
    let mut different = String::new();
    for entry in std::fs::read_dir(dir).expect("tests/check") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        let [stem, lang, "txt"] = name.split('.').collect::<Vec<_>>()[..] else { continue };
        let lang: u32 = lang.parse().expect("a minor version");
        let go = format!("{stem}.go");
        let text = std::fs::read(path.with_file_name(&go)).expect("the program");
        let expected = std::fs::read_to_string(&path).expect("the expected errors");
        let actual: String = check(&go, &text, lang).errors.iter().map(|error| format!("{error}\n")).collect();
        if let Some(difference) = difference(&expected, &actual) {
            different.push_str(&format!("{name}:\n{difference}"));
        }
        compared += 1;
    }
    assert!(different.is_empty(), "{different}");
    assert!(compared >= 21, "only {compared} files compared");
}

/// The lines that only one of two texts has.
fn difference(expected: &str, actual: &str) -> Option<String> {
    if expected == actual {
        return None;
    }
    let only = |sign: char, a: &str, b: &str| -> String {
        a.lines()
            .filter(|line| !b.lines().any(|other| other == *line))
            .map(|line| format!("  {sign} {line}\n"))
            .collect()
    };
    Some(only('-', expected, actual) + &only('+', actual, expected))
}

#[test]
fn what_is_not_supported_yet_is_refused_in_one_pass() {
    let program = "package main\n\
        func id[T any](x T) T { return x }\n\
        func main() {\n\
        \tm := map[string]int{}\n\
        \tc := make(chan int)\n\
        \tgo func() { c <- m[\"a\"] }()\n\
        \tselect {}\n\
        }\n";
    let errors = check("a.go", program.as_bytes(), 27).errors;
    assert_eq!(
        errors,
        [
            "a.go:2:9: generics are not supported yet",
            "a.go:4:7: maps are not supported yet",
            "a.go:5:12: channels are not supported yet",
            "a.go:6:2: goroutines are not supported yet",
            "a.go:6:14: channels are not supported yet",
            "a.go:7:2: select statements are not supported yet",
        ]
    );
}
