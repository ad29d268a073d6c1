//! Entry points of the intrinsics, made from abi's list.
//!
//! Each has up to three layers, all generated here:
//! - the entry stub (not for `leaf`): notes the calling Go frame in `g`, so that stack walks start there and never
//!   cross Rust frames, and jumps on;
//! - the wrapper: the C function. Narrow integers come in as whole registers (callers need not extend them), and a Rust
//!   panic becomes the end of the run, since it must not unwind into Go frames;
//! - the implementation, an ordinary function elsewhere, whose types are checked against the list by the call.

#![allow(unsafe_code, reason = "naked functions, and calls of functions that take raw pointers")]

use goslice_abi::for_each_intrinsic;
use goslice_abi::g::{G, offset};
use goslice_abi::intrinsics::Intrinsic;
use goslice_abi::layout::Pair;

/// The implementations, by the names of the list.
mod imp {
    pub(super) use crate::caller::*;
    pub(super) use crate::check::{check_enter, check_leave, check_result, check_returned, check_slot};
    pub(super) use crate::complex::complex_div;
    pub(super) use crate::errors::*;
    pub(super) use crate::fmt::*;
    pub(super) use crate::gc::{
        debug_free_os_memory, debug_set_gc_percent, debug_set_memory_limit, finalizer_next, gc_bulk_barrier,
        gc_write_barrier, runtime_gc, runtime_heap_stats, runtime_set_finalizer,
    };
    pub(super) use crate::iface::{eface_equal, iface_equal, values_equal};
    pub(super) use crate::itab::{assert_itab, find_itab, panic_assert};
    pub(super) use crate::math::*;
    pub(super) use crate::memory::{clear_elems, memclr, memequal, memmove, move_elems, new_array, new_object};
    pub(super) use crate::observe::{
        observe_append, observe_clear, observe_convert, observe_copy, observe_make, observe_move, observe_slice,
    };
    pub(super) use crate::os::{os_args, os_environ, os_error_text, os_exit, os_read, os_write, release_minor};
    pub(super) use crate::panic::{
        defer_push, defer_wrapper, go_panic, panic_convert_slice, panic_divide, panic_index, panic_make_slice_cap,
        panic_make_slice_len, panic_nil, panic_shift, panic_slice, panic_unreachable, recover, runtime_goexit,
    };
    pub(super) use crate::print::{
        print_bool, print_complex, print_complex64, print_float, print_float32, print_int, print_interface,
        print_newline, print_pointer, print_slice, print_space, print_string, print_uint,
    };
    pub(super) use crate::slice::{
        check_make_append, grow_slice, grow_slice_buffered, grow_slice_owned, make_slice, move_slice,
        unsafe_slice_check, unsafe_string_check,
    };
    pub(super) use crate::sort::*;
    pub(super) use crate::strconv::*;
    pub(super) use crate::string::{
        bytes_to_string, concat_strings, count_runes, decode_rune, rune_to_string, runes_to_string, string_compare,
        string_to_bytes, string_to_runes, strings_index_byte,
    };
    pub(super) use crate::testing::*;
    pub(super) use crate::time::*;
    pub(super) use crate::unicode::*;
}

/// The type of a scalar as an implementation takes it.
macro_rules! scalar {
    (I8) => { u8 };
    (I32) => { i32 };
    (I64) => { i64 };
    (F32) => { f32 };
    (F64) => { f64 };
    (Ptr) => { *mut u8 };
}

/// The type of a scalar as the wrapper takes it.
macro_rules! register {
    (F32) => { f32 };
    (F64) => { f64 };
    (Ptr) => { *mut u8 };
    ($int:ident) => { u64 };
}

macro_rules! from_register {
    (F32 $v:ident) => {
        $v
    };
    (F64 $v:ident) => {
        $v
    };
    (Ptr $v:ident) => {
        $v
    };
    ($int:ident $v:ident) => {
        $v as scalar!($int)
    };
}

macro_rules! implementation_result {
    () => {
        ()
    };
    ($one:ident) => {
        scalar!($one)
    };
    ($a:ident, $b:ident) => {
        Pair
    };
}

macro_rules! wrapper_result {
    () => {
        ()
    };
    ($one:ident) => {
        register!($one)
    };
    ($a:ident, $b:ident) => {
        Pair
    };
}

macro_rules! to_register {
    ($v:ident) => {
        $v
    };
    ($v:ident F32) => {
        $v
    };
    ($v:ident F64) => {
        $v
    };
    ($v:ident Ptr) => {
        $v
    };
    ($v:ident $int:ident) => {
        $v as u64
    };
    ($v:ident $a:ident $b:ident) => {
        $v
    };
}

