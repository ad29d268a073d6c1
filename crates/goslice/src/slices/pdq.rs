//! The sorting algorithm of `slices.Sort` and `slices.SortFunc`: pattern-defeating quicksort, with Go's choices of pivots,
//! so that equal elements, and those of a comparator that contradicts itself, end up where they do in Go. It never panics.
//!
//! In every release of package `slices` (1.21 to 1.27, `zsortanyfunc.go` and `zsortordered.go`) the steps are:
//!
//! - up to 12 elements: insertion sort; after `bits.Len(n)` unbalanced partitions: heapsort;
//! - the pivot is the middle one of the elements at a quarter, a half and three quarters, from 50 elements on the median of
//!   three medians of neighbours (Tukey's ninther); all comparisons in order hint at a sorted slice, all 12 out of order at a
//!   reversed one, which is turned around first;
//! - a slice that seems to be sorted gets five repairs of a pair, fewer than 50 elements none;
//! - a pivot that is not more than the element before the range begins the elements equal to it;
//! - after an unbalanced partition three elements around the middle are swapped with arbitrary ones. The generator is xorshift
//!   of the length: by 13, 17 and 5 until 1.23, by 13, 7 and 17 since 1.24 (`sort.go`, `xorshift.Next`).
//!
//! `tests/recorded/functions` proves it: sorts with random, constant and contradicting comparators.

/// What is sorted: elements by number, compared and swapped in place.
pub(super) trait Data {
    fn less(&mut self, a: usize, b: usize) -> bool;
    fn swap(&mut self, a: usize, b: usize);
    /// Exchanges the ranges `a..m` and `m..b`.
    fn rotate(&mut self, a: usize, m: usize, b: usize);
}

#[derive(Clone, Copy, PartialEq)]
enum Hint {
    Unknown,
    Increasing,
    Decreasing,
}

const INSERTION_MAX: usize = 12;
const NINTHER_MIN: usize = 50;
const MEDIAN_MIN: usize = 8;
/// Comparisons of a ninther, all of which swap in a reversed slice.
const SWAPS_MAX: usize = 4 * 3;
const REPAIRS: usize = 5;

/// Sorts the first `n` elements. `old` is for the generator of Go 1.21 to 1.23.
pub(super) fn sort(data: &mut impl Data, n: usize, old: bool) {
    sort_range(data, 0, n, bit_len(n), old);
}

fn bit_len(n: usize) -> u32 {
    usize::BITS - n.leading_zeros()
}

fn sort_range(data: &mut impl Data, mut a: usize, mut b: usize, mut limit: u32, old: bool) {
    let (mut balanced, mut partitioned) = (true, true);
    loop {
        let n = b - a;
        if n <= INSERTION_MAX {
            return insertion(data, a, b);
        }
        if limit == 0 {
            return heap(data, a, b);
        }
        if !balanced {
            break_patterns(data, a, b, old);
            limit -= 1;
        }
        let (mut pivot, mut hint) = choose_pivot(data, a, b);
        if hint == Hint::Decreasing {
            reverse(data, a, b);
            pivot = b - 1 - (pivot - a);
            hint = Hint::Increasing;
        }
        if balanced && partitioned && hint == Hint::Increasing && repair(data, a, b) {
            return;
        }
        if a > 0 && !data.less(a - 1, pivot) {
            a = partition_equal(data, a, b, pivot);
            continue;
        }
        let (middle, already) = partition(data, a, b, pivot);
        partitioned = already;
        let (left, right) = (middle - a, b - middle);
        if left < right {
            balanced = left >= n / 8;
            sort_range(data, a, middle, limit, old);
            a = middle + 1;
        } else {
            balanced = right >= n / 8;
            sort_range(data, middle + 1, b, limit, old);
            b = middle;
        }
    }
}

pub(super) fn insertion(data: &mut impl Data, a: usize, b: usize) {
    for i in a + 1..b {
        let mut j = i;
        while j > a && data.less(j, j - 1) {
            data.swap(j, j - 1);
            j -= 1;
        }
    }
}

fn heap(data: &mut impl Data, a: usize, b: usize) {
    let n = b - a;
    for root in (0..=(n - 1) / 2).rev() {
        sift_down(data, root, n, a);
    }
    for end in (0..n).rev() {
        data.swap(a, a + end);
        sift_down(data, 0, end, a);
    }
}

