//! Operators on constant values, and the values of numeric literals.

use crate::const_float::BigFloat;
use crate::const_real::{MAX_RATIO_BITS, Real};
use crate::constant::Const;
use goslice_syntax::ast::{BinaryOp, LiteralKind, UnaryOp};
use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use num_traits::{One, Zero};
use std::cmp::Ordering;

impl Const {
    /// The value of a numeric literal (underscores and prefixes included); `None` when it is malformed or too large.
    pub fn from_number(kind: LiteralKind, text: &str) -> Option<Const> {
        let text: String = text.chars().filter(|c| *c != '_').collect::<String>().to_ascii_lowercase();
        match kind {
            LiteralKind::Int => parse_int(&text).map(Const::Int),
            LiteralKind::Float => parse_float(&text).map(Const::Float),
            LiteralKind::Imag => {
                let digits = text.strip_suffix('i')?;
                let decimal = digits.bytes().all(|b| b.is_ascii_digit());
                let value = if decimal {
                    // For backward compatibility leading zeros are decimal in imaginary literals.
                    Real::from(digits.parse::<BigInt>().ok()?)
                } else {
                    match parse_int(digits) {
                        Some(int) => Real::from(int),
                        None => parse_float(digits)?,
                    }
                };
                Some(Const::Complex(Real::zero(), value))
            }
            LiteralKind::Char | LiteralKind::String => None,
        }
    }

    /// The value as an integer, if it is one.
    pub fn to_int(&self) -> Option<BigInt> {
        match self {
            Const::Int(x) => Some(x.clone()),
            Const::Float(x) => x.to_integer(),
            Const::Complex(re, im) if im.is_zero() => re.to_integer(),
            _ => None,
        }
    }

    /// The value as a real number, if it is one.
    pub fn to_real(&self) -> Option<Real> {
        match self {
            Const::Int(x) => Some(Real::from(x.clone())),
            Const::Float(x) => Some(x.clone()),
            Const::Complex(re, im) if im.is_zero() => Some(re.clone()),
            _ => None,
        }
    }

    /// Real and imaginary part of a number.
    pub fn to_complex(&self) -> Option<(Real, Real)> {
        match self {
            Const::Complex(re, im) => Some((re.clone(), im.clone())),
            _ => self.to_real().map(|re| (re, Real::zero())),
        }
    }

    /// The value as an `i64`, if it is an integer in range.
    pub fn to_i64(&self) -> Option<i64> {
        self.to_int().and_then(|x| i64::try_from(x).ok())
    }

    /// The value as a `u64`, if it is an integer in range.
    pub fn to_u64(&self) -> Option<u64> {
        self.to_int().and_then(|x| u64::try_from(x).ok())
    }

    /// Whether a boolean constant is true.
    pub fn is_true(&self) -> bool {
        matches!(self, Const::Bool(true))
    }

    /// `op self`. `unsigned_bits` is the width of an unsigned type: `^x` then stays within it.
    pub(crate) fn unary(&self, op: UnaryOp, unsigned_bits: Option<u32>) -> Option<Const> {
        Some(match (op, self) {
            (UnaryOp::Plus, Const::Int(_) | Const::Float(_) | Const::Complex(..)) => self.clone(),
            (UnaryOp::Neg, Const::Int(x)) => Const::Int(-x),
            (UnaryOp::Neg, Const::Float(x)) => Const::Float(x.negated()),
            (UnaryOp::Neg, Const::Complex(re, im)) => Const::Complex(re.negated(), im.negated()),
            (UnaryOp::Not, Const::Bool(x)) => Const::Bool(!x),
            (UnaryOp::BitNot, Const::Int(x)) => Const::Int(match unsigned_bits {
                Some(bits) => ((BigInt::one() << bits) - 1u32) ^ x,
                None => !x,
            }),
            _ => return None,
        })
    }

