//! Faults and their table.

use crate::builder::{Builder, on_words, to};
use crate::machine::Machine;
use goslice_abi::trap::Trap;
use goslice_hir::body::FuncId;
use goslice_ir::func::{Func, Term, Ty};
use goslice_ir::op::{BinOp, IntCc, Op, PtrStore};
use goslice_jit::Error;
use goslice_syntax::source::Pos;

/// How a call of `ir` with `word` ends, and at which position.
fn trap(ir: &Func, word: u64) -> Option<(Trap, Pos)> {
    let mut machine = Machine::new();
    let func = machine.add(ir);
    let (trap, pc) = machine.call_trapping(func, word)?;
    let (at, pos) = machine.jit.locate(pc).unwrap();
    assert_eq!(at, func);
    Some((trap, pos))
}

/// A function whose third instruction is `op` on its parameter.
fn third(op: Op, result: Option<Ty>) -> Func {
    let mut b = Builder::new(&[Ty::Ptr], &[]);
    let p = b.params[0];
    let slot = b.func.new_slot(8, 8);
    let q = b.one(Op::SlotAddr(slot), &[], Ty::Ptr);
    b.effect(Op::StorePtr { offset: 0, checked: false, kind: PtrStore::Stack }, &[q, p]);
    b.many(op, &[p], result.as_slice());
    b.ret(&[])
}

#[test]
fn an_access_through_nil_faults_at_its_position() {
    let nil = Some((Trap::NilDereference, Pos(3)));
    let load = third(Op::Load { offset: 4088, checked: true }, Some(Ty::I64));
    assert_eq!(trap(&load, 0), nil, "a load whose result nobody uses");
    assert_eq!(trap(&third(Op::NilCheck, None), 0), nil);
    let word = 0u64;
    assert_eq!(trap(&third(Op::NilCheck, None), &raw const word as u64), None);
    for pointer in [false, true] {
        let mut b = Builder::new(&[Ty::Ptr], &[]);
        let p = b.params[0];
        let (offset, checked) = (16, true);
        if pointer {
            b.effect(Op::StorePtr { offset, checked, kind: PtrStore::Heap }, &[p, p]);
        } else {
            let v = b.int(Ty::I32, 1);
            b.effect(Op::Store { offset, checked }, &[p, v]);
        }
        assert_eq!(trap(&b.ret(&[]), 0).map(|(trap, _)| trap), Some(Trap::NilDereference));
    }
}

#[test]
fn a_nil_check_comes_before_later_effects() {
    static mut WRITTEN: u64 = 0;
    let mut b = Builder::new(&[Ty::Ptr], &[]);
    let p = b.params[0];
    let one = b.int(Ty::I64, 1);
    let target = b.int(Ty::I64, &raw mut WRITTEN as i64);
    b.effect(Op::NilCheck, &[p]);
    b.store(target, 0, one);
    assert_eq!(trap(&b.ret(&[]), 0).map(|(trap, _)| trap), Some(Trap::NilDereference));
    // SAFETY: only this test's code writes it.
    assert_eq!(unsafe { (&raw const WRITTEN).read() }, 0);
}

#[test]
fn conditions_and_ends_trap_with_their_kind() {
    for kind in [Trap::DivideByZero, Trap::NegativeShift, Trap::NilDereference, Trap::Unreachable] {
        let mut b = Builder::new(&[Ty::I64], &[]);
        let (zero, x) = (b.int(Ty::I64, 0), b.params[0]);
        let not_zero = b.int_cmp(IntCc::Ne, x, zero);
        b.effect(Op::TrapUnless(kind), &[not_zero]);
        let ir = b.ret(&[]);
        assert_eq!(trap(&ir, 0), Some((kind, Pos(3))));
        assert_eq!(trap(&ir, 3), None);

        let mut b = Builder::new(&[Ty::I64], &[]);
        b.end(Term::Trap(kind));
        assert_eq!(trap(&b.func, 0).map(|(trap, _)| trap), Some(kind));
    }
}

#[test]
fn an_unchecked_division_by_zero_is_a_go_panic_all_the_same() {
    for ty in [Ty::I8, Ty::I32, Ty::I64] {
        for op in [BinOp::DivS, BinOp::DivU, BinOp::RemS, BinOp::RemU] {
            let ir = on_words(&[ty, ty], |b, v| vec![b.binary(op, v[0], v[1])]);
            let words = [7u64, 0];
            assert_eq!(trap(&ir, words.as_ptr() as u64).map(|(trap, _)| trap), Some(Trap::DivideByZero));
        }
    }
}

/// Calls itself one level deeper each time, without end, in frames of at least `bytes`.
fn endless(own: FuncId, bytes: u32) -> Func {
    let mut b = Builder::new(&[Ty::I64], &[]);
    let (x, one) = (b.params[0], b.int(Ty::I64, 1));
    let slot = b.func.new_slot(bytes, 8);
    let p = b.one(Op::SlotAddr(slot), &[], Ty::Ptr);
    b.store(p, 0, x);
    let again = b.load(p, 0, Ty::I64);
    let next = b.binary(BinOp::Add, again, one);
    b.call(own, &[next], &[]);
    let end = b.block(&[]).0;
    b.end(Term::Jump(to(end)));
    b.switch_to(end);
    b.store(p, 0, x);
    b.ret(&[])
}

#[test]
fn deep_recursion_traps_before_the_stack_ends() {
    for bytes in [8, 1 << 14] {
        let mut machine = Machine::new();
        let f = FuncId(7);
        machine.compile(f, &endless(f, bytes));
        let local = 0u8;
        machine.g.stack_limit = &raw const local as u64 - (256 << 10);
        let (trap, pc) = machine.call_trapping(f, 0).expect("the recursion ends");
        assert_eq!(trap, Trap::StackOverflow);
        assert_eq!(machine.jit.locate(pc).map(|(func, _)| func), Some(f));
    }
}

#[test]
fn a_frame_larger_than_the_stack_is_not_touched() {
    let mut machine = Machine::new();
    let mut b = Builder::new(&[Ty::I64], &[]);
    let slot = b.func.new_slot(100 << 20, 8);
    let p = b.one(Op::SlotAddr(slot), &[], Ty::Ptr);
    let x = b.params[0];
    b.store(p, 0, x);
    let f = machine.add(&b.ret(&[]));
    let local = 0u8;
    machine.g.stack_limit = &raw const local as u64 - (256 << 10);
    assert_eq!(machine.call_trapping(f, 0).map(|(trap, _)| trap), Some(Trap::StackOverflow));
}

#[test]
fn an_excessive_frame_is_refused() {
    let mut machine = Machine::new();
    let mut b = Builder::new(&[], &[]);
    b.func.new_slot(120 << 20, 8);
    b.func.new_slot(8, 8);
    let error = machine.jit.compile(FuncId(1), &b.ret(&[]), &mut machine.addresses).unwrap_err();
    assert!(matches!(error, Error::FrameTooLarge { bytes: 0x780_0008, .. }), "{error}");
}
