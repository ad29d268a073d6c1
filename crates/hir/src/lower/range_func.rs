//! `range` over functions: the body becomes a function that is passed to the range expression.
//!
//! What leaves the loop stores a number in a variable of the function around and returns false; after the call that
//! function looks at the number and goes on from there. `return` stores into the function's results.
//!
//! Another variable holds the state of the loop: a range function that calls the body when it must not panics.

use super::call::Target;
use super::walk::Walker;
use super::{Lowering, is_blank};
use crate::body::{Call, Callee, CmpOp, Expr, ExprKind, StmtKind, Storage, Var, VarId};
use goslice_syntax::ast::{self, Name, RangeStmt};
use goslice_syntax::source::Pos;
use goslice_types::constant::Const;
use goslice_types::types::{Basic, TypeId};
use std::collections::HashSet;

/// What the body of a `range` over a function knows of the loop.
#[derive(Debug)]
pub(super) struct RangeBody {
    label: Option<Name>,
    /// The variable of the function around that says how the loop was left; 0: by its end or `break`.
    exit: VarId,
    /// The variable of the function around that says where the loop is, a `State`.
    state: VarId,
    /// The ways to leave it, numbered from 1.
    exits: Vec<Exit>,
    /// The labels in the body.
    inner_labels: HashSet<Name>,
}

#[derive(Debug, Clone, PartialEq)]
enum Exit {
    Break(Option<Name>),
    Continue(Option<Name>),
    Goto(Name),
    /// The results are set.
    Return,
}

/// Where a loop is, as `runtime.panicrangestate` knows it.
#[derive(Debug, Clone, Copy)]
enum State {
    /// The body may be called.
    Ready = 0,
    /// The body has left the loop.
    Done = 1,
    /// The body is running, or has panicked.
    Running = 2,
    /// The range function has returned.
    Exhausted = 3,
    /// The range function has returned although the body panicked.
    MissingPanic = 4,
}

impl<'a> Lowering<'a> {
    pub(super) fn range_func(&mut self, pos: Pos, label: Option<&'a Name>, range: &'a RangeStmt) {
        let fun = self.expr(&range.x);
        let fun = self.spill(fun);
        let sig = self.u.signature(fun.ty).expect("a function").clone();
        let yield_ty = sig.params[0];
        let params = self.u.signature(yield_ty).expect("a function").params.clone();
        let exit = self.shared_temp(Basic::Int.id(), pos);
        let state = self.shared_temp(Basic::Int.id(), pos);
        let real = self.real_function();
        real.n_range_bodies += 1;
        let name = format!("{}-range{}", real.name, real.n_range_bodies);
        let mut exits = Vec::new();
        let body = self.closure(name, range.body.lbrace, yield_ty, range.body.rbrace, |this| {
            let mut labels = Labels(HashSet::new());
            labels.walk_block(&range.body);
            let body = RangeBody { label: label.cloned(), exit, state, exits: Vec::new(), inner_labels: labels.0 };
            this.cx().range_body = Some(body);
            this.range_body(pos, range, &params);
            exits = this.cx().range_body.take().map(|body| body.exits).unwrap_or_default();
        });
        self.emit(pos, StmtKind::Declare { var: exit, init: None });
        self.emit(pos, StmtKind::Declare { var: state, init: None });
        let ty = self.result_type(&sig.results);
        let call = Call { callee: Callee::Value(fun), args: vec![body] };
        self.emit(pos, StmtKind::Expr(Expr::new(pos, ty, ExprKind::Call(Box::new(call)))));
        let state = self.var_expr(state, pos);
        let cond = self.compare(CmpOp::Eq, state.clone(), Expr::int(pos, State::Running as i64));
        let then = self.stmts(|this| this.panic_range_state(Expr::int(pos, State::MissingPanic as i64)));
        self.emit(pos, StmtKind::If { cond, then, els: Vec::new() });
        self.emit(pos, StmtKind::Assign { place: state, value: Expr::int(pos, State::Exhausted as i64) });
        for (number, way) in (1..).zip(exits) {
            let x = self.var_expr(exit, pos);
            let cond = self.compare(CmpOp::Eq, x, Expr::int(pos, number));
            let then = self.stmts(|this| this.take_exit(pos, &way));
            self.emit(pos, StmtKind::If { cond, then, els: Vec::new() });
        }
    }

