//! Go releases, 1.8 to 1.27.

use core::fmt;
use core::str::FromStr;

/// A Go release: `1.N`, or one of its point releases, `1.N.P`.
///
/// `1.N` stands for the newest point release that was recorded. Point releases of one minor follow the same rules for slices,
/// and then they are equal; only before an error of the compiler was mended ([`crate::compiler_bugs`]) they are releases of their
/// own. Nothing is made of one limit that [`crate::Arch::max_alloc`] names.
///
/// ```
/// use goslice::Release;
///
/// let release: Release = "go1.17.13".parse()?;
/// assert_eq!(release, Release::new(17).unwrap());
/// assert_eq!(release.to_string(), "1.17");
/// assert!(release < Release::NEWEST);
/// # Ok::<(), goslice::release::ParseReleaseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Release {
    minor: u8,
    point: u8,
}

/// The point release that `1.N` stands for, from 1.8 on: the newest that was run for this project's recordings, or where none
/// was, the last one of its series.
const NEWEST_POINTS: [u8; 20] = [7, 7, 8, 13, 17, 15, 15, 15, 15, 13, 10, 8, 2, 13, 10, 9, 11, 5, 6, 3];

/// The newest known point release of each minor, from 1.8 on. Series up to 1.25 have ended, and this is their last one, of
/// go.dev/doc/devel/release (its table is `internal/history/release.go` in golang.org/x/website; 1.25.14 from the versions that
/// pkg.go.dev lists). For series that go on, it is the newest that was run here: what a later one changes is not known.
const LAST_POINTS: [u8; 20] = [7, 7, 8, 13, 17, 15, 15, 15, 15, 13, 10, 13, 14, 13, 12, 12, 13, 14, 6, 3];

impl Release {
    /// Go 1.8, the first release with today's size classes (all but the 24-byte one).
    ///
    /// ```
    /// assert_eq!(goslice::Release::OLDEST.minor(), 8);
    /// ```
    pub const OLDEST: Release = Release::newest_point(8);

    /// Go 1.27, the default.
    ///
    /// ```
    /// assert_eq!(goslice::Release::default(), goslice::Release::NEWEST);
    /// ```
    pub const NEWEST: Release = Release::newest_point(27);

    /// The release `1.minor`; `None` when it is not between 1.8 and 1.27.
    ///
    /// ```
    /// use goslice::Release;
    ///
    /// assert!(Release::new(22).is_some());
    /// assert!(Release::new(7).is_none());
    /// ```
    #[must_use]
    pub const fn new(minor: u8) -> Option<Release> {
        if minor < Release::OLDEST.minor || minor > Release::NEWEST.minor {
            None
        } else {
            Some(Release::newest_point(minor))
        }
    }

    /// `minor` is known.
    const fn newest_point(minor: u8) -> Release {
        Release { minor, point: NEWEST_POINTS[minor as usize - 8] }
    }

    /// The point release `1.minor.point`; `None` when it is not known.
    ///
    /// ```
    /// use goslice::Release;
    ///
    /// assert_eq!(Release::with_point(27, 1).unwrap().to_string(), "1.27.1");
    /// assert_eq!(Release::with_point(27, 2), Release::new(27));
    /// assert_eq!(Release::with_point(26, 99), None);
    /// ```
    #[must_use]
    pub const fn with_point(minor: u8, point: u8) -> Option<Release> {
        match Release::new(minor) {
            Some(release) if point > release.last_point() => None,
            Some(_) if point < Release::first_like_newest(minor) => Some(Release { minor, point }),
            newest => newest,
        }
    }

    /// The newest known point release of this minor, which follows the rules of `1.N`.
    ///
    /// ```
    /// assert_eq!(goslice::Release::new(20).unwrap().last_point(), 14);
    /// ```
    #[must_use]
    pub const fn last_point(self) -> u8 {
        LAST_POINTS[self.minor as usize - 8]
    }

    /// The first point release of a minor that follows the same rules as the newest.
    const fn first_like_newest(minor: u8) -> u8 {
        match minor {
            27 => 2,
            _ => 0,
        }
    }

    /// N of Go 1.N.
    ///
    /// ```
    /// assert_eq!(goslice::Release::NEWEST.minor(), 27);
    /// ```
    #[must_use]
    pub const fn minor(self) -> u8 {
        self.minor
    }

    /// P of Go 1.N.P.
    ///
    /// ```
    /// use goslice::Release;
    ///
    /// assert_eq!("1.27.1".parse::<Release>()?.point(), 1);
    /// assert_eq!("1.26".parse::<Release>()?.point(), 6);
    /// # Ok::<(), goslice::release::ParseReleaseError>(())
    /// ```
    #[must_use]
    pub const fn point(self) -> u8 {
        self.point
    }

