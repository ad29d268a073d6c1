//! The Go heap: size classes, spans, large objects.
//!
//! It has Go's shape: an arena of 8 KiB pages; spans of pages, each cut into blocks of one size class, for values with
//! pointers (*scan*) or without (*noscan*); objects above 32 KiB in spans of their own. Blocks are never moved.
//! All memory is zero when it is handed out, except for what an append is about to overwrite: fresh pages are, and blocks that
//! are used again are cleared, small ones a run at a time.
//! `crate::gc` says which blocks are still in use; what it needs is here: each scan object's type, the object around any
//! address, and mark bits.

#![allow(unsafe_code, reason = "hands out raw memory")]

mod arena;
mod exhausted;
mod large;
mod pages;
mod references;
mod span;
mod sweep;

use crate::gc;
use crate::goroutine;
use arena::Arena;
use goslice::Policy;
use goslice::size_class::{MALLOC_HEADER_BYTES, MAX_SMALL_BYTES};
use goslice_abi::desc::TypeDesc;
use goslice_abi::g::G;
use pages::{Dirty, FreePages};
pub(crate) use span::Span;
use span::SpanKind;
use std::io;
use std::ptr::{null, null_mut};

pub use arena::PAGE_BYTES;

/// Blocks from this size on are cleared when they are handed out, except for what the caller overwrites; runs of smaller
/// ones at once.
const CLEAR_ALONE: usize = 512;

/// Spans that are swept before pages for a new one are taken.
const SWEEP_FIRST: usize = 16;

/// What has been allocated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Objects, ever.
    pub objects: u64,
    /// Bytes of their blocks, ever.
    pub bytes: u64,
}

/// An object on the heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Object {
    /// Address of its first byte.
    pub base: usize,
    /// Bytes that the program can use, the block's without its header.
    pub size: usize,
    /// What it holds: one or more values of this type, one after the other. Null for objects without pointers, and
    /// for those whose words must all be taken for pointers.
    pub ty: *const TypeDesc,
    /// Whether it holds no pointers.
    pub noscan: bool,
}

/// Where values of size 0 are; never read or written.
static ZERO_BASE: u64 = 0;

/// The address of all values of size 0.
pub fn zero_base() -> *mut u8 {
    (&raw const ZERO_BASE).cast_mut().cast()
}

/// The blocks of one class and kind that are handed out next: a run of neighbours in a span.
#[derive(Clone, Copy, Debug)]
struct Cache {
    next: *mut u8,
    end: *mut u8,
    /// Bytes of a block.
    size: usize,
    /// Bytes of a malloc header at the start of each block.
    header: usize,
    /// Where the type of the next block's object is noted; not for noscan.
    next_type: *mut *const TypeDesc,
    /// Whether blocks are cleared one by one.
    dirty: bool,
    /// The span, or null.
    span: *mut Span,
}

/// A heap. All of it is given back to the system when it is dropped.
#[derive(Debug)]
pub struct Heap {
    arena: Arena,
    /// Class number of each size in words of 8 bytes, up to the largest class.
    class_of: Box<[u8]>,
    /// Of class `c`, at `2 * c` for scan and `2 * c + 1` for noscan.
    caches: Box<[Cache]>,
    /// The largest request that a class serves.
    small_max: usize,
    /// Scan requests above this have a malloc header; `usize::MAX` where there are none.
    header_above: usize,
    policy: Policy,
    /// The largest request that the system could ever serve.
    physical: usize,
    /// All spans; each is owned here and in the arena's table.
    spans: Vec<*mut Span>,
    /// Spans with free blocks, for each cache.
    partial: Box<[Vec<*mut Span>]>,
    /// Spans without objects, for each cache: most classes need as many in the next cycle as they did in the last.
    idle: Box<[Vec<*mut Span>]>,
    /// Bytes of the pages of idle spans.
    idle_bytes: usize,
    free: FreePages,
    stats: Stats,
    /// What was freed, of [`Heap::stats`].
    freed: Stats,
    /// Whether the collector marks in steps: what is handed out then is marked.
    pub(crate) marking: bool,
    /// Bytes of the blocks that [`Heap::mark`] marked since this was last set.
    pub(crate) marked: u64,
    /// Spans that were not swept since the last marking; they are in no other list.
    unswept: std::vec::IntoIter<*mut Span>,
    /// A collection begins when so many bytes have been allocated, ever.
    pub(crate) collect_at: u64,
    /// Bytes of pages that the heap should have at most, those that are free but not given back included.
    budget: usize,
}

