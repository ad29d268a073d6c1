//! What lowering relies on: every expression of a correct program has a final type and a fitting mode.

use goslice_syntax::ast::*;
use goslice_types::constant::Const;
use goslice_types::info::{Info, Mode, TypeAndMode};
use goslice_types::types::{Basic, Type, TypeId, Universe};

/// Complaints about the tables of a package without errors, as (position, text).
#[expect(unreachable_pub, reason = "shared with tools")]
pub fn problems(universe: &Universe, info: &Info, files: &[File]) -> Vec<(goslice_syntax::source::Pos, String)> {
    let mut walker = Walker { universe, info, problems: Vec::new() };
    for decl in files.iter().flat_map(|file| &file.decls) {
        walker.decl(decl);
    }
    walker.problems
}

struct Walker<'a> {
    universe: &'a Universe,
    info: &'a Info,
    problems: Vec<(goslice_syntax::source::Pos, String)>,
}

impl Walker<'_> {
    fn complain(&mut self, e: &Expr, text: &str) {
        let known = self.get(e).cloned();
        self.problems.push((e.pos, format!("{}: {text} ({known:?})", goslice_syntax::expr_string(e))));
    }

    fn get(&self, e: &Expr) -> Option<&TypeAndMode> {
        self.info.exprs.get(e.id.0 as usize).and_then(Option::as_ref)
    }

    fn ty(&self, e: &Expr) -> TypeId {
        self.get(e).map_or(Basic::Invalid.id(), |known| known.ty)
    }

    fn decl(&mut self, decl: &Decl) {
        match decl {
            Decl::Var(spec) => spec.values.iter().for_each(|e| self.expr(e)),
            Decl::Func(func) => func.body.iter().for_each(|body| self.block(body)),
            Decl::Const(_) | Decl::Type(_) => {}
        }
    }

    fn block(&mut self, block: &Block) {
        block.stmts.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Bad | StmtKind::Empty | StmtKind::Break(_) | StmtKind::Continue(_) => {}
            StmtKind::Goto(_) | StmtKind::Fallthrough => {}
            StmtKind::Block(block) => self.block(block),
            StmtKind::Expr(e) | StmtKind::Go(e) | StmtKind::Defer(e) => self.expr(e),
            StmtKind::Decl(decls) => decls.iter().for_each(|decl| self.decl(decl)),
            StmtKind::Assign { lhs, rhs, .. } => {
                lhs.iter().for_each(|e| self.assigned(e));
                rhs.iter().for_each(|e| self.expr(e));
            }
            StmtKind::Define { lhs, rhs, .. } => {
                for e in lhs {
                    self.defined(e);
                }
                rhs.iter().for_each(|e| self.expr(e));
            }
            StmtKind::AssignOp { lhs, rhs, .. } => {
                self.expr(lhs);
                self.expr(rhs);
            }
            StmtKind::IncDec { x, .. } => self.expr(x),
            StmtKind::Send { chan, value, .. } => {
                self.expr(chan);
                self.expr(value);
            }
            StmtKind::Return(values) => values.iter().for_each(|e| self.expr(e)),
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
            StmtKind::If { init, cond, then, els } => {
                init.iter().for_each(|stmt| self.stmt(stmt));
                self.expr(cond);
                self.block(then);
                els.iter().for_each(|stmt| self.stmt(stmt));
            }
            StmtKind::For { init, cond, post, body } => {
                init.iter().for_each(|stmt| self.stmt(stmt));
                cond.iter().for_each(|e| self.expr(e));
                post.iter().for_each(|stmt| self.stmt(stmt));
                self.block(body);
            }
            StmtKind::Range(range) => {
                for e in range.key.iter().chain(&range.value) {
                    if range.define { self.defined(e) } else { self.assigned(e) }
                }
                self.expr(&range.x);
                self.block(&range.body);
            }
            StmtKind::Switch { init, tag, clauses, .. } => {
                init.iter().for_each(|stmt| self.stmt(stmt));
                tag.iter().for_each(|e| self.expr(e));
                for clause in clauses {
                    clause.exprs.iter().flatten().for_each(|e| self.expr(e));
                    clause.body.iter().for_each(|stmt| self.stmt(stmt));
                }
            }
            StmtKind::TypeSwitch(switch) => {
                switch.init.iter().for_each(|stmt| self.stmt(stmt));
                self.expr(&switch.x);
                for clause in &switch.clauses {
                    for e in clause.exprs.iter().flatten() {
                        if self.get(e).is_none_or(|known| !matches!(known.mode, Mode::Type | Mode::Nil)) {
                            self.complain(e, "a case of a type switch is neither type nor nil");
                        }
                    }
                    if switch.bind.is_some() && !self.info.implicits.contains_key(&clause.id) {
                        self.problems.push((clause.pos, "no implicit variable".into()));
                    }
                    clause.body.iter().for_each(|stmt| self.stmt(stmt));
                }
            }
            StmtKind::Select { clauses, .. } => {
                for clause in clauses {
                    clause.comm.iter().for_each(|stmt| self.stmt(stmt));
                    clause.body.iter().for_each(|stmt| self.stmt(stmt));
                }
            }
        }
    }

    /// A left side: the blank identifier has no type.
    fn assigned(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Name(ident) if ident.is_blank() => {}
            ExprKind::Paren(inner) => self.assigned(inner),
            _ => self.expr(e),
        }
    }

    fn defined(&mut self, e: &Expr) {
        let ExprKind::Name(ident) = &e.kind else { return self.complain(e, "not a name") };
        if !self.info.defs.contains_key(&ident.id) && !self.info.uses.contains_key(&ident.id) {
            self.complain(e, "neither declared nor used");
        }
    }

    fn expr(&mut self, e: &Expr) {
        let Some(known) = self.get(e) else { return self.complain(e, "no record") };
        let (ty, mode) = (known.ty, known.mode.clone());
        if self.universe.canon(ty) != ty {
            self.complain(e, "the type is spelled with an alias");
        }
        if let Mode::Constant(value) = &mode {
            return self.constant(e, value, ty);
        }
        let has_no_type = matches!(mode, Mode::Builtin(_) | Mode::Package(_));
        if !has_no_type && self.universe.is_untyped(ty) {
            self.complain(e, "untyped");
        }
        if !has_no_type && ty == Basic::Invalid.id() {
            self.complain(e, "invalid type");
        }
        if mode == Mode::Type {
            return;
        }
        self.operands(e, ty);
    }

    fn constant(&mut self, e: &Expr, value: &Const, ty: TypeId) {
        let basic = self.universe.basic(ty).unwrap_or(Basic::Invalid);
        let fits = match value {
            Const::Bool(_) => basic.is_boolean(),
            Const::String(_) => basic.is_string(),
            Const::Int(_) => basic.is_integer(),
            Const::Float(_) => basic.is_float(),
            Const::Complex(..) => basic.is_complex(),
        };
        if !fits || basic.is_untyped() {
            self.complain(e, "a constant whose value does not have its type's kind");
        }
    }

    fn operands(&mut self, e: &Expr, ty: TypeId) {
        match &e.kind {
            ExprKind::Name(ident) if !self.info.uses.contains_key(&ident.id) => {
                self.complain(e, "a name that denotes nothing");
            }
            ExprKind::Paren(x) | ExprKind::Star(x) => self.expr(x),
            ExprKind::Unary { x, .. } => self.expr(x),
            ExprKind::Binary { op, x, y, .. } => {
                self.expr(x);
                self.expr(y);
                if op.is_shift() {
                    if self.ty(x) != ty {
                        self.complain(e, "a shift has another type than its operand");
                    }
                } else if !op.is_comparison() && (self.ty(x) != ty || self.ty(y) != ty) {
                    self.complain(e, "an operation has another type than its operands");
                }
            }
            ExprKind::Call { fun, args, .. } => {
                self.expr(fun);
                args.iter().for_each(|arg| self.expr(arg));
            }
            ExprKind::Index { x, indices, .. } => {
                self.expr(x);
                indices.iter().for_each(|index| self.expr(index));
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                self.expr(x);
                [lo, hi, max].into_iter().flatten().for_each(|bound| self.expr(bound));
            }
            ExprKind::TypeAssert { x, .. } => self.expr(x),
            ExprKind::Selector { x, sel } => {
                let qualified = self.get(x).is_some_and(|known| matches!(known.mode, Mode::Package(_)));
                if qualified {
                    if !self.info.uses.contains_key(&sel.id) {
                        self.complain(e, "a qualified name that denotes nothing");
                    }
                } else {
                    self.expr(x);
                    if !self.info.selections.contains_key(&e.id) {
                        self.complain(e, "no selection");
                    }
                }
            }
            ExprKind::FuncLit { body, .. } => self.block(body),
            ExprKind::Composite { elems, .. } => {
                let base = match self.universe.under(ty) {
                    Type::Pointer(elem) => *elem,
                    _ => ty,
                };
                let is_struct = matches!(self.universe.under(base), Type::Struct(_));
                for elem in elems {
                    elem.key.iter().filter(|_| !is_struct).for_each(|key| self.expr(key));
                    self.expr(&elem.value);
                }
            }
            _ => {}
        }
    }
}
