//! The slice variables of a program, with how each is made and the statements that follow in its scope.

use goslice_syntax::ast::{Decl, Element, Expr, ExprKind, File, Stmt, StmtKind};
use goslice_syntax::source::Pos;
use goslice_syntax::visit::{Node, walk};
use goslice_types::object::{Builtin, ObjId};
use goslice_types::types::Type;

use crate::span;
use crate::trips::Place;
use crate::uses::{Use, UseAt, Uses};

/// A local slice variable.
pub(crate) struct Made<'a> {
    pub(crate) variable: ObjId,
    pub(crate) name: &'a str,
    pub(crate) how: How<'a>,
    /// What an edit of the declaration replaces: the value, or all of `var s []T`.
    pub(crate) from: Pos,
    pub(crate) to: Pos,
    /// The statements after it, to the end of its scope.
    pub(crate) rest: &'a [Stmt],
}

/// How a variable gets its first slice.
#[derive(Clone, Copy)]
pub(crate) enum How<'a> {
    /// `var s []T`: the type.
    Nil(&'a Expr),
    /// `s := []T{...}`: the type, and the elements.
    Literal(&'a Expr, &'a [Element], Elements),
    /// `s := make([]T, len)`, `s := make([]T, len, cap)`
    Make { ty: &'a Expr, len: &'a Expr, cap: Option<&'a Expr> },
}

/// Where the elements of a literal stand.
#[derive(Clone, Copy)]
pub(crate) struct Elements {
    pub(crate) from: Pos,
    pub(crate) to: Pos,
}

/// All of a program.
pub(crate) fn variables<'a>(uses: &Uses<'a>) -> Vec<Made<'a>> {
    let mut found = Vec::new();
    for file in &uses.tree.files {
        lists(file, &mut |list| {
            for (at, stmt) in list.iter().enumerate() {
                found.extend(made(uses, stmt, &list[at + 1..]));
            }
        });
    }
    found
}

/// Calls `each` with every list of statements.
fn lists<'a>(file: &'a File, each: &mut impl FnMut(&'a [Stmt])) {
    walk(file, &mut |node| match node {
        Node::Decl(Decl::Func(func)) => func.body.iter().for_each(|body| each(&body.stmts)),
        Node::Case(clause) => each(&clause.body),
        Node::Comm(clause) => each(&clause.body),
        Node::Expr(Expr { kind: ExprKind::FuncLit { body, .. }, .. }) => each(&body.stmts),
        Node::Stmt(stmt) => match &stmt.kind {
            StmtKind::Block(block) => each(&block.stmts),
            StmtKind::If { then, .. } => each(&then.stmts),
            StmtKind::For { body, .. } => each(&body.stmts),
            StmtKind::Range(range) => each(&range.body.stmts),
            _ => {}
        },
        _ => {}
    });
}

fn made<'a>(uses: &Uses<'a>, stmt: &'a Stmt, rest: &'a [Stmt]) -> Option<Made<'a>> {
    let sources = &uses.tree.sources;
    match &stmt.kind {
        StmtKind::Decl(decls) => {
            let [Decl::Var(spec)] = decls.as_slice() else { return None };
            let ([name], Some(ty), []) = (spec.names.as_slice(), &spec.ty, spec.values.as_slice()) else { return None };
            // Not in a group: `var (`.
            let written = span::text(sources, stmt.pos, name.pos)?;
            (written.strip_prefix("var")?.trim().is_empty()).then_some(())?;
            let variable = *uses.tree.info.defs.get(&name.id)?;
            is_slice(uses, variable).then_some(())?;
            let (from, to) = (stmt.pos, span::end(sources, ty)?);
            Some(Made { variable, name: &name.name, how: How::Nil(ty), from, to, rest })
        }
        StmtKind::Define { lhs, rhs, .. } => {
            let ([Expr { kind: ExprKind::Name(name), .. }], [value]) = (lhs.as_slice(), rhs.as_slice()) else {
                return None;
            };
            let variable = *uses.tree.info.defs.get(&name.id)?;
            is_slice(uses, variable).then_some(())?;
            let how = match &value.kind {
                ExprKind::Composite { ty: Some(ty), elems, lbrace, rbrace } => {
                    How::Literal(ty, elems, Elements { from: lbrace.offset(1), to: *rbrace })
                }
                _ => match uses.builtin(value, Builtin::Make)? {
                    ([ty, len], _) => How::Make { ty, len, cap: None },
                    ([ty, len, cap], _) => How::Make { ty, len, cap: Some(cap) },
                    _ => return None,
                },
            };
            let (from, to) = (value.pos, span::end(sources, value)?);
            Some(Made { variable, name: &name.name, how, from, to, rest })
        }
        _ => None,
    }
}

fn is_slice(uses: &Uses<'_>, variable: ObjId) -> bool {
    let ty = uses.tree.universe.objects[variable.0 as usize].ty;
    matches!(uses.tree.universe.under(ty), Type::Slice(_))
}

impl<'a> Made<'a> {
    /// Its uses behind the declaration.
    pub(crate) fn uses<'u>(&self, uses: &'u Uses<'a>) -> impl Iterator<Item = &'u UseAt<'a>> {
        let declared = self.to;
        uses.of(self.variable).iter().filter(move |it| it.pos > declared)
    }

    /// Appends to it: the calls.
    pub(crate) fn appends(&self, uses: &Uses<'a>) -> Vec<&'a Expr> {
        let calls = self.uses(uses).filter_map(|it| match it.what {
            Use::SelfAppend(call) => Some(call),
            _ => None,
        });
        calls.collect()
    }

    /// Where expressions would be written that an edit of the declaration needs.
    pub(crate) fn place<'u>(&self, uses: &'u Uses<'a>) -> Option<Place<'u, 'a>> {
        Some(Place { uses, pos: self.from, function: uses.home(self.variable)? })
    }
}
