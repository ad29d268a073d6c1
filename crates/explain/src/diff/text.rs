//! The comparison as text.

use goslice::Release;

use super::lines::Lines;
use super::outcome;
use super::reason::{self, Reason};
use super::{Digest, LOOP_VARIABLES, LoopVariables, Run, in_order, loop_variables};
use crate::changes::Change;
use crate::span;
use crate::style;
use crate::table::{Align, Table};

/// Which releases are alike, and each step between neighbours at which something changes. `between` gives the digest of a release
/// that was not run.
pub fn text(runs: &[Run], between: &mut dyn FnMut(Release) -> Option<Digest>) -> String {
    let mut out = String::new();
    for pair in runs.windows(2) {
        let step = step(&pair[0], &pair[1], between);
        if step.is_empty() {
            continue;
        }
        if runs.len() > 2 {
            let heading = format!("Go {} → {}", pair[0].release, pair[1].release);
            let same = pair[0].is_like(&pair[1]) && pair[0].is_comparable(&pair[1]);
            let same = if same { "    the output is the same" } else { "" };
            out += &format!("{}{same}\n", style::paint(style::ANSWER, &heading));
        }
        out += step.trim_end();
        out += "\n\n";
    }
    if runs.len() > 2 || out.is_empty() {
        out = format!("{}\n{out}", groups(runs));
    }
    out.truncate(out.trim_end().len());
    out + "\n"
}

/// `alike  1.15-1.17 | 1.18-1.27`, and what varies from run to run.
fn groups(runs: &[Run]) -> String {
    let list = |runs: &[&Run]| span::list(&runs.iter().map(|run| run.release).collect::<Vec<_>>());
    let (varying, same): (Vec<&Run>, Vec<&Run>) = runs.iter().partition(|run| run.varies);
    let words: Vec<String> = same.chunk_by(|run, next| run.is_like(next)).map(list).collect();
    let mut out = String::new();
    if !same.is_empty() {
        out += &format!("alike  {}\n", words.join(" | "));
    }
    if !varying.is_empty() {
        out += &format!("not compared  {}: not the same each time\n", list(&varying));
    }
    out
}

fn step(a: &Run, b: &Run, between: &mut dyn FnMut(Release) -> Option<Digest>) -> String {
    let mut out = String::new();
    if a.errors.is_some() || b.errors.is_some() {
        if !a.is_like(b) {
            for run in [a, b] {
                if let Some(errors) = &run.errors {
                    out += &format!("Go {} does not compile it:\n{errors}", run.release);
                }
            }
            out += &refusal(a, b);
        }
        return out;
    }
    let releases = [a.release, b.release];
    let (old, new) = in_order(a, b);
    if !a.is_comparable(b) {
        let varying: Vec<Release> = [old, new].iter().filter(|run| run.varies).map(|run| run.release).collect();
        out +=
            &format!("not compared: under Go {} the program does something else each time\n\n", span::list(&varying));
        for reason in reason::reasons(old, new, between) {
            out += &why(&reason, several_files(new));
            out.push('\n');
        }
        return out;
    }
    for (name, first, second) in [("stdout", &a.stdout, &b.stdout), ("stderr", &a.stderr, &b.stderr)] {
        if first != second {
            let (first, second) = (String::from_utf8_lossy(first), String::from_utf8_lossy(second));
            out += &Lines::of(&first, &second).text(name, releases);
            out.push('\n');
        }
    }
    if a.status != b.status {
        let [old, new] = releases;
        out += &format!("exit status  {} under Go {old}, {} under Go {new}\n\n", a.status, b.status);
    }
    if !a.is_like(b) || !a.counts_like(b) {
        let loops = loop_variables(old, new);
        if let Some(loops) = loops {
            let how = match loops {
                LoopVariables::All => {
                    format!("with those of 1.21, Go {} does what Go {} does", new.release, old.release)
                }
                LoopVariables::Part => {
                    let (old, new) = (old.release, new.release);
                    format!("a part of it: with those of 1.21, Go {new} still differs from Go {old}")
                }
            };
            let change = style::paint(style::NOTE, &format!("◀ 1.22: {LOOP_VARIABLES}"));
            out += &format!("why    {}    {change}\n  {how}\n\n", style::paint(style::ANSWER, "loop variables"));
        }
        let texts = reason::text_reasons(old, new);
        for reason in &texts {
            let place = format!("{} line {}", reason.output, reason.line);
            out += &format!("why    {}    {}\n\n", style::paint(style::ANSWER, &place), since(reason.change));
        }
        let reasons = reason::reasons(old, new, between);
        for reason in &reasons {
            out += &why(reason, several_files(new));
            out.push('\n');
        }
        if reasons.is_empty()
            && texts.is_empty()
            && loops.is_none()
            && !a.is_like(b)
            && a.digest.is_some()
            && b.digest.is_some()
        {
            out += "why    no slice is made or grown otherwise\n\n";
        }
    }
    out += &counts(a, b);
    out
}

