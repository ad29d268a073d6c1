//! A file of which only a part is meant: `main.go:12`, `main.go:12:5` as compilers write it, `main.go:10-20`.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

/// A file or folder, and the part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) path: PathBuf,
    pub(crate) part: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    All,
    /// From one line to another, both included.
    Lines(u32, u32),
    /// A place in a line.
    Column(u32, u32),
}

impl Spot {
    /// Reads an argument. A file of that name, colons and all, is that file.
    pub(crate) fn read(arg: &OsStr) -> Spot {
        let whole = Spot { path: arg.into(), part: Part::All };
        if whole.path.exists() {
            return whole;
        }
        let Some((before, last)) = cut(arg.as_bytes()) else { return whole };
        let spot = |path: &[u8], part| Spot { path: OsStr::from_bytes(path).into(), part };
        if let Some((first, second)) = last.split_once('-') {
            return match (number(first), number(second)) {
                (Some(first), Some(second)) => spot(before, Part::Lines(first, second)),
                _ => whole,
            };
        }
        let Some(last) = number(last) else { return whole };
        match cut(before).and_then(|(path, line)| Some((path, number(line)?))) {
            Some((path, line)) => spot(path, Part::Column(line, last)),
            None => spot(before, Part::Lines(last, last)),
        }
    }
}

/// What is before and after the last colon.
fn cut(bytes: &[u8]) -> Option<(&[u8], &str)> {
    let at = bytes.iter().rposition(|&byte| byte == b':')?;
    Some((&bytes[..at], std::str::from_utf8(&bytes[at + 1..]).ok()?))
}

fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_columns_and_ranges_follow_a_colon() {
        let read = |arg: &str| {
            let Spot { path, part } = Spot::read(OsStr::new(arg));
            (path.to_string_lossy().into_owned(), part)
        };
        assert_eq!(read("a.go"), ("a.go".to_owned(), Part::All));
        assert_eq!(read("a.go:12"), ("a.go".to_owned(), Part::Lines(12, 12)));
        assert_eq!(read("a.go:12:5"), ("a.go".to_owned(), Part::Column(12, 5)));
        assert_eq!(read("a.go:3-9"), ("a.go".to_owned(), Part::Lines(3, 9)));
        assert_eq!(read("dir:1/a.go"), ("dir:1/a.go".to_owned(), Part::All));
        assert_eq!(read("a.go:x"), ("a.go:x".to_owned(), Part::All));
        assert_eq!(read("a.go:-3"), ("a.go:-3".to_owned(), Part::All));
    }
}
