//! The `goslice` command.

fn main() {}
