//! Growths that were asked for before. A loop that appends asks [`Policy::grow`](goslice::Policy::grow) the same few
//! questions over and over; the answers are kept, with the place in the heap that such a block comes from.

#![allow(unsafe_code, reason = "reads type descriptors")]

use crate::heap::Heap;
use goslice::growth::Growth;
use goslice_abi::desc::TypeDesc;
use std::ptr::null;

/// Answers that are kept, a power of two.
const ENTRIES: usize = 256;

/// An append that needs a larger array: the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Append {
    pub(crate) elem: *const TypeDesc,
    pub(crate) old_len: i64,
    pub(crate) old_cap: i64,
    /// How many elements are appended.
    pub(crate) n: i64,
}

/// The answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grown {
    append: Append,
    pub(crate) cap: i64,
    /// Bytes of the old elements.
    pub(crate) kept: usize,
    /// Where the heap has such blocks: see [`Heap::take_ready`].
    pub(crate) place: usize,
}

/// The answers, each in the place that its question has.
#[derive(Debug)]
pub(crate) struct Growths(Box<[Grown]>);

impl Default for Growths {
    fn default() -> Growths {
        let append = Append { elem: null(), old_len: 0, old_cap: 0, n: 0 };
        let none = Grown { append, cap: 0, kept: 0, place: 0 };
        Growths(vec![none; ENTRIES].into())
    }
}

impl Growths {
    fn index(append: &Append) -> usize {
        let spread = (append.old_cap as usize).wrapping_mul(0x9e37_79b9).wrapping_add(append.n as usize) >> 8;
        ((append.elem.addr() / align_of::<TypeDesc>()) ^ spread) % ENTRIES
    }

    /// What is known of an append.
    #[inline(always)]
    pub(crate) fn find(&self, append: Append) -> Option<Grown> {
        let entry = self.0[Growths::index(&append)];
        (entry.append == append).then_some(entry)
    }

    /// Keeps what becomes of an append, if its array comes from a class of the heap.
    pub(crate) fn note(&mut self, append: Append, growth: &Growth, heap: &Heap) {
        if let Some(place) = heap.place(growth.array_bytes() as usize, !growth.elem.has_pointers) {
            let kept = growth.copied() as usize;
            self.0[Growths::index(&append)] = Grown { append, cap: growth.cap, kept, place };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slice::elem_of;
    use crate::testdesc::plain;
    use goslice::policy::Block;
    use goslice::{Arch, Policy, Release};
    use goslice_abi::desc::Kind;

    #[test]
    fn what_is_kept_is_what_the_library_says() {
        for minor in [15, 17, 21, 27] {
            let policy = Policy::new(Release::new(minor).unwrap(), Arch::Amd64);
            let heap = Heap::new(&policy).unwrap();
            let mut growths = Growths::default();
            let types = [plain("byte", Kind::Uint8, 1), plain("int", Kind::Int, 8), plain("odd", Kind::Struct, 24)];
            let appends = |ty| {
                let elem: *const TypeDesc = ty;
                let lengths = move |old_cap| [0, old_cap / 2, old_cap].map(|old_len| (old_len, old_cap));
                let more = move |(old_len, old_cap)| {
                    let n = old_cap - old_len;
                    [n + 1, n + 5].map(|n| Append { elem, old_len, old_cap, n })
                };
                (0..2000).flat_map(lengths).flat_map(more)
            };
            let questions = || types.iter().flat_map(|ty| appends(ty).map(move |append| (ty, append)));
            let ask = |ty, append: Append| policy.grow(elem_of(ty), append.old_len, append.old_cap, append.n).unwrap();
            for (ty, append) in questions() {
                let want = ask(ty, append);
                growths.note(append, &want, &heap);
                let found = growths.find(append).map(|found| (found.cap, found.kept));
                let in_a_class = matches!(policy.round_up(want.array_bytes(), true).block, Block::Class(_));
                let kept = append.old_len as usize * ty.size;
                assert_eq!(found, in_a_class.then_some((want.cap, kept)), "1.{minor}, {append:?}");
            }
            // Later questions took the places of earlier ones, and are not mistaken for them.
            let mut kept = 0;
            for (ty, append) in questions() {
                if let Some(found) = growths.find(append) {
                    kept += 1;
                    assert_eq!(found.cap, ask(ty, append).cap);
                }
            }
            assert!(kept > 0);
        }
    }
}
