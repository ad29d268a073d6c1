//! Slice operations. They stay whole here; [`crate::expand`] makes checks and calls of them.

use super::Lowerer;
use super::observe::SiteKind;
use super::repr::{Repr, is_signed};
use crate::func::{Ty, Value};
use crate::op::{IntCc, Op, PtrStore, Signedness, SliceOf};
use goslice::stack_buffer;
use goslice_abi::intrinsics::Intrinsic;
use goslice_abi::layout::{MOVE_SLICE_FIT, MOVE_SLICE_IN_PLACE, MOVE_SLICE_KEEP_CAP};
use goslice_hir::body::{BufferId, Expr, ExprKind, SiteId, Value as Const, VarId};
use goslice_types::types::{Type, TypeId};

impl Lowerer<'_, '_> {
    fn is_string(&self, ty: TypeId) -> bool {
        self.repr(ty) == Repr::Value(Ty::Str)
    }

    /// `make([]T, len, cap)`
    pub(super) fn make_slice(&mut self, expr: &Expr, len: &Expr, cap: Option<&Expr>, site: SiteId) -> Value {
        let elem = self.elem_of(expr.ty);
        let exprs: Vec<&Expr> = [len].into_iter().chain(cap).collect();
        let values = self.values(&exprs);
        let length = self.widen(values[0], len.ty);
        let capacity = match cap {
            Some(cap) => self.widen(values[1], cap.ty),
            None => length,
        };
        let array = self.made_array(elem, (len, length), (cap.unwrap_or(len), capacity), site);
        let slice = self.b.make(Ty::Slice, vec![array, length, capacity]);
        self.observe_new(SiteKind::Make, expr.pos, elem, slice);
        slice
    }

    /// The array of a `make`. In the frame there is room for a constant capacity, and for a small variable one.
    fn made_array(
        &mut self,
        elem: TypeId,
        (len_expr, len): (&Expr, Value),
        (cap_expr, cap): (&Expr, Value),
        site: SiteId,
    ) -> Value {
        let on_heap = |this: &mut Self| {
            let desc = this.type_desc(elem);
            this.b.intrinsic(Intrinsic::make_slice, vec![desc, len, cap])[0]
        };
        let size = self.size_of(elem);
        let constant = constant_of(cap_expr);
        let room = match constant {
            Some(cap) => cap,
            None => stack_buffer::slots(goslice::Elem { size, has_pointers: false }) as u64,
        };
        let memory = match room.checked_mul(size) {
            Some(bytes) if constant.is_some() || bytes > 0 => {
                let pointers = self.has_pointers(elem);
                self.site_memory(site, bytes, pointers)
            }
            _ => None,
        };
        let Some(memory) = memory else { return on_heap(self) };
        let array_ty = self.array_type(elem, room);
        if let (Some(cap), Some(len)) = (constant, constant_of(len_expr))
            && len <= cap
        {
            self.zero_memory(array_ty, memory, PtrStore::Stack);
            return memory;
        }
        // What does not fit, or panics, is the heap's.
        let array = self.b.declare(Ty::Ptr);
        let (small, large, end) = (self.b.new_block(), self.b.new_cold_block(), self.b.new_block());
        if constant.is_none() {
            let room = self.b.iconst(Ty::I64, room as i64);
            let fits = self.b.icmp(IntCc::Ule, cap, room);
            let next = self.b.new_block();
            self.b.branch(fits, next, large);
            self.b.seal(next);
            self.b.switch_to(next);
        }
        let in_order = self.b.icmp(IntCc::Ule, len, cap);
        self.b.branch(in_order, small, large);
        self.b.seal(small);
        self.b.seal(large);
        self.b.switch_to(small);
        self.zero_memory(array_ty, memory, PtrStore::Stack);
        self.b.def(array, memory);
        self.b.jump(end);
        self.b.switch_to(large);
        let heap = on_heap(self);
        self.b.def(array, heap);
        self.b.jump(end);
        self.b.seal(end);
        self.b.switch_to(end);
        self.b.read(array)
    }

