//! A panic at each call in turn that an operation makes to code that is not the crate's: of an element's traits, of a closure, of
//! an iterator, of rules. Whatever it leaves, every slice can be read, and no value is lost or dropped twice.

use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::collections::HashSet;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};

use goslice::element::ConstDefault;
use goslice::{Arch, Elem, Element, Growth, Ordered, Policy, Release, Rules, Slice};

thread_local! {
    /// Calls to come until one panics, and those that came.
    static LEFT: Cell<u64> = const { Cell::new(u64::MAX) };
    static CALLS: Cell<u64> = const { Cell::new(0) };
    static LIVE: RefCell<HashSet<u64>> = RefCell::new(HashSet::new());
    static NEXT: Cell<u64> = const { Cell::new(1) };
    static WRONG: Cell<Option<&'static str>> = const { Cell::new(None) };
}

/// A call that may panic.
fn call() {
    if std::thread::panicking() {
        return;
    }
    CALLS.set(CALLS.get() + 1);
    LEFT.set(LEFT.get() - 1);
    if LEFT.get() == 0 {
        LEFT.set(u64::MAX);
        // Without a word from the hook.
        std::panic::resume_unwind(Box::new(Planned));
    }
}

struct Planned;

/// Rules that are asked, cloned, told and dropped by calls that may panic.
struct Asked;

impl Clone for Asked {
    fn clone(&self) -> Asked {
        call();
        Asked
    }
}

impl Default for Asked {
    fn default() -> Asked {
        call();
        Asked
    }
}

impl ConstDefault for Asked {
    const DEFAULT: Asked = Asked;
}

impl Drop for Asked {
    fn drop(&mut self) {
        call();
    }
}

impl Rules for Asked {
    const WATCHES: bool = true;

    fn policy(&self) -> Policy {
        call();
        Policy::new(Release::NEWEST, Arch::HOST)
    }

    fn grew(&self, _: &Growth) {
        call();
    }
}

/// What the operations are tried on.
trait Subject: Element + Ordered + Ord + Hash + fmt::Debug {
    fn of(number: u64) -> Self;
    fn number(&self) -> u64;
    /// Whether it is in order, as far as can be told.
    fn check(&self);
}

/// A number with a number of its own: the value is known from when it is made to when it is dropped.
struct Known {
    number: u64,
    id: u64,
}

impl Element for Known {
    const ZERO: Known = Known { number: 0, id: 0 };
    const ELEM: Elem = Elem::with_pointers(16);
}

impl Subject for Known {
    fn of(number: u64) -> Known {
        let id = NEXT.replace(NEXT.get() + 1);
        LIVE.with_borrow_mut(|live| live.insert(id));
        Known { number, id }
    }
    fn number(&self) -> u64 {
        self.number
    }
    fn check(&self) {
        if self.id != 0 && !LIVE.with_borrow(|live| live.contains(&self.id)) {
            WRONG.set(Some("a value was read that is not there"));
        }
    }
}

impl Clone for Known {
    fn clone(&self) -> Known {
        self.check();
        call();
        if self.id == 0 { Known::ZERO } else { Known::of(self.number) }
    }
}

impl Drop for Known {
    fn drop(&mut self) {
        if self.id != 0 && !LIVE.with_borrow_mut(|live| live.remove(&self.id)) {
            WRONG.set(Some("a value was dropped twice"));
        }
        call();
    }
}

/// Neither copied nor dropped.
struct Plain(u64);

impl Element for Plain {
    const ZERO: Plain = Plain(0);
}

impl Subject for Plain {
    fn of(number: u64) -> Plain {
        Plain(number)
    }
    fn number(&self) -> u64 {
        self.0
    }
    fn check(&self) {
        if self.0 > 1000 {
            WRONG.set(Some("a number that nobody wrote"));
        }
    }
}

impl Clone for Plain {
    fn clone(&self) -> Plain {
        call();
        Plain(self.0)
    }
}

