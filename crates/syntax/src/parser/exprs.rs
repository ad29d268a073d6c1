//! Expressions made with operators.

use super::{Parser, unparen};
use crate::ast::{BinaryOp, ChanDir, Expr, ExprKind, UnaryOp};
use crate::print::expr_string;
use crate::source::Pos;
use crate::token::{Operator, Token, precedence};

impl Parser<'_, '_> {
    /// Any expression.
    pub(super) fn expr(&mut self) -> Expr {
        self.binary_expr(0)
    }

    /// An expression of operators that bind more strongly than `above`.
    fn binary_expr(&mut self, above: u8) -> Expr {
        let outer = self.enter();
        let x = self.unary_expr();
        let x = self.binary_from(x, above);
        self.leave(outer);
        x
    }

    /// `x { op operand }` with operators that bind more strongly than `above`; `x` has been read.
    pub(super) fn binary_from(&mut self, mut x: Expr, above: u8) -> Expr {
        while let Some(op) = self.binary_operator()
            && precedence(op) > above
        {
            let op_pos = self.pos();
            self.next();
            let y = Box::new(self.binary_expr(precedence(op)));
            x = self.expr_node(x.pos, ExprKind::Binary { op, op_pos, x: Box::new(x), y });
            self.add_link();
        }
        x
    }

    /// The binary operator that the current token is.
    fn binary_operator(&self) -> Option<BinaryOp> {
        match (self.token(), self.lexer.operator) {
            (Token::Star, _) => Some(BinaryOp::Mul),
            (Token::Operator, Operator::Binary(op)) => Some(op),
            _ => None,
        }
    }

    /// `{ unary_op } PrimaryExpr`
    fn unary_expr(&mut self) -> Expr {
        let op = match self.token() {
            Token::Star => None,
            Token::Operator => match self.lexer.operator {
                Operator::Binary(BinaryOp::Add) => Some(UnaryOp::Plus),
                Operator::Binary(BinaryOp::Sub) => Some(UnaryOp::Neg),
                Operator::Binary(BinaryOp::Xor) => Some(UnaryOp::BitNot),
                Operator::Binary(BinaryOp::And) => Some(UnaryOp::Addr),
                Operator::Not => Some(UnaryOp::Not),
                Operator::Tilde => Some(UnaryOp::Tilde),
                Operator::Binary(_) => return self.primary_expr(),
            },
            Token::Arrow => Some(UnaryOp::Recv),
            _ => return self.primary_expr(),
        };
        let pos = self.pos();
        let outer = self.enter();
        self.next();
        let x = self.unary_expr();
        self.leave(outer);
        let kind = match op {
            None => ExprKind::Star(Box::new(x)),
            Some(UnaryOp::Recv) if matches!(x.kind, ExprKind::ChanType { .. }) => {
                return self.receive_type(pos, x);
            }
            Some(UnaryOp::Addr) => ExprKind::Unary { op: UnaryOp::Addr, x: Box::new(unparen(x)) },
            Some(op) => ExprKind::Unary { op, x: Box::new(x) },
        };
        self.expr_node(pos, kind)
    }

    /// The type that the arrow at `arrow` makes of the channel type `x` after it: `<-chan E`. If `x` is `chan<- F`, its
    /// arrow is really the first of the element type `<-F`, which must be a channel type too, and so on.
    fn receive_type(&mut self, arrow: Pos, mut x: Expr) -> Expr {
        let mut next_arrow = Some(arrow);
        let mut at = &mut x;
        while let Some(arrow) = next_arrow {
            if !matches!(at.kind, ExprKind::ChanType { .. }) {
                let shown = expr_string(at);
                self.syntax_error(&format!("unexpected {shown}, expected chan"));
            }
            let ExprKind::ChanType { dir, elem } = &mut at.kind else { break };
            if *dir == ChanDir::Recv {
                self.syntax_error("unexpected <-, expected chan");
            }
            next_arrow = if *dir == ChanDir::Send { self.send_arrow(at.id) } else { None };
            *dir = ChanDir::Recv;
            at.pos = arrow;
            at = elem;
        }
        x
    }

    /// Where the arrow of the `chan<-` type `id` is.
    fn send_arrow(&self, id: crate::ast::NodeId) -> Option<Pos> {
        self.send_arrows.iter().rev().find(|(of, _)| *of == id).map(|(_, arrow)| *arrow)
    }
}
