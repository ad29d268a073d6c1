//! Free pages between those in use: found by address and size, joined with their neighbours, given back to the system.
//!
//! A page is *dirty* when it held an object, *clean* when the system will give it zeroed. Runs may have both: dirty pages
//! serve again wherever they are, since clearing memory that is there costs a tenth of what the first touch of a page does.

#![allow(unsafe_code, reason = "gives memory back to the system")]

use super::PAGE_BYTES;
use super::arena::HUGE_BYTES;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How many runs are looked at to find the lowest that fits.
const MAX_LOOKS: usize = 256;

/// Runs of free pages, by address and by size, and which of their pages are dirty. All numbers are bytes.
#[derive(Debug, Default)]
pub(crate) struct FreePages {
    /// From the first address of a run to its end. No two runs touch.
    runs: BTreeMap<usize, usize>,
    by_size: BTreeSet<(usize, usize)>,
    bytes: usize,
    /// Ranges of dirty pages in the runs, from start to end. No two touch.
    dirty: BTreeMap<usize, usize>,
    dirty_bytes: usize,
}

/// Which bytes of pages that are taken must be cleared.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Dirty {
    None,
    All,
    Parts(Vec<Range<usize>>),
}

impl FreePages {
    /// Takes `bytes` bytes from the lowest run that has them: so what is dirty stays together, and what is clean above it.
    pub(crate) fn take(&mut self, bytes: usize) -> Option<(usize, Dirty)> {
        let (smallest, its_base) = *self.by_size.range((bytes, 0)..).next()?;
        // Where there are many runs, any that fits will do.
        let lowest = self.runs.iter().take(MAX_LOOKS).find(|(start, end)| *end - *start >= bytes);
        let (size, base) = lowest.map_or((smallest, its_base), |(start, end)| (end - start, *start));
        self.remove(base, base + size);
        if size > bytes {
            self.insert(base + bytes, base + size);
        }
        Some((base, self.take_dirty(base..base + bytes)))
    }

    /// Takes `bytes` bytes at `base`, if a run begins there and has them.
    pub(crate) fn take_at(&mut self, base: usize, bytes: usize) -> Option<Dirty> {
        let end = *self.runs.get(&base)?;
        if end - base < bytes {
            return None;
        }
        self.remove(base, end);
        if base + bytes < end {
            self.insert(base + bytes, end);
        }
        Some(self.take_dirty(base..base + bytes))
    }

    /// Takes the run that ends at `end`, if there is one.
    pub(crate) fn take_last(&mut self, end: usize) -> Option<(usize, Dirty)> {
        let (&base, _) = self.runs.last_key_value().filter(|(_, its)| **its == end)?;
        self.remove(base, end);
        Some((base, self.take_dirty(base..end)))
    }

    /// Adds pages that held objects.
    pub(crate) fn add(&mut self, range: Range<usize>) {
        let Range { mut start, mut end } = range;
        self.add_dirty(start..end);
        if let Some((&before, &its)) = self.runs.range(..start).next_back()
            && its == start
        {
            self.remove(before, its);
            start = before;
        }
        if let Some(&behind) = self.runs.get(&end) {
            self.remove(end, behind);
            end = behind;
        }
        self.insert(start, end);
    }

    /// Bytes that are free, and those of them that the system has not got back.
    pub(crate) fn bytes(&self) -> (usize, usize) {
        (self.bytes, self.dirty_bytes)
    }

    /// Gives dirty pages back to the system, the highest first, until no more than `keep` bytes are left: whole huge pages as
    /// long as there are some, since touching the rest of one again is slow.
    pub(crate) fn release(&mut self, keep: usize) {
        for unit in [HUGE_BYTES, PAGE_BYTES] {
            let ranges: Vec<Range<usize>> = self.dirty.iter().rev().map(|(start, end)| *start..*end).collect();
            for range in ranges {
                if self.dirty_bytes <= keep {
                    return;
                }
                let end = range.end / unit * unit;
                let whole = end.saturating_sub(range.start.next_multiple_of(unit));
                let start = end - (self.dirty_bytes - keep).next_multiple_of(unit).min(whole);
                if start == end {
                    continue;
                }
                // SAFETY: pages of the arena that hold no object. They read as zero from now on.
                if unsafe { libc::madvise(start as *mut libc::c_void, end - start, libc::MADV_DONTNEED) } == 0 {
                    self.take_dirty(start..end);
                }
            }
        }
    }

    fn insert(&mut self, start: usize, end: usize) {
        self.runs.insert(start, end);
        self.by_size.insert((end - start, start));
        self.bytes += end - start;
    }

    fn remove(&mut self, start: usize, end: usize) {
        self.runs.remove(&start);
        self.by_size.remove(&(end - start, start));
        self.bytes -= end - start;
    }

    fn add_dirty(&mut self, range: Range<usize>) {
        let Range { mut start, mut end } = range;
        self.dirty_bytes += end - start;
        if let Some((&before, &its)) = self.dirty.range(..start).next_back()
            && its == start
        {
            start = before;
        }
        if let Some(behind) = self.dirty.remove(&end) {
            end = behind;
        }
        self.dirty.insert(start, end);
    }

    /// Forgets that pages of a range are dirty, and says which were.
    fn take_dirty(&mut self, range: Range<usize>) -> Dirty {
        let mut parts = Vec::new();
        while let Some((&start, &end)) = self.dirty.range(..range.end).next_back()
            && end > range.start
        {
            self.dirty.remove(&start);
            if start < range.start {
                self.dirty.insert(start, range.start);
            }
            if end > range.end {
                self.dirty.insert(range.end, end);
            }
            let part = start.max(range.start)..end.min(range.end);
            self.dirty_bytes -= part.len();
            if part == range {
                return Dirty::All;
            }
            parts.push(part);
            if start <= range.start {
                break;
            }
        }
        if parts.is_empty() { Dirty::None } else { Dirty::Parts(parts) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_become_one_run_and_the_lowest_that_fits_is_taken() {
        let mut free = FreePages::default();
        free.add(0x1000..0x2000);
        free.add(0x3000..0x5000);
        free.add(0x8000..0xb000);
        assert_eq!(free.take(0x4000), None);
        free.add(0x2000..0x3000);
        assert_eq!(free.take(0x4000), Some((0x1000, Dirty::All)));
        assert_eq!(free.take(0x3000), Some((0x8000, Dirty::All)));
        assert_eq!(free.bytes(), (0, 0));
    }

    #[test]
    fn runs_remember_which_of_their_pages_are_dirty() {
        let mut free = FreePages::default();
        free.add(0x1000..0x9000);
        assert_eq!(free.take_dirty(0x3000..0x5000), Dirty::All);
        assert_eq!(free.bytes(), (0x8000, 0x6000));
        assert_eq!(free.take(0x1000), Some((0x1000, Dirty::All)));
        assert_eq!(free.take(0x6000), Some((0x2000, Dirty::Parts(vec![0x5000..0x8000, 0x2000..0x3000]))));
        assert_eq!(free.bytes(), (0x1000, 0x1000));
        free.add(0x7000..0x8000);
        assert_eq!(free.take_last(0xa000), None);
        assert_eq!(free.take_last(0x9000), Some((0x7000, Dirty::All)));
        assert_eq!(free.bytes(), (0, 0));
    }
}
