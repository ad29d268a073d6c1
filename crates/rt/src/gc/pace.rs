//! When to collect, and what packages runtime and runtime/debug say and set.

#![allow(unsafe_code, reason = "reached through the pointer that generated code passes")]

use super::{Config, mark, with_registers};
use crate::goroutine;
use crate::os;
use goslice_abi::g::G;
use std::time::{Duration, Instant};

/// The least heap at which a collection begins, at GOGC=100. In Go it is 4 MiB; here the compiler is in the process too, and
/// small programs should stay small.
const LEAST_HEAP: u64 = 3 << 20;

/// What may be allocated between two collections at least, however low the limit.
const LEAST_ROOM: u64 = 1 << 20;

/// Bytes of free pages that are kept because they lie apart.
const BROKEN_UP: u64 = 4 << 20;

/// When collections were, and when the next one is.
#[derive(Debug)]
pub(crate) struct Collector {
    config: Config,
    /// The heap at which the next one begins.
    goal: u64,
    /// See [`Collector::budget`].
    budget: u64,
    cycles: u64,
    forced: u64,
    began: Instant,
    pauses: Duration,
    longest: Duration,
    /// Since the program's start, when the last one ended.
    last_end: Duration,
    /// Allocations since the last one, under stress.
    countdown: u64,
    last_pause: Duration,
}

impl Collector {
    pub(crate) fn new(config: Config) -> Collector {
        Collector {
            config,
            goal: 0,
            budget: 0,
            cycles: 0,
            forced: 0,
            began: Instant::now(),
            pauses: Duration::ZERO,
            longest: Duration::ZERO,
            last_end: Duration::ZERO,
            countdown: config.stress,
            last_pause: Duration::ZERO,
        }
    }

    /// Whether what is freed is overwritten.
    pub(crate) fn is_stressed(&self) -> bool {
        self.config.stress != 0
    }

    /// The total of allocated bytes at which to collect, with so many in use of which `total` were ever allocated.
    pub(crate) fn next(&mut self, live: u64, total: u64) -> u64 {
        let by_percent = self.config.percent.map_or(u64::MAX, |percent| {
            let percent = u64::from(percent);
            let room = (u128::from(live) * u128::from(percent) / 100).min(u128::from(u64::MAX / 2)) as u64;
            live.saturating_add(room).max(LEAST_HEAP * percent / 100)
        });
        self.goal = by_percent.min(self.config.limit);
        if self.config.stress != 0 {
            return 0;
        }
        if self.goal == u64::MAX {
            return u64::MAX;
        }
        total.saturating_add(self.goal.saturating_sub(live).max(LEAST_ROOM))
    }

    /// Bytes of pages that the heap should have at most until the next collection, with so many of objects in so many of
    /// pages: a tenth more than the goal, as in Go, and what is lost between objects or too small for large ones. After a larger goal it sinks slowly, for
    /// pages that are given back and taken again are the slowest of all.
    fn budget(&mut self, live: u64, in_use: u64) -> usize {
        if self.goal == u64::MAX {
            return usize::MAX;
        }
        let lost = in_use.saturating_sub(live);
        let wanted = self.goal.saturating_add(self.goal / 10 + BROKEN_UP).saturating_add(lost);
        self.budget = wanted.max(self.budget - self.budget / 16).min(self.config.limit);
        usize::try_from(self.budget).unwrap_or(usize::MAX)
    }
}

/// Sets the next collection anew, after a setting has changed.
unsafe fn schedule(g: *mut G) {
    // SAFETY: `g` is live.
    unsafe {
        let state = goroutine::state(g);
        state.heap.collect_at = state.collector.next(state.heap.sizes().live, state.heap.stats().bytes);
    }
}

/// An allocation finds that it is time to collect.
#[cold]
pub(super) unsafe extern "C" fn due(g: *mut G, bytes: usize, sp: usize) {
    // SAFETY: `g` is live and on the stack that runs.
    unsafe {
        let state = goroutine::state(g);
        let stress = state.collector.config.stress;
        if stress != 0 {
            state.collector.countdown -= 1;
            if state.collector.countdown > 0 {
                return;
            }
            state.collector.countdown = stress;
        }
        collect(g, false, sp);
        // What is about to be allocated does not make another one due.
        let heap = &mut goroutine::state(g).heap;
        let least = heap.stats().bytes.saturating_add(bytes as u64);
        if stress == 0 && heap.collect_at < least {
            heap.collect_at = least;
        }
    }
}

