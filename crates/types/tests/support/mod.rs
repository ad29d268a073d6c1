//! Checking programs in tests.

pub(crate) mod complete;

use goslice_syntax::source::{Pos, SourceMap};
use goslice_syntax::{NodeIds, parse_file};
use goslice_types::object::PkgId;
use goslice_types::types::Universe;
use goslice_types::{Config, check_package};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What of the standard library the test programs mention: declarations without bodies.
const STD: [(&str, &str); 5] = [
    (
        "fmt",
        "package fmt\n\
         type Stringer interface { String() string }\n\
         func Println(a ...any) (n int, err error)\n\
         func Printf(format string, a ...any) (n int, err error)\n\
         func Print(a ...any) (n int, err error)\n\
         func Sprintf(format string, a ...any) string\n\
         func Sprint(a ...any) string\n\
         func Errorf(format string, a ...any) error\n",
    ),
    ("errors", "package errors\nfunc New(text string) error\n"),
    ("os", "package os\nvar Args []string\nfunc Exit(code int)\n"),
    ("strconv", "package strconv\nfunc Itoa(i int) string\n"),
    ("unicode/utf8", "package utf8\nfunc RuneCountInString(s string) int\n"),
];

/// The directory of test data at the top of the repository.
pub(crate) fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")
}

/// The result of checking one program.
pub(crate) struct Outcome {
    /// Errors of parser and checker as gc prints them with `-e`, by position.
    pub(crate) errors: Vec<String>,
    /// What is wrong with the tables of a program without errors.
    pub(crate) problems: Vec<String>,
}

/// Checks the program `text` of one file, called `name`, as Go 1.`lang` does.
pub(crate) fn check(name: &str, text: &[u8], lang: u32) -> Outcome {
    let mut sources = SourceMap::new();
    let mut universe = Universe::new();
    let std = std_packages(&mut universe, &mut sources);
    let base = sources.add(name, text);
    let mut ids = NodeIds::new();
    let (file, syntax_errors) = parse_file(base, text, &mut ids);
    let fatal = syntax_errors.iter().any(|error| error.fatal);
    let mut errors: Vec<(Pos, String)> = goslice_syntax::error::in_release(syntax_errors, lang)
        .iter()
        .map(|error| (error.pos, error.text_in_release(&sources, lang)))
        .collect();
    let mut problems = Vec::new();
    if !fatal {
        let files = [file];
        let importer = |path: &str| std.get(path).copied();
        let config = Config { lang, languages: None, importer: &importer, is_std: false };
        let checked = check_package(&mut universe, "main", &files, &config);
        errors.extend(checked.errors.iter().map(|error| (error.pos, error.message(&sources))));
        if errors.is_empty() {
            let found = complete::problems(&universe, &checked.info, &files);
            problems.extend(found.into_iter().map(|(pos, text)| format!("{}: {text}", sources.position(pos))));
        }
    }
    errors.sort_by_key(|(pos, _)| *pos);
    // Of equal errors on a line gc shows one.
    errors.dedup_by_key(|(pos, text)| (sources.position(*pos).line, text.clone()));
    let errors = errors.into_iter().map(|(pos, text)| format!("{}: {text}", sources.position(pos))).collect();
    Outcome { errors, problems }
}

fn std_packages(universe: &mut Universe, sources: &mut SourceMap) -> HashMap<&'static str, PkgId> {
    let check = |(path, text): (&'static str, &str)| {
        let base = sources.add(path, text.as_bytes());
        let (file, errors) = parse_file(base, text.as_bytes(), &mut NodeIds::new());
        assert!(errors.is_empty(), "{errors:?}");
        let config = Config { lang: 27, languages: None, importer: &|_| None, is_std: true };
        let checked = check_package(universe, path, &[file], &config);
        assert!(checked.errors.is_empty(), "{:?}", checked.errors);
        (path, checked.pkg)
    };
    STD.into_iter().map(check).collect()
}
