//! The heap's size classes: blocks of up to 32 KiB come in 66 or 67 sizes, larger ones in whole pages.
//!
//! A *class* has a number (from 1), the bytes of one block, and the bytes of a *span*, the run of pages that is cut
//! into blocks of that class. The table is the same for every architecture.

/// Bytes of a heap page, on every system, whatever the system's own page size.
///
/// ```
/// assert_eq!(goslice::size_class::PAGE_BYTES, 8192);
/// ```
pub const PAGE_BYTES: u64 = 8192;

/// The largest block that has a size class.
///
/// ```
/// assert_eq!(goslice::size_class::MAX_SMALL_BYTES, 32768);
/// ```
pub const MAX_SMALL_BYTES: u64 = 32768;

/// Bytes of the malloc header that 1.22 and later put before blocks with pointers; 8 with 4-byte words too.
///
/// ```
/// assert_eq!(goslice::size_class::MALLOC_HEADER_BYTES, 8);
/// ```
pub const MALLOC_HEADER_BYTES: u64 = 8;

/// Bytes of a block and pages of a span, classes 1 to 67 of Go 1.16 to 1.27.
///
/// A span has the fewest pages that leave at most an eighth unused at the end; the block was then enlarged as far as
/// the same number fits. So pages cannot be derived from the final size alone.
#[rustfmt::skip]
const TABLE: [(u16, u8); 67] = [
    (8, 1), (16, 1), (24, 1), (32, 1), (48, 1), (64, 1), (80, 1), (96, 1),
    (112, 1), (128, 1), (144, 1), (160, 1), (176, 1), (192, 1), (208, 1), (224, 1),
    (240, 1), (256, 1), (288, 1), (320, 1), (352, 1), (384, 1), (416, 1), (448, 1),
    (480, 1), (512, 1), (576, 1), (640, 1), (704, 1), (768, 1), (896, 1), (1024, 1),
    (1152, 1), (1280, 1), (1408, 2), (1536, 1), (1792, 2), (2048, 1), (2304, 2), (2688, 1),
    (3072, 3), (3200, 2), (3456, 3), (4096, 1), (4864, 3), (5376, 2), (6144, 3), (6528, 4),
    (6784, 5), (6912, 6), (8192, 1), (9472, 7), (9728, 6), (10240, 5), (10880, 4), (12288, 3),
    (13568, 5), (14336, 7), (16384, 2), (18432, 9), (19072, 7), (20480, 5), (21760, 8), (24576, 3),
    (27264, 10), (28672, 7), (32768, 4),
];

/// Place in `TABLE` of the 24-byte class, which Go 1.16 added.
const TWENTY_FOUR: usize = 2;

/// The size classes of a release, with a table for lookup in constant time.
///
/// ```
/// use goslice::{Release, size_class::Classes};
///
/// let sizes: Vec<_> = Classes::of(Release::NEWEST).iter().map(|class| class.bytes).take(5).collect();
/// assert_eq!(sizes, [8, 16, 24, 32, 48]);
/// ```
#[derive(PartialEq, Eq)]
pub struct Classes {
    table: [(u16, u8); 67],
    count: usize,
    /// Class of each size up to 1024, in steps of 8.
    small: [u8; 129],
    /// Class of each size above 1024, in steps of 128.
    large: [u8; 249],
}

static BEFORE_16: Classes = Classes::build(false);
static SINCE_16: Classes = Classes::build(true);

