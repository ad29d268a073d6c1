//! What statements cost.

use super::budget::Count;
use crate::dead;
use crate::lower::{as_name, has_call, is_blank};
use goslice_syntax::ast::{self, BinaryOp, Stmt, StmtKind};
use goslice_types::info::Mode;
use goslice_types::types::{Type, TypeId};

/// A variable's declaration: the statement and its name.
const DECLARE: i64 = 2;

impl<'a> Count<'_, 'a> {
    pub(super) fn block(&mut self, block: &'a ast::Block) {
        self.stmts(&block.stmts);
    }

    /// Statements that are never reached do not count.
    pub(super) fn stmts(&mut self, stmts: &'a [Stmt]) {
        for stmt in dead::live(&self.all.package.info, stmts, |stmt| self.leaves(stmt)) {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        if self.left(stmt) {
            return;
        }
        match &stmt.kind {
            StmtKind::Bad | StmtKind::Empty | StmtKind::Fallthrough => {}
            StmtKind::Block(block) => self.block(block),
            StmtKind::Expr(e) => self.expr(e),
            StmtKind::Decl(decls) => {
                for decl in decls {
                    match decl {
                        ast::Decl::Var(spec) => self.var_spec(spec),
                        ast::Decl::Type(_) if self.all.rules.counts_before_export() => {
                            self.refuse("unhandled op DCLTYPE");
                        }
                        _ => {}
                    }
                }
            }
            StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. } => self.assignment(lhs, rhs),
            StmtKind::AssignOp { lhs, op, rhs, .. } => {
                self.nodes(1);
                self.expr(lhs);
                match op {
                    BinaryOp::Shl | BinaryOp::Shr => self.expr(rhs),
                    _ => self.converted(rhs, self.ty(lhs)),
                }
            }
            StmtKind::IncDec { x, .. } => {
                self.nodes(2);
                self.expr(x);
            }
            StmtKind::Send { chan, value, .. } => {
                self.nodes(1);
                self.expr(chan);
                self.expr(value);
            }
            StmtKind::Go(call) => self.go_or_defer(call, "GO"),
            StmtKind::Defer(call) => self.go_or_defer(call, "DEFER"),
            StmtKind::Return(values) => {
                self.nodes(1);
                let types = self.result_types();
                self.values(values, &types);
            }
            StmtKind::Break(_) | StmtKind::Continue(_) | StmtKind::Goto(_) => {
                if matches!(stmt.kind, StmtKind::Break(_)) && !self.all.rules.inlines_loops() {
                    self.refuse("unhandled op BREAK");
                }
                self.nodes(1);
            }
            StmtKind::Labeled { label, stmt, .. } => {
                let control = matches!(stmt.kind, StmtKind::For { .. } | StmtKind::Range(_) | StmtKind::Switch { .. });
                if control && !self.all.rules.inlines_ranges() {
                    self.refuse("labeled control");
                }
                self.nodes(1);
                self.inner.labels.push(label.name.clone());
                self.stmt(stmt);
            }
            StmtKind::If { init, cond, then, els } => self.if_stmt(init.as_deref(), cond, then, els.as_deref()),
            StmtKind::For { init, cond, post, body } => {
                if let Some(init) = init {
                    self.stmt(init);
                }
                // A loop that never runs is its initialisation.
                if cond.as_ref().is_some_and(|cond| dead::static_bool(&self.all.package.info, cond).0 == Some(false)) {
                    return;
                }
                if !self.all.rules.inlines_loops() {
                    self.refuse("unhandled op FOR");
                }
                self.nodes(1);
                cond.iter().for_each(|cond| self.condition(cond));
                if let Some(post) = post {
                    self.stmt(post);
                }
                self.inside(true, |this| this.block(body));
            }
            StmtKind::Range(range) => self.range(range),
            StmtKind::Switch { init, tag, clauses, .. } => {
                if let Some(init) = init {
                    self.stmt(init);
                }
                self.nodes(1);
                self.inside(false, |this| match dead::decided(&this.all.package.info, tag.as_ref(), clauses) {
                    Some(None) => {}
                    Some(Some(clause)) => {
                        this.nodes(1);
                        this.stmts(&clause.body);
                    }
                    None => this.switch(tag.as_ref(), clauses),
                });
            }
            StmtKind::TypeSwitch(switch) => self.inside(false, |this| this.type_switch(switch)),
            StmtKind::Select { .. } => self.refuse("unhandled op SELECT"),
        }
    }

    fn go_or_defer(&mut self, _call: &'a ast::Expr, op: &str) {
        self.refuse(&format!("unhandled op {op}"));
        if self.plain {
            self.nodes(1);
            self.expr(_call);
        }
    }

    fn var_spec(&mut self, spec: &'a ast::VarSpec) {
        let places: Vec<Option<TypeId>> = spec
            .names
            .iter()
            .map(|name| self.all.package.info.defs.get(&name.id).map(|obj| self.all.u.object(*obj).ty))
            .collect();
        let declared = spec.names.iter().filter(|name| !name.is_blank()).count() as i64;
        let blank = spec.names.len() as i64 - declared;
        if spec.values.is_empty() {
            // A statement each; blank variables are nothing.
            self.nodes(declared * (DECLARE + 2));
            return;
        }
        self.nodes(1 + declared * (DECLARE + 1) + blank);
        let types: Vec<Option<TypeId>> =
            spec.names.iter().zip(places).map(|(name, ty)| if name.is_blank() { None } else { ty }).collect();
        self.assigned_values(&spec.values, &types);
    }

    fn assignment(&mut self, lhs: &'a [ast::Expr], rhs: &'a [ast::Expr]) {
        self.nodes(1);
        let mut types = Vec::new();
        for place in lhs {
            types.push(self.place(place));
        }
        self.assigned_values(rhs, &types);
    }

    /// A place that is assigned to or declared; gives its type, none of `_`.
    fn place(&mut self, place: &'a ast::Expr) -> Option<TypeId> {
        if is_blank(place) {
            self.nodes(1);
            return None;
        }
        if let Some(ident) = as_name(place) {
            let info = &self.all.package.info;
            if let Some(&obj) = info.defs.get(&ident.id) {
                self.nodes(DECLARE + 1);
                return Some(self.all.u.object(obj).ty);
            }
            self.nodes(1);
            return info.uses.get(&ident.id).map(|obj| self.all.u.object(*obj).ty);
        }
        self.expr(place);
        Some(self.ty(place))
    }

    /// The values of an assignment to places of these types.
    pub(super) fn assigned_values(&mut self, rhs: &'a [ast::Expr], types: &[Option<TypeId>]) {
        if let [call] = rhs
            && types.len() > 1
        {
            // The temporaries that the results go through are forgiven.
            let n = types.len() as i64;
            self.nodes(1 + 4 * n);
            self.expr(call);
            self.nodes(-(1 + 4 * n));
            if let Some(results) = self.tuple_types(call) {
                for (have, want) in results.iter().zip(types) {
                    if let Some(want) = want {
                        self.conversion(*have, *want);
                    }
                }
            }
            return;
        }
        for (value, ty) in rhs.iter().zip(types) {
            match ty {
                Some(ty) => self.converted(value, *ty),
                None => self.expr(value),
            }
        }
    }

    /// Values that are returned or passed: the results of one call go through temporaries.
    pub(super) fn values(&mut self, values: &'a [ast::Expr], types: &[TypeId]) {
        if let [call] = values
            && let Some(results) = self.tuple_types(call)
        {
            let n = results.len() as i64;
            self.nodes(1 + 4 * n);
            self.expr(call);
            for (have, want) in results.iter().zip(types) {
                self.conversion(*have, *want);
            }
            return;
        }
        for (at, value) in values.iter().enumerate() {
            match types.get(at) {
                Some(ty) => self.converted(value, *ty),
                None => self.expr(value),
            }
        }
    }

    pub(super) fn result_types(&self) -> Vec<TypeId> {
        let types = self.func.sig.results.iter().map(|field| self.type_of(&field.ty));
        types.collect()
    }

    fn if_stmt(&mut self, init: Option<&'a Stmt>, cond: &'a ast::Expr, then: &'a ast::Block, els: Option<&'a Stmt>) {
        if let Some(init) = init {
            self.stmt(init);
        }
        let (known, cond) = dead::static_bool(&self.all.package.info, cond);
        if known.is_some() && !matches!(self.mode(cond), Mode::Constant(_)) {
            // Evaluated for its effects: `_ = cond`.
            self.nodes(2);
            self.condition(cond);
        }
        if known.is_none() {
            self.nodes(1);
            self.condition(cond);
        }
        if known != Some(false) {
            self.block(then);
        }
        if known != Some(true)
            && let Some(els) = els
        {
            self.stmt(els);
        }
    }

    /// A condition, without what constants show to be superfluous in it.
    fn condition(&mut self, cond: &'a ast::Expr) {
        if !dead::has_constant(&self.all.package.info, cond) {
            return self.expr(cond);
        }
        let (_, cond) = dead::static_bool(&self.all.package.info, cond);
        match &cond.kind {
            ast::ExprKind::Binary { op: BinaryOp::LAnd | BinaryOp::LOr, x, y, .. } => {
                self.nodes(1);
                self.condition(x);
                self.condition(y);
            }
            _ => self.expr(cond),
        }
    }

    fn range(&mut self, range: &'a ast::RangeStmt) {
        if !self.all.rules.inlines_ranges() {
            self.refuse("unhandled op RANGE");
        }
        if matches!(self.all.u.under(self.ty(&range.x)), Type::Func(_)) {
            return self.range_func(range);
        }
        self.nodes(1);
        match self.is_length(range) {
            true => self.nodes(1),
            false => self.expr(&range.x),
        }
        for place in [&range.key, &range.value].into_iter().flatten() {
            self.place(place);
        }
        self.inside(true, |this| this.block(&range.body));
    }

    /// Whether only the length of an array is ranged over, which is constant.
    fn is_length(&self, range: &'a ast::RangeStmt) -> bool {
        let array = match *self.all.u.under(self.ty(&range.x)) {
            Type::Array { .. } => true,
            Type::Pointer(to) => matches!(self.all.u.under(to), Type::Array { .. }),
            _ => false,
        };
        let counts = self.all.rules.arrays_are_their_lengths() && range.value.is_none();
        counts && array && !has_call(&self.all.package.info, &range.x)
    }

    fn switch(&mut self, tag: Option<&'a ast::Expr>, clauses: &'a [ast::CaseClause]) {
        let mut tag_ty = tag.map(|tag| self.ty(tag));
        let cases = || clauses.iter().flat_map(|clause| clause.exprs.iter().flatten());
        if let Some(ty) = tag_ty {
            // Mixed comparisons are made between values of type any.
            let mixed = |case: &ast::Expr| {
                let case_ty = self.ty(case);
                let assignable = case_ty == ty
                    || !self.is_interface(case_ty) && (!self.is_interface(ty) || self.all.u.implements(case_ty, ty))
                    || matches!(self.mode(case), Mode::Nil);
                !assignable && (self.is_interface(case_ty) || self.is_interface(ty))
            };
            if cases().any(mixed) {
                tag_ty = Some(self.all.u.any);
            }
        }
        if let (Some(tag), Some(ty)) = (tag, tag_ty) {
            self.converted(tag, ty);
        }
        for clause in clauses {
            self.nodes(1);
            for case in clause.exprs.iter().flatten() {
                match tag_ty {
                    Some(ty) => self.converted(case, ty),
                    None => self.expr(case),
                }
            }
            self.stmts(&clause.body);
        }
    }

    fn type_switch(&mut self, switch: &'a ast::TypeSwitchStmt) {
        if let Some(init) = &switch.init {
            self.stmt(init);
        }
        if !self.all.rules.inlines_loops() {
            self.refuse("unhandled op TYPESW");
        }
        // The statement and its guard.
        self.nodes(2);
        self.nodes(i64::from(switch.bind.is_some()));
        self.expr(&switch.x);
        for clause in &switch.clauses {
            self.nodes(1 + i64::from(switch.bind.is_some()));
            for case in clause.exprs.iter().flatten() {
                // Types are no nodes that count.
                self.nodes(i64::from(self.plain || matches!(self.mode(case), Mode::Nil)));
            }
            self.stmts(&clause.body);
        }
    }
}
