//! Loads, stores, blocks of memory, what the resolver gives.

use crate::builder::{Builder, on_words};
use crate::machine::Machine;
use goslice_abi::g::G;
use goslice_abi::intrinsics::Intrinsic;
use goslice_hir::body::GlobalId;
use goslice_ir::func::Ty;
use goslice_ir::op::{BinOp, Op, PtrStore};
use goslice_types::types::TypeId;
use std::sync::Mutex;

#[test]
fn stores_and_loads_have_the_width_of_their_type() {
    let mut machine = Machine::new();
    let mut b = Builder::new(&[Ty::Ptr], &[]);
    let words = b.params[0];
    for (offset, ty) in [(1, Ty::I8), (4, Ty::I16), (8, Ty::I32)] {
        let v = b.int(ty, -2);
        b.store(words, offset, v);
    }
    let (short, int) = (b.load(words, 4, Ty::I16), b.load(words, 8, Ty::I32));
    b.store(words, 16, short);
    b.store(words, 24, int);
    let single = b.one(Op::FConst(Ty::F32, u64::from(1.5f32.to_bits())), &[], Ty::F32);
    b.store(words, 32, single);
    let f = machine.add(&b.ret(&[]));
    let got = machine.run(f, &[0; 5]);
    assert_eq!(got[..5], [0xfffe_0000_fe00, 0xffff_fffe, 0xfffe, 0xffff_fffe, u64::from(1.5f32.to_bits())]);
}

#[test]
fn stack_slots_are_apart_and_aligned() {
    let mut machine = Machine::new();
    let ir = on_words(&[Ty::I64], |b, v| {
        let (small, large) = (b.func.new_slot(8, 8), b.func.new_slot(48, 16));
        let unused = b.func.new_slot(1 << 20, 8);
        let (p, q) = (b.one(Op::SlotAddr(small), &[], Ty::Ptr), b.one(Op::SlotAddr(large), &[], Ty::Ptr));
        b.store(p, 0, v[0]);
        for i in 0..6 {
            let c = b.int(Ty::I64, i);
            b.store(q, i as i32 * 8, c);
        }
        let _ = unused;
        let again = b.one(Op::SlotAddr(small), &[], Ty::Ptr);
        vec![b.load(again, 0, Ty::I64), b.load(q, 40, Ty::I64), q]
    });
    let got = machine.eval(&ir, &[99]);
    assert_eq!(got[..2], [99, 5]);
    assert_eq!(got[2] % 16, 0);
}

#[test]
fn names_become_addresses() {
    let mut machine = Machine::new();
    machine.addresses.globals = vec![[0; 4], [5, 6, 7, 8]];
    let ir = on_words(&[], |b, _| {
        let global = b.one(Op::GlobalAddr(GlobalId(1)), &[], Ty::Ptr);
        let text = b.one(Op::Data(b"abc".as_slice().into()), &[], Ty::Ptr);
        vec![
            b.load(global, 16, Ty::I64),
            b.load(text, 2, Ty::I8),
            b.one(Op::TypeDesc(TypeId(3)), &[], Ty::Ptr),
            b.one(Op::Itab(TypeId(2), TypeId(4)), &[], Ty::Ptr),
        ]
    });
    let got = machine.eval(&ir, &[]);
    assert_eq!([got[0], got[1] & 0xff, got[2], got[3]], [7, u64::from(b'c'), 0x1003, 0x20_0004]);
}

unsafe extern "C" fn fake_memmove(dst: *mut u8, src: *const u8, n: usize) {
    // SAFETY: as memmove.
    unsafe { std::ptr::copy(src, dst, n) };
}

unsafe extern "C" fn fake_memclr(dst: *mut u8, n: usize) {
    // SAFETY: as memclr.
    unsafe { std::ptr::write_bytes(dst, 0, n) };
}

