//! Labels, and where `break`, `continue`, `goto` and `fallthrough` may lead.
//!
//! As in gc this is part of parsing, for each function body by itself; these errors do not stop the type checker.

use super::Parser;
use crate::ast::{Block, Decl, Ident, NodeId, Stmt, StmtKind};
use crate::error::SyntaxError;
use crate::print::exprs_string;
use crate::source::Pos;
use std::collections::HashMap;

impl Parser<'_, '_> {
    /// Reports wrong labels and branches in the body of a function.
    pub(super) fn check_branches(&mut self, body: &Block) {
        let mut checker = Branches { labels: HashMap::new(), blocks: vec![], errors: vec![] };
        let unresolved = checker.block(None, Context::default(), None, body.lbrace, &body.stmts);
        checker.finish(&unresolved);
        for error in checker.errors {
            self.lexer.errors.push_aside(error);
        }
    }
}

/// Labels and blocks of one function body.
struct Branches<'a> {
    labels: HashMap<&'a str, Label<'a>>,
    blocks: Vec<Scope<'a>>,
    errors: Vec<SyntaxError>,
}

struct Label<'a> {
    name: &'a Ident,
    /// The block it is declared in.
    block: usize,
    /// The statement it labels.
    stmt: &'a Stmt,
    used: bool,
}

/// A block: a `{}` block, a clause, or the body of the function.
struct Scope<'a> {
    parent: Option<usize>,
    start: Pos,
    /// The label of the statement whose block this is.
    label: Option<&'a Ident>,
}

/// What a `break` leaves.
#[derive(Clone, Copy)]
enum Breakable {
    Loop,
    Select,
    Switch { clauses: usize },
    TypeSwitch,
}

/// What encloses a statement.
#[derive(Clone, Copy, Default)]
struct Context {
    breaks: Option<Breakable>,
    in_loop: bool,
    /// Index of the clause whose body directly holds the statement.
    clause: Option<usize>,
}

/// A `goto` whose label has not been met yet.
type Goto<'a> = &'a Ident;

impl<'a> Branches<'a> {
    /// Checks a block and returns its gotos to labels that are not in scope so far. `label` is that of the statement
    /// whose block this is.
    fn block(
        &mut self,
        parent: Option<usize>,
        context: Context,
        label: Option<&'a Ident>,
        start: Pos,
        stmts: &'a [Stmt],
    ) -> Vec<Goto<'a>> {
        let block = self.blocks.len();
        self.blocks.push(Scope { parent, start, label });
        let mut pending: Vec<Goto<'a>> = vec![];
        // The last variable declared, and the gotos that would jump over it if their label followed now.
        let mut variable: Option<(Pos, String)> = None;
        let mut over_variable: Vec<NodeId> = vec![];

