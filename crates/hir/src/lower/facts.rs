//! What a function does with its variables, found before it is lowered: closures must know whether variables are
//! assigned later on.

use super::walk::Walker;
use super::{Lowering, as_name, unparen};
use crate::storage::MAX_COPIED;
use goslice_syntax::ast::{self, ExprKind, StmtKind, UnaryOp};
use goslice_types::info::{Info, Mode, SelectionKind};
use goslice_types::layout::size_of;
use goslice_types::object::ObjId;
use goslice_types::types::{Type, TypeId, Universe};
use std::collections::{HashMap, HashSet};

/// What is done with one variable.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct VarFacts {
    pub(super) addr_taken: bool,
    /// Assigned after its declaration, itself or a part of it.
    pub(super) reassigned: bool,
    /// Used in a literal inside the function that declares it.
    pub(super) captured: bool,
    pub(super) is_result: bool,
}

impl VarFacts {
    /// Whether closures refer to the variable itself: gc copies small variables that are never assigned again.
    pub(super) fn by_reference(self, u: &Universe, ty: TypeId) -> bool {
        self.captured && (self.addr_taken || self.reassigned || self.is_result || size_of(u, ty) > MAX_COPIED)
    }
}

/// The facts of the functions lowered so far.
#[derive(Debug, Default)]
pub(super) struct Facts {
    vars: HashMap<ObjId, VarFacts>,
    /// Labels that some `goto` of the package names.
    pub(super) goto_labels: HashSet<ast::Name>,
}

impl Facts {
    pub(super) fn of(&self, obj: ObjId) -> VarFacts {
        self.vars.get(&obj).copied().unwrap_or_default()
    }
}

impl<'a> Lowering<'a> {
    pub(super) fn find_facts(&mut self, walk: impl FnOnce(&mut FactFinder<'_, 'a>)) {
        let mut facts = std::mem::take(&mut self.facts);
        let mut finder = FactFinder { lowering: self, facts: &mut facts, func: 0, n_funcs: 1, home: HashMap::new() };
        walk(&mut finder);
        self.facts = facts;
    }
}

/// Walks a function and the literals in it.
pub(super) struct FactFinder<'f, 'a> {
    lowering: &'f Lowering<'a>,
    facts: &'f mut Facts,
    /// The function that the walk is in: 0 or a literal's number.
    func: u32,
    n_funcs: u32,
    /// The function that declares a variable.
    home: HashMap<ObjId, u32>,
}

impl<'a> FactFinder<'_, 'a> {
    fn facts_of(&mut self, obj: ObjId) -> &mut VarFacts {
        self.facts.vars.entry(obj).or_default()
    }

    fn declare(&mut self, ident: &ast::Ident) {
        if let Some(&obj) = self.lowering.info().defs.get(&ident.id) {
            self.home.insert(obj, self.func);
        }
    }

    /// Declares parameters and results.
    pub(super) fn signature(&mut self, recv: Option<&'a [ast::Field]>, sig: &'a ast::FuncType) {
        for field in recv.into_iter().flatten().chain(&sig.params).chain(&sig.results) {
            if let Some(name) = &field.name {
                self.declare(name);
            }
        }
        for field in &sig.results {
            if let Some(name) = &field.name
                && let Some(&obj) = self.lowering.info().defs.get(&name.id)
            {
                self.facts_of(obj).is_result = true;
            }
        }
    }

    /// The local variable that the place `e` is a part of.
    fn root(&self, e: &ast::Expr) -> Option<ObjId> {
        let lowering = self.lowering;
        match &e.kind {
            ExprKind::Paren(inner) => self.root(inner),
            ExprKind::Name(ident) => lowering.object_of(ident).filter(|obj| self.home.contains_key(obj)),
            ExprKind::Selector { x, .. } => {
                let selection = lowering.info().selections.get(&e.id)?;
                if selection.indirect || selection.kind != SelectionKind::Field { None } else { self.root(x) }
            }
            ExprKind::Index { x, .. } => {
                lowering.array(lowering.ty(x))?;
                self.root(x)
            }
            _ => None,
        }
    }

    fn assigned(&mut self, e: &ast::Expr) {
        if let Some(obj) = self.root(e) {
            self.facts_of(obj).reassigned = true;
        }
    }

    fn address_taken(&mut self, e: &ast::Expr) {
        if let Some(obj) = self.root(e) {
            self.facts_of(obj).addr_taken = true;
        }
    }

    /// Left sides of `:=`, which declares some of them.
    fn defined(&mut self, e: &ast::Expr) {
        let Some(ident) = as_name(e) else { return };
        if self.lowering.info().defs.contains_key(&ident.id) { self.declare(ident) } else { self.assigned(e) }
    }

    fn nested(&mut self, walk: impl FnOnce(&mut Self)) {
        let outer = self.func;
        self.func = self.n_funcs;
        self.n_funcs += 1;
        walk(self);
        self.func = outer;
    }

    fn method_receiver(&mut self, e: &ast::Expr, x: &ast::Expr) {
        let lowering = self.lowering;
        let Some(selection) = lowering.info().selections.get(&e.id) else { return };
        if let SelectionKind::Method(obj) = selection.kind
            && lowering.u.has_pointer_receiver(obj)
            && !selection.indirect
            && !matches!(lowering.u.under(lowering.ty(x)), Type::Pointer(_))
        {
            self.address_taken(x);
        }
    }
}

