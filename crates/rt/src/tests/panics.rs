//! Panics, defers, recover and Goexit.

use super::*;
use crate::panic::{self, Caught};

deferred!(log_recovered, |g, caller_fp| {
    // SAFETY: called as a deferred function.
    let text = unsafe { show(recover(g, caller_fp)) };
    log(format!("recovered {text}"));
});

unsafe extern "C" fn log_a(_: *mut G, _: *const u8) {
    log("a");
}

unsafe extern "C" fn log_b(_: *mut G, _: *const u8) {
    log("b");
}

/// Runs a function made of parts on a goroutine and gives what it logged.
macro_rules! logged {
    ($main:expr) => {{
        unsafe extern "C" fn main(g: *mut G, _: *const u8) {
            let main: unsafe fn(*mut G) = $main;
            // SAFETY: the test's own.
            unsafe { main(g) }
        }
        let outcome = run(main);
        (outcome, take_log())
    }};
}

/// Calls `body` in a function that defers.
macro_rules! protected {
    ($g:expr, $body:expr) => {{
        unsafe extern "C" fn body(g: *mut G, _: *const u8) {
            let body: unsafe fn(*mut G) = $body;
            // SAFETY: the test's own.
            unsafe { body(g) }
        }
        // SAFETY: the body is a Go function.
        unsafe { protect($g, body) }
    }};
}

#[test]
fn deferred_calls_run_last_first() {
    let (outcome, log) = logged!(|g| {
        protected!(g, |g| {
            // SAFETY: in a body that defers.
            unsafe {
                defer(g, log_a);
                defer(g, log_b);
            }
            log("body");
        });
        log("after");
    });
    assert_eq!((outcome, log.join(" ")), (Outcome::Returned, "body b a after".to_owned()));
}

#[test]
fn a_recovered_panic_returns_from_the_function_that_deferred() {
    let (outcome, log) = logged!(|g| {
        protected!(g, |g| {
            // SAFETY: in a body that defers.
            unsafe {
                defer(g, log_a);
                defer(g, log_recovered);
                defer(g, log_b);
                go_panic(g, int(7));
            }
            log("not reached");
        });
        log("after");
    });
    assert_eq!((outcome, log.join(" ")), (Outcome::Returned, "b recovered 7 a after".to_owned()));
}

#[test]
fn frames_without_recover_run_their_defers_and_end() {
    let (outcome, log) = logged!(|g| {
        protected!(g, |g| {
            // SAFETY: in a body that defers.
            unsafe { defer(g, log_recovered) };
            protected!(g, |g| {
                // SAFETY: as above.
                unsafe {
                    defer(g, log_a);
                    go_panic(g, int(1));
                }
            });
            log("not reached");
        });
    });
    assert_eq!((outcome, log.join(" ")), (Outcome::Returned, "a recovered 1".to_owned()));
}

unsafe extern "C" fn panic_two(g: *mut G, _: *const u8) {
    // SAFETY: Go code.
    unsafe { go_panic(g, int(2)) };
}

#[test]
fn a_panic_in_a_deferred_call_replaces_the_first() {
    let (outcome, log) = logged!(|g| {
        protected!(g, |g| {
            // SAFETY: in a body that defers.
            unsafe {
                defer(g, log_recovered);
                defer(g, log_recovered);
                defer(g, panic_two);
                go_panic(g, int(1));
            }
        });
    });
    // The first panic was aborted with the second: nothing is left to recover.
    assert_eq!((outcome, log.join(" ")), (Outcome::Returned, "recovered 2 recovered nil".to_owned()));
}

unsafe extern "C" fn panics_and_recovers_inside(g: *mut G, _: *const u8) {
    protected!(g, |g| {
        // SAFETY: in a body that defers.
        unsafe {
            defer(g, log_recovered);
            go_panic(g, int(2));
        }
    });
    log("inner done");
}

#[test]
fn a_panic_recovered_within_a_deferred_call_leaves_the_outer_one() {
    let (outcome, log) = logged!(|g| {
        protected!(g, |g| {
            // SAFETY: in a body that defers.
            unsafe {
                defer(g, log_recovered);
                defer(g, panics_and_recovers_inside);
                go_panic(g, int(1));
            }
        });
    });
    assert_eq!((outcome, log.join(" ")), (Outcome::Returned, "recovered 2 inner done recovered 1".to_owned()));
}

