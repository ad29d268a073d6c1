//! Events as JSON, one object a line.
//!
//! Every object has `event`, `file`, `line`, `col`, `function`, `call`, `text`, `type` and `elem`. `event` is one of `make`, `literal`,
//! `conversion`, `append`, `move to heap`, `reslice`, `copy`, `clear`. Slices are objects of `array` (a number, or null), `offset` in bytes,
//! `len`, `cap` and `spare`.

use std::io::{self, Write};

use goslice::growth::Rule;
use serde_json::{Map, Value, json};

use crate::{AliasKind, Block, Event, Memory, Operation, Origin, Sink, Slice};

/// Writes each event as a line.
#[derive(Debug)]
pub struct JsonLines<W> {
    out: W,
    error: Option<io::Error>,
}

impl<W: Write> JsonLines<W> {
    /// A sink that writes to `out`, which is best buffered.
    pub fn new(out: W) -> JsonLines<W> {
        JsonLines { out, error: None }
    }

    /// The first error of the writes so far; after it nothing is written.
    pub fn error(&self) -> Option<&io::Error> {
        self.error.as_ref()
    }

    /// Flushes, and gives the first error of the writes.
    pub fn finish(&mut self) -> io::Result<()> {
        match self.error.take() {
            Some(error) => Err(error),
            None => self.out.flush(),
        }
    }
}

impl<W: Write> JsonLines<W> {
    /// Flushes, and gives what was written to, or the first error of the writes.
    pub fn into_inner(mut self) -> io::Result<W> {
        self.finish()?;
        Ok(self.out)
    }
}

impl<W: Write> Sink for JsonLines<W> {
    fn event(&mut self, event: &Event) {
        if self.error.is_none() {
            // In one piece: a buffer that is full is then written up to the end of a line.
            self.error = self.out.write_all(format!("{}\n", json(event)).as_bytes()).err();
        }
    }
}

/// An event as one JSON object.
pub fn json(event: &Event) -> Value {
    let site = &event.site;
    let mut out = object(json!({
        "event": name(&event.operation),
        "file": &*site.file,
        "line": site.line,
        "col": site.at.1,
        "function": &*site.function,
        "call": event.call.0,
        "text": &*site.text,
        "type": format!("[]{}", event.elem.name),
        "elem": { "size": event.elem.elem.size, "pointers": event.elem.elem.has_pointers },
    }));
    out.extend(object(operation(&event.operation)));
    Value::Object(out)
}

fn name(operation: &Operation) -> &'static str {
    match operation {
        Operation::New { origin: Origin::Make, .. } => "make",
        Operation::New { origin: Origin::Literal, .. } => "literal",
        Operation::New { origin: Origin::Conversion, .. } => "conversion",
        Operation::Append { .. } | Operation::AppendInBuffer { .. } => "append",
        Operation::MoveToHeap { .. } => "move to heap",
        Operation::Reslice { .. } => "reslice",
        Operation::Copy { .. } => "copy",
        Operation::Clear { .. } => "clear",
    }
}

fn operation(operation: &Operation) -> Value {
    match operation {
        Operation::New { after, memory, .. } => {
            let (place, block) = match memory {
                Memory::None => (None, None),
                Memory::Heap(block) => (Some("heap"), Some(block_json(block))),
                Memory::Stack { bytes } => (Some("stack"), Some(json!({ "bytes": bytes }))),
                Memory::Shared => (Some("string"), None),
            };
            json!({ "after": slice(after), "place": place, "block": block })
        }
        Operation::AppendInBuffer { before, after, appended, buffer, on_heap } => json!({
            "before": slice(before),
            "after": slice(after),
            "appended": appended,
            "moved": before.array != after.array,
            "place": if on_heap.is_some() { "heap" } else { "stack" },
            "block": on_heap.as_ref().map_or_else(|| json!({ "bytes": buffer }), block_json),
        }),
        Operation::MoveToHeap { before, after, block, copied } => json!({
            "before": slice(before),
            "after": slice(after),
            "place": "heap",
            "block": block.as_ref().map(block_json),
            "copied": copied,
        }),
        Operation::Append { before, after, growth, aliases, left_behind } => {
            let (rule, steps) = rule(growth.rule);
            let aliases: Vec<Value> = aliases
                .iter()
                .map(|alias| {
                    let kind = match alias.kind {
                        AliasKind::Overwrites => "overwrites",
                        AliasKind::SharesSpare => "shares spare",
                    };
                    json!({ "kind": kind, "function": &*alias.function, "variable": &*alias.variable })
                })
                .collect();
            let block = Block { bytes: growth.block.bytes(), header: growth.header, slack: growth.slack() };
            json!({
                "before": slice(before),
                "after": slice(after),
                "appended": growth.appended,
                "moved": growth.moved(),
                "rule": rule,
                "steps": steps,
                "grow_to": growth.raw_cap,
                "bytes": growth.bytes,
                "place": growth.moved().then_some("heap"),
                "block": growth.moved().then(|| block_json(&block)),
                "copied": growth.copied(),
                "cleared": growth.cleared(),
                "left_behind": left_behind,
                "aliases": aliases,
            })
        }
        Operation::Reslice { before, after } => json!({ "before": slice(before), "after": slice(after) }),
        Operation::Copy { dst, src, n } => json!({ "dst": slice(dst), "src": slice(src), "n": n }),
        Operation::Clear { slice: cleared } => json!({ "slice": slice(cleared) }),
    }
}