    /// A variable that closures refer to.
    fn shared_temp(&mut self, ty: TypeId, pos: Pos) -> VarId {
        self.cx().add_var(shared(ty, pos))
    }

    fn range_body(&mut self, pos: Pos, range: &'a RangeStmt, params: &[TypeId]) {
        let mut values: Vec<Option<Expr>> = Vec::new();
        for (lhs, &ty) in [&range.key, &range.value].into_iter().zip(params) {
            let obj = lhs.as_ref().filter(|_| range.define).and_then(|lhs| self.new_object(lhs));
            match obj {
                Some(obj) => {
                    let var = self.new_var(obj);
                    self.cx().params.push(var);
                    values.push(None);
                }
                None => {
                    let value = self.param(ty, pos);
                    values.push(lhs.as_ref().filter(|lhs| !is_blank(lhs)).map(|_| value));
                }
            }
        }
        let result = self.cx().add_temp(Basic::Bool.id(), pos);
        self.cx().results.push(result);
        self.cx().result_types = vec![Basic::Bool.id()];
        let state = self.state(pos);
        let cond = self.compare(CmpOp::Ne, state.clone(), Expr::int(pos, State::Ready as i64));
        let then = self.stmts(|this| this.panic_range_state(state));
        self.emit(pos, StmtKind::If { cond, then, els: Vec::new() });
        self.set_state(pos, State::Running);
        values.resize(2, None);
        let value = values.remove(1);
        self.set_vars(pos, range, true, values.remove(0), value);
        self.block(&range.body);
        self.return_bool(range.body.rbrace, true);
    }

    /// The variable with the state of the loop whose body is being lowered.
    fn state(&mut self, pos: Pos) -> Expr {
        let Some(body) = &self.cx().range_body else { unreachable!("in a range body") };
        let state = body.state;
        self.captured_temp(state, pos)
    }

    fn set_state(&mut self, pos: Pos, state: State) {
        let place = self.state(pos);
        self.emit(pos, StmtKind::Assign { place, value: Expr::int(pos, state as i64) });
    }

    fn panic_range_state(&mut self, state: Expr) {
        let pos = state.pos;
        let Some(panics) = self.runtime_func("runtime.panicrangestate") else { return };
        let none = self.result_type(&[]);
        let call = self.finish_call(Target::Static(panics, None), vec![state], none, pos);
        self.emit(pos, StmtKind::Expr(call));
    }

    fn return_bool(&mut self, pos: Pos, go_on: bool) {
        self.set_state(pos, if go_on { State::Ready } else { State::Done });
        self.emit(pos, StmtKind::Return(vec![Expr::bool(pos, go_on)]));
    }

    /// `break` and `continue` whose target is not in this function.
    pub(super) fn leave_range_body(&mut self, pos: Pos, label: Option<&Name>, is_continue: bool) {
        let Some(body) = &self.cx().range_body else { unreachable!("a target for every branch") };
        if label.is_none() || label == body.label.as_ref() {
            return self.return_bool(pos, is_continue);
        }
        let label = label.cloned();
        let way = if is_continue { Exit::Continue(label) } else { Exit::Break(label) };
        self.leave(pos, way);
    }

    /// `goto`, in the body of a `range` over a function or not.
    pub(super) fn goto_stmt(&mut self, pos: Pos, name: &Name) {
        if self.cx().range_body.as_ref().is_some_and(|body| !body.inner_labels.contains(name)) {
            return self.leave(pos, Exit::Goto(name.clone()));
        }
        let label = self.goto_label(name);
        self.emit(pos, StmtKind::Jump(label));
    }

