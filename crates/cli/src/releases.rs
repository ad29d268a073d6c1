//! `--go` with several releases: `1.17,1.24`, `1.17..1.27`, or both.

use std::str::FromStr;

use goslice::Release;

use crate::values;

/// Releases to compare, in the order that was given, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReleaseList(pub(crate) Vec<Release>);

impl FromStr for ReleaseList {
    type Err = String;

    fn from_str(text: &str) -> Result<ReleaseList, String> {
        let mut list = Vec::new();
        for part in text.split(',') {
            for release in range(part.trim())? {
                if !list.contains(&release) {
                    list.push(release);
                }
            }
        }
        match list.as_slice() {
            [one] => Err(format!("that is Go {one} alone; give two or more, such as 1.17,1.27 or 1.17..1.27")),
            _ => Ok(ReleaseList(list)),
        }
    }
}

/// The releases of `1.17`, or of `1.17..1.20`, both ends included.
fn range(text: &str) -> Result<Vec<Release>, String> {
    let Some((first, last)) = text.split_once("..") else { return Ok(vec![values::release(text)?]) };
    if first.is_empty() || last.is_empty() {
        return Err(format!("{text} has one end; write both, as in 1.17..1.27"));
    }
    let (first, last) = (values::release(first)?, values::release(last)?);
    if last < first {
        return Err(format!("{text} runs backwards; write {last}..{first}"));
    }
    Ok(Release::all().filter(|release| (first..=last).contains(release)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Result<String, String> {
        let ReleaseList(releases) = text.parse()?;
        Ok(releases.iter().map(Release::to_string).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn lists_and_ranges_mix_and_name_each_release_once() {
        assert_eq!(list("1.17,1.24").as_deref(), Ok("1.17 1.24"));
        assert_eq!(list("1.16..1.18").as_deref(), Ok("1.16 1.17 1.18"));
        assert_eq!(list("1.15, 1.16..1.18,1.17,go1.27").as_deref(), Ok("1.15 1.16 1.17 1.18 1.27"));
        assert_eq!(list("1.27,1.17").as_deref(), Ok("1.27 1.17"));
    }

    #[test]
    fn what_is_no_comparison_is_refused_with_what_to_write() {
        assert!(list("1.17").unwrap_err().contains("1.17 alone"));
        assert!(list("1.17..1.17").unwrap_err().contains("1.17 alone"));
        assert!(list("1.20..1.17").unwrap_err().contains("write 1.17..1.20"));
        assert!(list("1.17..").unwrap_err().contains("one end"));
        assert!(list("1.17..1.99").unwrap_err().contains("1.99 is not known"));
        assert!(list("1.17,").is_err());
    }
}
