//! What `append` does: in place, or a new array and which capacity.
//!
//! The runtime's two steps are two functions here. [`next_cap`] is the policy, numbers of elements only: double, grow by
//! steps, or exactly the need. [`grow`] turns that into bytes, lets the allocator round them up
//! ([`Policy::round_up`]), and takes as many elements as the block then holds.

use core::fmt;

use crate::policy::{Block, Threshold};
use crate::{Arch, Elem, GrowthPanic, Policy, Release};

/// One `append`, as a question.
///
/// All forms of `append` are one growth to the final length: appending n elements at once is not n appends of one.
///
/// ```
/// use goslice::{Arch, Elem, Release, growth::{Request, grow}};
///
/// let request = Request {
///     release: Release::new(17).unwrap(),
///     arch: Arch::I386,
///     elem: Elem::plain(4),
///     old_len: 5,
///     old_cap: 5,
///     appended: 1,
/// };
/// assert_eq!(grow(&request)?.cap, 12);
/// # Ok::<(), goslice::GrowthPanic>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Request {
    /// The Go release whose rules apply.
    pub release: Release,
    /// The architecture.
    pub arch: Arch,
    /// The element type.
    pub elem: Elem,
    /// `len(s)` before.
    pub old_len: i64,
    /// `cap(s)` before.
    pub old_cap: i64,
    /// How many elements are appended.
    pub appended: i64,
}

/// Which rule decided the capacity before rounding.
///
/// ```
/// use goslice::{Arch, Release, growth::{Rule, next_cap}};
///
/// assert_eq!(next_cap(Release::NEWEST, Arch::Amd64, 5, 4, 4).rule, Rule::Double);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// The elements fit: the same array, the same capacity.
    InPlace,
    /// Elements of size zero need no memory: the capacity is the need.
    ZeroSize,
    /// More than double is needed: exactly the need.
    Need,
    /// Small enough to double; the policy's [`Threshold`] says what small is.
    Double,
    /// From the threshold on, `cap + cap/4` until it is enough (until 1.17).
    Quarters {
        /// How many steps it took, at least 1.
        steps: u32,
    },
    /// From the threshold on, `cap + (cap + 768)/4` until it is enough (1.18 and later).
    Smooth {
        /// How many steps it took, at least 1.
        steps: u32,
    },
    /// The steps overflowed `int`: exactly the need.
    Overflow,
}

impl Rule {
    /// The rule in a word or two, as reports name it.
    ///
    /// ```
    /// use goslice::growth::Rule;
    ///
    /// assert_eq!(Rule::Smooth { steps: 2 }.name(), "smooth");
    /// assert_eq!(Rule::Smooth { steps: 2 }.steps(), Some(2));
    /// ```
    pub const fn name(&self) -> &'static str {
        match self {
            Rule::InPlace => "in place",
            Rule::ZeroSize => "zero size",
            Rule::Need => "need",
            Rule::Double => "double",
            Rule::Quarters { .. } => "quarters",
            Rule::Smooth { .. } => "smooth",
            Rule::Overflow => "overflow",
        }
    }

    /// How many steps it took, where the rule goes by steps.
    pub const fn steps(&self) -> Option<u32> {
        match self {
            Rule::Quarters { steps } | Rule::Smooth { steps } => Some(*steps),
            _ => None,
        }
    }
}

/// The capacity before rounding, and how it came about.
///
/// ```
/// use goslice::{Arch, Release, growth::next_cap};
///
/// let next = next_cap(Release::NEWEST, Arch::Amd64, 9, 4, 4);
/// assert_eq!((next.double, next.cap), (8, 9));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct NextCap {
    /// Twice the old capacity, wrapped as an `int`.
    pub double: i64,
    /// The rule that decided.
    pub rule: Rule,
    /// The capacity.
    pub cap: i64,
}

/// The capacity that a slice grows to before its bytes are rounded up. `need` is the new length and more than
/// `old_cap`; lengths and capacities are in elements.
///
/// The result is at least `need`. It is not the smallest one: each step is tested after it was made.
///
/// ```
/// use goslice::{Arch, Release, growth::{Rule, next_cap}};
///
/// let since_18 = next_cap(Release::new(18).unwrap(), Arch::Amd64, 513, 512, 512);
/// assert_eq!((since_18.rule, since_18.cap), (Rule::Smooth { steps: 1 }, 832));
/// let before = next_cap(Release::new(17).unwrap(), Arch::Amd64, 513, 512, 512);
/// assert_eq!((before.rule, before.cap), (Rule::Double, 1024));
/// ```
pub const fn next_cap(release: Release, arch: Arch, need: i64, old_len: i64, old_cap: i64) -> NextCap {
    Policy::new(release, arch).next_cap(need, old_len, old_cap)
}

