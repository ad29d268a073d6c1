//! Variables that hold one known function for all of their life.

use super::Root;
use super::order::is_over_func;
use crate::lower::walk::Walker;
use crate::packages::Package;
use goslice_syntax::ast::{self, ExprKind, StmtKind, UnaryOp};
use goslice_syntax::source::Pos;
use goslice_types::object::ObjId;
use goslice_types::types::Universe;
use std::collections::{HashMap, HashSet};

/// The local variables of a package: what they begin with, and which are ever assigned again.
#[derive(Default)]
pub(super) struct Statics<'a> {
    values: HashMap<ObjId, &'a ast::Expr>,
    reassigned: HashSet<ObjId>,
    /// The function or literal that declares a variable.
    home: HashMap<ObjId, Pos>,
    params: HashSet<ObjId>,
    /// Literals that use variables of functions around them, and the homes of the first such variable.
    captures: HashMap<Pos, Pos>,
    /// Labels of loops, by the braces of their bodies.
    labels: HashMap<Pos, ast::Name>,
}

impl<'a> Statics<'a> {
    pub(super) fn of(u: &'a Universe, package: &'a Package, roots: &[Root<'a>]) -> Statics<'a> {
        let mut finder = Finder { u, package, statics: Statics::default(), around: Vec::new() };
        for root in roots {
            match root {
                Root::Func(func) => finder.function(func.pos, func.recv, func.sig, func.body),
                Root::Values(values) => finder.exprs(values),
            }
        }
        finder.statics
    }

    /// What the variable always holds, if it has an initial value and keeps it.
    pub(super) fn value(&self, obj: ObjId) -> Option<&'a ast::Expr> {
        if self.reassigned.contains(&obj) { None } else { self.values.get(&obj).copied() }
    }

    pub(super) fn home(&self, obj: ObjId) -> Option<Pos> {
        self.home.get(&obj).copied()
    }

    pub(super) fn is_param(&self, obj: ObjId) -> bool {
        self.params.contains(&obj)
    }

    /// Whether the loop whose body begins at `lbrace` has this label.
    pub(super) fn is_label_of(&self, label: &ast::Ident, lbrace: Pos) -> bool {
        self.labels.get(&lbrace).is_some_and(|name| *name == label.name)
    }

    /// The function whose variable the literal captures first; `None` if it captures none.
    pub(super) fn captures(&self, literal: Pos) -> Option<Pos> {
        self.captures.get(&literal).copied()
    }
}

struct Finder<'a> {
    u: &'a Universe,
    package: &'a Package,
    statics: Statics<'a>,
    /// The functions around, innermost last.
    around: Vec<Pos>,
}

impl<'a> Finder<'a> {
    fn function(&mut self, pos: Pos, recv: &'a [ast::Field], sig: &'a ast::FuncType, body: &'a ast::Block) {
        self.around.push(pos);
        for field in recv.iter().chain(&sig.params) {
            if let Some(obj) = field.name.as_ref().and_then(|name| self.declare(name)) {
                self.statics.params.insert(obj);
            }
        }
        for name in sig.results.iter().filter_map(|field| field.name.as_ref()) {
            self.declare(name);
        }
        self.walk_block(body);
        self.around.pop();
    }

    fn declare(&mut self, ident: &ast::Ident) -> Option<ObjId> {
        let obj = *self.package.info.defs.get(&ident.id)?;
        if let Some(&home) = self.around.last() {
            self.statics.home.insert(obj, home);
        }
        Some(obj)
    }

    fn assigned(&mut self, e: &'a ast::Expr) {
        if let Some(ident) = crate::lower::as_name(e)
            && let Some(&obj) = self.package.info.uses.get(&ident.id)
        {
            self.statics.reassigned.insert(obj);
        }
    }

    fn defined(&mut self, e: &'a ast::Expr, value: Option<&'a ast::Expr>) {
        let Some(ident) = crate::lower::as_name(e) else { return };
        match self.declare(ident) {
            Some(obj) => {
                if let Some(value) = value {
                    self.statics.values.insert(obj, value);
                }
            }
            None => self.assigned(e),
        }
    }
}

impl<'a> Walker<'a> for Finder<'a> {
    fn stmt(&mut self, stmt: &'a ast::Stmt) {
        match &stmt.kind {
            StmtKind::Labeled { label, stmt, .. } => {
                if let StmtKind::Range(range) = &stmt.kind {
                    self.statics.labels.insert(range.body.lbrace, label.name.clone());
                }
            }
            StmtKind::Define { lhs, rhs, .. } => {
                for (at, e) in lhs.iter().enumerate() {
                    let value = if lhs.len() == rhs.len() { rhs.get(at) } else { None };
                    self.defined(e, value);
                }
            }
            StmtKind::Assign { lhs, .. } => lhs.iter().for_each(|e| self.assigned(e)),
            StmtKind::AssignOp { lhs, .. } => self.assigned(lhs),
            StmtKind::IncDec { x, .. } => self.assigned(x),
            StmtKind::Range(range) if is_over_func(self.u, self.package, range) => {
                self.expr(&range.x);
                self.around.push(range.body.lbrace);
                for e in [&range.key, &range.value].into_iter().flatten() {
                    if range.define { self.defined(e, None) } else { self.assigned(e) }
                }
                self.walk_block(&range.body);
                self.around.pop();
                return;
            }
            StmtKind::Range(range) => {
                for e in [&range.key, &range.value].into_iter().flatten() {
                    if range.define { self.defined(e, None) } else { self.assigned(e) }
                }
            }
            StmtKind::Decl(decls) => {
                for decl in decls {
                    let ast::Decl::Var(spec) = decl else { continue };
                    for (at, name) in spec.names.iter().enumerate() {
                        let value = if spec.names.len() == spec.values.len() { spec.values.get(at) } else { None };
                        if let (Some(obj), Some(value)) = (self.declare(name), value) {
                            self.statics.values.insert(obj, value);
                        }
                    }
                }
            }
            _ => {}
        }
        self.walk_stmt(stmt);
    }

    fn expr(&mut self, e: &'a ast::Expr) {
        match &e.kind {
            ExprKind::FuncLit { sig, body } => return self.function(e.pos, &[], sig, body),
            ExprKind::Unary { op: UnaryOp::Addr, x } => self.assigned(x),
            ExprKind::Name(ident) => {
                if let Some(&obj) = self.package.info.uses.get(&ident.id)
                    && let Some(&home) = self.statics.home.get(&obj)
                    && let Some(at) = self.around.iter().rposition(|around| *around == home)
                {
                    for literal in &self.around[at + 1..] {
                        self.statics.captures.entry(*literal).or_insert(home);
                    }
                }
            }
            _ => {}
        }
        self.walk_expr(e);
    }
}
