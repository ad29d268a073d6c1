//! Source files and positions.
//!
//! A [`Pos`] is one number across all files of a [`SourceMap`], so that every node carries four bytes; lines and
//! columns are computed only when a person is to read them.

use crate::line_directive::{LineDirective, directives};
use std::sync::Arc;

/// A byte position in some file of a [`SourceMap`]. `Pos::NONE` is "no position".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Pos(pub u32);

impl Pos {
    /// The absent position (generated code).
    pub const NONE: Pos = Pos(0);

    /// Whether this is a real position.
    pub fn is_some(self) -> bool {
        self != Pos::NONE
    }

    /// The position `bytes` further on in the same file.
    pub fn offset(self, bytes: u32) -> Pos {
        Pos(self.0 + bytes)
    }
}

impl std::fmt::Debug for Pos {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "@{}", self.0)
    }
}

/// A file's name and text with the table of its line starts.
#[derive(Debug)]
pub struct SourceFile {
    /// The name as it is shown in errors and traces (`./main.go`).
    pub name: Arc<str>,
    /// The whole text; not necessarily valid UTF-8.
    pub text: Arc<[u8]>,
    /// The position of the file's first byte.
    pub base: Pos,
    line_starts: Vec<u32>,
    directives: Vec<LineDirective>,
}

/// A position as people read it: 1-based line, 1-based column counted in bytes as gc counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// File name as given to [`SourceMap::add`].
    pub file: Arc<str>,
    /// 1-based line.
    pub line: u32,
    /// 1-based byte column; 0 if there is none to show.
    pub col: u32,
}

/// gc has eight bits for a column: it shows none from this one on.
const FIRST_HIDDEN_COL: u32 = 255;

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.col == 0 || self.col >= FIRST_HIDDEN_COL {
            return write!(f, "{}:{}", self.file, self.line);
        }
        write!(f, "{}:{}:{}", self.file, self.line, self.col)
    }
}

impl SourceFile {
    /// The text of the line that `pos`, a position in this file, is on, without its line end.
    pub fn line_text(&self, pos: Pos) -> &[u8] {
        let line = self.line_of(pos.0 - self.base.0);
        let start = self.line_starts[line - 1];
        let end = self.line_starts.get(line).map_or(self.text.len(), |&next| next as usize);
        let mut text = &self.text[start as usize..end];
        while let [rest @ .., b'\n' | b'\r'] = text {
            text = rest;
        }
        text
    }

    /// How many bytes of its line are before `pos`, if that is a position in this file.
    pub fn offset_in_line(&self, pos: Pos) -> Option<usize> {
        let offset = pos.0.checked_sub(self.base.0).filter(|&offset| (offset as usize) <= self.text.len())?;
        Some((offset - self.line_starts[self.line_of(offset) - 1]) as usize)
    }

    /// The 1-based line of an offset, as an editor counts.
    fn line_of(&self, offset: u32) -> usize {
        self.line_starts.partition_point(|&start| start <= offset)
    }
}

/// All source files of a session.
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// An empty map.
    pub fn new() -> SourceMap {
        SourceMap::default()
    }

    /// Adds a file and returns the position of its first byte (the `base` to parse it with).
    pub fn add(&mut self, name: &str, text: &[u8]) -> Pos {
        // One byte of space after each file keeps its end distinct from the next file's start.
        let base = self.files.last().map_or(1, |last| last.base.0 + last.text.len() as u32 + 1);
        let mut line_starts = vec![0];
        line_starts.extend(text.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(at, _)| at as u32 + 1));
        let directives = directives(name, text, &line_starts);
        self.files.push(SourceFile { name: name.into(), text: text.into(), base: Pos(base), line_starts, directives });
        Pos(base)
    }

    /// The file that holds `pos`.
    pub fn file(&self, pos: Pos) -> Option<&SourceFile> {
        let at = self.files.partition_point(|file| file.base <= pos);
        at.checked_sub(1).map(|at| &self.files[at])
    }

    /// The files in the order they were added.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// File, line and column of `pos`, where `//line` directives put them.
    pub fn position(&self, pos: Pos) -> Position {
        match self.file(pos) {
            Some(file) if pos.is_some() => {
                let offset = pos.0 - file.base.0;
                let line = file.line_of(offset);
                let (line, col) = (line as u32, offset - file.line_starts[line - 1] + 1);
                match file.directives.iter().rev().find(|directive| directive.at <= offset) {
                    None => Position { file: file.name.clone(), line, col },
                    Some(directive) => {
                        let (line, col) = directive.shown(line, col);
                        Position { file: directive.file.clone(), line, col }
                    }
                }
            }
            _ => Position { file: "<unknown>".into(), line: 0, col: 0 },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_bytes_from_one() {
        let mut map = SourceMap::new();
        let first = map.add("a.go", b"ab\ncd\n");
        let second = map.add("b.go", b"\xe4\xb8\xad x");
        assert_eq!(map.position(first.offset(4)).to_string(), "a.go:2:2");
        assert_eq!(map.position(second.offset(4)).to_string(), "b.go:1:5");
        assert_eq!(map.files()[0].line_text(first.offset(4)), b"cd");
    }

    #[test]
    fn line_directives_move_what_follows() {
        let text =
            "a\n//line b.go:10:3\nbc\nd\n//line /e.go:7\nf /*line :9:2*/g\n //line h.go:1\n//line x\n//line :5\ni";
        let mut map = SourceMap::new();
        let base = map.add("./dir/a.go", text.as_bytes());
        let shown = |name: &str| {
            let at = text.find(name).expect("a name of the text") as u32;
            map.position(base.offset(at)).to_string()
        };
        assert_eq!(shown("a\n"), "./dir/a.go:1:1");
        assert_eq!(shown("c\n"), "./dir/b.go:10:4");
        assert_eq!(shown("d\n"), "./dir/b.go:11:1");
        assert_eq!(shown("f /"), "/e.go:7");
        assert_eq!(shown("g\n"), "/e.go:9:2");
        assert_eq!(shown("//line x"), "/e.go:11:1");
        assert_eq!(map.position(base.offset(text.len() as u32 - 1)).to_string(), ":5");
        assert_eq!(map.files()[0].line_text(base.offset(20)), b"bc");
    }

    #[test]
    fn large_columns_are_not_shown() {
        let mut map = SourceMap::new();
        let base = map.add("a.go", &[b' '; 300]);
        assert_eq!(map.position(base.offset(253)).to_string(), "a.go:1:254");
        assert_eq!(map.position(base.offset(254)).to_string(), "a.go:1");
    }
}
