//! Capacities that show the stack buffers of 1.25 and later, and their absence in 1.24.

use goslice::stack_buffer::Use;
use goslice::{Elem, Policy};

use crate::recorded::outputs_of;

/// Rows `retBytes n= 17 len= 17 cap= 24`: slices built by appending one at a time, and returned.
#[test]
fn returned_slices_agree() {
    let mut rows = 0;
    for (version, policy, text) in outputs_of("stack.txt", 9) {
        let word = policy.arch.word_bytes();
        for line in text.lines() {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let [function, "n=", len, "len=", _, "cap=", cap] = fields[..] else { continue };
            let (elem, used) = match function {
                "retNoCap" | "retNamed" | "retReslice" => (Elem::plain(word), Use::Plain),
                "retRanged" => (Elem::plain(word), Use::Ranged),
                "retBytes" => (Elem::plain(1), Use::Plain),
                "retStrings" => (Elem::with_pointers(2 * word), Use::Plain),
                "retPtrs" => (Elem::with_pointers(word), Use::Plain),
                _ => continue,
            };
            let ours = policy.returned_cap(elem, len.parse().unwrap(), used).unwrap();
            assert_eq!(ours.to_string(), cap, "{version} {line}");
            rows += 1;
        }
    }
    assert!(rows >= 500, "{rows}");
}

/// Rows `noesc int: 4 4 4 4 8`: the capacity after each append to a slice that does not escape.
#[test]
fn local_slices_agree() {
    for (version, policy, text) in outputs_of("stack.txt", 9) {
        let word = policy.arch.word_bytes();
        let series = [
            ("noesc int:", Elem::plain(word)),
            ("noesc byte:", Elem::plain(1)),
            ("noesc int16:", Elem::plain(2)),
            ("noesc 12B:", Elem::plain(12)),
            ("noesc string:", Elem::with_pointers(2 * word)),
            ("noesc *int:", Elem::with_pointers(word)),
            ("noesc 32B:", Elem::plain(32)),
            ("noesc 40B:", Elem::plain(40)),
        ];
        for (label, elem) in series {
            let line = text.lines().find_map(|line| line.strip_prefix(label)).unwrap();
            let recorded: Vec<i64> = line.split_whitespace().map(|cap| cap.parse().unwrap()).collect();
            assert_eq!(local_caps(&policy, elem, recorded.len()), recorded, "{version} {label}");
        }
    }
}

fn local_caps(policy: &Policy, elem: Elem, count: usize) -> Vec<i64> {
    let mut cap = 0;
    (0..count as i64)
        .map(|len| {
            cap = match policy.local_append(elem, len, cap, len + 1) {
                Some(slots) => slots,
                None => policy.grow(elem, len, cap, 1).unwrap().cap,
            };
            cap
        })
        .collect()
}
