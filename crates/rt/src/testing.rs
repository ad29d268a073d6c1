//! What Go's package testing needs of the runtime: running a test until it ends in any way, the clock, and catching
//! what an example prints.

#![allow(unsafe_code, reason = "calls generated code")]

use crate::goroutine;
use crate::panic::{self, Caught};
use crate::strconv::string_result;
use goslice_abi::g::G;
use goslice_abi::layout::{Closure, Pair};
use std::cell::RefCell;

thread_local! {
    static OUTPUT: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// Takes what is written to file descriptor `fd` if an example's output is being caught.
pub(crate) fn take_output(fd: i32, bytes: &[u8]) -> bool {
    fd == 1
        && OUTPUT.with_borrow_mut(|output| {
            if let Some(output) = output {
                output.extend_from_slice(bytes);
            }
            output.is_some()
        })
}

#[repr(C)]
struct Call {
    f: *const Closure,
}

unsafe extern "C" fn do_call(g: *mut G, arg: *mut u8) {
    // SAFETY: `arg` is the caller's Call; a func value points to its code.
    unsafe {
        let closure = (*arg.cast::<Call>()).f;
        let entries = goroutine::state(g).entries();
        (entries.call0)(g, (*closure).code, closure.cast());
    }
}

/// `testing.protect(f func()) bool`: calls `f`; whether it ended by Goexit. Panics go on.
pub(crate) unsafe fn testing_protect(g: *mut G, f: *mut u8) -> u8 {
    let mut call = Call { f: f.cast_const().cast() };
    // SAFETY: a func value; nothing with `Drop` is live.
    let caught = unsafe { panic::catch_goexit(g, do_call, (&raw mut call).cast()) };
    (caught == Caught::Goexit).into()
}

/// `testing.goexit()`
pub(crate) unsafe fn testing_goexit(g: *mut G) {
    // SAFETY: called from Go code; nothing with `Drop` is live.
    unsafe { panic::goexit(g) }
}

/// `testing.now() int`: nanoseconds on a clock that only goes forward.
pub(crate) unsafe fn testing_now(_g: *mut G) -> i64 {
    crate::time::monotonic()
}

/// `testing.catchOutput()`: from now on standard output is kept.
pub(crate) unsafe fn testing_catch_output(_g: *mut G) {
    OUTPUT.set(Some(Vec::new()));
}

/// `testing.caughtOutput() string`: what was kept; standard output goes its way again.
pub(crate) unsafe fn testing_caught_output(g: *mut G) -> Pair {
    let text = OUTPUT.take().unwrap_or_default();
    // SAFETY: `g` is live.
    unsafe { string_result(g, &text) }
}
