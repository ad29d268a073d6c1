//! An allocator that has no memory left, at each allocation in turn: the program ends as it does with `Vec`, by an abort that says so.
//! It never goes on with what it did not get.
//!
//! The test starts itself again for each, since an abort ends the process.
#![allow(unsafe_code, reason = "an allocator")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::process::Command;

use goslice::{Slice, slice};

/// The variable that says which allocation fails, in the process that is to end.
const FAILS: &str = "GOSLICE_TEST_ALLOCATION_FAILS";

thread_local! {
    /// Allocations to come of this thread until one fails. It fails from then on: there is no memory left.
    static LEFT: Cell<u64> = const { Cell::new(u64::MAX) };
}

struct Failing;

fn fails() -> bool {
    let left = LEFT.get();
    if left == u64::MAX {
        return false;
    }
    LEFT.set(left.saturating_sub(1));
    left == 0
}

// SAFETY: the system's allocator, or nothing.
unsafe impl GlobalAlloc for Failing {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's.
        if fails() { std::ptr::null_mut() } else { unsafe { System.alloc(layout) } }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's.
        if fails() { std::ptr::null_mut() } else { unsafe { System.alloc_zeroed(layout) } }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, bytes: usize) -> *mut u8 {
        // SAFETY: the caller's.
        if fails() { std::ptr::null_mut() } else { unsafe { System.realloc(block, layout, bytes) } }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller's.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Failing = Failing;

/// Every way that an array is got, and grows.
fn allocates() {
    let mut s: Slice<u64> = Slice::nil();
    (0..3000).for_each(|i| s.append(i));
    s.append_all(&s.clone());
    let mut texts = slice!["a".to_owned(), "b".to_owned()];
    let shared = texts.clone();
    texts.append_all(&shared);
    texts.insert(1, vec!["c".to_owned(); 9]);
    texts.append_zeros(100);
    let zeros = Slice::<u8>::make(2000, 4000);
    let mut large = Slice::<u8>::make(3 << 20, 3 << 20);
    large.append_all(&zeros);
    let all = Slice::concat([&texts, &shared]).repeat(2);
    let filled = slice![7u32; 500];
    let cut: Slice<_> = all.iter().chain(texts.iter()).collect();
    assert_eq!((s.get(5999), texts.get(1), filled.get(499)), (2999, "c".to_owned(), 7));
    assert_eq!((large.len(), cut.len()), ((3 << 20) + 2000, 3 * texts.len() + 4));
}

#[test]
fn without_memory_a_program_ends_and_says_so() {
    if let Ok(after) = std::env::var(FAILS) {
        LEFT.set(after.parse().unwrap());
        allocates();
        LEFT.set(u64::MAX);
        return;
    }
    let mut aborts = 0;
    // The first ones one by one, then fewer, until none fails any more.
    let mut after = 0u64;
    loop {
        let this = std::env::current_exe().unwrap();
        let test = "without_memory_a_program_ends_and_says_so";
        let mut child = Command::new(this);
        let output = child.args(["--exact", test, "--nocapture"]).env(FAILS, after.to_string()).output().unwrap();
        if output.status.success() {
            break;
        }
        #[cfg(unix)]
        {
            use std::os::unix::process::ExitStatusExt;
            assert_eq!(output.status.signal(), Some(6), "{after}: {output:?}");
        }
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("memory allocation of"), "{after}: {said}");
        aborts += 1;
        after += 1 + after / 16;
    }
    assert!(aborts > 20, "{aborts}");
}
