//! Small counting loops do eight rounds at a time.
//!
//! A loop of one block, entered with a counter that is a constant and not negative, that adds 1 to it and goes on while
//! it is less than a limit from outside the loop, becomes
//!
//! ```text
//!   enter:  last = limit > 7 ? limit - 7 : 0
//!           if i < last goto head else goto one
//!   head:   if i < last goto eight else goto rest
//!   eight:  the body eight times
//!           goto head
//!   rest:   if i < limit goto one else goto exit
//!   one:    the loop as it was
//! ```
//!
//! The test stands at the head, though it could end the eight: there, the results of a body have one use each, and only
//! then does Cranelift make a load part of the addition that uses it.

use super::uses::{Definitions, predecessors, targets_mut};
use crate::expand::reverse_postorder;
use crate::func::{Block, BlockData, Func, Inst, Target, Term, Ty, Value};
use crate::op::{BinOp, IntCc, Op};
use std::collections::HashMap;

const ROUNDS: i64 = 8;
/// Larger bodies gain little.
const INSTS_MAX: usize = 14;

pub(super) fn run(func: &mut Func) {
    let order = reverse_postorder(func);
    let preds = predecessors(func, &order);
    // What is added later defines and uses values of its own, and values that are used outside of their loops anyway.
    let (definitions, users) = (Definitions::of(func), Users::of(func));
    for &block in &order {
        if let Some(plan) = plan(func, &preds, &definitions, &users, block) {
            unroll(func, block, &plan);
        }
    }
}

/// The blocks that use each value: none, one or several.
struct Users(Vec<User>);

#[derive(Clone, Copy, PartialEq)]
enum User {
    None,
    One(Block),
    Several,
}

impl Users {
    fn of(func: &Func) -> Users {
        let mut table = vec![User::None; func.values.len()];
        for (at, data) in func.blocks.iter().enumerate() {
            let block = Block(at as u32);
            let mut note = |value: Value| {
                let user = &mut table[value.0 as usize];
                *user = if matches!(*user, User::None) || *user == User::One(block) {
                    User::One(block)
                } else {
                    User::Several
                };
            };
            data.insts.iter().flat_map(|inst| &inst.args).for_each(|&value| note(value));
            if let Some(term) = &data.term {
                term_values(term, &mut note);
            }
        }
        Users(table)
    }

    /// Whether a value is used in a block other than `block`.
    fn outside(&self, value: Value, block: Block) -> bool {
        !matches!(self.0[value.0 as usize], User::None) && self.0[value.0 as usize] != User::One(block)
    }
}

/// A loop that can be unrolled.
struct Plan {
    /// Number of the counter among the parameters.
    counter: usize,
    limit: Limit,
    again: Vec<Value>,
    exit: Block,
    exit_args: Vec<ExitArg>,
    pred: Vec<Block>,
    /// Addresses `base + counter * size`, with the size: a later round's is a constant further on.
    strides: HashMap<Value, i64>,
}

/// What the loop hands to the code after it.
#[derive(Clone, Copy)]
enum ExitArg {
    /// What the next round would get as its parameter of this number.
    Carried(usize),
    /// A value from outside the loop.
    Outside(Value),
}

#[derive(Clone, Copy)]
enum Limit {
    Value(Value),
    Constant(i64),
}

