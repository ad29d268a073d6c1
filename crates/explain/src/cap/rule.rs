//! The rules of growth in words.

use goslice::growth::Rule;
use goslice::policy::Threshold;
use goslice::{Growth, Policy};

use crate::changes::{self, Change};

/// In a column of a table: `cap ≥ 256: + (cap+768)/4`.
pub(crate) fn short(policy: &Policy, growth: &Growth) -> String {
    match (growth.rule, policy.threshold) {
        (Rule::InPlace, _) => "in place".to_owned(),
        (Rule::ZeroSize, _) => "no size: the need".to_owned(),
        (Rule::Need, _) => "over double: the need".to_owned(),
        (Rule::Overflow, _) => "steps overflow: the need".to_owned(),
        (Rule::Double, Threshold::Len1024) => "len < 1024: double".to_owned(),
        (Rule::Double, Threshold::Cap1024) => "cap < 1024: double".to_owned(),
        (Rule::Double, Threshold::Cap256) => "cap < 256: double".to_owned(),
        (Rule::Quarters { .. }, Threshold::Len1024) => "len ≥ 1024: + cap/4".to_owned(),
        (Rule::Quarters { .. }, _) => "cap ≥ 1024: + cap/4".to_owned(),
        (Rule::Smooth { .. }, _) => "cap ≥ 256: + (cap+768)/4".to_owned(),
    }
}

/// What changed between two releases that give different capacities.
pub(super) fn change(old: (&Policy, &Growth), new: (&Policy, &Growth)) -> &'static str {
    changes::of_growth(old, new).map_or("the limit", Change::note)
}

/// In a sentence, with the numbers.
pub(super) fn long(policy: &Policy, growth: &Growth) -> String {
    let (len, cap, double) = (growth.old_len, growth.old_cap, growth.double);
    match growth.rule {
        Rule::InPlace => format!("fits in cap {cap}: the same array"),
        Rule::ZeroSize => "elements without size need no memory: exactly the need".to_owned(),
        Rule::Need => format!("more than double (2 × {cap} = {double}), so exactly the need"),
        Rule::Overflow => "the steps overflow int, so exactly the need".to_owned(),
        Rule::Double => match policy.threshold {
            Threshold::Len1024 => format!("double: len {len} is below 1024"),
            Threshold::Cap1024 => format!("double: cap {cap} is below 1024"),
            Threshold::Cap256 => format!("double: cap {cap} is below 256"),
        },
        Rule::Quarters { .. } => {
            let tested = if policy.threshold == Threshold::Len1024 { "len" } else { "cap" };
            format!("from {tested} 1024 on + cap/4 until it is enough: {}", chain(policy, growth))
        }
        Rule::Smooth { .. } => format!("from cap 256 on + (cap+768)/4 until it is enough: {}", chain(policy, growth)),
    }
}

/// `1024 → 1280 → 1600`: each step is the growth to one more than the step before.
fn chain(policy: &Policy, growth: &Growth) -> String {
    let mut caps = vec![growth.old_cap];
    while let Some(&last) = caps.last().filter(|last| **last < growth.raw_cap) {
        // The length that keeps the policy's test on the side where it was.
        caps.push(policy.next_cap(last + 1, growth.old_len.max(1024).min(last), last).cap);
    }
    caps.iter().map(i64::to_string).collect::<Vec<_>>().join(" → ")
}
