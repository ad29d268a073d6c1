//! The grey objects: marked, but not yet looked at, or not at all of their words.

use crate::heap::Object;

/// Entries of a chunk. The list grows by chunks, so that it is never copied: a step has little time.
const CHUNK: usize = 1024;

/// An object, and how many of its bytes were looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Work {
    pub(super) object: Object,
    pub(super) from: usize,
}

impl Work {
    /// All of an object.
    #[inline]
    pub(super) fn new(object: Object) -> Work {
        Work { object, from: 0 }
    }
}

/// A stack of work.
#[derive(Debug, Default)]
pub(super) struct Grey {
    full: Vec<Vec<Work>>,
    top: Vec<Work>,
    /// An empty chunk: pushing and popping at the border of two does not allocate each time.
    spare: Vec<Work>,
}

impl Grey {
    #[inline]
    pub(super) fn push(&mut self, work: Work) {
        if self.top.len() == self.top.capacity() {
            self.grow();
        }
        self.top.push(work);
    }

    #[cold]
    fn grow(&mut self) {
        let mut chunk = std::mem::take(&mut self.spare);
        chunk.reserve_exact(CHUNK);
        let full = std::mem::replace(&mut self.top, chunk);
        if !full.is_empty() {
            self.full.push(full);
        }
    }

    #[inline]
    pub(super) fn pop(&mut self) -> Option<Work> {
        if self.top.is_empty() {
            let chunk = self.full.pop()?;
            self.spare = std::mem::replace(&mut self.top, chunk);
        }
        self.top.pop()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.top.is_empty() && self.full.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ptr::null;

    #[test]
    fn what_was_pushed_last_is_popped_first_across_chunks() {
        let mut grey = Grey::default();
        let work = |from| Work { object: Object { base: 0, size: 0, ty: null(), noscan: false }, from };
        let n = 5 * CHUNK + 3;
        for at in 0..n {
            grey.push(work(at));
        }
        for at in (CHUNK..n).rev() {
            assert_eq!(grey.pop().map(|work| work.from), Some(at));
        }
        // Back and forth over a border.
        for _ in 0..3 {
            grey.push(work(CHUNK));
            grey.push(work(CHUNK + 1));
            assert_eq!([grey.pop(), grey.pop()].map(|it| it.map(|it| it.from)), [Some(CHUNK + 1), Some(CHUNK)]);
        }
        for at in (0..CHUNK).rev() {
            assert!(!grey.is_empty());
            assert_eq!(grey.pop().map(|work| work.from), Some(at));
        }
        assert!(grey.is_empty() && grey.pop().is_none());
    }
}
