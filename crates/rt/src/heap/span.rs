//! Spans: runs of pages cut into blocks of one size.

#![allow(unsafe_code, reason = "fills blocks that were freed")]

use goslice_abi::desc::TypeDesc;
use std::ptr::null;

use super::PAGE_BYTES;

/// What freed memory is filled with under `--gc-stress`.
pub(crate) const POISON: u8 = 0xdb;

/// What the blocks of a span are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SpanKind {
    /// Bytes of a block.
    pub(crate) block: usize,
    /// Blocks, not all of which need be handed out.
    pub(crate) n_blocks: usize,
    /// Bytes of the malloc header at the start of each block, 0 or 8.
    pub(crate) header: usize,
    /// Whether no block holds pointers.
    pub(crate) noscan: bool,
}

/// A span.
#[derive(Debug)]
pub(crate) struct Span {
    base: usize,
    n_pages: usize,
    kind: SpanKind,
    /// 2^32 / block rounded up: division by the block size as a multiplication. 0 for a block alone in its span.
    reciprocal: u32,
    /// Type of each block's object; empty for noscan.
    types: Box<[*const TypeDesc]>,
    /// One bit for each block: handed out, or in the run that is.
    used: Box<[u64]>,
    /// One bit for each block: found by the collection that is under way.
    marks: Box<[u64]>,
    /// Blocks below this are in use, or not worth another look before the next collection.
    cursor: usize,
    /// Its place in the heap's list.
    pub(crate) at: usize,
    /// Whether blocks that are not in use may hold something else than zeros.
    pub(crate) dirty: bool,
}

impl Span {
    /// The span at `base`.
    pub(crate) fn new(base: usize, n_pages: usize, kind: SpanKind) -> Span {
        let reciprocal = if kind.n_blocks == 1 { 0 } else { u32::MAX / kind.block as u32 + 1 };
        let n_types = if kind.noscan { 0 } else { kind.n_blocks };
        let bits = || vec![0; kind.n_blocks.div_ceil(64)].into_boxed_slice();
        Span {
            base,
            n_pages,
            kind,
            reciprocal,
            types: vec![null(); n_types].into_boxed_slice(),
            used: bits(),
            marks: bits(),
            cursor: 0,
            at: 0,
            dirty: false,
        }
    }

    pub(crate) fn base(&self) -> usize {
        self.base
    }

    pub(crate) fn n_pages(&self) -> usize {
        self.n_pages
    }

    /// Gives a span of one block more pages.
    pub(crate) fn extend(&mut self, n_pages: usize) {
        debug_assert_eq!(self.kind.n_blocks, 1);
        self.n_pages = n_pages;
        self.kind.block = n_pages * PAGE_BYTES;
    }

    pub(crate) fn kind(&self) -> &SpanKind {
        &self.kind
    }

    pub(crate) fn types(&self) -> &[*const TypeDesc] {
        &self.types
    }

    pub(crate) fn types_mut(&mut self) -> &mut [*const TypeDesc] {
        &mut self.types
    }

    /// Number and address of the block around an address in the span; `None` in the tail, which belongs to no block.
    pub(crate) fn block_at(&self, address: usize) -> Option<(usize, usize)> {
        let offset = address - self.base;
        debug_assert!(offset < self.n_pages * PAGE_BYTES);
        if offset >= self.kind.block * self.kind.n_blocks {
            return None;
        }
        // Exact for offsets in a span of several blocks: see the test. With one block the reciprocal is 0.
        let index = ((offset as u64).wrapping_mul(u64::from(self.reciprocal)) >> 32) as usize;
        Some((index, self.base + index * self.kind.block))
    }

    /// Whether a block is handed out, or in the run that is.
    pub(crate) fn is_used(&self, block: usize) -> bool {
        self.used[block / 64] >> (block % 64) & 1 != 0
    }

    /// Takes the next run of neighbouring free blocks: number of the first, and how many.
    pub(crate) fn take_run(&mut self) -> Option<(usize, usize)> {
        let n = self.kind.n_blocks;
        let mut first = self.cursor;
        while first < n {
            let free = !self.used[first / 64] >> (first % 64);
            if free != 0 {
                first += free.trailing_zeros() as usize;
                break;
            }
            first = (first / 64 + 1) * 64;
        }
        if first >= n {
            self.cursor = n;
            return None;
        }
        let mut end = first;
        while end < n && !self.is_used(end) {
            self.used[end / 64] |= 1 << (end % 64);
            end += 1;
        }
        self.cursor = end;
        Some((first, end - first))
    }

    /// Gives back blocks of a run that were not handed out.
    pub(crate) fn give_back(&mut self, blocks: std::ops::Range<usize>) {
        for block in blocks {
            self.used[block / 64] &= !(1 << (block % 64));
            self.marks[block / 64] &= !(1 << (block % 64));
        }
    }

    /// Marks blocks of a run that is about to be handed out.
    pub(crate) fn mark_run(&mut self, blocks: std::ops::Range<usize>) {
        for block in blocks {
            self.marks[block / 64] |= 1 << (block % 64);
        }
    }

    /// Whether a block is marked.
    pub(crate) fn is_marked(&self, block: usize) -> bool {
        self.marks[block / 64] >> (block % 64) & 1 != 0
    }

    /// Marks a block. False if it is marked already, or free.
    pub(crate) fn mark(&mut self, block: usize) -> bool {
        let (word, bit) = (block / 64, 1 << (block % 64));
        let fresh = self.used[word] & !self.marks[word] & bit != 0;
        if fresh {
            self.marks[word] |= bit;
        }
        fresh
    }

    /// Frees the blocks in use that are not marked, and takes the marks off. How many were freed, how many are left.
    pub(crate) fn sweep(&mut self, poison: bool) -> (usize, usize) {
        let (mut freed, mut left) = (0, 0);
        for at in 0..self.used.len() {
            let mut dead = self.used[at] & !self.marks[at];
            freed += dead.count_ones() as usize;
            left += self.marks[at].count_ones() as usize;
            while poison && dead != 0 {
                let block = at * 64 + dead.trailing_zeros() as usize;
                dead &= dead - 1;
                let address = (self.base + block * self.kind.block) as *mut u8;
                // SAFETY: a block of the span that nothing points to.
                unsafe { address.write_bytes(POISON, self.kind.block) };
            }
            self.used[at] = self.marks[at];
            self.marks[at] = 0;
        }
        self.dirty |= freed != 0;
        self.cursor = 0;
        (freed, left)
    }
}
