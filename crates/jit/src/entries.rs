//! Trampolines from C code to Go functions.
//!
//! On x86-64 Cranelift's `Tail` convention passes arguments in registers and preserves them as C does, so these only move
//! the arguments two places forward; results from the second on are in other registers than C's.

#![allow(unsafe_code, reason = "assembly")]

use goslice_abi::g::{Entries, G, offset};
use goslice_abi::layout::Str;
use goslice_abi::{begin_reentry, end_reentry};
use std::arch::naked_asm;

/// How C code calls Go code.
pub(crate) const ENTRIES: Entries = Entries { call0, call1, call_string, call_format };

/// A stub: begins, moves arguments, calls the code in rax, moves results, ends.
macro_rules! stub {
    ([$($before:literal),*] [$($after:literal),*]) => {
        naked_asm!(
            begin_reentry!(),
            $($before,)*
            "call rax",
            $($after,)*
            end_reentry!(),
            entry_fp = const offset::ENTRY_FP,
            entry_sp = const offset::ENTRY_SP,
            entry_pc = const offset::ENTRY_PC,
            reentry = const offset::REENTRY,
        )
    };
}

#[unsafe(naked)]
unsafe extern "C" fn call0(g: *mut G, code: *const u8, ctx: *const u8) {
    stub!(["mov rax, rsi", "mov rsi, rdx"][])
}

#[unsafe(naked)]
unsafe extern "C" fn call1(g: *mut G, code: *const u8, ctx: *const u8, a: u64) {
    stub!(["mov rax, rsi", "mov rsi, rdx", "mov rdx, rcx"][])
}

#[unsafe(naked)]
unsafe extern "C" fn call_string(g: *mut G, code: *const u8, ctx: *const u8, recv: u64) -> Str {
    // The second word of a result: rcx in Go, rdx in C.
    stub!(["mov rax, rsi", "mov rsi, rdx", "mov rdx, rcx"]["mov rdx, rcx"])
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
    // The seventh argument lies above the return address.
    stub!(["mov rax, rsi", "mov rsi, rdx", "mov rdx, rcx", "mov rcx, r8", "mov r8, r9", "mov r9d, [rbp + 16]"][])
}
