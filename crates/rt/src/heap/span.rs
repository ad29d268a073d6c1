//! Spans: runs of pages cut into blocks of one size.

use goslice_abi::desc::TypeDesc;
use std::ptr::null;

use super::PAGE_BYTES;

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

/// A span. A collector's mark bits, one for each block, belong here.
#[derive(Debug)]
pub(crate) struct Span {
    base: usize,
    n_pages: usize,
    kind: SpanKind,
    /// 2^32 / block rounded up: division by the block size as a multiplication. 0 for a block alone in its span.
    reciprocal: u32,
    /// Type of each block's object; empty for noscan.
    types: Box<[*const TypeDesc]>,
}

impl Span {
    /// The span at `base`.
    pub(crate) fn new(base: usize, n_pages: usize, kind: SpanKind) -> Span {
        let reciprocal = if kind.n_blocks == 1 { 0 } else { u32::MAX / kind.block as u32 + 1 };
        let n_types = if kind.noscan { 0 } else { kind.n_blocks };
        Span { base, n_pages, kind, reciprocal, types: vec![null(); n_types].into_boxed_slice() }
    }

    pub(crate) fn base(&self) -> usize {
        self.base
    }

    pub(crate) fn n_pages(&self) -> usize {
        self.n_pages
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
}
