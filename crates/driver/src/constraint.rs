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
    match modern {
        Some(expr) if release.minor() >= 17 || older.is_empty() => {
            let tokens = tokens(expr);
            Parser { tokens: &tokens, release }.or()
        }
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

/// `||` below `&&` below `!`.
struct Parser<'a> {
    tokens: &'a [&'a str],
    release: Release,
}

impl Parser<'_> {
    fn take(&mut self, token: &str) -> bool {
        let found = self.tokens.first() == Some(&token);
        if found {
            self.tokens = &self.tokens[1..];
        }
        found
    }

    fn or(&mut self) -> bool {
        let mut holds = self.and();
        while self.take("||") {
            holds |= self.and();
        }
        holds
    }

    fn and(&mut self) -> bool {
        let mut holds = self.not();
        while self.take("&&") {
            holds &= self.not();
        }
        holds
    }

    fn not(&mut self) -> bool {
        if self.take("!") {
            return !self.not();
        }
        if self.take("(") {
            let holds = self.or();
            self.take(")");
            return holds;
        }
        match self.tokens {
            [tag, rest @ ..] => {
                self.tokens = rest;
                tag_holds(tag, self.release)
            }
            [] => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::included;
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
    fn older_lines_decide_before_1_17() {
        assert!(!at("a.go", "// +build go1.17\n\npackage a", "1.16"));
        assert!(at("a.go", "// +build amd64 386\n// +build linux,!cgo\n\npackage a", "1.16"));
    }
}
