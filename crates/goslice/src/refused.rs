//! What does not compile, and must not: with each, the same in a form that does, so that it is refused for the one reason.
//!
//! Only tests of documentation see this. (Nightly toolchains also compare the number of the error.)
//!
//! # A slice stays on its thread
//!
//! ```
//! fn sent<T: Send>(_: T) {}
//! fn shared<T: Sync>(_: T) {}
//! sent(goslice::slice![1].to_vec());
//! shared(goslice::slice![1].to_vec());
//! ```
//!
//! ```compile_fail,E0277
//! fn sent<T: Send>(_: T) {}
//! sent(goslice::slice![1]);
//! ```
//!
//! ```compile_fail,E0277
//! fn shared<T: Sync>(_: T) {}
//! shared(goslice::slice![1]);
//! ```
//!
//! ```compile_fail,E0277
//! fn sent<T: Send>(_: T) {}
//! let s = goslice::slice![1];
//! sent(&s);
//! ```
//!
//! ```compile_fail,E0277
//! fn sent<T: Send>(_: T) {}
//! sent(goslice::slice![1].iter());
//! ```
//!
//! ```compile_fail,E0277
//! fn sent<T: Send>(_: T) {}
//! sent(goslice::slice![1].into_iter());
//! ```
//!
//! ```compile_fail,E0277
//! fn sent<T: Send>(_: T) {}
//! sent(goslice::slice![1].chunks(1));
//! ```
//!
//! ```compile_fail,E0277
//! fn sent<T: Send>(_: T) {}
//! sent(goslice::slice![1].cells());
//! ```
//!
//! # Who can write through a slice decides how long its elements live
//!
//! ```
//! use goslice::Slice;
//! fn keep<'a>(s: Slice<&'a str>) -> Slice<&'a str> { s }
//! fn shorten_values<'a>(s: Slice<&'static str>) -> Vec<&'a str> { s.to_vec() }
//! ```
//!
//! ```compile_fail
//! use goslice::Slice;
//! fn shorten<'a>(s: Slice<&'static str>) -> Slice<&'a str> { s }
//! ```
//!
//! ```compile_fail
//! use goslice::Slice;
//! fn lengthen<'a>(s: Slice<&'a str>) -> Slice<&'static str> { s }
//! ```
//!
//! ```compile_fail
//! use goslice::Slice;
//! fn shorten<'a, 'b>(s: &'b Slice<&'static str>) -> &'b Slice<&'a str> { s }
//! ```
//!
//! ```compile_fail
//! use goslice::iter::IntoIter;
//! fn shorten<'a>(s: IntoIter<&'static str>) -> IntoIter<&'a str> { s }
//! ```
//!
//! ```compile_fail,E0597
//! let s = {
//!     let text = "text".to_owned();
//!     goslice::slice![&*text]
//! };
//! ```
//!
//! # What is borrowed from a slice keeps it as it is
//!
//! ```
//! let mut s = goslice::slice![1, 2];
//! let n = s.cells().len();
//! s.append(n as i32);
//! s.unique().unwrap()[0] = 3;
//! ```
//!
//! ```compile_fail,E0502
//! let mut s = goslice::slice![1, 2];
//! let cells = s.cells();
//! s.append(3);
//! cells[0].set(1);
//! ```
//!
//! ```compile_fail,E0502
//! let mut s = goslice::slice![1, 2];
//! let cells = s.cells();
//! s.unique().unwrap()[0] = 3;
//! cells[0].set(1);
//! ```
//!
//! ```compile_fail,E0502
//! let mut s = goslice::slice![1, 2];
//! for v in &s {
//!     s.append(v);
//! }
//! ```
//!
//! ```compile_fail,E0716
//! let cells = goslice::slice![1, 2].cells();
//! cells[0].set(1);
//! ```
//!
//! ```compile_fail
//! let s = goslice::slice!["a".to_owned()];
//! let kept: &String = s.with(0, |text| text);
//! ```
//!
//! # Nobody forges what is said of bits
//!
//! ```
//! use goslice::{Bits, Element};
//! #[derive(Clone, Copy)]
//! struct Id(u64);
//! impl Element for Id {
//!     const ZERO: Id = Id(0);
//!     const BITS: Bits<Id> = Bits::copied();
//! }
//! ```
//!
//! ```compile_fail,E0277
//! use goslice::{Bits, Element};
//! #[derive(Clone)]
//! struct Id(u64);
//! impl Element for Id {
//!     const ZERO: Id = Id(0);
//!     const BITS: Bits<Id> = Bits::copied();
//! }
//! ```
//!
//! ```compile_fail,E0133
//! use goslice::{Bits, Element};
//! #[derive(Clone, Copy)]
//! struct Id(u64);
//! impl Element for Id {
//!     const ZERO: Id = Id(1);
//!     const BITS: Bits<Id> = Bits::zeroed();
//! }
//! ```
//!
//! ```compile_fail,E0308
//! use goslice::{Bits, Element};
//! #[derive(Clone)]
//! struct Text(String);
//! impl Element for Text {
//!     const ZERO: Text = Text(String::new());
//!     const BITS: Bits<Text> = u64::BITS_OF;
//! }
//! trait Of { const BITS_OF: Bits<u64>; }
//! impl Of for u64 { const BITS_OF: Bits<u64> = Bits::copied(); }
//! ```
//!
//! ```compile_fail
//! use goslice::{Bits, Element};
//! struct Text<'a>(&'a str);
//! impl Clone for Text<'_> {
//!     fn clone(&self) -> Self { Text(self.0) }
//! }
//! impl Copy for Text<'static> {}
//! impl<'a> Element for Text<'a> {
//!     const ZERO: Self = Text("");
//!     const BITS: Bits<Self> = Bits::copied();
//! }
//! ```
//!
//! ```compile_fail,E0451
//! let bits: goslice::Bits<String> = goslice::Bits { level: 2, of: std::marker::PhantomData };
//! ```
//!
//! ```compile_fail,E0624
//! let bits: goslice::Bits<String> = goslice::Bits::with_level(2);
//! ```
//!
//! # Nobody else says what can be appended, or is an index
//!
//! ```compile_fail
//! struct Lies;
//! impl goslice::Values<u8> for Lies {
//!     fn count(&self) -> usize { 1 << 40 }
//!     unsafe fn put<P: goslice::Rules>(self, _: &mut goslice::Slice<u8, P>) {}
//!     fn into_vec(self) -> Vec<u8> { vec![] }
//! }
//! ```
//!
//! ```compile_fail
//! #[derive(Clone, Copy)]
//! struct Lies;
//! impl goslice::Int for Lies {
//!     fn word(self) -> usize { 1 << 40 }
//!     fn value(self) -> goslice::bounds::Value { 0i64.into() }
//! }
//! ```
