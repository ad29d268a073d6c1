//! The compiler as its users see it: functions in, addresses out.

#![allow(unsafe_code, reason = "generated code holds a pointer to the compiler")]

use crate::arena::{Arena, Offset};
use crate::code_map::{CodeMap, CodeTable};
use crate::entries::ENTRIES;
use crate::error::Error;
use crate::isa;
use crate::lazy::{self, LazyCompiler, OnHostStack, THUNK_BYTES, THUNK_LAZY};
use crate::lower::{self, FramePlan, Places};
use crate::resolver::Resolver;
use crate::trampolines::preserving;
use cranelift_codegen::binemit::Reloc;
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::{ExternalName, TrapCode};
use cranelift_codegen::isa::OwnedTargetIsa;
use cranelift_codegen::{CompiledCode, Context, FinalizedMachReloc, FinalizedRelocTarget};
use cranelift_frontend::FunctionBuilderContext;
use goslice_abi::g::Entries;
use goslice_abi::intrinsics::Intrinsic;
use goslice_abi::trap::Trap;
use goslice_hir::body::FuncId;
use goslice_ir::func::Func;
use goslice_ir::op::Op;
use goslice_syntax::source::Pos;
use std::collections::HashMap;
use std::ptr::NonNull;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What a [`Jit`] is made for.
#[derive(Clone, Copy, Debug)]
pub struct Config {
    /// Bytes of address space for code, at most 2 GiB; less is taken where there is less.
    pub arena_bytes: usize,
    /// How to leave a goroutine's stack for the compiler's.
    pub on_host_stack: OnHostStack,
    /// Whether code has write barriers. A collector that marks all at once needs none.
    pub write_barriers: bool,
}

/// Where the compiler's time went.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timings {
    /// Functions compiled.
    pub functions: usize,
    /// ir to Cranelift's form.
    pub lower: Duration,
    /// Cranelift.
    pub codegen: Duration,
    /// Copying, linking and tables.
    pub place: Duration,
    /// Bytes of code, trampolines included.
    pub code_bytes: usize,
}

/// The compiler and all code it made. Code must not run after it is dropped.
///
/// While Go code runs, the compiler must not be used but by its [`LazyCompiler`]; lookups go through
/// [`Jit::code_map`].
#[derive(Debug)]
pub struct Jit {
    /// Made by `Box`; its address is in generated code.
    state: NonNull<State>,
}

/// The state behind a [`Jit`].
pub(crate) struct State {
    arena: Arena,
    isa: OwnedTargetIsa,
    context: Context,
    builder: FunctionBuilderContext,
    map: Arc<CodeMap>,
    prelude: Offset,
    /// Thunks, by number of function and in groups.
    groups: Vec<Option<ThunkGroup>>,
    code: Vec<Option<Offset>>,
    /// Places of 32-bit displacements that lead to thunks of functions without code.
    calls: HashMap<FuncId, Vec<Offset>>,
    /// Trampolines to intrinsics that preserve all registers.
    preserving: HashMap<Intrinsic, *const u8>,
    pub(crate) lazy: Option<Box<dyn LazyCompiler>>,
    pub(crate) on_host_stack: OnHostStack,
    write_barriers: bool,
    timings: Timings,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State").field("timings", &self.timings).finish_non_exhaustive()
    }
}

/// The slots of [`GROUP`] functions, then their thunks.
#[derive(Clone, Copy, Debug)]
struct ThunkGroup {
    slots: Offset,
    thunks: Offset,
}

/// Functions in a [`ThunkGroup`].
const GROUP: u32 = 128;

/// Functions start at multiples of this.
const CODE_ALIGN: usize = 32;

impl Jit {
    /// A compiler without code. Fails when the system has no address space to give.
    pub fn new(config: Config) -> Result<Jit, Error> {
        let isa = isa::host();
        let mut arena = Arena::reserve(config.arena_bytes)?;
        let prelude = arena.alloc(lazy::prelude(std::ptr::null()).len(), 16)?;
        let map = Arc::new(CodeMap::new(arena.region()));
        let state = Box::new(State {
            arena,
            isa,
            context: Context::new(),
            builder: FunctionBuilderContext::new(),
            map,
            prelude,
            groups: Vec::new(),
            code: Vec::new(),
            calls: HashMap::new(),
            preserving: HashMap::new(),
            lazy: None,
            on_host_stack: config.on_host_stack,
            write_barriers: config.write_barriers,
            timings: Timings::default(),
        });
        let mut jit = Jit { state: NonNull::from(Box::leak(state)) };
        let code = lazy::prelude(jit.state.as_ptr());
        jit.state().arena.write(prelude, &code);
        Ok(jit)
    }

    /// The Jit whose state this is, a second time.
    ///
    /// # Safety
    /// The state belongs to a living Jit, which is not used as long as the result is. The result must not be dropped.
    pub(crate) unsafe fn from_state(state: *mut State) -> Jit {
        // SAFETY: the caller's promise.
        Jit { state: unsafe { NonNull::new_unchecked(state) } }
    }

