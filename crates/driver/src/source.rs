//! Loading: parsing the program's files and the standard packages that they import, and checking them all.

use crate::constraint::declared_version;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::test_main::{self, TestOptions};
use goslice_hir::{Package, Packages};
use goslice_syntax::ast::{File, ImportDecl};
use goslice_syntax::error::select_errors;
use goslice_syntax::source::{Pos, SourceMap};
use goslice_syntax::{NodeIds, SyntaxError, parse_file};
use goslice_types::language::Languages;
use goslice_types::object::PkgId;
use goslice_types::types::Universe;
use goslice_types::{Checked, Config, check_package};
use std::collections::HashMap;

/// A source file of the program: its name as errors show it, and its text.
#[derive(Clone, Debug)]
pub struct Source {
    pub name: String,
    pub text: Vec<u8>,
    /// The minor version of Go that the `go` line of its module names, if there is one.
    pub module: Option<u32>,
}

/// The language that the standard packages are written in.
const STD_LANG: u32 = 21;

/// Parsed and checked packages, with all that they refer to.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) sources: SourceMap,
    pub(crate) universe: Universe,
    pub(crate) packages: Packages,
    /// Index of the program's own package in [`Packages::list`]: the last one.
    pub(crate) main: usize,
}

struct Loader {
    sources: SourceMap,
    universe: Universe,
    packages: Packages,
    imported: HashMap<String, PkgId>,
    /// Minor version of the release whose texts errors have.
    lang: u32,
}

/// Parses and checks the program's files, which form one package, and what they import. With `tests` the program gets a
/// function that runs them.
pub(crate) fn load(files: &[Source], lang: u32, tests: Option<&TestOptions>) -> Result<Loaded, Diagnostics> {
    let mut loader = Loader {
        sources: SourceMap::new(),
        universe: Universe::new(),
        packages: Packages::default(),
        imported: HashMap::new(),
        lang,
    };
    // Values of run-time errors have types of this package.
    loader.import("runtime");
    let mut ids = NodeIds::default();
    let named = files.iter().map(|file| (&*file.name, &*file.text));
    let (mut parsed, syntax_errors) = parse(&mut loader.sources, &mut ids, named);
    let syntax_errors = goslice_syntax::error::in_release(syntax_errors, lang);
    if syntax_errors.iter().any(|error| error.fatal) {
        return Err(loader.diagnostics(syntax_errors));
    }
    let mut errors = check_one_package(&parsed);
    for import in parsed.iter().flat_map(|file| &file.imports) {
        if !loader.import(&import.path) {
            errors.push(unknown_import(import));
        }
    }
    if !errors.is_empty() {
        return Err(loader.diagnostics(errors));
    }
    if let Some(options) = tests {
        let text = test_main::source(&parsed, &loader.sources, options);
        loader.import("testing");
        let named = [("_testmain.go", text.as_bytes())].into_iter();
        let (test_main, errors) = parse(&mut loader.sources, &mut ids, named);
        assert!(errors.is_empty(), "the test program's main function: {}", loader.diagnostics(errors));
        parsed.extend(test_main);
    }
    loader.hide_later_names();
    let module = files.first().and_then(|file| file.module);
    let declared: Vec<Option<u32>> = files.iter().map(|file| declared_version(&file.text)).collect();
    let languages = Languages::new(lang, module, declared.iter().copied());
    let path = if tests.is_some() { parsed[0].package.name.to_string() } else { "main".to_string() };
    let checked = loader.check(&path, &parsed, lang, Some(&languages));
    // From 1.18 on missing bodies are seen only when all else is right.
    let too_early = lang >= 18 && !syntax_errors.is_empty();
    let type_errors = checked.errors.iter().filter(|error| !(too_early && error.msg == "missing function body"));
    let type_errors = type_errors.map(|error| SyntaxError::new(error.pos, error.message(&loader.sources)));
    let too_new = parsed.iter().zip(&declared).filter_map(|(file, declared)| file_too_new(file, (*declared)?, lang));
    let errors: Vec<SyntaxError> = syntax_errors.into_iter().chain(too_new).chain(type_errors).collect();
    if !errors.is_empty() {
        let mut diagnostics = loader.diagnostics(errors);
        // From 1.21 on the go command does not begin.
        if let Some(module) = module.filter(|&module| module > lang) {
            let message = format!("note: module requires Go 1.{module}");
            diagnostics.list.push(Diagnostic { position: None, message });
        }
        return Err(diagnostics);
    }
    let Checked { pkg, info, .. } = checked;
    loader.packages.list.push(Package { pkg, files: parsed, info, lang, languages: languages.versions() });
    let main = loader.packages.list.len() - 1;
    Ok(Loaded { sources: loader.sources, universe: loader.universe, packages: loader.packages, main })
}

fn unknown_import(import: &ImportDecl) -> SyntaxError {
    let msg = format!("package {} is not in goslice's standard library", import.path);
    SyntaxError::new(import.path_pos, msg)
}

