//! What holds of every tree, for tests and the fuzzer.

use crate::ast::{Expr, ExprKind, File, Ident, StmtKind, UnaryOp};
use crate::source::Pos;
use crate::visit::{Node, push_children, walk};

/// Checks `file`, parsed from `text` with its first byte at `base` and with ids below `ids`: every position lies in the
/// text; and if there were no errors (`ok`), each node's position is that of its first character, operators and
/// brackets are where the tree says, and no expression begins before the one it is part of.
pub fn check(file: &File, base: Pos, text: &[u8], ids: usize, ok: bool) -> Result<(), String> {
    let checker = Checker { base, text, ids, ok };
    let mut result = Ok(());
    let mut children = vec![];
    walk(file, &mut |node| {
        if result.is_ok() {
            result = checker.node(node);
        }
        if let (Node::Expr(x), true) = (node, ok && result.is_ok()) {
            children.clear();
            push_children(node, &mut children);
            let early = children.iter().any(|child| matches!(child, Node::Expr(child) if child.pos < x.pos));
            if early {
                result = Err(format!("a part of the expression at {:?} begins before it", x.pos));
            }
        }
    });
    result
}

struct Checker<'a> {
    base: Pos,
    text: &'a [u8],
    ids: usize,
    ok: bool,
}

impl Checker<'_> {
    fn node(&self, node: Node<'_>) -> Result<(), String> {
        match node {
            Node::Expr(x) => {
                self.id(x.id.0)?;
                self.inside(x.pos)?;
                if self.ok { self.expr(x) } else { Ok(()) }
            }
            Node::Ident(name) => self.name(name),
            Node::Stmt(stmt) => {
                self.id(stmt.id.0)?;
                self.inside(stmt.pos)?;
                match &stmt.kind {
                    StmtKind::Assign { op_pos, .. } => self.reads(*op_pos, "="),
                    StmtKind::Define { op_pos, .. } => self.reads(*op_pos, ":="),
                    StmtKind::AssignOp { op, op_pos, .. } => self.reads(*op_pos, &format!("{}=", op.symbol())),
                    StmtKind::IncDec { inc, op_pos, .. } => self.reads(*op_pos, if *inc { "++" } else { "--" }),
                    StmtKind::Send { op_pos, .. } => self.reads(*op_pos, "<-"),
                    StmtKind::Labeled { colon, .. } => self.reads(*colon, ":"),
                    StmtKind::Block(block) => {
                        self.reads(block.lbrace, "{")?;
                        self.reads(block.rbrace, "}")
                    }
                    _ => Ok(()),
                }
            }
            Node::Field(field) => self.inside(field.pos),
            Node::Case(clause) => self.reads(clause.colon, ":"),
            Node::Comm(clause) => self.reads(clause.colon, ":"),
            Node::Decl(_) => Ok(()),
        }
    }

    fn name(&self, name: &Ident) -> Result<(), String> {
        self.id(name.id.0)?;
        self.inside(name.pos)?;
        self.reads(name.pos, &name.name)
    }

    fn expr(&self, x: &Expr) -> Result<(), String> {
        match &x.kind {
            ExprKind::Bad => Err("bad expression without error".to_owned()),
            ExprKind::Name(name) => self.name(name),
            ExprKind::Literal { text, .. } => self.reads(x.pos, text),
            ExprKind::Composite { lbrace, rbrace, .. } => {
                self.reads(*lbrace, "{")?;
                self.reads(*rbrace, "}")
            }
            ExprKind::FuncLit { body, .. } => {
                self.reads(x.pos, "func")?;
                self.reads(body.rbrace, "}")
            }
            ExprKind::Paren(_) => self.reads(x.pos, "("),
            ExprKind::Index { lbrack, rbrack, .. } => {
                self.reads(*lbrack, "[")?;
                self.reads(*rbrack, "]")
            }
            ExprKind::Slice { lbrack, .. } => self.reads(*lbrack, "["),
            ExprKind::Call { lparen, rparen, spread, .. } => {
                self.reads(*lparen, "(")?;
                self.reads(*rparen, ")")?;
                spread.map_or(Ok(()), |spread| self.reads(spread, "..."))
            }
            ExprKind::Star(_) => self.reads(x.pos, "*"),
            ExprKind::Unary { op: UnaryOp::Recv, .. } => self.reads(x.pos, "<-"),
            ExprKind::Unary { op, .. } => self.reads(x.pos, op.symbol()),
            ExprKind::Binary { op, op_pos, .. } => self.reads(*op_pos, op.symbol()),
            ExprKind::ArrayType { .. } | ExprKind::SliceType(_) => self.reads(x.pos, "["),
            ExprKind::StructType { rbrace, .. } => {
                self.reads(x.pos, "struct")?;
                self.reads(*rbrace, "}")
            }
            ExprKind::InterfaceType { rbrace, .. } => {
                self.reads(x.pos, "interface")?;
                self.reads(*rbrace, "}")
            }
            ExprKind::FuncType(_) => self.reads(x.pos, "func"),
            ExprKind::MapType { .. } => self.reads(x.pos, "map"),
            ExprKind::ChanType { dir: crate::ast::ChanDir::Recv, .. } => self.reads(x.pos, "<-"),
            ExprKind::ChanType { .. } => self.reads(x.pos, "chan"),
            ExprKind::Ellipsis(_) => self.reads(x.pos, "..."),
            ExprKind::Selector { .. } | ExprKind::TypeAssert { .. } => Ok(()),
        }
    }

    fn id(&self, id: u32) -> Result<(), String> {
        if (id as usize) < self.ids { Ok(()) } else { Err(format!("id {id} of {}", self.ids)) }
    }

    /// `pos` is in the text or right after it.
    fn inside(&self, pos: Pos) -> Result<(), String> {
        let end = self.base.0 as usize + self.text.len();
        if pos >= self.base && pos.0 as usize <= end { Ok(()) } else { Err(format!("{pos:?} is not in the file")) }
    }

    /// The text at `pos` is `expected`, if there were no errors.
    fn reads(&self, pos: Pos, expected: &str) -> Result<(), String> {
        self.inside(pos)?;
        let rest = &self.text[(pos.0 - self.base.0) as usize..];
        if !self.ok || rest.starts_with(expected.as_bytes()) {
            return Ok(());
        }
        let found = String::from_utf8_lossy(&rest[..rest.len().min(20)]);
        Err(format!("{found:?} at {pos:?}, not {expected:?}"))
    }
}
