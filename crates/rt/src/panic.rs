//! Go panics, deferred calls, recover and Goexit.
//!
//! Deferred calls run on top of the stack that panicked. A panic's record lies in the frame of the call that began it,
//! so records and [`DeferFrame`]s are ordered by address: what is below a frame was begun by the code that it protects.
//! Recovering drops the stack down to a frame and goes on there as if its body had returned.

#![allow(unsafe_code, reason = "walks frames on the stack and leaves Rust frames without returning")]

use crate::goroutine::{self, Signal};
use crate::panic_print;
use crate::value::{self, Throw};
use crate::{asm, heap, outcome::Outcome, stack};
use goslice::bounds::{BoundsPanic, Check, Value};
use goslice_abi::desc::TypeDesc;
use goslice_abi::g::{Defer, DeferFrame, G, Reentry};
use goslice_abi::intrinsics::SliceBound;
use goslice_abi::layout::{Closure, Eface, Pair, Str};
use goslice_abi::trap::Trap;
use std::ptr::null_mut;

/// A panic (or a Goexit) that is under way. The collector finds its pointers by the list of records.
#[derive(Debug)]
pub(crate) struct PanicRecord {
    /// The panic before it: one that this one's deferred calls have interrupted.
    pub(crate) older: *mut PanicRecord,
    /// What `panic` was called with.
    pub(crate) value: Eface,
    /// Frame pointer of the running deferred call's caller; a function may recover if its caller has it.
    fp: u64,
    /// Whether `recover` has returned the value. The panic ends when the deferred call returns.
    pub(crate) recovered: bool,
    /// No panic but a Goexit, which cannot be recovered.
    pub(crate) goexit: bool,
    /// Frame pointer and return address of the Go code that panicked, which stay as they are while deferred calls run.
    pub(crate) origin: (u64, u64),
    /// The text of `value.Error()` or `value.String()`, once asked for.
    pub(crate) text: Option<Str>,
}

/// `caller_fp` of frames made by [`catch`]: panics and Goexits end there. Never a frame pointer.
const CATCHES_ALL: u64 = 1;
/// `caller_fp` of frames made by [`catch_goexit`]: only Goexits end there.
const CATCHES_GOEXIT: u64 = 2;

/// How a caught call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Caught {
    /// It returned.
    Returned = 0,
    /// It panicked.
    Panicked = 1,
    /// It called Goexit, which has run its deferred calls.
    Goexit = 2,
}

/// A frame of the runtime's own that ends panics.
#[repr(C)]
struct CatchFrame {
    frame: DeferFrame,
    value: Eface,
    /// Of the panic that ended here, as in its record.
    origin: (u64, u64),
}

/// Calls `f(g, arg)` and gives the value it panicked with, if it did.
///
/// # Safety
/// No value with `Drop` is live in Rust frames between here and the Go code that `f` calls.
pub(crate) unsafe fn catch(g: *mut G, f: unsafe extern "C" fn(*mut G, *mut u8), arg: *mut u8) -> (Caught, Eface) {
    // SAFETY: the caller's promise.
    let (caught, value, _) = unsafe { catch_with(g, f, arg, CATCHES_ALL) };
    (caught, value)
}

/// As [`catch`]; also gives the frame pointer and return address of the Go code that panicked. That frame is gone.
///
/// # Safety
/// As for [`catch`].
pub(crate) unsafe fn catch_from(
    g: *mut G,
    f: unsafe extern "C" fn(*mut G, *mut u8),
    arg: *mut u8,
) -> (Caught, Eface, (u64, u64)) {
    // SAFETY: the caller's promise.
    unsafe { catch_with(g, f, arg, CATCHES_ALL) }
}

/// Calls `f(g, arg)` and stops at a Goexit in it; panics go on through it.
///
/// # Safety
/// As for [`catch`].
#[allow(dead_code, reason = "for the testing package")]
pub(crate) unsafe fn catch_goexit(g: *mut G, f: unsafe extern "C" fn(*mut G, *mut u8), arg: *mut u8) -> Caught {
    // SAFETY: the caller's promise.
    unsafe { catch_with(g, f, arg, CATCHES_GOEXIT).0 }
}

