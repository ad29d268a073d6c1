//! The table of figures with mimalloc: `cargo bench -p goslice --bench table_mimalloc`.
#![allow(unsafe_code, reason = "the clock of CPU time")]

#[path = "table/harness.rs"]
mod harness;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    harness::main("mimalloc");
}
