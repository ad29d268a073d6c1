//! Goroutine stacks, and getting on and off them.

#![allow(unsafe_code, reason = "maps memory and switches stacks")]

use crate::goroutine::{self, Goroutine};
use crate::outcome::{Limit, Outcome};
use corosensei::stack::{Stack, StackPointer};
use corosensei::{Coroutine, CoroutineResult, Yielder};
use goslice_abi::g::G;
use std::any::Any;
use std::cell::Cell;
use std::io;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Bytes at the low end of a goroutine's stack that Go functions leave to Rust code: 64 KiB.
pub const RESERVE: usize = 64 << 10;

/// Bytes of the main goroutine's stack, all virtual until used.
pub(crate) const MAIN_BYTES: usize = 1 << 30;

/// Bytes below the stack that cannot be touched, in case Rust code needs more than its reserve.
const GUARD: usize = 64 << 10;

/// Whether an address is in the stack of `g`.
///
/// # Safety
/// `g` is live.
pub(crate) unsafe fn contains(g: *mut G, address: *const u8) -> bool {
    // SAFETY: the caller's promise.
    let stack = unsafe { (*g).stack_limit - RESERVE as u64..goroutine::of(g).stack_high };
    stack.contains(&(address.addr() as u64))
}

/// How a goroutine leaves its stack.
pub(crate) type Suspend = Yielder<(), Outcome>;

/// The memory of a goroutine's stack. It does not move.
#[derive(Debug)]
pub(crate) struct GoStack {
    low: usize,
    bytes: usize,
}

impl GoStack {
    /// Maps a stack of `bytes` bytes.
    pub(crate) fn new(bytes: usize) -> io::Result<GoStack> {
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE | libc::MAP_STACK;
        // SAFETY: a fresh mapping at an address of the system's choice.
        let low = unsafe { libc::mmap(std::ptr::null_mut(), bytes, libc::PROT_READ | libc::PROT_WRITE, flags, -1, 0) };
        if low == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        let stack = GoStack { low: low as usize, bytes };
        // SAFETY: the lowest pages of the mapping above; nothing uses them.
        if unsafe { libc::mprotect(low, GUARD, libc::PROT_NONE) } != 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(stack)
    }

    /// What Go functions compare their stack pointer with.
    pub(crate) fn limit(&self) -> u64 {
        (self.low + GUARD + RESERVE) as u64
    }

    /// The first address above it.
    pub(crate) fn high(&self) -> u64 {
        (self.low + self.bytes) as u64
    }
}

impl Drop for GoStack {
    fn drop(&mut self) {
        // SAFETY: the mapping made by `new`; the coroutine on it has ended.
        unsafe { libc::munmap(self.low as *mut libc::c_void, self.bytes) };
    }
}

// SAFETY: aligned, guarded, and far larger than the least size.
unsafe impl Stack for GoStack {
    fn base(&self) -> StackPointer {
        NonZeroUsize::new(self.low + self.bytes).expect("a mapping does not end at address 0")
    }

    fn limit(&self) -> StackPointer {
        NonZeroUsize::new(self.low).expect("the system maps nothing at address 0")
    }
}

thread_local! {
    /// The goroutine that runs on this thread, or null.
    static CURRENT: Cell<*mut Goroutine> = const { Cell::new(std::ptr::null_mut()) };
}

/// The goroutine that runs on this thread, or null. May be called in a signal handler.
pub(crate) fn current() -> *mut Goroutine {
    CURRENT.get()
}

/// Runs `body` on `stack` as `goroutine`, until it returns or leaves by [`leave`].
pub(crate) fn run_on(stack: GoStack, goroutine: *mut Goroutine, body: impl FnOnce() -> Outcome) -> Outcome {
    let on_stack = move |suspend: &Suspend, ()| {
        // SAFETY: the goroutine outlives this function, and so the coroutine.
        unsafe { (*goroutine).suspend = suspend };
        end_run_on_panic(body)
    };
    // SAFETY: all that `body` borrows outlives this function, and the coroutine is reset or done when it ends.
    let mut coroutine = unsafe { Coroutine::<(), Outcome, Outcome, GoStack>::with_stack_unchecked(stack, on_stack) };
    let outer = CURRENT.replace(goroutine);
    let result = coroutine.resume(());
    CURRENT.set(outer);
    // SAFETY: Go frames own nothing that Rust must drop, and Rust frames below a call of `leave` hold nothing with Drop.
    unsafe { coroutine.force_reset() };
    match result {
        CoroutineResult::Yield(outcome) | CoroutineResult::Return(outcome) => outcome,
    }
}

