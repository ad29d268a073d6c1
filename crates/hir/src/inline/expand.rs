//! Replaces the calls of a body that gc inlines.

use super::clone::{self, Inserted};
use super::concrete::Concretes;
use super::devirtualize::devirtualize;
use super::known::{Known, Knowns, peel};
use super::{Inliner, tidy};
use crate::body::{Body, Call, Callee, Expr, ExprKind, FuncId, FuncSource, Inlined, LabelId, Stmt, StmtKind, VarId};
use crate::lower::Lowering;
use crate::operands::{for_each_expr, for_each_operand, for_each_root};
use goslice_syntax::source::Pos;
use std::collections::HashMap;
use std::rc::Rc;

/// A call that was replaced.
#[derive(Clone, Copy, Debug)]
struct Frame {
    /// Where the callee is declared.
    callee: Pos,
    call: Pos,
    /// The call in whose callee this one was.
    parent: Option<usize>,
}

/// A body that calls are inlined into.
struct Expansion<'e, 'l, 'a> {
    inliner: &'e mut Inliner,
    lowering: &'l mut Lowering<'a>,
    body: &'e mut Body,
    big: bool,
    knowns: Knowns,
    concretes: Concretes,
    captured: &'e Captured,
    /// How often each literal is called, calls that were replaced included.
    counts: HashMap<FuncId, u32>,
    replaced: HashMap<FuncId, u32>,
    frames: Vec<Frame>,
    /// The inserted bodies, by their end labels.
    inserted: HashMap<LabelId, usize>,
    changed: bool,
    target: Option<VarId>,
}

/// What a literal knows of the variables that it captures.
#[derive(Debug, Default)]
pub(super) struct Captured {
    knowns: Knowns,
    concretes: Concretes,
}

/// Inlines into `body` and into the literals in it.
pub(super) fn run(inliner: &mut Inliner, lowering: &mut Lowering<'_>, body: &mut Body, captured: &Captured) {
    let pos = lowering.program().funcs[body.func.0 as usize].pos;
    let big = inliner.costs.at(pos).is_some_and(|cost| cost.big);
    let mut expansion = Expansion {
        inliner,
        lowering,
        body,
        big,
        knowns: Knowns::default(),
        concretes: Concretes::default(),
        captured,
        counts: HashMap::new(),
        replaced: HashMap::new(),
        frames: Vec::new(),
        inserted: HashMap::new(),
        changed: true,
        target: None,
    };
    // Calls of defer statements and what stands for them stay: recover depends on who calls.
    match (expansion.body.defer_wrapper, expansion.body.method_value) {
        (true, true) => {}
        (true, false) => expansion.devirtualize_all(),
        (false, _) => {
            while expansion.changed {
                expansion.batch();
            }
        }
    }
    let any = !expansion.frames.is_empty();
    let Expansion { inliner, lowering, body, .. } = expansion;
    if any {
        tidy::run(body, inliner.rules.minor >= 24);
    }
    let mut has_literals = false;
    for stmt in &body.stmts {
        crate::visit::exprs_of(stmt, &mut |e| has_literals |= matches!(e.kind, ExprKind::Closure { .. }));
    }
    if !has_literals {
        return;
    }
    let (knowns, concretes) = known_of(inliner, body, captured);
    let known = Captured { knowns, concretes };
    body.stmts.iter_mut().for_each(|stmt| literals_of_stmt(inliner, lowering, stmt, &known));
}

/// What is known of the variables of `body`.
fn known_of(inliner: &Inliner, body: &Body, captured: &Captured) -> (Knowns, Concretes) {
    let concretes = match inliner.rules.minor >= 26 {
        true => Concretes::of(body, &captured.concretes),
        false => Concretes::default(),
    };
    (Knowns::of(body, &captured.knowns), concretes)
}

/// Inlines into literals that were written here.
fn literals_of_stmt(inliner: &mut Inliner, lowering: &mut Lowering<'_>, stmt: &mut Stmt, known: &Captured) {
    for_each_root(&mut stmt.kind, &mut |e| literals_of_expr(inliner, lowering, e, known));
    crate::operands::for_each_child(&mut stmt.kind, &mut |child| literals_of_stmt(inliner, lowering, child, known));
}

