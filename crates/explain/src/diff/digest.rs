//! What `diff` needs to know of a run: how its slices got their arrays, each way once, and how much there was of it all.
//!
//! A [`Digest`] is a sink, so that a run of any length fits in it. It goes from process to process as JSON, events in the
//! form of `trace --format json`.

use std::collections::HashMap;
use std::sync::Arc;

use goslice_hir::verdicts::{Place, Verdict};
use goslice_trace::{ArrayId, Event, Memory, Operation, Sink, Slice};
use serde_json::{Value, json};

/// Distinct events that are kept. Beyond, events are only counted.
const MAX_EVENTS: usize = 1 << 16;

/// Buffers that are followed at a time, and lengths with which the arrays of one event are moved.
const MAX_BUFFERS: usize = 1 << 16;
const MAX_MOVES: usize = 8;

/// A run's slices.
#[derive(Debug, Default)]
pub struct Digest {
    /// How much there was.
    pub counts: Counts,
    /// Each way in which a slice got an array, in the order of first sight.
    pub(super) events: Vec<Value>,
    seen: HashMap<Way, usize>,
    /// Which event began an array on the stack.
    buffers: HashMap<ArrayId, usize>,
    moving: Moving,
    /// How often each statement has made a package get an array.
    in_packages: HashMap<At, u64>,
}

/// Appends that have a buffer on the stack, by file, line and column: whether it moves to the heap in the end. The verdicts of
/// escape analysis say so; where copies of a function disagree, an append is not here.
pub type Moving = HashMap<(Arc<str>, u32, u32), bool>;

/// [`Moving`] of the verdicts on a program, each with its position.
pub fn moving<'a>(verdicts: impl Iterator<Item = ((Arc<str>, u32, u32), &'a Verdict)>) -> Moving {
    let mut found: HashMap<(Arc<str>, u32, u32), Option<bool>> = HashMap::new();
    for (at, verdict) in verdicts {
        if let Place::Buffer { moved_at, .. } = &verdict.place {
            let moves = Some(!moved_at.is_empty());
            let known = found.entry(at).or_insert(moves);
            if *known != moves {
                *known = None;
            }
        }
    }
    found.into_iter().filter_map(|(at, moves)| Some((at, moves?))).collect()
}

/// Numbers of a run. Those of the heap are of all that the program allocates; the others of its own slices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Appends that took a new array on the heap.
    pub growths: u64,
    /// Arrays on the heap.
    pub arrays: u64,
    /// Bytes of their blocks.
    pub bytes: u64,
    /// Arrays in frames of calls.
    pub on_stack: u64,
    /// Allocations on the heap.
    pub heap_allocations: u64,
    /// Bytes of their blocks.
    pub heap_bytes: u64,
}

impl Counts {
    /// The numbers with their names, those of slices first.
    pub fn named(&self) -> [(&'static str, u64); 6] {
        [
            ("growths", self.growths),
            ("arrays on the heap", self.arrays),
            ("bytes of arrays", self.bytes),
            ("arrays on the stack", self.on_stack),
            ("heap allocations", self.heap_allocations),
            ("heap bytes", self.heap_bytes),
        ]
    }

    fn on_heap(&mut self, block: u64) {
        if block > 0 {
            self.arrays += 1;
            self.bytes += block;
        }
    }
}

/// File, line with column, and function of an operation.
type At = (Arc<str>, (u32, u32), Arc<str>);

/// What tells events apart: the place, what went in, and what came of it.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Way {
    at: At,
    nth: u64,
    before: Option<(i64, i64)>,
    after: (i64, i64),
    kind: u8,
    block: u64,
}

