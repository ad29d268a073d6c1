//! Words of the frame for the roots that live across calls: two share one if they are never live at the same time.

use super::Item;
use super::liveness::{BEGIN, Live, Liveness, Set};
use std::collections::HashMap;

/// The word of each root that has one, and how many words there are.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) of: HashMap<Item, u32>,
    pub(super) n: u32,
}

/// Words that are taken.
#[derive(Debug, Default)]
struct Taken(Vec<bool>);

impl Taken {
    fn first_free(&mut self) -> u32 {
        let free = self.0.iter().position(|taken| !taken).unwrap_or(self.0.len());
        self.set(free as u32, true);
        free as u32
    }

    fn set(&mut self, word: u32, taken: bool) {
        let word = word as usize;
        if self.0.len() <= word {
            self.0.resize(word + 1, false);
        }
        self.0[word] = taken;
    }
}

/// Gives words to the roots in `live`. Blocks come after those that dominate them, so that what is live where a value is
/// defined has its word already.
pub(super) fn assign(liveness: &mut Liveness<'_>, live: &Live) -> Words {
    let mut wanted = Set::new(liveness.origins.n_items());
    for &item in live.values().flatten() {
        if liveness.origins.is_root(item) {
            wanted.insert(item);
        }
    }
    let mut words = Words::default();
    if wanted.contains(CONTEXT) {
        words.of.insert(CONTEXT, 0);
        words.n = 1;
    }
    let mut set = Set::new(liveness.origins.n_items());
    for &block in liveness.order {
        let steps = steps(liveness, block, &wanted, &mut set);
        let mut taken = Taken::default();
        let live_in = &liveness.live_in[block.0 as usize];
        // The context is there from the beginning: its word is its own.
        let reserved = words.of.get(&CONTEXT).copied();
        let begin = live_in.iter().filter_map(|item| words.of.get(item).copied());
        begin.chain(reserved).for_each(|word| taken.set(word, true));
        for Step { defined, dead } in steps.into_iter().rev() {
            for item in dead {
                if let Some(&word) = words.of.get(&item).filter(|_| item != CONTEXT) {
                    taken.set(word, false);
                }
            }
            for item in defined {
                let word = taken.first_free();
                words.of.insert(item, word);
                words.n = words.n.max(word + 1);
            }
        }
    }
    words
}

/// The closure context's number.
const CONTEXT: Item = 0;

/// What happens at one instruction to the roots that get words.
struct Step {
    /// They begin to live here, and do so longer.
    defined: Vec<Item>,
    /// They were read for the last time.
    dead: Vec<Item>,
}

/// The steps of a block, the last first.
fn steps(liveness: &mut Liveness<'_>, block: crate::func::Block, wanted: &Set, live: &mut Set) -> Vec<Step> {
    let mut steps = Vec::new();
    liveness.live_out(block, live);
    liveness.backward(block, live, |at, live, effect| {
        let defined = effect.kills.iter().copied().filter(|&item| wanted.contains(item));
        // Read last by the instruction that defines it, or kept by it: it is no longer live after.
        let defined = defined.filter(|&item| live.contains(item)).collect();
        let read = effect.uses.iter().chain(&effect.kept).copied();
        let dead = read.filter(|&item| wanted.contains(item) && !live.contains(item)).collect();
        debug_assert!(at != BEGIN || effect.uses.is_empty());
        steps.push(Step { defined, dead });
    });
    steps
}
