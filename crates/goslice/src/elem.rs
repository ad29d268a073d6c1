//! What growth needs to know of an element type.

/// An element's layout: its size, and whether any part of it is a pointer. Where the pointers are does not matter.
///
/// Strings, slices, interfaces, functions, maps, channels, pointers and `unsafe.Pointer` are or hold pointers;
/// `uintptr` does not.
///
/// ```
/// use goslice::Elem;
///
/// let int = Elem::plain(8);
/// let string = Elem::with_pointers(16);
/// assert!(!int.has_pointers && string.has_pointers);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Elem {
    /// Size of one element in bytes, 0 for `struct{}`.
    pub size: u64,
    /// Whether an element contains a pointer, so that the collector must look into the array.
    pub has_pointers: bool,
}

impl Elem {
    /// An element of `size` bytes without pointers.
    ///
    /// ```
    /// assert!(!goslice::Elem::plain(1).has_pointers);
    /// ```
    #[must_use]
    pub const fn plain(size: u64) -> Elem {
        Elem { size, has_pointers: false }
    }

    /// An element of `size` bytes with pointers.
    ///
    /// ```
    /// assert!(goslice::Elem::with_pointers(24).has_pointers);
    /// ```
    #[must_use]
    pub const fn with_pointers(size: u64) -> Elem {
        Elem { size, has_pointers: true }
    }
}
