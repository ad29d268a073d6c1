//! What uncaught panics and fatal errors print, and other ways to end.

use super::child::dies;
use super::*;
use crate::panic;

unsafe extern "C" fn panic_string(g: *mut G, _: *const u8) {
    // SAFETY: Go code.
    unsafe { go_panic(g, string("hello\nworld")) };
}

#[test]
fn an_uncaught_panic_prints_its_value() {
    let test = "tests::dying::an_uncaught_panic_prints_its_value";
    let old = "panic: hello\nworld\n\ngoroutine 1 [running]:\n";
    let new = "panic: hello\n\tworld\n\ngoroutine 1 [running]:\n";
    dies(test, "1.22", 22, panic_string, old);
    dies(test, "1.23", 23, panic_string, new);
}

unsafe fn panic_with(g: *mut G, name: &'static str, kind: Kind, value: i64) {
    let ty = leak(TypeDesc { pkg_path: Str::from_static("main"), ..plain(name, kind, 8) });
    // SAFETY: Go code; every kind used here fits in the word.
    unsafe { go_panic(g, Eface { ty, data: int(value).data }) };
}

unsafe extern "C" fn panic_declared(g: *mut G, _: *const u8) {
    // SAFETY: Go code.
    unsafe { panic_with(g, "main.I", Kind::Int, -5) };
}

unsafe extern "C" fn panic_declared_float(g: *mut G, _: *const u8) {
    // SAFETY: Go code.
    unsafe { panic_with(g, "main.F", Kind::Float64, 1.5f64.to_bits() as i64) };
}

unsafe extern "C" fn panic_error(g: *mut G, _: *const u8) {
    // SAFETY: Go code.
    unsafe { intrinsic!(panic_index(g, 5, 3, 1u64) -> ()) };
}

#[test]
fn values_of_declared_types_and_errors() {
    let test = "tests::dying::values_of_declared_types_and_errors";
    let tail = "\n\ngoroutine 1 [running]:\n";
    dies(test, "int", 27, panic_declared, &format!("panic: main.I(-5){tail}"));
    dies(test, "old float", 25, panic_declared_float, &format!("panic: main.F(+1.500000e+000){tail}"));
    dies(test, "new float", 26, panic_declared_float, &format!("panic: main.F(1.5){tail}"));
    let text = format!("panic: runtime error: index out of range [5] with length 3{tail}");
    dies(test, "error", 27, panic_error, &text);
}

unsafe extern "C" fn panic_second(g: *mut G, _: *const u8) {
    // SAFETY: Go code.
    unsafe { go_panic(g, string("second")) };
}

unsafe extern "C" fn body_with_two_panics(g: *mut G, _: *const u8) {
    // SAFETY: in a body that defers.
    unsafe {
        defer(g, panic_second);
        go_panic(g, string("first"));
    }
}

unsafe extern "C" fn two_panics(g: *mut G, _: *const u8) {
    // SAFETY: Go code.
    unsafe { protect(g, body_with_two_panics) };
}

deferred!(panic_with_the_same, |g, caller_fp| {
    // SAFETY: called as a deferred function.
    unsafe {
        let value = recover(g, caller_fp);
        go_panic(g, value);
    }
});

unsafe extern "C" fn body_that_repanics(g: *mut G, _: *const u8) {
    // SAFETY: in a body that defers.
    unsafe {
        defer(g, panic_with_the_same);
        go_panic(g, string("first"));
    }
}

unsafe extern "C" fn repanic(g: *mut G, _: *const u8) {
    // SAFETY: Go code.
    unsafe { protect(g, body_that_repanics) };
}

#[test]
fn chains_of_panics_print_oldest_first() {
    let test = "tests::dying::chains_of_panics_print_oldest_first";
    let tail = "\n\ngoroutine 1 [running]:\n";
    dies(test, "two", 27, two_panics, &format!("panic: first\n\tpanic: second{tail}"));
    dies(test, "old repanic", 24, repanic, &format!("panic: first [recovered]\n\tpanic: first{tail}"));
    dies(test, "new repanic", 25, repanic, &format!("panic: first [recovered, repanicked]{tail}"));
}

unsafe extern "C" fn panic_first_again(g: *mut G, _: *const u8) {
    // SAFETY: Go code; a panic is under way.
    unsafe { go_panic(g, (*goroutine::of(g).panics).value) };
}

unsafe extern "C" fn body_that_panics_twice(g: *mut G, _: *const u8) {
    // SAFETY: in a body that defers.
    unsafe {
        defer(g, panic_first_again);
        go_panic(g, string("first"));
    }
}

unsafe extern "C" fn panics_twice(g: *mut G, _: *const u8) {
    // SAFETY: Go code.
    unsafe { protect(g, body_that_panics_twice) };
}

/// Recorded from Go 1.24.11, 1.25.5 and 1.26.3.
#[test]
fn a_value_that_was_not_recovered_between_is_shown_once_too() {
    let test = "tests::dying::a_value_that_was_not_recovered_between_is_shown_once_too";
    let tail = "\n\ngoroutine 1 [running]:\n";
    dies(test, "1.24", 24, panics_twice, &format!("panic: first\n\tpanic: first{tail}"));
    dies(test, "1.25", 25, panics_twice, &format!("panic: first [recovered, repanicked]{tail}"));
    dies(test, "1.26", 26, panics_twice, &format!("panic: first{tail}"));
}

