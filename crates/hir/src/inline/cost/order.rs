//! The order in which gc looks at functions: components of the graph of references, callees first.

use super::{Function, Root};
use crate::lower::walk::Walker;
use crate::packages::Package;
use goslice_syntax::ast::{self, ExprKind};
use goslice_syntax::source::Pos;
use goslice_types::info::SelectionKind;
use goslice_types::object::ObjId;
use goslice_types::types::{Type, Universe};
use std::collections::HashMap;

/// What a body refers to, in order.
enum Edge<'a> {
    Declared(Pos),
    Literal(Function<'a>),
}

struct Edges<'f, 'a> {
    package: &'a Package,
    u: &'a Universe,
    sig: Option<&'a ast::FuncType>,
    objs: &'f HashMap<ObjId, Pos>,
    found: Vec<Edge<'a>>,
}

impl<'a> Walker<'a> for Edges<'_, 'a> {
    fn stmt(&mut self, stmt: &'a ast::Stmt) {
        match (&stmt.kind, self.sig) {
            (ast::StmtKind::Range(range), Some(sig)) if is_over_func(self.u, self.package, range) => {
                self.expr(&range.x);
                self.found.push(Edge::Literal(Function::range_body(range, sig)));
            }
            _ => self.walk_stmt(stmt),
        }
    }

    fn expr(&mut self, e: &'a ast::Expr) {
        let info = &self.package.info;
        let obj = match &e.kind {
            ExprKind::FuncLit { sig, body } => {
                self.found.push(Edge::Literal(Function::literal(e.pos, sig, body)));
                return;
            }
            ExprKind::Name(ident) => info.uses.get(&ident.id).copied(),
            ExprKind::Selector { .. } => match info.selections.get(&e.id).map(|selection| selection.kind) {
                Some(SelectionKind::Method(obj) | SelectionKind::MethodExpr(obj)) => Some(obj),
                _ => None,
            },
            _ => None,
        };
        if let Some(&pos) = obj.and_then(|obj| self.objs.get(&obj)) {
            self.found.push(Edge::Declared(pos));
        }
        self.walk_expr(e);
    }
}

/// Whether the loop calls a function for each round.
pub(super) fn is_over_func(u: &Universe, package: &Package, range: &ast::RangeStmt) -> bool {
    let info = package.info.exprs.get(range.x.id.0 as usize).and_then(Option::as_ref);
    info.is_some_and(|info| matches!(u.under(info.ty), Type::Func(_)))
}

/// Functions that reach each other, with the literals in them.
pub(super) struct Component<'a> {
    /// The first visited comes first.
    pub(super) funcs: Vec<Function<'a>>,
    /// The only function in it that is no literal calls itself, by way of a literal perhaps.
    pub(super) calls_itself: bool,
}

/// The functions and literals in components, callees before callers.
pub(super) fn components<'a>(
    u: &'a Universe,
    package: &'a Package,
    objs: &HashMap<ObjId, Pos>,
    roots: &[Root<'a>],
) -> Vec<Component<'a>> {
    let declared = roots.iter().filter_map(|root| match root {
        Root::Func(func) => Some((func.pos, *func)),
        Root::Values(_) => None,
    });
    let mut finder = Finder {
        u,
        package,
        objs,
        declared: declared.collect(),
        last: 0,
        ids: HashMap::new(),
        stack: Vec::new(),
        components: Vec::new(),
    };
    for root in roots {
        match root {
            Root::Func(func) => {
                finder.visit(*func);
            }
            Root::Values(values) => {
                let mut edges = Edges { package, u, sig: None, objs, found: Vec::new() };
                edges.exprs(values);
                for edge in edges.found {
                    finder.follow(edge);
                }
                // What is left are the literals of the variables.
                let left = std::mem::take(&mut finder.stack);
                finder.close(left, false);
            }
        }
    }
    finder.components
}

struct Finder<'f, 'a> {
    u: &'a Universe,
    package: &'a Package,
    objs: &'f HashMap<ObjId, Pos>,
    declared: HashMap<Pos, Function<'a>>,
    last: u32,
    ids: HashMap<Pos, u32>,
    stack: Vec<Function<'a>>,
    components: Vec<Component<'a>>,
}

impl<'a> Finder<'_, 'a> {
    fn follow(&mut self, edge: Edge<'a>) -> Option<u32> {
        match edge {
            Edge::Declared(pos) => self.declared.get(&pos).copied().map(|func| self.visit(func)),
            Edge::Literal(func) => Some(self.visit(func)),
        }
    }

    /// The smallest number that is reachable, as in Tarjan's algorithm. A literal never closes a component: it belongs to
    /// the one of the function around it.
    fn visit(&mut self, func: Function<'a>) -> u32 {
        if let Some(&id) = self.ids.get(&func.pos) {
            return id;
        }
        let id = self.last + 1;
        self.ids.insert(func.pos, id);
        self.last += 2;
        let mut min = self.last;
        self.stack.push(func);
        let mut edges =
            Edges { package: self.package, u: self.u, sig: Some(func.sig), objs: self.objs, found: Vec::new() };
        edges.walk_block(func.body);
        for edge in edges.found {
            if let Some(reached) = self.follow(edge) {
                min = min.min(reached);
            }
        }
        if (min == id || min == id + 1) && !func.literal {
            let at = self.stack.iter().rposition(|on| on.pos == func.pos).unwrap_or(0);
            let component = self.stack.split_off(at);
            self.close(component, min == id);
        }
        min
    }

    fn close(&mut self, funcs: Vec<Function<'a>>, recursive: bool) {
        if funcs.is_empty() {
            return;
        }
        for func in &funcs {
            self.ids.insert(func.pos, u32::MAX);
        }
        let calls_itself = recursive && funcs.iter().filter(|func| !func.literal).count() == 1;
        self.components.push(Component { funcs, calls_itself });
    }
}
