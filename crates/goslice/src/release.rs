//! Go releases, 1.8 to 1.27.

use core::fmt;
use core::str::FromStr;

/// A Go release: the minor number of `1.N`. Patch releases of one minor never differ in what slices do, with one
/// exception that [`crate::Arch::max_alloc`] names.
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
pub struct Release(u8);

impl Release {
    /// Go 1.8, the first release with today's size classes (all but the 24-byte one).
    ///
    /// ```
    /// assert_eq!(goslice::Release::OLDEST.minor(), 8);
    /// ```
    pub const OLDEST: Release = Release(8);

    /// Go 1.27, the default.
    ///
    /// ```
    /// assert_eq!(goslice::Release::default(), goslice::Release::NEWEST);
    /// ```
    pub const NEWEST: Release = Release(27);

    /// The release `1.minor`; `None` when it is not between 1.8 and 1.27.
    ///
    /// ```
    /// use goslice::Release;
    ///
    /// assert!(Release::new(22).is_some());
    /// assert!(Release::new(7).is_none());
    /// ```
    pub const fn new(minor: u8) -> Option<Release> {
        if minor < Release::OLDEST.0 || minor > Release::NEWEST.0 { None } else { Some(Release(minor)) }
    }

    /// N of Go 1.N.
    ///
    /// ```
    /// assert_eq!(goslice::Release::NEWEST.minor(), 27);
    /// ```
    pub const fn minor(self) -> u8 {
        self.0
    }

    /// Whether this is Go `1.minor` or newer; any number can be asked for.
    ///
    /// ```
    /// assert!(goslice::Release::NEWEST.at_least(22));
    /// ```
    pub const fn at_least(self, minor: u8) -> bool {
        self.0 >= minor
    }

    /// Every release, oldest first.
    ///
    /// ```
    /// assert_eq!(goslice::Release::all().count(), 20);
    /// ```
    pub fn all() -> impl DoubleEndedIterator<Item = Release> + ExactSizeIterator + Clone {
        (0..=Release::NEWEST.0 - Release::OLDEST.0).map(|i| Release(Release::OLDEST.0 + i))
    }
}

impl Default for Release {
    fn default() -> Release {
        Release::NEWEST
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Through `pad`, so that `{:<6}` aligns columns.
        let digits = [b'0' + self.0 / 10, b'0' + self.0 % 10];
        let text = [b'1', b'.', digits[0], digits[1]];
        let one_digit = [b'1', b'.', digits[1]];
        let bytes: &[u8] = if self.0 < 10 { &one_digit } else { &text };
        f.pad(core::str::from_utf8(bytes).unwrap_or_default())
    }
}

impl FromStr for Release {
    type Err = ParseReleaseError;

    /// Reads `1.17`, `go1.17`, `1.17.13` or `go1.17rc1`; patch and pre-release parts are accepted and dropped.
    ///
    /// ```
    /// use goslice::Release;
    ///
    /// let err = "1.28".parse::<Release>().unwrap_err();
    /// assert_eq!(err.to_string(), "Go 1.28 is not known: releases are 1.8 to 1.27");
    /// ```
    fn from_str(text: &str) -> Result<Release, ParseReleaseError> {
        let malformed = ParseReleaseError(Reason::Malformed);
        let number = text.strip_prefix("go").unwrap_or(text);
        let rest = number.strip_prefix("1.").ok_or(malformed)?;
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let minor: u32 = rest[..digits].parse().map_err(|_| malformed)?;
        if !is_suffix(&rest[digits..]) {
            return Err(malformed);
        }
        u8::try_from(minor).ok().and_then(Release::new).ok_or(ParseReleaseError(Reason::Unknown { minor }))
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
}

impl fmt::Display for ParseReleaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Reason::Malformed => f.write_str("not a Go release; write it as 1.17, go1.17 or 1.17.13"),
            Reason::Unknown { minor } => {
                write!(f, "Go 1.{minor} is not known: releases are {} to {}", Release::OLDEST, Release::NEWEST)
            }
        }
    }
}

impl core::error::Error for ParseReleaseError {}