macro_rules! calls {
    ($ty:ident) => {
        impl PartialEq for $ty {
            fn eq(&self, other: &$ty) -> bool {
                (self.check(), other.check(), call());
                self.number() == other.number()
            }
        }
        impl Eq for $ty {}
        impl PartialOrd for $ty {
            fn partial_cmp(&self, other: &$ty) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }
        impl Ord for $ty {
            fn cmp(&self, other: &$ty) -> Ordering {
                (self.check(), other.check(), call());
                self.number().cmp(&other.number())
            }
        }
        impl Ordered for $ty {
            fn compare(&self, other: &$ty) -> Ordering {
                self.cmp(other)
            }
        }
        impl Hash for $ty {
            fn hash<H: Hasher>(&self, state: &mut H) {
                (self.check(), call());
                state.write_u64(self.number());
            }
        }
        impl fmt::Debug for $ty {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                (self.check(), call());
                write!(f, "{}", self.number())
            }
        }
    };
}

calls!(Known);
calls!(Plain);

type Of<T> = Slice<T, Asked>;

/// A slice that is operated on, others that hold its array, and values to come.
struct Case<T: Subject> {
    s: Of<T>,
    others: Vec<Of<T>>,
    more: Of<T>,
    rust: Vec<T>,
}

fn made<T: Subject>(numbers: impl Iterator<Item = u64>) -> Of<T> {
    let mut s = Slice::nil_with(Asked);
    numbers.for_each(|number| s.append(T::of(number)));
    s
}

/// Every way that an array can be held, and be full or not.
const SHAPES: [&str; 9] =
    ["nil", "room", "no room", "exact", "shared", "shared, room", "middle", "shared middle", "beyond a kilobyte"];

fn case<T: Subject>(shape: &str, n: u64) -> Case<T> {
    let values = || (0..n).map(|i| 1 + i * 7 % 5);
    let mut others = vec![];
    let s = match shape {
        "nil" => Slice::nil_with(Asked),
        "room" => {
            let mut s = Slice::make_with(Asked, 0, 3 * n);
            values().for_each(|number| s.append(T::of(number)));
            s
        }
        "exact" => Slice::from(values().map(T::of).collect::<Vec<_>>()).with_rules(Asked),
        "no room" => {
            let mut s = made(values());
            while s.len() < s.cap() {
                s.append(T::of(9));
            }
            s
        }
        "beyond a kilobyte" => made((0..200).map(|i| i % 7)),
        _ => {
            let mut s: Of<T> = made(values().chain([8, 9]));
            if shape == "shared" {
                s.clip();
            }
            if shape.contains("middle") {
                let window = s.slice(1..s.len() - 2);
                if shape == "shared middle" {
                    others.push(s);
                }
                s = window;
            } else {
                others.push(s.clone());
                others.push(s.slice(1..2));
            }
            s
        }
    };
    Case { s, others, more: made([3, 1, 4].into_iter()), rust: [6, 5].map(T::of).into() }
}

fn of_no_use<V>(_: V) {}

