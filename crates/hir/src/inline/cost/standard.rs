//! What calls of standard functions cost.

use super::{FuncCost, Rules};
use crate::packages::{Package, func_name};
use goslice_syntax::ast::Decl;
use goslice_syntax::source::Pos;
use goslice_types::types::Universe;

/// Costs under Go 1.24, 1.25, 1.26 and 1.27, as `-gcflags=-m=2` prints them; `-`: cannot be inlined.
const TABLE: &str = include_str!("standard.txt");

/// Functions that are machine instructions: no more than their nodes.
const INTRINSICS: &[&str] = &[
    "math.Ceil",
    "math.FMA",
    "math.Floor",
    "math.RoundToEven",
    "math.Trunc",
    "math/bits.Add",
    "math/bits.Add64",
    "math/bits.Div",
    "math/bits.Div64",
    "math/bits.Len",
    "math/bits.Len16",
    "math/bits.Len32",
    "math/bits.Len64",
    "math/bits.Len8",
    "math/bits.Mul",
    "math/bits.Mul64",
    "math/bits.OnesCount",
    "math/bits.OnesCount16",
    "math/bits.OnesCount32",
    "math/bits.OnesCount64",
    "math/bits.ReverseBytes32",
    "math/bits.ReverseBytes64",
    "math/bits.RotateLeft",
    "math/bits.RotateLeft16",
    "math/bits.RotateLeft32",
    "math/bits.RotateLeft64",
    "math/bits.RotateLeft8",
    "math/bits.Sub",
    "math/bits.Sub64",
    "math/bits.TrailingZeros16",
    "math/bits.TrailingZeros32",
    "math/bits.TrailingZeros64",
    "math/bits.TrailingZeros8",
];

/// Functions that are inlined here too: what they make, or append to, lives otherwise than if they were called. Their bodies
/// are shaped as gc's are.
const INLINED: &[&str] = &["bytes.NewBuffer", "bytes.NewBufferString", "strings.NewReader", "unicode/utf8.AppendRune"];

/// Those of a standard package.
pub(super) fn inlined(universe: &Universe, package: &Package, rules: Rules) -> Vec<(Pos, FuncCost)> {
    let decls = package.files.iter().flat_map(|file| &file.decls);
    let found = decls.filter_map(|decl| {
        let Decl::Func(func) = decl else { return None };
        // Most have other names at the end already.
        let obj =
            package.info.defs.get(&func.name.id).filter(|_| INLINED.iter().any(|it| it.ends_with(&*func.name.name)))?;
        let name = func_name(universe, *obj);
        let cost = INLINED.contains(&&*name).then(|| cost(&name, rules))??;
        Some((func.pos, FuncCost { verdict: Ok(cost), big: false, literal: false }))
    });
    found.collect()
}

/// The cost of a standard function's body, if calls of it are inlined.
pub(super) fn cost(name: &str, rules: Rules) -> Option<u32> {
    if INTRINSICS.contains(&name) {
        return Some(0);
    }
    let column = rules.minor.clamp(24, 27) - 24;
    let line = TABLE.lines().find(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(' ')))?;
    line.split(' ').nth(1 + column as usize)?.parse().ok()
}
