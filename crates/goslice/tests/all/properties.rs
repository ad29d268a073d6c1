//! Properties of growth for any release, architecture and element.

use goslice::growth::Rule;
use goslice::policy::Block;
use goslice::{Arch, Elem, Growth, GrowthPanic, Policy, Release, stack_buffer};
use proptest::prelude::*;

use crate::recorded::go;

fn any_policy() -> impl Strategy<Value = Policy> {
    let release = (Release::OLDEST.minor()..=Release::NEWEST.minor()).prop_filter_map("known", Release::new);
    let arch = prop::sample::select(&Arch::ALL[..]);
    (release, arch).prop_map(|(release, arch)| Policy::new(release, arch))
}

fn any_elem() -> impl Strategy<Value = Elem> {
    let size = prop_oneof![0..=40u64, prop::sample::select(&[48u64, 64, 100, 1000, 1024, 4096, 1 << 20][..])];
    (size, any::<bool>()).prop_map(|(size, has_pointers)| Elem { size, has_pointers })
}

/// Small lengths mostly, but also those near what fits.
fn any_len() -> impl Strategy<Value = i64> {
    prop_oneof![6 => 0..3000i64, 2 => 0..(1i64 << 31), 1 => 0..i64::MAX]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn capacity_is_never_below_need(p in any_policy(), elem in any_elem(), cap in any_len(), len in any_len(), n in any_len()) {
        let (cap, len) = (p.arch.wrap_int(cap).max(0), p.arch.wrap_int(len).max(0));
        if let Ok(growth) = p.grow(elem, len.min(cap), cap, n) {
            prop_assert!(growth.cap >= growth.need);
            prop_assert!(growth.raw_cap >= growth.need);
            prop_assert!(growth.cap >= cap);
            prop_assert_eq!(growth.moved(), growth.need > cap);
        }
    }

    #[test]
    fn bytes_are_never_past_max_alloc(p in any_policy(), elem in any_elem(), cap in any_len(), n in any_len()) {
        let cap = p.arch.wrap_int(cap).max(0);
        match p.grow(elem, cap, cap, n) {
            Ok(growth) if growth.moved() => {
                prop_assert!(growth.bytes <= p.max_alloc);
                prop_assert!(growth.array_bytes() <= p.max_alloc);
                prop_assert!(growth.bytes <= growth.usable);
                prop_assert_eq!(growth.array_bytes() + growth.slack(), growth.usable);
            }
            Ok(_) => {}
            Err(panic) => prop_assert_eq!(panic, p.grow_panic()),
        }
    }

    #[test]
    fn block_is_header_and_usable_bytes(p in any_policy(), bytes in 0..1_000_000u64, noscan in any::<bool>()) {
        let rounded = p.round_up(bytes, noscan);
        prop_assert!(rounded.usable >= bytes);
        prop_assert_eq!(rounded.block.bytes(), rounded.header + rounded.usable);
        prop_assert_eq!(p.round_up(rounded.usable, noscan).usable, rounded.usable);
    }

    #[test]
    fn more_appended_is_never_less_capacity_on_either_side_of_double(
        p in any_policy(), elem in any_elem(), len in 0..5000i64, extra in 0..5000i64,
        a in 0..12_000i64, b in 0..12_000i64, beyond in any::<bool>(),
    ) {
        let cap = len + extra;
        let to_double = 2 * cap - len;
        let appended = |n: i64| if beyond { to_double + 1 + n } else { n.min(to_double) };
        let (fewer, more) = (appended(a.min(b)), appended(a.max(b)));
        if let (Ok(fewer), Ok(more)) = (p.grow(elem, len, cap, fewer), p.grow(elem, len, cap, more)) {
            prop_assert!(fewer.cap <= more.cap);
        }
    }

    #[test]
    fn nothing_appended_never_grows(p in any_policy(), elem in any_elem(), len in 0..5000i64, extra in 0..5000i64) {
        let growth = p.grow(elem, len, len + extra, 0).unwrap();
        prop_assert_eq!((growth.rule, growth.cap), (Rule::InPlace, len + extra));
    }

    #[test]
    fn old_array_is_copied_and_the_rest_is_appended_or_cleared(p in any_policy(), elem in any_elem(), len in 0..5000i64, n in 1..5000i64) {
        if let Ok(growth) = p.grow(elem, len, len, n) {
            let cleared = if elem.has_pointers { elem.size * growth.spare() as u64 } else { growth.cleared() };
            prop_assert_eq!(growth.copied() + growth.appended_bytes() + cleared, growth.array_bytes());
            prop_assert_eq!(growth.left_behind(), growth.copied()); // it was full
        }
    }

    #[test]
    fn what_leaves_the_stack_buffer_fits_it_or_is_ordinary_growth(p in any_policy(), elem in any_elem(), n in 0..40i64) {
        if let Some(cap) = p.moved_to_heap(elem, n) {
            prop_assert!(cap >= n && n <= stack_buffer::slots(elem));
        }
    }
}

