//! `slice!`, `append!` and `element!`: literals, appends and element types, written as in Go.

/// `[]T{...}`: a slice of a new array with just these values.
///
/// ```
/// use goslice::{Slice, slice};
///
/// let s = slice![1, 2, 3];
/// assert_eq!((s.len(), s.cap()), (3, 3));
/// let zeros = slice![0u8; 16];
/// assert_eq!(zeros.len(), 16);
/// let empty: Slice<i64> = slice![];
/// assert!(!empty.is_nil());
/// ```
///
/// `slice![value; n]` takes any `n` of type `usize`, as `vec!` does, and clones the value. It panics as
/// [`Slice::make`](crate::Slice::make) does where there can be no array of so many.
#[macro_export]
macro_rules! slice {
    () => { $crate::Slice::from([]) };
    ($value:expr; $n:expr) => { $crate::Slice::of_copies($value, $n) };
    ($($value:expr),+ $(,)?) => { $crate::Slice::from([$($value),+]) };
}

/// `append(s, 1, 2)` and `append(s, t...)`, which is written `append!(s, ..t)`.
///
/// The slice is moved in: `s = append!(s, 1)` is Go's `s = append(s, 1)`, and Go's `t := append(s, 1)` is
/// `let t = append!(s.clone(), 1)`. What follows `..` is a reference to a slice, an array, or text.
///
/// ```
/// use goslice::{append, slice};
///
/// let mut s = slice![1, 2];
/// s = append!(s, 3, 4);
/// s = append!(s, ..&s.clone());
/// assert_eq!(s, [1, 2, 3, 4, 1, 2, 3, 4]);
/// let bytes = append!(slice![b'x'], .."yz");
/// assert_eq!(bytes, *b"xyz");
/// ```
#[macro_export]
macro_rules! append {
    ($slice:expr) => { $slice };
    ($slice:expr, .. $values:expr) => {
        match $values {
            values => $crate::Slice::appended($slice, values),
        }
    };
    ($slice:expr, $($value:expr),+ $(,)?) => {
        match [$($value),+] {
            values => $crate::Slice::appended($slice, values),
        }
    };
}

/// Makes a struct whose fields are elements an [`Element`](crate::Element), with the layout of the Go struct. Ending the
/// list with `; copy` says that it is `Copy`, for bulk operations at the speed of `memcpy`.
///
/// ```
/// use goslice::{Elem, Element, element};
///
/// #[derive(Clone)]
/// struct Person { name: String, age: i32 }
/// element!(Person { name: String, age: i32 });
///
/// assert_eq!(Person::ELEM, Elem::with_pointers(24)); // Go: string 16, int32 4, padding 4
///
/// #[derive(Clone, Copy)]
/// struct Point { x: f32, y: f32 }
/// element!(Point { x: f32, y: f32 }; copy);
///
/// assert_eq!(Point::ELEM, Elem::plain(8));
/// ```
#[macro_export]
macro_rules! element {
    ($ty:ident { $($field:ident: $fty:ty),* $(,)? } $(; $copy:ident)?) => {
        impl $crate::Element for $ty {
            const ZERO: Self = $ty { $($field: <$fty as $crate::Element>::ZERO),* };
            const ELEM: $crate::Elem = $crate::element::struct_of(&[
                $((<$fty as $crate::Element>::ELEM, <$fty as $crate::Element>::ALIGN)),*
            ]).0;
            const ALIGN: u64 = $crate::element::struct_of(&[
                $((<$fty as $crate::Element>::ELEM, <$fty as $crate::Element>::ALIGN)),*
            ]).1;
            $($crate::element!(@ $copy);)?
        }
    };
    (@ copy) => { const BITS: $crate::Bits<Self> = $crate::Bits::copied(); };
}
