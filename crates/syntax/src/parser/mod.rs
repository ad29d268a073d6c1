//! The parser: recursive descent, one token of lookahead, one file per area of the grammar.
//!
//! Which errors are reported, where, and how much is skipped after one follows gc's parser, so that a program with
//! several mistakes gets the same list of errors. Methods named `..._or_none` return `None` without complaint when what
//! they look for is not there; the others complain and return something ([`ExprKind::Bad`], a name `_`).

mod branches;
mod decls;
mod exprs;
mod fields;
mod headers;
mod limits;
mod lists;
mod primary;
mod stmts;
mod type_params;
mod types;

use crate::ast::{Expr, ExprKind, File, Ident, NodeId, Stmt, StmtKind};
use crate::error::{SyntaxError, select_errors};
use crate::lexer::Lexer;
use crate::source::Pos;
use crate::token::{Token, TokenSet};
use limits::Limits;
pub use limits::{MAX_HEIGHT, MAX_NESTING};

/// Hands out node ids; the files of one package share one.
#[derive(Clone, Debug, Default)]
pub struct NodeIds {
    next: u32,
}

impl NodeIds {
    /// A counter that starts at zero.
    pub fn new() -> NodeIds {
        NodeIds::default()
    }

    /// An id not given before.
    pub fn fresh(&mut self) -> NodeId {
        let id = NodeId(self.next);
        self.next += 1;
        id
    }

    /// How many ids were given: the length of a table indexed by [`NodeId`].
    pub fn count(&self) -> usize {
        self.next as usize
    }
}

/// Parses one file whose first byte has position `base`.
///
/// The errors are those that gc prints, in its order: sorted by position, one syntax error a line, at most ten and then
/// `too many errors`. The tree holds what could be understood; if an error is fatal, it is of little use.
pub fn parse_file(base: Pos, text: &[u8], ids: &mut NodeIds) -> (File, Vec<SyntaxError>) {
    let mut parser = Parser {
        lexer: Lexer::new(base, text),
        ids,
        end: base.offset(text.len() as u32),
        func_depth: 0,
        expr_level: 0,
        limits: Limits::default(),
        send_arrows: vec![],
    };
    let file = parser.file();
    let sink = parser.lexer.errors;
    let mut errors = sink.errors;
    if !errors.iter().any(|error| error.fatal) {
        errors.extend(sink.late);
    }
    if errors.is_empty() {
        return (file, errors);
    }
    let starts: Vec<u32> =
        text.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| base.0 + at as u32).collect();
    // A line's number is how many line ends precede it.
    let errors = select_errors(errors, |pos| starts.partition_point(|end| *end < pos.0) as u32);
    (file, errors)
}

/// Keywords that start a statement: good places to go on at after an error inside a function.
const STATEMENT_STARTS: TokenSet = TokenSet::of(&[
    Token::Break,
    Token::Const,
    Token::Continue,
    Token::Defer,
    Token::Fallthrough,
    Token::For,
    Token::Go,
    Token::Goto,
    Token::If,
    Token::Return,
    Token::Select,
    Token::Switch,
    Token::Type,
    Token::Var,
]);

/// The parser's state.
struct Parser<'text, 'ids> {
    lexer: Lexer<'text>,
    ids: &'ids mut NodeIds,
    /// Position past the last byte.
    end: Pos,
    /// How many function bodies enclose the current token.
    func_depth: u32,
    /// Negative in the header of a statement outside brackets: there `{` opens the body, not a composite literal.
    expr_level: i32,
    limits: Limits,
    /// Where the arrow of each `chan<-` type is: it may turn out to belong to the element type.
    send_arrows: Vec<(NodeId, Pos)>,
}

impl Parser<'_, '_> {
    fn token(&self) -> Token {
        self.lexer.token
    }

    fn at(&self, token: Token) -> bool {
        self.lexer.token == token
    }

    /// Position of the current token.
    fn pos(&self) -> Pos {
        self.lexer.pos()
    }

    fn next(&mut self) {
        // After giving up, the file ends here.
        if self.limits.given_up() {
            self.lexer.token = Token::Eof;
        } else {
            self.lexer.next();
        }
    }

    /// Moves past the current token if it is `token`.
    fn got(&mut self, token: Token) -> bool {
        let found = self.at(token);
        if found {
            self.next();
        }
        found
    }

