//! Numbers that no program means: pure functions come to an end and do not overflow, `try_` twins do not panic.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use goslice::bounds::{self, Check, Limit, Value};
use goslice::convert::Place;
use goslice::growth::{Request, Rule};
use goslice::policy::{Block, Threshold};
use goslice::size_class::{self, Class, Classes};
use goslice::stack_buffer::{self, Use};
use goslice::{Arch, Elem, Element, Growth, Policy, Release, Rules, RuntimeError, Slice, slice};

use crate::elements::Nothing;

const NUMBERS: [i64; 20] = [
    i64::MIN,
    i64::MIN + 1,
    -(1 << 31),
    -1,
    0,
    1,
    2,
    3,
    4,
    255,
    1024,
    2000,
    32_769,
    (1 << 31) - 1,
    1 << 31,
    1 << 32,
    1 << 48,
    1 << 61,
    i64::MAX - 1,
    i64::MAX,
];

const SIZES: [u64; 10] = [0, 1, 2, 8, 24, 1 << 10, 32_768, 1 << 40, 1 << 63, u64::MAX];

fn policies() -> Vec<Policy> {
    let releases = [8, 10, 15, 16, 17, 18, 19, 20, 22, 25, 26, 27];
    let mut all = vec![];
    for release in releases.map(|minor| Release::new(minor).unwrap()) {
        for arch in [Arch::Amd64, Arch::I386, Arch::IosArm64, Arch::Wasm] {
            let policy = Policy::new(release, arch);
            all.push(policy);
            // Its fields are public.
            all.push(Policy { max_alloc: u64::MAX, threshold: Threshold::Len1024, ..policy });
            all.push(Policy { max_alloc: 0, headers: !policy.headers, ..policy });
        }
    }
    all
}

fn elems() -> impl Iterator<Item = Elem> {
    SIZES.into_iter().flat_map(|size| [Elem::plain(size), Elem::with_pointers(size)])
}

fn all_of(growth: Growth) {
    let _ = (growth.moved(), growth.spare(), growth.slack(), growth.left_behind(), growth.copied());
    let _ = (growth.appended_bytes(), growth.cleared(), growth.array_bytes(), growth.block.bytes());
    assert!(!growth.to_string().is_empty());
}

#[test]
fn growth_of_any_numbers_comes_to_an_end() {
    for policy in policies() {
        for a in NUMBERS {
            for b in NUMBERS {
                for c in NUMBERS {
                    let next = policy.next_cap(a, b, c);
                    assert!(next.cap >= a, "{policy:?} {a} {b} {c}");
                }
            }
        }
    }
    let next = goslice::growth::next_cap(Release::new(15).unwrap(), Arch::Amd64, 3, 2000, 2);
    assert_eq!((next.rule, next.cap), (Rule::Overflow, 3));
}

#[test]
fn growth_in_bytes_does_not_overflow() {
    for policy in policies() {
        for elem in
            [Elem::plain(0), Elem::plain(1), Elem::with_pointers(24), Elem::plain(1 << 40), Elem::plain(u64::MAX)]
        {
            for a in NUMBERS {
                for b in NUMBERS {
                    let _ = policy.make_slice(elem, a, b);
                    for c in [i64::MIN, -1, 0, 1, 2000, 1 << 61, i64::MAX] {
                        if let Ok(growth) = policy.grow(elem, a, b, c) {
                            all_of(growth);
                        }
                        let _ = policy.grow_make(elem, a, b, c);
                        let request = Request {
                            release: policy.release,
                            arch: policy.arch,
                            elem,
                            old_len: a,
                            old_cap: b,
                            appended: c,
                        };
                        let _ = goslice::growth::grow(&request);
                    }
                }
            }
        }
    }
    for number in NUMBERS {
        for bytes in SIZES {
            let block = Block::Pages { count: bytes };
            all_of(Growth {
                elem: Elem::plain(bytes),
                old_len: number,
                old_cap: number,
                appended: number,
                need: number,
                double: number,
                rule: Rule::Smooth { steps: u32::MAX },
                raw_cap: number,
                bytes,
                header: bytes,
                block,
                usable: bytes,
                cap: number.wrapping_neg(),
            });
        }
    }
}

