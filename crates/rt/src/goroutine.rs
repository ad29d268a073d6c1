//! A goroutine's record, as the runtime sees it.

#![allow(unsafe_code, reason = "records are reached through the pointer that generated code passes")]

use crate::panic::PanicRecord;
use crate::runtime::State;
use crate::stack::{GoStack, Suspend};
use goslice_abi::g::G;

/// A goroutine: the part that generated code knows, then the runtime's own.
#[repr(C)]
#[derive(Debug)]
pub struct Goroutine {
    /// What generated code and entry stubs touch.
    pub g: G,
    /// The runtime that it belongs to.
    pub(crate) state: *mut State,
    /// The newest panic that is under way.
    pub(crate) panics: *mut PanicRecord,
    /// How to leave its stack.
    pub(crate) suspend: *const Suspend,
    /// The signal behind the newest fault, which an uncaught panic names.
    pub(crate) signal: Option<Signal>,
    /// The first address above its stack.
    pub(crate) stack_high: u64,
}

/// A fault as the system reported it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signal {
    pub(crate) number: i32,
    pub(crate) code: i32,
    pub(crate) address: usize,
    pub(crate) pc: usize,
}

impl Goroutine {
    /// A goroutine that has not run yet.
    pub(crate) fn new(state: *mut State, stack: &GoStack) -> Goroutine {
        Goroutine {
            g: G {
                stack_limit: stack.limit(),
                entry_fp: 0,
                entry_sp: 0,
                entry_pc: 0,
                frames: std::ptr::null_mut(),
                observed: std::ptr::null_mut(),
                barrier: 0,
                reentry: std::ptr::null_mut(),
            },
            state,
            panics: std::ptr::null_mut(),
            suspend: std::ptr::null(),
            signal: None,
            stack_high: stack.high(),
        }
    }
}

/// The record that `g` begins.
///
/// # Safety
/// `g` is what the runtime passed to Go code. The result must not be held across a call of Go code.
pub(crate) unsafe fn of<'a>(g: *mut G) -> &'a mut Goroutine {
    // SAFETY: every G is the first field of a Goroutine.
    unsafe { &mut *g.cast::<Goroutine>() }
}

/// The runtime that `g` belongs to.
///
/// # Safety
/// As for [`of`].
pub(crate) unsafe fn state<'a>(g: *mut G) -> &'a mut State {
    // SAFETY: the state outlives its goroutines, and one thread runs them all.
    unsafe { &mut *of(g).state }
}
