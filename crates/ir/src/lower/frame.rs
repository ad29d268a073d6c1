//! Memory in the frame that outlives an expression: variables with an address, allocations that escape analysis keeps off
//! the heap, and the buffers of appends.
//!
//! Each has one place for the whole function. What is allocated again finds it used: hir has seen to it that nobody
//! still looks at the old contents.

use super::Lowerer;
use crate::build::Variable;
use crate::func::{Ty, Value};
use crate::op::{AppendBuffer, FrameAt, Op, PtrStore};
use goslice_abi::layout::append_buffer_flag;
use goslice_hir::body::{Buffer, BufferId, SiteId, Storage};
use goslice_types::layout;
use goslice_types::types::{Type, TypeId};
use std::collections::HashMap;

/// The places that a function has given out.
#[derive(Debug, Default)]
pub(super) struct FrameState {
    /// In the protected part of a function that defers: the end of what is used in the memory behind its context, which
    /// is the outer function's frame. Deferred calls run when the protected part's own frame is gone.
    pub(super) outer_end: Option<u64>,
    /// What has been placed there.
    pub(super) outer_parts: Vec<(u64, bool)>,
    /// The objects of sites.
    sites: HashMap<SiteId, FrameAt>,
    buffers: Vec<FrameAt>,
    /// Of buffers that are on the heap, the address of the word for the newest array.
    newest: HashMap<BufferId, Variable>,
    /// Bytes of large objects.
    large: u64,
}

/// What the collector may find in memory of the frame: see [`crate::func::SlotData`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Contents {
    pub(super) pointers: bool,
    pub(super) fresh: bool,
}

/// Larger objects do not fit in a frame.
pub(super) const FRAME_BYTES_MAX: u64 = 10 << 20;

/// Bytes of large objects in one frame. The back end has a limit, at 128 MB; gc's is 1 GiB. What comes after is on the heap.
const LARGE_BYTES_MAX: u64 = 64 << 20;
/// What counts as a large object.
const LARGE: u64 = 1 << 10;

/// Words are aligned so, and nothing is more.
const ALIGN: u64 = 8;

impl Lowerer<'_, '_> {
    /// Room for `size` bytes.
    pub(super) fn frame_place(&mut self, size: u64, contents: Contents) -> FrameAt {
        let size = size.max(1).next_multiple_of(ALIGN);
        match &mut self.frame.outer_end {
            Some(end) => {
                let at = *end;
                *end += size;
                self.frame.outer_parts.push((at, contents.pointers));
                FrameAt::Context(at as i64)
            }
            None => {
                let slot = self.b.func.new_slot(size as u32, ALIGN as u32);
                let data = &mut self.b.func.slots[slot.0 as usize];
                (data.pointers, data.fresh) = (contents.pointers, contents.fresh);
                FrameAt::Slot(slot)
            }
        }
    }

    pub(super) fn frame_addr(&mut self, at: FrameAt) -> Value {
        match at {
            FrameAt::Slot(slot) => self.b.emit1(Op::SlotAddr(slot), Vec::new(), Ty::Ptr),
            FrameAt::Context(offset) => {
                let base = self.b.emit1(Op::Context, Vec::new(), Ty::Ptr);
                self.b.offset(base, offset)
            }
        }
    }

    /// Whether an object of this size is to be in the frame. If so, it counts.
    pub(super) fn fits_in_frame(&mut self, size: u64) -> bool {
        let large = self.frame.large + if size >= LARGE { size } else { 0 };
        let fits = size <= FRAME_BYTES_MAX && large <= LARGE_BYTES_MAX;
        if fits {
            self.frame.large = large;
        }
        fits
    }

    /// The memory of a site that is in the frame, not zeroed; `None` for sites on the heap.
    pub(super) fn site_memory(&mut self, site: SiteId, size: u64, pointers: bool) -> Option<Value> {
        if self.body.site_storage(site) != Storage::Frame {
            return None;
        }
        let at = match self.frame.sites.get(&site) {
            Some(&at) => at,
            None => {
                if !self.fits_in_frame(size) {
                    return None;
                }
                let at = self.frame_place(size, Contents { pointers, fresh: true });
                self.frame.sites.insert(site, at);
                at
            }
        };
        let addr = self.frame_addr(at);
        self.check_site(addr, size, site);
        Some(addr)
    }

