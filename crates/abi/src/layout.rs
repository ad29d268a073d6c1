//! Go values as they lie in memory and in registers. All are gc's layouts for amd64.

use crate::desc::TypeDesc;

/// A string: two words.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Str {
    pub ptr: *const u8,
    pub len: i64,
}

impl Str {
    /// The empty string.
    pub const EMPTY: Str = Str { ptr: std::ptr::null(), len: 0 };

    /// A string over static bytes.
    pub const fn from_static(text: &'static str) -> Str {
        Str { ptr: text.as_ptr(), len: text.len() as i64 }
    }

    /// The bytes.
    ///
    /// # Safety
    /// `ptr` must point to `len` readable bytes (or `len` be 0) that outlive `'a`.
    pub unsafe fn bytes<'a>(self) -> &'a [u8] {
        if self.len == 0 {
            return &[];
        }
        // SAFETY: the caller's promise.
        unsafe { std::slice::from_raw_parts(self.ptr, self.len as usize) }
    }
}

/// A slice: three words. As an argument of an intrinsic it is three scalars; as a result it goes through memory.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SliceHeader {
    pub ptr: *mut u8,
    pub len: i64,
    pub cap: i64,
}

/// `interface{}`: descriptor of the dynamic type (null when nil) and data word. Pointer-shaped types
/// ([`TypeDesc::is_direct`]) are the data word; others are boxed.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Eface {
    pub ty: *const TypeDesc,
    pub data: *mut u8,
}

/// An interface with methods: method table (null when nil) and data word.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Iface {
    pub itab: *const Itab,
    pub data: *mut u8,
}

/// The method table of one (interface, concrete type) pair, followed by one code pointer for each method of the
/// interface in its sorted order. A method's code takes `(g, null, data word, args...)`.
#[repr(C)]
#[derive(Debug)]
pub struct Itab {
    pub inter: *const TypeDesc,
    pub ty: *const TypeDesc,
    /// Not used. gc keeps the type's hash here (`abi.ITab`), and the address of the fault when a method of a nil interface
    /// is called shows where its code pointers begin.
    pub unused: u64,
    pub funs: [*const u8; 0],
}

/// Byte offset of the first code pointer in an [`Itab`].
pub const ITAB_FUNS: i32 = 24;

const _: () = assert!(std::mem::offset_of!(Itab, funs) == ITAB_FUNS as usize);

/// Two words returned in registers (rax, rdx): what intrinsics with two integer results return.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Pair(pub u64, pub u64);

/// A func value points to one of these: the code, then the captured values.
#[repr(C)]
#[derive(Debug)]
pub struct Closure {
    pub code: *const u8,
}

/// Words of results, of integers and of floats each, that a call of a Go function returns in registers. If there are more, all
/// results go through memory of the caller, as structs and arrays always do: their addresses are the first arguments.
pub const RESULT_WORDS_MAX: usize = 8;

/// Bytes of a conversion buffer between strings and bytes.
pub const BYTES_BUFFER: u64 = 32;
/// Bytes of a conversion buffer of 32 runes.
pub const RUNES_BUFFER: u64 = 4 * 32;
/// Bytes of a conversion buffer for the text of one rune.
pub const RUNE_BUFFER: u64 = 4;

/// Mode of `grow_slice_buffered`: the slice takes the whole buffer. The rest of the mode is the number of elements in the buffer
/// ([`APPEND_BUFFER_SHIFT`]), and [`APPEND_BUFFER_OWNED`]. A flag, one byte at the next multiple of 8 behind the elements, says that an array of this call took the buffer.
pub const APPEND_BUFFER_WHOLE: i64 = 1;

/// Mode of `grow_slice_buffered`: as for `grow_slice_owned`.
pub const APPEND_BUFFER_OWNED: i64 = 2;

/// Mode of `grow_slice_buffered`: the frame has no buffer but one word. Each array that the buffer would have held is made on the
/// heap, with the capacity that the buffer would have given; the word is the address of the newest, or 0.
pub const APPEND_BUFFER_ON_HEAP: i64 = 4;

/// In the mode of `grow_slice_buffered`, the number of elements is behind so many bits.
pub const APPEND_BUFFER_SHIFT: u32 = 3;

/// The mode of `grow_slice_buffered` for a buffer of `len` elements.
pub const fn append_buffer_mode(len: u64, whole: bool, owned: bool, on_heap: bool) -> i64 {
    let whole = if whole { APPEND_BUFFER_WHOLE } else { 0 };
    let owned = if owned { APPEND_BUFFER_OWNED } else { 0 };
    let on_heap = if on_heap { APPEND_BUFFER_ON_HEAP } else { 0 };
    (len as i64) << APPEND_BUFFER_SHIFT | on_heap | owned | whole
}

/// What `move_slice` does: it copies the elements in use, to an array that has the allocator's capacity for them.
pub const MOVE_SLICE_FIT: i8 = 0;
/// What `move_slice` does: it copies all elements up to the capacity, which stays.
pub const MOVE_SLICE_KEEP_CAP: i8 = 1;
/// What `move_slice` does: the array is on the heap already and stays, with the capacity that [`MOVE_SLICE_FIT`] would give.
pub const MOVE_SLICE_IN_PLACE: i8 = 2;

/// Where the flag of an append's buffer is, whose elements take `bytes` bytes.
pub const fn append_buffer_flag(bytes: u64) -> u64 {
    bytes.next_multiple_of(8)
}
