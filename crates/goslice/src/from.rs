//! Slices from Rust's arrays, vectors, iterators and text, and back.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::Cell;

use crate::convert::Place;
use crate::{Element, Newest, Rules, RuntimeError, Slice};

impl<T: Element, const N: usize> From<[T; N]> for Slice<T> {
    /// `[]T{...}`: an array of just these.
    ///
    /// ```
    /// let s = goslice::Slice::from([1, 2, 3]);
    /// assert_eq!(s.cap(), 3);
    /// ```
    #[inline]
    fn from(values: [T; N]) -> Slice<T> {
        Slice::from_parts(Newest, values)
    }
}

impl<T: Element> From<Vec<T>> for Slice<T> {
    /// An array of just the vector's elements, which are moved.
    ///
    /// ```
    /// let s = goslice::Slice::from(vec!["a".to_owned()]);
    /// assert_eq!((s.len(), s.cap()), (1, 1));
    /// ```
    fn from(values: Vec<T>) -> Slice<T> {
        Slice::from_vec(Newest, values)
    }
}

impl<T: Element> From<&[T]> for Slice<T> {
    /// An array of just these.
    ///
    /// ```
    /// let s = goslice::Slice::from(&[1, 2, 3][1..]);
    /// assert_eq!(s, [2, 3]);
    /// ```
    fn from(values: &[T]) -> Slice<T> {
        Slice::from_vec(Newest, values.to_vec())
    }
}

impl<T: Element, const N: usize> From<&[T; N]> for Slice<T> {
    /// An array of just these, which are cloned.
    ///
    /// ```
    /// assert_eq!(goslice::Slice::from(&[1, 2]), [1, 2]);
    /// ```
    fn from(values: &[T; N]) -> Slice<T> {
        Slice::from(values.as_slice())
    }
}

impl<T: Element> From<Box<[T]>> for Slice<T> {
    /// An array of just these, which are moved.
    ///
    /// ```
    /// let s = goslice::Slice::from(vec!["a".to_owned()].into_boxed_slice());
    /// assert_eq!(s, ["a"]);
    /// ```
    fn from(values: Box<[T]>) -> Slice<T> {
        Slice::from(values.into_vec())
    }
}

impl<T: Element, P: Rules, const N: usize> TryFrom<&Slice<T, P>> for [T; N] {
    type Error = RuntimeError;

    /// As [`Slice::try_to_array`]: the first `N` elements, cloned. The slice may be longer, as in Go.
    ///
    /// ```
    /// let [a, b] = <[i32; 2]>::try_from(&goslice::slice![1, 2, 3])?;
    /// assert_eq!((a, b), (1, 2));
    /// # Ok::<(), goslice::RuntimeError>(())
    /// ```
    fn try_from(slice: &Slice<T, P>) -> Result<[T; N], RuntimeError> {
        slice.try_to_array()
    }
}

impl<T: Element, P: Rules, const N: usize> TryFrom<Slice<T, P>> for [T; N] {
    type Error = RuntimeError;

    /// The first `N` elements, which are moved if no other slice holds the array.
    ///
    /// ```
    /// let texts = <[String; 2]>::try_from(goslice::slice!["a".to_owned(), "b".to_owned()])?;
    /// assert_eq!(texts, ["a", "b"]);
    /// # Ok::<(), goslice::RuntimeError>(())
    /// ```
    fn try_from(slice: Slice<T, P>) -> Result<[T; N], RuntimeError> {
        if T::BITS.are_copied() || !slice.is_unique() {
            return slice.try_to_array();
        }
        let cells = slice.try_array_cells::<N>()?;
        Ok(core::array::from_fn(|i| cells[i].replace(T::ZERO)))
    }
}

impl<T: Element, P: Rules> AsRef<[Cell<T>]> for Slice<T, P> {
    /// As [`Slice::cells`].
    ///
    /// ```
    /// fn sum(cells: impl AsRef<[std::cell::Cell<i32>]>) -> i32 {
    ///     cells.as_ref().iter().map(|cell| cell.get()).sum()
    /// }
    /// assert_eq!(sum(goslice::slice![1, 2]), 3);
    /// ```
    fn as_ref(&self) -> &[Cell<T>] {
        self.cells()
    }
}

impl From<&str> for Slice<u8> {
    /// `[]byte(text)` of a variable that escapes: the capacity is that of the block.
    ///
    /// ```
    /// let s: goslice::Slice<u8> = "hello".into();
    /// assert_eq!((s.len(), s.cap()), (5, 8));
    /// ```
    fn from(text: &str) -> Slice<u8> {
        let cap = Newest.policy().bytes_of_string(text.len() as i64, Place::Heap);
        let mut bytes = Slice::make(0, cap);
        bytes.append_all(text);
        bytes
    }
}

impl From<&String> for Slice<u8> {
    /// As from `&str`.
    ///
    /// ```
    /// let s = goslice::Slice::from(&"hi".to_owned());
    /// assert_eq!(s, *b"hi");
    /// ```
    fn from(text: &String) -> Slice<u8> {
        Slice::from(text.as_str())
    }
}

