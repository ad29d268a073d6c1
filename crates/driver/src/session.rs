//! A session: sources in, a program out, run to an outcome.

use crate::compiler::{Compiler, Dump};
use crate::diagnostics::Diagnostics;
use crate::frames;
use crate::source::{Source, load};
use crate::test_main::{self, TestOptions};
use goslice::Release;
use goslice_abi::g::WellKnown;
use goslice_abi::layout::SliceHeader;
use goslice_hir::body::FuncId;
use goslice_ir::lower::ObserveTables;
use goslice_jit::Jit;
use goslice_rt::{Frame, Outcome, Runtime};
use goslice_syntax::source::{Pos, SourceMap};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What a program is compiled and run as.
#[derive(Clone, Debug)]
pub struct Config {
    /// The release whose language, capacities and texts the program sees.
    pub release: Release,
    /// `os.Args`, the program's name first.
    pub args: Vec<Vec<u8>>,
    /// Compile observed code: slice operations report events.
    pub observe: bool,
    /// Observe also how `bytes.Buffer` and `strings.Builder` get larger arrays: at the program's statement, in the
    /// package's function.
    pub observe_buffers: bool,
    /// Keep what the program reads from standard input, up to so many bytes; 0 keeps nothing.
    pub record_input: usize,
    /// Look for pointers into frames of calls that have returned; slow.
    pub check_stack: bool,
    /// Passes of the compiler that do not run.
    pub passes_off: goslice_ir::passes::Off,
    /// Collect garbage before every so many allocations, and poison it; 0 for the usual pace.
    pub gc_stress: u64,
    /// How the collector marks.
    pub gc_mode: goslice_rt::GcMode,
    /// Collect the functions as text while they are compiled.
    pub dump: Option<DumpForm>,
    /// As they are after this pass.
    pub dump_after: Option<&'static str>,
    /// Room for machine code, in bytes; at most 2 GiB, within reach of a 32-bit displacement.
    pub code_bytes: usize,
}

impl Config {
    /// A run as `go run` makes it.
    pub fn new(release: Release, args: Vec<Vec<u8>>) -> Config {
        Config {
            release,
            args,
            observe: false,
            observe_buffers: false,
            record_input: 0,
            check_stack: false,
            passes_off: goslice_ir::passes::Off::default(),
            gc_stress: 0,
            gc_mode: goslice_rt::GcMode::default(),
            dump: None,
            dump_after: None,
            code_bytes: 2 << 30,
        }
    }
}

/// A form of functions to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DumpForm {
    Hir,
    Ir,
}

/// How long the phases took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timings {
    /// Parsing and checking, the standard packages included.
    pub check: Duration,
    /// From the checked tree to ir.
    pub lower: Duration,
    /// From ir to machine code.
    pub codegen: Duration,
    /// Functions compiled.
    pub functions: usize,
    /// Running, the time for compiling on first calls included.
    pub run: Duration,
}

/// A checked program, ready to run.
#[derive(Debug)]
pub struct Program {
    compiler: Compiler,
    config: Config,
    check: Duration,
}

/// What a run came to.
#[derive(Debug)]
pub struct Report {
    pub outcome: Outcome,
    pub timings: Timings,
    /// What was allocated on the heap.
    pub heap: goslice_rt::heap::Stats,
    /// How long the program stood still for the collector.
    pub pauses: goslice_rt::GcPauses,
    /// What the program read from standard input, if that was to be kept and did not become too much.
    pub input: Option<Vec<u8>>,
    /// The functions as text, if asked for.
    pub dump: String,
}

/// The functions of standard packages in which buffers get larger arrays.
const BUFFER_FUNCTIONS: &[&str] = &[
    "bytes.(*Buffer).larger",
    "strings.(*Builder).grow",
    "strings.(*Builder).Write",
    "strings.(*Builder).WriteByte",
    "strings.(*Builder).WriteString",
];

/// Parses and checks a program without running it.
pub fn check(files: &[Source], release: Release) -> Result<(), Diagnostics> {
    load(files, u32::from(release.minor()), None).map(drop)
}

/// The same for a program that is to be run: it needs a main function.
pub fn check_program(files: &[Source], release: Release) -> Result<(), Diagnostics> {
    load(files, u32::from(release.minor()), None)?.missing_main().map_or(Ok(()), Err)
}