/// Why one of them does not compile it, if the language or its predeclared functions tell.
fn refusal(a: &Run, b: &Run) -> String {
    let (old, new) = in_order(a, b);
    match old.errors.as_deref().and_then(|errors| reason::language(errors, old.release, new.release)) {
        Some(change) => format!("\nwhy    {}\n", since(change)),
        None => String::new(),
    }
}

fn since(change: Change) -> String {
    let words = format!("◀ 1.{}: {}", change.since(), change.words());
    style::paint(style::NOTE, &words)
}

/// Whether the slices are made in more than one file.
fn several_files(run: &Run) -> bool {
    let mut files = run.digest.iter().flat_map(|digest| &digest.events).map(|event| &event["file"]);
    let first = files.next();
    files.any(|file| Some(file) != first)
}

fn why(reason: &Reason, several_files: bool) -> String {
    let event = &reason.event;
    let text = event["text"].as_str().unwrap_or("");
    let place = match event["file"].as_str().filter(|_| several_files) {
        Some(file) => format!("{file}:{}: {text}", event["line"]),
        None => format!("line {}: {text}", event["line"]),
    };
    let (before, after) = (&event["before"], &event["after"]);
    let function = event["function"].as_str().unwrap_or_default();
    let buffer = match function.split_once('.') {
        Some(("bytes", _)) => "bytes.Buffer    ",
        Some(("strings", _)) => "strings.Builder    ",
        _ => "",
    };
    let numbers = if !outcome::is_asked(event) {
        String::new()
    } else if before["len"].is_null() {
        format!("len {}", after["len"])
    } else {
        format!("len {} → {}, cap {}", before["len"], after["len"], before["cap"])
    };
    let asked = format!("{buffer}{numbers}");
    let asked = asked.trim_end();
    let mut out = format!("why    {}    {asked}\n", style::paint(style::ANSWER, &place));
    out += &table(reason);
    if let Some((release, moved)) = &reason.moved {
        let text = moved["text"].as_str().unwrap_or("");
        let to = moved["to"].as_array().into_iter().flatten();
        let to: Vec<String> = to.map(|to| format!("{}/{}", to[0], to[1])).collect();
        let line = &moved["line"];
        out += &format!("  {release}: line {line}: {text}    moves it to the heap, len/cap {}\n", to.join(", "));
    }
    out
}

fn table(reason: &Reason) -> String {
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
    for (at, step) in reason.steps.iter().enumerate() {
        let outcome = &step.outcome;
        let header = if outcome.header > 0 { format!("+{}", outcome.header) } else { String::new() };
        let note = match step.change {
            Some(change) => format!("◀ {}", change.note()),
            None if at > 0 => "◀ compiled otherwise".to_owned(),
            None => String::new(),
        };
        table.row([
            span::run((outcome.release, step.last)),
            outcome.words.clone(),
            outcome.grow_to.map_or_else(String::new, |cap| cap.to_string()),
            format!("{}{header}", outcome.bytes),
            outcome.block_words(),
            outcome.cap.to_string(),
            note,
        ]);
    }
    table.render()
}

/// What both allocated, if that differs.
fn counts(a: &Run, b: &Run) -> String {
    let (Some(first), Some(second)) = (&a.digest, &b.digest) else { return String::new() };
    if first.counts == second.counts {
        return String::new();
    }
    let headings = [a, b].map(|run| format!("Go {}", run.release));
    let mut table = Table::new([
        (Align::Left, "counts"),
        (Align::Right, &headings[0]),
        (Align::Right, &headings[1]),
        (Align::Right, ""),
    ]);
    for ((name, old), (_, new)) in first.counts.named().into_iter().zip(second.counts.named()) {
        let change = match i128::from(new) - i128::from(old) {
            0 => String::new(),
            change => format!("{change:+}"),
        };
        table.row([name.to_owned(), old.to_string(), new.to_string(), change]);
    }
    table.render()
}
