//! Interfaces: conversion to them and assertions on them.

use super::Lowerer;
use super::repr::Repr;
use crate::func::{Ty, Value};
use crate::op::{IntCc, Op, PtrStore};
use goslice_abi::intrinsics::Intrinsic;
use goslice_hir::body::{Boxing, Expr, ExprKind, SiteId};
use goslice_types::types::{Type, TypeId, Universe};

/// Whether an interface holds values of this type in its data word: one pointer, also in a struct or array of one.
pub fn is_direct(universe: &Universe, ty: TypeId) -> bool {
    match universe.under(ty) {
        Type::Pointer(_) | Type::Func(_) | Type::Map { .. } | Type::Chan { .. } => true,
        Type::Basic(goslice_types::types::Basic::UnsafePointer) => true,
        Type::Array { elem, len: 1 } => is_direct(universe, *elem),
        Type::Struct(fields) => matches!(&fields[..], [field] if is_direct(universe, field.ty)),
        _ => false,
    }
}

impl Lowerer<'_, '_> {
    fn is_empty_interface(&self, ty: TypeId) -> bool {
        matches!(self.cx.universe.under(ty), Type::Interface(it) if it.methods.is_empty())
    }

    /// A concrete value as interface `ty`.
    pub(super) fn interface_value(&mut self, x: &Expr, ty: TypeId, site: SiteId) -> Value {
        if let Some(Boxing::Constant(value)) = self.body.sites.get(site.0 as usize).map(|site| &site.boxing) {
            // The value is known, but a call that was inlined may do more than to give it.
            if matches!(x.kind, ExprKind::Seq { .. } | ExprKind::Convert(_)) {
                self.any(x);
            }
            let data = self.constant_value(value, x.ty);
            return self.interface(x.ty, ty, data);
        }
        let value = self.any(x);
        self.box_value(x.ty, ty, value, Some(site))
    }

    /// An evaluated concrete value (memory: its address) as interface `to`. Without a site the box is on the heap.
    pub(super) fn box_value(&mut self, from: TypeId, to: TypeId, value: Value, site: Option<SiteId>) -> Value {
        let data = match (is_direct(self.cx.universe, from), self.repr(from)) {
            (true, Repr::Value(_)) => value,
            (true, Repr::Memory) => self.b.load(Ty::Ptr, value, 0, false),
            (false, _) => self.boxed(from, value, site),
        };
        self.interface(from, to, data)
    }

    /// Interface `to` with a data word that stands for a value of type `from`.
    fn interface(&mut self, from: TypeId, to: TypeId, data: Value) -> Value {
        let word = match self.is_empty_interface(to) {
            true => self.type_desc(from),
            false => self.b.emit1(Op::Itab(to, from), Vec::new(), Ty::Ptr),
        };
        self.b.make(Ty::Iface, vec![word, data])
    }

    /// The dynamic type's descriptor (null for nil) of an interface of static type `ty`.
    fn dynamic_type(&mut self, ty: TypeId, iface: Value) -> Value {
        let word = self.b.part(iface, 0);
        if self.is_empty_interface(ty) {
            return word;
        }
        // An itab's second word is the type; nil has no itab.
        let variable = self.b.declare(Ty::Ptr);
        let nil = self.b.iconst(Ty::Ptr, 0);
        self.b.def(variable, nil);
        let some = self.b.icmp(IntCc::Ne, word, nil);
        let (load, end) = (self.b.new_block(), self.b.new_block());
        self.b.branch(some, load, end);
        self.b.seal(load);
        self.b.switch_to(load);
        let loaded = self.b.load(Ty::Ptr, word, 8, false);
        self.b.def(variable, loaded);
        self.b.jump(end);
        self.b.seal(end);
        self.b.switch_to(end);
        self.b.read(variable)
    }

    /// An interface as another interface that it statically implements.
    pub(super) fn interface_to_interface(&mut self, from: TypeId, to: TypeId, value: Value) -> Value {
        if self.cx.universe.underlying(from) == self.cx.universe.underlying(to) {
            return value;
        }
        let dynamic = self.dynamic_type(from, value);
        let data = self.b.part(value, 1);
        let word = match self.is_empty_interface(to) {
            true => dynamic,
            false => {
                let inter = self.type_desc(to);
                self.b.intrinsic(Intrinsic::find_itab, vec![inter, dynamic])[0]
            }
        };
        self.b.make(Ty::Iface, vec![word, data])
    }

    /// `x.(T)` for a value type.
    pub(super) fn assert_value(&mut self, x: &Expr, target: TypeId) -> Value {
        let (value, data) = self.assert_checked(x, target);
        match value {
            Some(value) => value,
            None => self.unbox(target, data),
        }
    }

