//! Package `slices` against real releases: each function with nil, empty, overlapping and out-of-range arguments, and functions
//! that look at the array and write to it. `tests/recorded/functions` has the Go program, and says how to record.
#![expect(clippy::unit_arg, reason = "one line a case")]

use std::cell::RefCell;
use std::fmt::{Debug, Write as _};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use flate2::read::GzDecoder;
use goslice::{Element, Ordered, Print, Release, Rules as _, RuntimeError, Slice};

/// The releases that a recording is for, and it.
const RECORDED: [(&[u8], &str); 4] = [
    (&[21], "functions-1.21.txt.gz"),
    (&[22], "functions-1.22.txt.gz"),
    (&[23], "functions-1.23.txt.gz"),
    (&[24, 25, 26, 27], "functions-1.24.txt.gz"),
];

/// Elements that stand for numbers, as Go's `int64` and `string` do in the program.
trait Number: Element + Ordered + Print + Debug {
    fn of(number: i64) -> Self;
    fn to(&self) -> i64;
}

impl Number for i64 {
    fn of(number: i64) -> i64 {
        number
    }
    fn to(&self) -> i64 {
        *self
    }
}

impl Number for String {
    fn of(number: i64) -> String {
        if number == 0 { String::new() } else { number.to_string() }
    }
    fn to(&self) -> i64 {
        self.parse().unwrap_or(0)
    }
}

type S<T> = Slice<T, Release>;

struct World<'a, T: Number> {
    release: Release,
    out: &'a mut String,
    base: S<T>,
}

const KINDS: i64 = 8;
const VALUES: i64 = 7;

