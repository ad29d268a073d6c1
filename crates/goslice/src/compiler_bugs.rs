//! Errors of gc in what it does with slices, by point release.
//!
//! Where the compiler of a release is wrong, a program may print what the language does not allow. The capacities that such a
//! release gives are still its capacities; what the program means is what the language says. The list names each error with the
//! releases that have it and a program that shows it: `testdata/bugs/NAME` has the program, what releases with the error
//! printed, and what mended ones did.

use crate::Release;
use core::fmt;

/// An error of gc.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CompilerBug {
    /// The report: `go#81612`.
    pub name: &'static str,
    /// The code that it is about, and what comes of it.
    pub what: &'static str,
    /// The releases that have it, oldest first.
    pub releases: &'static [Affected],
}

/// The point releases of one minor that have an error.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Affected {
    /// The N of Go 1.N.
    pub minor: u8,
    /// The first of them, and the last that was seen to have it.
    pub points: (u8, u8),
    /// Whether the next one is known to be mended.
    pub mended: bool,
}

/// `range` over a slice that is built in the frame does not keep the elements from being overwritten.
pub const RANGE_OVER_BUILT: CompilerBug = CompilerBug {
    name: "go#79909",
    what: "the range may read elements that appends in its body overwrite",
    releases: &[Affected { minor: 26, points: (0, 6), mended: false }],
};

/// A pointer into an element of a slice that is built in the frame points to the frame.
pub const POINTER_INTO_BUILT: CompilerBug = CompilerBug {
    name: "go#81612",
    what: "the pointer into an element may point to a frame that is gone, or to a copy that nobody else sees",
    releases: &[
        Affected { minor: 26, points: (0, 6), mended: false },
        Affected { minor: 27, points: (0, 1), mended: true },
    ],
};

/// All that are known.
///
/// ```
/// use goslice::{Release, compiler_bugs};
///
/// let of = |release: Release| compiler_bugs::all().iter().filter(|bug| bug.affects(release)).count();
/// assert_eq!(of("1.26.6".parse()?), 2);
/// assert_eq!(of("1.27.1".parse()?), 1);
/// assert_eq!(of("1.27.3".parse()?), 0);
/// # Ok::<(), goslice::release::ParseReleaseError>(())
/// ```
#[must_use]
pub const fn all() -> &'static [&'static CompilerBug] {
    &[&RANGE_OVER_BUILT, &POINTER_INTO_BUILT]
}

impl CompilerBug {
    /// Whether the compiler of a release has it. A point release after the last that was seen counts as that one does.
    #[must_use]
    pub fn affects(&self, release: Release) -> bool {
        self.releases.iter().any(|of| {
            let (first, last) = of.points;
            of.minor == release.minor() && release.point() >= first && (!of.mended || release.point() <= last)
        })
    }

    /// The releases that have it, in words.
    ///
    /// ```
    /// let bug = goslice::compiler_bugs::POINTER_INTO_BUILT;
    /// assert_eq!(bug.where_seen().to_string(), "1.26.0 to 1.26.6, 1.27.0 to 1.27.1");
    /// ```
    #[must_use]
    pub fn where_seen(&self) -> impl fmt::Display {
        Where(self.releases)
    }
}

struct Where(&'static [Affected]);

impl fmt::Display for Where {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, Affected { minor, points: (first, last), .. }) in self.0.iter().enumerate() {
            let comma = if at > 0 { ", " } else { "" };
            match first == last {
                true => write!(f, "{comma}1.{minor}.{first}")?,
                false => write!(f, "{comma}1.{minor}.{first} to 1.{minor}.{last}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn point_releases_that_count_as_one_have_the_same_errors() {
        for bug in all() {
            for Affected { minor, points: (first, last), mended } in bug.releases {
                for point in *first..=*last {
                    let release = Release::with_point(*minor, point).unwrap();
                    assert!(bug.affects(release), "{} {release}", bug.name);
                }
                match Release::with_point(*minor, last + 1) {
                    Some(next) => assert_eq!(bug.affects(next), !mended, "{} {next}", bug.name),
                    None => assert!(!mended, "{} is mended in a release that nobody ran", bug.name),
                }
            }
        }
    }
}
