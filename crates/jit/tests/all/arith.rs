//! Integers of every width, floats, conversions: with operands in variables and as constants.

use crate::builder::on_words;
use crate::machine::Machine;
use goslice_ir::func::{Func, Ty};
use goslice_ir::op::{BinOp, FloatCc, IntCc, Op, UnOp};

const WIDTHS: [(Ty, u32); 4] = [(Ty::I8, 8), (Ty::I16, 16), (Ty::I32, 32), (Ty::I64, 64)];

/// The low `width` bits.
fn zext(v: u64, width: u32) -> u64 {
    v & (u64::MAX >> (64 - width))
}

fn sext(v: u64, width: u32) -> i64 {
    (v << (64 - width)) as i64 >> (64 - width)
}

/// Go's answer, of which the low `width` bits count.
fn expected(op: BinOp, x: u64, y: u64, width: u32) -> u64 {
    let (sx, sy) = (sext(x, width), sext(y, width));
    let (ux, uy) = (zext(x, width), zext(y, width));
    let full = match op {
        BinOp::Add => x.wrapping_add(y),
        BinOp::Sub => x.wrapping_sub(y),
        BinOp::Mul => x.wrapping_mul(y),
        BinOp::And => x & y,
        BinOp::Or => x | y,
        BinOp::Xor => x ^ y,
        BinOp::DivS => sx.wrapping_div(sy) as u64,
        BinOp::RemS => sx.wrapping_rem(sy) as u64,
        BinOp::DivU => ux / uy,
        BinOp::RemU => ux % uy,
        BinOp::Shl => ux.checked_shl(u32::try_from(y).unwrap_or(64)).unwrap_or(0),
        BinOp::ShrU => ux.checked_shr(u32::try_from(y).unwrap_or(64)).unwrap_or(0),
        BinOp::ShrS => (sx >> y.min(63)) as u64,
        op => unreachable!("{op:?} is not of integers"),
    };
    zext(full, width)
}

fn values(width: u32) -> Vec<u64> {
    let min = 1u64 << (width - 1);
    [0, 1, 2, 3, 7, 10, 100, 127, min, min - 1, min + 1, u64::MAX, u64::MAX - 1, 0x9e37_79b9_7f4a_7c15]
        .map(|v| zext(v, width))
        .to_vec()
}

fn is_shift(op: BinOp) -> bool {
    matches!(op, BinOp::Shl | BinOp::ShrU | BinOp::ShrS)
}

fn is_division(op: BinOp) -> bool {
    matches!(op, BinOp::DivS | BinOp::DivU | BinOp::RemS | BinOp::RemU)
}

const INT_OPS: [BinOp; 13] = [
    BinOp::Add,
    BinOp::Sub,
    BinOp::Mul,
    BinOp::DivS,
    BinOp::DivU,
    BinOp::RemS,
    BinOp::RemU,
    BinOp::And,
    BinOp::Or,
    BinOp::Xor,
    BinOp::Shl,
    BinOp::ShrU,
    BinOp::ShrS,
];

/// Second operands of `op` at a width.
fn second_operands(op: BinOp, width: u32) -> Vec<u64> {
    if is_shift(op) {
        return vec![0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 255, 256, 1 << 32, 1 << 40, 1 << 63, u64::MAX];
    }
    values(width).into_iter().filter(|y| !is_division(op) || *y != 0).collect()
}

#[test]
fn integer_operations_of_variables_are_gos() {
    let mut machine = Machine::new();
    for (ty, width) in WIDTHS {
        for op in INT_OPS {
            let second = if is_shift(op) { Ty::I64 } else { ty };
            let f = machine.add(&on_words(&[ty, second], |b, v| {
                let result = b.binary(op, v[0], v[1]);
                vec![if ty == Ty::I64 { result } else { b.unary(UnOp::ZExt, result, Ty::I64) }]
            }));
            for x in values(width) {
                for y in second_operands(op, width) {
                    let got = machine.run(f, &[x, y])[0];
                    assert_eq!(got, expected(op, x, y, width), "{op:?} {x:#x} {y:#x} of {width} bits");
                }
            }
        }
    }
}