unsafe fn catch_with(
    g: *mut G,
    f: unsafe extern "C" fn(*mut G, *mut u8),
    arg: *mut u8,
    mark: u64,
) -> (Caught, Eface, (u64, u64)) {
    let mut frame = CatchFrame {
        frame: DeferFrame { prev: null_mut(), sp: 0, defers: null_mut(), caller_fp: mark },
        value: value::NIL,
        origin: (0, 0),
    };
    let at = &raw mut frame;
    // SAFETY: the frame lives here until the call ends; the rest is the caller's promise.
    unsafe {
        let caught = asm::catch(g, at.cast(), f, arg);
        (caught, (*at).value, (*at).origin)
    }
}

/// Runs what is still deferred in `frame`, whose body has returned or panicked and recovered, and unlinks it.
pub(crate) unsafe extern "C" fn run_remaining_defers(g: *mut G, frame: *mut DeferFrame) {
    // SAFETY: `frame` is the newest frame; calls in the loop leave it so.
    unsafe {
        let mut fp = 0;
        while let Some(closure) = pop_defer(frame) {
            call_deferred(g, closure, &raw mut fp);
        }
        (*g).frames = (*frame).prev;
    }
}

/// Calls a deferred function. One that is nil panics now, not at the `defer` statement.
unsafe fn call_deferred(g: *mut G, closure: *const Closure, fp: *mut u64) {
    // SAFETY: the callers hold nothing to drop.
    unsafe {
        if closure.is_null() {
            panic_nil(g);
        }
        asm::call_deferred(g, closure, fp);
    }
}

/// Takes the newest deferred call off a frame.
unsafe fn pop_defer(frame: *mut DeferFrame) -> Option<*const Closure> {
    // SAFETY: the list is made of live heap objects and of records in the frame itself.
    unsafe {
        let defer = (*frame).defers;
        if defer.is_null() {
            return None;
        }
        (*frame).defers = (*defer).next;
        Some((*defer).closure)
    }
}

/// Begins a panic with `value`.
///
/// # Safety
/// No value with `Drop` is live in the calling Rust frames up to the Go frame that called in.
pub(crate) unsafe fn begin(g: *mut G, value: Eface) -> ! {
    // SAFETY: the caller's promise.
    unsafe { run(g, value, false) }
}

/// Ends the goroutine, or the call of [`catch`] or [`catch_goexit`] that runs in it, after all deferred calls.
///
/// # Safety
/// As for [`begin`].
pub(crate) unsafe fn goexit(g: *mut G) -> ! {
    // SAFETY: the caller's promise.
    unsafe { run(g, value::NIL, true) }
}

unsafe fn run(g: *mut G, value: Eface, goexit: bool) -> ! {
    // SAFETY: the record stays in this frame, which ends only by dropping the stack to a frame above it.
    unsafe {
        let mut record = PanicRecord {
            older: goroutine::of(g).panics,
            value,
            fp: 0,
            recovered: false,
            goexit,
            origin: ((*g).entry_fp, (*g).entry_pc),
            text: None,
        };
        let record = &raw mut record;
        goroutine::of(g).panics = record;
        loop {
            let frame = (*g).frames;
            if frame.is_null() {
                end_goroutine(g, record);
            }
            let mark = (*frame).caller_fp;
            if mark == CATCHES_ALL || (mark == CATCHES_GOEXIT && goexit) {
                (*frame.cast::<CatchFrame>()).value = value;
                (*frame.cast::<CatchFrame>()).origin = (*record).origin;
                // A panic that interrupted a Goexit does not stop it.
                let goexit = drop_panics_below(g, frame);
                drop_below(g, (*frame).sp);
                asm::resume_caught((*frame).sp, if goexit { Caught::Goexit } else { Caught::Panicked });
            }
            let Some(closure) = pop_defer(frame) else {
                (*g).frames = (*frame).prev;
                continue;
            };
            call_deferred(g, closure, &raw mut (*record).fp);
            if (*record).recovered {
                recover_at(g, frame);
            }
        }
    }
}

/// Drops the stack to `frame`, in which a panic was recovered, and goes on there.
unsafe fn recover_at(g: *mut G, frame: *mut DeferFrame) -> ! {
    // SAFETY: as for `run`.
    unsafe {
        (*g).frames = frame;
        let goexit_dropped = drop_panics_below(g, frame);
        goroutine::of(g).signal = None;
        drop_below(g, (*frame).sp);
        if goexit_dropped {
            // The panic had interrupted a Goexit, which recovering does not stop.
            goexit(g);
        }
        asm::resume_protected((*frame).sp)
    }
}

