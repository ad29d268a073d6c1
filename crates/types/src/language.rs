//! The language version of each file: the `go` line of go.mod, which the go command passes as `-lang`, and the file's own
//! `//go:build go1.N` line.
//!
//! Go 1.21 brought versions of files (types2/check.go, `initFiles`). Up to 1.22 a newer one is taken, an older one only where
//! the module is of 1.21 or later, and none at all without `-lang`. From 1.23 on the file's own version always counts, but as
//! 1.21 at the least, and must not be newer than the compiler's. Measured with go1.19, 1.21.13, 1.22.10, 1.23.9, 1.24.11,
//! 1.25.5 and 1.27.3.

use goslice_syntax::ast::File;
use goslice_syntax::source::Pos;

/// The oldest version that a file may choose for itself, from Go 1.23 on.
const OLDEST_CHOSEN: u32 = 21;

/// The language of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// The minor version of Go 1.
    pub version: u32,
    /// Whether the file's own build line says so.
    declared: bool,
}

/// The languages of a package's files.
#[derive(Clone, Debug)]
pub struct Languages {
    /// The minor version of the module's language.
    module: u32,
    /// In the order of the files.
    files: Vec<Language>,
}

impl Languages {
    /// Under the release with the minor number `release`: `module` is what `-lang` says, if it is given, and `declared` what
    /// the build line of each file implies. A module that is newer than the release is compiled as well as may be.
    pub fn new(release: u32, module: Option<u32>, declared: impl IntoIterator<Item = Option<u32>>) -> Languages {
        let given = module.filter(|&module| module <= release);
        let module = given.unwrap_or(release);
        let file = |declared: Option<u32>| {
            let own = match (release, declared) {
                (..21, _) | (_, None) => None,
                (21..23, Some(file)) => {
                    let counts = given.is_some() && (file > module || module >= OLDEST_CHOSEN);
                    counts.then_some(file)
                }
                (_, Some(file)) => Some(file.max(OLDEST_CHOSEN)),
            };
            let version = own.unwrap_or(module);
            // Up to 1.21 the texts do not tell files' versions.
            Language { version, declared: declared == Some(version) && release >= 22 }
        };
        Languages { module, files: declared.into_iter().map(file).collect() }
    }

    /// The minor versions, in the order of the files.
    pub fn versions(&self) -> Vec<u32> {
        self.files.iter().map(|file| file.version).collect()
    }

    /// The language at a position in one of `files`.
    pub(crate) fn at(&self, files: &[File], pos: Pos) -> Language {
        let file = files.iter().position(|file| (file.pos..=file.end).contains(&pos));
        let language = file.and_then(|file| self.files.get(file)).copied();
        language.unwrap_or(Language { version: self.module, declared: false })
    }

    /// What says which version a file has, as errors put it.
    pub(crate) fn origin(&self, language: Language) -> String {
        if language.declared {
            return format!("(file declares //go:build go1.{})", language.version);
        }
        format!("(-lang was set to go1.{}; check go.mod)", self.module)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The version of a file, and whether errors name the file's own.
    fn file(release: u32, module: Option<u32>, declared: u32) -> (u32, bool) {
        let language = Languages::new(release, module, [Some(declared)]).files[0];
        (language.version, language.declared)
    }

    #[test]
    fn files_choose_their_version_as_in_real_releases() {
        // Module, file; then under 1.19, 1.21, 1.22, 1.23.
        for (module, declared, expected) in [
            (Some(12), 8, [(12, false), (12, false), (12, false), (21, false)]),
            (Some(12), 18, [(12, false), (18, false), (18, true), (21, false)]),
            (Some(12), 21, [(12, false), (21, false), (21, true), (21, true)]),
            (Some(20), 18, [(19, false), (20, false), (20, false), (21, false)]),
            (Some(12), 12, [(12, false), (12, false), (12, true), (21, false)]),
            (Some(21), 8, [(19, false), (8, false), (8, true), (21, false)]),
            (Some(21), 18, [(19, false), (18, false), (18, true), (21, false)]),
            (Some(21), 21, [(19, false), (21, false), (21, true), (21, true)]),
            (None, 18, [(19, false), (21, false), (22, false), (21, false)]),
        ] {
            let got = [19, 21, 22, 23].map(|release| file(release, module, declared));
            assert_eq!(got, expected, "{module:?} {declared}");
        }
        assert_eq!(file(22, Some(12), 22), (22, true));
        assert_eq!(file(27, Some(20), 22), (22, true));
    }
}
