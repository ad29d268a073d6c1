//! The backing array: a header with a reference count, and slots.
//!
//! ```text
//!    block                                base
//!    |                                    |
//!    v                                    v
//!    +-----------+------------+-----------+--------+--------+- - - - - - -+
//!    | (padding) | wide part  | head      | slot 0 | slot 1 |             |
//!    |           | large only | refs,info |        |        |             |
//!    +-----------+------------+-----------+--------+--------+- - - - - - -+
//!                   24 bytes     8 bytes    total slots
//! ```
//!
//! # Which slots are initialised
//!
//! An array is *full* or *lazy*. In a full array every slot below `total` holds a value. A lazy array has exactly one
//! slice, and holds values from slot 0 to the end of that slice's window; what is after it is not initialised. Growth
//! makes an array lazy, and so an append is one compare and one store. Before a second slice can appear, or a window may
//! end elsewhere, [`Array::fill`] writes zero values into the rest and makes the array full.
#![allow(unsafe_code, reason = "allocation, and slots that are not always initialised")]

use alloc::alloc::{alloc, alloc_zeroed, dealloc, handle_alloc_error, realloc};
use core::alloc::Layout;
use core::ptr::{self, NonNull};

use super::os::{self, Region};
use crate::Element;

/// Right before slot 0.
#[repr(C)]
struct Head {
    /// Slices that hold the array. Not atomic: slices stay on their thread. Negative: more than can be counted, see
    /// [`MANY`].
    refs: i32,
    /// `FULL`, `WIDE`, and unless wide the number of slots.
    info: u32,
}

/// Right before [`Head`], in arrays whose info has the bit `WIDE`.
#[repr(C)]
struct Wide {
    /// The number of slots.
    total: usize,
    /// Slots from here on have never been written to and are zero bytes, unless the slice's window covers them. Who writes
    /// behind the window notes it here first: [`super::filling`].
    ///
    /// In an array of elements without size, which has no slots that could be written to: the values that were moved into it.
    /// They are dropped with it. Zero values that nobody made are not, or an array of `i64::MAX` of them would never end.
    dirty: usize,
    /// Bytes of the region of pages; 0 if the block is the allocator's.
    mapped: usize,
}

/// The count of an array that more than 2147483647 slices have held at once. It is not known any more how many they are, so
/// the array is never freed: each change of the count sets it to this again, far from 0 on either side.
const MANY: i32 = i32::MIN / 2;

const FULL: u32 = 1;
const WIDE: u32 = 2;
const INFO_SHIFT: u32 = 2;
const SMALL_TOTAL_MAX: usize = (u32::MAX >> INFO_SHIFT) as usize;

/// The address of slot 0. A plain pointer: who holds one of its references is the slices' business.
pub(crate) struct Array<T>(NonNull<T>);

impl<T> Clone for Array<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Array<T> {}

impl<T> PartialEq for Array<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

/// The alignment of a block.
const fn block_align<T>() -> usize {
    if align_of::<T>() > 8 { align_of::<T>() } else { 8 }
}

/// Bytes before slot 0.
const fn prefix<T>(wide: bool) -> usize {
    let least = if wide { size_of::<Wide>() + size_of::<Head>() } else { size_of::<Head>() };
    least.next_multiple_of(block_align::<T>())
}

/// Whether an array of so many slots can be asked for at all.
pub(crate) const fn fits<T>(total: usize) -> bool {
    match size_of::<T>().checked_mul(total) {
        Some(bytes) => bytes <= isize::MAX as usize - region_prefix::<T>() - block_align::<T>(),
        None => false,
    }
}

/// Layout of the block of an array that [`fits`].
fn block_layout<T>(total: usize, wide: bool) -> Layout {
    debug_assert!(fits::<T>(total));
    // SAFETY: the alignment is a power of two, and the size does not overflow isize with padding.
    unsafe { Layout::from_size_align_unchecked(prefix::<T>(wide) + size_of::<T>() * total, block_align::<T>()) }
}

