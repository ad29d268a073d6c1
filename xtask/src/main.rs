//! Chores of this repository: `cargo xtask VERB`.

fn main() {}