/// What a wrapper does first, and may be done with: where going through a protected call costs as much as the work.
macro_rules! quickly {
    (grow_slice $($args:tt)*) => { quickly!(@ grow_slice_quickly $($args)*) };
    (grow_slice_owned $($args:tt)*) => { quickly!(@ grow_slice_quickly $($args)*) };
    (grow_slice_buffered $($args:tt)*) => { quickly!(@ grow_slice_buffered_quickly $($args)*) };
    (move_slice $($args:tt)*) => { quickly!(@ move_slice_quickly $($args)*) };
    (@ $name:ident $g:ident $($p:ident : $pt:ident)*) => {
        // SAFETY: the compiler passes what the list demands.
        if let Some(result) = unsafe { crate::slice::$name($g, $(from_register!($pt $p)),*) } {
            return result;
        }
    };
    ($($other:tt)*) => {};
}

macro_rules! entry {
    (leaf $name:ident ($($p:ident : $pt:ident),*) -> ($($r:ident),*)) => {
        #[allow(clippy::unused_unit, clippy::unnecessary_cast, clippy::let_unit_value, reason = "one macro for all types")]
        unsafe extern "C" fn $name($($p: register!($pt)),*) -> wrapper_result!($($r),*) {
            // SAFETY: the compiler passes what the list demands.
            let result: implementation_result!($($r),*) = unsafe { imp::$name($(from_register!($pt $p)),*) };
            to_register!(result $($r)*)
        }
    };
    // Assembly already: it calls Go code in place, and a Rust frame in between would break the chain of frame pointers.
    (calls protect (frame: Ptr, code: Ptr, ctx: Ptr) -> ()) => {
        #[unsafe(naked)]
        unsafe extern "C" fn protect() {
            core::arch::naked_asm!("jmp {protect}", protect = sym crate::asm::protect)
        }
    };
    ($kind:ident $name:ident ($($p:ident : $pt:ident),*) -> ($($r:ident),*)) => {
        #[unsafe(naked)]
        unsafe extern "C" fn $name() {
            #[allow(
                clippy::unused_unit, clippy::unnecessary_cast, clippy::let_unit_value, clippy::too_many_arguments,
                reason = "one macro for all types"
            )]
            unsafe extern "C" fn wrapper(g: *mut G, $($p: register!($pt)),*) -> wrapper_result!($($r),*) {
                quickly!($name g $($p : $pt)*);
                // SAFETY: the compiler passes what the list demands.
                unsafe { in_full(g, $($p),*) }
            }
            // A function of its own, so that what is done quickly keeps nothing for it.
            #[allow(
                clippy::unused_unit, clippy::unnecessary_cast, clippy::let_unit_value, clippy::too_many_arguments,
                reason = "one macro for all types"
            )]
            #[inline(never)]
            unsafe extern "C" fn in_full(g: *mut G, $($p: register!($pt)),*) -> wrapper_result!($($r),*) {
                crate::stack::end_run_on_panic(|| {
                    // SAFETY: the compiler passes what the list demands.
                    let result: implementation_result!($($r),*) =
                        unsafe { imp::$name(g, $(from_register!($pt $p)),*) };
                    to_register!(result $($r)*)
                })
            }
            core::arch::naked_asm!(
                "mov [rdi + {fp}], rbp",
                "lea rax, [rsp + 8]",
                "mov [rdi + {sp}], rax",
                "mov rax, [rsp]",
                "mov [rdi + {pc}], rax",
                "jmp {wrapper}",
                fp = const offset::ENTRY_FP,
                sp = const offset::ENTRY_SP,
                pc = const offset::ENTRY_PC,
                wrapper = sym wrapper,
            )
        }
    };
}

macro_rules! entries {
    ($($kind:ident $name:ident $go:literal ($($p:ident : $pt:ident),*) -> ($($r:ident),*);)*) => {
        mod entries {
            use super::*;
            $(entry!($kind $name ($($p: $pt),*) -> ($($r),*));)*

            pub(super) const ADDRESSES: &[(Intrinsic, fn() -> *const u8)] =
                &[$((Intrinsic::$name, || $name as *const u8)),*];
        }
    };
}

for_each_intrinsic!(entries);

/// The addresses that generated code calls, indexed by `Intrinsic as usize`.
pub fn intrinsic_table() -> Vec<*const u8> {
    entries::ADDRESSES.iter().map(|(_, address)| address()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use goslice_abi::intrinsics::ALL;

    #[test]
    fn the_table_has_the_order_of_the_list() {
        assert!(entries::ADDRESSES.iter().map(|(it, _)| it).eq(ALL));
        assert_eq!(intrinsic_table().len(), ALL.len());
    }
}
