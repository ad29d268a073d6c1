//! Statements.

use super::frame::Contents;
use super::observe::SiteKind;
use super::place::Operands;
use super::repr::Repr;
use super::{Home, Lowerer};
use crate::func::{Ty, Value};
use crate::op::{Op, PtrStore, UnOp};
use goslice_abi::g::DEFER_SIZE;
use goslice_abi::intrinsics::Intrinsic;
use goslice_hir::body::{Expr, ExprKind, Stmt, StmtKind, Storage, VarId};
use goslice_types::types::{Type, TypeId};

impl Lowerer<'_, '_> {
    pub(super) fn stmts(&mut self, stmts: &[Stmt]) {
        for stmt in stmts {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        self.b.pos = stmt.pos;
        let outer = (self.observer.stmt, self.observer.target);
        self.observer.stmt = stmt.pos;
        self.observer.target = assigned_var(stmt);
        self.stmt_kind(stmt);
        // An expression of another statement may go on.
        (self.observer.stmt, self.observer.target) = outer;
    }

    fn stmt_kind(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Expr(expr) => self.discard(expr),
            StmtKind::Declare { var, init: None } => self.declare_var(*var),
            StmtKind::Declare { var, init: Some(init) } => self.declare_with(*var, init),
            StmtKind::Assign { place, value } => self.assign(place, value),
            StmtKind::AssignOp { place, op, value } => {
                let operands = self.operands(place);
                let right = self.value(value);
                let checked = self.finish_place(operands);
                let left = self.load_place(place.ty, checked);
                let result = self.binary(*op, place.ty, left, right, value.ty);
                self.store_place(place.ty, checked, result);
            }
            StmtKind::AssignParallel { places, values } => self.assign_parallel(places, values),
            StmtKind::AssignTuple { places, value } => self.assign_tuple(places, value),
            StmtKind::Block(body) => self.stmts(body),
            StmtKind::If { cond, then, els } => {
                let (then_block, else_block, end) = (self.b.new_block(), self.b.new_block(), self.b.new_block());
                self.condition(cond, then_block, else_block);
                self.b.seal(then_block);
                self.b.seal(else_block);
                self.b.switch_to(then_block);
                self.stmts(then);
                self.b.jump(end);
                self.b.switch_to(else_block);
                self.stmts(els);
                self.b.jump(end);
                self.b.seal(end);
                self.b.switch_to(end);
            }
            StmtKind::Loop { cond, body, post, break_label, continue_label, per_iteration } => {
                // Rotated: the condition is tested before the loop and at its end, so that a round has one jump.
                let (top, exit) = (self.b.new_block(), self.label(*break_label));
                let next = self.label(*continue_label);
                match cond {
                    Some(cond) => self.condition(cond, top, exit),
                    None => self.b.jump(top),
                }
                self.b.switch_to(top);
                self.stmts(body);
                self.b.jump(next);
                self.b.seal(next);
                self.b.switch_to(next);
                self.fresh_copies(per_iteration);
                self.stmts(post);
                if !self.b.terminated() {
                    match cond {
                        Some(cond) => {
                            self.b.pos = cond.pos;
                            self.condition(cond, top, exit);
                        }
                        None => self.b.jump(top),
                    }
                }
                self.b.seal(top);
                self.b.seal(exit);
                self.b.switch_to(exit);
            }
            StmtKind::Breakable { label, body } => {
                let end = self.label(*label);
                let inlined = self.enter_inlined(*label, body);
                let outer = self.b.scope;
                let of = self.body.inlined.iter().find(|inlined| inlined.end == *label);
                if let Some(of) = of {
                    self.b.scope = Some(self.b.func.inlines.scope(outer, of.func, of.call));
                }
                self.stmts(body);
                self.b.scope = outer;
                self.b.jump(end);
                self.b.seal(end);
                self.b.switch_to(end);
                if inlined {
                    self.leave_inlined();
                }
            }
            StmtKind::Jump(label) => {
                let block = self.label(*label);
                self.b.jump(block);
            }
            StmtKind::Label(label) => {
                // A later `goto` may jump back here: sealed at the end of the function.
                let block = self.label(*label);
                self.b.jump(block);
                self.b.switch_to(block);
            }
            StmtKind::Switch { value, cases, default } => {
                let ty = value.ty;
                let value = self.value(value);
                let value = self.widen(value, ty);
                let cases = cases.iter().map(|(constant, label)| (*constant as i64, self.label(*label))).collect();
                let default = self.label(*default);
                self.b.switch(value, cases, default);
            }
            StmtKind::Return(values) => self.return_values(values),
            StmtKind::Defer(call) => {
                let closure = self.value(call);
                let frame = match (self.defer_frame, self.body.defer_frame) {
                    (Some(frame), _) => self.b.read(frame),
                    (None, Some(var)) => self.frame_address(var),
                    (None, None) => unreachable!("only functions that defer have defer statements"),
                };
                let record = self.defer_record(call);
                self.b.intrinsic(Intrinsic::defer_push, vec![frame, closure, record]);
            }
        }
    }

