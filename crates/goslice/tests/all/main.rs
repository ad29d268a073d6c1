//! The library from outside: against what real toolchains did, and properties that hold for all of them.

/// Reading `testdata/`.
mod recorded;

/// Capacities of `append`, row by row.
mod vectors;

/// Size classes and their spans.
mod size_classes;

/// Growth from empty, conversions, `strings.Builder`.
mod series;

/// What shows of the stack buffers.
mod stack_buffer;

/// Panic texts.
mod panics;

/// What holds for any release, architecture and element.
mod properties;

/// Element types for the tests of `Slice`.
mod elements;

/// Numbers that no program means.
mod extremes;

/// A panic at each call in turn.
mod systematic;

/// Random programs of slice operations against a plain model.
mod model;

/// Which methods clone.
mod clones;

/// Each function of package `slices`, by release.
mod functions;

/// Among other types and traits.
mod traits;

/// Ten functions of Go programs, ported.
mod port;

/// The public interface, as a list.
mod public_api;

/// Package `slices` against what Go printed.
mod package_slices;

/// `Slice`, case by case.
mod slice;
