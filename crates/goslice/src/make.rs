//! What `make([]T, len, cap)` checks, alone and as an argument of `append`.

use crate::policy::Rounded;
use crate::{Elem, Growth, GrowthPanic, Policy};

impl Policy {
    /// `make([]T, len, cap)`: the block it takes, or the panic. The capacity is exactly `cap`, never rounded up; with one
    /// argument `cap` is `len`.
    ///
    /// Lengths that come from an `int64` or `uint64` may be passed as they are: what does not fit an `int` is refused,
    /// the length first.
    ///
    /// ```
    /// use goslice::{Arch, Elem, GrowthPanic, Policy, Release};
    ///
    /// let policy = Policy::new(Release::NEWEST, Arch::Amd64);
    /// assert_eq!(policy.make_slice(Elem::plain(8), 0, 5)?.usable, 48);
    /// assert_eq!(policy.make_slice(Elem::plain(8), 2, 1), Err(GrowthPanic::MakeCap));
    /// assert_eq!(policy.make_slice(Elem::plain(8), -1, -1), Err(GrowthPanic::MakeLen));
    /// # Ok::<(), GrowthPanic>(())
    /// ```
    pub const fn make_slice(&self, elem: Elem, len: i64, cap: i64) -> Result<Rounded, GrowthPanic> {
        if self.arch.wrap_int(len) != len {
            return Err(GrowthPanic::MakeLen);
        }
        if self.arch.wrap_int(cap) != cap {
            return Err(GrowthPanic::MakeCap);
        }
        match self.array_bytes(elem, cap) {
            Some(bytes) if 0 <= len && len <= cap => Ok(self.round_up(bytes, !elem.has_pointers)),
            // A length that is bad by itself is named first: it is what the program more likely meant.
            _ if len < 0 || self.array_bytes(elem, len).is_none() => Err(GrowthPanic::MakeLen),
            _ => Err(GrowthPanic::MakeCap),
        }
    }

    /// `append(s, make([]T, n)...)`. Since 1.11 the temporary slice is never made: a length that is too large is then
    /// the panic of `append`, and only a negative one that of `make`.
    ///
    /// With a capacity argument in `make`, it is an ordinary `make` followed by an ordinary `append`.
    ///
    /// ```
    /// use goslice::{Arch, Elem, GrowthPanic, Policy, Release};
    ///
    /// let policy = Policy::new(Release::NEWEST, Arch::Amd64);
    /// assert_eq!(policy.grow_make(Elem::plain(8), 4, 4, 5)?.cap, 10);
    /// assert_eq!(policy.grow_make(Elem::plain(8), 4, 4, -1), Err(GrowthPanic::MakeLen));
    /// assert_eq!(policy.grow_make(Elem::plain(8), 4, 4, i64::MAX), Err(GrowthPanic::GrowLen));
    /// # Ok::<(), GrowthPanic>(())
    /// ```
    pub const fn grow_make(&self, elem: Elem, old_len: i64, old_cap: i64, n: i64) -> Result<Growth, GrowthPanic> {
        if n < 0 {
            return Err(GrowthPanic::MakeLen);
        }
        if !self.release.at_least(11)
            && let Err(panic) = self.make_slice(elem, n, n)
        {
            return Err(panic);
        }
        self.grow(elem, old_len, old_cap, n)
    }

    /// Bytes of an array of `len` elements, unless negative or more than one block may have.
    const fn array_bytes(&self, elem: Elem, len: i64) -> Option<u64> {
        if len < 0 {
            return None;
        }
        match elem.size.checked_mul(len as u64) {
            Some(bytes) if bytes <= self.max_alloc => Some(bytes),
            _ => None,
        }
    }
}