    /// The address of a deferring frame, from the variable that has it.
    pub(super) fn frame_address(&mut self, var: VarId) -> Value {
        let address = self.read_var(var);
        self.b.emit1(Op::Unary(UnOp::Bitcast), vec![address], Ty::Ptr)
    }

    /// Room for the record of a deferred call; null where it must be on the heap, for want of knowing that the statement
    /// is executed once.
    fn defer_record(&mut self, call: &Expr) -> Value {
        let closure = match &call.kind {
            ExprKind::Seq { value, .. } => value,
            _ => call,
        };
        // A function literal that is deferred in a loop is on the heap.
        let once = match closure.kind {
            ExprKind::Closure { site, .. } => self.body.site_storage(site) == Storage::Frame,
            _ => false,
        };
        if !once || self.defer_frame.is_none() {
            return self.b.iconst(Ty::Ptr, 0);
        }
        // The collector goes through the lists of records by itself.
        let record = self.frame_place(u64::from(DEFER_SIZE), Contents { pointers: false, fresh: true });
        self.frame_addr(record)
    }

    /// Evaluates for effects only.
    fn discard(&mut self, expr: &Expr) {
        match self.cx.universe.ty(expr.ty) {
            Type::Tuple(types) if types.is_empty() => drop(self.value(expr)),
            Type::Tuple(_) => drop(self.tuple(expr)),
            _ => match self.repr(expr.ty) {
                Repr::Value(_) => drop(self.value(expr)),
                Repr::Memory => drop(self.memory(expr)),
            },
        }
    }

    fn declare_with(&mut self, var: VarId, init: &Expr) {
        match self.repr(self.var_ty(var)) {
            Repr::Value(_) => {
                let value = self.value(init);
                self.declare_home(var);
                self.write_var(var, value, PtrStore::Init);
            }
            // A frame variable keeps its memory from round to round: an initial value that reads it must come first.
            Repr::Memory => {
                let src = self.memory(init);
                self.declare_home(var);
                let dst = self.var_addr(var);
                let kind =
                    if matches!(self.homes[var.0 as usize], Home::Frame(_)) { PtrStore::Stack } else { PtrStore::Init };
                self.copy(self.var_ty(var), dst, src, kind);
            }
        }
    }

    fn assign(&mut self, place: &Expr, value: &Expr) {
        if has_effects(place) {
            let operands = self.operands(place);
            let value = self.any(value);
            let checked = self.finish_place(operands);
            self.store_place(place.ty, checked, value);
        } else {
            let value = self.any(value);
            let checked = self.place(place);
            self.store_place(place.ty, checked, value);
        }
    }

    fn assign_parallel(&mut self, places: &[Option<Expr>], values: &[Expr]) {
        let operands: Vec<Option<Operands>> =
            places.iter().map(|place| place.as_ref().map(|it| self.operands(it))).collect();
        let values: Vec<Value> = values
            .iter()
            .map(|value| match self.repr(value.ty) {
                Repr::Value(_) => self.value(value),
                Repr::Memory => self.stable_memory(value),
            })
            .collect();
        for ((place, operands), value) in places.iter().zip(operands).zip(values) {
            if let (Some(place), Some(operands)) = (place, operands) {
                let checked = self.finish_place(operands);
                self.store_place(place.ty, checked, value);
            }
        }
    }

    fn assign_tuple(&mut self, places: &[Option<Expr>], value: &Expr) {
        let operands: Vec<Option<Operands>> =
            places.iter().map(|place| place.as_ref().map(|it| self.operands(it))).collect();
        let types = self.tuple_types(value.ty);
        let values = self.tuple(value);
        for (((place, operands), value), from) in places.iter().zip(operands).zip(values).zip(types) {
            if let (Some(place), Some(operands)) = (place, operands) {
                let value = self.convert_value(from, place.ty, value);
                let checked = self.finish_place(operands);
                self.store_place(place.ty, checked, value);
            }
        }
    }

    pub(super) fn tuple_types(&self, ty: TypeId) -> Vec<TypeId> {
        match self.cx.universe.ty(ty) {
            Type::Tuple(types) => types.clone(),
            _ => vec![ty],
        }
    }

