//! What the collector is told of frames.

use goslice_abi::intrinsics::Intrinsic;
use goslice_hir::body::FuncId;
use goslice_ir::build::FuncBuilder;
use goslice_ir::func::{Block, Sig, Ty, Value};
use goslice_ir::op::{Op, PtrStore};
use goslice_ir::roots::{Roots, Safepoint, roots};
use goslice_syntax::source::Pos;

fn builder(params: &[Ty], outs: &[u64]) -> FuncBuilder {
    let sig = Sig { params: params.to_vec(), results: Vec::new(), outs: outs.to_vec() };
    FuncBuilder::new("f".to_owned(), Pos::NONE, sig)
}

fn call(b: &mut FuncBuilder, args: &[Value], outs: &[u64]) {
    let sig = Sig { params: vec![Ty::Ptr; args.len()], results: Vec::new(), outs: outs.to_vec() };
    b.emit0(Op::Call { func: FuncId(7), sig }, args.to_vec());
}

fn finish(mut b: FuncBuilder) -> Roots {
    b.ret(Vec::new());
    roots(&b.finish(), &mut |_| 8)
}

/// The safepoints in the order of blocks and instructions.
fn safepoints(roots: &Roots) -> Vec<&Safepoint> {
    let mut all: Vec<_> = roots.safepoints.iter().collect();
    all.sort_by_key(|(at, _)| **at);
    all.into_iter().map(|(_, safepoint)| safepoint).collect()
}

#[test]
fn a_pointer_is_live_until_its_last_use_and_stored_once() {
    let mut b = builder(&[Ty::Ptr, Ty::I64], &[]);
    let p = b.param(0);
    call(&mut b, &[], &[]);
    call(&mut b, &[], &[]);
    call(&mut b, &[p], &[]);
    call(&mut b, &[], &[]);
    let roots = finish(b);
    let found: Vec<(usize, usize)> =
        safepoints(&roots).iter().map(|point| (point.stores.len(), point.words.len())).collect();
    // The third call has it as an argument: that is the callee's.
    assert_eq!(found, [(1, 1), (0, 1), (0, 0), (0, 0)]);
}

#[test]
fn what_a_loop_does_not_change_is_stored_before_it() {
    let mut b = builder(&[Ty::Ptr, Ty::I8], &[]);
    let (p, cond) = (b.param(0), b.param(1));
    let (head, end) = (b.new_block(), b.new_block());
    b.jump(head);
    b.switch_to(head);
    call(&mut b, &[], &[]);
    b.load(Ty::I64, p, 0, false);
    b.branch(cond, head, end);
    b.seal(head);
    b.seal(end);
    b.switch_to(end);
    let roots = finish(b);
    assert_eq!(roots.stored.get(&p), Some(&0));
    assert!(safepoints(&roots)[0].stores.is_empty());
}

#[test]
fn pointers_that_are_not_live_together_share_a_word() {
    let mut b = builder(&[], &[]);
    for _ in 0..3 {
        let ty = b.iconst(Ty::Ptr, 0);
        let p = b.intrinsic(Intrinsic::new_object, vec![ty])[0];
        call(&mut b, &[], &[]);
        b.load(Ty::I64, p, 0, false);
    }
    assert_eq!(finish(b).words, 1);
}

#[test]
fn memory_is_live_where_it_is_read_before_it_is_overwritten() {
    let mut b = builder(&[Ty::Ptr], &[]);
    let p = b.param(0);
    let slot = b.func.new_slot(8, 8);
    let addr = b.emit1(Op::SlotAddr(slot), Vec::new(), Ty::Ptr);
    call(&mut b, &[], &[]);
    b.store(addr, 0, p, false, PtrStore::Stack);
    call(&mut b, &[], &[]);
    b.load(Ty::Ptr, addr, 0, false);
    call(&mut b, &[], &[]);
    b.store(addr, 0, p, false, PtrStore::Stack);
    b.load(Ty::Ptr, addr, 0, false);
    let roots = finish(b);
    let live: Vec<usize> = safepoints(&roots).iter().map(|point| point.objects.len()).collect();
    assert_eq!(live, [0, 1, 0]);
}

#[test]
fn memory_for_a_result_is_not_live_until_the_call_returns() {
    let mut b = builder(&[], &[]);
    let slot = b.func.new_slot(24, 8);
    let addr = b.emit1(Op::SlotAddr(slot), Vec::new(), Ty::Ptr);
    call(&mut b, &[addr], &[24]);
    call(&mut b, &[], &[]);
    b.load(Ty::Ptr, addr, 8, false);
    let roots = finish(b);
    let live: Vec<usize> = safepoints(&roots).iter().map(|point| point.objects.len()).collect();
    assert_eq!(live, [0, 1]);
}

#[test]
fn an_object_that_gets_a_result_is_kept_though_nothing_reads_it() {
    let mut b = builder(&[Ty::Ptr], &[]);
    let p = b.param(0);
    call(&mut b, &[p], &[24]);
    assert_eq!(safepoints(&finish(b))[0].words.len(), 1);
}

#[test]
fn words_of_small_structs_are_live_one_by_one() {
    let mut b = builder(&[Ty::Ptr, Ty::Ptr], &[]);
    let (p, q) = (b.param(0), b.param(1));
    let slot = b.func.new_slot(16, 8);
    let data = &mut b.func.slots[slot.0 as usize];
    (data.fresh, data.by_word) = (true, true);
    let addr = b.emit1(Op::SlotAddr(slot), Vec::new(), Ty::Ptr);
    b.store(addr, 0, p, false, PtrStore::Stack);
    b.store(addr, 8, q, false, PtrStore::Stack);
    call(&mut b, &[], &[]);
    b.load(Ty::Ptr, addr, 8, false);
    let roots = finish(b);
    assert_eq!(safepoints(&roots)[0].slot_words, [(slot, 8)]);
}

#[test]
fn the_closure_is_kept_while_it_is_read() {
    let mut b = builder(&[], &[]);
    call(&mut b, &[], &[]);
    let context = b.emit1(Op::Context, Vec::new(), Ty::Ptr);
    b.load(Ty::Ptr, context, 8, false);
    call(&mut b, &[], &[]);
    let roots = finish(b);
    let found: Vec<usize> = safepoints(&roots).iter().map(|point| point.words.len()).collect();
    assert_eq!(found, [1, 0]);
    assert!(roots.safepoints[&(Block(0), 0)].stores.contains(&(None, 0)));
}
