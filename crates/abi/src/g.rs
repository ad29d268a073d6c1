//! The part of a goroutine's record that generated code and entry stubs touch.

use crate::desc::TypeDesc;

/// A goroutine's record as generated code sees it: the first argument of every Go function. The runtime's own
/// record begins with this.
#[repr(C)]
#[derive(Debug)]
pub struct G {
    /// Functions whose frame would reach below this address trap with [`crate::trap::Trap::StackOverflow`].
    pub stack_limit: u64,
    /// Set by entry stubs of intrinsics: the Go frame that called in.
    pub entry_fp: u64,
    pub entry_sp: u64,
    pub entry_pc: u64,
    /// The newest frame with deferred calls.
    pub frames: *mut DeferFrame,
    /// Observed code: the newest frame of named variables.
    pub observed: *mut ObservedFrame,
    /// Not 0 while the collector marks: whoever overwrites a pointer in the heap or in a package variable calls
    /// `gc_write_barrier` or `gc_bulk_barrier` before. Go's `writeBarrier.enabled`.
    pub barrier: u8,
    /// The newest call of Go code from the runtime, or null.
    pub reentry: *mut Reentry,
}

/// A call of Go code from the runtime, in the frame of the stub that makes it: what [`G`] says of the Go frame below, which
/// called the runtime, and where the Go frames of the call begin. The stub puts all of it back when it returns.
#[repr(C)]
#[derive(Debug)]
pub struct Reentry {
    pub prev: *mut Reentry,
    pub entry_fp: u64,
    pub entry_sp: u64,
    pub entry_pc: u64,
    /// The stub's frame pointer; with [`REENTRY_HOLDS_NOTHING`], if the frames of the runtime above hold no Go pointer.
    pub fp: u64,
    pub g: u64,
}

/// See [`Reentry::fp`].
pub const REENTRY_HOLDS_NOTHING: u64 = 1;

/// The beginning of a stub that calls Go code from the runtime, with `g` in rdi: registers that calls preserve are saved in the stub's
/// frame, for in those of Go code the collector does not look for what the runtime holds.
#[macro_export]
macro_rules! begin_reentry {
    () => {
        concat!(
            "push rbp\nmov rbp, rsp\npush rbx\npush r12\npush r13\npush r14\npush r15\nsub rsp, 8\n",
            "mov r11, rbp\n",
            $crate::link_reentry!()
        )
    };
}

/// Pushes a [`Reentry`](crate::g::Reentry), of which r11 is the `fp`, and makes it the newest.
#[macro_export]
macro_rules! link_reentry {
    () => {
        "push rdi
         push r11
         push qword ptr [rdi + {entry_pc}]
         push qword ptr [rdi + {entry_sp}]
         push qword ptr [rdi + {entry_fp}]
         push qword ptr [rdi + {reentry}]
         mov [rdi + {reentry}], rsp"
    };
}

/// Pops it again. Changes r11 only.
#[macro_export]
macro_rules! unlink_reentry {
    () => {
        "mov r11, [rsp + 40]
         pop qword ptr [r11 + {reentry}]
         pop qword ptr [r11 + {entry_fp}]
         pop qword ptr [r11 + {entry_sp}]
         pop qword ptr [r11 + {entry_pc}]
         add rsp, 16"
    };
}

/// The end of a stub that began with [`begin_reentry`].
#[macro_export]
macro_rules! end_reentry {
    () => {
        concat!($crate::unlink_reentry!(), "\nadd rsp, 8\npop r15\npop r14\npop r13\npop r12\npop rbx\npop rbp\nret")
    };
}

/// In the frame of each function that defers: its pending calls, and where to resume after a recovered panic.
/// Filled in by the `protect` stub.
#[repr(C)]
#[derive(Debug)]
pub struct DeferFrame {
    /// The next older frame that defers.
    pub prev: *mut DeferFrame,
    /// Stack pointer at which the protected call resumes.
    pub sp: u64,
    /// Newest pending deferred call.
    pub defers: *mut Defer,
    /// Frame pointer of the deferring function's caller, which `recover` compares.
    pub caller_fp: u64,
}

/// Bytes of a [`DeferFrame`]; generated code keeps parameters and results behind it.
pub const DEFER_FRAME_SIZE: u32 = 32;
/// Offset of [`DeferFrame::caller_fp`].
pub const DEFER_FRAME_CALLER_FP: i32 = 24;

