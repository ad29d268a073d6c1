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

/// Makes a type an [`Element`](crate::Element), with the layout of the Go type: structs and tuple structs of elements, also with
/// generics and lifetimes, and any type by a value that is its zero value.
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
/// #[derive(Clone)]
/// struct Meters(f64);
/// element!(Meters(f64));
///
/// #[derive(Clone)]
/// struct Pair<'a, T: Element> { name: &'a str, value: T }
/// element!(impl<'a, T: Element> Pair<'a, T> { name: &'a str, value: T });
///
/// #[derive(Clone)]
/// struct Grid<T: Element, const N: usize>([T; N]);
/// element!(impl<T: Element, const N: usize> Grid<T, N>([T; N]));
///
/// assert_eq!(Grid::<u16, 3>::ELEM, Elem::plain(6));
/// ```
///
/// For an enum, say which value is the zero value. Its layout is that of the Rust type, or of another with `as`:
///
/// ```
/// use goslice::{Elem, Element, element, slice};
///
/// #[derive(Clone, Copy, PartialEq, Debug)]
/// enum Weekday { Sunday, Monday }
/// element!(Weekday as i64 = Weekday::Sunday; copy); // Go: type Weekday int
///
/// assert_eq!(Weekday::ELEM, Elem::plain(8));
///
/// #[derive(Clone)]
/// enum Shape { Empty, Circle(f64), Named(String) }
/// element!(Shape = Shape::Empty);
///
/// let shapes = slice![Shape::Circle(1.0), Shape::Named("line".to_owned())];
/// shapes.clear();
/// assert!(shapes.with(0, |shape| matches!(shape, Shape::Empty)));
/// ```
///
/// Ending it with `; copy` says that the type is `Copy`, for bulk operations at the speed of `memcpy`:
///
/// ```
/// # use goslice::{Elem, Element, element};
/// #[derive(Clone, Copy)]
/// struct Point { x: f32, y: f32 }
/// element!(Point { x: f32, y: f32 }; copy);
///
/// assert_eq!(Point::ELEM, Elem::plain(8));
/// ```
///
/// Type and fields may be paths, as in `element!(model::Point { x: model::Coordinate })`. Types of other crates are elements as
/// `Option<T>`, with nothing to write.
#[macro_export]
macro_rules! element {
    (impl < $($rest:tt)+) => { $crate::__element!(@generics [] [] $($rest)+); };
    ($($rest:tt)+) => { $crate::__element!(@type [] [] $($rest)+); };
}

/// The steps of [`element!`]: generics up to the `>` that closes them, the type up to what is in it, and the implementation.
#[doc(hidden)]
#[macro_export]
macro_rules! __element {
    // [what the generics are so far] [a < for each that is open]
    (@generics [$($generic:tt)*] [] > $($rest:tt)+) => {
        $crate::__element!(@type [$($generic)*] [] $($rest)+);
    };
    (@generics [$($generic:tt)*] [<] >> $($rest:tt)+) => {
        $crate::__element!(@type [$($generic)* >] [] $($rest)+);
    };
    (@generics [$($generic:tt)*] [< < $($open:tt)*] >> $($rest:tt)+) => {
        $crate::__element!(@generics [$($generic)* >>] [$($open)*] $($rest)+);
    };
    (@generics [$($generic:tt)*] [< $($open:tt)*] > $($rest:tt)+) => {
        $crate::__element!(@generics [$($generic)* >] [$($open)*] $($rest)+);
    };
    (@generics [$($generic:tt)*] [$($open:tt)*] < $($rest:tt)+) => {
        $crate::__element!(@generics [$($generic)* <] [< $($open)*] $($rest)+);
    };
    (@generics [$($generic:tt)*] [$($open:tt)*] $next:tt $($rest:tt)+) => {
        $crate::__element!(@generics [$($generic)* $next] [$($open)*] $($rest)+);
    };

    (@type [$($generic:tt)*] [$($ty:tt)+] { $($vis:vis $field:ident: $fty:ty),* $(,)? } $(; $copy:ident)?) => {
        impl<$($generic)*> $crate::Element for $($ty)+ {
            const ZERO: Self = Self { $($field: <$fty as $crate::Element>::ZERO),* };
            $crate::__element!(@layout $($fty),*);
            $($crate::__element!(@bits $copy);)?
        }
    };
    (@type [$($generic:tt)*] [$($ty:tt)+] ($($vis:vis $fty:ty),* $(,)?) $(; $copy:ident)?) => {
        impl<$($generic)*> $crate::Element for $($ty)+ {
            const ZERO: Self = Self($(<$fty as $crate::Element>::ZERO),*);
            $crate::__element!(@layout $($fty),*);
            $($crate::__element!(@bits $copy);)?
        }
    };
    (@type [$($generic:tt)*] [$($ty:tt)+] = $zero:expr $(; $copy:ident)?) => {
        impl<$($generic)*> $crate::Element for $($ty)+ {
            const ZERO: Self = $zero;
            $($crate::__element!(@bits $copy);)?
        }
    };
    (@type [$($generic:tt)*] [$($ty:tt)+] as $like:ty = $zero:expr $(; $copy:ident)?) => {
        impl<$($generic)*> $crate::Element for $($ty)+ {
            const ZERO: Self = $zero;
            $crate::__element!(@layout $like);
            $($crate::__element!(@bits $copy);)?
        }
    };
    (@type [$($generic:tt)*] [$($ty:tt)+] $(; $copy:ident)?) => {
        impl<$($generic)*> $crate::Element for $($ty)+ {
            const ZERO: Self = Self;
            $crate::__element!(@layout);
            $($crate::__element!(@bits $copy);)?
        }
    };
    (@type [$($generic:tt)*] [$($ty:tt)*] $next:tt $($rest:tt)*) => {
        $crate::__element!(@type [$($generic)*] [$($ty)* $next] $($rest)*);
    };

    (@layout $($fty:ty),*) => {
        const ELEM: $crate::Elem = $crate::element::struct_of(&[
            $((<$fty as $crate::Element>::ELEM, <$fty as $crate::Element>::ALIGN)),*
        ]).0;
        const ALIGN: u64 = $crate::element::struct_of(&[
            $((<$fty as $crate::Element>::ELEM, <$fty as $crate::Element>::ALIGN)),*
        ]).1;
    };
    (@bits copy) => { const BITS: $crate::Bits<Self> = $crate::Bits::copied(); };
}
