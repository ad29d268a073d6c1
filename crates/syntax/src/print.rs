//! Expressions as gc prints them inside error messages.
//!
//! Everything is on one line. Bodies of functions and elements of composite literals are shortened to `…`; parentheses
//! stand where the tree has them.

use crate::ast::{ChanDir, Expr, ExprKind, Field, FuncType, InterfaceElem, Stmt, StmtKind, UnionTerm};

/// The source text of `x`: `[]int{…}`, `func(x int) {…}`.
pub fn expr_string(x: &Expr) -> String {
    let mut out = String::new();
    expr(&mut out, x);
    out
}

/// The source texts of `list`, separated by commas.
pub fn exprs_string(list: &[Expr]) -> String {
    let mut out = String::new();
    exprs(&mut out, list);
    out
}

/// As [`exprs_string`], but a single binary expression is put in parentheses.
pub fn emphasized(list: &[Expr]) -> String {
    let text = exprs_string(list);
    if matches!(list, [Expr { kind: ExprKind::Binary { .. }, .. }]) { format!("({text})") } else { text }
}

/// The source text of a simple statement; empty for others.
pub fn simple_stmt_string(stmt: &Stmt) -> String {
    match &stmt.kind {
        StmtKind::Expr(x) => expr_string(x),
        StmtKind::Assign { lhs, rhs, .. } => format!("{} = {}", exprs_string(lhs), exprs_string(rhs)),
        StmtKind::Define { lhs, rhs, .. } => format!("{} := {}", exprs_string(lhs), exprs_string(rhs)),
        StmtKind::AssignOp { op, lhs, rhs, .. } => {
            format!("{} {}= {}", expr_string(lhs), op.symbol(), expr_string(rhs))
        }
        StmtKind::IncDec { x, inc, .. } => format!("{}{}", expr_string(x), if *inc { "++" } else { "--" }),
        StmtKind::Send { chan, value, .. } => format!("{} <- {}", expr_string(chan), expr_string(value)),
        _ => String::new(),
    }
}

fn exprs(out: &mut String, list: &[Expr]) {
    for (at, x) in list.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        expr(out, x);
    }
}

fn optional(out: &mut String, x: Option<&Expr>) {
    if let Some(x) = x {
        expr(out, x);
    }
}

fn expr(out: &mut String, x: &Expr) {
    match &x.kind {
        ExprKind::Bad => out.push_str("<bad expr>"),
        ExprKind::Name(name) => out.push_str(&name.name),
        ExprKind::Literal { text, .. } => out.push_str(text),
        ExprKind::Composite { ty, elems, .. } => {
            optional(out, ty.as_deref());
            out.push_str(if elems.is_empty() { "{}" } else { "{…}" });
        }
        ExprKind::FuncLit { sig, body } => {
            out.push_str("func");
            signature(out, sig);
            out.push_str(if body.stmts.is_empty() { " {}" } else { " {…}" });
        }
        ExprKind::Paren(x) => {
            out.push('(');
            expr(out, x);
            out.push(')');
        }
        ExprKind::Selector { x, sel } => {
            expr(out, x);
            out.push('.');
            out.push_str(&sel.name);
        }
        ExprKind::Index { x, indices, .. } => {
            expr(out, x);
            out.push('[');
            exprs(out, indices);
            out.push(']');
        }
        ExprKind::Slice { x, lo, hi, max, .. } => {
            expr(out, x);
            out.push('[');
            optional(out, lo.as_deref());
            out.push(':');
            optional(out, hi.as_deref());
            if let Some(max) = max {
                out.push(':');
                expr(out, max);
            }
            out.push(']');
        }
        ExprKind::TypeAssert { x, ty } => {
            expr(out, x);
            out.push_str(".(");
            match ty {
                Some(ty) => expr(out, ty),
                None => out.push_str("type"),
            }
            out.push(')');
        }
        ExprKind::Call { fun, args, spread, .. } => {
            expr(out, fun);
            out.push('(');
            exprs(out, args);
            out.push_str(if spread.is_some() { "...)" } else { ")" });
        }
        ExprKind::Star(x) => {
            out.push('*');
            expr(out, x);
        }
        ExprKind::Unary { op, x } => {
            out.push_str(op.symbol());
            expr(out, x);
        }
        ExprKind::Binary { op, x, y, .. } => {
            expr(out, x);
            out.push(' ');
            out.push_str(op.symbol());
            out.push(' ');
            expr(out, y);
        }
        _ => type_expr(out, x),
    }
}