impl<'a> Walker<'a> for FactFinder<'_, 'a> {
    fn stmt(&mut self, stmt: &'a ast::Stmt) {
        match &stmt.kind {
            StmtKind::Assign { lhs, .. } => lhs.iter().for_each(|lhs| self.assigned(lhs)),
            StmtKind::Define { lhs, .. } => lhs.iter().for_each(|lhs| self.defined(lhs)),
            StmtKind::AssignOp { lhs, .. } => self.assigned(lhs),
            StmtKind::IncDec { x, .. } => self.assigned(x),
            StmtKind::Goto(label) => {
                self.facts.goto_labels.insert(label.name.clone());
            }
            StmtKind::Range(range) => return self.range(range),
            StmtKind::Decl(decls) => {
                for decl in decls {
                    if let ast::Decl::Var(spec) = decl {
                        spec.names.iter().for_each(|name| self.declare(name));
                    }
                }
            }
            StmtKind::TypeSwitch(switch) => {
                for clause in &switch.clauses {
                    if let Some(&obj) = self.lowering.info().implicits.get(&clause.id) {
                        self.home.insert(obj, self.func);
                    }
                }
            }
            _ => {}
        }
        self.walk_stmt(stmt);
    }

    fn expr(&mut self, e: &'a ast::Expr) {
        match &e.kind {
            ExprKind::Name(ident) => {
                if let Some(obj) = self.lowering.object_of(ident)
                    && self.home.get(&obj).is_some_and(|home| *home != self.func)
                {
                    self.facts_of(obj).captured = true;
                }
            }
            ExprKind::Unary { op: UnaryOp::Addr, x } => self.address_taken(x),
            ExprKind::Slice { x, .. } if self.lowering.array(self.lowering.ty(x)).is_some() => self.address_taken(x),
            ExprKind::Selector { x, .. } => self.method_receiver(e, x),
            ExprKind::FuncLit { sig, body } => {
                return self.nested(|this| {
                    this.signature(None, sig);
                    this.walk_block(body);
                });
            }
            _ => {}
        }
        self.walk_expr(e);
    }
}

impl<'a> FactFinder<'_, 'a> {
    fn range(&mut self, range: &'a ast::RangeStmt) {
        self.expr(&range.x);
        let over_func = matches!(self.lowering.u.under(self.lowering.ty(&range.x)), Type::Func(_));
        let body = |this: &mut Self| {
            for lhs in [&range.key, &range.value].into_iter().flatten() {
                if range.define {
                    this.defined(lhs);
                    // Before Go 1.22 the loop assigns to one variable again and again.
                    if !this.lowering.package.has_loop_variables_per_iteration(lhs.pos)
                        && let Some(obj) = this.root(lhs)
                    {
                        this.facts_of(obj).reassigned = true;
                    }
                } else {
                    this.assigned(lhs);
                    this.expr(lhs);
                }
            }
            this.walk_block(&range.body);
        };
        if over_func { self.nested(body) } else { body(self) }
    }
}

/// Whether evaluating `e` calls something or may panic for want of a pointer: `len` of such arrays is no constant.
pub(crate) fn has_call(info: &Info, e: &ast::Expr) -> bool {
    struct Calls<'f>(&'f Info, bool);
    impl<'e> Walker<'e> for Calls<'_> {
        fn expr(&mut self, e: &'e ast::Expr) {
            match &e.kind {
                _ if matches!(self.0.mode(e), Mode::Constant(_) | Mode::Type) => return,
                ExprKind::FuncLit { .. } => return,
                ExprKind::Call { fun, .. } if !matches!(self.0.mode(fun), Mode::Type) => self.1 = true,
                _ => {}
            }
            self.walk_expr(e);
        }
    }
    let mut calls = Calls(info, false);
    calls.expr(unparen(e));
    calls.1
}
