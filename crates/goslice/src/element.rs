//! Types that a slice can hold: those with a zero value and a layout in Go.

use alloc::borrow::Cow;
use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
use alloc::string::String;
use alloc::vec::Vec;
use core::marker::PhantomData;
use core::time::Duration;

use crate::rules::Rules;
use crate::{Bits, Elem, Slice};

/// A type that a [`Slice`] can hold. Every Go type can be copied and has a zero value; here that is `Clone` and
/// [`Element::ZERO`].
///
/// The zero value is a constant, so no code of yours runs while a slice fills its spare slots. Numbers, `bool`, `char`,
/// strings, `Vec`, slices, `Duration`, arrays and tuples are elements, and `Option<T>` of whatever can be cloned: optional pointers,
/// references and functions are Go's, with `None` for nil. A type of yours becomes one with the macro
/// [`element!`](crate::element!), which also computes its layout in Go, or by hand:
///
/// ```
/// use goslice::{Element, Slice, slice};
///
/// #[derive(Clone, PartialEq, Debug)]
/// struct Job { id: u32, done: bool }
///
/// impl Element for Job {
///     const ZERO: Job = Job { id: 0, done: false };
/// }
///
/// let jobs: Slice<Job> = Slice::make(1, 4);
/// assert_eq!(jobs.get(0), Job { id: 0, done: false });
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no Go zero value, so a slice cannot hold it",
    label = "not an `Element`",
    note = "your own type: write `goslice::element!(Type {{ field: FieldType, .. }});`, or `goslice::element!(Type = zero value);`",
    note = "a pointer, a function, or a type of another crate: `Slice<Option<Rc<dyn T>>>`, where nil is `None`; `Option<T>` is an element for every `T: Clone`"
)]
pub trait Element: Clone {
    /// The zero value: what `make` and slots that nothing was written to hold.
    ///
    /// ```
    /// use goslice::Element;
    ///
    /// assert_eq!(String::ZERO, "");
    /// assert_eq!(<(i64, bool)>::ZERO, (0, false));
    /// ```
    const ZERO: Self;

    /// The layout of the corresponding Go type, from which capacities follow. A `String` is 24 bytes in Rust, but Go's
    /// `string` is 16 with a pointer, and so is this. By default the Rust type's size; with pointers if it needs drop.
    ///
    /// ```
    /// use goslice::{Elem, Element};
    ///
    /// assert_eq!(String::ELEM, Elem::with_pointers(16));
    /// assert_eq!(<[u16; 3]>::ELEM, Elem::plain(6));
    /// ```
    const ELEM: Elem = Elem { size: size_of::<Self>() as u64, has_pointers: core::mem::needs_drop::<Self>() };

    /// Alignment in bytes of the corresponding Go type, which is at most a word.
    ///
    /// ```
    /// assert_eq!(<String as goslice::Element>::ALIGN, 8);
    /// ```
    const ALIGN: u64 = {
        let word = size_of::<usize>();
        (if align_of::<Self>() < word { align_of::<Self>() } else { word }) as u64
    };

    /// What may be done with the bits of elements.
    ///
    /// ```
    /// assert!(<i64 as goslice::Element>::BITS.are_zeroed());
    /// ```
    const BITS: Bits<Self> = Bits::CLONED;
}

/// Bytes of a pointer, as elements of the host see it.
const WORD_BYTES: u64 = size_of::<usize>() as u64;

macro_rules! plain {
    ($zero:literal: $($ty:ty),+) => {$(
        impl Element for $ty {
            const ZERO: $ty = $zero;
            const BITS: Bits<$ty> = Bits::with_level(2);
        }
    )+};
}

plain!(0: u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize);
plain!(0.0: f32, f64);
plain!(false: bool);
plain!('\0': char);

impl Element for () {
    const ZERO: () = ();
    const BITS: Bits<()> = Bits::with_level(2);
}

impl Element for String {
    const ZERO: String = String::new();
    const ELEM: Elem = Elem::with_pointers(2 * WORD_BYTES);
}

impl Element for &str {
    const ZERO: Self = "";
    const ELEM: Elem = Elem::with_pointers(2 * WORD_BYTES);
    const BITS: Bits<Self> = Bits::copied();
}

impl<T: Clone> Element for Vec<T> {
    const ZERO: Vec<T> = Vec::new();
    const ELEM: Elem = Elem::with_pointers(3 * WORD_BYTES);
}

impl<T: Element, P: Rules + Default + ConstDefault> Element for Slice<T, P> {
    const ZERO: Slice<T, P> = Slice::nil_with(P::DEFAULT);
    const ELEM: Elem = Elem::with_pointers(3 * WORD_BYTES);
}

/// Rules with a constant default, so that a nil slice of them is one too.
///
/// ```
/// use goslice::element::ConstDefault;
/// use goslice::Release;
///
/// assert_eq!(Release::DEFAULT, Release::NEWEST);
/// ```
pub trait ConstDefault {
    /// The default.
    ///
    /// ```
    /// use goslice::{Newest, element::ConstDefault};
    ///
    /// let _: Newest = Newest::DEFAULT;
    /// ```
    const DEFAULT: Self;
}