type Operation<T> = (&'static str, fn(&mut Case<T>));

#[rustfmt::skip]
fn operations<T: Subject>() -> Vec<Operation<T>> {
    fn high<T: Subject>(case: &Case<T>) -> usize {
        case.s.len().min(3)
    }
    fn asked<T: Subject>(value: &T) -> bool {
        value.check();
        call();
        value.number() % 2 == 1
    }
    vec![
        ("append", |c| c.s.append(T::of(7))),
        ("append_all of a slice", |c| c.s.append_all(&c.more)),
        ("append_all of itself", |c| c.s.append_all(&c.s.clone())),
        ("append_all of references", |c| c.s.append_all(&c.rust[..])),
        ("append_all of a vector", |c| c.s.append_all(std::mem::take(&mut c.rust))),
        ("append_all of an array", |c| c.s.append_all([T::of(1), T::of(2), T::of(3)])),
        ("append_zeros", |c| c.s.append_zeros(5)),
        ("extend", |c| c.s.extend((0..6).map(|i| { call(); T::of(i) }))),
        ("try_extend", |c| c.s.try_extend((0..6).map(|i| { call(); T::of(i) })).unwrap()),
        ("collect", |c| c.s = (0..6).map(|i| { call(); T::of(i) }).collect()),
        ("collect of others", |c| c.s = c.s.iter().chain(c.more.iter()).collect()),
        ("from a vector", |c| c.s = Slice::from(std::mem::take(&mut c.rust)).with_rules(Asked)),
        ("from references", |c| c.s = Slice::from(&c.rust[..]).with_rules(Asked)),
        ("copies", |c| c.s = goslice::slice![T::of(4); 6].with_rules(Asked)),
        ("make", |c| c.s = Slice::make_with(Asked, 3, 9)),
        ("grow_by", |c| c.s.grow_by(20)),
        ("clip", |c| c.s.clip()),
        ("cloned", |c| c.s = c.s.cloned()),
        ("insert", |c| c.s.insert(c.s.len().min(1), &c.more)),
        ("insert of itself", |c| c.s.insert(c.s.len().min(1), &c.s.clone())),
        ("insert of a vector", |c| c.s.insert(0, std::mem::take(&mut c.rust))),
        ("delete at the start", |c| c.s.delete(0, high(c))),
        ("delete in the middle", |c| c.s.delete(c.s.len().min(1), high(c))),
        ("delete_func", |c| c.s.delete_func(asked)),
        ("replace_range by more", |c| c.s.replace_range(c.s.len().min(1), c.s.len().min(2), &c.more)),
        ("replace_range by fewer", |c| c.s.replace_range(0, high(c), &c.rust[..1])),
        ("replace_range to the end", |c| c.s.replace_range(c.s.len().min(1), c.s.len(), &c.more)),
        ("concat", |c| c.s = Slice::concat([&c.s, &c.more])),
        ("repeat", |c| c.s = c.s.repeat(3)),
        ("compact", |c| c.s.compact()),
        ("compact_func", |c| c.s.compact_func(|a, b| { call(); a.number() % 2 == b.number() % 2 })),
        ("chunks", |c| c.others.extend(c.s.chunks(2))),
        ("windows", |c| c.others.extend(c.s.windows(2))),
        ("sort", |c| c.s.sort()),
        ("sort_func", |c| c.s.sort_func(|a, b| b.cmp(a))),
        ("sort_stable_func", |c| c.s.sort_stable_func(|a, b| b.cmp(a))),
        ("is_sorted", |c| assert!(c.s.is_sorted() || !c.s.is_empty())),
        ("binary_search", |c| of_no_use(c.s.binary_search(&c.rust[0]))),
        ("index_of", |c| of_no_use(c.s.index_of(&c.rust[0]))),
        ("contains_func", |c| of_no_use(c.s.contains_func(|value| !asked(value)))),
        ("min_value", |c| of_no_use(c.s.try_min_value())),
        ("max_value", |c| of_no_use(c.s.try_max_value())),
        ("min_func", |c| of_no_use(c.s.try_min_func(T::cmp))),
        ("equal", |c| assert!(c.s == c.s.clone() && (c.s != c.more || c.s.is_empty()))),
        ("equal to Rust's", |c| assert!(c.s != c.rust[..])),
        ("compare", |c| of_no_use((c.s.cmp(&c.more), c.more.partial_cmp(&c.s)))),
        ("hash", |c| c.s.hash(&mut DefaultHasher::new())),
        ("Debug", |c| assert!(!format!("{:?}", c.s).is_empty())),
        ("get", |c| of_no_use(c.s.try_get(0))),
        ("set", |c| of_no_use(c.s.try_set(0, T::of(5)))),
        ("replace", |c| of_no_use(c.s.try_replace(0, T::of(5)))),
        ("with", |c| of_no_use(c.s.try_with(0, asked))),
        ("update", |c| of_no_use(c.s.try_update(0, |value| { call(); value }))),
        ("clear", |c| c.s.clear()),
        ("to_vec", |c| c.rust = c.s.to_vec()),
        ("into_vec", |c| c.rust = std::mem::replace(&mut c.s, Slice::nil_with(Asked)).into_vec()),
        ("lend", |c| c.s.lend(|values| { values.reverse(); call(); values.iter().for_each(T::check) })),
        ("to_array", |c| of_no_use(c.s.try_to_array::<2>())),
        ("copy_from", |c| of_no_use(c.s.copy_from(&c.more))),
        ("copy_from itself", |c| of_no_use(c.s.slice(c.s.len().min(1)..).copy_from(&c.s))),
        ("copy_from_slice", |c| of_no_use(c.s.copy_from_slice(&c.rust))),
        ("slice", |c| c.others.push(c.s.slice(..c.s.cap()))),
        ("reslice", |c| c.s.reslice(c.s.len().min(1)..c.s.cap())),
        ("with_rules", |c| of_no_use(c.s.clone().with_rules(Release::OLDEST))),
        ("into_iter", |c| of_no_use(c.s.clone().into_iter().take(2).inspect(|_| call()).collect::<Vec<_>>())),
        ("reverse", |c| c.s.reverse()),
        ("drop", |c| drop(std::mem::replace(&mut c.s, Slice::nil_with(Asked)))),
        ("drop of all", |c| (c.others.clear(), c.s = Slice::nil_with(Asked)).1),
    ]
}

/// What is left is in order: it can be read, written to and dropped.
fn check_left<T: Subject>(name: &str, case: Case<T>) {
    for s in case.others.iter().chain([&case.s, &case.more]) {
        assert!(s.len() <= s.cap(), "{name}");
        let whole = s.slice(..s.cap());
        for cell in whole.cells() {
            let value = cell.replace(T::ZERO);
            value.check();
            cell.set(value);
        }
    }
    let mut s = case.s.clone();
    drop(case);
    s.append_all([T::of(1), T::of(2)]);
    s.reslice(..s.cap());
    s.cells().iter().for_each(|cell| drop(cell.replace(T::of(3))));
    drop(s);
    assert_eq!(WRONG.take(), None, "{name}");
    assert_eq!(LIVE.with_borrow(HashSet::len), 0, "{name}: values were lost");
}

/// One operation on one shape with the call after `left` others panicking; whether it came to that.
fn run<T: Subject>(shape: &str, n: u64, operation: &Operation<T>, left: u64) -> bool {
    let mut case = case::<T>(shape, n);
    CALLS.set(0);
    LEFT.set(left);
    let outcome = catch_unwind(AssertUnwindSafe(|| (operation.1)(&mut case)));
    LEFT.set(u64::MAX);
    let name = format!("{} of {shape}, call {left}", operation.0);
    if let Err(cause) = &outcome {
        assert!(cause.is::<Planned>(), "{name}: {:?}", cause.downcast_ref::<String>());
    }
    check_left(&name, case);
    outcome.is_err()
}

/// How many runs panicked.
fn each_call_in_turn<T: Subject>() -> u64 {
    let mut panics = 0;
    for operation in &operations::<T>() {
        for shape in SHAPES {
            assert!(!run(shape, 5, operation, u64::MAX));
            let calls = CALLS.get();
            // All of few, and of many the first, the last and some between.
            let step = 1 + calls / 200;
            let some = (1..=calls).step_by(step as usize).chain((calls > 1).then_some(calls));
            for left in some {
                panics += u64::from(run(shape, 5, operation, left));
            }
        }
    }
    panics
}

#[test]
fn a_panic_at_each_call_in_turn_loses_and_repeats_no_value() {
    assert!(each_call_in_turn::<Known>() > 5000);
}

#[test]
fn a_panic_at_each_call_in_turn_leaves_only_what_was_written() {
    assert!(each_call_in_turn::<Plain>() > 3000);
}

/// Arrays in ranges of pages; what is kept of them is looked at when they are released.
#[test]
fn a_panic_in_a_large_array_leaves_its_pages_as_they_are_noted() {
    let mut panics = 0;
    for operation in &operations::<Known>() {
        if ["sort", "sort_func", "sort_stable_func", "windows"].contains(&operation.0) {
            continue;
        }
        for shape in ["room", "no room", "shared, room", "middle"] {
            assert!(!run(shape, 12_000, operation, u64::MAX));
            let calls = CALLS.get();
            for left in [1, 2, calls / 2, calls.saturating_sub(1), calls] {
                panics += u32::from(left > 0 && run(shape, 12_000, operation, left));
            }
        }
    }
    assert!(panics > 300);
}
