//! Branches, switches, loops, calls, entry trampolines.

use crate::builder::{Builder, on_words, to, with};
use crate::machine::Machine;
use goslice_abi::g::G;
use goslice_abi::intrinsics::Intrinsic;
use goslice_abi::layout::{Closure, Pair};
use goslice_hir::body::FuncId;
use goslice_ir::func::{Func, Sig, Term, Ty};
use goslice_ir::op::{BinOp, IntCc, Op};
use goslice_jit::Error;
use goslice_syntax::source::Pos;

/// The sum of 0..n, in a loop with two variables.
fn sum_to() -> Func {
    let mut b = Builder::new(&[Ty::I64], &[Ty::I64]);
    let n = b.params[0];
    let (head, vars) = b.block(&[Ty::I64, Ty::I64]);
    let (body, _) = b.block(&[]);
    let (exit, out) = b.block(&[Ty::I64]);
    let zero = b.int(Ty::I64, 0);
    b.end(Term::Jump(with(head, &[zero, zero])));
    b.switch_to(head);
    let more = b.int_cmp(IntCc::Slt, vars[0], n);
    b.end(Term::Branch(more, to(body), with(exit, &[vars[1]])));
    b.switch_to(body);
    let one = b.int(Ty::I64, 1);
    let (i, sum) = (b.binary(BinOp::Add, vars[0], one), b.binary(BinOp::Add, vars[1], vars[0]));
    b.end(Term::Jump(with(head, &[i, sum])));
    b.switch_to(exit);
    b.ret(&[out[0]])
}

fn fib(own: FuncId) -> Func {
    let mut b = Builder::new(&[Ty::I64], &[Ty::I64]);
    let n = b.params[0];
    let (small, _) = b.block(&[]);
    let (large, _) = b.block(&[]);
    let (one, two) = (b.int(Ty::I64, 1), b.int(Ty::I64, 2));
    let is_small = b.int_cmp(IntCc::Slt, n, two);
    b.end(Term::Branch(is_small, to(small), to(large)));
    b.switch_to(small);
    b.end(Term::Return(vec![n]));
    b.switch_to(large);
    let (a, c) = (b.binary(BinOp::Sub, n, one), b.binary(BinOp::Sub, n, two));
    let (a, c) = (b.call(own, &[a], &[Ty::I64])[0], b.call(own, &[c], &[Ty::I64])[0]);
    let sum = b.binary(BinOp::Add, a, c);
    b.ret(&[sum])
}

#[test]
fn loops_and_recursion_run() {
    let mut machine = Machine::new();
    let sum = machine.add(&sum_to());
    machine.compile(FuncId(3), &fib(FuncId(3)));
    let ir = on_words(&[Ty::I64, Ty::I64], |b, v| {
        vec![b.call(sum, &[v[0]], &[Ty::I64])[0], b.call(FuncId(3), &[v[1]], &[Ty::I64])[0]]
    });
    assert_eq!(machine.eval(&ir, &[1000, 20])[..2], [499_500, 6765]);
}

#[test]
fn a_switch_goes_to_the_case_or_the_default() {
    let mut machine = Machine::new();
    let mut b = Builder::new(&[Ty::Ptr], &[]);
    let words = b.params[0];
    let key = b.load(words, 0, Ty::I64);
    let (out, result) = b.block(&[Ty::I64]);
    let (plain, _) = b.block(&[]);
    let values: Vec<_> = (0..12).map(|i| b.int(Ty::I64, 100 + i)).collect();
    let mut cases: Vec<_> = (0..10).map(|i| (i, with(out, &[values[i as usize]]))).collect();
    cases.push((-1, with(out, &[values[10]])));
    cases.push((i64::MIN, to(plain)));
    b.end(Term::Switch(key, cases, with(out, &[values[11]])));
    b.switch_to(plain);
    let special = b.int(Ty::I64, 7);
    b.end(Term::Jump(with(out, &[special])));
    b.switch_to(out);
    b.store(words, 0, result[0]);
    let f = machine.add(&b.ret(&[]));
    for (key, want) in [(0, 100), (5, 105), (9, 109), (10, 111), (-1, 110), (-2, 111), (i64::MIN, 7), (i64::MAX, 111)] {
        assert_eq!(machine.run(f, &[key as u64])[0], want, "{key}");
    }
}