/// Ends the run that is under way on this thread, from its stack. Nothing on that stack is dropped.
pub(crate) fn leave(outcome: Outcome) -> ! {
    let goroutine = CURRENT.get();
    assert!(!goroutine.is_null(), "a run was ended outside of a run: {outcome:?}");
    // SAFETY: set by `run_on` before anything ran on the stack.
    let suspend = unsafe { &*(*goroutine).suspend };
    suspend.suspend(outcome);
    unreachable!("a goroutine that left its stack was resumed");
}

/// Calls `f`; when it panics, which is a bug of ours, ends the run: the panic must not unwind into Go frames.
pub(crate) fn end_run_on_panic<R>(f: impl FnOnce() -> R) -> R {
    match catch_unwind(AssertUnwindSafe(f)) {
        Ok(result) => result,
        Err(payload) => leave_internal(payload),
    }
}

#[cold]
fn leave_internal(payload: Box<dyn Any + Send>) -> ! {
    let payload = match payload.downcast::<Limit>() {
        Ok(limit) => leave(Outcome::Limit(limit.0)),
        Err(payload) => payload,
    };
    let text = if let Some(text) = payload.downcast_ref::<&str>() {
        (*text).to_owned()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "a panic without a text".to_owned()
    };
    drop(payload);
    leave(Outcome::Internal(text))
}

/// Runs `f(arg)` on the host's stack when called from a goroutine's, else in place. A panic in `f` ends the run as
/// [`Outcome::Internal`].
///
/// # Safety
/// `f(arg)` must be sound to call; it must not call Go code.
pub unsafe extern "C" fn on_host_stack(f: unsafe extern "C-unwind" fn(*mut u8), arg: *mut u8) {
    struct Call(unsafe extern "C-unwind" fn(*mut u8), *mut u8);
    // SAFETY: the host's stack belongs to the same thread.
    unsafe impl Send for Call {}
    impl Call {
        fn run(self) -> Result<(), Box<dyn Any + Send>> {
            // SAFETY: the caller's promise.
            catch_unwind(AssertUnwindSafe(|| unsafe { (self.0)(self.1) }))
        }
    }
    let call = Call(f, arg);
    let goroutine = CURRENT.get();
    let result = if goroutine.is_null() {
        call.run()
    } else {
        // SAFETY: set by `run_on`.
        let suspend = unsafe { &*(*goroutine).suspend };
        // While on the host's stack, no goroutine runs: a nested call stays where it is.
        CURRENT.set(std::ptr::null_mut());
        let result = suspend.on_parent_stack(move || call.run());
        CURRENT.set(goroutine);
        result
    };
    match result {
        Ok(()) => {}
        Err(payload) if goroutine.is_null() => std::panic::resume_unwind(payload),
        Err(payload) => leave_internal(payload),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(body: impl FnOnce() -> Outcome) -> Outcome {
        let stack = GoStack::new(1 << 20).unwrap();
        let mut goroutine = Goroutine::new(std::ptr::null_mut(), &stack);
        run_on(stack, &mut goroutine, body)
    }

    #[test]
    fn a_body_returns_its_outcome() {
        assert_eq!(run(|| Outcome::Returned), Outcome::Returned);
    }

    #[test]
    fn leaving_from_deep_calls_ends_the_run() {
        fn deep(n: usize) -> usize {
            if n == 0 { leave(Outcome::Exit(3)) } else { std::hint::black_box(deep(n - 1) + 1) }
        }
        assert_eq!(run(|| Outcome::Exit(deep(100) as i32)), Outcome::Exit(3));
        assert!(current().is_null());
    }

    #[test]
    fn a_rust_panic_is_an_internal_error() {
        assert_eq!(run(|| panic!("broken: {}", 7)), Outcome::Internal("broken: 7".to_owned()));
    }

    #[test]
    fn callbacks_run_on_the_host_stack() {
        unsafe extern "C-unwind" fn note_address(out: *mut u8) {
            let local = 0u8;
            // SAFETY: the test passes a usize.
            unsafe { *out.cast::<usize>() = &raw const local as usize };
        }
        let (mut here, mut there) = (0usize, 0usize);
        let outcome = run(|| {
            let local = 0u8;
            here = &raw const local as usize;
            // SAFETY: as `note_address` wants it.
            unsafe { on_host_stack(note_address, (&raw mut there).cast()) };
            Outcome::Returned
        });
        assert_eq!(outcome, Outcome::Returned);
        assert!(here.abs_diff(there) > 1 << 20, "{here:#x} and {there:#x} are on one stack");
    }

    #[test]
    fn a_panic_in_a_callback_ends_the_run() {
        unsafe extern "C-unwind" fn fail(_: *mut u8) {
            panic!("cannot compile");
        }
        // SAFETY: `fail` takes anything.
        let outcome = run(|| {
            unsafe { on_host_stack(fail, std::ptr::null_mut()) };
            Outcome::Returned
        });
        assert_eq!(outcome, Outcome::Internal("cannot compile".to_owned()));
    }
}
