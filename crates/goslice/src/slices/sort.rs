//! `slices.Sort`, `SortFunc`, `SortStableFunc` and `Reverse`.

use core::cell::Cell;
use core::cmp::Ordering;

use super::pdq::{self, Data};
use super::stable;
use crate::window::duplicate;
use crate::{Element, Ordered, Rules, Slice};

impl<T: Element, P: Rules> Slice<T, P> {
    /// `slices.Sort(s)`: floats with NaN first.
    ///
    /// Clones no element. The order is that of Go's algorithm, also of what compares as equal.
    ///
    /// ```
    /// let mut s = goslice::slice![3, 1, 2];
    /// s.sort();
    /// assert_eq!(s, [1, 2, 3]);
    /// ```
    pub fn sort(&mut self)
    where
        T: Ordered,
    {
        if T::EQUAL_ARE_SAME {
            // Whatever sorts them, nobody can tell.
            self.lend(|values| values.sort_unstable_by(T::compare));
        } else {
            self.sort_as_go(false, T::compare);
        }
    }

    /// `slices.SortFunc(s, cmp)`: equal elements in the order of Go's algorithm. A comparator that contradicts itself gives
    /// some order, Go's, and never a panic.
    ///
    /// It takes Go's time too, four times that of Rust's sort for random numbers; where equal elements may end up anywhere, and the
    /// comparator is a total order, `s.lend(|values| values.sort_unstable_by(cmp))` is faster.
    ///
    /// Clones no element. While it runs, other slices of the array see zero values, unless the elements are `Copy`.
    ///
    /// ```
    /// let mut s = goslice::slice![1, 3, 2];
    /// s.sort_func(|a, b| b.cmp(a));
    /// assert_eq!(s, [3, 2, 1]);
    /// ```
    pub fn sort_func(&mut self, cmp: impl FnMut(&T, &T) -> Ordering) {
        self.sort_as_go(false, cmp);
    }

    /// `slices.SortStableFunc(s, cmp)`: equal elements stay in order. Otherwise as [`Slice::sort_func`].
    ///
    /// ```
    /// let mut s = goslice::slice![(1, 'a'), (0, 'b'), (1, 'c')];
    /// s.sort_stable_func(|a, b| a.0.cmp(&b.0));
    /// assert_eq!(s, [(0, 'b'), (1, 'a'), (1, 'c')]);
    /// ```
    pub fn sort_stable_func(&mut self, cmp: impl FnMut(&T, &T) -> Ordering) {
        self.sort_as_go(true, cmp);
    }

    /// `slices.Reverse(s)`.
    ///
    /// Clones no element.
    ///
    /// ```
    /// let s = goslice::slice![1, 2, 3];
    /// s.reverse();
    /// assert_eq!(s, [3, 2, 1]);
    /// ```
    pub fn reverse(&self) {
        let cells = self.cells();
        let (first, second) = cells.split_at(cells.len() / 2);
        for (a, b) in first.iter().zip(second.iter().rev()) {
            a.swap(b);
        }
    }

    fn sort_as_go(&mut self, stably: bool, cmp: impl FnMut(&T, &T) -> Ordering) {
        let old = !self.rules().policy().release.at_least(24);
        if T::BITS.are_copied() && !self.is_unique() {
            let cells = self.cells();
            sort_data(&mut Cells { cells, cmp }, cells.len(), stably, old);
        } else {
            self.lend(|values| {
                let n = values.len();
                sort_data(&mut Values { values, cmp }, n, stably, old);
            });
        }
    }
}

fn sort_data(data: &mut impl Data, n: usize, stably: bool, old: bool) {
    if stably { stable::sort(data, n) } else { pdq::sort(data, n, old) }
}

/// Elements that nobody else can reach.
struct Values<'a, T, F> {
    values: &'a mut [T],
    cmp: F,
}

impl<T, F: FnMut(&T, &T) -> Ordering> Data for Values<'_, T, F> {
    #[inline(always)]
    fn less(&mut self, a: usize, b: usize) -> bool {
        (self.cmp)(&self.values[a], &self.values[b]).is_lt()
    }
    #[inline(always)]
    fn swap(&mut self, a: usize, b: usize) {
        self.values.swap(a, b);
    }
    fn rotate(&mut self, a: usize, m: usize, b: usize) {
        self.values[a..b].rotate_left(m - a);
    }
}

/// Elements of an array that others hold: the comparator gets copies, and sees the array as far as it is sorted, as in Go.
struct Cells<'a, T, F> {
    cells: &'a [Cell<T>],
    cmp: F,
}

impl<T: Element, F: FnMut(&T, &T) -> Ordering> Data for Cells<'_, T, F> {
    #[inline(always)]
    fn less(&mut self, a: usize, b: usize) -> bool {
        (self.cmp)(&duplicate(&self.cells[a]), &duplicate(&self.cells[b])).is_lt()
    }
    #[inline(always)]
    fn swap(&mut self, a: usize, b: usize) {
        self.cells[a].swap(&self.cells[b]);
    }
    fn rotate(&mut self, a: usize, m: usize, b: usize) {
        pdq::reverse(self, a, m);
        pdq::reverse(self, m, b);
        pdq::reverse(self, a, b);
    }
}
