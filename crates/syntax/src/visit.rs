//! Walking the tree.
//!
//! The walk keeps its own stack, so that trees of any height can be walked.

use crate::ast::{
    CaseClause, CommClause, Decl, Expr, ExprKind, Field, File, FuncType, Ident, InterfaceElem, Stmt, StmtKind,
};

/// A node of the tree.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    Decl(&'a Decl),
    Stmt(&'a Stmt),
    Expr(&'a Expr),
    /// A name that is not an expression: declared, selected, a label.
    Ident(&'a Ident),
    Field(&'a Field),
    Case(&'a CaseClause),
    Comm(&'a CommClause),
}

/// Calls `each` with every node of `file`, parents before children, children in source order.
pub fn walk<'a>(file: &'a File, each: &mut impl FnMut(Node<'a>)) {
    let mut stack = vec![];
    stack.push(Node::Ident(&file.package));
    stack.extend(file.imports.iter().filter_map(|import| import.name.as_ref()).map(Node::Ident));
    stack.extend(file.decls.iter().map(Node::Decl));
    stack.reverse();
    let mut children = vec![];
    while let Some(node) = stack.pop() {
        each(node);
        push_children(node, &mut children);
        stack.extend(children.drain(..).rev());
    }
}

/// Adds the children of `node` to `out`, in source order.
pub fn push_children<'a>(node: Node<'a>, out: &mut Vec<Node<'a>>) {
    match node {
        Node::Decl(decl) => decl_children(decl, out),
        Node::Stmt(stmt) => stmt_children(stmt, out),
        Node::Expr(x) => expr_children(x, out),
        Node::Ident(_) => {}
        Node::Field(field) => {
            out.extend(field.name.as_ref().map(Node::Ident));
            out.push(Node::Expr(&field.ty));
        }
        Node::Case(clause) => {
            out.extend(clause.exprs.iter().flatten().map(Node::Expr));
            stmts(&clause.body, out);
        }
        Node::Comm(clause) => {
            out.extend(clause.comm.as_deref().map(Node::Stmt));
            stmts(&clause.body, out);
        }
    }
}

fn stmts<'a>(list: &'a [Stmt], out: &mut Vec<Node<'a>>) {
    out.extend(list.iter().map(Node::Stmt));
}

fn exprs<'a>(list: impl IntoIterator<Item = &'a Expr>, out: &mut Vec<Node<'a>>) {
    out.extend(list.into_iter().map(Node::Expr));
}

fn optional<'a>(x: &'a Option<Box<Expr>>, out: &mut Vec<Node<'a>>) {
    out.extend(x.as_deref().map(Node::Expr));
}

fn fields<'a>(list: &'a [Field], out: &mut Vec<Node<'a>>) {
    out.extend(list.iter().map(Node::Field));
}

fn signature<'a>(sig: &'a FuncType, out: &mut Vec<Node<'a>>) {
    fields(&sig.type_params, out);
    fields(&sig.params, out);
    fields(&sig.results, out);
}

fn decl_children<'a>(decl: &'a Decl, out: &mut Vec<Node<'a>>) {
    match decl {
        Decl::Const(spec) => {
            out.extend(spec.names.iter().map(Node::Ident));
            exprs(&spec.ty, out);
            exprs(&spec.values, out);
        }
        Decl::Var(spec) => {
            out.extend(spec.names.iter().map(Node::Ident));
            exprs(&spec.ty, out);
            exprs(&spec.values, out);
        }
        Decl::Type(spec) => {
            out.push(Node::Ident(&spec.name));
            fields(&spec.type_params, out);
            out.push(Node::Expr(&spec.ty));
        }
        Decl::Func(func) => {
            fields(func.recv.as_deref().unwrap_or_default(), out);
            out.push(Node::Ident(&func.name));
            signature(&func.sig, out);
            stmts(func.body.as_ref().map_or(&[], |body| &body.stmts), out);
        }
    }
}

