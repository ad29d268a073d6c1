//! `Slice` from outside: what no random program shows.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use crate::elements::{Nothing, Number, nothings};
use goslice::growth::Rule;
use goslice::{Elem, Element, Go, Growth, Release, Slice, Watched, append, element, slice};

/// The text that an operation panics with.
fn panic_text<R>(operation: impl FnOnce() -> R) -> String {
    let cause = catch_unwind(AssertUnwindSafe(operation)).err().expect("a panic");
    cause.downcast_ref::<String>().cloned().or(cause.downcast_ref::<&str>().map(|text| text.to_string())).unwrap()
}

#[test]
fn nil_stays_nil_after_an_empty_append_and_empty_stays_empty() {
    let mut nil: Slice<i64> = Slice::nil();
    nil.append_all([]);
    nil.append_all(&Slice::<i64>::make(0, 5));
    assert!(nil.is_nil());
    assert!(nil.slice(..).is_nil() && nil.clone().is_nil() && nil.cloned().is_nil());
    let empty: Slice<i64> = slice![];
    assert!(!empty.is_nil() && !empty.slice(..).is_nil() && !empty.cloned().is_nil());
    assert!(!slice![1].slice(1..).is_nil());
}

#[test]
fn panicking_operations_say_what_go_says() {
    let s = slice![1, 2, 3];
    assert_eq!(panic_text(|| s.get(3)), "runtime error: index out of range [3] with length 3");
    assert_eq!(panic_text(|| s.set(-1, 0)), "runtime error: index out of range [-1]");
    assert_eq!(panic_text(|| s[7u64].get()), "runtime error: index out of range [7] with length 3");
    let (low, high) = (2, 1);
    assert_eq!(panic_text(|| s.slice(low..high)), "runtime error: slice bounds out of range [2:1]");
    assert_eq!(panic_text(|| s.slice(..=3)), "runtime error: slice bounds out of range [:4] with capacity 3");
    assert_eq!(panic_text(|| s.slice3(0..1, 9)), "runtime error: slice bounds out of range [::9] with capacity 3");
    assert_eq!(panic_text(|| Slice::<i64>::make(-1, -1)), "runtime error: makeslice: len out of range");
    assert_eq!(panic_text(|| Slice::<i64>::make(0, u64::MAX)), "runtime error: makeslice: cap out of range");
    assert_eq!(
        panic_text(|| s.to_array::<4>()),
        "runtime error: cannot convert slice with length 3 to array or pointer to array with length 4"
    );
}

#[test]
fn texts_are_those_of_the_release() {
    let old = slice![1, 2, 3].with_rules(Release::new(12).unwrap());
    assert_eq!(panic_text(|| old.get(3)), "runtime error: index out of range");
    let mut all = Slice::<(), Go<19>>::make_with(Go, i64::MAX, i64::MAX);
    assert_eq!(panic_text(|| all.append(())), "runtime error: growslice: cap out of range");
}

#[test]
fn lengths_that_no_memory_has_are_refused() {
    for elements in [1u64 << 62, i64::MAX as u64, u64::MAX] {
        assert!(Slice::<i64>::try_make(elements, elements).is_err());
        assert!(Slice::<String>::try_make(0, elements).is_err());
        assert!(slice![1i64].try_append_zeros(elements).is_err());
        assert!(slice!["x".to_owned()].try_grow_by(elements).is_err());
    }
    // A layout that says less than the truth must not get memory that is not there.
    #[derive(Clone)]
    struct Liar([u64; 8]);
    impl Element for Liar {
        const ZERO: Liar = Liar([0; 8]);
        const ELEM: Elem = Elem::plain(0);
    }
    assert!(Slice::<Liar>::try_make(0, 1u64 << 60).is_err());
    assert!(slice![Liar([1; 8])].try_append_zeros(1u64 << 60).is_err());
    assert_eq!(append!(slice![Liar([1; 8])], Liar([2; 8])).get(1).0, [2; 8]);
    let all: Slice<()> = Slice::make(i64::MAX, i64::MAX);
    assert_eq!(all.slice(..1i64 << 60).len(), 1 << 60);
}

#[test]
fn elements_without_size_are_dropped_with_their_array_as_often_as_they_were_made() {
    let before = nothings();
    let mut s: Slice<Nothing> = Slice::nil();
    s.extend((0..200_000).map(Nothing::of));
    s.append_all(vec![Nothing::of(0); 300_000]);
    assert_eq!(nothings(), before + 500_000);
    assert_eq!((s.len(), s.cap()), (500_000, 500_000));
    let t = s.slice(1..);
    drop(s);
    assert_eq!(nothings(), before + 500_000);
    drop(t);
    assert_eq!(nothings(), before);
}

#[test]
fn a_slice_of_slices_shares_rows() {
    let row: Slice<i64> = slice![1, 2];
    let grid = slice![row.clone(), row];
    grid.with(0, |row| row.set(0, 9));
    assert_eq!(grid.get(1), [9, 2]);
}

