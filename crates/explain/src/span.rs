//! Runs of releases with the same answer.

use goslice::Release;

/// Releases that follow each other among those that were asked, and the answer that they have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span<T> {
    /// The releases, oldest first; at least one.
    releases: Vec<Release>,
    /// The answer, that of the newest.
    pub answer: T,
}

impl<T> Span<T> {
    /// The oldest.
    pub fn first(&self) -> Release {
        self.releases.first().copied().unwrap_or_default()
    }

    /// The newest.
    pub fn last(&self) -> Release {
        self.releases.last().copied().unwrap_or_default()
    }

    /// `1.8-1.15`, `1.25`, or `1.17, 1.24` where those between were not asked.
    pub fn name(&self) -> String {
        list(&self.releases)
    }

    /// The oldest and the newest of each run without a gap.
    pub fn runs(&self) -> Vec<(Release, Release)> {
        runs(&self.releases)
    }

    /// Whether a release is among them; its point releases give the same answers.
    pub fn contains(&self, release: Release) -> bool {
        self.releases.iter().any(|it| it.minor() == release.minor())
    }
}

/// Releases as a list in which neighbours are joined: `1.15-1.17, 1.20`.
pub fn list(releases: &[Release]) -> String {
    runs(releases).into_iter().map(run).collect::<Vec<_>>().join(", ")
}

/// The releases from the first to the last: `1.8-1.15`, or `1.25`.
pub fn run((first, last): (Release, Release)) -> String {
    if first == last { first.to_string() } else { format!("{first}-{last}") }
}

/// The first and the last of neighbours.
fn runs(releases: &[Release]) -> Vec<(Release, Release)> {
    let mut runs: Vec<(Release, Release)> = Vec::new();
    for &release in releases {
        match runs.last_mut() {
            Some((_, last)) if *last < release && release.minor() - last.minor() <= 1 => *last = release,
            _ => runs.push((release, release)),
        }
    }
    runs
}

/// Asks releases, which are given oldest first, and joins those with answers of the same key that follow each other.
pub fn spans<T, K: PartialEq>(releases: &[Release], ask: impl Fn(Release) -> T, key: impl Fn(&T) -> K) -> Vec<Span<T>> {
    let mut spans: Vec<Span<T>> = Vec::new();
    for &release in releases {
        let answer = ask(release);
        match spans.last_mut() {
            Some(span) if key(&span.answer) == key(&answer) => {
                span.releases.push(release);
                span.answer = answer;
            }
            _ => spans.push(Span { releases: vec![release], answer }),
        }
    }
    spans
}
