//! The collector: mark and sweep with the program stopped. Objects do not move.
//!
//! A collection begins inside an intrinsic that allocates, and nowhere else. Roots are the package variables and the
//! goroutine's stack, from the frame that calls the collector to its base, every word of which is taken for a pointer: so what Rust
//! frames hold is found too, and only there do they hold Go pointers. Panic records and frames that defer lie on that
//! stack. In the heap, words are pointers where the object's type says so. A pointer keeps the object that it points into.

#![allow(unsafe_code, reason = "reads stacks and objects")]

mod config;
mod finalizers;
mod pace;

pub use config::Config;
pub(crate) use finalizers::{Finalizers, finalizer_next, runtime_set_finalizer};
pub(crate) use pace::{Collector, runtime_gc, runtime_heap_stats};
pub(crate) use pace::{debug_free_os_memory, debug_set_gc_percent, debug_set_memory_limit};

use crate::goroutine;
use crate::heap::{Heap, Object, Span};
use goslice_abi::g::G;
use std::collections::VecDeque;
use std::ops::Range;
use std::ptr::null_mut;

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
    // SAFETY: words of the stack that is in use, and of package variables.
    unsafe {
        let high = goroutine::of(g).stack_high as usize;
        let state = goroutine::state(g);
        let roots: Vec<Range<usize>> = state.program().roots.clone();
        let mut marker = Marker::new(&mut state.heap);
        marker.words(sp & !7..high, true);
        for range in roots {
            marker.words(range, false);
        }
        marker.drain();
        state.finalizers.mark(&mut marker);
    }
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

/// What is found while marking.
struct Marker<'a> {
    heap: &'a mut Heap,
    /// Marked objects whose words were not looked at yet.
    grey: Vec<Object>,
    /// Addresses in the heap, with their spans, that were not looked at yet. A ring; null where there is none.
    found: [(usize, *mut Span); AHEAD],
    next: usize,
}

impl<'a> Marker<'a> {
    fn new(heap: &'a mut Heap) -> Marker<'a> {
        Marker { heap, grey: Vec::new(), found: [(0, null_mut()); AHEAD], next: 0 }
    }

    fn address(&mut self, address: usize) {
        let span = self.heap.span_around(address);
        if !span.is_null() {
            prefetch(span.addr());
            let before = std::mem::replace(&mut self.found[self.next], (address, span));
            self.next = (self.next + 1) % AHEAD;
            self.mark(before);
        }
    }

    #[inline]
    fn mark(&mut self, (address, span): (usize, *mut Span)) {
        if let Some(object) = self.heap.mark(span, address) {
            self.grey.push(object);
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
        loop {
            while coming.len() < AHEAD
                && let Some(object) = self.grey.pop()
            {
                prefetch(object.base);
                coming.push_back(object);
            }
            if let Some(object) = coming.pop_front() {
                // SAFETY: an object in use.
                unsafe { self.object(&object) };
                continue;
            }
            for at in 0..AHEAD {
                let found = std::mem::replace(&mut self.found[at], (0, null_mut()));
                self.mark(found);
            }
            if self.grey.is_empty() {
                return;
            }
        }
    }

    /// Looks at what an object holds.
    ///
    /// # Safety
    /// The object is in use, and its descriptor is one.
    unsafe fn object(&mut self, object: &Object) {
        // SAFETY: the caller's promise.
        unsafe {
            match object.ty.as_ref() {
                None => self.words(object.base..object.base + object.size, false),
                Some(ty) if ty.size == 0 || ty.bitmap.is_null() => {}
                Some(ty) => {
                    let mut value = object.base;
                    while value + ty.size <= object.base + object.size {
                        self.value(value, ty.size, ty.bitmap);
                        value += ty.size;
                    }
                }
            }
        }
    }

    /// Looks at the words of a value that its type has as pointers.
    ///
    /// # Safety
    /// The value is in an object; the bitmap has a bit for each word.
    #[inline]
    unsafe fn value(&mut self, at: usize, size: usize, bitmap: *const u8) {
        for byte in 0..size.div_ceil(64) {
            // SAFETY: the caller's promise.
            let mut bits = unsafe { *bitmap.add(byte) };
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
