//! What slices cost beside vectors, other than time: `cargo bench -p goslice --bench resources`.
//!
//! Each figure is of a process of its own, which builds what the row says, keeps it, and reads what the system says of it.
#![allow(unsafe_code, reason = "setrlimit, mlockall")]

use std::process::Command;

use goslice::Slice;

/// Name, and what is built. In each, the last number is the bytes of one.
const ROWS: &[(&str, &str)] = &[
    ("grown/300/600000", "300 of 600 KB, appended"),
    ("grown/1000/140000", "1000 of 140 KB, appended"),
    ("grown/100/3000000", "100 of 3 MB, appended"),
    ("grown/20/20000000", "20 of 20 MB, appended"),
    ("again/100/140000", "100 of 140 KB, each after one of 12 MB that went"),
    ("limit/100/140000", "100 of 140 KB under `ulimit -v 4000000`, then one vector of 1 GB"),
    ("limit/1000/1400000", "1000 of 1.4 MB under the same, then one vector of 1 GB"),
    ("zeroed/70000/1048576", "70,000 zeroed of 1 MiB"),
    ("locked/20/140000", "20 of 140 KB after `mlockall(MCL_FUTURE)`"),
];

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if let [mode, name, of] = &args[..]
        && mode == "--one"
    {
        return one(name, of);
    }
    println!("| what | of | resident, MiB | addresses, MiB | locked, MiB | mappings |");
    println!("|---|---|---|---|---|---|");
    let this = std::env::current_exe().expect("this program has a path");
    for (name, what) in
        ROWS.iter().filter(|(name, _)| args.is_empty() || args.iter().any(|word| name.contains(&**word)))
    {
        for of in ["Slice", "Vec"] {
            let output = Command::new(&this).args(["--one", name, of]).output().expect("a process");
            let text = String::from_utf8_lossy(if output.status.success() { &output.stdout } else { &output.stderr });
            let end = if output.status.success() { text.trim().to_owned() } else { format!("**{}**", text.trim()) };
            println!("| {what} | {of} | {end} |");
        }
    }
}

/// Builds, keeps, and prints.
fn one(name: &str, of: &str) {
    let mut parts = name.split('/');
    let kind = parts.next().unwrap_or_default();
    let mut number = || parts.next().and_then(|text| text.parse::<usize>().ok()).expect("a number");
    let (n, bytes) = (number(), number());
    match kind {
        "limit" => set_limit(4_000_000 << 10),
        "locked" => lock_what_comes(),
        _ => {}
    }
    let again = kind == "again";
    let zeroed = kind == "zeroed";
    let print = || {
        if kind == "limit" {
            let mut after = Vec::with_capacity(1 << 30);
            after.push(1u8);
            println!("{}", figures());
            std::hint::black_box(after);
        } else {
            println!("{}", figures());
        }
    };
    match (of, zeroed) {
        ("Slice", false) => {
            let kept: Vec<Slice<u64>> = (0..n)
                .map(|_| {
                    if again {
                        drop((0..1_500_000).collect::<Slice<u64>>());
                    }
                    (0..bytes as u64 / 8).collect()
                })
                .collect();
            print();
            std::hint::black_box(kept);
        }
        ("Slice", true) => {
            let kept: Vec<Slice<u8>> = (0..n).map(|_| Slice::make(bytes, bytes)).collect();
            print();
            std::hint::black_box(kept);
        }
        (_, false) => {
            let kept: Vec<Vec<u64>> = (0..n)
                .map(|_| {
                    if again {
                        drop(pushed(1_500_000));
                    }
                    pushed(bytes / 8)
                })
                .collect();
            print();
            std::hint::black_box(kept);
        }
        (_, true) => {
            let kept: Vec<Vec<u8>> = (0..n).map(|_| vec![0; bytes]).collect();
            print();
            std::hint::black_box(kept);
        }
    }
}

/// Like what a slice is collected from: one by one.
fn pushed(n: usize) -> Vec<u64> {
    let mut values = vec![];
    for i in 0..n as u64 {
        values.push(i);
    }
    values
}

fn figures() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mib = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let kib: f64 =
            line.and_then(|rest| rest.split_whitespace().next()).and_then(|kib| kib.parse().ok()).unwrap_or(0.0);
        format!("{:.1}", kib / 1024.0)
    };
    let mappings = std::fs::read_to_string("/proc/self/maps").map_or(0, |maps| maps.lines().count());
    format!("{} | {} | {} | {mappings}", mib("VmRSS:"), mib("VmSize:"), mib("VmLck:"))
}

fn set_limit(bytes: u64) {
    let limit = libc::rlimit { rlim_cur: bytes, rlim_max: bytes };
    // SAFETY: the limit is read.
    let set = unsafe { libc::setrlimit(libc::RLIMIT_AS, &limit) };
    assert_eq!(set, 0, "no limit can be set");
}

fn lock_what_comes() {
    // SAFETY: it concerns mappings to come.
    let locked = unsafe { libc::mlockall(libc::MCL_FUTURE) };
    assert_eq!(locked, 0, "memory may not be locked here");
}
