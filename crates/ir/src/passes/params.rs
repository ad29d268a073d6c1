//! Block parameters that always get the same value are that value.

use super::uses::{operands, targets_mut};
use crate::func::{Func, Term, Value};

pub(super) fn run(func: &mut Func) {
    // What each value is known to be; followed to the end.
    let mut same: Vec<Value> = (0..func.values.len() as u32).map(Value).collect();
    while round(func, &mut same) {}
    operands(func, |value| *value = find(&same, *value));
}

fn find(same: &[Value], mut value: Value) -> Value {
    while same[value.0 as usize] != value {
        value = same[value.0 as usize];
    }
    value
}

/// Removes the parameters that get one value; reports whether there were any.
fn round(func: &mut Func, same: &mut [Value]) -> bool {
    /// What a parameter gets: nothing yet, one value, several.
    #[derive(Clone, Copy, PartialEq)]
    enum Gets {
        Nothing,
        One(Value),
        Several,
    }
    let mut gets: Vec<Vec<Gets>> = func.blocks.iter().map(|block| vec![Gets::Nothing; block.params.len()]).collect();
    for target in func.blocks.iter().flat_map(|block| block.term.iter().flat_map(Term::targets)) {
        let at = target.block.0 as usize;
        for (index, &arg) in target.args.iter().enumerate() {
            let arg = find(same, arg);
            if arg == find(same, func.blocks[at].params[index]) {
                continue;
            }
            gets[at][index] = match gets[at][index] {
                Gets::Nothing => Gets::One(arg),
                Gets::One(other) if other == arg => Gets::One(arg),
                _ => Gets::Several,
            };
        }
    }
    let mut changed = false;
    // The entry block's parameters come from outside.
    for at in 1..func.blocks.len() {
        let remove: Vec<bool> = gets[at].iter().map(|gets| matches!(gets, Gets::One(_))).collect();
        if !remove.contains(&true) {
            continue;
        }
        changed = true;
        for (index, gets) in gets[at].iter().enumerate() {
            if let Gets::One(value) = *gets {
                let param = func.blocks[at].params[index];
                // Two parameters of one round may be each other's value.
                let value = find(same, value);
                if value == param {
                    continue;
                }
                same[param.0 as usize] = value;
            }
        }
        retain(&mut func.blocks[at].params, &remove);
        for block in &mut func.blocks {
            for target in block.term.iter_mut().flat_map(targets_mut) {
                if target.block.0 as usize == at {
                    retain(&mut target.args, &remove);
                }
            }
        }
    }
    changed
}

fn retain(values: &mut Vec<Value>, remove: &[bool]) {
    let mut index = 0;
    values.retain(|_| {
        index += 1;
        !remove[index - 1]
    });
}
