//! The `goslice` command from outside: sessions in Markdown, with input and output side by side.
//!
//! `TRYCMD=overwrite cargo test -p goslice-cli` writes what the command prints now.

use std::path::Path;
use std::process::Command;

#[test]
fn sessions_print_what_the_files_show() {
    trycmd::TestCases::new().case("tests/cmd/*.md");
}

/// Lines of a help text that begin with `  goslice ` are examples; two or more spaces begin a remark.
#[test]
fn every_example_in_the_help_works() {
    let bin = Path::new(env!("CARGO_BIN_EXE_goslice"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut examples = 0;
    for command in commands(bin) {
        let help = stdout(Command::new(bin).args([&command, "--help"]));
        let lines: Vec<&str> = help.lines().filter(|line| line.starts_with("  goslice ")).collect();
        assert!(!lines.is_empty(), "goslice {command} --help has no example");
        for line in lines {
            let line = line.trim().split("  ").next().unwrap_or_default();
            let path = std::env::join_paths([bin.parent().unwrap(), Path::new("/usr/bin"), Path::new("/bin")]).unwrap();
            let out = Command::new("sh").args(["-c", line]).current_dir(&root).env("PATH", path).output().unwrap();
            // `diff` is 1 when it has something to show.
            let ok = out.status.success() || command == "diff" && out.status.code() == Some(1);
            assert!(ok, "{line}\n{}", String::from_utf8_lossy(&out.stderr));
            // Nothing to say is what `check` says when all is well.
            assert!(!out.stdout.is_empty() || command == "check", "{line}");
            examples += 1;
        }
    }
    assert!(examples >= 8);
}

/// The subcommands that `goslice --help` lists.
fn commands(bin: &Path) -> Vec<String> {
    let help = stdout(Command::new(bin).arg("--help"));
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    list.lines().filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next().map(str::to_owned)).collect()
}

fn stdout(command: &mut Command) -> String {
    let out = command.env("COLUMNS", "100").output().unwrap();
    assert!(out.status.success());
    String::from_utf8(out.stdout).unwrap()
}
