//! Operands, and what can follow them: selectors, indices, calls, composite literals.

use super::{Parser, name_expr};
use crate::ast::{Element, Expr, ExprKind};
use crate::error::SyntaxError;
use crate::source::Pos;
use crate::token::Token;

impl Parser<'_, '_> {
    /// An operand with its selectors, indices, assertions, calls and literal values.
    pub(super) fn primary_expr(&mut self) -> Expr {
        let x = self.operand();
        self.primary_from(x)
    }

    /// A literal, a name, a type, a function literal, or an expression in parentheses.
    fn operand(&mut self) -> Expr {
        let pos = self.pos();
        match self.token() {
            Token::Name => name_expr(self.name()),
            Token::Literal => {
                // gc's checker passes over malformed literals in silence, as over anything bad.
                let kind = if self.lexer.bad {
                    ExprKind::Bad
                } else {
                    ExprKind::Literal { kind: self.lexer.kind, text: self.lexer.text() }
                };
                self.next();
                self.expr_node(pos, kind)
            }
            Token::LParen => {
                self.next();
                self.expr_level += 1;
                let x = Box::new(self.expr());
                self.expr_level -= 1;
                self.want(Token::RParen);
                self.expr_node(pos, ExprKind::Paren(x))
            }
            Token::Func => {
                self.next();
                let sig = self.signature(pos, Some("function type"));
                if !self.at(Token::LBrace) {
                    return self.expr_node(pos, ExprKind::FuncType(Box::new(sig)));
                }
                self.expr_level += 1;
                let body = self.func_body();
                self.expr_level -= 1;
                self.expr_node(pos, ExprKind::FuncLit { sig, body })
            }
            Token::LBrack | Token::Chan | Token::Map | Token::Struct | Token::Interface => self.type_(),
            _ => {
                let bad = self.bad_expr();
                self.expected("expression");
                self.skip_to(&[Token::RParen, Token::RBrack, Token::RBrace]);
                bad
            }
        }
    }

    /// What follows the operand `x`, which has been read.
    pub(super) fn primary_from(&mut self, mut x: Expr) -> Expr {
        loop {
            x = match self.token() {
                Token::Dot => self.selector_or_assertion(x),
                Token::LBrack => self.index_or_slice(x),
                Token::LParen => {
                    let lparen = self.pos();
                    self.next();
                    let (args, spread, rparen) = self.arguments();
                    self.expr_node(x.pos, ExprKind::Call { fun: Box::new(x), lparen, args, spread, rparen })
                }
                Token::LBrace if self.may_be_literal_type(&x) => {
                    if matches!(x.kind, ExprKind::Paren(_)) {
                        self.syntax_error("cannot parenthesize type in composite literal");
                    }
                    let pos = x.pos;
                    self.composite_value(pos, Some(Box::new(x)))
                }
                _ => return x,
            };
            self.add_link();
        }
    }

    /// `x.name`, `x.(T)` or `x.(type)`
    fn selector_or_assertion(&mut self, x: Expr) -> Expr {
        let pos = x.pos;
        self.next();
        match self.token() {
            Token::Name => {
                let sel = self.name();
                self.expr_node(pos, ExprKind::Selector { x: Box::new(x), sel })
            }
            Token::LParen => {
                self.next();
                let ty = if self.got(Token::Type) { None } else { Some(Box::new(self.type_())) };
                self.want(Token::RParen);
                self.expr_node(pos, ExprKind::TypeAssert { x: Box::new(x), ty })
            }
            _ => {
                self.expected("name or (");
                self.skip_to(&[Token::Semi, Token::RParen]);
                x
            }
        }
    }

