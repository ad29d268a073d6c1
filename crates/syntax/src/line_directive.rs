//! `//line file:line:col` and `/*line file:line:col*/`: what follows is shown at another place.

use std::sync::Arc;

/// A directive, and where its effect begins.
#[derive(Debug)]
pub(crate) struct LineDirective {
    /// Offset, 1-based line and column of the first byte that the directive is about.
    pub(crate) at: u32,
    pub(crate) physical: (u32, u32),
    pub(crate) file: Arc<str>,
    pub(crate) line: u32,
    /// Without one, no columns are shown.
    pub(crate) col: Option<u32>,
}

impl LineDirective {
    /// The line and column to show for what is at a physical line and column.
    pub(crate) fn shown(&self, line: u32, col: u32) -> (u32, u32) {
        let shown_line = self.line + (line - self.physical.0);
        match self.col {
            None => (shown_line, 0),
            Some(first) if line == self.physical.0 => (shown_line, first + (col - self.physical.1)),
            Some(_) => (shown_line, col),
        }
    }
}

/// The directives of a file, in order. `//line` counts at the beginning of a line only.
pub(crate) fn directives(name: &str, text: &[u8], line_starts: &[u32]) -> Vec<LineDirective> {
    let mut found: Vec<LineDirective> = Vec::new();
    let marks = text.windows(7).enumerate().filter(|(_, it)| *it == b"//line " || *it == b"/*line ");
    for (at, mark) in marks {
        let rest = &text[at + mark.len()..];
        let start_line = line_starts.partition_point(|&start| start as usize <= at);
        let (len, after) = if mark[1] == b'/' {
            if line_starts[start_line - 1] as usize != at {
                continue;
            }
            let len = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
            (len, len + 1)
        } else {
            let Some(len) = rest.windows(2).position(|window| window == b"*/") else { continue };
            (len, len + 2)
        };
        let Some((file, line, col)) = std::str::from_utf8(&rest[..len]).ok().and_then(|it| parse(it.trim_end())) else {
            continue;
        };
        let begins = (at + mark.len() + after) as u32;
        let physical_line = line_starts.partition_point(|&start| start <= begins);
        let physical = (physical_line as u32, begins - line_starts[physical_line - 1] + 1);
        let file = match (file, col) {
            ("", Some(_)) => found.last().map_or_else(|| name.into(), |last| last.file.clone()),
            ("", None) => "".into(),
            _ => beside(name, file).into(),
        };
        found.push(LineDirective { at: begins, physical, file, line, col });
    }
    found
}

/// `file:line` or `file:line:col`.
fn parse(text: &str) -> Option<(&str, u32, Option<u32>)> {
    let number = |digits: &str| digits.parse::<u32>().ok().filter(|n| (1..1 << 30).contains(n));
    let (rest, last) = text.rsplit_once(':')?;
    let last = number(last)?;
    match rest.rsplit_once(':').and_then(|(file, line)| Some((file, number(line)?))) {
        Some((file, line)) => Some((file, line, Some(last))),
        None => Some((rest, last, None)),
    }
}

/// The path `file`, which is relative to the folder of the file `name`.
fn beside(name: &str, file: &str) -> String {
    match name.rsplit_once('/') {
        Some((dir, _)) if !file.starts_with('/') => format!("{dir}/{}", file.trim_start_matches("./")),
        _ => file.to_owned(),
    }
}
