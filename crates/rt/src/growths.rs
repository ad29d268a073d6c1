//! Growths that were asked for before. A loop that appends one element at a time asks [`Policy::grow`] the same few questions
//! over and over; the answers are kept, with the place in the heap that such a block comes from.

#![allow(unsafe_code, reason = "reads type descriptors")]

use crate::heap::Heap;
use crate::slice::elem_of;
use goslice::Policy;
use goslice_abi::desc::TypeDesc;
use std::ptr::null;

/// Answers that are kept, a power of two.
const ENTRIES: usize = 256;

/// What becomes of a full array when one element is appended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grown {
    elem: *const TypeDesc,
    old_cap: i64,
    pub(crate) cap: i64,
    /// Bytes of the old array.
    pub(crate) kept: usize,
    /// Where the heap has such blocks: see [`Heap::take_ready`].
    pub(crate) place: usize,
}

/// The answers, each in the place that its question has.
#[derive(Debug)]
pub(crate) struct Growths(Box<[Grown]>);

impl Default for Growths {
    fn default() -> Growths {
        let none = Grown { elem: null(), old_cap: 0, cap: 0, kept: 0, place: 0 };
        Growths(vec![none; ENTRIES].into())
    }
}

impl Growths {
    fn index(elem: *const TypeDesc, old_cap: i64) -> usize {
        let spread = (old_cap as usize).wrapping_mul(0x9e37_79b9) >> 8;
        ((elem.addr() / align_of::<TypeDesc>()) ^ spread) % ENTRIES
    }

    /// What is known of a full array of `old_cap` elements.
    #[inline]
    pub(crate) fn find(&self, elem: *const TypeDesc, old_cap: i64) -> Option<Grown> {
        let entry = self.0[Growths::index(elem, old_cap)];
        (entry.elem == elem && entry.old_cap == old_cap).then_some(entry)
    }

    /// Keeps what becomes of a full array of `old_cap` elements, if that comes from a class of the heap.
    ///
    /// # Safety
    /// `elem` is a descriptor.
    pub(crate) unsafe fn note(&mut self, policy: &Policy, heap: &Heap, elem: *const TypeDesc, old_cap: i64) {
        // SAFETY: the caller's promise.
        let ty = unsafe { &*elem };
        let Ok(growth) = policy.grow(elem_of(ty), old_cap, old_cap, 1) else { return };
        if let Some(place) = heap.place(growth.cap as usize * ty.size, !ty.pointers) {
            let kept = old_cap as usize * ty.size;
            self.0[Growths::index(elem, old_cap)] = Grown { elem, old_cap, cap: growth.cap, kept, place };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testdesc::plain;
    use goslice::policy::Block;
    use goslice::{Arch, Release};
    use goslice_abi::desc::Kind;

    #[test]
    fn what_is_kept_is_what_the_library_says() {
        for minor in [15, 17, 21, 27] {
            let policy = Policy::new(Release::new(minor).unwrap(), Arch::Amd64);
            let heap = Heap::new(&policy).unwrap();
            let mut growths = Growths::default();
            let types = [plain("byte", Kind::Uint8, 1), plain("int", Kind::Int, 8), plain("odd", Kind::Struct, 24)];
            let questions = || types.iter().flat_map(|ty| (0..3000).map(move |cap| (ty, cap)));
            for (ty, cap) in questions() {
                // SAFETY: a descriptor.
                unsafe { growths.note(&policy, &heap, ty, cap) };
                let want = policy.grow(elem_of(ty), cap, cap, 1).unwrap();
                let found = growths.find(ty, cap).map(|found| (found.cap, found.kept));
                let bytes = want.cap as u64 * ty.size as u64;
                let in_a_class = matches!(policy.round_up(bytes, true).block, Block::Class(_));
                assert_eq!(found, in_a_class.then_some((want.cap, cap as usize * ty.size)), "1.{minor}, {cap}");
            }
            // Later questions took the places of earlier ones, and are not mistaken for them.
            let mut kept = 0;
            for (ty, cap) in questions() {
                if let Some(found) = growths.find(ty, cap) {
                    kept += 1;
                    assert_eq!(found.cap, policy.grow(elem_of(ty), cap, cap, 1).unwrap().cap);
                }
            }
            assert!((1..=ENTRIES).contains(&kept));
        }
    }
}
