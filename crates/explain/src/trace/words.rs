//! What happened, in words.

use goslice::Growth;
use goslice::growth::Rule;
use goslice_trace::{Alias, AliasKind, Block, Event, Memory, Operation, Origin, Slice};

/// Of an append that found room, and touched nobody.
pub(super) const IN_PLACE: &str = "in place";

/// The last column of a row: `moved: double; 64 B; copied 32 B; cleared 24 B`.
pub(super) fn words(event: &Event) -> String {
    let elem = event.elem.elem;
    match &event.operation {
        Operation::New { origin, memory, .. } => {
            let what = match origin {
                Origin::Make => "new",
                Origin::Literal => "literal",
                Origin::Conversion => "from a string",
            };
            match memory {
                Memory::Heap(block) => {
                    let kind = if elem.has_pointers { "scan" } else { "noscan" };
                    format!("{what}, {} B {kind}{}", block.bytes, slack(block))
                }
                Memory::Stack { bytes } => format!("{what}, {bytes} B on the stack"),
                Memory::Shared => format!("{what}: a view of its bytes"),
                Memory::None => format!("{what}, no memory"),
            }
        }
        Operation::AppendInBuffer { buffer, on_heap: Some(_), .. } => {
            format!("new on the heap, with the capacity of gc's buffer of {buffer} B on the stack")
        }
        Operation::AppendInBuffer { before, after, buffer, .. } => {
            let room = if before.array == after.array { "goes on" } else { "new:" };
            format!("{room} in a buffer of {buffer} B on the stack")
        }
        Operation::MoveToHeap { before, after, .. } if before.array == after.array => {
            "stays on the heap, with the capacity of gc's copy".to_owned()
        }
        Operation::MoveToHeap { block, copied, .. } => match block {
            Some(block) => {
                format!("moved from the stack to the heap; {} B; copied {copied} B{}", block.bytes, slack(block))
            }
            None => "moved from the stack; no memory".to_owned(),
        },
        Operation::Append { growth, .. } if growth.moved() => moved(growth),
        Operation::Append { growth, .. } if growth.appended == 0 => "nothing appended".to_owned(),
        Operation::Append { aliases, .. } => format!("{IN_PLACE}{}", touched(&event.site.function, aliases)),
        Operation::Reslice { before, after } => {
            let from = after.offset.saturating_sub(before.offset).checked_div(elem.size).unwrap_or(0);
            if from == 0 { "same array".to_owned() } else { format!("same array, from element {from}") }
        }
        Operation::Copy { n, .. } => format!("copied {} B", *n as u64 * elem.size),
        Operation::Clear { slice } => format!("cleared {} B", slice.len as u64 * elem.size),
    }
}

fn slack(block: &Block) -> String {
    if block.slack > 0 { format!("; slack {} B", block.slack) } else { String::new() }
}

fn moved(growth: &Growth) -> String {
    if growth.rule == Rule::ZeroSize {
        return "elements without size: no memory".to_owned();
    }
    let first = growth.old_cap == 0;
    let mut words = if first { "new".to_owned() } else { "moved".to_owned() };
    words += &match growth.rule {
        Rule::InPlace | Rule::Need if first => format!(": need {}", growth.need),
        Rule::InPlace | Rule::ZeroSize => String::new(),
        Rule::Need => format!(": {} > 2×{}", growth.need, growth.old_cap),
        Rule::Double => ": double".to_owned(),
        Rule::Quarters { steps } => format!(": + cap/4{}", several(steps)),
        Rule::Smooth { steps } => format!(": + (cap+768)/4{}", several(steps)),
        Rule::Overflow => ": steps overflow".to_owned(),
    };
    let block = growth.block.bytes();
    words += &match (growth.bytes, growth.header) {
        (bytes, 0) if bytes == block => format!("; {block} B"),
        (bytes, 0) => format!(", {bytes} → {block} B"),
        (bytes, header) => format!(", {bytes}+{header} → {block} B"),
    };
    if !first {
        words += &format!("; copied {} B", growth.copied());
    }
    for (name, bytes) in [("cleared", growth.cleared()), ("slack", growth.slack())] {
        if bytes > 0 {
            words += &format!("; {name} {bytes} B");
        }
    }
    words
}

fn several(steps: u32) -> String {
    if steps > 1 { format!(", {steps} steps") } else { String::new() }
}

/// `; overwrites b; shares spare room with s in main`
fn touched(function: &str, aliases: &[Alias]) -> String {
    let mut words = String::new();
    for (kind, verb) in [(AliasKind::Overwrites, "overwrites"), (AliasKind::SharesSpare, "shares spare room with")] {
        let names: Vec<String> = aliases
            .iter()
            .filter(|alias| alias.kind == kind)
            .map(|alias| match &*alias.function {
                other if other != function && !other.is_empty() => {
                    format!("{} in {}", alias.variable, short_name(other))
                }
                _ => alias.variable.to_string(),
            })
            .collect();
        if !names.is_empty() {
            words += &format!("; {verb} {}", names.join(", "));
        }
    }
    words
}

/// A function's name without the package: `main.f` is `f`.
pub(super) fn short_name(function: &str) -> &str {
    function.strip_prefix("main.").unwrap_or(function)
}

/// The array column: `#1`, `#1 → #2` when elements moved, `#2 ← #1` when they were copied.
pub(super) fn arrays(operation: &Operation) -> String {
    let one = |slice: &Slice| slice.array.map_or_else(|| "-".to_owned(), |id| id.to_string());
    match operation {
        Operation::New { after, .. } | Operation::Reslice { after, .. } => one(after),
        Operation::MoveToHeap { before, after, .. } if before.array == after.array => one(after),
        Operation::Append { before, after, .. } if before.array.is_none() || before.array == after.array => one(after),
        Operation::AppendInBuffer { before, after, .. } if before.array.is_none() || before.array == after.array => {
            one(after)
        }
        Operation::Append { before, after, .. }
        | Operation::AppendInBuffer { before, after, .. }
        | Operation::MoveToHeap { before, after, .. } => format!("{} → {}", one(before), one(after)),
        Operation::Copy { dst, src, .. } if dst.array == src.array => one(dst),
        Operation::Copy { dst, src, .. } => format!("{} ← {}", one(dst), one(src)),
        Operation::Clear { slice } => one(slice),
    }
}

/// The slice that an operation leaves.
pub(super) fn result(operation: &Operation) -> &Slice {
    match operation {
        Operation::New { after, .. }
        | Operation::Append { after, .. }
        | Operation::AppendInBuffer { after, .. }
        | Operation::MoveToHeap { after, .. }
        | Operation::Reslice { after, .. } => after,
        Operation::Copy { dst: slice, .. } | Operation::Clear { slice } => slice,
    }
}
