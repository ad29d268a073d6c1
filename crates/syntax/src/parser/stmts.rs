//! Statements.

use super::headers::{Cond, Header, RangeHead};
use super::{Parser, name_expr, unparen};
use crate::ast::{
    BinaryOp, Block, CaseClause, CommClause, Expr, ExprKind, Ident, RangeStmt, Stmt, StmtKind, TypeSwitchStmt,
};
use crate::source::Pos;
use crate::token::{Operator, Token};

/// A simple statement, or what may stand in its place in a header.
pub(super) enum Simple {
    Stmt(Stmt),
    Range(RangeHead),
    /// `bind := x.(type)`; `guard` is all of `x.(type)`.
    Guard {
        bind: Ident,
        op_pos: Pos,
        x: Expr,
        guard: (crate::ast::NodeId, Pos),
    },
}

impl Parser<'_, '_> {
    /// The body of a function, at `{`.
    pub(super) fn func_body(&mut self) -> Block {
        self.func_depth += 1;
        let errors = self.lexer.errors.count();
        let body = self.block(None);
        self.func_depth -= 1;
        if errors == self.lexer.errors.count() {
            self.check_branches(&body);
        }
        body
    }

    /// `"{" StatementList "}"`, after `context` if the `{` may be missing.
    fn block(&mut self, context: Option<&str>) -> Block {
        let lbrace = self.pos();
        if !self.got(Token::LBrace) {
            // As C has it: braces around a single statement left out.
            self.expected(&format!("{{ after {}", context.unwrap_or_default()));
            self.skip_to(&[Token::Name, Token::RBrace]);
            let rbrace = self.pos();
            if self.got(Token::RBrace) {
                return Block { lbrace, stmts: vec![], rbrace };
            }
        }
        let stmts = self.stmt_list();
        let rbrace = self.pos();
        self.want(Token::RBrace);
        Block { lbrace, stmts, rbrace }
    }

    /// `{ Statement ";" }`
    fn stmt_list(&mut self) -> Vec<Stmt> {
        let mut stmts = vec![];
        while !matches!(self.token(), Token::Eof | Token::RBrace | Token::Case | Token::Default) {
            let outer = self.enter();
            let stmt = self.stmt_or_none();
            self.leave(outer);
            self.drop_directives();
            let Some(stmt) = stmt else { break };
            stmts.push(stmt);
            if !self.got(Token::Semi) && !self.at(Token::RBrace) {
                self.unexpected("at end of statement");
                self.skip_to(&[Token::Semi, Token::RBrace, Token::Case, Token::Default]);
                self.got(Token::Semi);
            }
        }
        stmts
    }

    /// A statement without its semicolon.
    fn stmt_or_none(&mut self) -> Option<Stmt> {
        let pos = self.pos();
        let kind = match self.token() {
            Token::Name => {
                self.drop_directives();
                let list = self.expr_list();
                if self.at(Token::Colon) && matches!(&list[..], [Expr { kind: ExprKind::Name(_), .. }]) {
                    let label = list.into_iter().find_map(into_name)?;
                    return self.labeled_stmt_or_none(label);
                }
                let simple = self.simple_stmt_from(list, None);
                return Some(self.plain(simple));
            }
            Token::Var | Token::Const | Token::Type => {
                let mut decls = vec![];
                self.declaration(&mut decls);
                StmtKind::Decl(decls)
            }
            Token::Literal
            | Token::Func
            | Token::LParen
            | Token::LBrack
            | Token::Struct
            | Token::Map
            | Token::Chan
            | Token::Interface
            | Token::Arrow
            | Token::Star => return Some(self.plain_simple_stmt()),
            Token::Operator if self.at_unary_operator() => return Some(self.plain_simple_stmt()),
            Token::LBrace => StmtKind::Block(self.block(None)),
            Token::If => return Some(self.if_stmt()),
            Token::For => self.for_stmt(),
            Token::Switch => self.switch_stmt(),
            Token::Select => self.select_stmt(),
            Token::Go | Token::Defer => self.call_stmt(),
            Token::Return => {
                self.next();
                let at_end = matches!(self.token(), Token::Semi | Token::RBrace);
                StmtKind::Return(if at_end { vec![] } else { self.expr_list() })
            }
            Token::Break | Token::Continue => {
                let is_break = self.at(Token::Break);
                self.next();
                let label = self.at(Token::Name).then(|| self.name());
                if is_break { StmtKind::Break(label) } else { StmtKind::Continue(label) }
            }
            Token::Goto => {
                self.next();
                StmtKind::Goto(self.name())
            }
            Token::Fallthrough => {
                self.next();
                StmtKind::Fallthrough
            }
            Token::Semi => StmtKind::Empty,
            _ => return None,
        };
        Some(self.stmt_node(pos, kind))
    }

