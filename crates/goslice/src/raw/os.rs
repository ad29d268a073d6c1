//! Pages from the system: ranges of addresses that are reserved and grown into.
//!
//! A range costs addresses, not memory: pages come as they are touched. It has eight times the bytes that an array is asked for, so that
//! the next growths need no new one; when it is full, it becomes longer where it is or moves, its pages with it.
//!
//! Pages are small until the array has 16 MiB. From there on they may be huge ones, which cost a quarter to touch: of such a page
//! at most an eighth of what the array has is not in use. Ranges that may come to that begin at a boundary of huge pages, so that
//! they move whole.
//!
//! Two released ranges are kept for the next one to ask, or their beginnings, with at most 16 MiB of touched pages each: the system
//! takes longer to hand out a page than most programs to fill it. A small array that gets a large one of these borrows pages that it is too small
//! for; what is borrowed is limited in sum, and beyond that goes back to the system. What is used again and again moves to huge pages,
//! as far as it was in use before.
//!
//! All is limited in sum, see [`budget`]; where a limit is near, or memory is locked, the arrays are the allocator's.
#![allow(unsafe_code, reason = "memory by address")]

mod budget;
mod sys;
#[cfg(test)]
mod tests;

use core::ptr::{self, NonNull};
use core::sync::atomic::{AtomicBool, AtomicPtr, Ordering};

use sys::{Advice, PAGE};

/// Arrays of so many bytes that an append makes are ranges.
pub(crate) const GROWN_MIN: usize = 128 << 10;

/// Arrays of so many bytes that `make` makes are ranges, of just their size.
pub(crate) const MADE_MIN: usize = 1 << 20;

const HUGE: usize = 2 << 20;
/// Arrays of so many bytes may have huge pages. The last one may be in use from its first byte only: seven eighths of it are less
/// than an eighth of this.
const HUGE_MIN: usize = 16 << 20;
/// Ranges of so many bytes begin at a boundary of huge pages, and may move to some when they are used again.
const ALIGNED_MIN: usize = 4 << 20;
/// Times the bytes asked for that are reserved.
const RESERVE_TIMES: usize = 8;
/// The most touched bytes of a range that is kept.
const KEPT_MAX: usize = 16 << 20;

/// A range of pages that belongs to whoever has this. Its bytes from `touched` on are zero.
pub(crate) struct Region {
    pub(crate) start: NonNull<u8>,
    pub(crate) bytes: usize,
    pub(crate) touched: usize,
}

/// What a range begins with, before what the array keeps of itself.
#[repr(C)]
struct Head {
    /// While it is kept: its length, and what is touched of it.
    bytes: usize,
    touched: usize,
    /// Bytes that are lent with it.
    lent: usize,
    /// Bytes that have huge pages, from the start; `usize::MAX` where all that come may be huge.
    huge: usize,
}

/// Bytes at the start of a range that are this module's.
pub(crate) const HEAD: usize = size_of::<Head>();

/// Ranges that were released. Taken and put back by a single swap each, so threads need no lock.
static KEPT: [AtomicPtr<Head>; 2] = [const { AtomicPtr::new(ptr::null_mut()) }; 2];

/// Whether moving pages has failed. It is not tried again: each failure costs the addresses that were to be moved to.
static STUCK: AtomicBool = AtomicBool::new(false);

/// A range of `bytes` bytes with room to grow. `None` where a limit is near, or the system gives no addresses.
pub(crate) fn reserve(bytes: usize) -> Option<Region> {
    take_kept(bytes).or_else(|| map(roomy(bytes)?, bytes))
}

/// A range of `bytes` bytes, rounded up to pages.
pub(crate) fn exact(bytes: usize) -> Option<Region> {
    take_kept(bytes).or_else(|| map(bytes.checked_next_multiple_of(PAGE)?, bytes))
}

fn roomy(bytes: usize) -> Option<usize> {
    bytes.checked_next_power_of_two()?.checked_mul(RESERVE_TIMES)
}

/// The range with at least `bytes` bytes, those touched as they were, elsewhere if it must be; or it unchanged, if the
/// system gives no addresses.
///
/// # Safety
///
/// The range is one of this module, and in use.
pub(crate) unsafe fn extend(region: Region, bytes: usize) -> Result<Region, Region> {
    // SAFETY: the caller's.
    let region = if bytes <= region.bytes { region } else { unsafe { lengthen(region, bytes)? } };
    // SAFETY: the range is ours.
    unsafe {
        let head = region.start.cast::<Head>().as_ptr();
        let lent = (*head).lent;
        if lent > 0 && region.touched <= bytes {
            budget::no_longer_lent(lent);
            (*head).lent = 0;
        }
        if bytes >= HUGE_MIN && (*head).huge != usize::MAX {
            (*head).huge = usize::MAX;
            // Where huge pages are switched off this fails, and the small ones do.
            sys::advise(region.start.as_ptr(), region.bytes, Advice::Huge);
        }
    }
    Ok(region)
}