impl<T: Number> World<'_, T> {
    fn slice(&self, kind: i64) -> S<T> {
        match kind {
            0 => Slice::nil_with(self.release),
            1 => Slice::make_with(self.release, 0, 0),
            2 => self.base.slice(..0),
            3 => self.base.slice(..3),
            4 => self.base.slice(1..4),
            5 => self.base.slice3(2..5, 5),
            6 => self.base.slice(..6),
            _ => self.base.slice3(..3, 3),
        }
    }

    fn values(&self, kind: i64, s: &S<T>) -> S<T> {
        let values: Vec<T> = match kind {
            0 => vec![],
            1 => vec![T::of(9)],
            2 => vec![T::of(8), T::of(9)],
            3 => return s.clone(),
            4 => return self.base.slice(1..3),
            5 => return self.base.slice(3..6),
            _ => return self.base.clone(),
        };
        Slice::from(values).with_rules(self.release)
    }

    fn run(&mut self, label: &str, kind: i64, f: impl FnOnce(&Self, &mut S<T>) -> Result<(), RuntimeError>) {
        self.tell(label, kind, |world, s| f(world, s).map(|()| None));
    }

    /// What `f` gives is printed before the slice.
    fn tell<R: Into<Option<String>>>(
        &mut self,
        label: &str,
        kind: i64,
        f: impl FnOnce(&Self, &mut S<T>) -> Result<R, RuntimeError>,
    ) {
        self.base = Slice::from((1..=6).map(T::of).collect::<Vec<_>>()).with_rules(self.release);
        let mut s = self.slice(kind);
        let text = match f(self, &mut s) {
            Err(err) => err.to_string(),
            Ok(told) => {
                let told = told.into().map_or(String::new(), |told| told + " ");
                format!("{told}{} {} {} {}", numbers(&s), s.len(), s.cap(), s.is_nil())
            }
        };
        writeln!(self.out, "{label}: {text} array {}", numbers(&self.base)).unwrap();
    }

    fn store(&self, at: i64, number: i64) {
        self.base.set(at % 6, T::of(number));
    }

    fn edits(&mut self) {
        for kind in 0..KINDS {
            for v in 0..VALUES {
                for i in -2..9 {
                    self.run(&format!("Insert {kind} [{i} {v}]"), kind, |world, s| {
                        s.try_insert(i, &world.values(v, s))
                    });
                }
                for i in -1..6 {
                    for j in -1..8 {
                        self.run(&format!("Replace {kind} [{i} {j} {v}]"), kind, |world, s| {
                            s.try_replace_range(i, j, &world.values(v, s))
                        });
                    }
                }
            }
            for i in -1..7 {
                for j in -1..8 {
                    self.run(&format!("Delete {kind} [{i} {j}]"), kind, |_, s| s.try_delete(i, j));
                }
            }
            for n in [-1, 0, 1, 3, 4, 50] {
                self.run(&format!("Grow {kind} [{n}]"), kind, |_, s| s.try_grow_by(n));
            }
            self.run(&format!("Clip {kind} []"), kind, |_, s| Ok(s.clip()));
            self.run(&format!("Clone {kind} []"), kind, |_, s| Ok(*s = s.cloned()));
            self.run(&format!("Reverse {kind} []"), kind, |_, s| Ok(s.reverse()));
            for n in 1..4 {
                self.functions(kind, n);
            }
            self.tell(&format!("Min Max {kind} []"), kind, |_, s| {
                Ok(format!("{} {}", s.try_min_value()?.to(), s.try_max_value()?.to()))
            });
            self.tell(&format!("Max {kind} []"), kind, |_, s| Ok(s.try_max_value()?.to().to_string()));
            for n in 0..8 {
                self.tell(&format!("Search {kind} [{n}]"), kind, |_, s| {
                    let (at, found) = s.binary_search(&T::of(n));
                    let index = s.index_of(&T::of(n)).map_or(-1, |at| at as i64);
                    Ok(format!("{index} {} {at} {found}", s.contains(&T::of(n))))
                });
            }
            for other in 0..KINDS {
                self.tell(&format!("Equal {kind} [{other}]"), kind, |world, s| {
                    Ok((*s == world.slice(other)).to_string())
                });
            }
            if self.release.at_least(22) {
                for other in 0..KINDS {
                    self.run(&format!("Concat {kind} {other}"), kind, |world, s| {
                        Ok(*s = Slice::try_concat([&s.clone(), &world.slice(other)])?.with_rules(world.release))
                    });
                }
                self.run(&format!("Concat {kind}"), kind, |world, s| {
                    Ok(*s = Slice::try_concat([&s.clone()])?.with_rules(world.release))
                });
            }
            if self.release.at_least(23) {
                self.sequences(kind);
            }
        }
    }

    /// Functions that are given functions, which look at the array and write to it.
    fn functions(&mut self, kind: i64, n: i64) {
        let halve = |s: &S<T>| (0..s.len()).for_each(|i| s.set(i, T::of(s.get(i).to() / n)));
        self.run(&format!("Compact {kind} [{n}]"), kind, |_, s| {
            halve(s);
            Ok(s.compact())
        });
        self.run(&format!("CompactFunc {kind} [{n}]"), kind, |_, s| {
            Ok(s.compact_func(|a: &T, b: &T| a.to() / n == b.to() / n))
        });
        self.run(&format!("CompactFunc writes {kind} [{n}]"), kind, |world, s| {
            Ok(s.compact_func(|a: &T, b: &T| {
                world.store(a.to(), world.base.get(n).to() + 1);
                a.to() % 2 == b.to() % 2
            }))
        });
        self.run(&format!("DeleteFunc {kind} [{n}]"), kind, |_, s| Ok(s.delete_func(|e| e.to() % n == 0)));
        self.run(&format!("DeleteFunc writes {kind} [{n}]"), kind, |world, s| {
            Ok(s.delete_func(|e| {
                let seen: i64 = world.base.iter().map(|e| e.to()).sum();
                world.store(e.to(), seen % 10);
                world.store(n + 1, 7);
                seen % n == 0
            }))
        });
        self.tell(&format!("IndexFunc writes {kind} [{n}]"), kind, |world, s| {
            let mut seen = String::new();
            let at = s.index_func(|e| {
                world.base.iter().for_each(|e| seen += &e.to().to_string());
                world.store(e.to(), n);
                e.to() == 4
            });
            Ok(format!("{} {seen}", at.map_or(-1, |at| at as i64)))
        });
        let cmp = |world: &Self, a: &T, b: &T| {
            world.store(a.to(), n + 20);
            (a.to() % n).cmp(&(b.to() % n))
        };
        self.tell(&format!("MinFunc writes {kind} [{n}]"), kind, |world, s| {
            Ok(s.try_min_func(|a, b| cmp(world, a, b))?.to().to_string())
        });
        self.tell(&format!("MaxFunc writes {kind} [{n}]"), kind, |world, s| {
            Ok(s.try_max_func(|a, b| cmp(world, a, b))?.to().to_string())
        });
        self.tell(&format!("EqualFunc writes {kind} [{n}]"), kind, |world, s| {
            Ok(s.equal_func(&world.base.slice(..3), |a: &T, b: &T| {
                world.store(a.to() + 1, b.to());
                a.to() - b.to() < n
            })
            .to_string())
        });
        self.tell(&format!("BinarySearchFunc writes {kind} [{n}]"), kind, |world, s| {
            let (at, found) = s.binary_search_func(|a| {
                world.store(a.to(), n);
                a.to().cmp(&n)
            });
            Ok(format!("{at} {found}"))
        });
        self.tell(&format!("IsSortedFunc writes {kind} [{n}]"), kind, |world, s| {
            Ok(s.is_sorted_func(|a, b| {
                world.store(a.to() + 4, n);
                a.to().cmp(&b.to())
            })
            .to_string())
        });
    }

    fn sequences(&mut self, kind: i64) {
        for n in [-1, 0, 1, 2, 3, 1 << 62, i64::MAX] {
            self.run(&format!("Repeat {kind} {n}"), kind, |_, s| Ok(*s = s.try_repeat(n)?));
        }
        for n in -1..5 {
            self.tell(&format!("Chunk {kind} {n}"), kind, |_, s| {
                Ok(s.try_chunks(n)?.map(|chunk| format!("{} {} ", chunk.len(), chunk.cap())).collect::<String>())
            });
        }
        self.run(&format!("Collect {kind}"), kind, |world, s| {
            let mut all = Slice::nil_with(world.release);
            all.extend(&*s);
            Ok(*s = all)
        });
        self.run(&format!("AppendSeq {kind}"), kind, |world, s| Ok(s.extend(&world.base.slice(2..))));
    }
}

