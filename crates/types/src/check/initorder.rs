//! The order in which package variables are initialised.
//!
//! The next variable is always the first one, in the order of declaration, that depends on no variable still to be
//! initialised; dependencies go through functions and constants. Objects that reach each other are one component of the graph of
//! dependencies, and each component counts what it waits for: so chains of thousands of declarations take linear time.

use super::Checker;

use super::decl::DeclKind;
use crate::errors::TypeError;
use crate::graph::components;
use crate::info::Initializer;
use crate::object::{ObjId, ObjKind};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

/// The package's declarations by number, in order; all variables that one call initialises have the first one's.
struct Graph {
    nodes: HashMap<ObjId, usize>,
    /// What each node depends on.
    edges: Vec<Vec<usize>>,
    /// The component of each node.
    component: Vec<usize>,
}

impl Graph {
    fn component_of(&self, obj: ObjId) -> Option<usize> {
        self.nodes.get(&obj).map(|node| self.component[*node])
    }
}

impl<'a> Checker<'a> {
    /// Sorts the package's variables by their dependencies and reports cycles.
    pub(crate) fn init_order(&mut self) {
        let order = self.decl_order.clone();
        let graph = self.graph(&order);
        if self.report_init_cycle(&order, &graph) {
            return;
        }
        // How many edges lead from each component to others that are not done, and where edges come from.
        let n_components = graph.component.iter().max().map_or(0, |last| last + 1);
        let mut waits = vec![0_usize; n_components];
        let mut waiting: Vec<Vec<usize>> = vec![Vec::new(); n_components];
        for (node, deps) in graph.edges.iter().enumerate() {
            let from = graph.component[node];
            for to in deps.iter().map(|dep| graph.component[*dep]).filter(|to| *to != from) {
                waits[from] += 1;
                waiting[to].push(from);
            }
        }
        // A variable is alone in its component, or there is a cycle.
        let mut variable: Vec<Option<usize>> = vec![None; n_components];
        for obj in order.iter().copied().filter(|obj| self.is_var(*obj)) {
            let node = graph.nodes[&obj];
            variable[graph.component[node]].get_or_insert(node);
        }
        let mut ready = BinaryHeap::new();
        let mut done: Vec<usize> = Vec::new();
        let free = |component: usize, done: &mut Vec<usize>, ready: &mut BinaryHeap<Reverse<usize>>| match variable
            [component]
        {
            Some(node) => ready.push(Reverse(node)),
            None => done.push(component),
        };
        (0..n_components).filter(|at| waits[*at] == 0).for_each(|at| free(at, &mut done, &mut ready));
        loop {
            while let Some(component) = done.pop() {
                for &from in &waiting[component] {
                    waits[from] -= 1;
                    if waits[from] == 0 {
                        free(from, &mut done, &mut ready);
                    }
                }
            }
            let Some(Reverse(node)) = ready.pop() else { break };
            done.push(graph.component[node]);
            self.initialise(order[node]);
        }
    }

    /// The next initialiser is that of `var`, if it has one.
    fn initialise(&mut self, var: ObjId) {
        let Some(DeclKind::Var { value: Some(_), group, place, .. }) = self.decls.get(&var).map(|info| &info.kind)
        else {
            return;
        };
        let lhs = if group.is_empty() { vec![var] } else { group.clone() };
        let (file, decl, value) = *place;
        self.info.init_order.push(Initializer { lhs, file, decl, value });
    }

    fn graph(&self, order: &[ObjId]) -> Graph {
        let mut nodes: HashMap<ObjId, usize> = HashMap::with_capacity(order.len());
        for (at, &obj) in order.iter().enumerate() {
            let node = *nodes.entry(obj).or_insert(at);
            for other in self.group_of(obj) {
                nodes.insert(other, node);
            }
        }
        let mut edges = vec![Vec::new(); order.len()];
        for &obj in order {
            edges[nodes[&obj]].extend(self.deps(obj).iter().filter_map(|dep| nodes.get(dep)));
        }
        let component = components(&edges);
        Graph { nodes, edges, component }
    }

    fn is_var(&self, obj: ObjId) -> bool {
        matches!(self.u.object(obj).kind, ObjKind::Var { .. })
    }

    fn group_of(&self, var: ObjId) -> Vec<ObjId> {
        match self.decls.get(&var).map(|info| &info.kind) {
            Some(DeclKind::Var { group, .. }) => group.clone(),
            _ => Vec::new(),
        }
    }

    fn deps(&self, obj: ObjId) -> Vec<ObjId> {
        self.decls.get(&obj).map(|info| info.deps.iter().copied().collect()).unwrap_or_default()
    }

    /// Reports the variables and constants whose initialisers depend on themselves, each cycle once.
    fn report_init_cycle(&mut self, order: &[ObjId], graph: &Graph) -> bool {
        // A component of one is a cycle only if it depends on itself.
        let mut members: HashMap<usize, usize> = HashMap::new();
        order.iter().filter_map(|obj| graph.component_of(*obj)).for_each(|at| *members.entry(at).or_default() += 1);
        let mut reported: HashSet<ObjId> = HashSet::new();
        for &obj in order {
            let is_value = matches!(self.u.object(obj).kind, ObjKind::Const(_) | ObjKind::Var { .. });
            if !is_value || reported.contains(&obj) {
                continue;
            }
            let alone = graph.component_of(obj).is_none_or(|at| members[&at] == 1);
            if alone && !self.deps(obj).contains(&obj) {
                continue;
            }
            let mut path = Vec::new();
            if self.find_path(graph, obj, obj, &mut HashSet::new(), &mut path) {
                self.init_cycle_error(&path);
                reported.extend(path);
            }
        }
        !reported.is_empty()
    }

    /// Finds a path of dependencies from `from` to `to`, collecting the objects on it (`from` first). All of it is in one component.
    fn find_path(
        &self,
        graph: &Graph,
        from: ObjId,
        to: ObjId,
        seen: &mut HashSet<ObjId>,
        path: &mut Vec<ObjId>,
    ) -> bool {
        if !seen.insert(from) {
            return false;
        }
        path.push(from);
        let mut deps = self.deps(from);
        deps.retain(|dep| graph.component_of(*dep) == graph.component_of(to));
        deps.sort_by_key(|obj| self.u.object(*obj).pos);
        for dep in deps {
            if dep == to || self.find_path(graph, dep, to, seen, path) {
                return true;
            }
        }
        path.pop();
        false
    }

    fn init_cycle_error(&mut self, cycle: &[ObjId]) {
        let name = |checker: &Checker<'a>, obj: ObjId| checker.u.object(obj).name.to_string();
        let pos = |checker: &Checker<'a>, obj: ObjId| checker.u.object(obj).pos;
        let first = cycle[0];
        let shown = name(self, first);
        if cycle.len() == 1 && self.lang() >= 20 {
            let at = pos(self, first);
            return self.error(at, format!("initialization cycle: {shown} refers to itself"));
        }
        let text = match self.lang() {
            ..18 => "initialization loop:".to_string(),
            18..20 => format!("initialization loop for {shown}"),
            _ => format!("initialization cycle for {shown}"),
        };
        let mut error = TypeError::new(pos(self, first), text);
        for (at, &obj) in cycle.iter().enumerate() {
            let next = cycle[(at + 1) % cycle.len()];
            let text = if self.lang() >= 20 {
                format!("{} refers to {}", name(self, obj), name(self, next))
            } else {
                format!("{} refers to", name(self, obj))
            };
            error.related.push((pos(self, obj), text));
        }
        if self.lang() < 20 {
            error.related.push((pos(self, first), shown));
        }
        self.report(error);
    }
}