fn stmt_children<'a>(stmt: &'a Stmt, out: &mut Vec<Node<'a>>) {
    match &stmt.kind {
        StmtKind::Bad | StmtKind::Empty | StmtKind::Fallthrough => {}
        StmtKind::Block(block) => stmts(&block.stmts, out),
        StmtKind::Expr(x) | StmtKind::Go(x) | StmtKind::Defer(x) | StmtKind::IncDec { x, .. } => {
            out.push(Node::Expr(x));
        }
        StmtKind::Decl(decls) => out.extend(decls.iter().map(Node::Decl)),
        StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. } => {
            exprs(lhs, out);
            exprs(rhs, out);
        }
        StmtKind::AssignOp { lhs, rhs, .. } => exprs([lhs, rhs], out),
        StmtKind::Send { chan, value, .. } => exprs([chan, value], out),
        StmtKind::Return(results) => exprs(results, out),
        StmtKind::Break(label) | StmtKind::Continue(label) => out.extend(label.as_ref().map(Node::Ident)),
        StmtKind::Goto(label) => out.push(Node::Ident(label)),
        StmtKind::Labeled { label, stmt, .. } => out.extend([Node::Ident(label), Node::Stmt(stmt)]),
        StmtKind::If { init, cond, then, els } => {
            out.extend(init.as_deref().map(Node::Stmt));
            out.push(Node::Expr(cond));
            stmts(&then.stmts, out);
            out.extend(els.as_deref().map(Node::Stmt));
        }
        StmtKind::For { init, cond, post, body } => {
            out.extend(init.as_deref().map(Node::Stmt));
            exprs(cond, out);
            out.extend(post.as_deref().map(Node::Stmt));
            stmts(&body.stmts, out);
        }
        StmtKind::Range(range) => {
            exprs(&range.key, out);
            exprs(&range.value, out);
            exprs(&range.extra, out);
            out.push(Node::Expr(&range.x));
            stmts(&range.body.stmts, out);
        }
        StmtKind::Switch { init, tag, clauses, .. } => {
            out.extend(init.as_deref().map(Node::Stmt));
            exprs(tag, out);
            out.extend(clauses.iter().map(Node::Case));
        }
        StmtKind::TypeSwitch(switch) => {
            out.extend(switch.init.as_ref().map(Node::Stmt));
            out.extend(switch.bind.as_ref().map(Node::Ident));
            out.push(Node::Expr(&switch.x));
            out.extend(switch.clauses.iter().map(Node::Case));
        }
        StmtKind::Select { clauses, .. } => out.extend(clauses.iter().map(Node::Comm)),
    }
}

fn expr_children<'a>(x: &'a Expr, out: &mut Vec<Node<'a>>) {
    match &x.kind {
        ExprKind::Bad | ExprKind::Name(_) | ExprKind::Literal { .. } => {}
        ExprKind::Composite { ty, elems, .. } => {
            optional(ty, out);
            for elem in elems {
                exprs(&elem.key, out);
                out.push(Node::Expr(&elem.value));
            }
        }
        ExprKind::FuncLit { sig, body } => {
            signature(sig, out);
            stmts(&body.stmts, out);
        }
        ExprKind::Paren(x) | ExprKind::Star(x) | ExprKind::Unary { x, .. } | ExprKind::SliceType(x) => {
            out.push(Node::Expr(x));
        }
        ExprKind::Selector { x, sel } => out.extend([Node::Expr(x), Node::Ident(sel)]),
        ExprKind::Index { x, indices, .. } => {
            out.push(Node::Expr(x));
            exprs(indices, out);
        }
        ExprKind::Slice { x, lo, hi, max, .. } => {
            out.push(Node::Expr(x));
            [lo, hi, max].into_iter().for_each(|part| optional(part, out));
        }
        ExprKind::TypeAssert { x, ty } => {
            out.push(Node::Expr(x));
            optional(ty, out);
        }
        ExprKind::Call { fun, args, .. } => {
            out.push(Node::Expr(fun));
            exprs(args, out);
        }
        ExprKind::Binary { x, y, .. } => out.extend([Node::Expr(x), Node::Expr(y)]),
        ExprKind::ArrayType { len, elem } => {
            optional(len, out);
            out.push(Node::Expr(elem));
        }
        ExprKind::StructType { fields: list, .. } => fields(list, out),
        ExprKind::FuncType(sig) => signature(sig, out),
        ExprKind::InterfaceType { elems, .. } => {
            for elem in elems {
                match elem {
                    InterfaceElem::Method { name, sig } => {
                        out.push(Node::Ident(name));
                        signature(sig, out);
                    }
                    InterfaceElem::Embedded { terms, .. } => exprs(terms.iter().map(|term| &term.ty), out),
                }
            }
        }
        ExprKind::MapType { key, value } => out.extend([Node::Expr(key), Node::Expr(value)]),
        ExprKind::ChanType { elem, .. } => out.push(Node::Expr(elem)),
        ExprKind::Ellipsis(elem) => optional(elem, out),
    }
}
