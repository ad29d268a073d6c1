//! The few styles that the views use.

use anstyle::{AnsiColor, Style};

/// The answer.
pub const ANSWER: Style = Style::new().bold();

/// Column headings and remarks at the bottom.
pub const QUIET: Style = Style::new().dimmed();

/// What changed.
pub const NOTE: Style = AnsiColor::Yellow.on_default();

/// `text` in a style. Align first: the codes would count as characters.
pub fn paint(style: Style, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{style}{text}{style:#}") }
}