fn sift_down(data: &mut impl Data, mut root: usize, n: usize, first: usize) {
    loop {
        let mut child = 2 * root + 1;
        if child >= n {
            return;
        }
        if child + 1 < n && data.less(first + child, first + child + 1) {
            child += 1;
        }
        if !data.less(first + root, first + child) {
            return;
        }
        data.swap(first + root, first + child);
        root = child;
    }
}

/// Puts what is less than the pivot before it. Gives the pivot's place, and whether all was so already.
fn partition(data: &mut impl Data, a: usize, b: usize, pivot: usize) -> (usize, bool) {
    data.swap(a, pivot);
    let (mut i, mut j) = (a + 1, b - 1);
    let mut already = true;
    loop {
        while i <= j && data.less(i, a) {
            i += 1;
        }
        while i <= j && !data.less(j, a) {
            j -= 1;
        }
        if i > j {
            break;
        }
        already = false;
        data.swap(i, j);
        i += 1;
        j -= 1;
    }
    data.swap(j, a);
    (j, already)
}

/// Puts what equals the pivot first, and gives where that ends.
fn partition_equal(data: &mut impl Data, a: usize, b: usize, pivot: usize) -> usize {
    data.swap(a, pivot);
    let (mut i, mut j) = (a + 1, b - 1);
    loop {
        while i <= j && !data.less(a, i) {
            i += 1;
        }
        while i <= j && data.less(a, j) {
            j -= 1;
        }
        if i > j {
            return i;
        }
        data.swap(i, j);
        i += 1;
        j -= 1;
    }
}

/// Repairs a few pairs that are out of order; whether that sorted the range.
fn repair(data: &mut impl Data, a: usize, b: usize) -> bool {
    let mut i = a + 1;
    for _ in 0..REPAIRS {
        while i < b && !data.less(i, i - 1) {
            i += 1;
        }
        if i == b {
            return true;
        }
        if b - a < NINTHER_MIN {
            return false;
        }
        data.swap(i, i - 1);
        if i - a >= 2 {
            // Down to the slice's first element, not the range's: so it is in Go.
            let mut j = i - 1;
            while j >= 1 && data.less(j, j - 1) {
                data.swap(j, j - 1);
                j -= 1;
            }
        }
        if b - i >= 2 {
            let mut j = i + 1;
            while j < b && data.less(j, j - 1) {
                data.swap(j, j - 1);
                j += 1;
            }
        }
    }
    false
}

fn break_patterns(data: &mut impl Data, a: usize, b: usize, old: bool) {
    let n = b - a;
    if n < 8 {
        return;
    }
    let mut random = n as u64;
    let mask = (1u64 << bit_len(n)) - 1;
    let middle = a + n / 4 * 2;
    for at in middle - 1..=middle + 1 {
        random ^= random << 13;
        random ^= random >> if old { 17 } else { 7 };
        random ^= random << if old { 5 } else { 17 };
        let mut other = (random & mask) as usize;
        if other >= n {
            other -= n;
        }
        data.swap(at, a + other);
    }
}

fn choose_pivot(data: &mut impl Data, a: usize, b: usize) -> (usize, Hint) {
    let n = b - a;
    let mut swaps = 0;
    let (mut i, mut j, mut k) = (a + n / 4, a + n / 4 * 2, a + n / 4 * 3);
    if n >= MEDIAN_MIN {
        if n >= NINTHER_MIN {
            i = median(data, i - 1, i, i + 1, &mut swaps);
            j = median(data, j - 1, j, j + 1, &mut swaps);
            k = median(data, k - 1, k, k + 1, &mut swaps);
        }
        j = median(data, i, j, k, &mut swaps);
    }
    match swaps {
        0 => (j, Hint::Increasing),
        SWAPS_MAX => (j, Hint::Decreasing),
        _ => (j, Hint::Unknown),
    }
}

fn median(data: &mut impl Data, a: usize, b: usize, c: usize, swaps: &mut usize) -> usize {
    let (a, b) = in_order(data, a, b, swaps);
    let (b, _) = in_order(data, b, c, swaps);
    let (_, b) = in_order(data, a, b, swaps);
    b
}

fn in_order(data: &mut impl Data, a: usize, b: usize, swaps: &mut usize) -> (usize, usize) {
    if data.less(b, a) {
        *swaps += 1;
        return (b, a);
    }
    (a, b)
}

pub(super) fn reverse(data: &mut impl Data, a: usize, b: usize) {
    for i in 0..(b - a) / 2 {
        data.swap(a + i, b - 1 - i);
    }
}
