//! The workloads, each for `Slice`, `Vec`, `EcoVec` and, of bytes, `BytesMut` and `Bytes`.

use std::hint::black_box;

use bytes::{BufMut, Bytes, BytesMut};
use ecow::EcoVec;
use goslice::{Slice, element};

/// 24 bytes with a pointer, as `struct { a, b int64; p *int64 }`.
#[derive(Clone, Copy)]
struct Record {
    a: i64,
    b: i64,
    p: Option<&'static i64>,
}

element!(Record { a: i64, b: i64, p: Option<&'static i64> }; copy);

static POINTEE: i64 = 0;
static TEXTS: [&str; 4] = ["alpha", "beta", "gamma", "delta"];

const SMALL: usize = 1_000_000;

fn len_of(i: usize) -> usize {
    1 + i * 7 % 16
}

fn random(n: usize) -> Vec<i64> {
    let mut seed = 1u64;
    let next = |_| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 1) as i64
    };
    (0..n).map(next).collect()
}

/// A sequence that grows by one.
macro_rules! build {
    ($new:expr, $n:expr, |$s:ident, $i:ident| $push:expr) => {{
        let n = $n;
        Box::new(move || {
            let mut $s = $new;
            for $i in 0..n {
                $push;
            }
            black_box($s);
        })
    }};
}

/// Many small sequences, kept in a vector.
macro_rules! many {
    ($ty:ty, |$len:ident| $new:expr, $push:ident) => {
        Box::new(|| {
            let mut all: Vec<$ty> = Vec::with_capacity(SMALL);
            for i in 0..SMALL {
                let $len = len_of(i);
                let mut s = $new;
                for j in 0..$len {
                    s.$push(j as i64);
                }
                all.push(s);
            }
            black_box(all);
        })
    };
}

macro_rules! churn {
    ($ty:ty, $new:expr, $push:ident) => {
        Box::new(|| {
            let mut all: Vec<$ty> = (0..SMALL).map(|_| $new).collect();
            let mut seed = 1u64;
            for i in 0..2 * SMALL {
                seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                let mut s = $new;
                for j in 0..len_of(i) {
                    s.$push(j as i64);
                }
                all[(seed >> 33) as usize % SMALL] = s;
            }
            black_box(all);
        })
    };
}

