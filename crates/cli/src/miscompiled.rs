//! Lines of a program that the compiler of a release gets wrong, as warnings.

use goslice::Release;
use goslice_driver::Source;
use goslice_explain::miscompiled::{Line, object, text};

/// Warnings about a program, a line each; none for most programs and releases.
pub(crate) fn warnings(sources: &[Source], release: Release) -> String {
    lines(sources, release, text)
}

/// The same as objects of JSON.
pub(crate) fn json(sources: &[Source], release: Release) -> String {
    lines(sources, release, object)
}

fn lines(sources: &[Source], release: Release, form: fn(&Line<'_>) -> String) -> String {
    let list = goslice_driver::miscompiled(sources, release);
    let line = |it: &goslice_driver::Miscompiled| {
        form(&Line { file: &it.file, at: (it.line, it.col), slice: &it.slice, bug: it.bug(), release })
    };
    list.iter().map(line).collect()
}
