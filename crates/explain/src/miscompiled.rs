//! Lines of a program that the compiler of a release gets wrong.

use goslice::Release;
use goslice::compiler_bugs::CompilerBug;
use serde_json::json;

/// Such a line.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// The file's name.
    pub file: &'a str,
    /// The line's number, and the column.
    pub at: (u32, u32),
    /// The variable that it is about.
    pub slice: &'a str,
    /// What is wrong.
    pub bug: &'a CompilerBug,
    /// The release whose compiler that is.
    pub release: Release,
}

/// A warning in one line.
pub fn text(it: &Line<'_>) -> String {
    let Line { file, at: (line, col), slice, bug, release } = it;
    let slice = if slice.is_empty() { "a slice" } else { slice };
    format!(
        "{file}:{line}:{col}: warning: Go {release} may get this wrong ({}): it builds {slice} on the stack, and {}; seen in {}. \
         goslice does what the language says, with the same capacities\n",
        bug.name,
        bug.what,
        bug.where_seen(),
    )
}

/// The same as an object in one line.
pub fn object(it: &Line<'_>) -> String {
    let object = json!({
        "event": "compiler bug", "file": it.file, "line": it.at.0, "col": it.at.1, "go": it.release.to_string(),
        "bug": it.bug.name, "slice": it.slice, "what": it.bug.what, "seen_in": it.bug.where_seen().to_string(),
    });
    format!("{object}\n")
}
