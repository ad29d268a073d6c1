//! Tests of the heap against the library's tables.

use super::*;
use goslice::{Arch, Release};
use proptest::prelude::*;

fn heap(minor: u8) -> (Heap, Policy) {
    let policy = Policy::new(Release::new(minor).unwrap(), Arch::Amd64);
    (Heap::new(&policy).unwrap(), policy)
}

/// Any non-null descriptor: only its address is kept.
fn some_type() -> *const TypeDesc {
    std::ptr::dangling()
}

#[test]
fn objects_have_the_sizes_of_the_library() {
    for minor in [15, 17, 21, 22, 27] {
        let (mut heap, policy) = heap(minor);
        for bytes in (1..34_000).step_by(7).chain([8, 24, 512, 513, 32_760, 32_761, 32_768, 32_769, 1 << 20]) {
            for noscan in [true, false] {
                let at = if noscan { heap.alloc_noscan(bytes) } else { heap.alloc_scan(bytes, some_type()) };
                let at = at.unwrap().addr();
                let object = heap.find(at).unwrap();
                let want = policy.round_up(bytes as u64, noscan);
                assert_eq!(object.base, at, "1.{minor}, {bytes} bytes, noscan {noscan}");
                assert_eq!(object.size as u64, want.usable, "1.{minor}, {bytes} bytes, noscan {noscan}");
                assert_eq!((object.noscan, object.ty), (noscan, if noscan { null() } else { some_type() }));
            }
        }
    }
}

#[test]
fn the_first_heap_is_where_go_has_it_or_elsewhere() {
    let (mut one, _) = heap(27);
    let (mut two, _) = heap(27);
    let (a, b) = (one.alloc_noscan(8).unwrap().addr(), two.alloc_noscan(8).unwrap().addr());
    assert_ne!(a, b);
    assert_eq!((a % PAGE_BYTES, b % PAGE_BYTES), (0, 0));
}

#[test]
fn small_objects_are_neighbours_and_zero() {
    let (mut heap, _) = heap(27);
    let first = heap.alloc_noscan(48).unwrap();
    let second = heap.alloc_noscan(41).unwrap();
    assert_eq!(second.addr() - first.addr(), 48);
    // SAFETY: two blocks of 48 bytes.
    assert!(unsafe { std::slice::from_raw_parts(first, 96) }.iter().all(|byte| *byte == 0));
}

#[test]
fn zero_bytes_have_one_address() {
    let (mut heap, _) = heap(27);
    assert_eq!(heap.alloc_noscan(0), heap.alloc_scan(0, null()));
    assert_eq!(heap.stats(), Stats::default());
}

#[test]
fn what_was_not_handed_out_is_no_object() {
    let (mut heap, _) = heap(27);
    let first = heap.alloc_noscan(64).unwrap().addr();
    assert!(heap.find(first + 63).is_some());
    assert!(heap.find(first + 64).is_none());
    assert!(heap.find(0).is_none());
    assert!(heap.find(usize::MAX).is_none());
    assert!(heap.find((&raw const heap).addr()).is_none());
}

#[test]
fn malloc_headers_belong_to_no_object() {
    let (mut heap, _) = heap(22);
    let at = heap.alloc_scan(513, some_type()).unwrap().addr();
    assert_eq!(at % 16, 8);
    assert!(heap.find(at - 1).is_none());
    assert_eq!(heap.find(at + 567).unwrap().base, at);
}

#[test]
fn requests_beyond_memory_fail() {
    let (mut heap, _) = heap(27);
    assert!(heap.alloc_noscan(1 << 46).is_none());
    assert!(heap.alloc_scan(usize::MAX / 2, null()).is_none());
}

#[test]
fn counters_count_blocks() {
    let (mut heap, _) = heap(27);
    heap.alloc_noscan(5).unwrap();
    heap.alloc_scan(40, null()).unwrap();
    heap.alloc_noscan(40_000).unwrap();
    assert_eq!(heap.stats(), Stats { objects: 3, bytes: 8 + 48 + 40_960 });
}

#[test]
fn the_reciprocal_divides_exactly() {
    for minor in [15, 27] {
        let (_, policy) = heap(minor);
        for class in policy.classes.iter() {
            let kind =
                SpanKind { block: class.bytes as usize, n_blocks: class.objects() as usize, header: 0, noscan: true };
            let n_pages = class.span_bytes() as usize / PAGE_BYTES;
            let span = Span::new(0, n_pages, kind);
            for offset in 0..n_pages * PAGE_BYTES {
                let index = offset / kind.block;
                let want = (index < kind.n_blocks).then_some((index, index * kind.block));
                assert_eq!(span.block_at(offset), want, "class of {} bytes", class.bytes);
            }
        }
    }
}

proptest! {
    /// A plain model: the list of all objects with their extents.
    #[test]
    fn interior_pointers_lead_to_their_object(
        minor in 8u8..=27,
        requests in prop::collection::vec((1usize..50_000, any::<bool>()), 1..60),
        probe in 0.0f64..1.0,
    ) {
        let (mut heap, _) = heap(minor);
        let mut objects = Vec::new();
        for (bytes, noscan) in requests {
            let at = if noscan { heap.alloc_noscan(bytes) } else { heap.alloc_scan(bytes, some_type()) };
            objects.push((at.unwrap().addr(), bytes));
        }
        for (base, bytes) in &objects {
            let inside = base + ((*bytes - 1) as f64 * probe) as usize;
            let found = heap.find(inside).unwrap();
            prop_assert_eq!(found.base, *base);
            prop_assert!(found.size >= *bytes);
        }
        objects.sort_unstable();
        for pair in objects.windows(2) {
            prop_assert!(pair[0].0 + pair[0].1 <= pair[1].0, "objects overlap");
        }
    }
}

