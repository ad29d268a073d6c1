//! Go's slices for Rust, and the growth rules of every Go release as pure functions.
//!
//! [`Slice`] is the slice, [`guide`] the way from Go to Rust; [`growth`], [`bounds`] and [`size_class`] are the rules by
//! themselves.
//!
//! Three words are used for what is not an element in use:
//!
//! - *spare*: slots of the new array after the slice's length;
//! - *slack*: bytes of the new block beyond `cap * size`, too few for an element;
//! - *left behind*: bytes of the old array, garbage unless another slice holds it.
#![doc = ""]
#![doc = include_str!("../README.md")]
#![no_std]
#![deny(missing_docs)]

extern crate alloc;
#[cfg(any(feature = "std", test))]
extern crate std;

pub mod arch;
pub mod bounds;
mod compare;
pub mod compiler_bugs;
pub mod convert;
pub mod elem;
pub mod element;
mod from;
pub mod growth;
pub mod guide;
mod int;
pub mod iter;
mod macros;
pub mod make;
pub mod panics;
pub mod policy;
mod print;
mod raw;
#[cfg(doctest)]
mod refused;
pub mod release;
pub mod rules;
mod runtime_error;
#[cfg(feature = "serde")]
mod serde;
pub mod size_class;
mod slices;
pub mod stack_buffer;
mod window;
mod write;

pub use arch::Arch;
pub use bounds::BoundsPanic;
pub use compare::Ordered;
pub use elem::Elem;
pub use element::Element;
pub use growth::Growth;
pub use int::{Bounds, Int};
pub use panics::GrowthPanic;
pub use policy::Policy;
pub use print::Print;
pub use raw::bits::Bits;
pub use release::Release;
pub use rules::{Go, Newest, Rules, Watched};
pub use runtime_error::RuntimeError;
pub use slices::{Chunks, Windows};
pub use window::{Slice, Values};
