//! From checked packages to machine code, a function at a time.

use crate::descs::{Descs, MethodCode};
use crate::diagnostics::Diagnostic;
use crate::frames;
use crate::image::Image;
use crate::session::DumpForm;
use crate::source::Loaded;
use goslice::Release;
use goslice_abi::desc::TypeDesc;
use goslice_abi::g::WellKnown;
use goslice_abi::intrinsics::Intrinsic;
use goslice_abi::layout::{Closure, Itab, SliceHeader};
use goslice_hir::analysis::Analysis;
use goslice_hir::body::{Body, FuncId, FuncSource, GlobalId, Program};
use goslice_hir::inline::Inliner;
use goslice_hir::{Index, Lowering, Packages, declare};
use goslice_ir::expand::expand;
use goslice_ir::func::Func;
use goslice_ir::inlines::Inlines;
use goslice_ir::lower::{Context, ObserveTables, lower, lower_intrinsic};
use goslice_ir::op::{Constant, Op, PtrStore};
use goslice_ir::passes::{self, Off, Pass, Stage};
use goslice_ir::verify::verify;
use goslice_jit::{Error, Jit, Resolver};
use goslice_rt::GlobalMemory;
use goslice_syntax::ast::Decl;
use goslice_syntax::source::{Pos, SourceMap};
use goslice_types::layout;
use goslice_types::lookup::{MethodEntry, method_set};
use goslice_types::types::{Basic, Type, TypeId, Universe};
use std::collections::HashMap;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Makes the code of functions when they are first called.
#[derive(Debug)]
pub(crate) struct Compiler {
    pub(crate) universe: Universe,
    pub(crate) sources: Arc<SourceMap>,
    packages: Packages,
    main: usize,
    /// The function that is the program.
    entry: &'static str,
    program: Program,
    index: Index,
    analysis: Analysis,
    /// Bodies of function literals whose parents are compiled.
    literals: HashMap<FuncId, Body>,
    /// Of compiled functions, for stack traces.
    inlines: HashMap<FuncId, Inlines>,
    descs: Descs,
    image: Image,
    intrinsics: Vec<*const u8>,
    observe: Option<ObserveTables>,
    /// Time spent between the checked tree and ir.
    pub(crate) lowering: Duration,
    /// Make code that tells what it does with its frames.
    pub(crate) check_stack: bool,
    /// Passes that do not run.
    pub(crate) passes_off: Off,
    /// Text forms of what is lowered, if asked for.
    pub(crate) dump: Option<Dump>,
}

/// Which form of the functions to collect as text.
#[derive(Clone, Debug)]
pub(crate) struct Dump {
    pub(crate) form: DumpForm,
    /// Of ir: after this pass instead of at the end.
    pub(crate) after: Option<&'static str>,
    pub(crate) text: String,
}

impl Dump {
    fn add(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }
}

/// A function that breaks the rules of ir is a mistake of the pass before.
fn check(ir: &Func, when: &str) {
    if let Err(error) = verify(ir) {
        panic!("{when}: {}\n{}", error.0, goslice_ir::text::text(ir));
    }
}

impl Compiler {
    pub(crate) fn new(loaded: Loaded, release: Release, observe: bool, entry: &'static str) -> Compiler {
        let Loaded { sources, mut universe, packages, main } = loaded;
        let (program, index) = declare(&mut universe, &packages);
        let mut image = Image::default();
        for global in &program.globals {
            image.add_global(layout::size_of(&universe, global.ty));
        }
        let inliner = Inliner::new(&universe, &packages, main, release.minor().into());
        Compiler {
            universe,
            sources: Arc::new(sources),
            packages,
            main,
            entry,
            program,
            index,
            analysis: Analysis::new(release, inliner),
            literals: HashMap::new(),
            inlines: HashMap::new(),
            descs: Descs::default(),
            image,
            intrinsics: goslice_rt::intrinsic_table(),
            observe: observe.then(ObserveTables::default),
            lowering: Duration::ZERO,
            check_stack: false,
            passes_off: Off::default(),
            dump: None,
        }
    }

    /// The functions that run the program: initialisers of the packages, then the entry.
    pub(crate) fn start(&mut self) -> Vec<FuncId> {
        let mut start = Vec::new();
        for package in 0..self.packages.list.len() {
            let mut lowering = Lowering::new(&mut self.universe, &self.packages, &mut self.program, &mut self.index);
            start.extend(lowering.package_init(package));
        }
        let package = &self.packages.list[self.main];
        let scope = &self.universe.package(package.pkg).scope;
        let main = scope.get(self.entry).and_then(|&obj| self.index.func(obj));
        start.extend(main);
        start
    }

