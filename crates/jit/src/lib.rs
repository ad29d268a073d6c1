//! ir to machine code in memory.
//!
//! A [`Jit`] takes functions of `ir` in scalar form and places their machine code into an arena of its own. Every
//! function has an address from the first time somebody asks for it ([`Jit::entry`]); its code is made when it is first
//! called. Cranelift is named in this crate only.
//!
//! Go functions use Cranelift's `Tail` convention with `(g, context, args...)`. On x86-64 that is the System V
//! convention, but for results (up to eight words in rax, rcx, rdx, rsi, rdi, r8, r9, r10, and eight floats in xmm0-7) and
//! for arguments on the stack, which the callee pops.
//!
//! **Architecture Invariant:** this crate does not know the runtime. Addresses come through [`Resolver`], signatures
//! from `goslice_abi`.

#![cfg(target_arch = "x86_64")]

mod arena;
mod code_map;
mod entries;
mod error;
mod isa;
mod jit;
mod lazy;
mod lower;
mod resolver;
mod trampolines;

pub use code_map::CodeMap;
pub use error::Error;
pub use jit::{Config, Jit, Timings};
pub use lazy::{LazyCompiler, OnHostStack};
pub use resolver::Resolver;
