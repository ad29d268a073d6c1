//! Trampolines from C code to Go functions.
//!
//! On x86-64 Cranelift's `Tail` convention passes arguments in registers and preserves them as C does, so these only move
//! the arguments two places forward; results from the second on are in other registers than C's.

#![allow(unsafe_code, reason = "assembly")]

use goslice_abi::g::{Entries, G};
use goslice_abi::layout::Str;
use std::arch::naked_asm;

/// How C code calls Go code.
pub(crate) const ENTRIES: Entries = Entries { call0, call1, call_string, call_format };

#[unsafe(naked)]
unsafe extern "C" fn call0(g: *mut G, code: *const u8, ctx: *const u8) {
    naked_asm!("push rbp", "mov rbp, rsp", "mov rax, rsi", "mov rsi, rdx", "call rax", "pop rbp", "ret",)
}

#[unsafe(naked)]
unsafe extern "C" fn call1(g: *mut G, code: *const u8, ctx: *const u8, a: u64) {
    naked_asm!("push rbp", "mov rbp, rsp", "mov rax, rsi", "mov rsi, rdx", "mov rdx, rcx", "call rax", "pop rbp", "ret",)
}

#[unsafe(naked)]
unsafe extern "C" fn call_string(g: *mut G, code: *const u8, ctx: *const u8, recv: u64) -> Str {
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "mov rax, rsi",
        "mov rsi, rdx",
        "mov rdx, rcx",
        "call rax",
        // The second word of a result: rcx in Go, rdx in C.
        "mov rdx, rcx",
        "pop rbp",
        "ret",
    )
}

#[unsafe(naked)]
unsafe extern "C" fn call_format(
    g: *mut G,
    code: *const u8,
    ctx: *const u8,
    recv: u64,
    state: u64,
    data: u64,
    verb: i32,
) {
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "mov rax, rsi",
        "mov rsi, rdx",
        "mov rdx, rcx",
        "mov rcx, r8",
        "mov r8, r9",
        // The seventh argument lies above the return address.
        "mov r9d, [rbp + 16]",
        "call rax",
        "pop rbp",
        "ret",
    )
}
