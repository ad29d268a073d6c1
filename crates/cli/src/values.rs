//! Values of options that several subcommands share.

use clap::ValueEnum;
use goslice::{Arch, Release};
use goslice_driver::{PASSES, PassesOff};

/// `--format`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    #[default]
    Text,
    Json,
}

/// Reads a release for clap.
pub(crate) fn release(text: &str) -> Result<Release, String> {
    text.parse().map_err(|err: goslice::release::ParseReleaseError| err.to_string())
}

/// Reads an architecture for clap.
pub(crate) fn arch(text: &str) -> Result<Arch, String> {
    text.parse().map_err(|err: goslice::arch::ParseArchError| err.to_string())
}

/// Reads the name of a pass for clap.
pub(crate) fn pass(text: &str) -> Result<&'static str, String> {
    let found = PASSES.iter().find(|pass| pass.name == text);
    found.map(|pass| pass.name).ok_or_else(|| "no such pass; `goslice passes` lists them".to_owned())
}

/// Reads a list of passes for clap.
pub(crate) fn passes_off(text: &str) -> Result<PassesOff, String> {
    PassesOff::named(text.split(',')).map_err(|name| format!("no pass {name:?}; `goslice passes` lists them"))
}

/// Reads a number as Go writes it: `1000`, `1_000`, `0x3e8`, `1<<10`.
pub(crate) fn int(text: &str) -> Result<i64, String> {
    let malformed = || "not a whole number; write it as 1000, 1_000, 0x3e8 or 1<<10".to_owned();
    if let Some((number, shift)) = text.split_once("<<") {
        let shift = u32::try_from(int(shift.trim())?).map_err(|_| malformed())?;
        let number = int(number.trim())?;
        let shifted = number.checked_mul(1i64.checked_shl(shift).filter(|bit| *bit > 0).ok_or_else(too_large)?);
        return shifted.ok_or_else(too_large);
    }
    let digits = text.replace('_', "");
    let value = match digits.strip_prefix("0x") {
        Some(hex) => i64::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    value.map_err(|err| match err.kind() {
        std::num::IntErrorKind::PosOverflow | std::num::IntErrorKind::NegOverflow => too_large(),
        _ => malformed(),
    })
}

fn too_large() -> String {
    "larger than an int".to_owned()
}
