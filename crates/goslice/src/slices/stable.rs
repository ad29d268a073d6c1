//! The sorting algorithm of `slices.SortStableFunc`, the same in every release (1.21 to 1.27, `zsortanyfunc.go`): insertion
//! sort of blocks of 20, which are then merged in pairs in place, by SymMerge (Kim and Kutzner, "Stable Minimum Storage Merging
//! by Symmetric Comparisons", 2004). With a comparator that contradicts itself the elements end up where they do in Go.

use super::pdq::{Data, insertion};

const BLOCK: usize = 20;

/// Sorts the first `n` elements; equal ones stay in order.
pub(super) fn sort(data: &mut impl Data, n: usize) {
    for a in (0..n).step_by(BLOCK) {
        insertion(data, a, n.min(a + BLOCK));
    }
    let mut block = BLOCK;
    while block < n {
        for a in (0..n - block).step_by(2 * block) {
            merge(data, a, a + block, n.min(a + 2 * block));
        }
        block *= 2;
    }
}

/// Merges the ranges `a..m` and `m..b`, neither of them empty.
fn merge(data: &mut impl Data, a: usize, m: usize, b: usize) {
    // A part of one element goes where it belongs in the other, found by halving.
    if m - a == 1 {
        let place = first_not(m, b, |i| data.less(i, a));
        for k in a..place - 1 {
            data.swap(k, k + 1);
        }
        return;
    }
    if b - m == 1 {
        let place = first_not(a, m, |i| !data.less(m, i));
        for k in (place + 1..=m).rev() {
            data.swap(k, k - 1);
        }
        return;
    }
    // Elements of the first part, and as many of the second, mirrored at the middle of both, are compared to find how many
    // change sides.
    let middle = a.midpoint(b);
    let mirror = middle + m;
    let (low, high) = if m > middle { (mirror - b, middle) } else { (a, m) };
    let start = first_not(low, high, |i| !data.less(mirror - 1 - i, i));
    let end = mirror - start;
    if start < m && m < end {
        data.rotate(start, m, end);
    }
    if a < start && start < middle {
        merge(data, a, start, middle);
    }
    if middle < end && end < b {
        merge(data, middle, end, b);
    }
}

/// The first number in `low..high` for which `is` is false, found by halving; `high` if there is none.
fn first_not(mut low: usize, mut high: usize, mut is: impl FnMut(usize) -> bool) -> usize {
    while low < high {
        let half = low.midpoint(high);
        if is(half) {
            low = half + 1;
        } else {
            high = half;
        }
    }
    low
}
