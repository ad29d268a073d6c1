//! The lexer: text to tokens, semicolons inserted.
//!
//! [`Lexer::next`] moves to the next token, which the lexer's accessors then describe. Comments are kept aside for
//! [`crate::ast::File::comments`]; `//go:` lines are also queued as [`Directive`]s for the declaration that follows.

mod cursor;
mod names;
mod number;
mod quoted;
mod unicode;

use crate::ast::{BinaryOp, Comment, LiteralKind, Name};
use crate::error::SyntaxError;
use crate::source::Pos;
use crate::token::{Operator, Semi, Token};
use cursor::Cursor;
use names::Names;

/// The errors of one file, in the order they are found.
#[derive(Debug)]
pub(crate) struct ErrorSink {
    base: Pos,
    pub(crate) errors: Vec<SyntaxError>,
    /// Errors that matter only if none is fatal: gc finds them after parsing.
    pub(crate) late: Vec<SyntaxError>,
    /// How many of the errors are about directives and branches. These do not influence parsing.
    aside: usize,
}

impl ErrorSink {
    /// Adds an error that does not keep the file from being checked.
    fn push(&mut self, at: usize, msg: impl Into<String>) {
        let pos = self.base.offset(at as u32);
        self.errors.push(SyntaxError::new(pos, msg));
    }

    /// How many errors were found but those about directives and branches.
    pub(crate) fn count(&self) -> usize {
        self.errors.len() - self.aside
    }

    /// Adds an error about a directive or branch.
    pub(crate) fn push_aside(&mut self, error: SyntaxError) {
        self.errors.push(error);
        self.aside += 1;
    }
}

/// A `//go:` line. Nothing precedes it on its line.
#[derive(Clone, Debug)]
pub(crate) struct Directive {
    /// Position of `go:`.
    pub(crate) pos: Pos,
    /// The text from `go:` on.
    pub(crate) text: Name,
}

/// The lexer's state; between calls of [`Lexer::next`] it describes the current token.
#[derive(Debug)]
pub(crate) struct Lexer<'a> {
    cursor: Cursor<'a>,
    names: Names,
    /// Whether a line end right here would be a semicolon.
    inserts_semi: bool,
    pub(crate) errors: ErrorSink,
    pub(crate) comments: Vec<Comment>,
    pub(crate) directives: Vec<Directive>,
    pub(crate) token: Token,
    /// Offset of the current token.
    start: usize,
    /// Offset just past the current name or literal.
    end: usize,
    pub(crate) operator: Operator,
    pub(crate) semi: Semi,
    pub(crate) kind: LiteralKind,
    /// Whether the current literal is malformed.
    pub(crate) bad: bool,
}

