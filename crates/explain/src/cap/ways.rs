//! A capacity without a length: the question as interviewers ask it. It leaves two things open, the length and whether
//! the elements come at once, so it has four answers.

use goslice::Release;

use super::one::headline;
use super::{Answer, Case, Question};
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

pub(super) fn text(question: &Question) -> String {
    let releases: Vec<Release> = match question.release {
        Some(release) => vec![release],
        None => Release::all().collect(),
    };
    let newest = releases.last().copied().unwrap_or_default();
    let caps: Vec<String> = readings(question)
        .map(|reading| match read(question, reading).answer(reading.0, newest) {
            Ok(Answer { cap, .. }) => cap.to_string(),
            Err(_) => "panic".to_owned(),
        })
        .to_vec();
    let answer = match distinct(&caps).as_slice() {
        [one] => format!("cap {one}"),
        _ => format!("cap {}, {}, {} or {}", caps[0], caps[1], caps[2], caps[3]),
    };
    let mut out = headline(&answer, "the question leaves two things open: len, and how many appends");
    out += "\n";
    out += &table(question, newest);
    out += "\n";
    let cap = question.cap.unwrap_or(0);
    let (name, n) = (&question.ty.name, question.append);
    out += &format!("the steps       goslice cap '[]{name}' --len {cap} --cap {cap} --append {n}\n");
    if question.release.is_none() {
        out += "each release    add --len and --go all\n";
    }
    out += &style::paint(style::QUIET, &format!("Go {newest} {}; {}.", question.arch, question.elem_words()));
    out + "\n"
}

fn distinct(caps: &[String]) -> Vec<&String> {
    let mut caps: Vec<&String> = caps.iter().collect();
    caps.dedup();
    caps
}

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