fn literals_of_expr(inliner: &mut Inliner, lowering: &mut Lowering<'_>, e: &mut Expr, known: &Captured) {
    match &mut e.kind {
        ExprKind::Closure { func, body, captures, .. } if !inliner.copies.contains(func) => {
            let knowns = known.knowns.captured(captures, body);
            let concretes = known.concretes.captured(captures, body);
            run(inliner, lowering, body, &Captured { knowns, concretes });
        }
        ExprKind::Seq { stmts, .. } => {
            stmts.iter_mut().for_each(|stmt| literals_of_stmt(inliner, lowering, stmt, known));
        }
        _ => {}
    }
    for_each_operand(&mut e.kind, &mut |operand| literals_of_expr(inliner, lowering, operand, known));
}

impl Expansion<'_, '_, '_> {
    /// Replaces calls that are in the body now; those that come with the inserted bodies are for the next batch.
    fn batch(&mut self) {
        self.changed = false;
        (self.knowns, self.concretes) = known_of(self.inliner, self.body, self.captured);
        self.counts = self.replaced.clone();
        self.knowns.count(self.body, &mut self.counts);
        let stmts = std::mem::take(&mut self.body.stmts);
        self.body.stmts = self.stmts(stmts, None);
    }

    fn stmts(&mut self, stmts: Vec<Stmt>, frame: Option<usize>) -> Vec<Stmt> {
        let mut out = Vec::with_capacity(stmts.len());
        // Statements in an expression are inside of another.
        let outer = self.target;
        for stmt in stmts {
            self.stmt(stmt, frame, &mut out);
        }
        self.target = outer;
        out
    }

    fn stmt(&mut self, stmt: Stmt, frame: Option<usize>, out: &mut Vec<Stmt>) {
        let pos = stmt.pos;
        self.target = match &stmt.kind {
            StmtKind::Declare { var, .. } => Some(*var),
            StmtKind::Assign { place: Expr { kind: ExprKind::Var(var), .. }, .. } => Some(*var),
            _ => None,
        };
        let mut kind = stmt.kind;
        match &mut kind {
            StmtKind::Block(body) => *body = self.stmts(std::mem::take(body), frame),
            StmtKind::Breakable { label, body } => {
                let frame = self.inserted.get(label).copied().or(frame);
                *body = self.stmts(std::mem::take(body), frame);
            }
            StmtKind::If { cond, then, els } => {
                self.first(cond, frame, out);
                *then = self.stmts(std::mem::take(then), frame);
                *els = self.stmts(std::mem::take(els), frame);
            }
            StmtKind::Loop { cond, body, post, break_label, .. } => {
                cond.iter_mut().for_each(|cond| self.expr(cond, frame));
                *body = self.stmts(std::mem::take(body), frame);
                *post = self.stmts(std::mem::take(post), frame);
                // Code generation writes conditions twice, which labels do not bear.
                if let Some(cond) = cond.take_if(|cond| has_statements(cond)) {
                    let leave = Stmt { pos, kind: StmtKind::Jump(*break_label) };
                    let kind = StmtKind::If { cond, then: Vec::new(), els: vec![leave] };
                    body.insert(0, Stmt { pos, kind });
                }
            }
            StmtKind::Expr(e) => {
                // Results are dropped.
                if let Some(inserted) = self.root(e, frame, out) {
                    out.extend(inserted.stmts);
                    return;
                }
            }
            StmtKind::Declare { init: Some(init), .. } => self.first(init, frame, out),
            StmtKind::Switch { value, .. } => self.first(value, frame, out),
            StmtKind::Assign { place, value } if is_simple(place) => self.first(value, frame, out),
            StmtKind::Return(values) if values.len() == 1 => {
                if let Some(inserted) = self.root(&mut values[0], frame, out) {
                    out.extend(inserted.stmts);
                    *values = inserted.results.iter().map(|&var| self.var(var, pos)).collect();
                }
            }
            StmtKind::AssignTuple { places, value } => {
                let simple = places.iter().flatten().all(is_simple);
                places.iter_mut().flatten().for_each(|place| self.expr(place, frame));
                let mut before = Vec::new();
                if let Some(inserted) = self.root(value, frame, &mut before) {
                    let mut values: Vec<Expr> = inserted.results.iter().map(|&var| self.var(var, pos)).collect();
                    before.extend(inserted.stmts);
                    let places = std::mem::take(places);
                    if simple {
                        out.append(&mut before);
                    } else if let Some(first) = values.first_mut() {
                        wrap(first, before);
                    }
                    kind = StmtKind::AssignParallel { places, values };
                } else if simple {
                    out.append(&mut before);
                } else {
                    wrap(value, before);
                }
            }
            kind => for_each_root(kind, &mut |e| self.expr(e, frame)),
        }
        out.push(Stmt { pos, kind });
    }

    /// An expression that its statement evaluates first of all: what replaces calls at its root goes before the statement.
    fn first(&mut self, e: &mut Expr, frame: Option<usize>, out: &mut Vec<Stmt>) {
        if let Some(inserted) = self.root(e, frame, out) {
            match inserted.results[..] {
                [result] => {
                    out.extend(inserted.stmts);
                    *e = self.var(result, e.pos);
                }
                _ => unreachable!("one value"),
            }
        }
    }

    /// Looks at an expression; what a call at its root is replaced by, if it is.
    fn root(&mut self, e: &mut Expr, frame: Option<usize>, out: &mut Vec<Stmt>) -> Option<Inserted> {
        while let ExprKind::Seq { stmts, value } = &mut e.kind {
            out.extend(self.stmts(std::mem::take(stmts), frame));
            let value = std::mem::replace(&mut **value, dummy(e.pos, e.ty));
            *e = value;
        }
        self.operands(e, frame);
        let pos = e.pos;
        match &mut e.kind {
            ExprKind::Call(call) => self.call(call, pos, frame),
            _ => None,
        }
    }

    fn expr(&mut self, e: &mut Expr, frame: Option<usize>) {
        let mut before = Vec::new();
        if let Some(inserted) = self.root(e, frame, &mut before) {
            before.extend(inserted.stmts);
            match inserted.results[..] {
                [result] => *e = self.var(result, e.pos),
                _ => unreachable!("calls with several results stand in statements and argument lists"),
            }
        }
        wrap(e, before);
    }

    fn operands(&mut self, e: &mut Expr, frame: Option<usize>) {
        if let ExprKind::Call(call) = &mut e.kind
            && let [arg] = &mut call.args[..]
            && self.is_tuple(arg)
        {
            let mut before = Vec::new();
            let pos = arg.pos;
            match self.root(arg, frame, &mut before) {
                Some(inserted) => {
                    before.extend(inserted.stmts);
                    call.args = inserted.results.iter().map(|&var| self.var(var, pos)).collect();
                    wrap(&mut call.args[0], before);
                }
                None => wrap(arg, before),
            }
            match &mut call.callee {
                Callee::Static(_) => {}
                Callee::Value(fun) => self.expr(fun, frame),
                Callee::Interface { recv, .. } => self.expr(recv, frame),
            }
            return;
        }
        for_each_operand(&mut e.kind, &mut |operand| self.expr(operand, frame));
    }

    fn is_tuple(&self, e: &Expr) -> bool {
        matches!(self.lowering.universe().ty(e.ty), goslice_types::types::Type::Tuple(_))
    }

    fn var(&self, var: VarId, pos: Pos) -> Expr {
        Expr { pos, ty: self.body.vars[var.0 as usize].ty, kind: ExprKind::Var(var) }
    }

    /// The calls stay, but are of methods where those are known.
    fn devirtualize_all(&mut self) {
        (self.knowns, self.concretes) = known_of(self.inliner, self.body, self.captured);
        let mut stmts = std::mem::take(&mut self.body.stmts);
        for stmt in &mut stmts {
            for_each_expr(stmt, &mut |e| {
                if let ExprKind::Call(call) = &mut e.kind {
                    self.devirtualize(call);
                }
            });
        }
        self.body.stmts = stmts;
    }

    /// Makes a call of an interface's method one of the method itself, where the value's type is known.
    fn devirtualize(&mut self, call: &mut Call) -> Option<()> {
        let Callee::Interface { recv, .. } = &call.callee else { return None };
        let concrete = match self.inliner.rules.minor >= 26 {
            true => self.concretes.concrete(recv)?,
            false => self.knowns.concrete(recv)?,
        };
        devirtualize(self.lowering, self.body, concrete, call)
    }

    /// The callee's body for a call, if gc inlines it.
    fn call(&mut self, call: &mut Call, pos: Pos, frame: Option<usize>) -> Option<Inserted> {
        self.devirtualize(call);
        let callee = match &call.callee {
            Callee::Static(func) => Known::Func(*func),
            Callee::Value(fun) => match &peel(fun).kind {
                ExprKind::Func(func) => Known::Func(*func),
                ExprKind::Var(var) => self.knowns.get(*var)?.clone(),
                ExprKind::Closure { func, captures, body, .. } => {
                    Known::Literal { func: *func, body: Some(Rc::new((**body).clone())), captures: captures.clone() }
                }
                _ => return None,
            },
            Callee::Interface { .. } => return None,
        };
        let (func, literal) = match &callee {
            Known::Func(func) => (*func, false),
            Known::Literal { func, .. } => (*func, true),
            _ => return None,
        };
        let declared = self.lowering.program().funcs[func.0 as usize].pos;
        let cost = self.inliner.costs.at(declared)?;
        let only_call = literal && self.counts.get(&func) == Some(&1);
        let max = self.inliner.rules.max_cost(self.big, cost.literal, only_call);
        if cost.verdict.as_ref().map_or(true, |cost| *cost > max) || self.repeats(declared, pos, frame) {
            return None;
        }
        if self.is_init(func) {
            return None;
        }
        let args = std::mem::take(&mut call.args);
        let first = self.body.vars.len() as u32;
        let copies = &mut self.inliner.copies;
        let mut inserted = match callee {
            Known::Literal { body: Some(body), captures, .. } => {
                *self.replaced.entry(func).or_default() += 1;
                clone::insert(self.lowering, copies, self.body, &body, &captures, args, pos)
            }
            _ => match self.inliner.original(self.lowering, func) {
                Some(body) if self.inliner.costs.is_standard(declared) || self.inliner.is_own(self.lowering, func) => {
                    clone::insert(self.lowering, &mut self.inliner.copies, self.body, &body, &[], args, pos)
                }
                _ => {
                    call.args = args;
                    return None;
                }
            },
        };
        if let Callee::Value(fun) = &mut call.callee {
            let mut stmts = Vec::new();
            before(fun, &mut stmts);
            inserted.stmts.splice(0..0, stmts);
        }
        self.inliner.replaced.push((self.outermost(pos, frame), func));
        self.frames.push(Frame { callee: declared, call: pos, parent: frame });
        self.inserted.insert(inserted.end, self.frames.len() - 1);
        let vars = first..self.body.vars.len() as u32;
        self.body.inlined.push(Inlined { end: inserted.end, func, call: pos, target: self.target, vars });
        self.changed = true;
        Some(inserted)
    }

    /// Where the call of the source is that this one came from.
    fn outermost(&self, pos: Pos, mut frame: Option<usize>) -> Pos {
        let mut pos = pos;
        while let Some(at) = frame {
            pos = self.frames[at].call;
            frame = self.frames[at].parent;
        }
        pos
    }

    /// Whether the callee, or a call at this very place, is among those around.
    fn repeats(&self, callee: Pos, call: Pos, frame: Option<usize>) -> bool {
        let mut at = frame;
        while let Some(frame) = at.map(|at| &self.frames[at]) {
            if frame.callee == callee || frame.call == call {
                return true;
            }
            at = frame.parent;
        }
        false
    }

    /// `init` functions are called by the runtime.
    fn is_init(&self, func: FuncId) -> bool {
        let func = &self.lowering.program().funcs[func.0 as usize];
        matches!(func.source, FuncSource::Declared { .. }) && func.recv.is_none() && func.name.contains(".init.")
    }
}

