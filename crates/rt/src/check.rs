//! `--check-stack`: looks for pointers into frames from where none may be.
//!
//! Code that is compiled for it tells where each function begins, which memory of its frame has an address, and when
//! a call has returned. Then no object of the heap, no package variable and no memory of an older frame may hold a
//! pointer into a younger frame, nor may what the call returned. All memory of frames that has an address is known, so
//! nothing is guessed; it is slow. The heap is gone through as often as the work that the program does pays for.

#![allow(unsafe_code, reason = "reads the memory that it checks")]

use crate::gc;
use crate::goroutine;
use crate::outcome::Outcome;
use crate::stack;
use goslice_abi::desc::TypeDesc;
use goslice_abi::g::G;
use goslice_abi::layout::Str;
use std::collections::{BTreeMap, HashSet};

/// Words of frames that each call pays for, and of the heap.
const WORDS_A_CALL: usize = 256;

/// A package variable.
#[derive(Clone, Debug)]
pub struct GlobalMemory {
    /// `main.x`
    pub name: String,
    pub address: *const u8,
    pub bytes: usize,
}

/// Memory of a frame that has an address.
#[derive(Clone, Copy, Debug)]
struct Slot {
    address: usize,
    bytes: usize,
    /// What it is, in words.
    what: &'static str,
    /// Position in the source, as the compiler numbers them.
    pos: u32,
}

/// What is known of the stack.
#[derive(Debug, Default)]
pub(crate) struct Checker {
    /// Memory of frames that are there, the newest last.
    slots: Vec<Slot>,
    /// Their addresses.
    live: HashSet<usize>,
    /// Frame pointers of the functions that have not returned, the newest last.
    frames: Vec<usize>,
    /// By address, also what is gone: it tells what a pointer was to.
    known: BTreeMap<usize, Slot>,
    slot_words: usize,
    slot_debt: usize,
    heap_debt: usize,
}

/// The part of the stack that is in use, and its ends.
#[derive(Clone, Copy, Debug)]
struct Extent {
    limit: usize,
    sp: usize,
    high: usize,
}

impl Extent {
    unsafe fn of(g: *mut G) -> Extent {
        // SAFETY: `g` is live.
        unsafe {
            Extent {
                limit: (*g).stack_limit as usize,
                sp: (*g).entry_sp as usize,
                high: goroutine::of(g).stack_high as usize,
            }
        }
    }

    fn contains(self, word: usize) -> bool {
        (self.limit..self.high).contains(&word)
    }
}

impl Checker {
    fn drop_below(&mut self, address: usize) {
        while let Some(slot) = self.slots.pop_if(|slot| slot.address < address) {
            self.slot_words -= slot.bytes / 8;
            self.live.remove(&slot.address);
        }
        while self.frames.pop_if(|fp| *fp < address).is_some() {}
    }

    /// The address above which no frame is younger than the one around `address`.
    fn younger_below(&self, address: usize, extent: Extent) -> usize {
        let older = self.frames.partition_point(|fp| *fp > address);
        self.frames.get(older).map_or(extent.sp, |fp| *fp.max(&extent.sp))
    }

    fn find(&self, word: usize) -> Option<&Slot> {
        self.known.range(..=word).next_back().map(|(_, slot)| slot).filter(|slot| word < slot.address + slot.bytes)
    }
}

unsafe fn checker<'a>(g: *mut G) -> Option<&'a mut Checker> {
    // SAFETY: as for `goroutine::state`.
    unsafe { goroutine::state(g).checker.as_deref_mut() }
}

unsafe fn describe(g: *mut G, slot: &Slot) -> String {
    // SAFETY: a program runs.
    let program = unsafe { goroutine::state(g).program() };
    match &program.position_of {
        Some(position) if slot.pos != 0 => format!("{} at {}", slot.what, position(slot.pos)),
        _ => slot.what.to_owned(),
    }
}

/// Ends the run: `holder` has a pointer that it may not have.
unsafe fn violation(g: *mut G, holder: &str, word: usize) -> ! {
    // SAFETY: as for `stack::leave`; the checker is looked at for the last time.
    let text = unsafe {
        let target = checker(g).and_then(|checker| checker.find(word).copied());
        let target = target.map_or_else(|| "memory without a name".to_owned(), |slot| describe(g, &slot));
        format!("check-stack: {holder} holds a pointer into a frame that it outlives: {target}")
    };
    stack::leave(Outcome::Internal(text))
}

/// A function begins.
pub(crate) unsafe fn check_enter(g: *mut G, fp: *mut u8) {
    // SAFETY: the list's promise.
    unsafe {
        if let Some(checker) = checker(g) {
            checker.drop_below(fp.addr());
            checker.frames.push(fp.addr());
        }
    }
}