    /// What gc's inliner says of the program's functions and calls, a line each.
    pub(crate) fn inlining(&mut self, release: Release) -> String {
        let mut inliner = Inliner::new(&self.universe, &self.packages, self.main, release.minor().into());
        let mut text = String::new();
        for (pos, cost) in inliner.costs().all() {
            let verdict = match &cost.verdict {
                Ok(cost) => format!("can inline with cost {cost}"),
                Err(reason) => format!("cannot inline: {reason}"),
            };
            text.push_str(&format!("{}: {verdict}\n", self.sources.position(pos)));
        }
        let mut lowering = Lowering::new(&mut self.universe, &self.packages, &mut self.program, &mut self.index);
        let init = lowering.package_init(self.main);
        let declared = lowering.program().funcs.iter().enumerate().filter(|(_, func)| match func.source {
            FuncSource::Declared { pkg, .. } => pkg as usize == self.main,
            _ => false,
        });
        let declared: Vec<FuncId> = declared.map(|(at, _)| FuncId(at as u32)).collect();
        for func in init.into_iter().chain(declared) {
            inliner.body(&mut lowering, func);
        }
        for (pos, func) in inliner.replaced() {
            let name = &lowering.program().funcs[func.0 as usize].name;
            text.push_str(&format!("{}: inlining call to {name}\n", self.sources.position(*pos)));
        }
        text
    }

    /// What is declared.
    pub(crate) fn program(&self) -> &Program {
        &self.program
    }

    /// The functions of the program's own package whose frames are too large, and how gc says so.
    pub(crate) fn large_frames(mut self) -> Vec<Diagnostic> {
        let declared = self.program.funcs.iter().enumerate().filter(|(_, func)| match func.source {
            FuncSource::Declared { pkg, .. } => pkg as usize == self.main,
            _ => false,
        });
        let declared: Vec<FuncId> = declared.map(|(at, _)| FuncId(at as u32)).collect();
        let mut complaints = Vec::new();
        for func in declared {
            let mut lowering = Lowering::new(&mut self.universe, &self.packages, &mut self.program, &mut self.index);
            let Some(body) = self.analysis.body(&mut lowering, func) else { continue };
            complaints.extend(frames::wrapper_complaint(&self, func).map(|text| (Pos::NONE, text)));
            let mut look = |body: &Body| {
                let pos = self.name_pos(body.func);
                complaints.extend(frames::complaint(&self, body).map(|text| (pos, text)));
            };
            look(&body);
            frames::each_literal(&body, &mut look);
        }
        // A literal in a body that is inlined is seen again.
        complaints.sort();
        complaints.dedup();
        let diagnostic = |(pos, message): (Pos, String)| Diagnostic {
            position: pos.is_some().then(|| self.sources.position(pos)),
            message,
        };
        complaints.into_iter().map(diagnostic).collect()
    }

    /// Where gc says that a function is: behind the word func of a declaration, or at the literal.
    fn name_pos(&self, func: FuncId) -> Pos {
        let func = &self.program.funcs[func.0 as usize];
        let FuncSource::Declared { pkg, file, decl } = func.source else { return func.pos };
        match &self.packages.list[pkg as usize].files[file as usize].decls[decl as usize] {
            Decl::Func(decl) if decl.recv.is_none() => decl.name.pos,
            Decl::Func(_) => Pos(func.pos.0 + "func ".len() as u32),
            _ => func.pos,
        }
    }

    /// The frames that a stack trace shows for an instruction at `pos` of a function: inlined bodies first, innermost first.
    pub(crate) fn frames(&self, func: FuncId, pos: Pos) -> Vec<(FuncId, Pos)> {
        match self.inlines.get(&func) {
            Some(inlines) => {
                let (mut frames, pos) = inlines.frames(pos);
                frames.push((func, pos));
                frames
            }
            None => vec![(func, pos)],
        }
    }

    /// The name of a function as in Go's traces.
    pub(crate) fn func_name(&self, func: FuncId) -> &str {
        &self.program.funcs[func.0 as usize].name
    }

    /// What the observing runtime reads.
    pub(crate) fn observed(&self) -> Option<&ObserveTables> {
        self.observe.as_ref()
    }

    /// Memory of the program that may hold pointers into the heap.
    pub(crate) fn roots(&self) -> Vec<std::ops::Range<usize>> {
        self.image.roots()
    }

