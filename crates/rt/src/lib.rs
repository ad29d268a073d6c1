//! What compiled Go code calls: the heap, slices, strings, interfaces, panics, faults, stacks, fmt.
//!
//! # For the driver
//!
//! 1. [`intrinsic_table`] gives the addresses that `jit` links against, indexed by `Intrinsic as usize`.
//! 2. [`Runtime::new`] takes a [`Config`] and reserves the heap.
//! 3. [`Runtime::run`] takes a [`Program`] (what only the compiler knows: trap table, descriptors, entry trampolines,
//!    the functions to call) and runs it on a goroutine's stack until it ends, one way or another: [`Outcome`].
//!    Nothing here ends the process.
//! 4. [`on_host_stack`] runs a callback on the host's own stack; a lazy compiler called from Go code needs it, for a
//!    goroutine's stack keeps only [`stack::RESERVE`] bytes for Rust code.
//!
//! One program runs at a time in a process (a second `run` waits): signal handlers belong to the process.
//!
//! # Rules for whoever adds an intrinsic
//!
//! - Add a line to `abi`'s list; it does not compile until a function of that name is exported to `stubs`, with the
//!   list's parameters: `I8` is `u8`, `I32` is `i32`, `I64` is `i64`, `F32`/`F64` are floats, `Ptr` is `*mut u8`;
//!   non-leaf ones take `g: *mut G` first. Results are `()`, one scalar, or [`goslice_abi::layout::Pair`].
//! - A Rust panic ends the run as [`Outcome::Internal`]; a Go panic is begun with `panic`'s functions, which do not
//!   return, and which drop nothing: no value with `Drop` may be live there, nor across a call of Go code.
//! - Go pointers are never kept in Rust containers.
//! - Memory of a Go frame whose address an intrinsic gets is scanned until it returns, but for memory that it does not read,
//!   which `goslice_ir::roots` lists.

mod asm;
mod caller;
mod check;
mod complex;
mod errors;
mod fault;
mod fmt;
mod gc;
mod goroutine;
mod growths;
pub mod heap;
mod iface;
mod interrupt;
mod itab;
mod math;
mod memory;
mod observe;
mod os;
mod outcome;
mod panic;
mod panic_print;
mod print;
mod runtime;
mod shift;
mod slice;
mod sort;
pub mod stack;
mod strconv;
mod string;
mod stubs;
#[cfg(test)]
mod testdesc;
mod testing;
#[cfg(test)]
mod tests;
mod time;
mod unicode;
mod value;

pub use check::GlobalMemory;
pub use gc::{Config as GcConfig, Mode as GcMode, Pauses as GcPauses};
pub use goroutine::Goroutine;
pub use interrupt::on_interrupt;
pub use observe::{Access, Observer, Operation, SliceEvent};
pub use outcome::{Limit, Outcome};
pub use runtime::{Config, Frame, FrameAt, Program, Runtime};
pub use stack::on_host_stack;
pub use stubs::intrinsic_table;