    fn leave(&mut self, pos: Pos, way: Exit) {
        let Some(body) = &mut self.cx().range_body else { unreachable!("in a range body") };
        let exit = body.exit;
        let at = body.exits.iter().position(|other| *other == way).unwrap_or_else(|| {
            body.exits.push(way);
            body.exits.len() - 1
        });
        let place = self.captured_temp(exit, pos);
        let value = self.constant(&Const::Int((at + 1).into()), Basic::Int.id(), pos);
        self.emit(pos, StmtKind::Assign { place, value });
        self.return_bool(pos, false);
    }

    /// `return` in the body: of the function around it.
    pub(super) fn return_from_range_body(&mut self, pos: Pos, values: &'a [ast::Expr]) {
        if values.is_empty() {
            return self.leave(pos, Exit::Return);
        }
        let types = self.real_function().result_types.clone();
        let values = self.return_values(values, &types);
        let real = self.real_function();
        let results = real.results.clone();
        for &var in &results {
            let var = &mut real.vars[var.0 as usize];
            (var.captured, var.reassigned, var.storage) = (true, true, Storage::Heap);
        }
        let places: Vec<Expr> = results.into_iter().map(|var| self.real_function_var(var, pos)).collect();
        let mut places: Vec<Option<Expr>> = places.into_iter().map(Some).collect();
        match (&values[..], places.len()) {
            ([_], 1) => {
                let place = places.remove(0).expect("a variable");
                let value = values.into_iter().next().expect("one value");
                self.emit(pos, StmtKind::Assign { place, value });
            }
            ([_], _) => {
                let value = values.into_iter().next().expect("one value");
                self.emit(pos, StmtKind::AssignTuple { places, value });
            }
            _ => self.emit(pos, StmtKind::AssignParallel { places, values }),
        }
        self.leave(pos, Exit::Return);
    }

    /// A variable of the innermost function of the source, in the innermost body.
    pub(super) fn real_function_var(&mut self, mut var: VarId, pos: Pos) -> Expr {
        let real = self.stack.iter().rposition(|cx| cx.range_body.is_none()).expect("range bodies are in functions");
        for level in real + 1..self.stack.len() {
            var = self.capture_at(level, var);
        }
        self.var_expr(var, pos)
    }

    /// After the loop: does what its body wanted to do.
    fn take_exit(&mut self, pos: Pos, way: &Exit) {
        let ident = |label: &Option<Name>| {
            label.as_ref().map(|name| ast::Ident { id: ast::NodeId(u32::MAX), pos, name: name.clone() })
        };
        match way {
            Exit::Break(label) => self.break_stmt(pos, ident(label).as_ref()),
            Exit::Continue(label) => self.continue_stmt(pos, ident(label).as_ref()),
            Exit::Goto(name) => self.goto_stmt(pos, name),
            Exit::Return if self.cx().range_body.is_some() => self.leave(pos, way.clone()),
            Exit::Return => self.emit(pos, StmtKind::Return(Vec::new())),
        }
    }
}

/// Collects the labels of statements, not in literals.
struct Labels(HashSet<Name>);

impl<'e> Walker<'e> for Labels {
    fn stmt(&mut self, stmt: &'e ast::Stmt) {
        if let ast::StmtKind::Labeled { label, .. } = &stmt.kind {
            self.0.insert(label.name.clone());
        }
        self.walk_stmt(stmt);
    }

    fn expr(&mut self, _: &'e ast::Expr) {}
}

fn shared(ty: TypeId, pos: Pos) -> Var {
    Var {
        name: "".into(),
        ty,
        pos,
        addr_taken: false,
        captured: true,
        reassigned: true,
        ranged: false,
        inlined_result: false,
        one_of_results: false,
        storage: Storage::Heap,
        cause: None,
    }
}