/// Just below double 1.18 and later take smooth steps beyond the need; just above, exactly the need.
#[test]
fn appending_one_more_at_double_the_capacity_gives_less() {
    let cap = |n| go(27).grow(Elem::plain(8), 1024, 1024, n).unwrap().cap;
    assert_eq!((cap(1024), cap(1025)), (3072, 2304));
}

#[test]
fn len_was_tested_until_1_15_and_cap_since_1_16() {
    let growth = |minor| go(minor).grow(Elem::with_pointers(16), 800, 1100, 301).unwrap();
    let summary = |g: Growth| (g.raw_cap, g.bytes, g.block.bytes(), g.cap, g.spare());
    assert_eq!(summary(growth(15)), (2200, 35200, 40960, 2560, 1459));
    assert_eq!(summary(growth(17)), (1375, 22000, 24576, 1536, 435));
    assert_eq!(summary(growth(21)), (1567, 25072, 27264, 1704, 603));
    assert_eq!(summary(growth(22)), (1567, 25072, 27264, 1703, 602));
}

#[test]
fn length_that_wraps_a_32_bit_int_panics() {
    let p = Policy::new(Release::NEWEST, Arch::I386);
    let max = p.arch.max_int();
    assert_eq!(p.grow(Elem::plain(0), max, max, 1), Err(GrowthPanic::GrowLen));
    assert_eq!(p.grow(Elem::plain(0), max - 1, max - 1, 1).unwrap().cap, max);
    assert_eq!(p.grow(Elem::plain(4), 1 << 30, 1 << 30, 1), Err(GrowthPanic::GrowLen));
    assert_eq!(Policy::new(Release::NEWEST, Arch::Amd64).grow(Elem::plain(0), max, max, 1).unwrap().cap, max + 1);
}

/// Twice the capacity is negative as a 32-bit `int`, so any need is "more than double".
#[test]
fn doubling_that_wraps_gives_exactly_the_need() {
    let next = Policy::new(Release::NEWEST, Arch::I386).next_cap((1 << 30) + 1, 1 << 30, 1 << 30);
    assert_eq!((next.double, next.rule, next.cap), (-(1 << 31), Rule::Need, (1 << 30) + 1));
}

#[test]
fn steps_that_wrap_give_exactly_the_need() {
    // 1.18's steps from just under 2^30 reach past 2^31 before they reach the need.
    let cap = (1 << 30) - 1;
    let next = Policy::new(Release::NEWEST, Arch::I386).next_cap(2 * cap, cap, cap);
    assert_eq!((next.rule, next.cap), (Rule::Overflow, 2 * cap));
}

#[test]
fn element_without_size_has_no_block() {
    let growth = go(27).grow(Elem::plain(0), 3, 3, 2).unwrap();
    assert_eq!((growth.rule, growth.block, growth.cap), (Rule::ZeroSize, Block::Zero, 5));
}

#[test]
fn releases_and_architectures_read_back_what_they_print() {
    for release in Release::all() {
        assert_eq!(release.to_string().parse(), Ok(release));
        assert_eq!(format!("go{release}.3").parse(), Ok(release));
    }
    for arch in Arch::ALL {
        assert_eq!(arch.to_string().parse(), Ok(arch));
    }
    for bad in
        ["", "go", "1", "1.", "1.x", "2.1", "1.7", "1.28", "1.17.", "1.17.x", "1.300", "go1.17-1", "1.99999999999"]
    {
        assert!(bad.parse::<Release>().is_err(), "{bad}");
    }
}
