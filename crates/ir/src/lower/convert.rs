//! Conversions.

use super::Lowerer;
use super::observe::SiteKind;
use super::repr::{Repr, is_signed};
use crate::func::{Ty, Value};
use crate::op::{IntCc, Op, UnOp};
use goslice_abi::intrinsics::Intrinsic;
use goslice_abi::layout::{BYTES_BUFFER, RUNE_BUFFER, RUNES_BUFFER};
use goslice_hir::body::{Expr, ExprKind, SiteId, Value as Const};
use goslice_types::types::{Basic, Type, TypeId};
use std::sync::Arc;

impl Lowerer<'_, '_> {
    /// A value of one type as what a place of another type holds: only conversions that assignment implies.
    pub(super) fn convert_value(&mut self, from: TypeId, to: TypeId, value: Value) -> Value {
        let universe = &self.cx.universe;
        match (universe.is_interface(from), universe.is_interface(to)) {
            (false, true) => self.box_value(from, to, value, None),
            (true, true) if from != to => self.interface_to_interface(from, to, value),
            _ => value,
        }
    }

    /// Between numeric types, or types of one representation.
    pub(super) fn convert_number(&mut self, from: TypeId, to: TypeId, value: Value) -> Value {
        let Repr::Value(to_ty) = self.repr(to) else { unreachable!("memory is converted in place") };
        let from_ty = self.b.func.ty(value);
        let is_int = |ty: Ty| ty <= Ty::I64;
        let is_float = |ty: Ty| matches!(ty, Ty::F32 | Ty::F64);
        if from_ty == to_ty {
            return value;
        }
        if is_int(from_ty) && is_int(to_ty) {
            let op = match (to_ty.size() < from_ty.size(), is_signed(self.cx.universe, from)) {
                (true, _) => UnOp::Trunc,
                (false, true) => UnOp::SExt,
                (false, false) => UnOp::ZExt,
            };
            return self.b.emit1(Op::Unary(op), vec![value], to_ty);
        }
        if is_int(from_ty) && is_float(to_ty) {
            let wide = self.widen(value, from);
            let unsigned = matches!(self.cx.universe.basic(from), Some(Basic::Uint | Basic::Uint64 | Basic::Uintptr));
            let op = if unsigned { UnOp::UintToFloat } else { UnOp::IntToFloat };
            return self.b.emit1(Op::Unary(op), vec![wide], to_ty);
        }
        if is_float(from_ty) && is_int(to_ty) {
            // gc on amd64 converts to int32 for types up to that, and to int64 for uint32.
            let (op, converted) = match self.cx.universe.basic(to) {
                Some(Basic::Uint | Basic::Uint64 | Basic::Uintptr) => (UnOp::FloatToUint, Ty::I64),
                Some(Basic::Int | Basic::Int64 | Basic::Uint32) => (UnOp::FloatToInt, Ty::I64),
                _ => (UnOp::FloatToInt, Ty::I32),
            };
            let wide = self.b.emit1(Op::Unary(op), vec![value], converted);
            return match to_ty {
                _ if to_ty == converted => wide,
                _ => self.b.emit1(Op::Unary(UnOp::Trunc), vec![wide], to_ty),
            };
        }
        match (from_ty, to_ty) {
            (Ty::F32 | Ty::F64, Ty::F32 | Ty::F64) => self.float_to(value, to_ty),
            (Ty::C64 | Ty::C128, Ty::C64 | Ty::C128) => {
                let part = to_ty.parts()[0];
                let parts = (0..2)
                    .map(|at| {
                        let value = self.b.part(value, at);
                        self.float_to(value, part)
                    })
                    .collect();
                self.b.make(to_ty, parts)
            }
            // unsafe.Pointer and uintptr
            (Ty::Ptr, Ty::I64) | (Ty::I64, Ty::Ptr) => self.b.emit1(Op::Unary(UnOp::Bitcast), vec![value], to_ty),
            other => unreachable!("no conversion {other:?}"),
        }
    }

