//! The table of figures with the system's allocator: `cargo bench -p goslice --bench table`.
#![allow(unsafe_code, reason = "the clock of CPU time")]

#[path = "table/harness.rs"]
mod harness;

fn main() {
    harness::main("system");
}
