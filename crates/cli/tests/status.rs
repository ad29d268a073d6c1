//! How every command ends: the statuses that the README's table names, and what becomes of the end when standard output or
//! standard error is full, or nobody reads it any more.

use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

const APPENDS: &str = "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tvar s []int\n\tfor i := 0; i < 9; i++ {\n\t\ts = append(s, i)\n\t}\n\tfmt.Println(len(s))\n}\n";
/// Takes a minute to trace: long enough for a signal, and it ends if a test that failed leaves it behind.
const LONG_LOOP: &str = "package main\n\nfunc main() {\n\tvar s []int\n\tprintln(\"begun\")\n\tfor i := 0; i < 20000000; i++ {\n\t\ts = append(s, i)\n\t\tif i%64 == 0 {\n\t\t\ts = nil\n\t\t}\n\t}\n}\n";
/// Ends soon when it runs, and takes minutes to trace.
const LONG: &str = "package main\n\nfunc main() {\n\ts := make([]byte, 0, 1)\n\tfor i := 0; i < 40000000; i++ {\n\t\ts = append(s[:0], 1)\n\t}\n}\n";
const SPINS: &str = "package main\n\nfunc main() {\n\tprintln(1)\n\tx := 0\n\tfor i := 0; i < 200000000000; i++ {\n\t\tx += i\n\t}\n\tprintln(x)\n}\n";
const WRONG: &str = "package main\n\nfunc main() {\n\tx := 1\n}\n";
const PANICS: &str = "package main\n\nfunc main() {\n\ts := []int{1}\n\tprintln(s[len(s)])\n}\n";
const TESTS: &str =
    "package a\n\nimport \"testing\"\n\nfunc TestGood(t *testing.T) {}\n\nfunc TestBad(t *testing.T) { t.Fail() }\n";

/// A folder of the test's own with the programs.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("status-{name}"));
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(folder.join("empty")).unwrap();
    for (file, text) in [
        ("appends.go", APPENDS),
        ("long_loop.go", LONG_LOOP),
        ("wrong.go", WRONG),
        ("panics.go", PANICS),
        ("a_test.go", TESTS),
    ] {
        fs::write(folder.join(file), text).unwrap();
    }
    folder
}

fn goslice(folder: &Path, line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goslice"));
    command.args(line.split_whitespace()).current_dir(folder).stdin(Stdio::null());
    command
}

/// As [`goslice`], with the usual actions for signals, also when the tests run in the background of a shell, which ignores some.
fn goslice_with_signals(folder: &Path, line: &str) -> Command {
    let mut command = Command::new("env");
    command.args(["--default-signal=INT,TERM", env!("CARGO_BIN_EXE_goslice")]);
    command.args(line.split_whitespace()).current_dir(folder).stdin(Stdio::null());
    command
}

fn output(folder: &Path, line: &str) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = goslice(folder, line).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

/// Commands that end well, one of each, and some that do not.
const COMMANDS: &[(&str, i32)] = &[
    ("run appends.go", 0),
    ("run --timings --dump hir appends.go", 0),
    ("run panics.go", 2),
    ("run wrong.go", 1),
    ("run missing.go", 66),
    ("trace appends.go", 0),
    ("trace --format json appends.go", 0),
    ("trace --out - appends.go", 0),
    ("trace panics.go", 2),
    ("trace wrong.go", 1),
    ("trace missing.go", 66),
    ("why appends.go", 0),
    ("why --format json appends.go:8", 0),
    ("why wrong.go", 1),
    ("why missing.go", 66),
    ("why appends.go:99", 64),
    ("diff --go 1.26,1.27 appends.go", 0),
    ("diff --go 1.8..1.20 wrong.go", 2),
    ("diff --go 1.26,1.27 missing.go", 66),
    ("diff --go 1.27 appends.go", 64),
    ("check appends.go", 0),
    ("check wrong.go", 1),
    ("check missing.go", 66),
    ("check empty", 66),
    ("test --run Good a_test.go", 0),
    ("test a_test.go", 1),
    ("test wrong.go", 1),
    ("test missing.go", 66),
    ("cap []int --append 5", 0),
    ("cap []int --append 5 --go all --format json", 0),
    ("cap []int", 64),
    ("releases", 0),
    ("releases --go 1.99", 64),
    ("classes", 0),
    ("passes", 0),
    ("completions bash", 0),
    ("man", 0),
    ("man nothing", 64),
    ("help cap", 0),
    ("--version", 0),
    ("nothing", 64),
    ("appends.go", 64),
];

