//! What the runs of a program are compared by: moves and bytes by site, and what appends overwrote.
//!
//! [`Facts`] is a sink, so that it has bounded size whatever the run. It goes from process to process as JSON.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use goslice_trace::{AliasKind, ArrayId, Event, Memory, Operation, Sink};
use serde_json::{Value, json};

/// A place of the source as events name it: file, line, column.
pub type At = (Arc<str>, u32, u32);

/// Events that are recorded. A program with more ran too long to be run again many times.
const MAX_EVENTS: u64 = 1 << 20;

/// New arrays that are watched for their first append at a time.
const MAX_WATCHED: usize = 1 << 16;

/// What happened at one site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SiteFacts {
    /// Events.
    pub times: u64,
    /// Appends that moved to a larger array, and moves from a frame to the heap.
    pub moves: u64,
    /// Bytes of heap blocks.
    pub allocated: u64,
    /// Bytes of elements that were copied to new arrays.
    pub copied: u64,
    /// The largest length of what was made, or of what was appended to.
    pub len: u64,
    /// Empty slices that were made here and never appended to.
    pub stayed_empty: u64,
}

/// An append in place that wrote to what a variable shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub at: At,
    /// The variable's function, `main.f`; empty for variables of packages.
    pub function: Arc<str>,
    pub variable: Arc<str>,
    /// Elements that the variable shows were overwritten; otherwise only spare room is shared.
    pub overwrites: bool,
}

impl Finding {
    /// What stays the same when the line is edited.
    pub fn without_column(&self) -> (&str, u32, &str, &str, bool) {
        (&self.at.0, self.at.1, &self.function, &self.variable, self.overwrites)
    }
}

/// The facts of a run.
#[derive(Debug, Default)]
pub struct Facts {
    pub sites: BTreeMap<At, SiteFacts>,
    pub findings: BTreeSet<Finding>,
    /// Operations that were observed.
    pub events: u64,
    /// Empty arrays with room, by where they were made.
    watched: HashMap<ArrayId, At>,
}

impl PartialEq for Facts {
    fn eq(&self, other: &Facts) -> bool {
        (&self.sites, &self.findings, self.events) == (&other.sites, &other.findings, other.events)
    }
}

impl Sink for Facts {
    fn event(&mut self, event: &Event) {
        self.events += 1;
        if self.is_partial() {
            return;
        }
        let at: At = (event.site.file.clone(), event.site.at.0, event.site.at.1);
        let site = self.sites.entry(at.clone()).or_default();
        site.times += 1;
        match &event.operation {
            Operation::New { after, memory, .. } => {
                if let Memory::Heap(block) = memory {
                    site.allocated += block.bytes;
                }
                site.len = site.len.max(after.len as u64);
                if after.len == 0 {
                    site.stayed_empty += 1;
                    match after.array {
                        Some(array) if self.watched.len() < MAX_WATCHED => drop(self.watched.insert(array, at)),
                        // Beyond what can be watched an empty one is not known to have stayed empty.
                        Some(_) => site.stayed_empty -= 1,
                        None => {}
                    }
                }
            }
            Operation::Append { before, growth, aliases, .. } => {
                site.len = site.len.max(before.len as u64);
                if growth.moved() {
                    // The first array of a nil slice is no move, and elements without size go nowhere.
                    site.moves += u64::from(growth.old_cap > 0 && growth.elem.size > 0);
                    site.allocated += growth.block.bytes();
                    site.copied += growth.copied();
                }
                for alias in aliases {
                    self.findings.insert(Finding {
                        at: at.clone(),
                        function: alias.function.clone(),
                        variable: alias.variable.clone(),
                        overwrites: alias.kind == AliasKind::Overwrites,
                    });
                }
                if growth.appended > 0 {
                    self.no_longer_empty(before.array);
                }
            }
            Operation::AppendInBuffer { before, .. } => self.no_longer_empty(before.array),
            Operation::MoveToHeap { block, copied, .. } => {
                site.moves += 1;
                site.allocated += block.map_or(0, |block| block.bytes);
                site.copied += copied;
            }
            Operation::Reslice { .. } | Operation::Copy { .. } | Operation::Clear { .. } => {}
        }
    }
}

impl Facts {
    /// Whether there were more events than are recorded.
    pub fn is_partial(&self) -> bool {
        self.events > MAX_EVENTS
    }

