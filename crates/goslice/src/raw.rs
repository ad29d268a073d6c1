//! The unsafe half: arrays with a reference count, pages from the system, and the token that vouches for bits.

pub(crate) mod array;
pub(crate) mod bits;
pub(crate) mod filling;
#[cfg(all(feature = "os-memory", target_os = "linux", target_pointer_width = "64", not(miri)))]
pub(crate) mod os;

/// Without pages from the system: there are none, and every array is the allocator's.
#[cfg(not(all(feature = "os-memory", target_os = "linux", target_pointer_width = "64", not(miri))))]
pub(crate) mod os {
    #![allow(unsafe_code, reason = "the same signatures as with pages")]

    use core::ptr::NonNull;

    pub(crate) const GROWN_MIN: usize = usize::MAX;
    pub(crate) const MADE_MIN: usize = usize::MAX;
    pub(crate) const HEAD: usize = 0;

    pub(crate) struct Region {
        pub(crate) start: NonNull<u8>,
        pub(crate) bytes: usize,
        pub(crate) touched: usize,
    }

    pub(crate) fn reserve(_bytes: usize) -> Option<Region> {
        None
    }

    pub(crate) fn exact(_bytes: usize) -> Option<Region> {
        None
    }

    pub(crate) unsafe fn extend(_region: Region, _bytes: usize) -> Result<Region, Region> {
        unreachable!("no region was reserved")
    }

    pub(crate) unsafe fn overwritten(_region: &Region) {}

    pub(crate) unsafe fn release(_region: Region) {}
}
