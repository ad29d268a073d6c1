//! The folder `testdata/recorded`: what programs printed under real toolchains, one folder a release, and
//! `testdata/vectors`. Both are named after their release, with the architecture behind it unless it is amd64.

use std::fs;
use std::path::{Path, PathBuf};

use goslice::{Arch, Policy, Release};

pub(crate) fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")
}

/// Each recorded file with that name, of every release that has one, and the policy that it was recorded under.
pub(crate) fn outputs(name: &str) -> Vec<(String, Policy, String)> {
    outputs_of(name, 26)
}

/// The same; there must be at least so many.
pub(crate) fn outputs_of(name: &str, at_least: usize) -> Vec<(String, Policy, String)> {
    let mut outputs = Vec::new();
    for entry in fs::read_dir(testdata().join("recorded")).unwrap() {
        let folder = entry.unwrap().path();
        let version = folder.file_name().unwrap().to_str().unwrap().to_owned();
        if let Ok(text) = fs::read_to_string(folder.join(name)) {
            outputs.push((version.clone(), policy_of(&version), text));
        }
    }
    assert!(outputs.len() >= at_least, "recorded outputs are missing");
    outputs
}

/// The policy of `1.17.13-386`.
pub(crate) fn policy_of(version: &str) -> Policy {
    let (release, arch) = version.split_once('-').unwrap_or((version, "amd64"));
    Policy::new(release.parse::<Release>().unwrap(), arch.parse::<Arch>().unwrap())
}

/// The policy of Go `1.minor` on amd64.
pub(crate) fn go(minor: u8) -> Policy {
    Policy::new(Release::new(minor).unwrap(), Arch::Amd64)
}