/// Parses, checks and prepares a program.
pub fn compile(files: &[Source], config: Config) -> Result<Program, Diagnostics> {
    let begun = Instant::now();
    let loaded = load(files, u32::from(config.release.minor()), None)?;
    if let Some(missing) = loaded.missing_main() {
        return Err(missing);
    }
    if frames::may_be_too_large(&loaded) {
        // Looking takes all bodies, so it is done with a compiler of its own.
        let again = load(files, u32::from(config.release.minor()), None)?;
        let list = Compiler::new(again, config.release, false, "main").large_frames();
        if !list.is_empty() {
            return Err(Diagnostics { list });
        }
    }
    let mut compiler = Compiler::new(loaded, config.release, config.observe, "main");
    if config.observe_buffers {
        compiler.observe_also(BUFFER_FUNCTIONS);
    }
    Ok(Program { compiler, config, check: begun.elapsed() })
}

/// Parses, checks and prepares the tests and examples of a package: running the program runs them.
pub fn compile_tests(files: &[Source], config: Config, options: &TestOptions) -> Result<Program, Diagnostics> {
    let begun = Instant::now();
    let loaded = load(files, u32::from(config.release.minor()), Some(options))?;
    let compiler = Compiler::new(loaded, config.release, config.observe, test_main::NAME);
    Ok(Program { compiler, config, check: begun.elapsed() })
}

/// Gives the observer of a run access to the tables of observed code, which grow while it runs.
#[derive(Clone, Debug)]
pub struct Observed(Rc<RefCell<Compiler>>);

impl Observed {
    /// Calls `f` with the tables, the sources they refer to, and the names of element types.
    pub fn with<T>(&self, f: impl FnOnce(&ObserveTables, &SourceMap) -> T) -> Option<T> {
        let compiler = self.0.borrow();
        let sources = compiler.sources.clone();
        compiler.observed().map(|tables| f(tables, &sources))
    }

    /// Names and addresses of the program's own package variables that are slices, with the bytes of their elements.
    pub(crate) fn package_slices(&self) -> Vec<(Arc<str>, *const SliceHeader, u64)> {
        self.0.borrow_mut().package_slices()
    }
}

impl Program {
    /// What gc's inliner says of the program, a line each: the cost of each function and literal, or why it is not
    /// inlined, and the calls that are.
    pub fn inlining(mut self) -> String {
        self.compiler.inlining(self.config.release)
    }

    /// Runs the program. `observer` makes the observer of observed code.
    pub fn run(
        mut self,
        observer: Option<&mut dyn FnMut(Observed) -> Box<dyn goslice_rt::Observer>>,
    ) -> std::io::Result<Report> {
        let after = self.config.dump_after;
        self.compiler.dump = self.config.dump.map(|form| Dump { form, after, text: String::new() });
        self.compiler.passes_off = self.config.passes_off;
        self.compiler.check_stack = self.config.check_stack;
        let begun = Instant::now();
        let mut jit = Jit::new(goslice_jit::Config {
            arena_bytes: self.config.code_bytes,
            on_host_stack: goslice_rt::on_host_stack,
            write_barriers: self.config.gc_mode != goslice_rt::GcMode::Stw,
        })
        .map_err(std::io::Error::other)?;
        let start = self.compiler.start();
        let well_known = self.compiler.well_known(&mut jit);
        let compiler = Rc::new(RefCell::new(self.compiler));
        let lazy = compiler.clone();
        jit.set_lazy(Box::new(move |jit: &mut Jit, func: FuncId| lazy.borrow_mut().compile(jit, func)));
        let program = runtime_program(&mut jit, &compiler, &start, well_known);

        let mut runtime = Runtime::new(goslice_rt::Config {
            release: self.config.release,
            args: self.config.args,
            record_input: self.config.record_input,
            check_stack: self.config.check_stack,
            gc: goslice_rt::GcConfig {
                stress: self.config.gc_stress,
                mode: self.config.gc_mode,
                ..goslice_rt::GcConfig::from_env()
            },
        })?;
        if let Some(make) = observer {
            runtime.observe(make(Observed(compiler.clone())));
        }
        let outcome = run(&mut runtime, &program)?;
        drop(runtime.take_observer());
        let codegen = jit.timings();
        let mut compiler = compiler.borrow_mut();
        let timings = Timings {
            check: self.check,
            lower: compiler.lowering,
            codegen: codegen.lower + codegen.codegen + codegen.place,
            functions: codegen.functions as usize,
            run: begun.elapsed(),
        };
        let dump = compiler.dump.take().map_or_else(String::new, |dump| dump.text);
        Ok(Report {
            outcome,
            timings,
            heap: runtime.heap_stats(),
            pauses: runtime.gc_pauses().clone(),
            input: runtime.take_input(),
            dump,
        })
    }
}

