//! The rules of one release on one architecture, looked up once and used many times.

use crate::size_class::{Class, Classes, MALLOC_HEADER_BYTES, MAX_SMALL_BYTES, PAGE_BYTES};
use crate::{Arch, Release};

/// Everything that growth needs to know of a release and an architecture. It is small, `Copy` and built in a few
/// instructions; a runtime keeps one and calls [`Policy::grow`] on it.
///
/// Over the releases there are four: until 1.15, 1.16 and 1.17, 1.18 to 1.21, and since 1.22.
///
/// ```
/// use goslice::{Arch, Elem, Policy, Release};
///
/// const POLICY: Policy = Policy::new(Release::NEWEST, Arch::Amd64);
/// assert_eq!(POLICY.grow(Elem::plain(8), 4, 4, 1)?.cap, 8);
/// # Ok::<(), goslice::GrowthPanic>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The release.
    pub release: Release,
    /// The architecture.
    pub arch: Arch,
    /// When doubling ends.
    pub threshold: Threshold,
    /// Whether blocks with pointers above [`Policy::header_above`] bytes begin with a malloc header (1.22 and later).
    pub headers: bool,
    /// The most bytes that one block may have, see [`Arch::max_alloc`].
    pub max_alloc: u64,
    /// The size classes.
    pub classes: &'static Classes,
}

/// Until when a capacity is doubled, and how it grows from there.
///
/// ```
/// use goslice::{Arch, Policy, Release, policy::Threshold};
///
/// assert_eq!(Policy::new(Release::NEWEST, Arch::Amd64).threshold, Threshold::Cap256);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Threshold {
    /// Until 1.15: doubled while the old *length* is below 1024, then steps of a quarter.
    Len1024,
    /// 1.16 and 1.17: doubled while the old *capacity* is below 1024, then steps of a quarter.
    Cap1024,
    /// Since 1.18: doubled while the old capacity is below 256, then steps of `(cap + 768) / 4`, which fall from double
    /// to a quarter as the capacity grows.
    Cap256,
}

/// What the allocator makes of a request: see [`Policy::round_up`].
///
/// ```
/// use goslice::{Arch, Policy, Release, policy::Block};
///
/// let rounded = Policy::new(Release::NEWEST, Arch::Amd64).round_up(25_072, false);
/// assert_eq!((rounded.header, rounded.usable), (8, 27_256));
/// assert_eq!(rounded.block.bytes(), 27_264);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Rounded {
    /// Bytes of the malloc header at the start of the block: 8 or 0.
    pub header: u64,
    /// The block.
    pub block: Block,
    /// Bytes that the program can use: the block without the header.
    pub usable: u64,
}

/// Where a block comes from.
///
/// ```
/// use goslice::policy::Block;
///
/// assert_eq!(Block::Pages { count: 5 }.bytes(), 40_960);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Block {
    /// No memory: zero bytes were asked for. All such pointers are one and the same.
    Zero,
    /// A slot of a span of one size class.
    Class(Class),
    /// Whole pages.
    Pages {
        /// How many pages of 8192 bytes.
        count: u64,
    },
}

impl Block {
    /// Bytes of the block, header included.
    ///
    /// ```
    /// assert_eq!(goslice::policy::Block::Zero.bytes(), 0);
    /// ```
    #[must_use]
    pub const fn bytes(self) -> u64 {
        match self {
            Block::Zero => 0,
            Block::Class(class) => class.bytes,
            Block::Pages { count } => count.saturating_mul(PAGE_BYTES),
        }
    }
}

impl Policy {
    /// The policy of a release on an architecture.
    ///
    /// ```
    /// use goslice::{Arch, Policy, Release};
    ///
    /// assert!(!Policy::new(Release::new(21).unwrap(), Arch::I386).headers);
    /// ```
    #[must_use]
    pub const fn new(release: Release, arch: Arch) -> Policy {
        Policy {
            release,
            arch,
            threshold: match release.minor() {
                ..=15 => Threshold::Len1024,
                16 | 17 => Threshold::Cap1024,
                _ => Threshold::Cap256,
            },
            headers: release.at_least(22),
            max_alloc: arch.max_alloc(release),
            classes: Classes::of(release),
        }
    }

    /// Blocks with pointers of more than so many bytes have a header where there are headers: a word of bits describes
    /// the pointers of smaller ones. 512, or 128 with 4-byte words.
    ///
    /// ```
    /// use goslice::{Arch, Policy, Release};
    ///
    /// assert_eq!(Policy::new(Release::NEWEST, Arch::I386).header_above(), 128);
    /// ```
    #[must_use]
    pub const fn header_above(&self) -> u64 {
        self.arch.word_bytes() * self.arch.word_bytes() * 8
    }

    /// The block for a request of `bytes` bytes: the smallest size class that holds it and its header, or whole pages
    /// above 32 KiB (from 32761 bytes in 1.22 and later). `noscan` says that the memory holds no pointers.
    ///
    /// ```
    /// use goslice::{Arch, Policy, Release};
    ///
    /// let policy = Policy::new(Release::NEWEST, Arch::Amd64);
    /// assert_eq!(policy.round_up(40_000, true).usable, 40_960); // 5 pages
    /// ```
    #[inline]
    #[must_use]
    pub const fn round_up(&self, bytes: u64, noscan: bool) -> Rounded {
        let small_max = if self.headers { MAX_SMALL_BYTES - MALLOC_HEADER_BYTES } else { MAX_SMALL_BYTES };
        if bytes <= small_max {
            let header = if self.headers && !noscan && bytes > self.header_above() { MALLOC_HEADER_BYTES } else { 0 };
            return match self.classes.find(bytes + header) {
                Some(class) => Rounded { header, block: Block::Class(class), usable: class.bytes - header },
                None => Rounded { header: 0, block: Block::Zero, usable: 0 },
            };
        }
        let count = bytes.div_ceil(PAGE_BYTES);
        // Where rounding up would not fit a word, the runtime leaves the size as it is; it is refused or fails later.
        let usable = match count.checked_mul(PAGE_BYTES) {
            Some(rounded) if rounded <= self.arch.max_word() => rounded,
            _ => bytes,
        };
        Rounded { header: 0, block: Block::Pages { count }, usable }
    }
}