    /// `x.(T)` for a struct or array, copied to `dst`.
    pub(super) fn assert_into(&mut self, x: &Expr, target: TypeId, dst: Value) {
        let (_, data) = self.assert_checked(x, target);
        if is_direct(self.cx.universe, target) {
            self.b.store(dst, 0, data, false, PtrStore::Stack);
        } else {
            self.copy(target, dst, data, PtrStore::Stack);
        }
    }

    /// Panics unless the assertion holds. For an interface target the value, else the data word.
    fn assert_checked(&mut self, x: &Expr, target: TypeId) -> (Option<Value>, Value) {
        let iface = self.value(x);
        let dynamic = self.dynamic_type(x.ty, iface);
        let data = self.b.part(iface, 1);
        let from = self.type_desc(x.ty);
        let want = self.type_desc(target);
        if self.cx.universe.is_interface(target) {
            let itab = self.b.intrinsic(Intrinsic::assert_itab, vec![want, dynamic, from])[0];
            let word = if self.is_empty_interface(target) { dynamic } else { itab };
            return (Some(self.b.make(Ty::Iface, vec![word, data])), data);
        }
        let same = self.b.icmp(IntCc::Eq, dynamic, want);
        let (ok, bad) = (self.b.new_block(), self.b.new_cold_block());
        self.b.branch(same, ok, bad);
        self.b.seal(ok);
        self.b.seal(bad);
        self.b.switch_to(bad);
        self.b.intrinsic(Intrinsic::panic_assert, vec![from, dynamic, want]);
        self.b.unreachable();
        self.b.switch_to(ok);
        (None, data)
    }

    /// The value that an interface's data word stands for.
    fn unbox(&mut self, ty: TypeId, data: Value) -> Value {
        match (is_direct(self.cx.universe, ty), self.repr(ty)) {
            (true, Repr::Value(_)) => data,
            (false, Repr::Value(ty)) => self.b.load(ty, data, 0, false),
            (_, Repr::Memory) => unreachable!("memory is copied"),
        }
    }

    /// `x.(T)` with a second result: the value (or address of memory) or zero, and whether it holds.
    pub(super) fn assert_comma_ok(&mut self, x: &Expr, target: TypeId) -> Vec<Value> {
        let iface = self.value(x);
        let dynamic = self.dynamic_type(x.ty, iface);
        let data = self.b.part(iface, 1);
        let want = self.type_desc(target);
        let nil = self.b.iconst(Ty::Ptr, 0);
        if self.cx.universe.is_interface(target) {
            let (word, ok) = if self.is_empty_interface(target) {
                (dynamic, self.b.icmp(IntCc::Ne, dynamic, nil))
            } else {
                let itab = self.b.intrinsic(Intrinsic::find_itab, vec![want, dynamic])[0];
                (itab, self.b.icmp(IntCc::Ne, itab, nil))
            };
            let data = self.b.emit1(Op::Select, vec![ok, data, nil], Ty::Ptr);
            let word = self.b.emit1(Op::Select, vec![ok, word, nil], Ty::Ptr);
            return vec![self.b.make(Ty::Iface, vec![word, data]), ok];
        }
        let ok = self.b.icmp(IntCc::Eq, dynamic, want);
        let (then, els, end) = (self.b.new_block(), self.b.new_block(), self.b.new_block());
        match self.repr(target) {
            Repr::Value(ty) => {
                let variable = self.b.declare(ty);
                self.b.branch(ok, then, els);
                self.b.seal(then);
                self.b.seal(els);
                self.b.switch_to(then);
                let value = self.unbox(target, data);
                self.b.def(variable, value);
                self.b.jump(end);
                self.b.switch_to(els);
                let zero = self.b.zero(ty);
                self.b.def(variable, zero);
                self.b.jump(end);
                self.b.seal(end);
                self.b.switch_to(end);
                vec![self.b.read(variable), ok]
            }
            Repr::Memory => {
                let temp = self.temp(target);
                self.b.branch(ok, then, els);
                self.b.seal(then);
                self.b.seal(els);
                self.b.switch_to(then);
                if is_direct(self.cx.universe, target) {
                    self.b.store(temp, 0, data, false, PtrStore::Stack);
                } else {
                    self.copy(target, temp, data, PtrStore::Stack);
                }
                self.b.jump(end);
                self.b.switch_to(els);
                self.b.emit0(Op::ZeroTyped { ty: target, kind: PtrStore::Stack }, vec![temp]);
                self.b.jump(end);
                self.b.seal(end);
                self.b.switch_to(end);
                vec![temp, ok]
            }
        }
    }
}
