//! What a Go program prints when it dies: uncaught panics and fatal errors, in gc's words.

#![allow(unsafe_code, reason = "reads panic records and Go values")]

use crate::goroutine::{self, Signal};
use crate::os;
use crate::outcome::Outcome;
use crate::panic::{self, Caught, PanicRecord};
use crate::print;
use crate::runtime::Frame;
use crate::stack;
use crate::value;
use goslice::Release;
use goslice_abi::desc::{Kind, TypeDesc};
use goslice_abi::g::{G, REENTRY_HOLDS_NOTHING};
use goslice_abi::layout::{Eface, Str};
use goslice_abi::stackmap::FrameState;
use std::fmt::Write;
use std::ptr::null;

/// The most frames that a trace shows.
const MAX_FRAMES: usize = 100;

/// Prints a panic that nothing recovered, and those that it interrupted.
///
/// # Safety
/// As for [`panic::begin`]; `record` is the newest panic of `g`.
pub(crate) unsafe fn print_uncaught(g: *mut G, record: *mut PanicRecord) {
    // SAFETY: records are on the stack; no value with Drop is live while Go code runs.
    unsafe {
        let (caught, value, origin) = panic::catch_from(g, ask_for_texts, record.cast());
        if caught != Caught::Returned {
            texts_failed(g, value, origin);
        }
        let mut text = Vec::new();
        describe(g, record, &mut text);
        if let Some(signal) = goroutine::of(g).signal {
            text.extend_from_slice(signal_line(signal).as_bytes());
        }
        text.extend_from_slice(b"\ngoroutine 1 [running]:\n");
        text.extend_from_slice(trace(g, (*record).origin).as_bytes());
        os::write_all(2, &text);
    }
}

/// Calls `Error` or `String` of the values that have them. Called through [`panic::catch`].
unsafe extern "C" fn ask_for_texts(g: *mut G, record: *mut u8) {
    // SAFETY: records are on the stack, the methods are Go code of type `func() string`.
    unsafe {
        let mut record = record.cast::<PanicRecord>();
        while let Some(it) = record.as_mut() {
            let state = goroutine::state(g);
            let method = ["Error", "String"].iter().find_map(|name| value::string_method(state, it.value.ty, name));
            if let Some(code) = method {
                let text = (state.entries().call_string)(g, code, null(), it.value.data.addr() as u64);
                it.text = Some(text);
            }
            record = it.older;
        }
    }
}

/// An `Error` or `String` method panicked with `value`.
unsafe fn texts_failed(g: *mut G, value: Eface, origin: (u64, u64)) -> ! {
    // SAFETY: `value` is an interface.
    unsafe {
        let what = match value.ty.as_ref() {
            Some(ty) if ty.kind == Kind::String && !value::is_declared(ty) => {
                format!(": {}", String::from_utf8_lossy((*value.data.cast::<Str>()).bytes()))
            }
            Some(ty) => format!(": type {}", ty.name()),
            None => String::new(),
        };
        fatal_from(g, format!("panic while printing panic value{what}"), origin)
    }
}

/// The lines of a chain of panics, oldest first.
unsafe fn describe(g: *mut G, record: *const PanicRecord, text: &mut Vec<u8>) {
    // SAFETY: records are on the stack.
    unsafe {
        let release = goroutine::state(g).release();
        let mut chain = Vec::new();
        let mut at = record;
        while let Some(it) = at.as_ref() {
            chain.push(it);
            at = it.older;
        }
        chain.reverse();
        let mut i = 0;
        let mut tab = false;
        while i < chain.len() {
            let it = chain[i];
            i += 1;
            if tab {
                text.push(b'\t');
            }
            tab = !it.goexit;
            if it.goexit {
                continue;
            }
            text.extend_from_slice(b"panic: ");
            panic_value(it, release, text);
            // Since 1.25 one value that was panicked with several times in a row is shown once.
            let mut again = false;
            while release.at_least(25) && i < chain.len() && chain[i].value == it.value {
                again = true;
                i += 1;
            }
            if again && (it.recovered || !release.at_least(26)) {
                text.extend_from_slice(b" [recovered, repanicked]");
            } else if it.recovered {
                text.extend_from_slice(b" [recovered]");
            }
            text.push(b'\n');
        }
    }
}

