//! Why something is on the stack or on the heap, in words.

use goslice::Release;
use goslice_hir::body::SiteKind;
use goslice_hir::escape::{Cause, NoBuffer, Step};
use goslice_hir::verdicts::{Place, Verdict, What};
use goslice_syntax::source::{Pos, SourceMap};
use std::collections::BTreeMap;

use crate::{span, style};

/// The verdicts of a program under a release.
pub struct Answers<'a> {
    pub release: Release,
    pub sources: &'a SourceMap,
    /// Each with what it is on, as it stands in the source.
    pub list: Vec<(String, &'a Verdict)>,
}

/// The verdicts of each release, in the order of the source; where releases agree they share the words.
pub fn text(asked: &[Answers<'_>]) -> String {
    // For each place of the source, by release, what is said of each copy of it.
    let mut sites: BTreeMap<(String, u32, u32, &str), Vec<Vec<Copy>>> = BTreeMap::new();
    for (at, answers) in asked.iter().enumerate() {
        for (text, verdict) in &answers.list {
            let pos = answers.sources.position(verdict.pos);
            let key = (pos.file.to_string(), pos.line, pos.col, text.as_str());
            let releases = sites.entry(key).or_insert_with(|| vec![Vec::new(); asked.len()]);
            let words = words(answers.sources, verdict);
            let inlined: Vec<u32> = verdict.calls.iter().map(|&pos| answers.sources.position(pos).line).collect();
            match releases[at].iter_mut().find(|copy| copy.words == words) {
                Some(copy) => copy.inlined.push(inlined),
                None => releases[at].push(Copy { inlined: vec![inlined], words }),
            }
        }
    }
    if sites.is_empty() {
        return "Nothing is allocated here, and no variable lives longer than its call might.\n".to_owned();
    }
    let mut out = String::new();
    for ((file, line, col, text), releases) in sites {
        let first = text.lines().next().unwrap_or_default();
        out += &format!("{file}:{line}:{col}: {}\n", style::paint(style::NOTE, first));
        if releases.iter().all(|copies| *copies == releases[0]) {
            copies(&releases[0], "  ", &mut out);
            continue;
        }
        let together: Vec<(Release, &Vec<Copy>)> = asked.iter().map(|answers| answers.release).zip(&releases).collect();
        for alike in together.chunk_by(|(_, found), (_, next)| found == next) {
            let names: Vec<Release> = alike.iter().map(|(release, _)| *release).collect();
            out += &format!("  Go {}:\n", span::list(&names));
            let found = alike[0].1;
            match found.is_empty() {
                true => out += "    nothing is allocated here\n",
                false => copies(found, "    ", &mut out),
            }
        }
    }
    out
}

/// Copies of a place of the source of which the same is said.
#[derive(Clone, PartialEq)]
struct Copy {
    /// Of each, the lines of the calls that were replaced by it; none if it stands where it is written.
    inlined: Vec<Vec<u32>>,
    words: Vec<String>,
}

fn copies(list: &[Copy], indent: &str, out: &mut String) {
    for copy in list {
        let mut lines: Vec<String> = copy.inlined.iter().filter(|calls| !calls.is_empty()).map(|c| chain(c)).collect();
        lines.dedup();
        let own = copy.inlined.iter().any(Vec::is_empty);
        let prefix = match (own, lines.is_empty()) {
            (_, true) if list.len() == 1 => String::new(),
            (true, false) if list.len() == 1 => String::new(),
            (_, true) => "in the function itself: ".to_owned(),
            (true, false) => format!("in the function itself, and inlined at line {}: ", lines.join(", ")),
            (false, false) => format!("inlined at line {}: ", lines.join(", ")),
        };
        for (at, words) in copy.words.iter().enumerate() {
            let prefix = if at == 0 { &*prefix } else { "" };
            out.push_str(&format!("{indent}{prefix}{words}\n"));
        }
    }
}

/// The lines of nested calls, outer ones first, as `23 (inlined at line 37)`: the innermost first.
fn chain(calls: &[u32]) -> String {
    let around = |outer: String, line: &u32| match outer.is_empty() {
        true => line.to_string(),
        false => format!("{line} (inlined at line {outer})"),
    };
    calls.iter().fold(String::new(), around)
}

/// An object a line, for each release and verdict.
pub fn json(asked: &[Answers<'_>]) -> String {
    let mut out = String::new();
    for answers in asked {
        let at = |pos: Pos| {
            let pos = answers.sources.position(pos);
            serde_json::json!({ "line": pos.line, "col": pos.col })
        };
        for (text, verdict) in &answers.list {
            let pos = answers.sources.position(verdict.pos);
            let mut object = serde_json::json!({
                "go": answers.release.to_string(), "file": &*pos.file, "line": pos.line, "col": pos.col,
                "text": text, "what": what(&verdict.what), "place": place(&verdict.place),
                "escapes": verdict.escapes,
                "inlined_at": verdict.calls.iter().map(|&pos| at(pos)).collect::<Vec<_>>(),
                "around_literal": verdict.around_literal,
                "words": words(answers.sources, verdict),
            });
            if let Place::Buffer { bytes, cap, moved_at, .. } = &verdict.place {
                object["bytes"] = (*bytes).into();
                object["cap"] = (*cap).into();
                object["moved_at"] = moved_at.iter().map(|&pos| at(pos)).collect::<Vec<_>>().into();
            }
            if let Some(Cause::Flow(steps)) = verdict.cause.as_deref() {
                let step = |step: &Step| {
                    serde_json::json!({
                        "line": line(answers.sources, step.pos), "derefs": step.derefs, "from": &*step.from, "to": &*step.to,
                        "how": &*step.how,
                    })
                };
                object["path"] = steps.iter().map(step).collect::<Vec<_>>().into();
            }
            out += &format!("{object}\n");
        }
    }
    out
}

fn what(what: &What) -> &'static str {
    match what {
        What::Variable(_) => "variable",
        What::Site(SiteKind::Make) => "make",
        What::Site(SiteKind::SliceLit) => "literal",
        What::Site(SiteKind::Variadic) => "variadic",
        What::Site(SiteKind::Append) => "append",
        What::Site(SiteKind::New) => "new",
        What::Site(SiteKind::Closure) => "func",
        What::Site(SiteKind::Interface) => "interface",
        What::Site(SiteKind::Conversion) => "conversion",
        What::Site(SiteKind::Concat) => "concatenation",
    }
}

fn place(place: &Place) -> &'static str {
    match place {
        Place::Frame { .. } | Place::UpTo { .. } => "stack",
        Place::Static => "static",
        Place::View => "view",
        Place::Buffer { .. } => "buffer",
        Place::Heap => "heap",
    }
}

