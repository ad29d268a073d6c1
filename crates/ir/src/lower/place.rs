//! Places: what is assigned to, addressed and loaded from.

use super::Lowerer;
use super::repr::Repr;
use crate::func::{Ty, Value};
use crate::op::{BinOp, Op, PtrStore};
use goslice_abi::trap::NIL_PAGE;
use goslice_hir::body::{Expr, ExprKind, GlobalId, VarId};
use goslice_types::layout;
use goslice_types::types::{Type, TypeId};

/// A place whose operands are evaluated, but nothing is checked yet.
#[derive(Clone, Debug)]
pub(super) enum Operands {
    Var(VarId),
    Global(GlobalId),
    Deref(Value),
    Field(Box<Operands>, u64),
    ArrayElem {
        array: Box<Operands>,
        array_ty: TypeId,
        index: Value,
        signed: bool,
    },
    SliceElem {
        slice: Value,
        elem: TypeId,
        index: Value,
        signed: bool,
    },
    /// A value that is no place (the field of a call's result): its memory.
    Memory(Value),
}

/// A checked place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    Ssa(VarId),
    Memory(Addr),
}

/// Memory at `base + offset`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Addr {
    pub(super) base: Value,
    pub(super) offset: i32,
    /// `base` may be nil: the access is the nil check.
    pub(super) checked: bool,
    pub(super) kind: PtrStore,
}

impl Lowerer<'_, '_> {
    /// Evaluates the operands of a place.
    pub(super) fn operands(&mut self, expr: &Expr) -> Operands {
        match &expr.kind {
            ExprKind::Var(var) => Operands::Var(*var),
            ExprKind::Global(global) => Operands::Global(*global),
            ExprKind::Deref(pointer) => Operands::Deref(self.value(pointer)),
            ExprKind::Field { x, index } => {
                let offset = layout::field_offsets(self.cx.universe, x.ty)[*index as usize];
                Operands::Field(Box::new(self.operands(x)), offset)
            }
            ExprKind::Index { x, index } => match *self.cx.universe.under(x.ty) {
                Type::Array { .. } => {
                    let array = Box::new(self.operands(x));
                    let (index, signed) = self.index_value(index);
                    Operands::ArrayElem { array, array_ty: x.ty, index, signed }
                }
                _ => {
                    let (slice, index_expr) = (x, index);
                    let values = self.values(&[slice, index_expr]);
                    let signed = super::repr::is_signed(self.cx.universe, index_expr.ty);
                    let index = self.widen(values[1], index_expr.ty);
                    Operands::SliceElem { slice: values[0], elem: expr.ty, index, signed }
                }
            },
            _ => Operands::Memory(self.memory(expr)),
        }
    }

    /// Checks bounds and nil pointers on the way, and gives the place.
    pub(super) fn finish_place(&mut self, operands: Operands) -> Place {
        match operands {
            Operands::Var(var) if matches!(self.homes[var.0 as usize], super::Home::Ssa(_)) => Place::Ssa(var),
            Operands::Var(var) => {
                let is_value = matches!(self.repr(self.var_ty(var)), Repr::Value(_));
                if matches!(self.homes[var.0 as usize], super::Home::Unset) {
                    self.declare_var(var);
                    if is_value && matches!(self.homes[var.0 as usize], super::Home::Ssa(_)) {
                        return Place::Ssa(var);
                    }
                }
                let kind = match self.homes[var.0 as usize] {
                    super::Home::Frame(_) => PtrStore::Stack,
                    _ => PtrStore::Heap,
                };
                let base = self.var_addr(var);
                Place::Memory(Addr { base, offset: 0, checked: false, kind })
            }
            Operands::Global(global) => {
                let base = self.b.emit1(Op::GlobalAddr(global), Vec::new(), Ty::Ptr);
                Place::Memory(Addr { base, offset: 0, checked: false, kind: PtrStore::Heap })
            }
            Operands::Deref(base) => Place::Memory(Addr { base, offset: 0, checked: true, kind: PtrStore::Heap }),
            Operands::Field(x, offset) => {
                let Place::Memory(addr) = self.finish_place(*x) else { unreachable!("a struct is memory") };
                Place::Memory(self.displace(addr, offset))
            }
            Operands::ArrayElem { array, array_ty, index, signed } => {
                let Place::Memory(addr) = self.finish_place(*array) else { unreachable!("an array is memory") };
                let (elem, len) = match *self.cx.universe.under(array_ty) {
                    Type::Array { elem, len } => (elem, len),
                    _ => unreachable!("an array"),
                };
                if let Some(index) = self.b.constant(index).map(|index| index as u64).filter(|index| *index < len) {
                    return Place::Memory(self.displace(addr, index * self.size_of(elem)));
                }
                // A nil array pointer faults before the index is looked at.
                let addr = self.settle(addr);
                let len = self.b.iconst(Ty::I64, len as i64);
                self.b.emit0(Op::BoundsCheck { signed }, vec![index, len]);
                let base = self.element_addr(addr.base, addr.offset, index, elem);
                Place::Memory(Addr { base, offset: 0, checked: false, kind: addr.kind })
            }
            Operands::SliceElem { slice, elem, index, signed } => {
                let len = self.b.part(slice, 1);
                self.b.emit0(Op::BoundsCheck { signed }, vec![index, len]);
                let array = self.b.part(slice, 0);
                let base = self.element_addr(array, 0, index, elem);
                Place::Memory(Addr { base, offset: 0, checked: false, kind: PtrStore::Heap })
            }
            Operands::Memory(base) => Place::Memory(Addr { base, offset: 0, checked: false, kind: PtrStore::Stack }),
        }
    }

