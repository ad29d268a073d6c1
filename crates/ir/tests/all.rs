//! Functions built by hand: what the builder, the expansion and the verifier make of them.

use goslice_ir::build::FuncBuilder;
use goslice_ir::expand::{expand, reverse_postorder};
use goslice_ir::func::{Func, Sig, Ty, Value};
use goslice_ir::op::{AppendBuffer, BinOp, FrameAt, IntCc, Op, PtrStore, Signedness, SliceOf};
use goslice_ir::passes;
use goslice_ir::text::text;
use goslice_ir::verify::verify;
use goslice_syntax::source::Pos;
use goslice_types::types::{Basic, Universe};

fn builder(params: &[Ty], results: &[Ty]) -> FuncBuilder {
    FuncBuilder::new(
        "f".to_owned(),
        Pos::NONE,
        Sig { params: params.to_vec(), results: results.to_vec(), outs: Vec::new() },
    )
}

/// The operations of the function, block by block, without operands.
fn ops(func: &Func) -> Vec<String> {
    let insts = func.blocks.iter().flat_map(|block| &block.insts);
    insts.map(|inst| format!("{:?}", inst.op)).collect()
}

/// `for i = 0; i < n; i++ {}; return i`
fn counting_loop() -> Func {
    let mut b = builder(&[Ty::I64], &[Ty::I64]);
    let i = b.declare(Ty::I64);
    let zero = b.iconst(Ty::I64, 0);
    b.def(i, zero);
    let (head, body, exit) = (b.new_block(), b.new_block(), b.new_block());
    b.jump(head);
    b.switch_to(head);
    let (now, n) = (b.read(i), b.param(0));
    let more = b.icmp(IntCc::Slt, now, n);
    b.branch(more, body, exit);
    b.seal(body);
    b.seal(exit);
    b.switch_to(body);
    let (now, one) = (b.read(i), b.iconst(Ty::I64, 1));
    let next = b.emit1(Op::Binary(BinOp::Add), vec![now, one], Ty::I64);
    b.def(i, next);
    b.jump(head);
    b.seal(head);
    b.switch_to(exit);
    let last = b.read(i);
    b.ret(vec![last]);
    b.finish()
}

#[test]
fn a_variable_that_a_loop_changes_is_a_block_parameter() {
    let func = counting_loop();
    verify(&func).expect("well formed");
    assert_eq!(func.blocks[1].params.len(), 1);
    assert!(func.blocks[2].params.is_empty() && func.blocks[3].params.is_empty(), "{}", text(&func));
}

#[test]
fn definitions_come_before_uses_in_reverse_postorder() {
    let order: Vec<u32> = reverse_postorder(&counting_loop()).iter().map(|block| block.0).collect();
    assert_eq!(order, [0, 1, 2, 3]);
}

#[test]
fn an_append_is_a_comparison_a_cold_call_and_a_store() {
    let universe = Universe::new();
    let mut b = builder(&[Ty::Slice, Ty::I64], &[Ty::Slice]);
    let args = vec![b.param(0), b.param(1)];
    let slice = b.emit1(Op::Append { elem: Basic::Int.id(), buffer: None, owned: false }, args, Ty::Slice);
    b.ret(vec![slice]);
    let whole = b.finish();
    verify(&whole).expect("well formed");
    let func = expand(&universe, &whole);
    verify(&func).expect("well formed");
    assert_eq!(func.sig.params, [Ty::Ptr, Ty::I64, Ty::I64, Ty::I64]);
    let cold: Vec<bool> = func.blocks.iter().map(|block| block.cold).collect();
    assert_eq!(cold, [false, true, false], "{}", text(&func));
    let calls = ops(&func).iter().filter(|op| op.contains("grow_slice")).count();
    let stores = ops(&func).iter().filter(|op| op.starts_with("Store ")).count();
    assert_eq!((calls, stores), (1, 1), "{}", text(&func));
}