/// Whether an array has the wide part: besides those that need it, those for which its bytes do not matter. Slots of the
/// allocator's blocks are then aligned to 16 bytes, as loops over many elements like them.
const fn is_wide<T>(total: usize) -> bool {
    size_of::<T>() == 0 || total > SMALL_TOTAL_MAX || total * size_of::<T>() >= WIDE_BYTES
}

/// Bytes of slots from which on arrays are wide.
const WIDE_BYTES: usize = 1024;

/// Bytes before slot 0 in a region: slots begin at a cache line. The first of them are the region's own.
const fn region_prefix<T>() -> usize {
    const { assert!(os::HEAD + size_of::<Wide>() + size_of::<Head>() <= 64) }
    if block_align::<T>() > 64 { block_align::<T>() } else { 64 }
}

impl<T> Array<T> {
    #[inline(always)]
    pub(crate) fn from_base(base: NonNull<T>) -> Array<T> {
        Array(base)
    }

    #[inline(always)]
    pub(crate) fn base(self) -> NonNull<T> {
        self.0
    }

    #[inline(always)]
    fn head(self) -> *mut Head {
        // SAFETY: every array has its head there, within the block that the pointer is derived from. Its address is
        // a multiple of 8: the base is one of `block_align`, which is at least 8.
        unsafe { self.0.as_ptr().cast::<u8>().sub(size_of::<Head>()).cast::<Head>() }
    }

    #[inline(always)]
    fn wide(self) -> *mut Wide {
        // SAFETY: only asked of wide arrays, which have it there.
        unsafe { self.0.as_ptr().cast::<u8>().sub(size_of::<Head>() + size_of::<Wide>()).cast::<Wide>() }
    }

    /// Whether it is held by one slice.
    ///
    /// # Safety
    ///
    /// The array lives. This holds for each function below.
    #[inline(always)]
    pub(crate) unsafe fn is_unique(self) -> bool {
        // SAFETY: the array lives.
        unsafe { (*self.head()).refs == 1 }
    }

    /// One more reference.
    ///
    /// # Safety
    ///
    /// The array lives, and is full.
    #[inline(always)]
    pub(crate) unsafe fn retain(self) {
        // SAFETY: the array lives.
        unsafe {
            let refs = (*self.head()).refs.wrapping_add(1);
            (*self.head()).refs = refs;
            if refs < 0 {
                self.too_many();
            }
        }
    }

    /// One reference less; whether it was the last.
    ///
    /// # Safety
    ///
    /// The array lives, and the caller gives up a reference of its own.
    #[inline(always)]
    pub(crate) unsafe fn lose(self) -> bool {
        // SAFETY: the array lives.
        unsafe {
            let refs = (*self.head()).refs.wrapping_sub(1);
            (*self.head()).refs = refs;
            refs <= 0 && (refs == 0 || self.too_many())
        }
    }

    /// Says that the slices cannot be counted. Gives false.
    ///
    /// # Safety
    ///
    /// The array lives.
    #[cold]
    #[inline(never)]
    unsafe fn too_many(self) -> bool {
        // SAFETY: the array lives.
        unsafe { (*self.head()).refs = MANY };
        false
    }

    /// # Safety
    ///
    /// The array lives.
    #[inline(always)]
    pub(crate) unsafe fn is_full(self) -> bool {
        // SAFETY: the array lives.
        unsafe { (*self.head()).info & FULL != 0 }
    }

    /// # Safety
    ///
    /// The array lives and every slot holds a value.
    #[inline(always)]
    pub(crate) unsafe fn set_full(self) {
        // SAFETY: the array lives.
        unsafe { (*self.head()).info |= FULL }
    }