fn mark(heap: &mut Heap, address: usize) -> Option<Object> {
    let span = heap.span_around(address);
    heap.mark(span, address)
}

/// A model: objects are numbered by the word in them, some are marked, the rest must go and be used again, zero.
#[test]
fn what_is_not_marked_is_freed_and_used_again() {
    for noscan in [true, false] {
        let (mut heap, _) = heap(27);
        let mut objects = Vec::new();
        for (number, bytes) in [16, 48, 520, 4000, 30_000, 100_000].into_iter().cycle().take(600).enumerate() {
            let at = if noscan { heap.alloc_noscan(bytes) } else { heap.alloc_scan(bytes, null()) }.unwrap();
            // SAFETY: a new object of at least a word.
            unsafe {
                assert_eq!(at.cast::<usize>().read(), 0);
                at.cast::<usize>().write(number + 1);
            }
            objects.push((at, bytes, number + 1));
        }
        heap.flush();
        let kept = |number: usize| number.is_multiple_of(3);
        for (at, bytes, number) in &objects {
            if kept(*number) {
                // An interior pointer does as well.
                assert_eq!(mark(&mut heap, at.addr() + bytes - 1).is_some(), !noscan);
                assert!(mark(&mut heap, at.addr()).is_none(), "marked twice");
            }
        }
        heap.sweep(true);
        let used = heap.arena.used();
        for (at, _, number) in &objects {
            assert_eq!(heap.find(at.addr()).is_some(), kept(*number));
        }
        assert_eq!((heap.freed().objects, heap.sizes().objects), (400, 200));
        for (_, bytes, number) in &objects {
            if !kept(*number) {
                let at = if noscan { heap.alloc_noscan(*bytes) } else { heap.alloc_scan(*bytes, null()) }.unwrap();
                // SAFETY: a new object of so many bytes.
                unsafe {
                    assert!(std::slice::from_raw_parts(at, *bytes).iter().all(|byte| *byte == 0));
                    at.write_bytes(0xff, *bytes);
                }
            }
        }
        // Runs of pages are broken up in places; most of what was freed serves again.
        let new = heap.arena.used() - used;
        assert!(new < used / 10, "{new} new bytes though two thirds of {used} were freed");
        for (at, _, number) in &objects {
            // SAFETY: a kept object.
            assert!(!kept(*number) || unsafe { at.cast::<usize>().read() } == *number);
        }
    }
}

#[test]
fn pages_without_objects_go_back_to_the_system() {
    let (mut heap, _) = heap(27);
    let at = heap.alloc_noscan(1 << 20).unwrap();
    // SAFETY: a new object.
    unsafe { at.write_bytes(1, 1 << 20) };
    heap.flush();
    heap.sweep(false);
    assert_eq!(heap.sizes().idle, 1 << 20);
    heap.release_all();
    assert_eq!(heap.sizes().released, 1 << 20);
    let again = heap.alloc_noscan(1 << 20).unwrap();
    // SAFETY: a new object.
    assert!(again == at && unsafe { std::slice::from_raw_parts(again, 1 << 20) }.iter().all(|byte| *byte == 0));
}

#[test]
fn large_objects_grow_where_they_are_if_the_pages_behind_are_free() {
    let (mut heap, _) = heap(27);
    let size = 10 * PAGE_BYTES;
    let [a, b] = [0, 1].map(|_| heap.alloc_noscan(size).unwrap().addr());
    for at in [a, b] {
        // SAFETY: a new object.
        unsafe { (at as *mut u8).write_bytes(7, size) };
    }
    assert!(!heap.extend_large(a, size + 1), "another object is behind");
    assert!(!heap.extend_large(b + PAGE_BYTES, 2 * size), "not the object's first byte");
    assert!(heap.extend_large(b, 2 * size), "nothing is behind");
    assert!(heap.extend_large(b, 3 * size - 100));
    assert_eq!(heap.find(b + 3 * size - 1).map(|it| (it.base, it.size)), Some((b, 3 * size)));
    heap.free_large(b);
    assert!(heap.find(b).is_none() && heap.find(b + 2 * size).is_none());
    heap.free_large(b);
    assert!(heap.extend_large(a, 2 * size), "the other object is gone");
    // SAFETY: an object of so many bytes.
    let bytes = unsafe { std::slice::from_raw_parts(a as *const u8, 2 * size) };
    assert!(bytes[..size].iter().all(|byte| *byte == 7) && bytes[size..].iter().all(|byte| *byte == 0));
    assert_eq!(heap.sizes().live, 2 * size as u64);
    assert_eq!((heap.sizes().objects, heap.stats().objects - heap.freed().objects), (1, 1));
    heap.flush();
    heap.sweep(false);
    assert_eq!((heap.sizes().live, heap.sizes().idle), (0, heap.sizes().system));
}

#[test]
fn a_large_object_that_is_newer_than_the_last_marking_is_freed_before_the_sweep_ends() {
    let (mut heap, _) = heap(27);
    let size = 10 * PAGE_BYTES;
    let [old, garbage] = [0, 1].map(|_| heap.alloc_noscan(size).unwrap().addr());
    mark(&mut heap, old);
    heap.flush();
    heap.begin_sweep();
    let new = heap.alloc_noscan(size).unwrap().addr();
    assert!(heap.has_unswept(), "nothing was allocated that a sweep could have given");
    heap.free_large(new);
    assert_eq!(heap.freed().objects, 1);
    heap.free_large(old);
    assert_eq!(heap.freed().objects, 1, "what is not swept yet stays");
    heap.sweep_some(usize::MAX, false);
    assert_eq!(heap.freed().objects, 2, "the garbage is swept");
    assert!(heap.find(old).is_some() && heap.find(garbage).is_none() && heap.find(new).is_none());
}