    /// Go 1.22: at the end of a round each loop variable is copied into a new variable.
    fn fresh_copies(&mut self, vars: &[VarId]) {
        for &var in vars {
            if self.var(var).storage != Storage::Heap || matches!(self.homes[var.0 as usize], Home::Unset) {
                continue;
            }
            let ty = self.var_ty(var);
            let old = self.read_var(var);
            self.declare_home(var);
            match self.repr(ty) {
                Repr::Value(_) => self.write_var(var, old, PtrStore::Init),
                Repr::Memory => {
                    let new = self.var_addr(var);
                    self.copy(ty, new, old, PtrStore::Init);
                }
            }
        }
    }

    /// Branches on a condition; `&&`, `||` and `!` become control flow.
    pub(super) fn condition(&mut self, cond: &Expr, then: crate::func::Block, els: crate::func::Block) {
        match &cond.kind {
            ExprKind::And(x, y) => {
                let second = self.b.new_block();
                self.condition(x, second, els);
                self.b.seal(second);
                self.b.switch_to(second);
                self.condition(y, then, els);
            }
            ExprKind::Or(x, y) => {
                let second = self.b.new_block();
                self.condition(x, then, second);
                self.b.seal(second);
                self.b.switch_to(second);
                self.condition(y, then, els);
            }
            ExprKind::Not(x) => self.condition(x, els, then),
            _ => {
                let value = self.value(cond);
                self.b.branch(value, then, els);
            }
        }
    }

    fn return_values(&mut self, values: &[Expr]) {
        let results = &self.body.results;
        match values {
            [] => {}
            [call] if matches!(self.cx.universe.ty(call.ty), Type::Tuple(_)) => {
                let types = self.tuple_types(call.ty);
                let values = self.tuple(call);
                for ((&var, value), from) in results.iter().zip(values).zip(types) {
                    let value = self.convert_value(from, self.var_ty(var), value);
                    self.set_result(var, value);
                }
            }
            // A function without deferred calls that nobody else sees the results of returns the values directly.
            [value] => {
                let value = self.any(value);
                self.set_result(results[0], value);
            }
            _ => {
                let exprs: Vec<&Expr> = values.iter().collect();
                let values = self.stable_values(&exprs);
                for (&var, value) in results.iter().zip(values) {
                    self.set_result(var, value);
                }
            }
        }
        self.return_results();
    }

    fn set_result(&mut self, var: VarId, value: Value) {
        match self.repr(self.var_ty(var)) {
            Repr::Value(_) => self.write_var(var, value, PtrStore::Heap),
            Repr::Memory => {
                let dst = self.var_addr(var);
                let kind =
                    if matches!(self.homes[var.0 as usize], Home::Frame(_)) { PtrStore::Stack } else { PtrStore::Heap };
                self.copy(self.var_ty(var), dst, value, kind);
            }
        }
    }

    /// In observed code, marks a call: callees see which of this function's variables are still read.
    pub(super) fn mark_call(&mut self) {
        let pos = self.b.pos;
        self.site(SiteKind::Call, pos, goslice_types::types::Basic::Int.id(), None);
    }

    /// A boolean value made of control flow.
    pub(super) fn condition_value(&mut self, cond: &Expr) -> Value {
        let variable = self.b.declare(Ty::I8);
        let (then, els, end) = (self.b.new_block(), self.b.new_block(), self.b.new_block());
        self.condition(cond, then, els);
        for (block, value) in [(then, 1), (els, 0)] {
            self.b.seal(block);
            self.b.switch_to(block);
            let value = self.b.iconst(Ty::I8, value);
            self.b.def(variable, value);
            self.b.jump(end);
        }
        self.b.seal(end);
        self.b.switch_to(end);
        self.b.read(variable)
    }
}

/// The variable that a statement assigns, if it is one.
fn assigned_var(stmt: &Stmt) -> Option<VarId> {
    match &stmt.kind {
        StmtKind::Declare { var, .. } => Some(*var),
        StmtKind::Assign { place: Expr { kind: ExprKind::Var(var), .. }, .. } => Some(*var),
        _ => None,
    }
}

/// Whether evaluating the expression can be seen by others: such operands are evaluated in source order before the
/// others (gc gives calls, allocations and conversions to interfaces a temporary at once).
pub(super) fn has_effects(expr: &Expr) -> bool {
    let mut found = false;
    goslice_hir::visit::exprs(expr, &mut |expr| {
        found |= matches!(
            expr.kind,
            ExprKind::Call(_)
                | ExprKind::Append { .. }
                | ExprKind::AppendSlice { .. }
                | ExprKind::AppendMake { .. }
                | ExprKind::Copy { .. }
                | ExprKind::Clear(_)
                | ExprKind::Panic(_)
                | ExprKind::Recover
                | ExprKind::Print { .. }
                | ExprKind::ToInterface { .. }
                | ExprKind::ConvertString { .. }
                | ExprKind::MoveToHeap { .. }
                | ExprKind::Seq { .. }
        );
    });
    found
}