/// A panic's value: texts as they are, basic kinds as `print` writes them, of declared types with the type's name, all
/// others as type and address.
unsafe fn panic_value(record: &PanicRecord, release: Release, text: &mut Vec<u8>) {
    // SAFETY: the data word is that of a value of the type.
    unsafe {
        if let Some(own) = record.text {
            return push_indented(own.bytes(), release, text);
        }
        let Some(ty) = record.value.ty.as_ref() else {
            return text.extend_from_slice(b"nil");
        };
        let at = value::data_address(ty, &record.value.data);
        if ty.kind == Kind::String {
            let bytes = (*at.cast::<Str>()).bytes();
            if !value::is_declared(ty) {
                return push_indented(bytes, release, text);
            }
            text.extend_from_slice(ty.name().as_bytes());
            text.extend_from_slice(b"(\"");
            push_indented(bytes, release, text);
            return text.extend_from_slice(b"\")");
        }
        let shown = match basic(ty, at, release) {
            Some(basic) if !value::is_declared(ty) => basic,
            Some(basic) if basic.starts_with('(') => format!("{}{basic}", ty.name()),
            Some(basic) => format!("{}({basic})", ty.name()),
            None => format!("({}) {:#x}", ty.name(), record.value.data.addr()),
        };
        text.extend_from_slice(shown.as_bytes());
    }
}

/// A value of a basic type but string as `print` writes it.
unsafe fn basic(ty: &TypeDesc, at: *const u8, release: Release) -> Option<String> {
    // SAFETY: a value of the type.
    unsafe {
        Some(match ty.kind {
            Kind::Bool => (at.read() != 0).to_string(),
            Kind::Int | Kind::Int64 => at.cast::<i64>().read().to_string(),
            Kind::Int8 => at.cast::<i8>().read().to_string(),
            Kind::Int16 => at.cast::<i16>().read().to_string(),
            Kind::Int32 => at.cast::<i32>().read().to_string(),
            Kind::Uint | Kind::Uint64 | Kind::Uintptr => at.cast::<u64>().read().to_string(),
            Kind::Uint8 => at.read().to_string(),
            Kind::Uint16 => at.cast::<u16>().read().to_string(),
            Kind::Uint32 => at.cast::<u32>().read().to_string(),
            Kind::Float32 => print::float32(at.cast::<f32>().read(), release),
            Kind::Float64 => print::float(at.cast::<f64>().read(), release),
            Kind::Complex64 => {
                let [re, im] = at.cast::<[f32; 2]>().read();
                print::complex(print::float32(re, release), print::float32(im, release))
            }
            Kind::Complex128 => {
                let [re, im] = at.cast::<[f64; 2]>().read();
                print::complex(print::float(re, release), print::float(im, release))
            }
            _ => return None,
        })
    }
}

/// Appends a text; since 1.23 lines after the first are indented.
fn push_indented(bytes: &[u8], release: Release, text: &mut Vec<u8>) {
    for byte in bytes {
        text.push(*byte);
        if *byte == b'\n' && release.at_least(23) {
            text.push(b'\t');
        }
    }
}

fn signal_line(signal: Signal) -> String {
    let name = match signal.number {
        libc::SIGSEGV => "SIGSEGV: segmentation violation".to_owned(),
        libc::SIGBUS => "SIGBUS: bus error".to_owned(),
        libc::SIGFPE => "SIGFPE: floating-point exception".to_owned(),
        other => other.to_string(),
    };
    format!("[signal {name} code={:#x} addr={:#x} pc={:#x}]\n", signal.code, signal.address, signal.pc)
}

/// Frame pointer and return address of the Go code that called in last.
unsafe fn entry(g: *mut G) -> (u64, u64) {
    // SAFETY: `g` is live.
    unsafe { ((*g).entry_fp, (*g).entry_pc) }
}

/// The calls that led to a frame, newest first; empty without the compiler's tables.
unsafe fn trace(g: *mut G, from: (u64, u64)) -> String {
    let mut text = String::new();
    // SAFETY: the caller's promise.
    unsafe {
        walk(g, from, |frame| {
            let _ = writeln!(text, "{}(...)\n\t{}", frame.function, frame.position);
            true
        });
    }
    text
}

/// The frame `skip` above the one that called into the runtime.
///
/// # Safety
/// `g` is live, and called by Go code.
pub(crate) unsafe fn frame(g: *mut G, skip: usize) -> Option<Frame> {
    let mut found = None;
    let mut n_frames = 0;
    // SAFETY: the caller's promise.
    unsafe {
        walk(g, entry(g), |frame| {
            n_frames += 1;
            found = (n_frames > skip).then_some(frame);
            found.is_none()
        });
    }
    found
}