unsafe extern "C" fn defers_a_recover_and_returns(g: *mut G, _: *const u8) {
    protected!(g, |g| {
        // SAFETY: in a body that defers.
        unsafe { defer(g, log_recovered) };
    });
}

#[test]
fn only_a_function_that_the_panic_called_recovers() {
    let (outcome, log) = logged!(|g| {
        protected!(g, |g| {
            // SAFETY: in a body that defers.
            unsafe {
                defer(g, log_recovered);
                defer(g, defers_a_recover_and_returns);
                go_panic(g, int(1));
            }
        });
    });
    assert_eq!((outcome, log.join(" ")), (Outcome::Returned, "recovered nil recovered 1".to_owned()));
}

deferred!(recover_twice, |g, caller_fp| {
    // SAFETY: called as a deferred function.
    unsafe {
        log(format!("recovered {}", show(recover(g, caller_fp))));
        log(format!("recovered {}", show(recover(g, caller_fp))));
    }
});

#[test]
fn a_panic_is_recovered_once() {
    let (_, log) = logged!(|g| {
        protected!(g, |g| {
            // SAFETY: in a body that defers.
            unsafe {
                defer(g, recover_twice);
                go_panic(g, string("x"));
            }
        });
    });
    assert_eq!(log.join(" "), "recovered x recovered nil");
}

deferred!(recover_and_panic_again, |g, caller_fp| {
    // SAFETY: called as a deferred function.
    unsafe {
        log(format!("recovered {}", show(recover(g, caller_fp))));
        go_panic(g, int(2));
    }
});

#[test]
fn a_recovered_panic_can_be_followed_by_another() {
    let (outcome, log) = logged!(|g| {
        protected!(g, |g| {
            // SAFETY: in a body that defers.
            unsafe { defer(g, log_recovered) };
            protected!(g, |g| {
                // SAFETY: as above.
                unsafe {
                    defer(g, log_a);
                    defer(g, recover_and_panic_again);
                    go_panic(g, int(1));
                }
            });
        });
    });
    assert_eq!((outcome, log.join(" ")), (Outcome::Returned, "recovered 1 a recovered 2".to_owned()));
}

deferred!(wrapper, |g, caller_fp| {
    let own_fp = 12345u64;
    // SAFETY: called as a deferred function; stands for what the compiler makes for `defer f(x)`.
    unsafe {
        intrinsic!(defer_wrapper(g, caller_fp, own_fp) -> ());
        log(format!("wrapped recovered {}", show(recover(g, own_fp))));
    }
});

#[test]
fn a_wrapper_passes_the_right_to_recover_on() {
    let (outcome, log) = logged!(|g| {
        protected!(g, |g| {
            // SAFETY: in a body that defers.
            unsafe {
                defer(g, wrapper);
                go_panic(g, int(1));
            }
        });
    });
    assert_eq!((outcome, log.join(" ")), (Outcome::Returned, "wrapped recovered 1".to_owned()));
}

#[test]
fn recover_without_a_panic_is_nil() {
    let (_, log) = logged!(|g| {
        protected!(g, |g| {
            // SAFETY: in a body that defers.
            unsafe { defer(g, log_recovered) };
        });
    });
    assert_eq!(log.join(" "), "recovered nil");
}

unsafe extern "C" fn panic_nil_and_recover(g: *mut G, _: *const u8) {
    protected!(g, |g| {
        // SAFETY: in a body that defers.
        unsafe {
            defer(g, log_recovered);
            go_panic(g, value::NIL);
        }
    });
}

#[test]
fn a_nil_panic_is_an_error_since_1_21() {
    assert_eq!(run_with(20, panic_nil_and_recover, |_| None), Outcome::Returned);
    assert_eq!(take_log(), ["recovered nil"]);
    assert_eq!(run_with(21, panic_nil_and_recover, |_| None), Outcome::Returned);
    assert_eq!(take_log(), ["recovered panic called with nil argument"]);
}