/// Everything that happens when elements are appended, or the panic of that release.
///
/// Panics, in Go's sense, when the new length does not fit an `int` or the array is larger than
/// [`Arch::max_alloc`]: `growslice: cap out of range` until 1.19, `growslice: len out of range` since.
///
/// ```
/// use goslice::{Arch, Elem, GrowthPanic, Release, growth::{Request, grow}};
///
/// let mut request = Request {
///     release: Release::NEWEST,
///     arch: Arch::Amd64,
///     elem: Elem::with_pointers(16),
///     old_len: 32,
///     old_cap: 32,
///     appended: 1,
/// };
/// let growth = grow(&request)?;
/// assert_eq!((growth.header, growth.block.bytes(), growth.cap), (8, 1152, 71));
///
/// request.appended = i64::MAX;
/// assert_eq!(grow(&request), Err(GrowthPanic::GrowLen));
/// # Ok::<(), GrowthPanic>(())
/// ```
pub const fn grow(request: &Request) -> Result<Growth, GrowthPanic> {
    let policy = Policy::new(request.release, request.arch);
    policy.grow(request.elem, request.old_len, request.old_cap, request.appended)
}

/// An `append`, each step as data.
///
/// ```
/// use goslice::{Arch, Elem, Policy, Release};
///
/// let growth = Policy::new(Release::NEWEST, Arch::Amd64).grow(Elem::plain(8), 4, 4, 5)?;
/// assert_eq!(growth.spare(), 1); // 10 slots, 9 elements
/// assert_eq!(growth.slack(), 0); // 80 bytes are 10 elements
/// assert_eq!(growth.left_behind(), 32); // the old array
/// # Ok::<(), goslice::GrowthPanic>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Growth {
    /// The element type.
    pub elem: Elem,
    /// `len(s)` before.
    pub old_len: i64,
    /// `cap(s)` before.
    pub old_cap: i64,
    /// How many elements were appended.
    pub appended: i64,
    /// `len(s)` after: what must fit.
    pub need: i64,
    /// Twice the old capacity, wrapped as an `int`.
    pub double: i64,
    /// The rule that decided the capacity before rounding.
    pub rule: Rule,
    /// The capacity before rounding, in elements.
    pub raw_cap: i64,
    /// Bytes asked of the allocator: `raw_cap * size`. 0 in place.
    pub bytes: u64,
    /// Bytes of the malloc header in the new block: 8 or 0.
    pub header: u64,
    /// The new block; [`Block::Zero`] in place and for elements without size.
    pub block: Block,
    /// Bytes of the block after its header. 0 in place.
    pub usable: u64,
    /// `cap(s)` after.
    pub cap: i64,
}

impl Growth {
    /// Whether the elements moved to a new array. In place, other slices of the array see what is appended.
    ///
    /// ```
    /// # use goslice::{Arch, Elem, Policy, Release};
    /// # let policy = Policy::new(Release::NEWEST, Arch::Amd64);
    /// assert!(!policy.grow(Elem::plain(8), 4, 8, 4)?.moved());
    /// # Ok::<(), goslice::GrowthPanic>(())
    /// ```
    pub const fn moved(&self) -> bool {
        !matches!(self.rule, Rule::InPlace)
    }

    /// Slots after the new length.
    ///
    /// ```
    /// # use goslice::{Arch, Elem, Policy, Release};
    /// # let policy = Policy::new(Release::NEWEST, Arch::Amd64);
    /// assert_eq!(policy.grow(Elem::plain(8), 4, 4, 1)?.spare(), 3);
    /// # Ok::<(), goslice::GrowthPanic>(())
    /// ```
    pub const fn spare(&self) -> i64 {
        self.cap.saturating_sub(self.need)
    }

    /// Bytes of the new block beyond header and `cap * size`: less than an element. 0 in place.
    ///
    /// ```
    /// # use goslice::{Arch, Elem, Policy, Release};
    /// # let policy = Policy::new(Release::NEWEST, Arch::Amd64);
    /// assert_eq!(policy.grow(Elem::plain(12), 0, 0, 3)?.slack(), 0); // 48 bytes, 4 elements
    /// assert_eq!(policy.grow(Elem::plain(12), 0, 0, 5)?.slack(), 4); // 64 bytes, 5 elements
    /// # Ok::<(), goslice::GrowthPanic>(())
    /// ```
    pub const fn slack(&self) -> u64 {
        if self.moved() { self.usable.saturating_sub(self.array_bytes()) } else { 0 }
    }

