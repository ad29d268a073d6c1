//! The places where Rust and Go frames meet outside of ordinary calls: protected calls, deferred calls, resuming after
//! a recovered panic, and starting a panic where a fault happened.
//!
//! Go functions take `(g, context, ...)` in rdi and rsi, as C functions would; no register but rbp and rsp is relied on to
//! be preserved by them. C's callee-saved registers are saved here, for frames dropped by a panic cannot restore them. Frame pointers form an unbroken chain through all of these.

#![allow(unsafe_code, reason = "assembly")]

use crate::panic::{Caught, fault_panic, run_remaining_defers};
use goslice_abi::g::{DeferFrame, G, REENTRY_HOLDS_NOTHING, offset};
use goslice_abi::layout::Closure;
use goslice_abi::{link_reentry, unlink_reentry};
use std::arch::naked_asm;
use std::mem::offset_of;

/// Calls `code(g, ctx)` with `frame` as the newest frame that defers, then the calls deferred there, and unlinks it.
/// After a panic recovered in one of those calls it goes on in the same place, through [`resume_protected`].
///
/// # Safety
/// `frame` is uninitialised but for `caller_fp` and outlives the call; `code` is a Go function.
#[unsafe(naked)]
pub(crate) unsafe extern "C" fn protect(g: *mut G, frame: *mut DeferFrame, code: *const u8, ctx: *const u8) {
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "push rbx",
        "push r12",
        "push r13",
        "push r14",
        "push r15",
        "push rdi",
        "push rsi",
        "sub rsp, 8",
        "mov rax, [rdi + {frames}]",
        "mov [rsi + {prev}], rax",
        "mov [rsi + {sp}], rsp",
        "mov qword ptr [rsi + {defers}], 0",
        "mov [rdi + {frames}], rsi",
        "mov rax, rdx",
        "mov rsi, rcx",
        "call rax",
        "jmp {finish}",
        frames = const offset::FRAMES,
        prev = const offset_of!(DeferFrame, prev),
        sp = const offset_of!(DeferFrame, sp),
        defers = const offset_of!(DeferFrame, defers),
        finish = sym finish_protected,
    )
}

/// The second half of [`protect`], with its stack pointer.
#[unsafe(naked)]
unsafe extern "C" fn finish_protected() {
    naked_asm!(
        "mov rsi, [rsp + 8]",
        "mov rdi, [rsp + 16]",
        // As if the function that defers had called the runtime here. What the body has left in registers is no longer live.
        "mov rax, [rbp]",
        "mov [rdi + {entry_fp}], rax",
        "mov [rdi + {entry_sp}], rsp",
        "mov rax, [rbp + 8]",
        "mov [rdi + {entry_pc}], rax",
        "xor ebx, ebx",
        "xor r12d, r12d",
        "xor r13d, r13d",
        "xor r14d, r14d",
        "xor r15d, r15d",
        "call {run_remaining_defers}",
        "add rsp, 24",
        "pop r15",
        "pop r14",
        "pop r13",
        "pop r12",
        "pop rbx",
        "pop rbp",
        "ret",
        run_remaining_defers = sym run_remaining_defers,
        entry_fp = const offset::ENTRY_FP,
        entry_sp = const offset::ENTRY_SP,
        entry_pc = const offset::ENTRY_PC,
    )
}

/// Goes on where [`protect`] goes on when its body returns.
///
/// # Safety
/// `sp` is the `sp` of a frame that is still protected on this stack. Nothing between here and there is dropped.
#[unsafe(naked)]
pub(crate) unsafe extern "C" fn resume_protected(sp: u64) -> ! {
    naked_asm!(
        "mov rsp, rdi",
        "lea rbp, [rsp + 64]",
        "jmp {finish}",
        finish = sym finish_protected,
    )
}

