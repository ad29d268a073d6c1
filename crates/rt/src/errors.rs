//! What package errors asks about dynamic types.

#![allow(unsafe_code, reason = "reads and writes Go values")]

use crate::gc;
use crate::goroutine;
use crate::itab;
use crate::value;
use goslice_abi::desc::{EqKind, Kind, TypeDesc};
use goslice_abi::g::G;
use goslice_abi::layout::{Eface, Iface, Itab};

/// The dynamic type of an interface with methods.
unsafe fn dynamic_type(itab: *mut u8) -> *const TypeDesc {
    // SAFETY: a method table, or null for nil.
    unsafe { itab.cast::<Itab>().as_ref().map_or(std::ptr::null(), |itab| itab.ty) }
}

/// `errors.comparable_(err) bool`
pub(crate) unsafe fn errors_comparable(itab: *mut u8, _data: *mut u8) -> u8 {
    // SAFETY: an interface's words.
    unsafe { dynamic_type(itab).as_ref().is_none_or(|ty| ty.eq != EqKind::None).into() }
}

/// `errors.checkTarget(target) int`: 1 for nil, 2 for no pointer or a nil one, 3 if no error fits into its pointee.
pub(crate) unsafe fn errors_check_target(g: *mut G, ty: *mut u8, data: *mut u8) -> i64 {
    // SAFETY: an interface's words; pointers are direct.
    unsafe {
        let Some(ty) = ty.cast::<TypeDesc>().as_ref() else { return 1 };
        if ty.kind != Kind::Pointer || data.is_null() {
            return 2;
        }
        let error = goroutine::state(g).well_known().error;
        let elem = &*ty.elem;
        let fits = elem.kind == Kind::Interface
            || !itab::find_itab(g, error.cast_mut().cast(), ty.elem.cast_mut().cast()).is_null();
        if fits { 0 } else { 3 }
    }
}

/// `errors.assign(err, target) bool`: stores `err` where `target` points if it fits there.
pub(crate) unsafe fn errors_assign(g: *mut G, itab: *mut u8, data: *mut u8, ty: *mut u8, target: *mut u8) -> u8 {
    // SAFETY: interfaces' words; `checkTarget` has looked at the target.
    unsafe {
        let have = dynamic_type(itab);
        let Some(have_desc) = have.as_ref() else { return 0 };
        let elem = &*(*ty.cast::<TypeDesc>()).elem;
        gc::before_overwriting(g, elem, target, 1);
        if elem.kind == Kind::Interface {
            if elem.methods.len == 0 {
                target.cast::<Eface>().write(Eface { ty: have, data });
                return 1;
            }
            let itab = itab::find_itab(g, (&raw const *elem).cast_mut().cast(), have.cast_mut().cast());
            if itab.is_null() {
                return 0;
            }
            target.cast::<Iface>().write(Iface { itab: itab.cast(), data });
            return 1;
        }
        if !std::ptr::eq(elem, have_desc) {
            return 0;
        }
        let from = value::data_address(have_desc, &data);
        std::ptr::copy_nonoverlapping(from, target, elem.size);
        1
    }
}
