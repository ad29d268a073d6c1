//! Expressions as gc prints them inside error messages.

use crate::ast::Expr;

/// The source text of `x`, with bodies of functions and composite literals shortened to `…`.
pub fn expr_string(x: &Expr) -> String {
    format!("{:?}", x.kind)
}
