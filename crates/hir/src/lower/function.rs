//! The function being lowered: its variables, labels and statements so far.

use super::Lowering;
use crate::body::{Body, Expr, ExprKind, FuncId, LabelId, Stmt, StmtKind, Storage, Var, VarId};
use crate::storage::storage;
use goslice_syntax::ast::Name;
use goslice_syntax::source::Pos;
use goslice_types::object::ObjId;
use goslice_types::types::TypeId;
use std::collections::HashMap;

/// What `break` and `continue` may leave.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) label: Option<Name>,
    pub(super) break_label: LabelId,
    /// `None` for what is no loop.
    pub(super) continue_label: Option<LabelId>,
}

/// A function being lowered.
#[derive(Debug)]
pub(super) struct FuncCx {
    pub(super) func: FuncId,
    /// Closures inside are named after it.
    pub(super) name: String,
    pub(super) is_literal: bool,
    pub(super) vars: Vec<Var>,
    pub(super) by_obj: HashMap<ObjId, VarId>,
    /// Variables of the enclosing function by which this function's captured ones came to be.
    pub(super) by_outer: HashMap<VarId, VarId>,
    pub(super) params: Vec<VarId>,
    pub(super) results: Vec<VarId>,
    pub(super) result_types: Vec<TypeId>,
    pub(super) results_named: bool,
    pub(super) captures: Vec<VarId>,
    /// For each capture the enclosing function's variable.
    pub(super) capture_sources: Vec<VarId>,
    pub(super) n_labels: u32,
    pub(super) targets: Vec<Target>,
    pub(super) gotos: HashMap<Name, LabelId>,
    /// Where `fallthrough` goes, for the switches around, innermost last.
    pub(super) fallthroughs: Vec<Option<LabelId>>,
    pub(super) has_defer: bool,
    pub(super) has_recover: bool,
    /// See [`Body::defer_wrapper`].
    pub(super) defer_wrapper: bool,
    /// See [`Body::method_value`].
    pub(super) method_value: bool,
    pub(super) n_literals: u32,
    pub(super) n_defers: u32,
    pub(super) n_range_bodies: u32,
    /// Set if this is the body of a `range` over a function.
    pub(super) range_body: Option<super::range_func::RangeBody>,
    /// See [`Body::defer_frame`].
    pub(super) defer_frame: Option<VarId>,
    pub(super) out: Vec<Stmt>,
}

impl FuncCx {
    pub(super) fn new(func: FuncId, name: String, is_literal: bool) -> FuncCx {
        FuncCx {
            func,
            name,
            is_literal,
            vars: Vec::new(),
            by_obj: HashMap::new(),
            by_outer: HashMap::new(),
            params: Vec::new(),
            results: Vec::new(),
            result_types: Vec::new(),
            results_named: false,
            captures: Vec::new(),
            capture_sources: Vec::new(),
            n_labels: 0,
            targets: Vec::new(),
            gotos: HashMap::new(),
            fallthroughs: Vec::new(),
            has_defer: false,
            has_recover: false,
            defer_wrapper: false,
            method_value: false,
            n_literals: 0,
            n_defers: 0,
            n_range_bodies: 0,
            range_body: None,
            defer_frame: None,
            out: Vec::new(),
        }
    }

    pub(super) fn into_body(self, end: Pos) -> Body {
        Body {
            func: self.func,
            vars: self.vars,
            params: self.params,
            results: self.results,
            results_named: self.results_named,
            captures: self.captures,
            stmts: self.out,
            n_labels: self.n_labels,
            sites: Vec::new(),
            inlined: Vec::new(),
            buffers: Vec::new(),
            miscompiled: Vec::new(),
            has_defer: self.has_defer,
            defer_frame: self.defer_frame,
            has_recover: self.has_recover,
            defer_wrapper: self.defer_wrapper,
            method_value: self.method_value,
            end,
        }
    }

    pub(super) fn add_var(&mut self, var: Var) -> VarId {
        let id = VarId(self.vars.len() as u32);
        self.vars.push(var);
        id
    }

    /// A variable without a name that nothing refers to but its function.
    pub(super) fn add_temp(&mut self, ty: TypeId, pos: Pos) -> VarId {
        self.add_var(Var::temporary(ty, pos))
    }
}

impl<'a> Lowering<'a> {
    pub(super) fn cx(&mut self) -> &mut FuncCx {
        self.stack.last_mut().expect("a function is being lowered")
    }