/// Shows `visit` the calls that led to a frame, newest first, until it returns false. A function that defers has two frames, of
/// which the body's is shown while it is there.
unsafe fn walk(g: *mut G, (fp, pc): (u64, u64), mut visit: impl FnMut(Frame) -> bool) {
    // SAFETY: frame pointers form a chain, and only addresses on the goroutine's stack are read; records of calls from the
    // runtime are on the stack as long as they are linked.
    unsafe {
        let program = goroutine::state(g).program();
        let Some(frame_at) = &program.frame_at else {
            return;
        };
        let stack = (*g).stack_limit - stack::RESERVE as u64..goroutine::of(g).stack_high - 8;
        let (mut fp, mut pc) = (fp, pc);
        let mut reentry = (*g).reentry;
        while !reentry.is_null() && (reentry.addr() as u64) < fp {
            reentry = (*reentry).prev;
        }
        let mut body_was_shown = false;
        let mut n_shown = 0;
        while n_shown < MAX_FRAMES {
            if let Some(record) = reentry.as_ref()
                && fp == record.fp & !REENTRY_HOLDS_NOTHING
            {
                // The runtime called this Go code, from where it was called itself.
                (fp, pc, reentry) = (record.entry_fp, record.entry_pc, record.prev);
                body_was_shown = false;
            } else {
                // A return address is after its call.
                match frame_at((pc as usize).wrapping_sub(1)) {
                    Some(_) if body_was_shown => body_was_shown = false,
                    Some(frames) => {
                        n_shown += frames.len();
                        if !frames.into_iter().all(&mut visit) {
                            return;
                        }
                    }
                    // The stub that makes the protected call to a body: the frame above is the function's other one.
                    None => {
                        let maps = program.stack_maps.as_ref();
                        body_was_shown = maps.is_some_and(|maps| maps.frame_state(pc as usize) == FrameState::Foreign);
                    }
                }
                if !stack.contains(&fp) || !fp.is_multiple_of(8) {
                    break;
                }
                let [next, return_address] = *(fp as *const [u64; 2]);
                if next <= fp {
                    break;
                }
                (fp, pc) = (next, return_address);
            }
            if pc == 0 {
                break;
            }
        }
    }
}

/// Ends the run with a fatal error.
///
/// # Safety
/// As for [`panic::begin`].
#[cold]
pub(crate) unsafe fn fatal(g: *mut G, what: &str) -> ! {
    // SAFETY: the caller's promise.
    unsafe { fatal_owned(g, what.to_owned()) }
}

/// Ends the run with a fatal error where no goroutine is left whose trace could be shown.
#[cold]
pub(crate) fn fatal_without_trace(what: &str) -> ! {
    os::write_all(2, format!("fatal error: {what}\n").as_bytes());
    stack::leave(Outcome::Fatal)
}

/// As [`fatal`], with a text of several parts.
///
/// # Safety
/// As for [`panic::begin`].
#[cold]
pub(crate) unsafe fn fatal_with(g: *mut G, what: &[&str]) -> ! {
    // SAFETY: the caller's promise.
    unsafe { fatal_owned(g, what.concat()) }
}

unsafe fn fatal_owned(g: *mut G, what: String) -> ! {
    // SAFETY: the caller's promise.
    unsafe { fatal_from(g, what, entry(g)) }
}

unsafe fn fatal_from(g: *mut G, what: String, from: (u64, u64)) -> ! {
    // SAFETY: `g` is live.
    let (trace, signal) = unsafe { (trace(g, from), goroutine::of(g).signal) };
    let signal = signal.map(signal_line).unwrap_or_default();
    os::write_all(2, format!("fatal error: {what}\n{signal}\ngoroutine 1 [running]:\n{trace}").as_bytes());
    drop((what, trace, signal));
    stack::leave(Outcome::Fatal)
}

/// Ends the run: the goroutine's stack is used up.
///
/// # Safety
/// As for [`panic::begin`].
pub(crate) unsafe fn stack_overflow(g: *mut G) -> ! {
    // SAFETY: `g` is live.
    let (sp, low, trace) = unsafe { ((*g).entry_sp, (*g).stack_limit, trace(g, entry(g))) };
    let high = low + stack::MAIN_BYTES as u64;
    let text = format!(
        "runtime: goroutine stack exceeds 1000000000-byte limit\n\
         runtime: sp={sp:#x} stack=[{low:#x}, {high:#x}]\n\
         fatal error: stack overflow\n\nruntime stack:\n\ngoroutine 1 [running]:\n{trace}"
    );
    os::write_all(2, text.as_bytes());
    drop((text, trace));
    stack::leave(Outcome::Fatal)
}