impl Heap {
    /// Reserves address space for a heap with the size classes of `policy`.
    pub fn new(policy: &Policy) -> io::Result<Heap> {
        let n_words = MAX_SMALL_BYTES as usize / 8;
        let class_of = (0..=n_words)
            .map(|words| policy.classes.find(words as u64 * 8).map_or(0, |class| class.number))
            .collect::<Box<[u8]>>();
        let n_classes = class_of[n_words] as usize + 1;
        let header_above = if policy.headers { policy.header_above() as usize } else { usize::MAX };
        let cache = |i: usize| {
            let size = policy.classes.get((i / 2) as u8).map_or(0, |class| class.bytes as usize);
            let header = if i.is_multiple_of(2) && size > header_above { MALLOC_HEADER_BYTES as usize } else { 0 };
            Cache {
                next: null_mut(),
                end: null_mut(),
                size,
                header,
                next_type: null_mut(),
                dirty: false,
                span: null_mut(),
            }
        };
        Ok(Heap {
            arena: Arena::reserve()?,
            class_of,
            caches: (0..2 * n_classes).map(cache).collect(),
            small_max: (MAX_SMALL_BYTES - if policy.headers { MALLOC_HEADER_BYTES } else { 0 }) as usize,
            header_above,
            policy: *policy,
            physical: physical_memory(),
            spans: Vec::new(),
            partial: vec![Vec::new(); 2 * n_classes].into(),
            idle: vec![Vec::new(); 2 * n_classes].into(),
            idle_bytes: 0,
            free: FreePages::default(),
            stats: Stats::default(),
            freed: Stats::default(),
            marking: false,
            marked: 0,
            unswept: Vec::new().into_iter(),
            collect_at: u64::MAX,
            budget: usize::MAX,
        })
    }

    /// Memory for `bytes` bytes without pointers, all zero. `None` when there is none left.
    #[inline]
    pub fn alloc_noscan(&mut self, bytes: usize) -> Option<*mut u8> {
        match self.place(bytes, true) {
            Some(place) => self.take(place, null(), 0),
            None if bytes == 0 => Some(zero_base()),
            None => self.alloc_large(bytes, null(), true, 0),
        }
    }

    /// Memory for `bytes` bytes of values of type `ty`, one after the other, all zero. With a null `ty` every word may be a
    /// pointer. `None` when there is none left.
    #[inline]
    pub fn alloc_scan(&mut self, bytes: usize, ty: *const TypeDesc) -> Option<*mut u8> {
        match self.place(bytes, false) {
            Some(place) => self.take(place, ty, 0),
            None if bytes == 0 => Some(zero_base()),
            None => self.alloc_large(bytes, ty, false, 0),
        }
    }

    /// Where blocks for `bytes` bytes come from; `None` for no bytes and for large objects.
    #[inline]
    pub(crate) fn place(&self, bytes: usize, noscan: bool) -> Option<usize> {
        if bytes > self.small_max || bytes == 0 {
            return None;
        }
        let header = if bytes > self.header_above && !noscan { MALLOC_HEADER_BYTES as usize } else { 0 };
        Some(2 * self.class_of[(bytes + header).div_ceil(8)] as usize + usize::from(noscan))
    }

