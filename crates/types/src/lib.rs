//! The Go type checker
