//! What branches and earlier checks say about an index: on every way to a block that they dominate, they came out so.

use super::super::dominators::Dominators;
use super::{Known, is_check};
use crate::func::{Block, Term, Value};
use crate::op::{IntCc, Op};

pub(super) struct Facts<'k, 'f> {
    known: &'k Known<'f>,
    dominators: &'k Dominators,
    /// Where the checks of each block are.
    checks: Vec<Vec<usize>>,
}

/// How many checks and blocks are looked at for one check, the nearest first: all of them would be quadratic in a function with
/// thousands.
const STEPS_MAX: usize = 500;

/// What is known about an index and a length so far.
#[derive(Default)]
struct Found {
    not_negative: bool,
    below: bool,
    /// The length is at least this.
    least: i64,
}

impl<'k, 'f> Facts<'k, 'f> {
    pub(super) fn new(known: &'k Known<'f>, dominators: &'k Dominators) -> Facts<'k, 'f> {
        let checks = known.func.blocks.iter().map(|block| {
            let all = block.insts.iter().enumerate();
            all.filter(|(_, inst)| is_check(&inst.op)).map(|(at, _)| at).collect()
        });
        Facts { known, dominators, checks: checks.collect() }
    }

    /// Whether instruction `at` of `block` finds `index` to be at least 0 and less than `len`.
    pub(super) fn in_range(&self, block: Block, at: usize, index: Value, len: Value) -> bool {
        let constant = self.known.constant(index);
        let mut found = Found {
            not_negative: constant.is_some_and(|index| index >= 0),
            below: false,
            least: self.known.constant(len).unwrap_or(0),
        };
        let mut here = block;
        let mut end = at;
        let mut steps = 0;
        loop {
            let data = &self.known.func.blocks[here.0 as usize];
            let checks = &self.checks[here.0 as usize];
            let before = checks.partition_point(|check| *check < end);
            for &check in checks[..before].iter().rev() {
                steps += 1;
                if steps > STEPS_MAX {
                    return false;
                }
                let inst = &data.insts[check];
                if self.known.same(inst.args[1], len) {
                    let other = inst.args[0];
                    if self.known.same(other, index) {
                        return true;
                    }
                    if let Some(other) = self.known.constant(other) {
                        found.least = found.least.max(other.saturating_add(1));
                    }
                }
            }
            steps += 1;
            self.branch_to(here, index, len, &mut found);
            let short = constant.is_some_and(|index| index < found.least);
            if found.not_negative && (found.below || short) {
                return true;
            }
            match self.dominators.above(here) {
                Some(above) => here = above,
                None => return false,
            }
            end = self.known.func.blocks[here.0 as usize].insts.len();
        }
    }

    /// Adds what the branch says that is the only way to `block`.
    fn branch_to(&self, block: Block, index: Value, len: Value, found: &mut Found) {
        let &[pred] = &self.known.preds[block.0 as usize][..] else { return };
        let Some(Term::Branch(cond, then, els)) = &self.known.func.blocks[pred.0 as usize].term else { return };
        if then.block == els.block {
            return;
        }
        let Some((Op::IntCmp(cc), &[a, b])) = self.known.op(*cond) else { return };
        let cc = if then.block == block { *cc } else { negated(*cc) };
        // Each comparison is read from both ends.
        for (cc, a, b) in [(cc, a, b), (swapped(cc), b, a)] {
            let constant = self.known.constant(b);
            if self.known.same(a, index) {
                match cc {
                    IntCc::Slt => found.below |= self.known.same(b, len),
                    IntCc::Ult if self.known.same(b, len) => (found.below, found.not_negative) = (true, true),
                    IntCc::Sge => found.not_negative |= constant.is_some_and(|least| least >= 0),
                    IntCc::Sgt => found.not_negative |= constant.is_some_and(|least| least >= -1),
                    _ => {}
                }
            }
            if let (true, Some(c)) = (self.known.same(a, len), constant) {
                let least = match cc {
                    IntCc::Sgt => c.saturating_add(1),
                    IntCc::Sge | IntCc::Eq => c,
                    IntCc::Ne if c == 0 => 1,
                    _ => 0,
                };
                found.least = found.least.max(least);
            }
        }
    }
}

/// The comparison that is true when this one is not.
fn negated(cc: IntCc) -> IntCc {
    match cc {
        IntCc::Eq => IntCc::Ne,
        IntCc::Ne => IntCc::Eq,
        IntCc::Slt => IntCc::Sge,
        IntCc::Sge => IntCc::Slt,
        IntCc::Sle => IntCc::Sgt,
        IntCc::Sgt => IntCc::Sle,
        IntCc::Ult => IntCc::Uge,
        IntCc::Uge => IntCc::Ult,
        IntCc::Ule => IntCc::Ugt,
        IntCc::Ugt => IntCc::Ule,
    }
}

/// The comparison with its operands exchanged.
fn swapped(cc: IntCc) -> IntCc {
    match cc {
        IntCc::Eq | IntCc::Ne => cc,
        IntCc::Slt => IntCc::Sgt,
        IntCc::Sgt => IntCc::Slt,
        IntCc::Sle => IntCc::Sge,
        IntCc::Sge => IntCc::Sle,
        IntCc::Ult => IntCc::Ugt,
        IntCc::Ugt => IntCc::Ult,
        IntCc::Ule => IntCc::Uge,
        IntCc::Uge => IntCc::Ule,
    }
}