#[test]
fn integer_operations_with_a_constant_are_gos() {
    let mut machine = Machine::new();
    for (ty, width) in WIDTHS {
        for op in INT_OPS {
            let second = if is_shift(op) { Ty::I64 } else { ty };
            for y in second_operands(op, width) {
                let constant = if is_shift(op) { y as i64 } else { sext(y, width) };
                let f = machine.add(&on_words(&[ty], |b, v| {
                    let y = b.int(second, constant);
                    vec![b.binary(op, v[0], y)]
                }));
                for x in values(width) {
                    let got = zext(machine.run(f, &[x])[0], width);
                    assert_eq!(got, expected(op, x, y, width), "{op:?} {x:#x} by constant {y:#x} of {width} bits");
                }
            }
        }
    }
}

#[test]
fn integer_operations_of_two_constants_are_gos() {
    let mut machine = Machine::new();
    for (ty, width) in WIDTHS {
        let min = 1u64 << (width - 1);
        let cases = [
            (BinOp::DivS, min, u64::MAX),
            (BinOp::RemS, min, u64::MAX),
            (BinOp::DivS, 7, u64::MAX - 1),
            (BinOp::Mul, min, 2),
            (BinOp::Shl, 1, u64::from(width)),
            (BinOp::ShrS, min, 1 << 32),
            (BinOp::ShrU, min, u64::from(width) - 1),
            (BinOp::Add, u64::MAX, 1),
        ];
        for (op, x, y) in cases {
            let ir = on_words(&[], |b, _| {
                let x_value = b.int(ty, sext(x, width));
                let y_value = if is_shift(op) { b.int(Ty::I64, y as i64) } else { b.int(ty, sext(y, width)) };
                vec![b.binary(op, x_value, y_value)]
            });
            let got = zext(machine.eval(&ir, &[])[0], width);
            assert_eq!(got, expected(op, x, y, width), "{op:?} {x:#x} {y:#x} of {width} bits");
        }
    }
}

#[test]
fn integer_comparisons_and_unary_operations_respect_width_and_sign() {
    let mut machine = Machine::new();
    let conditions = [
        IntCc::Eq,
        IntCc::Ne,
        IntCc::Slt,
        IntCc::Sle,
        IntCc::Sgt,
        IntCc::Sge,
        IntCc::Ult,
        IntCc::Ule,
        IntCc::Ugt,
        IntCc::Uge,
    ];
    for (ty, width) in WIDTHS {
        let f = machine.add(&on_words(&[ty, ty], |b, v| {
            let mut results: Vec<_> = conditions.iter().map(|cc| b.int_cmp(*cc, v[0], v[1])).collect();
            results.push(b.unary(UnOp::Neg, v[0], ty));
            results.push(b.unary(UnOp::Not, v[0], ty));
            results
        }));
        for x in values(width) {
            for y in values(width) {
                let got = machine.run(f, &[x, y]);
                let (s, t) = (sext(x, width), sext(y, width));
                let want = [x == y, x != y, s < t, s <= t, s > t, s >= t, x < y, x <= y, x > y, x >= y];
                assert_eq!(got[..10].iter().map(|v| v & 0xff == 1).collect::<Vec<_>>(), want, "{x:#x} {y:#x}");
                assert_eq!(zext(got[10], width), zext(x.wrapping_neg(), width));
                assert_eq!(zext(got[11], width), zext(!x, width));
            }
        }
    }
}

#[test]
fn integers_are_extended_and_cut() {
    let mut machine = Machine::new();
    let ir = on_words(&[Ty::I64], |b, v| {
        let (byte, short, int) = (
            b.unary(UnOp::Trunc, v[0], Ty::I8),
            b.unary(UnOp::Trunc, v[0], Ty::I16),
            b.unary(UnOp::Trunc, v[0], Ty::I32),
        );
        let signed = b.unary(UnOp::SExt, byte, Ty::I16);
        vec![
            b.unary(UnOp::SExt, byte, Ty::I64),
            b.unary(UnOp::ZExt, byte, Ty::I64),
            b.unary(UnOp::SExt, short, Ty::I64),
            b.unary(UnOp::ZExt, short, Ty::I64),
            b.unary(UnOp::SExt, int, Ty::I64),
            b.unary(UnOp::ZExt, int, Ty::I64),
            b.unary(UnOp::ZExt, signed, Ty::I64),
            b.unary(UnOp::Bitcast, v[0], Ty::Ptr),
        ]
    });
    let v = 0x1234_5678_89ab_cdefu64;
    let got = machine.eval(&ir, &[v]);
    let want = [sext(v, 8) as u64, 0xef, sext(v, 16) as u64, 0xcdef, sext(v, 32) as u64, 0x89ab_cdef, 0xffef, v];
    assert_eq!(got[..8], want);
}

