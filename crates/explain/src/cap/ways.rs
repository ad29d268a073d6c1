//! A capacity without a length: the question as interviewers ask it. It leaves two things open, the length and whether
//! the elements come at once, so it has four answers.

use goslice::Release;

use super::one::headline;
use super::{Case, Question};
use crate::span::spans;
use crate::style;
use crate::table::{Align, Table};

/// The four readings: empty or full, at once or one at a time.
pub(super) fn readings(question: &Question) -> [(Case, bool); 4] {
    let cap = question.cap.unwrap_or(0);
    let (empty, full) = (Case { len: 0, cap }, Case { len: cap, cap });
    [(empty, false), (empty, true), (full, false), (full, true)]
}

/// The same question with a reading filled in.
pub(super) fn read(question: &Question, (case, one_by_one): (Case, bool)) -> Question {
    Question { len: Some(case.len), one_by_one, ..question.clone() }
}

/// The four answers under a release; `None` where it panics.
pub(super) fn caps(question: &Question, release: Release) -> [Option<i64>; 4] {
    readings(question).map(|reading| Some(read(question, reading).answer(reading.0, release).ok()?.cap))
}

pub(super) fn text(question: &Question) -> String {
    let newest = question.newest();
    let answer = match caps(question, newest).map(cap_words) {
        [a, b, c, d] if a == b && b == c && c == d => a,
        [a, b, c, d] => format!("cap {a}, {b}, {c} or {d}"),
    };
    let mut out = headline(&answer, "the question leaves two things open: len, and how many appends");
    out += "\n";
    out += &match question.release() {
        Some(release) => table(question, release),
        None => by_release(question),
    };
    out += "\n";
    let (cap, append) = (question.cap.unwrap_or(0), question.append);
    let ty = if question.ty_is_known {
        format!("'[]{}'", question.ty.name)
    } else {
        let pointers = if question.elem().has_pointers { " --pointers" } else { "" };
        format!("--elem-size {}{pointers}", question.elem().size)
    };
    out += &format!("the steps       goslice cap {ty} --len {cap} --cap {cap} --append {append}\n");
    let go = if question.release().is_some() { format!("Go {newest} ") } else { String::new() };
    out += &style::paint(style::QUIET, &format!("{go}{}; {}.", question.arch, question.elem_words()));
    out + "\n"
}

fn cap_words(cap: Option<i64>) -> String {
    cap.map_or_else(|| "panic".to_owned(), |cap| cap.to_string())
}

/// A row for each run of releases with the same four answers.
fn by_release(question: &Question) -> String {
    let cap = question.cap.unwrap_or(0);
    let (empty, full) =
        (format!("len 0, {} at once", question.append), format!("len {cap}, {} at once", question.append));
    let mut table = Table::new([
        (Align::Left, "Go"),
        (Align::Right, &empty),
        (Align::Right, "one at a time"),
        (Align::Right, &full),
        (Align::Right, "one at a time"),
    ]);
    for span in spans(&question.releases, |release| caps(question, release), |caps| *caps) {
        table.row([span.name()].into_iter().chain(span.answer.map(cap_words)));
    }
    table.render()
}

/// Empty or full, at once or one at a time.
fn table(question: &Question, release: Release) -> String {
    let at_once = format!("{} at once", question.append);
    let mut table = Table::new([
        (Align::Left, ""),
        (Align::Right, at_once.as_str()),
        (Align::Right, "one at a time"),
        (Align::Left, ""),
    ]);
    let cap = question.cap.unwrap_or(0);
    let cell = |reading: (Case, bool)| match read(question, reading).answer(reading.0, release) {
        Ok(answer) => answer.words(),
        Err(_) => "panic".to_owned(),
    };
    let readings = readings(question);
    for (pair, remark) in readings
        .chunks(2)
        .zip([format!("len 0: all {cap} slots are free"), format!("len {cap}: full, and the zeros count")])
    {
        let make = format!("make([]{}, {}, {cap})", question.ty.name, pair[0].0.len);
        table.row([make, cell(pair[0]), cell(pair[1]), remark]);
    }
    table.render()
}
