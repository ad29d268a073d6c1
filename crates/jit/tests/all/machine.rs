//! A compiler with fake surroundings, and a way to survive traps.

use goslice_abi::desc::TypeDesc;
use goslice_abi::g::G;
use goslice_abi::intrinsics::Intrinsic;
use goslice_abi::layout::{Closure, Itab};
use goslice_abi::trap::Trap;
use goslice_hir::body::{FuncId, GlobalId};
use goslice_ir::func::Func;
use goslice_ir::op::Constant;
use goslice_jit::{CodeMap, Config, Jit, Resolver};
use goslice_types::types::TypeId;
use std::arch::naked_asm;
use std::collections::HashMap;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Once, PoisonError};

/// An intrinsic that no test has given.
extern "C" fn unknown() {
    std::process::abort();
}

/// Fake addresses and sizes.
#[derive(Default)]
pub(crate) struct Addresses {
    pub(crate) globals: Vec<[u64; 4]>,
    pub(crate) intrinsics: HashMap<Intrinsic, *const u8>,
    pub(crate) closures: HashMap<FuncId, Box<Closure>>,
    pub(crate) sizes: HashMap<u32, u64>,
    data: Vec<Arc<[u8]>>,
}

impl Resolver for Addresses {
    fn global(&mut self, global: GlobalId) -> *mut u8 {
        self.globals[global.0 as usize].as_mut_ptr().cast()
    }
    fn type_desc(&mut self, ty: TypeId) -> *const TypeDesc {
        std::ptr::without_provenance(0x1000 + ty.0 as usize)
    }
    fn itab(&mut self, inter: TypeId, ty: TypeId) -> *const Itab {
        std::ptr::without_provenance(0x10_0000 * inter.0 as usize + ty.0 as usize)
    }
    fn data(&mut self, bytes: &Arc<[u8]>) -> *const u8 {
        self.data.push(bytes.clone());
        bytes.as_ptr()
    }
    fn constant(&mut self, constant: &Arc<Constant>) -> *const u8 {
        assert!(constant.texts.is_empty(), "no text has an address here");
        self.data(&constant.bytes.clone().into())
    }
    fn intrinsic(&mut self, intrinsic: Intrinsic) -> *const u8 {
        self.intrinsics.get(&intrinsic).copied().unwrap_or(unknown as *const u8)
    }
    fn func_value(&mut self, func: FuncId) -> *const Closure {
        &raw const *self.closures[&func]
    }
    fn size_of(&mut self, ty: TypeId) -> u64 {
        self.sizes[&ty.0]
    }
    fn has_pointers(&mut self, _: TypeId) -> bool {
        true
    }
}

/// A compiler, its surroundings, and a goroutine's record.
pub(crate) struct Machine {
    pub(crate) jit: Jit,
    pub(crate) addresses: Addresses,
    pub(crate) g: Box<G>,
    next: u32,
}

unsafe extern "C" fn stay(f: unsafe extern "C-unwind" fn(*mut u8), arg: *mut u8) {
    // SAFETY: the caller's promise.
    unsafe { f(arg) };
}

impl Machine {
    pub(crate) fn new() -> Machine {
        let jit = Jit::new(Config { arena_bytes: 16 << 20, on_host_stack: stay, write_barriers: true }).unwrap();
        let g = G {
            stack_limit: 0,
            entry_fp: 0,
            entry_sp: 0,
            entry_pc: 0,
            frames: null_mut(),
            observed: null_mut(),
            barrier: 0,
            reentry: std::ptr::null_mut(),
        };
        Machine { jit, addresses: Addresses::default(), g: Box::new(g), next: 1000 }
    }

    pub(crate) fn compile(&mut self, func: FuncId, ir: &Func) {
        if let Err(error) = self.jit.compile(func, ir, &mut self.addresses) {
            panic!("{error}");
        }
    }

    /// Compiles `ir` under a number of its own.
    pub(crate) fn add(&mut self, ir: &Func) -> FuncId {
        self.next += 1;
        self.compile(FuncId(self.next), ir);
        FuncId(self.next)
    }

    /// Calls a function of one word.
    pub(crate) fn call(&mut self, func: FuncId, word: u64) {
        let code = self.jit.entry(func);
        // SAFETY: the tests' functions are correct.
        unsafe { (self.jit.entries().call1)(&raw mut *self.g, code, std::ptr::null(), word) };
    }