    /// Makes the array lazy: its slots from `keep` on are no longer taken for values. Whoever calls it has dropped
    /// them, or will.
    ///
    /// # Safety
    ///
    /// The array lives, and its one reference belongs to a slice whose window ends at slot `keep`.
    #[inline(always)]
    pub(crate) unsafe fn set_lazy(self, keep: usize) {
        // SAFETY: the array lives.
        unsafe {
            let info = (*self.head()).info;
            if size_of::<T>() > 0 && info & WIDE != 0 {
                let used = if info & FULL != 0 { (*self.wide()).total } else { keep };
                (*self.wide()).dirty = (*self.wide()).dirty.max(used);
            }
            (*self.head()).info = info & !FULL;
        }
    }

    /// Notes that slots below `end` are written to, though they are not the array's values.
    ///
    /// # Safety
    ///
    /// The array lives.
    #[inline(always)]
    pub(crate) unsafe fn note_written(self, end: usize) {
        // SAFETY: the array lives, and has a wide part where the info says so.
        unsafe {
            if size_of::<T>() > 0 && (*self.head()).info & WIDE != 0 {
                (*self.wide()).dirty = (*self.wide()).dirty.max(end);
            }
        }
    }

    /// Takes `n` values without size, which the caller forgets, to be dropped with the array.
    ///
    /// # Safety
    ///
    /// The array lives, and `T` has no size.
    #[inline(always)]
    pub(crate) unsafe fn take_sizeless(self, n: usize) {
        debug_assert!(size_of::<T>() == 0);
        // SAFETY: arrays of elements without size are wide.
        unsafe { (*self.wide()).dirty = (*self.wide()).dirty.saturating_add(n) }
    }

    /// The number of slots that the block has.
    ///
    /// # Safety
    ///
    /// The array lives.
    #[inline(always)]
    pub(crate) unsafe fn total(self) -> usize {
        // SAFETY: the array lives, and has a wide part where the info says so.
        unsafe {
            let info = (*self.head()).info;
            if info & WIDE == 0 { (info >> INFO_SHIFT) as usize } else { (*self.wide()).total }
        }
    }

    /// How many values, from slot 0 on, are dropped with an array whose only slice has a window that ends at slot `end`.
    ///
    /// # Safety
    ///
    /// The array lives.
    #[inline(always)]
    pub(crate) unsafe fn values(self, end: usize) -> usize {
        // SAFETY: the array lives.
        unsafe {
            if size_of::<T>() == 0 {
                (*self.wide()).dirty
            } else if self.is_full() {
                self.total()
            } else {
                end
            }
        }
    }

    /// A lazy array with one reference and at least `total` slots, none of them initialised. For an append, so pages may
    /// be reserved to grow into.
    ///
    /// Ends the program when there is no memory. The number of slots must be one that [`fits`].
    pub(crate) fn grown(total: usize) -> Array<T> {
        match Array::reserved(total) {
            Some(array) => array,
            None => Array::in_block(total, false),
        }
    }

    /// The same in a range of pages, if it is large enough for one, and there are some.
    #[inline(always)]
    fn reserved(total: usize) -> Option<Array<T>> {
        let large = size_of::<T>() * total >= os::GROWN_MIN && align_of::<T>() <= 4096;
        if large { Array::reserved_range(total) } else { None }
    }

    #[cold]
    #[inline(never)]
    fn reserved_range(total: usize) -> Option<Array<T>> {
        let region = os::reserve(size_of::<T>() * total + region_prefix::<T>())?;
        // SAFETY: the region has as many bytes.
        Some(unsafe { Array::in_region(region, total) })
    }

    /// A lazy array with one reference and exactly `total` slots, none of them initialised.
    pub(crate) fn exact(total: usize) -> Array<T> {
        Array::in_block(total, false)
    }

    /// The same, but the slots are zero bytes. A large array is pages of the system where there are some.
    pub(crate) fn zeroed(total: usize) -> Array<T> {
        let bytes = size_of::<T>() * total;
        if bytes >= os::MADE_MIN
            && align_of::<T>() <= 4096
            && let Some(region) = os::exact(bytes + region_prefix::<T>())
        {
            // SAFETY: the region has as many bytes.
            return unsafe {
                let array = Array::<T>::in_region(region, total);
                let dirty = (*array.wide()).dirty.min(total);
                ptr::write_bytes(array.0.as_ptr(), 0, dirty);
                array
            };
        }
        Array::in_block(total, true)
    }