    /// Bytes of the old array, which is garbage unless another slice holds it. 0 in place.
    ///
    /// ```
    /// # use goslice::{Arch, Elem, Policy, Release};
    /// # let policy = Policy::new(Release::NEWEST, Arch::Amd64);
    /// assert_eq!(policy.grow(Elem::plain(8), 4, 4, 1)?.left_behind(), 32);
    /// # Ok::<(), goslice::GrowthPanic>(())
    /// ```
    pub const fn left_behind(&self) -> u64 {
        if self.moved() { self.elem.size.wrapping_mul(self.old_cap as u64) } else { 0 }
    }

    /// Bytes copied from the old array to the new one. 0 in place.
    ///
    /// ```
    /// # use goslice::{Arch, Elem, Policy, Release};
    /// # let policy = Policy::new(Release::NEWEST, Arch::Amd64);
    /// assert_eq!(policy.grow(Elem::plain(8), 3, 4, 2)?.copied(), 24);
    /// # Ok::<(), goslice::GrowthPanic>(())
    /// ```
    pub const fn copied(&self) -> u64 {
        if self.moved() { self.elem.size.wrapping_mul(self.old_len as u64) } else { 0 }
    }

    /// Bytes of the elements that are appended.
    ///
    /// ```
    /// # use goslice::{Arch, Elem, Policy, Release};
    /// # let policy = Policy::new(Release::NEWEST, Arch::Amd64);
    /// assert_eq!(policy.grow(Elem::plain(8), 4, 8, 2)?.appended_bytes(), 16);
    /// # Ok::<(), goslice::GrowthPanic>(())
    /// ```
    pub const fn appended_bytes(&self) -> u64 {
        self.elem.size.wrapping_mul(self.appended as u64)
    }

    /// Bytes of the new array that `append` sets to zero: with pointers all of them, since the collector may look at
    /// any time; without, only those after the new length, since the rest is overwritten. 0 in place.
    ///
    /// ```
    /// # use goslice::{Arch, Elem, Policy, Release};
    /// # let policy = Policy::new(Release::NEWEST, Arch::Amd64);
    /// assert_eq!(policy.grow(Elem::plain(8), 4, 4, 1)?.cleared(), 24);
    /// assert_eq!(policy.grow(Elem::with_pointers(8), 4, 4, 1)?.cleared(), 64);
    /// # Ok::<(), goslice::GrowthPanic>(())
    /// ```
    pub const fn cleared(&self) -> u64 {
        if !self.moved() {
            0
        } else if self.elem.has_pointers {
            self.array_bytes()
        } else {
            self.elem.size.wrapping_mul(self.spare() as u64)
        }
    }

    /// Bytes of the array after: `cap * size`.
    ///
    /// ```
    /// # use goslice::{Arch, Elem, Policy, Release};
    /// # let policy = Policy::new(Release::NEWEST, Arch::Amd64);
    /// assert_eq!(policy.grow(Elem::plain(8), 4, 4, 1)?.array_bytes(), 64);
    /// # Ok::<(), goslice::GrowthPanic>(())
    /// ```
    pub const fn array_bytes(&self) -> u64 {
        self.elem.size.wrapping_mul(self.cap as u64)
    }
}

impl fmt::Display for Growth {
    /// The steps in one line.
    ///
    /// ```
    /// use goslice::{Arch, Elem, Policy, Release};
    ///
    /// let growth = Policy::new(Release::NEWEST, Arch::Amd64).grow(Elem::plain(8), 4, 4, 5)?;
    /// assert_eq!(
    ///     growth.to_string(),
    ///     "4 + 5 = 9 elements, capacity was 4: more than double, so the need, 9; 72 bytes, in a block of 80; capacity 10"
    /// );
    /// # Ok::<(), goslice::GrowthPanic>(())
    /// ```
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Growth { old_len, appended, need, old_cap, raw_cap, bytes, cap, .. } = self;
        write!(f, "{old_len} + {appended} = {need} elements, capacity was {old_cap}: ")?;
        match self.rule {
            Rule::InPlace => return f.write_str("in place"),
            Rule::ZeroSize => return write!(f, "they have no size; capacity {cap}"),
            Rule::Need => f.write_str("more than double, so the need")?,
            Rule::Double => f.write_str("small, so double")?,
            Rule::Quarters { steps } => write!(f, "large, so by a quarter, {steps} times")?,
            Rule::Smooth { steps } => write!(f, "large, so by a quarter and 192, {steps} times")?,
            Rule::Overflow => f.write_str("too large to grow by steps, so the need")?,
        }
        write!(f, ", {raw_cap}; {bytes} bytes, in a block of {}; capacity {cap}", self.block.bytes())
    }
}