    /// Whether the current token is an operator that may begin a statement.
    fn at_unary_operator(&self) -> bool {
        use BinaryOp::*;
        matches!(self.lexer.operator, Operator::Binary(Add | Sub | And | Xor) | Operator::Not)
    }

    /// `":" Statement` after `label`. Without a statement there is a complaint and nothing.
    fn labeled_stmt_or_none(&mut self, label: Ident) -> Option<Stmt> {
        let colon = self.pos();
        self.next();
        let inner = if self.at(Token::RBrace) {
            Some(self.stmt_node(self.pos(), StmtKind::Empty))
        } else {
            let outer = self.enter();
            let inner = self.stmt_or_none();
            self.leave(outer);
            inner
        };
        let Some(inner) = inner else {
            self.syntax_error_at(colon, "missing statement after label");
            return None;
        };
        let pos = label.pos;
        Some(self.stmt_node(pos, StmtKind::Labeled { label, colon, stmt: Box::new(inner) }))
    }

    /// `go` or `defer` with its call. The checker complains if it is none.
    fn call_stmt(&mut self) -> StmtKind {
        let keyword = self.token();
        self.next();
        let x = self.primary_expr();
        if matches!(x.kind, ExprKind::Paren(_)) {
            self.error_at(x.pos, format!("expression in {} must not be parenthesized", keyword.spelling()));
        }
        let call = unparen(x);
        if keyword == Token::Go { StmtKind::Go(call) } else { StmtKind::Defer(call) }
    }
}

/// Simple statements.
impl Parser<'_, '_> {
    fn plain_simple_stmt(&mut self) -> Stmt {
        self.drop_directives();
        let simple = self.simple_stmt(None);
        self.plain(simple)
    }

    /// The statement that `simple` is where neither a range clause nor a type switch guard may stand.
    pub(super) fn plain(&mut self, simple: Simple) -> Stmt {
        match simple {
            Simple::Stmt(stmt) => stmt,
            Simple::Range(range) => self.stmt_node(range.op_pos, StmtKind::Bad),
            Simple::Guard { bind, op_pos, x, guard: (id, pos) } => {
                let guard = Expr { id, pos, kind: ExprKind::TypeAssert { x: Box::new(x), ty: None } };
                let start = bind.pos;
                let kind = StmtKind::Define { lhs: vec![name_expr(bind)], op_pos, rhs: vec![guard] };
                self.stmt_node(start, kind)
            }
        }
    }

    /// An expression, assignment, definition, increment or send; in the header of a `for` statement (`keyword`) also a
    /// range clause, in that of a `switch` a type switch guard with a name.
    pub(super) fn simple_stmt(&mut self, keyword: Option<Token>) -> Simple {
        if keyword == Some(Token::For) && self.at(Token::Range) {
            let op_pos = self.pos();
            self.next();
            return Simple::Range(RangeHead { lhs: vec![], define: false, op_pos, x: self.expr() });
        }
        let list = self.expr_list();
        self.simple_stmt_from(list, keyword)
    }

