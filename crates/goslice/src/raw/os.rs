//! Pages from the system: ranges of addresses that are reserved once and grown into, with huge pages.
//!
//! A range costs addresses, not memory: pages come as they are touched. It begins 512 KiB before a boundary of 2 MiB, so
//! that the first 512 KiB are small pages, and what is after them can be huge ones, which cost a quarter to touch.
//!
//! ```text
//!           2 MiB boundary            boundary + 2 MiB
//!    start  |                         |
//!    v      v                         v
//!    +------+-------------------------+-------------------------+- - -
//!    | 4 KiB|        huge page        |        huge page        |  reserved, not touched
//!    +------+-------------------------+-------------------------+- - -
//! ```
//!
//! Two released ranges are kept for the next one to ask, with at most 32 MiB of touched pages each: the system takes longer
//! to hand out a page than most programs to fill it.
#![allow(unsafe_code, reason = "mmap, mremap, madvise, munmap")]

use core::ptr::{self, NonNull};
use core::sync::atomic::{AtomicPtr, Ordering};

/// Arrays of so many bytes that an append makes are ranges.
pub(crate) const GROWN_MIN: usize = 128 << 10;

/// Arrays of so many bytes that `make` makes are ranges, of just their size.
pub(crate) const MADE_MIN: usize = 1 << 20;

const PAGE: usize = 4096;
const HUGE: usize = 2 << 20;
/// Bytes before the first huge page.
const LEAD: usize = 512 << 10;
/// The smallest range.
const RESERVE_MIN: usize = 64 << 20;
/// Times the bytes asked for that are reserved.
const RESERVE_TIMES: usize = 8;
/// Times the bytes asked for that a kept range may have touched pages for.
const OVERSIZE: usize = 16;
/// The most touched bytes of a range that is kept.
const KEPT_MAX: usize = 32 << 20;

/// A range of pages that belongs to whoever has this. Its bytes from `touched` on are zero.
pub(crate) struct Region {
    pub(crate) start: NonNull<u8>,
    pub(crate) bytes: usize,
    pub(crate) touched: usize,
}

/// What a kept range begins with.
#[repr(C)]
struct Kept {
    bytes: usize,
    touched: usize,
}

/// Ranges that were released. Taken and put back by a single swap each, so threads need no lock.
static KEPT: [AtomicPtr<Kept>; 2] = [const { AtomicPtr::new(ptr::null_mut()) }; 2];

/// A range of `bytes` bytes with room to grow. `None` where the system gives no addresses.
pub(crate) fn reserve(bytes: usize) -> Option<Region> {
    if let Some(region) = take_kept(bytes, usize::MAX) {
        // An array that stays small must not hold a large range full of pages: from here on the system may have them
        // back when it needs them, unless they are written to before.
        let enough = up_to_boundary(bytes.saturating_mul(OVERSIZE));
        // Whole huge pages, which otherwise would be split.
        let end = up_to_boundary(region.touched).min(region.bytes);
        if enough < end {
            // SAFETY: the range is ours, and what is in these pages does not matter.
            unsafe { libc::madvise(region.start.as_ptr().add(enough).cast(), end - enough, libc::MADV_FREE) };
        }
        return Some(region);
    }
    let roomy = bytes.checked_next_power_of_two()?.checked_mul(RESERVE_TIMES)?.max(RESERVE_MIN);
    map(roomy).or_else(|| map(bytes))
}

/// The next boundary of huge pages in a range, counted from its start.
fn up_to_boundary(bytes: usize) -> usize {
    bytes.saturating_sub(LEAD).checked_next_multiple_of(HUGE).map_or(usize::MAX, |more| more.saturating_add(LEAD))
}

/// A range of `bytes` bytes, rounded up to pages.
pub(crate) fn exact(bytes: usize) -> Option<Region> {
    match take_kept(bytes, bytes.saturating_mul(OVERSIZE)) {
        Some(region) => Some(region),
        None => map(bytes),
    }
}