    /// Observes functions outside of package main too, if anything is observed.
    pub(crate) fn observe_also(&mut self, functions: &'static [&'static str]) {
        if let Some(tables) = &mut self.observe {
            tables.also = functions;
        }
    }

    /// Names and addresses of the main package's variables that are slices, with the bytes of their elements.
    pub(crate) fn package_slices(&mut self) -> Vec<(Arc<str>, *const SliceHeader, u64)> {
        let mut found = Vec::new();
        for (at, global) in self.program.globals.iter().enumerate() {
            let name = global.name.strip_prefix("main.").filter(|name| *name != "_");
            if let (Some(name), Type::Slice(elem)) = (name, self.universe.under(global.ty)) {
                let elem_bytes = layout::size_of(&self.universe, *elem);
                let address = self.image.global(GlobalId(at as u32));
                found.push((name.into(), address.cast_const().cast(), elem_bytes));
            }
        }
        found
    }

    /// The memory of the package variables.
    pub(crate) fn globals(&mut self) -> Vec<GlobalMemory> {
        let mut found = Vec::new();
        for (at, global) in self.program.globals.iter().enumerate() {
            let bytes = layout::size_of(&self.universe, global.ty) as usize;
            let address = self.image.global(GlobalId(at as u32)).cast_const();
            found.push(GlobalMemory { name: global.name.clone(), address, bytes });
        }
        found
    }

    /// Compiles one function, which has no code yet.
    pub(crate) fn compile(&mut self, jit: &mut Jit, func: FuncId) {
        let begun = Instant::now();
        let funcs = self.lower(func);
        self.lowering += begun.elapsed();
        for (id, ir) in funcs {
            self.prepare(jit, &ir);
            let name = ir.name.clone();
            match jit.compile(id, &ir, self) {
                Ok(()) => {}
                Err(error @ (Error::Memory(_) | Error::FrameTooLarge { .. })) => {
                    let at = self.sources.position(self.program.funcs[func.0 as usize].pos);
                    resume_unwind(Box::new(goslice_rt::Limit(format!("{at}: {name}: {error}"))));
                }
                Err(error) => panic!("{name}: {error}\n{}", goslice_ir::text::text(&ir)),
            }
        }
    }

    fn lower(&mut self, func: FuncId) -> Vec<(FuncId, Func)> {
        let body = match self.literals.remove(&func) {
            Some(body) => Some(body),
            None => {
                let mut lowering =
                    Lowering::new(&mut self.universe, &self.packages, &mut self.program, &mut self.index);
                self.analysis.body(&mut lowering, func)
            }
        };
        if let (Some(dump), Some(body)) = (&mut self.dump, &body)
            && dump.form == DumpForm::Hir
        {
            dump.text.push_str(&goslice_hir::text::body_text(&self.universe, &self.program, body));
        }
        let mut cx = Context {
            universe: &mut self.universe,
            program: &mut self.program,
            observe: self.observe.as_mut(),
            check_stack: self.check_stack,
        };
        let mut funcs = match body {
            Some(body) => {
                let lowered = lower(&mut cx, &body);
                self.literals.extend(lowered.literals.into_iter().map(|literal| (literal.func, literal)));
                lowered.funcs
            }
            None => vec![(func, lower_intrinsic(&mut cx, func))],
        };
        let (universe, off, dump) = (&self.universe, &self.passes_off, &mut self.dump);
        let mut after = |pass: &Pass, ir: &Func| {
            if cfg!(debug_assertions) {
                check(ir, &format!("after {}", pass.name));
            }
            if let Some(dump) = dump.as_mut().filter(|dump| dump.form == DumpForm::Ir && dump.after == Some(pass.name))
            {
                dump.add(&goslice_ir::text::text(ir));
            }
        };
        let mut expanded = Vec::new();
        for (id, ir) in &mut funcs {
            ir.id = Some(*id);
            passes::run(Stage::Whole, off, ir, &mut after);
            let mut scalar = expand(universe, ir);
            passes::run(Stage::Scalar, off, &mut scalar, &mut after);
            self.inlines.insert(*id, scalar.inlines.clone());
            expanded.push((*id, scalar));
        }
        for (_, whole) in &funcs {
            if cfg!(debug_assertions) {
                check(whole, "before expansion");
            }
            if let Some(dump) = self.dump.as_mut().filter(|dump| dump.form == DumpForm::Ir && dump.after.is_none()) {
                dump.add(&goslice_ir::text::text(whole));
            }
        }
        expanded
    }

    /// Makes what the function refers to and what has addresses of code in it.
    fn prepare(&mut self, jit: &mut Jit, ir: &Func) {
        for inst in ir.blocks.iter().flat_map(|block| &block.insts) {
            match inst.op {
                Op::FuncValue(func) => self.image.add_closure(func, jit.entry(func)),
                Op::TypeDesc(ty) => drop(self.desc(jit, ty)),
                Op::Itab(inter, ty) => self.make_itab(jit, inter, ty),
                // The write barrier asks the descriptor where the pointers are.
                Op::CopyTyped { ty, kind: PtrStore::Heap } | Op::ZeroTyped { ty, kind: PtrStore::Heap }
                    if layout::has_pointers(&self.universe, ty) =>
                {
                    self.desc(jit, ty);
                }
                _ => {}
            }
        }
    }

    fn desc(&mut self, jit: &mut Jit, ty: TypeId) -> *const TypeDesc {
        let mut code = Methods { jit, packages: &self.packages, program: &mut self.program, index: &mut self.index };
        self.descs.make(&mut self.universe, &mut code, ty)
    }

    fn make_itab(&mut self, jit: &mut Jit, inter: TypeId, ty: TypeId) {
        let key = (self.universe.canon(inter), self.universe.canon(ty));
        if self.image.has_itab(key) {
            return;
        }
        let descs = (self.desc(jit, inter), self.desc(jit, ty));
        let Type::Interface(interface) = self.universe.under(inter).clone() else { panic!("not an interface") };
        let methods = method_set(&self.universe, ty);
        let mut code = Methods { jit, packages: &self.packages, program: &mut self.program, index: &mut self.index };
        let mut table = Vec::new();
        for method in &interface.methods {
            let entry = methods.iter().find(|entry| entry.name == method.name && entry.pkg == method.pkg);
            let entry = entry.expect("the checker has seen to it that the type implements the interface");
            table.push(code.method_code(&mut self.universe, ty, entry));
        }
        self.image.add_itab(key, descs.0, descs.1, &table);
    }

    /// The types of the values that the runtime makes.
    pub(crate) fn well_known(&mut self, jit: &mut Jit) -> WellKnown {
        let mut named = |this: &mut Compiler, path: &str, name: &str, pointer: bool| {
            let package = this.universe.packages.iter().find(|package| &*package.path == path);
            let obj = package.and_then(|package| package.scope.get(name).copied());
            match obj {
                Some(obj) => {
                    let ty = this.universe.object(obj).ty;
                    let ty = if pointer { this.universe.pointer_to(ty) } else { ty };
                    this.desc(jit, ty)
                }
                None => std::ptr::null(),
            }
        };
        WellKnown {
            bounds_error: named(self, "runtime", "boundsError", false),
            error_string: named(self, "runtime", "errorString", false),
            type_assertion_error: named(self, "runtime", "TypeAssertionError", true),
            plain_error: named(self, "runtime", "plainError", false),
            panic_nil_error: named(self, "runtime", "PanicNilError", true),
            fmt_state: named(self, "fmt", "state", true),
            string: self.desc(jit, Basic::String.id()),
            error: self.desc(jit, self.universe.error),
        }
    }
}

