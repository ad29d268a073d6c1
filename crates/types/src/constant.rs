//! Constant values, of arbitrary precision as the Go specification asks.

use num_bigint::BigInt;
use num_rational::BigRational;
use std::sync::Arc;

/// The value of a constant expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    Bool(bool),
    /// Arbitrary bytes.
    String(Arc<[u8]>),
    Int(BigInt),
    Float(BigRational),
    Complex(BigRational, BigRational),
}
