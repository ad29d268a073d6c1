//! Rows of the trace, and what joins them: loops and repeated calls must not fill screens.
//!
//! Appends in place that follow each other line by line are one row, and so are those of one line. Then whole groups of
//! rows that repeat the group before are counted instead of shown.

use std::collections::VecDeque;
use std::sync::Arc;

use goslice_trace::{ArrayId, CallId, Event, Operation, Site};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::words;
use crate::style;
use crate::table::pad;

/// Rows kept from the start, and from the end.
const KEPT: usize = 2000;

/// The longest group of rows that is looked for.
const LONGEST_GROUP: usize = 64;

/// Columns for the source text; more of it is cut.
const TEXT_WIDTH: usize = 44;

/// The rows of a run.
#[derive(Debug, Default)]
pub(super) struct Rows {
    first: Vec<Row>,
    left_out: u64,
    last: VecDeque<Row>,
    /// The most appends in place of one of the rows that the last may repeat: with more of them it repeats none.
    most_in_place: u64,
}

/// One row: an event, or several like it.
#[derive(Clone, Debug)]
struct Row {
    call: CallId,
    from: Arc<Site>,
    to: Arc<Site>,
    kind: Kind,
    arrays: String,
    array: Option<ArrayId>,
    len: i64,
    cap: i64,
    words: String,
    /// Appends in place that the row stands for; for one that moved, those that followed at the same place.
    in_place: u64,
    /// How often the row's group came.
    times: u64,
}

/// How rows are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    InPlace,
    Moved,
    Reslice,
    Other,
}

impl Row {
    fn new(event: &Event) -> Row {
        let kind = match &event.operation {
            Operation::Append { growth, .. } if growth.moved() => Kind::Moved,
            Operation::Append { .. } => Kind::InPlace,
            Operation::AppendInBuffer { .. } => Kind::Moved,
            Operation::Reslice { .. } => Kind::Reslice,
            _ => Kind::Other,
        };
        let slice = words::result(&event.operation);
        Row {
            call: event.call,
            from: event.site.clone(),
            to: event.site.clone(),
            kind,
            arrays: words::arrays(&event.operation),
            array: slice.array,
            len: slice.len,
            cap: slice.cap,
            words: words::words(event),
            in_place: u64::from(kind == Kind::InPlace),
            times: 1,
        }
    }

    /// Takes an append in place that says no more than the row: as [`Row::absorb`], without the words.
    fn absorb_plain(&mut self, event: &Event) -> bool {
        let Operation::Append { after, growth, aliases, .. } = &event.operation else { return false };
        let same_place = Arc::ptr_eq(&self.from, &event.site) && Arc::ptr_eq(&self.to, &event.site);
        let goes_on = same_place
            && (event.call, after.array) == (self.call, self.array)
            && self.times == 1
            && aliases.is_empty()
            && growth.appended > 0
            && !growth.moved()
            && match self.kind {
                Kind::InPlace => self.words == words::IN_PLACE && self.in_place > 1,
                Kind::Moved => self.in_place > 0,
                Kind::Reslice | Kind::Other => false,
            };
        if goes_on {
            self.in_place += 1;
            (self.len, self.cap) = (after.len, after.cap);
        }
        goes_on
    }

    /// Takes the next event's row in, if it goes on with the same.
    fn absorb(&mut self, next: &Row) -> bool {
        let goes_on =
            next.kind == Kind::InPlace && next.array == self.array && next.call == self.call && self.times == 1;
        if !goes_on {
            return false;
        }
        let same_place = Arc::ptr_eq(&self.from, &next.from) && Arc::ptr_eq(&self.to, &next.to);
        let plain = |row: &Row| row.words == words::IN_PLACE;
        match self.kind {
            Kind::InPlace if same_place && self.words == next.words => {}
            Kind::InPlace if plain(self) && plain(next) && next.from.line > self.to.line => {
                let single = self.in_place == 1 || !Arc::ptr_eq(&self.from, &self.to);
                if !single {
                    return false;
                }
                self.to = next.to.clone();
            }
            Kind::Moved if same_place && plain(next) => {}
            _ => return false,
        }
        self.in_place += 1;
        (self.len, self.cap) = (next.len, next.cap);
        true
    }

    /// Whether this is the same again, as rows are read: positions and words, not the numbers of arrays.
    fn repeats(&self, before: &Row) -> bool {
        let same_place = Arc::ptr_eq(&self.from, &before.from) && Arc::ptr_eq(&self.to, &before.to);
        let same_values = (self.len, self.cap) == (before.len, before.cap) && self.words == before.words;
        same_place
            && self.kind == before.kind
            && match self.kind {
                Kind::InPlace => self.words == before.words,
                Kind::Reslice => true,
                Kind::Moved => same_values && self.in_place * before.times == before.in_place * self.times,
                Kind::Other => same_values,
            }
    }

    fn shown_words(&self) -> String {
        let times = |n: u64| if n == 1 { "once".to_owned() } else { format!("{n} times") };
        match self.kind {
            Kind::InPlace if self.in_place > 1 => match self.words.strip_prefix(words::IN_PLACE) {
                Some(rest) => format!("in place, {}{rest}", times(self.in_place)),
                None => format!("{}, {}", self.words, times(self.in_place)),
            },
            Kind::InPlace => self.words.clone(),
            _ => {
                let mut words = self.words.clone();
                if self.in_place > 0 {
                    words += &format!("; then in place, {}", times(self.in_place / self.times));
                }
                if self.times > 1 {
                    words += &format!(" ({})", times(self.times));
                }
                words
            }
        }
    }

