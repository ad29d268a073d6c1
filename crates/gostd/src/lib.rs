//! The Go standard packages: declarations and bodies in Go