/// One round of a workload, or nothing where the type has no such thing.
pub(crate) fn workload(name: &str, of: &str) -> Option<Box<dyn FnMut()>> {
    let (kind, number) = name.split_once('/').unwrap_or((name, "0"));
    let n = number.parse::<f64>().expect("a number after the slash") as usize;
    Some(match (kind, of) {
        ("i64", "Slice") => build!(Slice::<i64>::nil(), n, |s, i| s.append(i as i64)),
        ("i64", "Vec") => build!(Vec::<i64>::new(), n, |s, i| s.push(i as i64)),
        ("i64", "EcoVec") => build!(EcoVec::<i64>::new(), n, |s, i| s.push(i as i64)),
        ("bytes", "Slice") => build!(Slice::<u8>::nil(), n, |s, i| s.append(i as u8)),
        ("bytes", "Vec") => build!(Vec::<u8>::new(), n, |s, i| s.push(i as u8)),
        ("bytes", "EcoVec") => build!(EcoVec::<u8>::new(), n, |s, i| s.push(i as u8)),
        ("bytes", "BytesMut") => build!(BytesMut::new(), n, |s, i| s.put_u8(i as u8)),
        ("records", "Slice") => build!(Slice::<Record>::nil(), n, |s, i| s.append(record(i))),
        ("records", "Vec") => build!(Vec::<Record>::new(), n, |s, i| s.push(record(i))),
        ("records", "EcoVec") => build!(EcoVec::<Record>::new(), n, |s, i| s.push(record(i))),
        ("strings", "Slice") => build!(Slice::<&str>::nil(), n, |s, i| s.append(TEXTS[i & 3])),
        ("strings", "Vec") => build!(Vec::<&str>::new(), n, |s, i| s.push(TEXTS[i & 3])),
        ("strings", "EcoVec") => build!(EcoVec::<&str>::new(), n, |s, i| s.push(TEXTS[i & 3])),
        ("owned", "Slice") => build!(Slice::<String>::nil(), n, |s, i| s.append(owned(i))),
        ("owned", "Vec") => build!(Vec::<String>::new(), n, |s, i| s.push(owned(i))),
        ("owned", "EcoVec") => build!(EcoVec::<String>::new(), n, |s, i| s.push(owned(i))),
        ("bulk", "Slice") => {
            let values = vec![0i64; n];
            Box::new(move || {
                let mut s = Slice::<i64>::nil();
                while s.len() < 1_000_000 {
                    s.append_all(&values[..]);
                }
                black_box(s);
            })
        }
        ("bulk", "Vec") => {
            let values = vec![0i64; n];
            Box::new(move || {
                let mut s = Vec::new();
                while s.len() < 1_000_000 {
                    s.extend_from_slice(&values);
                }
                black_box(s);
            })
        }
        ("bulk", "EcoVec") => {
            let values = vec![0i64; n];
            Box::new(move || {
                let mut s = EcoVec::new();
                while s.len() < 1_000_000 {
                    s.extend_from_slice(&values);
                }
                black_box(s);
            })
        }
        ("room", "Slice") => {
            let mut s = Slice::<i64>::make(0, n);
            Box::new(move || {
                s.reslice(..0);
                for i in 0..n {
                    s.append(i as i64);
                }
                black_box(s.len());
            })
        }
        ("room", "Vec") => {
            let mut s = Vec::<i64>::with_capacity(n);
            Box::new(move || {
                s.clear();
                for i in 0..n {
                    s.push(i as i64);
                }
                black_box(s.len());
            })
        }
        ("appended", "Slice") => many!(Slice<i64>, |_len| Slice::nil(), append),
        ("appended", "Vec") => many!(Vec<i64>, |_len| Vec::new(), push),
        ("appended", "EcoVec") => many!(EcoVec<i64>, |_len| EcoVec::new(), push),
        ("exact", "Slice") => many!(Slice<i64>, |len| Slice::make(0, len), append),
        ("exact", "Vec") => many!(Vec<i64>, |len| Vec::with_capacity(len), push),
        ("exact", "EcoVec") => many!(EcoVec<i64>, |len| EcoVec::with_capacity(len), push),
        ("churned", "Slice") => churn!(Slice<i64>, Slice::nil(), append),
        ("churned", "Vec") => churn!(Vec<i64>, Vec::new(), push),
        ("churned", "EcoVec") => churn!(EcoVec<i64>, EcoVec::new(), push),
        ("filter", "Slice") => {
            let (master, s) = (random(n), Slice::<i64>::make(n, n));
            Box::new(move || {
                s.copy_from_slice(&master);
                let mut out = s.slice(..0);
                for v in &s {
                    if v & 1 == 0 {
                        out.append(v);
                    }
                }
                black_box(out);
            })
        }
        ("filter", "Vec") => {
            let (master, mut s) = (random(n), vec![0; n]);
            Box::new(move || {
                s.clear();
                s.extend_from_slice(&master);
                s.retain(|v| v & 1 == 0);
                black_box(s.len());
            })
        }
        ("sum", "Slice") => {
            let s = Slice::from(random(n));
            Box::new(move || {
                let mut total = 0i64;
                for i in 0..s.len() {
                    total = total.wrapping_add(s.get(i));
                }
                black_box(total);
            })
        }
        ("sum", "Vec") => {
            let s = random(n);
            Box::new(move || {
                let mut total = 0i64;
                #[allow(clippy::needless_range_loop, reason = "with bounds checks")]
                for i in 0..s.len() {
                    total = total.wrapping_add(s[i]);
                }
                black_box(total);
            })
        }
        ("sort", "Slice") => {
            let (master, mut s) = (random(n), Slice::<i64>::make(n, n));
            Box::new(move || {
                s.copy_from_slice(&master);
                s.sort();
                black_box(s.len());
            })
        }
        ("sort", "Vec") => {
            let (master, mut s) = (random(n), vec![0; n]);
            Box::new(move || {
                s.copy_from_slice(&master);
                s.sort_unstable();
                black_box(s.len());
            })
        }
        ("clone", "Slice") => {
            let s = Slice::<u8>::make(n, n);
            Box::new(move || {
                for _ in 0..1000 {
                    black_box(black_box(&s).clone());
                }
            })
        }
        ("clone", "Bytes") => {
            let s = Bytes::from(vec![0u8; n]);
            let _shared = s.clone();
            Box::new(move || {
                for _ in 0..1000 {
                    black_box(black_box(&s).clone());
                }
            })
        }
        ("reslice", "Slice") => {
            let s = Slice::<u8>::make(n, n);
            Box::new(move || {
                for i in 0..1000usize {
                    black_box(black_box(&s).slice(i & 7..n - 8));
                }
            })
        }
        ("reslice", "Bytes") => {
            let s = Bytes::from(vec![0u8; n]);
            let _shared = s.clone();
            Box::new(move || {
                for i in 0..1000usize {
                    black_box(black_box(&s).slice(i & 7..n - 8));
                }
            })
        }
        _ => return None,
    })
}

/// A string that needs drop, but no memory.
fn owned(i: usize) -> String {
    debug_assert!(i < usize::MAX);
    String::new()
}

fn record(i: usize) -> Record {
    let record = Record { a: i as i64, b: 1, p: Some(&POINTEE) };
    // All fields are in use.
    debug_assert!(record.a >= 0 && record.b == 1 && record.p == Some(&0));
    record
}

/// Whether the type has the workload.
pub(crate) fn workload_exists(name: &str, of: &str) -> bool {
    let kind = name.split('/').next().unwrap_or(name);
    match of {
        "Slice" => true,
        "Vec" => !matches!(kind, "clone" | "reslice"),
        "EcoVec" => !matches!(kind, "clone" | "reslice" | "room" | "filter" | "sum" | "sort"),
        "BytesMut" => kind == "bytes",
        "Bytes" => matches!(kind, "clone" | "reslice"),
        _ => false,
    }
}
