//! Marking in steps, on the one thread, by the program's own allocations.
//!
//! A cycle begins with a snapshot: all that the stack points to is marked at once. From then on whoever overwrites a pointer
//! marks what it pointed to ([`super::barrier`]), and new objects are marked when they are handed out. So what was reachable
//! at the snapshot is marked in the end, wherever the program has moved it, and stacks are not looked at again. What
//! becomes garbage meanwhile is found by the next cycle.
//!
//! Each step does as much of the work as was allocated of the room up to the goal. Objects are looked at in pieces, so that a
//! step is short whatever they hold. Spans are swept in steps too, before they are allocated from.

#![allow(unsafe_code, reason = "reached through the pointer that generated code passes")]

use super::config::Mode;
use super::grey::Grey;
use super::pace::Cycle;
use super::{Marker, finish_marking, mark_roots};
use crate::goroutine;
use crate::runtime::State;
use goslice_abi::g::G;
use std::time::Instant;

/// Bytes that are allocated from one step to the next.
const STEP_BYTES: u64 = 32 << 10;

/// The least and the most that one step marks, in units of [`Marker::cost`]. The most takes about a millisecond.
const STEP_COSTS: (u64, u64) = (1 << 10, 1 << 17);

/// Spans that one step sweeps.
const STEP_SPANS: usize = 1024;

/// How much work a byte of the heap makes, until a cycle has shown it.
const COST_PER_BYTE: f64 = 0.3;

/// What a cycle is at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Phase {
    #[default]
    Idle,
    Marking,
    Sweeping,
}

/// A cycle in steps.
#[derive(Debug)]
pub(crate) struct Marking {
    pub(super) grey: Grey,
    phase: Phase,
    /// Bytes allocated and freed, ever, when marking began.
    began: (u64, u64),
    /// Bytes allocated, ever, at the last step.
    last: u64,
    /// The work of this cycle, as expected and as done.
    expected: u64,
    done: u64,
    cost_per_byte: f64,
    /// Steps of this cycle.
    turn: u64,
    cycle: Cycle,
}

impl Default for Marking {
    fn default() -> Marking {
        Marking {
            grey: Grey::default(),
            phase: Phase::Idle,
            began: (0, 0),
            last: 0,
            expected: 0,
            done: 0,
            cost_per_byte: COST_PER_BYTE,
            turn: 0,
            cycle: Cycle::default(),
        }
    }
}

impl Marking {
    /// Whether a cycle has begun and not ended.
    pub(super) fn is_under_way(&self) -> bool {
        self.phase != Phase::Idle
    }
}

/// An allocation finds that a step is due.
///
/// # Safety
/// `g` is live and on the stack that runs; all Go pointers that Rust frames hold are on that stack, above `sp`.
pub(super) unsafe fn step(g: *mut G, sp: usize) {
    let begun = Instant::now();
    // SAFETY: the caller's promise.
    unsafe {
        let phase = goroutine::state(g).marking.phase;
        match phase {
            Phase::Idle => begin(g, sp),
            Phase::Marking => mark_some(g),
            Phase::Sweeping => sweep_some(g, STEP_SPANS),
        }
        let state = goroutine::state(g);
        let pause = begun.elapsed();
        state.collector.paused(pause);
        let ends = state.marking.phase != Phase::Marking;
        let cycle = &mut state.marking.cycle;
        match phase {
            Phase::Idle => cycle.first += pause,
            Phase::Marking if !ends => cycle.steps += pause,
            Phase::Marking | Phase::Sweeping => cycle.last += pause,
        }
        if state.collector.mode() == Mode::Always && !state.marking.is_under_way() {
            begin(g, sp);
        }
    }
}

unsafe fn begin(g: *mut G, sp: usize) {
    // SAFETY: as for `step`.
    unsafe {
        let state = goroutine::state(g);
        state.heap.flush();
        let (live, total) = (state.heap.sizes().live, state.heap.stats().bytes);
        let marking = &mut state.marking;
        marking.phase = Phase::Marking;
        marking.began = (total, state.heap.freed().bytes);
        marking.last = total;
        marking.done = 0;
        marking.expected = (live as f64 * marking.cost_per_byte) as u64;
        marking.turn = 0;
        marking.cycle = Cycle { before: live, ..Cycle::default() };
        state.heap.marked = 0;
        state.heap.marking = true;
        goroutine::of(g).g.barrier = 1;
        mark_roots(g, sp);
        next_step(goroutine::state(g));
    }
}