    fn lines(&self) -> String {
        let (from, to) = (self.from.line, self.to.line);
        if from == to { from.to_string() } else { format!("{from}-{to}") }
    }

    /// The source text: `m = append(m, 2) … (m, 4)` for several lines.
    fn text(&self) -> String {
        let (from, to) = (&*self.from.text, &*self.to.text);
        if from == to {
            return cut(from, TEXT_WIDTH);
        }
        let common: usize = from.chars().zip(to.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        let tail = &to[to[..common].rfind('(').unwrap_or(0)..];
        format!("{} … {}", cut(from, TEXT_WIDTH - 3 - tail.width().min(TEXT_WIDTH / 2)), cut(tail, TEXT_WIDTH / 2))
    }
}

/// `text`, at most so many columns wide.
pub(super) fn cut(text: &str, width: usize) -> String {
    let text = text.replace('\t', " ");
    if text.width() <= width {
        return text;
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

impl Rows {
    pub(super) fn add(&mut self, event: &Event) {
        // What a loop does most. The row would be absorbed at once, and how many appends in place a row stands for matters only
        // to the fold of one that moved.
        if let Some(last) = self.last.back_mut()
            && last.absorb_plain(event)
        {
            if last.kind == Kind::Moved && last.in_place <= self.most_in_place {
                while self.fold() {}
            }
            return;
        }
        let row = Row::new(event);
        let absorbed = self.last.back_mut().is_some_and(|last| last.absorb(&row));
        if !absorbed {
            let near = self.last.iter().rev().take(LONGEST_GROUP);
            self.most_in_place = near.map(|row| row.in_place.div_ceil(row.times)).max().unwrap_or(0);
            self.last.push_back(row);
        }
        while self.fold() {}
        if self.last.len() > KEPT {
            let Some(row) = self.last.pop_front() else { return };
            if self.first.len() < KEPT {
                self.first.push(row);
            } else {
                self.left_out += 1;
            }
        }
    }

    /// Joins the last rows with an equal group before them.
    fn fold(&mut self) -> bool {
        let rows = &mut self.last;
        let n = rows.len();
        for group in 1..=LONGEST_GROUP.min(n / 2) {
            let (before, now) = (n - 2 * group, n - group);
            // A row of the group may itself stand for several; the group before, for several groups. How often a row of
            // appends in place came depends on where one began: what is shown is their sum.
            let counted = (0..group).find(|at| rows[now + at].kind != Kind::InPlace).unwrap_or(0);
            let groups = rows[before + counted].times / rows[now + counted].times;
            let equal = groups > 0
                && (0..group).all(|at| {
                    let (old, new) = (&rows[before + at], &rows[now + at]);
                    let as_often = old.times == groups * new.times || new.kind == Kind::InPlace && at != counted;
                    as_often && new.repeats(old)
                });
            if !equal {
                continue;
            }
            for at in 0..group {
                let new = rows[now + at].clone();
                let old = &mut rows[before + at];
                old.times += new.times;
                old.in_place += new.in_place;
                old.arrays = new.arrays;
                old.array = new.array;
                old.call = new.call;
                (old.len, old.cap, old.words) = (new.len, new.cap, new.words);
            }
            rows.truncate(now);
            return true;
        }
        false
    }

    /// The rows by calls; empty if there are none.
    pub(super) fn text(&self) -> String {
        let all = || self.first.iter().chain(&self.last);
        let Some(first_row) = all().next() else { return String::new() };
        let several_files = all().any(|row| row.from.file != first_row.from.file);
        let width = |cell: fn(&Row) -> String| all().map(|row| cell(row).width()).max().unwrap_or(0);
        let (lines, texts) = (width(Row::lines).max(5), width(Row::text));
        let (arrays, sizes) = (width(|row| row.arrays.clone()).max(5), width(|row| format!("{}/{}", row.len, row.cap)));

        let mut out = String::new();
        let mut function = None;
        for (at, row) in all().enumerate() {
            if function != Some(&row.from.function) {
                let mut heading = words::short_name(&row.from.function).to_owned();
                if several_files {
                    heading += &format!(" ({})", row.from.file);
                }
                if at == 0 {
                    let columns = format!("  {}  len/cap", pad("array", arrays));
                    heading = pad(&heading, 2 + lines + 2 + texts) + &columns;
                }
                out += &format!("{}\n", style::paint(style::ANSWER, &heading));
                function = Some(&row.from.function);
            }
            let line = format!(
                "  {}  {}  {}  {}  {}",
                pad(&row.lines(), lines),
                pad(&row.text(), texts),
                pad(&row.arrays, arrays),
                pad(&format!("{}/{}", row.len, row.cap), sizes),
                mark(&row.shown_words()),
            );
            out += &format!("{}\n", line.trim_end());
            if at + 1 == self.first.len() && self.left_out > 0 {
                let note = format!("  … {} rows are left out; --format json has them all", self.left_out);
                out += &format!("{}\n", style::paint(style::QUIET, &note));
                function = None;
            }
        }
        out
    }
}

/// Effects on other variables stand out.
fn mark(words: &str) -> String {
    match words.find("; overwrites").or_else(|| words.find("; shares")) {
        Some(at) => format!("{}; {}", &words[..at], style::paint(style::NOTE, &words[at + 2..])),
        None => words.to_owned(),
    }
}