#[test]
fn values_of_every_size_are_copied_and_cleared() {
    let mut machine = Machine::new();
    machine.addresses.intrinsics.insert(Intrinsic::memmove, fake_memmove as *const u8);
    machine.addresses.intrinsics.insert(Intrinsic::memclr, fake_memclr as *const u8);
    for size in [0u64, 1, 2, 3, 4, 7, 8, 12, 15, 16, 17, 24, 31, 40, 64, 127, 128, 129, 1000] {
        machine.addresses.sizes.insert(1, size);
        let ty = TypeId(1);
        let f = machine.add(&on_words(&[Ty::Ptr, Ty::Ptr], |b, v| {
            b.effect(Op::CopyTyped { ty, kind: PtrStore::Heap }, v);
            b.effect(Op::ZeroTyped { ty, kind: PtrStore::Init }, &v[1..]);
            vec![]
        }));
        let mut source: Vec<u8> = (0..1100).map(|i| (i % 251) as u8 | 1).collect();
        let (original, mut target) = (source.clone(), vec![0xaa; 1100]);
        // Odd addresses: nothing may rely on more than the type's alignment.
        machine.run(f, &[target.as_mut_ptr() as u64 + 1, source.as_mut_ptr() as u64 + 1]);
        let size = size as usize;
        assert_eq!(target[1..=size], original[1..=size], "{size}");
        assert!(target[size + 1..].iter().all(|v| *v == 0xaa), "{size}");
        assert!(source[1..=size].iter().all(|v| *v == 0), "{size}");
        assert_eq!(source[size + 1..], original[size + 1..], "{size}");
    }
}

#[test]
fn pointers_are_stored_wherever_they_go() {
    let mut machine = Machine::new();
    let ir = on_words(&[Ty::Ptr], |b, v| {
        for (at, kind) in [PtrStore::Heap, PtrStore::Init, PtrStore::Stack].into_iter().enumerate() {
            b.effect(Op::StorePtr { offset: at as i32 * 8, checked: at == 0, kind }, &[v[0], v[0]]);
        }
        let first = b.load(v[0], 0, Ty::I64);
        let last = b.load(v[0], 16, Ty::I64);
        vec![b.binary(BinOp::Xor, first, last)]
    });
    let mut cells = [0u64; 3];
    let at = cells.as_mut_ptr() as u64;
    assert_eq!(machine.eval(&ir, &[at])[0], 0);
    assert_eq!(cells, [at; 3]);
}

/// What the barriers of the test below were told.
static TOLD: Mutex<Vec<Vec<u64>>> = Mutex::new(Vec::new());

unsafe extern "C" fn fake_write_barrier(_g: *mut G, slot: u64) {
    TOLD.lock().unwrap().push(vec![slot]);
}

unsafe extern "C" fn fake_bulk_barrier(_g: *mut G, ty: u64, dst: u64, n: u64) {
    TOLD.lock().unwrap().push(vec![ty, dst, n]);
}

#[test]
fn while_the_collector_marks_it_is_told_what_is_overwritten_in_the_heap() {
    let mut machine = Machine::new();
    let table = &mut machine.addresses.intrinsics;
    table.insert(Intrinsic::gc_write_barrier, fake_write_barrier as *const u8);
    table.insert(Intrinsic::gc_bulk_barrier, fake_bulk_barrier as *const u8);
    machine.addresses.sizes.insert(1, 24);
    let ty = TypeId(1);
    let f = machine.add(&on_words(&[Ty::Ptr, Ty::Ptr], |b, v| {
        for (at, kind) in [PtrStore::Heap, PtrStore::Init, PtrStore::Stack].into_iter().enumerate() {
            b.effect(Op::StorePtr { offset: at as i32 * 8, checked: false, kind }, &[v[0], v[1]]);
            b.effect(Op::CopyTyped { ty, kind }, v);
            b.effect(Op::ZeroTyped { ty, kind }, &v[1..]);
        }
        vec![]
    }));
    let (mut dst, mut src) = ([0u64; 3], [5u64, 6, 7]);
    let args = [dst.as_mut_ptr() as u64, src.as_mut_ptr() as u64];
    machine.run(f, &args);
    assert_eq!(*TOLD.lock().unwrap(), Vec::<Vec<u64>>::new());
    machine.g.barrier = 1;
    machine.run(f, &args);
    let desc = 0x1001;
    assert_eq!(*TOLD.lock().unwrap(), [vec![args[0]], vec![desc, args[0], 1], vec![desc, args[1], 1]]);
    assert_eq!((dst, src), ([0; 3], [0; 3]));
}
