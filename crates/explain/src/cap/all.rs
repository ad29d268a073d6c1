//! Several releases: one row for each run of them that do the same.

use goslice::growth::Rule;
use goslice::{Growth, GrowthPanic, Release};

use super::one::headline;
use super::series::{bytes_words, series};
use super::{Case, Question, count, rule};
use crate::span::{Span, spans};
use crate::style;
use crate::table::{Align, Table};

pub(super) fn text(question: &Question, case: Case) -> String {
    if question.one_by_one {
        return one_by_one(question, case);
    }
    let rows = growths(question, case);
    let mut out = title(question, case);
    out += "\n";
    out += &table(question, &rows);
    out += &local_line(question, case);
    out += &style::paint(style::QUIET, &format!("\n{}; {}.", question.arch, question.elem_words()));
    out + "\n"
}

type Row = Span<Result<Growth, GrowthPanic>>;

/// Runs of releases that take the same steps. A class's number is no step: the 24-byte class moved them all.
fn growths(question: &Question, case: Case) -> Vec<Row> {
    spans(
        &question.releases,
        |release| question.grow(case, release),
        |growth| growth.map(|g| (g.rule, g.raw_cap, g.bytes, g.header, g.block.bytes(), g.cap)),
    )
}

fn title(question: &Question, case: Case) -> String {
    let mut caps: Vec<String> = Vec::new();
    for span in question.answers(case, &question.releases) {
        let cap = match span.answer {
            Ok(answer) => answer.cap.to_string(),
            Err(_) => "panic".to_owned(),
        };
        if !caps.contains(&cap) {
            caps.push(cap);
        }
    }
    let list = match caps.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => caps.concat(),
    };
    let answer = if list == "panic" { list } else { format!("cap {list}") };
    let elem = question.elem();
    let pointers = if elem.has_pointers { ", with pointers" } else { "" };
    let need = i128::from(case.len) + i128::from(question.append);
    headline(&answer, &format!("need {need} × {}{pointers}", count(elem.size, "byte")))
}

fn table(question: &Question, rows: &[Row]) -> String {
    const NOTE: usize = 7;
    let mut table = Table::new([
        (Align::Left, "Go"),
        (Align::Left, "rule"),
        (Align::Right, "grow to"),
        (Align::Right, "bytes"),
        (Align::Right, "block"),
        (Align::Right, "cap"),
        (Align::Right, "spare"),
        (Align::Left, ""),
    ])
    .notes_in(NOTE);
    let mut above: Option<(&Row, String)> = None;
    for row in rows {
        let note = above.as_ref().map_or(String::new(), |(before, _)| note(question, before, row));
        let rule = rule_of(question, row);
        let same = above.as_ref().is_some_and(|(_, above)| *above == rule);
        let shown = if same { "the same".to_owned() } else { rule.clone() };
        match &row.answer {
            Ok(growth) => table.row([
                row.name(),
                shown,
                growth.raw_cap.to_string(),
                bytes_words(growth),
                if growth.moved() { growth.block.bytes().to_string() } else { String::new() },
                growth.cap.to_string(),
                growth.spare().to_string(),
                note,
            ]),
            Err(_) => table.row([
                row.name(),
                shown,
                String::new(),
                String::new(),
                String::new(),
                String::new(),
                String::new(),
                note,
            ]),
        }
        above = Some((row, rule));
    }
    table.render()
}

fn rule_of(question: &Question, row: &Row) -> String {
    match &row.answer {
        Err(panic) => format!("panic: {}", panic.message()),
        // Over all its releases the threshold was a different one each time.
        Ok(growth)
            if growth.rule == Rule::Double
                && question.policy(row.first()).threshold != question.policy(row.last()).threshold =>
        {
            "small: double".to_owned()
        }
        Ok(growth) => rule::short(&question.policy(row.last()), growth),
    }
}

/// What changed between two rows.
fn note(question: &Question, before: &Row, row: &Row) -> String {
    let (old, new) = (question.policy(before.last()), question.policy(row.first()));
    let what = match (&before.answer, &row.answer) {
        (Ok(a), Ok(b)) => rule::change((&old, a), (&new, b)),
        (Err(_), Err(_)) => "the text says len",
        _ => "the limit",
    };
    format!("◀ {what}")
}

/// Releases where a slice that stays local gets another capacity.
fn local_line(question: &Question, case: Case) -> String {
    let locals = question.answers(case, &question.releases).into_iter().filter_map(|span| {
        let local = span.answer.ok()?.local?;
        Some(format!("  {}  cap {local} where the slice stays local: 32 bytes of stack hold it\n", span.name()))
    });
    let lines: String = locals.collect();
    if lines.is_empty() { lines } else { format!("\n{lines}") }
}

fn one_by_one(question: &Question, case: Case) -> String {
    let rows = spans(
        &question.releases,
        |release: Release| series(question, case, release, false),
        |series| match series {
            Ok(series) => Ok(series.moves.iter().map(|(_, growth)| growth.cap).collect::<Vec<_>>()),
            Err(panic) => Err(*panic),
        },
    );
    let mut out = title(question, case);
    out += "\n";
    let mut table = Table::new([(Align::Left, "Go"), (Align::Left, "one at a time")]);
    for row in &rows {
        let words = match &row.answer {
            Ok(series) => series.words(),
            Err(panic) => format!("panic: {}", panic.message()),
        };
        table.row([row.name(), words]);
    }
    out += &table.render();
    out += &local_line(question, case);
    out += &style::paint(style::QUIET, &format!("\n{}; {}.", question.arch, question.elem_words()));
    out + "\n"
}
