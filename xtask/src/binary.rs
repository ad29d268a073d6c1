//! The goslice that chores run.

use std::path::Path;
use std::process::Command;

/// `$GOSLICE`, or the one of this workspace, which is built first: an old one would be measured as if it were new.
pub(crate) fn goslice() -> Result<String, String> {
    if let Ok(named) = std::env::var("GOSLICE") {
        return match Path::new(&named).exists() {
            true => Ok(named),
            false => Err(format!("GOSLICE names {named}, which is not there")),
        };
    }
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let built = Command::new(&cargo).args(["build", "--release", "--quiet"]).status();
    match built.map_err(|err| format!("{cargo}: {err}"))?.success() {
        true => {
            let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
            Ok(format!("{target}/release/goslice"))
        }
        false => Err("goslice does not build".to_owned()),
    }
}
