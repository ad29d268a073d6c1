//! The summary by source line: which appends moved elements, what that took, and what would have avoided it.
//!
//! Each array is followed from where it came to be through its moves. Lines that move arrays of one origin are one row,
//! since one change mends them all.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use goslice_trace::{ArrayId, Event, Memory, Operation, Origin, Site, Slice};

use crate::table::{Align, Table};

/// Where arrays came to be, and their moves.
#[derive(Debug, Default)]
pub(super) struct Summary {
    origins: Vec<Place>,
    /// By address of the shared site: each place has one.
    by_site: HashMap<usize, usize>,
    arrays: HashMap<ArrayId, Array>,
    lineages: Vec<Lineage>,
}

/// A place where arrays come to be.
#[derive(Debug)]
struct Place {
    site: Arc<Site>,
    kind: Start,
    ty: String,
    /// The length that the slices are made with; the largest.
    len: i64,
    /// The length that the slices reach; the largest.
    need: i64,
    lines: BTreeSet<u32>,
    moves: u64,
    allocated: u64,
    copied: u64,
    left_behind: u64,
    /// Moves because a slice expression had limited the capacity: they are wanted.
    limited: bool,
    /// Slices whose first elements had been sliced off moved.
    windows: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    New(Origin),
    /// By an append to nothing.
    Append,
    /// Elsewhere: by code that is not observed, or an array's variable.
    Elsewhere,
}

/// An array's part in a lineage.
#[derive(Clone, Copy, Debug)]
struct Array {
    lineage: usize,
    /// Elements of the lineage's first array before this one's first.
    base: i64,
    /// Elements.
    cap: i64,
    /// Its memory is in a frame.
    on_stack: bool,
}

/// An array with those that it moved to.
#[derive(Debug)]
struct Lineage {
    place: usize,
    /// The array that elements last moved to.
    newest: Option<ArrayId>,
    /// Slots after the length, at the last append to that array.
    spare: i64,
}

impl Summary {
    pub(super) fn add(&mut self, event: &Event) {
        match &event.operation {
            Operation::New { origin, after, memory } => {
                let array = self.start(event, Start::New(*origin), after);
                let on_stack = matches!(memory, Memory::Stack { .. });
                self.keep(after, Array { on_stack, ..array });
            }
            Operation::AppendInBuffer { before, after, .. } => {
                let array = match before.array.and_then(|id| self.arrays.get(&id)) {
                    Some(array) => *array,
                    None => self.start(event, Start::Append, after),
                };
                self.keep(after, Array { cap: after.cap, on_stack: true, ..array });
            }
            // What a function returns has to leave its frame: no other line would avoid that.
            Operation::MoveToHeap { before, after, .. } => {
                if let Some(&array) = before.array.and_then(|id| self.arrays.get(&id)) {
                    self.keep(after, Array { cap: after.cap, on_stack: false, ..array });
                }
            }
            Operation::Append { before, after, growth, .. } if growth.appended > 0 => {
                let size = event.elem.elem.size;
                let skipped = before.offset.checked_div(size).unwrap_or(0) as i64;
                let old = match before.array {
                    Some(id) => match self.arrays.get(&id) {
                        Some(array) => *array,
                        None => self.start(event, Start::Elsewhere, before),
                    },
                    None if growth.moved() => self.start(event, Start::Append, after),
                    None => return,
                };
                let place = self.lineages[old.lineage].place;
                let origin = &mut self.origins[place];
                origin.need = origin.need.max(old.base + skipped + after.len);
                let lineage = &mut self.lineages[old.lineage];
                if growth.moved() {
                    lineage.newest = after.array;
                }
                if lineage.newest == after.array {
                    lineage.spare = after.spare();
                }
                if !growth.moved() {
                    return;
                }
                origin.lines.insert(event.site.line);
                origin.moves += 1;
                origin.allocated += growth.block.bytes();
                origin.copied += growth.copied();
                // What is left in a frame is nobody's garbage.
                origin.left_behind += if old.on_stack { 0 } else { growth.left_behind() };
                origin.limited |= before.array.is_some() && skipped + before.cap < old.cap;
                origin.windows |= skipped > 0;
                if let Some(id) = after.array {
                    let base = old.base + skipped;
                    let array = Array { lineage: old.lineage, base, cap: after.cap, on_stack: false };
                    self.arrays.insert(id, array);
                }
            }
            _ => {}
        }
    }

