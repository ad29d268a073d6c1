//! Checks and lowers whole programs.

use goslice_hir::body::{Body, FuncId, FuncSource};
use goslice_hir::inline::Inliner;
use goslice_hir::inline::cost::{Costs, Rules};
use goslice_hir::text::body_text;
use goslice_hir::verify::verify;
use goslice_hir::{Lowering, Package, Packages, declare};
use goslice_syntax::source::SourceMap;
use goslice_syntax::{NodeIds, ast, parse_file};
use goslice_types::lookup::method_set;
use goslice_types::object::PkgId;
use goslice_types::types::{TypeId, Universe};
use goslice_types::{Config, check_package};
use std::collections::HashMap;

/// A checked program with the standard packages that it imports.
pub(crate) struct Program {
    universe: Universe,
    packages: Packages,
    sources: SourceMap,
}

struct Loader {
    universe: Universe,
    packages: Packages,
    sources: SourceMap,
    loaded: HashMap<String, PkgId>,
}

impl Loader {
    fn load(&mut self, path: &str, files: &[(&str, &str)], lang: u32) -> Result<(), String> {
        let mut ids = NodeIds::new();
        let mut errors = Vec::new();
        let mut parsed: Vec<ast::File> = Vec::new();
        for (name, text) in files {
            let base = self.sources.add(name, text.as_bytes());
            let (file, found) = parse_file(base, text.as_bytes(), &mut ids);
            errors.extend(found.into_iter().map(|error| (error.pos, error.msg)));
            parsed.push(file);
        }
        for import in parsed.iter().flat_map(|file| &file.imports) {
            if !self.loaded.contains_key(&*import.path)
                && let Some(files) = goslice_gostd::package(&import.path)
            {
                self.load(&import.path, files, 27)?;
            }
        }
        let unsafe_pkg = self.universe.unsafe_pkg;
        let loaded = &self.loaded;
        let importer = |path: &str| if path == "unsafe" { Some(unsafe_pkg) } else { loaded.get(path).copied() };
        let is_std = path != "main";
        let config = Config { lang, languages: None, importer: &importer, is_std };
        let checked = check_package(&mut self.universe, path, &parsed, &config);
        errors.extend(checked.errors.into_iter().map(|error| (error.pos, error.msg)));
        if !errors.is_empty() {
            let show = |(pos, msg)| format!("{}: {msg}", self.sources.position(pos));
            return Err(errors.into_iter().map(show).collect::<Vec<_>>().join("\n"));
        }
        self.loaded.insert(path.to_string(), checked.pkg);
        let lang = if is_std { 21 } else { lang };
        self.packages.list.push(Package {
            pkg: checked.pkg,
            files: parsed,
            info: checked.info,
            lang,
            languages: Vec::new(),
        });
        Ok(())
    }
}

impl Program {
    /// Checks `text` as the program's only file.
    pub(crate) fn check(text: &str, lang: u32) -> Result<Program, String> {
        let mut loader = Loader {
            universe: Universe::new(),
            packages: Packages::default(),
            sources: SourceMap::new(),
            loaded: HashMap::new(),
        };
        loader.load("main", &[("main.go", text)], lang)?;
        Ok(Program { universe: loader.universe, packages: loader.packages, sources: loader.sources })
    }

    /// The bodies of package main's functions, its initialisation, its interface wrappers and made functions.
    pub(crate) fn text(mut self) -> String {
        let (mut program, mut index) = declare(&mut self.universe, &self.packages);
        let main = self.packages.list.len() - 1;
        let mut bodies: Vec<Body> = Vec::new();
        let types: Vec<TypeId> = main_types(&self.universe, &self.packages);
        let mut lowering = Lowering::new(&mut self.universe, &self.packages, &mut program, &mut index);
        let init = lowering.package_init(main);
        bodies.extend(init.and_then(|init| lowering.body(init)));
        let mut next = 0;
        while let Some(func) = lowering.program().funcs.get(next) {
            let in_main = func.name.starts_with("main.");
            if in_main && Some(FuncId(next as u32)) != init {
                bodies.extend(lowering.body(FuncId(next as u32)));
            }
            next += 1;
        }
        for ty in types {
            for entry in method_set(lowering.universe(), ty) {
                let func = lowering.method_code(ty, &entry);
                if matches!(lowering.program().funcs[func.0 as usize].source, FuncSource::InterfaceWrapper { .. }) {
                    bodies.extend(lowering.body(func));
                }
            }
        }
        let texts: Vec<String> = bodies.iter().map(|body| body_text(&self.universe, &program, body)).collect();
        texts.join("\n")
    }

    /// The place (`line:column`) of each function and literal, and its cost or why it cannot be inlined.
    pub(crate) fn inline_costs(self, minor: u32) -> Vec<(String, String)> {
        let main = self.packages.list.len() - 1;
        let costs = Costs::of(&self.universe, &self.packages, main, Rules { minor });
        let described = costs.all().into_iter().map(|(pos, cost)| {
            let at = self.sources.position(pos);
            let verdict = match &cost.verdict {
                Ok(cost) => cost.to_string(),
                Err(reason) => format!("no: {reason}"),
            };
            (format!("{}:{}", at.line, at.col), verdict)
        });
        described.collect()
    }

    /// Lowers and verifies everything, as written and after inlining, and says how many functions there were.
    pub(crate) fn lower_all(mut self) -> usize {
        let (mut program, mut index) = declare(&mut self.universe, &self.packages);
        let mut lowering = Lowering::new(&mut self.universe, &self.packages, &mut program, &mut index);
        for at in 0..self.packages.list.len() {
            lowering.package_init(at);
        }
        let mut inliner = Inliner::new(lowering.universe(), &self.packages, self.packages.list.len() - 1, 27);
        let mut next = 0;
        let mut n_bodies = 0;
        while next < lowering.program().funcs.len() {
            let func = FuncId(next as u32);
            let inlined = inliner.body(&mut lowering, func);
            n_bodies += usize::from(inlined.is_some());
            for body in lowering.body(func).into_iter().chain(inlined) {
                let problems = verify(lowering.universe(), lowering.program(), &body);
                assert!(problems.is_empty(), "{}", problems.join("\n"));
            }
            next += 1;
        }
        n_bodies
    }
}

/// The types that package main declares, and pointers to them, in the order of their names.
fn main_types(universe: &Universe, packages: &Packages) -> Vec<TypeId> {
    let main = packages.list.last().unwrap().pkg;
    let mut names: Vec<_> = universe.package(main).scope.iter().collect();
    names.sort();
    let types = names.into_iter().map(|(_, obj)| universe.object(*obj));
    let types = types.filter(|object| universe.named_info(object.ty).is_some_and(|info| info.name == object.name));
    types.map(|object| object.ty).filter(|ty| !universe.is_interface(*ty)).collect()
}
