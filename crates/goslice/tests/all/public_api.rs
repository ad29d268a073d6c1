//! The public interface as a list, in `tests/public-api.txt`: what a change adds to it or takes from it shows in review. Tools that
//! read rustdoc's JSON need a nightly compiler; this reads the sources, which rustfmt has put into form.
//!
//! Listed are items that are `pub`, trait implementations and the invocations of macros that make some, file by file; not what is
//! `#[doc(hidden)]`. `BLESS=1 cargo test -p goslice --test all public_api` writes the list anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn sources(dir: &Path, all: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, all);
        } else if !path.ends_with("tests.rs") {
            all.push(path);
        }
    }
}

/// The lines of a file from one on, without comments.
struct Lines<'a> {
    lines: Vec<&'a str>,
    next: usize,
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Lines<'a> {
        let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("//"));
        Lines { lines: lines.collect(), next: 0 }
    }

    fn next(&mut self) -> Option<&'a str> {
        self.next += 1;
        self.lines.get(self.next - 1).copied()
    }

    /// What begins with this line, up to a body or the end, on one line; and whether a body follows.
    fn head(&mut self, first: &str) -> (String, bool) {
        let depth = indent(first);
        let mut head = first.trim().to_owned();
        let mut last = first;
        while !last.ends_with(';') && !(last.ends_with(['{', '}']) && (indent(last) == depth || last == first)) {
            last = self.next().unwrap_or_else(|| panic!("no end of {first}"));
            write!(head, " {}", last.trim()).unwrap();
        }
        let has_body = head.ends_with('{');
        let end = if last.ends_with('}') { head.find(" {").unwrap_or(head.len()) } else { head.len() };
        (head[..end].trim_end_matches(['{', ';']).trim_end().to_owned(), has_body)
    }

    /// The lines of a body, up to the brace that closes it.
    fn body(&mut self, depth: usize) -> Lines<'a> {
        let begin = self.next;
        while indent(self.lines[self.next]) > depth || !self.lines[self.next].trim_start().starts_with('}') {
            self.next += 1;
        }
        self.next += 1;
        Lines { lines: self.lines[begin..self.next - 1].to_vec(), next: 0 }
    }
}

/// Lists the items among these lines. `all` is for those of a trait, which are public without saying so.
fn list(lines: &mut Lines<'_>, all: bool, out: &mut Vec<String>) {
    let (mut hidden, mut exported) = (false, false);
    let mut attributes = Vec::new();
    while let Some(line) = lines.next() {
        let code = line.trim_start();
        let depth = indent(line);
        if code.starts_with("#[") || code.starts_with("#![") {
            hidden |= code == "#[doc(hidden)]" || code.starts_with("#[cfg(test)]");
            exported |= code == "#[macro_export]";
            if code.starts_with("#[derive") || code == "#[non_exhaustive]" {
                attributes.push(line.to_owned());
            }
            // An attribute of several lines.
            let mut last = code;
            while !last.ends_with(']') {
                last = lines.next().unwrap().trim();
            }
            continue;
        }
        let (head, has_body) = lines.head(line);
        let mut body = has_body.then(|| lines.body(depth));
        let is_public = code.starts_with("pub ") || all;
        let shown = std::mem::take(&mut hidden);
        let exports = std::mem::take(&mut exported);
        let attributes = std::mem::take(&mut attributes);
        if shown {
            continue;
        }
        let pad = " ".repeat(depth);
        if code.starts_with("macro_rules!") {
            if exports {
                out.push(format!("{pad}{head}"));
            }
        } else if code.starts_with("impl") || code.starts_with("unsafe impl") {
            let mut inner = Vec::new();
            if let Some(body) = body.as_mut().filter(|_| !head.contains(" for ")) {
                list(body, false, &mut inner);
            }
            if head.contains(" for ") || !inner.is_empty() {
                out.push(format!("{pad}{head}"));
                out.extend(inner);
            }
        } else if code.split('!').next().is_some_and(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
            && code.contains('!')
        {
            out.push(format!("{pad}{head}"));
            out.extend(body.into_iter().flat_map(|body| body.lines).map(str::to_owned));
        } else if is_public {
            out.extend(attributes);
            out.push(format!("{pad}{head}"));
            let kind = |kind: &str| head.contains(&format!("{kind} ")) && !head.contains("fn ");
            match body {
                Some(mut body) if kind("trait") => list(&mut body, true, out),
                Some(body) if kind("enum") => {
                    let variants = body.lines.iter().filter(|line| !line.trim_start().starts_with('#'));
                    out.extend(variants.map(|line| (*line).to_owned()));
                }
                Some(body) if kind("struct") => {
                    let fields = body.lines.iter().filter(|line| line.trim_start().starts_with("pub "));
                    out.extend(fields.map(|line| (*line).to_owned()));
                }
                _ => {}
            }
        }
    }
}

#[test]
fn the_public_interface_is_the_one_that_is_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    let mut ours = String::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let mut items = Vec::new();
        list(&mut Lines::of(&text), false, &mut items);
        if !items.is_empty() {
            let name = file.strip_prefix(root).unwrap().display();
            writeln!(ours, "# {name}\n{}\n", items.join("\n")).unwrap();
        }
    }
    let path = root.join("tests/public-api.txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &ours).unwrap();
    }
    let listed = fs::read_to_string(&path).unwrap_or_default();
    let missing: Vec<&str> = listed.lines().filter(|line| !ours.lines().any(|ours| ours == *line)).collect();
    let new: Vec<&str> = ours.lines().filter(|line| !listed.lines().any(|listed| listed == *line)).collect();
    assert!(
        ours == listed,
        "the public interface has changed. A line that is gone is a change that breaks programs.\ngone: {missing:#?}\nnew: {new:#?}\n\
         BLESS=1 cargo test -p goslice --test all public_api writes tests/public-api.txt anew"
    );
}

/// A published package shows its README elsewhere: links go to its own headings, or to where the whole address says.
#[test]
fn links_of_the_readme_work_when_it_is_published() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let targets: Vec<&str> = readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(!targets.is_empty());
    for target in targets {
        let heading = |line: &str| {
            line.strip_prefix("## ").is_some_and(|text| text.to_lowercase().replace(' ', "-") == target[1..])
        };
        let works = target.starts_with("https://") || target.starts_with('#') && readme.lines().any(heading);
        assert!(works, "{target}");
    }
}
