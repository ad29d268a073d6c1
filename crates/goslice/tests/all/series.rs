//! Recorded series: capacities from empty, conversions of strings, `strings.Builder`.

use goslice::convert::Place;
use goslice::{Elem, Policy};

use crate::recorded::{go, outputs};

/// Rows `b <type> <size> <caps>`: capacities as one element at a time is appended to an empty slice.
#[test]
fn growth_from_empty_agrees_for_every_element_type() {
    let mut series = 0;
    for (version, policy, text) in outputs("abc.txt") {
        for line in text.lines().filter(|line| line.starts_with("b\t")) {
            let fields: Vec<&str> = line.split('\t').collect();
            let elem = elem_of(fields[1], fields[2].parse().unwrap(), policy.arch.word_bytes());
            if elem.size == 0 {
                continue; // shortened in the recording; the vectors cover it
            }
            let recorded: Vec<i64> = fields[3].split(',').map(|cap| cap.parse().unwrap()).collect();
            assert_eq!(caps_from_empty(&policy, elem, recorded.len()), recorded, "{version} {line}");
            series += 1;
        }
    }
    assert!(series >= 400);
}

/// The recorded program names the size that a type has on amd64.
fn elem_of(ty: &str, amd64_size: u64, word: u64) -> Elem {
    match ty {
        "int" => Elem::plain(word),
        "*int" => Elem::with_pointers(word),
        "string" | "interface{}" => Elem::with_pointers(2 * word),
        "[]int" => Elem::with_pointers(3 * word),
        "struct{a int64;p *int}" => Elem::with_pointers(8 + word),
        "[128]*int" => Elem::with_pointers(128 * word),
        _ => Elem::plain(amd64_size),
    }
}

fn caps_from_empty(policy: &Policy, elem: Elem, count: usize) -> Vec<i64> {
    let mut cap = 0;
    let grow_full = |cap: i64| policy.grow(elem, cap, cap, 1).unwrap().cap;
    (0..count)
        .map(|_| {
            cap = grow_full(cap);
            cap
        })
        .collect()
}

#[test]
fn conversions_of_strings_agree() {
    type Question = fn(&Policy, i64) -> i64;
    let questions: [(&str, Question); 8] = [
        ("heap []byte(string var) n:cap", |p, n| p.bytes_of_string(n, Place::Heap)),
        ("heap []rune(string var) n:cap", |p, n| p.runes_of_string(n, Place::Heap)),
        ("local (stack) []byte(string var), modified n:cap", |p, n| p.bytes_of_string(n, Place::Stack)),
        ("local (stack) []byte(string var), read-only n:cap", |p, n| p.bytes_of_string(n, Place::View)),
        ("local (stack) []rune(string var) n:cap", |p, n| p.runes_of_string(n, Place::Stack)),
        ("strings.Builder Grow(n) on empty n:cap", |p, n| p.builder_grow(0, 0, n)),
        ("bytes.Buffer Grow(n) on empty n:cap", |p, n| p.buffer_grow(0, 0, n)),
        ("bytes.Buffer Write(100) then Grow(n) n:cap", |p, n| p.buffer_grow(100, p.buffer_grow(0, 0, 100), n)),
    ];
    let mut answers = 0;
    for (version, policy, text) in outputs("conv.txt") {
        for (label, question) in &questions {
            let line =
                text.lines().find_map(|line| line.strip_prefix(label)).unwrap_or_else(|| panic!("{version} {label}"));
            for pair in line.split_whitespace() {
                let (len, cap) = pair.split_once(':').unwrap();
                assert_eq!(question(&policy, len.parse().unwrap()).to_string(), cap, "{version} {label} {len}");
                answers += 1;
            }
        }
    }
    assert!(answers > 2000);
}

#[test]
fn buffer_written_byte_by_byte_agrees() {
    for (version, policy, text) in outputs("conv.txt") {
        let label = "bytes.Buffer WriteByte one at a time, caps: ";
        let line = text.lines().find_map(|line| line.strip_prefix(label)).unwrap();
        let mut cap = 0;
        for recorded in line.split_whitespace() {
            cap = policy.buffer_grow(cap, cap, 1);
            assert_eq!(cap.to_string(), recorded, "{version}");
        }
    }
}

#[test]
fn int_from_empty_under_1_17_and_1_18() {
    let caps = |minor| caps_from_empty(&go(minor), Elem::plain(8), 14)[9..].to_vec();
    assert_eq!(caps(17), [512, 1024, 1280, 1696, 2304]);
    assert_eq!(caps(18), [512, 848, 1280, 1792, 2560]);
}