    /// Begins a lineage.
    fn start(&mut self, event: &Event, kind: Start, slice: &Slice) -> Array {
        let key = Arc::as_ptr(&event.site).addr();
        let place = *self.by_site.entry(key).or_insert_with(|| {
            self.origins.push(Place {
                site: event.site.clone(),
                kind,
                ty: short_type(&event.elem.name, kind),
                len: 0,
                need: 0,
                lines: BTreeSet::new(),
                moves: 0,
                allocated: 0,
                copied: 0,
                left_behind: 0,
                limited: false,
                windows: false,
            });
            self.origins.len() - 1
        });
        if let Start::New(_) = kind {
            let origin = &mut self.origins[place];
            origin.len = origin.len.max(slice.len);
        }
        self.lineages.push(Lineage { place, newest: None, spare: 0 });
        let array = Array { lineage: self.lineages.len() - 1, base: 0, cap: slice.cap, on_stack: false };
        self.keep(slice, array);
        array
    }

    fn keep(&mut self, slice: &Slice, array: Array) {
        if let Some(id) = slice.array {
            self.arrays.insert(id, array);
        }
    }

    /// The table; empty if no elements moved.
    pub(super) fn text(&self) -> String {
        let mut places: Vec<(usize, &Place)> =
            self.origins.iter().enumerate().filter(|(_, place)| place.left_behind > 0 || place.copied > 0).collect();
        places.sort_by_key(|(_, place)| (place.site.file.clone(), place.lines.first().copied()));
        if places.is_empty() {
            return String::new();
        }
        let several_files = places.iter().any(|(_, place)| place.site.file != places[0].1.site.file);
        let mut table = Table::new([
            (Align::Left, "line"),
            (Align::Right, "moves"),
            (Align::Right, "allocated"),
            (Align::Right, "copied"),
            (Align::Right, "left behind"),
            (Align::Right, "spare"),
            (Align::Left, "instead"),
        ]);
        for (index, place) in places {
            let spare: i64 = self.lineages.iter().filter(|it| it.place == index).map(|it| it.spare).sum();
            let mut lines = place.lines.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
            if several_files {
                lines = format!("{}:{lines}", place.site.file);
            }
            table.row([
                lines,
                place.moves.to_string(),
                format!("{} B", place.allocated),
                format!("{} B", place.copied),
                format!("{} B", place.left_behind),
                spare.to_string(),
                instead(place),
            ]);
        }
        table.render()
    }
}

/// What would have avoided the moves.
fn instead(place: &Place) -> String {
    let (line, ty, len, need) = (place.site.line, &place.ty, place.len, place.need);
    if place.limited {
        return "nothing: a slice expression limits the capacity".to_owned();
    }
    if place.windows {
        return "copy what is left to the front: [n:] gives room away".to_owned();
    }
    match place.kind {
        Start::New(Origin::Make) => format!("line {line}: make({ty}, {len}, {need})"),
        Start::New(_) => format!("line {line}: append(make({ty}, 0, {need}), …)"),
        Start::Elsewhere => {
            let name = place.site.operand.as_deref().unwrap_or("it");
            format!("where {name} is made: a capacity of {need}")
        }
        Start::Append => {
            // The operand is declared by then, the target may not be.
            let assign = match (&place.site.operand, &place.site.target) {
                (Some(name), _) => format!("{name} = "),
                (None, Some(name)) => format!("{name} := "),
                (None, None) => String::new(),
            };
            format!("before line {line}: {assign}make({ty}, 0, {need})")
        }
    }
}

/// `[]T` as the source writes it.
fn short_type(elem: &str, kind: Start) -> String {
    match (kind, elem) {
        (Start::New(Origin::Conversion), "uint8") => "[]byte".to_owned(),
        (Start::New(Origin::Conversion), "int32") => "[]rune".to_owned(),
        _ => format!("[]{}", elem.replace("main.", "").replace("interface {}", "any")),
    }
}
