//! Go's slices for Rust: the growth rules and size classes of every Go release, as pure functions.
//!
//! What capacity does `append` give? The answer depends on the release, the architecture, the element's size and
//! whether it contains a pointer. [`growth::grow`] gives it, with each step on the way as data:
//!
//! ```
//! use goslice::{Arch, Elem, Release};
//! use goslice::growth::{Request, Rule, grow};
//!
//! // s := make([]int, 4, 4); s = append(s, 1, 2, 3, 4, 5)
//! let growth = grow(&Request {
//!     release: Release::NEWEST,
//!     arch: Arch::Amd64,
//!     elem: Elem::plain(8),
//!     old_len: 4,
//!     old_cap: 4,
//!     appended: 5,
//! })?;
//! assert_eq!(growth.need, 9);
//! assert_eq!(growth.rule, Rule::Need); // 9 is more than double 4
//! assert_eq!((growth.bytes, growth.usable), (72, 80)); // the size class above 72
//! assert_eq!(growth.cap, 10);
//! # Ok::<(), goslice::GrowthPanic>(())
//! ```
//!
//! Three words are used for what is not an element in use:
//!
//! - *spare*: slots of the new array after the slice's length;
//! - *slack*: bytes of the new block beyond `cap * size`, too few for an element;
//! - *left behind*: bytes of the old array, garbage unless another slice holds it.
//!
//! # What this crate does not do
//!
//! It allocates nothing and reads nothing: lengths and sizes in, numbers and texts out. It does not decide whether a
//! slice escapes; [`stack_buffer`] says what follows once that is known.
#![no_std]
#![deny(missing_docs)]

extern crate alloc;

pub mod arch;
pub mod bounds;
mod compare;
pub mod convert;
pub mod elem;
pub mod element;
mod from;
pub mod growth;
mod int;
pub mod iter;
mod macros;
pub mod make;
pub mod panics;
pub mod policy;
mod raw;
pub mod release;
pub mod rules;
mod runtime_error;
pub mod size_class;
mod slices;
pub mod stack_buffer;
mod window;

pub use arch::Arch;
pub use bounds::BoundsPanic;
pub use compare::Ordered;
pub use elem::Elem;
pub use element::Element;
pub use growth::Growth;
pub use int::{Bounds, Int};
pub use panics::GrowthPanic;
pub use policy::Policy;
pub use raw::bits::Bits;
pub use release::Release;
pub use rules::{Go, Newest, Rules, Watched};
pub use runtime_error::RuntimeError;
pub use slices::Chunks;
pub use window::{Slice, Values};
