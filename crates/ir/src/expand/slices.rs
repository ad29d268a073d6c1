//! Slice operations: bounds checks, append and slice expressions.

use super::{Expander, to};
use crate::func::{Block, Inst, Term, Ty, Value};
use crate::lower::repr::{Repr, repr};
use crate::op::{AppendBuffer, BinOp, FrameAt, IntCc, Op, PtrStore, Signedness, SliceOf};
use goslice_abi::intrinsics::{Intrinsic, SliceBound};
use goslice_abi::layout::{append_buffer_flag, append_buffer_mode};
use goslice_abi::trap::Trap;
use goslice_types::layout;
use goslice_types::types::TypeId;

impl Expander<'_> {
    fn binary(&mut self, op: BinOp, a: Value, b: Value) -> Value {
        let ty = self.new.ty(a);
        self.emit1(Op::Binary(op), vec![a, b], ty)
    }

    /// Goes on if `ok`, else to a cold block that calls the panicking intrinsic.
    fn check(&mut self, ok: Value, intrinsic: Intrinsic, args: impl FnOnce(&mut Self) -> Vec<Value>) {
        let (good, bad) = (self.new_block(false), self.new_block(true));
        self.end(Term::Branch(ok, to(good, Vec::new()), to(bad, Vec::new())));
        self.current = bad;
        let args = args(self);
        self.emit(Op::Intrinsic(intrinsic), args, &[]);
        self.end(Term::Trap(Trap::Unreachable));
        self.current = good;
    }

    pub(super) fn bounds_check(&mut self, inst: &Inst, signed: bool) {
        let (index, len) = (self.scalar(inst.args[0]), self.scalar(inst.args[1]));
        if let (Some(index), Some(len)) = (self.as_const(index), self.as_const(len))
            && (index as u64) < (len as u64)
        {
            return;
        }
        let ok = self.emit1(Op::IntCmp(IntCc::Ult), vec![index, len], Ty::I8);
        self.check(ok, Intrinsic::panic_index, |this| vec![index, len, this.iconst(Ty::I8, i64::from(signed))]);
    }

    // Append

    /// Makes room for `n` more elements; gives array, old len, new len and capacity.
    fn grow(&mut self, slice: Value, n: Value, elem: TypeId, buffer: Option<AppendBuffer>, owned: bool) -> [Value; 4] {
        let [array, len, cap] = self.parts[slice.0 as usize][..] else { unreachable!("a slice") };
        let known = self.as_const(n);
        let new_len = self.binary(BinOp::Add, len, n);
        let full = self.emit1(Op::IntCmp(IntCc::Ugt), vec![new_len, cap], Ty::I8);
        let (cold, next) = (self.new_block(true), self.new_block(false));
        let (array_param, cap_param) = (self.add_param(next, Ty::Ptr), self.add_param(next, Ty::I64));
        self.end(Term::Branch(full, to(cold, Vec::new()), to(next, vec![array, cap])));
        self.current = cold;
        if let Some(buffer) = buffer
            && buffer.whole
            && !buffer.on_heap
            && known.is_some_and(|n| n as u64 <= buffer.len)
        {
            self.take_buffer(buffer, elem, len, next);
        }
        let desc = self.emit1(Op::TypeDesc(elem), Vec::new(), Ty::Ptr);
        let mut args = vec![desc, array, new_len, cap, n];
        let mut intrinsic = if owned { Intrinsic::grow_slice_owned } else { Intrinsic::grow_slice };
        if let Some(buffer) = buffer {
            intrinsic = Intrinsic::grow_slice_buffered;
            args.push(self.frame_addr(buffer.at));
            args.push(self.iconst(Ty::I64, append_buffer_mode(buffer.len, buffer.whole, owned, buffer.on_heap)));
        }
        let grown = self.emit(Op::Intrinsic(intrinsic), args, &[Ty::Ptr, Ty::I64]);
        self.end(Term::Jump(to(next, grown)));
        self.current = next;
        [array_param, len, new_len, cap_param]
    }

    /// Goes to `next` with the buffer, where an empty slice is the first to ask for it; else goes on. The commonest growth of
    /// a slice that does not escape, so it is done without a call.
    fn take_buffer(&mut self, buffer: AppendBuffer, elem: TypeId, len: Value, next: Block) {
        let bytes = append_buffer_flag(buffer.len * layout::size_of(self.universe, elem));
        let (empty, take, other) = (self.new_block(true), self.new_block(true), self.new_block(true));
        let zero = self.iconst(Ty::I64, 0);
        let is_empty = self.emit1(Op::IntCmp(IntCc::Eq), vec![len, zero], Ty::I8);
        self.end(Term::Branch(is_empty, to(empty, Vec::new()), to(other, Vec::new())));
        self.current = empty;
        let at = self.frame_addr(buffer.at);
        let flag = self.emit1(Op::Load { offset: bytes as i32, checked: false }, vec![at], Ty::I8);
        let unused = self.iconst(Ty::I8, 0);
        let is_free = self.emit1(Op::IntCmp(IntCc::Eq), vec![flag, unused], Ty::I8);
        self.end(Term::Branch(is_free, to(take, Vec::new()), to(other, Vec::new())));
        self.current = take;
        let used = self.iconst(Ty::I8, 1);
        self.emit(Op::Store { offset: bytes as i32, checked: false }, vec![at, used], &[]);
        for offset in (0..bytes).step_by(8) {
            self.emit(Op::Store { offset: offset as i32, checked: false }, vec![at, zero], &[]);
        }
        let cap = self.iconst(Ty::I64, buffer.len as i64);
        self.end(Term::Jump(to(next, vec![at, cap])));
        self.current = other;
    }

    fn frame_addr(&mut self, at: FrameAt) -> Value {
        match at {
            FrameAt::Slot(slot) => self.emit1(Op::SlotAddr(slot), Vec::new(), Ty::Ptr),
            FrameAt::Context(offset) => {
                let base = self.emit1(Op::Context, Vec::new(), Ty::Ptr);
                let offset = self.iconst(Ty::I64, offset);
                self.binary(BinOp::Add, base, offset)
            }
        }
    }

    fn elem_addr(&mut self, array: Value, index: Value, elem: TypeId) -> Value {
        let size = self.iconst(Ty::I64, layout::size_of(self.universe, elem) as i64);
        let offset = self.binary(BinOp::Mul, index, size);
        self.binary(BinOp::Add, array, offset)
    }

    pub(super) fn append(&mut self, inst: &Inst, elem: TypeId, buffer: Option<AppendBuffer>, owned: bool) {
        let values = &inst.args[1..];
        let n = self.iconst(Ty::I64, values.len() as i64);
        let [array, len, new_len, cap] = self.grow(inst.args[0], n, elem, buffer, owned);
        let base = self.elem_addr(array, len, elem);
        let size = layout::size_of(self.universe, elem);
        for (at, &value) in values.iter().enumerate() {
            let offset = at as u64 * size;
            match repr(self.universe, elem) {
                Repr::Value(_) => {
                    let mut part_offset = offset as i32;
                    for part in self.parts[value.0 as usize].clone() {
                        let ty = self.new.ty(part);
                        let op = match ty {
                            Ty::Ptr => Op::StorePtr { offset: part_offset, checked: false, kind: PtrStore::Heap },
                            _ => Op::Store { offset: part_offset, checked: false },
                        };
                        self.emit(op, vec![base, part], &[]);
                        part_offset += ty.size() as i32;
                    }
                }
                Repr::Memory if size > 0 => {
                    let offset = self.iconst(Ty::I64, offset as i64);
                    let dst = self.binary(BinOp::Add, base, offset);
                    let src = self.scalar(value);
                    self.emit(Op::CopyTyped { ty: elem, kind: PtrStore::Heap }, vec![dst, src], &[]);
                }
                Repr::Memory => {}
            }
        }
        self.define(inst, vec![array, new_len, cap]);
    }

    pub(super) fn append_slice(&mut self, inst: &Inst, elem: TypeId, owned: bool) {
        let (src, n) = (self.scalar(inst.args[1]), self.scalar(inst.args[2]));
        let [array, len, new_len, cap] = self.grow(inst.args[0], n, elem, None, owned);
        let base = self.elem_addr(array, len, elem);
        self.move_elems(elem, base, src, n);
        self.define(inst, vec![array, new_len, cap]);
    }

    pub(super) fn append_zero(&mut self, inst: &Inst, elem: TypeId) {
        let n = self.scalar(inst.args[1]);
        let [array, len, new_len, cap] = self.grow(inst.args[0], n, elem, None, false);
        let base = self.elem_addr(array, len, elem);
        self.clear_elems(elem, base, n);
        self.define(inst, vec![array, new_len, cap]);
    }

    // Bulk moves: of elements with pointers the runtime is told the type.

    fn n_bytes(&mut self, elem: TypeId, n: Value) -> Value {
        let size = self.iconst(Ty::I64, layout::size_of(self.universe, elem) as i64);
        self.binary(BinOp::Mul, n, size)
    }

    pub(super) fn move_elems(&mut self, elem: TypeId, dst: Value, src: Value, n: Value) {
        if layout::has_pointers(self.universe, elem) {
            let desc = self.emit1(Op::TypeDesc(elem), Vec::new(), Ty::Ptr);
            self.emit(Op::Intrinsic(Intrinsic::move_elems), vec![desc, dst, src, n], &[]);
        } else {
            let bytes = self.n_bytes(elem, n);
            self.emit(Op::Intrinsic(Intrinsic::memmove), vec![dst, src, bytes], &[]);
        }
    }

    pub(super) fn clear_elems(&mut self, elem: TypeId, dst: Value, n: Value) {
        if layout::has_pointers(self.universe, elem) {
            let desc = self.emit1(Op::TypeDesc(elem), Vec::new(), Ty::Ptr);
            self.emit(Op::Intrinsic(Intrinsic::clear_elems), vec![desc, dst, n], &[]);
        } else {
            let bytes = self.n_bytes(elem, n);
            self.emit(Op::Intrinsic(Intrinsic::memclr), vec![dst, bytes], &[]);
        }
    }

    // Slice expressions

    /// Panics unless `x` <= `y`, unsigned.
    fn check_bound(&mut self, bound: SliceBound, x: Value, y: Value, sign: Option<Signedness>) {
        let known = match (self.as_const(x), self.as_const(y)) {
            (Some(0), _) => true,
            (Some(x), Some(y)) => x as u64 <= y as u64,
            _ => false,
        };
        if known {
            return;
        }
        let ok = self.emit1(Op::IntCmp(IntCc::Ule), vec![x, y], Ty::I8);
        let signed = i64::from(sign != Some(Signedness::Unsigned));
        self.check(ok, Intrinsic::panic_slice, |this| {
            let code = this.iconst(Ty::I32, bound as i64);
            vec![code, x, y, this.iconst(Ty::I8, signed)]
        });
    }

    pub(super) fn slice_expr(&mut self, inst: &Inst, elem: TypeId, of: SliceOf, bounds: [Option<Signedness>; 3]) {
        let (base, len, cap) = (self.scalar(inst.args[0]), self.scalar(inst.args[1]), self.scalar(inst.args[2]));
        let mut given = inst.args[3..].iter().map(|&value| self.scalar(value)).collect::<Vec<_>>().into_iter();
        let [lo, hi, max] = bounds.map(|sign| sign.map(|_| given.next().expect("a value for each bound")));
        let [lo_sign, hi_sign, max_sign] = bounds;
        let zero = self.iconst(Ty::I64, 0);

        // max, then high, then low.
        let limit = match max {
            Some(max) => {
                let bound = if of == SliceOf::Array { SliceBound::MaxLen } else { SliceBound::MaxCap };
                self.check_bound(bound, max, cap, max_sign);
                max
            }
            None => cap,
        };
        let high = match hi {
            Some(hi) => {
                let bound = match (max.is_some(), of) {
                    (true, _) => SliceBound::High3,
                    (false, SliceOf::Array) => SliceBound::HighLen,
                    (false, SliceOf::Slice) => SliceBound::HighCap,
                };
                self.check_bound(bound, hi, limit, hi_sign);
                hi
            }
            None => len,
        };
        let low = lo.unwrap_or(zero);
        let bound = if max.is_some() { SliceBound::Low3 } else { SliceBound::Low };
        self.check_bound(bound, low, high, lo_sign);

        if lo.is_none() || self.as_const(low) == Some(0) {
            self.define(inst, vec![base, high, limit]);
            return;
        }
        let new_len = self.binary(BinOp::Sub, high, low);
        let new_cap = self.binary(BinOp::Sub, limit, low);
        // No pointer past the array's end: it would point into the next object.
        let empty = self.emit1(Op::IntCmp(IntCc::Eq), vec![new_cap, zero], Ty::I8);
        let moved = self.elem_addr(base, low, elem);
        let array = self.emit1(Op::Select, vec![empty, base, moved], Ty::Ptr);
        self.define(inst, vec![array, new_len, new_cap]);
    }

    pub(super) fn slice_string(&mut self, inst: &Inst, lo_sign: Option<Signedness>, hi_sign: Option<Signedness>) {
        let [base, len] = self.parts[inst.args[0].0 as usize][..] else { unreachable!("a string") };
        let mut given = inst.args[1..].iter().map(|&value| self.scalar(value)).collect::<Vec<_>>().into_iter();
        let [lo, hi] = [lo_sign, hi_sign].map(|sign| sign.map(|_| given.next().expect("a value for each bound")));
        let zero = self.iconst(Ty::I64, 0);
        let high = match hi {
            Some(hi) => {
                self.check_bound(SliceBound::HighLen, hi, len, hi_sign);
                hi
            }
            None => len,
        };
        let low = lo.unwrap_or(zero);
        self.check_bound(SliceBound::Low, low, high, lo_sign);
        let new_len = self.binary(BinOp::Sub, high, low);
        let empty = self.emit1(Op::IntCmp(IntCc::Eq), vec![new_len, zero], Ty::I8);
        let moved = self.binary(BinOp::Add, base, low);
        let ptr = self.emit1(Op::Select, vec![empty, base, moved], Ty::Ptr);
        self.define(inst, vec![ptr, new_len]);
    }
}
