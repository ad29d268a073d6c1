//! What compiled code calls: heap, slices, strings, fmt, panics