impl From<&str> for Slice<char> {
    /// `[]rune(text)` of a variable that escapes.
    ///
    /// ```
    /// let s: goslice::Slice<char> = "héllo".into();
    /// assert_eq!((s.len(), s.cap()), (5, 6));
    /// ```
    fn from(text: &str) -> Slice<char> {
        let len = text.chars().count();
        let cap = Newest.policy().runes_of_string(len as i64, Place::Heap);
        let mut runes = Slice::make(0, cap);
        runes.extend(text.chars());
        runes
    }
}

impl<T: Element, P: Rules> From<Slice<T, P>> for Vec<T> {
    /// As [`Slice::into_vec`]: moved, if no other slice holds the array.
    ///
    /// ```
    /// let v = Vec::from(goslice::slice!["a".to_owned()]);
    /// assert_eq!(v, ["a"]);
    /// ```
    fn from(slice: Slice<T, P>) -> Vec<T> {
        slice.into_vec()
    }
}

impl<T: Element, P: Rules> From<&Slice<T, P>> for Vec<T> {
    /// As [`Slice::to_vec`].
    ///
    /// ```
    /// let v = Vec::from(&goslice::slice![1, 2]);
    /// assert_eq!(v, [1, 2]);
    /// ```
    fn from(slice: &Slice<T, P>) -> Vec<T> {
        slice.to_vec()
    }
}

impl<P: Rules> Slice<u8, P> {
    /// `string(s)`, where the bytes are UTF-8.
    ///
    /// # Errors
    ///
    /// They are not. (Go's string would hold them all the same.)
    ///
    /// ```
    /// let s: goslice::Slice<u8> = "héllo".into();
    /// assert_eq!(s.to_text()?, "héllo");
    /// assert!(s.slice(2..).to_text().is_err());
    /// # Ok::<(), std::string::FromUtf8Error>(())
    /// ```
    pub fn to_text(&self) -> Result<String, alloc::string::FromUtf8Error> {
        String::from_utf8(self.to_vec())
    }
}

impl<P: Rules> Slice<char, P> {
    /// `string(s)` of runes.
    ///
    /// ```
    /// let s: goslice::Slice<char> = "héllo".into();
    /// assert_eq!(s.slice(..2).to_text(), "hé");
    /// ```
    pub fn to_text(&self) -> String {
        self.iter().collect()
    }
}

impl<T: Element, P: Rules + Default> FromIterator<T> for Slice<T, P> {
    /// `slices.Collect`: appended one by one from nil, with the capacity that comes of it. Nothing gives nil.
    ///
    /// ```
    /// use goslice::Slice;
    ///
    /// let s: Slice<i64> = (0..5).collect();
    /// assert_eq!((s.len(), s.cap()), (5, 8));
    /// let none: Slice<i64> = (0..0).collect();
    /// assert!(none.is_nil());
    /// ```
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Slice<T, P> {
        let mut s = Slice::nil_with(P::default());
        s.extend(values);
        s
    }
}

impl<'a, T: Element + Copy + 'a, P: Rules + Default> FromIterator<&'a T> for Slice<T, P> {
    /// `slices.Collect` of what is copied.
    ///
    /// ```
    /// let s: goslice::Slice<i32> = [1, 2].iter().collect();
    /// assert_eq!(s, [1, 2]);
    /// ```
    fn from_iter<I: IntoIterator<Item = &'a T>>(values: I) -> Slice<T, P> {
        values.into_iter().copied().collect()
    }
}

impl<T: Element, P: Rules> Extend<T> for Slice<T, P> {
    /// `slices.AppendSeq`: appends one by one, and panics as [`Slice::append`] does. [`Slice::try_append`] in a loop does not.
    ///
    /// ```
    /// let mut s = goslice::slice![1];
    /// s.extend([2, 3]);
    /// assert_eq!((s.len(), s.cap()), (3, 4));
    /// ```
    ///
    /// # Panics
    ///
    /// As [`Slice::append`]; [`Slice::try_extend`] gives an error instead.
    #[inline]
    fn extend<I: IntoIterator<Item = T>>(&mut self, values: I) {
        for value in values {
            self.append(value);
        }
    }
}

impl<'a, T: Element + Copy + 'a, P: Rules> Extend<&'a T> for Slice<T, P> {
    /// Appends one by one what is copied.
    ///
    /// ```
    /// let mut s = goslice::slice![1];
    /// s.extend(&[2, 3]);
    /// assert_eq!(s, [1, 2, 3]);
    /// ```
    #[inline]
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, values: I) {
        self.extend(values.into_iter().copied());
    }
}

impl<T: Element, P: Rules + Default> Default for Slice<T, P> {
    /// The nil slice.
    ///
    /// ```
    /// assert!(goslice::Slice::<i64>::default().is_nil());
    /// ```
    fn default() -> Slice<T, P> {
        Slice::nil_with(P::default())
    }
}
