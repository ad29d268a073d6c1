//! Two outputs of a program side by side where they differ.

use goslice::Release;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::table::{Align, Table};

/// Lines of one output that are shown.
const SHOWN_LINES: usize = 40;

/// Columns for a line of output; more of it is cut around the first difference.
const LINE_WIDTH: usize = 56;

/// Products of line counts up to which the longest common lines are looked for.
const LCS_CELLS: usize = 4 << 20;

/// Lines of two outputs that are not common, paired by position between common ones.
pub(super) struct Lines<'a> {
    a: Vec<&'a str>,
    b: Vec<&'a str>,
    pairs: Vec<(Option<usize>, Option<usize>)>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(a: &'a str, b: &'a str) -> Lines<'a> {
        let (a, b): (Vec<&str>, Vec<&str>) = (a.lines().collect(), b.lines().collect());
        let pairs = differing(&a, &b);
        Lines { a, b, pairs }
    }

    /// Their number in the older output (of a line that is only in the newer one, there), and the two lines.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, Option<&'a str>, Option<&'a str>)> {
        self.pairs.iter().map(|(at_a, at_b)| {
            let number = at_a.or(*at_b).map_or(0, |at| at + 1);
            (number, at_a.map(|at| self.a[at]), at_b.map(|at| self.b[at]))
        })
    }

    /// The table, with the output's name.
    pub(super) fn text(&self, name: &str, releases: [Release; 2]) -> String {
        let headings = releases.map(|release| format!("Go {release}"));
        let columns = [(Align::Left, name), (Align::Left, &*headings[0]), (Align::Left, &*headings[1])];
        let mut table = Table::new(columns);
        for (number, a, b) in self.pairs().take(SHOWN_LINES) {
            let (left, right) = windows(a.unwrap_or_default(), b.unwrap_or_default());
            table.row([format!("line {number}"), left, right]);
        }
        let mut out = table.render();
        if self.pairs.is_empty() {
            out += "  the line ends differ\n";
        }
        if self.pairs.len() > SHOWN_LINES {
            out += &format!("  … and {} more lines\n", self.pairs.len() - SHOWN_LINES);
        }
        out
    }
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
        // A few characters before the difference, for orientation; more where both ends still fit.
        let few = a[..same].char_indices().rev().nth(15).map_or(0, |(at, _)| at);
        let fits = |at: &usize| a[*at..].width().max(b[*at..].width()) < LINE_WIDTH;
        a[..few].char_indices().rev().map(|(at, _)| at).take_while(fits).last().unwrap_or(few)
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
        let shown =
            |end: &str, rest: usize| format!("…{}{end}", &a[a.len() - 4 - (LINE_WIDTH - 1 - rest)..a.len() - 4]);
        assert_eq!(windows(&a, &b), (shown("1024", 4), shown("848", 4)));
        let [long_a, long_b] = [&a, &b].map(|text| format!("{text}{}", " y".repeat(60)));
        let ys = |room: usize| " y".repeat(60)[..room].to_owned();
        let cut = (format!("…x x x x x x x x 1024{}…", ys(35)), format!("…x x x x x x x x 848{}…", ys(36)));
        assert_eq!(windows(&long_a, &long_b), cut);
    }
}