#[test]
fn conversions_and_buffers_take_any_number() {
    for policy in policies() {
        for a in NUMBERS {
            for place in [Place::Heap, Place::Stack, Place::View] {
                assert!(policy.bytes_of_string(a, place) >= a);
                assert!(policy.runes_of_string(a.min(1 << 60), place) >= a.min(1 << 60));
                let _ = policy.runes_of_string(a, place);
            }
            for b in NUMBERS {
                for c in NUMBERS {
                    let _ = (policy.builder_grow(a, b, c), policy.buffer_grow(a, b, c));
                }
            }
            for elem in elems() {
                let _ = stack_buffer::slots(elem);
                assert!(policy.moved_to_heap(elem, a).is_none() || a >= 0);
                for used in [Use::Plain, Use::Ranged] {
                    if let Ok(cap) = policy.returned_cap(elem, a, used) {
                        assert!(cap >= a.max(0), "{policy:?} {elem:?} {a}");
                    }
                }
                for b in NUMBERS {
                    let _ = (policy.local_append(elem, a, b, a), policy.local_append(elem, 0, a, b));
                }
            }
        }
        for bytes in SIZES {
            let _ = (policy.round_up(bytes, true), policy.round_up(bytes, false), policy.header_above());
            let _ = size_class::round_up(policy.release, policy.arch, bytes, false);
        }
    }
    let newest = Policy::new(Release::NEWEST, Arch::Amd64);
    assert_eq!(newest.moved_to_heap(Elem::plain(8), -1), None);
    assert_eq!(newest.runes_of_string(1 << 61, Place::Heap), i64::MAX / 4);
    assert_eq!(newest.returned_cap(Elem::plain(0), i64::MAX, Use::Plain), Ok(i64::MAX));
}

/// Where they may be compared with going step by step, that is what the capacities are.
#[test]
fn capacities_of_many_appends_are_those_of_one_after_another() {
    for policy in policies() {
        for elem in [Elem::plain(0), Elem::plain(1), Elem::plain(8), Elem::with_pointers(16)] {
            let mut cap = 0;
            for n in 1..600 {
                let Ok(growth) = policy.grow(elem, n - 1, cap, 1) else { break };
                cap = growth.cap;
                // 1.26 has a buffer in this place.
                if policy.release.minor() != 26 {
                    let whole = policy.returned_cap(elem, n, Use::Ranged);
                    assert_eq!(whole, Ok(cap), "{policy:?} {elem:?} {n}");
                }
            }
        }
    }
}

/// Past half of what an int holds, growth goes page by page, on the way to a length that is asked for at once.
#[test]
fn capacities_past_half_of_an_int_are_those_of_one_after_another() {
    let policy = Policy::new(Release::NEWEST, Arch::I386);
    for elem in [Elem::plain(1), Elem::plain(3)] {
        let mut cap = policy.returned_cap(elem, (1 << 30) - 20_000, Use::Ranged).unwrap();
        while cap < (1 << 30) + 60_000 {
            let len = cap;
            let Ok(growth) = policy.grow(elem, len, len, 1) else { break };
            cap = growth.cap;
            assert_eq!(policy.returned_cap(elem, len + 1, Use::Ranged), Ok(cap), "{elem:?} {len}");
        }
    }
}

#[test]
fn classes_that_nobody_has_are_no_division_by_zero() {
    for release in Release::all() {
        let classes = Classes::of(release);
        for number in 0..=u8::MAX {
            if let Some(class) = classes.get(number) {
                assert!(classes.worst_waste(class) > 0 && class.objects() > 0);
            }
            for bytes in SIZES {
                let class = Class { number, bytes, pages: number };
                let _ = (classes.worst_waste(class), class.objects(), class.span_bytes(), class.tail_waste());
                let _ = classes.find(bytes);
            }
        }
    }
}

