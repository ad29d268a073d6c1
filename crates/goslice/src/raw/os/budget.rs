//! What ranges may cost a program that does other things too: addresses, mappings, and memory that is lent.
//!
//! Where a limit is near there are no ranges, and arrays are the allocator's: [`Budget::take`] says no.

use core::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

use super::sys;

/// The most ranges at a time. A process may have 65530 mappings (`vm.max_map_count`), allocators and libraries among them.
const COUNT_MAX: usize = 4096;

/// The most bytes of addresses of all ranges, of the 128 TiB that there are.
const SUM_MAX: usize = 1 << 40;

/// Of the addresses that a process may have where that is limited (`ulimit -v`, `ulimit -d`), ranges take at most one part in
/// so many.
const SHARE: usize = 8;

/// The most bytes that are lent in sum: touched pages that a slice got with a kept range, and is too small for.
const LENT_MAX: usize = 16 << 20;

/// Ranges, and their bytes.
static COUNT: AtomicUsize = AtomicUsize::new(0);
static SUM: AtomicUsize = AtomicUsize::new(0);
static LENT: AtomicUsize = AtomicUsize::new(0);

/// Whether there can be ranges in this process at all.
static RANGES: AtomicU8 = AtomicU8::new(UNKNOWN);
const UNKNOWN: u8 = 0;
const YES: u8 = 1;
const NO: u8 = 2;

/// Says that there are no ranges from now on.
pub(super) fn none_from_now_on() {
    RANGES.store(NO, Ordering::Relaxed);
}

/// Whether new ranges can be had: addresses cost nothing here, and a page that is mapped is not locked.
fn are_cheap() -> bool {
    match RANGES.load(Ordering::Relaxed) {
        NO => return false,
        YES => {}
        _ => RANGES.store(if sys::counts_addresses() { NO } else { YES }, Ordering::Relaxed),
    }
    if sys::locks_what_is_mapped() {
        none_from_now_on();
    }
    RANGES.load(Ordering::Relaxed) == YES
}

/// Takes a range of so many bytes from what is left; whether that is enough.
pub(super) fn take(bytes: usize) -> bool {
    if COUNT.fetch_add(1, Ordering::Relaxed) < COUNT_MAX && take_more(bytes) {
        return true;
    }
    COUNT.fetch_sub(1, Ordering::Relaxed);
    false
}

/// Takes addresses for a range that becomes longer by so many bytes.
pub(super) fn take_more(bytes: usize) -> bool {
    if !are_cheap() {
        return false;
    }
    let sum = SUM.fetch_add(bytes, Ordering::Relaxed).saturating_add(bytes);
    let most = sys::limit().map_or(SUM_MAX, |limit| SUM_MAX.min(limit / SHARE));
    if sum <= most {
        return true;
    }
    give_less(bytes);
    false
}

/// Gives addresses back.
pub(super) fn give_less(bytes: usize) {
    SUM.fetch_sub(bytes, Ordering::Relaxed);
}

/// Gives a range back.
pub(super) fn give(bytes: usize) {
    COUNT.fetch_sub(1, Ordering::Relaxed);
    give_less(bytes);
}

/// Lends so many bytes that are touched; whether they may be.
pub(super) fn lend(bytes: usize) -> bool {
    if LENT.fetch_add(bytes, Ordering::Relaxed).saturating_add(bytes) <= LENT_MAX {
        return true;
    }
    no_longer_lent(bytes);
    false
}

/// They are in use, or have come back.
pub(super) fn no_longer_lent(bytes: usize) {
    LENT.fetch_sub(bytes, Ordering::Relaxed);
}

#[cfg(test)]
pub(super) fn state() -> (usize, usize, usize) {
    (COUNT.load(Ordering::Relaxed), SUM.load(Ordering::Relaxed), LENT.load(Ordering::Relaxed))
}

#[cfg(test)]
pub(super) fn again() {
    RANGES.store(UNKNOWN, Ordering::Relaxed);
}