    /// `[]T{...}`
    pub(super) fn slice_literal(&mut self, expr: &Expr, elems: &[(u64, Expr)], len: u64, site: SiteId) -> Value {
        let elem = self.elem_of(expr.ty);
        // Elements that panic or call come before the array, so that nothing half-made is seen.
        let exprs: Vec<&Expr> = elems.iter().map(|(_, value)| value).collect();
        let values = self.stable_values(&exprs);
        let length = self.b.iconst(Ty::I64, len as i64);
        let size = self.size_of(elem);
        let pointers = self.has_pointers(elem);
        let (array, kind) = match len.checked_mul(size).and_then(|bytes| self.site_memory(site, bytes, pointers)) {
            Some(array) => {
                if (elems.len() as u64) < len {
                    let array_ty = self.array_type(elem, len);
                    self.zero_memory(array_ty, array, PtrStore::Stack);
                }
                (array, PtrStore::Stack)
            }
            None => {
                let desc = self.type_desc(elem);
                (self.b.intrinsic(Intrinsic::new_array, vec![desc, length])[0], PtrStore::Init)
            }
        };
        for ((index, _), value) in elems.iter().zip(values) {
            let offset = index * size;
            match self.repr(elem) {
                Repr::Value(_) => match i32::try_from(offset) {
                    Ok(offset) => self.b.store(array, offset, value, false, kind),
                    Err(_) => {
                        let dst = self.b.offset(array, offset as i64);
                        self.b.store(dst, 0, value, false, kind);
                    }
                },
                Repr::Memory => {
                    let dst = self.b.offset(array, offset as i64);
                    self.copy(elem, dst, value, kind);
                }
            }
        }
        self.b.make(Ty::Slice, vec![array, length, length])
    }

    /// `x[lo:hi:max]`
    pub(super) fn slice_expr(&mut self, expr: &Expr, x: &Expr, bounds: [Option<&Expr>; 3]) -> Value {
        let array_len = match *self.cx.universe.under(x.ty) {
            Type::Array { len, .. } => Some(len),
            _ => None,
        };
        let given: Vec<&Expr> = bounds.iter().flatten().copied().collect();
        let signs = bounds.map(|bound| {
            bound.map(|it| if is_signed(self.cx.universe, it.ty) { Signedness::Signed } else { Signedness::Unsigned })
        });
        // The operand first, as it is read before the bounds have effects only if it has some itself.
        let (operand, indices) = match array_len {
            Some(_) => {
                let indices = self.values(&given);
                (self.array_base(x), indices)
            }
            None => {
                let exprs: Vec<&Expr> = [x].into_iter().chain(given.iter().copied()).collect();
                let mut values = self.values(&exprs);
                (values.remove(0), values)
            }
        };
        let indices: Vec<Value> = indices.into_iter().zip(&given).map(|(value, it)| self.widen(value, it.ty)).collect();
        if self.is_string(x.ty) {
            let args = [operand].into_iter().chain(indices).collect();
            return self.b.emit1(Op::SliceString { lo: signs[0], hi: signs[1] }, args, Ty::Str);
        }
        let elem = self.elem_of(expr.ty);
        let (base, len, cap, of) = match array_len {
            Some(len) => {
                let len = self.b.iconst(Ty::I64, len as i64);
                (operand, len, len, SliceOf::Array)
            }
            None => (self.b.part(operand, 0), self.b.part(operand, 1), self.b.part(operand, 2), SliceOf::Slice),
        };
        let args = [base, len, cap].into_iter().chain(indices).collect();
        let op = Op::SliceExpr { elem, of, lo: signs[0], hi: signs[1], max: signs[2] };
        let slice = self.b.emit1(op, args, Ty::Slice);
        let before = match of {
            SliceOf::Slice => operand,
            SliceOf::Array => self.b.make(Ty::Slice, vec![base, len, cap]),
        };
        self.observe_slice(expr.pos, elem, var_of(x), before, slice);
        slice
    }

    /// `append(slice, values...)`
    pub(super) fn append(&mut self, expr: &Expr, slice: &Expr, values: &[Expr], site: SiteId) -> Value {
        let exprs: Vec<&Expr> = [slice].into_iter().chain(values).collect();
        let operands = self.stable_values(&exprs);
        if values.is_empty() {
            return operands[0];
        }
        let elem = self.elem_of(expr.ty);
        let before = operands[0];
        let n = self.b.iconst(Ty::I64, values.len() as i64);
        let buffer = self.append_buffer(site);
        let after = self.b.emit1(Op::Append { elem, buffer, owned: false }, operands, Ty::Slice);
        let kind = if buffer.is_some_and(|buffer| buffer.on_heap) { SiteKind::AppendOnHeap } else { SiteKind::Append };
        self.observe_append(kind, expr.pos, elem, var_of(slice), before, after, n);
        after
    }

    /// `append(slice, other...)`
    pub(super) fn append_slice(&mut self, expr: &Expr, slice: &Expr, other: &Expr) -> Value {
        let values = self.values(&[slice, other]);
        let elem = self.elem_of(expr.ty);
        let (src, n) = (self.b.part(values[1], 0), self.b.part(values[1], 1));
        let after = self.b.emit1(Op::AppendSlice { elem, owned: false }, vec![values[0], src, n], Ty::Slice);
        self.observe_append(SiteKind::Append, expr.pos, elem, var_of(slice), values[0], after, n);
        after
    }