    /// Whether there is anything that advice could be about.
    pub fn is_interesting(&self) -> bool {
        !self.findings.is_empty() || self.sites.values().any(|site| site.moves > 0 || site.len > 0)
    }

    fn no_longer_empty(&mut self, array: Option<ArrayId>) {
        if let Some(made_at) = array.and_then(|array| self.watched.remove(&array))
            && let Some(site) = self.sites.get_mut(&made_at)
        {
            site.stayed_empty -= 1;
        }
    }

    /// The sum over some sites.
    pub fn sum<'a>(&self, sites: impl IntoIterator<Item = &'a At>) -> SiteFacts {
        sum(sites.into_iter().filter_map(|at| self.sites.get(at)))
    }

    /// By line: columns change when a line is edited.
    pub fn by_line(&self) -> BTreeMap<(&str, u32), SiteFacts> {
        let mut lines: BTreeMap<(&str, u32), SiteFacts> = BTreeMap::new();
        for (at, site) in &self.sites {
            let line = lines.entry((&at.0, at.1)).or_default();
            *line = sum([&*line, site].into_iter());
        }
        lines
    }

    /// The sum over all sites.
    pub fn total(&self) -> SiteFacts {
        sum(self.sites.values())
    }

    /// As JSON.
    pub fn json(&self) -> Value {
        let sites: Vec<Value> = self
            .sites
            .iter()
            .map(|((file, line, col), it)| {
                json!([&**file, line, col, it.times, it.moves, it.allocated, it.copied, it.len, it.stayed_empty])
            })
            .collect();
        let findings: Vec<Value> = self
            .findings
            .iter()
            .map(|it| json!([&*it.at.0, it.at.1, it.at.2, &*it.function, &*it.variable, it.overwrites]))
            .collect();
        json!({ "sites": sites, "findings": findings, "events": self.events })
    }

    /// Reads what [`Facts::json`] made.
    pub fn read(value: &Value) -> Option<Facts> {
        let mut facts = Facts { events: value["events"].as_u64()?, ..Facts::default() };
        let at = |row: &Value| -> Option<At> {
            let number = |cell: &Value| u32::try_from(cell.as_u64()?).ok();
            Some((row[0].as_str()?.into(), number(&row[1])?, number(&row[2])?))
        };
        for row in value["sites"].as_array()? {
            let cell = |n: usize| row[n].as_u64();
            let site = SiteFacts {
                times: cell(3)?,
                moves: cell(4)?,
                allocated: cell(5)?,
                copied: cell(6)?,
                len: cell(7)?,
                stayed_empty: cell(8)?,
            };
            facts.sites.insert(at(row)?, site);
        }
        for row in value["findings"].as_array()? {
            facts.findings.insert(Finding {
                at: at(row)?,
                function: row[3].as_str()?.into(),
                variable: row[4].as_str()?.into(),
                overwrites: row[5].as_bool()?,
            });
        }
        Some(facts)
    }
}

/// What two runs did at the lines where they differ in moves or bytes.
pub(crate) fn where_they_differ(a: &Facts, b: &Facts) -> (SiteFacts, SiteFacts) {
    let (a, b) = (a.by_line(), b.by_line());
    let cost = |it: &SiteFacts| (it.moves, it.allocated, it.copied);
    let lines: BTreeSet<&(&str, u32)> = a.keys().chain(b.keys()).collect();
    let mut sums = (SiteFacts::default(), SiteFacts::default());
    for line in lines {
        let (a, b) = (a.get(line).copied().unwrap_or_default(), b.get(line).copied().unwrap_or_default());
        if cost(&a) != cost(&b) {
            sums = (sum([&sums.0, &a].into_iter()), sum([&sums.1, &b].into_iter()));
        }
    }
    sums
}

fn sum<'a>(sites: impl Iterator<Item = &'a SiteFacts>) -> SiteFacts {
    sites.fold(SiteFacts::default(), |sum, it| SiteFacts {
        times: sum.times + it.times,
        moves: sum.moves + it.moves,
        allocated: sum.allocated + it.allocated,
        copied: sum.copied + it.copied,
        len: sum.len.max(it.len),
        stayed_empty: sum.stayed_empty + it.stayed_empty,
    })
}
