//! Features of the language that came with a release: what the file's version does not have is refused, in the words of the
//! release that compiles it. What the release itself does not know, it refuses in other words, or does not have.

use super::Checker;
use goslice_syntax::ast::LiteralKind;
use goslice_syntax::source::Pos;

/// Features with a name in errors: as releases up to 1.22 call them, and then.
pub(crate) struct Feature {
    pub(crate) since: u32,
    many: &'static str,
    one: &'static str,
}

pub(crate) const ALIAS: Feature = Feature { since: 9, many: "type aliases", one: "type alias" };
pub(crate) const TO_ARRAY_POINTER: Feature =
    Feature { since: 17, many: "conversion of slices to array pointers", one: "conversion of slice to array pointer" };
pub(crate) const TO_ARRAY: Feature =
    Feature { since: 20, many: "conversion of slices to arrays", one: "conversion of slice to array" };
const UNDERSCORE: Feature =
    Feature { since: 13, many: "underscores in numeric literals", one: "underscore in numeric literal" };
const BINARY: Feature = Feature { since: 13, many: "binary literals", one: "binary literal" };
const OCTAL: Feature = Feature { since: 13, many: "0o/0O-style octal literals", one: "0o/0O-style octal literal" };
const HEX_FLOAT: Feature =
    Feature { since: 13, many: "hexadecimal floating-point literals", one: "hexadecimal floating-point literal" };

impl Feature {
    /// The feature's name under a release.
    pub(crate) fn name(&self, release: u32) -> &'static str {
        if release < 23 { self.many } else { self.one }
    }
}

impl Checker<'_> {
    /// Whether the release has a feature, whatever the file's version.
    pub(crate) fn knows(&self, since: u32) -> bool {
        self.lang() >= since || self.config.is_std
    }

    /// Whether the file at `pos` has a feature that came with Go 1.`since`.
    pub(crate) fn allows(&self, pos: Pos, since: u32) -> bool {
        let version = match self.config.languages {
            Some(languages) => languages.at(self.files, pos).version,
            None => self.lang(),
        };
        version >= since || self.config.is_std
    }

    /// `requires go1.13 or later (-lang was set to go1.12; check go.mod)`.
    pub(crate) fn requires(&self, pos: Pos, since: u32) -> String {
        let origin = self.config.languages.map(|languages| languages.origin(languages.at(self.files, pos)));
        let origin = origin.unwrap_or_else(|| format!("(-lang was set to go1.{}; check go.mod)", self.lang()));
        format!("requires go1.{since} or later {origin}")
    }

    /// Refuses what the release knows and the file's version does not have. Whether it may be used.
    pub(crate) fn verify(&mut self, pos: Pos, since: u32, what: &str) -> bool {
        let allowed = !self.knows(since) || self.allows(pos, since);
        if !allowed {
            let text = format!("{what} {}", self.requires(pos, since));
            self.error(pos, text);
        }
        allowed
    }

    /// The forms of numbers that came with Go 1.13 (types2/expr.go, `langCompat`).
    pub(crate) fn number_version(&mut self, pos: Pos, kind: LiteralKind, text: &str) {
        if self.allows(pos, 13) {
            return;
        }
        let text = text.as_bytes();
        let radix = if text.first() == Some(&b'0') { text.get(1).copied().unwrap_or(0) | 0x20 } else { 0 };
        let feature = match radix {
            _ if text.len() <= 2 => return,
            _ if text.contains(&b'_') => UNDERSCORE,
            b'b' => BINARY,
            b'o' => OCTAL,
            b'x' if kind != LiteralKind::Int => HEX_FLOAT,
            _ => return,
        };
        self.verify(pos, feature.since, feature.name(self.lang()));
    }
}