/// Finds the code of methods for descriptors and method tables.
struct Methods<'a> {
    jit: &'a mut Jit,
    packages: &'a Packages,
    program: &'a mut Program,
    index: &'a mut Index,
}

impl MethodCode for Methods<'_> {
    fn method_code(&mut self, universe: &mut Universe, ty: TypeId, method: &MethodEntry) -> *const u8 {
        let func = Lowering::new(universe, self.packages, self.program, self.index).method_code(ty, method);
        self.jit.entry(func)
    }
}

impl Resolver for Compiler {
    fn global(&mut self, global: GlobalId) -> *mut u8 {
        self.image.global(global)
    }

    fn type_desc(&mut self, ty: TypeId) -> *const TypeDesc {
        self.descs.get(&self.universe, ty).expect("made by prepare")
    }

    fn itab(&mut self, inter: TypeId, ty: TypeId) -> *const Itab {
        self.image.itab((self.universe.canon(inter), self.universe.canon(ty)))
    }

    fn data(&mut self, bytes: &Arc<[u8]>) -> *const u8 {
        self.image.data(bytes)
    }

    fn constant(&mut self, constant: &Arc<Constant>) -> *const u8 {
        self.image.constant(constant)
    }

    fn intrinsic(&mut self, intrinsic: Intrinsic) -> *const u8 {
        self.intrinsics[intrinsic as usize]
    }

    fn func_value(&mut self, func: FuncId) -> *const Closure {
        self.image.closure(func)
    }

    fn size_of(&mut self, ty: TypeId) -> u64 {
        layout::size_of(&self.universe, ty)
    }

    fn has_pointers(&mut self, ty: TypeId) -> bool {
        layout::has_pointers(&self.universe, ty)
    }
}