    /// `append(slice, make([]T, n)...)`
    pub(super) fn append_make(&mut self, expr: &Expr, slice: &Expr, n: &Expr) -> Value {
        let values = self.values(&[slice, n]);
        let elem = self.elem_of(expr.ty);
        let n = self.widen(values[1], n.ty);
        let desc = self.type_desc(elem);
        self.b.intrinsic(Intrinsic::check_make_append, vec![desc, n]);
        let after = self.b.emit1(Op::AppendZero { elem }, vec![values[0], n], Ty::Slice);
        self.observe_append(SiteKind::Append, expr.pos, elem, var_of(slice), values[0], after, n);
        after
    }

    /// The slice, its array moved to the heap if that is in this frame. If the buffer is on the heap, the array stays, and nothing
    /// changes but the capacity.
    pub(super) fn move_to_heap(&mut self, expr: &Expr, slice: &Expr, buffer: BufferId, keep_cap: bool) -> Value {
        let before = self.value(slice);
        let on_heap = self.body.buffers[buffer.0 as usize].on_heap;
        if on_heap && keep_cap {
            return before;
        }
        let elem = self.elem_of(expr.ty);
        let result = self.b.declare(Ty::Slice);
        self.b.def(result, before);
        let [ptr, len, cap] = [0, 1, 2].map(|part| self.b.part(before, part));
        let in_buffer = if on_heap { self.is_in_place_of(buffer, ptr) } else { self.is_in_frame(ptr) };
        let (moving, end) = (self.b.new_cold_block(), self.b.new_block());
        self.b.branch(in_buffer, moving, end);
        self.b.seal(moving);
        self.b.switch_to(moving);
        let desc = self.type_desc(elem);
        let how = match (on_heap, keep_cap) {
            (true, _) => MOVE_SLICE_IN_PLACE,
            (false, true) => MOVE_SLICE_KEEP_CAP,
            (false, false) => MOVE_SLICE_FIT,
        };
        let how = self.b.iconst(Ty::I8, how.into());
        let moved = self.b.intrinsic(Intrinsic::move_slice, vec![desc, ptr, len, cap, how]);
        let after = self.b.make(Ty::Slice, vec![moved[0], len, moved[1]]);
        self.observe_move(expr.pos, elem, var_of(slice), before, after);
        self.b.def(result, after);
        self.b.jump(end);
        self.b.seal(end);
        self.b.switch_to(end);
        self.b.read(result)
    }

    /// `copy(dst, src)`
    pub(super) fn copy_elems(&mut self, expr: &Expr, dst: &Expr, src: &Expr) -> Value {
        let values = self.values(&[dst, src]);
        let elem = self.elem_of(dst.ty);
        let (to, to_len) = (self.b.part(values[0], 0), self.b.part(values[0], 1));
        let (from, from_len) = (self.b.part(values[1], 0), self.b.part(values[1], 1));
        let shorter = self.b.icmp(IntCc::Slt, to_len, from_len);
        let n = self.b.emit1(Op::Select, vec![shorter, to_len, from_len], Ty::I64);
        self.b.emit0(Op::MoveElems { elem }, vec![to, from, n]);
        if !self.is_string(src.ty) {
            self.observe_copy(expr.pos, elem, values[0], values[1], n);
        }
        n
    }

    /// `clear(slice)`
    pub(super) fn clear(&mut self, expr: &Expr, x: &Expr) -> Value {
        let slice = self.value(x);
        let elem = self.elem_of(x.ty);
        let (array, len) = (self.b.part(slice, 0), self.b.part(slice, 1));
        self.b.emit0(Op::ClearElems { elem }, vec![array, len]);
        self.observe_clear(expr.pos, elem, slice);
        self.b.iconst(Ty::I8, 0)
    }

    /// `unsafe.Slice(ptr, len)`
    pub(super) fn unsafe_slice(&mut self, ptr: &Expr, len: &Expr) -> Value {
        let values = self.values(&[ptr, len]);
        let length = self.widen(values[1], len.ty);
        let elem = self.elem_of(ptr.ty);
        let desc = self.type_desc(elem);
        self.b.intrinsic(Intrinsic::unsafe_slice_check, vec![desc, values[0], length]);
        self.b.make(Ty::Slice, vec![values[0], length, length])
    }
}

/// The number that a constant operand is, if not negative.
fn constant_of(expr: &Expr) -> Option<u64> {
    match &expr.kind {
        ExprKind::Const(Const::Int(value)) => u64::try_from(*value).ok(),
        ExprKind::Const(Const::Zero) => Some(0),
        ExprKind::Convert(x) => constant_of(x),
        ExprKind::Seq { value, .. } => constant_of(value),
        _ => None,
    }
}

/// The variable that an operand is.
fn var_of(expr: &Expr) -> Option<VarId> {
    match expr.kind {
        ExprKind::Var(var) => Some(var),
        _ => None,
    }
}
