//! Architectures: word size and address limits.

use core::fmt;
use core::str::FromStr;

use crate::Release;

/// An architecture, as GOARCH names it. Growth depends on its word size and on how much memory one block may have.
///
/// ```
/// use goslice::Arch;
///
/// assert_eq!("386".parse::<Arch>()?.word_bytes(), 4);
/// # Ok::<(), goslice::arch::ParseArchError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Arch {
    /// 64-bit x86, the default.
    #[default]
    Amd64,
    /// 64-bit ARM, but not on iOS.
    Arm64,
    /// 64-bit ARM on iOS, which has fewer address bits.
    IosArm64,
    /// 32-bit x86, which Go calls 386.
    I386,
    /// 32-bit ARM.
    Arm,
    /// 32-bit MIPS, big-endian.
    Mips,
    /// 32-bit MIPS, little-endian.
    MipsLe,
    /// WebAssembly: 64-bit words in a 32-bit address space.
    Wasm,
}

impl Arch {
    /// Every architecture.
    ///
    /// ```
    /// assert!(goslice::Arch::ALL.contains(&goslice::Arch::Wasm));
    /// ```
    pub const ALL: [Arch; 8] =
        [Arch::Amd64, Arch::Arm64, Arch::IosArm64, Arch::I386, Arch::Arm, Arch::Mips, Arch::MipsLe, Arch::Wasm];

    /// The architecture whose word has the size of the host's: amd64 or 386.
    ///
    /// ```
    /// assert_eq!(goslice::Arch::HOST.word_bytes(), size_of::<usize>() as u64);
    /// ```
    pub const HOST: Arch = if size_of::<usize>() == 8 { Arch::Amd64 } else { Arch::I386 };

    /// The name that GOARCH has for it, with `ios/` before arm64 on iOS.
    ///
    /// ```
    /// assert_eq!(goslice::Arch::I386.name(), "386");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Arch::Amd64 => "amd64",
            Arch::Arm64 => "arm64",
            Arch::IosArm64 => "ios/arm64",
            Arch::I386 => "386",
            Arch::Arm => "arm",
            Arch::Mips => "mips",
            Arch::MipsLe => "mipsle",
            Arch::Wasm => "wasm",
        }
    }

    /// Bytes of a word: a pointer, an `int`, a `uintptr`. No type has a larger alignment, so an `int64` is aligned to
    /// 4 bytes where a word has 4.
    ///
    /// ```
    /// assert_eq!(goslice::Arch::Wasm.word_bytes(), 8);
    /// ```
    #[must_use]
    pub const fn word_bytes(self) -> u64 {
        match self {
            Arch::Amd64 | Arch::Arm64 | Arch::IosArm64 | Arch::Wasm => 8,
            Arch::I386 | Arch::Arm | Arch::Mips | Arch::MipsLe => 4,
        }
    }

    /// The largest `int`.
    ///
    /// ```
    /// assert_eq!(goslice::Arch::I386.max_int(), 2_147_483_647);
    /// ```
    #[must_use]
    pub const fn max_int(self) -> i64 {
        if self.word_bytes() == 8 { i64::MAX } else { i32::MAX as i64 }
    }

    /// A value as this architecture's `int` keeps it: the low word, two's complement.
    ///
    /// ```
    /// assert_eq!(goslice::Arch::Arm.wrap_int(1 << 31), -(1 << 31));
    /// ```
    #[must_use]
    pub const fn wrap_int(self, value: i64) -> i64 {
        if self.word_bytes() == 8 { value } else { value as i32 as i64 }
    }

    /// The largest `uintptr`.
    ///
    /// ```
    /// assert_eq!(goslice::Arch::I386.max_word(), u64::from(u32::MAX));
    /// ```
    #[must_use]
    pub const fn max_word(self) -> u64 {
        if self.word_bytes() == 8 { u64::MAX } else { u32::MAX as u64 }
    }

    /// The runtime's `maxAlloc`: bytes that one block may have at most. Asking for more is a panic; asking for less
    /// may still run out of memory, which is a fatal error and no panic.
    ///
    /// On iOS the limit was raised in the patch release 1.17.6: for 1.17 the value after it is given. The values for
    /// 1.8 to 1.10, before the heap became sparse in 1.11, are those of systems other than Windows.
    ///
    /// ```
    /// use goslice::{Arch, Release};
    ///
    /// assert_eq!(Arch::Amd64.max_alloc(Release::NEWEST), 1 << 48);
    /// assert_eq!(Arch::I386.max_alloc(Release::NEWEST), (1 << 32) - 1);
    /// ```
    #[must_use]
    pub const fn max_alloc(self, release: Release) -> u64 {
        match self {
            Arch::Amd64 | Arch::Arm64 if !release.at_least(11) => (1 << 39) - 1,
            Arch::Amd64 | Arch::Arm64 => 1 << 48,
            Arch::IosArm64 => match release.minor() {
                ..=10 => (1 << 31) - 1,
                11..=13 => 1 << 48,
                14..=16 => 1 << 33,
                _ => 1 << 40,
            },
            Arch::I386 | Arch::Arm => (1 << 32) - 1,
            Arch::Mips | Arch::MipsLe => (1 << 31) - 1,
            Arch::Wasm => 1 << 32,
        }
    }
}

impl fmt::Display for Arch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Arch {
    type Err = ParseArchError;

    /// Reads a GOARCH name or `ios/arm64`.
    ///
    /// ```
    /// let err = "x86_64".parse::<goslice::Arch>().unwrap_err();
    /// assert_eq!(
    ///     err.to_string(),
    ///     "not an architecture; there are amd64, arm64, ios/arm64, 386, arm, mips, mipsle, wasm"
    /// );
    /// ```
    fn from_str(text: &str) -> Result<Arch, ParseArchError> {
        Arch::ALL.into_iter().find(|arch| arch.name() == text).ok_or(ParseArchError(()))
    }
}

/// The text is not the name of an [`Arch`].
///
/// ```
/// assert!("z80".parse::<goslice::Arch>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseArchError(());

impl fmt::Display for ParseArchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an architecture; there are ")?;
        for (i, arch) in Arch::ALL.iter().enumerate() {
            write!(f, "{}{arch}", if i == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

impl core::error::Error for ParseArchError {}