/// # Safety
///
/// As for [`extend`].
unsafe fn lengthen(region: Region, bytes: usize) -> Result<Region, Region> {
    let Some(new_bytes) = roomy(bytes) else { return Err(region) };
    let more = new_bytes - region.bytes;
    // SAFETY: the range is mapped.
    if unsafe { is_locked(&region) } || !budget::take_more(more) {
        return Err(region);
    }
    let (start, old_bytes) = (region.start.as_ptr(), region.bytes);
    // SAFETY: a range is one mapping: it was mapped whole, with one advice, and only ever becomes longer as a whole. So is what it
    // moves over, which was mapped for that just now.
    unsafe {
        if sys::lengthen(start, old_bytes, new_bytes) {
            return Ok(Region { bytes: new_bytes, ..region });
        }
        if !STUCK.load(Ordering::Relaxed)
            && let Some(target) = map_aligned(new_bytes)
        {
            // Both begin at a boundary of huge pages if there are any yet, so those move whole.
            if sys::move_over(start, old_bytes, target.as_ptr(), new_bytes) {
                return Ok(Region { start: target, bytes: new_bytes, touched: region.touched });
            }
            // What is at the target now may be somebody else's: it is left alone, whatever it costs.
            STUCK.store(true, Ordering::Relaxed);
        }
    }
    budget::give_less(more);
    Err(region)
}

/// Whether the system keeps all of a range in memory, as after `mlockall(MCL_CURRENT)`: its last page is there, which was never
/// touched.
///
/// # Safety
///
/// The range is one of this module.
unsafe fn is_locked(region: &Region) -> bool {
    let last = region.bytes - PAGE;
    let mut page = [0u8];
    // SAFETY: the page is mapped.
    region.touched <= last
        && unsafe { sys::resident(region.start.as_ptr().add(last), PAGE, &mut page) }
        && page[0] & 1 != 0
}

/// Gives a range back: to be used again, or to the system.
///
/// # Safety
///
/// The range is one of this module, and nobody uses it any more.
pub(crate) unsafe fn release(region: Region) {
    // SAFETY: the caller's.
    debug_assert!(unsafe { is_zero_behind(&region) }, "something was written to a range that is not noted");
    let Region { start, mut bytes, touched } = region;
    let mut kept = start.cast::<Head>().as_ptr();
    // SAFETY: the range is mapped and nobody's. What was kept is nobody's once it was swapped out.
    unsafe {
        budget::no_longer_lent((*kept).lent);
        let mut huge = (*kept).huge;
        if bytes > KEPT_MAX && (touched > KEPT_MAX || huge == usize::MAX) {
            // Its beginning.
            sys::unmap(start.as_ptr().add(KEPT_MAX), bytes - KEPT_MAX);
            budget::give_less(bytes - KEPT_MAX);
            bytes = KEPT_MAX;
        }
        if huge == usize::MAX {
            // Small ones, where none are yet.
            sys::advise(start.as_ptr(), bytes, Advice::Small);
            huge = 0;
        }
        kept.write(Head { bytes, touched: touched.clamp(HEAD, bytes), lent: 0, huge });
        for place in &KEPT {
            // What is there moves on to the next place, and from the last to the system.
            kept = place.swap(kept, Ordering::AcqRel);
            if kept.is_null() {
                return;
            }
        }
        let bytes = (*kept).bytes;
        give_back(kept.cast(), bytes);
    }
}

/// # Safety
///
/// The range is mapped and nobody's.
unsafe fn give_back(start: *mut u8, bytes: usize) {
    // SAFETY: the caller's.
    unsafe { sys::unmap(start, bytes) };
    budget::give(bytes);
}

