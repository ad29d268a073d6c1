//! Element types that make life hard: counted drops, panicking clones and drops, no size, large alignment.

use std::cell::{Cell, RefCell};

use goslice::{Elem, Element, Newest, Slice};

/// An element that stands for a number, 0 for the zero value.
pub(crate) trait Number: Element + PartialEq + std::fmt::Debug {
    fn of(number: i64) -> Self;
    fn number(&self) -> i64;
    /// Values other than zero ones that were made and not dropped.
    fn live() -> i64 {
        0
    }
}

macro_rules! integers {
    ($($ty:ty),+) => {$(
        impl Number for $ty {
            fn of(number: i64) -> Self {
                number as $ty
            }
            fn number(&self) -> i64 {
                *self as i64
            }
        }
    )+};
}

integers!(i64, u8);

thread_local! {
    static LIVE: Cell<i64> = const { Cell::new(0) };
    static UNTIL_CLONE_PANICS: Cell<i64> = const { Cell::new(i64::MAX) };
    static UNTIL_DROP_PANICS: Cell<i64> = const { Cell::new(i64::MAX) };
}

/// Makes the nth clone from now, and the mth drop, of a [`Counted`] panic.
pub(crate) fn panic_after(clones: i64, drops: i64) {
    UNTIL_CLONE_PANICS.set(clones);
    UNTIL_DROP_PANICS.set(drops);
}

fn count_down(counter: &Cell<i64>, what: &str) {
    counter.set(counter.get() - 1);
    if counter.get() == 0 {
        panic!("{what} panics");
    }
}

/// A number on the heap, so that a value lost or dropped twice is found; `None` is the zero value.
#[derive(Debug, PartialEq)]
pub(crate) struct Counted(Option<Box<i64>>);

impl Element for Counted {
    const ZERO: Counted = Counted(None);
    const ELEM: Elem = Elem::with_pointers(8);
}

impl Number for Counted {
    fn of(number: i64) -> Counted {
        if number == 0 {
            return Counted(None);
        }
        LIVE.set(LIVE.get() + 1);
        Counted(Some(Box::new(number)))
    }
    fn number(&self) -> i64 {
        self.0.as_deref().copied().unwrap_or(0)
    }
    fn live() -> i64 {
        LIVE.get()
    }
}

impl Clone for Counted {
    fn clone(&self) -> Counted {
        UNTIL_CLONE_PANICS.with(|counter| count_down(counter, "a clone"));
        Counted::of(self.number())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        if self.0.is_some() {
            LIVE.set(LIVE.get() - 1);
            if !std::thread::panicking() {
                UNTIL_DROP_PANICS.with(|counter| count_down(counter, "a drop"));
            }
        }
    }
}

/// Neither `Copy` nor dropped: cloned one by one, and forgotten.
#[derive(Debug, PartialEq)]
pub(crate) struct Cloned(pub(crate) i64, [u8; 4]);

impl Element for Cloned {
    const ZERO: Cloned = Cloned(0, [0; 4]);
}

impl Clone for Cloned {
    fn clone(&self) -> Cloned {
        UNTIL_CLONE_PANICS.with(|counter| count_down(counter, "a clone"));
        Cloned(self.0, self.1)
    }
}

impl Number for Cloned {
    fn of(number: i64) -> Cloned {
        Cloned(number, [0; 4])
    }
    fn number(&self) -> i64 {
        self.0
    }
}

/// Aligned to a cache line, with a destructor.
#[derive(Clone, Debug, PartialEq)]
#[repr(align(64))]
pub(crate) struct Aligned(Counted);

impl Element for Aligned {
    const ZERO: Aligned = Aligned(Counted(None));
}

impl Number for Aligned {
    fn of(number: i64) -> Aligned {
        Aligned(Counted::of(number))
    }
    fn number(&self) -> i64 {
        assert_eq!(std::ptr::from_ref(self).addr() % 64, 0);
        self.0.number()
    }
    fn live() -> i64 {
        LIVE.get()
    }
}

