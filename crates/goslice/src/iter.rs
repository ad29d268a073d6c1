//! `for i, v := range s`: the elements one after another, by value.

use core::cell::Cell;
use core::fmt;
use core::iter::FusedIterator;

use crate::window::duplicate;
use crate::{Element, Newest, Rules, Slice};

/// The elements of a slice, made by [`Slice::iter`]. As in Go's `range`, the window is that of the start, and an element is
/// read when its turn comes: cloned, unless it is `Copy`. Without clones: [`Slice::cells`], [`Slice::with`], [`Slice::lend`], and
/// `for v in s`, which moves what nobody shares.
///
/// ```
/// let s = goslice::slice![1, 2, 3];
/// let mut iter = s.iter();
/// s.set(1, 20);
/// assert_eq!((iter.next(), iter.next(), iter.next_back()), (Some(1), Some(20), Some(3)));
/// ```
#[must_use = "iterators do nothing unless they are asked"]
pub struct Iter<'a, T> {
    cells: core::slice::Iter<'a, Cell<T>>,
}

impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self {
        Iter { cells: self.cells.clone() }
    }
}

impl<T> fmt::Debug for Iter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Iter({} left)", self.cells.len())
    }
}

impl<T: Element> Iterator for Iter<'_, T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        self.cells.next().map(duplicate)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.cells.size_hint()
    }

    #[inline]
    fn nth(&mut self, n: usize) -> Option<T> {
        self.cells.nth(n).map(duplicate)
    }

    #[inline]
    fn count(self) -> usize {
        self.cells.len()
    }

    #[inline]
    fn last(mut self) -> Option<T> {
        self.next_back()
    }

    #[inline]
    fn fold<B, F: FnMut(B, T) -> B>(self, init: B, mut f: F) -> B {
        self.cells.fold(init, |acc, cell| f(acc, duplicate(cell)))
    }
}

impl<T: Element> DoubleEndedIterator for Iter<'_, T> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        self.cells.next_back().map(duplicate)
    }

    #[inline]
    fn nth_back(&mut self, n: usize) -> Option<T> {
        self.cells.nth_back(n).map(duplicate)
    }
}

impl<T: Element> ExactSizeIterator for Iter<'_, T> {}
impl<T: Element> FusedIterator for Iter<'_, T> {}

/// The elements of a slice that is kept alive by this, made by `for v in s`.
///
/// They are moved if no other slice holds the array at that time, and cloned otherwise.
///
/// ```
/// let mut sum = 0;
/// for v in goslice::slice![1, 2, 3] {
///     sum += v;
/// }
/// assert_eq!(sum, 6);
/// ```
#[must_use = "iterators do nothing unless they are asked"]
pub struct IntoIter<T: Element, P: Rules = Newest> {
    slice: Slice<T, P>,
    next: usize,
    end: usize,
}

impl<T: Element, P: Rules> IntoIter<T, P> {
    /// An element whose turn has come.
    #[inline]
    fn taken(&self, i: usize) -> Option<T> {
        let cell = self.slice.cells().get(i)?;
        // Nobody else will look into this slot again.
        let moved = !T::BITS.are_copied() && self.slice.is_unique();
        Some(if moved { cell.replace(T::ZERO) } else { duplicate(cell) })
    }
}

impl<T: Element, P: Rules> fmt::Debug for IntoIter<T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IntoIter({} left)", self.end - self.next)
    }
}

impl<T: Element, P: Rules> Iterator for IntoIter<T, P> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        self.nth(0)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.end - self.next, Some(self.end - self.next))
    }

    #[inline]
    fn nth(&mut self, n: usize) -> Option<T> {
        if n >= self.end - self.next {
            self.next = self.end;
            return None;
        }
        self.next += n + 1;
        self.taken(self.next - 1)
    }

    #[inline]
    fn count(self) -> usize {
        self.end - self.next
    }

    #[inline]
    fn last(mut self) -> Option<T> {
        self.next_back()
    }
}

impl<T: Element, P: Rules> DoubleEndedIterator for IntoIter<T, P> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        if self.next == self.end {
            return None;
        }
        self.end -= 1;
        self.taken(self.end)
    }
}

impl<T: Element, P: Rules> ExactSizeIterator for IntoIter<T, P> {}
impl<T: Element, P: Rules> FusedIterator for IntoIter<T, P> {}

impl<T: Element, P: Rules> IntoIterator for Slice<T, P> {
    type Item = T;
    type IntoIter = IntoIter<T, P>;

    /// ```
    /// let doubled: Vec<_> = goslice::slice![1, 2].into_iter().map(|v| v * 2).collect();
    /// assert_eq!(doubled, [2, 4]);
    /// ```
    #[inline]
    fn into_iter(self) -> IntoIter<T, P> {
        let end = self.len();
        IntoIter { slice: self, next: 0, end }
    }
}

impl<'a, T: Element, P: Rules> IntoIterator for &'a Slice<T, P> {
    type Item = T;
    type IntoIter = Iter<'a, T>;

    /// ```
    /// let s = goslice::slice![1, 2];
    /// for v in &s {
    ///     s.set(0, v);
    /// }
    /// assert_eq!(s, [2, 2]);
    /// ```
    #[inline]
    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T: Element, P: Rules> Slice<T, P> {
    /// `slices.Values`: the elements in order. With indexes, as `slices.All` and `for i, v := range s` give them, it is
    /// `s.iter().enumerate()`; backwards, as `slices.Backward`, `s.iter().enumerate().rev()`.
    ///
    /// ```
    /// let s = goslice::slice!['a', 'b'];
    /// assert!(s.iter().eq(['a', 'b']));
    /// assert!(s.iter().enumerate().rev().eq([(1, 'b'), (0, 'a')]));
    /// ```
    #[inline]
    pub fn iter(&self) -> Iter<'_, T> {
        Iter { cells: self.cells().iter() }
    }
}