#[test]
fn an_append_with_a_buffer_differs_on_the_cold_path_only() {
    let universe = Universe::new();
    let mut b = builder(&[Ty::Slice, Ty::I64], &[Ty::Slice]);
    let at = FrameAt::Slot(b.func.new_slot(40, 8));
    let args = vec![b.param(0), b.param(1)];
    let op = Op::Append {
        elem: Basic::Int.id(),
        buffer: Some(AppendBuffer { at, len: 4, whole: true, on_heap: false }),
        owned: false,
    };
    let slice = b.emit1(op, args, Ty::Slice);
    b.ret(vec![slice]);
    let func = expand(&universe, &b.finish());
    verify(&func).expect("well formed");
    let uses = |cold: bool| {
        let blocks = func.blocks.iter().filter(|block| block.cold == cold);
        let insts = blocks.flat_map(|block| &block.insts);
        insts.filter(|inst| matches!(inst.op, Op::SlotAddr(_) | Op::Intrinsic(_))).count()
    };
    // The buffer's address twice: where an empty slice takes it without a call, and as an argument of the call.
    assert_eq!((uses(false), uses(true)), (0, 3), "{}", text(&func));
    assert!(ops(&func).iter().any(|op| op.contains("grow_slice_buffered")), "{}", text(&func));
}

#[test]
fn elements_with_pointers_are_moved_by_type() {
    let universe = Universe::new();
    for (elem, call) in [(Basic::Int, "memmove"), (Basic::String, "move_elems")] {
        let mut b = builder(&[Ty::Slice, Ty::Ptr, Ty::I64], &[Ty::Slice]);
        let args = vec![b.param(0), b.param(1), b.param(2)];
        let slice = b.emit1(Op::AppendSlice { elem: elem.id(), owned: false }, args, Ty::Slice);
        b.ret(vec![slice]);
        let func = expand(&universe, &b.finish());
        verify(&func).expect("well formed");
        assert!(ops(&func).iter().any(|op| op.contains(&format!("Intrinsic({call})"))), "{}", text(&func));
    }
}

#[test]
fn slice_bounds_are_checked_max_first_and_low_last() {
    let universe = Universe::new();
    let mut b = builder(&[Ty::Slice, Ty::I64, Ty::I64, Ty::I64], &[Ty::Slice]);
    let slice = b.param(0);
    let mut args: Vec<_> = (0..3).map(|part| b.part(slice, part)).collect();
    args.extend([b.param(1), b.param(2), b.param(3)]);
    let signed = Some(Signedness::Signed);
    let op = Op::SliceExpr { elem: Basic::Int.id(), of: SliceOf::Slice, lo: signed, hi: signed, max: signed };
    let slice = b.emit1(op, args, Ty::Slice);
    b.ret(vec![slice]);
    let func = expand(&universe, &b.finish());
    verify(&func).expect("well formed");
    // The codes of the three panics in the order of the checks: MaxCap, High3, Low3.
    let codes: Vec<String> =
        func.blocks.iter().filter(|block| block.cold).map(|b| format!("{:?}", b.insts[0].op)).collect();
    assert_eq!(codes, ["Const(I32, 4)", "Const(I32, 5)", "Const(I32, 6)"], "{}", text(&func));
}

#[test]
fn a_constant_index_within_a_constant_length_needs_no_check() {
    let universe = Universe::new();
    let mut b = builder(&[], &[]);
    for index in [1, 3] {
        let operands = vec![b.iconst(Ty::I64, index), b.iconst(Ty::I64, 3)];
        b.emit0(Op::BoundsCheck { signed: true }, operands);
    }
    b.ret(Vec::new());
    let func = expand(&universe, &b.finish());
    assert_eq!(ops(&func).iter().filter(|op| op.contains("panic_index")).count(), 1, "{}", text(&func));
}

#[test]
fn a_plain_store_of_a_pointer_is_refused() {
    for (ty, refused) in [(Ty::Ptr, true), (Ty::Slice, true), (Ty::Str, true), (Ty::I64, false), (Ty::C128, false)] {
        let mut b = builder(&[Ty::Ptr, ty], &[]);
        let args = vec![b.param(0), b.param(1)];
        b.emit0(Op::Store { offset: 0, checked: false }, args);
        b.ret(Vec::new());
        assert_eq!(verify(&b.finish()).is_err(), refused, "{ty:?}");
    }
}

