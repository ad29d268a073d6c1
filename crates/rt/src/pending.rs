//! Entries whose modules have not landed yet. Goes away with them.

#![allow(unsafe_code, reason = "intrinsics are unsafe functions")]
#![allow(clippy::too_many_arguments, reason = "the list's signatures")]

use goslice_abi::g::G;
use goslice_abi::layout::Pair;

macro_rules! pending {
    ($($name:ident($($p:ty),*) -> $r:ty;)*) => {
        $(pub(crate) unsafe fn $name(_: *mut G, $(_: $p),*) -> $r {
            panic!(concat!(stringify!($name), " is not part of the runtime yet"))
        })*
    };
}

pending! {
    fmt_appendln(*mut u8, i64, i64, *mut u8, i64, i64, *mut u8) -> ();
    fmt_append(*mut u8, i64, i64, *mut u8, i64, i64, *mut u8) -> ();
    fmt_appendf(*mut u8, i64, i64, *mut u8, i64, *mut u8, i64, i64, *mut u8) -> ();
    fmt_println(*mut u8, i64, i64, *mut u8) -> ();
    fmt_print(*mut u8, i64, i64, *mut u8) -> ();
    fmt_printf(*mut u8, i64, *mut u8, i64, i64, *mut u8) -> ();
    strconv_format_float(f64, u8, i64, i64) -> Pair;
    strconv_parse_float(*mut u8, i64, i64, *mut u8) -> ();
    strconv_quote(*mut u8, i64) -> Pair;
    strconv_quote_to_ascii(*mut u8, i64) -> Pair;
    testing_run(*mut u8, *mut u8, *mut u8) -> ();
    testing_goexit() -> ();
    testing_now() -> i64;
}