/// Whether the bytes of a range that are said to be zero are. Looks at the pages that are in memory: the others are.
///
/// # Safety
///
/// The range is one of this module, and nobody uses it any more.
unsafe fn is_zero_behind(region: &Region) -> bool {
    const AT_ONCE: usize = 1024;
    let mut at = region.touched / PAGE * PAGE;
    while at < region.bytes {
        let mut pages = [0u8; AT_ONCE];
        let end = region.bytes.min(at + AT_ONCE * PAGE);
        // SAFETY: the pages are mapped, there are as many as the array has room for, and what is in memory can be read.
        unsafe {
            let start = region.start.as_ptr();
            if !sys::resident(start.add(at), end - at, &mut pages) {
                return true;
            }
            for page in (at..end).step_by(PAGE) {
                if pages[(page - at) / PAGE] & 1 != 0 {
                    let (from, to) = (page.max(region.touched), (page + PAGE).min(region.bytes));
                    if (from..to).any(|byte| start.add(byte).read() != 0) {
                        return false;
                    }
                }
            }
        }
        at = end;
    }
    true
}

/// A kept range of at least `bytes` bytes. What is touched beyond these is lent with it, or is no longer touched.
fn take_kept(bytes: usize) -> Option<Region> {
    for place in &KEPT {
        if place.load(Ordering::Relaxed).is_null() {
            continue;
        }
        let Some(kept) = NonNull::new(place.swap(ptr::null_mut(), Ordering::AcqRel)) else { continue };
        // SAFETY: a kept range begins with this, and was swapped out: it is ours. What is in it does not matter.
        unsafe {
            let head = kept.as_ptr();
            let mut region = Region { start: kept.cast(), bytes: (*head).bytes, touched: (*head).touched };
            if region.bytes < bytes {
                release(region);
                continue;
            }
            let used = bytes.next_multiple_of(PAGE);
            if used < region.touched {
                let over = region.touched - used;
                if budget::lend(over) {
                    (*head).lent = over;
                    collapse(&region);
                } else if sys::advise(region.start.as_ptr().add(used), region.bytes - used, Advice::Zero) {
                    region.touched = used;
                    (*head).huge = (*head).huge.min(used);
                }
            }
            return Some(region);
        }
    }
    None
}

/// Says that a range was written to from one end of its array to the other. The second time, it is one that is used again.
///
/// # Safety
///
/// The range is one of this module, and in use.
pub(crate) unsafe fn overwritten(region: &Region) {
    if region.touched < ALIGNED_MIN {
        return;
    }
    // SAFETY: the range begins with this, which is this module's.
    unsafe {
        let head = region.start.cast::<Head>().as_ptr();
        if (*head).huge == 0 {
            (*head).huge = 1;
        } else {
            collapse(region);
        }
    }
}

/// Puts what is touched of a range that is used again into huge pages, which it then has for all that use it. The last one
/// only if an eighth more is enough to fill it.
///
/// # Safety
///
/// The range is ours.
unsafe fn collapse(region: &Region) {
    let (start, head) = (region.start.as_ptr(), region.start.cast::<Head>().as_ptr());
    let (whole, up) = (region.touched / HUGE * HUGE, region.touched.next_multiple_of(HUGE));
    let end = if up - region.touched <= region.touched / 8 { up.min(region.bytes) } else { whole };
    // SAFETY: the pages are ours, and stay as they are.
    unsafe {
        if end > (*head).huge && start.addr().is_multiple_of(HUGE) {
            (*head).huge = end;
            sys::advise(start, region.bytes, Advice::Huge);
            sys::advise(start, end, Advice::Collapse);
            sys::advise(start, region.bytes, Advice::Small);
        }
    }
}

/// A new range of `bytes` bytes, of which an array is asked for `asked`.
fn map(bytes: usize, asked: usize) -> Option<Region> {
    if !budget::take(bytes) {
        return None;
    }
    let huge = asked >= HUGE_MIN;
    let Some(start) = map_aligned(bytes) else {
        budget::give(bytes);
        return None;
    };
    // SAFETY: new pages.
    unsafe {
        sys::advise(start.as_ptr(), bytes, if huge { Advice::Huge } else { Advice::Small });
        start.cast::<Head>().write(Head { bytes, touched: HEAD, lent: 0, huge: if huge { usize::MAX } else { 0 } });
    }
    Some(Region { start, bytes, touched: HEAD })
}

/// New pages; at a boundary of huge pages, if they are enough for some.
fn map_aligned(bytes: usize) -> Option<NonNull<u8>> {
    if bytes < ALIGNED_MIN {
        return NonNull::new(sys::map(bytes)?);
    }
    let padded = bytes.checked_add(HUGE)?;
    let address = sys::map(padded)?;
    let before = address.addr().next_multiple_of(HUGE) - address.addr();
    // SAFETY: the new pages have both ends, which are given back.
    unsafe {
        let start = address.add(before);
        sys::unmap(address, before);
        sys::unmap(start.add(bytes), padded - before - bytes);
        NonNull::new(start)
    }
}