/// Whether bodies stand in an expression that are more than declarations.
fn has_statements(e: &Expr) -> bool {
    let simple = |stmt: &Stmt| matches!(stmt.kind, StmtKind::Declare { .. } | StmtKind::Expr(_));
    let mut found = false;
    crate::visit::exprs(e, &mut |e| {
        if let ExprKind::Seq { stmts, .. } = &e.kind {
            found |= !stmts.iter().all(simple);
        }
    });
    found
}

/// Takes the statements that are evaluated before an expression.
fn before(e: &mut Expr, out: &mut Vec<Stmt>) {
    match &mut e.kind {
        ExprKind::Seq { stmts, value } => {
            out.append(stmts);
            before(value, out);
        }
        ExprKind::Convert(inner) => before(inner, out),
        _ => {}
    }
}

/// Puts statements before an expression.
fn wrap(e: &mut Expr, stmts: Vec<Stmt>) {
    if !stmts.is_empty() {
        let value = std::mem::replace(e, dummy(e.pos, e.ty));
        e.kind = ExprKind::Seq { stmts, value: Box::new(value) };
    }
}

fn dummy(pos: Pos, ty: goslice_types::types::TypeId) -> Expr {
    Expr { pos, ty, kind: ExprKind::Recover }
}

/// Whether evaluating the operands of a place is nothing.
fn is_simple(place: &Expr) -> bool {
    matches!(place.kind, ExprKind::Var(_) | ExprKind::Global(_))
}