/// The range with at least `bytes` bytes, those touched as they were, elsewhere if it must be; or it unchanged, if the
/// system gives no addresses.
///
/// # Safety
///
/// The range is one of this module, and in use.
pub(crate) unsafe fn extend(region: Region, bytes: usize) -> Result<Region, Region> {
    if bytes <= region.bytes {
        return Ok(region);
    }
    let roomy = bytes.checked_next_power_of_two().and_then(|it| it.checked_mul(RESERVE_TIMES));
    let Some(new) = roomy.and_then(map).or_else(|| map(bytes)) else { return Err(region) };
    let used = region.touched.next_multiple_of(PAGE).min(region.bytes);
    // SAFETY: both ranges are mapped, the new one is at least as large, and its pages are nobody's. Both begin at the
    // same offset from a boundary of 2 MiB, so huge pages move whole.
    unsafe {
        let flags = libc::MREMAP_MAYMOVE | libc::MREMAP_FIXED;
        let moved = libc::mremap(region.start.as_ptr().cast(), used, used, flags, new.start.as_ptr());
        if moved == libc::MAP_FAILED {
            unmap(new.start.as_ptr(), new.bytes);
            return Err(region);
        }
        unmap(region.start.as_ptr().add(used), region.bytes - used);
    }
    Ok(Region { touched: region.touched, ..new })
}

/// Gives a range back: to be used again, or to the system.
///
/// # Safety
///
/// The range is one of this module, and nobody uses it any more.
pub(crate) unsafe fn release(region: Region) {
    // SAFETY: the caller's.
    debug_assert!(unsafe { is_zero_behind(&region) }, "something was written to a range that is not noted");
    let Region { start, bytes, touched } = region;
    // SAFETY: the range is mapped and nobody's. What was kept is nobody's once it was swapped out.
    unsafe {
        if touched > KEPT_MAX {
            return unmap(start.as_ptr(), bytes);
        }
        let mut kept = start.cast::<Kept>().as_ptr();
        let touched = touched.max(size_of::<Kept>());
        kept.write(Kept { bytes, touched });
        for place in &KEPT {
            // What is there moves on to the next place, and from the last to the system.
            kept = place.swap(kept, Ordering::AcqRel);
            if kept.is_null() {
                return;
            }
        }
        let Kept { bytes, .. } = kept.read();
        unmap(kept.cast(), bytes);
    }
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
            if libc::mincore(start.add(at).cast(), end - at, pages.as_mut_ptr()) != 0 {
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

/// A kept range of at least `bytes` bytes with at most `touched_max` touched ones.
fn take_kept(bytes: usize, touched_max: usize) -> Option<Region> {
    for place in &KEPT {
        if place.load(Ordering::Relaxed).is_null() {
            continue;
        }
        let Some(kept) = NonNull::new(place.swap(ptr::null_mut(), Ordering::AcqRel)) else { continue };
        // SAFETY: a kept range begins with this, and was swapped out: it is ours.
        let region = unsafe {
            let Kept { bytes, touched } = kept.read();
            Region { start: kept.cast(), bytes, touched }
        };
        if region.bytes >= bytes && region.touched <= touched_max {
            return Some(region);
        }
        // SAFETY: it is ours to give back.
        unsafe { release(region) };
    }
    None
}

/// New pages, `LEAD` bytes before a boundary of huge pages.
fn map(bytes: usize) -> Option<Region> {
    let bytes = bytes.checked_next_multiple_of(PAGE)?;
    let padded = bytes.checked_add(2 * HUGE)?;
    // SAFETY: a new private mapping; of what it has too much, the ends are given back.
    unsafe {
        let protection = libc::PROT_READ | libc::PROT_WRITE;
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        let address = libc::mmap(ptr::null_mut(), padded, protection, flags, -1, 0);
        if address == libc::MAP_FAILED {
            return None;
        }
        let address = address.cast::<u8>();
        let before = address.addr().next_multiple_of(HUGE) + HUGE - LEAD - address.addr();
        let start = address.add(before);
        unmap(address, before);
        unmap(start.add(bytes), padded - before - bytes);
        // Where huge pages are switched off this fails, and the small ones do.
        libc::madvise(start.cast(), bytes, libc::MADV_HUGEPAGE);
        Some(Region { start: NonNull::new(start)?, bytes, touched: 0 })
    }
}

/// # Safety
///
/// The pages are mapped and nobody's.
unsafe fn unmap(start: *mut u8, bytes: usize) {
    if bytes > 0 {
        // SAFETY: the caller's. Failing, it leaves the pages as they are.
        unsafe { libc::munmap(start.cast(), bytes) };
    }
}
