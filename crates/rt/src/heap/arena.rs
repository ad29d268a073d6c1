//! The arena: one reservation of address space, handed out in pages, and the table from pages to spans.

#![allow(unsafe_code, reason = "maps memory, and its table holds raw pointers")]

use super::span::Span;
use std::io;

/// Bytes of a heap page.
pub const PAGE_BYTES: usize = goslice::size_class::PAGE_BYTES as usize;

/// Bytes of the system's huge pages.
pub(crate) const HUGE_BYTES: usize = 2 << 20;

/// From here on the arena asks for huge pages: one is touched in a quarter of the time that its small ones take. A small
/// program does not get there.
const HUGE_FROM: usize = 8 << 20;

/// Up to here. Virtual machines give free huge pages back to their host, and those of a large heap would have to come from there.
const HUGE_TO: usize = 256 << 20;

/// Where Go's first arena is on 64-bit systems.
const WANTED: usize = 0xc0_0000_0000;

/// Bytes that are reserved if the system lets us: 1 TiB, virtual until used.
const WANTED_BYTES: usize = 1 << 40;

/// The least that is worth having.
const LEAST_BYTES: usize = 1 << 28;

/// A reservation of memory. Pages are handed out from low to high addresses.
#[derive(Debug)]
pub(crate) struct Arena {
    base: usize,
    bytes: usize,
    /// Bytes handed out.
    used: usize,
    /// The span of each page, null where there is none.
    table: Mapping,
}

impl Arena {
    /// Reserves an arena, where Go's is unless something else is there.
    pub(crate) fn reserve() -> io::Result<Arena> {
        let mut bytes = WANTED_BYTES;
        loop {
            // Both come and go together: a table that is too large for the system means a smaller arena.
            let table = Mapping::new(None, bytes / PAGE_BYTES * size_of::<*const Span>());
            let pages = table.and_then(|table| {
                let pages = Mapping::new(Some(WANTED), bytes).or_else(|_| Mapping::new(None, bytes))?;
                Ok((table, pages))
            });
            match pages {
                Ok((table, pages)) => {
                    let base = pages.base;
                    std::mem::forget(pages);
                    let from = (base + HUGE_FROM).next_multiple_of(HUGE_BYTES);
                    let rest = base + bytes.min(HUGE_TO) - from;
                    // SAFETY: a part of the mapping. It is advice: where there are no huge pages it fails.
                    unsafe { libc::madvise(from as *mut libc::c_void, rest, libc::MADV_HUGEPAGE) };
                    return Ok(Arena { base, bytes, used: 0, table });
                }
                Err(error) if bytes <= LEAST_BYTES => return Err(error),
                Err(_) => bytes /= 2,
            }
        }
    }

    /// The address of `n` fresh pages, all zero. `None` when the arena is full.
    pub(crate) fn alloc_pages(&mut self, n: usize) -> Option<usize> {
        let bytes = n.checked_mul(PAGE_BYTES)?;
        if bytes > self.bytes - self.used {
            return None;
        }
        let base = self.base + self.used;
        self.used += bytes;
        Some(base)
    }

    /// Where the next pages will be.
    pub(crate) fn end(&self) -> usize {
        self.base + self.used
    }

    /// Bytes handed out, ever.
    pub(crate) fn used(&self) -> usize {
        self.used
    }

    /// Whether the address is one of those that were handed out.
    pub(crate) fn contains(&self, address: usize) -> bool {
        address.wrapping_sub(self.base) < self.used
    }

    /// Notes the span of `n` pages at `base`; null for pages that are free.
    pub(crate) fn set_span(&mut self, base: usize, n: usize, span: *mut Span) {
        let first = (base - self.base) / PAGE_BYTES;
        for page in first..first + n {
            // SAFETY: the table has an entry for each page of the arena.
            unsafe { *(self.table.base as *mut *mut Span).add(page) = span };
        }
    }

    /// The span around an address, or null.
    #[inline]
    pub(crate) fn span_pointer(&self, address: usize) -> *mut Span {
        let offset = address.wrapping_sub(self.base);
        if offset >= self.used {
            return std::ptr::null_mut();
        }
        // SAFETY: the table has an entry for each page.
        unsafe { *(self.table.base as *const *mut Span).add(offset / PAGE_BYTES) }
    }

    /// The span around an address.
    pub(crate) fn span_at(&self, address: usize) -> Option<&Span> {
        // SAFETY: spans are taken out of the table before they end.
        unsafe { self.span_pointer(address).as_ref() }
    }
}

impl Drop for Arena {
    fn drop(&mut self) {
        drop(Mapping { base: self.base, bytes: self.bytes });
    }
}

/// Memory mapped from the system, all zero and without cost until it is touched.
#[derive(Debug)]
struct Mapping {
    base: usize,
    bytes: usize,
}

impl Mapping {
    /// Maps `bytes` bytes, at exactly `at` if given.
    fn new(at: Option<usize>, bytes: usize) -> io::Result<Mapping> {
        let exact = if at.is_some() { libc::MAP_FIXED_NOREPLACE } else { 0 };
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE | exact;
        let hint = at.unwrap_or(0) as *mut libc::c_void;
        // SAFETY: a new mapping that replaces none.
        let base = unsafe { libc::mmap(hint, bytes, libc::PROT_READ | libc::PROT_WRITE, flags, -1, 0) };
        if base == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        let mapping = Mapping { base: base as usize, bytes };
        // Systems that do not know the flag take the address as a wish.
        match at {
            Some(at) if at != mapping.base => Err(io::ErrorKind::AddrInUse.into()),
            _ => Ok(mapping),
        }
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: mapped by `new`; the owner hands out nothing that outlives it.
        unsafe { libc::munmap(self.base as *mut libc::c_void, self.bytes) };
    }
}
