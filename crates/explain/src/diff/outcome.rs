//! What came of one question under one release: how a slice got its array.

use goslice::{Arch, Elem, Growth, Policy, Release, stack_buffer};
use serde_json::Value;

use crate::cap::rule;
use crate::changes::{self, Change};

/// Where the array is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Heap,
    Stack,
    /// In the string that was converted.
    String,
    None,
}

/// What came of it.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    pub(super) release: Release,
    pub(super) words: String,
    pub(super) grow_to: Option<i64>,
    /// Bytes that were asked for.
    pub(super) bytes: u64,
    pub(super) header: u64,
    pub(super) block: u64,
    pub(super) cap: i64,
    place: Place,
    /// From the stack it is moved to the heap later.
    moves: bool,
    /// Whether it is built there in order to be moved, if that is known.
    moving: Option<bool>,
    event: Kind,
    growth: Option<Growth>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Append,
    Make,
    Literal,
    Conversion,
    /// In `bytes.Buffer`.
    Buffer,
    /// In `strings.Builder.Grow`.
    Builder,
}

impl Outcome {
    /// An event of a digest. An append that grows on the heap is a pure question: it may be asked of any release.
    pub(super) fn of(event: &Value, release: Release) -> Option<Outcome> {
        let policy = Policy::new(release, Arch::Amd64);
        let elem = elem(event)?;
        let kind = kind(event)?;
        let place = place(event);
        let after = &event["after"];
        let (len, mut cap) = (after["len"].as_i64()?, after["cap"].as_i64()?);
        let block = &event["block"];
        let (mut bytes, mut header) = (elem.size * len as u64, block["header"].as_u64().unwrap_or(0));
        let mut block = block["bytes"].as_u64().unwrap_or(0);
        let mut grow_to = None;
        let mut growth = None;
        if is_pure(event) {
            let before = &event["before"];
            let appended = event["appended"].as_i64()?;
            let grown = policy.grow(elem, before["len"].as_i64()?, before["cap"].as_i64()?, appended).ok()?;
            (bytes, header, block, cap) = (grown.bytes, grown.header, grown.block.bytes(), grown.cap);
            grow_to = Some(grown.raw_cap);
            growth = Some(grown);
        }
        let moves = !event["then_moved"].is_null();
        let moving = event["moving"].as_bool().or(moves.then_some(true));
        let words = match (kind, place) {
            (Kind::Append, Place::Stack) if cap == stack_buffer::slots(elem) => {
                format!("all of {} B on the stack", stack_buffer::BYTES)
            }
            (Kind::Append, Place::Stack) => format!("the need rounded up, in {} B on the stack", stack_buffer::BYTES),
            (Kind::Append, _) => growth.as_ref().map_or(String::new(), |growth| rule::short(&policy, growth)),
            (Kind::Buffer | Kind::Builder, _) if event["event"] == "append" => "rounded up to the block".to_owned(),
            (Kind::Buffer | Kind::Builder, _) => "exactly what is asked for".to_owned(),
            (Kind::Conversion, Place::Heap) => "copied, rounded up".to_owned(),
            (Kind::Conversion, Place::String) => "only read: the string's bytes".to_owned(),
            (_, Place::Heap) => "on the heap".to_owned(),
            (_, Place::Stack) => "in the frame of the call".to_owned(),
            _ => "no memory".to_owned(),
        };
        match (kind, place) {
            (Kind::Make | Kind::Literal, _) => bytes = elem.size * cap as u64,
            // What an append of the package asked for; a make asks for its capacity.
            (Kind::Buffer | Kind::Builder, _) => bytes = event["bytes"].as_u64().unwrap_or(cap as u64),
            (_, Place::String) => bytes = 0,
            _ => {}
        }
        Some(Outcome { release, words, grow_to, bytes, header, block, cap, place, moves, moving, event: kind, growth })
    }

    /// The block's column.
    pub(super) fn block_words(&self) -> String {
        match self.place {
            Place::Heap => self.block.to_string(),
            Place::Stack => "stack".to_owned(),
            Place::String => "string".to_owned(),
            Place::None => String::new(),
        }
    }

