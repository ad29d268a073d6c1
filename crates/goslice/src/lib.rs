//! Go's slices for Rust: growth rules and size classes of every Go release