/// A function ends.
pub(crate) unsafe fn check_leave(g: *mut G, fp: *mut u8) {
    // SAFETY: as above.
    unsafe { forget_below(g, fp.addr() + 1) }
}

/// The frames below an address are gone.
///
/// # Safety
/// `g` is live.
pub(crate) unsafe fn forget_below(g: *mut G, address: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        if let Some(checker) = checker(g) {
            checker.drop_below(address);
        }
    }
}

/// Memory of the frame is about to be used; the first time it is cleared.
pub(crate) unsafe fn check_slot(g: *mut G, address: *mut u8, bytes: i64, what: *mut u8, what_len: i64, pos: i64) {
    // SAFETY: `bytes` bytes at `address`, and a constant text.
    unsafe {
        let Some(checker) = checker(g) else { return };
        let text: &'static [u8] = Str { ptr: what, len: what_len }.bytes();
        let what = std::str::from_utf8(text).unwrap_or("a variable");
        let slot = Slot { address: address.addr(), bytes: bytes as usize, what, pos: pos as u32 };
        if !checker.live.insert(slot.address) {
            return;
        }
        address.write_bytes(0, bytes as usize);
        checker.slot_words += slot.bytes / 8;
        checker.slots.push(slot);
        checker.known.insert(slot.address, slot);
    }
}

/// A call has returned a pointer.
pub(crate) unsafe fn check_result(g: *mut G, ptr: *mut u8) {
    // SAFETY: as above.
    unsafe {
        let extent = Extent::of(g);
        if (extent.limit..extent.sp).contains(&ptr.addr()) {
            violation(g, "the result of a call", ptr.addr());
        }
    }
}

/// A call has returned.
pub(crate) unsafe fn check_returned(g: *mut G) {
    // SAFETY: as above.
    unsafe {
        let extent = Extent::of(g);
        let Some(checker) = checker(g) else { return };
        checker.drop_below(extent.sp);
        checker.slot_debt += WORDS_A_CALL;
        let all = checker.slot_debt >= checker.slot_words;
        if all {
            checker.slot_debt = 0;
        }
        check_slots(g, extent, if all { usize::MAX } else { WORDS_A_CALL });
        let heap_words = goroutine::state(g).heap.stats().bytes as usize / 8;
        let checker = self::checker(g).expect("it is there");
        checker.heap_debt += WORDS_A_CALL;
        if checker.heap_debt >= heap_words {
            checker.heap_debt = 0;
            check_heap(g, extent);
        }
    }
}

/// The program has ended: all frames are gone.
pub(crate) unsafe fn check_end(g: *mut G) {
    // SAFETY: as above.
    unsafe {
        if checker(g).is_some() {
            let extent = Extent::of(g);
            check_heap(g, Extent { sp: extent.high, ..extent });
        }
    }
}

unsafe fn check_slots(g: *mut G, extent: Extent, most: usize) {
    // SAFETY: slots are memory of frames that are there.
    unsafe {
        let Some(checker) = checker(g) else { return };
        let mut words = 0;
        for slot in checker.slots.iter().rev() {
            let young = checker.younger_below(slot.address, extent);
            for at in 0..slot.bytes / 8 {
                let word = (slot.address as *const usize).add(at).read();
                if (extent.limit..young).contains(&word) {
                    let holder = describe(g, slot);
                    violation(g, &holder, word);
                }
            }
            words += slot.bytes / 8;
            if words > most {
                break;
            }
        }
    }
}

unsafe fn check_heap(g: *mut G, extent: Extent) {
    // SAFETY: objects hold values of their types, package variables their bytes.
    unsafe {
        let state = goroutine::state(g);
        for global in &state.program().globals {
            for at in 0..global.bytes / 8 {
                let word = global.address.cast::<usize>().add(at).read();
                if extent.contains(word) {
                    violation(g, &format!("package variable {}", global.name), word);
                }
            }
        }
        let mut found = None;
        gc::end_sweep(g);
        state.heap.for_each_typed(&mut |base, bytes, ty: &TypeDesc| {
            for value in 0..bytes / ty.size.max(1) {
                let value = base + value * ty.size;
                for at in 0..ty.size / 8 {
                    if *ty.bitmap.add(at / 8) >> (at % 8) & 1 == 0 {
                        continue;
                    }
                    let word = ((value + 8 * at) as *const usize).read();
                    if extent.contains(word) {
                        found = Some((String::from_utf8_lossy(ty.name.bytes()).into_owned(), word));
                    }
                }
            }
        });
        if let Some((name, word)) = found {
            violation(g, &format!("an object of type {name} on the heap"), word);
        }
    }
}
