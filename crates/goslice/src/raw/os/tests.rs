//! Ranges where the system says no: each call in turn, and each limit.

use std::cell::{Cell, RefCell};
use std::vec::Vec;

use super::*;
use crate::Slice;

/// A system call that can be made to fail.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Call {
    Map,
    Lengthen,
    Move,
}

std::thread_local! {
    /// Which call fails, after how many that do not. It fails from then on.
    static FAILING: Cell<Option<(Call, usize)>> = const { Cell::new(None) };
    static LIMIT: Cell<Option<usize>> = const { Cell::new(None) };
    /// Pages of somebody else, where a move found nothing mapped any more.
    static THEIRS: RefCell<Vec<*mut u8>> = const { RefCell::new(Vec::new()) };
}

pub(super) fn fails(call: Call) -> bool {
    match FAILING.get() {
        Some((failing, 0)) => failing == call,
        Some((failing, n)) if failing == call => {
            FAILING.set(Some((failing, n - 1)));
            false
        }
        _ => false,
    }
}

pub(super) fn limit() -> Option<usize> {
    LIMIT.get()
}

/// What an older kernel leaves when it cannot move: nothing at the target, and then another thread maps a page there.
pub(super) fn somebody_elses(target: *mut u8, bytes: usize) {
    // SAFETY: the target was mapped to be moved to.
    unsafe {
        libc::munmap(target.cast(), bytes);
        let protection = libc::PROT_READ | libc::PROT_WRITE;
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_FIXED_NOREPLACE;
        let page = libc::mmap(target.cast(), PAGE, protection, flags, -1, 0).cast::<u8>();
        assert_eq!(page, target);
        page.write_bytes(0xa5, PAGE);
        THEIRS.with_borrow_mut(|theirs| theirs.push(page));
    }
}

/// No kept ranges, so that what comes needs new ones.
fn forget_kept() {
    for place in &KEPT {
        let kept = place.swap(ptr::null_mut(), Ordering::AcqRel);
        if !kept.is_null() {
            // SAFETY: it was swapped out, and is ours.
            unsafe { give_back(kept.cast(), (*kept).bytes) };
        }
    }
}

/// Slices that grow through every way that memory is got, and are what they should be.
fn grow_and_check() {
    let (mut s, mut t): (Slice<u64>, Slice<u64>) = (Slice::nil(), Slice::nil());
    for i in 0..3_000_000 {
        s.append(i);
        if i % 16 == 0 {
            t.append(!i);
        }
    }
    let made = Slice::<u64>::make(400_000, 400_000);
    assert!(made.cells().iter().all(|cell| cell.get() == 0));
    made.set(399_999, 7);
    s.append_all(&t);
    assert!((0..3_000_000).all(|i| s.get(i) == i));
    assert!((0..187_500).all(|i| t.get(i) == !(16 * i) && s.get(3_000_000 + i) == t.get(i)));
    let mut texts: Slice<std::string::String> = Slice::nil();
    for i in 0..30_000 {
        texts.append(std::format!("{i}"));
    }
    let shared = texts.clone();
    texts.append_all(&shared);
    assert!((0..60_000).all(|i| texts.with(i, |text| *text == std::format!("{}", i % 30_000))));
    drop((s, t, made, shared, texts));
    let zeros = Slice::<u8>::make(9_000_000, 9_000_000);
    assert!(zeros.cells().iter().all(|cell| cell.get() == 0));
}

/// One after another, since they share what is kept.
#[test]
fn arrays_are_in_order_whatever_the_system_refuses() {
    forget_kept();
    // It moves, where the next addresses are taken.
    FAILING.set(Some((Call::Lengthen, 0)));
    grow_and_check();
    for call in [Call::Map, Call::Lengthen, Call::Move] {
        for after in 0..12 {
            forget_kept();
            STUCK.store(false, Ordering::Relaxed);
            // A move is tried where a range cannot become longer in place, so that must fail too.
            if call == Call::Move && after == 0 {
                let mut s: Slice<u64> = (0..20_000).collect();
                FAILING.set(Some((Call::Move, 0)));
                while !STUCK.load(Ordering::Relaxed) && s.len() < 40_000_000 {
                    s.append_zeros(s.len());
                }
                assert!((0..20_000).all(|i| s.get(i) == i));
            }
            FAILING.set(Some((call, after)));
            grow_and_check();
        }
    }
    FAILING.set(None);
    theirs_are_untouched();
    STUCK.store(false, Ordering::Relaxed);
    a_failed_move_leaves_the_target_alone();
    nothing_is_taken_where_a_limit_is_near();
    ranges_are_counted();
    what_is_lent_is_limited();
}

