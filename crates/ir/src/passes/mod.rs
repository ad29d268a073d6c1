//! Passes for speed. None decides anything that a program can see.
//!
//! Before expansion slice operations are whole, so that a check and the loop that makes it needless are one look apart;
//! after it blocks are joined and small loops unrolled.

mod bounds;
mod dead;
mod dominators;
mod guards;
mod hoist;
mod merge;
mod nilchecks;
mod owned;
mod params;
mod unroll;
pub(crate) mod uses;

use crate::func::Func;

/// A pass.
#[derive(Clone, Copy, Debug)]
pub struct Pass {
    pub name: &'static str,
    /// What it does, for people.
    pub about: &'static str,
    pub stage: Stage,
    run: fn(&mut Func),
}

/// The form of functions that a pass works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Slice operations are whole.
    Whole,
    /// Expanded: scalars only.
    Scalar,
}

/// All passes, in order.
pub const PASSES: &[Pass] = &[
    Pass {
        name: "params",
        about: "block parameters that always get the same value are that value",
        stage: Stage::Whole,
        run: params::run,
    },
    Pass {
        name: "nil",
        about: "a pointer that cannot be nil needs no check",
        stage: Stage::Whole,
        run: nilchecks::run,
    },
    // After params: a length is recognised by being the same value in every round.
    Pass {
        name: "bounds",
        about: "an index that a loop, a test or an earlier check keeps in range needs no check",
        stage: Stage::Whole,
        run: bounds::run,
    },
    // After bounds: a check that stays may keep others from moving.
    Pass {
        name: "hoist",
        about: "loads and checks that are the same in every round are done before the loop",
        stage: Stage::Whole,
        run: hoist::run,
    },
    Pass {
        name: "owned",
        about: "an array that only its append can see may grow in place",
        stage: Stage::Whole,
        run: owned::run,
    },
    Pass { name: "merge", about: "a block and its only successor become one", stage: Stage::Scalar, run: merge::run },
    Pass { name: "dead", about: "what nobody uses is not computed", stage: Stage::Scalar, run: dead::run },
    Pass {
        name: "guards",
        about: "a recursive call first asks whether it would return at once",
        stage: Stage::Scalar,
        run: guards::run,
    },
    // After merge: only loops of one block are unrolled.
    Pass {
        name: "unroll",
        about: "small counting loops do eight rounds at a time",
        stage: Stage::Scalar,
        run: unroll::run,
    },
];

/// Passes that are switched off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Off(Vec<&'static str>);

impl Off {
    /// The passes of these names; `all` is every one. An unknown name is given back.
    pub fn named<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<Off, &'n str> {
        let mut off = Vec::new();
        for name in names {
            let found = PASSES.iter().filter(|pass| name == "all" || pass.name == name);
            let before = off.len();
            off.extend(found.map(|pass| pass.name));
            if off.len() == before {
                return Err(name);
            }
        }
        Ok(Off(off))
    }
}

/// Runs the passes of a stage that are on, and calls `after` after each.
pub fn run(stage: Stage, off: &Off, func: &mut Func, after: &mut dyn FnMut(&Pass, &Func)) {
    for pass in PASSES.iter().filter(|pass| pass.stage == stage && !off.0.contains(&pass.name)) {
        (pass.run)(func);
        after(pass, func);
    }
}
