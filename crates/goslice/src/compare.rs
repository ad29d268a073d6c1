//! Comparing, hashing, and printing as Rust does.

use alloc::string::String;
use alloc::vec::Vec;
use core::cell::Cell;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

use crate::window::{look, pair};
use crate::{Element, Rules, Slice};

/// What Go's `cmp.Ordered` has: numbers and text. Floats are ordered as `cmp.Compare` orders them, NaN first and equal to
/// itself, so that they can be sorted and searched.
///
/// ```
/// use core::cmp::Ordering;
/// use goslice::Ordered;
///
/// assert_eq!(f64::NAN.compare(&f64::NEG_INFINITY), Ordering::Less);
/// assert_eq!("a".compare(&"b"), Ordering::Less);
/// ```
pub trait Ordered: PartialEq {
    /// `cmp.Compare`.
    ///
    /// ```
    /// assert!(goslice::Ordered::compare(&1, &2).is_lt());
    /// ```
    fn compare(&self, other: &Self) -> Ordering;

    /// Whether it is a NaN, which `slices.Min` and `slices.Max` give if there is one.
    ///
    /// ```
    /// use goslice::Ordered;
    ///
    /// assert!(f32::NAN.is_nan_value() && !1.is_nan_value());
    /// ```
    #[inline(always)]
    fn is_nan_value(&self) -> bool {
        false
    }

    /// Whether `min` takes it rather than `other`, if neither is NaN: as [`Ordered::compare`], but -0 is below 0.
    ///
    /// ```
    /// use goslice::Ordered;
    ///
    /// assert!((-0.0).is_below(&0.0) && !0.0.is_below(&-0.0) && 1.is_below(&2));
    /// ```
    #[inline(always)]
    fn is_below(&self, other: &Self) -> bool {
        self.compare(other).is_lt()
    }

    /// Whether values that compare as equal are the same in all that can be seen of them, so that any algorithm sorts them
    /// alike.
    #[doc(hidden)]
    const EQUAL_ARE_SAME: bool = false;
}

macro_rules! ordered {
    ($($ty:ty),+) => {$(
        impl Ordered for $ty {
            const EQUAL_ARE_SAME: bool = true;
            #[inline(always)]
            fn compare(&self, other: &Self) -> Ordering {
                self.cmp(other)
            }
        }
    )+};
}

ordered!(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, char, &str, alloc::string::String);

macro_rules! ordered_floats {
    ($($ty:ty),+) => {$(
        impl Ordered for $ty {
            #[inline]
            fn compare(&self, other: &Self) -> Ordering {
                match self.partial_cmp(other) {
                    Some(ordering) => ordering,
                    None => other.is_nan().cmp(&self.is_nan()),
                }
            }
            #[inline(always)]
            fn is_nan_value(&self) -> bool {
                self.is_nan()
            }
            #[inline]
            fn is_below(&self, other: &Self) -> bool {
                self < other || (self == other && self.is_sign_negative() && other.is_sign_positive())
            }
        }
    )+};
}

ordered_floats!(f32, f64);

/// Whether elements that may be anywhere, also in each other's slots, are equal.
#[inline]
pub(crate) fn equal<T: Element, U: Element>(a: &[Cell<T>], b: &[Cell<U>], mut eq: impl FnMut(&T, &U) -> bool) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| pair(a, b, &mut eq))
}

impl<T: Element + PartialEq<U>, U: Element, P: Rules, Q: Rules> PartialEq<Slice<U, Q>> for Slice<T, P> {
    /// `slices.Equal`: the same length and equal elements. Nil equals empty; [`Slice::is_nil`] tells them apart.
    ///
    /// ```
    /// use goslice::{Slice, slice};
    ///
    /// assert_eq!(slice![1, 2], slice![1, 2]);
    /// assert_eq!(Slice::<i64>::nil(), slice![]);
    /// ```
    fn eq(&self, other: &Slice<U, Q>) -> bool {
        equal(self.cells(), other.cells(), T::eq)
    }
}

impl<T: Element + Eq, P: Rules> Eq for Slice<T, P> {}

