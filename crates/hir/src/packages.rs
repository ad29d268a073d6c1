//! The checked packages of a program, and the ids of what they declare.

use crate::body::{Body, Func, FuncId, FuncSource, Global, GlobalId, Program};
use goslice_syntax::ast::{Decl, File, FuncDecl, Name};
use goslice_syntax::source::Pos;
use goslice_types::info::Info;
use goslice_types::object::{ObjId, ObjKind, PkgId};
use goslice_types::types::{TypeId, Universe};
use std::collections::HashMap;

/// A checked package.
#[derive(Debug)]
pub struct Package {
    pub pkg: PkgId,
    pub files: Vec<File>,
    pub info: Info,
    /// The minor version of the release that compiles the package.
    pub lang: u32,
    /// The language of each file, as a minor version; of files that are not listed it is that of the release.
    pub languages: Vec<u32>,
}

impl Package {
    /// Whether the variables of a loop at `pos` are new in each iteration: in files of Go 1.22 or later.
    pub(crate) fn has_loop_variables_per_iteration(&self, pos: Pos) -> bool {
        let file = self.files.iter().position(|file| (file.pos..=file.end).contains(&pos));
        let language = file.and_then(|file| self.languages.get(file)).copied().unwrap_or(self.lang);
        // 1.21 has them as an experiment only.
        self.lang >= 22 && language >= 22
    }
}

/// The packages of a program, imported ones before those that import them.
#[derive(Debug, Default)]
pub struct Packages {
    pub list: Vec<Package>,
}

/// Which function or package variable an object is, and what the lowering has made so far.
#[derive(Debug, Default)]
pub struct Index {
    pub(crate) funcs: HashMap<ObjId, FuncId>,
    pub(crate) globals: HashMap<ObjId, GlobalId>,
    /// The `init` functions of each package, in order.
    pub(crate) inits: Vec<Vec<FuncId>>,
    /// Bodies of [`FuncSource::Made`] functions.
    pub(crate) made: HashMap<FuncId, Body>,
    pub(crate) package_inits: HashMap<usize, FuncId>,
    /// By concrete type, name and package of the method.
    pub(crate) wrappers: HashMap<(TypeId, Name, Option<PkgId>), FuncId>,
    /// Method expressions that need a function of their own: by receiver type and method name.
    pub(crate) method_exprs: HashMap<(TypeId, Name, Option<PkgId>), FuncId>,
}

impl Index {
    /// The function of a declared function or method.
    pub fn func(&self, obj: ObjId) -> Option<FuncId> {
        self.funcs.get(&obj).copied()
    }

    /// The package variable of an object.
    pub fn global(&self, obj: ObjId) -> Option<GlobalId> {
        self.globals.get(&obj).copied()
    }
}

/// Gives every function, method and variable of the packages its id.
pub fn declare(universe: &mut Universe, packages: &Packages) -> (Program, Index) {
    let mut program = Program::default();
    let mut index = Index::default();
    for (at, package) in packages.list.iter().enumerate() {
        index.inits.push(Vec::new());
        for (file, contents) in package.files.iter().enumerate() {
            for (decl, declaration) in contents.decls.iter().enumerate() {
                match declaration {
                    Decl::Func(func) => {
                        let place = FuncSource::Declared { pkg: at as u32, file: file as u32, decl: decl as u32 };
                        declare_func(universe, package, func, place, &mut program, &mut index);
                    }
                    Decl::Var(spec) => {
                        for ident in &spec.names {
                            let Some(&obj) = package.info.defs.get(&ident.id) else { continue };
                            let id = GlobalId(program.globals.len() as u32);
                            let object = universe.object(obj);
                            let name = format!("{}.{}", universe.package(package.pkg).path, ident.name);
                            program.globals.push(Global { name, ty: object.ty, pos: ident.pos });
                            index.globals.insert(obj, id);
                        }
                    }
                    Decl::Const(_) | Decl::Type(_) => {}
                }
            }
        }
    }
    (program, index)
}

fn declare_func(
    universe: &mut Universe,
    package: &Package,
    func: &FuncDecl,
    place: FuncSource,
    program: &mut Program,
    index: &mut Index,
) {
    let Some(&obj) = package.info.defs.get(&func.name.id) else { return };
    let id = FuncId(program.funcs.len() as u32);
    let object = universe.object(obj).clone();
    let mut name = func_name(universe, obj);
    let recv = match object.kind {
        ObjKind::Func { recv: Some(recv) } if recv.pointer => Some(universe.pointer_to(recv.base)),
        ObjKind::Func { recv: Some(recv) } => Some(recv.base),
        _ => None,
    };
    if &*func.name.name == "init" && recv.is_none() {
        let inits = index.inits.last_mut().expect("a package is being declared");
        name.push_str(&format!(".{}", inits.len()));
        inits.push(id);
    }
    let source = if func.body.is_some() { place } else { FuncSource::Intrinsic(name.clone()) };
    program.funcs.push(Func { name, pos: func.pos, sig: object.ty, recv, source });
    index.funcs.insert(obj, id);
}

/// The name as in Go's traces: `main.f`, `main.T.M`, `main.(*T).M`.
pub(crate) fn func_name(universe: &Universe, obj: ObjId) -> String {
    let object = universe.object(obj);
    let path = object.pkg.map_or("", |pkg| &*universe.package(pkg).path);
    match object.kind {
        ObjKind::Func { recv: Some(recv) } => {
            let base = universe.named_info(recv.base).map_or("", |info| &*info.name);
            let base = if recv.pointer { format!("(*{base})") } else { base.to_string() };
            format!("{path}.{base}.{}", object.name)
        }
        _ => format!("{path}.{}", object.name),
    }
}
