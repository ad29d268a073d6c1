//! Printing as `fmt.Println` does.

use alloc::boxed::Box;
use alloc::format;
use alloc::rc::Rc;
use alloc::string::String;
#[cfg(target_has_atomic = "ptr")]
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt::{self, Display, Formatter};

use crate::window::look;
use crate::{Element, Rules, Slice};

/// How `fmt.Println` prints a value, which need not be how Rust does: a rune is a number, a float may have an exponent, nil is
/// `<nil>`. Slices of such values are [`Display`].
///
/// Numbers, `bool`, `char`, text, optional pointers, slices, arrays and tuples have it. For a struct, write the braces:
///
/// ```
/// use std::fmt;
/// use goslice::{Print, element, slice};
///
/// #[derive(Clone)]
/// struct Job { id: u32, done: bool }
/// element!(Job { id: u32, done: bool });
///
/// impl Print for Job {
///     fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
///         write!(f, "{{{} {}}}", self.id, self.done)
///     }
/// }
///
/// assert_eq!(slice![Job { id: 7, done: true }].to_string(), "[{7 true}]");
/// assert_eq!(slice![1e21, 0.5, f64::INFINITY].to_string(), "[1e+21 0.5 +Inf]");
/// assert_eq!(slice!['h', 'i'].to_string(), "[104 105]");
/// ```
#[diagnostic::on_unimplemented(
    message = "it is not known how Go prints `{Self}`, so a slice of it is not `Display`",
    label = "not `Print`",
    note = "print the slice with `{{:?}}`, or implement `goslice::Print` for `{Self}`"
)]
pub trait Print {
    /// Prints the value. Flags of the format, as in `{:5}`, are each element's, as in Go.
    ///
    /// # Errors
    ///
    /// The writer's.
    ///
    /// ```
    /// assert_eq!(format!("{:3}", goslice::slice![1, 20]), "[  1  20]");
    /// ```
    fn print(&self, f: &mut Formatter<'_>) -> fmt::Result;
}

impl<T: Element + Print, P: Rules> Display for Slice<T, P> {
    /// As `fmt.Println` prints it; each element with the format's flags. Clones no element.
    ///
    /// ```
    /// assert_eq!(goslice::slice![1, 2].to_string(), "[1 2]");
    /// ```
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.print(f)
    }
}

impl<T: Element + Print, P: Rules> Print for Slice<T, P> {
    fn print(&self, f: &mut Formatter<'_>) -> fmt::Result {
        list(f, self.cells(), |cell, f| look(cell, |value| value.print(f)))
    }
}

fn list<T>(
    f: &mut Formatter<'_>,
    values: &[T],
    mut print: impl FnMut(&T, &mut Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    f.write_str("[")?;
    for (i, value) in values.iter().enumerate() {
        if i > 0 {
            f.write_str(" ")?;
        }
        print(value, f)?;
    }
    f.write_str("]")
}

macro_rules! as_rust {
    ($($ty:ty),+) => {$(
        impl Print for $ty {
            fn print(&self, f: &mut Formatter<'_>) -> fmt::Result {
                Display::fmt(self, f)
            }
        }
    )+};
}

as_rust!(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, bool, str, String);

impl Print for char {
    fn print(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(&u32::from(*self), f)
    }
}

/// `%v` of a float is `%g` with as many digits as tell it from its neighbours, and with an exponent, of two digits at least,
/// below 1e-4 and from 1e6 on (`FormatFloat` of `strconv/ftoa.go`, all releases).
fn float(f: &mut Formatter<'_>, negative: bool, plain: &impl Display, scientific: &str) -> fmt::Result {
    if f.precision().is_some() {
        return plain.fmt(f);
    }
    let scientific = scientific.trim_start_matches('-');
    let (digits, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let text = if (-4..EXPONENT_FROM).contains(&exponent) {
        let text = format!("{plain}");
        String::from(text.trim_start_matches('-'))
    } else {
        format!("{digits}e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.unsigned_abs())
    };
    f.pad_integral(!negative, "", &text)
}

/// The exponent from which on it is printed.
const EXPONENT_FROM: i32 = 6;

macro_rules! floats {
    ($($ty:ty),+) => {$(
        impl Print for $ty {
            fn print(&self, f: &mut Formatter<'_>) -> fmt::Result {
                if self.is_nan() {
                    return f.pad_integral(true, "", "NaN");
                }
                if self.is_infinite() {
                    let plus = *self > 0.0 && !f.sign_plus();
                    return f.pad_integral(*self > 0.0, "", if plus { "+Inf" } else { "Inf" });
                }
                float(f, self.is_sign_negative(), self, &format!("{self:e}"))
            }
        }
    )+};
}

floats!(f32, f64);

impl<T: Print + ?Sized> Print for &T {
    fn print(&self, f: &mut Formatter<'_>) -> fmt::Result {
        (**self).print(f)
    }
}

impl<T: Print, const N: usize> Print for [T; N] {
    fn print(&self, f: &mut Formatter<'_>) -> fmt::Result {
        list(f, self, T::print)
    }
}

impl<T: Print> Print for [T] {
    fn print(&self, f: &mut Formatter<'_>) -> fmt::Result {
        list(f, self, T::print)
    }
}

impl<T: Print> Print for Vec<T> {
    fn print(&self, f: &mut Formatter<'_>) -> fmt::Result {
        list(f, self, T::print)
    }
}

/// `<nil>`, or the address: Go follows no pointer in a slice.
macro_rules! pointers {
    ($($ty:ty),+) => {$(
        impl<T: ?Sized> Print for Option<$ty> {
            fn print(&self, f: &mut Formatter<'_>) -> fmt::Result {
                match self {
                    None => f.pad("<nil>"),
                    Some(pointer) => f.pad(&format!("{:#x}", core::ptr::from_ref::<T>(pointer).addr())),
                }
            }
        }
    )+};
}

pointers!(Rc<T>, Box<T>, &T);
#[cfg(target_has_atomic = "ptr")]
pointers!(Arc<T>);

impl Print for () {
    fn print(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("{}")
    }
}

macro_rules! tuples {
    ($($first:ident $($rest:ident)*;)+) => {$(
        impl<$first: Print, $($rest: Print),*> Print for ($first, $($rest,)*) {
            #[expect(non_snake_case, reason = "one name for type and value")]
            fn print(&self, f: &mut Formatter<'_>) -> fmt::Result {
                let ($first, $($rest,)*) = self;
                f.write_str("{")?;
                $first.print(f)?;
                $(
                    f.write_str(" ")?;
                    $rest.print(f)?;
                )*
                f.write_str("}")
            }
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
