//! The calls that observed code is in, and the slices that their variables hold.
//!
//! The frames themselves are a linked list on the stack. Programs recurse millions of calls deep, so the list is not
//! walked anew for each event: only the part that is new since the last one is.

#![allow(unsafe_code, reason = "reads and marks the frames of the code that is being observed")]

use goslice_abi::g::{OBSERVED_BY_ADDRESS, OBSERVED_FRAME_SIZE, OBSERVED_SEEN, ObservedFrame};
use goslice_abi::layout::SliceHeader;
use goslice_ir::lower::ObserveTables;
use goslice_rt::heap::Heap;
use goslice_trace::CallId;

/// How many held slices are looked at, from the newest: enough for any program that a person follows.
const LOOKED_AT: usize = 1000;

/// A mirror of the list of frames, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    calls: Vec<Call>,
    held: Vec<Held>,
    last: u32,
}

#[derive(Debug)]
struct Call {
    frame: *const ObservedFrame,
    id: CallId,
    /// Length of [`Calls::held`] before this call's.
    held_before: usize,
}

/// What a variable that is read later holds.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) func: u32,
    pub(crate) var: u32,
    variable: Variable,
}

/// A variable of a call that has not returned.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Variable {
    /// What it holds. Only its function writes to it, and that stands still.
    Value(SliceHeader),
    /// Where it is: others write to it too.
    At(*const SliceHeader),
}

impl Variable {
    /// The slice in it.
    pub(crate) fn slice(self) -> SliceHeader {
        match self {
            Variable::Value(slice) => slice,
            // SAFETY: variables on the heap are kept by the frame that names them, those in frames by the call.
            Variable::At(address) => unsafe { address.read() },
        }
    }

    /// What tells variables apart that several functions name.
    pub(crate) fn address(self) -> Option<*const SliceHeader> {
        match self {
            Variable::Value(_) => None,
            Variable::At(address) => Some(address),
        }
    }
}

impl Held {
    /// The variable.
    pub(crate) fn variable(&self) -> Variable {
        self.variable
    }
}

/// Where a frame has the header of a variable.
///
/// # Safety
/// As for [`variable`].
unsafe fn header(frame: *const ObservedFrame, number: u32) -> *const SliceHeader {
    let at = OBSERVED_FRAME_SIZE as usize + size_of::<SliceHeader>() * number as usize;
    // SAFETY: the headers of the variables in the function's table follow the frame.
    unsafe { frame.byte_add(at).cast() }
}

/// A variable of a frame.
///
/// # Safety
/// The frame's function must not have returned, and have so many variables.
unsafe fn variable(frame: *const ObservedFrame, number: u32) -> Variable {
    // SAFETY: the caller's promise.
    let header = unsafe { header(frame, number).read() };
    if header.len == OBSERVED_BY_ADDRESS {
        Variable::At(header.ptr.cast_const().cast())
    } else {
        Variable::Value(header)
    }
}

impl Calls {
    /// Follows the program to the event that the function of the `newest` frame reports; gives the number of its call.
    ///
    /// The stack grows down: frames at lower addresses than one that runs are gone. A frame's memory may be used again
    /// by another call, which begins without the mark that is left here. Callers stand still while their callees run, so
    /// what is below a frame that is still there need not be read again.
    pub(crate) fn update(&mut self, newest: *const ObservedFrame, tables: &ObserveTables) -> CallId {
        let mut fresh = Vec::new();
        let mut frame = newest;
        while !frame.is_null() {
            while self.calls.last().is_some_and(|call| call.frame < frame) {
                self.pop();
            }
            // SAFETY: frames are linked from the newest to the oldest, all of functions that have not returned.
            let (marked, prev) = unsafe { ((*frame).func & OBSERVED_SEEN != 0, (*frame).prev) };
            let known = self.calls.last().filter(|call| call.frame == frame).map(|call| call.id);
            if known.is_some() {
                self.pop();
            }
            // A caller that is still there may be at another of its calls by now.
            fresh.push((frame, known.filter(|_| marked)));
            if known.is_some() && marked {
                break;
            }
            frame = prev;
        }
        for (frame, id) in fresh.into_iter().rev() {
            self.push(frame, id, tables);
        }
        self.calls.last().map_or(CallId(0), |call| call.id)
    }

    /// The slices that variables hold which are read later, the newest calls' first.
    pub(crate) fn held(&self) -> impl Iterator<Item = &Held> {
        self.held.iter().rev().take(LOOKED_AT)
    }

    /// Whether the variable is one of the newest call's.
    pub(crate) fn is_newest(&self, held: &Held) -> bool {
        self.calls.last().is_some_and(|call| self.held[call.held_before..].iter().any(|own| std::ptr::eq(own, held)))
    }

    /// The site that the innermost call of a function of package main is at.
    pub(crate) fn site_in_main(&self, tables: &ObserveTables) -> Option<u32> {
        self.calls.iter().rev().find_map(|call| {
            // SAFETY: the frame's function has not returned.
            let (func, site) = unsafe { ((*call.frame).func & !OBSERVED_SEEN, (*call.frame).site) };
            let in_main = tables.funcs.get(func as usize)?.name.starts_with("main.");
            (in_main && (site as usize) < tables.sites.len()).then_some(site)
        })
    }

    /// A variable of the newest call, by its number in the function's table.
    pub(crate) fn own(&self, number: u32) -> Option<Variable> {
        // SAFETY: the newest call is the one that reports.
        self.calls.last().map(|call| unsafe { variable(call.frame, number) })
    }

    /// Empties what variables hold of the heap that is gone: nothing reads it any more, and another array may come there. The tables
    /// of reads know less than the compiler, which finds that a variable is only asked for its length, say.
    pub(crate) fn forget(&mut self, heap: &Heap, newest: *mut ObservedFrame, tables: &ObserveTables) {
        const NOTHING: SliceHeader = SliceHeader { ptr: std::ptr::null_mut(), len: 0, cap: 0 };
        let is_gone = |variable: Variable| match variable {
            Variable::Value(slice) => heap.is_free(slice.ptr.addr()),
            Variable::At(address) => heap.is_free(address.addr()),
        };
        let mut frame = newest;
        // SAFETY: as in `update`; only the observer reads the headers.
        while let Some(it) = unsafe { frame.as_ref() } {
            let func = tables.funcs.get((it.func & !OBSERVED_SEEN) as usize);
            for number in 0..func.map_or(0, |func| func.vars.len() as u32) {
                // SAFETY: as above.
                unsafe {
                    if is_gone(variable(frame, number)) {
                        header(frame, number).cast_mut().write(NOTHING);
                    }
                }
            }
            frame = it.prev;
        }
        for held in &mut self.held {
            if is_gone(held.variable) {
                held.variable = Variable::Value(NOTHING);
            }
        }
    }

    fn pop(&mut self) {
        if let Some(call) = self.calls.pop() {
            self.held.truncate(call.held_before);
        }
    }

    fn push(&mut self, frame: *const ObservedFrame, id: Option<CallId>, tables: &ObserveTables) {
        let id = id.unwrap_or_else(|| {
            self.last += 1;
            CallId(self.last)
        });
        self.calls.push(Call { frame, id, held_before: self.held.len() });
        // SAFETY: the frame's function has not returned; its code writes `func` only when it begins.
        unsafe {
            (*frame.cast_mut()).func |= OBSERVED_SEEN;
            let func = (*frame).func & !OBSERVED_SEEN;
            let Some(site) = tables.sites.get((*frame).site as usize) else { return };
            for &var in &site.live {
                self.held.push(Held { func, var, variable: variable(frame, var) });
            }
        }
    }
}
