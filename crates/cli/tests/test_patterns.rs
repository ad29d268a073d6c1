//! Which tests `goslice test --run` selects, and what it says of patterns that are none, as recorded from real releases.
//!
//! `testdata/test_patterns/recorded.txt` has for each pattern a line that is indented by two: the tests and subtests of
//! `names_test.go` that Go 1.27.3 ran (`go test -v -run PATTERN`), or its complaint; and one with `1.19: ` where Go 1.19.8
//! did something else.

use std::path::Path;
use std::process::Command;

#[test]
fn patterns_select_what_they_select_in_go() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/test_patterns");
    let recorded = std::fs::read_to_string(folder.join("recorded.txt")).unwrap();
    let mut lines = recorded.lines().peekable();
    let (mut compared, mut different) = (0, String::new());
    while let Some(pattern) = lines.next() {
        let newest = lines.next().and_then(|line| line.strip_prefix("  ")).expect("an indented line");
        let older = lines.next_if(|line| line.starts_with("1.19: ")).map(|line| &line[6..]);
        for (release, expected) in [("1.27", Some(newest)), ("1.19", older)] {
            let Some(expected) = expected else { continue };
            let out = Command::new(env!("CARGO_BIN_EXE_goslice"))
                .args(["test", "-v", "--go", release, "--run", pattern, "names_test.go"])
                .current_dir(&folder)
                .output()
                .unwrap();
            let (stdout, stderr) = (String::from_utf8(out.stdout).unwrap(), String::from_utf8(out.stderr).unwrap());
            let complaint = stderr.lines().find(|line| line.contains("invalid regexp"));
            let ran = stdout.lines().filter_map(|line| line.strip_prefix("=== RUN")).map(str::trim);
            let got = complaint.map_or_else(|| ran.collect::<Vec<_>>().join(" "), str::to_owned);
            let status = i32::from(complaint.is_some());
            if got != expected || out.status.code() != Some(status) {
                different += &format!("{pattern} under {release}\n  Go:      {expected}\n  goslice: {got}\n{stderr}");
            }
            compared += 1;
        }
    }
    assert!(different.is_empty(), "{different}");
    assert!(compared > 100, "only {compared} compared");
}
