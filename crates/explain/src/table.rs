//! Tables with aligned columns; what is wide on a terminal counts as wide.

use unicode_width::UnicodeWidthStr;

use crate::style;

/// Spaces before the first column, and between two.
const INDENT: usize = 2;

/// How a column is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// To the left: words.
    Left,
    /// To the right: numbers.
    Right,
}

/// A table being filled, row by row.
#[derive(Debug)]
pub struct Table {
    columns: Vec<Align>,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    indent: usize,
    note_column: Option<usize>,
}

impl Table {
    /// A table with headings, given as alignment and text.
    pub fn new<const N: usize>(columns: [(Align, &str); N]) -> Table {
        Table {
            columns: columns.iter().map(|(align, _)| *align).collect(),
            header: columns.iter().map(|(_, heading)| (*heading).to_owned()).collect(),
            rows: Vec::new(),
            indent: INDENT,
            note_column: None,
        }
    }

    /// Without spaces at the start of lines.
    pub fn flush(mut self) -> Table {
        self.indent = 0;
        self
    }

    /// The column holds notes, which are shown in their own style.
    pub fn notes_in(mut self, column: usize) -> Table {
        self.note_column = Some(column);
        self
    }

    /// Adds a row; missing cells at its end are empty.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl Into<String>>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// The lines, each ended by a newline, without spaces at their ends.
    pub fn render(&self) -> String {
        let widths: Vec<usize> = (0..self.columns.len())
            .map(|column| {
                let cells = self.rows.iter().chain([&self.header]).filter_map(|row| row.get(column));
                cells.map(|cell| cell.width()).max().unwrap_or(0)
            })
            .collect();
        let mut out = String::new();
        if self.header.iter().any(|heading| !heading.is_empty()) {
            let line = self.line(&self.header, &widths, false);
            out += &format!("{}\n", style::paint(style::QUIET, &line));
        }
        for row in &self.rows {
            out += &self.line(row, &widths, true);
            out.push('\n');
        }
        out
    }

    fn line(&self, cells: &[String], widths: &[usize], notes: bool) -> String {
        let last = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        let mut line = " ".repeat(self.indent);
        for (column, cell) in cells[..last].iter().enumerate() {
            if column > 0 {
                line += "  ";
            }
            let space = " ".repeat(widths[column].saturating_sub(cell.width()));
            let shown = match self.note_column {
                Some(note) if notes && note == column => style::paint(style::NOTE, cell),
                _ => cell.clone(),
            };
            match self.columns[column] {
                Align::Right => line += &format!("{space}{shown}"),
                Align::Left if column + 1 == last => line += &shown,
                Align::Left => line += &format!("{shown}{space}"),
            }
        }
        line
    }
}

/// `text` and spaces up to `width` columns.
pub fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_align_by_display_width() {
        let mut table = Table::new([(Align::Left, "word"), (Align::Right, "n")]);
        table.row(["世界", "1"]);
        table.row(["a", "20"]);
        let plain: Vec<String> = table.render().lines().skip(1).map(str::to_owned).collect();
        assert_eq!(plain, ["  世界   1", "  a     20"]);
    }

    #[test]
    fn empty_cells_at_the_end_leave_no_spaces() {
        let mut table = Table::new([(Align::Left, ""), (Align::Left, "")]);
        table.row(["a", ""]);
        table.row(["bc", "d"]);
        assert_eq!(table.render(), "  a\n  bc  d\n");
    }
}