    pub(super) fn new_label(&mut self) -> LabelId {
        let cx = self.cx();
        cx.n_labels += 1;
        LabelId(cx.n_labels - 1)
    }

    /// Adds a statement, with its calls in gc's order.
    pub(super) fn emit(&mut self, pos: Pos, mut kind: StmtKind) {
        self.order_stmt(pos, &mut kind);
        self.cx().out.push(Stmt { pos, kind });
    }

    /// The statements that `fill` emits.
    pub(super) fn stmts(&mut self, fill: impl FnOnce(&mut Self)) -> Vec<Stmt> {
        let outer = std::mem::take(&mut self.cx().out);
        fill(self);
        std::mem::replace(&mut self.cx().out, outer)
    }

    /// The expression that `make` gives, with the statements that it emits evaluated first.
    pub(super) fn seq(&mut self, make: impl FnOnce(&mut Self) -> Expr) -> Expr {
        let mut value = None;
        let stmts = self.stmts(|this| value = Some(make(this)));
        let value = value.expect("make gives a value");
        if stmts.is_empty() {
            return value;
        }
        Expr { pos: value.pos, ty: value.ty, kind: ExprKind::Seq { stmts, value: Box::new(value) } }
    }

    /// The variable of this function for one that the source declares.
    pub(super) fn new_var(&mut self, obj: ObjId) -> VarId {
        let object = self.u.object(obj);
        let facts = self.facts.of(obj);
        let captured = facts.by_reference(self.u, object.ty);
        let var = Var {
            name: object.name.clone(),
            ty: object.ty,
            pos: object.pos,
            addr_taken: facts.addr_taken,
            captured,
            reassigned: facts.reassigned,
            ranged: false,
            inlined_result: false,
            one_of_results: false,
            storage: storage(facts.addr_taken, captured),
            cause: None,
        };
        let cx = self.cx();
        let id = cx.add_var(var);
        cx.by_obj.insert(obj, id);
        id
    }

    /// A new variable that holds `value`.
    pub(super) fn temp(&mut self, value: Expr) -> VarId {
        let (pos, ty) = (value.pos, value.ty);
        let var = self.cx().add_temp(ty, pos);
        self.emit(pos, StmtKind::Declare { var, init: Some(value) });
        var
    }

    /// `value` kept in a variable, unless evaluating it later or twice makes no difference.
    pub(super) fn spill(&mut self, value: Expr) -> Expr {
        if matches!(value.kind, ExprKind::Const(_) | ExprKind::Func(_)) {
            return value;
        }
        let (pos, ty) = (value.pos, value.ty);
        let var = self.temp(value);
        Expr { pos, ty, kind: ExprKind::Var(var) }
    }

    pub(super) fn var_expr(&mut self, var: VarId, pos: Pos) -> Expr {
        let ty = self.cx().vars[var.0 as usize].ty;
        Expr { pos, ty, kind: ExprKind::Var(var) }
    }

    /// This function's variable for a local object, captured from the enclosing ones where it is theirs.
    pub(super) fn local(&mut self, obj: ObjId) -> Option<VarId> {
        self.local_at(self.stack.len() - 1, obj)
    }

    fn local_at(&mut self, level: usize, obj: ObjId) -> Option<VarId> {
        if let Some(&var) = self.stack[level].by_obj.get(&obj) {
            return Some(var);
        }
        let outer = self.local_at(level.checked_sub(1)?, obj)?;
        let var = self.capture_at(level, outer);
        self.stack[level].by_obj.insert(obj, var);
        Some(var)
    }

    /// The variable of the function at `level` for variable `outer` of the one around it.
    pub(super) fn capture_at(&mut self, level: usize, outer: VarId) -> VarId {
        if let Some(&var) = self.stack[level].by_outer.get(&outer) {
            return var;
        }
        let mut var = self.stack[level - 1].vars[outer.0 as usize].clone();
        let cx = &mut self.stack[level];
        let word = cx.captures.len() as u32;
        var.storage = match var.storage {
            Storage::Heap | Storage::Frame | Storage::CapturedRef(_) => Storage::CapturedRef(word),
            Storage::Value | Storage::CapturedValue(_) => Storage::CapturedValue(word),
        };
        let id = cx.add_var(var);
        cx.captures.push(id);
        cx.capture_sources.push(outer);
        cx.by_outer.insert(outer, id);
        id
    }
}