/// Unlinks what is dropped with the stack below `sp`: frames of observed and of checked code, and calls of Go code from the runtime.
unsafe fn drop_below(g: *mut G, sp: u64) {
    // SAFETY: what is linked is on the stack that is still there.
    unsafe {
        while !(*g).reentry.is_null() && ((*g).reentry.addr() as u64) < sp {
            let Reentry { prev, entry_fp, entry_sp, entry_pc, .. } = *(*g).reentry;
            ((*g).reentry, (*g).entry_fp, (*g).entry_sp, (*g).entry_pc) = (prev, entry_fp, entry_sp, entry_pc);
        }
        crate::check::forget_below(g, sp as usize);
        while !(*g).observed.is_null() && ((*g).observed.addr() as u64) < sp {
            (*g).observed = (*(*g).observed).prev;
        }
    }
}

/// Forgets the panics begun in what `frame` protects. Whether a Goexit was among them.
unsafe fn drop_panics_below(g: *mut G, frame: *mut DeferFrame) -> bool {
    let mut goexit = false;
    // SAFETY: records are on the stack that is still there.
    unsafe {
        let panics = &mut goroutine::of(g).panics;
        while !panics.is_null() && panics.addr() < frame.addr() {
            goexit |= (**panics).goexit;
            *panics = (**panics).older;
        }
    }
    goexit
}

/// A panic that nothing has recovered, or a Goexit of the main goroutine.
unsafe fn end_goroutine(g: *mut G, record: *mut PanicRecord) -> ! {
    // SAFETY: the record is on the stack.
    unsafe {
        if (*record).goexit {
            panic_print::fatal_without_trace("no goroutines (main called runtime.Goexit) - deadlock!");
        }
        panic_print::print_uncaught(g, record);
    }
    stack::leave(Outcome::Panic)
}

// The intrinsics.

/// `panic(v)`. Since 1.21 a nil value is replaced by a `*runtime.PanicNilError`.
pub(crate) unsafe fn go_panic(g: *mut G, ty: *mut u8, data: *mut u8) {
    // SAFETY: generated code calls with an interface's words and holds nothing to drop.
    unsafe {
        let state = goroutine::state(g);
        if ty.is_null() && state.release().at_least(21) {
            value::throw(g, Throw::PanicNil);
        }
        begin(g, Eface { ty: ty.cast::<TypeDesc>(), data })
    }
}

pub(crate) unsafe fn defer_push(g: *mut G, frame: *mut u8, closure: *mut u8, record: *mut u8) {
    // SAFETY: frames in the list are protected and so initialised; others are not touched.
    unsafe {
        let frame = frame.cast::<DeferFrame>();
        // The body of a range over a function may be called when the function around it is gone.
        let mut live = (*g).frames;
        while live != frame {
            if live.is_null() {
                return;
            }
            live = (*live).prev;
        }
        let record = if record.is_null() { heap::alloc_conservative(g, size_of::<Defer>()) } else { record };
        let defer = record.cast::<Defer>();
        defer.write(Defer { next: (*frame).defers, closure: closure.cast() });
        (*frame).defers = defer;
    }
}

pub(crate) unsafe fn recover(g: *mut G, caller_fp: *mut u8) -> Pair {
    // SAFETY: records are on the stack.
    unsafe {
        let record = goroutine::of(g).panics;
        if record.is_null() || (*record).goexit || (*record).recovered || (*record).fp != caller_fp.addr() as u64 {
            return Pair(0, 0);
        }
        (*record).recovered = true;
        Pair((*record).value.ty.addr() as u64, (*record).value.data.addr() as u64)
    }
}

/// A wrapper that the compiler made, not the function that was deferred, is what the panic has called: lets the
/// function that it calls in turn recover.
pub(crate) unsafe fn defer_wrapper(g: *mut G, caller_fp: *mut u8, own_fp: *mut u8) {
    // SAFETY: records are on the stack.
    unsafe {
        let record = goroutine::of(g).panics;
        if !record.is_null() && (*record).fp == caller_fp.addr() as u64 {
            (*record).fp = own_fp.addr() as u64;
        }
    }
}

