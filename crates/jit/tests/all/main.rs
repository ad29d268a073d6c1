//! Machine code against Go's semantics: functions of ir made by hand, compiled and run on this thread.

#![cfg(target_arch = "x86_64")]
#![allow(unsafe_code, reason = "runs generated code")]

/// Integers of every width, floats, conversions.
mod arith;
/// Making ir by hand.
mod builder;
/// Branches, switches, loops, calls, entry trampolines.
mod control;
/// Compiling on first call.
mod lazy;
/// A compiler with fake surroundings.
mod machine;
/// Loads, stores, blocks of memory, what the resolver gives.
mod memory;
/// Faults and their table.
mod traps;