    /// Whether this is Go `1.minor` or newer; any number can be asked for.
    ///
    /// ```
    /// assert!(goslice::Release::NEWEST.at_least(22));
    /// ```
    #[must_use]
    pub const fn at_least(self, minor: u8) -> bool {
        self.minor >= minor
    }

    /// Every release, oldest first.
    ///
    /// ```
    /// assert_eq!(goslice::Release::all().count(), 20);
    /// ```
    #[must_use]
    pub fn all() -> impl DoubleEndedIterator<Item = Release> + ExactSizeIterator + Clone {
        (0..=Release::NEWEST.minor - Release::OLDEST.minor).map(|i| Release::newest_point(Release::OLDEST.minor + i))
    }
}

impl Default for Release {
    fn default() -> Release {
        Release::NEWEST
    }
}

impl fmt::Display for Release {
    /// `1.27`, or `1.27.1` if that is a release of its own.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Text::default();
        text.push("1.");
        text.number(self.minor);
        if self.point != Release::newest_point(self.minor).point {
            text.push(".");
            text.number(self.point);
        }
        // Through `pad`, so that `{:<6}` aligns columns.
        f.pad(core::str::from_utf8(&text.bytes[..text.len]).unwrap_or_default())
    }
}

/// `1.255.255` at most, without an allocator.
#[derive(Default)]
struct Text {
    bytes: [u8; 9],
    len: usize,
}

impl Text {
    fn push(&mut self, text: &str) {
        self.bytes[self.len..self.len + text.len()].copy_from_slice(text.as_bytes());
        self.len += text.len();
    }

    fn number(&mut self, number: u8) {
        for unit in [100, 10, 1] {
            if number >= unit || unit == 1 {
                self.bytes[self.len] = b'0' + number / unit % 10;
                self.len += 1;
            }
        }
    }
}

impl FromStr for Release {
    type Err = ParseReleaseError;

    /// Reads `1.17`, `go1.17`, `1.17.13` or `go1.17rc1`; what says that it is a pre-release is accepted and dropped. Point
    /// releases that are not known are refused.
    ///
    /// ```
    /// use goslice::Release;
    ///
    /// let err = "1.28".parse::<Release>().unwrap_err();
    /// assert_eq!(err.to_string(), "Go 1.28 is not known: releases are 1.8 to 1.27");
    /// let err = "1.26.99".parse::<Release>().unwrap_err();
    /// assert_eq!(err.to_string(), "Go 1.26.99 is not known: goslice knows 1.26 up to 1.26.6; 1.26 stands for the newest");
    /// ```
    fn from_str(text: &str) -> Result<Release, ParseReleaseError> {
        let malformed = ParseReleaseError(Reason::Malformed);
        let number = text.strip_prefix("go").unwrap_or(text);
        let rest = number.strip_prefix("1.").ok_or(malformed)?;
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let minor: u32 = rest[..digits].parse().map_err(|_| malformed)?;
        let suffix = &rest[digits..];
        if !is_suffix(suffix) {
            return Err(malformed);
        }
        let unknown = ParseReleaseError(Reason::Unknown { minor });
        let release = u8::try_from(minor).ok().and_then(Release::new).ok_or(unknown)?;
        match suffix.strip_prefix('.') {
            Some(point) => {
                let point: u32 = point.parse().map_err(|_| malformed)?;
                let known = u8::try_from(point).ok().and_then(|point| Release::with_point(release.minor, point));
                known.ok_or(ParseReleaseError(Reason::UnknownPoint { release, point }))
            }
            None => Ok(release),
        }
    }
}

/// What may follow `1.N`: nothing, `.P`, `rcN` or `betaN`.
fn is_suffix(text: &str) -> bool {
    let digits = ["rc", "beta", "."].iter().find_map(|prefix| text.strip_prefix(prefix));
    text.is_empty() || digits.is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()))
}

/// Why a text is not a [`Release`].
///
/// ```
/// let err = "latest".parse::<goslice::Release>().unwrap_err();
/// assert_eq!(err.to_string(), "not a Go release; write it as 1.17, go1.17 or 1.17.13");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseReleaseError(Reason);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    Malformed,
    Unknown { minor: u32 },
    UnknownPoint { release: Release, point: u32 },
}

impl fmt::Display for ParseReleaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Reason::Malformed => f.write_str("not a Go release; write it as 1.17, go1.17 or 1.17.13"),
            Reason::Unknown { minor } => {
                write!(f, "Go 1.{minor} is not known: releases are {} to {}", Release::OLDEST, Release::NEWEST)
            }
            Reason::UnknownPoint { release, point } => {
                let (minor, last) = (release.minor, release.last_point());
                write!(f, "Go 1.{minor}.{point} is not known: goslice knows 1.{minor} up to 1.{minor}.{last}; ")?;
                write!(f, "1.{minor} stands for the newest")
            }
        }
    }
}

impl core::error::Error for ParseReleaseError {}