    /// Conversions from and to strings.
    pub(super) fn convert_string(&mut self, expr: &Expr, x: &Expr, site: SiteId) -> Value {
        let value = self.value(x);
        let temporary = matches!(expr.kind, ExprKind::ConvertString { temporary: true, .. });
        let to_string = matches!(self.repr(expr.ty), Repr::Value(Ty::Str));
        if to_string {
            let parts = match self.b.func.ty(value) {
                Ty::Slice => {
                    let (ptr, len) = (self.b.part(value, 0), self.b.part(value, 1));
                    if temporary {
                        return self.b.make(Ty::Str, vec![ptr, len]);
                    }
                    let elem = self.elem_of(x.ty);
                    let bytes = self.repr(elem) == Repr::Value(Ty::I8);
                    let intrinsic = if bytes { Intrinsic::bytes_to_string } else { Intrinsic::runes_to_string };
                    let buffer = self.conversion_buffer(site, BYTES_BUFFER);
                    self.b.intrinsic(intrinsic, vec![ptr, len, buffer])
                }
                Ty::Str => return value,
                _ => {
                    let rune = self.widen(value, x.ty);
                    let buffer = self.conversion_buffer(site, RUNE_BUFFER);
                    self.b.intrinsic(Intrinsic::rune_to_string, vec![rune, buffer])
                }
            };
            return self.b.make(Ty::Str, parts);
        }
        let (ptr, len) = (self.b.part(value, 0), self.b.part(value, 1));
        let elem = self.elem_of(expr.ty);
        let slice = if self.repr(elem) == Repr::Value(Ty::I8) {
            if temporary || self.body.sites.get(site.0 as usize).is_some_and(|site| site.view) {
                // Only read: the string's own bytes serve. Those of an empty string may be at no address, but no
                // conversion gives nil.
                let nil = self.b.iconst(Ty::Ptr, 0);
                let none = self.b.icmp(IntCc::Eq, ptr, nil);
                let somewhere = self.b.emit1(Op::Data(Arc::from([0u8].as_slice())), Vec::new(), Ty::Ptr);
                let ptr = self.b.emit1(Op::Select, vec![none, somewhere, ptr], Ty::Ptr);
                let slice = self.b.make(Ty::Slice, vec![ptr, len, len]);
                self.observe_new(SiteKind::View, expr.pos, elem, slice);
                return slice;
            }
            // gc gives the bytes of a constant an array of exactly their length.
            if let ExprKind::Const(Const::String(text)) = &x.kind {
                self.constant_bytes(elem, ptr, text.len() as u64, site)
            } else {
                let buffer = self.conversion_buffer(site, BYTES_BUFFER);
                let parts = self.b.intrinsic(Intrinsic::string_to_bytes, vec![ptr, len, buffer]);
                self.b.make(Ty::Slice, vec![parts[0], len, parts[1]])
            }
        } else {
            let out = self.temp_bytes(24, 8);
            let buffer = self.conversion_buffer(site, RUNES_BUFFER);
            self.b.intrinsic(Intrinsic::string_to_runes, vec![ptr, len, buffer, out]);
            self.b.load(Ty::Slice, out, 0, false)
        };
        self.observe_new(SiteKind::Convert, expr.pos, elem, slice);
        slice
    }

    /// The buffer of a conversion whose result does not outlive the call; else null.
    pub(super) fn conversion_buffer(&mut self, site: SiteId, bytes: u64) -> Value {
        match self.site_memory(site, bytes, false) {
            Some(buffer) => buffer,
            None => self.b.iconst(Ty::Ptr, 0),
        }
    }

    fn constant_bytes(&mut self, elem: TypeId, ptr: Value, n: u64, site: SiteId) -> Value {
        let len = self.b.iconst(Ty::I64, n as i64);
        let array = match self.site_memory(site, n, false) {
            Some(array) => array,
            None => {
                let desc = self.type_desc(elem);
                self.b.intrinsic(Intrinsic::new_array, vec![desc, len])[0]
            }
        };
        self.b.intrinsic(Intrinsic::memmove, vec![array, ptr, len]);
        self.b.make(Ty::Slice, vec![array, len, len])
    }

    /// The array behind a slice, of type `array`, after the length check: its address.
    pub(super) fn slice_to_array(&mut self, x: &Expr, array: TypeId) -> Value {
        let slice = self.value(x);
        let Type::Array { len: want, .. } = *self.cx.universe.under(array) else { unreachable!("an array") };
        let len = self.b.part(slice, 1);
        let want = self.b.iconst(Ty::I64, want as i64);
        let long_enough = self.b.icmp(IntCc::Sge, len, want);
        let (ok, bad) = (self.b.new_block(), self.b.new_cold_block());
        self.b.branch(long_enough, ok, bad);
        self.b.seal(bad);
        self.b.seal(ok);
        self.b.switch_to(bad);
        self.b.intrinsic(Intrinsic::panic_convert_slice, vec![len, want]);
        self.b.unreachable();
        self.b.switch_to(ok);
        self.b.part(slice, 0)
    }
}