fn numbers<T: Number>(s: &S<T>) -> String {
    let numbers: Vec<String> = s.iter().map(|element| element.to().to_string()).collect();
    format!("[{}]", numbers.join(" "))
}

struct Random(u64);

impl Random {
    fn below(&mut self, n: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as i64 % n
    }
}

/// A key, and where it was.
type Pair = (i64, i64);

fn sorts(release: Release, out: &mut String) {
    for n in [0, 1, 2, 7, 12, 13, 20, 21, 41, 49, 50, 51, 100, 130, 257, 600] {
        for shape in 0..6 {
            for comparator in 0..8 {
                let random = RefCell::new(Random((n * 100 + shape * 10 + comparator) as u64));
                let below = |n| random.borrow_mut().below(n);
                let compare = |a: &Pair, b: &Pair| {
                    let sign = match comparator {
                        0 => a.0 - b.0,
                        1 => b.0 - a.0,
                        2 => 0,
                        3 => -1,
                        4 => 1,
                        5 => below(3) - 1,
                        6 => (a.0 - b.0 + 300) % 3 - 1,
                        _ => (a.0 + b.1) % 5 - 2,
                    };
                    sign.cmp(&0)
                };
                let mut s = Slice::nil_with(release);
                for i in 0..n {
                    let key = match shape {
                        0 => below(1000),
                        1 => below(4),
                        2 => i,
                        3 => n - i,
                        4 if below(10) == 0 => below(n),
                        4 => i,
                        _ => i % 8,
                    };
                    s.append((key, i));
                }
                let mut t = s.cloned();
                // Also where others hold the array.
                let shared = (n % 2 == 0).then(|| s.clone());
                s.sort_func(compare);
                t.sort_stable_func(compare);
                let sum = |s: &Slice<Pair, Release>| s.iter().fold(0, |sum, pair| (sum * 31 + pair.1) % 1000003);
                assert!(shared.is_none_or(|shared| shared == s));
                writeln!(out, "sort {n} {shape} {comparator} {} {}", sum(&s), sum(&t)).unwrap();
            }
        }
    }
    floats(release, out);
}

fn floats(release: Release, out: &mut String) {
    let nan = f64::from_bits(0x7FF8_0000_0000_0001);
    for n in (1..70).step_by(3) {
        let mut random = Random(n);
        let any = [0.0, -0.0, 1.0, nan, f64::NEG_INFINITY, -1.0, -nan];
        let mut s: Slice<f64, Release> = Slice::nil_with(release);
        s.extend((0..n).map(|_| any[random.below(7) as usize]));
        let any = [0.0, -0.0, 1.0, nan, -1.0];
        let mut few: Slice<f64, Release> = Slice::nil_with(release);
        few.extend((0..3).map(|_| any[random.below(5) as usize]));
        let extremes = Slice::from([few.min_value(), few.max_value()]).to_string();
        let index = few.index_of(&0.0).map_or(-1, |at| at as i64);
        #[expect(clippy::eq_op, reason = "NaN is not equal to itself")]
        let equal = few == few;
        writeln!(out, "floats {few} {} {} {index} {equal}", extremes.trim_matches(['[', ']']), few.is_sorted())
            .unwrap();
        let (at, found) = few.binary_search(&0.0);
        let mut compacted = few.clone();
        compacted.compact();
        write!(out, "{at} {found} {compacted} {few}").unwrap();
        s.sort();
        for f in &s {
            let printed = Slice::from([f]).to_string();
            write!(out, " {} {}", printed.trim_matches(['[', ']']), f.is_sign_negative()).unwrap();
        }
        out.push('\n');
    }
}

#[test]
fn each_function_of_package_slices_does_what_each_release_does() {
    for (minors, name) in RECORDED {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recorded").join(name);
        let mut recorded = String::new();
        GzDecoder::new(File::open(path).unwrap()).read_to_string(&mut recorded).unwrap();
        for minor in minors {
            let release = Release::new(*minor).unwrap();
            let mut out = String::new();
            World::<i64> { release, out: &mut out, base: Slice::nil_with(release) }.edits();
            World::<String> { release, out: &mut out, base: Slice::nil_with(release) }.edits();
            sorts(release, &mut out);
            assert_eq!(out.lines().count(), recorded.lines().count());
            let mut wrong = 0;
            for (ours, expected) in out.lines().zip(recorded.lines()) {
                if ours != expected {
                    wrong += 1;
                    if wrong < 30 {
                        println!("1.{minor}\n  ours {ours}\n    go {expected}");
                    }
                }
            }
            assert_eq!(wrong, 0, "lines of {} of Go 1.{minor}", release.policy().release);
        }
    }
}
