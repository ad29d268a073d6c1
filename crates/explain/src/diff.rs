//! Two runs of a program under two releases, side by side where they differ, and the rule that made the difference.

use goslice::{Arch, Elem, Growth, Policy, Release};
use serde_json::Value;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::cap::rule;
use crate::style;
use crate::table::{Align, Table};

/// Lines of one output that are shown.
const SHOWN_LINES: usize = 40;

/// Columns for a line of output; more of it is cut around the first difference.
const LINE_WIDTH: usize = 56;

/// Products of line counts up to which the longest common lines are looked for.
const LCS_CELLS: usize = 4 << 20;

/// What a program did under one release.
#[derive(Clone, Debug)]
pub struct Run {
    /// The release.
    pub release: Release,
    /// Standard output.
    pub stdout: Vec<u8>,
    /// Standard error.
    pub stderr: Vec<u8>,
    /// The exit status, or the signal as text.
    pub status: String,
    /// Its events, as JSON lines; may be empty.
    pub trace: String,
}

/// Where the two differ in output or exit status; empty if they do not.
pub fn text(old: &Run, new: &Run) -> String {
    let mut out = String::new();
    for (name, a, b) in [("stdout", &old.stdout, &new.stdout), ("stderr", &old.stderr, &new.stderr)] {
        if a != b {
            out += &output(name, [old.release, new.release], &String::from_utf8_lossy(a), &String::from_utf8_lossy(b));
            out.push('\n');
        }
    }
    if old.status != new.status {
        let (a, b) = (&old.status, &new.status);
        out += &format!("exit status  {a} under Go {}, {b} under Go {}\n\n", old.release, new.release);
    }
    if !out.is_empty() {
        out += &why(old, new);
    }
    let end = out.trim_end().len();
    out.truncate(end);
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

fn output(name: &str, releases: [Release; 2], a: &str, b: &str) -> String {
    let headings = releases.map(|release| format!("Go {release}"));
    let columns = [(Align::Left, name), (Align::Left, &*headings[0]), (Align::Left, &*headings[1])];
    let mut table = Table::new(columns);
    let (a, b): (Vec<&str>, Vec<&str>) = (a.lines().collect(), b.lines().collect());
    let pairs = differing(&a, &b);
    for (at_a, at_b) in pairs.iter().take(SHOWN_LINES) {
        let number = at_a.or(*at_b).map_or(0, |at| at + 1);
        let (left, right) = windows(at_a.map_or("", |at| a[at]), at_b.map_or("", |at| b[at]));
        table.row([format!("line {number}"), left, right]);
    }
    let mut out = table.render();
    if pairs.is_empty() {
        out += "  the line ends differ\n";
    }
    if pairs.len() > SHOWN_LINES {
        out += &format!("  … and {} more lines\n", pairs.len() - SHOWN_LINES);
    }
    out
}

/// The lines that are not common, paired by position between common ones.
fn differing(a: &[&str], b: &[&str]) -> Vec<(Option<usize>, Option<usize>)> {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (inner_a, inner_b) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let mut pairs = Vec::new();
    let (mut at_a, mut at_b) = (0, 0);
    let ends = [(inner_a.len(), inner_b.len())];
    for (common_a, common_b) in common(inner_a, inner_b).into_iter().chain(ends) {
        while at_a < common_a || at_b < common_b {
            let left = (at_a < common_a).then_some(head + at_a);
            let right = (at_b < common_b).then_some(head + at_b);
            pairs.push((left, right));
            at_a += usize::from(left.is_some());
            at_b += usize::from(right.is_some());
        }
        (at_a, at_b) = (common_a + 1, common_b + 1);
    }
    pairs
}

/// Positions of a longest common subsequence; for long outputs, of the equal lines at equal positions.
fn common(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
    let (n, m) = (a.len(), b.len());
    if n.saturating_mul(m) > LCS_CELLS || n == m {
        return (0..n.min(m)).filter(|&at| a[at] == b[at]).map(|at| (at, at)).collect();
    }
    let mut lengths = vec![0u32; (n + 1) * (m + 1)];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            lengths[i * (m + 1) + j] = if a[i] == b[j] {
                lengths[(i + 1) * (m + 1) + j + 1] + 1
            } else {
                lengths[(i + 1) * (m + 1) + j].max(lengths[i * (m + 1) + j + 1])
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < n && j < m {
        if a[i] == b[j] {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * (m + 1) + j] >= lengths[i * (m + 1) + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

/// Both lines, cut to where they differ.
fn windows(a: &str, b: &str) -> (String, String) {
    let same: usize = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(c, _)| c.len_utf8()).sum();
    let from = if a.width().max(b.width()) <= LINE_WIDTH {
        0
    } else {
        // A few characters before the difference, for orientation.
        a[..same].char_indices().rev().nth(15).map_or(0, |(at, _)| at)
    };
    let cut = |text: &str| {
        let mut out = if from > 0 && !text.is_empty() { "…".to_owned() } else { String::new() };
        let mut used = out.width();
        for c in text[from.min(text.len())..].chars() {
            used += c.width().unwrap_or(0);
            if used > LINE_WIDTH {
                out.push('…');
                break;
            }
            out.push(if c.is_control() { ' ' } else { c });
        }
        out
    };
    (cut(a), cut(b))
}

/// The first event whose capacity differs although all that it depends on is the same.
fn why(old: &Run, new: &Run) -> String {
    let events =
        |trace: &str| -> Vec<Value> { trace.lines().filter_map(|line| serde_json::from_str(line).ok()).collect() };
    let (a, b) = (events(&old.trace), events(&new.trace));
    let Some((a, b)) = a.iter().zip(&b).find(|(a, b)| a["after"]["cap"] != b["after"]["cap"]) else {
        return String::new();
    };
    if (&a["event"], &a["line"], &a["text"]) != (&b["event"], &b["line"], &b["text"]) {
        return String::new();
    }
    let place = format!("line {}: {}", a["line"], a["text"].as_str().unwrap_or(""));
    let heading = format!("why    {}", style::paint(style::ANSWER, &place));
    match (growth(a, old.release), growth(b, new.release)) {
        (Some(first), Some(second)) => {
            let (len, need, cap) = (first.1.old_len, first.1.need, first.1.old_cap);
            format!("{heading}    len {len} → {need}, cap {cap}\n{}", rules(&first, &second))
        }
        _ => format!("{heading}    cap {} and {}\n", a["after"]["cap"], b["after"]["cap"]),
    }
}

/// An append event's growth, computed from its inputs as the runtime does.
fn growth(event: &Value, release: Release) -> Option<(Policy, Growth)> {
    if event["event"] != "append" {
        return None;
    }
    let int = |value: &Value| value.as_i64();
    let elem = Elem { size: event["elem"]["size"].as_u64()?, has_pointers: event["elem"]["pointers"].as_bool()? };
    let policy = Policy::new(release, Arch::Amd64);
    let before = &event["before"];
    let growth = policy.grow(elem, int(&before["len"])?, int(&before["cap"])?, int(&event["appended"])?).ok()?;
    Some((policy, growth))
}

fn rules(first: &(Policy, Growth), second: &(Policy, Growth)) -> String {
    let mut table = Table::new([
        (Align::Left, "Go"),
        (Align::Left, "rule"),
        (Align::Right, "grow to"),
        (Align::Right, "bytes"),
        (Align::Right, "block"),
        (Align::Right, "cap"),
        (Align::Left, ""),
    ])
    .notes_in(6);
    // The older release first, whatever the order of the runs: changes are named forwards.
    let (old, new) = if first.0.release <= second.0.release { (first, second) } else { (second, first) };
    let change = rule::change((&old.0, &old.1), (&new.0, &new.1));
    for ((policy, growth), note) in [(old, String::new()), (new, format!("◀ {change}"))] {
        let header = if growth.header > 0 { format!("+{}", growth.header) } else { String::new() };
        table.row([
            policy.release.to_string(),
            rule::short(policy, growth),
            growth.raw_cap.to_string(),
            format!("{}{header}", growth.bytes),
            growth.block.bytes().to_string(),
            growth.cap.to_string(),
            note,
        ]);
    }
    table.render()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_that_differ_are_paired() {
        let a = ["x", "cap 1024", "y"];
        let b = ["x", "cap 848", "y"];
        assert_eq!(differing(&a, &b), [(Some(1), Some(1))]);
        assert_eq!(differing(&["a", "b"], &["a", "new", "b"]), [(None, Some(1))]);
        assert_eq!(differing(&["1", "k", "2"], &["k", "3"]), [(Some(0), None), (Some(2), Some(1))]);
    }

    #[test]
    fn long_lines_are_cut_to_the_difference() {
        let a = format!("{}1024", "x ".repeat(60));
        let b = format!("{}848", "x ".repeat(60));
        assert_eq!(windows(&a, &b), ("…x x x x x x x x 1024".to_owned(), "…x x x x x x x x 848".to_owned()));
    }
}
