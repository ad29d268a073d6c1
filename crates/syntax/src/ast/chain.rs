//! Copies of expressions. `a + b + c + ...` and `a.b.c...` are trees as deep as they are long, up to
//! [`MAX_HEIGHT`](crate::parser::MAX_HEIGHT) nodes, so the links of such chains are copied in a loop. All other nodes nest, which the
//! parser allows [`MAX_NESTING`](crate::parser::MAX_NESTING) times: there the copy recurses.

use super::{Expr, ExprKind};

impl Clone for Expr {
    fn clone(&self) -> Expr {
        let mut links = Vec::new();
        let mut at = self;
        while let Some(inner) = at.chained() {
            links.push(at);
            at = inner;
        }
        let mut copy = Expr { id: at.id, pos: at.pos, kind: at.kind.clone() };
        for link in links.into_iter().rev() {
            copy = Expr { id: link.id, pos: link.pos, kind: link.kind.clone_around(copy) };
        }
        copy
    }
}

impl Expr {
    /// The expression that a link of a chain follows.
    fn chained(&self) -> Option<&Expr> {
        match &self.kind {
            ExprKind::Selector { x, .. }
            | ExprKind::Index { x, .. }
            | ExprKind::Slice { x, .. }
            | ExprKind::TypeAssert { x, .. }
            | ExprKind::Call { fun: x, .. }
            | ExprKind::Binary { x, .. } => Some(x),
            _ => None,
        }
    }
}

impl ExprKind {
    /// A copy of a chain's link that follows `x` instead of what it follows.
    fn clone_around(&self, x: Expr) -> ExprKind {
        let x = Box::new(x);
        match self {
            ExprKind::Selector { sel, .. } => ExprKind::Selector { x, sel: sel.clone() },
            ExprKind::Index { lbrack, indices, rbrack, .. } => {
                ExprKind::Index { x, lbrack: *lbrack, indices: indices.clone(), rbrack: *rbrack }
            }
            ExprKind::Slice { lbrack, lo, hi, max, three, .. } => {
                ExprKind::Slice { x, lbrack: *lbrack, lo: lo.clone(), hi: hi.clone(), max: max.clone(), three: *three }
            }
            ExprKind::TypeAssert { ty, .. } => ExprKind::TypeAssert { x, ty: ty.clone() },
            ExprKind::Call { lparen, args, spread, rparen, .. } => {
                ExprKind::Call { fun: x, lparen: *lparen, args: args.clone(), spread: *spread, rparen: *rparen }
            }
            ExprKind::Binary { op, op_pos, y, .. } => ExprKind::Binary { op: *op, op_pos: *op_pos, x, y: y.clone() },
            other => unreachable!("{other:?} is no link of a chain"),
        }
    }
}
