//! Faults in Go code, and faults elsewhere.

use super::child::in_child;
use super::*;
use std::arch::naked_asm;

#[unsafe(naked)]
unsafe extern "C" fn load_nil(_g: *mut G, _ctx: *const u8) {
    naked_asm!("push rbp", "mov rbp, rsp", "xor eax, eax", "mov rax, [rax + 8]", "pop rbp", "ret")
}

#[unsafe(naked)]
unsafe extern "C" fn divide_by_zero(_g: *mut G, _ctx: *const u8) {
    naked_asm!("push rbp", "mov rbp, rsp", "xor ecx, ecx", "mov eax, 1", "cdq", "idiv ecx", "pop rbp", "ret")
}

#[unsafe(naked)]
unsafe extern "C" fn overflow(_g: *mut G, _ctx: *const u8) {
    naked_asm!("push rbp", "mov rbp, rsp", "ud2")
}

/// A trap table that knows the functions above.
fn trap_at(pc: usize) -> Option<Trap> {
    let within = |f: GoFn| (f as usize..f as usize + 16).contains(&pc);
    if within(load_nil) {
        Some(Trap::NilDereference)
    } else if within(divide_by_zero) {
        Some(Trap::DivideByZero)
    } else if within(overflow) {
        Some(Trap::StackOverflow)
    } else {
        None
    }
}

deferred!(log_recovered, |g, caller_fp| {
    // SAFETY: called as a deferred function.
    log(unsafe { show(recover(g, caller_fp)) });
});

unsafe extern "C" fn nil_body(g: *mut G, ctx: *const u8) {
    // SAFETY: in a body that defers.
    unsafe {
        defer(g, log_recovered);
        load_nil(g, ctx);
    }
}

unsafe extern "C" fn divide_body(g: *mut G, ctx: *const u8) {
    // SAFETY: in a body that defers.
    unsafe {
        defer(g, log_recovered);
        divide_by_zero(g, ctx);
    }
}

unsafe extern "C" fn both(g: *mut G, _: *const u8) {
    // SAFETY: Go code.
    unsafe {
        protect(g, nil_body);
        protect(g, divide_body);
        // A fault leaves no signal blocked.
        protect(g, nil_body);
    }
}

#[test]
fn faults_in_go_code_can_be_recovered() {
    assert_eq!(run_with(27, both, trap_at), Outcome::Returned);
    let nil = "invalid memory address or nil pointer dereference";
    assert_eq!(take_log(), [nil, "integer divide by zero", nil]);
}

#[test]
fn an_uncaught_nil_dereference_names_the_signal() {
    let test = "tests::faults::an_uncaught_nil_dereference_names_the_signal";
    if let Some(output) = in_child(test, "nil", || run_with(27, load_nil, trap_at)) {
        let stderr = String::from_utf8_lossy(&output.stderr);
        let lines: Vec<&str> = stderr.lines().collect();
        assert_eq!(lines[0], "panic: runtime error: invalid memory address or nil pointer dereference");
        let signal = "[signal SIGSEGV: segmentation violation code=0x1 addr=0x8 pc=0x";
        assert!(lines[1].starts_with(signal) && lines[1].ends_with(']'), "{stderr}");
        assert_eq!(lines[2..], ["", "goroutine 1 [running]:"]);
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn a_stack_overflow_is_fatal() {
    let test = "tests::faults::a_stack_overflow_is_fatal";
    if let Some(output) = in_child(test, "overflow", || run_with(27, overflow, trap_at)) {
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(
            stderr.starts_with("runtime: goroutine stack exceeds 1000000000-byte limit\nruntime: sp=0x"),
            "{stderr}"
        );
        assert!(stderr.contains("\nfatal error: stack overflow\n\nruntime stack:\n"), "{stderr}");
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn other_faults_go_to_the_previous_handler() {
    let test = "tests::faults::other_faults_go_to_the_previous_handler";
    if let Some(output) = in_child(test, "other", || run_with(27, load_nil, |_| None)) {
        use std::os::unix::process::ExitStatusExt;
        assert_eq!(output.status.signal(), Some(libc::SIGSEGV));
    }
}

#[test]
fn handlers_are_gone_after_a_run() {
    let handler = || {
        // SAFETY: only asks.
        unsafe {
            let mut action: libc::sigaction = std::mem::zeroed();
            libc::sigaction(libc::SIGFPE, null(), &raw mut action);
            action.sa_sigaction
        }
    };
    let test = "tests::faults::handlers_are_gone_after_a_run";
    // In a child of its own: other tests run programs in this process at the same time.
    let output = in_child(test, "handlers", || {
        let before = handler();
        run_with(27, both, trap_at);
        Outcome::Exit(if handler() == before { 0 } else { 1 })
    });
    assert!(output.is_none_or(|output| output.status.success()));
}
