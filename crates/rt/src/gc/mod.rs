//! The collector: mark and sweep. Objects do not move. The program is stopped for all of it, or marking goes on in steps:
//! see [`incremental`].
//!
//! A collection begins inside an intrinsic that allocates, and nowhere else. Roots are the package variables and the
//! goroutine's stack, from the frame that calls the collector to its base, every word of which is taken for a pointer: so what Rust
//! frames hold is found too, and only there do they hold Go pointers. Panic records and frames that defer lie on that
//! stack. In the heap, words are pointers where the object's type says so. A pointer keeps the object that it points into.

#![allow(unsafe_code, reason = "reads stacks and objects")]

mod barrier;
mod config;
mod finalizers;
mod grey;
mod incremental;
mod pace;
mod pauses;
mod stack;

pub(crate) use barrier::{before_overwriting, gc_bulk_barrier, gc_write_barrier};
pub use config::{Config, Mode};
pub(crate) use finalizers::{Finalizers, finalizer_next, runtime_set_finalizer};
pub(crate) use incremental::{Marking, end_sweep};
pub(crate) use pace::{Collector, runtime_gc, runtime_heap_stats};
pub(crate) use pace::{debug_free_os_memory, debug_set_gc_percent, debug_set_memory_limit};
pub use pauses::Pauses;

use crate::goroutine;
use crate::heap::{Heap, Object, Span};
use goslice_abi::g::G;
use grey::{Grey, Work};
use std::collections::VecDeque;
use std::ops::Range;
use std::ptr::null_mut;

/// How much longer it takes to follow a pointer than to look at a word: it leads to memory that no cache has.
const POINTER_COST: usize = 4;

/// Bytes of an object that are looked at in one go.
const PIECE: usize = 8 << 10;

/// Collects first if an allocation of `bytes` bytes is due to.
///
/// # Safety
/// `g` is live, and on the stack that runs.
#[inline]
pub(crate) unsafe fn before_allocation(g: *mut G, bytes: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        let heap = &goroutine::state(g).heap;
        if heap.stats().bytes.saturating_add(bytes as u64) > heap.collect_at {
            with_registers(pace::due, g, bytes);
        }
    }
}

/// Calls `f(g, arg, sp)` with all registers that calls preserve on the stack above `sp`. What is below is the collector's own:
/// what earlier calls left there keeps nothing.
#[unsafe(naked)]
unsafe extern "C" fn with_registers(f: unsafe extern "C" fn(*mut G, usize, usize), g: *mut G, arg: usize) {
    std::arch::naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "push rbx",
        "push r12",
        "push r13",
        "push r14",
        "push r15",
        "sub rsp, 8",
        "mov rax, rdi",
        "mov rdi, rsi",
        "mov rsi, rdx",
        "mov rdx, rsp",
        "call rax",
        "add rsp, 8",
        "pop r15",
        "pop r14",
        "pop r13",
        "pop r12",
        "pop rbx",
        "pop rbp",
        "ret",
    )
}

/// Marks all that the program can reach: from its stack, which begins at `sp`, and from package variables.
///
/// # Safety
/// `g` is live, and on the stack that runs; no Go pointer that matters is below `sp`.
unsafe fn mark(g: *mut G, sp: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        mark_roots(g, sp);
        finish_marking(g);
    }
}

/// Marks what the stack and package variables point to; those to be looked at later, for whoever overwrites one until then
/// tells the collector.
///
/// # Safety
/// As for [`mark`].
unsafe fn mark_roots(g: *mut G, sp: usize) {
    // SAFETY: words of the stack that is in use, and of package variables.
    unsafe {
        let high = goroutine::of(g).stack_high as usize;
        let state = goroutine::state(g);
        for range in state.program().roots.clone() {
            let object = Object { base: range.start, size: range.len(), ty: std::ptr::null(), noscan: false };
            state.marking.grey.push(Work::new(object));
        }
        let program: *const crate::runtime::Program = state.program();
        let mut marker = Marker::new(&mut state.heap, &mut state.marking.grey);
        match &(*program).stack_maps {
            Some(maps) => stack::mark(g, sp & !7..high, &**maps, &mut marker),
            None => marker.words(sp & !7..high, true),
        }
    }
}

