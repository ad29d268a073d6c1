//! The changes that releases made to slices, by name: `releases` lists them, `cap` and `diff` find them.

use goslice::{Growth, GrowthPanic, Policy, Release, policy::Threshold};

/// One change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// 1.27: ranging over a slice counts as an escape.
    RangeEscapes,
    /// 1.26: what a function builds and returns is built on the stack.
    BuiltOnStack,
    /// 1.25: a local slice begins in a buffer of the frame.
    LocalBuffer,
    /// 1.25: the same for `make` of a size that is not constant.
    VariableMake,
    /// 1.23: `strings.Builder.Grow` takes what the block holds.
    BuilderRounded,
    /// 1.22: blocks with pointers over 512 bytes have a header.
    MallocHeader,
    /// 1.22: `[]byte(s)` that is only read is the string's bytes.
    ReadOnlyBytes,
    /// 1.21: `clear`, `min`, `max`.
    Builtins,
    /// 1.21: the panic of `Repeat`.
    RepeatText,
    /// 1.21: the panic of `strings.Builder.Grow`.
    BuilderText,
    /// 1.20: conversion of slices to arrays.
    ToArray,
    /// 1.20: the panic of a conversion names arrays.
    ConversionText,
    /// 1.20: the panic of `append` says "len".
    GrowText,
    /// 1.19: `bytes.Buffer` takes what the block holds.
    BufferRounded,
    /// 1.18: doubling ends at 256, steps fall from double to a quarter.
    SmoothSteps,
    /// 1.18: functions with `range` loops can be inlined.
    RangesInlined,
    /// 1.17: conversion of slices to array pointers.
    ToArrayPointer,
    /// 1.17: functions with function literals can be inlined.
    LiteralsInlined,
    /// 1.16: the class of 24 bytes.
    Class24,
    /// 1.16: the threshold is compared with the capacity, before with the length.
    CapTested,
    /// 1.16: functions with `for` loops can be inlined.
    LoopsInlined,
    /// 1.13: bounds panics have numbers.
    BoundsNumbers,
    /// 1.12: functions with calls can be inlined.
    CallsInlined,
    /// 1.11: `append(s, make([]T, n)...)` makes no temporary.
    AppendMake,
}

impl Change {
    /// All, newest first; within a release in the order of importance.
    pub const ALL: [Change; 24] = [
        Change::RangeEscapes,
        Change::BuiltOnStack,
        Change::LocalBuffer,
        Change::VariableMake,
        Change::BuilderRounded,
        Change::MallocHeader,
        Change::ReadOnlyBytes,
        Change::Builtins,
        Change::RepeatText,
        Change::BuilderText,
        Change::ToArray,
        Change::ConversionText,
        Change::GrowText,
        Change::BufferRounded,
        Change::SmoothSteps,
        Change::RangesInlined,
        Change::ToArrayPointer,
        Change::LiteralsInlined,
        Change::Class24,
        Change::CapTested,
        Change::LoopsInlined,
        Change::BoundsNumbers,
        Change::CallsInlined,
        Change::AppendMake,
    ];

    /// The minor number of the first release that has it.
    pub const fn since(self) -> u8 {
        match self {
            Change::RangeEscapes => 27,
            Change::BuiltOnStack => 26,
            Change::LocalBuffer | Change::VariableMake => 25,
            Change::BuilderRounded => 23,
            Change::MallocHeader | Change::ReadOnlyBytes => 22,
            Change::Builtins | Change::RepeatText | Change::BuilderText => 21,
            Change::ToArray | Change::ConversionText | Change::GrowText => 20,
            Change::BufferRounded => 19,
            Change::SmoothSteps | Change::RangesInlined => 18,
            Change::ToArrayPointer | Change::LiteralsInlined => 17,
            Change::Class24 | Change::CapTested | Change::LoopsInlined => 16,
            Change::BoundsNumbers => 13,
            Change::CallsInlined => 12,
            Change::AppendMake => 11,
        }
    }

    /// Whether it came after `old`, and `new` has it.
    pub(crate) fn between(self, old: Release, new: Release) -> bool {
        !old.at_least(self.since()) && new.at_least(self.since())
    }