    /// `self op other` for arithmetic, bitwise, logical and concatenation operators. Divisors are not zero.
    /// `integer` asks for the truncating division of integer types. `None` if the result is infinite, or the operator is not
    /// one of such constants.
    pub(crate) fn binary(&self, op: BinaryOp, other: &Const, integer: bool) -> Option<Const> {
        use BinaryOp::*;
        match (self, other) {
            (Const::Bool(x), Const::Bool(y)) => match op {
                LAnd => Some(Const::Bool(*x && *y)),
                LOr => Some(Const::Bool(*x || *y)),
                _ => None,
            },
            (Const::String(x), Const::String(y)) => {
                (op == Add).then(|| Const::String([&x[..], &y[..]].concat().into()))
            }
            (Const::Int(x), Const::Int(y)) => Some(Const::Int(match op {
                Add => x + y,
                Sub => x - y,
                Mul => x * y,
                Div if !integer => return real_op(op, &x.clone().into(), &y.clone().into()),
                Div => x / y,
                Rem => x % y,
                And => x & y,
                Or => x | y,
                Xor => x ^ y,
                AndNot => x & !y,
                _ => return None,
            })),
            (Const::Complex(..), _) | (_, Const::Complex(..)) => {
                let ((a, b), (c, d)) = (self.to_complex()?, other.to_complex()?);
                complex_op(op, (a, b), (c, d))
            }
            _ => real_op(op, &self.to_real()?, &other.to_real()?),
        }
    }

    /// `self << count` or `self >> count` of an integer.
    pub(crate) fn shift(&self, op: BinaryOp, count: u64) -> Option<Const> {
        let Const::Int(x) = self else { return None };
        Some(Const::Int(if op == BinaryOp::Shl { x << count } else { x >> count }))
    }

    /// `self op other` for a comparison.
    pub(crate) fn compare(&self, op: BinaryOp, other: &Const) -> Option<bool> {
        let holds = |order: Ordering| match op {
            BinaryOp::Eq => order.is_eq(),
            BinaryOp::Ne => order.is_ne(),
            BinaryOp::Lt => order.is_lt(),
            BinaryOp::Le => order.is_le(),
            BinaryOp::Gt => order.is_gt(),
            BinaryOp::Ge => order.is_ge(),
            _ => false,
        };
        match (self, other) {
            (Const::Bool(x), Const::Bool(y)) => Some(holds(x.cmp(y))),
            (Const::String(x), Const::String(y)) => Some(holds(x.cmp(y))),
            (Const::Int(x), Const::Int(y)) => Some(holds(x.cmp(y))),
            (Const::Complex(..), _) | (_, Const::Complex(..)) => {
                let equal = self.to_complex()? == other.to_complex()?;
                Some(if op == BinaryOp::Ne { !equal } else { equal })
            }
            _ => Some(holds(self.to_real()?.compare(&other.to_real()?))),
        }
    }

    /// Sign of a real number: negative, zero, positive.
    pub(crate) fn is_negative(&self) -> bool {
        match self {
            Const::Int(x) => x.sign() == Sign::Minus,
            Const::Float(x) => x.is_negative(),
            _ => false,
        }
    }

    /// Whether a number is zero.
    pub(crate) fn is_zero(&self) -> bool {
        match self {
            Const::Int(x) => x.is_zero(),
            Const::Float(x) => x.is_zero(),
            Const::Complex(re, im) => re.is_zero() && im.is_zero(),
            _ => false,
        }
    }
}

fn real_op(op: BinaryOp, x: &Real, y: &Real) -> Option<Const> {
    let result = match op {
        BinaryOp::Add => x.plus(y),
        BinaryOp::Sub => x.minus(y),
        BinaryOp::Mul => x.times(y),
        BinaryOp::Div => x.over(y),
        _ => None,
    };
    result.map(Const::Float)
}

fn complex_op(op: BinaryOp, (a, b): (Real, Real), (c, d): (Real, Real)) -> Option<Const> {
    let (re, im) = match op {
        BinaryOp::Add => (a.plus(&c)?, b.plus(&d)?),
        BinaryOp::Sub => (a.minus(&c)?, b.minus(&d)?),
        BinaryOp::Mul => (a.times(&c)?.minus(&b.times(&d)?)?, b.times(&c)?.plus(&a.times(&d)?)?),
        BinaryOp::Div => {
            let norm = c.times(&c)?.plus(&d.times(&d)?)?;
            let (re, im) = (a.times(&c)?.plus(&b.times(&d)?)?, b.times(&c)?.minus(&a.times(&d)?)?);
            (re.over(&norm)?, im.over(&norm)?)
        }
        _ => return None,
    };
    Some(Const::Complex(re, im))
}

