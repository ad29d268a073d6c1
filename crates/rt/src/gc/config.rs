//! How a program wants its heap collected.

/// How objects are marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// All at once.
    #[default]
    Stw,
    /// In steps, as the program allocates.
    Incremental,
    /// In small steps at every allocation, one cycle after the other, and what is freed is poisoned: a test of the barrier.
    Always,
}

/// Settings of the collector, as of the program's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Config {
    /// How much may be allocated between collections, in percent of what is in use: GOGC. `None` is off.
    pub percent: Option<u32>,
    /// Bytes of the heap above which collections come sooner: GOMEMLIMIT.
    pub limit: u64,
    /// How objects are marked, unless there is stress.
    pub mode: Mode,
    /// Collect before every so many allocations and poison what is freed; 0 is off.
    pub stress: u64,
    /// A line for each collection on standard error: `GODEBUG=gctrace=1`.
    pub trace: bool,
}

impl Default for Config {
    fn default() -> Config {
        Config { percent: Some(100), limit: u64::MAX, mode: Mode::default(), stress: 0, trace: false }
    }
}

impl Config {
    /// The settings of the environment variables GOGC, GOMEMLIMIT and GODEBUG; what is malformed is as if it were unset.
    pub fn from_env() -> Config {
        let text = |name| std::env::var(name).unwrap_or_default();
        let mut config = Config::default();
        match text("GOGC").as_str() {
            "off" => config.percent = None,
            gogc => {
                if let Ok(percent) = gogc.parse::<i64>() {
                    config.percent = u32::try_from(percent).ok();
                }
            }
        }
        if let Some(limit) = bytes(&text("GOMEMLIMIT")) {
            config.limit = limit;
        }
        config.trace = text("GODEBUG").split(',').any(|setting| setting == "gctrace=1");
        config
    }
}

/// A number of bytes with one of Go's suffixes: `16MiB`.
fn bytes(text: &str) -> Option<u64> {
    let units = [("KiB", 10), ("MiB", 20), ("GiB", 30), ("TiB", 40), ("B", 0)];
    let (digits, shift) =
        units.iter().find_map(|(unit, shift)| Some((text.strip_suffix(unit)?, *shift))).unwrap_or((text, 0));
    digits.parse::<u64>().ok()?.checked_mul(1 << shift)
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn limits_have_units() {
        assert_eq!(
            [bytes("100"), bytes("7B"), bytes("2KiB"), bytes("3MiB")],
            [Some(100), Some(7), Some(2048), Some(3 << 20)]
        );
        assert_eq!([bytes(""), bytes("off"), bytes("3MB")], [None; 3]);
    }
}