/// Collects.
///
/// # Safety
/// `g` is live and on the stack that runs; all Go pointers that Rust frames hold are on that stack, above `sp`.
unsafe fn collect(g: *mut G, forced: bool, sp: usize) {
    let begun = Instant::now();
    // SAFETY: the caller's promise.
    unsafe {
        let before = {
            let heap = &mut goroutine::state(g).heap;
            heap.flush();
            heap.sizes().live
        };
        mark(g, sp);
        let marked = begun.elapsed();
        let state = goroutine::state(g);
        let goal = state.collector.goal;
        state.heap.sweep(state.collector.config.stress != 0);
        if let Some(observer) = &mut state.observer {
            observer.collected(&state.heap);
        }
        let live = state.heap.sizes().live;
        state.heap.collect_at = state.collector.next(live, state.heap.stats().bytes);
        let budget = state.collector.budget(live, state.heap.in_use() as u64);
        state.heap.set_budget(budget);

        let pause = begun.elapsed();
        let collector = &mut state.collector;
        collector.cycles += 1;
        collector.forced += u64::from(forced);
        collector.pauses += pause;
        collector.last_pause = pause;
        collector.longest = collector.longest.max(pause);
        collector.last_end = collector.began.elapsed();
        if collector.config.trace {
            let ms = |time: Duration| time.as_secs_f64() * 1e3;
            let share = 100 * collector.pauses.as_nanos() / collector.last_end.as_nanos().max(1);
            let mb = |bytes: u64| (bytes + (1 << 19)) >> 20;
            let (mark, sweep) = (ms(marked), ms(pause.saturating_sub(marked)));
            let line = format!(
                "gc {} @{:.3}s {share}%: {mark:.3}+0+{sweep:.3} ms clock, {mark:.3}+0/0/0+{sweep:.3} ms cpu, {}->{}->{} MB, {} MB goal, 0 MB stacks, 0 MB globals, 1 P{}\n",
                collector.cycles,
                (collector.last_end - pause).as_secs_f64(),
                mb(before),
                mb(before),
                mb(live),
                if goal == u64::MAX { 0 } else { mb(goal) },
                if forced { " (forced)" } else { "" },
            );
            os::write_all(2, line.as_bytes());
        }
    }
}

/// `runtime.GC()`
pub(crate) unsafe fn runtime_gc(g: *mut G) {
    // SAFETY: called from Go code.
    unsafe { with_registers(forced, g, 0) }
}

/// A collection that the program asks for.
unsafe extern "C" fn forced(g: *mut G, _: usize, sp: usize) {
    // SAFETY: the caller's promise.
    unsafe { collect(g, true, sp) }
}

/// `runtime.heapStats()`: mallocs, frees, bytes ever allocated, in use, from the system, idle, released, the next goal, cycles,
/// forced ones, nanoseconds of all pauses, of the last, of the longest.
pub(crate) unsafe fn runtime_heap_stats(g: *mut G, out: *mut u8) {
    // SAFETY: room for so many words; `g` is live.
    unsafe {
        let state = goroutine::state(g);
        let (stats, freed, sizes) = (state.heap.stats(), state.heap.freed(), state.heap.sizes());
        let collector = &state.collector;
        out.cast::<[u64; 13]>().write([
            stats.objects,
            freed.objects,
            stats.bytes,
            sizes.live,
            sizes.system,
            sizes.idle,
            sizes.released,
            collector.goal,
            collector.cycles,
            collector.forced,
            collector.pauses.as_nanos() as u64,
            collector.last_pause.as_nanos() as u64,
            collector.longest.as_nanos() as u64,
        ]);
    }
}

/// `debug.setGCPercent(percent) int`: the setting before, -1 for off.
pub(crate) unsafe fn debug_set_gc_percent(g: *mut G, percent: i64) -> i64 {
    // SAFETY: `g` is live.
    unsafe {
        let config = &mut goroutine::state(g).collector.config;
        let old = std::mem::replace(&mut config.percent, u32::try_from(percent).ok());
        schedule(g);
        old.map_or(-1, i64::from)
    }
}

/// `debug.setMemoryLimit(limit) int`: the setting before; a negative one only asks.
pub(crate) unsafe fn debug_set_memory_limit(g: *mut G, limit: i64) -> i64 {
    // SAFETY: `g` is live.
    unsafe {
        let config = &mut goroutine::state(g).collector.config;
        let old = config.limit.min(i64::MAX as u64) as i64;
        if let Ok(limit) = u64::try_from(limit) {
            config.limit = if limit == i64::MAX as u64 { u64::MAX } else { limit };
        }
        schedule(g);
        old
    }
}

/// `debug.FreeOSMemory()`
pub(crate) unsafe fn debug_free_os_memory(g: *mut G) {
    // SAFETY: called from Go code.
    unsafe {
        with_registers(forced, g, 0);
        goroutine::state(g).heap.release_all();
    }
}
