//! Panic texts against the recorded ones, of every release and architecture.
//!
//! Each recorded case has a label; the tables here say what the library is asked for it. Cases that no library can
//! produce, such as a nil dereference, are named in `NOT_OURS`.

use goslice::bounds::{Limit, index, slice, slice3};
use goslice::{BoundsPanic, Elem, GrowthPanic, Policy, Release, bounds};

use crate::recorded::outputs;

const NOT_OURS: [&str; 4] = ["nilarr[0]", "nilarr[:]", "nilarr[:2]", "make([]struct{},maxint) len"];

#[test]
fn every_recorded_text_that_a_library_can_produce_agrees() {
    let mut cases = 0;
    for (version, policy, text) in outputs("panics.txt") {
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [label, _, _, recorded] = fields[..] else { panic!("{version}: {line}") };
            if NOT_OURS.contains(&label) {
                continue;
            }
            let ours = text_for(label, &policy).unwrap_or_else(|| panic!("{version}: no case for {label}"));
            assert_eq!(ours, recorded, "{version} {label}");
            cases += 1;
        }
    }
    assert!(cases > 2000);
}

fn text_for(label: &str, policy: &Policy) -> Option<String> {
    let text = bounds_result(label, policy).map(|res| match res {
        Ok(()) => "<nil>".to_owned(),
        Err(panic) => panic.under(policy.release).to_string(),
    });
    text.or_else(|| growth_panic(label, policy).map(|panic| panic.to_string()))
}

/// `s` has length and capacity 3, `c5` length 3 and capacity 5, `arr` and `str` length 3.
fn bounds_result(label: &str, policy: &Policy) -> Option<Result<(), BoundsPanic>> {
    let (s, c5, arr) = (Limit::Cap(3), Limit::Cap(5), Limit::Len(3));
    Some(match label {
        "s[3] len 3" | "str[3]" | "arr[3]" | "parr[3]" => index(3, 3),
        "s[-1]" | "str[-1]" => index(-1, 3),
        "s[maxint]" => index(policy.arch.max_int(), 3),
        "s[uint64 max]" => index(u64::MAX, 3),
        "s[uint8 200]" => index(200u64, 3),
        "s[int64 min]" => index(i64::MIN, 3),
        "nil[0]" => index(0, 0),
        "s[5]=1" | "s[5]++" | "&s[5]" => index(5, 3),
        "s[:4] cap 3" => slice(0, 4, s),
        "s[:-1]" => slice(0, -1, s),
        "s[4:] len 3 cap 3" => slice(4, 3, s),
        "c5[4:] len 3 cap 5" => slice(4, 3, c5),
        "c5[6:]" => slice(6, 3, c5),
        "c5[:6]" => slice(0, 6, c5),
        "c5[:5] ok" => slice(0, 5, c5),
        "c5[5:5] ok" => slice(5, 5, c5),
        "c5[3:] ok" => slice(3, 3, c5),
        "s[-1:]" => slice(-1, 3, s),
        "s[2:1]" => slice(2, 1, s),
        "s[-1:2]" => slice(-1, 2, s),
        "s[1:4]" => slice(1, 4, s),
        "s[4:5] both out" => slice(4, 5, s),
        "s[5:4] both out, swapped" => slice(5, 4, s),
        "s[-2:-1]" => slice(-2, -1, s),
        "str[:4]" | "arr[:4]" | "parr[:4]" => slice(0, 4, arr),
        "str[4:]" | "arr[4:]" => slice(4, 3, arr),
        "str[2:1]" | "arr[2:1]" => slice(2, 1, arr),
        "str[1:4]" => slice(1, 4, arr),
        "str[-1:]" => slice(-1, 3, arr),
        "nil slice[:1]" => slice(0, 1, Limit::Cap(0)),
        "nil slice[1:]" => slice(1, 0, Limit::Cap(0)),
        "c5[0:1:6]" => slice3(0, 1, 6, c5),
        "c5[0:1:-1]" => slice3(0, 1, -1, c5),
        "c5[0:4:3]" => slice3(0, 4, 3, c5),
        "c5[0:-1:3]" => slice3(0, -1, 3, c5),
        "c5[3:2:4]" => slice3(3, 2, 4, c5),
        "c5[-1:2:4]" => slice3(-1, 2, 4, c5),
        "c5[:2:6]" => slice3(0, 2, 6, c5),
        "c5[6:7:8]" => slice3(6, 7, 8, c5),
        "c5[3:2:1]" => slice3(3, 2, 1, c5),
        "arr[0:1:4]" => slice3(0, 1, 4, arr),
        "arr[0:3:2]" => slice3(0, 3, 2, arr),
        "arr[2:1:3]" => slice3(2, 1, 3, arr),
        "s[uint64 1<<63:]" => slice(1u64 << 63, 3, s),
        "s[:uint64 1<<63]" => slice(0, 1u64 << 63, s),
        _ => return None,
    })
}