const FLOATS: [f64; 26] = [
    0.0,
    -0.0,
    0.5,
    -0.5,
    0.999_999,
    1.5,
    -1.5,
    1e10,
    -1e10,
    127.9,
    2147483648.5,
    9007199254740993.0,
    9223372036854774784.0,
    9223372036854775808.0,
    -9223372036854775808.0,
    -9223372036854777856.0,
    18446744073709549568.0,
    18446744073709551616.0,
    1e19,
    -1e19,
    1e300,
    -1e300,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
    f64::MIN_POSITIVE,
];

/// What cvttsd2si does.
fn cvttsd2si(x: f64) -> i64 {
    if x.is_nan() || x >= 9223372036854775808.0 { i64::MIN } else { x as i64 }
}

fn to_uint(x: f64) -> u64 {
    let limit = 9223372036854775808.0;
    if x < limit { cvttsd2si(x) as u64 } else { cvttsd2si(x - limit) as u64 | 1 << 63 }
}

#[test]
fn floats_become_integers_as_on_amd64() {
    let mut machine = Machine::new();
    let convert = |ty| {
        on_words(&[ty], |b, v| {
            vec![b.unary(UnOp::FloatToInt, v[0], Ty::I64), b.unary(UnOp::FloatToUint, v[0], Ty::I64)]
        })
    };
    let (double, single) = (machine.add(&convert(Ty::F64)), machine.add(&convert(Ty::F32)));
    for x in FLOATS {
        let got = machine.run(double, &[x.to_bits()]);
        assert_eq!(got[..2], [cvttsd2si(x) as u64, to_uint(x)], "{x}");
        let x = x as f32;
        let got = machine.run(single, &[u64::from(x.to_bits())]);
        assert_eq!(got[..2], [cvttsd2si(f64::from(x)) as u64, to_uint(f64::from(x))], "{x} (float32)");
    }
    assert_eq!(to_uint(f64::NAN), 1 << 63);
    assert_eq!(to_uint(1e19), 10_000_000_000_000_000_000);
}

#[test]
fn floats_become_narrow_integers_by_way_of_32_bits() {
    let mut machine = Machine::new();
    let convert = on_words(&[Ty::F64], |b, v| {
        let narrow = b.unary(UnOp::FloatToInt, v[0], Ty::I32);
        vec![b.unary(UnOp::SExt, narrow, Ty::I64)]
    });
    let convert = machine.add(&convert);
    for x in FLOATS {
        let fits = x > -2147483649.0 && x < 2147483648.0;
        let expected = if fits { x as i32 } else { i32::MIN };
        assert_eq!(machine.run(convert, &[x.to_bits()])[0], i64::from(expected) as u64, "{x}");
    }
}

#[test]
fn integers_become_the_nearest_float() {
    let mut machine = Machine::new();
    let f = machine.add(&on_words(&[Ty::I64], |b, v| {
        vec![
            b.unary(UnOp::IntToFloat, v[0], Ty::F64),
            b.unary(UnOp::UintToFloat, v[0], Ty::F64),
            b.unary(UnOp::IntToFloat, v[0], Ty::F32),
            b.unary(UnOp::UintToFloat, v[0], Ty::F32),
        ]
    }));
    let odd = [
        (1 << 53) + 1,
        (1 << 63) + 1025,
        (1 << 63) + 1024,
        u64::MAX - 1024,
        0x8000_0080_0000_0001,
        0x8000_0080_0000_0000,
    ];
    for x in values(64).into_iter().chain(odd) {
        let got = machine.run(f, &[x]);
        let signed = x as i64;
        assert_eq!(got[..2], [(signed as f64).to_bits(), (x as f64).to_bits()], "{x:#x}");
        let singles = [signed as f32, x as f32].map(|v| u64::from(v.to_bits()));
        assert_eq!([got[2] & 0xffff_ffff, got[3] & 0xffff_ffff], singles, "{x:#x} (float32)");
    }
}

/// Go's min: NaN wins, -0 < +0.
fn go_min(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        f64::NAN
    } else if x == y {
        if x.is_sign_negative() { x } else { y }
    } else {
        x.min(y)
    }
}