#[test]
fn eight_words_and_eight_floats_return_in_registers() {
    let mut machine = Machine::new();
    let types = [[Ty::I64; 8], [Ty::F64; 8]].concat();
    // Arguments beyond the registers go over the stack, which the callee pops.
    let mut b = Builder::new(&types, &types);
    let params = b.params.clone();
    let mut reversed: Vec<_> = params[..8].iter().rev().copied().collect();
    reversed.extend(params[8..].iter().rev());
    let callee = machine.add(&std::mem::replace(&mut b, Builder::new(&[], &[])).ret(&reversed));
    let ir = on_words(&types, |b, v| {
        let once = b.call(callee, v, &types);
        let first = once[0];
        let mut twice = b.call(callee, &once, &types);
        twice[0] = b.binary(BinOp::Add, twice[0], first);
        twice
    });
    let inputs: Vec<u64> = (1..=8).chain((1..=8).map(|i| (i as f64).to_bits())).collect();
    let got = machine.eval(&ir, &inputs);
    assert_eq!(got[0], 1 + 8);
    assert_eq!(got[1..], inputs[1..]);
}

#[test]
fn more_results_are_refused() {
    let mut machine = Machine::new();
    let mut b = Builder::new(&[], &[Ty::I64; 9]);
    let zero = b.int(Ty::I64, 0);
    let ir = b.ret(&[zero; 9]);
    let error = machine.jit.compile(FuncId(1), &ir, &mut machine.addresses).unwrap_err();
    assert!(matches!(error, Error::Invalid { .. }), "{error}");
    // A refused function leaves the compiler usable.
    machine.compile(FuncId(1), &sum_to());
}

#[test]
fn closures_get_their_context() {
    let mut machine = Machine::new();
    let mut b = Builder::new(&[Ty::I64], &[Ty::I64]);
    let context = b.one(Op::Context, &[], Ty::Ptr);
    let captured = b.load(context, 8, Ty::I64);
    let x = b.params[0];
    let sum = b.binary(BinOp::Add, x, captured);
    let body = machine.add(&b.ret(&[sum]));
    let closure = [machine.jit.entry(body) as u64, 30];
    let sig = Sig { params: vec![Ty::I64], results: vec![Ty::I64], outs: Vec::new() };
    let ir = on_words(&[Ty::Ptr, Ty::I64], |b, v| {
        let code = b.load(v[0], 0, Ty::Ptr);
        b.many(Op::CallIndirect { sig }, &[code, v[0], v[1]], &[Ty::I64])
    });
    assert_eq!(machine.eval(&ir, &[closure.as_ptr() as u64, 12])[0], 42);
}

#[test]
fn func_values_and_code_addresses_are_stable() {
    let mut machine = Machine::new();
    let callee = FuncId(500);
    let entry = machine.jit.entry(callee);
    machine.addresses.closures.insert(callee, Box::new(Closure { code: entry }));
    let sig = Sig { params: vec![Ty::I64], results: vec![Ty::I64], outs: Vec::new() };
    let ir = on_words(&[Ty::I64], |b, v| {
        let value = b.one(Op::FuncValue(callee), &[], Ty::Ptr);
        let code = b.load(value, 0, Ty::Ptr);
        let by_value = b.many(Op::CallIndirect { sig: sig.clone() }, &[code, value, v[0]], &[Ty::I64])[0];
        let code = b.one(Op::FuncCode(callee), &[], Ty::Ptr);
        let nil = b.int(Ty::Ptr, 0);
        let by_code = b.many(Op::CallIndirect { sig }, &[code, nil, v[0]], &[Ty::I64])[0];
        vec![by_value, by_code]
    });
    let caller = machine.add(&ir);
    assert!(machine.jit.code(callee).is_none());
    machine.compile(callee, &sum_to());
    assert_eq!(machine.jit.entry(callee), entry);
    assert_eq!(machine.run(caller, &[5])[..2], [10, 10]);
}

