//! Where roots are stored: where they are defined, or before calls.

use super::liveness::{Live, Liveness};
use super::origin::{Memory, Origin};
use super::words::Words;
use super::{Item, Roots, Safepoint};
use crate::func::{Block, Term};
use std::collections::{HashMap, HashSet};

/// How much more often the body of a loop runs than what is around it, by guess.
const ROUNDS: f64 = 8.0;
/// Deeper loops count like this one.
const DEPTH_MAX: u32 = 8;
/// How often a cold block runs.
const COLD: f64 = 1e-3;

/// Decides for each root.
pub(super) fn place(liveness: &Liveness<'_>, live: &Live, words: &Words) -> Roots {
    let (func, origins) = (liveness.func, liveness.origins);
    let weights = weights(liveness);
    let before_calls = before_calls(liveness, live);
    let mut costs: HashMap<Item, f64> = HashMap::new();
    for ((block, _), items) in &before_calls {
        for item in items {
            *costs.entry(*item).or_default() += weights[block.0 as usize];
        }
    }
    let mut roots = Roots { words: words.n, objects: origins.objects.clone(), ..Roots::default() };
    let mut once = HashSet::new();
    for &block in liveness.order {
        let data = &func.blocks[block.0 as usize];
        let results = data.insts.iter().flat_map(|inst| &inst.results);
        for &value in data.params.iter().chain(results) {
            let Origin::Root(item) = origins.origin(value) else { continue };
            if costs.get(&item).is_some_and(|cost| weights[block.0 as usize] < *cost) {
                once.insert(item);
                roots.stored.insert(value, words.of[&item]);
            }
        }
    }
    if costs.get(&0).is_some_and(|cost| *cost > 1.0) {
        once.insert(0);
        roots.context = words.of.get(&0).copied();
    }
    for (at, items) in live {
        let stores = before_calls.get(at).into_iter().flatten().filter(|item| !once.contains(item));
        let stores = stores.map(|item| (origins.root(*item), words.of[item])).collect();
        let mut safepoint = Safepoint { stores, ..Safepoint::default() };
        for &item in items {
            if origins.is_root(item) {
                safepoint.words.push(words.of[&item]);
                continue;
            }
            match origins.memory(item) {
                Memory::Object(object) => safepoint.objects.push(object),
                Memory::Word(slot, offset) => safepoint.slot_words.push((slot, offset)),
            }
        }
        roots.safepoints.insert(*at, safepoint);
    }
    roots
}

/// The roots that would be stored before each call, if all were: those that are not in their words on all ways there.
fn before_calls(liveness: &Liveness<'_>, live: &Live) -> HashMap<(Block, usize), Vec<Item>> {
    let (func, origins) = (liveness.func, liveness.origins);
    let mut found = HashMap::new();
    let mut at_end: Vec<Option<HashSet<Item>>> = vec![None; func.blocks.len()];
    for &block in liveness.order {
        let mut stored = HashSet::new();
        let preds = &liveness.preds[block.0 as usize];
        // A loop's header comes before the end of the loop, of which nothing is known then.
        let known: Option<Vec<&HashSet<Item>>> = preds.iter().map(|pred| at_end[pred.0 as usize].as_ref()).collect();
        if let Some([first, others @ ..]) = known.as_deref() {
            let live_in = liveness.live_in[block.0 as usize].iter();
            stored = live_in
                .copied()
                .filter(|item| first.contains(item) && others.iter().all(|other| other.contains(item)))
                .collect();
        }
        for at in 0..func.blocks[block.0 as usize].insts.len() {
            let Some(items) = live.get(&(block, at)) else { continue };
            let new = items.iter().copied().filter(|&item| origins.is_root(item) && stored.insert(item)).collect();
            found.insert((block, at), new);
        }
        at_end[block.0 as usize] = Some(stored);
    }
    found
}

/// How often each block runs, by guess.
fn weights(liveness: &Liveness<'_>) -> Vec<f64> {
    let func = liveness.func;
    let mut number = vec![usize::MAX; func.blocks.len()];
    for (at, block) in liveness.order.iter().enumerate() {
        number[block.0 as usize] = at;
    }
    let mut depth = vec![0u32; func.blocks.len()];
    let mut seen: Vec<Option<Block>> = vec![None; func.blocks.len()];
    for &header in liveness.order {
        let latches = liveness.preds[header.0 as usize].iter();
        let mut todo: Vec<Block> =
            latches.copied().filter(|latch| number[latch.0 as usize] >= number[header.0 as usize]).collect();
        if todo.is_empty() {
            continue;
        }
        seen[header.0 as usize] = Some(header);
        depth[header.0 as usize] += 1;
        while let Some(block) = todo.pop() {
            let at = block.0 as usize;
            // Ways into a loop past its header lead out of it.
            if seen[at] == Some(header) || number[at] < number[header.0 as usize] {
                continue;
            }
            seen[at] = Some(header);
            depth[at] += 1;
            todo.extend(&liveness.preds[at]);
        }
    }
    let weight = |(at, depth): (usize, u32)| match func.blocks[at].cold {
        true => COLD,
        // What ends in a panic runs once at most.
        false if matches!(func.blocks[at].term, Some(Term::Trap(_))) => COLD,
        false => ROUNDS.powi(depth.min(DEPTH_MAX) as i32),
    };
    depth.into_iter().enumerate().map(weight).collect()
}
