//! Comparisons.

use super::Lowerer;
use super::repr::is_signed;
use crate::func::{Ty, Value};
use crate::op::{BinOp, FloatCc, IntCc, Op};
use goslice_abi::intrinsics::Intrinsic;
use goslice_hir::body::{CmpOp, Expr, ExprKind, Value as Const};
use goslice_types::types::Type;

impl Lowerer<'_, '_> {
    pub(super) fn compare(&mut self, op: CmpOp, x: &Expr, y: &Expr) -> Value {
        let values = self.values(&[x, y]);
        let (a, b) = (values[0], values[1]);
        if matches!(self.cx.universe.under(x.ty), Type::Struct(_) | Type::Array { .. }) {
            let desc = self.type_desc(x.ty);
            let equal = self.b.intrinsic(Intrinsic::values_equal, vec![desc, a, b])[0];
            return self.equality(op, equal);
        }
        match self.b.func.ty(a) {
            Ty::F32 | Ty::F64 => self.float_compare(op, a, b),
            Ty::C64 | Ty::C128 => {
                let (ar, ai) = (self.b.part(a, 0), self.b.part(a, 1));
                let (br, bi) = (self.b.part(b, 0), self.b.part(b, 1));
                let re = self.float_compare(CmpOp::Eq, ar, br);
                let im = self.float_compare(CmpOp::Eq, ai, bi);
                let equal = self.b.emit1(Op::Binary(BinOp::And), vec![re, im], Ty::I8);
                self.equality(op, equal)
            }
            Ty::Str => self.string_compare(op, a, b, x, y),
            Ty::Iface => {
                let operands = [(a, 0), (a, 1), (b, 0), (b, 1)].map(|(value, at)| self.b.part(value, at)).to_vec();
                let empty = matches!(self.cx.universe.under(x.ty), Type::Interface(it) if it.methods.is_empty());
                let intrinsic = if empty { Intrinsic::eface_equal } else { Intrinsic::iface_equal };
                let equal = self.b.intrinsic(intrinsic, operands)[0];
                self.equality(op, equal)
            }
            _ => {
                let signed = is_signed(self.cx.universe, x.ty);
                self.b.icmp(int_cc(op, signed), a, b)
            }
        }
    }

    fn float_compare(&mut self, op: CmpOp, a: Value, b: Value) -> Value {
        let cc = match op {
            CmpOp::Eq => FloatCc::Eq,
            CmpOp::Ne => FloatCc::Ne,
            CmpOp::Lt => FloatCc::Lt,
            CmpOp::Le => FloatCc::Le,
            CmpOp::Gt => FloatCc::Gt,
            CmpOp::Ge => FloatCc::Ge,
        };
        self.b.emit1(Op::FloatCmp(cc), vec![a, b], Ty::I8)
    }

    fn string_compare(&mut self, op: CmpOp, a: Value, b: Value, x: &Expr, y: &Expr) -> Value {
        // Comparison with "" is a look at the length.
        let empty = |expr: &Expr| matches!(&expr.kind, ExprKind::Const(Const::String(text)) if text.is_empty());
        if matches!(op, CmpOp::Eq | CmpOp::Ne) && (empty(x) || empty(y)) {
            let len = self.b.part(if empty(y) { a } else { b }, 1);
            let zero = self.b.iconst(Ty::I64, 0);
            return self.b.icmp(int_cc(op, true), len, zero);
        }
        let order = self.string_order(a, b);
        let zero = self.b.iconst(Ty::I64, 0);
        self.b.icmp(int_cc(op, true), order, zero)
    }

    /// Negative, zero or positive as `a` is before, equal to or after `b`.
    pub(super) fn string_order(&mut self, a: Value, b: Value) -> Value {
        let operands = [(a, 0), (a, 1), (b, 0), (b, 1)].map(|(value, at)| self.b.part(value, at)).to_vec();
        self.b.intrinsic(Intrinsic::string_compare, operands)[0]
    }

    fn equality(&mut self, op: CmpOp, equal: Value) -> Value {
        match op {
            CmpOp::Ne => {
                let one = self.b.iconst(Ty::I8, 1);
                self.b.emit1(Op::Binary(BinOp::Xor), vec![equal, one], Ty::I8)
            }
            _ => equal,
        }
    }

    /// `x == nil`
    pub(super) fn is_nil(&mut self, x: &Expr) -> Value {
        let value = self.value(x);
        let word = if self.b.func.ty(value).is_scalar() { value } else { self.b.part(value, 0) };
        let nil = self.b.iconst(Ty::Ptr, 0);
        self.b.icmp(IntCc::Eq, word, nil)
    }
}

fn int_cc(op: CmpOp, signed: bool) -> IntCc {
    match (op, signed) {
        (CmpOp::Eq, _) => IntCc::Eq,
        (CmpOp::Ne, _) => IntCc::Ne,
        (CmpOp::Lt, true) => IntCc::Slt,
        (CmpOp::Le, true) => IntCc::Sle,
        (CmpOp::Gt, true) => IntCc::Sgt,
        (CmpOp::Ge, true) => IntCc::Sge,
        (CmpOp::Lt, false) => IntCc::Ult,
        (CmpOp::Le, false) => IntCc::Ule,
        (CmpOp::Gt, false) => IntCc::Ugt,
        (CmpOp::Ge, false) => IntCc::Uge,
    }
}