    /// The bytes of a block from a place that a program may use; `None` before the first.
    #[inline]
    pub(crate) fn usable(&self, place: usize) -> Option<usize> {
        let cache = self.caches.get(place)?;
        cache.size.checked_sub(cache.header)
    }

    /// A block from a place. The caller overwrites its first `kept` bytes, which may be anything; the others are zero.
    #[inline]
    fn take(&mut self, place: usize, ty: *const TypeDesc, kept: usize) -> Option<*mut u8> {
        if self.caches[place].next == self.caches[place].end {
            self.refill(place)?;
        }
        Some(self.take_next(place, ty, kept))
    }

    /// As [`Heap::take`], if the block is ready and no collection is due.
    #[inline(always)]
    pub(crate) fn take_ready(&mut self, place: usize, ty: *const TypeDesc, kept: usize) -> Option<*mut u8> {
        let cache = self.caches.get(place)?;
        if cache.next == cache.end || self.stats.bytes + cache.size as u64 > self.collect_at {
            return None;
        }
        Some(self.take_next(place, ty, kept))
    }

    #[inline(always)]
    fn take_next(&mut self, place: usize, ty: *const TypeDesc, kept: usize) -> *mut u8 {
        let cache = &mut self.caches[place];
        let block = cache.next;
        cache.next = block.wrapping_add(cache.size);
        if place.is_multiple_of(2) {
            // SAFETY: the table has an entry for each block of the span.
            unsafe { *cache.next_type = ty };
            cache.next_type = cache.next_type.wrapping_add(1);
        }
        let start = cache.header + kept;
        if cache.dirty {
            // SAFETY: a free block of the span.
            unsafe { block.add(start).write_bytes(0, cache.size - start) };
        }
        self.stats.objects += 1;
        self.stats.bytes += cache.size as u64;
        block.wrapping_add(cache.header)
    }

    /// Finds free blocks of a class, in a span that has some or in a new one.
    #[cold]
    fn refill(&mut self, at: usize) -> Option<()> {
        loop {
            let cache = &mut self.caches[at];
            // SAFETY: spans in caches and lists are in use.
            if let Some(span) = unsafe { cache.span.as_mut() }
                && let Some((first, n)) = span.take_run()
            {
                if self.marking {
                    span.mark_run(first..first + n);
                }
                let start = span.base() + first * cache.size;
                cache.next = start as *mut u8;
                cache.end = (start + n * cache.size) as *mut u8;
                if at.is_multiple_of(2) {
                    cache.next_type = span.types_mut()[first..].as_mut_ptr();
                }
                cache.dirty = span.dirty && cache.size >= CLEAR_ALONE;
                if span.dirty && !cache.dirty {
                    // SAFETY: free blocks of the span.
                    unsafe { cache.next.write_bytes(0, n * cache.size) };
                }
                return Some(());
            }
            if self.partial[at].is_empty() && self.has_unswept() {
                self.sweep_some(SWEEP_FIRST, false);
            }
            let span = match self.partial[at].pop().or_else(|| self.take_idle(at)) {
                Some(span) => span,
                None => self.new_span(at)?,
            };
            self.caches[at].span = span;
        }
    }

    fn new_span(&mut self, at: usize) -> Option<*mut Span> {
        let info = self.policy.classes.get((at / 2) as u8).expect("the class of a request exists");
        let cache = &self.caches[at];
        let kind = SpanKind {
            block: cache.size,
            n_blocks: info.objects() as usize,
            header: cache.header,
            noscan: !at.is_multiple_of(2),
        };
        let (span, dirty) = self.add_span(info.span_bytes() as usize / PAGE_BYTES, kind)?;
        // SAFETY: the new span, of which nobody else knows.
        unsafe { (*span).dirty = dirty != Dirty::None };
        Some(span)
    }

    /// A new span, and which of its bytes must be cleared.
    fn add_span(&mut self, n_pages: usize, kind: SpanKind) -> Option<(*mut Span, Dirty)> {
        let (base, dirty) = self.take_pages(n_pages)?;
        let span = Box::into_raw(Box::new(Span::new(base, n_pages, kind)));
        self.arena.set_span(base, n_pages, span);
        self.add_to_list(span);
        Some((span, dirty))
    }

