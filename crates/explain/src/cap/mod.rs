//! `goslice cap`: one question about `append`, the answer, and the steps that lead to it.
//!
//! A [`Question`] has four shapes, each with its own page: one release (`one`), several releases (`all`), one element at
//! a time (`series`), and a capacity without a length (`ways`), which has four answers.

mod all;
mod draw;
mod json;
mod one;
pub(crate) mod rule;
mod series;
mod ways;

use goslice::{Arch, Elem, Growth, GrowthPanic, Policy, Release};

use crate::gotype::ElemType;
use crate::span::{Span, spans};
use crate::style;

pub use json::json;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// The element type.
    pub ty: ElemType,
    /// Whether `ty` is a type, and not only a size.
    pub ty_is_known: bool,
    /// The architecture.
    pub arch: Arch,
    /// The releases, oldest first, each once; at least one.
    pub releases: Vec<Release>,
    /// `len(s)` before.
    pub len: Option<i64>,
    /// `cap(s)` before.
    pub cap: Option<i64>,
    /// How many elements are appended.
    pub append: i64,
    /// Whether by one `append` each.
    pub one_by_one: bool,
}

/// The answer, with its explanation, as text.
pub fn text(question: &Question) -> String {
    match (question.case(), question.release()) {
        _ if question.append == 0 => nothing(question),
        (None, _) => ways::text(question),
        (Some(case), None) => all::text(question, case),
        (Some(case), Some(release)) if question.one_by_one => series::text(question, case, release),
        (Some(case), Some(release)) => one::text(question, case, release),
    }
}

/// `append(s)` is `s` under every release, however long it is.
fn nothing(question: &Question) -> String {
    let (len, cap) = match question.case() {
        Some(Case { len, cap }) => (format!("len {len}"), cap),
        None => ("len".to_owned(), question.cap.unwrap_or_default()),
    };
    let nil = if question.len.is_none() && cap == 0 { "; nil stays nil" } else { "" };
    let headline = one::headline(&format!("cap {cap}"), &format!("nothing is appended: {len} and the array stay{nil}"));
    let go = match question.release() {
        Some(release) => format!("Go {release} {}", question.arch),
        None => question.arch.to_string(),
    };
    let line = format!("{go}; {}. The same in {}-{}.", question.elem_words(), Release::OLDEST, Release::NEWEST);
    format!("{headline}\n{}\n", style::paint(style::QUIET, &line))
}

/// A slice of known length and capacity.
#[derive(Clone, Copy, Debug)]
struct Case {
    len: i64,
    cap: i64,
}

impl Question {
    /// `None` where a capacity comes without a length.
    fn case(&self) -> Option<Case> {
        match (self.len, self.cap) {
            (Some(len), Some(cap)) => Some(Case { len, cap }),
            (Some(len), None) => Some(Case { len, cap: len }),
            (None, None) => Some(Case { len: 0, cap: 0 }),
            (None, Some(_)) => None,
        }
    }

    /// The release that is asked, if it is one alone.
    fn release(&self) -> Option<Release> {
        match self.releases.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The newest release that is asked.
    fn newest(&self) -> Release {
        self.releases.last().copied().unwrap_or_default()
    }

    fn elem(&self) -> Elem {
        self.ty.elem
    }

    fn policy(&self, release: Release) -> Policy {
        Policy::new(release, self.arch)
    }

    fn grow(&self, case: Case, release: Release) -> Result<Growth, GrowthPanic> {
        self.policy(release).grow(self.elem(), case.len, case.cap, self.append)
    }

    /// The capacity under a release, in the way that was asked.
    fn answer(&self, case: Case, release: Release) -> Result<Answer, GrowthPanic> {
        if self.one_by_one {
            let heap = series::series(self, case, release, false)?.cap;
            let local = series::series(self, case, release, true)?.cap;
            Ok(Answer { cap: heap, local: Some(local).filter(|local| *local != heap) })
        } else {
            let growth = self.grow(case, release)?;
            let local = self.policy(release).local_append(self.elem(), case.len, case.cap, growth.need);
            Ok(Answer { cap: growth.cap, local: local.filter(|local| *local != growth.cap) })
        }
    }

    /// Runs of releases with the same answer.
    fn answers(&self, case: Case, releases: &[Release]) -> Vec<Span<Result<Answer, GrowthPanic>>> {
        spans(releases, |release| self.answer(case, release), |answer| *answer)
    }

    /// `int is 8 bytes, no pointers`.
    fn elem_words(&self) -> String {
        let elem = self.elem();
        let bytes = if elem.size == 1 { "byte" } else { "bytes" };
        let pointers = if elem.has_pointers { "with pointers" } else { "no pointers" };
        let name = if self.ty_is_known { self.ty.name.as_str() } else { "an element" };
        format!("{name} is {} {bytes}, {pointers}", elem.size)
    }
}

/// A capacity; from 1.25 on maybe another one for a slice that does not escape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Answer {
    cap: i64,
    local: Option<i64>,
}

impl Answer {
    fn words(self) -> String {
        match self.local {
            None => self.cap.to_string(),
            Some(local) => format!("{} if it escapes, {local} if it stays local", self.cap),
        }
    }
}

fn words(answer: Result<Answer, GrowthPanic>) -> String {
    match answer {
        Ok(answer) => format!("cap {}", answer.words()),
        Err(panic) => format!("panic: {panic}"),
    }
}

/// `2 moves`, `1 move`.
fn count(n: impl Into<i128>, one: &str) -> String {
    let n = n.into();
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// The line under an answer that names the release and says where the answer is another one.
fn release_line(question: &Question, case: Case, release: Release) -> String {
    let spans = question.answers(case, &Release::all().collect::<Vec<_>>());
    let own = spans.iter().find(|span| span.contains(release));
    let same = match own {
        Some(span) if spans.len() == 1 => format!("Same cap in {} (--go all).", span.name()),
        _ => {
            let others = spans.iter().filter(|span| !span.contains(release));
            let list: Vec<String> = others.map(|span| format!("{}: {}", span.name(), words(span.answer))).collect();
            format!("In {} (--go all).", list.join("; "))
        }
    };
    format!("Go {release} {}; {}. {same}", question.arch, question.elem_words())
}
