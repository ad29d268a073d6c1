//! Capacities as a slice grows one by one, release by release: `cargo run -p goslice --example series`.

use goslice::{Element, Release, Slice};

fn main() {
    println!("[]int64");
    table(0i64);
    println!("[]string");
    table("");
    println!("[]byte");
    table(0u8);
}

/// One line for each sequence of capacities that a release has, with the releases that have it.
fn table<T: Element>(value: T) {
    let mut lines: Vec<(Vec<usize>, Release, Release)> = vec![];
    for release in Release::all() {
        let caps = caps(release, &value);
        match lines.last_mut() {
            Some((same, _, last)) if *same == caps => *last = release,
            _ => lines.push((caps, release, release)),
        }
    }
    for (caps, first, last) in lines {
        println!("  {first:>4} to {last:<4}  {caps:?}");
    }
}

fn caps<T: Element>(release: Release, value: &T) -> Vec<usize> {
    let mut s = Slice::nil_with(release);
    let mut caps = vec![];
    while s.len() < 5000 {
        s.append(value.clone());
        if caps.last() != Some(&s.cap()) {
            caps.push(s.cap());
        }
    }
    caps
}