fn plan(func: &Func, preds: &[Vec<Block>], definitions: &Definitions, users: &Users, block: Block) -> Option<Plan> {
    let data = &func.blocks[block.0 as usize];
    let Some(Term::Branch(cond, again, exit)) = &data.term else { return None };
    if again.block != block || exit.block == block || data.insts.len() > INSTS_MAX || block == Block(0) {
        return None;
    }
    let simple = |inst: &Inst| match inst.op {
        Op::Load { checked, .. } | Op::Store { checked, .. } | Op::StorePtr { checked, .. } => !checked,
        _ => inst.op.is_pure(),
    };
    if !data.insts.iter().all(simple) {
        return None;
    }
    let Some((Op::IntCmp(IntCc::Slt), &[next, limit])) = definitions.op(func, *cond) else { return None };
    let Some((Op::Binary(BinOp::Add), &[counter, step])) = definitions.op(func, next) else { return None };
    if definitions.constant(func, step) != Some(1) {
        return None;
    }
    let counter_at = data.params.iter().position(|&param| param == counter)?;
    if again.args[counter_at] != next {
        return None;
    }
    let inside =
        |value: Value| data.params.contains(&value) || data.insts.iter().any(|inst| inst.results.contains(&value));
    let limit = match definitions.constant(func, limit) {
        Some(constant) => Limit::Constant(constant),
        None if !inside(limit) => Limit::Value(limit),
        None => return None,
    };
    // Entered only with a constant counter that is not negative.
    let outside: Vec<Block> = preds[block.0 as usize].iter().copied().filter(|&pred| pred != block).collect();
    for &pred in &outside {
        for target in func.blocks[pred.0 as usize].term.iter().flat_map(Term::targets) {
            if target.block == block
                && definitions.constant(func, target.args[counter_at]).is_none_or(|start| start < 0)
            {
                return None;
            }
        }
    }
    // Values of the loop are used outside only as arguments of its exit.
    let made = data.params.iter().chain(data.insts.iter().flat_map(|inst| &inst.results));
    if made.into_iter().any(|&value| users.outside(value, block)) {
        return None;
    }
    let mut strides = HashMap::new();
    for inst in &data.insts {
        let (Op::Binary(BinOp::Add), &[base, scaled]) = (&inst.op, &inst.args[..]) else { continue };
        let Some((Op::Binary(BinOp::Mul), &[index, size])) = definitions.op(func, scaled) else { continue };
        if let (true, false, Some(size)) = (index == counter, inside(base), definitions.constant(func, size)) {
            strides.insert(inst.results[0], size);
        }
    }
    let exit_args = exit.args.iter().map(|&value| match again.args.iter().position(|&arg| arg == value) {
        Some(at) => Some(ExitArg::Carried(at)),
        None => (!inside(value)).then_some(ExitArg::Outside(value)),
    });
    let exit_args = exit_args.collect::<Option<Vec<_>>>()?;
    let again = again.args.clone();
    Some(Plan { counter: counter_at, limit, again, exit: exit.block, exit_args, pred: outside, strides })
}

fn term_values(term: &Term, f: &mut impl FnMut(Value)) {
    match term {
        Term::Branch(value, ..) | Term::Switch(value, ..) => f(*value),
        Term::Return(values) => values.iter().for_each(|&value| f(value)),
        Term::Jump(_) | Term::Trap(_) => {}
    }
    term.targets().iter().for_each(|target| target.args.iter().for_each(|&value| f(value)));
}

