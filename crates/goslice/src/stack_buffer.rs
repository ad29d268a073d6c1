//! The 32-byte stack buffers of 1.25 and later, as far as they change capacities that a program can see.
//!
//! Which slices get one is the compiler's decision, from the whole function; these are the capacities that follow from
//! it. Without a buffer, [`Policy::grow`] says everything.

use crate::{Elem, Policy};

/// Bytes of the buffer, on every architecture.
///
/// ```
/// assert_eq!(goslice::stack_buffer::BYTES, 32);
/// ```
pub const BYTES: u64 = 32;

/// Elements that the buffer holds; 0 for elements of no size or of more than 32 bytes, which never get one.
///
/// ```
/// use goslice::{Elem, stack_buffer::slots};
///
/// assert_eq!(slots(Elem::plain(8)), 4);
/// assert_eq!(slots(Elem::plain(24)), 1);
/// assert_eq!(slots(Elem::plain(0)), 0);
/// ```
pub const fn slots(elem: Elem) -> i64 {
    match BYTES.checked_div(elem.size) {
        Some(slots) => slots as i64,
        None => 0,
    }
}

/// How a function uses a slice that it builds with `append` and returns.
///
/// ```
/// use goslice::{Arch, Elem, Policy, Release, stack_buffer::Use};
///
/// // var s []int; three appends of one; return s
/// let cap = |minor, used| Policy::new(Release::new(minor).unwrap(), Arch::Amd64).returned_cap(Elem::plain(8), 3, used);
/// assert_eq!(cap(25, Use::Plain), Ok(4));
/// assert_eq!(cap(26, Use::Plain), Ok(3));
/// assert_eq!((cap(26, Use::Ranged), cap(27, Use::Ranged)), (Ok(3), Ok(4)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Use {
    /// Appended to, indexed, measured with `len`, returned.
    Plain,
    /// The same and ranged over: an escape of its own in 1.27, where a second escape ends the rule of 1.26.
    Ranged,
}

impl Policy {
    /// The capacity where a slice that does not escape grows for the first time: all of the buffer, if it was empty and
    /// the need fits. Only in 1.25 and later, at the first `append` of the variable, and not for `x...`.
    ///
    /// ```
    /// use goslice::{Arch, Elem, Policy, Release};
    ///
    /// let policy = Policy::new(Release::NEWEST, Arch::Amd64);
    /// assert_eq!(policy.local_append(Elem::plain(8), 0, 0, 1), Some(4));
    /// assert_eq!(policy.local_append(Elem::plain(8), 0, 0, 5), None);
    /// assert_eq!(policy.local_append(Elem::plain(8), 1, 1, 2), None);
    /// assert_eq!(Policy::new(Release::new(24).unwrap(), Arch::Amd64).local_append(Elem::plain(8), 0, 0, 1), None);
    /// ```
    pub const fn local_append(&self, elem: Elem, old_len: i64, old_cap: i64, need: i64) -> Option<i64> {
        let slots = slots(elem);
        let fits = self.release.at_least(25) && old_len == 0 && old_cap < need && need <= slots;
        if fits { Some(slots) } else { None }
    }

    /// The capacity that a slice of `len` elements gets when it leaves the buffer for the heap, in 1.26 and later:
    /// `len` elements, rounded up by the allocator. The same is its capacity inside the buffer where the function
    /// asks for it.
    ///
    /// ```
    /// use goslice::{Arch, Elem, Policy, Release};
    ///
    /// let policy = Policy::new(Release::NEWEST, Arch::Amd64);
    /// assert_eq!(policy.moved_to_heap(Elem::plain(1), 17), Some(24));
    /// assert_eq!(policy.moved_to_heap(Elem::plain(8), 5), None); // outgrew the buffer before
    /// assert_eq!(policy.moved_to_heap(Elem::plain(0), 0), None); // had none
    /// ```
    pub const fn moved_to_heap(&self, elem: Elem, len: i64) -> Option<i64> {
        if !self.release.at_least(26) || elem.size == 0 || len < 0 || len > slots(elem) {
            return None;
        }
        let rounded = self.round_up(len as u64 * elem.size, !elem.has_pointers).usable;
        Some((rounded / elem.size) as i64)
    }

    /// The capacity of a slice that a function builds from nil with `appends` appends of one element and returns.
    ///
    /// # Errors
    ///
    /// The panic of `append` where the slice gets too large.
    ///
    /// ```
    /// use goslice::{Arch, Elem, Policy, Release, stack_buffer::Use};
    ///
    /// let policy = Policy::new(Release::NEWEST, Arch::Amd64);
    /// assert_eq!(policy.returned_cap(Elem::plain(8), 3, Use::Plain), Ok(3));
    /// assert_eq!(policy.returned_cap(Elem::plain(8), 5, Use::Plain), Ok(8));
    /// ```
    pub fn returned_cap(&self, elem: Elem, appends: i64, used: Use) -> Result<i64, crate::GrowthPanic> {
        // A single append gains nothing from a buffer: the compiler gives it one only where there is a second.
        let buffered = self.release.at_least(26) && appends >= 2 && !(used == Use::Ranged && self.release.at_least(27));
        if buffered && let Some(cap) = self.moved_to_heap(elem, appends) {
            return Ok(cap);
        }
        if appends > self.arch.max_int() {
            return Err(self.grow_panic());
        }
        if elem.size == 0 && appends > 0 {
            // Each append grows, by one.
            return Ok(self.grow(elem, appends - 1, appends - 1, 1)?.cap);
        }
        let (mut len, mut cap) = (0, 0);
        while len < appends {
            if cap > self.arch.max_int() / 2 {
                // Double is no int, so from here on growth is to the need, page by page: each capacity is what the pages hold
                // that the need fills, and the last one can be asked for at once.
                return Ok(self.grow(elem, appends - 1, appends - 1, 1)?.cap);
            }
            let local = if buffered { self.local_append(elem, len, cap, len + 1) } else { None };
            cap = match local {
                Some(slots) => slots,
                None => self.grow(elem, len, cap, 1)?.cap,
            };
            // The next that grows is the one that finds it full.
            len = cap.max(len + 1);
        }
        Ok(cap)
    }
}