        // Empty statements after a fallthrough do not matter.
        let count = stmts.iter().rposition(|stmt| !matches!(stmt.kind, StmtKind::Empty)).map_or(0, |last| last + 1);
        for (at, stmt) in stmts[..count].iter().enumerate() {
            let mut stmt = stmt;
            let mut label = None;
            while let StmtKind::Labeled { label: name, stmt: inner, .. } = &stmt.kind {
                if !name.is_blank() {
                    self.declare(name, block, inner);
                    let (reached, rest) = pending.into_iter().partition(|goto| goto.name == name.name);
                    pending = rest;
                    self.resolve(reached, variable.as_ref(), &over_variable);
                    label = Some(name);
                }
                stmt = inner;
            }
            match &stmt.kind {
                StmtKind::Decl(decls) => {
                    if let Some(spec) = decls.iter().find_map(|decl| match decl {
                        Decl::Var(spec) => Some(spec),
                        _ => None,
                    }) {
                        variable = Some((spec.pos, spec.names[0].name.to_string()));
                        over_variable = pending.iter().map(|goto| goto.id).collect();
                    }
                }
                StmtKind::Define { lhs, op_pos, .. } => {
                    variable = Some((*op_pos, exprs_string(lhs)));
                    over_variable = pending.iter().map(|goto| goto.id).collect();
                }
                StmtKind::Goto(name) => {
                    if !self.is_in_scope(name, block) {
                        pending.push(name);
                    }
                }
                StmtKind::Fallthrough => self.fallthrough(stmt.pos, context, at + 1 == count),
                StmtKind::Break(None) if context.breaks.is_none() => {
                    self.error(stmt.pos, "break is not in a loop, switch, or select");
                }
                StmtKind::Continue(None) if !context.in_loop => {
                    self.error(stmt.pos, "continue is not in a loop");
                }
                StmtKind::Break(Some(name)) => self.labeled_branch(name, block, "break"),
                StmtKind::Continue(Some(name)) => self.labeled_branch(name, block, "continue"),
                _ => pending.extend(self.inner_blocks(stmt, block, context, label)),
            }
        }
        pending
    }

    /// Checks the blocks of `stmt`.
    fn inner_blocks(
        &mut self,
        stmt: &'a Stmt,
        block: usize,
        context: Context,
        label: Option<&'a Ident>,
    ) -> Vec<Goto<'a>> {
        let parent = Some(block);
        let plain = Context { clause: None, ..context };
        match &stmt.kind {
            StmtKind::Block(inner) => self.block(parent, plain, label, inner.lbrace, &inner.stmts),
            StmtKind::If { then, els, .. } => {
                let mut pending = self.block(parent, plain, label, then.lbrace, &then.stmts);
                if let Some(els) = els {
                    pending.extend(self.block(parent, plain, label, els.pos, std::slice::from_ref(els)));
                }
                pending
            }
            StmtKind::For { body, .. } => self.loop_body(parent, label, body),
            StmtKind::Range(range) => self.loop_body(parent, label, &range.body),
            StmtKind::Switch { clauses, .. } => {
                let breaks = Some(Breakable::Switch { clauses: clauses.len() });
                let bodies = clauses.iter().map(|clause| (clause.pos, &clause.body[..]));
                self.clauses(parent, Context { breaks, ..plain }, label, bodies)
            }
            StmtKind::TypeSwitch(switch) => {
                let breaks = Some(Breakable::TypeSwitch);
                let bodies = switch.clauses.iter().map(|clause| (clause.pos, &clause.body[..]));
                self.clauses(parent, Context { breaks, ..plain }, label, bodies)
            }
            StmtKind::Select { clauses, .. } => {
                let breaks = Some(Breakable::Select);
                let bodies = clauses.iter().map(|clause| (clause.pos, &clause.body[..]));
                self.clauses(parent, Context { breaks, ..plain }, label, bodies)
            }
            _ => vec![],
        }
    }

    fn loop_body(&mut self, parent: Option<usize>, label: Option<&'a Ident>, body: &'a Block) -> Vec<Goto<'a>> {
        let context = Context { breaks: Some(Breakable::Loop), in_loop: true, clause: None };
        self.block(parent, context, label, body.lbrace, &body.stmts)
    }

    fn clauses(
        &mut self,
        parent: Option<usize>,
        context: Context,
        label: Option<&'a Ident>,
        bodies: impl Iterator<Item = (Pos, &'a [Stmt])>,
    ) -> Vec<Goto<'a>> {
        let mut pending = vec![];
        for (clause, (start, stmts)) in bodies.enumerate() {
            let context = Context { clause: Some(clause), ..context };
            pending.extend(self.block(parent, context, label, start, stmts));
        }
        pending
    }

    fn declare(&mut self, name: &'a Ident, block: usize, stmt: &'a Stmt) {
        match self.labels.get(&*name.name) {
            Some(earlier) => {
                let at = earlier.name.pos;
                self.error_at(name.pos, format!("label {} already defined at ", name.name), at);
            }
            None => {
                self.labels.insert(&name.name, Label { name, block, stmt, used: false });
            }
        }
    }

    /// The gotos `reached` lead forward to the label just declared.
    fn resolve(&mut self, reached: Vec<Goto<'a>>, variable: Option<&(Pos, String)>, over_variable: &[NodeId]) {
        for goto in reached {
            if let Some(label) = self.labels.get_mut(&*goto.name) {
                label.used = true;
            }
            if let Some((at, variable)) = variable
                && over_variable.contains(&goto.id)
            {
                self.error_at(goto.pos, format!("goto {} jumps over declaration of {variable} at ", goto.name), *at);
            }
        }
    }

    /// Whether the label `name` has been declared in `block` or around it.
    fn is_in_scope(&mut self, name: &Ident, block: usize) -> bool {
        let Some(label) = self.labels.get_mut(&*name.name) else { return false };
        label.used = true;
        let home = label.block;
        self.enclosing(block).any(|(at, _)| at == home)
    }

    /// `block` and the blocks around it, from the inside.
    fn enclosing(&self, block: usize) -> impl Iterator<Item = (usize, &Scope<'a>)> {
        std::iter::successors(Some(block), |at| self.blocks[*at].parent).map(|at| (at, &self.blocks[at]))
    }

    /// Checks `break name` and `continue name`, whose `verb` it is.
    fn labeled_branch(&mut self, name: &Ident, block: usize, verb: &str) {
        let Some(label) = self.labels.get_mut(&*name.name) else {
            return self.error(name.pos, format!("{verb} label not defined: {}", name.name));
        };
        label.used = true;
        let declared = label.name.id;
        let fits = match &label.stmt.kind {
            StmtKind::For { .. } | StmtKind::Range(_) => true,
            StmtKind::Switch { .. } | StmtKind::TypeSwitch(_) | StmtKind::Select { .. } => verb == "break",
            _ => false,
        };
        let encloses = self.enclosing(block).any(|(_, scope)| scope.label.is_some_and(|label| label.id == declared));
        if !fits || !encloses {
            self.error(name.pos, format!("invalid {verb} label {}", name.name));
        }
    }

    fn fallthrough(&mut self, pos: Pos, context: Context, last: bool) {
        match (context.breaks, context.clause) {
            (Some(Breakable::TypeSwitch), _) => self.error(pos, "cannot fallthrough in type switch"),
            (Some(Breakable::Switch { clauses }), Some(clause)) if last => {
                if clause + 1 == clauses {
                    self.error(pos, "cannot fallthrough final case in switch");
                }
            }
            _ => self.error(pos, "fallthrough statement out of place"),
        }
    }

    /// Reports gotos that lead nowhere, and labels that nothing leads to.
    fn finish(&mut self, unresolved: &[Goto<'a>]) {
        for goto in unresolved {
            match self.labels.get_mut(&*goto.name) {
                Some(label) => {
                    label.used = true;
                    let start = self.blocks[label.block].start;
                    self.error_at(goto.pos, format!("goto {} jumps into block starting at ", goto.name), start);
                }
                None => self.error(goto.pos, format!("label {} not defined", goto.name)),
            }
        }
        let mut unused: Vec<&Ident> =
            self.labels.values().filter(|label| !label.used).map(|label| label.name).collect();
        unused.sort_by_key(|name| name.pos);
        for name in unused {
            self.error(name.pos, format!("label {} defined and not used", name.name));
        }
    }

    fn error(&mut self, pos: Pos, msg: impl Into<String>) {
        self.errors.push(SyntaxError::new(pos, msg));
    }

    /// An error whose text ends with the position `at`.
    fn error_at(&mut self, pos: Pos, msg: String, at: Pos) {
        self.errors.push(SyntaxError { ends_with: Some(at), ..SyntaxError::new(pos, msg) });
    }
}