/// Sets when the next step is due.
fn next_step(state: &mut State) {
    let soon = state.heap.stats().bytes.saturating_add(STEP_BYTES);
    state.heap.collect_at = if state.collector.mode() == Mode::Always { 0 } else { soon };
}

unsafe fn mark_some(g: *mut G) {
    // SAFETY: as for `step`.
    unsafe {
        let state = goroutine::state(g);
        let cost = assist(state);
        let mut marker = Marker::new(&mut state.heap, &mut state.marking.grey);
        marker.drain_some(cost);
        let done = marker.cost as u64;
        let marking = &mut state.marking;
        marking.done += done;
        marking.turn += 1;
        if marking.grey.is_empty() {
            end_marking(g);
        } else {
            next_step(state);
        }
    }
}

/// How much a step is to do.
fn assist(state: &mut State) -> usize {
    let total = state.heap.stats().bytes;
    let marking = &mut state.marking;
    if state.collector.mode() == Mode::Always {
        // Slowly and unevenly: whatever the program does is done before, in and after the marking of an object.
        return if marking.turn.is_multiple_of(8) { 64 } else { 1 };
    }
    let allocated = total - std::mem::replace(&mut marking.last, total);
    let (live, goal) = (state.heap.sizes().live, state.collector.goal());
    if live >= goal.saturating_add(goal / 10) {
        return usize::MAX;
    }
    let left = marking.expected.saturating_sub(marking.done).max(marking.expected / 8);
    let room = goal.saturating_sub(live).max(1);
    let share = u128::from(left) * u128::from(allocated) / u128::from(room);
    u64::try_from(share).unwrap_or(u64::MAX).clamp(STEP_COSTS.0, STEP_COSTS.1) as usize
}

unsafe fn end_marking(g: *mut G) {
    // SAFETY: as for `step`.
    unsafe {
        finish_marking(g);
        goroutine::of(g).g.barrier = 0;
        let state = goroutine::state(g);
        state.heap.marking = false;
        state.heap.flush();
        let marking = &mut state.marking;
        if state.heap.marked > 0 {
            marking.cost_per_byte = marking.done as f64 / state.heap.marked as f64;
        }
        // What was handed out meanwhile stays.
        let new = state.heap.stats().bytes - marking.began.0;
        let gone = state.heap.freed().bytes - marking.began.1;
        let live = (state.heap.marked + new).saturating_sub(gone);
        marking.cycle.at_end = state.heap.sizes().live;
        marking.cycle.live = live;
        marking.cycle.marked = state.heap.marked.min(live);
        marking.cycle.goal = state.collector.goal();
        begin_sweep(g);
    }
}

/// Marking all at once has ended; what is left is swept in steps.
///
/// # Safety
/// As for [`step`].
pub(super) unsafe fn sweep_later(g: *mut G, cycle: Cycle) {
    // SAFETY: the caller's promise.
    unsafe {
        goroutine::state(g).marking.cycle = cycle;
        begin_sweep(g);
    }
}

unsafe fn begin_sweep(g: *mut G) {
    // SAFETY: as for `step`.
    unsafe {
        let state = goroutine::state(g);
        state.marking.phase = Phase::Sweeping;
        state.heap.begin_sweep();
        next_step(state);
        // Observers ask which arrays are gone.
        if state.observer.is_some() || state.collector.mode() == Mode::Always {
            sweep_some(g, usize::MAX);
        }
    }
}

unsafe fn sweep_some(g: *mut G, n: usize) {
    // SAFETY: as for `step`.
    unsafe {
        let state = goroutine::state(g);
        state.heap.sweep_some(n, state.collector.is_stressed());
        if state.heap.has_unswept() {
            next_step(state);
            return;
        }
        state.marking.phase = Phase::Idle;
        let cycle = state.marking.cycle;
        super::pace::collected(g, cycle);
    }
}

/// Ends a cycle that is under way.
///
/// # Safety
/// As for [`step`].
pub(super) unsafe fn end_cycle(g: *mut G) {
    // SAFETY: the caller's promise.
    unsafe {
        if goroutine::state(g).marking.phase == Phase::Marking {
            end_marking(g);
        }
        end_sweep(g);
    }
}

/// Sweeps what is left to be swept.
///
/// # Safety
/// `g` is live.
pub(crate) unsafe fn end_sweep(g: *mut G) {
    // SAFETY: the caller's promise.
    unsafe {
        if goroutine::state(g).marking.phase == Phase::Sweeping {
            sweep_some(g, usize::MAX);
        }
    }
}