unsafe extern "C" fn goexit_body(g: *mut G, _: *mut u8) {
    protected!(g, |g| {
        // SAFETY: in a body that defers.
        unsafe {
            defer(g, log_a);
            defer(g, log_recovered);
            panic::goexit(g)
        }
    });
}

unsafe extern "C" fn returning_body(_: *mut G, _: *mut u8) {
    log("returned");
}

#[test]
fn goexit_runs_deferred_calls_and_cannot_be_recovered() {
    let (outcome, log) = logged!(|g| {
        // SAFETY: nothing with Drop is live.
        let (exited, returned) = unsafe {
            (panic::catch_goexit(g, goexit_body, null_mut()), panic::catch_goexit(g, returning_body, null_mut()))
        };
        assert_eq!((exited, returned), (Caught::Goexit, Caught::Returned));
        // SAFETY: as above.
        assert!(unsafe { (*g).frames.is_null() && goroutine::of(g).panics.is_null() });
    });
    assert_eq!((outcome, log.join(" ")), (Outcome::Returned, "recovered nil a returned".to_owned()));
}

unsafe extern "C" fn goexit_call(g: *mut G, _: *const u8) {
    // SAFETY: nothing with Drop is live.
    unsafe { panic::goexit(g) }
}

unsafe extern "C" fn goexit_in_a_panic(g: *mut G, _: *mut u8) {
    protected!(g, |g| {
        // SAFETY: in a body that defers.
        unsafe {
            defer(g, log_recovered);
            defer(g, panic_two);
            defer(g, goexit_call);
            go_panic(g, int(1));
        }
    });
    log("not reached");
}

#[test]
fn recovering_from_a_panic_in_goexit_goes_on_with_goexit() {
    let (outcome, log) = logged!(|g| {
        // SAFETY: nothing with Drop is live.
        assert_eq!(unsafe { panic::catch_goexit(g, goexit_in_a_panic, null_mut()) }, Caught::Goexit);
    });
    assert_eq!((outcome, log.join(" ")), (Outcome::Returned, "recovered 2".to_owned()));
}

unsafe extern "C" fn panicking_body(g: *mut G, _: *mut u8) {
    // SAFETY: Go code.
    unsafe { go_panic(g, int(5)) };
}

#[test]
fn the_runtime_catches_panics_of_methods_that_it_calls() {
    let (outcome, log) = logged!(|g| {
        // SAFETY: nothing with Drop is live.
        unsafe {
            let (caught, value) = panic::catch(g, panicking_body, null_mut());
            log(format!("{caught:?} {}", show(value)));
        }
    });
    assert_eq!((outcome, log.join(" ")), (Outcome::Returned, "Panicked 5".to_owned()));
}

unsafe extern "C" fn index_out_of_range(g: *mut G, _: *const u8) {
    protected!(g, |g| {
        // SAFETY: in a body that defers.
        unsafe {
            defer(g, log_recovered);
            intrinsic!(panic_index(g, 5, 3, 1u64) -> ());
        }
    });
}

#[test]
fn bounds_panics_have_the_text_of_the_release() {
    run_with(27, index_out_of_range, |_| None);
    run_with(12, index_out_of_range, |_| None);
    assert_eq!(take_log(), ["recovered index out of range [5] with length 3", "recovered index out of range"]);
}

#[test]
fn growing_too_far_is_a_panic() {
    let (_, log) = logged!(|g| {
        protected!(g, |g| {
            // SAFETY: in a body that defers.
            unsafe {
                defer(g, log_recovered);
                intrinsic!(grow_slice(g, TYPES.int as *const TypeDesc, 0u64, i64::MIN, 0u64, 1u64) -> Pair);
            }
        });
        // SAFETY: an append of 9 to 4 of 4.
        let Pair(array, cap) = unsafe {
            let old = intrinsic!(make_slice(g, TYPES.int as *const TypeDesc, 4u64, 4u64) -> *mut u8);
            intrinsic!(grow_slice(g, TYPES.int as *const TypeDesc, old, 9u64, 4u64, 5u64) -> Pair)
        };
        log(format!("cap {cap}"));
        // SAFETY: `g` is live.
        assert_eq!(unsafe { state(g).heap.find(array as usize).unwrap().size }, 80);
    });
    assert_eq!(log, ["recovered growslice: len out of range", "cap 10"]);
}
