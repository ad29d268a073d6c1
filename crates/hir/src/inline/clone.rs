//! A callee's body as statements of its caller.

use crate::body::{Body, Expr, ExprKind, FuncId, FuncSource, LabelId, Stmt, StmtKind, VarId};
use crate::lower::Lowering;
use crate::operands::{for_each_operand, for_each_root};
use goslice_syntax::source::Pos;
use std::collections::HashSet;

/// What a call was replaced by.
pub(super) struct Inserted {
    pub(super) stmts: Vec<Stmt>,
    /// The variables that have the results afterwards.
    pub(super) results: Vec<VarId>,
    /// The label that returns jump to.
    pub(super) end: LabelId,
}

/// Inserts `callee` into `caller`. `captures` are the caller's variables for those that a literal captures.
pub(super) fn insert(
    lowering: &mut Lowering<'_>,
    copies: &mut HashSet<FuncId>,
    caller: &mut Body,
    callee: &Body,
    captures: &[VarId],
    args: Vec<Expr>,
    pos: Pos,
) -> Inserted {
    let vars = map_vars(caller, callee, captures);
    let first_label = caller.n_labels;
    let end = LabelId(first_label + callee.n_labels);
    caller.n_labels += callee.n_labels + 1;
    let results: Vec<VarId> = callee.results.iter().map(|var| vars[var.0 as usize]).collect();
    for var in &results {
        let it = &mut caller.vars[var.0 as usize];
        (it.inlined_result, it.one_of_results) = (true, results.len() > 1);
    }
    let returns = returns(&callee.stmts);
    let delayed = returns.count == 1 && !returns.bare && !callee.results_named;
    if !delayed && returns.count > 0 {
        for var in &results {
            caller.vars[var.0 as usize].reassigned = true;
        }
    }

    let mut stmts = Vec::new();
    let params: Vec<VarId> = callee.params.iter().map(|var| vars[var.0 as usize]).collect();
    declare_params(caller, &params, args, pos, &mut stmts);
    if !delayed {
        stmts.extend(results.iter().map(|&var| Stmt { pos, kind: StmtKind::Declare { var, init: None } }));
    }
    let mut cloner = Cloner { lowering, copies, vars, first_label, end, caller: &*caller, results: &results, delayed };
    let mut body = cloner.stmts(&callee.stmts);
    // The last statement need not jump to what follows it.
    if matches!(body.last().map(|last| &last.kind), Some(StmtKind::Jump(label)) if *label == end) {
        body.pop();
    }
    stmts.push(Stmt { pos, kind: StmtKind::Breakable { label: end, body } });
    Inserted { stmts, results, end }
}

/// The caller's variables for the callee's.
fn map_vars(caller: &mut Body, callee: &Body, captures: &[VarId]) -> Vec<VarId> {
    let mut map = Vec::with_capacity(callee.vars.len());
    for (at, var) in callee.vars.iter().enumerate() {
        let captured = callee.captures.iter().position(|inner| inner.0 as usize == at);
        map.push(match captured.and_then(|word| captures.get(word)) {
            Some(outer) => *outer,
            None => {
                caller.vars.push(var.clone());
                VarId(caller.vars.len() as u32 - 1)
            }
        });
    }
    map
}

fn declare_params(caller: &Body, params: &[VarId], mut args: Vec<Expr>, pos: Pos, stmts: &mut Vec<Stmt>) {
    if args.len() == params.len() {
        for (&var, arg) in params.iter().zip(args) {
            stmts.push(Stmt { pos, kind: StmtKind::Declare { var, init: Some(arg) } });
        }
        return;
    }
    // The results of one call.
    let value = args.remove(0);
    stmts.extend(params.iter().map(|&var| Stmt { pos, kind: StmtKind::Declare { var, init: None } }));
    let places = params.iter().map(|&var| Some(var_expr(caller, var, pos))).collect();
    stmts.push(Stmt { pos, kind: StmtKind::AssignTuple { places, value } });
}

fn var_expr(body: &Body, var: VarId, pos: Pos) -> Expr {
    Expr { pos, ty: body.vars[var.0 as usize].ty, kind: ExprKind::Var(var) }
}

#[derive(Default)]
struct Returns {
    count: u32,
    bare: bool,
}

fn returns(stmts: &[Stmt]) -> Returns {
    let mut found = Returns::default();
    for stmt in stmts {
        crate::visit::stmts(stmt, &mut |stmt| {
            if let StmtKind::Return(values) = &stmt.kind {
                found.count += 1;
                found.bare |= values.is_empty();
            }
        });
    }
    found
}

struct Cloner<'c, 'l, 'a> {
    lowering: &'l mut Lowering<'a>,
    copies: &'c mut HashSet<FuncId>,
    vars: Vec<VarId>,
    first_label: u32,
    end: LabelId,
    caller: &'c Body,
    results: &'c [VarId],
    /// The results come into being with the one return.
    delayed: bool,
}

