//! Types, and signatures of functions.

use super::{Parser, name_expr};
use crate::ast::{ChanDir, Expr, ExprKind, Field, FuncType, Ident};
use crate::source::Pos;
use crate::token::Token;

/// What follows a name that may be a field of array type or an instantiated type.
pub(super) enum ArrayOrArgs {
    /// `[]E` or `[n]E`
    Array(Expr),
    /// `[A, B]`
    Args { lbrack: Pos, indices: Vec<Expr>, rbrack: Pos },
}

impl Parser<'_, '_> {
    /// A type; without one, a complaint and a bad expression.
    pub(super) fn type_(&mut self) -> Expr {
        if let Some(ty) = self.type_or_none() {
            return ty;
        }
        let bad = self.bad_expr();
        self.expected("type");
        self.skip_to(&[Token::Comma, Token::Colon, Token::Semi, Token::RParen, Token::RBrack, Token::RBrace]);
        bad
    }

    /// `TypeName [ TypeArgs ] | TypeLit | "(" Type ")"`
    pub(super) fn type_or_none(&mut self) -> Option<Expr> {
        let outer = self.enter();
        let ty = self.type_or_none_nested();
        self.leave(outer);
        ty
    }

    fn type_or_none_nested(&mut self) -> Option<Expr> {
        let pos = self.pos();
        let kind = match self.token() {
            Token::Name => return Some(self.qualified_name(None)),
            Token::Struct => return Some(self.struct_type()),
            Token::Interface => return Some(self.interface_type()),
            Token::Star => {
                self.next();
                ExprKind::Star(Box::new(self.type_()))
            }
            Token::LBrack => {
                self.next();
                return Some(if self.got(Token::RBrack) { self.slice_type(pos) } else { self.array_type(pos, None) });
            }
            Token::Map => {
                self.next();
                self.want(Token::LBrack);
                let key = Box::new(self.type_());
                self.want(Token::RBrack);
                let value = Box::new(self.type_());
                ExprKind::MapType { key, value }
            }
            Token::Func => {
                self.next();
                ExprKind::FuncType(Box::new(self.signature(pos, Some("function type"))))
            }
            Token::Arrow => {
                self.next();
                self.want(Token::Chan);
                let elem = Box::new(self.chan_elem());
                ExprKind::ChanType { dir: ChanDir::Recv, elem }
            }
            Token::Chan => return Some(self.chan_type()),
            Token::LParen => {
                // Parentheses around types are not kept.
                self.next();
                let ty = self.type_();
                self.want(Token::RParen);
                return Some(ty);
            }
            _ => return None,
        };
        Some(self.expr_node(pos, kind))
    }

    /// `chan T` or `chan<- T`
    fn chan_type(&mut self) -> Expr {
        let pos = self.pos();
        self.next();
        let arrow = self.pos();
        let dir = if self.got(Token::Arrow) { ChanDir::Send } else { ChanDir::Both };
        let elem = Box::new(self.chan_elem());
        let ty = self.expr_node(pos, ExprKind::ChanType { dir, elem });
        if dir == ChanDir::Send {
            self.send_arrows.push((ty.id, arrow));
        }
        ty
    }

    fn chan_elem(&mut self) -> Expr {
        if let Some(ty) = self.type_or_none() {
            return ty;
        }
        let bad = self.bad_expr();
        self.syntax_error("missing channel element type");
        bad
    }

    /// The rest of a slice type, whose `[]` starts at `pos` and has been read.
    pub(super) fn slice_type(&mut self, pos: Pos) -> Expr {
        let elem = Box::new(self.type_());
        self.expr_node(pos, ExprKind::SliceType(elem))
    }

    /// The rest of an array type, whose `[`, at `pos`, has been read and perhaps the length too.
    pub(super) fn array_type(&mut self, pos: Pos, len: Option<Expr>) -> Expr {
        let len = match len {
            Some(len) => Some(Box::new(len)),
            None if self.got(Token::DotDotDot) => None,
            None => {
                self.expr_level += 1;
                let len = self.expr();
                self.expr_level -= 1;
                Some(Box::new(len))
            }
        };
        if self.at(Token::Comma) {
            // As after a type parameter.
            self.syntax_error("unexpected comma; expected ]");
            self.next();
        }
        self.want(Token::RBrack);
        let elem = Box::new(self.type_());
        self.expr_node(pos, ExprKind::ArrayType { len, elem })
    }

