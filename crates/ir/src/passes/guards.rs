//! A call of the function itself first asks whether it would return at once.
//!
//! Recursive functions begin with the case that ends the recursion: `if n < 2 { return n }`. Most calls are of that kind.
//! If the entry block only computes and one way out of it returns, both are copied to before each such call, which
//! is then made only for the other way. Nothing is seen of it: what is copied neither writes nor panics, and
//! its frame would be gone before anyone could look.

use crate::func::{Block, BlockData, Func, Inst, Target, Term, Value};
use crate::op::{BinOp, Op};

/// Longer tests are not worth copying.
const INSTS_MAX: usize = 8;
/// Call sites in a function that get a copy.
const SITES_MAX: usize = 8;

/// What is copied.
struct Guard {
    params: Vec<Value>,
    test: Vec<Inst>,
    cond: Value,
    /// The first target of the branch is the one that returns.
    returns_if_set: bool,
    /// What stands between the branch and the return.
    rest: Vec<Inst>,
    results: Vec<Value>,
}

pub(super) fn run(func: &mut Func) {
    let Some(guard) = guard(func) else { return };
    let mut sites = 0;
    let mut block = 0;
    while block < func.blocks.len() && sites < SITES_MAX {
        let own = |inst: &Inst| matches!(inst.op, Op::Call { func: callee, .. } if Some(callee) == func.id);
        if let Some(at) = func.blocks[block].insts.iter().position(own) {
            split(func, block, at, &guard);
            sites += 1;
        }
        // What follows the call is in a new block, which is looked at in its turn.
        block += 1;
    }
}

fn guard(func: &Func) -> Option<Guard> {
    let entry = &func.blocks[0];
    let Some(Term::Branch(cond, then, els)) = &entry.term else { return None };
    let returns = |target: &Target| {
        let block = &func.blocks[target.block.0 as usize];
        match &block.term {
            Some(Term::Return(results)) if block.insts.iter().all(copies) && target.args.is_empty() => {
                Some((block.insts.clone(), results.clone()))
            }
            _ => None,
        }
    };
    let (returns_if_set, (rest, results)) = match (returns(then), returns(els)) {
        (Some(found), None) => (true, found),
        (None, Some(found)) => (false, found),
        _ => return None,
    };
    let short = entry.insts.len() + rest.len() <= INSTS_MAX;
    let guard =
        Guard { params: entry.params.clone(), test: entry.insts.clone(), cond: *cond, returns_if_set, rest, results };
    (func.id.is_some() && short && entry.insts.iter().all(copies)).then_some(guard)
}

/// Whether an instruction does the same in another place of the function, and does nothing but compute.
fn copies(inst: &Inst) -> bool {
    let here_only = matches!(inst.op, Op::Context | Op::OwnFp | Op::CallerFp | Op::SlotAddr(_));
    let division = matches!(inst.op, Op::Binary(BinOp::DivS | BinOp::DivU | BinOp::RemS | BinOp::RemU));
    inst.op.is_pure() && !here_only && !division
}

/// Ends `block` before the call at `at` with the test; the call gets a block of its own, and so does what follows it.
fn split(func: &mut Func, block: usize, at: usize, guard: &Guard) {
    let data = &mut func.blocks[block];
    let after = data.insts.split_off(at + 1);
    let call = data.insts.pop().expect("a call");
    let (term, cold) = (data.term.take(), data.cold);

    let mut copy = Copy { map: guard.params.iter().copied().zip(call.args.iter().copied()).collect() };
    let test: Vec<Inst> = guard.test.iter().map(|inst| copy.inst(func, inst)).collect();
    let cond = copy.value(guard.cond);
    let rest: Vec<Inst> = guard.rest.iter().map(|inst| copy.inst(func, inst)).collect();
    let results: Vec<Value> = guard.results.iter().map(|&value| copy.value(value)).collect();

    // The results of the call are the parameters of what follows.
    let fresh: Vec<Value> = call.results.iter().map(|&result| func.new_value(func.ty(result))).collect();
    let follows = add(func, BlockData { params: call.results.clone(), insts: after, term, cold });
    let jump = |args| Some(Term::Jump(Target { block: follows, args }));
    let calls = add(
        func,
        BlockData { params: Vec::new(), insts: vec![Inst { results: fresh.clone(), ..call }], term: jump(fresh), cold },
    );
    let ends = add(func, BlockData { params: Vec::new(), insts: rest, term: jump(results), cold });
    let [ends, calls] = [ends, calls].map(|block| Target { block, args: Vec::new() });
    let data = &mut func.blocks[block];
    data.insts.extend(test);
    data.term = Some(match guard.returns_if_set {
        true => Term::Branch(cond, ends, calls),
        false => Term::Branch(cond, calls, ends),
    });
}

fn add(func: &mut Func, data: BlockData) -> Block {
    let block = func.new_block();
    func.blocks[block.0 as usize] = data;
    block
}

/// Values of the copy for those of the entry.
struct Copy {
    map: Vec<(Value, Value)>,
}

impl Copy {
    fn value(&self, value: Value) -> Value {
        self.map.iter().find(|(from, _)| *from == value).map_or(value, |(_, to)| *to)
    }

    fn inst(&mut self, func: &mut Func, inst: &Inst) -> Inst {
        let args = inst.args.iter().map(|&arg| self.value(arg)).collect();
        let results: Vec<Value> = inst.results.iter().map(|&result| func.new_value(func.ty(result))).collect();
        self.map.extend(inst.results.iter().copied().zip(results.iter().copied()));
        Inst { args, results, ..inst.clone() }
    }
}
