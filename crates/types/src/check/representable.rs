//! Whether constants fit their types, and what they become there.

use super::operand::OpMode;
use super::{Checker, Operand};
use crate::const_round::{exact, round_f32, round_f64};
use crate::constant::{Const, Real};
use crate::types::{Basic, TypeId};
use goslice_syntax::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use goslice_syntax::source::Pos;
use num_bigint::BigInt;
use num_traits::One;

/// Untyped integers may not grow beyond this many bits.
const MAX_BITS: u64 = 512;

/// Why a constant is not representable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misfit {
    Truncated,
    Overflows,
    /// Another kind of value altogether.
    Kind,
}

/// The value as `basic` holds it (floats rounded), if it fits.
pub(crate) fn represent(value: &Const, basic: Basic) -> Option<Const> {
    if basic.is_integer() {
        let int = value.to_int()?;
        let fits = match basic {
            Basic::UntypedInt | Basic::UntypedRune => true,
            _ => {
                let (lo, hi) = integer_range(basic);
                int >= lo && int <= hi
            }
        };
        return fits.then_some(Const::Int(int));
    }
    match basic {
        Basic::Bool | Basic::UntypedBool => matches!(value, Const::Bool(_)).then(|| value.clone()),
        Basic::String | Basic::UntypedString => matches!(value, Const::String(_)).then(|| value.clone()),
        Basic::UntypedFloat => value.to_real().map(Const::Float),
        Basic::UntypedComplex => value.to_complex().map(|(re, im)| Const::Complex(re, im)),
        Basic::Float32 | Basic::Float64 => round(&value.to_real()?, basic).map(Const::Float),
        Basic::Complex64 | Basic::Complex128 => {
            let part = if basic == Basic::Complex64 { Basic::Float32 } else { Basic::Float64 };
            let (re, im) = value.to_complex()?;
            Some(Const::Complex(round(&re, part)?, round(&im, part)?))
        }
        _ => None,
    }
}

fn round(value: &Real, basic: Basic) -> Option<Real> {
    let rounded = if basic == Basic::Float32 { f64::from(round_f32(value)) } else { round_f64(value) };
    rounded.is_finite().then(|| exact(rounded))
}

/// Number of bits of an integer type.
pub(crate) fn integer_bits(basic: Basic) -> u32 {
    match basic {
        Basic::Int8 | Basic::Uint8 => 8,
        Basic::Int16 | Basic::Uint16 => 16,
        Basic::Int32 | Basic::Uint32 => 32,
        _ => 64,
    }
}

fn integer_range(basic: Basic) -> (BigInt, BigInt) {
    let bits = integer_bits(basic);
    if basic.is_unsigned() {
        (BigInt::ZERO, (BigInt::one() << bits) - 1)
    } else {
        let limit = BigInt::one() << (bits - 1);
        (-limit.clone(), limit - 1)
    }
}

impl<'a> Checker<'a> {
    /// The value of constant `x` in type `basic`, or why there is none.
    pub(crate) fn representation(&self, x: &Operand<'a>, basic: Basic) -> Result<Const, Misfit> {
        let Some(value) = x.constant() else { return Err(Misfit::Kind) };
        if let Some(value) = represent(value, basic) {
            return Ok(value);
        }
        let from = self.u.basic(x.ty).unwrap_or(Basic::Invalid);
        Err(if from.is_numeric() && basic.is_numeric() {
            if !from.is_integer() && basic.is_integer() { Misfit::Truncated } else { Misfit::Overflows }
        } else {
            Misfit::Kind
        })
    }

    /// Makes constant `x` fit `basic`, or reports that it does not.
    pub(crate) fn fit(&mut self, x: &mut Operand<'a>, basic: Basic, target: TypeId) {
        match self.representation(x, basic) {
            Ok(value) => x.mode = OpMode::Constant(value),
            Err(misfit) => self.invalid_conversion(misfit, x, target),
        }
    }

    /// Reports that `x` cannot become a `target`.
    pub(crate) fn invalid_conversion(&mut self, misfit: Misfit, x: &mut Operand<'a>, target: TypeId) {
        let (shown, target_name) = (self.describe(x), self.show(target));
        let text = if self.old() {
            self.old_misfit(misfit, x, target)
        } else {
            match misfit {
                Misfit::Truncated => format!("{shown} truncated to {target_name}"),
                Misfit::Overflows => format!("{shown} overflows {target_name}"),
                Misfit::Kind if self.lang() < 20 => format!("cannot convert {shown} to {target_name}"),
                Misfit::Kind => format!("cannot convert {shown} to type {target_name}"),
            }
        };
        self.error_op(x, text);
        x.invalidate();
    }

    fn old_misfit(&self, misfit: Misfit, x: &Operand<'a>, target: TypeId) -> String {
        let target_name = self.show(target);
        let value = x.constant().map(Const::short).unwrap_or_default();
        match misfit {
            Misfit::Truncated if self.is(target, Basic::is_integer) => format!("constant {value} truncated to integer"),
            Misfit::Truncated => format!("constant {value} truncated to {target_name}"),
            Misfit::Overflows => format!("constant {value} overflows {target_name}"),
            Misfit::Kind => format!("cannot convert {} to type {target_name}", self.describe(x)),
        }
    }

    /// After a constant operation: typed results must fit their type, untyped integers stay below 512 bits.
    pub(crate) fn check_overflow(&mut self, x: &mut Operand<'a>, op_pos: Pos, e: &'a Expr) {
        let Some(value) = x.constant() else { return };
        if !self.u.is_untyped(x.ty) {
            x.expr = Some(e);
            if let Some(basic) = self.u.basic(x.ty) {
                self.fit(x, basic, basic.id());
            }
            return;
        }
        if let Const::Int(int) = value
            && int.bits() > MAX_BITS
        {
            let op = operation_name(e);
            let space = if op.is_empty() { "" } else { " " };
            self.error(op_pos, format!("constant {op}{space}overflow"));
            x.invalidate();
        }
    }
}

fn operation_name(e: &Expr) -> &'static str {
    match &e.kind {
        ExprKind::Binary { op, .. } => match op {
            BinaryOp::Add => "addition",
            BinaryOp::Sub => "subtraction",
            BinaryOp::Xor => "bitwise XOR",
            BinaryOp::Mul => "multiplication",
            BinaryOp::Shl => "shift",
            _ => "",
        },
        ExprKind::Unary { op: UnaryOp::BitNot, .. } => "bitwise complement",
        _ => "",
    }
}