#[test]
fn bounds_of_any_numbers_are_words() {
    let values = |number: i64| [Value::Signed(number), Value::Unsigned(number as u64)];
    for a in NUMBERS {
        for b in NUMBERS {
            for limit in [Limit::Len(b), Limit::Cap(b)] {
                for low in values(a) {
                    let mut panics = vec![bounds::index(low, b), bounds::convert(a, b), bounds::slice(low, b, limit)];
                    panics.extend(NUMBERS.map(|c| bounds::slice3(low, c, b, limit)));
                    for panic in panics.into_iter().filter_map(Result::err) {
                        for release in Release::all() {
                            assert!(panic.under(release).to_string().starts_with("runtime error: "));
                        }
                    }
                }
            }
        }
    }
    for code in 0..=u8::MAX {
        assert_eq!(Check::from_code(code).map_or(code, Check::code), code);
    }
}

/// One byte here, and 2^40 in Go.
#[derive(Clone, Debug, PartialEq)]
struct Huge(u8);

impl Element for Huge {
    const ZERO: Huge = Huge(0);
    const ELEM: Elem = Elem::plain(1 << 40);
}

/// 64 bytes here, and one in Go.
#[derive(Clone, Debug, PartialEq)]
struct Tiny([u64; 8], String);

impl Element for Tiny {
    const ZERO: Tiny = Tiny([0; 8], String::new());
    const ELEM: Elem = Elem::plain(1);
}

/// Rules that say another thing each time they are asked.
#[derive(Clone)]
struct Fickle;

thread_local! {
    static ASKED: Cell<u64> = const { Cell::new(0) };
}

impl Rules for Fickle {
    fn policy(&self) -> Policy {
        let asked = ASKED.get().wrapping_add(1);
        ASKED.set(asked);
        let all = [Policy::new(Release::OLDEST, Arch::I386), Policy::new(Release::NEWEST, Arch::HOST)];
        Policy { max_alloc: if asked.is_multiple_of(3) { 0 } else { u64::MAX }, ..all[asked as usize % 2] }
    }
}

/// Every `try_` twin, with numbers that do not fit.
fn try_all<T: Element + PartialEq + std::fmt::Debug, P: Rules>(s: &Slice<T, P>, values: &[T]) {
    let numbers = [i64::MIN, -1, 0, 1, 2, 3, 5, 1 << 31, 1 << 45, 1 << 62, i64::MAX - 1, i64::MAX];
    let sure = |what: &str, operation: &dyn Fn() -> Option<RuntimeError>| {
        let outcome = catch_unwind(AssertUnwindSafe(operation));
        match outcome {
            Ok(None) => {}
            Ok(Some(err)) => assert!(!err.to_string().is_empty()),
            Err(cause) => {
                panic!("{what} of {} panics: {:?}", s.len(), cause.downcast_ref::<String>());
            }
        }
    };
    let small = s.len() < 1000;
    for a in numbers {
        sure("try_get", &|| s.try_get(a).err());
        sure("try_set", &|| s.try_set(a, T::ZERO).err());
        sure("try_replace", &|| s.try_replace(a, T::ZERO).err());
        sure("try_with", &|| s.try_with(a, |_| ()).err());
        sure("try_update", &|| s.try_update(a, |value| value).err());
        sure("try_append_zeros", &|| {
            if small && a > 1000 && size_of::<T>() > 0 {
                s.clone().try_append_zeros(i64::MAX).err()
            } else {
                s.clone().try_append_zeros(a).err()
            }
        });
        sure("try_grow_by", &|| s.clone().try_grow_by(if a > 1000 { i64::MAX } else { a }).err());
        sure("try_chunks", &|| s.try_chunks(a).err());
        if small || size_of::<T>() == 0 && T::BITS.are_copied() {
            sure("try_repeat", &|| s.try_repeat(if a > 5 { i64::MAX } else { a }).err());
        }
        for b in numbers {
            sure("try_slice", &|| s.try_slice(a..b).err());
            sure("try_slice", &|| s.try_slice(a..=b).err());
            sure("try_reslice", &|| s.clone().try_reslice(a..b).err());
            for c in [-1, 0, 2, i64::MAX] {
                sure("try_slice3", &|| s.try_slice3(a..b, c).err());
                sure("try_reslice3", &|| s.clone().try_reslice3(a..b, c).err());
            }
            if small || T::BITS.are_copied() {
                sure("try_delete", &|| s.clone().try_delete(a, b).err());
                sure("try_replace_range", &|| s.clone().try_replace_range(a, b, values).err());
                sure("try_replace_range", &|| s.clone().try_replace_range(a, b, &s.clone()).err());
            }
        }
        if small || T::BITS.are_copied() {
            sure("try_insert", &|| s.clone().try_insert(a, values).err());
            sure("try_insert", &|| s.clone().try_insert(a, &s.clone()).err());
        }
    }
    sure("try_append", &|| s.clone().try_append(T::ZERO).err());
    sure("try_append_all", &|| s.clone().try_append_all(values).err());
    if small || T::BITS.are_copied() {
        sure("try_append_all", &|| s.clone().try_append_all(&s.clone()).err());
    }
    sure("try_extend", &|| s.clone().try_extend(values.iter().take(50).cloned()).err());
    sure("try_to_array", &|| s.try_to_array::<4>().err());
    sure("try_array_cells", &|| s.try_array_cells::<4>().err());
}

