//! `cargo xtask bench`: the CPU time of the programs in `bench`, run by goslice and compiled by gc.
//!
//! A program says `begin` and `end` around its work, after one round that warms up, and waits for a byte each time: what
//! compiling takes is left out on both sides. The time is that of all threads of the process, the collector's too. Rounds
//! are interleaved; rows are medians.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const ROUNDS: usize = 7;

/// One way to run a program.
struct Side {
    command: PathBuf,
    args: Vec<String>,
    procs: &'static str,
}

/// CPU time in nanoseconds, and collections.
type Measured = (u64, u64);

/// Where the table is, and the line above it.
const TABLE: &str = "bench/README.md";
const BEGIN: &str = "<!-- written by cargo xtask bench -->\n";

/// Measures and writes the table, unless only some programs are measured.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    let (mut go, mut filter) = (None, "");
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        match (arg.as_str(), rest.next()) {
            ("--go", Some(path)) => go = Some(path.as_str()),
            ("--only", Some(part)) => filter = part,
            _ => return Err("usage: cargo xtask bench --go PATH [--only NAME]".to_owned()),
        }
    }
    let go = go.ok_or("bench needs the command of a real Go: --go PATH")?;
    let goslice = crate::binary::goslice()?;
    let gogc = std::env::var("GOGC").unwrap_or_else(|_| "100".to_owned());
    let out = std::env::temp_dir().join(format!("goslice-bench-{}", std::process::id()));
    fs::create_dir_all(&out).map_err(|err| err.to_string())?;
    let mut table = format!(
        "{}.\nCPU time in ms, medians of {ROUNDS} interleaved rounds, GOGC={gogc} on both sides; gc with the faster of GOMAXPROCS 1 and 2.\n\n",
        machine(go)
    );
    table.push_str("| program | goslice | gc | ratio | at most | collections of goslice | of gc |\n|---|--:|--:|--:|--:|--:|--:|\n");
    let mut programs: Vec<PathBuf> =
        fs::read_dir("bench").map_err(|err| err.to_string())?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    programs.retain(|path| path.extension().is_some_and(|it| it == "go") && path.to_string_lossy().contains(filter));
    programs.sort();
    for program in programs {
        let row = row(&program, &goslice, go, &out)?;
        println!("{row}");
        let _ = writeln!(table, "{row}");
    }
    fs::remove_dir_all(&out).map_err(|err| err.to_string())?;
    if filter.is_empty() {
        let text = fs::read_to_string(TABLE).map_err(|err| format!("{TABLE}: {err}"))?;
        let (above, _) = text.split_once(BEGIN).ok_or_else(|| format!("{TABLE} has no line {BEGIN}"))?;
        fs::write(TABLE, format!("{above}{BEGIN}{table}")).map_err(|err| err.to_string())?;
    }
    Ok(())
}

/// When and on what.
fn machine(go: &str) -> String {
    let output = |command: &str, args: &[&str]| {
        let output = Command::new(command).args(args).env("GOTOOLCHAIN", "local").output();
        output.map_or_else(|_| String::new(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or("");
    let model = model.trim_start_matches([' ', '\t', ':']);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("?");
    format!(
        "{}, {model}, {} CPUs, load {load}; {}",
        output("date", &["+%F"]),
        output("nproc", &[]),
        output(go, &["version"])
    )
}

fn row(program: &Path, goslice: &str, go: &str, out: &Path) -> Result<String, String> {
    let binary = out.join("program");
    let built = Command::new(go)
        .args(["build", "-o"])
        .args([&binary, program])
        .envs([("GOTOOLCHAIN", "local"), ("GOPROXY", "off"), ("GO111MODULE", "off"), ("GOFLAGS", "")])
        .status();
    if !built.is_ok_and(|status| status.success()) {
        return Err(format!("{go} does not build {}", program.display()));
    }
    let ours = vec!["run".to_owned(), program.to_string_lossy().into_owned()];
    let sides = [
        Side { command: goslice.into(), args: ours, procs: "1" },
        Side { command: binary.clone(), args: vec![], procs: "1" },
        Side { command: binary, args: vec![], procs: "2" },
    ];
    let mut measured: [Vec<Measured>; 3] = Default::default();
    for _ in 0..ROUNDS {
        for (side, rounds) in sides.iter().zip(&mut measured) {
            rounds.push(measure(side)?);
        }
    }
    let [ours, one, two] = measured.map(|mut rounds| {
        rounds.sort_unstable();
        rounds[rounds.len() / 2]
    });
    let theirs = one.min(two);
    let ms = |nanoseconds: u64| nanoseconds as f64 / 1e6;
    let text = fs::read_to_string(program).map_err(|err| format!("{}: {err}", program.display()))?;
    let line = |prefix: &str| text.lines().find_map(|line| line.strip_prefix(prefix)).unwrap_or_default();
    let (what, most) = (line("// "), line("// ratio at most "));
    let ratio = ours.0 as f64 / theirs.0.max(1) as f64;
    Ok(format!(
        "| {what} | {:.1} | {:.1} | {ratio:.2} | {most} | {} | {} |",
        ms(ours.0),
        ms(theirs.0),
        ours.1,
        theirs.1
    ))
}

fn measure(side: &Side) -> Result<Measured, String> {
    let failed = |err: std::io::Error| format!("{}: {err}", side.command.display());
    let mut command = Command::new(&side.command);
    command.args(&side.args).env("GOMAXPROCS", side.procs).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(failed)?;
    let mut stdin = child.stdin.take().ok_or("no input")?;
    let mut lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
    let mut times = [0; 2];
    for time in &mut times {
        lines.next().ok_or("the program ended early")?.map_err(failed)?;
        *time = cpu_time(child.id());
        stdin.write_all(b"\n").map_err(failed)?;
    }
    let cycles = lines.next().ok_or("no number of cycles")?.map_err(failed)?;
    child.wait().map_err(failed)?;
    Ok((times[1].saturating_sub(times[0]), cycles.parse().unwrap_or(0)))
}

/// Nanoseconds that the threads of a process have run.
fn cpu_time(process: u32) -> u64 {
    let Ok(threads) = fs::read_dir(format!("/proc/{process}/task")) else { return 0 };
    let time = |path: PathBuf| fs::read_to_string(path.join("schedstat")).ok()?.split(' ').next()?.parse::<u64>().ok();
    threads.filter_map(|thread| time(thread.ok()?.path())).sum()
}
