//! A block and its only successor become one, if nothing else goes there.

use super::uses::{operands, predecessors};
use crate::expand::reverse_postorder;
use crate::func::{Func, Term, Value};

pub(super) fn run(func: &mut Func) {
    let order = reverse_postorder(func);
    let preds = predecessors(func, &order);
    let mut same: Vec<Value> = (0..func.values.len() as u32).map(Value).collect();
    for &block in &order {
        loop {
            let data = &func.blocks[block.0 as usize];
            let Some(Term::Jump(target)) = &data.term else { break };
            let next = target.block;
            if next == block || preds[next.0 as usize].len() != 1 || func.blocks[next.0 as usize].term.is_none() {
                break;
            }
            // A cold block keeps what follows it out of the way.
            if data.cold != func.blocks[next.0 as usize].cold {
                break;
            }
            let args = target.args.clone();
            let moved = std::mem::take(&mut func.blocks[next.0 as usize]);
            for (param, arg) in moved.params.iter().zip(args) {
                same[param.0 as usize] = arg;
            }
            let data = &mut func.blocks[block.0 as usize];
            data.insts.extend(moved.insts);
            data.term = moved.term;
        }
    }
    operands(func, |value| {
        while same[value.0 as usize] != *value {
            *value = same[value.0 as usize];
        }
    });
    // What was moved away is unreachable, but a block must end.
    for block in &mut func.blocks {
        block.term.get_or_insert(Term::Trap(goslice_abi::trap::Trap::Unreachable));
    }
}
