//! `goslice releases`: what changed for slices, release by release, newest first.
//!
//! The numbers before and after are computed from the growth rules of the release before and of the release itself.

use goslice::bounds::{self, Limit};
use goslice::convert::Place;
use goslice::stack_buffer::Use;
use goslice::{Arch, Elem, Policy, Release};
use serde_json::{Value, json};

use crate::style;
use crate::table::{Align, Table};

const INT: Elem = Elem::plain(8);
const STRING: Elem = Elem::with_pointers(16);

/// One change: when, what, and an example whose answer changed with it.
struct Change {
    minor: u8,
    what: &'static str,
    example: &'static str,
    answer: Answer,
}

/// What the example gives under a policy.
enum Answer {
    /// A capacity; shown as `cap 4 → 3`.
    Cap(fn(&Policy) -> i64),
    /// A panic's text.
    Text(fn(&Policy) -> String),
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
const CHANGES: &[Change] = &[
    Change {
        minor: 27,
        what: "range cancels 1.26's rule",
        example: "append 3 ints, range, return",
        answer: Answer::Cap(|p| returned(p, Use::Ranged)),
    },
    Change {
        minor: 26,
        what: "built on the stack, moved when returned",
        example: "append 3 ints, return",
        answer: Answer::Cap(|p| returned(p, Use::Plain)),
    },
    Change {
        minor: 25,
        what: "local append starts in 32 B of stack",
        example: "var s []int; append(s, 1)",
        answer: Answer::Cap(|p| local(p, INT)),
    },
    Change {
        minor: 23,
        what: "strings.Builder.Grow is rounded up",
        example: "b.Grow(50)",
        answer: Answer::Cap(|p| p.builder_grow(0, 0, 50)),
    },
    Change {
        minor: 22,
        what: "8-byte header: pointers, over 512 B",
        example: "[]string 32/32, append 1",
        answer: Answer::Cap(|p| grown(p, STRING, 32, 32, 1)),
    },
    Change {
        minor: 22,
        what: "[]byte(s) only read shares s's bytes",
        example: "b := []byte(s), 5 bytes",
        answer: Answer::Cap(|p| p.bytes_of_string(5, Place::View)),
    },
    Change {
        minor: 21,
        what: "clear, min, max; package slices",
        example: "clear(s)",
        answer: Answer::New("sets every element to zero"),
    },
    Change {
        minor: 20,
        what: "slice to array conversion",
        example: "[4]int(s), len 3",
        answer: Answer::Text(|p| bounds_text(bounds::convert(3, 4), p)),
    },
    Change {
        minor: 20,
        what: "growslice panics with \"len\"",
        example: "append past the limit",
        answer: Answer::Text(|p| p.grow_panic().message().to_owned()),
    },
    Change {
        minor: 19,
        what: "bytes.Buffer is rounded up",
        example: "write byte 65 to a full 64",
        answer: Answer::Cap(|p| p.buffer_grow(64, 64, 1)),
    },
    Change {
        minor: 18,
        what: "threshold 1024 → 256, smoother steps",
        example: "[]int 512/512, append 1",
        answer: Answer::Cap(|p| grown(p, INT, 512, 512, 1)),
    },
    Change {
        minor: 17,
        what: "slice to array pointer; unsafe.Slice",
        example: "(*[4]int)(s)",
        answer: Answer::New("shares the array of s"),
    },
    Change {
        minor: 16,
        what: "24-byte size class",
        example: "append([]int(nil), 1, 2, 3)",
        answer: Answer::Cap(|p| grown(p, INT, 0, 0, 3)),
    },
    Change {
        minor: 16,
        what: "1024 test reads cap, was len",
        example: "[]int 600/1024, append 425",
        answer: Answer::Cap(|p| grown(p, INT, 600, 1024, 425)),
    },
    Change {
        minor: 13,
        what: "numbers in bounds panics",
        example: "s[:4], cap 3",
        answer: Answer::Text(|p| bounds_text(bounds::slice(0, 4, Limit::Cap(3)), p)),
    },
    Change {
        minor: 11,
        what: "append(s, make([]T, n)...) has no temporary",
        example: "n too large",
        answer: Answer::Text(|p| {
            p.grow_make(INT, 0, 0, i64::MAX).map_or_else(|e| e.message().to_owned(), |_| String::new())
        }),
    },
];

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
    CHANGES.iter().filter_map(row).collect()
}

fn row(change: &Change) -> Option<Row> {
    let release = Release::new(change.minor)?;
    let new = Policy::new(release, Arch::Amd64);
    let old = Policy::new(Release::new(change.minor - 1)?, Arch::Amd64);
    let (before, after) = match change.answer {
        Answer::Cap(ask) => (Some(ask(&old).to_string()), ask(&new).to_string()),
        Answer::Text(ask) => (Some(ask(&old)), ask(&new)),
        Answer::New(text) => (None, text.to_owned()),
    };
    let is_cap = matches!(change.answer, Answer::Cap(_));
    Some(Row { release, what: change.what, example: change.example, before, after, is_cap })
}

/// The table as text.
pub fn text() -> String {
    let mut table = Table::new([
        (Align::Left, "Go"),
        (Align::Left, "what changed for slices"),
        (Align::Left, "example"),
        (Align::Left, "before → after"),
    ])
    .flush();
    let mut shown = None;
    for row in rows() {
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
    format!("{}\n{}\n", table.render(), style::paint(style::QUIET, &remarks))
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

/// The table as JSON.
pub fn json() -> String {
    let rows: Vec<Value> = rows()
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
        assert_eq!(rows().len(), CHANGES.len());
    }

    #[test]
    fn newest_comes_first() {
        assert!(rows().windows(2).all(|pair| pair[0].release >= pair[1].release));
    }
}
