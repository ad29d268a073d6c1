//! Type descriptors made by hand, for tests.

use goslice_abi::desc::{EqKind, Kind, List, TypeDesc};
use goslice_abi::layout::Str;
use std::ptr::{null, null_mut};

/// A type without parts.
pub(crate) fn plain(name: &'static str, kind: Kind, size: usize) -> TypeDesc {
    TypeDesc {
        size,
        align: size.clamp(1, 8) as u8,
        kind,
        eq: EqKind::Memory,
        direct: false,
        named: false,
        variadic: false,
        pointers: false,
        chan_dir: 0,
        bitmap: null(),
        name: Str::from_static(name),
        pkg_path: Str::EMPTY,
        elem: null(),
        key: null(),
        len: 0,
        fields: List::EMPTY,
        methods: List::EMPTY,
        params: List::EMPTY,
        results: List::EMPTY,
        pointer_to: null_mut::<TypeDesc>().into(),
    }
}

/// Makes a descriptor live as long as the tests.
pub(crate) fn leak(ty: TypeDesc) -> &'static TypeDesc {
    Box::leak(Box::new(ty))
}
