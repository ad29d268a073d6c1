//! `--go` with several releases: `1.17,1.24`, `1.17..1.27`, both, or `all`.

use std::fmt;
use std::str::FromStr;

use goslice::Release;

use crate::values;

/// Releases to ask, in the order that was given, each once; at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Releases(pub(crate) Vec<Release>);

impl Releases {
    /// The newest release alone.
    pub(crate) fn newest() -> Releases {
        Releases(vec![Release::NEWEST])
    }

    /// Oldest first, whatever the order that was given.
    pub(crate) fn sorted(&self) -> Vec<Release> {
        let mut list = self.0.clone();
        list.sort();
        list
    }
}

impl fmt::Display for Releases {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.iter().map(Release::to_string).collect::<Vec<_>>().join(","))
    }
}

impl FromStr for Releases {
    type Err = String;

    fn from_str(text: &str) -> Result<Releases, String> {
        let mut list = Vec::new();
        for part in text.split(',') {
            for release in range(part.trim())? {
                if !list.contains(&release) {
                    list.push(release);
                }
            }
        }
        Ok(Releases(list))
    }
}

/// The releases of `1.17`, of `1.17..1.20`, both ends included, or of `all`.
fn range(text: &str) -> Result<Vec<Release>, String> {
    if text == "all" {
        return Ok(Release::all().collect());
    }
    let Some((first, last)) = text.split_once("..") else { return Ok(vec![values::release(text)?]) };
    if first.is_empty() || last.is_empty() {
        return Err(format!("{text} has one end; write both, as in 1.17..1.27"));
    }
    let (first, last) = (values::release(first)?, values::release(last)?);
    if last < first {
        return Err(format!("{text} runs backwards; write {last}..{first}"));
    }
    let mut list = vec![first];
    // A point release that is a release of its own is no end of its minor: 1.27.1..1.27 are two.
    list.extend(Release::all().filter(|release| first < *release && *release < last));
    list.extend((first < last).then_some(last));
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Result<String, String> {
        let Releases(releases) = text.parse()?;
        Ok(releases.iter().map(Release::to_string).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn lists_and_ranges_mix_and_name_each_release_once() {
        assert_eq!(list("1.17,1.24").as_deref(), Ok("1.17 1.24"));
        assert_eq!(list("1.16..1.18").as_deref(), Ok("1.16 1.17 1.18"));
        assert_eq!(list("1.15, 1.16..1.18,1.17,go1.27").as_deref(), Ok("1.15 1.16 1.17 1.18 1.27"));
        assert_eq!(list("1.27,1.17").as_deref(), Ok("1.27 1.17"));
        assert_eq!(list("1.17..1.17").as_deref(), Ok("1.17"));
        assert_eq!(list("1.26..1.27.1").as_deref(), Ok("1.26 1.27.1"));
        assert_eq!(list("1.27.1..1.27").as_deref(), Ok("1.27.1 1.27"));
        assert_eq!(list("1.26.1..1.26.6").as_deref(), Ok("1.26"));
        assert!(list("all").is_ok_and(|list| list.starts_with("1.8 1.9 ")));
        assert!(list("1.27,all").is_ok_and(|list| list.starts_with("1.27 1.8 ") && list.ends_with(" 1.26")));
    }

    #[test]
    fn what_is_no_release_is_refused_with_what_to_write() {
        assert!(list("1.20..1.17").unwrap_err().contains("write 1.17..1.20"));
        assert!(list("1.17..").unwrap_err().contains("one end"));
        assert!(list("1.17..1.99").unwrap_err().contains("1.99 is not known"));
        assert!(list("1.17..1.26.99").unwrap_err().contains("knows 1.26 up to 1.26.6"));
        assert!(list("1.17,").is_err());
    }
}