    /// Memory for a value of type `ty` that a site makes, and how pointers are stored there: in the frame, where the bytes are
    /// arbitrary, or a new object of the heap.
    pub(super) fn site_object(&mut self, site: Option<SiteId>, ty: TypeId) -> (Value, PtrStore) {
        let size = self.size_of(ty);
        let pointers = self.has_pointers(ty);
        match site.and_then(|site| self.site_memory(site, size, pointers)) {
            Some(memory) => (memory, PtrStore::Stack),
            None => {
                let desc = self.type_desc(ty);
                (self.b.intrinsic(goslice_abi::intrinsics::Intrinsic::new_object, vec![desc])[0], PtrStore::Init)
            }
        }
    }

    /// The type of an array.
    pub(super) fn array_type(&mut self, elem: TypeId, len: u64) -> TypeId {
        self.cx.universe.intern(Type::Array { elem, len })
    }

    /// Makes the buffers of appends; none of them is used yet.
    pub(super) fn make_buffers(&mut self) {
        let body = self.body;
        for (number, buffer) in body.buffers.iter().enumerate() {
            if buffer.on_heap {
                // It keeps the array: another one must not come to the same address while it is compared with.
                let at = self.frame_place(ALIGN, Contents { pointers: true, fresh: false });
                self.frame.buffers.push(at);
                let addr = self.frame_addr(at);
                let variable = self.b.declare(Ty::Ptr);
                self.b.def(variable, addr);
                self.frame.newest.insert(BufferId(number as u32), variable);
                let none = self.b.iconst(Ty::I64, 0);
                self.b.store(addr, 0, none, false, PtrStore::Stack);
                continue;
            }
            let flag = append_buffer_flag(buffer.len * layout::size_of(self.cx.universe, buffer.elem));
            let pointers = self.has_pointers(buffer.elem);
            let at = self.frame_place(flag + 1, Contents { pointers, fresh: false });
            self.frame.buffers.push(at);
            let addr = self.frame_addr(at);
            self.check_slot(addr, flag + 8, "a buffer of append", body.end);
            let unused = self.b.iconst(Ty::I8, 0);
            self.b.store(addr, flag as i32, unused, false, PtrStore::Stack);
        }
    }

    /// The buffer in which the append of a site may begin an array.
    pub(super) fn append_buffer(&self, site: SiteId) -> Option<AppendBuffer> {
        let used = self.body.sites.get(site.0 as usize)?.buffer?;
        let BufferId(id) = used.buffer;
        let Buffer { len, on_heap, .. } = self.body.buffers[id as usize];
        Some(AppendBuffer { at: self.frame.buffers[id as usize], len, whole: used.whole, on_heap })
    }

    /// Whether the address is that of the newest array that was made on the heap in place of a buffer, an I8.
    pub(super) fn is_in_place_of(&mut self, buffer: BufferId, ptr: Value) -> Value {
        let addr = self.b.read(self.frame.newest[&buffer]);
        let newest = self.b.load(Ty::I64, addr, 0, false);
        let ptr = self.word(ptr);
        self.b.icmp(crate::op::IntCc::Eq, newest, ptr)
    }

    /// Whether the address lies in this function's frame, an I8.
    pub(super) fn is_in_frame(&mut self, ptr: Value) -> Value {
        let fp = match self.frame.outer_end {
            Some(_) => {
                let base = self.b.emit1(Op::Context, Vec::new(), Ty::Ptr);
                self.b.load(Ty::I64, base, super::defer::OWN_FP, false)
            }
            None => {
                let fp = self.b.emit1(Op::OwnFp, Vec::new(), Ty::Ptr);
                self.word(fp)
            }
        };
        let g = self.b.emit1(Op::G, Vec::new(), Ty::Ptr);
        // Below this frame there is nothing that is still alive, down to the end of the stack.
        let low = self.b.load(Ty::I64, g, goslice_abi::g::offset::STACK_LIMIT as i32, false);
        let ptr = self.word(ptr);
        let offset = self.b.emit1(Op::Binary(crate::op::BinOp::Sub), vec![ptr, low], Ty::I64);
        let depth = self.b.emit1(Op::Binary(crate::op::BinOp::Sub), vec![fp, low], Ty::I64);
        self.b.icmp(crate::op::IntCc::Ult, offset, depth)
    }

    fn word(&mut self, ptr: Value) -> Value {
        self.b.emit1(Op::Unary(crate::op::UnOp::Bitcast), vec![ptr], Ty::I64)
    }
}
