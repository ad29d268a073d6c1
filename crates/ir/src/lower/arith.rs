//! Arithmetic with Go's rules: division by zero and negative shift counts panic, everything wraps.

use super::Lowerer;
use super::repr::{Repr, is_signed};
use crate::func::{Ty, Value};
use crate::op::{BinOp, IntCc, Op, UnOp};
use goslice_abi::intrinsics::Intrinsic;
use goslice_abi::trap::Trap;
use goslice_hir::body::{BinOp as HirOp, Expr};
use goslice_types::types::TypeId;

impl Lowerer<'_, '_> {
    /// `x op y` in type `ty`; `y_ty` is the type of a shift's count.
    pub(super) fn binary(&mut self, op: HirOp, ty: TypeId, x: Value, y: Value, y_ty: TypeId) -> Value {
        match self.b.func.ty(x) {
            Ty::F32 | Ty::F64 => self.float(op, x, y),
            Ty::C64 | Ty::C128 => self.complex(op, x, y),
            Ty::Str => {
                let table = self.temp_bytes(32, 8);
                for (at, value) in [(0, x), (16, y)] {
                    self.b.store(table, at, value, false, crate::op::PtrStore::Stack);
                }
                let two = self.b.iconst(Ty::I64, 2);
                let no_buffer = self.b.iconst(Ty::Ptr, 0);
                let parts = self.b.intrinsic(Intrinsic::concat_strings, vec![table, two, no_buffer]);
                self.b.make(Ty::Str, parts)
            }
            _ => self.integer(op, ty, x, y, y_ty),
        }
    }

    fn integer(&mut self, op: HirOp, ty: TypeId, x: Value, y: Value, y_ty: TypeId) -> Value {
        let ir_ty = self.b.func.ty(x);
        let signed = is_signed(self.cx.universe, ty);
        let op = match op {
            HirOp::Add => BinOp::Add,
            HirOp::Sub => BinOp::Sub,
            HirOp::Mul => BinOp::Mul,
            HirOp::And => BinOp::And,
            HirOp::Or => BinOp::Or,
            HirOp::Xor => BinOp::Xor,
            HirOp::AndNot => {
                let not = self.b.emit1(Op::Unary(UnOp::Not), vec![y], ir_ty);
                return self.b.emit1(Op::Binary(BinOp::And), vec![x, not], ir_ty);
            }
            HirOp::Div | HirOp::Rem => {
                let zero = self.b.iconst(ir_ty, 0);
                let nonzero = self.b.icmp(IntCc::Ne, y, zero);
                self.b.emit0(Op::TrapUnless(Trap::DivideByZero), vec![nonzero]);
                match (op, signed) {
                    (HirOp::Div, true) => BinOp::DivS,
                    (HirOp::Div, false) => BinOp::DivU,
                    (_, true) => BinOp::RemS,
                    (_, false) => BinOp::RemU,
                }
            }
            HirOp::Shl | HirOp::Shr => {
                let count = self.widen(y, y_ty);
                if is_signed(self.cx.universe, y_ty) {
                    let zero = self.b.iconst(Ty::I64, 0);
                    let legal = self.b.icmp(IntCc::Sge, count, zero);
                    self.b.emit0(Op::TrapUnless(Trap::NegativeShift), vec![legal]);
                }
                let op = match (op, signed) {
                    (HirOp::Shl, _) => BinOp::Shl,
                    (_, true) => BinOp::ShrS,
                    (_, false) => BinOp::ShrU,
                };
                return self.b.emit1(Op::Binary(op), vec![x, count], ir_ty);
            }
        };
        self.b.emit1(Op::Binary(op), vec![x, y], ir_ty)
    }

    fn float(&mut self, op: HirOp, x: Value, y: Value) -> Value {
        let op = match op {
            HirOp::Add => BinOp::FAdd,
            HirOp::Sub => BinOp::FSub,
            HirOp::Mul => BinOp::FMul,
            HirOp::Div => BinOp::FDiv,
            other => unreachable!("{other:?} of floats"),
        };
        let ty = self.b.func.ty(x);
        self.b.emit1(Op::Binary(op), vec![x, y], ty)
    }

    fn complex(&mut self, op: HirOp, x: Value, y: Value) -> Value {
        let ty = self.b.func.ty(x);
        let part = ty.parts()[0];
        let (a, b) = (self.b.part(x, 0), self.b.part(x, 1));
        let (c, d) = (self.b.part(y, 0), self.b.part(y, 1));
        let parts = match op {
            HirOp::Add | HirOp::Sub => vec![self.float(op, a, c), self.float(op, b, d)],
            HirOp::Mul => {
                let (ac, bd) = (self.float(op, a, c), self.float(op, b, d));
                let (ad, bc) = (self.float(op, a, d), self.float(op, b, c));
                vec![self.float(HirOp::Sub, ac, bd), self.float(HirOp::Add, ad, bc)]
            }
            HirOp::Div => {
                let wide: Vec<Value> = [a, b, c, d].into_iter().map(|it| self.float_to(it, Ty::F64)).collect();
                let out = self.temp_bytes(16, 8);
                let args = [out].into_iter().chain(wide).collect();
                self.b.intrinsic(Intrinsic::complex_div, args);
                let (re, im) = (self.b.load(Ty::F64, out, 0, false), self.b.load(Ty::F64, out, 8, false));
                vec![self.float_to(re, part), self.float_to(im, part)]
            }
            other => unreachable!("{other:?} of complex numbers"),
        };
        self.b.make(ty, parts)
    }

    /// Between the two float types.
    pub(super) fn float_to(&mut self, value: Value, ty: Ty) -> Value {
        match (self.b.func.ty(value), ty) {
            (Ty::F32, Ty::F64) => self.b.emit1(Op::Unary(UnOp::Promote), vec![value], ty),
            (Ty::F64, Ty::F32) => self.b.emit1(Op::Unary(UnOp::Demote), vec![value], ty),
            _ => value,
        }
    }

    /// `-x`
    pub(super) fn negate(&mut self, x: &Expr) -> Value {
        let value = self.value(x);
        let Repr::Value(ty) = self.repr(x.ty) else { unreachable!("a number") };
        match ty {
            Ty::F32 | Ty::F64 => self.b.emit1(Op::Unary(UnOp::FNeg), vec![value], ty),
            Ty::C64 | Ty::C128 => {
                let parts = (0..2)
                    .map(|at| {
                        let part = self.b.part(value, at);
                        self.b.emit1(Op::Unary(UnOp::FNeg), vec![part], ty.parts()[0])
                    })
                    .collect();
                self.b.make(ty, parts)
            }
            _ => self.b.emit1(Op::Unary(UnOp::Neg), vec![value], ty),
        }
    }
}
