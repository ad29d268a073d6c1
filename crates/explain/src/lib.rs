//! Events and growth steps in words, tables and drawings.
//!
//! Each view is one module: data in, a `String` out, no files and no terminal. The strings carry ANSI styles; whoever
//! prints them strips those where they are not wanted.

pub mod cap;
pub mod changes;
pub mod classes;
pub mod diff;
pub mod gotype;
pub mod miscompiled;
pub mod releases;
pub mod span;
pub mod style;
pub mod table;
pub mod trace;
pub mod why;