impl Sink for Digest {
    fn event(&mut self, event: &Event) {
        let in_package = !event.site.function.starts_with("main.");
        let mut uncounted = Counts::default();
        let counts = if in_package { &mut uncounted } else { &mut self.counts };
        match &event.operation {
            Operation::New { after, memory, .. } => {
                let (kind, block) = match memory {
                    Memory::Heap(block) => (1, block.bytes),
                    Memory::Stack { bytes } => (2, *bytes),
                    Memory::Shared => (3, 0),
                    Memory::None => (4, 0),
                };
                match memory {
                    Memory::Heap(_) => counts.on_heap(block),
                    Memory::Stack { .. } => counts.on_stack += 1,
                    Memory::Shared | Memory::None => {}
                }
                self.note(event, in_package, None, after, kind, block);
            }
            Operation::Append { before, after, growth, .. } if growth.moved() => {
                counts.growths += 1;
                counts.on_heap(growth.block.bytes());
                self.note(event, in_package, Some(before), after, 5, growth.block.bytes());
            }
            Operation::AppendInBuffer { before, after, buffer, on_heap, .. } => {
                let new = before.array != after.array;
                match on_heap {
                    Some(block) => counts.on_heap(block.bytes),
                    None => counts.on_stack += u64::from(new),
                }
                let index = self.note(event, in_package, Some(before), after, 6, *buffer);
                if let (Some(index), Some(array), true) = (index, after.array, new) {
                    // Most are gone with their calls.
                    if self.buffers.len() == MAX_BUFFERS {
                        self.buffers.clear();
                    }
                    self.buffers.insert(array, index);
                }
            }
            Operation::MoveToHeap { before, after, block, .. } => {
                if before.array != after.array {
                    counts.on_heap(block.map_or(0, |block| block.bytes));
                }
                if let Some(index) = before.array.and_then(|array| self.buffers.remove(&array)) {
                    self.note_move(index, event, after);
                }
            }
            _ => {}
        }
    }
}

impl Digest {
    /// Nothing yet.
    pub fn new(moving: Moving) -> Digest {
        Digest { moving, ..Digest::default() }
    }

    /// Keeps an event if it is the first of its kind, and gives that one's index.
    fn note(
        &mut self,
        event: &Event,
        in_package: bool,
        before: Option<&Slice>,
        after: &Slice,
        kind: u8,
        block: u64,
    ) -> Option<usize> {
        let site = &event.site;
        let at = (site.file.clone(), site.at, site.function.clone());
        let nth = if in_package {
            let nth = self.in_packages.entry(at.clone()).or_default();
            *nth += 1;
            *nth
        } else {
            0
        };
        let way = Way {
            at,
            nth,
            before: before.map(|slice| (slice.len, slice.cap)),
            after: (after.len, after.cap),
            kind,
            block,
        };
        if let Some(index) = self.seen.get(&way) {
            return Some(*index);
        }
        let index = self.events.len();
        if index == MAX_EVENTS {
            return None;
        }
        self.seen.insert(way, index);
        let mut value = goslice_trace::json(event);
        if in_package {
            value["nth"] = json!(nth);
        }
        if matches!(event.operation, Operation::AppendInBuffer { .. }) {
            value["moving"] = json!(self.moving.get(&(site.file.clone(), site.at.0, site.at.1)));
        }
        self.events.push(value);
        Some(index)
    }

    /// Adds to an event on the stack where its array was moved to the heap, and with which length and capacity.
    fn note_move(&mut self, index: usize, event: &Event, after: &Slice) {
        let moved = &mut self.events[index]["then_moved"];
        if moved.is_null() {
            *moved = json!({ "line": event.site.line, "text": &*event.site.text, "to": [] });
        }
        let to = json!([after.len, after.cap]);
        if let Value::Array(all) = &mut moved["to"]
            && all.len() < MAX_MOVES
            && !all.contains(&to)
        {
            all.push(to);
        }
    }

    /// The digest as JSON, with the allocations of the whole heap and their bytes.
    pub fn json(&self, (allocations, bytes): (u64, u64)) -> String {
        let counts = Counts { heap_allocations: allocations, heap_bytes: bytes, ..self.counts };
        let counts: Vec<u64> = counts.named().iter().map(|(_, count)| *count).collect();
        format!("{}\n", json!({ "counts": counts, "events": self.events }))
    }

    /// Reads [`Digest::json`]. `None` if it is not one.
    pub fn read(text: &str) -> Option<Digest> {
        let mut value: Value = serde_json::from_str(text).ok()?;
        let counts: Vec<u64> = value["counts"].as_array()?.iter().filter_map(Value::as_u64).collect();
        let &[growths, arrays, bytes, on_stack, heap_allocations, heap_bytes] = counts.as_slice() else { return None };
        let Value::Array(events) = value["events"].take() else { return None };
        let counts = Counts { growths, arrays, bytes, on_stack, heap_allocations, heap_bytes };
        Some(Digest { counts, events, ..Digest::default() })
    }
}
