//! Which locations have to be on the heap, and where parameters go.
//!
//! From each location the graph is walked backwards along the cheapest paths. What it finds with a negative number of
//! dereferences has its address there; if the location lives longer, what was found goes to the heap, and is walked
//! from anew as everything that points to it does.

use super::cause::{Cause, Step};
use super::graph::{CALLEE, Graph, HEAP, How, Loc, MUTATOR, Note};
use std::collections::VecDeque;
use std::sync::Arc;

/// What locations and flows are in the source.
pub(super) trait Names {
    /// `None` if the source has no name for it.
    fn location(&self, graph: &Graph, loc: Loc) -> Option<Arc<str>>;
    fn how(&self, how: How) -> Arc<str>;
}

/// The walk from one location: by location, the generation in which it was seen, and from where.
struct Walk {
    generation: Vec<u32>,
    derefs: Vec<i32>,
    came_from: Vec<(Loc, i32, Note)>,
    now: u32,
}

/// Solves the graph. Gives the causes by location.
pub(super) fn solve(graph: &mut Graph, causes: &mut [Option<Arc<Cause>>], names: &dyn Names) {
    let n = graph.locations.len();
    let none = (HEAP, 0, Note { pos: goslice_syntax::source::Pos::NONE, how: How::Word("") });
    let mut walk = Walk { generation: vec![0; n], derefs: vec![0; n], came_from: vec![none; n], now: 0 };
    let mut queue: VecDeque<Loc> = (0..n as u32).rev().map(Loc).collect();
    let mut queued = vec![true; n];
    while let Some(root) = queue.pop_front() {
        queued[root.0 as usize] = false;
        let mut again = Vec::new();
        walk_from(graph, &mut walk, root, causes, names, &mut again);
        for loc in again {
            if !std::mem::replace(&mut queued[loc.0 as usize], true) {
                queue.push_back(loc);
            }
        }
    }
}

fn walk_from(
    graph: &mut Graph,
    walk: &mut Walk,
    root: Loc,
    causes: &mut [Option<Arc<Cause>>],
    names: &dyn Names,
    again: &mut Vec<Loc>,
) {
    walk.now += 1;
    let r = root.0 as usize;
    (walk.generation[r], walk.derefs[r]) = (walk.now, 0);
    let mut todo = VecDeque::from([root]);
    while let Some(loc) = todo.pop_front() {
        let at = loc.0 as usize;
        let address = walk.derefs[at] < 0;
        // What is stored into a variable whose address flows is not itself flowing by address.
        let derefs = walk.derefs[at].max(0);
        if root == MUTATOR {
            let location = graph.at_mut(loc);
            location.mutated |= address;
            if location.param.is_some() {
                location.leaks.add_mutator(derefs as u32);
            }
        }
        if root == CALLEE && graph.at(loc).param.is_some() {
            graph.at_mut(loc).leaks.add_callee(derefs as u32);
        }
        // Who has the closure may call it.
        if address && (root == CALLEE || graph.at(root).escapes) {
            again.extend(graph.lose_results(loc));
        }
        if graph.outlives(root, loc) {
            if graph.at(loc).param.is_some() && !graph.at(loc).escapes {
                leak(graph, loc, root, derefs as u32);
            }
            if address && !graph.at(loc).escapes {
                let steps = path(graph, walk, root, loc, causes, names);
                causes[at] = Some(Arc::new(Cause::Flow(steps)));
                let location = graph.at_mut(loc);
                location.escapes = true;
                if location.param.is_some() {
                    location.leaks.add_heap(0);
                }
                again.push(loc);
                continue;
            }
        }
        for edge in 0..graph.at(loc).edges.len() {
            let edge = graph.at(loc).edges[edge];
            let from = edge.from.0 as usize;
            if graph.at(edge.from).escapes {
                continue;
            }
            let total = derefs + edge.derefs;
            if walk.generation[from] != walk.now || walk.derefs[from] > total {
                (walk.generation[from], walk.derefs[from]) = (walk.now, total);
                walk.came_from[from] = (loc, edge.derefs, edge.note);
                todo.push_back(edge.from);
            }
        }
    }
}

/// Notes that the value of parameter `param` comes to `root`.
fn leak(graph: &mut Graph, param: Loc, root: Loc, derefs: u32) {
    let (sink, own) = (graph.at(root), graph.at(param).func);
    let result = sink.result.filter(|_| !sink.escapes && sink.func == own);
    let leaks = &mut graph.at_mut(param).leaks;
    match result {
        Some(result) => leaks.add_result(result, derefs),
        None => leaks.add_heap(derefs),
    }
}

/// The steps from `loc` to `root`, and on to where `root` went before.
fn path(
    graph: &Graph,
    walk: &Walk,
    root: Loc,
    loc: Loc,
    causes: &[Option<Arc<Cause>>],
    names: &dyn Names,
) -> Vec<Step> {
    let named = |loc| names.location(graph, loc).unwrap_or_else(|| "a temporary".into());
    let mut steps: Vec<Step> = Vec::new();
    let (mut at, mut from, mut derefs) = (loc, named(loc), 0);
    while at != root {
        let (to, by, note) = walk.came_from[at.0 as usize];
        (at, derefs) = (to, derefs + by);
        // What has no name in the source is no step of its own.
        if at == root || names.location(graph, at).is_some() {
            let to = named(at);
            let (pos, how) = (note.pos, names.how(note.how));
            steps.push(Step { pos, derefs, from: std::mem::replace(&mut from, to.clone()), to, how });
            derefs = 0;
        }
    }
    if let Some(Cause::Flow(further)) = causes[root.0 as usize].as_deref() {
        steps.extend(further.iter().cloned());
    }
    steps
}