    /// The place in JSON, as `trace` has it.
    pub(super) fn place_name(&self) -> Option<&'static str> {
        match self.place {
            Place::Heap => Some("heap"),
            Place::Stack => Some("stack"),
            Place::String => Some("string"),
            Place::None => None,
        }
    }

    /// Whether a program, or its allocations, cannot tell the two apart.
    pub(super) fn same(&self, other: &Outcome) -> bool {
        let key = |it: &Outcome| (it.grow_to, it.bytes, it.header, it.block, it.cap, it.place, it.moves);
        key(self) == key(other)
    }

    /// The change that made `self`, of an older release, into `next`.
    pub(super) fn change(&self, next: &Outcome) -> Option<Change> {
        let one_of =
            |changes: &[Change]| changes.iter().copied().find(|change| change.between(self.release, next.release));
        let policies = [self.release, next.release].map(|release| Policy::new(release, Arch::Amd64));
        let rounding =
            || changes::of_rounding((&policies[0], self.bytes, self.header), (&policies[1], next.bytes, next.header));
        match (self.event, self.place, next.place) {
            (Kind::Buffer, ..) if self.cap != next.cap => one_of(&[Change::BufferRounded]).or_else(rounding),
            (Kind::Builder, ..) if self.cap != next.cap => one_of(&[Change::BuilderRounded]).or_else(rounding),
            (Kind::Append, Place::Heap, Place::Heap) => {
                let (before, after) = (self.growth.as_ref()?, next.growth.as_ref()?);
                changes::of_growth((&policies[0], before), (&policies[1], after))
            }
            (Kind::Append, Place::Heap, Place::Stack) => match next.moving {
                Some(true) => one_of(&[Change::BuiltOnStack]),
                Some(false) => one_of(&[Change::LocalBuffer]),
                None => one_of(&[Change::LocalBuffer, Change::BuiltOnStack]),
            },
            (Kind::Append, Place::Stack, Place::Stack) if next.moving == Some(true) => {
                one_of(&[Change::BuiltOnStack, Change::RangeEscapes])
            }
            // An escape more, that is the second or the only one.
            (Kind::Append, Place::Stack, Place::Stack) => one_of(&[Change::RangeEscapes]),
            (Kind::Append, Place::Stack, Place::Heap) if self.moving != Some(false) => one_of(&[Change::RangeEscapes]),
            // An empty view has no memory.
            (Kind::Conversion, _, Place::String | Place::None) => one_of(&[Change::ReadOnlyBytes]),
            (Kind::Make | Kind::Literal | Kind::Conversion, Place::Heap, Place::Stack) => {
                let sizes = one_of(&[Change::VariableMake]).filter(|_| self.event == Kind::Make);
                sizes.or_else(|| one_of(INLINING))
            }
            (_, Place::Heap, Place::Heap) => rounding(),
            _ => None,
        }
    }
}

/// What came to be inlined: what a function makes and gives back stays in the frame of its caller.
const INLINING: &[Change] =
    &[Change::RangesInlined, Change::LiteralsInlined, Change::LoopsInlined, Change::CallsInlined];

/// Whether the outcome follows from the question alone: an append of the program that grows on the heap.
pub(super) fn is_pure(event: &Value) -> bool {
    kind(event) == Some(Kind::Append) && place(event) == Place::Heap
}

/// What the event was asked: the same question under another release has the same key.
pub(super) fn key(event: &Value) -> String {
    let at = [&event["file"], &event["line"], &event["col"], &event["function"]].map(Value::to_string).join(" ");
    if !is_asked(event) {
        return format!("{at} {}", event["nth"]);
    }
    let (before, after) = (&event["before"], &event["after"]);
    // The capacity of a make is asked for.
    let cap = if kind(event) == Some(Kind::Conversion) || kind(event) == Some(Kind::Append) {
        &Value::Null
    } else {
        &after["cap"]
    };
    format!("{at} {} {} {} {} {cap}", event["event"], before["len"], before["cap"], after["len"])
}

/// Whether the event says what it was asked. What a package's function makes of a request is seen, the request is not: it
/// is known by how often the statement was there.
pub(super) fn is_asked(event: &Value) -> bool {
    !matches!(kind(event), Some(Kind::Buffer | Kind::Builder))
}

fn kind(event: &Value) -> Option<Kind> {
    let function = event["function"].as_str().unwrap_or_default();
    match event["event"].as_str()? {
        _ if function == "bytes.(*Buffer).larger" => Some(Kind::Buffer),
        _ if function == "strings.(*Builder).grow" => Some(Kind::Builder),
        "append" => Some(Kind::Append),
        "make" => Some(Kind::Make),
        "literal" => Some(Kind::Literal),
        "conversion" => Some(Kind::Conversion),
        _ => None,
    }
}

fn place(event: &Value) -> Place {
    match event["place"].as_str() {
        Some("heap") => Place::Heap,
        Some("stack") => Place::Stack,
        Some("string") => Place::String,
        _ => Place::None,
    }
}

fn elem(event: &Value) -> Option<Elem> {
    let elem = &event["elem"];
    Some(Elem { size: elem["size"].as_u64()?, has_pointers: elem["pointers"].as_bool()? })
}