#[allow(unsafe_code, reason = "running machine code")]
fn run(runtime: &mut Runtime, program: &goslice_rt::Program) -> std::io::Result<Outcome> {
    // SAFETY: the code, descriptors and tables come from one compiler for this runtime's intrinsics, and live until
    // the run ends.
    unsafe { runtime.run(program) }
}

/// What the runtime needs to know of the compiled program.
fn runtime_program(
    jit: &mut Jit,
    compiler: &Rc<RefCell<Compiler>>,
    start: &[FuncId],
    well_known: WellKnown,
) -> goslice_rt::Program {
    let map = jit.code_map();
    let trap_map = map.clone();
    let names = compiler.clone();
    let check = compiler.borrow().check_stack;
    let globals = if check { compiler.borrow_mut().globals() } else { Vec::new() };
    let positions = compiler.borrow().sources.clone();
    let position_of = move |pos| positions.position(Pos(pos)).to_string();
    let sources: Arc<SourceMap> = compiler.borrow().sources.clone();
    let frame_at = move |pc: usize| {
        let (func, pos) = map.locate(pc)?;
        let compiler = names.try_borrow().ok()?;
        let frame = |(func, pos)| {
            let position = sources.position(pos);
            let function = compiler.func_name(func).to_string();
            Frame { function, position: format!("{}:{}", position.file, position.line) }
        };
        Some(compiler.frames(func, pos).into_iter().map(frame).collect())
    };
    goslice_rt::Program {
        roots: compiler.borrow().roots(),
        well_known,
        entries: jit.entries(),
        start: start.iter().map(|&func| jit.entry(func)).collect(),
        stack_maps: Some(jit.code_map()),
        trap_at: Box::new(move |pc| trap_map.trap_at(pc)),
        frame_at: Some(Box::new(frame_at)),
        position_of: Some(Box::new(position_of)),
        globals,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How a program ends that has so much room for machine code.
    fn outcome(text: &str, code_bytes: usize) -> Outcome {
        let files = [Source { name: "./big.go".to_owned(), text: text.as_bytes().to_vec(), module: None }];
        let config = Config { code_bytes, ..Config::new(Release::NEWEST, vec![b"big".to_vec()]) };
        compile(&files, config).unwrap().run(None).unwrap().outcome
    }

    #[test]
    fn a_full_code_arena_ends_the_run_with_the_function_that_has_no_room() {
        let sums: String = (0..8_000).map(|i| format!("\tx = x*{i} + len(s)\n")).collect();
        let program = format!(
            "package main\n\nfunc big(x int, s []int) int {{\n{sums}\treturn x\n}}\n\nfunc main() {{\n\tbig(1, nil)\n}}\n"
        );
        assert_eq!(outcome(&program, 2 << 30), Outcome::Returned);
        let Outcome::Limit(text) = outcome(&program, 32 << 10) else { panic!("there was room") };
        assert_eq!(text, "./big.go:3:1: main.big: no memory for machine code: the code arena is full");
        assert_eq!(Outcome::Limit(text).exit_code(), 70);
    }

    #[test]
    fn a_deferring_function_with_large_parameters_ends_the_run_where_it_is() {
        let program = "package main\n\nvar big [125 << 20]byte\n\nfunc f(a [125 << 20]byte) int {\n\tdefer func() { recover() }()\n\treturn len(a)\n}\n\nfunc main() {\n\tprintln(f(big))\n}\n";
        let Outcome::Limit(text) = outcome(program, 2 << 30) else { panic!("there was room") };
        assert!(text.starts_with("./big.go:5:1: main.f: the variables of main.f take "), "{text}");
    }
}