    /// After a name, at `[`: an array or slice type (the name is a field or parameter), or type arguments (the name is
    /// a type).
    pub(super) fn array_or_args(&mut self) -> ArrayOrArgs {
        let lbrack = self.pos();
        self.next();
        if self.got(Token::RBrack) {
            return ArrayOrArgs::Array(self.slice_type(lbrack));
        }
        let (mut indices, comma) = self.type_list(false);
        let rbrack = self.pos();
        self.want(Token::RBrack);
        if !comma && let Some(elem) = self.type_or_none() {
            let len = indices.pop().map(Box::new);
            return ArrayOrArgs::Array(self.expr_node(lbrack, ExprKind::ArrayType { len, elem: Box::new(elem) }));
        }
        ArrayOrArgs::Args { lbrack, indices, rbrack }
    }

    /// `name[indices]`
    pub(super) fn instance(&mut self, name: Ident, lbrack: Pos, indices: Vec<Expr>, rbrack: Pos) -> Expr {
        let x = Box::new(name_expr(name));
        self.expr_node(x.pos, ExprKind::Index { x, lbrack, indices, rbrack })
    }

    /// `[ PackageName "." ] identifier [ TypeArgs ]`; `name` is the first identifier if it has been read.
    pub(super) fn qualified_name(&mut self, name: Option<Ident>) -> Expr {
        let mut x = match name {
            Some(name) => name_expr(name),
            None if self.at(Token::Name) => name_expr(self.name()),
            None => {
                let name = self.blank_name(self.pos());
                self.expected("name");
                self.skip_to(&[Token::Dot, Token::Semi, Token::RBrace]);
                name_expr(name)
            }
        };
        if self.got(Token::Dot) {
            let sel = self.name();
            x = self.expr_node(x.pos, ExprKind::Selector { x: Box::new(x), sel });
        }
        if self.at(Token::LBrack) {
            x = self.type_instance(x);
        }
        x
    }

    /// `"[" type { "," type } [ "," ] "]"` after the generic type `x`.
    fn type_instance(&mut self, x: Expr) -> Expr {
        let lbrack = self.pos();
        self.next();
        let indices = if self.at(Token::RBrack) {
            let bad = self.bad_expr();
            self.expected("type argument list");
            vec![bad]
        } else {
            self.type_list(true).0
        };
        let rbrack = self.pos();
        self.want(Token::RBrack);
        self.expr_node(x.pos, ExprKind::Index { x: Box::new(x), lbrack, indices, rbrack })
    }

    /// `[ TypeParams ] Parameters [ Result ]`. With `no_type_params`, the name of what may not have type parameters,
    /// they are read but complained of. `pos` is the signature's position in the tree.
    pub(super) fn signature(&mut self, pos: Pos, no_type_params: Option<&str>) -> FuncType {
        let mut type_params = vec![];
        let lbrack = self.pos();
        if self.got(Token::LBrack) {
            if let Some(context) = no_type_params {
                self.syntax_error_at(lbrack, &format!("{context} must have no type parameters"));
            }
            if self.at(Token::RBrack) {
                self.syntax_error("empty type parameter list");
                self.next();
            } else {
                type_params = self.type_param_list(None);
            }
        }
        self.want(Token::LParen);
        let params = self.param_list(Token::RParen, true);
        let results = self.results();
        FuncType { pos, type_params, params, results }
    }

    /// `Parameters | Type`, if any.
    fn results(&mut self) -> Vec<Field> {
        if self.got(Token::LParen) {
            return self.param_list(Token::RParen, false);
        }
        let pos = self.pos();
        match self.type_or_none() {
            Some(ty) => vec![Field { pos, name: None, ty, shares_type: false, embedded: false, tag: None }],
            None => vec![],
        }
    }
}