    /// Moves past `token`, or complains and moves past whatever is there instead.
    fn want(&mut self, token: Token) {
        if !self.got(token) {
            self.expected(&token.described());
            self.skip_one();
        }
    }

    /// Moves past `=`, or past a mistaken `:=` with a complaint.
    fn got_assign(&mut self) -> bool {
        if self.at(Token::Define) {
            self.expected("=");
            self.next();
            return true;
        }
        self.got(Token::Assign)
    }

    /// Skips to a token of `follow`; inside a function also to the start of a statement.
    fn skip_to(&mut self, follow: &[Token]) {
        let mut stops = TokenSet::of(follow);
        if self.func_depth > 0 {
            stops = stops.union(STATEMENT_STARTS);
        }
        while !self.at(Token::Eof) && !stops.contains(self.token()) {
            self.next();
        }
    }

    /// Skips one token, so that there is progress.
    fn skip_one(&mut self) {
        if !self.at(Token::Eof) {
            self.next();
        }
    }
}

/// Complaints.
impl Parser<'_, '_> {
    /// Whether any error has been found so far.
    fn any_error(&self) -> bool {
        self.lexer.errors.count() > 0
    }

    /// Reports `msg` at `pos` as it is.
    fn error_at(&mut self, pos: Pos, msg: impl Into<String>) {
        self.lexer.errors.errors.push(SyntaxError::new(pos, msg));
    }

    /// Reports `syntax error: msg` at `pos`.
    fn syntax_error_at(&mut self, pos: Pos, msg: &str) {
        // At the end of the file, most complaints only follow from earlier ones.
        if self.at(Token::Eof) && self.any_error() {
            return;
        }
        self.lexer.errors.errors.push(SyntaxError::fatal(pos, format!("syntax error: {msg}")));
    }

    /// Reports `syntax error: msg` at the current token.
    fn syntax_error(&mut self, msg: &str) {
        self.syntax_error_at(self.pos(), msg);
    }

    /// Reports the current token as unexpected; `context` tells where or after what.
    fn unexpected(&mut self, context: &str) {
        let token = self.described_token();
        self.syntax_error(&format!("unexpected {token} {context}"));
    }

    /// Reports the current token as unexpected where `what` should be.
    fn expected(&mut self, what: &str) {
        let token = self.described_token();
        self.syntax_error(&format!("unexpected {token}, expected {what}"));
    }

    /// The current token as errors call it.
    fn described_token(&mut self) -> String {
        match self.token() {
            Token::Name => format!("name {}", self.lexer.text()),
            Token::Literal => format!("literal {}", self.lexer.text()),
            Token::Semi => self.lexer.semi.described().to_owned(),
            Token::Operator => self.lexer.operator.symbol().to_owned(),
            Token::AssignOp => format!("{}=", self.lexer.operator.symbol()),
            Token::IncDec => self.lexer.operator.symbol().repeat(2),
            token => token.described(),
        }
    }
}

/// Nodes.
impl Parser<'_, '_> {
    fn expr_node(&mut self, pos: Pos, kind: ExprKind) -> Expr {
        Expr { id: self.ids.fresh(), pos, kind }
    }

    fn stmt_node(&mut self, pos: Pos, kind: StmtKind) -> Stmt {
        Stmt { id: self.ids.fresh(), pos, kind }
    }

    fn bad_expr(&mut self) -> Expr {
        self.expr_node(self.pos(), ExprKind::Bad)
    }

    /// A name `_` that is not in the source.
    fn blank_name(&mut self, pos: Pos) -> Ident {
        Ident { id: self.ids.fresh(), pos, name: "_".into() }
    }

    /// The current token's name; it is not moved past.
    fn current_name(&mut self) -> Ident {
        Ident { id: self.ids.fresh(), pos: self.pos(), name: self.lexer.text() }
    }

    /// A name; without one, a complaint and `_`.
    fn name(&mut self) -> Ident {
        if self.at(Token::Name) {
            let name = self.current_name();
            self.next();
            return name;
        }
        let name = self.blank_name(self.pos());
        self.expected("name");
        self.skip_one();
        name
    }
}

/// The expression that `name` is; both have the same id.
fn name_expr(name: Ident) -> Expr {
    Expr { id: name.id, pos: name.pos, kind: ExprKind::Name(name) }
}

/// `x` without parentheses around it.
fn unparen(mut x: Expr) -> Expr {
    while let ExprKind::Paren(inner) = x.kind {
        x = *inner;
    }
    x
}