/// Go's pointers, functions and interfaces: nil is `None`. Any other type, from whatever crate, is an element this way too.
///
/// An `Option` that is no larger than what it may hold, and is one word or two, is taken for a pointer, with or without a second
/// word. So it is for references, boxes, counted pointers and functions; a `NonZero<u64>` is mistaken for one, which matters to
/// the capacities of arrays above 512 bytes since Go 1.22.
impl<T: Clone> Element for Option<T> {
    const ZERO: Self = None;
    const ELEM: Elem = {
        let size = size_of::<Self>();
        let is_pointer = size == size_of::<T>() && (size == size_of::<usize>() || size == 2 * size_of::<usize>());
        let has_pointers = core::mem::needs_drop::<T>() || is_pointer && align_of::<T>() == align_of::<usize>();
        Elem { size: size as u64, has_pointers }
    };
}

impl<T> Element for &[T] {
    const ZERO: Self = &[];
    const ELEM: Elem = Elem::with_pointers(3 * WORD_BYTES);
    const BITS: Bits<Self> = Bits::copied();
}

impl Element for Cow<'_, str> {
    const ZERO: Self = Cow::Borrowed("");
    const ELEM: Elem = Elem::with_pointers(2 * WORD_BYTES);
}

/// `time.Duration`.
impl Element for Duration {
    const ZERO: Duration = Duration::ZERO;
    const ELEM: Elem = Elem::plain(8);
    const BITS: Bits<Duration> = Bits::copied();
}

impl<T> Element for PhantomData<T> {
    const ZERO: Self = PhantomData;
    const BITS: Bits<Self> = Bits::copied();
}

macro_rules! collections {
    ($([$($generic:ident)+] $ty:ty;)+) => {$(
        impl<$($generic: Clone),+> Element for $ty {
            const ZERO: Self = <$ty>::new();
        }
    )+};
}

collections! {
    [T] VecDeque<T>;
    [K V] BTreeMap<K, V>;
    [T] BTreeSet<T>;
}

impl<T: Element, const N: usize> Element for [T; N] {
    const ZERO: [T; N] = [const { T::ZERO }; N];
    const ELEM: Elem = Elem {
        size: match T::ELEM.size.checked_mul(N as u64) {
            Some(size) => size,
            None => panic!("the array is too large"),
        },
        has_pointers: T::ELEM.has_pointers && N > 0,
    };
    const ALIGN: u64 = T::ALIGN;
    const BITS: Bits<[T; N]> = Bits::both(T::BITS, T::BITS);
}

macro_rules! tuples {
    ($($first:ident $($rest:ident)*;)+) => {$(
        impl<$first: Element, $($rest: Element),*> Element for ($first, $($rest,)*) {
            const ZERO: Self = ($first::ZERO, $($rest::ZERO,)*);
            const ELEM: Elem = struct_of(&[($first::ELEM, $first::ALIGN), $(($rest::ELEM, $rest::ALIGN)),*]).0;
            const ALIGN: u64 = struct_of(&[($first::ELEM, $first::ALIGN), $(($rest::ELEM, $rest::ALIGN)),*]).1;
            const BITS: Bits<Self> = {
                let bits: Bits<Self> = Bits::both($first::BITS, $first::BITS);
                $(let bits: Bits<Self> = Bits::both(bits, $rest::BITS);)*
                bits
            };
        }
    )+};
}

tuples! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
    A B C D E F G H I;
    A B C D E F G H I J;
    A B C D E F G H I J K;
    A B C D E F G H I J K L;
}

/// Layout and alignment in Go of a struct with these fields, each with its alignment, in order.
///
/// ```
/// use goslice::{Elem, element::struct_of};
///
/// // struct { ok bool; name string; next *T }
/// let fields = [(Elem::plain(1), 1), (Elem::with_pointers(16), 8), (Elem::with_pointers(8), 8)];
/// assert_eq!(struct_of(&fields), (Elem::with_pointers(32), 8));
/// ```
///
/// # Panics
///
/// The alignment of a field is 0, or the struct is larger than `u64::MAX` bytes; in a constant, that does not compile.
#[must_use]
pub const fn struct_of(fields: &[(Elem, u64)]) -> (Elem, u64) {
    let (mut size, mut max_align, mut has_pointers) = (0u64, 1u64, false);
    let mut i = 0;
    while i < fields.len() {
        let (elem, align) = fields[i];
        size = size.next_multiple_of(align) + elem.size;
        has_pointers |= elem.has_pointers;
        if align > max_align {
            max_align = align;
        }
        // A field without size at the end gets a byte, so that its address is not that of what follows.
        if i + 1 == fields.len() && elem.size == 0 && size > 0 {
            size += 1;
        }
        i += 1;
    }
    (Elem { size: size.next_multiple_of(max_align), has_pointers }, max_align)
}
