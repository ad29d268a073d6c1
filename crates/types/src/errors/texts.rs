//! Texts that differ between releases, each in one function of the minor version.

/// An unused variable.
pub(crate) fn unused_variable(lang: u32, name: &str) -> String {
    match lang {
        ..20 => format!("{name} declared but not used"),
        20..23 => format!("{name} declared and not used"),
        _ => format!("declared and not used: {name}"),
    }
}