unsafe extern "C" fn panic_with_nil(g: *mut G, _: *const u8) {
    // SAFETY: Go code.
    unsafe { go_panic(g, value::NIL) };
}

#[test]
fn nil_panics() {
    let test = "tests::dying::nil_panics";
    let tail = "\n\ngoroutine 1 [running]:\n";
    dies(test, "old", 20, panic_with_nil, &format!("panic: nil{tail}"));
    let text = "panic called with nil argument";
    dies(test, "new", 21, panic_with_nil, &format!("panic: {text}{tail}"));
    dies(test, "newest", 27, panic_with_nil, &format!("panic: runtime error: {text}{tail}"));
}

unsafe extern "C" fn goexit_main(g: *mut G, _: *const u8) {
    // SAFETY: nothing with Drop is live.
    unsafe { panic::goexit(g) };
}

unsafe extern "C" fn too_much_memory(g: *mut G, _: *const u8) {
    // SAFETY: Go code.
    unsafe { intrinsic!(make_slice(g, TYPES.int as *const TypeDesc, 1u64 << 42, 1u64 << 42) -> *mut u8) };
}

#[test]
fn fatal_errors() {
    let test = "tests::dying::fatal_errors";
    let tail = "\n\ngoroutine 1 [running]:\n";
    let text = "fatal error: no goroutines (main called runtime.Goexit) - deadlock!";
    dies(test, "goexit", 27, goexit_main, &format!("{text}\n"));
    dies(test, "memory", 27, too_much_memory, &format!("fatal error: runtime: out of memory{tail}"));
}

unsafe extern "C" fn method_that_panics(g: *mut G, _: *const u8, _: u64) -> Str {
    // SAFETY: Go code.
    unsafe { go_panic(g, string("inner")) };
    Str::EMPTY
}

unsafe extern "C" fn panic_with_a_bad_error(g: *mut G, _: *const u8) {
    let methods = vec![MethodDesc {
        name: Str::from_static("Error"),
        pkg_path: Str::EMPTY,
        // SAFETY: the descriptor of `error` has one method.
        sig: unsafe { (*TYPES.known.error).methods.as_slice()[0].sig },
        code: method_that_panics as *const u8,
    }];
    let methods = List::new(Vec::leak(methods));
    let ty = leak(TypeDesc { methods, ..plain("main.E", Kind::Int, 8) });
    // SAFETY: Go code.
    unsafe { go_panic(g, Eface { ty, data: int(0).data }) };
}

#[test]
fn a_panic_while_printing_is_fatal() {
    let test = "tests::dying::a_panic_while_printing_is_fatal";
    let text = "fatal error: panic while printing panic value: inner\n\ngoroutine 1 [running]:\n";
    dies(test, "bad", 27, panic_with_a_bad_error, text);
}

unsafe extern "C" fn exit_from_a_deferred_call(g: *mut G, _: *const u8) {
    // SAFETY: Go code.
    unsafe { intrinsic!(os_exit(g, 7u64) -> ()) };
}

unsafe extern "C" fn body_that_exits(g: *mut G, _: *const u8) {
    // SAFETY: in a body that defers.
    unsafe {
        defer(g, exit_from_a_deferred_call);
        go_panic(g, int(1));
    }
}

unsafe extern "C" fn exits(g: *mut G, _: *const u8) {
    // SAFETY: Go code.
    unsafe { protect(g, body_that_exits) };
}

#[test]
fn os_exit_ends_the_run_from_anywhere() {
    assert_eq!(run(exits), Outcome::Exit(7));
    // Nothing of it is left: another run is as good as the first.
    assert_eq!(run(exits), Outcome::Exit(7));
}

unsafe extern "C" fn reaches_the_unreachable(g: *mut G, _: *const u8) {
    // SAFETY: Go code.
    unsafe { intrinsic!(panic_unreachable(g) -> ()) };
}

#[test]
fn a_bug_of_ours_is_no_go_panic() {
    let outcome = run(reaches_the_unreachable);
    assert!(matches!(&outcome, Outcome::Internal(text) if text.contains("unreachable")), "{outcome:?}");
    assert_eq!(outcome.exit_code(), 70);
}

unsafe extern "C" fn prints(g: *mut G, _: *const u8) {
    // SAFETY: Go code.
    unsafe {
        intrinsic!(print_int(g, -3i64) -> ());
        intrinsic!(print_space(g) -> ());
        intrinsic!(print_slice(g, 0xc000u64, 3u64, 4u64) -> ());
        intrinsic!(print_interface(g, 1u64, 2u64) -> ());
        // Only the low byte counts: callers need not extend it.
        intrinsic!(print_bool(g, 0x100u64) -> ());
        intrinsic!(print_newline(g) -> ());
        intrinsic!(os_exit(g, 2u64) -> ());
    }
}

#[test]
fn print_writes_to_standard_error() {
    let test = "tests::dying::print_writes_to_standard_error";
    dies(test, "print", 27, prints, "-3 [3/4]0xc000(0x1,0x2)false\n");
}
