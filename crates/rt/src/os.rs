//! What package os needs of the system.

#![allow(unsafe_code, reason = "reads and writes Go values")]

use crate::goroutine;
use crate::heap;
use crate::outcome::Outcome;
use crate::stack;
use crate::strconv;
use crate::testing;
use crate::value;
use goslice_abi::g::G;
use goslice_abi::layout::{Pair, SliceHeader, Str};
use std::ffi::{CStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::ptr::null;

/// What a program has read from standard input, so that it can be run again on the same.
#[derive(Debug)]
pub(crate) struct Recording {
    bytes_max: usize,
    /// `None`: there was more than is kept.
    bytes: Option<Vec<u8>>,
}

impl Recording {
    /// Keeps up to so many bytes; 0 keeps nothing.
    pub(crate) fn new(bytes_max: usize) -> Recording {
        Recording { bytes_max, bytes: (bytes_max > 0).then(Vec::new) }
    }

    fn add(&mut self, read: &[u8]) {
        if self.bytes.as_ref().is_some_and(|bytes| bytes.len() + read.len() > self.bytes_max) {
            self.bytes = None;
        }
        if let Some(bytes) = &mut self.bytes {
            bytes.extend_from_slice(read);
        }
    }

    /// All that was read, if it was kept.
    pub(crate) fn take(&mut self) -> Option<Vec<u8>> {
        self.bytes.take()
    }
}

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

/// `os.write(fd, b)`: the bytes written, or minus the system's error number when none was. When nobody reads standard
/// output or error any more, the program ends.
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
            // As the signal would have done, which the host ignores: a program that prints on and on must end.
            Err(libc::EPIPE) if matches!(fd, 1 | 2) => stack::leave(Outcome::Exit(128 + libc::SIGPIPE)),
            Err(error) if done == 0 => return -i64::from(error),
            Err(_) => break,
        }
    }
    done as i64
}

/// `os.read(fd, b)`: the bytes read, 0 at the end, or minus the system's error number.
pub(crate) unsafe fn os_read(g: *mut G, fd: i64, ptr: *mut u8, len: i64, _cap: i64) -> i64 {
    let Ok(fd) = i32::try_from(fd) else {
        return -i64::from(libc::EBADF);
    };
    loop {
        // SAFETY: a slice.
        let n = unsafe { libc::read(fd, ptr.cast(), len as usize) };
        if n >= 0 {
            if fd == libc::STDIN_FILENO {
                // SAFETY: `g` is live; the system wrote so many bytes.
                unsafe { goroutine::state(g).input.add(Str { ptr, len: n as i64 }.bytes()) };
            }
            return n as i64;
        }
        let error = std::io::Error::last_os_error().raw_os_error().unwrap_or(libc::EIO);
        if error != libc::EINTR {
            return -i64::from(error);
        }
    }
}

/// `os.errorText(number) string`: in lower case, as Go has the system's texts.
pub(crate) unsafe fn os_error_text(g: *mut G, number: i64) -> Pair {
    // SAFETY: `g` is live.
    unsafe { strconv::string_result(g, error_text(number as i32).as_bytes()) }
}

/// The system's text for an error number.
pub(crate) fn error_text(number: i32) -> String {
    // SAFETY: the text is static, or this thread's until its next call.
    let text = unsafe { CStr::from_ptr(libc::strerror(number)) };
    text.to_string_lossy().to_lowercase()
}

/// `os.args() []string`
pub(crate) unsafe fn os_args(g: *mut G, out: *mut u8) {
    // SAFETY: `out` has room for a slice; `g` is live. The arguments stay where they are.
    unsafe {
        let args = &raw const goroutine::state(g).args;
        write_strings(g, &*args, out, |_, arg| Str {
            ptr: if arg.is_empty() { null() } else { arg.as_ptr() },
            len: arg.len() as i64,
        });
    }
}

/// `os.environ() []string`
pub(crate) unsafe fn os_environ(g: *mut G, out: *mut u8) {
    let entry = |(name, value): (OsString, OsString)| [name.as_bytes(), b"=", value.as_bytes()].concat();
    let entries: Vec<Vec<u8>> = std::env::vars_os().map(entry).collect();
    // SAFETY: `out` has room for a slice; `g` is live.
    unsafe { write_strings(g, &entries, out, |g, entry| value::new_string(g, entry)) }
}

/// Stores a new slice of strings.
unsafe fn write_strings(g: *mut G, texts: &[Vec<u8>], out: *mut u8, string: unsafe fn(*mut G, &[u8]) -> Str) {
    // SAFETY: `out` has room for a slice, the array for the strings.
    unsafe {
        let array = match texts.len() * size_of::<Str>() {
            0 => heap::zero_base(),
            bytes => heap::alloc_conservative(g, bytes),
        };
        let len = texts.len() as i64;
        out.cast::<SliceHeader>().write(SliceHeader { ptr: array, len, cap: len });
        for (at, text) in texts.iter().enumerate() {
            array.cast::<Str>().add(at).write(string(g, text));
        }
    }
}

/// `os.Exit(code)`: the system keeps eight bits of it.
pub(crate) unsafe fn os_exit(_g: *mut G, code: i64) {
    stack::leave(Outcome::Exit(code as i32))
}

/// `internal/release.Minor() int`: the release that the program runs under, 27 for Go 1.27.
pub(crate) unsafe fn release_minor(g: *mut G) -> i64 {
    // SAFETY: `g` is live.
    unsafe { goroutine::state(g).release().minor().into() }
}
