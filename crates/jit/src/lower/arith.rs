//! Arithmetic with Go's answers where Cranelift's differ: division, shifts, conversions.

use super::{Lowering, Result};
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::types::{F32, I32, I64};
use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Type, Value};
use cranelift_frontend::FunctionBuilder;
use goslice_ir::func::Inst;
use goslice_ir::op::{BinOp, FloatCc, IntCc, UnOp};

/// An integer constant; bits above the type's width do not count.
pub(super) fn constant(b: &mut FunctionBuilder<'_>, ty: Type, bits: i64) -> Value {
    let mask = u64::MAX >> (64 - ty.bits());
    b.ins().iconst(ty, (bits as u64 & mask) as i64)
}

/// The Cranelift condition.
pub(super) fn int_cc(cc: IntCc) -> IntCC {
    match cc {
        IntCc::Eq => IntCC::Equal,
        IntCc::Ne => IntCC::NotEqual,
        IntCc::Slt => IntCC::SignedLessThan,
        IntCc::Sle => IntCC::SignedLessThanOrEqual,
        IntCc::Sgt => IntCC::SignedGreaterThan,
        IntCc::Sge => IntCC::SignedGreaterThanOrEqual,
        IntCc::Ult => IntCC::UnsignedLessThan,
        IntCc::Ule => IntCC::UnsignedLessThanOrEqual,
        IntCc::Ugt => IntCC::UnsignedGreaterThan,
        IntCc::Uge => IntCC::UnsignedGreaterThanOrEqual,
    }
}

/// The Cranelift condition: true on NaN for `Ne` only.
pub(super) fn float_cc(cc: FloatCc) -> FloatCC {
    match cc {
        FloatCc::Eq => FloatCC::Equal,
        FloatCc::Ne => FloatCC::NotEqual,
        FloatCc::Lt => FloatCC::LessThan,
        FloatCc::Le => FloatCC::LessThanOrEqual,
        FloatCc::Gt => FloatCC::GreaterThan,
        FloatCc::Ge => FloatCC::GreaterThanOrEqual,
    }
}

/// How a narrow integer becomes a wider one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extend {
    Sign,
    Zero,
}