#[test]
fn frame_pointers_lead_to_the_caller() {
    let mut machine = Machine::new();
    let mut b = Builder::new(&[], &[Ty::Ptr, Ty::Ptr]);
    let (own, caller) = (b.one(Op::OwnFp, &[], Ty::Ptr), b.one(Op::CallerFp, &[], Ty::Ptr));
    let callee = machine.add(&b.ret(&[own, caller]));
    let ir = on_words(&[], |b, _| {
        let own = b.one(Op::OwnFp, &[], Ty::Ptr);
        let of_callee = b.call(callee, &[], &[Ty::Ptr, Ty::Ptr]);
        vec![own, of_callee[0], of_callee[1]]
    });
    let got = machine.eval(&ir, &[]);
    assert_eq!(got[0], got[2]);
    assert!(got[1] < got[0]);
}

/// Notes what it got in `g`, and returns two words.
extern "C" fn fake_concat(g: *mut G, parts: *const u64, n: u64, _buffer: *mut u8) -> Pair {
    // SAFETY: the test passes its goroutine and an array.
    unsafe {
        (*g).stack_limit = n;
        Pair(*parts + 1, n * 2)
    }
}

extern "C" fn fake_pow(x: f64, y: f64) -> f64 {
    x.powf(y)
}

extern "C" fn fake_memequal(_: *const u8, _: *const u8, n: u64) -> u8 {
    u8::from(n == 3)
}

#[test]
fn intrinsics_get_g_if_they_want_it_and_return_up_to_two_words() {
    let mut machine = Machine::new();
    let table = &mut machine.addresses.intrinsics;
    table.insert(Intrinsic::concat_strings, fake_concat as *const u8);
    table.insert(Intrinsic::math_pow, fake_pow as *const u8);
    table.insert(Intrinsic::memequal, fake_memequal as *const u8);
    let ir = on_words(&[Ty::Ptr, Ty::I64, Ty::F64], |b, v| {
        let mut results = b.many(Op::Intrinsic(Intrinsic::concat_strings), &[v[0], v[1], v[0]], &[Ty::Ptr, Ty::I64]);
        results.push(b.one(Op::Intrinsic(Intrinsic::math_pow), &[v[2], v[2]], Ty::F64));
        results.push(b.one(Op::Intrinsic(Intrinsic::memequal), &[v[0], v[0], v[1]], Ty::I8));
        results.push(b.one(Op::Intrinsic(Intrinsic::math_sqrt), &[v[2]], Ty::F64));
        results.push(b.one(Op::Intrinsic(Intrinsic::math_floor), &[results[4]], Ty::F64));
        results.push(b.one(Op::Intrinsic(Intrinsic::math_float64bits), &[results[4]], Ty::I64));
        results
    });
    let word = 41u64;
    machine.addresses.intrinsics.insert(Intrinsic::math_floor, f64::floor as fn(f64) -> f64 as *const u8);
    let got = machine.eval(&ir, &[&raw const word as u64, 3, 3.0f64.to_bits()]);
    assert_eq!(got[..2], [42, 6]);
    assert_eq!(f64::from_bits(got[2]), 27.0);
    assert_eq!(got[3] & 0xff, 1);
    assert_eq!(f64::from_bits(got[4]), 3f64.sqrt());
    assert_eq!(f64::from_bits(got[5]), 1.0);
    assert_eq!(got[6], 3f64.sqrt().to_bits());
    assert_eq!(machine.g.stack_limit, 3);
}

/// Destroys what a C function may.
extern "C" fn fake_grow(_: *mut G, elem: u64, old: u64, new_len: u64, old_cap: u64, n: u64) -> Pair {
    // SAFETY: the registers are declared.
    unsafe {
        std::arch::asm!(
            "pxor xmm0, xmm0", "pxor xmm1, xmm1", "pxor xmm2, xmm2", "pxor xmm3, xmm3", "pxor xmm4, xmm4",
            "pxor xmm5, xmm5", "pxor xmm6, xmm6", "pxor xmm7, xmm7", "pxor xmm8, xmm8", "pxor xmm9, xmm9",
            "xor edi, edi", "xor esi, esi", "xor r8, r8", "xor r9, r9", "xor r10, r10", "xor r11, r11",
            "xor eax, eax", "xor ecx, ecx", "xor edx, edx",
            out("rdi") _, out("rsi") _, out("r8") _, out("r9") _, out("r10") _, out("r11") _,
            out("rax") _, out("rcx") _, out("rdx") _,
            out("xmm0") _, out("xmm1") _, out("xmm2") _, out("xmm3") _, out("xmm4") _, out("xmm5") _,
            out("xmm6") _, out("xmm7") _, out("xmm8") _, out("xmm9") _,
        );
    }
    Pair(elem + old + new_len + old_cap + n, n)
}

