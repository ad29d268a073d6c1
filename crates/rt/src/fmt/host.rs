//! How printing calls a value's methods: the only place where fmt runs Go code.

#![allow(unsafe_code, reason = "calls generated code")]

use crate::goroutine;
use crate::itab;
use crate::panic::{self, Caught};
use crate::panic_print;
use crate::value as go_value;
use goslice_abi::desc::TypeDesc;
use goslice_abi::g::G;
use goslice_abi::layout::{Eface, Str};

/// Printing needs this many bytes of stack for each level of nesting, with room to spare.
const LEVEL_BYTES: u64 = 16 << 10;

/// A call of a method that did not return: the value it panicked with, at a stable address while printing.
pub(super) type Panicked = Eface;

/// What printing asks of the runtime. Tests have their own.
pub(super) trait Host {
    /// The code of the method `name() string` of a type, if it has one.
    fn string_method(&self, ty: &TypeDesc, name: &str) -> Option<*const u8>;
    /// Calls such a method. The text is valid until Go code runs again.
    fn call_string(&self, code: *const u8, receiver: u64) -> Result<Str, Panicked>;
    /// The code of the method `Format(fmt.State, rune)` of a type, if it has one.
    fn format_method(&self, ty: &TypeDesc) -> Option<Format>;
    /// Calls it with a `fmt.State` over `state`, which the intrinsics of `fmt.state` get back.
    fn call_format(&self, format: Format, receiver: u64, state: *mut u8, verb: char) -> Result<(), Panicked>;
    /// Whether the program's release is at least 1.`minor`.
    fn at_least(&self, minor: u8) -> bool;
    /// Begins a panic with `value` again.
    fn rethrow(&self, value: Eface);
    /// Ends the program when values nest too deeply for the stack.
    fn check_stack(&self);
}

/// How to call a `Format` method.
#[derive(Clone, Copy, Debug)]
pub(super) struct Format {
    pub(super) code: *const u8,
    /// Method table of `(fmt.State, *fmt.state)`.
    pub(super) itab: *const u8,
}

/// The running program.
pub(super) struct Running {
    pub(super) g: *mut G,
}

#[repr(C)]
struct StringCall {
    code: *const u8,
    receiver: u64,
    result: Str,
}

unsafe extern "C" fn do_call_string(g: *mut G, arg: *mut u8) {
    // SAFETY: `arg` is the caller's StringCall; the method has this signature.
    unsafe {
        let call = arg.cast::<StringCall>();
        let entries = goroutine::state(g).entries();
        let result = (entries.call_string)(g, (*call).code, std::ptr::null(), (*call).receiver);
        (*call).result = result;
    }
}

#[repr(C)]
struct FormatCall {
    format: Format,
    receiver: u64,
    state: *mut u8,
    verb: i32,
}

unsafe extern "C" fn do_call_format(g: *mut G, arg: *mut u8) {
    // SAFETY: as above.
    unsafe {
        let call = &*arg.cast::<FormatCall>();
        let entries = goroutine::state(g).entries();
        let (itab, state) = (call.format.itab.addr() as u64, call.state.addr() as u64);
        (entries.call_format)(g, call.format.code, std::ptr::null(), call.receiver, itab, state, call.verb);
    }
}

impl Running {
    /// Calls `f(g, arg)`; a Goexit in it goes on outwards.
    fn caught(&self, f: unsafe extern "C" fn(*mut G, *mut u8), arg: *mut u8) -> Result<(), Panicked> {
        // SAFETY: printing holds nothing with `Drop` across calls: its buffers are on loan from a pool.
        unsafe {
            match panic::catch(self.g, f, arg) {
                (Caught::Returned, _) => Ok(()),
                (Caught::Panicked, value) => Err(value),
                (Caught::Goexit, _) => panic::goexit(self.g),
            }
        }
    }
}

impl Host for Running {
    fn string_method(&self, ty: &TypeDesc, name: &str) -> Option<*const u8> {
        if ty.methods.len == 0 {
            return None;
        }
        // SAFETY: `g` is live.
        go_value::string_method(unsafe { goroutine::state(self.g) }, ty, name)
    }

    fn call_string(&self, code: *const u8, receiver: u64) -> Result<Str, Panicked> {
        let mut call = StringCall { code, receiver, result: Str::EMPTY };
        self.caught(do_call_string, (&raw mut call).cast())?;
        Ok(call.result)
    }

    fn format_method(&self, ty: &TypeDesc) -> Option<Format> {
        if ty.methods.len == 0 {
            return None;
        }
        let method = ty.method("Format")?;
        // SAFETY: descriptors live as long as the program.
        unsafe {
            let state_type = goroutine::state(self.g).well_known().fmt_state;
            let sig = &*method.sig;
            let [state, verb] = sig.params.as_slice() else { return None };
            let (state, verb) = (&**state, &**verb);
            if state_type.is_null() || sig.results.len != 0 || state.name() != "fmt.State" || verb.name() != "int32" {
                return None;
            }
            let itab = itab::find_itab(self.g, (&raw const *state).cast_mut().cast(), state_type.cast_mut().cast());
            (!itab.is_null()).then_some(Format { code: method.code, itab })
        }
    }

    fn call_format(&self, format: Format, receiver: u64, state: *mut u8, verb: char) -> Result<(), Panicked> {
        let mut call = FormatCall { format, receiver, state, verb: verb as i32 };
        self.caught(do_call_format, (&raw mut call).cast())
    }

    fn at_least(&self, minor: u8) -> bool {
        // SAFETY: `g` is live.
        unsafe { goroutine::state(self.g).release().at_least(minor) }
    }

    fn rethrow(&self, value: Eface) {
        // SAFETY: as for `caught`.
        unsafe { panic::begin(self.g, value) }
    }

    fn check_stack(&self) {
        let here = 0u8;
        // SAFETY: `g` is live; nothing with `Drop` is, see `caught`.
        unsafe {
            let limit = (*self.g).stack_limit;
            // The limit keeps room below it for the runtime itself.
            if (&raw const here).addr() as u64 + LEVEL_BYTES * 2 < limit {
                panic_print::stack_overflow(self.g);
            }
        }
    }
}