    /// Free pages, else new ones. The system gets others back for new ones when the heap is as large as it should be.
    fn take_pages(&mut self, n: usize) -> Option<(usize, Dirty)> {
        let bytes = n * PAGE_BYTES;
        // Idle spans of other classes come before pages that nobody has touched.
        if self.idle_bytes > 0 && self.free.bytes().1 < bytes {
            self.free_idle();
        }
        let (base, dirty) = match self.free.take(bytes) {
            Some(taken) => taken,
            None => {
                let (base, dirty) = self.free.take_last(self.arena.end()).unwrap_or((self.arena.end(), Dirty::None));
                let there = self.arena.end() - base;
                if self.arena.alloc_pages(n - there / PAGE_BYTES).is_none() {
                    // It is all the same which of them are dirty: the run ends here.
                    self.free.add(base..base + there);
                    return None;
                }
                // What was there is not all that was taken.
                let dirty = if dirty == Dirty::All {
                    Dirty::Parts(std::iter::once(base..base + there).collect())
                } else {
                    dirty
                };
                (base, dirty)
            }
        };
        if dirty != Dirty::All {
            self.keep_to_budget();
        }
        Some((base, dirty))
    }

    /// Whether `address` points to memory of the heap that no object has.
    pub fn is_free(&self, address: usize) -> bool {
        self.arena.contains(address) && self.find(address).is_none()
    }

    /// The object that `address` points into, not only to its start. `None` for addresses outside of the heap, in blocks
    /// that were not handed out, and in headers.
    pub fn find(&self, address: usize) -> Option<Object> {
        let span = self.arena.span_at(address)?;
        let (index, base) = span.block_at(address)?;
        let is_next =
            |cache: &Cache| std::ptr::eq(cache.span, span) && (cache.next.addr()..cache.end.addr()).contains(&base);
        let class = self.class_of.get(span.kind().block.div_ceil(8)).copied().unwrap_or(0) as usize;
        if !span.is_used(index) || is_next(&self.caches[2 * class + usize::from(span.kind().noscan)]) {
            return None;
        }
        let header = span.kind().header;
        if address < base + header {
            return None;
        }
        Some(Object {
            base: base + header,
            size: span.kind().block - header,
            ty: span.types().get(index).copied().unwrap_or(null()),
            noscan: span.kind().noscan,
        })
    }

    /// Calls `visit` with the address, the bytes and the type of each object that holds pointers and is known to hold
    /// values of a type.
    pub(crate) fn for_each_typed(&self, visit: &mut dyn FnMut(usize, usize, &TypeDesc)) {
        debug_assert!(!self.has_unswept(), "what is garbage looks like objects");
        for &span in &self.spans {
            // SAFETY: all spans in the list are in use.
            let span = unsafe { &*span };
            let kind = span.kind();
            for (at, ty) in span.types().iter().enumerate() {
                let base = span.base() + at * kind.block + kind.header;
                // SAFETY: descriptors live as long as the program; what is an object has one or null.
                if let (Some(_), Some(ty)) = (self.find(base), unsafe { ty.as_ref() }) {
                    visit(base, kind.block - kind.header, ty);
                }
            }
        }
    }

    /// What has been allocated so far.
    pub fn stats(&self) -> Stats {
        self.stats
    }
}

/// Bytes of the machine's memory and swap: the system refuses a mapping beyond that.
fn physical_memory() -> usize {
    // SAFETY: an all-zero sysinfo is valid, and the call fills it in.
    unsafe {
        let mut info: libc::sysinfo = std::mem::zeroed();
        if libc::sysinfo(&raw mut info) != 0 {
            return usize::MAX;
        }
        (info.totalram as usize).saturating_add(info.totalswap as usize).saturating_mul(info.mem_unit as usize)
    }
}

