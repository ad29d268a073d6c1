//! `goslice releases`: what changed for slices, release by release, newest first.
//!
//! The numbers before and after are computed from the growth rules of the release before and of the release itself.

use goslice::bounds::{self, Limit};
use goslice::convert::Place;
use goslice::stack_buffer::Use;
use goslice::{Arch, Elem, Policy, Release};
use serde_json::{Value, json};

use crate::changes::Change;
use crate::span::list;
use crate::style;
use crate::table::{Align, Table};

const INT: Elem = Elem::plain(8);
const STRING: Elem = Elem::with_pointers(16);

/// One change, and an example whose answer changed with it.
struct Listed {
    change: Change,
    example: &'static str,
    answer: Answer,
}

/// What the example gives under a policy.
enum Answer {
    /// A capacity; shown as `cap 4 → 3`.
    Cap(fn(&Policy) -> i64),
    /// A panic's text.
    Text(fn(&Policy) -> String),
    /// A panic's text, of which only the words change.
    Words,
    /// Something new, or no number.
    New(&'static str),
}

/// The example's answer where `append` grows a slice.
fn grown(policy: &Policy, elem: Elem, len: i64, cap: i64, appended: i64) -> i64 {
    policy.grow(elem, len, cap, appended).map_or(-1, |growth| growth.cap)
}

fn local(policy: &Policy, elem: Elem) -> i64 {
    policy.local_append(elem, 0, 0, 1).unwrap_or_else(|| grown(policy, elem, 0, 0, 1))
}

fn returned(policy: &Policy, used: Use) -> i64 {
    policy.returned_cap(INT, 3, used).unwrap_or(-1)
}

fn without_prefix(text: String) -> String {
    text.trim_start_matches("runtime error: ").to_owned()
}

fn bounds_text(panic: Result<(), goslice::BoundsPanic>, policy: &Policy) -> String {
    panic.map_or_else(|panic| without_prefix(panic.under(policy.release).to_string()), |()| String::new())
}

/// Newest first; within a release in the order of importance.
const CHANGES: &[Listed] = &[
    Listed {
        change: Change::RangeEscapes,
        example: "append 3 ints, range, return",
        answer: Answer::Cap(|p| returned(p, Use::Ranged)),
    },
    Listed {
        change: Change::BuiltOnStack,
        example: "append 3 ints, return",
        answer: Answer::Cap(|p| returned(p, Use::Plain)),
    },
    Listed {
        change: Change::LocalBuffer,
        example: "var s []int; append(s, 1)",
        answer: Answer::Cap(|p| local(p, INT)),
    },
    Listed {
        change: Change::VariableMake,
        example: "make([]int, n), n 4",
        answer: Answer::New("not on the heap, if it stays local"),
    },
    Listed { change: Change::BuilderRounded, example: "b.Grow(50)", answer: Answer::Cap(|p| p.builder_grow(0, 0, 50)) },
    Listed {
        change: Change::MallocHeader,
        example: "[]string 32/32, append 1",
        answer: Answer::Cap(|p| grown(p, STRING, 32, 32, 1)),
    },
    Listed {
        change: Change::ReadOnlyBytes,
        example: "b := []byte(s), 5 bytes",
        answer: Answer::Cap(|p| p.bytes_of_string(5, Place::View)),
    },
    Listed { change: Change::Builtins, example: "clear(s)", answer: Answer::New("sets every element to zero") },
    Listed { change: Change::RepeatText, example: "Repeat(\"ab\", n), n too large", answer: Answer::Words },
    Listed { change: Change::BuilderText, example: "b.Grow(n), n too large", answer: Answer::Words },
    Listed { change: Change::ToArray, example: "[4]int(s)", answer: Answer::New("copies 4 elements") },
    Listed {
        change: Change::ConversionText,
        example: "(*[4]int)(s), len 3",
        answer: Answer::Text(|p| bounds_text(bounds::convert(3, 4), p)),
    },
    Listed {
        change: Change::GrowText,
        example: "append past the limit",
        answer: Answer::Text(|p| p.grow_panic().message().to_owned()),
    },
    Listed {
        change: Change::BufferRounded,
        example: "write byte 65 to a full 64",
        answer: Answer::Cap(|p| p.buffer_grow(64, 64, 1)),
    },
    Listed {
        change: Change::SmoothSteps,
        example: "[]int 512/512, append 1",
        answer: Answer::Cap(|p| grown(p, INT, 512, 512, 1)),
    },
    Listed {
        change: Change::RangesInlined,
        example: "return a make after a range",
        answer: Answer::New("stays with the caller, if it is local there"),
    },
    Listed { change: Change::ToArrayPointer, example: "(*[4]int)(s)", answer: Answer::New("shares the array of s") },
    Listed {
        change: Change::LiteralsInlined,
        example: "return a make, call a literal",
        answer: Answer::New("stays with the caller, if it is local there"),
    },
    Listed {
        change: Change::Class24,
        example: "append([]int(nil), 1, 2, 3)",
        answer: Answer::Cap(|p| grown(p, INT, 0, 0, 3)),
    },
    Listed {
        change: Change::CapTested,
        example: "[]int 600/1024, append 425",
        answer: Answer::Cap(|p| grown(p, INT, 600, 1024, 425)),
    },
    Listed {
        change: Change::LoopsInlined,
        example: "return a make after a for",
        answer: Answer::New("stays with the caller, if it is local there"),
    },
    Listed {
        change: Change::BoundsNumbers,
        example: "s[:4], cap 3",
        answer: Answer::Text(|p| bounds_text(bounds::slice(0, 4, Limit::Cap(3)), p)),
    },
    Listed {
        change: Change::CallsInlined,
        example: "return a make after a call",
        answer: Answer::New("stays with the caller, if it is local there"),
    },
    Listed {
        change: Change::AppendMake,
        example: "n too large",
        answer: Answer::Text(|p| {
            p.grow_make(INT, 0, 0, i64::MAX).map_or_else(|e| e.message().to_owned(), |_| String::new())
        }),
    },
];

/// A change of a standard package that goslice does not have: it cannot be asked, so the answers are recorded.
struct Recorded {
    since: u8,
    what: &'static str,
    example: &'static str,
    before: &'static str,
    after: &'static str,
}

/// Newest first, as real releases print the examples.
const RECORDED: &[Recorded] = &[Recorded {
    since: 22,
    what: "package slices zeroes the tail it cuts off",
    // Compact, CompactFunc, DeleteFunc and Replace do the same.
    example: "slices.Delete(s, 0, 1); s",
    before: "[2 3 3]",
    after: "[2 3 0]",
}];

/// A change with its answers worked out.
struct Row {
    release: Release,
    what: &'static str,
    example: &'static str,
    before: Option<String>,
    after: String,
    is_cap: bool,
}

fn rows() -> Vec<Row> {
    let mut rows: Vec<Row> = CHANGES.iter().filter_map(row).collect();
    rows.extend(RECORDED.iter().filter_map(|recorded| {
        let Recorded { since, what, example, before, after } = *recorded;
        let (before, after) = (Some(before.to_owned()), after.to_owned());
        Some(Row { release: Release::new(since)?, what, example, before, after, is_cap: false })
    }));
    // Stable: what is recorded comes last in its release.
    rows.sort_by_key(|row| std::cmp::Reverse(row.release));
    rows
}

/// The rows of the asked releases, and of those the ones that changed nothing.
fn asked(releases: &[Release]) -> (Vec<Row>, Vec<Release>) {
    let mut rows = rows();
    let mut silent = releases.to_vec();
    silent.retain(|release| rows.iter().all(|row| row.release != *release));
    rows.retain(|row| releases.contains(&row.release));
    (rows, silent)
}

fn row(listed: &Listed) -> Option<Row> {
    let Listed { change, example, answer } = listed;
    let release = Release::new(change.since())?;
    let new = Policy::new(release, Arch::Amd64);
    let old = Policy::new(Release::new(change.since() - 1)?, Arch::Amd64);
    let (before, after) = match *answer {
        Answer::Cap(ask) => (Some(ask(&old).to_string()), ask(&new).to_string()),
        Answer::Text(ask) => (Some(ask(&old)), ask(&new)),
        Answer::Words => {
            let (before, after) = change.texts()?;
            (Some(before.to_owned()), after.to_owned())
        }
        Answer::New(text) => (None, text.to_owned()),
    };
    let is_cap = matches!(answer, Answer::Cap(_));
    Some(Row { release, what: change.words(), example, before, after, is_cap })
}

/// The table of the asked releases as text.
pub fn text(releases: &[Release]) -> String {
    let (rows, silent) = asked(releases);
    let nothing = format!("Go {}: nothing changed for slices.\n", list(&silent));
    if rows.is_empty() {
        return nothing;
    }
    let mut table = Table::new([
        (Align::Left, "Go"),
        (Align::Left, "what changed for slices"),
        (Align::Left, "example"),
        (Align::Left, "before → after"),
    ])
    .flush();
    let mut shown = None;
    for row in rows {
        let go = if shown == Some(row.release) { String::new() } else { row.release.to_string() };
        shown = Some(row.release);
        for (i, line) in answer_lines(&row).into_iter().enumerate() {
            match i {
                0 => table.row([go.as_str(), row.what, row.example, &line]),
                _ => table.row(["", "", "", &line]),
            }
        }
    }
    let remarks = format!(
        "Go {} to {}. \"32/32\" is len/cap; numbers are for amd64. A local slice is one that does not escape.",
        Release::OLDEST,
        Release::NEWEST
    );
    let is_all = releases.len() == Release::all().count();
    let nothing = if is_all || silent.is_empty() { "" } else { &nothing };
    format!("{}\n{nothing}{}\n", table.render(), style::paint(style::QUIET, &remarks))
}

/// Texts are long: the one after goes below the one before, and what both share at either end is left out of long ones.
fn answer_lines(row: &Row) -> Vec<String> {
    match &row.before {
        Some(before) if row.is_cap => vec![format!("cap {before} → {}", row.after)],
        Some(before) => {
            let (before, after) = shortened(before, &row.after);
            vec![before, format!("→ {after}")]
        }
        None => vec![row.after.clone()],
    }
}

/// Longest text that is shown in full.
const MAX_TEXT: usize = 60;

fn shortened(before: &str, after: &str) -> (String, String) {
    if before.len().max(after.len()) <= MAX_TEXT {
        return (before.to_owned(), after.to_owned());
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (before.split(' ').collect(), after.split(' ').collect());
    let first = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let left = old.len().min(new.len()) - first;
    let last = old.iter().rev().zip(new.iter().rev()).take(left).take_while(|(a, b)| a == b).count();
    // Two words on either side say what the difference belongs to.
    let (first, last) = (first.saturating_sub(2), last.saturating_sub(2));
    let part = |words: &[&str]| {
        let middle = words[first..words.len() - last].join(" ");
        let dots = |hidden: bool| if hidden { "…" } else { "" };
        format!("{}{middle}{}", dots(first > 0), dots(last > 0))
    };
    (part(&old), part(&new))
}

/// The table of the asked releases as JSON.
pub fn json(releases: &[Release]) -> String {
    let rows: Vec<Value> = asked(releases)
        .0
        .into_iter()
        .map(|row| {
            let number = |text: &str| match text.parse::<i64>() {
                Ok(cap) if row.is_cap => json!(cap),
                _ => json!(text),
            };
            json!({
                "go": row.release.to_string(),
                "change": row.what,
                "example": row.example,
                "before": row.before.as_deref().map(number),
                "after": number(&row.after),
            })
        })
        .collect();
    format!("{:#}\n", Value::Array(rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_changes_its_example() {
        for row in rows() {
            assert_ne!(row.before.as_ref(), Some(&row.after), "{} {}", row.release, row.what);
        }
        assert_eq!(rows().len(), CHANGES.len() + RECORDED.len());
    }

    #[test]
    fn every_change_is_listed() {
        assert!(CHANGES.iter().map(|listed| listed.change).eq(Change::ALL));
    }

    #[test]
    fn newest_comes_first() {
        assert!(rows().windows(2).all(|pair| pair[0].release >= pair[1].release));
    }
}
