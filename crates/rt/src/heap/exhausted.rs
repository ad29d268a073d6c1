//! The end of a program that gets no more memory.
//!
//! gc has two texts for it (measured with 1.19 to 1.27, the same in all). Its heap first reserves address space (`grow` in
//! runtime/mheap.go, in units of 4 MiB, on top of whole arenas of 64 MiB): where there is none, as under `ulimit -v` or beyond the 47 bits of an
//! address, it says how much was asked for. Where there is, and the kernel gives no memory for it (`sysMap`), it says no more than that.

#![allow(unsafe_code, reason = "asks the system for address space")]

use crate::goroutine;
use crate::panic_print;
use goslice_abi::g::G;
use std::ptr::null_mut;

/// What gc's heap grows by.
const CHUNK: usize = 4 << 20;
/// The alignment of its arenas.
const ARENA: usize = 64 << 20;

/// Ends the run: there is no memory for `bytes` bytes.
///
/// # Safety
/// As for [`crate::panic::begin`].
#[cold]
pub(super) unsafe fn out_of_memory(g: *mut G, bytes: usize) -> ! {
    let asked = bytes.max(1).checked_next_multiple_of(CHUNK);
    // SAFETY: the caller's promise.
    unsafe {
        match asked.filter(|asked| !can_reserve(*asked)) {
            Some(asked) => {
                let in_use = goroutine::state(g).heap.sizes().system;
                let text = format!("runtime: out of memory: cannot allocate {asked}-byte block ({in_use} in use)\n");
                crate::os::write_all(2, text.as_bytes());
                drop(text);
                panic_print::fatal(g, "out of memory")
            }
            None => panic_print::fatal(g, "runtime: out of memory"),
        }
    }
}

/// Whether the system has so much address space left.
fn can_reserve(bytes: usize) -> bool {
    let Some(bytes) = bytes.checked_add(ARENA) else { return false };
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
    // SAFETY: a fresh mapping that nobody uses, and that is given back.
    unsafe {
        let address = libc::mmap(null_mut(), bytes, libc::PROT_NONE, flags, -1, 0);
        address != libc::MAP_FAILED && libc::munmap(address, bytes) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn address_space_ends_where_addresses_do() {
        assert!(can_reserve(1 << 30));
        assert!(!can_reserve(1 << 47));
        assert!(!can_reserve(usize::MAX));
    }
}
