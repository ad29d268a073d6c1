//! Labels, and where `break`, `continue`, `goto` and `fallthrough` may lead.
//!
//! As in gc this is part of parsing, for each function body by itself; these errors do not stop the type checker.

use super::Parser;
use crate::ast::{Block, Decl, Expr, Ident, Stmt, StmtKind};
use crate::error::SyntaxError;
use crate::print::exprs_string;
use crate::source::Pos;
use std::collections::HashMap;

impl Parser<'_, '_> {
    /// Reports wrong labels and branches in the body of a function.
    pub(super) fn check_branches(&mut self, body: &Block) {
        let mut checker = Branches { labels: HashMap::new(), blocks: vec![], errors: vec![] };
        let unresolved = checker.block(None, Context::default(), None, body.lbrace, &body.stmts);
        checker.finish(unresolved);
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

/// The gotos of a block whose labels have not been met yet, by label. Each comes with the number of variables declared
/// in the block before it.
type Pending<'a> = HashMap<&'a str, Vec<(usize, &'a Ident)>>;

/// What a declaration of variables declares.
enum Declared<'a> {
    Var(&'a Ident),
    Short(&'a [Expr]),
}

impl Declared<'_> {
    fn text(&self) -> String {
        match self {
            Declared::Var(name) => name.name.to_string(),
            Declared::Short(lhs) => exprs_string(lhs),
        }
    }
}

/// Adds the gotos of `other`, also of an inner block.
fn merge<'a>(pending: &mut Pending<'a>, other: Pending<'a>) {
    for (name, gotos) in other {
        pending.entry(name).or_default().extend(gotos);
    }
}

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
    ) -> Pending<'a> {
        let block = self.blocks.len();
        self.blocks.push(Scope { parent, start, label });
        let mut pending = Pending::new();
        // How many declarations of variables there were, and the last.
        let mut variables = 0;
        let mut variable: Option<(Pos, Declared<'a>)> = None;

        // Empty statements after a fallthrough do not matter.
        let count = stmts.iter().rposition(|stmt| !matches!(stmt.kind, StmtKind::Empty)).map_or(0, |last| last + 1);
        for (at, stmt) in stmts[..count].iter().enumerate() {
            let mut stmt = stmt;
            let mut label = None;
            while let StmtKind::Labeled { label: name, stmt: inner, .. } = &stmt.kind {
                if !name.is_blank() {
                    self.declare(name, block, inner);
                    for (before, goto) in pending.remove(&*name.name).unwrap_or_default() {
                        if let Some(label) = self.labels.get_mut(&*name.name) {
                            label.used = true;
                        }
                        if let Some((at, shown)) = &variable
                            && before < variables
                        {
                            let msg = format!("goto {} jumps over declaration of {} at ", goto.name, shown.text());
                            self.error_at(goto.pos, msg, *at);
                        }
                    }
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
                        variable = Some((spec.pos, Declared::Var(&spec.names[0])));
                        variables += 1;
                    }
                }
                StmtKind::Define { lhs, op_pos, .. } => {
                    variable = Some((*op_pos, Declared::Short(lhs)));
                    variables += 1;
                }
                StmtKind::Goto(name) => {
                    if !self.is_in_scope(name, block) {
                        pending.entry(&name.name).or_default().push((variables, name));
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
                _ => {
                    for (name, gotos) in self.inner_blocks(stmt, block, context, label) {
                        let gotos = gotos.into_iter().map(|(_, goto)| (variables, goto));
                        pending.entry(name).or_default().extend(gotos);
                    }
                }
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
    ) -> Pending<'a> {
        let parent = Some(block);
        let plain = Context { clause: None, ..context };
        match &stmt.kind {
            StmtKind::Block(inner) => self.block(parent, plain, label, inner.lbrace, &inner.stmts),
            StmtKind::If { then, els, .. } => {
                let mut pending = self.block(parent, plain, label, then.lbrace, &then.stmts);
                if let Some(els) = els {
                    let of_else = self.block(parent, plain, label, els.pos, std::slice::from_ref(els));
                    merge(&mut pending, of_else);
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
            _ => Pending::new(),
        }
    }

    fn loop_body(&mut self, parent: Option<usize>, label: Option<&'a Ident>, body: &'a Block) -> Pending<'a> {
        let context = Context { breaks: Some(Breakable::Loop), in_loop: true, clause: None };
        self.block(parent, context, label, body.lbrace, &body.stmts)
    }

    fn clauses(
        &mut self,
        parent: Option<usize>,
        context: Context,
        label: Option<&'a Ident>,
        bodies: impl Iterator<Item = (Pos, &'a [Stmt])>,
    ) -> Pending<'a> {
        let mut pending = Pending::new();
        for (clause, (start, stmts)) in bodies.enumerate() {
            let context = Context { clause: Some(clause), ..context };
            merge(&mut pending, self.block(parent, context, label, start, stmts));
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
    fn finish(&mut self, unresolved: Pending<'a>) {
        let mut unresolved: Vec<&Ident> = unresolved.into_values().flatten().map(|(_, goto)| goto).collect();
        unresolved.sort_by_key(|goto| goto.pos);
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
