//! The clocks, for package time.

#![allow(unsafe_code, reason = "writes results through pointers")]

use goslice_abi::g::G;
use std::time::{Duration, Instant, SystemTime};

thread_local! {
    static START: Instant = Instant::now();
}

/// Nanoseconds on a clock that only goes forward; never 0.
pub(crate) fn monotonic() -> i64 {
    START.with(|start| start.elapsed().as_nanos() as i64) + 1
}

/// `time.now() (wall, monotonic int)`: nanoseconds since 1970, and on a clock that only goes forward.
pub(crate) unsafe fn time_now(_g: *mut G, out: *mut u8) {
    let wall = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    // SAFETY: room for two words.
    unsafe { out.cast::<[i64; 2]>().write([wall.as_nanos() as i64, monotonic()]) }
}

/// `time.sleep(nanoseconds)`
pub(crate) unsafe fn time_sleep(_g: *mut G, nanoseconds: i64) {
    std::thread::sleep(Duration::from_nanos(nanoseconds.max(0) as u64));
}
