//! Runs of releases with the same answer.

use goslice::Release;

/// Consecutive releases, and the answer that they have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span<T> {
    /// The oldest.
    pub first: Release,
    /// The newest.
    pub last: Release,
    /// The answer, that of the newest.
    pub answer: T,
}

impl<T> Span<T> {
    /// `1.8-1.15`, or `1.25`.
    pub fn name(&self) -> String {
        if self.first == self.last { self.first.to_string() } else { format!("{}-{}", self.first, self.last) }
    }

    /// Whether a release is among them.
    pub fn contains(&self, release: Release) -> bool {
        (self.first..=self.last).contains(&release)
    }
}

/// Releases as a list in which neighbours are joined: `1.15-1.17, 1.20`.
pub fn list(releases: &[Release]) -> String {
    let mut spans: Vec<Span<()>> = Vec::new();
    for &release in releases {
        match spans.last_mut() {
            Some(span) if span.last.minor() + 1 == release.minor() => span.last = release,
            _ => spans.push(Span { first: release, last: release, answer: () }),
        }
    }
    spans.iter().map(Span::name).collect::<Vec<_>>().join(", ")
}

/// Asks every release, oldest first, and joins neighbours whose answers have the same key.
pub fn spans<T, K: PartialEq>(ask: impl Fn(Release) -> T, key: impl Fn(&T) -> K) -> Vec<Span<T>> {
    let mut spans: Vec<Span<T>> = Vec::new();
    for release in Release::all() {
        let answer = ask(release);
        match spans.last_mut() {
            Some(span) if key(&span.answer) == key(&answer) => {
                span.last = release;
                span.answer = answer;
            }
            _ => spans.push(Span { first: release, last: release, answer }),
        }
    }
    spans
}
