//! Memory that one array leaves behind and the next takes for zero: it must be zero, also after a panic between two writes.
//!
//! A program of its own with one thread, so that nobody else takes what is left behind.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use goslice::{Element, Slice};

thread_local! {
    static UNTIL_PANIC: Cell<u64> = const { Cell::new(u64::MAX) };
}

/// All ones, and a clone that panics when the count is down.
#[derive(PartialEq, PartialOrd, Debug)]
struct Ones(u64);

impl Clone for Ones {
    fn clone(&self) -> Ones {
        let left = UNTIL_PANIC.get() - 1;
        UNTIL_PANIC.set(left);
        assert!(left > 0, "a clone panics");
        Ones(self.0)
    }
}

impl Element for Ones {
    const ZERO: Ones = Ones(0);
}

/// With a destructor, which takes other ways.
#[derive(Clone, PartialEq, PartialOrd, Debug)]
struct DroppedOnes(Ones);

impl Element for DroppedOnes {
    const ZERO: DroppedOnes = DroppedOnes(Ones(0));
}

impl Drop for DroppedOnes {
    fn drop(&mut self) {
        assert!(matches!(self.0.0, 0 | u64::MAX), "what is dropped was made");
    }
}

trait Made: Element + PartialEq {
    fn made() -> Self;
}

impl Made for Ones {
    fn made() -> Ones {
        Ones(u64::MAX)
    }
}

impl Made for DroppedOnes {
    fn made() -> DroppedOnes {
        DroppedOnes(Ones(u64::MAX))
    }
}

fn ones<T: Made>(n: usize) -> Slice<T> {
    (0..n).map(|_| T::made()).collect()
}

/// Large enough for a range of pages of the system's, with room for as much again.
const LARGE: usize = 625_000;
const MORE: usize = 20_000;

/// Leaves nothing behind that the next array could take: what is too large is given back to the system.
fn forget_ranges() {
    let mut taken: Vec<Slice<u64>> = (0..4).map(|_| (0..20_000).collect()).collect();
    for slice in &mut taken {
        slice.append_zeros(5 << 20);
    }
}

/// What an operation on a large slice with room leaves in memory when the clone after `clones` others panics.
fn after_a_panic<T: Made>(name: &str, clones: u64, operation: &dyn Fn(&mut Slice<T>)) {
    forget_ranges();
    let mut slice = ones::<T>(LARGE);
    UNTIL_PANIC.set(clones);
    let outcome = catch_unwind(AssertUnwindSafe(|| operation(&mut slice)));
    UNTIL_PANIC.set(u64::MAX);
    assert!(outcome.is_err(), "{name}: {clones} clones are too many");
    let len = slice.len();
    assert!(slice.cells().iter().all(|cell| {
        let value = cell.replace(T::ZERO);
        let whole = value == T::made() || value == T::ZERO;
        cell.set(value);
        whole
    }));
    assert!(len <= LARGE + 2 * MORE, "{name}");
    drop(slice);
    let words: Vec<Slice<u64>> = (0..3).map(|_| Slice::make(800_000, 800_000)).collect();
    let dirty = words.iter().flat_map(|words| words.cells()).filter(|word| word.get() != 0).count();
    assert_eq!(dirty, 0, "{name}, {clones} clones: words that are not zero");
    drop(words);
    let bools = Slice::<bool>::make(6_000_000, 6_000_000);
    let bits: u8 = bools.iter().map(u8::from).fold(0, |all, byte| all | byte);
    assert_eq!(bits, 0, "{name}, {clones} clones: a bool that is true");
}

type Operation<T> = Box<dyn Fn(&mut Slice<T>)>;

fn operations<T: Made + 'static>() {
    let cloned = |n: usize| ones::<T>(n);
    let of: Vec<(&str, Operation<T>)> = vec![
        ("append_all of a slice", Box::new(move |s| s.append_all(&cloned(MORE)))),
        (
            "append_all of what Rust has",
            Box::new(|s| s.append_all(&(0..MORE).map(|_| T::made()).collect::<Vec<_>>()[..])),
        ),
        ("extend", Box::new(|s| s.extend(ones::<T>(MORE).iter()))),
        ("insert", Box::new(move |s| s.insert(1000, &cloned(MORE)))),
        ("insert at the end", Box::new(move |s| s.insert(s.len(), &cloned(MORE)))),
        ("replace_range", Box::new(move |s| s.replace_range(10, 1000, &cloned(MORE)))),
        ("concat", Box::new(move |s| *s = Slice::concat([&*s, &cloned(MORE)]))),
        ("repeat", Box::new(|s| *s = s.repeat(2))),
        ("collect", Box::new(|s| *s = s.iter().chain(ones::<T>(MORE).iter()).collect())),
        ("cloned", Box::new(|s| *s = s.cloned())),
        (
            "growth of a shared array",
            Box::new(|s| {
                let shared = s.clone();
                s.append_all(&ones::<T>(LARGE));
                drop(shared);
            }),
        ),
        ("growth by moving pages", Box::new(|s| s.append_all(&ones::<T>(8 * LARGE)))),
        ("append_all of itself", Box::new(|s| s.append_all(&s.clone()))),
    ];
    for (name, operation) in of {
        for clones in [1, 1000, MORE as u64 - 1] {
            after_a_panic::<T>(name, clones, &*operation);
        }
    }
}

#[test]
fn a_panic_between_two_writes_leaves_no_bits_for_the_next_array() {
    std::panic::set_hook(Box::new(|info| {
        if info.payload().downcast_ref() != Some(&"a clone panics") {
            eprintln!("{info}");
        }
    }));
    operations::<Ones>();
    operations::<DroppedOnes>();
}