    /// The first array of a slice that grows by one, for at least `need` slots; not a large one.
    #[inline(always)]
    pub(crate) fn in_first_block(need: usize) -> Array<T> {
        Array::in_block(first::<T>(need), false)
    }

    #[inline(always)]
    fn in_block(total: usize, zeroed: bool) -> Array<T> {
        let wide = is_wide::<T>(total);
        let layout = block_layout::<T>(total, wide);
        // SAFETY: the layout has at least the head's bytes, and the parts lie within the block.
        unsafe {
            let block = if zeroed { alloc_zeroed(layout) } else { alloc(layout) };
            let Some(block) = NonNull::new(block) else { handle_alloc_error(layout) };
            let array = Array(block.add(prefix::<T>(wide)).cast::<T>());
            (*array.head()).refs = 1;
            array.set_total(total, wide);
            if wide {
                (*array.wide()).dirty = if size_of::<T>() == 0 { 0 } else { usize::MAX };
                (*array.wide()).mapped = 0;
            }
            array
        }
    }

    /// # Safety
    ///
    /// The region has room for the array's prefix and `total` slots.
    unsafe fn in_region(region: Region, total: usize) -> Array<T> {
        // SAFETY: there is room for all parts, and a region is aligned to pages.
        unsafe {
            let array = Array(region.start.add(region_prefix::<T>()).cast::<T>());
            (*array.head()).refs = 1;
            array.set_total(total, true);
            (*array.wide()).dirty = region.touched.div_ceil(size_of::<T>());
            (*array.wide()).mapped = region.bytes;
            array
        }
    }

    /// Notes the number of slots, and that the array is lazy.
    unsafe fn set_total(self, total: usize, wide: bool) {
        // SAFETY: the array has a wide part if it is wide.
        unsafe {
            (*self.head()).info = if wide { WIDE } else { (total as u32) << INFO_SHIFT };
            if wide {
                (*self.wide()).total = total;
            }
        }
    }

    /// The array with at least `total` slots, the first `keep` of them as they were, lazy; moved if it must be.
    ///
    /// # Safety
    ///
    /// The array lives, `total` [`fits`], and its one reference belongs to a slice whose window is slots 0 to `keep`.
    /// The values in later slots have been dropped, or need no drop. The old array is gone.
    #[inline(always)]
    pub(crate) unsafe fn grow(self, keep: usize, total: usize) -> Array<T> {
        // SAFETY: the caller's.
        unsafe {
            let old_total = self.total();
            self.set_lazy(keep);
            if total <= old_total { self } else { self.grow_beyond(keep, old_total, total) }
        }
    }

    #[inline(never)]
    unsafe fn grow_beyond(self, keep: usize, old_total: usize, total: usize) -> Array<T> {
        // SAFETY: the array lives, and nobody else sees it. What moves is the first `keep` slots at least.
        unsafe {
            let wide = (*self.head()).info & WIDE != 0;
            if wide && (*self.wide()).mapped != 0 {
                if let Some(array) = self.grow_region(keep, total) {
                    return array;
                }
            } else {
                // Not beyond where ranges of pages begin: blocks that large make some allocators ask the system each time.
                let mut most = (os::GROWN_MIN - 1).checked_div(size_of::<T>()).unwrap_or(usize::MAX);
                if total > most {
                    if let Some(new) = Array::<T>::reserved(total) {
                        ptr::copy_nonoverlapping(self.0.as_ptr(), new.0.as_ptr(), keep);
                        self.free(keep);
                        return new;
                    }
                    most = usize::MAX;
                }
                let new_total = amortised::<T>(old_total, total).min(most);
                if is_wide::<T>(new_total) == wide {
                    if wide {
                        return self.grow_block(new_total);
                    }
                    // Small: two calls of allocators that keep small blocks at hand are faster than their realloc.
                    let new = Array::<T>::in_block(new_total, false);
                    ptr::copy_nonoverlapping(self.0.as_ptr(), new.0.as_ptr(), keep);
                    self.free(keep);
                    return new;
                }
            }
            let new = Array::<T>::grown(total);
            ptr::copy_nonoverlapping(self.0.as_ptr(), new.0.as_ptr(), keep);
            self.free(keep);
            new
        }
    }