fn theirs_are_untouched() -> usize {
    THEIRS.with_borrow_mut(|theirs| {
        for page in theirs.iter() {
            // SAFETY: the page was mapped for this; if it is no longer, that is what is looked for, and ends the test.
            let whole = unsafe { core::slice::from_raw_parts(*page, PAGE) };
            assert!(whole.iter().all(|byte| *byte == 0xa5), "somebody else's memory");
        }
        let n = theirs.len();
        for page in theirs.drain(..) {
            // SAFETY: it was mapped by `somebody_elses`.
            unsafe { libc::munmap(page.cast(), PAGE) };
        }
        n
    })
}

/// A range for so many bytes, all of them written.
fn written(bytes: usize) -> Region {
    let mut region = reserve(bytes).expect("a range");
    // SAFETY: the range is ours, and as long.
    unsafe { region.start.add(HEAD).write_bytes(0x77, bytes - HEAD) };
    region.touched = bytes;
    region
}

fn a_failed_move_leaves_the_target_alone() {
    forget_kept();
    for bytes in [200_000usize, 3 << 20, 40 << 20] {
        STUCK.store(false, Ordering::Relaxed);
        let region = written(bytes);
        // SAFETY: the range is ours to the end of this.
        unsafe {
            let wall = Wall::behind(&region);
            FAILING.set(Some((Call::Move, 0)));
            let (start, length) = (region.start, region.bytes);
            let Err(same) = extend(region, length + 1) else { panic!("it has no room, and cannot move") };
            FAILING.set(None);
            assert!(same.start == start && same.bytes == length);
            assert!((HEAD..bytes).all(|byte| start.add(byte).read() == 0x77));
            assert_eq!(theirs_are_untouched(), 1);
            drop(wall);
            // Once is enough: each time costs addresses.
            let wall = Wall::behind(&same);
            let Err(same) = extend(same, length + 1) else { panic!("it is not tried again") };
            drop(wall);
            release(same);
        }
        STUCK.store(false, Ordering::Relaxed);
        let region = written(bytes);
        // SAFETY: as above.
        unsafe {
            let wall = Wall::behind(&region);
            let length = region.bytes;
            let Ok(moved) = extend(region, length + 1) else { panic!("it can move") };
            drop(wall);
            assert!(moved.bytes > length && (HEAD..bytes).all(|byte| moved.start.add(byte).read() == 0x77));
            release(moved);
        }
    }
}

/// A page behind a range, so that it cannot become longer where it is.
struct Wall(*mut libc::c_void);

impl Wall {
    fn behind(region: &Region) -> Wall {
        // SAFETY: taken only if it is free.
        unsafe {
            let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_FIXED_NOREPLACE;
            let at = region.start.add(region.bytes).as_ptr().cast();
            Wall(libc::mmap(at, PAGE, libc::PROT_NONE, flags, -1, 0))
        }
    }
}

impl Drop for Wall {
    fn drop(&mut self) {
        if self.0 != libc::MAP_FAILED {
            // SAFETY: it was mapped above.
            unsafe { libc::munmap(self.0, PAGE) };
        }
    }
}

fn nothing_is_taken_where_a_limit_is_near() {
    forget_kept();
    let (count, sum, lent) = budget::state();
    assert_eq!((count, sum, lent), (0, 0, 0), "all came back");
    LIMIT.set(Some(64 << 20));
    let kept: Vec<Slice<u64>> = (0..100).map(|_| (0..20_000).collect()).collect();
    let (_, sum, _) = budget::state();
    assert!(0 < sum && sum <= 8 << 20, "{sum}");
    assert!(kept.iter().all(|s| s.iter().eq(0..20_000)));
    drop(kept);
    LIMIT.set(Some(1 << 20));
    forget_kept();
    grow_and_check();
    assert_eq!(budget::state().1, 0);
    LIMIT.set(None);
}

fn ranges_are_counted() {
    forget_kept();
    let kept: Vec<Slice<u8>> = (0..5000).map(|_| Slice::make(1 << 20, 1 << 20)).collect();
    let (count, _, _) = budget::state();
    assert_eq!(count, 4096);
    drop(kept);
    budget::none_from_now_on();
    forget_kept();
    grow_and_check();
    assert_eq!(budget::state(), (0, 0, 0));
    budget::again();
}

fn what_is_lent_is_limited() {
    let mut small: Vec<Slice<u64>> = Vec::new();
    for _ in 0..20 {
        drop((0..1_800_000).collect::<Slice<u64>>());
        small.push((0..20_000).collect());
        assert!(budget::state().2 <= 16 << 20);
    }
    assert!(budget::state().2 > 0);
    // What was lent is in use when the slice has grown, and then no longer counted.
    for s in &mut small {
        s.append_zeros(2_000_000);
    }
    assert_eq!(budget::state().2, 0);
    drop(small);
    forget_kept();
    assert_eq!(budget::state(), (0, 0, 0));
}
