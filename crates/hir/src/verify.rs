//! Checks bodies for what lowering must guarantee: types agree, labels and variables exist.

use crate::body::{Body, Call, Callee, Expr, ExprKind, LabelId, Program, Stmt, StmtKind, Storage, VarId};
use crate::visit;
use goslice_syntax::source::Pos;
use goslice_types::type_string::runtime_string;
use goslice_types::types::{Basic, Signature, Type, TypeId, Universe};
use std::collections::HashSet;

/// What is wrong with a body and the literals in it; nothing, unless the lowering has an error.
pub fn verify(universe: &Universe, program: &Program, body: &Body) -> Vec<String> {
    let mut verifier = Verifier { universe, program, body, labels: HashSet::new(), problems: Vec::new() };
    verifier.body();
    verifier.problems
}

struct Verifier<'a> {
    universe: &'a Universe,
    program: &'a Program,
    body: &'a Body,
    /// Labels that statements of the body define.
    labels: HashSet<LabelId>,
    problems: Vec<String>,
}

impl<'a> Verifier<'a> {
    fn body(&mut self) {
        let body = self.body;
        for stmt in &body.stmts {
            visit::stmts(stmt, &mut |stmt| labels(stmt, &mut self.labels));
        }
        for stmt in &body.stmts {
            visit::stmts(stmt, &mut |stmt| self.stmt(stmt));
            visit::exprs_of(stmt, &mut |e| self.expr(e));
        }
    }

    fn problem(&mut self, pos: Pos, text: String) {
        let name = &self.program.funcs[self.body.func.0 as usize].name;
        self.problems.push(format!("{name} at {pos:?}: {text}"));
    }

    fn same(&mut self, pos: Pos, what: &str, have: TypeId, want: TypeId) {
        if have != want {
            let show = |ty| runtime_string(self.universe, ty);
            let text = format!("{what}: {} instead of {}", show(have), show(want));
            self.problem(pos, text);
        }
    }

    fn var(&mut self, pos: Pos, var: VarId) -> Option<TypeId> {
        let found = self.body.vars.get(var.0 as usize).map(|var| var.ty);
        if found.is_none() {
            self.problem(pos, format!("no variable {}", var.0));
        }
        found
    }

    fn jump(&mut self, pos: Pos, label: LabelId) {
        if !self.labels.contains(&label) {
            self.problem(pos, format!("no label {}", label.0));
        }
    }

    fn tuple(&self, ty: TypeId) -> Vec<TypeId> {
        match self.universe.ty(ty) {
            Type::Tuple(types) => types.clone(),
            _ => vec![ty],
        }
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        let pos = stmt.pos;
        match &stmt.kind {
            StmtKind::Declare { var, init } => {
                let ty = self.var(pos, *var);
                if let (Some(ty), Some(init)) = (ty, init) {
                    self.same(pos, "initial value", init.ty, ty);
                }
            }
            StmtKind::Assign { place, value } => {
                self.place(place);
                self.same(pos, "assigned value", value.ty, place.ty);
            }
            StmtKind::AssignOp { place, op, value } => {
                self.place(place);
                if !matches!(op, crate::body::BinOp::Shl | crate::body::BinOp::Shr) {
                    self.same(pos, "operand", value.ty, place.ty);
                }
            }
            StmtKind::AssignParallel { places, values } => {
                if places.len() != values.len() {
                    self.problem(pos, "as many values as places".into());
                }
                for (place, value) in places.iter().zip(values) {
                    if let Some(place) = place {
                        self.place(place);
                        self.same(pos, "assigned value", value.ty, place.ty);
                    }
                }
            }
            StmtKind::AssignTuple { places, value } => {
                let types = self.tuple(value.ty);
                if places.len() != types.len() {
                    self.problem(pos, "as many values as places".into());
                }
                for (place, ty) in places.iter().zip(types) {
                    if let Some(place) = place {
                        self.place(place);
                        self.same(pos, "assigned value", ty, place.ty);
                    }
                }
            }
            StmtKind::If { cond, .. } | StmtKind::Loop { cond: Some(cond), .. }
                if self.universe.basic(cond.ty) != Some(Basic::Bool) =>
            {
                self.problem(pos, "condition that is no bool".into());
            }
            StmtKind::Jump(label) => self.jump(pos, *label),
            StmtKind::Switch { cases, default, .. } => {
                self.jump(pos, *default);
                cases.iter().for_each(|(_, label)| self.jump(pos, *label));
            }
            StmtKind::Return(values) => self.returns(pos, values),
            StmtKind::Defer(closure) => {
                let niladic = |sig: &Signature| sig.params.is_empty() && sig.results.is_empty();
                if !self.universe.signature(closure.ty).is_some_and(niladic) {
                    self.problem(pos, "deferred value that is no func()".into());
                }
            }
            _ => {}
        }
    }

    fn returns(&mut self, pos: Pos, values: &'a [Expr]) {
        if values.is_empty() {
            return;
        }
        let have: Vec<TypeId> = match values {
            [one] => self.tuple(one.ty),
            _ => values.iter().map(|value| value.ty).collect(),
        };
        let want: Vec<TypeId> = self.body.results.iter().map(|var| self.body.vars[var.0 as usize].ty).collect();
        if have.len() != want.len() {
            return self.problem(pos, format!("{} results instead of {}", have.len(), want.len()));
        }
        for (have, want) in have.into_iter().zip(want) {
            self.same(pos, "result", have, want);
        }
    }

