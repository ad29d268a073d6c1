//! The order in which package variables are initialised.

use super::Checker;
use super::decl::DeclKind;
use crate::errors::TypeError;
use crate::info::Initializer;
use crate::object::{ObjId, ObjKind};
use std::collections::{BTreeSet, HashMap, HashSet};

impl<'a> Checker<'a> {
    /// Sorts the package's variables by their dependencies and reports cycles.
    ///
    /// The next variable is always the first one, in the order of declaration, that depends on no variable still to be
    /// initialised; dependencies go through functions.
    pub(crate) fn init_order(&mut self) {
        let order = self.decl_order.clone();
        if self.report_init_cycle(&order) {
            return;
        }
        let mut reach: HashMap<ObjId, BTreeSet<ObjId>> = HashMap::new();
        let mut done: HashSet<ObjId> = HashSet::new();
        let mut emitted: HashSet<(usize, usize, usize)> = HashSet::new();
        let vars: Vec<ObjId> = order.iter().copied().filter(|obj| self.is_var(*obj)).collect();
        for &var in &vars {
            let needed = self.reachable_vars(var);
            reach.insert(var, needed);
        }
        let mut pending: Vec<ObjId> = vars;
        while !pending.is_empty() {
            let ready = pending.iter().position(|var| {
                let group = self.group_of(*var);
                reach[var].iter().all(|other| done.contains(other) || group.contains(other))
            });
            let at = ready.unwrap_or(0);
            let var = pending.remove(at);
            done.insert(var);
            let Some(DeclKind::Var { value, group, place, .. }) = self.decls.get(&var).map(|info| info.kind.clone())
            else {
                continue;
            };
            done.extend(group.iter().copied());
            if value.is_some() && emitted.insert(place) {
                let lhs = if group.is_empty() { vec![var] } else { group };
                let (file, decl, value) = place;
                self.info.init_order.push(Initializer { lhs, file, decl, value });
            }
        }
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

    /// The variables that `var`'s initialiser needs, through functions and constants too.
    fn reachable_vars(&self, var: ObjId) -> BTreeSet<ObjId> {
        let mut found = BTreeSet::new();
        let mut seen: HashSet<ObjId> = HashSet::new();
        let mut work: Vec<ObjId> = self.deps(var);
        while let Some(obj) = work.pop() {
            if !seen.insert(obj) {
                continue;
            }
            if self.is_var(obj) && obj != var {
                found.insert(obj);
            }
            work.extend(self.deps(obj));
        }
        found
    }

    fn deps(&self, obj: ObjId) -> Vec<ObjId> {
        self.decls.get(&obj).map(|info| info.deps.iter().copied().collect()).unwrap_or_default()
    }

    /// Reports the variables and constants whose initialisers depend on themselves, each cycle once.
    fn report_init_cycle(&mut self, order: &[ObjId]) -> bool {
        let mut reported: HashSet<ObjId> = HashSet::new();
        for &obj in order {
            let is_value = matches!(self.u.object(obj).kind, ObjKind::Const(_) | ObjKind::Var { .. });
            if !is_value || reported.contains(&obj) {
                continue;
            }
            let mut path = Vec::new();
            if self.find_path(obj, obj, &mut HashSet::new(), &mut path) {
                self.init_cycle_error(&path);
                reported.extend(path);
            }
        }
        !reported.is_empty()
    }

    /// Finds a path of dependencies from `from` to `to`, collecting the objects on it (`from` first).
    fn find_path(&self, from: ObjId, to: ObjId, seen: &mut HashSet<ObjId>, path: &mut Vec<ObjId>) -> bool {
        if !seen.insert(from) {
            return false;
        }
        path.push(from);
        let mut deps = self.deps(from);
        deps.sort_by_key(|obj| self.u.object(*obj).pos);
        for dep in deps {
            if dep == to || self.find_path(dep, to, seen, path) {
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