macro_rules! equal_to_rust {
    ($([$($generics:tt)*] $ty:ty, $first:literal;)+) => {$(
        impl<T: Element + PartialEq<U>, U, P: Rules, $($generics)*> PartialEq<$ty> for Slice<T, P> {
            #[doc = concat!("```\nassert_eq!(goslice::slice![1, 2], ", $first, ");\n```")]
            fn eq(&self, other: &$ty) -> bool {
                self.len() == other.len() && self.cells().iter().zip(other.iter()).all(|(a, b)| look(a, |a| a == b))
            }
        }

        impl<T: Element, U: PartialEq<T>, P: Rules, $($generics)*> PartialEq<Slice<T, P>> for $ty {
            #[doc = concat!("```\nassert_eq!(", $first, ", goslice::slice![1, 2]);\n```")]
            fn eq(&self, other: &Slice<T, P>) -> bool {
                self.len() == other.len() && self.iter().zip(other.cells()).all(|(a, b)| look(b, |b| a == b))
            }
        }
    )+};
}

equal_to_rust! {
    [const N: usize] [U; N], "[1, 2]";
    [const N: usize] &[U; N], "&[1, 2]";
    [] [U], "[1, 2][..]";
    [] &[U], "&[1, 2][..]";
    [] Vec<U>, "vec![1, 2]";
}

macro_rules! equal_to_text {
    ($($ty:ty, $first:literal;)+) => {$(
        impl<P: Rules> PartialEq<$ty> for Slice<u8, P> {
            #[doc = concat!("```\nassert_eq!(goslice::Slice::from(\"hi\"), ", $first, ");\n```")]
            fn eq(&self, other: &$ty) -> bool {
                self == other.as_bytes()
            }
        }

        impl<P: Rules> PartialEq<Slice<u8, P>> for $ty {
            #[doc = concat!("```\nassert_eq!(", $first, ", goslice::Slice::<u8>::from(\"hi\"));\n```")]
            fn eq(&self, other: &Slice<u8, P>) -> bool {
                other == self
            }
        }
    )+};
}

equal_to_text! {
    str, "*\"hi\"";
    &str, "\"hi\"";
    String, "\"hi\".to_owned()";
}

impl<T: Element + PartialOrd, P: Rules, Q: Rules> PartialOrd<Slice<T, Q>> for Slice<T, P> {
    /// Element by element, then by length.
    ///
    /// ```
    /// use goslice::slice;
    ///
    /// assert!(slice![1, 2] < slice![1, 2, 0]);
    /// ```
    fn partial_cmp(&self, other: &Slice<T, Q>) -> Option<Ordering> {
        for (a, b) in self.cells().iter().zip(other.cells()) {
            match pair(a, b, T::partial_cmp) {
                Some(Ordering::Equal) => {}
                unequal => return unequal,
            }
        }
        Some(self.len().cmp(&other.len()))
    }
}

impl<T: Element + Ord, P: Rules> Ord for Slice<T, P> {
    /// ```
    /// use goslice::slice;
    ///
    /// assert_eq!(slice![2].max(slice![1, 9]), [2]);
    /// ```
    fn cmp(&self, other: &Slice<T, P>) -> Ordering {
        for (a, b) in self.cells().iter().zip(other.cells()) {
            let ordering = pair(a, b, T::cmp);
            if ordering.is_ne() {
                return ordering;
            }
        }
        self.len().cmp(&other.len())
    }
}

impl<T: Element + Hash, P: Rules> Hash for Slice<T, P> {
    /// Of the length and the elements. A slice that is written to while it is a key is lost in its map, as with any type
    /// that has cells.
    ///
    /// ```
    /// use std::collections::HashSet;
    /// use goslice::slice;
    ///
    /// let set = HashSet::from([slice![1, 2]]);
    /// assert!(set.contains(&slice![1, 2]));
    /// ```
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.len());
        for cell in self.cells() {
            look(cell, |value| value.hash(state));
        }
    }
}

impl<T: Element + fmt::Debug, P: Rules> fmt::Debug for Slice<T, P> {
    /// As Rust prints a list; nil is one without elements.
    ///
    /// ```
    /// assert_eq!(format!("{:?}", goslice::slice![1, 2]), "[1, 2]");
    /// ```
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut list = f.debug_list();
        for cell in self.cells() {
            look(cell, |value| {
                list.entry(value);
            });
        }
        list.finish()
    }
}