    fn place(&mut self, e: &'a Expr) {
        let ok = match &e.kind {
            ExprKind::Var(_) | ExprKind::Global(_) | ExprKind::Deref(_) => true,
            ExprKind::Field { x, .. } => return self.place(x),
            ExprKind::Index { x, .. } => match self.universe.under(x.ty) {
                Type::Array { .. } => return self.place(x),
                ty => matches!(ty, Type::Slice(_)),
            },
            _ => false,
        };
        if !ok {
            self.problem(e.pos, "value where a place is wanted".into());
        }
    }

    fn expr(&mut self, e: &'a Expr) {
        let pos = e.pos;
        if self.universe.canon(e.ty) != e.ty || self.universe.is_untyped(e.ty) || self.universe.is_invalid(e.ty) {
            self.problem(pos, format!("expression of type {}", runtime_string(self.universe, e.ty)));
        }
        match &e.kind {
            ExprKind::Var(var) => {
                if let Some(ty) = self.var(pos, *var) {
                    self.same(pos, "variable", e.ty, ty);
                }
            }
            ExprKind::AddrOf(x) => self.place(x),
            ExprKind::Binary { op, x, y } => {
                self.same(pos, "operand", x.ty, e.ty);
                if !matches!(op, crate::body::BinOp::Shl | crate::body::BinOp::Shr) {
                    self.same(pos, "operand", y.ty, e.ty);
                }
            }
            ExprKind::Compare { x, y, .. } => self.same(pos, "operand", y.ty, x.ty),
            ExprKind::And(x, y) | ExprKind::Or(x, y) => {
                self.same(pos, "operand", x.ty, e.ty);
                self.same(pos, "operand", y.ty, e.ty);
            }
            ExprKind::Neg(x) | ExprKind::BitNot(x) | ExprKind::Not(x) => self.same(pos, "operand", x.ty, e.ty),
            ExprKind::Concat { parts, .. } | ExprKind::MinMax { args: parts, .. } => {
                parts.iter().for_each(|part| self.same(pos, "operand", part.ty, e.ty));
            }
            ExprKind::ToInterface { x, .. }
                if self.universe.is_interface(x.ty) || !self.universe.is_interface(e.ty) =>
            {
                self.problem(pos, "conversion of no value to no interface".into());
            }
            ExprKind::StructLit(fields) => {
                if let Type::Struct(types) = self.universe.under(e.ty) {
                    for (field, ty) in fields.iter().zip(types) {
                        field.iter().for_each(|field| self.same(pos, "field", field.ty, ty.ty));
                    }
                }
            }
            ExprKind::ArrayLit(elems) | ExprKind::SliceLit { elems, .. } => {
                if let Type::Array { elem, .. } | Type::Slice(elem) = *self.universe.under(e.ty) {
                    elems.iter().for_each(|(_, value)| self.same(pos, "element", value.ty, elem));
                }
            }
            ExprKind::Append { slice, values, .. } => {
                self.same(pos, "slice", slice.ty, e.ty);
                if let Type::Slice(elem) = *self.universe.under(e.ty) {
                    values.iter().for_each(|value| self.same(pos, "element", value.ty, elem));
                }
            }
            ExprKind::Closure { captures, body, .. } => self.closure(pos, captures, body),
            ExprKind::Call(call) => self.call(pos, call, e.ty),
            _ => {}
        }
    }

    fn closure(&mut self, pos: Pos, captures: &[VarId], body: &'a Body) {
        if captures.len() != body.captures.len() {
            self.problem(pos, "captures do not match".into());
        }
        for (outer, inner) in captures.iter().zip(&body.captures) {
            let (outer, inner) = (&self.body.vars[outer.0 as usize], &body.vars[inner.0 as usize]);
            let by_reference = matches!(inner.storage, Storage::CapturedRef(_));
            let has_address = matches!(outer.storage, Storage::Heap | Storage::Frame | Storage::CapturedRef(_));
            if by_reference != has_address {
                let text = format!("{} is captured in the wrong way", inner.name);
                self.problem(pos, text);
            }
            self.same(pos, "captured variable", inner.ty, outer.ty);
        }
        self.problems.extend(verify(self.universe, self.program, body));
    }

    fn call(&mut self, pos: Pos, call: &'a Call, ty: TypeId) {
        let (sig, recv) = match &call.callee {
            Callee::Static(func) => {
                let func = &self.program.funcs[func.0 as usize];
                (func.sig, func.recv)
            }
            Callee::Value(fun) => (fun.ty, None),
            Callee::Interface { recv, index } => match self.universe.under(recv.ty) {
                Type::Interface(inter) => (inter.methods[*index as usize].sig, None),
                _ => return self.problem(pos, "method call on no interface".into()),
            },
        };
        let Some(sig) = self.universe.signature(sig) else {
            return self.problem(pos, "call of no function".into());
        };
        let want: Vec<TypeId> = recv.into_iter().chain(sig.params.iter().copied()).collect();
        let have: Vec<TypeId> = match &call.args[..] {
            [one] if want.len() > 1 => self.tuple(one.ty),
            args => args.iter().map(|arg| arg.ty).collect(),
        };
        if have.len() != want.len() {
            return self.problem(pos, format!("{} arguments instead of {}", have.len(), want.len()));
        }
        let results = sig.results.clone();
        for (have, want) in have.into_iter().zip(want) {
            self.same(pos, "argument", have, want);
        }
        if self.tuple(ty) != results {
            self.problem(pos, "call's type is not its function's result".into());
        }
    }
}

/// The label or labels that a statement defines.
fn labels(stmt: &Stmt, found: &mut HashSet<LabelId>) {
    match &stmt.kind {
        StmtKind::Label(label) | StmtKind::Breakable { label, .. } => {
            found.insert(*label);
        }
        StmtKind::Loop { break_label, continue_label, .. } => found.extend([*break_label, *continue_label]),
        _ => {}
    }
}
