//! What calls of standard functions cost.

use super::Rules;

/// Costs under Go 1.24, 1.25, 1.26 and 1.27, as `-gcflags=-m=2` prints them; `-`: cannot be inlined.
const TABLE: &str = include_str!("standard.txt");

/// Functions that are machine instructions: no more than their nodes.
const INTRINSICS: &[&str] = &[
    "math.Abs",
    "math.Ceil",
    "math.Copysign",
    "math.FMA",
    "math.Floor",
    "math.RoundToEven",
    "math.Trunc",
    "math.sqrt",
];

/// The cost of a standard function's body, if calls of it are inlined.
pub(super) fn cost(name: &str, rules: Rules) -> Option<u32> {
    if INTRINSICS.contains(&name) || name.starts_with("math/bits.") {
        return Some(0);
    }
    let column = rules.minor.clamp(24, 27) - 24;
    let line = TABLE.lines().find(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(' ')))?;
    line.split(' ').nth(1 + column as usize)?.parse().ok()
}