/// From Go 1.23 on a file must not ask for a newer compiler (types2/check.go, `initFiles`).
fn file_too_new(file: &File, declared: u32, lang: u32) -> Option<SyntaxError> {
    let text = format!("file requires newer Go version go1.{declared}");
    (lang >= 23 && declared > lang).then(|| SyntaxError::new(file.package.pos, text))
}

/// All files of a program are of one package.
fn check_one_package(files: &[File]) -> Vec<SyntaxError> {
    let Some(first) = files.first() else { return Vec::new() };
    let other = files.iter().filter(|file| file.package.name != first.package.name);
    other
        .map(|file| {
            let msg = format!("package {}; expected package {}", file.package.name, first.package.name);
            SyntaxError::new(file.package.pos, msg)
        })
        .collect()
}

fn parse<'a>(
    sources: &mut SourceMap,
    ids: &mut NodeIds,
    files: impl Iterator<Item = (&'a str, &'a [u8])>,
) -> (Vec<File>, Vec<SyntaxError>) {
    let mut parsed = Vec::new();
    let mut errors = Vec::new();
    for (name, text) in files {
        let base = sources.add(name, text);
        let (file, file_errors) = parse_file(base, text, ids);
        parsed.push(file);
        errors.extend(file_errors);
    }
    (parsed, errors)
}

impl Loader {
    /// Loads a standard package and what it imports; false if there is none.
    fn import(&mut self, path: &str) -> bool {
        if path == "unsafe" || self.imported.contains_key(path) {
            return true;
        }
        let Some(files) = goslice_gostd::package(path) else { return false };
        let names: Vec<(String, &str)> =
            files.iter().map(|(name, text)| (format!("$GOROOT/src/{path}/{name}"), *text)).collect();
        let (parsed, errors) = parse(
            &mut self.sources,
            &mut NodeIds::default(),
            names.iter().map(|(name, text)| (&**name, text.as_bytes())),
        );
        assert!(errors.is_empty(), "package {path}: {}", self.diagnostics(errors));
        for import in parsed.iter().flat_map(|file| &file.imports) {
            assert!(self.import(&import.path), "package {path} imports {}, which is missing", import.path);
        }
        let checked = self.check(path, &parsed, STD_LANG, None);
        if let Some(error) = checked.errors.first() {
            panic!("package {path}: {}", error.render(&self.sources));
        }
        self.imported.insert(path.to_string(), checked.pkg);
        self.packages.list.push(Package {
            pkg: checked.pkg,
            files: parsed,
            info: checked.info,
            lang: STD_LANG,
            languages: Vec::new(),
        });
        true
    }

    /// What a later release brought to the standard packages does not exist for the program.
    fn hide_later_names(&mut self) {
        let lang = self.lang;
        let later = |path: &str, name: &str| u32::from(goslice_gostd::since(path, name)) > lang;
        let Universe { packages, named, objects, .. } = &mut self.universe;
        for package in packages.iter_mut() {
            let path = package.path.clone();
            package.scope.retain(|name, _| !later(&path, name));
        }
        for info in named.iter_mut() {
            let Some(pkg) = info.pkg else { continue };
            let path = &packages[pkg.0 as usize].path;
            let name = info.name.clone();
            info.methods.retain(|method| !later(path, &format!("{name}.{}", objects[method.0 as usize].name)));
        }
    }

    fn check(&mut self, path: &str, files: &[File], lang: u32, languages: Option<&Languages>) -> Checked {
        let imported = &self.imported;
        let importer = |path: &str| imported.get(path).copied();
        check_package(
            &mut self.universe,
            path,
            files,
            &Config { lang, languages, importer: &importer, is_std: languages.is_none() },
        )
    }

    /// The errors as gc prints them: sorted, without repetitions, ten at the most.
    fn diagnostics(&self, errors: Vec<SyntaxError>) -> Diagnostics {
        let line = |pos: Pos| {
            let position = self.sources.position(pos);
            let file = self.sources.files().iter().position(|file| file.name == position.file).unwrap_or(0);
            (file as u32) << 24 | position.line
        };
        let errors = select_errors(errors, line);
        let list = errors.into_iter().map(|error| Diagnostic {
            position: error.pos.is_some().then(|| self.sources.position(error.pos)),
            message: error.text_in_release(&self.sources, self.lang),
        });
        Diagnostics { list: list.collect() }
    }
}

impl Loaded {
    /// The complaint about a program without a main function.
    pub(crate) fn missing_main(&self) -> Option<Diagnostics> {
        let package = self.universe.package(self.packages.list[self.main].pkg);
        let message = match &*package.name {
            "main" if package.scope.contains_key("main") => return None,
            "main" => "runtime.main_main·f: function main is undeclared in the main package".to_string(),
            other => format!("package {other} is not a main package"),
        };
        Some(Diagnostics { list: vec![Diagnostic { position: None, message }] })
    }
}