/// Memory for `bytes` bytes without pointers, all zero. Ends the run when there is none left.
///
/// # Safety
/// As for [`crate::panic::begin`].
#[inline]
pub(crate) unsafe fn alloc_noscan(g: *mut G, bytes: usize) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe {
        gc::before_allocation(g, bytes);
        match goroutine::state(g).heap.alloc_noscan(bytes) {
            Some(block) => block,
            None => exhausted::out_of_memory(g, bytes),
        }
    }
}

/// Memory for values of type `ty` in `bytes` bytes, all zero. Ends the run when there is none left.
///
/// # Safety
/// As for [`crate::panic::begin`]; `ty` is a descriptor.
#[inline]
pub(crate) unsafe fn alloc_values(g: *mut G, bytes: usize, ty: *const TypeDesc) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe {
        gc::before_allocation(g, bytes);
        let heap = &mut goroutine::state(g).heap;
        let block = if (*ty).pointers { heap.alloc_scan(bytes, ty) } else { heap.alloc_noscan(bytes) };
        match block {
            Some(block) => block,
            None => exhausted::out_of_memory(g, bytes),
        }
    }
}

/// As [`alloc_values`], but the caller writes the first `kept` bytes before anything else is allocated: they need not be zero.
///
/// # Safety
/// As for [`alloc_values`]; `kept` is at most `bytes`.
#[inline]
pub(crate) unsafe fn alloc_grown(g: *mut G, bytes: usize, ty: *const TypeDesc, kept: usize) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe {
        gc::before_allocation(g, bytes);
        let heap = &mut goroutine::state(g).heap;
        let noscan = !(*ty).pointers;
        let block = match heap.place(bytes, noscan) {
            Some(place) => heap.take(place, if noscan { null() } else { ty }, kept),
            None if bytes == 0 => Some(zero_base()),
            None => heap.alloc_large(bytes, ty, noscan, kept),
        };
        match block {
            Some(block) => block,
            None => exhausted::out_of_memory(g, bytes),
        }
    }
}

/// Memory for `bytes` bytes in which any word may be a pointer, all zero. Ends the run when there is none left.
///
/// # Safety
/// As for [`crate::panic::begin`].
pub(crate) unsafe fn alloc_conservative(g: *mut G, bytes: usize) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe {
        gc::before_allocation(g, bytes);
        match goroutine::state(g).heap.alloc_scan(bytes, null()) {
            Some(block) => block,
            None => exhausted::out_of_memory(g, bytes),
        }
    }
}

/// Whether a large array that begins at `array` could be made larger, to `bytes` bytes, where it is. What is new is zero.
///
/// # Safety
/// As for [`crate::panic::begin`].
pub(crate) unsafe fn extend(g: *mut G, array: *mut u8, bytes: usize) -> bool {
    // SAFETY: the caller's promise.
    unsafe {
        let Some(old) = goroutine::state(g).heap.large_bytes(array.addr()) else { return false };
        gc::before_allocation(g, bytes.saturating_sub(old));
        goroutine::state(g).heap.extend_large(array.addr(), bytes)
    }
}

/// Frees a large array that begins at `array`; others wait for the next collection. Under stress all are overwritten.
///
/// # Safety
/// `g` is live, and nobody uses the array any more.
pub(crate) unsafe fn free_large(g: *mut G, array: *mut u8) {
    // SAFETY: the caller's promise.
    unsafe {
        let state = goroutine::state(g);
        // A cycle that is under way may find the elements only here.
        if state.heap.marking {
            return;
        }
        let stressed = state.collector.is_stressed() && !state.heap.has_unswept();
        if stressed && let Some(object) = state.heap.find(array.addr()).filter(|it| it.base == array.addr()) {
            array.write_bytes(span::POISON, object.size);
        }
        state.heap.free_large(array.addr());
    }
}

#[cfg(test)]
mod tests;