/// The kinds of expression that are only types.
fn type_expr(out: &mut String, x: &Expr) {
    match &x.kind {
        ExprKind::ArrayType { len, elem } => {
            out.push('[');
            match len {
                Some(len) => expr(out, len),
                None => out.push_str("..."),
            }
            out.push(']');
            expr(out, elem);
        }
        ExprKind::SliceType(elem) => {
            out.push_str("[]");
            expr(out, elem);
        }
        ExprKind::StructType { fields, .. } => {
            out.push_str("struct{");
            struct_fields(out, fields);
            out.push('}');
        }
        ExprKind::FuncType(sig) => {
            out.push_str("func");
            signature(out, sig);
        }
        ExprKind::InterfaceType { elems, .. } => {
            out.push_str("interface{");
            for (at, elem) in elems.iter().enumerate() {
                if at > 0 {
                    out.push_str("; ");
                }
                interface_elem(out, elem);
            }
            out.push('}');
        }
        ExprKind::MapType { key, value } => {
            out.push_str("map[");
            expr(out, key);
            out.push(']');
            expr(out, value);
        }
        ExprKind::ChanType { dir, elem } => {
            out.push_str(match dir {
                ChanDir::Both => "chan ",
                ChanDir::Send => "chan<- ",
                ChanDir::Recv => "<-chan ",
            });
            // Without parentheses `chan (<-chan T)` would read as `chan<- chan T`.
            let ambiguous = *dir == ChanDir::Both && matches!(elem.kind, ExprKind::ChanType { dir: ChanDir::Recv, .. });
            if ambiguous {
                out.push('(');
            }
            expr(out, elem);
            if ambiguous {
                out.push(')');
            }
        }
        ExprKind::Ellipsis(elem) => {
            out.push_str("...");
            optional(out, elem.as_deref());
        }
        _ => {}
    }
}

fn interface_elem(out: &mut String, elem: &InterfaceElem) {
    match elem {
        InterfaceElem::Method { name, sig } => {
            out.push_str(&name.name);
            signature(out, sig);
        }
        InterfaceElem::Embedded { terms, .. } => {
            for (at, UnionTerm { tilde, ty }) in terms.iter().enumerate() {
                if at > 0 {
                    out.push_str(" | ");
                }
                if tilde.is_some() {
                    out.push('~');
                }
                expr(out, ty);
            }
        }
    }
}

/// Fields that share a type are printed as one declaration.
fn struct_fields(out: &mut String, fields: &[Field]) {
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            out.push_str(if field.shares_type { ", " } else { "; " });
        }
        if let Some(name) = &field.name {
            out.push_str(&name.name);
            if fields.get(at + 1).is_some_and(|next| next.shares_type) {
                continue;
            }
            out.push(' ');
        }
        expr(out, &field.ty);
        if let Some(tag) = &field.tag {
            out.push(' ');
            out.push_str(&format!("{tag:?}"));
        }
    }
}

fn signature(out: &mut String, sig: &FuncType) {
    parameters(out, &sig.params);
    match &sig.results[..] {
        [] => {}
        [Field { name: None, ty, .. }] => {
            out.push(' ');
            expr(out, ty);
        }
        results => {
            out.push(' ');
            parameters(out, results);
        }
    }
}

fn parameters(out: &mut String, params: &[Field]) {
    out.push('(');
    for (at, param) in params.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        if let Some(name) = &param.name {
            out.push_str(&name.name);
            if params.get(at + 1).is_some_and(|next| next.shares_type) {
                continue;
            }
            out.push(' ');
        }
        expr(out, &param.ty);
    }
    out.push(')');
}
