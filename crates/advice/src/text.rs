//! Advice as text and as JSON. Only what was checked is said, as counts.

use goslice_driver::Source;
use serde_json::{Value, json};

use crate::candidate::Finds;
use crate::check::{Advice, Checked, Difference};
use crate::edit::{Edit, line_with};
use crate::facts::SiteFacts;

/// Columns of a terminal.
const WIDTH: usize = 80;

/// Columns for a line of output.
const OUTPUT_WIDTH: usize = 72;

/// Longer new lines are shown from the edit on.
const LINE_WIDTH: usize = 76;

/// All of it; empty if there is none.
pub fn text(advice: &[Advice], files: &[Source]) -> String {
    let several_files = files.len() > 1;
    let mut blocks: Vec<String> = Vec::new();
    let mut shown: Vec<&Advice> = Vec::new();
    for it in advice {
        if shown.iter().any(|before| is_alternative(before, it)) {
            continue;
        }
        let others = advice.iter().filter(|other| !std::ptr::eq(*other, it) && is_alternative(it, other));
        let others = others.map(|other| {
            let lines = new_lines(other, files);
            format!(
                "    or {}, which was checked too:\n  {}",
                places(other, several_files),
                lines.replace("\n    ", "\n      ")
            )
        });
        blocks.push(format!("{}{}", one(it, files, several_files), others.collect::<String>()));
        shown.push(it);
    }
    blocks.join("\n")
}

/// Whether two repairs mend the same, with the same output.
fn is_alternative(a: &Advice, b: &Advice) -> bool {
    match (&a.checked, &b.checked) {
        (
            Checked::Repair { finds: Finds::Overwritten { victim: a, by: a_by }, difference: a_shows, .. },
            Checked::Repair { finds: Finds::Overwritten { victim: b, by: b_by }, difference: b_shows, .. },
        ) => (a, a_by, a_shows) == (b, b_by, b_shows),
        _ => false,
    }
}

fn one(advice: &Advice, files: &[Source], several_files: bool) -> String {
    let kind = if matches!(advice.checked, Checked::Saving { .. }) { "saving" } else { "repair" };
    let mut out = format!("  {kind}, {}", places(advice, several_files));
    match &advice.checked {
        Checked::Saving { reached, before, after } => {
            out += &format!(":\n{}", new_lines(advice, files));
            let counts = counts(before, after).join(", ");
            out += &wrapped(&format!("checked: same output, line reached {}", times(*reached)), &counts);
        }
        Checked::Repair { finds, zeros, reached: _, difference } => {
            let what = match finds {
                Finds::Zeros { instead, .. } => {
                    let zeros = match zeros {
                        Some(n) => format!("{n} zero elements stay"),
                        None => "the elements of make stay".to_owned(),
                    };
                    format!("{zeros} in front; {instead}?")
                }
                Finds::Overwritten { victim, by } => {
                    let mut lines: Vec<String> = by.iter().map(|at| at.1.to_string()).collect();
                    lines.dedup();
                    let s = if lines.len() == 1 { "" } else { "s" };
                    format!("the append of line{s} {} overwrites {}", lines.join(", "), victim.variable)
                }
            };
            out += &format!(": {what}\n{}", new_lines(advice, files));
            let kept = match finds {
                Finds::Zeros { .. } => "same end".to_owned(),
                Finds::Overwritten { victim, .. } => format!("{} keeps its values", victim.variable),
            };
            out += &format!("    checked: {kept}, no new finding; it prints, before and after:\n");
            out += &shown(difference);
        }
    }
    out
}

/// `line 6`, `lines 6, 8`, `main.go:6`
fn places(advice: &Advice, several_files: bool) -> String {
    let mut lines: Vec<String> = Vec::new();
    for edit in &advice.edits {
        let (file, line) = &edit.shown_at;
        let shown = if several_files { format!("{file}:{line}") } else { line.to_string() };
        if !lines.contains(&shown) {
            lines.push(shown);
        }
    }
    match (several_files, lines.len()) {
        (true, _) => lines.join(", "),
        (false, 1) => format!("line {}", lines[0]),
        (false, _) => format!("lines {}", lines.join(", ")),
    }
}

