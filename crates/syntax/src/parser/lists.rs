//! Lists: separated and closed, of expressions, of types, of names.

use super::Parser;
use crate::ast::{Expr, Ident};
use crate::source::Pos;
use crate::token::Token;

impl Parser<'_, '_> {
    /// Parses elements with `element`, separated by `sep` (also allowed after the last), up to and with `close`.
    /// Nothing follows an element for which `element` returns true. Returns the position of `close`.
    pub(super) fn list(
        &mut self,
        context: &str,
        sep: Token,
        close: Token,
        mut element: impl FnMut(&mut Self) -> bool,
    ) -> Pos {
        let mut done = false;
        while !done && !self.at(Token::Eof) && !self.at(close) {
            done = element(self);
            if !self.got(sep) && !self.at(close) {
                let (sep, close_name) = (sep.described(), close.described());
                self.unexpected(&format!("in {context}; possibly missing {sep} or {close_name}"));
                self.skip_to(&[Token::RParen, Token::RBrack, Token::RBrace]);
                if !self.at(close) {
                    return self.pos();
                }
            }
        }
        let pos = self.pos();
        self.want(close);
        pos
    }

    /// `{ "," name }` after `first`.
    pub(super) fn name_list(&mut self, first: Ident) -> Vec<Ident> {
        let mut names = vec![first];
        while self.got(Token::Comma) {
            names.push(self.name());
        }
        names
    }

    /// `expr { "," expr }`.
    pub(super) fn expr_list(&mut self) -> Vec<Expr> {
        let mut list = vec![self.expr()];
        while self.got(Token::Comma) {
            list.push(self.expr());
        }
        list
    }

    /// `T { "," T } [ "," ]`, of which the first may be any expression unless `types_only`; also whether there was a
    /// comma.
    pub(super) fn type_list(&mut self, types_only: bool) -> (Vec<Expr>, bool) {
        self.expr_level += 1;
        let first = if types_only { self.type_() } else { self.expr() };
        let mut list = vec![first];
        let mut comma = false;
        while self.got(Token::Comma) {
            comma = true;
            match self.type_or_none() {
                Some(ty) => list.push(ty),
                None => break,
            }
        }
        self.expr_level -= 1;
        (list, comma)
    }

    /// The arguments of a call up to and with `)`; also the position of a `...` after the last, and of the `)`.
    pub(super) fn arguments(&mut self) -> (Vec<Expr>, Option<Pos>, Pos) {
        let mut args = vec![];
        let mut spread = None;
        self.expr_level += 1;
        let rparen = self.list("argument list", Token::Comma, Token::RParen, |p| {
            args.push(p.expr());
            let dots = p.pos();
            spread = p.got(Token::DotDotDot).then_some(dots);
            spread.is_some()
        });
        self.expr_level -= 1;
        (args, spread, rparen)
    }
}