#[test]
fn statuses_are_those_of_the_table() {
    let folder = folder("table");
    for (line, status) in COMMANDS {
        let (got, stdout, stderr) = output(&folder, line);
        assert_eq!(got, Some(*status), "{line}\n{stdout}{stderr}");
        let told = !stdout.is_empty() || !stderr.is_empty();
        assert!(told || *line == "check appends.go", "{line} says nothing");
    }
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md")).unwrap();
    for status in ["0", "1", "2", "64", "66", "70", "130, 143", "141"] {
        assert!(readme.contains(&format!("\n| {status} | ")), "the README's table has no row for {status}");
    }
}

/// Where an end of a pipe or a device stands in for the reader.
#[derive(Clone, Copy, Debug)]
enum Reader {
    Full,
    Gone,
}

impl Reader {
    fn stdio(self) -> Stdio {
        match self {
            Reader::Full => fs::OpenOptions::new().write(true).open("/dev/full").unwrap().into(),
            Reader::Gone => std::io::pipe().unwrap().1.into(),
        }
    }
}

/// What was asked for and cannot be written is trouble, unless its reader has gone; what is only said besides is not.
#[test]
fn full_disks_and_closed_pipes_end_in_a_message_or_in_silence() {
    let folder = folder("full");
    for (line, status) in COMMANDS {
        for reader in [Reader::Full, Reader::Gone] {
            let out = goslice(&folder, line).stdout(reader.stdio()).stderr(Stdio::piped()).output().unwrap();
            let stderr = String::from_utf8(out.stderr).unwrap();
            assert!(!stderr.contains("panicked") && !stderr.contains("internal error"), "{line} {reader:?}: {stderr}");
            // Programs see the failure themselves: `fmt.Println` returns it, and a closed pipe ends them as SIGPIPE does.
            let prints = *line == "run appends.go" || line.starts_with("trace") || line.starts_with("run --t");
            let tests = line.starts_with("test ") && line.ends_with("a_test.go");
            let results =
                *status == 0 && !prints || line.starts_with("test") && *status == 1 || line.contains("--out -");
            let wanted = match reader {
                Reader::Full if results && *line != "check appends.go" => 70,
                Reader::Gone if prints && *status == 0 || tests => 141,
                _ => *status,
            };
            assert_eq!(out.status.code(), Some(wanted), "{line} {reader:?}: {stderr}");
            assert_eq!(stderr.contains("cannot write"), wanted == 70, "{line} {reader:?}: {stderr}");

            let out = goslice(&folder, line).stdout(Stdio::piped()).stderr(reader.stdio()).output().unwrap();
            let traced = line.starts_with("trace") && matches!(status, 0 | 2) && !line.contains("--out");
            match reader {
                Reader::Full if traced => assert_eq!(out.status.code(), Some(70), "{line} {reader:?}"),
                Reader::Gone if traced => assert!(matches!(out.status.code(), Some(0 | 2 | 141)), "{line} {reader:?}"),
                _ => assert_eq!(out.status.code(), Some(*status), "{line} {reader:?}"),
            }
        }
    }
}

/// Starts a program that takes long, and waits until it has said so.
fn begun(folder: &Path, line: &str) -> Child {
    let mut child = goslice_with_signals(folder, line).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut byte = [0];
    std::io::Read::read_exact(child.stderr.as_mut().unwrap(), &mut byte).unwrap();
    child
}

fn send(child: &Child, signal: &str) {
    let sent = Command::new("/bin/sh").arg("-c").arg(format!("kill -{signal} {}", child.id())).status().unwrap();
    assert!(sent.success());
}

#[test]
fn an_interrupted_trace_is_written_as_far_as_it_goes() {
    let folder = folder("interrupted");
    for (signal, status) in [("INT", 130), ("TERM", 143)] {
        for format in ["text", "json"] {
            let mut child = begun(&folder, &format!("trace --format {format} --out trace.txt long_loop.go"));
            if format == "json" {
                // There is no end to wait for; some lines are enough.
                while fs::metadata(folder.join("trace.txt")).unwrap().len() == 0 {
                    std::thread::yield_now();
                }
            }
            send(&child, signal);
            let ended = child.wait().unwrap();
            assert_eq!(ended.code(), Some(status), "{signal} {format}: {ended}");
            let trace = fs::read_to_string(folder.join("trace.txt")).unwrap();
            if format == "json" {
                assert!(trace.ends_with('\n') && trace.lines().count() > 1);
                let events = goslice_trace::read(trace.as_bytes()).unwrap();
                for event in events.take(1000) {
                    assert_eq!(&*event.unwrap().site.file, "./long_loop.go");
                }
            } else {
                assert!(trace.starts_with("main ") || trace.starts_with("no slice operations"), "{trace}");
            }
        }
    }
}

