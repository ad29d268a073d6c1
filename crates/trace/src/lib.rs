//! The events that every producer emits, and where they go.
//!
//! An [`Event`] is one slice operation that a program did, at a place of its source, with all that a view needs: no
//! view asks the producer back. Producers push events into a [`Sink`]; `()` is the silent one, [`Recorder`] keeps them,
//! [`JsonLines`] writes them, and [`read`] reads them again.
//!
//! Arrays are numbered in the order in which they are first seen. An event holds no address: two runs of a program
//! give the same events.
//!
//! Three words have one meaning everywhere: *spare* are the slots between length and capacity, *slack* are the bytes
//! of a block beyond the capacity, and *left behind* are the bytes of an old array whose elements moved.
//!
//! **Architecture Invariant:** events are facts of a run. Nothing here computes what a program would do.

mod event;
mod json_lines;
mod line;
mod run;
mod sink;

pub use event::{Alias, AliasKind, ArrayId, Block, CallId, ElemType, Event, Memory, Operation, Origin, Site, Slice};
pub use json_lines::{JsonLines, json, read};
pub use line::{Line, SCHEMA, Start};
pub use run::{Run, Step};
pub use sink::{Recorder, Sink};
