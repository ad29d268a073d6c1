//! What the collector asks of the heap: marking the object around an address, and freeing what is not marked.

#![allow(unsafe_code, reason = "spans are reached through pointers")]

use super::{Heap, Object, PAGE_BYTES, Span, Stats};
use goslice::size_class::MAX_SMALL_BYTES;
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

    /// The span around an address, or null.
    #[inline]
    pub(crate) fn span_around(&self, address: usize) -> *mut Span {
        self.arena.span_pointer(address)
    }

    /// Marks the object around an address, if there is one without a mark. Gives it when it may hold pointers. The span is
    /// the one around the address, or null.
    #[inline]
    pub(crate) fn mark(&mut self, span: *mut Span, address: usize) -> Option<Object> {
        // SAFETY: spans in the table are in use.
        let span: &mut Span = unsafe { span.as_mut()? };
        let (index, base) = span.block_at(address)?;
        if !span.mark(index) {
            return None;
        }
        self.marked += span.kind().block as u64;
        if span.kind().noscan {
            return None;
        }
        let header = span.kind().header;
        let ty = span.types().get(index).copied().unwrap_or(null());
        Some(Object { base: base + header, size: span.kind().block - header, ty, noscan: false })
    }

    /// Whether the object around an address is marked.
    pub(crate) fn is_marked(&self, address: usize) -> bool {
        let span = self.arena.span_at(address);
        span.is_some_and(|span| span.block_at(address).is_some_and(|(index, _)| span.is_marked(index)))
    }

    /// Frees all that is not marked; with `poison` fills it.
    pub(crate) fn sweep(&mut self, poison: bool) {
        self.begin_sweep();
        self.sweep_some(usize::MAX, poison);
    }

    /// From now on all spans are to be swept before they are allocated from. Nothing is prepared to be handed out.
    pub(crate) fn begin_sweep(&mut self) {
        debug_assert!(!self.has_unswept());
        // What no class has needed since the last time is for anyone.
        self.free_idle();
        for list in &mut self.partial {
            list.clear();
        }
        let spans = std::mem::take(&mut self.spans);
        self.spans.reserve(spans.len());
        self.unswept = spans.into_iter();
    }

    /// Whether spans are to be swept yet.
    #[inline]
    pub(crate) fn has_unswept(&self) -> bool {
        !self.unswept.as_slice().is_empty()
    }

    /// Sweeps up to `n` spans.
    pub(crate) fn sweep_some(&mut self, n: usize, poison: bool) {
        for _ in 0..n {
            let Some(pointer) = self.unswept.next() else { return };
            // SAFETY: all spans in the list are in use.
            let span = unsafe { &mut *pointer };
            let (freed, left) = span.sweep(poison);
            let kind = *span.kind();
            self.freed.objects += freed as u64;
            self.freed.bytes += (freed * kind.block) as u64;
            if left != kind.n_blocks && kind.block > MAX_SMALL_BYTES as usize {
                self.free_span(pointer);
                continue;
            }
            let at = 2 * self.class_of.get(kind.block.div_ceil(8)).map_or(0, |class| *class as usize)
                + usize::from(kind.noscan);
            if left == 0 {
                self.idle[at].push(pointer);
                self.idle_bytes += span.n_pages() * PAGE_BYTES;
                continue;
            }
            if left < kind.n_blocks {
                self.partial[at].push(pointer);
            }
            self.add_to_list(pointer);
        }
    }

    /// Adds a span to those in use.
    pub(super) fn add_to_list(&mut self, span: *mut Span) {
        // SAFETY: a span that only the caller knows.
        unsafe { (*span).at = self.spans.len() };
        self.spans.push(span);
    }

    /// Takes an idle span into use.
    pub(super) fn take_idle(&mut self, at: usize) -> Option<*mut Span> {
        let span = self.idle[at].pop()?;
        // SAFETY: idle spans are owned by their list.
        self.idle_bytes -= unsafe { (*span).n_pages() } * PAGE_BYTES;
        self.add_to_list(span);
        Some(span)
    }

    /// Makes free pages of idle spans.
    pub(super) fn free_idle(&mut self) {
        for at in 0..self.idle.len() {
            while let Some(span) = self.idle[at].pop() {
                self.free_span(span);
            }
        }
        self.idle_bytes = 0;
    }

    /// Ends a span that is in no list any more.
    pub(super) fn free_span(&mut self, span: *mut Span) {
        // SAFETY: made from a box; nothing else refers to it: caches are flushed.
        let span = unsafe { Box::from_raw(span) };
        self.arena.set_span(span.base(), span.n_pages(), null_mut());
        self.free.add(span.base()..span.base() + span.n_pages() * PAGE_BYTES);
    }

    /// Sets how many bytes of pages the heap should have at most; what is free beyond that goes back to the system.
    pub(crate) fn set_budget(&mut self, budget: usize) {
        self.budget = budget;
        self.keep_to_budget();
    }

    /// Gives pages without objects back to the system if the heap has too many.
    #[inline]
    pub(super) fn keep_to_budget(&mut self) {
        let room = self.budget.saturating_sub(self.in_use());
        if self.free.bytes().1 + self.idle_bytes > room {
            self.free_idle();
            self.free.release(room);
        }
    }

    /// Gives all free pages back to the system.
    pub(crate) fn release_all(&mut self) {
        self.free_idle();
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
            idle: (idle + self.idle_bytes) as u64,
            released: (idle - kept) as u64,
        }
    }

    /// Bytes of the pages that hold objects.
    pub(crate) fn in_use(&self) -> usize {
        self.arena.used() - self.free.bytes().0 - self.idle_bytes
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        for &span in self.spans.iter().chain(self.unswept.as_slice()).chain(self.idle.iter().flatten()) {
            // SAFETY: made from a box, and owned by its list.
            drop(unsafe { Box::from_raw(span) });
        }
    }
}

const _: () = assert!(PAGE_BYTES.is_power_of_two());
