//! All packages and the programs that test them pass the type checker.

use goslice_syntax::ast::File;
use goslice_syntax::{NodeIds, parse_file, source::SourceMap};
use goslice_types::object::PkgId;
use goslice_types::types::Universe;
use goslice_types::{Config, check_package};
use std::collections::HashMap;

/// Checks packages, imports first.
struct Checker {
    universe: Universe,
    sources: SourceMap,
    packages: HashMap<String, PkgId>,
    problems: Vec<String>,
}

impl Checker {
    fn package(&mut self, path: &str) {
        if path == "unsafe" || self.packages.contains_key(path) {
            return;
        }
        let files = goslice_gostd::package(path).unwrap_or_else(|| panic!("no package {path}"));
        self.check(path, files.iter().map(|&(name, text)| (format!("{path}/{name}"), text)).collect(), true);
    }

    fn check(&mut self, path: &str, files: Vec<(String, &str)>, is_std: bool) {
        let mut ids = NodeIds::new();
        let parse = |(name, text): &(String, &str)| {
            let base = self.sources.add(name.as_str(), text.as_bytes());
            parse_file(base, text.as_bytes(), &mut ids).0
        };
        let files: Vec<File> = files.iter().map(parse).collect();
        for import in files.iter().flat_map(|file| &file.imports) {
            self.package(&import.path);
        }
        let packages = &self.packages;
        let importer = |path: &str| packages.get(path).copied();
        let config = Config { lang: 27, languages: None, importer: &importer, is_std };
        let checked = check_package(&mut self.universe, path, &files, &config);
        for error in checked.errors {
            self.problems.push(format!("{}: {}", self.sources.position(error.pos), error.msg));
        }
        self.packages.insert(path.to_owned(), checked.pkg);
    }
}

fn checker() -> Checker {
    Checker { universe: Universe::new(), sources: SourceMap::default(), packages: HashMap::new(), problems: Vec::new() }
}

#[test]
fn packages_pass_the_checker() {
    let mut checker = checker();
    for path in goslice_gostd::packages() {
        checker.package(path);
    }
    assert!(checker.problems.is_empty(), "{}", checker.problems.join("\n"));
}

#[test]
fn programs_pass_the_checker() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/programs");
    let mut n_programs = 0;
    let mut checker = checker();
    for entry in std::fs::read_dir(folder).expect("the programs") {
        let path = entry.expect("an entry").path().join("main.go");
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        checker.check(&format!("main{n_programs}"), vec![(path.display().to_string(), &text)], false);
        n_programs += 1;
    }
    assert!(n_programs > 5);
    assert!(checker.problems.is_empty(), "{}", checker.problems.join("\n"));
}
