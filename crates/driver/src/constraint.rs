//! Build constraints: which files of a folder belong to the program.

use goslice::Release;

/// What generated code runs on, as GOOS and GOARCH name it.
const GOOS: &str = "linux";
const GOARCH: &str = "amd64";

const SYSTEMS: &[&str] = &[
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "illumos",
    "ios",
    "js",
    "linux",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasip1",
    "windows",
];
const ARCHES: &[&str] = &[
    "386", "amd64", "arm", "arm64", "loong64", "mips", "mips64", "mips64le", "mipsle", "ppc64", "ppc64le", "riscv64",
    "s390x", "wasm",
];

/// Whether a file belongs to a build under `release`, by its name (`x_windows.go`) and its `//go:build` line. Before Go
/// 1.17 the older `// +build` lines decide.
pub fn included(file_name: &str, text: &[u8], release: Release) -> bool {
    name_fits(file_name) && header_fits(&String::from_utf8_lossy(text), release)
}

/// Only the last two parts of `name_GOOS_GOARCH` (before `_test`) count.
fn name_fits(file_name: &str) -> bool {
    let stem = file_name.rsplit('/').next().unwrap_or(file_name).trim_end_matches(".go").trim_end_matches("_test");
    let parts: Vec<&str> = stem.split('_').skip(1).collect();
    match parts[..] {
        [.., system, arch] if SYSTEMS.contains(&system) && ARCHES.contains(&arch) => system == GOOS && arch == GOARCH,
        [.., last] if SYSTEMS.contains(&last) => last == GOOS,
        [.., last] if ARCHES.contains(&last) => last == GOARCH,
        _ => true,
    }
}

fn header_fits(text: &str, release: Release) -> bool {
    let header = text.lines().map(str::trim).take_while(|line| line.is_empty() || line.starts_with("//"));
    let (mut modern, mut older) = (None, Vec::new());
    for line in header {
        if let Some(expr) = line.strip_prefix("//go:build ") {
            modern = modern.or(Some(expr));
        } else if let Some(options) = line.trim_start_matches("//").trim_start().strip_prefix("+build ") {
            older.push(options);
        }
    }
    match modern.and_then(Expr::parse) {
        Some(expr) if release.minor() >= 17 || older.is_empty() => expr.holds(release),
        // Lines are and-ed, words of a line or-ed, commas in a word and-ed.
        _ => older.iter().all(|line| {
            line.split_whitespace().any(|option| {
                option.split(',').all(|term| match term.strip_prefix('!') {
                    Some(tag) => !tag_holds(tag, release),
                    None => tag_holds(term, release),
                })
            })
        }),
    }
}

/// The minor version of Go that a file's `//go:build` line implies, if it does: `18` for `go1.18 && linux`.
pub(crate) fn declared_version(text: &[u8]) -> Option<u32> {
    // Text that is no UTF-8 may stand below.
    let text = String::from_utf8_lossy(text);
    let header = text.lines().map(str::trim).take_while(|line| line.is_empty() || line.starts_with("//"));
    let expr = header.filter_map(|line| line.strip_prefix("//go:build ")).next();
    expr.and_then(Expr::parse)?.version(true)
}

fn tag_holds(tag: &str, release: Release) -> bool {
    match tag.strip_prefix("go1.").and_then(|minor| minor.parse::<u32>().ok()) {
        Some(minor) => minor <= u32::from(release.minor()),
        None => [GOOS, GOARCH, "unix", "gc"].contains(&tag),
    }
}

fn tokens(expr: &str) -> Vec<&str> {
    let mut rest = expr.split("//").next().unwrap_or("").trim();
    let mut tokens = Vec::new();
    while !rest.is_empty() {
        let len = match rest.as_bytes() {
            [b'|', b'|', ..] | [b'&', b'&', ..] => 2,
            [b'(' | b')' | b'!', ..] => 1,
            _ => rest.find(|c: char| "|&()! \t".contains(c)).unwrap_or(rest.len()).max(1),
        };
        let (token, tail) = rest.split_at(len);
        tokens.push(token);
        rest = tail.trim_start();
    }
    tokens
}