#[test]
fn elements_live_as_long_as_any_slice_of_their_array() {
    let shared = Rc::new(());
    let s = slice![Some(shared.clone()), None, Some(shared.clone())];
    let middle = s.slice(1..2);
    drop(s);
    assert_eq!(Rc::strong_count(&shared), 3);
    drop(middle);
    assert_eq!(Rc::strong_count(&shared), 1);
}

#[test]
fn the_hook_sees_each_growth_and_no_other_append() {
    let seen = RefCell::new(vec![]);
    let watched = Watched::with(Release::NEWEST, |growth: &Growth| seen.borrow_mut().push((growth.rule, growth.cap)));
    let mut s = Slice::make_with(watched, 0, 0);
    for i in 0..9i64 {
        s.append(i);
    }
    s.append_all([0; 40]);
    let double = |cap| (Rule::Double, cap);
    assert_eq!(*seen.borrow(), [(Rule::Need, 1), double(2), double(4), double(8), double(16), (Rule::Need, 52)]);
}

#[test]
fn a_panic_in_the_hook_leaves_the_slice_in_order() {
    let calls = Cell::new(0);
    let watched = Watched::new(|_: &Growth| {
        calls.set(calls.get() + 1);
        assert!(calls.get() < 3, "enough");
    });
    let mut s = Slice::make_with(watched, 0, 0);
    s.append("a".to_owned());
    s.append("b".to_owned());
    assert_eq!(panic_text(|| s.append("c".to_owned())), "enough");
    assert_eq!(s, ["a", "b"]);
    assert_eq!((s.len(), s.cap()), (2, 4));
    s.append("d".to_owned());
    assert_eq!(s, ["a", "b", "d"]);
}

#[test]
fn large_arrays_keep_their_elements_as_they_move_through_memory() {
    let chunk: Vec<u8> = (0..1 << 20).map(|i| (i % 251) as u8).collect();
    for _ in 0..3 {
        let mut s: Slice<u8> = Slice::nil();
        for _ in 0..200 {
            s.append_all(&chunk[..]);
        }
        let first = s.clone(); // the spare slots are zeroed
        assert!(s.slice(s.len()..s.cap()).iter().all(|v| v == 0));
        s.append(1);
        assert_eq!(first.slice(..first.len() + 1).get(first.len()), 1);
        for part in s.slice(..s.len() - 1).chunks(1 << 20) {
            assert!(part == chunk);
        }
    }
    for bytes in [1 << 20, (1 << 20) + 1, 50 << 20] {
        let mut made: Slice<u8> = Slice::make(bytes, bytes);
        assert!(made.iter().all(|v| v == 0));
        made.append_all([7; 3]);
        made.unique().unwrap().fill(7);
        assert!(made.slice(..made.cap()).slice(bytes + 3..).iter().all(|v| v == 0));
    }
}

#[test]
fn structs_have_their_layout_in_go() {
    #[derive(Clone)]
    struct Mixed {
        ok: bool,
        name: String,
        next: Option<Rc<()>>,
        tail: [u16; 3],
    }
    element!(Mixed { ok: bool, name: String, next: Option<Rc<()>>, tail: [u16; 3] });
    assert_eq!(Mixed::ELEM, Elem::with_pointers(40));
    assert_eq!((Mixed::ALIGN, <(u8, u16)>::ELEM.size, <(u64, ())>::ELEM.size), (8, 4, 16));
    let Mixed { ok, name, next, tail } = Mixed::ZERO;
    assert!(!ok && name.is_empty() && next.is_none() && tail == [0; 3]);
}

#[test]
fn a_chosen_release_can_change_on_the_way() {
    let mut s: Slice<i64, Release> = Slice::nil_with(Release::new(17).unwrap());
    s.extend(0..600);
    assert_eq!(s.cap(), 1024);
    let mut t = s.clone().with_rules(Release::NEWEST);
    t.append_zeros(425);
    assert!(s.is_unique());
    assert_eq!(t.cap(), 1536);
}

#[test]
fn append_writes_over_what_others_see() {
    let s: Slice<i64> = slice![1, 2, 3, 4];
    let a = append!(s.slice(..2), 10);
    let b = append!(s.slice(..2), 20);
    assert_eq!((a.get(2), b.get(2), s.get(2)), (20, 20, 20));
    let c = append!(s.slice3(..2, 2), 30);
    assert_eq!((s.get(2), c.get(2)), (20, 30));
}

#[test]
fn floats_are_ordered_as_go_orders_them() {
    let mut s = slice![2.0, f64::NAN, -1.0, f64::INFINITY];
    s.sort();
    assert!(s.get(0).is_nan() && s.is_sorted());
    assert_eq!(s.slice(1..), [-1.0, 2.0, f64::INFINITY]);
    assert_eq!(s.binary_search(&2.0), (2, true));
    assert!(s.min_value().is_nan() && s.max_value().is_nan());
}