    /// Runs a function made by [`crate::builder::on_words`].
    pub(crate) fn run(&mut self, func: FuncId, inputs: &[u64]) -> [u64; 16] {
        let mut words = [0; 16];
        words[..inputs.len()].copy_from_slice(inputs);
        self.call(func, words.as_mut_ptr() as u64);
        words
    }

    /// Compiles and runs a function made by [`crate::builder::on_words`].
    pub(crate) fn eval(&mut self, ir: &Func, inputs: &[u64]) -> [u64; 16] {
        let func = self.add(ir);
        self.run(func, inputs)
    }

    /// Calls a function of one word that is expected to trap, and tells how and where.
    pub(crate) fn call_trapping(&mut self, func: FuncId, word: u64) -> Option<(Trap, usize)> {
        static ONE: Mutex<()> = Mutex::new(());
        let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        install_handlers();
        let map = self.jit.code_map();
        MAP.store(Arc::as_ptr(&map).cast_mut(), Ordering::SeqCst);
        let code = self.jit.entry(func);
        // SAFETY: the tests' functions are correct.
        let trapped = unsafe {
            call_guarded(self.jit.entries().call1 as *const u8, &raw mut *self.g, code, std::ptr::null(), word)
        };
        MAP.store(null_mut(), Ordering::SeqCst);
        let pc = PC.load(Ordering::SeqCst) as usize;
        (trapped != 0).then(|| (map.trap_at(pc).expect("the handler saw a trap"), pc))
    }
}

/// The map of the machine whose traps are caught.
static MAP: AtomicPtr<CodeMap> = AtomicPtr::new(null_mut());
/// Where it trapped.
static PC: AtomicU64 = AtomicU64::new(0);
/// The stack pointer of [`call_guarded`].
static SP: AtomicU64 = AtomicU64::new(0);

/// Calls `f(g, code, ctx, word)`; returns 0, or 1 when that trapped.
#[unsafe(naked)]
unsafe extern "C" fn call_guarded(f: *const u8, g: *mut G, code: *const u8, ctx: *const u8, word: u64) -> u64 {
    naked_asm!(
        "push rbp",
        "push rbx",
        "push r12",
        "push r13",
        "push r14",
        "push r15",
        "sub rsp, 8",
        "mov [rip + {sp}], rsp",
        "mov rax, rdi",
        "mov rdi, rsi",
        "mov rsi, rdx",
        "mov rdx, rcx",
        "mov rcx, r8",
        "call rax",
        "xor eax, eax",
        "jmp {leave}",
        sp = sym SP,
        leave = sym leave_guarded,
    )
}

#[unsafe(naked)]
unsafe extern "C" fn leave_guarded() {
    naked_asm!(
        "mov rsp, [rip + {sp}]",
        "add rsp, 8",
        "pop r15",
        "pop r14",
        "pop r13",
        "pop r12",
        "pop rbx",
        "pop rbp",
        "ret",
        sp = sym SP,
    )
}

#[unsafe(naked)]
unsafe extern "C" fn trapped() {
    naked_asm!("mov eax, 1", "jmp {leave}", leave = sym leave_guarded)
}

extern "C" fn handler(signal: i32, _: *mut libc::siginfo_t, context: *mut libc::c_void) {
    let map = MAP.load(Ordering::SeqCst);
    // SAFETY: the system passes a context to handlers with SA_SIGINFO.
    let registers = unsafe { &mut (*context.cast::<libc::ucontext_t>()).uc_mcontext.gregs };
    let pc = registers[libc::REG_RIP as usize] as usize;
    // SAFETY: the map lives as long as it is there.
    if map.is_null() || unsafe { (*map).trap_at(pc) }.is_none() {
        // SAFETY: the fault happens again, and ends the process.
        unsafe { libc::signal(signal, libc::SIG_DFL) };
        return;
    }
    PC.store(pc as u64, Ordering::SeqCst);
    let resume: unsafe extern "C" fn() = trapped;
    registers[libc::REG_RIP as usize] = resume as usize as i64;
}

fn install_handlers() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        for signal in [libc::SIGSEGV, libc::SIGBUS, libc::SIGFPE, libc::SIGILL] {
            // SAFETY: a handler for signals of this thread's own making.
            unsafe {
                let mut action: libc::sigaction = std::mem::zeroed();
                action.sa_sigaction = handler as *const () as usize;
                action.sa_flags = libc::SA_SIGINFO | libc::SA_NODEFER | libc::SA_ONSTACK;
                assert_eq!(libc::sigaction(signal, &action, null_mut()), 0);
            }
        }
    });
}