    /// The state.
    pub(crate) fn state(&mut self) -> &mut State {
        // SAFETY: owned by self, or by the Jit that self stands for.
        unsafe { self.state.as_mut() }
    }

    fn shared(&self) -> &State {
        // SAFETY: as in `state`.
        unsafe { self.state.as_ref() }
    }

    /// From now on `compiler` makes the code of functions that are called without having any.
    pub fn set_lazy(&mut self, compiler: Box<dyn LazyCompiler>) {
        self.state().lazy = Some(compiler);
    }

    /// The address of `func`, the same before and after it is compiled: what closures and method tables hold.
    ///
    /// # Panics
    /// When the arena has no room for a thunk.
    pub fn entry(&mut self, func: FuncId) -> *const u8 {
        let state = self.state();
        let thunk = state.thunk(func).expect("the arena has room for thunks");
        state.arena.address(thunk)
    }

    /// Makes the code of `func`, which has none yet, from scalar ir.
    pub fn compile(&mut self, func: FuncId, ir: &Func, resolver: &mut dyn Resolver) -> Result<(), Error> {
        if self.code(func).is_some() {
            return Err(Error::Invalid { func: ir.name.clone(), reason: "compiled twice".to_owned() });
        }
        let start = Instant::now();
        let functions = self.function_addresses(ir);
        let state = self.state();
        state.make_preserving(ir, resolver)?;
        state.context.clear();
        let places =
            Places { functions: &functions, preserving: &state.preserving, write_barriers: state.write_barriers };
        let plan = lower::lower(ir, places, resolver, &*state.isa, &mut state.context.func, &mut state.builder)?;
        let lowered = Instant::now();
        let compiled = state.context.compile(&*state.isa, &mut ControlPlane::default());
        compiled.map_err(|error| Error::Backend {
            func: ir.name.clone(),
            reason: cranelift_codegen::print_errors::pretty_error(error.func, error.inner),
        })?;
        let generated = Instant::now();
        state.place(func, &plan)?;
        let timings = &mut state.timings;
        timings.functions += 1;
        timings.lower += lowered - start;
        timings.codegen += generated - lowered;
        timings.place += generated.elapsed();
        Ok(())
    }

    /// The entries of all functions whose address `ir` takes.
    fn function_addresses(&mut self, ir: &Func) -> HashMap<FuncId, *const u8> {
        let mut addresses = HashMap::new();
        for inst in ir.blocks.iter().flat_map(|block| &block.insts) {
            if let Op::FuncCode(func) = inst.op {
                addresses.insert(func, self.entry(func));
            }
        }
        addresses
    }

    /// The address of the function's code itself, once compiled.
    pub fn code(&self, func: FuncId) -> Option<*const u8> {
        let state = self.shared();
        let at = (*state.code.get(func.0 as usize)?)?;
        Some(state.arena.address(at))
    }

    /// How C code calls Go code.
    pub fn entries(&self) -> Entries {
        ENTRIES
    }

    /// The tables behind program counters, for signal handlers and stack traces. They are empty of meaning once the Jit
    /// is dropped.
    pub fn code_map(&self) -> Arc<CodeMap> {
        self.shared().map.clone()
    }

    /// [`CodeMap::trap_at`]
    pub fn trap_at(&self, pc: usize) -> Option<Trap> {
        self.shared().map.trap_at(pc)
    }

    /// [`CodeMap::contains`]
    pub fn contains(&self, pc: usize) -> bool {
        self.shared().map.contains(pc)
    }

    /// [`CodeMap::locate`]
    pub fn locate(&self, pc: usize) -> Option<(FuncId, Pos)> {
        self.shared().map.locate(pc)
    }

    /// What compiling cost so far.
    pub fn timings(&self) -> Timings {
        let state = self.shared();
        Timings { code_bytes: state.arena.used(), ..state.timings }
    }
}

impl Drop for Jit {
    fn drop(&mut self) {
        // SAFETY: leaked by `new`; a Jit made by `from_state` is not dropped.
        drop(unsafe { Box::from_raw(self.state.as_ptr()) });
    }
}

impl State {
    /// The group of `func`, made when it is first asked for.
    fn group(&mut self, func: FuncId) -> Result<ThunkGroup, Error> {
        let index = (func.0 / GROUP) as usize;
        if let Some(Some(group)) = self.groups.get(index) {
            return Ok(*group);
        }
        let bytes = GROUP * (8 + THUNK_BYTES);
        let slots = self.arena.alloc(bytes as usize, 64)?;
        let group = ThunkGroup { slots, thunks: Offset(slots.0 + GROUP * 8) };
        let (mut addresses, mut thunks) = (Vec::new(), Vec::new());
        for i in 0..GROUP {
            let at = group.thunks.0 + i * THUNK_BYTES;
            addresses.extend((self.arena.address(Offset(at + THUNK_LAZY)) as u64).to_le_bytes());
            let func = FuncId(index as u32 * GROUP + i);
            thunks.extend(lazy::thunk(at, slots.0 + i * 8, self.prelude.0, func));
        }
        self.arena.write(group.slots, &addresses);
        self.arena.write(group.thunks, &thunks);
        if self.groups.len() <= index {
            self.groups.resize(index + 1, None);
        }
        self.groups[index] = Some(group);
        Ok(group)
    }

