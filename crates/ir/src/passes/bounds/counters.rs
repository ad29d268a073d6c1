//! Counters of loops that stay within a length.
//!
//! The values that a block's parameters have are those that the jumps to it pass. What holds for all of them, if it may
//! be assumed of those of the rounds before, holds always.

use super::Known;
use crate::func::{Block, Term, Value};
use crate::op::{IntCc, Op};

/// A jump to the header of a loop, taken if a comparison came out true.
struct Edge<'f> {
    cc: IntCc,
    a: Value,
    b: Value,
    passed: &'f [Value],
}

/// Whether parameter number `param` of `header` is at least 0 and less than `len` there.
pub(super) fn in_range(known: &Known<'_>, header: Block, param: usize, len: Value) -> bool {
    // The entry block gets its parameters from outside, where nothing is known.
    if header == Block(0) {
        return false;
    }
    let preds = &known.preds[header.0 as usize];
    let edges: Option<Vec<Edge<'_>>> = preds.iter().map(|&pred| edge(known, pred, header)).collect();
    let Some(edges) = edges.filter(|edges| !edges.is_empty()) else { return false };
    let counters = Counters { known, params: &known.func.blocks[header.0 as usize].params, edges };
    counters.not_negative(param, true) && counters.below(param, len, true)
}

fn edge<'f>(known: &Known<'f>, pred: Block, header: Block) -> Option<Edge<'f>> {
    let func: &'f crate::func::Func = known.func;
    let Some(Term::Branch(cond, then, els)) = &func.blocks[pred.0 as usize].term else { return None };
    if then.block != header || els.block == header {
        return None;
    }
    match known.op(*cond) {
        Some((Op::IntCmp(cc), &[a, b])) => Some(Edge { cc: *cc, a, b, passed: &then.args }),
        _ => None,
    }
}

struct Counters<'k, 'f> {
    known: &'k Known<'f>,
    params: &'f [Value],
    edges: Vec<Edge<'f>>,
}

impl Counters<'_, '_> {
    fn all(&self, holds: impl Fn(&Edge<'_>) -> bool) -> bool {
        self.edges.iter().all(holds)
    }

    /// Whether the parameter is never negative. `others`: what is known of other parameters counts.
    fn not_negative(&self, param: usize, others: bool) -> bool {
        self.all(|edge| {
            let passed = edge.passed[param];
            let known = self.known;
            if known.constant(passed).is_some_and(|start| start >= 0) {
                return true;
            }
            // One more than before, which cannot overflow: something was greater.
            let up = known.offset(passed).is_some_and(|(base, by)| base == self.params[param] && by == 1);
            if up && self.all(|edge| edge.cc == IntCc::Slt && known.same(edge.a, edge.passed[param])) {
                return true;
            }
            match edge.cc {
                IntCc::Sge if known.same(edge.a, passed) => known.constant(edge.b).is_some_and(|least| least >= 0),
                IntCc::Sgt if known.same(edge.a, passed) => known.constant(edge.b).is_some_and(|least| least >= -1),
                IntCc::Slt if known.same(edge.b, passed) => {
                    let least = known.constant(edge.a).is_some_and(|least| least >= -1);
                    least || others && self.other(param, edge, edge.a).is_some_and(|q| self.not_negative(q, false))
                }
                _ => false,
            }
        })
    }

    /// Whether the parameter, if it is not negative, is always less than `len`.
    fn below(&self, param: usize, len: Value, others: bool) -> bool {
        self.all(|edge| {
            let passed = edge.passed[param];
            let known = self.known;
            if let Some((base, -1)) = known.offset(passed)
                && (known.same(base, len) || base == self.params[param])
            {
                return true;
            }
            if edge.cc != IntCc::Slt || !known.same(edge.a, passed) {
                return false;
            }
            known.same(edge.b, len)
                || others
                    && self.other(param, edge, edge.b).is_some_and(|q| {
                        // Its own steps down must not pass the least number.
                        self.below(q, len, false) && self.not_negative(q, true)
                    })
        })
    }

    /// The other parameter for which `value` is passed.
    fn other(&self, param: usize, edge: &Edge<'_>, value: Value) -> Option<usize> {
        let mut all = edge.passed.iter().enumerate();
        all.find(|(at, passed)| *at != param && self.known.same(**passed, value)).map(|(at, _)| at)
    }
}
