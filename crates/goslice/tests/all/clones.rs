//! What clones and what does not, method by method: each says so in its documentation.

use std::cell::Cell;
use std::cmp::Ordering;

use goslice::{Element, Go, Ordered, Slice};

thread_local! {
    static CLONES: Cell<usize> = const { Cell::new(0) };
}

/// Neither `Copy` nor cheap to clone; the number of clones is counted.
#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Dear(u64);

impl Clone for Dear {
    fn clone(&self) -> Dear {
        CLONES.set(CLONES.get() + 1);
        Dear(self.0)
    }
}

impl Drop for Dear {
    fn drop(&mut self) {}
}

impl Element for Dear {
    const ZERO: Dear = Dear(0);
}

impl Ordered for Dear {
    fn compare(&self, other: &Dear) -> Ordering {
        self.0.cmp(&other.0)
    }
}

const N: usize = 1000;

fn dears() -> Slice<Dear> {
    Slice::from((1..=N as u64).map(Dear).collect::<Vec<_>>())
}

fn clones<R>(f: impl FnOnce() -> R) -> usize {
    CLONES.set(0);
    let res = f();
    let n = CLONES.get();
    drop(res);
    n
}

/// The clones of an operation on 1000 elements that nobody shares, and on the same that another slice holds too.
fn both(f: impl Fn(&mut Slice<Dear>)) -> (usize, usize) {
    let mut unique = dears();
    let mut shared = dears();
    let other = shared.clone();
    let counts = (clones(|| f(&mut unique)), clones(|| f(&mut shared)));
    assert_eq!(unique, shared);
    drop(other);
    counts
}

#[test]
fn editing_moves_what_it_can() {
    assert_eq!(both(|s| s.delete(0, 1)), (0, 0));
    assert_eq!(both(|s| s.insert(0, [Dear(7)])), (0, N)); // no room
    assert_eq!(both(|s| s.insert(5, vec![Dear(7), Dear(8)])), (0, N));
    assert_eq!(both(|s| s.replace_range(0, 10, [Dear(7)])), (0, 0));
    assert_eq!(both(|s| s.replace_range(0, 10, vec![])), (0, 0));
    assert_eq!(both(|s| s.replace_range(990, N, [Dear(7)])), (0, 0));
    assert_eq!(both(|s| s.replace_range(0, 1, [Dear(7), Dear(8)])), (0, N - 1));
    assert_eq!(both(|s| s.append(Dear(1))), (0, N));
    assert_eq!(both(|s| s.grow_by(5)), (0, N));
    assert_eq!(both(|s| s.update(3, |dear| Dear(dear.0 + 1))), (0, 0));
    assert_eq!(both(|s| s.with(3, |dear| assert_eq!(dear.0, 4))), (0, 0));
    assert_eq!(both(|s| s.clip()), (0, 0));
}

#[test]
fn insertion_with_room_clones_nothing() {
    let mut s = dears();
    s.grow_by(10);
    let other = s.clone();
    assert_eq!(clones(|| s.insert(1, [Dear(7), Dear(8)])), 0);
    assert_eq!((s.len(), other.get(3)), (N + 2, Dear(2)));
}

#[test]
fn filtering_moves_what_nobody_shares() {
    assert_eq!(both(|s| s.delete_func(|dear| dear.0 % 2 == 0)), (0, N));
    assert_eq!(both(|s| s.compact_func(|a, b| a.0 / 2 == b.0 / 2)).0, 0);
    assert_eq!(both(|s| s.compact()), (0, 0));
    let mut twice: Slice<Dear> = (0..N as u64).map(|i| Dear(i / 2)).collect();
    let other = twice.clone();
    assert_eq!(clones(|| twice.compact()), 0);
    assert_eq!((twice.len(), other.get(N / 2)), (N / 2, Dear(0)));
}

#[test]
fn looking_clones_nothing() {
    assert_eq!(both(|s| assert_eq!(s.index_of(&Dear(1000)), Some(999))), (0, 0));
    assert_eq!(both(|s| assert!(!s.contains(&Dear(0)))), (0, 0));
    assert_eq!(both(|s| assert_eq!(s.binary_search(&Dear(5)), (4, true))), (0, 0));
    assert_eq!(both(|s| assert!(s.is_sorted())), (0, 0));
    assert_eq!(both(|s| assert_eq!(s.iter().count(), N)), (0, 0));
    assert_eq!(both(|s| assert_eq!(s.iter().last().unwrap().0, 1000)), (1, 1));
    assert_eq!(both(|s| assert_eq!(s.min_value().0, 1)), (1, 1));
    assert_eq!(both(|s| assert_eq!(s.max_value().0, 1000)), (1, 1));
    assert_eq!(both(|s| assert_eq!(*s, s.clone())), (0, 0));
    assert_eq!(both(|s| assert_eq!((*s).partial_cmp(&s.clone()), Some(Ordering::Equal))), (0, 0));
    assert_eq!(both(|s| assert_eq!(format!("{s:?}").len(), 10893)), (0, 0));
    assert_eq!(both(|s| assert_eq!(s.lend(|all| all.iter().map(|dear| dear.0).sum::<u64>()), 500_500)), (0, 0));
    assert_eq!(both(|s| assert_eq!(s.chunks(7).count(), 143)), (0, 0));
    assert_eq!(both(|s| assert_eq!(s.windows(7).count(), 994)), (0, 0));
}

/// Where a function of the program's is called, it gets copies, as in Go: it may look at the array.
#[test]
fn functions_get_copies() {
    assert_eq!(both(|s| assert_eq!(s.index_func(|dear| dear.0 == 10), Some(9))), (10, 10));
    assert_eq!(both(|s| assert!(s.contains_func(|dear| dear.0 == 10))), (10, 10));
    assert_eq!(both(|s| assert!(s.equal_func(&s.clone(), |a, b| a == b))), (2 * N, 2 * N));
    assert_eq!(both(|s| assert_eq!(s.min_func(|a, b| a.cmp(b)), Dear(1))), (N, N));
}

#[test]
fn sorting_clones_nothing() {
    assert_eq!(both(|s| s.sort()), (0, 0));
    assert_eq!(both(|s| s.sort_func(|a, b| b.cmp(a))), (0, 0));
    assert_eq!(both(|s| s.sort_stable_func(|a, b| b.cmp(a))), (0, 0));
    assert_eq!(both(|s| s.reverse()), (0, 0));
}

#[test]
fn what_becomes_a_vector_is_moved_if_nobody_shares_it() {
    assert_eq!(clones(|| dears().into_vec()), 0);
    assert_eq!(clones(|| Vec::from(dears())), 0);
    assert_eq!(clones(|| dears().into_iter().collect::<Vec<_>>()), 0);
    assert_eq!(clones(|| dears().into_iter().rev().take(3).collect::<Vec<_>>()), 0);
    let s = dears();
    assert_eq!(clones(|| s.to_vec()), N);
    assert_eq!(clones(|| s.clone().into_vec()), N);
    assert_eq!(clones(|| s.cloned()), N);
    assert_eq!(clones(|| s.iter().take(3).collect::<Vec<_>>()), 3);
    let tail = dears().slice(10..);
    assert_eq!(clones(|| tail.into_vec()), 0);
}

/// Before Go 1.22 the slots that are no longer used keep what they held, which somebody has to clone.
#[test]
fn old_rules_leave_copies_behind() {
    let mut s = dears().with_rules(Go::<21>);
    assert_eq!(clones(|| s.delete(0, 1)), N - 1);
    assert_eq!(s.slice(..N).get(N - 1), Dear(1000));
}