/// The verdict and the way to the heap, a line each.
fn words(sources: &SourceMap, verdict: &Verdict) -> Vec<String> {
    let first = match &verdict.place {
        Place::Frame { always: None } => "on the stack".to_owned(),
        Place::Frame { always: Some(n) } => {
            format!("on the stack: its size is always {n}, a constant that comes by way of a variable")
        }
        Place::Static if verdict.what == What::Site(SiteKind::Make) => "nowhere: its elements have no size".to_owned(),
        Place::Static if verdict.what == What::Site(SiteKind::Interface) => {
            "no copy: there is read-only memory with this value".to_owned()
        }
        Place::Static => "nowhere: it refers to nothing around it".to_owned(),
        Place::View => "no copy: the bytes are only read, and stay the string's".to_owned(),
        Place::UpTo { bytes } => format!("on the stack if it has at most {bytes} bytes, or else on the heap"),
        Place::Buffer { bytes, cap, whole, moved_at, .. } if moved_at.is_empty() => {
            let cap = if *whole { format!("capacity {cap}") } else { "its capacity grows step by step".to_owned() };
            format!("begins in a buffer on the stack ({bytes} bytes, {cap}), and grows to the heap")
        }
        Place::Buffer { bytes, moved_at, on_heap, .. } => {
            let lines: Vec<String> = moved_at.iter().map(|&pos| sources.position(pos).line.to_string()).collect();
            let words = format!(
                "built in a buffer on the stack ({bytes} bytes), moved to the heap at line {}",
                lines.join(", ")
            );
            match on_heap {
                true => {
                    format!("{words}: gc's mistake (see goslice check); here on the heap, with the same capacities")
                }
                false => words,
            }
        }
        Place::Heap => match verdict.what {
            What::Variable(_) => "moved to the heap".to_owned(),
            What::Site(_) => "on the heap".to_owned(),
        },
    };
    let mut out = vec![first];
    match verdict.cause.as_deref() {
        None | Some(Cause::NoSize) => {}
        Some(Cause::TooLarge { limit }) => out[0] += &format!(": the limit of the stack is {limit} bytes"),
        Some(Cause::Joined) => out[0] += ": []byte(a + b) has no buffer on the stack in Go 1.24",
        Some(Cause::VariableSize) => out[0] += ": its size is known only when the program runs",
        Some(Cause::NoBuffer(none)) => out[0] += &format!(": {}", no_buffer(*none)),
        Some(Cause::Flow(steps)) => out.extend(steps.iter().map(|step| format!("  {}", flow(sources, step)))),
    }
    out
}

fn no_buffer(none: NoBuffer) -> &'static str {
    match none {
        NoBuffer::Release => "append has buffers on the stack since Go 1.25",
        NoBuffer::Spread => "append(s, t...) has no buffer on the stack",
        NoBuffer::InMemory => "appending to what is in memory has no buffer on the stack",
        NoBuffer::Taken => "if the array is too small; an append before this one has the buffer on the stack",
        NoBuffer::ElementSize => "the element does not fit in a buffer of 32 bytes on the stack",
    }
}

fn flow(sources: &SourceMap, step: &Step) -> String {
    let at = line(sources, step.pos).map_or_else(String::new, |line| format!(" at line {line}"));
    let what = match step.derefs {
        // Of something without a name, it is understood that its address flows.
        ..0 if step.from.contains(' ') => step.from.to_string(),
        ..0 => format!("&{}", step.from),
        0 => step.from.to_string(),
        _ => format!("what {} points to", step.from),
    };
    format!("{what} flows to {}{at} ({})", step.to, step.how)
}

fn line(sources: &SourceMap, pos: Pos) -> Option<u32> {
    pos.is_some().then(|| sources.position(pos).line)
}