    /// `x[i]`, `x[A, B]`, `x[lo:hi]` or `x[lo:hi:max]`
    fn index_or_slice(&mut self, x: Expr) -> Expr {
        let lbrack = self.pos();
        self.next();
        let mut lo = None;
        if !self.at(Token::Colon) {
            let (mut indices, comma) = if self.at(Token::RBrack) {
                let bad = self.bad_expr();
                self.expected("operand");
                (vec![bad], false)
            } else {
                self.type_list(false)
            };
            if comma || self.at(Token::RBrack) {
                let rbrack = self.pos();
                self.want(Token::RBrack);
                return self.expr_node(x.pos, ExprKind::Index { x: Box::new(x), lbrack, indices, rbrack });
            }
            lo = indices.pop().map(Box::new);
        }

        if !self.got(Token::Colon) {
            self.expected("comma, : or ]");
            self.skip_to(&[Token::Comma, Token::Colon, Token::RBrack]);
        }
        self.expr_level += 1;
        let mut hi = None;
        let mut max = None;
        if !matches!(self.token(), Token::Colon | Token::RBrack) {
            hi = Some(Box::new(self.expr()));
        }
        let three = self.at(Token::Colon);
        if three {
            let mut middle = None;
            if hi.is_none() {
                middle = Some(SyntaxError::new(self.pos(), "middle index required in 3-index slice"));
                hi = Some(Box::new(self.bad_expr()));
            }
            self.next();
            let missing = self.at(Token::RBrack);
            let found = if missing { self.bad_expr() } else { self.expr() };
            max = Some(Box::new(found));
            let end = self.pos();
            self.lexer.errors.errors.extend(middle.map(|error| SyntaxError { before_17: Some(end), ..error }));
            if missing {
                self.error_at(end, "final index required in 3-index slice");
            }
        }
        self.expr_level -= 1;
        self.want(Token::RBrack);
        self.expr_node(x.pos, ExprKind::Slice { x: Box::new(x), lbrack, lo, hi, max, three })
    }

    /// Whether `{` after `x` opens a composite literal. After a name it may also open the body of a statement whose
    /// header this is; then the literal must be in brackets of some kind.
    fn may_be_literal_type(&self, mut x: &Expr) -> bool {
        while let ExprKind::Paren(inner) = &x.kind {
            x = inner;
        }
        match &x.kind {
            ExprKind::Name(_) | ExprKind::Selector { .. } => self.expr_level >= 0,
            ExprKind::Index { .. } => self.expr_level >= 0 && !is_value(x),
            ExprKind::ArrayType { .. }
            | ExprKind::SliceType(_)
            | ExprKind::StructType { .. }
            | ExprKind::MapType { .. } => true,
            _ => false,
        }
    }

    /// `"{" [ ElementList [ "," ] ] "}"` as a literal of type `ty` that starts at `pos`.
    fn composite_value(&mut self, pos: Pos, ty: Option<Box<Expr>>) -> Expr {
        let outer = self.enter();
        let lbrace = self.pos();
        self.expr_level += 1;
        self.next();
        let mut elems = vec![];
        let rbrace = self.list("composite literal", Token::Comma, Token::RBrace, |p| {
            let mut value = p.element_part();
            let mut key = None;
            if p.got(Token::Colon) {
                key = Some(std::mem::replace(&mut value, p.element_part()));
            }
            elems.push(Element { key, value });
            false
        });
        self.expr_level -= 1;
        self.leave(outer);
        self.expr_node(pos, ExprKind::Composite { ty, lbrace, elems, rbrace })
    }

    /// A key or value in a composite literal: an expression, or a literal value without its type.
    fn element_part(&mut self) -> Expr {
        if self.at(Token::LBrace) { self.composite_value(self.pos(), None) } else { self.expr() }
    }
}

/// Whether `x` can only be a value, not a type.
fn is_value(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::Literal { .. }
        | ExprKind::Composite { .. }
        | ExprKind::FuncLit { .. }
        | ExprKind::Slice { .. }
        | ExprKind::TypeAssert { .. }
        | ExprKind::Call { .. }
        | ExprKind::Unary { .. }
        | ExprKind::Binary { .. } => true,
        ExprKind::Paren(x) => is_value(x),
        ExprKind::Index { x, indices, .. } => is_value(x) || matches!(&indices[..], [index] if is_value(index)),
        _ => false,
    }
}