    unsafe fn grow_block(self, total: usize) -> Array<T> {
        let wide = true;
        // SAFETY: the block was allocated with this layout, and the new size fits.
        unsafe {
            let old = block_layout::<T>(self.total(), wide);
            let new = block_layout::<T>(total, wide);
            let block = self.0.as_ptr().cast::<u8>().sub(prefix::<T>(wide));
            let Some(block) = NonNull::new(realloc(block, old, new.size())) else { handle_alloc_error(new) };
            let array = Array(block.add(prefix::<T>(wide)).cast::<T>());
            array.set_total(total, wide);
            array
        }
    }

    unsafe fn grow_region(self, keep: usize, total: usize) -> Option<Array<T>> {
        // SAFETY: the array lies in a region; `extend` keeps its first bytes, those that were touched.
        unsafe {
            let region = self.region(keep);
            let touched = region.touched;
            let region = match os::extend(region, region_prefix::<T>() + size_of::<T>() * total) {
                Ok(region) => region,
                Err(_) => return None,
            };
            let array = Array(region.start.add(region_prefix::<T>()).cast::<T>());
            array.set_total(total, true);
            (*array.wide()).mapped = region.bytes;
            debug_assert_eq!(region.touched, touched);
            Some(array)
        }
    }

    /// The region that the array lies in, when its values end at slot `end`.
    unsafe fn region(self, end: usize) -> Region {
        // SAFETY: only asked of arrays in regions.
        unsafe {
            let start = NonNull::new_unchecked(self.0.as_ptr().cast::<u8>().sub(region_prefix::<T>()));
            let slots = (*self.wide()).dirty.max(self.values(end));
            let bytes = (*self.wide()).mapped;
            // What is noted in slots may end in the middle of one that the region has no room for.
            let touched = (region_prefix::<T>() + slots * size_of::<T>()).min(bytes);
            Region { start, bytes, touched }
        }
    }

    /// Says that all slots up to `end`, where the values end, were written to at once, and many they are.
    ///
    /// # Safety
    ///
    /// The array lives.
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn overwritten(self, end: usize) {
        // SAFETY: the array lives, and lies in a region if it says so.
        unsafe {
            if (*self.head()).info & WIDE != 0 && (*self.wide()).mapped != 0 {
                os::overwritten(&self.region(end));
            }
        }
    }

    /// Gives the memory back, whatever the slots hold. Values end at slot `end`, for what is known of the pages.
    ///
    /// # Safety
    ///
    /// The array lives, and nobody uses it any more.
    pub(crate) unsafe fn free(self, end: usize) {
        // SAFETY: the array is nobody's, and its block has this layout.
        unsafe {
            let wide = (*self.head()).info & WIDE != 0;
            if wide && (*self.wide()).mapped != 0 {
                os::release(self.region(end));
            } else {
                let layout = block_layout::<T>(self.total(), wide);
                dealloc(self.0.as_ptr().cast::<u8>().sub(prefix::<T>(wide)), layout);
            }
        }
    }

    /// Drops the values of an array that no slice holds, and gives the memory back; also if a destructor panics.
    ///
    /// # Safety
    ///
    /// The array lives, nobody uses it, and its values are slots 0 to `values`.
    pub(crate) unsafe fn destroy(self, values: usize) {
        let _free = FreeOnDrop(self, values);
        // SAFETY: these slots are initialised, and nobody else can reach them.
        unsafe { ptr::drop_in_place(ptr::slice_from_raw_parts_mut(self.0.as_ptr(), values)) }
    }
}