impl Cloner<'_, '_, '_> {
    fn var(&self, var: VarId) -> VarId {
        self.vars[var.0 as usize]
    }

    fn label(&self, label: LabelId) -> LabelId {
        LabelId(label.0 + self.first_label)
    }

    fn stmts(&mut self, stmts: &[Stmt]) -> Vec<Stmt> {
        let mut out = Vec::with_capacity(stmts.len());
        for stmt in stmts {
            self.stmt(stmt, &mut out);
        }
        out
    }

    fn stmt(&mut self, stmt: &Stmt, out: &mut Vec<Stmt>) {
        let pos = stmt.pos;
        let kind = match &stmt.kind {
            StmtKind::Return(values) => return self.returned(pos, values, out),
            StmtKind::Block(body) => StmtKind::Block(self.stmts(body)),
            StmtKind::Breakable { label, body } => {
                StmtKind::Breakable { label: self.label(*label), body: self.stmts(body) }
            }
            StmtKind::If { cond, then, els } => {
                StmtKind::If { cond: self.expr(cond), then: self.stmts(then), els: self.stmts(els) }
            }
            StmtKind::Loop { cond, body, post, break_label, continue_label, per_iteration } => StmtKind::Loop {
                cond: cond.as_ref().map(|cond| self.expr(cond)),
                body: self.stmts(body),
                post: self.stmts(post),
                break_label: self.label(*break_label),
                continue_label: self.label(*continue_label),
                per_iteration: per_iteration.iter().map(|var| self.var(*var)).collect(),
            },
            StmtKind::Jump(label) => StmtKind::Jump(self.label(*label)),
            StmtKind::Label(label) => StmtKind::Label(self.label(*label)),
            StmtKind::Switch { value, cases, default } => StmtKind::Switch {
                value: self.expr(value),
                cases: cases.iter().map(|(value, label)| (*value, self.label(*label))).collect(),
                default: self.label(*default),
            },
            StmtKind::Declare { var, init } => {
                StmtKind::Declare { var: self.var(*var), init: init.as_ref().map(|init| self.expr(init)) }
            }
            kind => {
                let mut kind = kind.clone();
                for_each_root(&mut kind, &mut |e| self.rename(e));
                kind
            }
        };
        out.push(Stmt { pos, kind });
    }

    fn returned(&mut self, pos: Pos, values: &[Expr], out: &mut Vec<Stmt>) {
        let mut values: Vec<Expr> = values.iter().map(|value| self.expr(value)).collect();
        let results = self.results;
        let places = || results.iter().map(|&var| Some(var_expr(self.caller, var, pos))).collect();
        if values.len() == 1 && results.len() > 1 {
            if self.delayed {
                out.extend(results.iter().map(|&var| Stmt { pos, kind: StmtKind::Declare { var, init: None } }));
            }
            out.push(Stmt { pos, kind: StmtKind::AssignTuple { places: places(), value: values.remove(0) } });
        } else if self.delayed {
            let declared = results.iter().zip(values);
            out.extend(declared.map(|(&var, init)| Stmt { pos, kind: StmtKind::Declare { var, init: Some(init) } }));
        } else if values.len() == 1 && !matches!(values[0].kind, ExprKind::Append { .. }) {
            let place = var_expr(self.caller, results[0], pos);
            out.push(Stmt { pos, kind: StmtKind::Assign { place, value: values.remove(0) } });
        } else if !values.is_empty() {
            // For gc, results are assigned together: no append is to where its slice is from.
            out.push(Stmt { pos, kind: StmtKind::AssignParallel { places: places(), values } });
        }
        out.push(Stmt { pos, kind: StmtKind::Jump(self.end) });
    }

    fn expr(&mut self, e: &Expr) -> Expr {
        let mut e = e.clone();
        self.rename(&mut e);
        e
    }

    fn rename(&mut self, e: &mut Expr) {
        match &mut e.kind {
            ExprKind::Var(var) => *var = self.var(*var),
            ExprKind::Closure { func, captures, body, .. } => {
                captures.iter_mut().for_each(|var| *var = self.vars[var.0 as usize]);
                copy_literal(self.lowering, self.copies, func, body);
            }
            ExprKind::Seq { stmts, .. } => *stmts = self.stmts(stmts),
            _ => {}
        }
        for_each_operand(&mut e.kind, &mut |operand| self.rename(operand));
    }
}

/// Makes a literal, with those in it, a function of its own.
fn copy_literal(lowering: &mut Lowering<'_>, copies: &mut HashSet<FuncId>, func: &mut FuncId, body: &mut Body) {
    let old = &lowering.program().funcs[func.0 as usize];
    let (name, pos, sig) = (old.name.clone(), old.pos, old.sig);
    *func = lowering.new_func(name, pos, sig, FuncSource::Literal);
    copies.insert(*func);
    body.func = *func;
    for stmt in &mut body.stmts {
        copy_literals(lowering, copies, stmt);
    }
}

fn copy_literals(lowering: &mut Lowering<'_>, copies: &mut HashSet<FuncId>, stmt: &mut Stmt) {
    fn in_expr(lowering: &mut Lowering<'_>, copies: &mut HashSet<FuncId>, e: &mut Expr) {
        match &mut e.kind {
            ExprKind::Closure { func, body, .. } => return copy_literal(lowering, copies, func, body),
            ExprKind::Seq { stmts, .. } => stmts.iter_mut().for_each(|stmt| copy_literals(lowering, copies, stmt)),
            _ => {}
        }
        for_each_operand(&mut e.kind, &mut |operand| in_expr(lowering, copies, operand));
    }
    for_each_root(&mut stmt.kind, &mut |e| in_expr(lowering, copies, e));
    crate::operands::for_each_child(&mut stmt.kind, &mut |child| copy_literals(lowering, copies, child));
}
