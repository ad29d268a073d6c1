//! One element at a time: each move of the array.

use goslice::growth::Rule;
use goslice::{Growth, GrowthPanic, Release};

use super::one::headline;
use super::{Case, Question, count, release_line, rule};
use crate::style;
use crate::table::{Align, Table};

/// The moves on the way from one slice to another, an append of one element each time.
pub(super) struct Series {
    /// Each growth, and how many appends it took until then.
    pub(super) moves: Vec<(i64, Growth)>,
    /// Where it begins: the old capacity, or what the stack buffer gave.
    pub(super) first_cap: i64,
    /// The capacity in the end.
    pub(super) cap: i64,
}

/// Appends one by one. `local` says that the slice does not escape, so that 1.25 and later may begin on the stack.
pub(super) fn series(question: &Question, case: Case, release: Release, local: bool) -> Result<Series, GrowthPanic> {
    let policy = question.policy(release);
    let elem = question.elem();
    // What fits no int fails at the same element whether one or many are appended; and without memory nothing moves.
    let end = policy.arch.wrap_int(case.len.wrapping_add(question.append));
    if end < 0 {
        return Err(policy.grow_panic());
    }
    if elem.size == 0 {
        let cap = case.cap.max(end);
        return Ok(Series { moves: Vec::new(), first_cap: case.cap, cap });
    }
    let mut cap = case.cap;
    if local && question.append > 0 {
        cap = policy.local_append(elem, case.len, cap, case.len + 1).unwrap_or(cap);
    }
    let first_cap = cap;
    let mut moves = Vec::new();
    while cap < end {
        let growth = policy.grow(elem, cap, cap, 1)?;
        moves.push((growth.need - case.len, growth));
        cap = growth.cap;
    }
    Ok(Series { moves, first_cap, cap })
}

impl Series {
    /// `4 → 8 → 16: cap 16, 2 moves, 96 bytes copied`.
    pub(super) fn words(&self) -> String {
        let mut caps = vec![self.first_cap.to_string()];
        caps.extend(self.moves.iter().map(|(_, growth)| growth.cap.to_string()));
        if caps.len() > 8 {
            caps.splice(3..caps.len() - 3, ["…".to_owned()]);
        }
        format!("{}: cap {}, {}", caps.join(" → "), self.cap, self.cost())
    }

    fn cost(&self) -> String {
        let copied: u64 = self.moves.iter().map(|(_, growth)| growth.copied()).sum();
        // A nil slice has no array that could move.
        let moves = self.moves.iter().filter(|(_, growth)| growth.old_cap > 0).count();
        format!("{}, {} copied", count(moves as i64, "move"), count(copied, "byte"))
    }
}

pub(super) fn text(question: &Question, case: Case, release: Release) -> String {
    let answer = super::words(question.answer(case, release));
    let mut out = String::new();
    match series(question, case, release, false) {
        Ok(series) => {
            let rest = format!(
                "len {} → {} in {}; {}",
                case.len,
                case.len + question.append,
                count(question.append, "append"),
                series.cost()
            );
            out += &headline(&answer, &rest);
            if !series.moves.is_empty() {
                out += &format!("\n{}", table(question, release, &series));
            }
            out += "\n";
            out += &local_line(question, case, release, &series);
            if let Ok(growth) = question.grow(case, release)
                && growth.moved()
            {
                out += &format!("all at once     cap {}\n", growth.cap);
            }
        }
        Err(_) => out += &format!("{}\n", headline(&answer, "")),
    }
    out += &style::paint(style::QUIET, &release_line(question, case, release));
    out + "\n"
}

fn table(question: &Question, release: Release, series: &Series) -> String {
    let policy = question.policy(release);
    let mut table = Table::new([
        (Align::Right, "append"),
        (Align::Right, "cap"),
        (Align::Left, "rule"),
        (Align::Right, "grow to"),
        (Align::Right, "bytes"),
        (Align::Right, "block"),
        (Align::Right, "cap"),
        (Align::Right, "copied"),
    ]);
    for (nth, growth) in &series.moves {
        table.row([
            nth.to_string(),
            growth.old_cap.to_string(),
            rule::short(&policy, growth),
            growth.raw_cap.to_string(),
            bytes_words(growth),
            growth.block.bytes().to_string(),
            growth.cap.to_string(),
            growth.copied().to_string(),
        ]);
    }
    table.render()
}

/// `25072+8` where there is a header.
pub(super) fn bytes_words(growth: &Growth) -> String {
    match growth.header {
        0 if matches!(growth.rule, Rule::InPlace) => String::new(),
        0 => growth.bytes.to_string(),
        header => format!("{}+{header}", growth.bytes),
    }
}

fn local_line(question: &Question, case: Case, release: Release, heap: &Series) -> String {
    match series(question, case, release, true) {
        Ok(local) if local.first_cap != case.cap && local.moves.len() != heap.moves.len() => {
            format!("stays local     {}; {} begin on the stack\n", local.words(), count(local.first_cap, "element"))
        }
        _ => String::new(),
    }
}