/// Marks what is reached from marked objects, and what finalizers keep.
///
/// # Safety
/// `g` is live.
unsafe fn finish_marking(g: *mut G) {
    // SAFETY: the caller's promise.
    let state = unsafe { goroutine::state(g) };
    let mut marker = Marker::new(&mut state.heap, &mut state.marking.grey);
    marker.drain();
    state.finalizers.mark(&mut marker);
}

/// What is found while marking.
struct Marker<'a> {
    heap: &'a mut Heap,
    /// Marked objects whose words were not looked at yet.
    grey: &'a mut Grey,
    /// What was done, in words that were looked at: a pointer counts [`POINTER_COST`] more.
    cost: usize,
    /// Addresses wait in `found` until what they lead to is in the cache.
    ahead: bool,
    /// Addresses in the heap, with their spans, that were not looked at yet. A ring; null where there is none.
    found: [(usize, *mut Span); AHEAD],
    next: usize,
}

/// How many objects are on their way from memory while one is looked at.
const AHEAD: usize = 8;

/// Has the cache fetch what is at an address.
#[inline(always)]
fn prefetch(address: usize) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: fetching reads nothing that the program could see, and cannot fault.
    unsafe {
        std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T0 }>(address as *const i8);
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = address;
}

impl<'a> Marker<'a> {
    fn new(heap: &'a mut Heap, grey: &'a mut Grey) -> Marker<'a> {
        Marker { heap, grey, cost: 0, ahead: false, found: [(0, null_mut()); AHEAD], next: 0 }
    }

    #[inline]
    fn address(&mut self, address: usize) {
        self.cost += POINTER_COST;
        let span = self.heap.span_around(address);
        if span.is_null() {
            return;
        }
        if !self.ahead {
            return self.mark((address, span));
        }
        prefetch(span.addr());
        let before = std::mem::replace(&mut self.found[self.next], (address, span));
        self.next = (self.next + 1) % AHEAD;
        self.mark(before);
    }

    #[inline]
    fn mark(&mut self, (address, span): (usize, *mut Span)) {
        if let Some(object) = self.heap.mark(span, address) {
            self.grey.push(Work::new(object));
        }
    }

    /// Takes every word for a pointer; on stacks, code may have stepped to the end of what it reads.
    ///
    /// # Safety
    /// The range is readable, from a multiple of 8 on.
    unsafe fn words(&mut self, range: Range<usize>, or_end: bool) {
        for at in (range.start..range.end & !7).step_by(8) {
            // SAFETY: the caller's promise.
            let word = unsafe { (at as *const usize).read_volatile() };
            self.address(word);
            if or_end {
                self.address(word.wrapping_sub(1));
            }
        }
    }

    fn drain(&mut self) {
        let mut coming = VecDeque::with_capacity(AHEAD);
        self.ahead = true;
        loop {
            while coming.len() < AHEAD
                && let Some(work) = self.grey.pop()
            {
                prefetch(work.object.base + work.from);
                coming.push_back(work);
            }
            if let Some(work) = coming.pop_front() {
                // SAFETY: an object in use.
                unsafe { self.work(work) };
                continue;
            }
            for at in 0..AHEAD {
                let found = std::mem::replace(&mut self.found[at], (0, null_mut()));
                self.mark(found);
            }
            if self.grey.is_empty() {
                break;
            }
        }
        self.ahead = false;
    }

    /// Looks at objects until about so much is done, in units of [`Marker::cost`].
    fn drain_some(&mut self, cost: usize) {
        let end = self.cost.saturating_add(cost);
        while self.cost < end
            && let Some(work) = self.grey.pop()
        {
            // SAFETY: an object in use.
            unsafe { self.work(work) };
        }
    }

    /// Looks at a piece of an object.
    ///
    /// # Safety
    /// The object is in use, and its descriptor is one.
    unsafe fn work(&mut self, work: Work) {
        let Work { object, from } = work;
        if object.size - from <= PIECE {
            // SAFETY: the caller's promise.
            return unsafe { self.part(&object, from, object.size) };
        }
        // The rest lies below what the piece points to: few pieces wait at any time.
        self.grey.push(Work { object, from: from + PIECE });
        // SAFETY: as above.
        unsafe { self.part(&object, from, from + PIECE) };
    }

    /// Looks at what an object holds.
    ///
    /// # Safety
    /// The object is in use, and its descriptor is one.
    unsafe fn object(&mut self, object: &Object) {
        // SAFETY: the caller's promise.
        unsafe { self.part(object, 0, object.size) }
    }

    /// Looks at the bytes `from..to` of an object, and at no pointer outside of them. Both are multiples of 8.
    ///
    /// # Safety
    /// The object is in use, and its descriptor is one.
    unsafe fn part(&mut self, object: &Object, from: usize, to: usize) {
        self.cost += (to - from) / 8;
        // SAFETY: the caller's promise.
        unsafe {
            match object.ty.as_ref() {
                None => self.words(object.base + from..object.base + to, false),
                Some(ty) if ty.size == 0 || ty.bitmap.is_null() => {}
                Some(ty) => {
                    let mut value = from / ty.size * ty.size;
                    while value < to && value + ty.size <= object.size {
                        let first = from.saturating_sub(value);
                        let last = ty.size.min(to - value);
                        self.value(object.base + value, first..last, ty.bitmap);
                        value += ty.size;
                    }
                }
            }
        }
    }

    /// Looks at those of a value's words that its type has as pointers, within a range of its bytes.
    ///
    /// # Safety
    /// The value is in an object; the bitmap has a bit for each word.
    #[inline]
    unsafe fn value(&mut self, at: usize, bytes: Range<usize>, bitmap: *const u8) {
        let (first, end) = (bytes.start / 8, bytes.end.div_ceil(8));
        for byte in first / 8..end.div_ceil(8) {
            // SAFETY: the caller's promise.
            let mut bits = u32::from(unsafe { *bitmap.add(byte) });
            // Words of other pieces are not this one's.
            if byte * 8 < first {
                bits &= !0 << (first - byte * 8);
            }
            if byte * 8 + 8 > end {
                bits &= (1 << (end - byte * 8)) - 1;
            }
            while bits != 0 {
                let word = byte * 8 + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                // SAFETY: as above.
                let address = unsafe { *((at + word * 8) as *const usize) };
                if address != 0 {
                    self.address(address);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testdesc::plain;
    use goslice::{Arch, Policy, Release};
    use goslice_abi::desc::{Kind, TypeDesc};

    /// Marks from an object of so many bytes, of whose words each points to an object of its own; gives which were marked.
    fn marked(bytes: usize, ty: *const TypeDesc) -> Vec<bool> {
        let mut heap = Heap::new(&Policy::new(Release::NEWEST, Arch::Amd64)).unwrap();
        let targets: Vec<usize> = (0..bytes / 8).map(|_| heap.alloc_noscan(16).unwrap().addr()).collect();
        let holder = heap.alloc_scan(bytes, ty).unwrap();
        for (at, target) in targets.iter().enumerate() {
            // SAFETY: a new object of so many words.
            unsafe { holder.cast::<usize>().add(at).write(*target) };
        }
        heap.flush();
        let mut grey = Grey::default();
        let mut marker = Marker::new(&mut heap, &mut grey);
        marker.address(holder.addr() + 8);
        let mut steps = 0;
        while !marker.grey.is_empty() {
            let before = marker.cost;
            marker.drain_some(1);
            assert!(marker.cost - before <= PIECE / 8 * (1 + POINTER_COST), "a step is a piece at most");
            steps += 1;
        }
        assert_eq!(steps, bytes.div_ceil(PIECE), "the object fills its block");
        // What is marked already is not marked again.
        targets
            .iter()
            .map(|target| {
                let before = heap.marked;
                let span = heap.span_around(*target);
                heap.mark(span, *target);
                heap.marked == before
            })
            .collect()
    }

    #[test]
    fn objects_are_looked_at_in_pieces_and_each_pointer_once() {
        let all = 5 * PIECE;
        assert!(marked(all, std::ptr::null()).iter().all(|it| *it), "every word may be a pointer");
        // Values that lie across the border of two pieces, and one that is larger than a piece.
        for (words, bits) in [(3, vec![0b101]), (5, vec![0b1_0010]), (all / 8, vec![0b0110_1001; all / 64])] {
            let mut ty = plain("t", Kind::Struct, words * 8);
            ty.pointers = true;
            ty.bitmap = bits.as_ptr();
            let whole = all / 8 / words * words;
            for (at, marked) in marked(all, &raw const ty).into_iter().enumerate() {
                let word = at % words;
                let want = at < whole && bits[word / 8] >> (word % 8) & 1 != 0;
                assert_eq!(marked, want, "word {at} of values of {words}");
            }
        }
    }
}
