//! The headers of `if`, `for` and `switch`.

use super::Parser;
use super::stmts::Simple;
use crate::ast::{Expr, ExprKind, Ident, Stmt, StmtKind};
use crate::print::{emphasized, simple_stmt_string};
use crate::source::Pos;
use crate::token::{Semi, Token};

/// What a header says.
#[derive(Default)]
pub(super) struct Header {
    pub(super) init: Option<Stmt>,
    pub(super) cond: Option<Cond>,
    pub(super) post: Option<Stmt>,
}

/// A condition, a tag, or what stands in their place.
pub(super) enum Cond {
    Expr(Expr),
    /// `bind := x.(type)`
    Guard {
        bind: Ident,
        x: Expr,
    },
    Range(RangeHead),
}

/// The header of a `for` statement with `range`.
pub(super) struct RangeHead {
    pub(super) lhs: Vec<Expr>,
    pub(super) define: bool,
    pub(super) op_pos: Pos,
    pub(super) x: Expr,
}

impl Parser<'_, '_> {
    /// What stands between the keyword of an `if`, `for` or `switch` statement and its body. The keyword is the
    /// current token.
    pub(super) fn header(&mut self, keyword: Token) -> Header {
        self.next();
        if self.at(Token::LBrace) {
            let mut header = Header::default();
            if keyword == Token::If {
                self.syntax_error("missing condition in if statement");
                header.cond = Some(Cond::Expr(self.bad_expr()));
            }
            return header;
        }
        let outer_level = std::mem::replace(&mut self.expr_level, -1);
        let header = self.header_parts(keyword);
        self.expr_level = outer_level;
        header
    }

    /// `[ init ";" ] [ cond ]`, for `for` also `[ init ] ";" [ cond ] ";" [ post ]`
    fn header_parts(&mut self, keyword: Token) -> Header {
        let mut header = Header::default();
        let mut first = None;
        if !self.at(Token::Semi) {
            if self.got(Token::Var) {
                self.syntax_error(&format!("var declaration not allowed in {} initializer", keyword.spelling()));
            }
            first = match self.simple_stmt(Some(keyword)) {
                Simple::Range(range) => {
                    header.cond = Some(Cond::Range(range));
                    return header;
                }
                first => Some(first),
            };
        }
        if self.at(Token::LBrace) {
            header.cond = self.condition(keyword, first, None);
            return header;
        }

        header.init = first.map(|first| self.plain(first));
        let semi = if self.at(Token::Semi) {
            let semi = (self.pos(), self.lexer.semi);
            self.next();
            Some(semi)
        } else {
            self.want(Token::LBrace);
            if !self.at(Token::LBrace) {
                self.skip_to(&[Token::LBrace, Token::RBrace]);
            }
            None
        };
        let mut second = None;
        if keyword == Token::For {
            if !self.at(Token::Semi) {
                if self.at(Token::LBrace) {
                    self.expected("for loop condition");
                    return header;
                }
                second = Some(self.simple_stmt(None));
            }
            self.want(Token::Semi);
            if !self.at(Token::LBrace) {
                let post = self.simple_stmt(None);
                let post = self.plain(post);
                if let StmtKind::Define { op_pos, .. } = post.kind {
                    self.syntax_error_at(op_pos, "cannot declare in post statement of for loop");
                }
                header.post = Some(post);
            }
        } else if !self.at(Token::LBrace) {
            second = Some(self.simple_stmt(Some(keyword)));
        }
        header.cond = self.condition(keyword, second, semi);
        header
    }

    /// The condition that `stmt`, the second part of a header or the only one, states. `semi` is what stands between
    /// the parts.
    fn condition(&mut self, keyword: Token, stmt: Option<Simple>, semi: Option<(Pos, Semi)>) -> Option<Cond> {
        let stmt = match stmt {
            Some(Simple::Guard { bind, x, .. }) => return Some(Cond::Guard { bind, x }),
            Some(Simple::Range(range)) => return Some(Cond::Range(range)),
            Some(Simple::Stmt(Stmt { kind: StmtKind::Expr(x), .. })) => return Some(Cond::Expr(x)),
            Some(Simple::Stmt(stmt)) => stmt,
            None => {
                let (pos, semi) = semi.filter(|_| keyword == Token::If)?;
                if semi == Semi::Semicolon {
                    self.syntax_error_at(pos, "missing condition in if statement");
                } else {
                    let semi = semi.described();
                    self.syntax_error_at(pos, &format!("unexpected {semi}, expected {{ after if clause"));
                }
                return Some(Cond::Expr(self.expr_node(pos, ExprKind::Bad)));
            }
        };
        // `if a = b` for `if a == b` is a common mistake: make the `=` stand out.
        let (pos, shown) = match &stmt.kind {
            StmtKind::Assign { lhs, op_pos, rhs } => {
                (*op_pos, format!("assignment {} = {}", emphasized(lhs), emphasized(rhs)))
            }
            StmtKind::Define { op_pos, .. }
            | StmtKind::AssignOp { op_pos, .. }
            | StmtKind::IncDec { op_pos, .. }
            | StmtKind::Send { op_pos, .. } => (*op_pos, simple_stmt_string(&stmt)),
            _ => (stmt.pos, simple_stmt_string(&stmt)),
        };
        self.syntax_error_at(pos, &format!("cannot use {shown} as value"));
        None
    }
}
