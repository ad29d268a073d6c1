//! The runtime of one program: what it is given, what it keeps, and running the program.

#![allow(unsafe_code, reason = "calls generated code")]

use crate::check::{self, Checker, GlobalMemory};
use crate::fault;
use crate::gc::{self, Collector, Finalizers, Marking};
use crate::goroutine::Goroutine;
use crate::growths::Growths;
use crate::heap::{Heap, Stats};
use crate::itab::ItabCache;
use crate::observe::Observer;
use crate::os::Recording;
use crate::outcome::Outcome;
use crate::stack::{self, GoStack};
use goslice::{Arch, Policy, Release};
use goslice_abi::g::{Entries, WellKnown};
use goslice_abi::stackmap::StackMaps;
use goslice_abi::trap::Trap;
use std::io;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// What a runtime is made for.
#[derive(Debug)]
pub struct Config {
    /// The release whose slices, texts and size classes it has.
    pub release: Release,
    /// `os.Args`, the program's name first.
    pub args: Vec<Vec<u8>>,
    /// Keep what is read from standard input, up to so many bytes; 0 keeps nothing.
    pub record_input: usize,
    /// How the heap is collected.
    pub gc: gc::Config,
    /// The code tells what it does with its frames: look for pointers into frames that are gone.
    pub check_stack: bool,
}

/// What only the compiler knows of a program. All of it must outlive the run.
pub struct Program {
    /// Memory outside of the heap that may hold pointers into it: package variables. Multiples of 8.
    pub roots: Vec<Range<usize>>,
    /// Types of the values that the runtime makes.
    pub well_known: WellKnown,
    /// How C code calls Go code.
    pub entries: Entries,
    /// Code of the functions without parameters and results to call in order: package initialisers, then `main.main`.
    /// They are called with a null context.
    pub start: Vec<*const u8>,
    /// The trap at a program counter, if generated code can trap there. Runs in a signal handler: it may neither
    /// allocate nor lock.
    pub trap_at: Box<dyn Fn(usize) -> Option<Trap>>,
    /// What is live in the frames of compiled code; without it, every word of the stack is taken for a pointer.
    pub stack_maps: Option<Arc<dyn StackMaps>>,
    /// The Go function and line of the instruction that contains an address, for the trace under a panic, after those whose
    /// bodies are inlined there, innermost first; `None` leaves it out.
    pub frame_at: Option<Box<FrameAt>>,
    /// The text of a position of the source, for code that is checked.
    pub position_of: Option<Box<dyn Fn(u32) -> String>>,
    /// The package variables, where the run is to be checked.
    pub globals: Vec<GlobalMemory>,
}

impl std::fmt::Debug for Program {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Program").field("start", &self.start).finish_non_exhaustive()
    }
}

/// The frames of the instruction that contains an address, innermost first.
pub type FrameAt = dyn Fn(usize) -> Option<Vec<Frame>>;

/// A place in a Go program, for a stack trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// As Go prints it, `main.main` or `main.(*T).method`.
    pub function: String,
    /// `/path/main.go:12`
    pub position: String,
}

/// A runtime. Its heap lives as long as it does.
#[derive(Debug)]
pub struct Runtime {
    state: Box<State>,
}

/// What the intrinsics work on.
pub(crate) struct State {
    pub(crate) policy: Policy,
    pub(crate) args: Vec<Vec<u8>>,
    pub(crate) input: Recording,
    pub(crate) heap: Heap,
    pub(crate) collector: Collector,
    pub(crate) marking: Marking,
    pub(crate) finalizers: Finalizers,
    pub(crate) growths: Growths,
    pub(crate) itabs: ItabCache,
    pub(crate) observer: Option<Box<dyn Observer>>,
    pub(crate) checker: Option<Box<Checker>>,
    /// The program that runs; null outside [`Runtime::run`].
    program: *const Program,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State").field("policy", &self.policy).finish_non_exhaustive()
    }
}

impl State {
    /// The program that runs.
    pub(crate) fn program(&self) -> &Program {
        assert!(!self.program.is_null(), "an intrinsic was called outside of a run");
        // SAFETY: set for the length of `run`, which borrows the program.
        unsafe { &*self.program }
    }

    /// The release that the program runs under.
    pub(crate) fn release(&self) -> Release {
        self.policy.release
    }

    /// Types of the values that the runtime makes.
    pub(crate) fn well_known(&self) -> &WellKnown {
        &self.program().well_known
    }

    /// How to call Go code.
    pub(crate) fn entries(&self) -> Entries {
        self.program().entries
    }
}

/// Held while a program runs: signal handlers belong to the process.
static RUNNING: Mutex<()> = Mutex::new(());

impl Runtime {
    /// Reserves a heap. Fails when the system has no address space to give.
    pub fn new(config: Config) -> io::Result<Runtime> {
        let policy = Policy::new(config.release, Arch::Amd64);
        let state = State {
            policy,
            args: config.args,
            input: Recording::new(config.record_input),
            heap: Heap::new(&policy)?,
            collector: Collector::new(config.gc),
            marking: Marking::default(),
            finalizers: Finalizers::default(),
            growths: Growths::default(),
            itabs: ItabCache::default(),
            observer: None,
            checker: config.check_stack.then(Box::default),
            program: std::ptr::null(),
        };
        Ok(Runtime { state: Box::new(state) })
    }

    /// Sends what observed code does to `observer` from now on.
    pub fn observe(&mut self, observer: Box<dyn Observer>) {
        self.state.observer = Some(observer);
    }

    /// Takes the observer back.
    pub fn take_observer(&mut self) -> Option<Box<dyn Observer>> {
        self.state.observer.take()
    }

    /// Runs a program to its end on a goroutine's stack, and waits while another one runs in this process.
    ///
    /// What the program prints goes to the process's own standard output and error, unbuffered.
    ///
    /// # Safety
    /// `program` is what the compiler made: code, descriptors and entries that fit each other and this crate.
    pub unsafe fn run(&mut self, program: &Program) -> io::Result<Outcome> {
        let _running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        let stack = GoStack::new(stack::MAIN_BYTES)?;
        self.state.program = program;
        self.state.heap.collect_at = self.state.collector.next(0, 0);
        let state: *mut State = &mut *self.state;
        let mut goroutine = Goroutine::new(state, &stack);
        goroutine.g.barrier = self.state.heap.marking.into();
        let g = (&raw mut goroutine).cast();
        let handlers = fault::Handlers::install()?;
        let outcome = stack::run_on(stack, &mut goroutine, move || {
            // SAFETY: the caller's promise; `program` outlives the call.
            let program = unsafe { &*(*state).program };
            for code in &program.start {
                // SAFETY: as above.
                unsafe { (program.entries.call0)(g, *code, std::ptr::null()) };
            }
            // SAFETY: as above.
            unsafe { check::check_end(g) };
            Outcome::Returned
        });
        drop(handlers);
        self.state.program = std::ptr::null();
        Ok(outcome)
    }

    /// What was read from standard input, if that is kept and did not become too much.
    pub fn take_input(&mut self) -> Option<Vec<u8>> {
        self.state.input.take()
    }

    /// What has been allocated so far.
    pub fn heap_stats(&self) -> Stats {
        self.state.heap.stats()
    }

    /// How long the program stood still for the collector.
    pub fn gc_pauses(&self) -> &gc::Pauses {
        self.state.collector.pauses()
    }

    /// The heap, to look objects up in.
    pub fn heap(&self) -> &Heap {
        &self.state.heap
    }
}
