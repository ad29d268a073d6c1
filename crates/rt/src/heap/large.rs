//! Large objects, each in pages of its own.

#![allow(unsafe_code, reason = "clears pages, and spans are reached through pointers")]

use super::pages::Dirty;
use super::{Heap, PAGE_BYTES, Span, SpanKind};
use goslice::size_class::MAX_SMALL_BYTES;
use goslice_abi::desc::TypeDesc;
use std::ops::Range;

/// Clears what is dirty of a range of pages.
///
/// # Safety
/// Nobody uses them.
unsafe fn clear(dirty: Dirty, range: Range<usize>) {
    let clear = |part: Range<usize>| {
        let start = part.start.max(range.start);
        if start < part.end {
            // SAFETY: the caller's promise.
            unsafe { (start as *mut u8).write_bytes(0, part.end - start) };
        }
    };
    match dirty {
        Dirty::None => {}
        Dirty::All => clear(range.clone()),
        Dirty::Parts(parts) => parts.into_iter().for_each(clear),
    }
}

impl Heap {
    /// An object of its own pages. The caller overwrites its first `kept` bytes, which may be anything.
    #[cold]
    pub(super) fn alloc_large(
        &mut self,
        bytes: usize,
        ty: *const TypeDesc,
        noscan: bool,
        kept: usize,
    ) -> Option<*mut u8> {
        if bytes > self.physical {
            return None;
        }
        let n_pages = bytes.div_ceil(PAGE_BYTES);
        let kind = SpanKind { block: n_pages * PAGE_BYTES, n_blocks: 1, header: 0, noscan };
        let (span, dirty) = self.add_span(n_pages, kind)?;
        // SAFETY: the new span, of which nobody else knows; its pages are free.
        unsafe {
            (*span).take_run();
            if self.marking {
                (*span).mark_run(0..1);
            }
            if !noscan {
                *(*span).types_mut().as_mut_ptr() = ty;
            }
            let base = (*span).base();
            clear(dirty, base + kept..base + kind.block);
            self.stats.objects += 1;
            self.stats.bytes += kind.block as u64;
            Some(base as *mut u8)
        }
    }

    /// The span of the large object that begins at an address.
    fn large_at(&self, base: usize) -> Option<*mut Span> {
        let pointer = self.arena.span_pointer(base);
        // SAFETY: spans in the table are in use.
        let span = unsafe { pointer.as_ref()? };
        let large = span.kind().block > MAX_SMALL_BYTES as usize && span.base() == base && span.is_used(0);
        large.then_some(pointer)
    }

    /// Bytes of the large object that begins at an address.
    pub(super) fn large_bytes(&self, base: usize) -> Option<usize> {
        // SAFETY: as above.
        self.large_at(base).map(|span| unsafe { (*span).kind().block })
    }

    /// Makes a large object larger where it is, to at least `bytes` bytes, if the pages behind it are free.
    pub(super) fn extend_large(&mut self, base: usize, bytes: usize) -> bool {
        let Some(span) = self.large_at(base) else { return false };
        // SAFETY: the span is in use, and the object's: nobody has its pages, nor those that are added.
        let span = unsafe { &mut *span };
        let (n_old, n_new) = (span.n_pages(), bytes.div_ceil(PAGE_BYTES));
        if n_new <= n_old || bytes > self.physical {
            return false;
        }
        let old = span.kind().block;
        let behind = base + old;
        let Some(dirty) = self.take_pages_at(behind, n_new - n_old) else { return false };
        span.extend(n_new);
        self.arena.set_span(behind, n_new - n_old, span);
        // SAFETY: as above.
        unsafe { clear(dirty, behind..base + n_new * PAGE_BYTES) };
        self.stats.objects += 1;
        self.stats.bytes += (n_new * PAGE_BYTES) as u64;
        self.count_freed(old);
        true
    }

    /// Takes pages that begin at an address, if they are free.
    fn take_pages_at(&mut self, base: usize, n: usize) -> Option<Dirty> {
        let end = self.arena.end();
        let taken = if base == end {
            self.arena.alloc_pages(n).map(|_| Dirty::None)
        } else {
            self.free.take_at(base, n * PAGE_BYTES)
        };
        if taken.is_some() {
            self.keep_to_budget();
        }
        taken
    }

    /// Frees the large object that begins at an address, if there is one. What is not swept yet waits for the next sweep.
    pub(super) fn free_large(&mut self, base: usize) {
        let Some(pointer) = self.large_at(base) else { return };
        // SAFETY: the span is in use, and nobody has its pages.
        let block = unsafe {
            let span = &mut *pointer;
            let at = span.at;
            if self.spans.get(at) != Some(&pointer) {
                return;
            }
            self.spans.swap_remove(at);
            if let Some(&moved) = self.spans.get(at) {
                (*moved).at = at;
            }
            span.kind().block
        };
        self.free_span(pointer);
        self.count_freed(block);
    }

    /// Counts what was freed without a collection: the next one may be later.
    fn count_freed(&mut self, bytes: usize) {
        self.freed.objects += 1;
        self.freed.bytes += bytes as u64;
        if self.collect_at != 0 {
            self.collect_at = self.collect_at.saturating_add(bytes as u64);
        }
    }
}