impl<'a> Lexer<'a> {
    /// A lexer on the first token of `text`, whose first byte has position `base`.
    pub(crate) fn new(base: Pos, text: &'a [u8]) -> Lexer<'a> {
        let mut errors = ErrorSink { base, errors: vec![], late: vec![], aside: 0 };
        let cursor = Cursor::new(text, &mut errors);
        let mut lexer = Lexer {
            cursor,
            names: Names::new(),
            inserts_semi: false,
            errors,
            comments: vec![],
            directives: vec![],
            token: Token::Eof,
            start: 0,
            end: 0,
            operator: Operator::Not,
            semi: Semi::Eof,
            kind: LiteralKind::Int,
            bad: false,
        };
        lexer.next();
        lexer
    }

    /// Position of the current token.
    pub(crate) fn pos(&self) -> Pos {
        self.errors.base.offset(self.start as u32)
    }

    /// The text of the current name or literal.
    pub(crate) fn text(&mut self) -> Name {
        let bytes = &self.cursor.before(self.end)[self.start..];
        self.names.intern(bytes)
    }

    fn ch(&self) -> char {
        self.cursor.ch()
    }

    fn advance(&mut self) {
        self.cursor.advance(&mut self.errors);
    }

    /// Moves past the current character if it is `ch`.
    fn eat(&mut self, ch: char) -> bool {
        let found = self.ch() == ch;
        if found {
            self.advance();
        }
        found
    }

    /// Moves to the next token.
    pub(crate) fn next(&mut self) {
        let inserts_semi = std::mem::replace(&mut self.inserts_semi, false);
        loop {
            while matches!(self.ch(), ' ' | '\t' | '\r') || self.ch() == '\n' && !inserts_semi {
                self.advance();
            }
            self.start = self.cursor.at();
            match self.ch() {
                'a'..='z' | 'A'..='Z' | '_' => return self.name(),
                '\u{80}'.. => {
                    self.check_name_char(true);
                    return self.name();
                }
                '0'..='9' => return self.number(false),
                '"' => return self.interpreted_string(),
                '`' => return self.raw_string(),
                '\'' => return self.rune_literal(),
                '\0' => {
                    self.semi = Semi::Eof;
                    self.token = if inserts_semi { Token::Semi } else { Token::Eof };
                    return;
                }
                '\n' => {
                    self.advance();
                    self.semi = Semi::Newline;
                    self.token = Token::Semi;
                    return;
                }
                '/' if self.cursor.peek_byte() == b'/' => self.line_comment(),
                '/' if self.cursor.peek_byte() == b'*' => {
                    if self.block_comment() && inserts_semi {
                        self.semi = Semi::Newline;
                        self.token = Token::Semi;
                        return;
                    }
                }
                ch => {
                    if self.punctuation(ch) {
                        return;
                    }
                    self.errors.push(self.start, format!("invalid character {}", unicode::code_point(ch)));
                    self.advance();
                }
            }
        }
    }

    /// Reads an operator or delimiter that starts with `ch`; false if there is none.
    fn punctuation(&mut self, ch: char) -> bool {
        use BinaryOp::*;
        let delimiter = match ch {
            '(' => Token::LParen,
            '[' => Token::LBrack,
            '{' => Token::LBrace,
            ')' => Token::RParen,
            ']' => Token::RBrack,
            '}' => Token::RBrace,
            ',' => Token::Comma,
            ';' => Token::Semi,
            ':' => Token::Colon,
            '=' => Token::Assign,
            '.' => Token::Dot,
            _ => Token::Eof,
        };
        if delimiter != Token::Eof {
            self.advance();
            self.delimiter(delimiter);
            return true;
        }
        let op = match ch {
            '+' => Add,
            '-' => Sub,
            '*' => Mul,
            '/' => Div,
            '%' => Rem,
            '&' => And,
            '|' => Or,
            '^' => Xor,
            '<' => Lt,
            '>' => Gt,
            '!' => Ne,
            '~' => {
                self.advance();
                self.operator = Operator::Tilde;
                self.token = Token::Operator;
                return true;
            }
            _ => return false,
        };
        self.advance();
        self.operator_from(op);
        true
    }

    /// Finishes a token that starts with `delimiter`, which has been read.
    fn delimiter(&mut self, delimiter: Token) {
        self.token = delimiter;
        match delimiter {
            Token::RParen | Token::RBrack | Token::RBrace => self.inserts_semi = true,
            Token::Semi => self.semi = Semi::Semicolon,
            Token::Colon if self.eat('=') => self.token = Token::Define,
            Token::Assign if self.eat('=') => self.binary(BinaryOp::Eq),
            Token::Dot => {
                if self.ch().is_ascii_digit() {
                    self.number(true);
                } else if self.ch() == '.' && self.cursor.peek_byte() == b'.' {
                    self.advance();
                    self.advance();
                    self.token = Token::DotDotDot;
                }
            }
            _ => {}
        }
    }

    /// Finishes an operator whose first character, read already, means `op`.
    fn operator_from(&mut self, op: BinaryOp) {
        use BinaryOp::*;
        match op {
            Add | Sub => {
                if self.eat(if op == Add { '+' } else { '-' }) {
                    self.operator = Operator::Binary(op);
                    self.token = Token::IncDec;
                    self.inserts_semi = true;
                } else {
                    self.maybe_assigning(op);
                }
            }
            And if self.eat('&') => self.binary(LAnd),
            And if self.eat('^') => self.maybe_assigning(AndNot),
            Or if self.eat('|') => self.binary(LOr),
            Lt if self.eat('=') => self.binary(Le),
            Lt if self.eat('<') => self.maybe_assigning(Shl),
            Lt if self.eat('-') => self.token = Token::Arrow,
            Lt => self.binary(Lt),
            Gt if self.eat('=') => self.binary(Ge),
            Gt if self.eat('>') => self.maybe_assigning(Shr),
            Gt => self.binary(Gt),
            Ne if self.eat('=') => self.binary(Ne),
            Ne => {
                self.operator = Operator::Not;
                self.token = Token::Operator;
            }
            op => self.maybe_assigning(op),
        }
    }

    fn binary(&mut self, op: BinaryOp) {
        self.operator = Operator::Binary(op);
        self.token = Token::Operator;
    }

    /// `op`, or `op=` when a `=` follows.
    fn maybe_assigning(&mut self, op: BinaryOp) {
        self.operator = Operator::Binary(op);
        self.token = if self.eat('=') {
            Token::AssignOp
        } else if op == BinaryOp::Mul {
            Token::Star
        } else {
            Token::Operator
        };
    }

    /// Reads a name or keyword; its first character is one.
    fn name(&mut self) {
        self.advance();
        loop {
            match self.ch() {
                'a'..='z' | 'A'..='Z' | '_' | '0'..='9' => {}
                '\u{80}'.. => self.check_name_char(false),
                _ => break,
            }
            self.advance();
        }
        self.end = self.cursor.at();
        if let Some(keyword) = Token::keyword(self.cursor.since(self.start)) {
            self.token = keyword;
            self.inserts_semi = matches!(keyword, Token::Break | Token::Continue | Token::Fallthrough | Token::Return);
        } else {
            self.token = Token::Name;
            self.inserts_semi = true;
        }
    }

    /// Complains if the current character, not an ASCII one, may not stand in a name; it is taken into the name
    /// nevertheless.
    fn check_name_char(&mut self, first: bool) {
        let ch = self.ch();
        if unicode::is_letter(ch) {
            return;
        }
        let shown = unicode::code_point(ch);
        if !unicode::is_digit(ch) {
            self.errors.push(self.cursor.at(), format!("invalid character {shown} in identifier"));
        } else if first {
            self.errors.push(self.cursor.at(), format!("identifier cannot begin with digit {shown}"));
        }
    }

    /// Reads a `//` comment up to the line end, which stays.
    fn line_comment(&mut self) {
        while self.ch() != '\n' && !self.cursor.at_end() {
            self.advance();
        }
        let text = self.cursor.since(self.start);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        if text.starts_with(b"//go:") {
            let pos = self.pos().offset(2);
            if self.is_alone_on_line() {
                self.directives.push(Directive { pos, text: String::from_utf8_lossy(&text[2..]).into() });
            } else {
                self.errors.push_aside(SyntaxError::new(pos, "misplaced compiler directive"));
            }
        }
        self.comments.push(Comment { pos: self.pos(), text: String::from_utf8_lossy(text).into() });
    }

    /// Reads a `/*` comment and tells whether it spans lines.
    fn block_comment(&mut self) -> bool {
        self.advance();
        self.advance();
        let mut star = false;
        let mut lines = false;
        while !self.cursor.at_end() {
            let ch = self.ch();
            self.advance();
            if star && ch == '/' {
                let text = String::from_utf8_lossy(self.cursor.since(self.start)).into();
                self.comments.push(Comment { pos: self.pos(), text });
                return lines;
            }
            star = ch == '*';
            lines |= ch == '\n';
        }
        self.errors.push(self.start, "comment not terminated");
        lines
    }

    /// Whether only white space precedes the current token on its line.
    fn is_alone_on_line(&self) -> bool {
        let before = self.cursor.before(self.start);
        let line = before.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        before[line..].iter().all(|b| matches!(b, b' ' | b'\t' | b'\r'))
    }
}

/// The adjective for numbers of `base`.
fn radix_name(base: u32) -> &'static str {
    match base {
        2 => "binary",
        8 => "octal",
        10 => "decimal",
        _ => "hexadecimal",
    }
}