/// Bytes of a [`Defer`].
pub const DEFER_SIZE: u32 = 16;

const _: () = assert!(std::mem::size_of::<Defer>() == DEFER_SIZE as usize);
const _: () = assert!(std::mem::size_of::<DeferFrame>() == DEFER_FRAME_SIZE as usize);

/// One pending deferred call, on the Go heap or in the frame that defers it.
#[repr(C)]
#[derive(Debug)]
pub struct Defer {
    pub next: *mut Defer,
    /// A func value without parameters and results.
    pub closure: *const crate::layout::Closure,
}

/// In observed code each function keeps its slice variables in one of these, so that the runtime can see who else
/// holds an array. The variables' headers follow, three words each, in the order of the function's table.
#[repr(C)]
#[derive(Debug)]
pub struct ObservedFrame {
    pub prev: *mut ObservedFrame,
    /// Which function: index into the program's table of observed functions.
    pub func: u32,
    /// The site that runs now (an index into the program's table of sites); says which variables are still read.
    pub site: u32,
}

/// Bit of [`ObservedFrame::func`] that an observer sets when a call first reports something; functions begin without it.
pub const OBSERVED_SEEN: u32 = 1 << 31;

/// In place of a variable's length: closures or pointers share the variable, and the word before is its address.
pub const OBSERVED_BY_ADDRESS: i64 = -1;

/// Bytes of an [`ObservedFrame`] before the variables.
pub const OBSERVED_FRAME_SIZE: u32 = 16;

/// Offsets of [`G`]'s fields, for generated code and assembly.
pub mod offset {
    use super::G;
    use std::mem::offset_of;

    /// [`G::stack_limit`]
    pub const STACK_LIMIT: usize = offset_of!(G, stack_limit);
    /// [`G::entry_fp`]
    pub const ENTRY_FP: usize = offset_of!(G, entry_fp);
    /// [`G::entry_sp`]
    pub const ENTRY_SP: usize = offset_of!(G, entry_sp);
    /// [`G::entry_pc`]
    pub const ENTRY_PC: usize = offset_of!(G, entry_pc);
    /// [`G::frames`]
    pub const FRAMES: usize = offset_of!(G, frames);
    /// [`G::observed`]
    pub const OBSERVED: usize = offset_of!(G, observed);
    /// [`G::barrier`]
    pub const BARRIER: usize = offset_of!(G, barrier);
    /// [`G::reentry`]
    pub const REENTRY: usize = offset_of!(G, reentry);
}

/// Types of values that the runtime makes itself, declared in the Go package `runtime`: each is a struct of one
/// string, the text without the prefix `runtime error: `.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct WellKnown {
    /// `runtime.boundsError`
    pub bounds_error: *const TypeDesc,
    /// `runtime.errorString`
    pub error_string: *const TypeDesc,
    /// `*runtime.TypeAssertionError`; its pointee is boxed.
    pub type_assertion_error: *const TypeDesc,
    /// `runtime.plainError`
    pub plain_error: *const TypeDesc,
    /// `*runtime.PanicNilError`
    pub panic_nil_error: *const TypeDesc,
    /// `string`, for texts that are panicked with as such.
    pub string: *const TypeDesc,
    /// The interface `error`.
    pub error: *const TypeDesc,
    /// `*fmt.state`, which `Format` methods get as their `fmt.State`; null if the program does not have it.
    pub fmt_state: *const TypeDesc,
}

/// How the runtime calls Go: entry trampolines that `jit` generates, callable with the C convention. `code` is a Go
/// function's code, `ctx` its closure (or null).
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Entries {
    /// `func()`
    pub call0: unsafe extern "C" fn(g: *mut G, code: *const u8, ctx: *const u8),
    /// `func(p unsafe.Pointer)`; also methods without results on a one-word receiver.
    pub call1: unsafe extern "C" fn(g: *mut G, code: *const u8, ctx: *const u8, a: u64),
    /// `func(word) string`: `Error()`, `String()`, `GoString()` with the data word as receiver.
    pub call_string: unsafe extern "C" fn(g: *mut G, code: *const u8, ctx: *const u8, recv: u64) -> crate::layout::Str,
    /// `func(word, two words, rune)`: `Format(fmt.State, rune)`.
    pub call_format:
        unsafe extern "C" fn(g: *mut G, code: *const u8, ctx: *const u8, recv: u64, state: u64, data: u64, verb: i32),
}
