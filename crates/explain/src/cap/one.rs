//! The page for one release: the steps, the arrays before and after, and two better ways.

use goslice::policy::Block;
use goslice::size_class::{Class, PAGE_BYTES};
use goslice::{Growth, Policy, Release};

use super::{Case, Question, count, draw, release_line, rule, series};
use crate::style;
use crate::table::pad;

/// Column where the headline goes on after the answer.
const HEADLINE_WIDTH: usize = 26;

pub(super) fn text(question: &Question, case: Case, release: Release) -> String {
    let policy = question.policy(release);
    let answer = question.answer(case, release);
    let mut out = String::new();
    match question.grow(case, release) {
        Ok(growth) => {
            out += &headline(&super::words(answer), &movement(&growth));
            out += "\n";
            out += &steps(&policy, &growth);
            let drawing = draw::arrays(&growth);
            if !drawing.is_empty() {
                out += &format!("\n{drawing}");
            }
            out += "\n";
            out += &local_line(&policy, question, case, &growth);
            out += &alternatives(question, case, release, &growth);
        }
        Err(_) => {
            out += &headline(&super::words(answer), "");
            out += "\n";
            out += &refusal(question, case, &policy);
        }
    }
    out += &style::paint(style::QUIET, &release_line(question, case, release));
    out + "\n"
}

/// `cap 10                    len 4 → 9, cap 4 → 10; ...`
pub(super) fn headline(answer: &str, rest: &str) -> String {
    let space = if rest.is_empty() { String::new() } else { pad("  ", HEADLINE_WIDTH.saturating_sub(answer.len())) };
    format!("{}{space}{rest}\n", style::paint(style::ANSWER, answer))
}

fn movement(growth: &Growth) -> String {
    let Growth { old_len, need, old_cap, cap, .. } = *growth;
    if !growth.moved() {
        return format!("len {old_len} → {need}, cap {cap} stays; in place, in the same array");
    }
    let what = match (growth.elem.size, old_cap) {
        (0, _) => "nothing to move",
        (_, 0) => "the first array",
        _ => "the elements move to a new array",
    };
    format!("len {old_len} → {need}, cap {old_cap} → {cap}; {what}")
}

/// A line of the calculation: its name, the sum, and why.
struct Step {
    name: &'static str,
    sum: String,
    why: String,
}

fn steps(policy: &Policy, growth: &Growth) -> String {
    let Growth { old_len, appended, need, raw_cap, bytes, header, usable, cap, .. } = *growth;
    let size = growth.elem.size;
    let step = |name, sum, why: &str| Step { name, sum, why: why.to_owned() };
    let sum_of_need = format!("{old_len} + {appended} = {need}");
    if !growth.moved() {
        return lines(&[step("need", sum_of_need, &rule::long(policy, growth))]);
    }
    let mut steps = vec![
        step("need", sum_of_need, &format!("more than cap {}: runtime.growslice", growth.old_cap)),
        step("grow to", raw_cap.to_string(), &rule::long(policy, growth)),
    ];
    if size > 0 {
        steps.push(step("bytes", format!("{raw_cap} × {size} = {bytes}"), ""));
        if header > 0 {
            let why = format!("malloc header: pointers, and more than {} bytes", policy.header_above());
            steps.push(step("header", format!("{bytes} + {header} = {}", bytes + header), &why));
        }
        steps.push(step("rounded", growth.block.bytes().to_string(), &block_words(policy, growth.block)));
        let sum = match header {
            0 => format!("{usable} / {size} = {cap}"),
            _ => format!("({} - {header}) / {size} = {cap}", usable + header),
        };
        let slack = match growth.slack() {
            0 => String::new(),
            slack => format!("slack: {} left over", count(slack, "byte")),
        };
        steps.push(step("cap", sum, &slack));
    }
    lines(&steps)
}

fn lines(steps: &[Step]) -> String {
    let explained = steps.iter().filter(|step| !step.why.is_empty());
    let width = explained.map(|step| step.sum.chars().count()).max().unwrap_or(0).max(10) + 4;
    let line = |step: &Step| {
        let line = format!("  {}{}{}", pad(step.name, 10), pad(&step.sum, width), step.why);
        format!("{}\n", line.trim_end())
    };
    steps.iter().map(line).collect()
}

fn block_words(policy: &Policy, block: Block) -> String {
    match block {
        Block::Zero => String::new(),
        Block::Pages { count: pages } => {
            format!("{} of {PAGE_BYTES} bytes; too large for a size class", count(pages, "page"))
        }
        Block::Class(Class { number, .. }) => {
            let around = [number.wrapping_sub(1), number, number + 1];
            let sizes: Vec<String> =
                around.into_iter().filter_map(|n| policy.classes.get(n)).map(|c| c.bytes.to_string()).collect();
            format!("size class {number}; the classes around it are {}", sizes.join(", "))
        }
    }
}

/// Why there are two answers.
fn local_line(policy: &Policy, question: &Question, case: Case, growth: &Growth) -> String {
    let elem = question.elem();
    match policy.local_append(elem, case.len, case.cap, growth.need) {
        Some(slots) if slots != growth.cap => format!(
            "stays local     32 bytes of stack hold {slots}, if the compiler proves that the slice does not escape (1.25)\n"
        ),
        _ => String::new(),
    }
}

fn alternatives(question: &Question, case: Case, release: Release, growth: &Growth) -> String {
    if !growth.moved() {
        return "Other slices of this array see what is appended, as far as their len reaches.\n".to_owned();
    }
    if growth.elem.size == 0 {
        return String::new();
    }
    let mut out = String::new();
    if question.append > 1
        && let Ok(series) = series::series(question, case, release, false)
    {
        out += &format!("one at a time   {}   (--one-by-one)\n", series.words());
    }
    out + &format!("no move at all  make([]{}, {}, {})\n", question.ty.name, case.len, growth.need)
}

/// The sums of an append that panics.
fn refusal(question: &Question, case: Case, policy: &Policy) -> String {
    let need = policy.arch.wrap_int(case.len.wrapping_add(question.append));
    let step = |name, sum: String, why: &str| Step { name, sum, why: why.to_owned() };
    let sum = format!("{} + {}", case.len, question.append);
    let steps = if need < 0 {
        vec![step("need", sum, &format!("more than the largest int, {}", policy.arch.max_int()))]
    } else {
        let grown = policy.next_cap(need, case.len, case.cap).cap;
        let size = question.elem().size;
        let bytes = i128::from(grown) * i128::from(size);
        vec![
            step("need", format!("{sum} = {need}"), &format!("more than cap {}: runtime.growslice", case.cap)),
            step("grow to", grown.to_string(), ""),
            step("bytes", format!("{grown} × {size} = {bytes}"), ""),
            step("limit", policy.max_alloc.to_string(), "bytes that one array may have at most"),
        ]
    };
    let exit = "Uncaught, the panic ends the program with status 2; recover() returns it as a runtime.Error.";
    format!("{}\n{exit}\n", lines(&steps))
}
