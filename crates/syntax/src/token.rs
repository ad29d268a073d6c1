//! Tokens, and sets of them.

use crate::ast::BinaryOp;

/// What a token is. Operators that differ only in which operator they are share one token; see [`Operator`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Token {
    Eof,
    Name,
    Literal,
    /// Any operator that stands in expressions, but `*` and `<-`.
    Operator,
    /// `op=`
    AssignOp,
    /// `++` or `--`
    IncDec,
    Assign,
    Define,
    Arrow,
    Star,
    LParen,
    LBrack,
    LBrace,
    RParen,
    RBrack,
    RBrace,
    Comma,
    Semi,
    Colon,
    Dot,
    DotDotDot,
    Break,
    Case,
    Chan,
    Const,
    Continue,
    Default,
    Defer,
    Else,
    Fallthrough,
    For,
    Func,
    Go,
    Goto,
    If,
    Import,
    Interface,
    Map,
    Package,
    Range,
    Return,
    Select,
    Struct,
    Switch,
    Type,
    Var,
}

impl Token {
    /// The keyword spelled `word`.
    pub fn keyword(word: &[u8]) -> Option<Token> {
        use Token::*;
        Some(match word {
            b"break" => Break,
            b"case" => Case,
            b"chan" => Chan,
            b"const" => Const,
            b"continue" => Continue,
            b"default" => Default,
            b"defer" => Defer,
            b"else" => Else,
            b"fallthrough" => Fallthrough,
            b"for" => For,
            b"func" => Func,
            b"go" => Go,
            b"goto" => Goto,
            b"if" => If,
            b"import" => Import,
            b"interface" => Interface,
            b"map" => Map,
            b"package" => Package,
            b"range" => Range,
            b"return" => Return,
            b"select" => Select,
            b"struct" => Struct,
            b"switch" => Switch,
            b"type" => Type,
            b"var" => Var,
            _ => return None,
        })
    }

    /// The token's spelling, or for tokens with several spellings its class.
    pub fn spelling(self) -> &'static str {
        use Token::*;
        match self {
            Eof => "EOF",
            Name => "name",
            Literal => "literal",
            Operator => "op",
            AssignOp => "op=",
            IncDec => "opop",
            Assign => "=",
            Define => ":=",
            Arrow => "<-",
            Star => "*",
            LParen => "(",
            LBrack => "[",
            LBrace => "{",
            RParen => ")",
            RBrack => "]",
            RBrace => "}",
            Comma => ",",
            Semi => ";",
            Colon => ":",
            Dot => ".",
            DotDotDot => "...",
            Break => "break",
            Case => "case",
            Chan => "chan",
            Const => "const",
            Continue => "continue",
            Default => "default",
            Defer => "defer",
            Else => "else",
            Fallthrough => "fallthrough",
            For => "for",
            Func => "func",
            Go => "go",
            Goto => "goto",
            If => "if",
            Import => "import",
            Interface => "interface",
            Map => "map",
            Package => "package",
            Range => "range",
            Return => "return",
            Select => "select",
            Struct => "struct",
            Switch => "switch",
            Type => "type",
            Var => "var",
        }
    }

    /// Whether this is a keyword.
    pub fn is_keyword(self) -> bool {
        self as u8 >= Token::Break as u8
    }

    /// The token as error messages call it: `comma`, `semicolon or newline`, `keyword if`, `)`.
    pub fn described(self) -> String {
        match self {
            Token::Comma => "comma".to_owned(),
            Token::Semi => "semicolon or newline".to_owned(),
            token if token.is_keyword() => format!("keyword {}", token.spelling()),
            token => token.spelling().to_owned(),
        }
    }
}

/// Which operator a [`Token::Operator`], [`Token::Star`], [`Token::AssignOp`] or [`Token::IncDec`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// Has a binary meaning; some have a unary one too.
    Binary(BinaryOp),
    /// `!`
    Not,
    /// `~`
    Tilde,
}

impl Operator {
    /// The operator as it is written.
    pub fn symbol(self) -> &'static str {
        match self {
            Operator::Binary(op) => op.symbol(),
            Operator::Not => "!",
            Operator::Tilde => "~",
        }
    }
}

/// The binding strength of `op`, 1 (`||`) to 5 (`*`).
pub fn precedence(op: BinaryOp) -> u8 {
    use BinaryOp::*;
    match op {
        LOr => 1,
        LAnd => 2,
        Eq | Ne | Lt | Le | Gt | Ge => 3,
        Add | Sub | Or | Xor => 4,
        Mul | Div | Rem | And | AndNot | Shl | Shr => 5,
    }
}

/// What a [`Token::Semi`] was in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Semi {
    Semicolon,
    Newline,
    Eof,
}

impl Semi {
    /// The word for it in error messages.
    pub fn described(self) -> &'static str {
        match self {
            Semi::Semicolon => "semicolon",
            Semi::Newline => "newline",
            Semi::Eof => "EOF",
        }
    }
}

/// A set of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenSet(u64);

impl TokenSet {
    /// The set of `tokens`.
    pub const fn of(tokens: &[Token]) -> TokenSet {
        let mut bits = 0;
        let mut at = 0;
        while at < tokens.len() {
            bits |= 1 << tokens[at] as u8;
            at += 1;
        }
        TokenSet(bits)
    }

    /// The tokens of both sets.
    pub const fn union(self, other: TokenSet) -> TokenSet {
        TokenSet(self.0 | other.0)
    }

    /// Whether `token` is in the set.
    pub const fn contains(self, token: Token) -> bool {
        self.0 & (1 << token as u8) != 0
    }
}

const _: () = assert!((Token::Var as u8) < 64, "a TokenSet has 64 bits");