impl Policy {
    /// [`next_cap`] under this policy.
    ///
    /// ```
    /// use goslice::{Arch, Policy, Release, growth::Rule};
    ///
    /// // Until 1.15 the length was tested, not the capacity.
    /// let policy = Policy::new(Release::new(15).unwrap(), Arch::Amd64);
    /// assert_eq!(policy.next_cap(1101, 800, 1100).rule, Rule::Double);
    /// ```
    #[inline]
    pub const fn next_cap(&self, need: i64, old_len: i64, old_cap: i64) -> NextCap {
        let double = self.arch.wrap_int(old_cap.wrapping_mul(2));
        if need > double {
            return NextCap { double, rule: Rule::Need, cap: need };
        }
        let small = match self.threshold {
            Threshold::Len1024 => old_len < 1024,
            Threshold::Cap1024 => old_cap < 1024,
            Threshold::Cap256 => old_cap < 256,
        };
        if small {
            return NextCap { double, rule: Rule::Double, cap: double };
        }
        let smooth = matches!(self.threshold, Threshold::Cap256);
        let mut cap = old_cap;
        let mut steps = 0;
        while 0 < cap && cap < need {
            let step = if smooth { self.arch.wrap_int(cap.wrapping_add(768)) >> 2 } else { cap / 4 };
            if step == 0 {
                // A capacity below 4, which is not below its slice's length of 1024 or more: no slice is like that, and the
                // runtime would not come to an end.
                cap = 0;
                break;
            }
            cap = self.arch.wrap_int(cap.wrapping_add(step));
            steps += 1;
        }
        if cap <= 0 {
            return NextCap { double, rule: Rule::Overflow, cap: need };
        }
        let rule = if smooth { Rule::Smooth { steps } } else { Rule::Quarters { steps } };
        NextCap { double, rule, cap }
    }

    /// [`grow`] under this policy.
    ///
    /// ```
    /// use goslice::{Arch, Elem, Policy, Release};
    ///
    /// let policy = Policy::new(Release::NEWEST, Arch::Amd64);
    /// let growth = policy.grow(Elem::plain(1), 0, 0, 5)?;
    /// assert_eq!(growth.cap, 8);
    /// # Ok::<(), goslice::GrowthPanic>(())
    /// ```
    #[inline]
    pub const fn grow(&self, elem: Elem, old_len: i64, old_cap: i64, appended: i64) -> Result<Growth, GrowthPanic> {
        let need = self.arch.wrap_int(old_len.wrapping_add(appended));
        let mut growth = Growth {
            elem,
            old_len,
            old_cap,
            appended,
            need,
            double: self.arch.wrap_int(old_cap.wrapping_mul(2)),
            rule: Rule::InPlace,
            raw_cap: old_cap,
            bytes: 0,
            header: 0,
            block: Block::Zero,
            usable: 0,
            cap: old_cap,
        };
        if need as u64 <= old_cap as u64 {
            return Ok(growth);
        }
        if need < 0 {
            return Err(self.grow_panic());
        }
        if elem.size == 0 {
            growth.rule = Rule::ZeroSize;
            growth.raw_cap = need;
            growth.cap = need;
            return Ok(growth);
        }
        let next = self.next_cap(need, old_len, old_cap);
        growth.rule = next.rule;
        growth.raw_cap = next.cap;
        growth.bytes = match (next.cap as u64).checked_mul(elem.size) {
            Some(bytes) if bytes <= self.max_alloc => bytes,
            _ => return Err(self.grow_panic()),
        };
        let rounded = self.round_up(growth.bytes, !elem.has_pointers);
        growth.header = rounded.header;
        growth.block = rounded.block;
        growth.usable = rounded.usable;
        growth.cap = (rounded.usable / elem.size) as i64;
        // 1.20 began to test the bytes of the array; before, it was the block's.
        let tested = if self.release.at_least(20) { growth.array_bytes() } else { rounded.usable };
        if tested > self.max_alloc || growth.cap < 0 {
            return Err(self.grow_panic());
        }
        Ok(growth)
    }

    /// What `append` panics with when the result is too large.
    ///
    /// ```
    /// use goslice::{Arch, GrowthPanic, Policy, Release};
    ///
    /// let policy = Policy::new(Release::new(19).unwrap(), Arch::Amd64);
    /// assert_eq!(policy.grow_panic(), GrowthPanic::GrowCap);
    /// ```
    pub const fn grow_panic(&self) -> GrowthPanic {
        if self.release.at_least(20) { GrowthPanic::GrowLen } else { GrowthPanic::GrowCap }
    }
}
