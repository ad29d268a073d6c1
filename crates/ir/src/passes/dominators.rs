//! Which blocks every way to a block goes through.

use crate::func::Block;

/// The immediate dominator of each reachable block (Cooper, Harvey, Kennedy: "A Simple, Fast Dominance Algorithm").
pub(super) struct Dominators(Vec<Option<Block>>);

impl Dominators {
    /// `order` is the reverse postorder, `preds` the predecessors of each of the `n_blocks` blocks.
    pub(super) fn of(order: &[Block], preds: &[Vec<Block>], n_blocks: usize) -> Dominators {
        let mut number = vec![usize::MAX; n_blocks];
        for (at, block) in order.iter().enumerate() {
            number[block.0 as usize] = at;
        }
        let mut idom: Vec<Option<Block>> = vec![None; n_blocks];
        idom[order[0].0 as usize] = Some(order[0]);
        let mut changed = true;
        while changed {
            changed = false;
            for &block in &order[1..] {
                let known = preds[block.0 as usize].iter().copied().filter(|pred| idom[pred.0 as usize].is_some());
                let new = known.reduce(|mut a, mut b| {
                    while a != b {
                        if number[a.0 as usize] > number[b.0 as usize] {
                            a = idom[a.0 as usize].expect("known");
                        } else {
                            b = idom[b.0 as usize].expect("known");
                        }
                    }
                    a
                });
                if idom[block.0 as usize] != new {
                    idom[block.0 as usize] = new;
                    changed = true;
                }
            }
        }
        Dominators(idom)
    }

    /// Whether every way to `block` goes through `above`, or is it.
    pub(super) fn dominates(&self, above: Block, mut block: Block) -> bool {
        loop {
            if block == above {
                return true;
            }
            match self.0[block.0 as usize] {
                Some(next) if next != block => block = next,
                _ => return false,
            }
        }
    }
}
