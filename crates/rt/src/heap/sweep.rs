//! What the collector asks of the heap: marking the object around an address, and freeing what is not marked.

#![allow(unsafe_code, reason = "spans are reached through pointers")]

use super::{Heap, Object, PAGE_BYTES, Span, Stats};
use std::ptr::{null, null_mut};

/// How large the heap is, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// What is in use: allocated, and not found to be garbage.
    pub live: u64,
    /// Objects in use.
    pub objects: u64,
    /// Address space that was taken from the system.
    pub system: u64,
    /// Pages without objects.
    pub idle: u64,
    /// Those of them that the system has back.
    pub released: u64,
}

impl Heap {
    /// Takes back what was prepared to be handed out: what is marked as used now is, or was, an object.
    pub(crate) fn flush(&mut self) {
        for cache in &mut self.caches {
            // SAFETY: the span in a cache is in use.
            if let Some(span) = unsafe { cache.span.as_mut() } {
                let block = |address: *mut u8| (address.addr() - span.base()) / cache.size;
                let rest = block(cache.next)..block(cache.end);
                span.give_back(rest);
            }
            cache.span = null_mut();
            cache.next = null_mut();
            cache.end = null_mut();
        }
    }

    /// Marks the object around an address, if there is one without a mark. Gives it when it may hold pointers.
    #[inline]
    pub(crate) fn mark(&mut self, address: usize) -> Option<Object> {
        // SAFETY: spans in the table are in use.
        let span: &mut Span = unsafe { self.arena.span_pointer(address).as_mut()? };
        let (index, base) = span.block_at(address)?;
        if !span.mark(index) || span.kind().noscan {
            return None;
        }
        let header = span.kind().header;
        let ty = span.types().get(index).copied().unwrap_or(null());
        Some(Object { base: base + header, size: span.kind().block - header, ty, noscan: false })
    }

    /// Frees all that is not marked; with `poison` fills it.
    pub(crate) fn sweep(&mut self, poison: bool) {
        for list in &mut self.partial {
            list.clear();
        }
        let mut at = 0;
        while at < self.spans.len() {
            let pointer = self.spans[at];
            // SAFETY: all spans in the list are in use.
            let span = unsafe { &mut *pointer };
            let (freed, left) = span.sweep(poison);
            let kind = *span.kind();
            self.freed.objects += freed as u64;
            self.freed.bytes += (freed * kind.block) as u64;
            if left == 0 {
                self.arena.set_span(span.base(), span.n_pages(), null_mut());
                self.free.add(span.base()..span.base() + span.n_pages() * PAGE_BYTES);
                self.spans.swap_remove(at);
                // SAFETY: made from a box; nothing refers to it any more: caches are flushed, lists made anew.
                drop(unsafe { Box::from_raw(pointer) });
                continue;
            }
            if left < kind.n_blocks {
                let class = self.class_of[kind.block.div_ceil(8)] as usize;
                self.partial[2 * class + usize::from(kind.noscan)].push(pointer);
            }
            at += 1;
        }
    }

    /// Sets how many bytes of pages the heap should have at most; what is free beyond that goes back to the system.
    pub(crate) fn set_budget(&mut self, budget: usize) {
        self.budget = budget;
        let room = budget.saturating_sub(self.in_use());
        if self.free.bytes().1 > room {
            self.free.release(room);
        }
    }

    /// Gives all free pages back to the system.
    pub(crate) fn release_all(&mut self) {
        self.free.release(0);
    }

    /// What was freed so far.
    pub fn freed(&self) -> Stats {
        self.freed
    }

    /// How large the heap is.
    pub fn sizes(&self) -> Sizes {
        let (idle, kept) = self.free.bytes();
        Sizes {
            live: self.stats.bytes - self.freed.bytes,
            objects: self.stats.objects - self.freed.objects,
            system: self.arena.used() as u64,
            idle: idle as u64,
            released: (idle - kept) as u64,
        }
    }

    /// Bytes of the pages that hold objects.
    pub(crate) fn in_use(&self) -> usize {
        self.arena.used() - self.free.bytes().0
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        for &span in &self.spans {
            // SAFETY: made from a box, and owned by the list.
            drop(unsafe { Box::from_raw(span) });
        }
    }
}

const _: () = assert!(PAGE_BYTES.is_power_of_two());
