//! Tests of the checker from outside.

/// Errors, against what gc prints.
mod errors;
/// Correct programs, and the tables that lowering reads.
mod programs;
/// Errors that were recorded with each release.
mod recorded;
mod support;
