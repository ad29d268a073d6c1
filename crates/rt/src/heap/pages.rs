//! Free pages between those in use: found by size, joined with their neighbours, given back to the system.

#![allow(unsafe_code, reason = "gives memory back to the system")]

use super::PAGE_BYTES;
use std::collections::{BTreeMap, BTreeSet};

/// Runs of free pages, by address and by size.
#[derive(Debug, Default)]
pub(crate) struct FreePages {
    /// From the first address of a run to its pages, and whether they may hold something else than zeros.
    by_address: BTreeMap<usize, (usize, bool)>,
    by_size: BTreeSet<(usize, usize)>,
    /// Pages that the system has not got back.
    dirty_pages: usize,
    /// All pages.
    pages: usize,
}

impl FreePages {
    /// Takes `n` pages from the smallest run that has them: address, and whether they must be cleared.
    pub(crate) fn take(&mut self, n: usize) -> Option<(usize, bool)> {
        let (pages, base) = *self.by_size.range((n, 0)..).next()?;
        let (_, dirty) = self.remove(base)?;
        if pages > n {
            self.insert(base + n * PAGE_BYTES, pages - n, dirty);
        }
        Some((base, dirty))
    }

    /// Adds pages that held objects.
    pub(crate) fn add(&mut self, base: usize, n: usize) {
        self.join(base, n, true);
    }

    /// Bytes that are free, and those of them that the system has not got back.
    pub(crate) fn bytes(&self) -> (usize, usize) {
        (self.pages * PAGE_BYTES, self.dirty_pages * PAGE_BYTES)
    }

    /// Gives pages back to the system, the largest runs first, until no more than `keep` bytes are kept.
    pub(crate) fn release(&mut self, keep: usize) {
        let runs: Vec<(usize, usize)> = self.by_size.iter().rev().copied().collect();
        for (n, base) in runs {
            if self.dirty_pages * PAGE_BYTES <= keep {
                return;
            }
            if !self.by_address.get(&base).is_some_and(|run| run.1) {
                continue;
            }
            // SAFETY: pages of the arena that hold no object. They read as zero from now on.
            let done = unsafe { libc::madvise(base as *mut libc::c_void, n * PAGE_BYTES, libc::MADV_DONTNEED) };
            if done == 0 {
                self.remove(base);
                self.insert(base, n, false);
            }
        }
    }

    fn join(&mut self, mut base: usize, mut n: usize, dirty: bool) {
        // Clean neighbours stay on their own: joined, they would have to be cleared.
        if let Some((&before, &(pages, its))) = self.by_address.range(..base).next_back()
            && before + pages * PAGE_BYTES == base
            && its == dirty
        {
            self.remove(before);
            base = before;
            n += pages;
        }
        let behind = base + n * PAGE_BYTES;
        if let Some(&(pages, its)) = self.by_address.get(&behind)
            && its == dirty
        {
            self.remove(behind);
            n += pages;
        }
        self.insert(base, n, dirty);
    }

    fn insert(&mut self, base: usize, n: usize, dirty: bool) {
        self.by_address.insert(base, (n, dirty));
        self.by_size.insert((n, base));
        self.pages += n;
        self.dirty_pages += if dirty { n } else { 0 };
    }

    fn remove(&mut self, base: usize) -> Option<(usize, bool)> {
        let (n, dirty) = self.by_address.remove(&base)?;
        self.by_size.remove(&(n, base));
        self.pages -= n;
        self.dirty_pages -= if dirty { n } else { 0 };
        Some((n, dirty))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_become_one_run_and_the_smallest_that_fits_is_taken() {
        let mut free = FreePages::default();
        free.add(0x10_0000, 1);
        free.add(0x10_0000 + 2 * PAGE_BYTES, 2);
        free.add(0x20_0000, 3);
        assert_eq!(free.take(4), None);
        free.add(0x10_0000 + PAGE_BYTES, 1);
        assert_eq!(free.take(3), Some((0x20_0000, true)));
        assert_eq!(free.take(4), Some((0x10_0000, true)));
        assert_eq!(free.bytes(), (0, 0));
    }
}
