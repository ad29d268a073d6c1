//! Compiling on first call.

use crate::builder::{Builder, on_words};
use crate::machine::{Addresses, Machine};
use goslice_hir::body::FuncId;
use goslice_ir::func::{Func, Ty};
use goslice_ir::op::{BinOp, Op};
use goslice_jit::Jit;
use std::cell::RefCell;
use std::rc::Rc;

/// Adds up 10 words and 10 floats, and subtracts twice the last of each: all arguments must arrive.
fn many_arguments() -> Func {
    let types = [[Ty::I64; 10], [Ty::F64; 10]].concat();
    let mut b = Builder::new(&types, &[Ty::I64, Ty::F64]);
    let params = b.params.clone();
    let weigh = |b: &mut Builder, params: &[_], add, sub| {
        let sum = params[1..].iter().fold(params[0], |sum, v| b.binary(add, sum, *v));
        let less = b.binary(sub, sum, params[9]);
        b.binary(sub, less, params[9])
    };
    let words = weigh(&mut b, &params[..10], BinOp::Add, BinOp::Sub);
    let floats = weigh(&mut b, &params[10..], BinOp::FAdd, BinOp::FSub);
    b.ret(&[words, floats])
}

/// A machine that compiles functions with `ir`, and the list of what it was asked for.
fn lazy(ir: impl Fn(FuncId) -> Func + 'static) -> (Machine, Rc<RefCell<Vec<u32>>>) {
    let mut machine = Machine::new();
    let asked = Rc::new(RefCell::new(Vec::new()));
    let log = asked.clone();
    let mut addresses = Addresses::default();
    machine.jit.set_lazy(Box::new(move |jit: &mut Jit, func: FuncId| {
        log.borrow_mut().push(func.0);
        jit.compile(func, &ir(func), &mut addresses).unwrap();
    }));
    (machine, asked)
}

#[test]
fn the_first_call_compiles_and_passes_all_arguments() {
    let (mut machine, asked) = lazy(|_| many_arguments());
    let caller = machine.add(&on_words(&[], |b, _| {
        let mut args: Vec<_> = (1..=10).map(|i| b.int(Ty::I64, i)).collect();
        args.extend((1..=10).map(|i| b.one(Op::FConst(Ty::F64, (i as f64).to_bits()), &[], Ty::F64)));
        let mut results = b.call(FuncId(300), &args, &[Ty::I64, Ty::F64]);
        results.extend(b.call(FuncId(300), &args, &[Ty::I64, Ty::F64]));
        results
    }));
    assert!(asked.borrow().is_empty());
    for _ in 0..3 {
        let got = machine.run(caller, &[]);
        assert_eq!([got[0], got[2]], [35, 35]);
        assert_eq!([f64::from_bits(got[1]), f64::from_bits(got[3])], [35.0, 35.0]);
    }
    assert_eq!(*asked.borrow(), [300]);
}

/// Calls the function with the next number, until 140; functions of two groups of thunks.
fn chain(func: FuncId) -> Func {
    let mut b = Builder::new(&[Ty::I64], &[Ty::I64]);
    let (x, n) = (b.params[0], b.int(Ty::I64, i64::from(func.0)));
    let sum = b.binary(BinOp::Add, x, n);
    if func.0 == 140 {
        return b.ret(&[sum]);
    }
    let result = b.call(FuncId(func.0 + 1), &[sum], &[Ty::I64])[0];
    b.ret(&[result])
}

#[test]
fn functions_are_compiled_in_the_order_of_their_calls() {
    let (mut machine, asked) = lazy(chain);
    let caller = machine.add(&on_words(&[Ty::I64], |b, v| b.call(FuncId(120), v, &[Ty::I64])));
    let want = (120..=140).sum::<u64>();
    assert_eq!(machine.run(caller, &[1000])[0], 1000 + want);
    assert_eq!(machine.run(caller, &[0])[0], want);
    assert_eq!(*asked.borrow(), (120..=140).collect::<Vec<_>>());
}

#[test]
fn an_entry_can_be_called_before_there_is_code() {
    let (mut machine, asked) = lazy(|_| on_words(&[Ty::I64], |b, v| vec![b.binary(BinOp::Mul, v[0], v[0])]));
    assert_eq!(machine.run(FuncId(2), &[12])[0], 144);
    assert_eq!(machine.run(FuncId(2), &[5])[0], 25);
    assert_eq!(*asked.borrow(), [2]);
}
