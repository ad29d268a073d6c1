//! Syntax errors, and the order, selection and limit in which gc prints errors.

use crate::source::{Pos, SourceMap};

/// After this many errors gc gives up with `too many errors`.
pub const MAX_ERRORS: usize = 10;

/// An error found while reading a file, worded as gc words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    pub pos: Pos,
    /// The text, with gc's `syntax error: ` prefix where gc prints one. All of it unless there is `ends_with`; see
    /// [`SyntaxError::text`].
    pub msg: String,
    /// Whether gc stops here rather than going on to type checking (so it does for every `syntax error: `, but not for,
    /// say, a malformed number).
    pub fatal: bool,
    /// A position to be shown at the end of the text (`label L already defined at ./a.go:7:1`).
    pub ends_with: Option<Pos>,
    /// Where releases before 1.24, which knew only `mixed named and unnamed parameters`, saw the mistake.
    pub mixed_parameters: Option<Pos>,
    /// Where releases before 1.17 showed it, if elsewhere: they looked at the indices of `s[i:j:k]` at its end.
    pub before_17: Option<Pos>,
}

impl SyntaxError {
    /// An error that does not stop gc from checking the program.
    pub fn new(pos: Pos, msg: impl Into<String>) -> SyntaxError {
        SyntaxError { pos, msg: msg.into(), fatal: false, ends_with: None, mixed_parameters: None, before_17: None }
    }

    /// An error that does.
    pub fn fatal(pos: Pos, msg: impl Into<String>) -> SyntaxError {
        SyntaxError { fatal: true, ..SyntaxError::new(pos, msg) }
    }

    /// The whole text, for files of `map`.
    pub fn text(&self, map: &SourceMap) -> String {
        match self.ends_with {
            Some(at) => format!("{}{}", self.msg, map.position(at)),
            None => self.msg.clone(),
        }
    }

    /// The whole text as gc of Go 1.`minor` words it: before 1.20 it said "expecting" for "expected", and did not call
    /// keywords and names so.
    pub fn text_in_release(&self, map: &SourceMap, minor: u32) -> String {
        let mut text = self.text(map);
        if minor < 25 && text == "can only use ... with final parameter" {
            text.push_str(" in list");
        }
        if minor >= 20 || !text.starts_with("syntax error: ") {
            return text;
        }
        // The end of the text may quote the program, so only the first of each is a word of gc's.
        text.replacen("unexpected keyword ", "unexpected ", 1)
            .replacen("unexpected name ", "unexpected ", 1)
            .replacen(", expected keyword ", ", expecting ", 1)
            .replacen(", expected ", ", expecting ", 1)
            .replacen("; expected ", "; expecting ", 1)
    }
}

/// The errors of files as gc of Go 1.`minor` finds them.
pub fn in_release(errors: Vec<SyntaxError>, minor: u32) -> Vec<SyntaxError> {
    // Before 1.25 this one was found when the program was checked.
    let late = |error: &SyntaxError| minor < 25 && error.msg == "can only use ... with final parameter";
    let fatal = errors.iter().any(|error| error.fatal);
    let kept = errors.into_iter().filter(|error| !(fatal && late(error)));
    kept.map(|error| match error.mixed_parameters.filter(|_| minor < 24) {
        Some(pos) => SyntaxError::fatal(pos, "syntax error: mixed named and unnamed parameters"),
        None => SyntaxError { pos: error.before_17.filter(|_| minor < 17).unwrap_or(error.pos), ..error },
    })
    .collect()
}

/// The errors that gc prints of `errors`, which are in the order they were found, in the order it prints them: of the
/// `syntax error`s one a line, of the others one of several equal ones in a row on a line; at most [`MAX_ERRORS`] and
/// then `too many errors`; sorted by position. `line` tells the line of a position (any number that is equal exactly
/// for positions on one line of one file).
///
/// The errors of a program that has no fatal ones go through here once more, together with those of the type checker.
pub fn select_errors(errors: Vec<SyntaxError>, line: impl Fn(Pos) -> u32) -> Vec<SyntaxError> {
    let mut kept: Vec<SyntaxError> = vec![];
    let mut last_syntax_line = None;
    let mut last_other: Option<(u32, String)> = None;
    let mut overflow = None;
    for error in errors {
        let at = line(error.pos);
        if error.msg.starts_with("syntax error") {
            if last_syntax_line.replace(at) == Some(at) {
                continue;
            }
        } else if last_other.as_ref().is_some_and(|(line, msg)| *line == at && *msg == error.msg) {
            continue;
        } else {
            last_other = Some((at, error.msg.clone()));
        }
        kept.push(error);
        if kept.len() == MAX_ERRORS {
            overflow = kept.last().map(|last| last.pos);
            break;
        }
    }
    kept.sort_by_key(|error| error.pos);
    kept.dedup_by(|later, earlier| later.pos == earlier.pos && later.msg == earlier.msg);
    kept.extend(overflow.map(|pos| SyntaxError::fatal(pos, "too many errors")));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(pos: u32, msg: &str) -> SyntaxError {
        SyntaxError::new(Pos(pos), msg)
    }

    /// Ten positions a line.
    fn select(errors: Vec<SyntaxError>) -> Vec<(u32, String)> {
        select_errors(errors, |pos| pos.0 / 10).into_iter().map(|error| (error.pos.0, error.msg)).collect()
    }

    #[test]
    fn one_syntax_error_a_line_and_sorted() {
        let found = select(vec![
            error(21, "syntax error: a"),
            error(25, "syntax error: b"),
            error(11, "other"),
            error(12, "other"),
            error(13, "another"),
        ]);
        assert_eq!(found, [(11, "other".into()), (13, "another".into()), (21, "syntax error: a".into())]);
    }

    #[test]
    fn before_1_20_the_words_were_others() {
        let error = SyntaxError::fatal(Pos(1), "syntax error: unexpected keyword for, expected {");
        let map = SourceMap::new();
        assert_eq!(error.text_in_release(&map, 19), "syntax error: unexpected for, expecting {");
        assert_eq!(error.text_in_release(&map, 20), error.msg);
    }

    #[test]
    fn the_tenth_error_is_the_last() {
        let found = select((1..=12).map(|n| error(n * 10, "e")).collect());
        assert_eq!(found.len(), 11);
        assert_eq!(found[10], (100, "too many errors".into()));
    }
}