#[test]
fn growing_a_slice_keeps_all_registers() {
    let mut machine = Machine::new();
    machine.addresses.intrinsics.insert(Intrinsic::grow_slice, fake_grow as *const u8);
    let types = [[Ty::I64; 8], [Ty::F64; 8]].concat();
    let ir = on_words(&types, |b, v| {
        let (elem, old) = (b.int(Ty::Ptr, 1000), b.int(Ty::Ptr, 2000));
        let grown = b.many(Op::Intrinsic(Intrinsic::grow_slice), &[elem, old, v[0], v[1], v[2]], &[Ty::Ptr, Ty::I64]);
        let mut kept = v.to_vec();
        kept[0] = b.binary(BinOp::Add, grown[0], v[0]);
        kept[1] = b.binary(BinOp::Add, grown[1], v[1]);
        kept
    });
    let inputs: Vec<u64> = (1..=8).chain((1..=8).map(|i| (i as f64).to_bits())).collect();
    let got = machine.eval(&ir, &inputs);
    assert_eq!(got[..2], [3000 + 1 + 2 + 3 + 1, 3 + 2]);
    assert_eq!(got[2..], inputs[2..]);
}

#[test]
fn the_runtime_can_call_functions_of_all_entry_shapes() {
    let mut machine = Machine::new();
    let mut b = Builder::new(&[], &[]);
    let context = b.one(Op::Context, &[], Ty::Ptr);
    let value = b.int(Ty::I64, 17);
    b.store(context, 0, value);
    let plain = machine.add(&b.ret(&[]));

    let mut b = Builder::new(&[Ty::Ptr], &[Ty::Ptr, Ty::I64]);
    let five = b.int(Ty::I64, 5);
    let recv = b.params[0];
    let string = machine.add(&b.ret(&[recv, five]));

    let mut b = Builder::new(&[Ty::Ptr, Ty::Ptr, Ty::Ptr, Ty::I32], &[]);
    let [recv, state, data, verb] = b.params[..] else { unreachable!() };
    b.store(recv, 0, state);
    b.store(recv, 8, data);
    b.store(recv, 16, verb);
    let format = machine.add(&b.ret(&[]));

    let entries = machine.jit.entries();
    let g = &raw mut *machine.g;
    let mut words = [0u64; 4];
    let at = words.as_mut_ptr();
    let null = std::ptr::null();
    // SAFETY: the functions above have these shapes.
    unsafe {
        (entries.call0)(g, machine.jit.entry(plain), at.cast());
        assert_eq!(*at, 17);
        let text = (entries.call_string)(g, machine.jit.entry(string), null, b"hello".as_ptr() as u64);
        assert_eq!(text.bytes(), b"hello");
        (entries.call_format)(g, machine.jit.entry(format), null, at as u64, 2, 3, 'v' as i32);
        assert_eq!([*at, *at.add(1), *at.add(2) & 0xffff_ffff], [2, 3, u64::from(b'v')]);
    }
}

#[test]
fn code_belongs_to_its_function_and_line() {
    let mut machine = Machine::new();
    let f = machine.add(&on_words(&[Ty::I64], |b, v| vec![b.call(FuncId(9), v, &[Ty::I64])[0]]));
    machine.compile(FuncId(9), &sum_to());
    let (code, map) = (machine.jit.code(f).unwrap() as usize, machine.jit.code_map());
    let positions: Vec<_> = (0..).map_while(|i| map.locate(code + i).filter(|(func, _)| *func == f)).collect();
    // The call is the function's second instruction; its return address minus one belongs to it.
    assert!(positions.contains(&(f, Pos(2))), "{positions:?}");
    let callee = machine.jit.code(FuncId(9)).unwrap() as usize;
    assert_eq!(map.locate(callee).map(|(func, _)| func), Some(FuncId(9)));
    assert!(map.contains(machine.jit.entry(f) as usize));
    assert_eq!(map.locate(machine.jit.entry(f) as usize), None);
}

#[test]
fn timings_count_functions_and_bytes() {
    let mut machine = Machine::new();
    let before = machine.jit.timings();
    machine.add(&sum_to());
    let after = machine.jit.timings();
    assert_eq!(after.functions, before.functions + 1);
    assert!(after.code_bytes > before.code_bytes);
}