#[test]
fn the_part_of_an_aggregate_that_gc_reads_first_comes_first_and_checks_for_nil() {
    let universe = Universe::new();
    let mut b = builder(&[Ty::Ptr], &[Ty::Slice]);
    let addr = b.param(0);
    let slice = b.load(Ty::Slice, addr, 8, true);
    b.store(addr, 32, slice, false, PtrStore::Heap);
    b.ret(vec![slice]);
    let func = expand(&universe, &b.finish());
    verify(&func).expect("well formed");
    assert_eq!(
        ops(&func),
        [
            "Load { offset: 16, checked: true }",
            "Load { offset: 8, checked: false }",
            "Load { offset: 24, checked: false }",
            "StorePtr { offset: 32, checked: false, kind: Heap }",
            "Store { offset: 40, checked: false }",
            "Store { offset: 48, checked: false }",
        ]
    );
}

/// `var s []int; for i < n { s = append(s, i); <body>(s, a pointer) }; return s`, after the passes: whether the append may
/// free the old array.
fn appends_alone(body: impl Fn(&mut FuncBuilder, Value, Value)) -> bool {
    let mut b = builder(&[Ty::I64, Ty::Ptr], &[Ty::Slice]);
    let (i, s) = (b.declare(Ty::I64), b.declare(Ty::Slice));
    let (zero, nil) = (b.iconst(Ty::I64, 0), b.zero(Ty::Slice));
    b.def(i, zero);
    b.def(s, nil);
    let (head, inside, exit) = (b.new_block(), b.new_block(), b.new_block());
    b.jump(head);
    b.switch_to(head);
    let (now, n) = (b.read(i), b.param(0));
    let more = b.icmp(IntCc::Slt, now, n);
    b.branch(more, inside, exit);
    b.seal(inside);
    b.seal(exit);
    b.switch_to(inside);
    let (now, old, one) = (b.read(i), b.read(s), b.iconst(Ty::I64, 1));
    let new = b.emit1(Op::Append { elem: Basic::Int.id(), buffer: None, owned: false }, vec![old, now], Ty::Slice);
    b.def(s, new);
    let next = b.emit1(Op::Binary(BinOp::Add), vec![now, one], Ty::I64);
    b.def(i, next);
    body(&mut b, old, new);
    b.jump(head);
    b.seal(head);
    b.switch_to(exit);
    let last = b.read(s);
    b.ret(vec![last]);
    let mut func = b.finish();
    passes::run(passes::Stage::Whole, &passes::Off::default(), &mut func, &mut |_, _| ());
    verify(&func).expect("well formed");
    let owned = ops(&func).iter().any(|op| op.contains("owned: true"));
    let scalar = expand(&Universe::new(), &func);
    verify(&scalar).expect("well formed");
    assert_eq!(ops(&scalar).iter().any(|op| op.contains("grow_slice_owned")), owned, "{}", text(&scalar));
    owned
}

#[test]
fn an_append_owns_its_array_until_somebody_else_may_see_it() {
    let keep = |b: &mut FuncBuilder, slice| {
        let at = b.param(1);
        b.emit0(Op::StorePtr { offset: 0, checked: false, kind: PtrStore::Heap }, vec![at, slice]);
    };
    let read = |b: &mut FuncBuilder, slice| {
        let array = b.part(slice, 0);
        b.load(Ty::I64, array, 0, false);
    };
    assert!(appends_alone(|_, _, _| {}));
    assert!(appends_alone(|b, _, new| read(b, new)), "elements may be read");
    let measure = |b: &mut FuncBuilder, slice| {
        b.part(slice, 1);
        b.part(slice, 2);
    };
    assert!(appends_alone(|b, old, _| measure(b, old)), "lengths may be read at any time");
    assert!(!appends_alone(|b, _, new| keep(b, new)), "the new slice is kept");
    assert!(!appends_alone(|b, old, _| keep(b, old)), "the old slice is kept");
    assert!(!appends_alone(|b, old, _| read(b, old)), "the old array is read");
    assert!(!appends_alone(|b, _, new| {
        let array = b.part(new, 0);
        let element = b.offset(array, 8);
        keep(b, element);
    }));
}
