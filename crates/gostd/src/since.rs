//! Which release brought what: names that older releases do not have.

/// Names by package and release, each as `1.minor`. What is older than Go 1.8 is not here.
const SINCE: &[(&str, u8, &[&str])] = &[
    ("bufio", 18, &["Writer.AvailableBuffer"]),
    ("bytes", 20, &["Clone"]),
    ("bytes", 21, &["Buffer.Available", "Buffer.AvailableBuffer"]),
    ("errors", 13, &["As", "Is", "Unwrap"]),
    ("errors", 20, &["Join"]),
    ("errors", 21, &["ErrUnsupported"]),
    ("fmt", 19, &["Append", "Appendf", "Appendln"]),
    ("fmt", 20, &["FormatString"]),
    ("io", 16, &["Discard", "ReadAll"]),
    ("math", 10, &["Round", "RoundToEven"]),
    ("math", 17, &["MaxInt", "MaxUint", "MinInt"]),
    ("os", 16, &["ReadFile", "WriteFile"]),
    ("math/bits", 12, &["Add", "Add64", "Mul", "Mul64", "Sub", "Sub64"]),
    ("runtime", 21, &["PanicNilError"]),
    ("sort", 8, &["Slice", "SliceIsSorted", "SliceStable"]),
    ("sort", 19, &["Find"]),
    ("strconv", 14, &["NumError.Unwrap"]),
    ("strings", 10, &["Builder"]),
    ("strings", 12, &["Builder.Cap", "ReplaceAll"]),
    ("strings", 13, &["ToValidUTF8"]),
    ("strings", 18, &["Clone", "Cut"]),
    ("strings", 20, &["CutPrefix", "CutSuffix"]),
    ("strings", 21, &["ContainsFunc"]),
    ("time", 9, &["Duration.Round", "Duration.Truncate"]),
    ("time", 13, &["Duration.Microseconds", "Duration.Milliseconds"]),
    ("time", 17, &["Time.UnixMicro", "Time.UnixMilli"]),
    ("time", 19, &["Duration.Abs"]),
    ("testing", 14, &["T.Cleanup"]),
    ("unicode/utf8", 18, &["AppendRune"]),
    ("unsafe", 17, &["Add", "Slice"]),
    ("unsafe", 20, &["SliceData", "String", "StringData"]),
];

/// The minor number of the release that brought `name` (`Cut`, or `Builder.Cap` for a method) to a package; 0 if every
/// release has it.
pub fn since(path: &str, name: &str) -> u8 {
    let names =
        |(package, minor, names): &(&str, u8, &[&str])| (*package == path && names.contains(&name)).then_some(*minor);
    SINCE.iter().find_map(names).unwrap_or(0)
}