#[test]
fn try_twins_do_not_panic() {
    try_all(&slice![1u8, 2, 3], &[4, 5]);
    try_all(&Slice::<u64>::nil(), &[4, 5]);
    try_all(&slice!["a".to_owned(), "b".to_owned()], &["c".to_owned()]);
    try_all(&slice![1i64, 2, 3].with_rules(Fickle), &[4; 100]);
    try_all(&slice!["a".to_owned(), "b".to_owned()].with_rules(Fickle), &["c".to_owned()]);
    try_all(&Slice::from(vec![Huge(1), Huge(2)]), &vec![Huge(3); 600]);
    try_all(&Slice::from(vec![Tiny::ZERO; 3]), &vec![Tiny::ZERO; 5]);
    // No size, so any length.
    let without_size = [(); usize::MAX];
    try_all(&Slice::<()>::make(i64::MAX, i64::MAX), &without_size);
    try_all(&Slice::<()>::make(3, 4), &without_size);
    try_all(&Slice::<[u64; 0]>::make(i64::MAX - 1, i64::MAX), &[[]; 2]);
    try_all(&Slice::<Nothing>::make(2, 3), &[Nothing]);
}

#[test]
fn zero_values_without_size_that_nobody_made_are_not_dropped_one_by_one() {
    let before = crate::elements::nothings();
    let mut s: Slice<Nothing> = Slice::make(i64::MAX - 1, i64::MAX);
    s.append(Nothing);
    assert!(s.try_append(Nothing).is_err());
    let t = s.slice(1..);
    drop(s);
    drop(t);
    let mut s: Slice<Nothing> = Slice::make(0, 3);
    s.append_zeros(i64::MAX);
    drop(s);
    drop(Slice::<[Nothing; 0]>::make(i64::MAX, i64::MAX));
    // Two were made by name; what is made by name is dropped.
    assert_eq!(crate::elements::nothings(), before - 2);
}

#[test]
fn copies_of_a_value_are_written_where_they_stay() {
    // A stack that has no room for them.
    let sums = std::thread::Builder::new().stack_size(128 << 10).spawn(|| {
        let (zeros, ones) = (slice![0u8; 16 << 20], slice![1u32; 4 << 20]);
        let texts = slice!["x".to_owned(); 100_000];
        (zeros.len(), ones.iter().map(u64::from).sum::<u64>(), texts.iter().map(|text| text.len()).sum::<usize>())
    });
    assert_eq!(sums.unwrap().join().unwrap(), (16 << 20, 4 << 20, 100_000));
    let n = 3;
    let s = slice![7i64; n];
    assert_eq!((s.len(), s.cap(), s.get(2)), (3, 3, 7));
    assert!(!slice![1u8; 0].is_nil());
    let err = catch_unwind(|| slice![1u64; usize::MAX]).unwrap_err();
    assert_eq!(err.downcast_ref::<String>().unwrap(), "runtime error: makeslice: len out of range");
}