fn slice(slice: &Slice) -> Value {
    json!({
        "array": slice.array.map(|id| id.0),
        "offset": slice.offset,
        "len": slice.len,
        "cap": slice.cap,
        "spare": slice.spare(),
    })
}

fn block_json(block: &Block) -> Value {
    json!({ "bytes": block.bytes, "header": block.header, "slack": block.slack })
}

fn rule(rule: Rule) -> (&'static str, Option<u32>) {
    match rule {
        Rule::InPlace => ("in place", None),
        Rule::ZeroSize => ("zero size", None),
        Rule::Need => ("need", None),
        Rule::Double => ("double", None),
        Rule::Quarters { steps } => ("quarters", Some(steps)),
        Rule::Smooth { steps } => ("smooth", Some(steps)),
        Rule::Overflow => ("overflow", None),
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Alias, ArrayId, CallId, ElemType, Site};
    use goslice::{Arch, Elem, Policy, Release};
    use std::sync::Arc;

    #[test]
    fn an_event_is_one_line_in_the_words_of_the_views() {
        let growth = Policy::new(Release::NEWEST, Arch::Amd64).grow(Elem::plain(8), 4, 4, 1).unwrap();
        let site = Site {
            file: "a.go".into(),
            line: 7,
            at: (7, 6),
            function: "main.f".into(),
            text: "s = append(s, 1)".into(),
            text_at: 4,
            operand: Some("s".into()),
            target: Some("s".into()),
        };
        let event = Event {
            call: CallId(1),
            site: Arc::new(site),
            elem: ElemType { name: "int".into(), elem: Elem::plain(8) },
            operation: Operation::Append {
                before: Slice { array: Some(ArrayId(1)), offset: 0, len: 4, cap: 4 },
                after: Slice { array: Some(ArrayId(2)), offset: 0, len: 5, cap: 8 },
                growth,
                aliases: vec![Alias { function: "main.f".into(), variable: "t".into(), kind: AliasKind::Overwrites }],
                left_behind: 32,
            },
        };
        let mut lines = JsonLines::new(Vec::new());
        lines.event(&event);
        lines.finish().unwrap();
        assert_eq!(
            String::from_utf8(lines.out).unwrap(),
            concat!(
                r#"{"event":"append","file":"a.go","line":7,"col":6,"function":"main.f","call":1,"text":"s = append(s, 1)","#,
                r#""type":"[]int","elem":{"size":8,"pointers":false},"#,
                r#""before":{"array":1,"offset":0,"len":4,"cap":4,"spare":0},"#,
                r#""after":{"array":2,"offset":0,"len":5,"cap":8,"spare":3},"appended":1,"moved":true,"rule":"double","steps":null,"#,
                r#""grow_to":8,"bytes":64,"place":"heap","block":{"bytes":64,"header":0,"slack":0},"copied":32,"cleared":24,"left_behind":32,"#,
                r#""aliases":[{"kind":"overwrites","function":"main.f","variable":"t"}]}"#,
                "\n"
            )
        );
    }
}
