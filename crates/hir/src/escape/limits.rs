//! What a frame has room for, by release.

/// Sizes in bytes above which something is on the heap though nothing outlives the call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Of a declared variable: `ir.MaxStackVarSize`. 10 MiB, since Go 1.24 128 KiB.
    pub(crate) variable: u64,
    /// Of what `new`, `&T{}` and `make` make: 64 KiB. Slice literals have no limit (`HeapAllocReason` looks at the size of the
    /// header).
    pub(crate) implicit: u64,
    /// Of an element of a `make` of variable size: since Go 1.25, arrays of up to 32 bytes are in the frame; before, none.
    pub(crate) variable_make: u64,
    /// Since Go 1.25, a `make` of elements without size counts as escaping.
    pub(crate) no_size_escapes: bool,
    /// Since Go 1.22, the bytes of a string that are only read are not copied.
    pub(crate) views: bool,
    /// Since Go 1.22, the results of a literal are followed wherever it is called. Before, only where it stands.
    pub(crate) results_followed: bool,
    /// Since Go 1.27, a call of a variable that may hold one of several known functions is a call of each.
    pub(crate) several_callees: bool,
}

impl Limits {
    pub(crate) fn of(release_minor: u8) -> Limits {
        Limits {
            variable: if release_minor >= 24 { 128 << 10 } else { 10 << 20 },
            implicit: 64 << 10,
            no_size_escapes: release_minor >= 25,
            views: release_minor >= 22,
            results_followed: release_minor >= 22,
            several_callees: release_minor >= 27,
            variable_make: if release_minor >= 25 { 32 } else { 0 },
        }
    }
}