/// An integer literal without underscores, in lower case.
fn parse_int(text: &str) -> Option<BigInt> {
    let (digits, base) = match text.get(..2) {
        Some("0x") => (&text[2..], 16),
        Some("0b") => (&text[2..], 2),
        Some("0o") => (&text[2..], 8),
        _ if text.len() > 1 && text.starts_with('0') => (&text[1..], 8),
        _ => (text, 10),
    };
    BigInt::parse_bytes(digits.as_bytes(), base)
}

/// A floating-point literal without underscores, in lower case; `None` if its exponent is out of range.
fn parse_float(text: &str) -> Option<Real> {
    let (text, base, exponent_mark) = match text.strip_prefix("0x") {
        Some(rest) => (rest, 16u32, 'p'),
        None => (text, 10, 'e'),
    };
    let (mantissa, exponent) = match text.split_once(exponent_mark) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let digits = if digits.is_empty() { "0" } else { &digits };
    let digits = BigInt::parse_bytes(digits.as_bytes(), base)?;
    if digits.is_zero() {
        return Some(Real::zero());
    }
    // The value is digits * radix^exponent, with the point moved behind the last digit.
    let (radix, places) = if base == 16 { (2, 4 * fraction.len()) } else { (10, fraction.len()) };
    let exponent = exponent.checked_sub(places as i64)?;
    i32::try_from(exponent.checked_add(digits.bits() as i64)?).ok()?;
    let float = match base {
        16 => BigFloat::new(digits.clone(), exponent)?,
        _ => BigFloat::from_decimal(digits.clone(), exponent)?,
    };
    if float.magnitude().abs() >= MAX_RATIO_BITS {
        return Some(Real::from_float(float));
    }
    if float.is_zero() {
        return Some(Real::zero());
    }
    let scale = BigInt::from(radix).pow(exponent.unsigned_abs() as u32);
    let ratio = if exponent < 0 { BigRational::new(digits, scale) } else { BigRational::from_integer(digits * scale) };
    Some(Real::Exact(ratio))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn real(text: &str) -> BigRational {
        match Const::from_number(LiteralKind::Float, text) {
            Some(Const::Float(Real::Exact(value))) => value,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn numbers_have_the_value_that_go_gives_them() {
        let int = |text| Const::from_number(LiteralKind::Int, text).and_then(|value| value.to_i64());
        assert_eq!(int("0x_FF"), Some(255));
        assert_eq!(int("0b101"), Some(5));
        assert_eq!(int("017"), Some(15));
        assert_eq!(int("0o17"), Some(15));
        assert_eq!(int("1_000"), Some(1000));
        assert_eq!(int("09"), None);
        assert_eq!(real("0x1p-2"), BigRational::new(1.into(), 4.into()));
        assert_eq!(real("1.5e1"), BigRational::from_integer(15.into()));
        assert_eq!(real(".25"), BigRational::new(1.into(), 4.into()));
        assert_eq!(Const::from_number(LiteralKind::Float, "1e1000000000"), None);
        let imaginary = Const::from_number(LiteralKind::Imag, "012i");
        assert_eq!(imaginary, Some(Const::Complex(Real::zero(), Real::from(BigInt::from(12)))));
    }

    #[test]
    fn integer_division_truncates_toward_zero() {
        let value = Const::Int((-7).into()).binary(BinaryOp::Div, &Const::Int(2.into()), true);
        assert_eq!(value, Some(Const::Int((-3).into())));
        let value = Const::Int((-7).into()).binary(BinaryOp::Rem, &Const::Int(2.into()), true);
        assert_eq!(value, Some(Const::Int((-1).into())));
    }

    #[test]
    fn complement_of_an_unsigned_constant_stays_in_its_width() {
        assert_eq!(Const::Int(1.into()).unary(UnaryOp::BitNot, Some(8)), Some(Const::Int(254.into())));
        assert_eq!(Const::Int(1.into()).unary(UnaryOp::BitNot, None), Some(Const::Int((-2).into())));
    }
}
