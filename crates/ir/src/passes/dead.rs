//! What nobody uses is not computed.

use super::uses::term_operands;
use crate::func::Func;

pub(super) fn run(func: &mut Func) {
    let mut uses = vec![0u32; func.values.len()];
    for block in &mut func.blocks {
        block.insts.iter().flat_map(|inst| &inst.args).for_each(|arg| uses[arg.0 as usize] += 1);
        if let Some(term) = &mut block.term {
            term_operands(term, &mut |value| uses[value.0 as usize] += 1);
        }
    }
    // Users stand after what they use, but for loops, whose values go through block parameters: mostly, one round from the end
    // finds everything.
    for block in func.blocks.iter_mut().rev() {
        let mut at = block.insts.len();
        while at > 0 {
            at -= 1;
            let inst = &block.insts[at];
            if inst.op.is_pure() && inst.results.iter().all(|result| uses[result.0 as usize] == 0) {
                inst.args.iter().for_each(|arg| uses[arg.0 as usize] -= 1);
                block.insts.remove(at);
            }
        }
    }
}
