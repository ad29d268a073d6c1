//! `slices.Chunk`, and windows that overlap.

use core::fmt;
use core::iter::FusedIterator;

use crate::runtime_error::OrRaise;
use crate::{Element, Int, Newest, Rules, RuntimeError, Slice};

impl<T: Element, P: Rules> Slice<T, P> {
    /// `slices.Chunk(s, n)`: windows of `n` elements, the last of what is left. Each ends where its capacity does, so
    /// that appending to one does not overwrite the next.
    ///
    /// Clones no element.
    ///
    /// ```
    /// let s = goslice::slice![1, 2, 3, 4, 5];
    /// let chunks: Vec<_> = s.chunks(2).map(|c| (c.len(), c.cap())).collect();
    /// assert_eq!(chunks, [(2, 2), (2, 2), (1, 1)]);
    /// ```
    ///
    /// # Panics
    ///
    /// `cannot be less than 1`.
    #[track_caller]
    pub fn chunks(&self, n: impl Int) -> Chunks<T, P> {
        self.try_chunks(n).or_raise()
    }

    /// [`Slice::chunks`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// As there.
    ///
    /// ```
    /// assert_eq!(goslice::slice![1].try_chunks(0).unwrap_err().to_string(), "cannot be less than 1");
    /// ```
    pub fn try_chunks(&self, n: impl Int) -> Result<Chunks<T, P>, RuntimeError> {
        if n.value().is_negative() || n.word() == 0 {
            return Err(RuntimeError::Slices("cannot be less than 1"));
        }
        Ok(Chunks { rest: self.clone(), n: n.word() })
    }

    /// The windows of `n` elements that overlap, as those of Rust's slices; Go has no function for it. Each ends where its
    /// capacity does.
    ///
    /// Clones no element.
    ///
    /// ```
    /// let s = goslice::slice![1, 2, 3];
    /// assert!(s.windows(2).eq([[1, 2], [2, 3]]));
    /// ```
    ///
    /// # Panics
    ///
    /// `cannot be less than 1`, as [`Slice::chunks`].
    #[track_caller]
    pub fn windows(&self, n: impl Int) -> Windows<T, P> {
        let Chunks { rest, n } = self.try_chunks(n).or_raise();
        Windows { rest, n }
    }
}

/// Windows of a slice one after another, made by [`Slice::chunks`].
///
/// ```
/// let s = goslice::slice!['a', 'b', 'c'];
/// let texts: Vec<_> = s.chunks(2).map(|chunk| chunk.to_text()).collect();
/// assert_eq!(texts, ["ab", "c"]);
/// assert_eq!(s.chunks(2).len(), 2);
/// ```
#[must_use = "iterators do nothing unless they are asked"]
#[derive(Clone)]
pub struct Chunks<T: Element, P: Rules = Newest> {
    rest: Slice<T, P>,
    n: usize,
}

impl<T: Element, P: Rules> fmt::Debug for Chunks<T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Chunks({} left, by {})", self.rest.len(), self.n)
    }
}

impl<T: Element, P: Rules> Iterator for Chunks<T, P> {
    type Item = Slice<T, P>;

    fn next(&mut self) -> Option<Slice<T, P>> {
        self.nth(0)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.rest.len().div_ceil(self.n);
        (n, Some(n))
    }

    fn nth(&mut self, n: usize) -> Option<Slice<T, P>> {
        let skipped = n.saturating_mul(self.n).min(self.rest.len());
        self.rest.reslice(skipped..);
        if self.rest.is_empty() {
            return None;
        }
        let n = self.n.min(self.rest.len());
        let chunk = self.rest.slice3(..n, n);
        self.rest.reslice(n..);
        Some(chunk)
    }
}

impl<T: Element, P: Rules> DoubleEndedIterator for Chunks<T, P> {
    fn next_back(&mut self) -> Option<Slice<T, P>> {
        let len = self.rest.len();
        let at = len.checked_sub(1)? / self.n * self.n;
        let chunk = self.rest.slice3(at..len, len);
        self.rest.reslice(..at);
        Some(chunk)
    }
}

impl<T: Element, P: Rules> ExactSizeIterator for Chunks<T, P> {}
impl<T: Element, P: Rules> FusedIterator for Chunks<T, P> {}

/// Overlapping windows of a slice, made by [`Slice::windows`].
///
/// ```
/// let s = goslice::slice![1, 2, 4];
/// assert_eq!(s.windows(2).map(|two| two.get(1) - two.get(0)).collect::<Vec<_>>(), [1, 2]);
/// ```
#[must_use = "iterators do nothing unless they are asked"]
#[derive(Clone)]
pub struct Windows<T: Element, P: Rules = Newest> {
    rest: Slice<T, P>,
    n: usize,
}

impl<T: Element, P: Rules> fmt::Debug for Windows<T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Windows({} left, of {})", self.len(), self.n)
    }
}

impl<T: Element, P: Rules> Iterator for Windows<T, P> {
    type Item = Slice<T, P>;

    fn next(&mut self) -> Option<Slice<T, P>> {
        self.nth(0)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = (self.rest.len() + 1).saturating_sub(self.n);
        (n, Some(n))
    }

    fn nth(&mut self, n: usize) -> Option<Slice<T, P>> {
        self.rest.reslice(n.min(self.rest.len())..);
        if self.rest.len() < self.n {
            return None;
        }
        let window = self.rest.slice3(..self.n, self.n);
        self.rest.reslice(1..);
        Some(window)
    }
}

impl<T: Element, P: Rules> DoubleEndedIterator for Windows<T, P> {
    fn next_back(&mut self) -> Option<Slice<T, P>> {
        let len = self.rest.len();
        let window = self.rest.slice3(len.checked_sub(self.n)?..len, len);
        self.rest.reslice(..len - 1);
        Some(window)
    }
}

impl<T: Element, P: Rules> ExactSizeIterator for Windows<T, P> {}
impl<T: Element, P: Rules> FusedIterator for Windows<T, P> {}