#[test]
fn float_operations_are_gos() {
    let mut machine = Machine::new();
    let ops = [BinOp::FAdd, BinOp::FSub, BinOp::FMul, BinOp::FDiv, BinOp::FMin, BinOp::FMax];
    let conditions = [FloatCc::Eq, FloatCc::Ne, FloatCc::Lt, FloatCc::Le, FloatCc::Gt, FloatCc::Ge];
    let f = machine.add(&on_words(&[Ty::F64, Ty::F64], |b, v| {
        let mut results: Vec<_> = ops.iter().map(|op| b.binary(*op, v[0], v[1])).collect();
        results.extend(conditions.iter().map(|cc| b.one(Op::FloatCmp(*cc), v, Ty::I8)));
        results.push(b.unary(UnOp::FNeg, v[0], Ty::F64));
        results
    }));
    let same = |got: u64, want: f64| f64::from_bits(got).is_nan() && want.is_nan() || got == want.to_bits();
    for x in FLOATS {
        for y in FLOATS {
            let got = machine.run(f, &[x.to_bits(), y.to_bits()]);
            let want = [x + y, x - y, x * y, x / y, go_min(x, y), -go_min(-x, -y)];
            for ((op, got), want) in ops.iter().zip(got).zip(want) {
                assert!(same(got, want), "{op:?} {x} {y}: {} instead of {want}", f64::from_bits(got));
            }
            let truths = [x == y, x != y, x < y, x <= y, x > y, x >= y];
            assert_eq!(got[6..12].iter().map(|v| v & 0xff == 1).collect::<Vec<_>>(), truths, "{x} {y}");
            assert_eq!(got[12], x.to_bits() ^ 1 << 63);
        }
    }
}

#[test]
fn float32_is_rounded_after_each_operation() {
    let mut machine = Machine::new();
    let ir: Func = on_words(&[Ty::F32, Ty::F32], |b, v| {
        let product = b.binary(BinOp::FMul, v[0], v[1]);
        let sum = b.binary(BinOp::FAdd, product, v[0]);
        let wide = b.unary(UnOp::Promote, sum, Ty::F64);
        let third = b.one(Op::FConst(Ty::F64, (1.0f64 / 3.0).to_bits()), &[], Ty::F64);
        let scaled = b.binary(BinOp::FMul, wide, third);
        let tenth = b.one(Op::FConst(Ty::F32, u64::from(0.1f32.to_bits())), &[], Ty::F32);
        vec![
            b.unary(UnOp::Bitcast, sum, Ty::I32),
            wide,
            b.unary(UnOp::Demote, scaled, Ty::F32),
            b.binary(BinOp::FDiv, v[0], tenth),
            b.unary(UnOp::Bitcast, wide, Ty::I64),
        ]
    });
    let (x, y) = (16777217.3f32, 0.1f32);
    let got = machine.eval(&ir, &[u64::from(x.to_bits()), u64::from(y.to_bits())]);
    let sum = x * y + x;
    assert_eq!(got[0] as u32, sum.to_bits());
    assert_eq!(got[1], f64::from(sum).to_bits());
    assert_eq!(got[2] as u32, ((f64::from(sum) * (1.0 / 3.0)) as f32).to_bits());
    assert_eq!(got[3] as u32, (x / 0.1).to_bits());
    assert_eq!(got[4], f64::from(sum).to_bits());
}

#[test]
fn select_takes_the_first_value_if_the_condition_is_not_zero() {
    let mut machine = Machine::new();
    let f = machine.add(&on_words(&[Ty::I8, Ty::I64, Ty::I64, Ty::F64, Ty::F64, Ty::I8, Ty::I8], |b, v| {
        vec![
            b.one(Op::Select, &[v[0], v[1], v[2]], Ty::I64),
            b.one(Op::Select, &[v[0], v[3], v[4]], Ty::F64),
            b.one(Op::Select, &[v[0], v[5], v[6]], Ty::I8),
        ]
    }));
    let rest = [10, 20, 1.5f64.to_bits(), 2.5f64.to_bits(), 7, 8];
    let run = |machine: &mut Machine, cond: u64| {
        let inputs: Vec<_> = [cond].into_iter().chain(rest).collect();
        let got = machine.run(f, &inputs);
        (got[0], f64::from_bits(got[1]), got[2] & 0xff)
    };
    assert_eq!(run(&mut machine, 1), (10, 1.5, 7));
    assert_eq!(run(&mut machine, 2), (10, 1.5, 7));
    assert_eq!(run(&mut machine, 0), (20, 2.5, 8));
}
