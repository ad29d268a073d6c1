//! Go values in memory beside their types: what reflection is elsewhere.

#![allow(unsafe_code, reason = "reads Go values")]

use goslice_abi::desc::{FieldDesc, Kind, TypeDesc};
use goslice_abi::layout::{Eface, Iface, SliceHeader, Str};

/// Whether a value was reached through an unexported field, which hides its methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hidden {
    No,
    /// Through an unexported embedded field: exported fields of it are visible again.
    Embedded,
    Yes,
}

/// A value: its type and where it lies. `addr` is readable as long as the call into fmt lasts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    pub(super) ty: &'static TypeDesc,
    pub(super) addr: *const u8,
    pub(super) hidden: Hidden,
}

impl Value {
    /// The value in the interface at `eface`, which must stay in place; `None` for a nil interface.
    ///
    /// # Safety
    /// `eface` points to an `interface{}`.
    pub(super) unsafe fn of_eface(eface: *const Eface) -> Option<Value> {
        // SAFETY: the caller's promise; descriptors live as long as the program.
        unsafe {
            let ty = (*eface).ty.as_ref()?;
            let addr = if ty.is_direct() { (&raw const (*eface).data).cast() } else { (*eface).data.cast_const() };
            Some(Value { ty, addr, hidden: Hidden::No })
        }
    }

    pub(super) fn kind(&self) -> Kind {
        self.ty.kind
    }

    unsafe fn read<T: Copy>(&self) -> T {
        // SAFETY: the caller knows that the kind has this layout.
        unsafe { self.addr.cast::<T>().read_unaligned() }
    }

    /// Integers of any size as 64 bits, sign-extended, and whether they are signed.
    pub(super) fn integer(&self) -> Option<(u64, bool)> {
        // SAFETY: each kind's own layout.
        unsafe {
            Some(match self.kind() {
                Kind::Int | Kind::Int64 => (self.read::<u64>(), true),
                Kind::Int8 => (self.read::<i8>() as u64, true),
                Kind::Int16 => (self.read::<i16>() as u64, true),
                Kind::Int32 => (self.read::<i32>() as u64, true),
                Kind::Uint | Kind::Uint64 | Kind::Uintptr => (self.read::<u64>(), false),
                Kind::Uint8 => (self.read::<u8>().into(), false),
                Kind::Uint16 => (self.read::<u16>().into(), false),
                Kind::Uint32 => (self.read::<u32>().into(), false),
                _ => return None,
            })
        }
    }

    pub(super) fn boolean(&self) -> bool {
        // SAFETY: only called for booleans.
        unsafe { self.read::<u8>() != 0 }
    }

    /// A float, or one part of a complex number, and its bits.
    pub(super) fn float(&self, at: usize) -> (f64, i64) {
        // SAFETY: only called for floats and complex numbers.
        unsafe {
            if matches!(self.kind(), Kind::Float32 | Kind::Complex64) {
                (self.addr.cast::<f32>().add(at).read_unaligned().into(), 32)
            } else {
                (self.addr.cast::<f64>().add(at).read_unaligned(), 64)
            }
        }
    }

    /// The bytes of a string, or of a slice or array of bytes. Valid until Go code runs.
    pub(super) fn bytes<'a>(&self) -> &'a [u8] {
        // SAFETY: each kind's own layout; the value is alive.
        unsafe {
            match self.kind() {
                Kind::Array => Str { ptr: self.addr, len: self.ty.len as i64 }.bytes(),
                // A slice begins as a string does.
                _ => self.read::<Str>().bytes(),
            }
        }
    }

    /// The first word: what pointers, functions, channels, maps and slices point to.
    pub(super) fn pointer(&self) -> *const u8 {
        // SAFETY: only called for these kinds.
        unsafe { self.read::<*const u8>() }
    }

    pub(super) fn is_nil_pointer(&self) -> bool {
        self.kind() == Kind::Pointer && self.pointer().is_null()
    }

    pub(super) fn elem_type(&self) -> &'static TypeDesc {
        // SAFETY: only called for kinds with an element.
        unsafe { &*self.ty.elem }
    }

    /// What a pointer points to.
    pub(super) fn pointee(&self) -> Value {
        Value { ty: self.elem_type(), addr: self.pointer(), hidden: self.inner() }
    }

    /// Whether values reached through this one are hidden.
    fn inner(&self) -> Hidden {
        if self.hidden == Hidden::No { Hidden::No } else { Hidden::Yes }
    }

    /// Elements of a slice or an array.
    pub(super) fn len(&self) -> usize {
        match self.kind() {
            Kind::Array => self.ty.len,
            // SAFETY: a slice.
            _ => unsafe { self.read::<SliceHeader>().len as usize },
        }
    }

    pub(super) fn index(&self, at: usize) -> Value {
        let ty = self.elem_type();
        let base = if self.kind() == Kind::Array { self.addr } else { self.pointer() };
        Value { ty, addr: base.wrapping_add(at * ty.size), hidden: self.inner() }
    }

    pub(super) fn fields(&self) -> &'static [FieldDesc] {
        self.ty.fields.as_slice()
    }

    pub(super) fn field(&self, field: &FieldDesc) -> Value {
        let hidden = match (field.exported, field.embedded) {
            _ if self.hidden == Hidden::Yes => Hidden::Yes,
            (true, _) => Hidden::No,
            (false, true) => Hidden::Embedded,
            (false, false) => Hidden::Yes,
        };
        // SAFETY: descriptors live as long as the program.
        Value { ty: unsafe { &*field.ty }, addr: self.addr.wrapping_add(field.offset), hidden }
    }

    /// The value in an interface, or `None` in a nil one.
    pub(super) fn dynamic(&self) -> Option<Value> {
        // SAFETY: only called for interfaces; with methods they have a method table that names the type.
        unsafe {
            let value = if self.ty.methods.len == 0 {
                Value::of_eface(self.addr.cast())?
            } else {
                let iface = self.addr.cast::<Iface>();
                let ty: &'static TypeDesc = &*(*iface).itab.as_ref()?.ty;
                let addr = if ty.is_direct() { (&raw const (*iface).data).cast() } else { (*iface).data.cast_const() };
                Value { ty, addr, hidden: Hidden::No }
            };
            Some(Value { hidden: self.inner(), ..value })
        }
    }

    /// The value as a method's receiver: what an interface would have as its data word.
    pub(super) fn receiver(&self) -> u64 {
        if self.ty.is_direct() {
            // SAFETY: such types are one word.
            unsafe { self.read::<u64>() }
        } else {
            self.addr.addr() as u64
        }
    }
}