/// `runtime.Goexit()`
pub(crate) unsafe fn runtime_goexit(g: *mut G) {
    // SAFETY: generated code holds nothing to drop; nor does this.
    unsafe { goexit(g) }
}

pub(crate) unsafe fn panic_index(g: *mut G, index: i64, len: i64, signed: u8) {
    // SAFETY: generated code holds nothing to drop; nor does this.
    unsafe { bounds(g, Check::Index, index, len, signed) }
}

pub(crate) unsafe fn panic_slice(g: *mut G, code: i32, x: i64, y: i64, signed: u8) {
    let check = match code {
        code if code == SliceBound::HighLen as i32 => Check::SliceLen,
        code if code == SliceBound::HighCap as i32 => Check::SliceCap,
        code if code == SliceBound::Low as i32 => Check::SliceLow,
        code if code == SliceBound::MaxLen as i32 => Check::MaxLen,
        code if code == SliceBound::MaxCap as i32 => Check::MaxCap,
        code if code == SliceBound::High3 as i32 => Check::High3,
        code if code == SliceBound::Low3 as i32 => Check::Low3,
        _ => unreachable!("slice bound {code}"),
    };
    // SAFETY: as above.
    unsafe { bounds(g, check, x, y, signed) }
}

pub(crate) unsafe fn panic_convert_slice(g: *mut G, len: i64, want: i64) {
    // SAFETY: as above.
    unsafe { bounds(g, Check::Convert, len, want, 1) }
}

unsafe fn bounds(g: *mut G, check: Check, value: i64, limit: i64, signed: u8) -> ! {
    let value = if signed != 0 { Value::Signed(value) } else { Value::Unsigned(value as u64) };
    // SAFETY: the caller's promise.
    unsafe { value::throw(g, Throw::Bounds(BoundsPanic { check, value, limit })) }
}

pub(crate) unsafe fn panic_divide(g: *mut G) {
    // SAFETY: as above.
    unsafe { value::throw(g, Throw::Error("integer divide by zero")) }
}

pub(crate) unsafe fn panic_shift(g: *mut G) {
    // SAFETY: as above.
    unsafe { value::throw(g, Throw::Error("negative shift amount")) }
}

/// A nil dereference that an explicit check has found: as if the access had faulted.
pub(crate) unsafe fn panic_nil(g: *mut G) {
    // SAFETY: as above.
    unsafe {
        let pc = (*g).entry_pc as usize;
        goroutine::of(g).signal = Some(Signal { number: libc::SIGSEGV, code: 1, address: 0, pc });
        value::throw(g, Throw::Error(NIL_DEREFERENCE))
    }
}

pub(crate) unsafe fn panic_make_slice_len(g: *mut G) {
    // SAFETY: as above.
    unsafe { value::throw(g, Throw::Growth(goslice::GrowthPanic::MakeLen)) }
}

pub(crate) unsafe fn panic_make_slice_cap(g: *mut G) {
    // SAFETY: as above.
    unsafe { value::throw(g, Throw::Growth(goslice::GrowthPanic::MakeCap)) }
}

pub(crate) unsafe fn panic_unreachable(g: *mut G) {
    // SAFETY: `g` is live.
    let pc = unsafe { (*g).entry_pc };
    panic!("compiled code reached what the compiler took for unreachable, at {pc:#x}");
}

const NIL_DEREFERENCE: &str = "invalid memory address or nil pointer dereference";

/// Where [`asm::sigpanic`] goes: a fault in Go code, `trap` its number, becomes Go's error.
pub(crate) unsafe extern "C" fn fault_panic(g: *mut G, trap: u64, address: u64) -> ! {
    let Some(trap) = Trap::from_code(trap as u8) else {
        stack::leave(Outcome::Internal(format!("trap {trap} at address {address:#x}")));
    };
    stack::end_run_on_panic(|| {
        // SAFETY: as for the intrinsics; the fault happened in Go code.
        unsafe {
            match trap {
                Trap::NilDereference => value::throw(g, Throw::Error(NIL_DEREFERENCE)),
                Trap::DivideByZero => value::throw(g, Throw::Error("integer divide by zero")),
                Trap::NegativeShift => value::throw(g, Throw::Error("negative shift amount")),
                Trap::StackOverflow => panic_print::stack_overflow(g),
                Trap::Unreachable => panic_unreachable(g),
            }
        }
    });
    unreachable!("a fault's panic returned")
}
