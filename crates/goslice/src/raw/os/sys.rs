//! The system calls, each with what it gives when it fails. Tests of this crate can have them fail.
#![allow(unsafe_code, reason = "mmap, mremap, madvise, mincore, munmap, getrlimit")]

use core::ptr;

/// Bytes of a page, the system's least.
pub(super) const PAGE: usize = 4096;

const FLAGS: libc::c_int = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;

/// New pages, at an address of the system's choice.
pub(super) fn map(bytes: usize) -> Option<*mut u8> {
    #[cfg(test)]
    if super::tests::fails(super::tests::Call::Map) {
        return None;
    }
    // SAFETY: a new private mapping, where nothing is.
    let address = unsafe { libc::mmap(ptr::null_mut(), bytes, libc::PROT_READ | libc::PROT_WRITE, FLAGS, -1, 0) };
    (address != libc::MAP_FAILED).then_some(address.cast())
}

/// Gives pages back. Failing, it leaves them as they are.
///
/// # Safety
///
/// The pages are mapped and nobody's.
pub(super) unsafe fn unmap(start: *mut u8, bytes: usize) {
    if bytes > 0 {
        // SAFETY: the caller's.
        unsafe { libc::munmap(start.cast(), bytes) };
    }
}

/// Makes a mapping longer where it is; whether the addresses behind it were free.
///
/// # Safety
///
/// The pages are one mapping, and the caller's.
pub(super) unsafe fn lengthen(start: *mut u8, bytes: usize, more: usize) -> bool {
    #[cfg(test)]
    if super::tests::fails(super::tests::Call::Lengthen) {
        return false;
    }
    // SAFETY: the caller's. Without a flag it does not move, and takes only what is free.
    unsafe { libc::mremap(start.cast(), bytes, more, 0) != libc::MAP_FAILED }
}

/// Moves a mapping over another one of `more` bytes, which it is as long as afterwards; whether it did.
///
/// If it did not, the pages are where they were. But whether anything is still mapped at `target` is not known: the system takes
/// it away first, and then may find that it cannot move. (Up to Linux 6.16 that was so of two mappings side by side; of others, it is
/// where memory or a limit is short.) By then, any other thread may have been given these addresses.
///
/// # Safety
///
/// Both are the caller's, and not more than one mapping each.
pub(super) unsafe fn move_over(start: *mut u8, bytes: usize, target: *mut u8, more: usize) -> bool {
    #[cfg(test)]
    if super::tests::fails(super::tests::Call::Move) {
        super::tests::somebody_elses(target, more);
        return false;
    }
    let flags = libc::MREMAP_MAYMOVE | libc::MREMAP_FIXED;
    // SAFETY: the caller's.
    unsafe { libc::mremap(start.cast(), bytes, more, flags, target) != libc::MAP_FAILED }
}

/// Not in all versions of `libc`.
const MADV_COLLAPSE: libc::c_int = 25;

/// What the system may do with pages. Where it cannot, it does not.
#[derive(Clone, Copy)]
pub(super) enum Advice {
    /// Huge ones, where whole ones fit.
    Huge,
    /// None of the huge ones, though the machine be set up for them.
    Small,
    /// Huge ones now, in place of the small ones that are there. (Linux 6.1.)
    Collapse,
    /// It has them back at once: they are zero from here on.
    Zero,
}

/// Whether it was taken.
///
/// # Safety
///
/// The pages are mapped and the caller's. With [`Advice::Zero`], what is in them does not matter.
pub(super) unsafe fn advise(start: *mut u8, bytes: usize, advice: Advice) -> bool {
    let advice = match advice {
        Advice::Huge => libc::MADV_HUGEPAGE,
        Advice::Small => libc::MADV_NOHUGEPAGE,
        Advice::Collapse => MADV_COLLAPSE,
        Advice::Zero => libc::MADV_DONTNEED,
    };
    // SAFETY: the caller's.
    unsafe { libc::madvise(start.cast(), bytes, advice) == 0 }
}

/// Whether the program has the system lock every page in memory that is mapped from now on (`mlockall(MCL_FUTURE)`): then a range
/// of addresses is no longer cheap. A page shows it: it is there before anybody touched it.
pub(super) fn locks_what_is_mapped() -> bool {
    let Some(page) = map(PAGE) else { return false };
    let mut there = [0u8];
    // SAFETY: one page, which is mapped, and a place for its byte.
    unsafe {
        let known = libc::mincore(page.cast(), PAGE, there.as_mut_ptr()) == 0;
        unmap(page, PAGE);
        known && there[0] & 1 != 0
    }
}

/// Which pages of a mapping are in memory, a byte each with the lowest bit set; whether that is known.
///
/// # Safety
///
/// The pages are mapped.
pub(super) unsafe fn resident(start: *mut u8, bytes: usize, pages: &mut [u8]) -> bool {
    debug_assert!(bytes.div_ceil(PAGE) <= pages.len());
    // SAFETY: the caller's; there is a byte for each page.
    unsafe { libc::mincore(start.cast(), bytes, pages.as_mut_ptr()) == 0 }
}

/// The most bytes of addresses that the process may have, if anything but the machine limits them.
pub(super) fn limit() -> Option<usize> {
    #[cfg(test)]
    if let Some(limit) = super::tests::limit() {
        return Some(limit);
    }
    let of = |resource| {
        let mut limit = libc::rlimit { rlim_cur: libc::RLIM_INFINITY, rlim_max: libc::RLIM_INFINITY };
        // SAFETY: the limit is written to.
        let known = unsafe { libc::getrlimit(resource, &mut limit) } == 0;
        if known && limit.rlim_cur != libc::RLIM_INFINITY { limit.rlim_cur as usize } else { usize::MAX }
    };
    Some(of(libc::RLIMIT_AS).min(of(libc::RLIMIT_DATA))).filter(|limit| *limit != usize::MAX)
}

/// Whether the system counts addresses as if they were memory (`vm.overcommit_memory=2`).
pub(super) fn counts_addresses() -> bool {
    let mut mode = [0u8];
    // SAFETY: a path that ends with 0, and a place for one byte.
    unsafe {
        let file = libc::open(c"/proc/sys/vm/overcommit_memory".as_ptr(), libc::O_RDONLY | libc::O_CLOEXEC);
        if file < 0 {
            return false;
        }
        let read = libc::read(file, mode.as_mut_ptr().cast(), 1);
        libc::close(file);
        read == 1 && mode[0] == b'2'
    }
}
