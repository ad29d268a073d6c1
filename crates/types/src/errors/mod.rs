//! What the checker complains about.

pub(crate) mod texts;

use goslice_syntax::source::{Pos, SourceMap};

/// Stands in [`TypeError::msg`] for the next position of [`TypeError::inline`].
pub(crate) const POSITION_MARK: char = '\u{1}';

/// One error, worded and placed as gc's of the chosen release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeError {
    pub pos: Pos,
    /// May span lines (`\n\thave ...`). Positions inside the text are marked: [`TypeError::render`] fills them in.
    pub msg: String,
    /// The positions that the text names, in order.
    pub inline: Vec<Pos>,
    /// Further places, shown on lines of their own.
    pub related: Vec<(Pos, String)>,
    /// Soft errors (unused variables, imports, labels) leave the program's meaning clear.
    pub soft: bool,
}

impl TypeError {
    /// An error without further places.
    pub fn new(pos: Pos, msg: impl Into<String>) -> TypeError {
        TypeError { pos, msg: msg.into(), inline: Vec::new(), related: Vec::new(), soft: false }
    }

    /// The message and its further places, without the error's own position.
    pub fn message(&self, sources: &SourceMap) -> String {
        let mut inline = self.inline.iter();
        let mut out = String::with_capacity(self.msg.len());
        for c in self.msg.chars() {
            match inline.as_slice().first().filter(|_| c == POSITION_MARK) {
                Some(pos) => {
                    out.push_str(&sources.position(*pos).to_string());
                    inline.next();
                }
                None => out.push(c),
            }
        }
        for (pos, text) in &self.related {
            out.push_str(&format!("\n\t{}: {text}", sources.position(*pos)));
        }
        out
    }

    /// The error as gc prints it: `./main.go:9:4: undefined: x`.
    pub fn render(&self, sources: &SourceMap) -> String {
        format!("{}: {}", sources.position(self.pos), self.message(sources))
    }
}
