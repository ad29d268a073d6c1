//! Observed code reports its slice operations here, and the runtime passes them on.

#![allow(unsafe_code, reason = "reads slice headers")]

use crate::goroutine;
use crate::heap::Heap;
use goslice::Policy;
use goslice_abi::desc::TypeDesc;
use goslice_abi::g::{G, ObservedFrame};
use goslice_abi::layout::SliceHeader;
use std::ops::Range;

/// What observed code did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// `make`, or a literal.
    Make { after: SliceHeader },
    /// `append` of `n` elements.
    Append { before: SliceHeader, after: SliceHeader, n: i64 },
    /// A slice expression.
    Slice { before: SliceHeader, after: SliceHeader },
    /// `copy` of `n` elements.
    Copy { dst: SliceHeader, src: SliceHeader, n: i64 },
    /// `clear`.
    Clear { before: SliceHeader },
    /// A conversion of a string.
    Convert { after: SliceHeader },
    /// The array was moved from the frame to the heap.
    Move { before: SliceHeader, after: SliceHeader },
}

/// A slice operation at a place of the program.
#[derive(Clone, Copy, Debug)]
pub struct SliceEvent<'a> {
    /// Index into the program's table of sites.
    pub site: u32,
    /// The element's type.
    pub elem: &'a TypeDesc,
    /// What happened. It has happened already, except for a copy and a clear, which come next.
    pub operation: Operation,
}

/// What an observer can look at.
#[derive(Clone, Debug)]
pub struct Access<'a> {
    /// The heap, to find the array that a slice is part of.
    pub heap: &'a Heap,
    /// The growth rules in force.
    pub policy: &'a Policy,
    /// The part of the stack that is in use, down to the frame that reports.
    pub stack: Range<usize>,
    /// The rest of the stack, below that: where calls were that have returned.
    pub free_stack: Range<usize>,
    /// The newest frame of named variables, or null.
    pub frames: *const ObservedFrame,
}

/// Receives what observed code does, while it runs. It may not call into the runtime.
pub trait Observer {
    /// A slice operation.
    fn slice_event(&mut self, event: &SliceEvent<'_>, access: &Access<'_>);

    /// Objects that nothing reaches are gone: [`Heap::find`] finds them no longer, and their addresses may be used again.
    /// `frames` is the newest frame of named variables; what the headers there say keeps nothing.
    fn collected(&mut self, heap: &Heap, frames: *mut ObservedFrame) {
        let _ = (heap, frames);
    }
}

unsafe fn report(g: *mut G, site: i32, elem: *mut u8, operation: Operation) {
    // SAFETY: `g` is live, `elem` a descriptor.
    unsafe {
        let frames = (*g).observed;
        let state = goroutine::state(g);
        if let Some(observer) = &mut state.observer {
            let event = SliceEvent { site: site as u32, elem: &*elem.cast(), operation };
            let sp = (*g).entry_sp as usize;
            let access = Access {
                heap: &state.heap,
                policy: &state.policy,
                stack: sp..goroutine::of(g).stack_high as usize,
                free_stack: (*g).stack_limit as usize..sp,
                frames,
            };
            observer.slice_event(&event, &access);
        }
    }
}

/// The slice at an address.
unsafe fn slice(at: *mut u8) -> SliceHeader {
    // SAFETY: the list's promise.
    unsafe { at.cast::<SliceHeader>().read() }
}

pub(crate) unsafe fn observe_make(g: *mut G, site: i32, elem: *mut u8, after: *mut u8) {
    // SAFETY: as the list demands; so below.
    unsafe { report(g, site, elem, Operation::Make { after: slice(after) }) }
}

pub(crate) unsafe fn observe_append(g: *mut G, site: i32, elem: *mut u8, before: *mut u8, after: *mut u8, n: i64) {
    // SAFETY: as above.
    unsafe { report(g, site, elem, Operation::Append { before: slice(before), after: slice(after), n }) }
}

pub(crate) unsafe fn observe_slice(g: *mut G, site: i32, elem: *mut u8, before: *mut u8, after: *mut u8) {
    // SAFETY: as above.
    unsafe { report(g, site, elem, Operation::Slice { before: slice(before), after: slice(after) }) }
}

pub(crate) unsafe fn observe_copy(g: *mut G, site: i32, elem: *mut u8, dst: *mut u8, src: *mut u8, n: i64) {
    // SAFETY: as above.
    unsafe { report(g, site, elem, Operation::Copy { dst: slice(dst), src: slice(src), n }) }
}

pub(crate) unsafe fn observe_clear(g: *mut G, site: i32, elem: *mut u8, before: *mut u8) {
    // SAFETY: as above.
    unsafe { report(g, site, elem, Operation::Clear { before: slice(before) }) }
}

pub(crate) unsafe fn observe_convert(g: *mut G, site: i32, elem: *mut u8, after: *mut u8) {
    // SAFETY: as above.
    unsafe { report(g, site, elem, Operation::Convert { after: slice(after) }) }
}

pub(crate) unsafe fn observe_move(g: *mut G, site: i32, elem: *mut u8, before: *mut u8, after: *mut u8) {
    // SAFETY: as above.
    unsafe { report(g, site, elem, Operation::Move { before: slice(before), after: slice(after) }) }
}
