//! When to collect, and what packages runtime and runtime/debug say and set.

#![allow(unsafe_code, reason = "reached through the pointer that generated code passes")]

use super::config::Mode;
use super::{Config, Pauses, incremental, mark};
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
    pauses: Pauses,
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
            pauses: Pauses::default(),
            last_end: Duration::ZERO,
            countdown: config.stress,
            last_pause: Duration::ZERO,
        }
    }

    /// Whether what is freed is overwritten.
    pub(crate) fn is_stressed(&self) -> bool {
        self.config.stress != 0 || self.config.mode == Mode::Always
    }

    /// How objects are marked.
    pub(super) fn mode(&self) -> Mode {
        self.config.mode
    }

    /// The heap at which a cycle is to have ended.
    pub(super) fn goal(&self) -> u64 {
        self.goal
    }

    /// The program has stood still for so long.
    pub(super) fn paused(&mut self, pause: Duration) {
        self.pauses.add(pause);
        self.last_pause = pause;
    }

    /// How long the program stood still.
    pub(crate) fn pauses(&self) -> &Pauses {
        &self.pauses
    }

    /// The total of allocated bytes at which to collect, with so many in use of which `total` were ever allocated.
    pub(crate) fn next(&mut self, live: u64, total: u64) -> u64 {
        let by_percent = self.config.percent.map_or(u64::MAX, |percent| {
            let percent = u64::from(percent);
            let room = (u128::from(live) * u128::from(percent) / 100).min(u128::from(u64::MAX / 2)) as u64;
            live.saturating_add(room).max(LEAST_HEAP * percent / 100)
        });
        self.goal = by_percent.min(self.config.limit);
        if self.is_stressed() {
            return 0;
        }
        if self.goal == u64::MAX {
            return u64::MAX;
        }
        let room = self.goal.saturating_sub(live).max(LEAST_ROOM);
        // Marking in steps takes a quarter of the room.
        let before = if self.config.mode == Mode::Incremental { room - room / 4 } else { room };
        total.saturating_add(before)
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
        let at = state.collector.next(state.heap.sizes().live, state.heap.stats().bytes);
        // A cycle that is under way goes on in steps.
        if !state.marking.is_under_way() {
            state.heap.collect_at = at;
        }
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
        } else if state.collector.mode() != Mode::Stw || state.marking.is_under_way() {
            return incremental::step(g, sp);
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

/// What is told of a collection.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cycle {
    /// Bytes of the heap when it began, when all was marked, and of what is left.
    pub(super) before: u64,
    pub(super) at_end: u64,
    pub(super) live: u64,
    /// Of `live`, what the next goal is made from: not what was allocated while the cycle was under way.
    pub(super) marked: u64,
    pub(super) goal: u64,
    /// How long the program stood still when it began, in the steps of marking, and in the end.
    pub(super) first: Duration,
    pub(super) steps: Duration,
    pub(super) last: Duration,
    pub(super) forced: bool,
}

/// Marks all at once. What the program asks for, tests or checks is swept at once, too, the rest in steps.
///
/// # Safety
/// `g` is live and on the stack that runs; all Go pointers that Rust frames hold are on that stack, above `sp`.
unsafe fn collect(g: *mut G, forced: bool, sp: usize) {
    let begun = Instant::now();
    // SAFETY: the caller's promise.
    unsafe {
        incremental::end_cycle(g);
        let before = {
            let heap = &mut goroutine::state(g).heap;
            heap.flush();
            heap.sizes().live
        };
        goroutine::state(g).heap.marked = 0;
        mark(g, sp);
        let first = begun.elapsed();
        let state = goroutine::state(g);
        let goal = state.collector.goal;
        if !forced && !state.collector.is_stressed() && state.checker.is_none() {
            let live = state.heap.marked;
            state.collector.paused(first);
            let cycle = Cycle { before, at_end: before, live, marked: live, goal, first, ..Cycle::default() };
            return incremental::sweep_later(g, cycle);
        }
        state.heap.sweep(state.collector.is_stressed());
        let live = state.heap.sizes().live;
        let last = begun.elapsed().saturating_sub(first);
        let cycle =
            Cycle { before, at_end: before, live, marked: live, goal, first, steps: Duration::ZERO, last, forced };
        collected(g, cycle);
        goroutine::state(g).collector.paused(begun.elapsed());
    }
}

/// A collection has ended, with all swept.
///
/// # Safety
/// `g` is live.
pub(super) unsafe fn collected(g: *mut G, cycle: Cycle) {
    // SAFETY: the caller's promise.
    let (state, frames) = unsafe { (goroutine::state(g), (*g).observed) };
    if let Some(observer) = &mut state.observer {
        observer.collected(&state.heap, frames);
    }
    let live = state.heap.sizes().live;
    let since = live.saturating_sub(cycle.marked);
    state.heap.collect_at = state.collector.next(cycle.marked, state.heap.stats().bytes.saturating_sub(since));
    let budget = state.collector.budget(live, state.heap.in_use() as u64);
    state.heap.set_budget(budget);

    let collector = &mut state.collector;
    collector.cycles += 1;
    collector.forced += u64::from(cycle.forced);
    collector.last_end = collector.began.elapsed();
    if collector.config.trace {
        let Cycle { before, at_end, live, goal, first, steps, last, forced, .. } = cycle;
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let (whole, at) = (first + steps + last, collector.last_end);
        let share = 100 * (collector.pauses.total() + whole).as_nanos() / at.as_nanos().max(1);
        let mb = |bytes: u64| (bytes + (1 << 19)) >> 20;
        let line = format!(
            "gc {} @{:.3}s {share}%: {:.3}+{:.3}+{:.3} ms clock, {:.3}+{:.3}/0/0+{:.3} ms cpu, {}->{}->{} MB, {} MB goal, 0 MB stacks, 0 MB globals, 1 P{}\n",
            collector.cycles,
            at.saturating_sub(whole).as_secs_f64(),
            ms(first),
            ms(steps),
            ms(last),
            ms(first),
            ms(steps),
            ms(last),
            mb(before),
            mb(at_end),
            mb(live),
            if goal == u64::MAX { 0 } else { mb(goal) },
            if forced { " (forced)" } else { "" },
        );
        os::write_all(2, line.as_bytes());
    }
}

/// `runtime.GC()`
pub(crate) unsafe fn runtime_gc(g: *mut G) {
    // SAFETY: called from Go code; nothing between that and here holds a Go pointer.
    unsafe { collect(g, true, (*g).entry_sp as usize) }
}

/// `runtime.heapStats()`: mallocs, frees, bytes ever allocated, in use, from the system, idle, released, the next goal, cycles,
/// forced ones, nanoseconds of all pauses, of the last, of the longest.
pub(crate) unsafe fn runtime_heap_stats(g: *mut G, out: *mut u8) {
    // SAFETY: room for so many words; `g` is live.
    unsafe {
        incremental::end_sweep(g);
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
            collector.pauses.total().as_nanos() as u64,
            collector.last_pause.as_nanos() as u64,
            collector.pauses.longest().as_nanos() as u64,
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
        runtime_gc(g);
        goroutine::state(g).heap.release_all();
    }
}