#[test]
fn a_run_has_nothing_to_finish_when_it_is_killed() {
    let folder = folder("killed");
    let mut child = begun(&folder, "trace --out trace.txt long_loop.go");
    send(&child, "KILL");
    assert_eq!(child.wait().unwrap().signal(), Some(9));
    fs::write(folder.join("spins.go"), SPINS).unwrap();
    let mut child = begun(&folder, "run spins.go");
    send(&child, "TERM");
    assert_eq!(child.wait().unwrap().signal(), Some(15), "`run` has nothing to finish");
}

/// `diff` ends what it runs, and leaves nothing in the folder for temporary files.
#[test]
fn an_interrupted_comparison_leaves_nothing_behind() {
    let folder = folder("compared");
    let temporary = folder.join("temporary");
    fs::create_dir_all(&temporary).unwrap();
    fs::write(folder.join("long.go"), LONG).unwrap();
    let mut command = goslice_with_signals(&folder, "diff --go 1.26,1.27 long.go");
    let mut child = command.env("TMPDIR", &temporary).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while fs::read_dir(&temporary).unwrap().count() == 0 {
        assert!(child.try_wait().unwrap().is_none(), "it has ended");
        std::thread::yield_now();
    }
    send(&child, "INT");
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(fs::read_dir(&temporary).unwrap().count(), 0);
}

/// What the parent ignores is not asked for.
#[test]
fn an_ignored_signal_stays_ignored() {
    let folder = folder("ignored");
    let script = format!(
        "trap '' INT; {} trace --out trace.txt long_loop.go 2>begun & while ! test -s begun; do :; done; \
         kill -INT $!; kill -TERM $!; wait $!",
        env!("CARGO_BIN_EXE_goslice")
    );
    let ended = Command::new("/bin/sh").args(["-c", &script]).current_dir(&folder).status().unwrap();
    assert_eq!(ended.code(), Some(143));
}

#[test]
fn nobody_waits_for_a_trace_that_nobody_reads() {
    let folder = folder("unread");
    let (read, write) = std::io::pipe().unwrap();
    let mut child =
        goslice(&folder, "trace --format json long_loop.go").stdout(Stdio::null()).stderr(write).spawn().unwrap();
    let mut line = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(read), &mut line).unwrap();
    assert!(!line.is_empty());
    assert_eq!(child.wait().unwrap().code(), Some(141));
}

/// Opening a file to write to it empties it.
#[test]
fn no_trace_is_written_over_what_the_program_is_read_from() {
    let folder = folder("over");
    let package = folder.join("package");
    fs::create_dir_all(&package).unwrap();
    for file in ["main.go", "main_test.go", "other_windows.go", "go.mod"] {
        fs::write(package.join(file), if file == "main.go" { APPENDS } else { "package main\n" }).unwrap();
    }
    fs::hard_link(folder.join("appends.go"), folder.join("hard.txt")).unwrap();
    std::os::unix::fs::symlink("appends.go", folder.join("soft.txt")).unwrap();
    fs::hard_link(package.join("other_windows.go"), folder.join("windows.txt")).unwrap();
    fs::create_dir_all(folder.join("other")).unwrap();
    let absolute = folder.join("appends.go");
    let absolute = absolute.to_str().unwrap();
    let lines = [
        "--out appends.go appends.go",
        "--out ./other/../appends.go appends.go",
        &format!("--out {absolute} appends.go"),
        "--out hard.txt appends.go",
        "--out soft.txt appends.go",
        "--out appends.go hard.txt",
        "--out long_loop.go appends.go",
        "--out package/main.go package",
        "--out package/main_test.go package",
        "--out package/go.mod package",
        "--out windows.txt package",
        "--digest appends.go appends.go",
    ];
    let texts = |folder: &Path| -> Vec<Vec<u8>> {
        [
            "appends.go",
            "long_loop.go",
            "package/main.go",
            "package/main_test.go",
            "package/other_windows.go",
            "package/go.mod",
        ]
        .map(|file| fs::read(folder.join(file)).unwrap())
        .to_vec()
    };
    let before = texts(&folder);
    for line in lines {
        let (status, _, stderr) = output(&folder, &format!("trace {line}"));
        assert_eq!(status, Some(64), "{line}: {stderr}");
        assert!(stderr.contains("would overwrite"), "{line}: {stderr}");
        assert!(before == texts(&folder), "{line}");
    }
    // Standard input under another name.
    let input = fs::File::open(folder.join("appends.go")).unwrap();
    let out = goslice(&folder, "trace --out hard.txt -").stdin(input).output().unwrap();
    assert_eq!(out.status.code(), Some(64));
    assert!(before == texts(&folder));
    // Where the program itself writes.
    let log = fs::File::create(folder.join("log.txt")).unwrap();
    let out = goslice(&folder, "trace --out log.txt appends.go").stdout(log).output().unwrap();
    assert_eq!(out.status.code(), Some(64));
    // Others are written.
    let (status, stdout, stderr) = output(&folder, "trace --out new.txt appends.go");
    assert_eq!((status, stdout.as_str(), stderr.as_str()), (Some(0), "9\n", ""));
    assert!(fs::read_to_string(folder.join("new.txt")).unwrap().contains("append(s, i)"));
    let (status, stdout, stderr) = output(&folder, "trace --out - appends.go");
    assert!(status == Some(0) && stdout.starts_with("9\nmain ") && stderr.is_empty(), "{stdout}{stderr}");
}