    /// The rest of a simple statement that begins with the expressions `lhs`.
    fn simple_stmt_from(&mut self, lhs: Vec<Expr>, keyword: Option<Token>) -> Simple {
        let pos = lhs[0].pos;
        let op_pos = self.pos();
        if matches!(self.token(), Token::Assign | Token::Define) {
            return self.assignment(lhs, keyword);
        }
        let single = lhs.len() == 1;
        let mut first = lhs.into_iter().next().unwrap_or_else(|| self.bad_expr());
        let kind = match self.token() {
            Token::AssignOp if single => {
                let op = match self.lexer.operator {
                    Operator::Binary(op) => op,
                    Operator::Not | Operator::Tilde => BinaryOp::Add,
                };
                self.next();
                StmtKind::AssignOp { op, lhs: first, op_pos, rhs: self.expr() }
            }
            Token::IncDec if single => {
                let inc = self.lexer.operator == Operator::Binary(BinaryOp::Add);
                self.next();
                StmtKind::IncDec { x: first, inc, op_pos }
            }
            Token::Arrow if single => {
                self.next();
                StmtKind::Send { chan: first, value: self.expr(), op_pos }
            }
            _ => {
                if !single {
                    self.expected(":= or = or comma");
                    self.skip_to(&[Token::Semi, Token::RBrace]);
                    first.pos = pos;
                }
                StmtKind::Expr(first)
            }
        };
        Simple::Stmt(self.stmt_node(pos, kind))
    }

    /// `lhs = rhs` or `lhs := rhs`, at the operator.
    fn assignment(&mut self, lhs: Vec<Expr>, keyword: Option<Token>) -> Simple {
        let pos = lhs[0].pos;
        let op_pos = self.pos();
        let define = self.at(Token::Define);
        self.next();
        if keyword == Some(Token::For) && self.at(Token::Range) {
            self.next();
            return Simple::Range(RangeHead { lhs, define, op_pos, x: self.expr() });
        }
        let mut rhs = self.expr_list();
        if define
            && keyword == Some(Token::Switch)
            && matches!(&rhs[..], [Expr { kind: ExprKind::TypeAssert { ty: None, .. }, .. }])
            && let [Expr { kind: ExprKind::Name(bind), .. }] = &lhs[..]
            && let Some(Expr { id, pos, kind: ExprKind::TypeAssert { x, .. } }) = rhs.pop()
        {
            return Simple::Guard { bind: bind.clone(), op_pos, x: *x, guard: (id, pos) };
        }
        let kind = if define { StmtKind::Define { lhs, op_pos, rhs } } else { StmtKind::Assign { lhs, op_pos, rhs } };
        Simple::Stmt(self.stmt_node(pos, kind))
    }
}

/// Statements with bodies.
impl Parser<'_, '_> {
    fn if_stmt(&mut self) -> Stmt {
        let pos = self.pos();
        let Header { init, cond, .. } = self.header(Token::If);
        let cond = match cond {
            Some(Cond::Expr(cond)) => cond,
            _ => self.expr_node(pos, ExprKind::Bad),
        };
        let then = self.block(Some("if clause"));
        let mut els = None;
        if self.got(Token::Else) {
            let outer = self.enter();
            let else_pos = self.pos();
            match self.token() {
                Token::If => els = Some(Box::new(self.if_stmt())),
                Token::LBrace => {
                    let block = self.block(None);
                    els = Some(Box::new(self.stmt_node(else_pos, StmtKind::Block(block))));
                }
                _ => {
                    self.syntax_error("else must be followed by if or statement block");
                    self.skip_to(&[Token::Name, Token::RBrace]);
                }
            }
            self.leave(outer);
        }
        self.stmt_node(pos, StmtKind::If { init: init.map(Box::new), cond, then, els })
    }

