//! Ctrl-C and requests to end, for hosts that have something to finish before the process ends.

#![allow(unsafe_code, reason = "signal masks")]

use std::io;
use std::mem::MaybeUninit;
use std::ptr::null_mut;

/// What asks a process to end and would end it at once.
const SIGNALS: [i32; 3] = [libc::SIGINT, libc::SIGTERM, libc::SIGHUP];

/// Calls `end` with the signal's number on a thread of its own when the process is asked to end. Threads that are started
/// later do not see the signals; so this is called while there is one. What the parent told the process to ignore, as
/// `nohup` does, stays ignored. A second signal ends the process as if nobody waited for the first one.
pub fn on_interrupt(end: impl FnOnce(i32) + Send + 'static) -> io::Result<()> {
    let mut set = MaybeUninit::uninit();
    // SAFETY: `sigemptyset` initialises the set; the others are given it, and a signal number that exists.
    let set = unsafe {
        libc::sigemptyset(set.as_mut_ptr());
        for signal in SIGNALS.into_iter().filter(|&signal| !is_ignored(signal)) {
            libc::sigaddset(set.as_mut_ptr(), signal);
        }
        libc::pthread_sigmask(libc::SIG_BLOCK, set.as_ptr(), null_mut());
        set.assume_init()
    };
    std::thread::Builder::new().name("interrupt".to_owned()).spawn(move || {
        let mut signal = 0;
        // SAFETY: an initialised set of signals that this thread blocks, and a place for the number.
        let waited = unsafe { libc::sigwait(&raw const set, &raw mut signal) };
        // SAFETY: as above; from here on the next signal ends the process.
        unsafe { libc::pthread_sigmask(libc::SIG_UNBLOCK, &raw const set, null_mut()) };
        if waited == 0 {
            end(signal);
        }
    })?;
    Ok(())
}

fn is_ignored(signal: i32) -> bool {
    let mut action = MaybeUninit::<libc::sigaction>::zeroed();
    // SAFETY: asks for the present action of a signal that exists, into memory for one.
    unsafe {
        libc::sigaction(signal, std::ptr::null(), action.as_mut_ptr()) == 0
            && (*action.as_ptr()).sa_sigaction == libc::SIG_IGN
    }
}