impl Lowering<'_> {
    pub(super) fn binary(&mut self, op: BinOp, inst: &Inst) -> Result<Value> {
        let [x, y] = self.operands(inst)?;
        let y_const = self.constants[inst.args[1].0 as usize];
        Ok(match op {
            BinOp::Add => self.b.ins().iadd(x, y),
            BinOp::Sub => self.b.ins().isub(x, y),
            BinOp::Mul => self.narrow_free(x, y, Extend::Zero, |b, x, y| b.ins().imul(x, y)),
            BinOp::And => self.b.ins().band(x, y),
            BinOp::Or => self.b.ins().bor(x, y),
            BinOp::Xor => self.b.ins().bxor(x, y),
            BinOp::DivS => self.div_signed(x, y, y_const),
            BinOp::DivU => self.narrow_free(x, y, Extend::Zero, |b, x, y| b.ins().udiv(x, y)),
            // Cranelift's is 0 for MinInt % -1, as Go's.
            BinOp::RemS => self.narrow_free(x, y, Extend::Sign, |b, x, y| b.ins().srem(x, y)),
            BinOp::RemU => self.narrow_free(x, y, Extend::Zero, |b, x, y| b.ins().urem(x, y)),
            BinOp::Shl | BinOp::ShrU | BinOp::ShrS => self.shift(op, x, y, y_const),
            BinOp::FAdd => self.b.ins().fadd(x, y),
            BinOp::FSub => self.b.ins().fsub(x, y),
            BinOp::FMul => self.b.ins().fmul(x, y),
            BinOp::FDiv => self.b.ins().fdiv(x, y),
            BinOp::FMin => self.b.ins().fmin(x, y),
            BinOp::FMax => self.b.ins().fmax(x, y),
        })
    }

    /// `value` with at least 32 bits.
    fn widen(&mut self, value: Value, extend: Extend) -> Value {
        if self.type_of(value).bits() >= 32 {
            return value;
        }
        match extend {
            Extend::Sign => self.b.ins().sextend(I32, value),
            Extend::Zero => self.b.ins().uextend(I32, value),
        }
    }

    /// `value` cut to type `ty`, of at most its width.
    fn narrow(&mut self, value: Value, ty: Type) -> Value {
        if self.type_of(value) == ty { value } else { self.b.ins().ireduce(ty, value) }
    }

    fn type_of(&self, value: Value) -> Type {
        self.b.func.dfg.value_type(value)
    }

    /// `op` on x and y, done in 32 bits where they are narrower.
    fn narrow_free(
        &mut self,
        x: Value,
        y: Value,
        extend: Extend,
        op: impl FnOnce(&mut FunctionBuilder<'_>, Value, Value) -> Value,
    ) -> Value {
        let ty = self.type_of(x);
        let (x, y) = (self.widen(x, extend), self.widen(y, extend));
        let wide = op(&mut self.b, x, y);
        self.narrow(wide, ty)
    }

    /// MinInt / -1 is MinInt; the machine's division faults there.
    fn div_signed(&mut self, x: Value, y: Value, y_const: Option<i64>) -> Value {
        let ty = self.type_of(x);
        match y_const {
            Some(-1) => return self.b.ins().ineg(x),
            // No fault: either the type is narrow and the division is done in 32 bits, or y is another constant.
            _ if ty.bits() < 32 || y_const.is_some() => {
                return self.narrow_free(x, y, Extend::Sign, |b, x, y| b.ins().sdiv(x, y));
            }
            _ => {}
        }
        let is_minus_one = self.b.ins().icmp_imm_s(IntCC::Equal, y, -1);
        let one = self.b.ins().iconst(ty, 1);
        let divisor = self.b.ins().select(is_minus_one, one, y);
        let quotient = self.b.ins().sdiv(x, divisor);
        let negated = self.b.ins().ineg(x);
        self.b.ins().select(is_minus_one, negated, quotient)
    }

    /// Counts are unsigned, of 64 bits, and may exceed the width; Cranelift's are taken modulo the width.
    fn shift(&mut self, op: BinOp, x: Value, count: Value, count_const: Option<i64>) -> Value {
        let ty = self.type_of(x);
        let extend = if op == BinOp::ShrS { Extend::Sign } else { Extend::Zero };
        let x = self.widen(x, extend);
        let wide = self.type_of(x);
        let width = u64::from(wide.bits());
        let shifted = match (op, count_const) {
            (BinOp::ShrS, Some(count)) => {
                let count = (count as u64).min(width - 1);
                self.b.ins().sshr_imm_u(x, count as i64)
            }
            (_, Some(count)) if count as u64 >= width => self.b.ins().iconst(wide, 0),
            (BinOp::Shl, Some(count)) => self.b.ins().ishl_imm_u(x, count),
            (_, Some(count)) => self.b.ins().ushr_imm_u(x, count),
            (BinOp::ShrS, None) => {
                let most = self.b.ins().iconst(I64, width as i64 - 1);
                let in_range = self.b.ins().icmp(IntCC::UnsignedLessThan, count, most);
                let count = self.b.ins().select(in_range, count, most);
                self.b.ins().sshr(x, count)
            }
            (_, None) => {
                let shifted = if op == BinOp::Shl { self.b.ins().ishl(x, count) } else { self.b.ins().ushr(x, count) };
                let in_range = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThan, count, width as i64);
                let zero = self.b.ins().iconst(wide, 0);
                self.b.ins().select(in_range, shifted, zero)
            }
        };
        self.narrow(shifted, ty)
    }

    pub(super) fn unary(&mut self, op: UnOp, inst: &Inst) -> Result<Value> {
        let [x] = self.operands(inst)?;
        let to = self.result_type(inst)?;
        let from = self.type_of(x);
        Ok(match op {
            UnOp::Neg => self.b.ins().ineg(x),
            UnOp::Not => self.b.ins().bnot(x),
            UnOp::FNeg => self.b.ins().fneg(x),
            UnOp::SExt | UnOp::ZExt | UnOp::Trunc | UnOp::Bitcast if from == to => x,
            UnOp::SExt => self.b.ins().sextend(to, x),
            UnOp::ZExt => self.b.ins().uextend(to, x),
            UnOp::Trunc => self.b.ins().ireduce(to, x),
            UnOp::IntToFloat => {
                let x = self.widen(x, Extend::Sign);
                self.b.ins().fcvt_from_sint(to, x)
            }
            UnOp::UintToFloat => {
                let x = self.widen(x, Extend::Zero);
                self.b.ins().fcvt_from_uint(to, x)
            }
            UnOp::FloatToInt if to == I32 => self.float_to_int32(x),
            UnOp::FloatToInt => self.float_to_int(x),
            UnOp::FloatToUint => self.float_to_uint(x),
            UnOp::Promote => self.b.ins().fpromote(to, x),
            UnOp::Demote => self.b.ins().fdemote(to, x),
            UnOp::Bitcast => self.b.ins().bitcast(to, MemFlagsData::new(), x),
        })
    }

    /// 2^63 in the float type of `like`.
    fn two_to_63(&mut self, like: Value) -> Value {
        const LIMIT: f64 = (1u64 << 63) as f64;
        if self.type_of(like) == F32 { self.b.ins().f32const(LIMIT as f32) } else { self.b.ins().f64const(LIMIT) }
    }

    /// As cvttsd2si: what does not fit, and NaN, becomes MinInt. Cranelift's saturating conversion differs from it only
    /// for NaN and from 2^63 on.
    fn float_to_int(&mut self, x: Value) -> Value {
        let saturated = self.b.ins().fcvt_to_sint_sat(I64, x);
        let limit = self.two_to_63(x);
        let fits = self.b.ins().fcmp(FloatCC::LessThan, x, limit);
        let min_int = self.b.ins().iconst(I64, i64::MIN);
        self.b.ins().select(fits, saturated, min_int)
    }

    /// As the 32-bit form of cvttsd2si: what does not fit becomes the smallest int32.
    fn float_to_int32(&mut self, x: Value) -> Value {
        let wide = self.float_to_int(x);
        let narrow = self.b.ins().ireduce(I32, wide);
        let back = self.b.ins().sextend(I64, narrow);
        let fits = self.b.ins().icmp(IntCC::Equal, back, wide);
        let min_int = self.b.ins().iconst(I32, i64::from(i32::MIN));
        self.b.ins().select(fits, narrow, min_int)
    }

    /// As gc on amd64: from 2^63 on (and for NaN), converts x - 2^63 and sets the top bit.
    fn float_to_uint(&mut self, x: Value) -> Value {
        let limit = self.two_to_63(x);
        let small = self.b.ins().fcmp(FloatCC::LessThan, x, limit);
        let less = self.b.ins().fsub(x, limit);
        let x = self.b.ins().select(small, x, less);
        let converted = self.float_to_int(x);
        let (top, none) = (self.b.ins().iconst(I64, i64::MIN), self.b.ins().iconst(I64, 0));
        let set = self.b.ins().select(small, none, top);
        self.b.ins().bor(converted, set)
    }
}