    /// Makes the trampolines that `ir` needs.
    fn make_preserving(&mut self, ir: &Func, resolver: &mut dyn Resolver) -> Result<(), Error> {
        for inst in ir.blocks.iter().flat_map(|block| &block.insts) {
            let called = match inst.op {
                Op::Intrinsic(intrinsic) if lower::is_preserving(intrinsic) => Some(intrinsic),
                _ if self.write_barriers => lower::barrier_of(&inst.op),
                _ => None,
            };
            let Some(intrinsic) = called else { continue };
            if self.preserving.contains_key(&intrinsic) {
                continue;
            }
            let State { isa, context, builder, arena, .. } = self;
            let code = resolver.intrinsic(intrinsic);
            let signature = lower::intrinsic_signature(intrinsic);
            let trampoline = preserving(code, signature, &**isa, context, builder, arena)?;
            self.preserving.insert(intrinsic, trampoline);
        }
        Ok(())
    }

    fn thunk(&mut self, func: FuncId) -> Result<Offset, Error> {
        Ok(Offset(self.group(func)?.thunks.0 + func.0 % GROUP * THUNK_BYTES))
    }

    /// Moves the code in `context` into the arena as that of `func`.
    fn place(&mut self, func: FuncId, plan: &FramePlan) -> Result<(), Error> {
        let compiled = self.context.take_compiled_code().expect("code was compiled");
        let code = compiled.code_buffer();
        let at = self.arena.alloc(code.len(), CODE_ALIGN)?;
        self.arena.write(at, code);
        self.set_code(func, at)?;
        for reloc in compiled.buffer.relocs() {
            let callee = self.callee(reloc)?;
            let site = Offset(at.0 + reloc.offset);
            match self.code.get(callee.0 as usize).copied().flatten() {
                Some(code) => self.link(site, code),
                None => {
                    let thunk = self.thunk(callee)?;
                    self.link(site, thunk);
                    self.calls.entry(callee).or_default().push(site);
                }
            }
        }
        let end = at.0 + code.len() as u32;
        let frame = plan.table(&compiled.buffer);
        let table =
            CodeTable { start: at.0, end, func, traps: traps(&compiled), positions: positions(&compiled), frame };
        self.map.push(table).map_err(|_| Error::Memory(std::io::ErrorKind::OutOfMemory.into()))
    }

    /// Makes all ways to `func` lead to `at`.
    fn set_code(&mut self, func: FuncId, at: Offset) -> Result<(), Error> {
        let slot = Offset(self.group(func)?.slots.0 + func.0 % GROUP * 8);
        self.arena.write(slot, &(self.arena.address(at) as u64).to_le_bytes());
        let index = func.0 as usize;
        if self.code.len() <= index {
            self.code.resize(index + 1, None);
        }
        self.code[index] = Some(at);
        for site in self.calls.remove(&func).unwrap_or_default() {
            self.link(site, at);
        }
        Ok(())
    }

    /// Stores the 32-bit displacement from `site` (its last four bytes) to `target`.
    fn link(&mut self, site: Offset, target: Offset) {
        let displacement = target.0.wrapping_sub(site.0 + 4);
        self.arena.write(site, &displacement.to_le_bytes());
    }

    /// The function that a relocation of the code in `context` is for.
    fn callee(&self, reloc: &FinalizedMachReloc) -> Result<FuncId, Error> {
        if let (Reloc::X86CallPCRel4, FinalizedRelocTarget::ExternalName(ExternalName::User(name)), -4) =
            (reloc.kind, &reloc.target, reloc.addend)
        {
            return Ok(FuncId(self.context.func.params.user_named_funcs()[*name].index));
        }
        Err(Error::Backend { func: self.context.func.name.to_string(), reason: format!("unexpected {reloc:?}") })
    }
}

/// The trap table of some code.
fn traps(code: &CompiledCode) -> Box<[(u32, Trap)]> {
    let mut traps: Vec<_> = code.buffer.traps().iter().map(|trap| (trap.offset, trap_of(trap.code))).collect();
    traps.sort_by_key(|(offset, _)| *offset);
    traps.into()
}

/// What Go makes of Cranelift's trap.
fn trap_of(code: TrapCode) -> Trap {
    match code {
        TrapCode::STACK_OVERFLOW => Trap::StackOverflow,
        TrapCode::INTEGER_DIVISION_BY_ZERO => Trap::DivideByZero,
        code => Trap::from_code(code.as_raw().get()).unwrap_or(Trap::Unreachable),
    }
}

/// The table of source positions of some code.
fn positions(code: &CompiledCode) -> Box<[(u32, u32, Pos)]> {
    let ranges = code.buffer.get_srclocs_sorted().iter();
    ranges
        .filter(|range| !range.loc.is_default())
        .map(|range| (range.start, range.end, Pos(range.loc.bits())))
        .filter(|(_, _, pos)| pos.is_some())
        .collect()
}