impl<T> Array<T> {
    /// Like [`Array::destroy`], for an array whose values in slots `low` to `high` were moved out, and whose one slice's
    /// window they were.
    ///
    /// # Safety
    ///
    /// The array lives, and nobody uses it.
    pub(crate) unsafe fn destroy_around(self, low: usize, high: usize) {
        struct DropOnDrop<T>(*mut [T]);
        impl<T> Drop for DropOnDrop<T> {
            fn drop(&mut self) {
                // SAFETY: the values are the array's, and nobody's else.
                unsafe { ptr::drop_in_place(self.0) }
            }
        }
        // SAFETY: these are the slots that hold values and were not moved out. In the reverse order of this, first
        // those before are dropped, then those after, then the array is freed, whichever of them panics.
        unsafe {
            let values = self.values(high);
            let _free = FreeOnDrop(self, values);
            let after = ptr::slice_from_raw_parts_mut(self.0.as_ptr().add(high), values - high);
            let _after = DropOnDrop(after);
            let _before = DropOnDrop(ptr::slice_from_raw_parts_mut(self.0.as_ptr(), low));
        }
    }
}

impl<T: Element> Array<T> {
    /// Makes a lazy array full: zero values from slot `end`, where its slice's window ends, to the last. Memory that
    /// was never written to is zero already, and is not touched.
    ///
    /// # Safety
    ///
    /// The array lives, is lazy, and its slice's window ends at slot `end`.
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn fill(self, end: usize) {
        // SAFETY: the slots from `end` on hold no values, and are within the block. `ZERO` is a constant: no code of
        // the element's runs here.
        unsafe {
            let total = self.total();
            if T::BITS.are_zeroed() {
                let wide = (*self.head()).info & WIDE != 0;
                let dirty_end = if wide { total.min((*self.wide()).dirty) } else { total };
                if end < dirty_end {
                    ptr::write_bytes(self.0.as_ptr().add(end), 0, dirty_end - end);
                }
            } else if size_of::<T>() > 0 {
                for i in end..total {
                    self.0.as_ptr().add(i).write(T::ZERO);
                }
            }
            self.set_full();
        }
    }
}

/// Slots of a block of the allocator that has `total` and needs `need`: at least double, so that the growth which a
/// program sees, often by a quarter, seldom moves anything. Only blocks that grew carry such slack.
fn amortised<T>(total: usize, need: usize) -> usize {
    if size_of::<T>() == 0 {
        return need;
    }
    let more = if total * size_of::<T>() < LARGE_BYTES { total * 2 } else { total + total / 2 };
    if more > need && fits::<T>(more) { more } else { need }
}

/// From here on a block gets half more instead of double.
const LARGE_BYTES: usize = 1 << 20;

/// Slots of the first block that an append allocates: those of a small block, since it will be asked for more soon.
pub(crate) fn first<T>(need: usize) -> usize {
    let least = match size_of::<T>() {
        0 => 0,
        1..=8 => 64 / size_of::<T>(),
        9..=256 => 4,
        _ => 1,
    };
    if need > least { need } else { least }
}

struct FreeOnDrop<T>(Array<T>, usize);

impl<T> Drop for FreeOnDrop<T> {
    fn drop(&mut self) {
        // SAFETY: `destroy` owns the array.
        unsafe { self.0.free(self.1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_array_of_more_slices_than_can_be_counted_is_never_freed() {
        let array = Array::<u64>::exact(4);
        // SAFETY: the array lives to the end of this, and is freed once. References to it are only counted.
        unsafe {
            array.set_full();
            (*array.head()).refs = i32::MAX - 1;
            array.retain();
            assert!(!array.lose());
            array.retain();
            array.retain();
            for _ in 0..1000 {
                assert!(!array.is_unique() && !array.lose() && (*array.head()).refs == MANY);
                array.retain();
            }
            array.free(4);
        }
    }
}