/// Calls `f(g, arg)` with `frame` as the newest frame that defers, such that [`resume_caught`] can end the call.
/// Returns [`Caught::Returned`] or what that passes.
///
/// # Safety
/// `frame` outlives the call, its `caller_fp` is one of the marks of `panic`; no value with `Drop` is live in Rust
/// frames that the call of `f` makes and that a Go panic can end.
#[unsafe(naked)]
pub(crate) unsafe extern "C" fn catch(
    g: *mut G,
    frame: *mut DeferFrame,
    f: unsafe extern "C" fn(*mut G, *mut u8),
    arg: *mut u8,
) -> Caught {
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "push rbx",
        "push r12",
        "push r13",
        "push r14",
        "push r15",
        "push rdi",
        "push rsi",
        "sub rsp, 8",
        "mov rax, [rdi + {frames}]",
        "mov [rsi + {prev}], rax",
        "mov [rsi + {sp}], rsp",
        "mov qword ptr [rsi + {defers}], 0",
        "mov [rdi + {frames}], rsi",
        "mov rax, rdx",
        "mov rsi, rcx",
        "call rax",
        "xor eax, eax",
        "jmp {finish}",
        frames = const offset::FRAMES,
        prev = const offset_of!(DeferFrame, prev),
        sp = const offset_of!(DeferFrame, sp),
        defers = const offset_of!(DeferFrame, defers),
        finish = sym finish_caught,
    )
}

/// The second half of [`catch`], with its stack pointer and its result in eax.
#[unsafe(naked)]
unsafe extern "C" fn finish_caught() {
    naked_asm!(
        "mov rsi, [rsp + 8]",
        "mov rdi, [rsp + 16]",
        "mov rcx, [rsi + {prev}]",
        "mov [rdi + {frames}], rcx",
        "add rsp, 24",
        "pop r15",
        "pop r14",
        "pop r13",
        "pop r12",
        "pop rbx",
        "pop rbp",
        "ret",
        frames = const offset::FRAMES,
        prev = const offset_of!(DeferFrame, prev),
    )
}

/// Ends a call of [`catch`] from inside.
///
/// # Safety
/// As for [`resume_protected`], with a frame that [`catch`] made.
#[unsafe(naked)]
pub(crate) unsafe extern "C" fn resume_caught(sp: u64, how: Caught) -> ! {
    naked_asm!(
        "mov rsp, rdi",
        "lea rbp, [rsp + 64]",
        "mov eax, esi",
        "jmp {finish}",
        finish = sym finish_caught,
    )
}

/// Calls a deferred func value. While it runs, `*fp` is this frame's frame pointer, which the called function finds
/// as its caller's.
///
/// # Safety
/// `closure` is a func value without parameters and results; `fp` points to a word that outlives the call.
#[unsafe(naked)]
pub(crate) unsafe extern "C" fn call_deferred(g: *mut G, closure: *const Closure, fp: *mut u64) {
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        // What is called, and with what a panic began, is known without the callers' frames; what the panicking code has left
        // there keeps nothing.
        "lea r11, [rbp + {nothing}]",
        link_reentry!(),
        "push rbx",
        "push r12",
        "push r13",
        "push r14",
        "push r15",
        "sub rsp, 8",
        "mov [rdx], rbp",
        "call qword ptr [rsi]",
        "add rsp, 8",
        "pop r15",
        "pop r14",
        "pop r13",
        "pop r12",
        "pop rbx",
        unlink_reentry!(),
        "pop rbp",
        "ret",
        entry_fp = const offset::ENTRY_FP,
        entry_sp = const offset::ENTRY_SP,
        entry_pc = const offset::ENTRY_PC,
        reentry = const offset::REENTRY,
        nothing = const REENTRY_HOLDS_NOTHING,
    )
}

/// Where a fault in Go code goes on, on the goroutine's stack, as if the faulting instruction had called it: the signal
/// handler has pushed that instruction's address and set rdi to `g`, rsi to the trap's number, rdx to the address of the
/// fault.
///
/// # Safety
/// Only the signal handler may continue here.
#[unsafe(naked)]
pub(crate) unsafe extern "C" fn sigpanic() {
    naked_asm!(
        "mov [rdi + {entry_fp}], rbp",
        "lea rax, [rsp + 8]",
        "mov [rdi + {entry_sp}], rax",
        "mov rax, [rsp]",
        "mov [rdi + {entry_pc}], rax",
        // The code does not go on: nothing that it had in registers is live.
        "xor ebx, ebx",
        "xor r12d, r12d",
        "xor r13d, r13d",
        "xor r14d, r14d",
        "xor r15d, r15d",
        "jmp {fault_panic}",
        entry_fp = const offset::ENTRY_FP,
        entry_sp = const offset::ENTRY_SP,
        entry_pc = const offset::ENTRY_PC,
        fault_panic = sym fault_panic,
    )
}
