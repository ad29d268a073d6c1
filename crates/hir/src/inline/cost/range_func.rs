//! What loops over functions cost: gc makes a literal of the body, with a variable that watches over the loop's state.

use super::budget::Count;
use crate::dead;
use crate::lower::is_blank;
use crate::lower::walk::Walker;
use goslice_syntax::ast::{self, Stmt, StmtKind};
use goslice_types::types::{Type, TypeId};

/// The loop itself: the state, the call with its closure, the checks after it.
const LOOP: i64 = 37;
/// The check and the change of the state at the beginning of the body.
const BEGIN: i64 = 15;
/// The change of the state at the end, and the return.
const END: i64 = 5;
/// A loop in the body of another.
const NESTED: i64 = 7;
/// The variable that says where to go on, if any loop in the nest asks.
const NEXT: i64 = 4;

impl<'a> Count<'_, 'a> {
    /// Counts the function's body.
    pub(super) fn function(&mut self) {
        let body = self.func.body;
        let Some(range) = self.func.range else { return self.block(body) };
        self.nodes(BEGIN);
        if !range.define {
            // The parameters are assigned to what the source names.
            for place in [&range.key, &range.value].into_iter().flatten().filter(|place| !is_blank(place)) {
                self.nodes(2);
                self.expr(place);
            }
        }
        self.block(body);
        if !dead::block_terminates(&self.all.package.info, body, &|stmt| self.leaves(stmt)) {
            self.nodes(END);
        }
    }

    /// A loop over a function, without its body.
    pub(super) fn range_func(&mut self, range: &'a ast::RangeStmt) {
        self.nodes(LOOP);
        let price = self.callee(&range.x);
        self.charge(price);
        let mut exits = Exits::of(self, range);
        exits.labels.sort();
        exits.labels.dedup();
        let n_labels = exits.labels.len() as i64;
        if exits.defers {
            self.refuse("defer call in range func");
        }
        if self.func.range.is_some() {
            self.nodes(NESTED + 9 * (i64::from(exits.returns) + n_labels));
        } else {
            let asks = exits.nested || exits.returns || n_labels > 0;
            self.nodes(NEXT * i64::from(asks) + 5 * i64::from(exits.returns) + 8 * n_labels);
        }
    }

    /// Counts a statement that leaves the body of a loop over a function; says whether it does.
    pub(super) fn left(&mut self, stmt: &'a Stmt) -> bool {
        if !self.leaves(stmt) {
            return false;
        }
        let label = match &stmt.kind {
            StmtKind::Return(values) => {
                // The results, where to go on, the state, the return.
                let types: Vec<Option<TypeId>> = self.result_types().into_iter().map(Some).collect();
                if !values.is_empty() {
                    self.nodes(1 + types.len() as i64);
                    self.assigned_values(values, &types);
                }
                self.nodes(8);
                return true;
            }
            StmtKind::Break(label) | StmtKind::Continue(label) => label.as_ref(),
            _ => return false,
        };
        self.nodes(if label.is_some_and(|label| !self.is_own(label)) { 8 } else { 5 });
        true
    }

    /// Whether the statement leaves the body of the loop over a function that is being counted.
    pub(super) fn leaves(&self, stmt: &Stmt) -> bool {
        if self.func.range.is_none() {
            return false;
        }
        match &stmt.kind {
            StmtKind::Return(_) => true,
            StmtKind::Break(None) => self.inner.breakable == 0,
            StmtKind::Continue(None) => self.inner.loops == 0,
            StmtKind::Break(Some(label)) | StmtKind::Continue(Some(label)) => !self.inner.labels.contains(&label.name),
            _ => false,
        }
    }

    /// Whether the label is that of the loop whose body this is. Labels are not stored with loops: those of other loops
    /// are told by where their statements begin.
    fn is_own(&self, label: &ast::Ident) -> bool {
        let Some(range) = self.func.range else { return false };
        self.statics.is_label_of(label, range.body.lbrace)
    }

    /// Counts what is in a loop or switch.
    pub(super) fn inside(&mut self, is_loop: bool, count: impl FnOnce(&mut Self)) {
        self.inner.breakable += 1;
        self.inner.loops += u32::from(is_loop);
        count(self);
        self.inner.breakable -= 1;
        self.inner.loops -= u32::from(is_loop);
    }
}

/// How a loop over a function, with the loops over functions in it, is left.
#[derive(Default)]
struct Exits {
    returns: bool,
    defers: bool,
    /// Has another in it.
    nested: bool,
    /// Labels of statements around the loop that it goes to, with `b` or `c` for how.
    labels: Vec<String>,
}

impl Exits {
    fn of<'a>(count: &Count<'_, 'a>, range: &'a ast::RangeStmt) -> Exits {
        struct Finder<'f, 'c, 'a> {
            count: &'f Count<'c, 'a>,
            exits: Exits,
            inner: Vec<ast::Name>,
            lbrace: goslice_syntax::source::Pos,
        }
        impl<'a> Walker<'a> for Finder<'_, '_, 'a> {
            fn expr(&mut self, e: &'a ast::Expr) {
                if !matches!(e.kind, ast::ExprKind::FuncLit { .. }) {
                    self.walk_expr(e);
                }
            }
            fn stmt(&mut self, stmt: &'a Stmt) {
                let mut branch = |label: &ast::Ident, how: &str| {
                    let own = self.count.statics.is_label_of(label, self.lbrace);
                    if !own && !self.inner.contains(&label.name) {
                        self.exits.labels.push(format!("{}{how}", label.name));
                    }
                };
                match &stmt.kind {
                    StmtKind::Return(_) => self.exits.returns = true,
                    StmtKind::Defer(_) => self.exits.defers = true,
                    StmtKind::Labeled { label, .. } => self.inner.push(label.name.clone()),
                    StmtKind::Break(Some(label)) => branch(label, "b"),
                    StmtKind::Continue(Some(label)) => branch(label, "c"),
                    StmtKind::Range(range) => {
                        let ty = self.count.ty(&range.x);
                        self.exits.nested |= matches!(self.count.all.u.under(ty), Type::Func(_));
                    }
                    _ => {}
                }
                self.walk_stmt(stmt);
            }
        }
        let lbrace = range.body.lbrace;
        let mut finder = Finder { count, exits: Exits::default(), inner: Vec::new(), lbrace };
        finder.walk_block(&range.body);
        finder.exits
    }
}