impl Classes {
    /// The table of Go `1.minor`: 66 classes until 1.15, 67 since 1.16.
    ///
    /// ```
    /// use goslice::{Release, size_class::Classes};
    ///
    /// assert_eq!(Classes::of(Release::new(15).unwrap()).iter().count(), 66);
    /// assert_eq!(Classes::of(Release::new(16).unwrap()).iter().count(), 67);
    /// ```
    #[must_use]
    pub const fn of(release: crate::Release) -> &'static Classes {
        if release.at_least(16) { &SINCE_16 } else { &BEFORE_16 }
    }

    /// The smallest class whose blocks have at least `bytes` bytes; `None` for 0 and above 32768.
    ///
    /// ```
    /// use goslice::{Release, size_class::Classes};
    ///
    /// let class = Classes::of(Release::NEWEST).find(72).unwrap();
    /// assert_eq!((class.number, class.bytes), (7, 80));
    /// ```
    #[inline]
    #[must_use]
    pub const fn find(&self, bytes: u64) -> Option<Class> {
        let number = match bytes {
            0 => return None,
            1..=1024 => self.small[bytes.div_ceil(8) as usize],
            1025..=MAX_SMALL_BYTES => self.large[(bytes - 1024).div_ceil(128) as usize],
            _ => return None,
        };
        self.get(number)
    }

    /// The class with that number, from 1.
    ///
    /// ```
    /// use goslice::{Release, size_class::Classes};
    ///
    /// assert_eq!(Classes::of(Release::NEWEST).get(67).unwrap().bytes, 32768);
    /// ```
    #[inline]
    #[must_use]
    pub const fn get(&self, number: u8) -> Option<Class> {
        let index = number as usize;
        if index == 0 || index > self.count {
            return None;
        }
        let (bytes, pages) = self.table[index - 1];
        Some(Class { number, bytes: bytes as u64, pages })
    }

    /// Every class, smallest first.
    ///
    /// ```
    /// use goslice::{Release, size_class::Classes};
    ///
    /// let first: Vec<u64> = Classes::of(Release::NEWEST).iter().take(5).map(|c| c.bytes).collect();
    /// assert_eq!(first, [8, 16, 24, 32, 48]);
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = Class> + '_ {
        (1..=self.count as u8).filter_map(|number| self.get(number))
    }

    /// The largest part of a span that its blocks do not use, in hundredths of a percent, rounded half up: when every
    /// block holds one byte more than the class below would take, and the tail is unused.
    ///
    /// ```
    /// use goslice::{Release, size_class::Classes};
    ///
    /// let classes = Classes::of(Release::NEWEST);
    /// assert_eq!(classes.worst_waste(classes.find(48).unwrap()), 31_52); // 31.52 %
    /// ```
    #[must_use]
    pub const fn worst_waste(&self, class: Class) -> u64 {
        let below = match self.get(class.number.wrapping_sub(1)) {
            Some(below) => below.bytes,
            None => 0,
        };
        let least = class.bytes.saturating_sub(below).saturating_sub(1);
        let wasted = least.saturating_mul(class.objects()).saturating_add(class.tail_waste());
        match wasted.saturating_mul(10_000).saturating_add(class.span_bytes() / 2).checked_div(class.span_bytes()) {
            Some(hundredths) => hundredths,
            None => 0,
        }
    }

    const fn build(with_24: bool) -> Classes {
        let mut table = [(0, 0); 67];
        let mut count = 0;
        let mut i = 0;
        while i < TABLE.len() {
            if with_24 || i != TWENTY_FOUR {
                table[count] = TABLE[i];
                count += 1;
            }
            i += 1;
        }
        let mut small = [0; 129];
        let mut large = [0; 249];
        let mut class = 0;
        let mut step = 1;
        while step < small.len() {
            while (table[class].0 as usize) < step * 8 {
                class += 1;
            }
            small[step] = class as u8 + 1;
            step += 1;
        }
        let mut step = 0;
        while step < large.len() {
            while (table[class].0 as usize) < 1024 + step * 128 {
                class += 1;
            }
            large[step] = class as u8 + 1;
            step += 1;
        }
        Classes { table, count, small, large }
    }
}

impl core::fmt::Debug for Classes {
    /// In short: every policy refers to one of two tables.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Classes({})", self.count)
    }
}

/// One size class.
///
/// ```
/// use goslice::{Release, size_class::Classes};
///
/// let class = Classes::of(Release::NEWEST).find(1300).unwrap();
/// assert_eq!(class.bytes, 1408);
/// assert_eq!((class.span_bytes(), class.objects(), class.tail_waste()), (16384, 11, 896));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Class {
    /// Its number, from 1. The 24-byte class moved those after it up by one.
    pub number: u8,
    /// Bytes of one block.
    pub bytes: u64,
    /// Pages of a span.
    pub pages: u8,
}

impl Class {
    /// Bytes of a span.
    ///
    /// ```
    /// # use goslice::{Release, size_class::Classes};
    /// assert_eq!(Classes::of(Release::NEWEST).find(8).unwrap().span_bytes(), 8192);
    /// ```
    #[must_use]
    pub const fn span_bytes(self) -> u64 {
        self.pages as u64 * PAGE_BYTES
    }

    /// Blocks in a span.
    ///
    /// ```
    /// # use goslice::{Release, size_class::Classes};
    /// assert_eq!(Classes::of(Release::NEWEST).find(8).unwrap().objects(), 1024);
    /// ```
    #[must_use]
    pub const fn objects(self) -> u64 {
        match self.span_bytes().checked_div(self.bytes) {
            Some(objects) => objects,
            None => 0,
        }
    }

    /// Bytes at the end of a span that are too few for a block.
    ///
    /// ```
    /// # use goslice::{Release, size_class::Classes};
    /// assert_eq!(Classes::of(Release::NEWEST).find(24).unwrap().tail_waste(), 8);
    /// ```
    #[must_use]
    pub const fn tail_waste(self) -> u64 {
        match self.span_bytes().checked_rem(self.bytes) {
            Some(bytes) => bytes,
            None => 0,
        }
    }
}

/// Bytes that a request of `bytes` bytes can use once the allocator has rounded it up, header not counted.
/// `noscan` says that the memory holds no pointers.
///
/// ```
/// use goslice::{Arch, Release, size_class::round_up};
///
/// assert_eq!(round_up(Release::NEWEST, Arch::Amd64, 72, true), 80);
/// // With pointers and above 512 bytes, 1.22 keeps 8 bytes of the block for itself.
/// assert_eq!(round_up(Release::new(21).unwrap(), Arch::Amd64, 520, false), 576);
/// assert_eq!(round_up(Release::new(22).unwrap(), Arch::Amd64, 520, false), 568);
/// ```
#[must_use]
pub const fn round_up(release: crate::Release, arch: crate::Arch, bytes: u64, noscan: bool) -> u64 {
    crate::Policy::new(release, arch).round_up(bytes, noscan).usable
}