/// The lines as the edits make them, each once.
fn new_lines(advice: &Advice, files: &[Source]) -> String {
    let mut out = String::new();
    let mut seen: Vec<(&str, String)> = Vec::new();
    for edit in &advice.edits {
        let on_line = |other: &&Edit| other.file == edit.file && same_line(files, edit, other);
        let together: Vec<&Edit> = advice.edits.iter().filter(on_line).collect();
        let line = cut(&line_with(files, &edit.file, &together), &edit.replacement);
        if !seen.contains(&(&edit.file, line.clone())) {
            out += &format!("    {line}\n");
            seen.push((&edit.file, line));
        }
    }
    out
}

fn same_line(files: &[Source], a: &Edit, b: &Edit) -> bool {
    let Some(source) = files.iter().find(|source| source.name == a.file) else { return false };
    let (from, to) = (a.span.start.min(b.span.start), a.span.start.max(b.span.start));
    !source.text[from..to].contains(&b'\n')
}

/// Of a line that is too long, the statement that is new: never less, an edit that is half shown cannot be made.
fn cut(line: &str, new: &str) -> String {
    if line.chars().count() <= LINE_WIDTH {
        return line.to_owned();
    }
    let at = line.find(new).unwrap_or(0);
    let from = line[..at].rfind(';').map_or(0, |semicolon| semicolon + 1);
    let start = if from > 0 { "… " } else { "" };
    match line[at + new.len()..].find(';') {
        Some(end) => format!("{start}{} …", line[from..at + new.len() + end].trim_start()),
        None => format!("{start}{}", line[from..].trim_start()),
    }
}

fn times(n: u64) -> String {
    match n {
        1 => "once".to_owned(),
        _ => format!("{n} times"),
    }
}

/// What became less: `5 moves → 0`.
fn counts(before: &SiteFacts, after: &SiteFacts) -> Vec<String> {
    let moves = if before.moves == 1 { "move" } else { "moves" };
    let mut counts = vec![format!("{} {moves} → {}", before.moves, after.moves)];
    if before.copied != after.copied {
        counts.push(format!("{} B copied → {}", before.copied, after.copied));
    }
    if before.allocated != after.allocated {
        counts.push(format!("{} B allocated → {}", before.allocated, after.allocated));
    }
    counts
}

/// Two parts on one line, or on two.
fn wrapped(first: &str, second: &str) -> String {
    let one = format!("    {first}; {second}");
    if one.chars().count() <= WIDTH { format!("{one}\n") } else { format!("    {first};\n      {second}\n") }
}

fn shown(difference: &Difference) -> String {
    let cut = |line: &String| -> String {
        match line.char_indices().nth(OUTPUT_WIDTH) {
            Some((at, _)) => format!("{}…", &line[..at]),
            None => line.clone(),
        }
    };
    let mut out = String::new();
    for (mark, lines) in [("-", &difference.before), ("+", &difference.after)] {
        for line in lines {
            out += format!("    {mark} {}", cut(line)).trim_end();
            out.push('\n');
        }
    }
    if difference.more {
        out += "    … and more\n";
    }
    out
}

/// Advice as JSON, one object each.
pub fn json(advice: &[Advice], files: &[Source]) -> Vec<Value> {
    advice.iter().map(|it| object(it, files)).collect()
}

fn object(advice: &Advice, files: &[Source]) -> Value {
    let edits: Vec<Value> = advice
        .edits
        .iter()
        .map(|edit| {
            json!({
                "file": edit.file,
                "line": edit.shown_at.1,
                "start": edit.span.start,
                "end": edit.span.end,
                "replacement": edit.replacement,
                "becomes": edit.new_line(files),
            })
        })
        .collect();
    let numbers = |it: &SiteFacts| json!({ "moves": it.moves, "allocated": it.allocated, "copied": it.copied });
    let (kind, checked) = match &advice.checked {
        Checked::Saving { reached, before, after } => (
            "saving",
            json!({ "output": "same", "reached": reached, "before": numbers(before), "after": numbers(after) }),
        ),
        Checked::Repair { finds, zeros, reached, difference } => {
            let output = json!({ "before": difference.before, "after": difference.after, "more": difference.more });
            let finding = match finds {
                Finds::Zeros { name, .. } => json!({ "zeros": zeros, "variable": &**name }),
                Finds::Overwritten { victim, by } => {
                    let lines: Vec<u32> = by.iter().map(|at| at.1).collect();
                    json!({ "overwrites": &*victim.variable, "function": &*victim.function, "lines": lines })
                }
            };
            ("repair", json!({ "output": output, "reached": reached, "finding": finding }))
        }
    };
    json!({ "event": "advice", "kind": kind, "edits": edits, "checked": checked })
}