/// No size, but a destructor. All values are the zero value.
#[derive(Debug, PartialEq)]
pub(crate) struct Nothing;

thread_local! {
    static NOTHINGS: Cell<i64> = const { Cell::new(0) };
}

impl Element for Nothing {
    const ZERO: Nothing = Nothing;
}

impl Number for Nothing {
    fn of(_: i64) -> Nothing {
        NOTHINGS.set(NOTHINGS.get() + 1);
        Nothing
    }
    fn number(&self) -> i64 {
        0
    }
}

impl Clone for Nothing {
    fn clone(&self) -> Nothing {
        Nothing::of(0)
    }
}

impl Drop for Nothing {
    fn drop(&mut self) {
        NOTHINGS.set(NOTHINGS.get() - 1);
    }
}

/// Nothings that were made by name and not dropped. Below zero: zero values were dropped too.
pub(crate) fn nothings() -> i64 {
    NOTHINGS.get()
}

/// Its clone and drop reach for slices of its own kind, which they find in [`REGISTER`].
#[derive(Debug)]
pub(crate) struct Meddler(Option<Box<i64>>);

thread_local! {
    pub(crate) static REGISTER: RefCell<Vec<Slice<Meddler, Newest>>> = const { RefCell::new(Vec::new()) };
    static MEDDLING: Cell<u64> = const { Cell::new(0) };
}

/// Whether meddlers meddle, and the seed of what they do; 0 stops them.
pub(crate) fn meddle(seed: u64) {
    MEDDLING.set(seed);
}

impl Element for Meddler {
    const ZERO: Meddler = Meddler(None);
}

impl Meddler {
    pub(crate) fn of(number: i64) -> Meddler {
        LIVE.set(LIVE.get() + 1);
        Meddler(Some(Box::new(number)))
    }

    pub(crate) fn number(&self) -> i64 {
        self.0.as_deref().copied().unwrap_or(0)
    }
}

/// Does something to a registered slice, if nobody is at the register.
fn reach_out() {
    let seed = MEDDLING.get();
    if seed == 0 {
        return;
    }
    let next = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407) | 1;
    MEDDLING.set(next);
    let (what, which, value) = (next >> 60, (next >> 40) as usize % 64, (next >> 20) as usize % 16);
    // The slice is taken out of the register, or cloned, so that what it does may meddle in turn.
    let taken = REGISTER.with(|register| {
        let mut register = register.try_borrow_mut().ok()?;
        let n = register.len();
        if n == 0 {
            return None;
        }
        let at = which % n;
        Some(if what % 4 == 0 { register.swap_remove(at) } else { register[at].clone() })
    });
    let Some(mut slice) = taken else { return };
    MEDDLING.set(0); // one level deep
    match what % 8 {
        0 | 4 => drop(slice),
        1 => slice.append(Meddler::of(value as i64)),
        2 if !slice.is_empty() => slice.set(value % slice.len(), Meddler::of(-1)),
        3 => slice.clear(),
        5 => drop(slice.slice(..slice.cap())),
        6 => slice.append_all(&slice.clone()),
        7 => slice.reslice(..slice.len() / 2),
        _ => {}
    }
    MEDDLING.set(next);
}

impl Clone for Meddler {
    fn clone(&self) -> Meddler {
        reach_out();
        let number = self.number();
        reach_out();
        if number == 0 { Meddler(None) } else { Meddler::of(number) }
    }
}

impl PartialEq for Meddler {
    fn eq(&self, other: &Meddler) -> bool {
        reach_out();
        let equal = self.number() == other.number();
        reach_out();
        equal && self.number() == other.number()
    }
}

impl Drop for Meddler {
    fn drop(&mut self) {
        if self.0.is_some() {
            LIVE.set(LIVE.get() - 1);
            reach_out();
        }
    }
}
