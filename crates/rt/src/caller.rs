//! Which Go function called, and from which line.

#![allow(unsafe_code, reason = "walks frames on the stack")]

use crate::panic_print;
use crate::strconv::string_result;
use goslice_abi::g::G;
use goslice_abi::layout::Pair;

/// `testing.caller(skip) (function, position string)`: of the frame `skip` above the function that calls this;
/// both empty when there is none. The position has only the last part of the file's path.
pub(crate) unsafe fn testing_caller(g: *mut G, skip: i64, out: *mut u8) {
    // SAFETY: `out` has room for two strings.
    unsafe { tell(g, skip, out, |position| position.rsplit('/').next().unwrap_or("")) };
}

/// `runtime.frame(skip) (function, position string)`: the same with the whole path.
pub(crate) unsafe fn runtime_frame(g: *mut G, skip: i64, out: *mut u8) {
    // SAFETY: `out` has room for two strings.
    unsafe { tell(g, skip, out, |position| position) };
}

/// # Safety
/// `g` is live, and called by Go code; `out` has room for two strings.
unsafe fn tell(g: *mut G, skip: i64, out: *mut u8, place: impl Fn(&str) -> &str) {
    // SAFETY: the caller's promise.
    unsafe {
        let frame = panic_print::frame(g, skip.max(0) as usize);
        let (function, position) =
            frame.as_ref().map_or(("", ""), |frame| (frame.function.as_str(), place(&frame.position)));
        let out = out.cast::<Pair>();
        out.write(string_result(g, function.as_bytes()));
        out.add(1).write(string_result(g, position.as_bytes()));
    }
}
