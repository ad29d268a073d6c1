//! From Go to Rust: a table of expressions, what lies where in memory, the well-known examples, capacities by release, and what
//! this crate does not do. Nothing but text.
//!
//! # Expressions
//!
//! | Go | Rust |
//! |---|---|
//! | `var s []T` | `let mut s: Slice<T> = Slice::nil();` |
//! | `s == nil` | `s.is_nil()` |
//! | `[]T{a, b}` | `slice![a, b]` |
//! | `[]T{}` | `slice![]` |
//! | `make([]T, n)` | `Slice::make(n, n)` |
//! | `make([]T, n, c)` | `Slice::make(n, c)` |
//! | `len(s)`, `cap(s)` | `s.len()`, `s.cap()` |
//! | `x := s[i]` | `let x = s.get(i);` |
//! | `s[i] = x` | `s.set(i, x);` |
//! | `s[i]++` | `s.update(i, \|x\| x + 1);` |
//! | `s[i], s[j] = s[j], s[i]` | `s[i].swap(&s[j]);` |
//! | `p := &s[i]` | `let p = &s[i];` a `&Cell<T>` |
//! | `t := s` | `let t = s.clone();` |
//! | `s[i:j]` | `s.slice(i..j)` |
//! | `s[i:]`, `s[:j]`, `s[:]` | `s.slice(i..)`, `s.slice(..j)`, `s.slice(..)` |
//! | `s[i:j:m]` | `s.slice3(i..j, m)` |
//! | `s = s[i:j]` | `s.reslice(i..j);` |
//! | `s = append(s, x)` | `s.append(x);` |
//! | `s = append(s, x, y)` | `s.append_all([x, y]);` or `s = append!(s, x, y);` |
//! | `s = append(s, t...)` | `s.append_all(&t);` or `s = append!(s, ..&t);` |
//! | `t := append(s, x)` | `let t = append!(s.clone(), x);` |
//! | `b = append(b, "text"...)` | `b.append_all("text");` |
//! | `s = append(s, make([]T, n)...)` | `s.append_zeros(n);` |
//! | `n := copy(t, s)` | `let n = t.copy_from(&s);` |
//! | `clear(s)` | `s.clear();` |
//! | `for _, v := range s {` | `for v in &s {` |
//! | `for i, v := range s {` | `for (i, v) in s.iter().enumerate() {` |
//! | `[]byte(text)`, `[]rune(text)` | `Slice::<u8>::from(text)`, `Slice::<char>::from(text)` |
//! | `string(b)` | `b.to_text()` |
//! | `[4]T(s)` | `s.to_array::<4>()` |
//! | `(*[4]T)(s)` | `s.array_cells::<4>()` |
//! | `slices.Sort(s)` | `s.sort();` |
//! | `s = slices.Insert(s, i, x)` | `s.insert(i, [x]);` |
//! | `s = slices.Delete(s, i, j)` | `s.delete(i, j);` |
//! | `t := slices.Clone(s)` | `let t = s.cloned();` |
//! | `slices.Equal(s, t)` | `s == t` |
//! | `defer func() { err = recover() }()` | `s.try_get(i)`, and a `try_` twin of whatever else may panic |
//!
//! Where the twin is missing, the operation does not panic. `append!`, `extend` and operators have none: use the methods. Go's `int` is `i64` here: `slice![1, 2]` of Rust's default
//! integer is Go's `[]int32`.
//!
//! All of it at work:
//!
//! ```
//! use goslice::{Slice, append, slice};
//!
//! let mut s: Slice<i64> = Slice::nil();
//! assert!(s.is_nil());
//! s.append(1);
//! s.append(2);
//! s.append(3);
//! let t = append!(s.clone(), 4); // s has length 3 and capacity 4, so t is a window of the same array
//! s[0].swap(&s[1]);
//! assert_eq!(t, [2, 1, 3, 4]);
//! let tail = t.slice(2..);
//! tail.update(0, |x| x + 1);
//! assert_eq!(s, [2, 1, 4]);
//! assert_eq!(s.slice3(..1, 1).cap(), 1);
//! assert_eq!(slice![0i64; 2].copy_from(&t), 2);
//! ```
//!
//! # In memory
//!
//! ```text
//! Slice<T>, 32 bytes                  array, one block of the allocator
//! +-------+-----+-----+-------+       +------------+--------+--------+--------+- - - - -+
//! | first | len | cap | array |       | references | slot 0 | slot 1 | slot 2 | slack   |
//! +---|---+-----+-----+---|---+       +------------+--------+--------+--------+- - - - -+
//!     |                   |                        ^        ^
//!     |                   +------------------------+        |
//!     +-----------------------------------------------------+
//!
//! t := append(s, x), in place:  s and t share; t's length covers the slot, and so does whatever is appended to s next.
//! t := append(s, x), no room:   t has another array, s keeps the old one. If nobody else holds the old one, it is the
//!                               same block that grows, and nothing is copied: nobody can tell.
//! ```
//!
//! The slots after every length hold zero values, or what was there, as in Go. Those that nobody could look at yet are not
//! written: they are zeroed when a second slice of the array appears, or `s[:cap(s)]`. The slack is what the block has beyond
//! the capacity that Go would give; only blocks that grew have any.
//!
//! From 128 KiB on, with the feature `os-memory`, an array that is appended to lies in a range of addresses of its own:
//!
//! ```text
//!  array                     capacity          the rest of the range: addresses only, no memory
//!  +---------------------------------+- - - - - - - - - - - - - - - - - - - - - - - - -+
//!  | slots that were touched         |                                                 |
//!  +---------------------------------+- - - - - - - - - - - - - - - - - - - - - - - - -+
//! ```
//!
//! Growth takes more of the range. Up to two such ranges, with up to 32 MiB of memory each, are kept when their slices are
//! gone, for the next ones.
//!
//! # The four ways
//!
//! A slice of capacity 4 gets five elements. What is its capacity? That depends on its length, and on how it is asked.
//!
//! ```
//! use goslice::Slice;
//!
//! let (mut all, mut one): (Slice<i64>, Slice<i64>) = (Slice::make(0, 4), Slice::make(0, 4));
//! all.append_all([1, 2, 3, 4, 5]);
//! (1..=5).for_each(|v| one.append(v));
//! assert_eq!((all.len(), all.cap()), (5, 8)); // double
//! assert_eq!((one.len(), one.cap()), (5, 8));
//!
//! let (mut all, mut one): (Slice<i64>, Slice<i64>) = (Slice::make(4, 4), Slice::make(4, 4));
//! all.append_all([1, 2, 3, 4, 5]);
//! (1..=5).for_each(|v| one.append(v));
//! assert_eq!((all.len(), all.cap()), (9, 10)); // more than double: the need, rounded up to a block of 80 bytes
//! assert_eq!((one.len(), one.cap()), (9, 16)); // doubled twice
//! ```
//!
//! # s0 to s4
//!
//! ```
//! use goslice::{Slice, append, slice};
//!
//! let s0: Slice<i64> = slice![0, 0];
//! let s1 = append!(s0.clone(), 2);
//! let s2 = append!(s1.clone(), 3, 5, 7);
//! let s3 = append!(s2.clone(), ..&s0);
//! let s4 = append!(s3.slice(3..6), ..&s3.slice(2..));
//! let shapes = [&s0, &s1, &s2, &s3, &s4].map(|s| (s.len(), s.cap()));
//! assert_eq!(shapes, [(2, 2), (3, 4), (6, 8), (8, 8), (9, 10)]);
//! assert_eq!(s4, [3, 5, 7, 2, 3, 5, 7, 0, 0]);
//! ```
//!
//! # Who sees a write: too little capacity
//!
//! ```
//! use goslice::{Slice, append, slice};
//!
//! let s0: Slice<i64> = slice![0, 0];
//! let s1 = append!(s0.clone(), 2); // no room: another array
//! s1.update(0, |x| x + 1);
//! assert_eq!((s0.to_string(), s1.to_string()), ("[0 0]".into(), "[1 0 2]".into()));
//!
//! let s2 = append!(s1.clone(), 3, 5, 7); // no room
//! let s3 = append!(s2.clone(), ..&s0); // just fits: the same array
//! s2.update(1, |x| x + 1);
//! assert_eq!(s2.to_string(), "[1 1 2 3 5 7]");
//! assert_eq!(s3.to_string(), "[1 1 2 3 5 7 0 0]");
//!
//! let s4 = append!(s3.slice(3..6), ..&s3.slice(2..)); // s3[3:6] has capacity 5, and 9 are needed
//! assert_eq!(s4.to_string(), "[3 5 7 2 3 5 7 0 0]");
//! ```
//!
//! # Who sees a write: enough capacity
//!
//! ```
//! use goslice::{Slice, append};
//!
//! let s0: Slice<i64> = Slice::make(10, 20);
//! let s1 = append!(s0.clone(), 2);
//! let s2 = append!(s1.clone(), 3, 5, 7);
//! let s3 = append!(s2.clone(), ..&s0); // 24 elements: moves
//! let s4 = append!(s3.slice(3..6), ..&s3.slice(2..)); // overwrites what s3 sees from its 6th element on
//! assert_eq!((s3.len(), s3.cap(), s4.len(), s4.cap()), (24, 40, 25, 37));
//! assert_eq!(s2.to_string(), "[0 0 0 0 0 0 0 0 0 0 2 3 5 7]");
//! assert_eq!(s3.to_string(), "[0 0 0 0 0 0 0 0 0 0 0 0 0 0 2 3 5 7 0 0 0 0 0 0]");
//! assert_eq!(s4.to_string(), "[0 0 0 0 0 0 0 0 0 0 0 2 3 5 7 0 0 0 0 0 0 0 0 0 0]");
//!
//! s0.update(1, |x| x + 1); // s0, s1 and s2 are windows of one array
//! assert_eq!(s1.to_string(), "[0 1 0 0 0 0 0 0 0 0 2]");
//! assert_eq!(s2.get(1), 1);
//! assert_eq!(s3.get(1), 0);
//! s4.update(0, |x| x + 1); // and s3 and s4 of another
//! assert_eq!((s3.get(3), s4.get(0)), (1, 1));
//! ```
//!
//! # Capacities by release
//!
//! What a nil slice goes through when it is appended to one by one, on 64-bit systems:
//!
//! | type | releases | capacities |
//! |---|---|---|
//! | `[]int64` | 1.8 to 1.17 | 1 2 4 8 16 32 64 128 256 512 1024 1280 1696 2304 3072 4096 5120 |
//! | `[]int64` | 1.18 to 1.27 | 1 2 4 8 16 32 64 128 256 512 848 1280 1792 2560 3408 5120 |
//! | `[]string` | 1.8 to 1.17 | 1 2 4 8 16 32 64 128 256 512 1024 1280 1704 2560 3584 4608 6144 |
//! | `[]string` | 1.18 to 1.21 | 1 2 4 8 16 32 64 128 256 512 848 1280 1792 2560 3584 5120 |
//! | `[]string` | 1.22 to 1.27 | 1 2 4 8 16 32 71 143 303 591 1023 1535 2560 3584 5120 |
//! | `[]byte` | 1.8 to 1.17 | 8 16 32 64 128 256 512 1024 1280 1792 2304 3072 4096 5376 |
//! | `[]byte` | 1.18 to 1.27 | 8 16 32 64 128 256 512 896 1408 2048 3072 4096 5376 |
//!
//! And each release, by the rules that it has:
//!
//! | Go | doubles while | then | size classes | malloc header |
//! |---|---|---|---|---|
//! | 1.8, 1.9, 1.10, 1.11, 1.12, 1.13, 1.14, 1.15 | the length is below 1024 | a quarter more | 66 | |
//! | 1.16, 1.17 | the capacity is below 1024 | a quarter more | 67, with 24 bytes | |
//! | 1.18, 1.19, 1.20, 1.21 | the capacity is below 256 | a quarter and 192 more | 67 | |
//! | 1.22, 1.23, 1.24, 1.25, 1.26, 1.27 | the capacity is below 256 | a quarter and 192 more | 67 | 8 bytes, with pointers above 512 bytes |
//!
//! The panic of an append that is too large says `cap out of range` until 1.19, `len out of range` since. Texts of bounds have
//! numbers since 1.13. The functions of package `slices` zero what they delete since 1.22.
//!
//! ```
//! use goslice::{Release, Slice};
//!
//! let last = |minor| {
//!     let mut s: Slice<i64, Release> = Slice::nil_with(Release::new(minor).unwrap());
//!     s.extend(0..4000);
//!     s.cap()
//! };
//! assert_eq!((last(17), last(18)), (4096, 5120));
//! ```
//!
//! # What this crate does not do
//!
//! - It has no slices that live on the stack. Since Go 1.25 the compiler may put the first 32 bytes of a slice that does not
//!   escape there, which shows in `cap`; [`stack_buffer`](crate::stack_buffer) says how, but [`Slice`](crate::Slice) is a slice
//!   that escapes.
//! - It does not share between threads: see [`Slice`](crate::Slice#threads).
//! - It does not find cycles.
//! - It converts no slice to a Rust slice without asking who else holds the array, and makes no window of memory that is not
//!   its own: `Slice::from(&[..])` copies.
//! - It takes no allocator but the global one. Running out of memory ends the program, as in Go.
//! - It has no maps, strings or channels of Go.
