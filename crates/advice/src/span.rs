//! Where expressions end, which the tree does not say, and what stands there in the source.

use goslice_syntax::ast::{Expr, ExprKind};
use goslice_syntax::source::{Pos, SourceMap};

/// The position behind an expression; `None` where that would take a parser.
pub(crate) fn end(sources: &SourceMap, x: &Expr) -> Option<Pos> {
    let after = |pos: Pos| Some(pos.offset(1));
    match &x.kind {
        ExprKind::Name(ident) => Some(ident.pos.offset(ident.name.len() as u32)),
        ExprKind::Literal { text, .. } => Some(x.pos.offset(text.len() as u32)),
        ExprKind::Selector { sel, .. } => Some(sel.pos.offset(sel.name.len() as u32)),
        ExprKind::Composite { rbrace, .. }
        | ExprKind::StructType { rbrace, .. }
        | ExprKind::InterfaceType { rbrace, .. } => after(*rbrace),
        ExprKind::FuncLit { body, .. } => after(body.rbrace),
        ExprKind::Index { rbrack, .. } => after(*rbrack),
        ExprKind::Call { rparen, .. } => after(*rparen),
        ExprKind::Paren(inner) => closing(sources, end(sources, inner)?, b')'),
        ExprKind::Star(inner) | ExprKind::Unary { x: inner, .. } | ExprKind::SliceType(inner) => end(sources, inner),
        ExprKind::Binary { y, .. } => end(sources, y),
        ExprKind::ArrayType { elem, .. } | ExprKind::ChanType { elem, .. } => end(sources, elem),
        ExprKind::MapType { value, .. } => end(sources, value),
        ExprKind::Slice { lbrack, lo, hi, max, .. } => {
            let last = [max, hi, lo].into_iter().flatten().next();
            let from = match last {
                Some(last) => end(sources, last)?,
                None => lbrack.offset(1),
            };
            closing(sources, from, b']')
        }
        _ => None,
    }
}

/// Behind the next `bracket`, if only spaces and colons are in front of it.
fn closing(sources: &SourceMap, from: Pos, bracket: u8) -> Option<Pos> {
    let file = sources.file(from)?;
    let start = (from.0 - file.base.0) as usize;
    let n = file.text.get(start..)?.iter().position(|b| !matches!(b, b' ' | b':'))?;
    (file.text[start + n] == bracket).then(|| from.offset(n as u32 + 1))
}

/// The source between two positions.
pub(crate) fn text(sources: &SourceMap, from: Pos, to: Pos) -> Option<&str> {
    let file = sources.file(from)?;
    let span = (from.0 - file.base.0) as usize..to.0.checked_sub(file.base.0)? as usize;
    std::str::from_utf8(file.text.get(span)?).ok()
}

/// The source of an expression.
pub(crate) fn source<'a>(sources: &'a SourceMap, x: &Expr) -> Option<&'a str> {
    text(sources, x.pos, end(sources, x)?)
}
