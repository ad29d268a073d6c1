//! `slices.Index`, `Contains`, `BinarySearch`, `IsSorted` and `EqualFunc`: looking at elements.
//!
//! Where Go calls a function of the program's, it passes copies, and the function may look at the array and write to it. So it
//! may here: it gets copies too. Comparing by `==` and [`Ordered`] takes elements out of their slots for that time instead.

use core::cell::Cell;
use core::cmp::Ordering;

use crate::window::{duplicate, look, pair};
use crate::{Element, Ordered, Rules, Slice};

impl<T: Element, P: Rules> Slice<T, P> {
    /// `slices.Index(s, target)`: the first place of the target. Go's -1 is `None`.
    ///
    /// Clones no element.
    ///
    /// ```
    /// assert_eq!(goslice::slice!['a', 'b'].index_of(&'b'), Some(1));
    /// ```
    #[must_use]
    pub fn index_of(&self, target: &T) -> Option<usize>
    where
        T: PartialEq,
    {
        self.cells().iter().position(|cell| look(cell, |value| value == target))
    }

    /// `slices.IndexFunc(s, f)`: the first place that `f` is true of.
    ///
    /// Gets copies of the elements, as in Go: clones, unless they are `Copy`. See [`Slice::lend`] for a way without.
    ///
    /// ```
    /// assert_eq!(goslice::slice![1, 2, 3].index_func(|v| *v > 1), Some(1));
    /// ```
    #[must_use]
    pub fn index_func(&self, mut f: impl FnMut(&T) -> bool) -> Option<usize> {
        self.cells().iter().position(|cell| f(&duplicate(cell)))
    }

    /// `slices.Contains(s, target)`.
    ///
    /// Clones no element.
    ///
    /// ```
    /// assert!(goslice::slice![1, 2].contains(&2));
    /// ```
    #[must_use]
    pub fn contains(&self, target: &T) -> bool
    where
        T: PartialEq,
    {
        self.index_of(target).is_some()
    }

    /// `slices.ContainsFunc(s, f)`.
    ///
    /// Gets copies of the elements, as in Go: clones, unless they are `Copy`. See [`Slice::lend`] for a way without.
    ///
    /// ```
    /// assert!(!goslice::slice![1, 2].contains_func(|v| *v > 2));
    /// ```
    #[must_use]
    pub fn contains_func(&self, f: impl FnMut(&T) -> bool) -> bool {
        self.index_func(f).is_some()
    }

    /// `slices.BinarySearch(s, target)` of a sorted slice: where the target is or would be, and whether it is there.
    ///
    /// Clones no element.
    ///
    /// ```
    /// let s = goslice::slice![10, 20, 20, 30];
    /// assert_eq!(s.binary_search(&20), (1, true));
    /// assert_eq!(s.binary_search(&25), (3, false));
    /// ```
    #[must_use]
    pub fn binary_search(&self, target: &T) -> (usize, bool)
    where
        T: Ordered,
    {
        self.halve(|cell| look(cell, |value| value.compare(target)))
    }

    /// `slices.BinarySearchFunc(s, target, cmp)`, with the target inside `cmp`.
    ///
    /// Gets copies of the elements, as in Go: clones, unless they are `Copy`. See [`Slice::lend`] for a way without.
    ///
    /// ```
    /// let s = goslice::slice![(1, 'a'), (2, 'b')];
    /// assert_eq!(s.binary_search_func(|pair| pair.0.cmp(&2)), (1, true));
    /// ```
    #[must_use]
    pub fn binary_search_func(&self, mut cmp: impl FnMut(&T) -> Ordering) -> (usize, bool) {
        self.halve(|cell| cmp(&duplicate(cell)))
    }

    /// `slices.IsSorted(s)`.
    ///
    /// Clones no element.
    ///
    /// ```
    /// assert!(goslice::slice![1, 1, 2].is_sorted());
    /// ```
    #[must_use]
    pub fn is_sorted(&self) -> bool
    where
        T: Ordered,
    {
        self.cells().windows(2).rev().all(|two| pair(&two[1], &two[0], T::compare).is_ge())
    }

    /// `slices.IsSortedFunc(s, cmp)`.
    ///
    /// Gets copies of the elements, as in Go: clones, unless they are `Copy`. See [`Slice::lend`] for a way without.
    ///
    /// ```
    /// assert!(goslice::slice![2, 1].is_sorted_func(|a, b| b.cmp(a)));
    /// ```
    #[must_use]
    pub fn is_sorted_func(&self, mut cmp: impl FnMut(&T, &T) -> Ordering) -> bool {
        self.cells().windows(2).rev().all(|two| cmp(&duplicate(&two[1]), &duplicate(&two[0])).is_ge())
    }

    /// `slices.EqualFunc(s, t, eq)`.
    ///
    /// Gets copies of the elements, as in Go: clones, unless they are `Copy`. See [`Slice::lend`] for a way without.
    ///
    /// ```
    /// use goslice::slice;
    ///
    /// assert!(slice![1, 2].equal_func(&slice!["1", "2"], |n: &i32, text: &&str| n.to_string() == *text));
    /// ```
    #[must_use]
    pub fn equal_func<U: Element, Q: Rules>(&self, other: &Slice<U, Q>, mut eq: impl FnMut(&T, &U) -> bool) -> bool {
        let (a, b) = (self.cells(), other.cells());
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| eq(&duplicate(a), &duplicate(b)))
    }

    /// Halves as Go does (`BinarySearchFunc` of `sort.go`), so that a slice that is not sorted gives the same too.
    fn halve(&self, mut cmp: impl FnMut(&Cell<T>) -> Ordering) -> (usize, bool) {
        let cells = self.cells();
        let (mut at, mut end) = (0, cells.len());
        while at < end {
            let middle = at + (end - at) / 2;
            if cmp(&cells[middle]).is_lt() {
                at = middle + 1;
            } else {
                end = middle;
            }
        }
        (at, cells.get(at).is_some_and(|cell| cmp(cell).is_eq()))
    }
}
