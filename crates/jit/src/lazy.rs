//! Compiling a function when it is first called.
//!
//! Each function has a thunk, its stable address, and a slot with the address of its code. As long as there is none, the
//! slot leads to the thunk's second half, which goes to [`compile_stub`]:
//!
//! ```text
//! thunk:  jmp [slot]
//!         mov eax, <function>     the slot's first value
//!         jmp prelude
//! prelude: mov r11, <state>; mov r10, compile_stub; jmp r10
//! ```

#![allow(unsafe_code, reason = "assembly, and a pointer to the compiler that passes through generated code")]

use crate::jit::{Jit, State};
use goslice_hir::body::FuncId;
use std::arch::naked_asm;
use std::mem::ManuallyDrop;

/// Compiles functions on demand.
pub trait LazyCompiler {
    /// Makes the code of `func` by [`Jit::compile`]; there is none yet. Runs on the host's stack. Panics (an internal
    /// error of the run) when it cannot.
    fn compile(&mut self, jit: &mut Jit, func: FuncId);
}

impl<F: FnMut(&mut Jit, FuncId)> LazyCompiler for F {
    fn compile(&mut self, jit: &mut Jit, func: FuncId) {
        self(jit, func);
    }
}

/// Calls `f(arg)` on the host's stack: goroutine stacks keep less for Rust than Cranelift needs. `f` may panic; the
/// function must not let the panic pass into generated code.
pub type OnHostStack = unsafe extern "C" fn(f: unsafe extern "C-unwind" fn(arg: *mut u8), arg: *mut u8);

/// Bytes of a thunk.
pub(crate) const THUNK_BYTES: u32 = 16;
/// Where a thunk's second half begins.
pub(crate) const THUNK_LAZY: u32 = 6;

/// A thunk at offset `at`, with its slot at `slot` and the prelude at `prelude`.
pub(crate) fn thunk(at: u32, slot: u32, prelude: u32, func: FuncId) -> [u8; THUNK_BYTES as usize] {
    let mut code = [0; THUNK_BYTES as usize];
    let displacement = |target: u32, end: u32| target.wrapping_sub(at + end).to_le_bytes();
    code[..2].copy_from_slice(&[0xff, 0x25]); // jmp qword ptr [rip + d]
    code[2..6].copy_from_slice(&displacement(slot, 6));
    code[6] = 0xb8; // mov eax, i
    code[7..11].copy_from_slice(&func.0.to_le_bytes());
    code[11] = 0xe9; // jmp d
    code[12..].copy_from_slice(&displacement(prelude, 16));
    code
}

/// The code that all thunks share.
pub(crate) fn prelude(state: *const State) -> Vec<u8> {
    let stub: unsafe extern "C" fn() = compile_stub;
    let mut code = vec![0x49, 0xbb]; // mov r11, i
    code.extend((state as u64).to_le_bytes());
    code.extend([0x49, 0xba]); // mov r10, i
    code.extend((stub as usize as u64).to_le_bytes());
    code.extend([0x41, 0xff, 0xe2]); // jmp r10
    code
}

/// Saves the registers that can hold arguments, has the function in eax compiled by the state in r11, and goes on there.
#[unsafe(naked)]
unsafe extern "C" fn compile_stub() {
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "sub rsp, 176",
        "mov [rsp], rdi",
        "mov [rsp + 8], rsi",
        "mov [rsp + 16], rdx",
        "mov [rsp + 24], rcx",
        "mov [rsp + 32], r8",
        "mov [rsp + 40], r9",
        "movups [rsp + 48], xmm0",
        "movups [rsp + 64], xmm1",
        "movups [rsp + 80], xmm2",
        "movups [rsp + 96], xmm3",
        "movups [rsp + 112], xmm4",
        "movups [rsp + 128], xmm5",
        "movups [rsp + 144], xmm6",
        "movups [rsp + 160], xmm7",
        "mov rdi, r11",
        "mov esi, eax",
        "call {code_of}",
        "mov rdi, [rsp]",
        "mov rsi, [rsp + 8]",
        "mov rdx, [rsp + 16]",
        "mov rcx, [rsp + 24]",
        "mov r8, [rsp + 32]",
        "mov r9, [rsp + 40]",
        "movups xmm0, [rsp + 48]",
        "movups xmm1, [rsp + 64]",
        "movups xmm2, [rsp + 80]",
        "movups xmm3, [rsp + 96]",
        "movups xmm4, [rsp + 112]",
        "movups xmm5, [rsp + 128]",
        "movups xmm6, [rsp + 144]",
        "movups xmm7, [rsp + 160]",
        "leave",
        "jmp rax",
        code_of = sym code_of,
    )
}

/// What passes to the host's stack and back.
struct Request {
    state: *mut State,
    func: FuncId,
    code: *const u8,
}

/// The address of a function's code, which is compiled first. Runs on the goroutine's stack.
unsafe extern "C" fn code_of(state: *mut State, func: u32) -> *const u8 {
    let mut request = Request { state, func: FuncId(func), code: std::ptr::null() };
    // SAFETY: the prelude passes the state of a living Jit, and nobody else uses it while Go code runs.
    let on_host_stack = unsafe { (*state).on_host_stack };
    // SAFETY: `compile` takes a request.
    unsafe { on_host_stack(compile, (&raw mut request).cast()) };
    request.code
}

/// The part of [`code_of`] that runs on the host's stack.
unsafe extern "C-unwind" fn compile(request: *mut u8) {
    // SAFETY: `code_of` passes a request that nobody else uses meanwhile.
    let request = unsafe { &mut *request.cast::<Request>() };
    // SAFETY: as in `code_of`. The Jit that owns the state is not used while Go code runs, so this one may stand for
    // it; it is not dropped.
    let mut jit = ManuallyDrop::new(unsafe { Jit::from_state(request.state) });
    let mut compiler = jit.state().lazy.take().expect("a function without code was called, and there is no compiler");
    if jit.code(request.func).is_none() {
        compiler.compile(&mut jit, request.func);
    }
    jit.state().lazy = Some(compiler);
    request.code = jit.code(request.func).expect("the compiler of a called function made its code");
}
