//! `slices.DeleteFunc`, `Compact` and `CompactFunc`: elements that stay close up.

use crate::window::{duplicate, pair};
use crate::{Element, Rules, Slice};

impl<T: Element, P: Rules> Slice<T, P> {
    /// `s = slices.DeleteFunc(s, del)`: deletes the elements that `del` is true of.
    ///
    /// Clones no element of an array that no other slice holds. Otherwise `del` gets copies, as in Go, and may look at the array
    /// and write to it: clones, unless they are `Copy`; so too by rules before Go 1.22, where the slots that are no longer used
    /// keep what they held.
    ///
    /// ```
    /// let mut s = goslice::slice![0, 1, 2, 3];
    /// s.delete_func(|v| v % 2 == 1);
    /// assert_eq!(s, [0, 2]);
    /// ```
    pub fn delete_func(&mut self, mut del: impl FnMut(&T) -> bool) {
        if self.moves() {
            let kept = self.lend(|values| {
                let kept = values.iter().position(&mut del)?;
                Some((kept + 1..values.len()).fold(kept, |kept, i| {
                    if del(&values[i]) {
                        return kept;
                    }
                    values.swap(kept, i);
                    kept + 1
                }))
            });
            return kept.map_or((), |kept| self.shorten(kept));
        }
        let Some(mut kept) = self.index_func(&mut del) else { return };
        let cells = self.cells();
        for cell in &cells[kept + 1..] {
            let value = duplicate(cell);
            if !del(&value) {
                cells[kept].set(value);
                kept += 1;
            }
        }
        self.shorten(kept);
    }

    /// `s = slices.Compact(s)`: of equal neighbours only the first stays.
    ///
    /// Clones no element, except by rules before Go 1.22: there the slots that are no longer used keep what they held.
    ///
    /// ```
    /// let mut s = goslice::slice![1, 1, 2, 2, 2, 1];
    /// s.compact();
    /// assert_eq!(s, [1, 2, 1]);
    /// ```
    pub fn compact(&mut self)
    where
        T: PartialEq,
    {
        if !T::BITS.are_copied() && self.rules().policy().release.at_least(22) && !self.is_unique() {
            // What is moved away is zeroed in the end, or overwritten: swapping gives the same as copying.
            let cells = self.cells();
            let (mut kept, mut before) = (1, 0);
            for i in 1..cells.len() {
                if pair(&cells[i], &cells[before], T::eq) {
                    before = i;
                } else {
                    cells[kept].swap(&cells[i]);
                    before = kept;
                    kept += 1;
                }
            }
            return if kept < self.len() {
                self.shorten(kept)
            };
        }
        self.compact_func(|a, b| a == b);
    }

    /// `s = slices.CompactFunc(s, eq)`. An element is compared with the one before it in the slice that was.
    ///
    /// Clones no element of an array that no other slice holds. Otherwise `eq` gets copies, as in Go: clones, unless they are
    /// `Copy`; so too by rules before Go 1.22.
    ///
    /// ```
    /// let mut s = goslice::slice![1, -1, 2];
    /// s.compact_func(|a: &i32, b: &i32| a.abs() == b.abs());
    /// assert_eq!(s, [1, 2]);
    /// ```
    pub fn compact_func(&mut self, mut eq: impl FnMut(&T, &T) -> bool) {
        if self.moves() {
            let kept = self.lend(|values| {
                let mut kept = 1;
                let mut before = 0;
                for i in 1..values.len() {
                    if eq(&values[i], &values[before]) {
                        before = i;
                    } else {
                        values.swap(kept, i);
                        before = kept;
                        kept += 1;
                    }
                }
                kept
            });
            return if kept < self.len() {
                self.shorten(kept)
            };
        }
        let cells = self.cells();
        let mut kept = 1;
        for two in cells.windows(2) {
            if !eq(&duplicate(&two[1]), &duplicate(&two[0])) {
                if !core::ptr::eq(&cells[kept], &two[1]) {
                    cells[kept].set(duplicate(&two[1]));
                }
                kept += 1;
            }
        }
        if kept < self.len() {
            self.shorten(kept);
        }
    }

    /// Whether elements are moved to their new places, by reference to where they are: nobody can look, and what is left in
    /// the old places is zeroed, as since Go 1.22.
    fn moves(&self) -> bool {
        !T::BITS.are_copied() && self.is_unique() && self.rules().policy().release.at_least(22)
    }
}