#[test]
fn names_and_arguments_may_be_any_bytes() {
    let folder = folder("bytes");
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.go");
    fs::write(
        folder.join(name),
        "package main\n\nimport \"os\"\n\nfunc main() {\n\tos.Stdout.WriteString(os.Args[1])\n\t_ = append(os.Args, \"x\")\n}\n",
    )
    .unwrap();
    for command in ["run", "trace", "check", "why"] {
        let mut goslice = goslice(&folder, command);
        goslice.arg(name);
        if matches!(command, "run" | "trace") {
            goslice.arg(std::ffi::OsStr::from_bytes(b"\xff\xfe"));
        }
        let out = goslice.output().unwrap();
        assert!(out.status.success(), "{command}: {}", String::from_utf8_lossy(&out.stderr));
        if matches!(command, "run" | "trace") {
            assert_eq!(out.stdout, b"\xff\xfe", "{command}");
        }
    }
    let mut diff = goslice(&folder, "diff --go 1.17,1.20");
    let out = diff.arg(name).arg("a").output().unwrap();
    assert_eq!(String::from_utf8_lossy(&out.stdout), "alike  1.17, 1.20\n");
}

/// As `go run` does it.
#[test]
fn the_first_arguments_that_end_in_go_are_files_of_the_program() {
    let folder = folder("files");
    fs::write(
        folder.join("a.go"),
        "package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n\nfunc main() { fmt.Println(b(), os.Args[1:]) }\n",
    )
    .unwrap();
    fs::write(folder.join("b.go"), "package main\n\nfunc b() int { return 7 }\n").unwrap();
    for (line, stdout) in [
        ("run a.go b.go", "7 []\n"),
        ("run a.go b.go x c.go", "7 [x c.go]\n"),
        ("run a.go b.go -- c.go", "7 [c.go]\n"),
        ("run a.go b.go -run X", "7 [-run X]\n"),
        ("trace --out /dev/null a.go b.go y", "7 [y]\n"),
        ("check a.go b.go", ""),
    ] {
        let (status, got, stderr) = output(&folder, line);
        assert_eq!((status, got.as_str()), (Some(0), stdout), "{line}: {stderr}");
    }
    assert_eq!(output(&folder, "run a.go -- b.go").0, Some(1), "then b.go is an argument, and b is undefined");
    assert_eq!(output(&folder, "diff --go 1.26,1.27 a.go b.go z").0, Some(0));
    assert_eq!(output(&folder, "why a.go b.go").0, Some(0));
}

#[test]
fn a_program_from_standard_input_is_compared_too() {
    let folder = folder("stdin");
    let mut child =
        goslice(&folder, "diff --go 1.20,1.27 -").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"package main\n\nfunc main() { println(1) }\n").unwrap();
    let out = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&out.stdout), "alike  1.20, 1.27\n");
    assert_eq!(out.status.code(), Some(0));
}