    fn for_stmt(&mut self) -> StmtKind {
        let Header { init, cond, post } = self.header(Token::For);
        let body = self.block(Some("for clause"));
        let cond = match cond {
            Some(Cond::Range(RangeHead { lhs, define, op_pos, x })) => {
                let mut lhs = lhs.into_iter();
                let (key, value) = (lhs.next(), lhs.next());
                let extra = lhs.collect();
                return StmtKind::Range(Box::new(RangeStmt { key, value, extra, define, op_pos, x, body }));
            }
            Some(Cond::Expr(cond)) => Some(cond),
            Some(Cond::Guard { .. }) | None => None,
        };
        StmtKind::For { init: init.map(Box::new), cond, post: post.map(Box::new), body }
    }

    fn switch_stmt(&mut self) -> StmtKind {
        let Header { init, cond, .. } = self.header(Token::Switch);
        let lbrace = self.open_clauses("switch");
        let mut clauses = vec![];
        while !matches!(self.token(), Token::Eof | Token::RBrace) {
            clauses.push(self.case_clause());
        }
        let rbrace = self.pos();
        self.want(Token::RBrace);
        let (bind, x) = match cond {
            Some(Cond::Guard { bind, x }) => (Some(bind), x),
            Some(Cond::Expr(Expr { kind: ExprKind::TypeAssert { x, ty: None }, .. })) => (None, *x),
            Some(Cond::Expr(tag)) => {
                return StmtKind::Switch { init: init.map(Box::new), tag: Some(tag), lbrace, clauses, rbrace };
            }
            Some(Cond::Range(_)) | None => {
                return StmtKind::Switch { init: init.map(Box::new), tag: None, lbrace, clauses, rbrace };
            }
        };
        StmtKind::TypeSwitch(Box::new(TypeSwitchStmt { init, bind, x, lbrace, clauses, rbrace }))
    }

    fn select_stmt(&mut self) -> StmtKind {
        self.next();
        let lbrace = self.open_clauses("select");
        let mut clauses = vec![];
        while !matches!(self.token(), Token::Eof | Token::RBrace) {
            clauses.push(self.comm_clause());
        }
        let rbrace = self.pos();
        self.want(Token::RBrace);
        StmtKind::Select { lbrace, clauses, rbrace }
    }

    /// The `{` before the clauses of a `switch` or `select`.
    fn open_clauses(&mut self, keyword: &str) -> Pos {
        let lbrace = self.pos();
        if !self.got(Token::LBrace) {
            self.syntax_error(&format!("missing {{ after {keyword} clause"));
            self.skip_to(&[Token::Case, Token::Default, Token::RBrace]);
        }
        lbrace
    }

    fn case_clause(&mut self) -> CaseClause {
        let pos = self.pos();
        let exprs = if self.got(Token::Case) {
            Some(self.expr_list())
        } else {
            self.default_clause();
            None
        };
        let colon = self.pos();
        self.want(Token::Colon);
        let body = self.stmt_list();
        CaseClause { id: self.ids.fresh(), pos, exprs, colon, body }
    }

    fn comm_clause(&mut self) -> CommClause {
        let pos = self.pos();
        let comm = if self.got(Token::Case) {
            let simple = self.simple_stmt(None);
            Some(Box::new(self.plain(simple)))
        } else {
            self.default_clause();
            None
        };
        let colon = self.pos();
        self.want(Token::Colon);
        let body = self.stmt_list();
        CommClause { pos, comm, colon, body }
    }

    /// `default`, where `case` could have been.
    fn default_clause(&mut self) {
        if !self.got(Token::Default) {
            self.expected("case or default or }");
            self.skip_to(&[Token::Colon, Token::Case, Token::Default, Token::RBrace]);
        }
    }
}

/// The name that `x` is.
fn into_name(x: Expr) -> Option<Ident> {
    match x.kind {
        ExprKind::Name(name) => Some(name),
        _ => None,
    }
}
