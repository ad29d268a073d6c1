//! The summary: which appends moved elements, and what that took. A row is one append of the source.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use goslice_trace::{ArrayId, Event, Operation, Site};

use super::rows::cut;
use crate::table::{Align, Table};

/// Columns for the source text; more of it is cut.
const TEXT_WIDTH: usize = 28;

/// File, line and column.
type At = (Arc<str>, (u32, u32));

/// The moves of a run, by append.
#[derive(Debug, Default)]
pub(super) struct Summary {
    /// By file, line and column: in the order of the source.
    appends: BTreeMap<At, Append>,
    /// The arrays that moves made: which append did, and the room that the newest slice of it has.
    newest: HashMap<ArrayId, (At, i64)>,
}

/// One append of the source.
#[derive(Debug)]
struct Append {
    site: Arc<Site>,
    moves: u64,
    allocated: u64,
    copied: u64,
    left_behind: u64,
}

impl Summary {
    pub(super) fn add(&mut self, event: &Event) {
        let Operation::Append { before, after, growth, left_behind, .. } = &event.operation else { return };
        if growth.appended == 0 {
            return;
        }
        if !growth.moved() {
            if let Some((_, spare)) = after.array.and_then(|array| self.newest.get_mut(&array)) {
                *spare = after.spare();
            }
            return;
        }
        let site = &event.site;
        let at = (site.file.clone(), site.at);
        let fresh = || Append { site: site.clone(), moves: 0, allocated: 0, copied: 0, left_behind: 0 };
        let append = self.appends.entry(at.clone()).or_insert_with(fresh);
        // The first array of a nil slice is allocated, but nothing moves.
        append.moves += u64::from(growth.old_cap > 0);
        append.allocated += growth.block.bytes();
        append.copied += growth.copied();
        append.left_behind += left_behind;
        if let Some(old) = before.array {
            self.newest.remove(&old);
        }
        if let Some(new) = after.array {
            self.newest.insert(new, (at, after.spare()));
        }
    }

    /// The table; empty if no elements moved, and nothing was left behind.
    pub(super) fn text(&self) -> String {
        let shown: Vec<_> = self.appends.iter().filter(|(_, it)| it.copied > 0 || it.left_behind > 0).collect();
        let Some((_, first)) = shown.first() else { return String::new() };
        let several_files = shown.iter().any(|(_, it)| it.site.file != first.site.file);
        let mut table = Table::new([
            (Align::Left, "line"),
            (Align::Left, "append"),
            (Align::Right, "moves"),
            (Align::Right, "allocated"),
            (Align::Right, "copied"),
            (Align::Right, "left behind"),
            (Align::Right, "spare"),
        ]);
        for (at, append) in shown {
            let spare: i64 = self.newest.values().filter(|(made_by, _)| made_by == at).map(|(_, spare)| spare).sum();
            let line = append.site.line;
            table.row([
                if several_files { format!("{}:{line}", append.site.file) } else { line.to_string() },
                text(&append.site),
                append.moves.to_string(),
                format!("{} B", append.allocated),
                format!("{} B", append.copied),
                format!("{} B", append.left_behind),
                spare.to_string(),
            ]);
        }
        table.render()
    }
}

/// The statement `s = append(s, x)`, or the append alone where it is only a part of its statement.
fn text(site: &Site) -> String {
    let (before, own) = site.text.split_at(site.text_at);
    let is_part = before.contains(['(', '{', ',']) || site.text.matches("append(").count() > 1;
    let own = if is_part { call(own) } else { None };
    cut(own.unwrap_or(&site.text), TEXT_WIDTH)
}

/// A call up to its closing parenthesis.
fn call(text: &str) -> Option<&str> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(&text[..=at]),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}