/// A build constraint.
enum Expr<'a> {
    Tag(&'a str),
    Not(Box<Expr<'a>>),
    And(Box<Expr<'a>>, Box<Expr<'a>>),
    Or(Box<Expr<'a>>, Box<Expr<'a>>),
}

impl<'a> Expr<'a> {
    fn parse(text: &'a str) -> Option<Expr<'a>> {
        let tokens = tokens(text);
        Parser { tokens: &tokens }.or()
    }

    fn holds(&self, release: Release) -> bool {
        match self {
            Expr::Tag(tag) => tag_holds(tag, release),
            Expr::Not(x) => !x.holds(release),
            Expr::And(x, y) => x.holds(release) && y.holds(release),
            Expr::Or(x, y) => x.holds(release) || y.holds(release),
        }
    }

    /// The oldest minor version for which the expression can hold, or with `positive` false its negation
    /// (go/build/constraint, `minVersion`).
    fn version(&self, positive: bool) -> Option<u32> {
        match self {
            Expr::Tag("go1") if positive => Some(0),
            Expr::Tag(tag) if positive => tag.strip_prefix("go1.")?.parse().ok(),
            Expr::Tag(_) => None,
            Expr::Not(x) => x.version(!positive),
            Expr::And(x, y) | Expr::Or(x, y) => {
                let (x, y) = (x.version(positive), y.version(positive));
                if matches!(self, Expr::And(..)) == positive { x.max(y) } else { x.min(y) }
            }
        }
    }
}

/// `||` below `&&` below `!`.
struct Parser<'t, 'a> {
    tokens: &'t [&'a str],
}

impl<'a> Parser<'_, 'a> {
    fn take(&mut self, token: &str) -> bool {
        let found = self.tokens.first() == Some(&token);
        if found {
            self.tokens = &self.tokens[1..];
        }
        found
    }

    fn or(&mut self) -> Option<Expr<'a>> {
        let mut x = self.and()?;
        while self.take("||") {
            x = Expr::Or(x.into(), self.and()?.into());
        }
        Some(x)
    }

    fn and(&mut self) -> Option<Expr<'a>> {
        let mut x = self.not()?;
        while self.take("&&") {
            x = Expr::And(x.into(), self.not()?.into());
        }
        Some(x)
    }

    fn not(&mut self) -> Option<Expr<'a>> {
        if self.take("!") {
            return Some(Expr::Not(self.not()?.into()));
        }
        if self.take("(") {
            let x = self.or()?;
            return self.take(")").then_some(x);
        }
        let (tag, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(Expr::Tag(tag))
    }
}

#[cfg(test)]
mod tests {
    use super::{declared_version, included};
    use goslice::Release;

    fn at(name: &str, text: &str, release: &str) -> bool {
        let release: Release = release.parse().expect("a release");
        included(name, text.as_bytes(), release)
    }

    #[test]
    fn file_names_choose_system_and_architecture() {
        assert!(at("a.go", "package a", "1.20") && at("a_linux.go", "", "1.20") && at("linux.go", "", "1.20"));
        assert!(
            !at("a_windows.go", "", "1.20")
                && !at("a_linux_arm64.go", "", "1.20")
                && !at("dir/a_386_test.go", "", "1.20")
        );
    }

    #[test]
    fn build_lines_are_expressions() {
        let expr = "//go:build (amd64 || wasm) && !windows\n\npackage a";
        assert!(at("a.go", expr, "1.20"));
        assert!(!at("a.go", "//go:build 386 || mips\npackage a", "1.20"));
        assert!(
            at("a.go", "//go:build go1.20\npackage a", "1.20") && !at("a.go", "//go:build go1.21\npackage a", "1.20")
        );
        assert!(at("a.go", "package a\n//go:build ignore", "1.20"), "only above the package clause");
    }

    #[test]
    fn build_lines_imply_a_version() {
        let version = |expr: &str| declared_version(format!("// x\n\n//go:build {expr}\n\npackage a\n").as_bytes());
        for (expr, expected) in [
            ("go1.18", Some(18)),
            ("go1.18 && linux", Some(18)),
            ("(go1.18 && linux) || go1.21", Some(18)),
            ("go1.18 && go1.20", Some(20)),
            ("linux || go1.18", None),
            ("!go1.30", None),
            ("!windows && go1.20", Some(20)),
            ("!(windows || !go1.20)", Some(20)),
            ("go1", Some(0)),
            ("go1.17.3", None),
            ("ignore", None),
        ] {
            assert_eq!(version(expr), expected, "{expr}");
        }
        assert_eq!(declared_version(b"package a\n//go:build go1.18\n"), None);
    }

    #[test]
    fn older_lines_decide_before_1_17() {
        assert!(!at("a.go", "// +build go1.17\n\npackage a", "1.16"));
        assert!(at("a.go", "// +build amd64 386\n// +build linux,!cgo\n\npackage a", "1.16"));
    }
}
