//! Passes for speed. None decides anything that a program can see.
//!
//! Before expansion slice operations are whole, so that a check and the loop that makes it needless are one look apart;
//! after it blocks are joined and small loops unrolled.

mod bounds;
mod merge;
mod owned;
mod params;
mod unroll;
mod uses;

use crate::func::Func;

/// A pass.
#[derive(Clone, Copy, Debug)]
pub struct Pass {
    pub name: &'static str,
    /// What it does, for people.
    pub about: &'static str,
    run: fn(&mut Func),
}

/// The passes on whole slice operations, in order.
pub const WHOLE: &[Pass] = &[
    Pass { name: "params", about: "block parameters that always get the same value are that value", run: params::run },
    // After params: a length is recognised by being the same value in every round.
    Pass { name: "bounds", about: "an index that counts up to the length needs no check", run: bounds::run },
    Pass { name: "owned", about: "an array that only its append can see may grow in place", run: owned::run },
];

/// The passes on scalar code, in order.
pub const SCALAR: &[Pass] = &[
    Pass { name: "merge", about: "a block and its only successor become one", run: merge::run },
    // After merge: only loops of one block are unrolled.
    Pass { name: "unroll", about: "small counting loops do eight rounds at a time", run: unroll::run },
];

/// Runs passes.
pub fn run(passes: &[Pass], func: &mut Func) {
    for pass in passes {
        (pass.run)(func);
    }
}
