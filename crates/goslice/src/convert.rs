//! Capacities of `[]byte(string)`, `[]rune(string)`, `strings.Builder` and `bytes.Buffer`.

use crate::Policy;

/// Where the result of a conversion lives, which the compiler decides.
///
/// ```
/// use goslice::{Arch, Policy, Release, convert::Place};
///
/// let policy = Policy::new(Release::NEWEST, Arch::Amd64);
/// assert_eq!(policy.bytes_of_string(5, Place::Heap), 8);
/// assert_eq!(policy.bytes_of_string(5, Place::Stack), 32);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Place {
    /// It escapes.
    Heap,
    /// It does not escape: a buffer of 32 bytes, or 32 runes, on the stack takes it if it fits.
    Stack,
    /// It does not escape and is never written to: since 1.22 the string's own bytes. Only for bytes.
    View,
}

/// Bytes, or runes, that a conversion's buffer on the stack holds.
const BUFFER_LEN: i64 = 32;

/// The first capacity of a `bytes.Buffer` that little is written to.
const BUFFER_FIRST: i64 = 64;

/// Bytes of a rune.
const RUNE_BYTES: u64 = 4;

impl Policy {
    /// The capacity of `[]byte(s)` for a variable string of `len` bytes. (Of a constant string it is exactly `len`.)
    ///
    /// ```
    /// # use goslice::{Arch, Policy, Release, convert::Place};
    /// # let policy = Policy::new(Release::NEWEST, Arch::Amd64);
    /// assert_eq!(policy.bytes_of_string(33, Place::Stack), 48); // too long for the buffer
    /// assert_eq!(policy.bytes_of_string(33, Place::View), 33);
    /// ```
    #[must_use]
    pub const fn bytes_of_string(&self, len: i64, place: Place) -> i64 {
        match place {
            Place::View if self.release.at_least(22) => len,
            Place::Stack | Place::View if len <= BUFFER_LEN => BUFFER_LEN,
            _ => self.block_of(len, 1),
        }
    }

    /// The capacity of `[]rune(s)` for a string of `runes` runes.
    ///
    /// ```
    /// # use goslice::{Arch, Policy, Release, convert::Place};
    /// # let policy = Policy::new(Release::NEWEST, Arch::Amd64);
    /// assert_eq!(policy.runes_of_string(5, Place::Heap), 6); // 20 bytes, rounded to 24
    /// ```
    #[must_use]
    pub const fn runes_of_string(&self, runes: i64, place: Place) -> i64 {
        match place {
            Place::Stack | Place::View if runes <= BUFFER_LEN => BUFFER_LEN,
            _ => self.block_of(runes, RUNE_BYTES),
        }
    }

    /// The capacity of a `strings.Builder` after `Grow(n)`: the old one where n bytes fit, else `2*cap + n`, which is
    /// rounded up to a block since 1.23. (Writing to a Builder is an ordinary `append`.)
    ///
    /// ```
    /// # use goslice::{Arch, Policy, Release};
    /// assert_eq!(Policy::new(Release::new(22).unwrap(), Arch::Amd64).builder_grow(0, 0, 50), 50);
    /// assert_eq!(Policy::new(Release::new(23).unwrap(), Arch::Amd64).builder_grow(0, 0, 50), 64);
    /// ```
    #[must_use]
    pub const fn builder_grow(&self, len: i64, cap: i64, n: i64) -> i64 {
        if cap.saturating_sub(len) >= n {
            return cap;
        }
        let size = cap.saturating_mul(2).saturating_add(n);
        if self.release.at_least(23) { self.block_of(size, 1) } else { size }
    }

    /// How many of `size` bytes a block holds that was asked for `n` of them. Numbers that no memory has give the largest
    /// there are; a negative one is none.
    const fn block_of(&self, n: i64, size: u64) -> i64 {
        let bytes = if n < 0 { 0 } else { (n as u64).saturating_mul(size) };
        let usable = self.round_up(bytes, true).usable;
        (if usable > i64::MAX as u64 { i64::MAX as u64 } else { usable } / size) as i64
    }

    /// The capacity of a `bytes.Buffer` that nothing was read from, after `Grow(n)` or a write of n bytes: the old one
    /// where they fit, 64 for a first need of up to 64, else more: `2*cap + n` until 1.18, and since 1.19 the larger of
    /// the need and double, rounded up to a block.
    ///
    /// ```
    /// # use goslice::{Arch, Policy, Release};
    /// assert_eq!(Policy::new(Release::new(18).unwrap(), Arch::Amd64).buffer_grow(64, 64, 1), 129);
    /// assert_eq!(Policy::new(Release::new(19).unwrap(), Arch::Amd64).buffer_grow(64, 64, 1), 128);
    /// ```
    #[must_use]
    pub const fn buffer_grow(&self, len: i64, cap: i64, n: i64) -> i64 {
        let need = len.saturating_add(n);
        let double = cap.saturating_mul(2);
        if need <= cap {
            cap
        } else if cap == 0 && n <= BUFFER_FIRST {
            BUFFER_FIRST
        } else if !self.release.at_least(19) {
            double.saturating_add(n)
        } else {
            let wanted = if need > double { need } else { double };
            self.block_of(wanted, 1)
        }
    }
}
