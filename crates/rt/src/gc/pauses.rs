//! How long the program stood still for the collector.

use std::time::Duration;

/// Buckets for each doubling: a length is known to an eighth.
const PER_DOUBLING: u32 = 8;

/// Pauses by length.
#[derive(Clone, Debug)]
pub struct Pauses {
    count: u64,
    total: Duration,
    longest: Duration,
    buckets: Box<[u64]>,
}

impl Default for Pauses {
    fn default() -> Pauses {
        let n_buckets = (u64::BITS * PER_DOUBLING) as usize;
        Pauses { count: 0, total: Duration::ZERO, longest: Duration::ZERO, buckets: vec![0; n_buckets].into() }
    }
}

impl Pauses {
    pub(crate) fn add(&mut self, pause: Duration) {
        self.count += 1;
        self.total += pause;
        self.longest = self.longest.max(pause);
        self.buckets[bucket(u64::try_from(pause.as_nanos()).unwrap_or(u64::MAX))] += 1;
    }

    /// How many there were.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// All of them together.
    pub fn total(&self) -> Duration {
        self.total
    }

    /// The longest.
    pub fn longest(&self) -> Duration {
        self.longest
    }

    /// The length that so many of 100 do not exceed, an eighth too long at most.
    pub fn percentile(&self, percent: u64) -> Duration {
        let wanted = (u128::from(self.count) * u128::from(percent)).div_ceil(100);
        let mut seen = 0;
        for (at, &n) in self.buckets.iter().enumerate() {
            seen += u128::from(n);
            if seen >= wanted && n > 0 {
                return Duration::from_nanos(upper(at)).min(self.longest);
            }
        }
        self.longest
    }
}

/// The bucket of a length in nanoseconds.
fn bucket(nanos: u64) -> usize {
    let doubling = u64::BITS - 1 - nanos.max(PER_DOUBLING.into()).leading_zeros();
    let part = (nanos >> (doubling - PER_DOUBLING.ilog2())) as u32 % PER_DOUBLING;
    (doubling * PER_DOUBLING + part) as usize
}

/// The greatest length of a bucket.
fn upper(bucket: usize) -> u64 {
    let (doubling, part) = (bucket as u32 / PER_DOUBLING, bucket as u64 % u64::from(PER_DOUBLING));
    let width = 1u64 << doubling.saturating_sub(PER_DOUBLING.ilog2());
    (u64::from(PER_DOUBLING) + part) * width + (width - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_in_a_bucket_that_ends_an_eighth_later_at_most() {
        for nanos in (8..5000).chain([1 << 20, (1 << 40) + 12345, (1 << 62) + 1]) {
            let end = upper(bucket(nanos));
            assert!(nanos <= end && end - nanos <= nanos / 8, "{nanos}: {end}");
        }
    }

    #[test]
    fn percentiles_are_lengths_that_so_many_do_not_exceed() {
        let mut pauses = Pauses::default();
        assert_eq!(pauses.percentile(99), Duration::ZERO);
        for micros in 1..=1000 {
            pauses.add(Duration::from_micros(micros));
        }
        let p99 = pauses.percentile(99);
        assert!((990..=1000).contains(&p99.as_micros()), "{p99:?}");
        assert!((500..570).contains(&pauses.percentile(50).as_micros()));
        assert_eq!((pauses.percentile(100), pauses.longest()), (Duration::from_millis(1), Duration::from_millis(1)));
        assert_eq!((pauses.count(), pauses.total().as_micros()), (1000, 500_500));
    }
}
