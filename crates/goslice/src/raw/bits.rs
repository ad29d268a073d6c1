//! What is known of an element's bits, as a token that cannot be forged in safe code.
#![allow(unsafe_code, reason = "the token vouches for what the raw array then relies on")]

use core::fmt;
use core::marker::PhantomData;

/// How elements of a type may be duplicated and zeroed: one by one, by copying their bytes, or by zero bytes.
///
/// It makes bulk operations as fast as `memcpy` and lets fresh pages of the system be used as they are. The default of
/// [`Element::BITS`](crate::Element::BITS), [`Bits::CLONED`], is right for every type.
///
/// ```
/// use goslice::{Bits, Element};
///
/// #[derive(Clone, Copy)]
/// struct Point { x: i64, y: i64 }
///
/// impl Element for Point {
///     const ZERO: Point = Point { x: 0, y: 0 };
///     const BITS: Bits<Point> = Bits::copied(); // compiles because Point is Copy
/// }
/// assert!(Point::BITS.are_copied());
/// ```
pub struct Bits<T> {
    level: u8,
    of: PhantomData<fn(T) -> T>,
}

impl<T> Bits<T> {
    /// Elements are duplicated by `clone`, one at a time.
    ///
    /// ```
    /// assert!(!goslice::Bits::<String>::CLONED.are_copied());
    /// ```
    pub const CLONED: Bits<T> = Bits::with_level(0);

    /// Elements are duplicated by copying their bytes, which `T: Copy` allows.
    ///
    /// ```
    /// assert!(goslice::Bits::<u8>::copied().are_copied());
    /// ```
    pub const fn copied() -> Bits<T>
    where
        T: Copy,
    {
        Bits::with_level(1)
    }

    /// Like [`Bits::copied`], and zero bytes are the type's zero value.
    ///
    /// # Safety
    ///
    /// A `T` all of whose bytes are zero must be valid and be the same value as [`Element::ZERO`](crate::Element::ZERO).
    ///
    /// ```
    /// // SAFETY: the number 0 is zero bytes.
    /// let bits = unsafe { goslice::Bits::<u64>::zeroed() };
    /// assert!(bits.are_zeroed());
    /// ```
    pub const unsafe fn zeroed() -> Bits<T>
    where
        T: Copy,
    {
        Bits::with_level(2)
    }

    /// Whether elements are duplicated by copying their bytes.
    ///
    /// ```
    /// assert!(goslice::Bits::<u8>::copied().are_copied());
    /// ```
    pub const fn are_copied(self) -> bool {
        self.level >= 1
    }

    /// Whether zero bytes are the zero value.
    ///
    /// ```
    /// assert!(!goslice::Bits::<u8>::copied().are_zeroed());
    /// ```
    pub const fn are_zeroed(self) -> bool {
        self.level == 2
    }

    /// What holds for every part holds for the whole: for arrays and tuples, whose `Copy` cannot be asked for.
    pub(crate) const fn both<A, B>(a: Bits<A>, b: Bits<B>) -> Bits<T> {
        Bits::with_level(if a.level < b.level { a.level } else { b.level })
    }

    /// For this crate's own types, each of which keeps what the level says.
    pub(crate) const fn with_level(level: u8) -> Bits<T> {
        Bits { level, of: PhantomData }
    }
}

impl<T> Clone for Bits<T> {
    fn clone(&self) -> Bits<T> {
        *self
    }
}

impl<T> Copy for Bits<T> {}

impl<T> fmt::Debug for Bits<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(["CLONED", "copied", "zeroed"][usize::from(self.level)])
    }
}