    /// Evaluates and checks a place in one go.
    pub(super) fn place(&mut self, expr: &Expr) -> Place {
        let operands = self.operands(expr);
        self.finish_place(operands)
    }

    /// The address of a place that lives in memory; nil pointers on the way have been checked, also the last.
    pub(super) fn place_addr(&mut self, expr: &Expr) -> Value {
        match self.place(expr) {
            Place::Memory(addr) => {
                let addr = self.settle(addr);
                self.b.offset(addr.base, i64::from(addr.offset))
            }
            Place::Ssa(var) => unreachable!("address of {}", self.var(var).name),
        }
    }

    /// `addr + offset`; where the access would no longer hit the nil page, the check is made now.
    fn displace(&mut self, addr: Addr, offset: u64) -> Addr {
        let total = addr.offset as u64 + offset;
        if addr.checked && total >= NIL_PAGE {
            let addr = self.settle(addr);
            return self.displace(addr, offset);
        }
        match i32::try_from(total) {
            Ok(offset) => Addr { offset, ..addr },
            Err(_) => Addr { base: self.b.offset(addr.base, total as i64), offset: 0, ..addr },
        }
    }

    /// Makes the pending nil check.
    pub(super) fn settle(&mut self, addr: Addr) -> Addr {
        if addr.checked {
            self.b.emit0(Op::NilCheck, vec![addr.base]);
        }
        Addr { checked: false, ..addr }
    }

    /// `base + offset + index * size`.
    pub(super) fn element_addr(&mut self, base: Value, offset: i32, index: Value, elem: TypeId) -> Value {
        let size = self.b.iconst(Ty::I64, self.size_of(elem) as i64);
        let scaled = self.b.emit1(Op::Binary(BinOp::Mul), vec![index, size], Ty::I64);
        let base = self.b.offset(base, i64::from(offset));
        self.b.emit1(Op::Binary(BinOp::Add), vec![base, scaled], Ty::Ptr)
    }

    /// Loads the value of a place (or gives its address, for memory).
    pub(super) fn load_place(&mut self, ty: TypeId, place: Place) -> Value {
        match (place, self.repr(ty)) {
            (Place::Ssa(var), _) => self.read_var(var),
            (Place::Memory(addr), Repr::Value(ty)) => {
                if addr.checked && addr.offset as u64 + u64::from(ty.size()) > NIL_PAGE {
                    let addr = self.settle(addr);
                    return self.b.load(ty, addr.base, addr.offset, false);
                }
                self.b.load(ty, addr.base, addr.offset, addr.checked)
            }
            (Place::Memory(addr), Repr::Memory) => {
                let addr = self.settle(addr);
                self.b.offset(addr.base, i64::from(addr.offset))
            }
        }
    }

    /// Stores a value (or copies memory) to a place.
    pub(super) fn store_place(&mut self, ty: TypeId, place: Place, value: Value) {
        match (place, self.repr(ty)) {
            (Place::Ssa(var), _) => self.write_var(var, value, PtrStore::Stack),
            (Place::Memory(addr), Repr::Value(ty)) => {
                let addr = match addr.checked && addr.offset as u64 + u64::from(ty.size()) > NIL_PAGE {
                    true => self.settle(addr),
                    false => addr,
                };
                self.b.store(addr.base, addr.offset, value, addr.checked, addr.kind);
            }
            (Place::Memory(addr), Repr::Memory) => {
                let addr = self.settle(addr);
                let dst = self.b.offset(addr.base, i64::from(addr.offset));
                self.copy(ty, dst, value, addr.kind);
            }
        }
    }

    /// An index as an I64, and whether its type is signed.
    pub(super) fn index_value(&mut self, index: &Expr) -> (Value, bool) {
        let value = self.value(index);
        let signed = super::repr::is_signed(self.cx.universe, index.ty);
        (self.widen(value, index.ty), signed)
    }
}
