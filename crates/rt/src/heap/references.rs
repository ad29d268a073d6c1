//! Who points to an object: a look at the whole heap, for observers that want to know whether anything still does.

#![allow(unsafe_code, reason = "reads objects")]

use std::ops::Range;

use super::Heap;

impl Heap {
    /// Calls `visit` with the address of each word in objects with pointers that points into `target`, what is garbage but
    /// not yet swept included. `budget` is how many words may be looked at, and less by as many; `false` if it ran out.
    pub fn for_each_pointer_into(
        &self,
        target: &Range<usize>,
        budget: &mut usize,
        visit: &mut dyn FnMut(usize),
    ) -> bool {
        for &span in &self.spans {
            // SAFETY: all spans in the list are in use.
            let span = unsafe { &*span };
            let kind = span.kind();
            for block in 0..span.types().len() {
                let base = span.base() + block * kind.block + kind.header;
                let Some(object) = self.find(base) else { continue };
                let n_words = object.size / size_of::<usize>();
                let Some(rest) = budget.checked_sub(n_words) else { return false };
                *budget = rest;
                for word in 0..n_words {
                    let address = base + word * size_of::<usize>();
                    // SAFETY: an object's memory is readable; nobody writes to it while the program stands still.
                    if target.contains(&unsafe { *(address as *const usize) }) {
                        visit(address);
                    }
                }
            }
        }
        true
    }
}