/// Lengths such as `1 << 63` of a uint64 arrive as an `int` does: negative.
fn growth_panic(label: &str, policy: &Policy) -> Option<GrowthPanic> {
    let int = Elem::plain(policy.arch.word_bytes());
    let (byte, big, empty) = (Elem::plain(1), Elem::plain(1 << 20), Elem::plain(0));
    let max = policy.arch.max_int();
    let make = |elem, len, cap| policy.make_slice(elem, len, cap).err();
    let append = |elem, len, n| policy.grow(elem, len, len, n).err();
    match label {
        "make([]int,-1)" | "copy(s, make([]int,-1))" => make(int, -1, -1),
        "make([]int,0,-1)" => make(int, 0, -1),
        "make([]int,-1,5)" => make(int, -1, 5),
        "make([]int,5,-1)" => make(int, 5, -1),
        "make([]int,-1,-1)" => make(int, -1, -1),
        "make([]int,2,1)" | "noescape make([]int,2,1)" => make(int, 2, 1),
        "make([]int,2,const 1) [var len]" | "noescape make([]int,2,const 1)" => make(int, 2, 1),
        "make([]int,-2,const 1) [var len]" | "noescape make([]int,-2,const 1)" => make(int, -2, 1),
        "noescape make([]int,-2,1)" => make(int, -2, 1),
        "noescape make([]int,-2)" => make(int, -2, -2),
        "make([]int,maxint)" | "t:=make(maxint);copy(t,s) [makeslicecopy]" => make(int, max, max),
        "make([]int,0,maxint)" => make(int, 0, max),
        "make([]struct{},-1)" => make(empty, -1, -1),
        "make([]struct{},2,1)" => make(empty, 2, 1),
        "make([]byte,uint64 1<<63)" => make(byte, i64::MIN, i64::MIN),
        "make([]byte,0,uint64 1<<63)" => make(byte, 0, i64::MIN),
        "make([]byte,int64 -1)" | "b:=make(-1);copy(b,\"abc\")" => make(byte, -1, -1),
        "make([]byte,1<<48+1)" => make(byte, (1 << 48) + 1, (1 << 48) + 1),
        "make([]byte,0,1<<48+1)" => make(byte, 0, (1 << 48) + 1),
        "make([]int,1<<45+1)" => make(int, (1 << 45) + 1, (1 << 45) + 1),
        "make([]int,1<<61)" => make(int, 1 << 61, 1 << 61),
        "make([]big,1<<28+1)" => make(big, (1 << 28) + 1, (1 << 28) + 1),
        "make([]byte,1<<31-1 as int64 1<<31)" => make(byte, 1 << 31, 1 << 31),
        "make([]int,1<<30)" => make(int, 1 << 30, 1 << 30),
        "make([]int,int64 1<<32)" => make(int, 1 << 32, 1 << 32),
        "make([]int,0,int64 1<<32)" => make(int, 0, 1 << 32),
        "append zero-size overflow: len maxint + 1" | "append zero-size one elem overflow" => append(empty, max, 1),
        "append fake bytes len maxint + 1" => append(byte, max, 1),
        "append fake bytes len maxint-3 + 5" => append(byte, max - 3, 5),
        "append fake ints len maxint + 1" => append(int, max, 1),
        "append bytes: fake len 1<<48 + 1" => append(byte, 1 << 48, 1),
        "append bytes: fake len 1<<48-1, cap 1<<48-1, +1 (grown cap > maxAlloc)" => append(byte, (1 << 48) - 1, 1),
        "append bytes: nil + fake 1<<48+1" => append(byte, 0, (1 << 48) + 1),
        "append ints: fake len 1<<45 + 1" => append(int, 1 << 45, 1),
        "append ints: fake len 1<<60 + 1" => append(int, 1 << 60, 1),
        "append ints: fake len 1<<61 + 1" => append(int, 1 << 61, 1),
        "append ints: fake len 1<<62 + 1" => append(int, 1 << 62, 1),
        "append ints: fake len 1<<30 + 1" => append(int, 1 << 30, 1),
        "make([]byte,maxint)" => make(byte, max, max),
        "make([]byte,0,maxint)" => make(byte, 0, max),
        "append(s, make([]int,maxint/8)...)" => policy.grow_make(int, 3, 3, max / 8).err(),
        "append([]byte(nil), make([]byte,maxint)...)" => policy.grow_make(byte, 0, 0, max).err(),
        "append(s, make([]int,-1)...)" => policy.grow_make(int, 3, 3, -1).err(),
        "append(s, make([]int,maxint)...)" => policy.grow_make(int, 3, 3, max).err(),
        "append(s, make([]int,1,-1)...)" => make(int, 1, -1),
        _ => None,
    }
}

#[test]
fn conversion_to_an_array_names_what_the_release_can_convert_to() {
    let panic = bounds::convert(3, 4).unwrap_err();
    let text = |minor| panic.under(Release::new(minor).unwrap()).to_string();
    assert_eq!(text(17), "runtime error: cannot convert slice with length 3 to pointer to array with length 4");
    assert_eq!(
        text(20),
        "runtime error: cannot convert slice with length 3 to array or pointer to array with length 4"
    );
    assert_eq!(text(27), panic.to_string());
}

#[test]
fn bounds_had_no_numbers_until_1_12() {
    let old = |panic: BoundsPanic| panic.under(Release::new(12).unwrap()).to_string();
    assert_eq!(old(index(3, 3).unwrap_err()), "runtime error: index out of range");
    assert_eq!(old(slice(0, 4, Limit::Cap(3)).unwrap_err()), "runtime error: slice bounds out of range");
}

#[test]
fn append_of_make_was_a_make_before_1_11() {
    let int = Elem::plain(8);
    let panic = |minor| crate::recorded::go(minor).grow_make(int, 0, 0, i64::MAX).unwrap_err();
    assert_eq!(panic(10), GrowthPanic::MakeLen);
    assert_eq!(panic(11), GrowthPanic::GrowCap);
    assert_eq!(panic(20), GrowthPanic::GrowLen);
}
