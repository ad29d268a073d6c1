//! The stack as roots.
//!
//! The frames of compiled code say what is live in them ([`goslice_abi::stackmap`]). In between are frames of the runtime, every
//! word of which is taken for a pointer:
//!
//! ```text
//!   low   frames of the runtime       from where the collector begins to G::entry_sp
//!         Go frames                   linked by frame pointers, from G::entry_fp to the stub's
//!         Reentry, and the runtime's frames that called Go    to Reentry::entry_sp
//!         Go frames                   from Reentry::entry_fp
//!   high  ...
//! ```
//!
//! Memory of Go frames with an address is looked at only if something that is reached points to it, or its own function still reads it.
//! All such pointers are on the stack: an object of the heap never has one, but for records of deferred calls, which are gone
//! through for themselves.

#![allow(unsafe_code, reason = "reads stacks")]

use super::Marker;
use crate::goroutine;
use goslice_abi::g::{G, REENTRY_HOLDS_NOTHING};
use goslice_abi::stackmap::{FrameState, Safepoint, StackMaps};
use std::ops::Range;

/// Marks what is reached from the stack.
///
/// # Safety
/// `g` is live and on the stack that runs; `stack` is the part in use, from where Go pointers matter. The maps are those of the
/// code that runs.
pub(super) unsafe fn mark(g: *mut G, stack: Range<usize>, maps: &dyn StackMaps, marker: &mut Marker<'_>) {
    let mut roots = Roots { stack: stack.clone(), marker, objects: Vec::new(), words: Vec::new(), todo: Vec::new() };
    // SAFETY: the caller's promise.
    unsafe {
        roots.frames(g, maps);
        roots.deferred(g);
        roots.panics(g);
        roots.reach();
    }
}

/// Memory of a frame.
struct Object {
    memory: Range<usize>,
    reached: bool,
}

struct Roots<'a, 'h> {
    stack: Range<usize>,
    marker: &'a mut Marker<'h>,
    /// By address.
    objects: Vec<Object>,
    /// Pointers into the stack.
    words: Vec<usize>,
    /// Objects that were reached and not looked at, as indices.
    todo: Vec<usize>,
}

impl Roots<'_, '_> {
    /// Walks the stack.
    unsafe fn frames(&mut self, g: *mut G, maps: &dyn StackMaps) {
        // SAFETY: entries and records are those of the stack that runs.
        unsafe {
            let mut from = Some(self.stack.start);
            let (mut fp, mut low, mut pc) = ((*g).entry_fp as usize, (*g).entry_sp as usize, (*g).entry_pc as usize);
            let mut reentry = (*g).reentry;
            while low != 0 && !reentry.is_null() {
                if let Some(from) = from {
                    self.any_words(from..low);
                }
                let nothing = (*reentry).fp & REENTRY_HOLDS_NOTHING;
                while fp != ((*reentry).fp - nothing) as usize {
                    assert!(fp > low - 16 && fp < self.stack.end, "the chain of frame pointers is broken at {fp:#x}");
                    self.frame(low, fp, maps.frame_state(pc));
                    low = fp + 16;
                    pc = *((fp + 8) as *const usize);
                    fp = *(fp as *const usize);
                }
                from = (nothing == 0).then_some(reentry.addr());
                let record = &*reentry;
                (fp, low, pc) = (record.entry_fp as usize, record.entry_sp as usize, record.entry_pc as usize);
                reentry = record.prev;
            }
            self.any_words(from.unwrap_or(self.stack.start)..self.stack.end);
        }
    }

    /// A frame, from its stack pointer to its frame pointer.
    unsafe fn frame(&mut self, low: usize, fp: usize, state: FrameState<'_>) {
        // SAFETY: the map is that of the frame.
        unsafe {
            match state {
                FrameState::Safepoint(Safepoint { words, live, objects }) => {
                    for below in words {
                        self.word(*((fp - *below as usize) as *const usize));
                    }
                    let first = self.objects.len();
                    for object in objects {
                        let start = fp - object.below_fp as usize;
                        self.objects.push(Object { memory: start..start + object.size as usize, reached: false });
                    }
                    for &object in live {
                        self.words.push(self.objects[first + object as usize].memory.start);
                    }
                    self.objects[first..].sort_unstable_by_key(|object| object.memory.start);
                }
                FrameState::Unknown => self.any_words(low..fp),
                FrameState::Dead | FrameState::Trampoline | FrameState::Foreign => {}
            }
        }
    }

    /// Calls that are deferred. Their records may lie on the heap, and still be linked to one in a frame.
    unsafe fn deferred(&mut self, g: *mut G) {
        // SAFETY: frames that defer are on the stack, and so linked as long as they are.
        unsafe {
            let mut frame = (*g).frames;
            while let Some(it) = frame.as_ref() {
                let mut record = it.defers;
                while let Some(it) = record.as_ref() {
                    self.word(record.addr());
                    self.word(it.closure.addr());
                    record = it.next;
                }
                frame = it.prev;
            }
        }
    }

    /// Panics that are under way.
    unsafe fn panics(&mut self, g: *mut G) {
        // SAFETY: records are on the stack, and in the list as long as they are.
        unsafe {
            let mut record = goroutine::of(g).panics;
            while let Some(it) = record.as_ref() {
                self.word(it.value.data.addr());
                if let Some(text) = it.text {
                    self.word(text.ptr.addr());
                }
                record = it.older;
            }
        }
    }

    /// Words that may be pointers or not; code may have stepped to the end of what it reads.
    unsafe fn any_words(&mut self, range: Range<usize>) {
        for at in (range.start..range.end & !7).step_by(8) {
            // SAFETY: a part of the stack.
            let word = unsafe { (at as *const usize).read_volatile() };
            self.word(word);
            self.marker.address(word.wrapping_sub(1));
        }
    }

    #[inline]
    fn word(&mut self, word: usize) {
        if self.stack.contains(&word) {
            self.words.push(word);
        } else {
            self.marker.address(word);
        }
    }

    /// Looks at the objects that are reached.
    unsafe fn reach(&mut self) {
        debug_assert!(self.objects.is_sorted_by_key(|object| object.memory.start), "frames come from low to high");
        loop {
            while let Some(word) = self.words.pop() {
                let behind = self.objects.partition_point(|object| object.memory.start <= word);
                if let Some(at) = behind.checked_sub(1)
                    && let object = &mut self.objects[at]
                    && object.memory.contains(&word)
                    && !std::mem::replace(&mut object.reached, true)
                {
                    self.todo.push(at);
                }
            }
            let Some(at) = self.todo.pop() else { break };
            for word in self.objects[at].memory.clone().step_by(8) {
                // SAFETY: memory of a frame, aligned as words are where it holds pointers.
                self.word(unsafe { (word as *const usize).read_unaligned() });
            }
        }
    }
}
