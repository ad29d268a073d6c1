//! A run's slice operations as text.
//!
//! [`World`] is the fold of the events: `rows` joins what repeats, `summary` follows each array from where it was
//! made through its moves. It is a sink, so that a long run needs no memory for its events.

mod rows;
mod summary;
mod words;

use goslice_trace::{Event, Sink};

/// What is known of a run so far.
#[derive(Debug, Default)]
pub struct World {
    rows: rows::Rows,
    summary: summary::Summary,
}

impl Sink for World {
    fn event(&mut self, event: &Event) {
        self.rows.add(event);
        self.summary.add(event);
    }
}

impl World {
    /// The events by function calls, then the summary by source line.
    pub fn text(&self) -> String {
        let rows = self.rows.text();
        if rows.is_empty() {
            return "no slice operations\n".to_owned();
        }
        let summary = self.summary.text();
        if summary.is_empty() { rows } else { format!("{rows}\n{summary}") }
    }
}