    /// What changed, as `releases` lists it.
    pub const fn words(self) -> &'static str {
        match self {
            Change::RangeEscapes => "range counts as an escape in 1.26's rule",
            Change::BuiltOnStack => "built on the stack, moved when returned",
            Change::LocalBuffer => "local append starts in 32 B of stack",
            Change::VariableMake => "make of variable size: up to 32 B of stack",
            Change::BuilderRounded => "strings.Builder.Grow is rounded up",
            Change::MallocHeader => "8-byte header: pointers, over 512 B",
            Change::ReadOnlyBytes => "[]byte(s) only read shares s's bytes",
            Change::Builtins => "clear, min, max; package slices",
            Change::RepeatText => "Repeat panics with other words",
            Change::BuilderText => "strings.Builder.Grow panics with \"len\"",
            Change::ToArray => "slice to array conversion",
            Change::ConversionText => "failing conversions name arrays too",
            Change::GrowText => "growslice panics with \"len\"",
            Change::BufferRounded => "bytes.Buffer is rounded up",
            Change::SmoothSteps => "threshold 1024 → 256, smoother steps",
            Change::RangesInlined => "functions with range are inlined",
            Change::ToArrayPointer => "slice to array pointer; unsafe.Slice",
            Change::LiteralsInlined => "functions with literals are inlined",
            Change::Class24 => "24-byte size class",
            Change::CapTested => "1024 test reads cap, was len",
            Change::LoopsInlined => "functions with for are inlined",
            Change::BoundsNumbers => "numbers in bounds panics",
            Change::CallsInlined => "functions with calls are inlined",
            Change::AppendMake => "append(s, make([]T, n)...) has no temporary",
        }
    }

    /// The same next to a number, where there is less room.
    pub const fn note(self) -> &'static str {
        match self {
            Change::MallocHeader => "8-byte header",
            Change::SmoothSteps => "smoother steps",
            Change::CapTested => "tests cap, not len",
            _ => self.words(),
        }
    }

    /// Its name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Change::RangeEscapes => "range escapes",
            Change::BuiltOnStack => "built on stack",
            Change::LocalBuffer => "local buffer",
            Change::VariableMake => "variable make",
            Change::BuilderRounded => "builder rounded",
            Change::MallocHeader => "malloc header",
            Change::ReadOnlyBytes => "read-only bytes",
            Change::Builtins => "builtins",
            Change::RepeatText => "repeat text",
            Change::BuilderText => "builder text",
            Change::ToArray => "to array",
            Change::ConversionText => "conversion text",
            Change::GrowText => "grow text",
            Change::BufferRounded => "buffer rounded",
            Change::SmoothSteps => "smooth steps",
            Change::RangesInlined => "ranges inlined",
            Change::ToArrayPointer => "to array pointer",
            Change::LiteralsInlined => "literals inlined",
            Change::Class24 => "class 24",
            Change::CapTested => "cap tested",
            Change::LoopsInlined => "loops inlined",
            Change::BoundsNumbers => "bounds numbers",
            Change::CallsInlined => "calls inlined",
            Change::AppendMake => "append make",
        }
    }

    /// For a change of a panic's text: the words, and what they became.
    pub(crate) fn texts(self) -> Option<(&'static str, &'static str)> {
        match self {
            Change::RepeatText => Some(("Repeat count causes overflow", "Repeat output length overflow")),
            Change::BuilderText => Some((GrowthPanic::MakeCap.message(), GrowthPanic::MakeLen.message())),
            Change::ConversionText => {
                Some(("to pointer to array with length", "to array or pointer to array with length"))
            }
            Change::GrowText => Some((GrowthPanic::GrowCap.message(), GrowthPanic::GrowLen.message())),
            Change::AppendMake => Some((GrowthPanic::MakeLen.message(), GrowthPanic::GrowCap.message())),
            _ => None,
        }
    }

    /// Two lines that the change of a panic's words may make differ, without what it did; `None` if it did nothing to them.
    pub(crate) fn leveled(self, old: &str, new: &str) -> Option<(String, String)> {
        if self == Change::BoundsNumbers {
            let bare = without_numbers(new);
            return (bare != new).then(|| (old.to_owned(), bare));
        }
        let (from, to) = self.texts().filter(|(from, _)| old.contains(from))?;
        Some((old.replace(from, to), new.to_owned()))
    }
}

/// Panics of indexing and slicing as they were up to 1.12: `index out of range [5] with length 1` without what comes behind
/// "range".
fn without_numbers(line: &str) -> String {
    let mut parts = line.split("out of range [");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.split_once(']').map_or(part, |(_, rest)| rest);
        let limit = [" with length ", " with capacity "].iter().find_map(|words| rest.strip_prefix(words));
        out += "out of range";
        out += limit.map_or(rest, |limit| limit.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    out
}

/// What changed between two releases that grow a slice otherwise: the first of the steps that differs. `None` where it
/// is not a rule but the largest block that differs.
pub(crate) fn of_growth((old, before): (&Policy, &Growth), (new, after): (&Policy, &Growth)) -> Option<Change> {
    if (before.rule, before.raw_cap) != (after.rule, after.raw_cap) {
        return match (old.threshold, new.threshold) {
            (Threshold::Len1024, Threshold::Cap1024) => Some(Change::CapTested),
            (_, Threshold::Cap256) => Some(Change::SmoothSteps),
            _ => None,
        };
    }
    of_rounding((old, before.bytes, before.header), (new, after.bytes, after.header))
}

/// The same for the blocks that `bytes` were rounded up to, with `header` bytes for themselves.
pub(crate) fn of_rounding(
    (old, bytes, header): (&Policy, u64, u64),
    (new, new_bytes, new_header): (&Policy, u64, u64),
) -> Option<Change> {
    if header != new_header {
        Some(Change::MallocHeader)
    } else if bytes == new_bytes && Change::Class24.between(old.release, new.release) {
        Some(Change::Class24)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newest_comes_first_and_names_are_distinct() {
        assert!(Change::ALL.windows(2).all(|pair| pair[0].since() >= pair[1].since()));
        for (at, change) in Change::ALL.iter().enumerate() {
            assert!(Change::ALL[..at].iter().all(|other| other.name() != change.name() && other != change));
        }
    }

    #[test]
    fn bounds_panics_without_their_numbers_are_those_of_1_12() {
        let bare = |text: &str| without_numbers(text);
        assert_eq!(bare("index out of range [5] with length 1"), "index out of range");
        assert_eq!(bare("index out of range [-1]"), "index out of range");
        assert_eq!(bare("(slice bounds out of range [:4] with capacity 3)"), "(slice bounds out of range)");
        assert_eq!(bare("slice bounds out of range [3:2:] index out of range [0] with length 0, twice"), {
            "slice bounds out of range index out of range, twice"
        });
        assert_eq!(bare("out of range, with length 3"), "out of range, with length 3");
    }
}
