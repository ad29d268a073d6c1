//! What package os needs of the system.

#![allow(unsafe_code, reason = "reads and writes Go values")]

use crate::goroutine;
use crate::heap;
use crate::outcome::Outcome;
use crate::stack;
use crate::testing;
use goslice_abi::g::G;
use goslice_abi::layout::{SliceHeader, Str};
use std::ptr::null;

/// Writes all of `bytes` to a file descriptor. An error ends the writing: where runtime texts go, nobody could be told.
pub(crate) fn write_all(fd: i32, mut bytes: &[u8]) {
    while !bytes.is_empty() {
        match write(fd, bytes) {
            Ok(n) => bytes = &bytes[n..],
            Err(_) => return,
        }
    }
}

/// Writes some of `bytes`, or gives the system's error number. Interrupted calls are repeated.
pub(crate) fn write(fd: i32, bytes: &[u8]) -> Result<usize, i32> {
    if testing::take_output(fd, bytes) {
        return Ok(bytes.len());
    }
    loop {
        // SAFETY: the bytes are readable; any descriptor may be given.
        let n = unsafe { libc::write(fd, bytes.as_ptr().cast(), bytes.len()) };
        if let Ok(n) = usize::try_from(n) {
            return Ok(n);
        }
        let error = std::io::Error::last_os_error().raw_os_error().unwrap_or(libc::EIO);
        if error != libc::EINTR {
            return Err(error);
        }
    }
}

/// `os.write(fd, b)`: the bytes written, or minus the system's error number when none was.
pub(crate) unsafe fn os_write(_g: *mut G, fd: i64, ptr: *mut u8, len: i64, _cap: i64) -> i64 {
    let Ok(fd) = i32::try_from(fd) else {
        return -i64::from(libc::EBADF);
    };
    // SAFETY: a slice.
    let bytes = unsafe { Str { ptr, len }.bytes() };
    let mut done = 0;
    while done < bytes.len() {
        match write(fd, &bytes[done..]) {
            Ok(n) => done += n,
            Err(error) if done == 0 => return -i64::from(error),
            Err(_) => break,
        }
    }
    done as i64
}

/// `os.args() []string`
pub(crate) unsafe fn os_args(g: *mut G, out: *mut u8) {
    // SAFETY: `out` has room for a slice; `g` is live.
    unsafe {
        let n_args = goroutine::state(g).args.len();
        let bytes = n_args * size_of::<Str>();
        let array = match bytes {
            0 => heap::zero_base(),
            _ => heap::alloc_conservative(g, bytes),
        };
        out.cast::<SliceHeader>().write(SliceHeader { ptr: array, len: n_args as i64, cap: n_args as i64 });
        for i in 0..n_args {
            // The arguments stay where they are: strings may point outside of the heap.
            let arg = &goroutine::state(g).args[i];
            let ptr = if arg.is_empty() { null() } else { arg.as_ptr() };
            array.cast::<Str>().add(i).write(Str { ptr, len: arg.len() as i64 });
        }
    }
}

/// `os.Exit(code)`: the system keeps eight bits of it.
pub(crate) unsafe fn os_exit(_g: *mut G, code: i64) {
    stack::leave(Outcome::Exit(code as i32))
}

/// `runtime.minor() int`: the release that the program runs under, 27 for Go 1.27.
pub(crate) unsafe fn runtime_minor(g: *mut G) -> i64 {
    // SAFETY: `g` is live.
    unsafe { goroutine::state(g).release().minor().into() }
}
