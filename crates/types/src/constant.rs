//! Constant values: integers are exact, real numbers as exact as gc's.

pub use crate::const_float::BigFloat;
pub use crate::const_real::Real;
use num_bigint::BigInt;
use std::sync::Arc;

/// The value of a constant expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    Bool(bool),
    /// Arbitrary bytes.
    String(Arc<[u8]>),
    Int(BigInt),
    Float(Real),
    Complex(Real, Real),
}
