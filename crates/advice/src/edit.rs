//! An edit of the source, as data: which bytes of which file become what.
//!
//! An edit never adds or removes a line, so that the lines of findings before and after it can be compared.

use goslice_driver::Source;
use goslice_syntax::source::{Pos, SourceMap};
use std::ops::Range;
use std::sync::Arc;

/// A piece of a source file that is replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The file's name as it was given.
    pub file: String,
    /// The bytes that are replaced; all on one line.
    pub span: Range<usize>,
    /// What stands there instead.
    pub replacement: String,
    /// File and line as they are shown, where `//line` directives put them.
    pub shown_at: (Arc<str>, u32),
}

impl Edit {
    /// An edit of `from..to`. `None` if that is not within one line, or if a comment would be lost.
    pub(crate) fn new(sources: &SourceMap, from: Pos, to: Pos, replacement: String) -> Option<Edit> {
        let file = sources.file(from)?;
        let span = (from.0 - file.base.0) as usize..to.0.checked_sub(file.base.0)? as usize;
        let old = std::str::from_utf8(file.text.get(span.clone())?).ok()?;
        if old.contains('\n') || old.contains("/*") || replacement.contains('\n') {
            return None;
        }
        let position = sources.position(from);
        let shown_at = (position.file, position.line);
        Some(Edit { file: file.name.to_string(), span, replacement, shown_at })
    }

    /// The line of the text that the edit is on, as it becomes, without the space around it and without a comment at its
    /// end.
    pub fn new_line(&self, files: &[Source]) -> String {
        line_with(files, self.file.as_str(), &[self])
    }
}

/// The line that all of `edits` are on, as they make it.
pub(crate) fn line_with(files: &[Source], file: &str, edits: &[&Edit]) -> String {
    let Some(source) = files.iter().find(|source| source.name == file) else { return String::new() };
    let Some(at) = edits.first().map(|edit| edit.span.start) else { return String::new() };
    let start = source.text[..at].iter().rposition(|&b| b == b'\n').map_or(0, |newline| newline + 1);
    let end = source.text[at..].iter().position(|&b| b == b'\n').map_or(source.text.len(), |n| at + n);
    let mut line = source.text[start..end].to_vec();
    for edit in ordered(edits.iter().copied()) {
        line.splice(edit.span.start - start..edit.span.end - start, edit.replacement.bytes());
    }
    let line = String::from_utf8_lossy(&line).into_owned();
    let comment = line.match_indices("//").find(|(at, _)| !line[*at..].contains(['"', '`']));
    comment.map_or(&*line, |(at, _)| &line[..at]).trim().to_owned()
}

/// The last one first, so that the spans of the others stay right while one is applied.
fn ordered<'a>(edits: impl Iterator<Item = &'a Edit>) -> Vec<&'a Edit> {
    let mut edits: Vec<&Edit> = edits.collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    edits
}

/// The sources with all edits made. `None` if one does not fit, or if two overlap.
pub fn apply(files: &[Source], edits: &[Edit]) -> Option<Vec<Source>> {
    let mut files = files.to_vec();
    for file in &mut files {
        let mut before = usize::MAX;
        for edit in ordered(edits.iter().filter(|edit| edit.file == file.name)) {
            if edit.span.end > before || edit.span.end > file.text.len() {
                return None;
            }
            file.text.splice(edit.span.clone(), edit.replacement.bytes());
            before = edit.span.start;
        }
    }
    Some(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(span: Range<usize>, replacement: &str) -> Edit {
        Edit { file: "a.go".into(), span, replacement: replacement.into(), shown_at: ("a.go".into(), 1) }
    }

    #[test]
    fn edits_are_made_whatever_their_order_and_refused_where_they_overlap() {
        let files = [Source { name: "a.go".into(), text: b"x\n\ta, b // both\ny\n".to_vec(), module: None }];
        let (first, second) = (edit(3..4, "one"), edit(6..7, "two"));
        let applied = apply(&files, &[first.clone(), second.clone()]).unwrap();
        assert_eq!(applied[0].text, b"x\n\tone, two // both\ny\n");
        assert_eq!(line_with(&files, "a.go", &[&first, &second]), "one, two");
        assert!(apply(&files, &[edit(3..6, ""), edit(4..7, "")]).is_none());
    }
}