fn unroll(func: &mut Func, one: Block, plan: &Plan) {
    let old = func.blocks[one.0 as usize].clone();
    let (enter, head, eight, rest) = (func.new_block(), func.new_block(), func.new_block(), func.new_block());
    let pos = old.insts.first().map_or(func.pos, |inst| inst.pos);
    for &pred in &plan.pred {
        let term = func.blocks[pred.0 as usize].term.as_mut().expect("a predecessor has ended");
        targets_mut(term).into_iter().filter(|target| target.block == one).for_each(|target| target.block = enter);
    }
    let fresh = |func: &mut Func| old.params.iter().map(|&param| func.new_value(func.ty(param))).collect::<Vec<_>>();
    let (enter_params, head_params) = (fresh(func), fresh(func));

    let mut emit = Emitter { func, pos, insts: Vec::new() };
    let limit = emit.limit(plan.limit);
    let seven = emit.op(Op::Const(Ty::I64, ROUNDS - 1), vec![], Ty::I64);
    let zero = emit.op(Op::Const(Ty::I64, 0), vec![], Ty::I64);
    let less = emit.op(Op::Binary(BinOp::Sub), vec![limit, seven], Ty::I64);
    let enough = emit.op(Op::IntCmp(IntCc::Sgt), vec![limit, seven], Ty::I8);
    let last = emit.op(Op::Select, vec![enough, less, zero], Ty::I64);
    let many = emit.op(Op::IntCmp(IntCc::Slt), vec![enter_params[plan.counter], last], Ty::I8);
    let insts = emit.insts;
    let to = |block: Block, args: &[Value]| Target { block, args: args.to_vec() };
    let term = Term::Branch(many, to(head, &enter_params), to(one, &enter_params));
    func.blocks[enter.0 as usize] = BlockData { params: enter_params, insts, term: Some(term), cold: false };

    let mut emit = Emitter { func, pos, insts: Vec::new() };
    let many = emit.op(Op::IntCmp(IntCc::Slt), vec![head_params[plan.counter], last], Ty::I8);
    let insts = emit.insts;
    let term = Term::Branch(many, to(eight, &[]), to(rest, &[]));
    func.blocks[head.0 as usize] = BlockData { params: head_params.clone(), insts, term: Some(term), cold: false };

    // Eight copies; the first one's addresses serve the later ones, at constant offsets.
    let mut insts: Vec<Inst> = Vec::new();
    let mut map: HashMap<Value, Value> = old.params.iter().copied().zip(head_params.iter().copied()).collect();
    let mut first_addresses: HashMap<Value, Value> = HashMap::new();
    let mut args = Vec::new();
    for round in 0..ROUNDS {
        for inst in &old.insts {
            let stride = inst.args.first().and_then(|addr| plan.strides.get(addr).map(|&size| (*addr, size * round)));
            let moved = stride.and_then(|(addr, by)| displaced(&inst.op, by).map(|op| (op, addr)));
            let (op, mut operands) = match moved {
                Some((op, addr)) if round > 0 => {
                    (op, [vec![first_addresses[&addr]], mapped(&map, &inst.args[1..])].concat())
                }
                _ => (inst.op.clone(), inst.args.clone()),
            };
            if !(round > 0 && moved_address(&inst.op, stride)) {
                operands = mapped(&map, &operands);
            }
            let results: Vec<Value> = inst.results.iter().map(|&value| func.new_value(func.ty(value))).collect();
            for (&from, &to) in inst.results.iter().zip(&results) {
                map.insert(from, to);
                if round == 0 && plan.strides.contains_key(&from) {
                    first_addresses.insert(from, to);
                }
            }
            insts.push(Inst { op, args: operands, results, pos: inst.pos });
        }
        args = mapped(&map, &plan.again);
        if round + 1 < ROUNDS {
            for (&param, &arg) in old.params.iter().zip(&args) {
                map.insert(param, arg);
            }
        }
    }
    let term = Term::Jump(to(head, &args));
    func.blocks[eight.0 as usize] = BlockData { params: Vec::new(), insts, term: Some(term), cold: false };

    let mut emit = Emitter { func, pos, insts: Vec::new() };
    let limit = emit.limit(plan.limit);
    let some = emit.op(Op::IntCmp(IntCc::Slt), vec![head_params[plan.counter], limit], Ty::I8);
    let insts = emit.insts;
    let exit_args = plan.exit_args.iter().map(|&arg| match arg {
        ExitArg::Carried(at) => head_params[at],
        ExitArg::Outside(value) => value,
    });
    let exit_args: Vec<Value> = exit_args.collect();
    let term = Term::Branch(some, to(one, &head_params), to(plan.exit, &exit_args));
    func.blocks[rest.0 as usize] = BlockData { params: Vec::new(), insts, term: Some(term), cold: false };
}

/// The copies of values.
fn mapped(map: &HashMap<Value, Value>, values: &[Value]) -> Vec<Value> {
    values.iter().map(|value| map.get(value).copied().unwrap_or(*value)).collect()
}

/// The access `by` bytes further on, if it is one.
fn displaced(op: &Op, by: i64) -> Option<Op> {
    let at = |offset: i32| i32::try_from(i64::from(offset) + by).ok();
    Some(match *op {
        Op::Load { offset, checked } => Op::Load { offset: at(offset)?, checked },
        Op::Store { offset, checked } => Op::Store { offset: at(offset)?, checked },
        Op::StorePtr { offset, checked, kind } => Op::StorePtr { offset: at(offset)?, checked, kind },
        _ => return None,
    })
}

/// Whether the operands have been replaced already.
fn moved_address(op: &Op, stride: Option<(Value, i64)>) -> bool {
    stride.is_some_and(|(_, by)| displaced(op, by).is_some())
}

/// Appends instructions to a block in the making.
struct Emitter<'f> {
    func: &'f mut Func,
    pos: goslice_syntax::source::Pos,
    insts: Vec<Inst>,
}

impl Emitter<'_> {
    fn op(&mut self, op: Op, args: Vec<Value>, ty: Ty) -> Value {
        let result = self.func.new_value(ty);
        self.insts.push(Inst { op, args, results: vec![result], pos: self.pos });
        result
    }

    fn limit(&mut self, limit: Limit) -> Value {
        match limit {
            Limit::Value(value) => value,
            Limit::Constant(constant) => self.op(Op::Const(Ty::I64, constant), vec![], Ty::I64),
        }
    }
}
