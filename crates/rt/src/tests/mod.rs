//! Tests of what happens between Go and Rust frames. The Go functions here are written by hand: C functions that take
//! `(g, context)`, which keep more registers than Go code does.

#![allow(unsafe_code, reason = "plays the compiler")]

mod child;
mod dying;
mod faults;
mod panics;

use crate::runtime::State;
use crate::testdesc::{leak, plain};
use crate::value;
use crate::{Config, Outcome, Program, Runtime, goroutine, intrinsic_table};
use goslice::Release;
use goslice_abi::desc::{Kind, List, MethodDesc, TypeDesc};
use goslice_abi::g::{DeferFrame, Entries, G, WellKnown};
use goslice_abi::intrinsics::Intrinsic;
use goslice_abi::layout::{Closure, Eface, Pair, Str};
use goslice_abi::trap::Trap;
use std::cell::RefCell;
use std::ptr::{null, null_mut};
use std::sync::LazyLock;

/// A Go function without parameters and results.
type GoFn = unsafe extern "C" fn(g: *mut G, ctx: *const u8);

thread_local! {
    static LOG: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Notes that something happened.
fn log(text: impl Into<String>) {
    LOG.with_borrow_mut(|log| log.push(text.into()));
}

/// What happened since the last call.
fn take_log() -> Vec<String> {
    LOG.take()
}

struct Types {
    int: &'static TypeDesc,
    string: &'static TypeDesc,
    known: WellKnown,
}

// SAFETY: descriptors are never written to.
unsafe impl Sync for Types {}
// SAFETY: as above.
unsafe impl Send for Types {}

static TYPES: LazyLock<Types> = LazyLock::new(|| {
    let method_type = leak(plain("func() string", Kind::Func, 8));
    let with_error = |name, kind, size, direct, code: *const u8| {
        let methods =
            vec![MethodDesc { name: Str::from_static("Error"), pkg_path: Str::EMPTY, sig: method_type, code }];
        let methods = List::new(Vec::leak(methods));
        leak(TypeDesc { methods, direct, pkg_path: Str::from_static("runtime"), ..plain(name, kind, size) })
    };
    let prefixed = runtime_error_text as *const u8;
    let bare = error_text as *const u8;
    let string = leak(plain("string", Kind::String, 16));
    Types {
        int: leak(plain("int", Kind::Int, 8)),
        string,
        known: WellKnown {
            bounds_error: with_error("runtime.boundsError", Kind::Struct, 16, false, prefixed),
            error_string: with_error("runtime.errorString", Kind::Struct, 16, false, prefixed),
            type_assertion_error: with_error("*runtime.TypeAssertionError", Kind::Pointer, 8, true, bare),
            plain_error: with_error("runtime.plainError", Kind::Struct, 16, false, bare),
            panic_nil_error: with_error("*runtime.PanicNilError", Kind::Pointer, 8, true, bare),
            string,
            error: with_error("error", Kind::Interface, 16, false, null()),
            fmt_state: null(),
        },
    }
});

unsafe extern "C" fn runtime_error_text(g: *mut G, _: *const u8, data: *const Str) -> Str {
    // SAFETY: the runtime's errors are structs of one string.
    unsafe { value::new_string(g, &[b"runtime error: ", (*data).bytes()].concat()) }
}

unsafe extern "C" fn error_text(_: *mut G, _: *const u8, data: *const Str) -> Str {
    // SAFETY: as above.
    unsafe { *data }
}

unsafe extern "C" fn call0(g: *mut G, code: *const u8, ctx: *const u8) {
    // SAFETY: tests pass functions of this type.
    unsafe { std::mem::transmute::<*const u8, GoFn>(code)(g, ctx) }
}

unsafe extern "C" fn call1(_: *mut G, _: *const u8, _: *const u8, _: u64) {
    unreachable!("no test calls such a function");
}

unsafe extern "C" fn call_string(g: *mut G, code: *const u8, ctx: *const u8, recv: u64) -> Str {
    type Method = unsafe extern "C" fn(*mut G, *const u8, u64) -> Str;
    // SAFETY: tests pass functions of this type.
    unsafe { std::mem::transmute::<*const u8, Method>(code)(g, ctx, recv) }
}

unsafe extern "C" fn call_format(_: *mut G, _: *const u8, _: *const u8, _: u64, _: u64, _: u64, _: i32) {
    unreachable!("no test calls such a function");
}

/// Runs a Go function under a release, with a trap table.
fn run_with(release: u8, main: GoFn, trap_at: impl Fn(usize) -> Option<Trap> + 'static) -> Outcome {
    let config = Config {
        release: Release::new(release).unwrap(),
        args: vec![],
        gc: crate::GcConfig::default(),
        record_input: 0,
        check_stack: false,
    };
    let program = Program {
        roots: Vec::new(),
        well_known: TYPES.known,
        entries: Entries { call0, call1, call_string, call_format },
        start: vec![main as *const u8],
        stack_maps: None,
        trap_at: Box::new(trap_at),
        frame_at: None,
        position_of: None,
        globals: Vec::new(),
    };
    // SAFETY: the program is made for this.
    unsafe { Runtime::new(config).unwrap().run(&program).unwrap() }
}

/// Runs a Go function under the newest release.
fn run(main: GoFn) -> Outcome {
    run_with(27, main, |_| None)
}

/// Calls an intrinsic through the table.
macro_rules! intrinsic {
    ($name:ident($($arg:expr),*) -> $result:ty) => {{
        let address = intrinsic_table()[Intrinsic::$name as usize];
        let entry: unsafe extern "C" fn($(intrinsic!(@any $arg)),*) -> $result = std::mem::transmute(address);
        entry($($arg as u64),*)
    }};
    (@any $arg:expr) => { u64 };
}
use intrinsic;

/// `panic(v)`
unsafe fn go_panic(g: *mut G, value: Eface) {
    // SAFETY: as the list demands.
    unsafe { intrinsic!(go_panic(g, value.ty, value.data) -> ()) }
}

/// Calls `body(g, null)` as the body of a function that defers.
unsafe fn protect(g: *mut G, body: GoFn) {
    let mut frame = DeferFrame { prev: null_mut(), sp: 0, defers: null_mut(), caller_fp: 0 };
    // SAFETY: the frame outlives the call.
    unsafe { intrinsic!(protect(g, &raw mut frame, body as *const u8, null::<u8>()) -> ()) }
}

/// `defer f()` in the innermost protected body.
unsafe fn defer(g: *mut G, f: GoFn) {
    let closure = Box::leak(Box::new(Closure { code: f as *const u8 }));
    // SAFETY: a body runs.
    unsafe { intrinsic!(defer_push(g, (*g).frames, &raw const *closure, 0u64) -> ()) }
}

/// `recover()` in a function whose caller has that frame pointer.
unsafe fn recover(g: *mut G, caller_fp: u64) -> Eface {
    // SAFETY: as the list demands.
    let Pair(ty, data) = unsafe { intrinsic!(recover(g, caller_fp) -> Pair) };
    Eface { ty: ty as *const TypeDesc, data: data as *mut u8 }
}

/// An int in an interface.
fn int(v: i64) -> Eface {
    Eface { ty: TYPES.int, data: std::ptr::from_mut(Box::leak(Box::new(v))).cast() }
}

/// A string in an interface.
fn string(text: &'static str) -> Eface {
    Eface { ty: TYPES.string, data: std::ptr::from_mut(Box::leak(Box::new(Str::from_static(text)))).cast() }
}

/// A panic value as text, for the log.
unsafe fn show(value: Eface) -> String {
    // SAFETY: a value made by the functions above or by the runtime.
    unsafe {
        match value.ty.as_ref() {
            None => "nil".to_owned(),
            Some(ty) if std::ptr::eq(ty, TYPES.int) => (*value.data.cast::<i64>()).to_string(),
            Some(_) => String::from_utf8_lossy((*value.data.cast::<Str>()).bytes()).into_owned(),
        }
    }
}

/// A Go function that finds its caller's frame pointer, as deferred functions do: `name` calls `body(g, caller_fp)`.
macro_rules! deferred {
    ($name:ident, $body:expr) => {
        #[unsafe(naked)]
        unsafe extern "C" fn $name(_g: *mut G, _ctx: *const u8) {
            unsafe extern "C" fn body(g: *mut G, caller_fp: u64) {
                let body: unsafe fn(*mut G, u64) = $body;
                // SAFETY: the test's own.
                unsafe { body(g, caller_fp) }
            }
            std::arch::naked_asm!("mov rsi, rbp", "jmp {body}", body = sym body)
        }
    };
}
use deferred;

/// The state behind `g`.
unsafe fn state<'a>(g: *mut G) -> &'a mut State {
    // SAFETY: `g` is live.
    unsafe { goroutine::state(g) }
}
