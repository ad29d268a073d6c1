//! Random programs about what stays on the stack: goslice against real Gos, which are the only judges.
//!
//! Functions build slices, return, store, range over and pass them, also through methods and closures, and point into them; each
//! shows lengths and capacities on the way, which since Go 1.25 depend on what escapes, and how often it allocated. Each program
//! runs with `--check-stack` too, which has to change nothing.
//!
//! Where `goslice check` says that the real compiler is wrong about a program, its sums of elements and its allocations are not
//! compared; lengths and capacities are.

mod generate;

pub(super) use generate::generate;

use super::real::{RealGo, Toolchain};
use super::{Plan, Rng};
use generate::FUNCS;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Programs that one run of the real Go has in it: most of the time is the linker's.
const BATCH: u64 = 20;

/// Runs the fuzzer.
pub(crate) fn run(plan: &Plan) -> Result<(), String> {
    let binary = crate::binary::goslice()?;
    let folder = std::env::temp_dir().join(format!("goslice-stack-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|err| err.to_string())?;
    let gos = RealGo::find(&plan.gos)?;
    if gos.is_empty() {
        return Err("fuzz stack compares with real Gos, and there is none: give --go PATH/TO/go".to_owned());
    }
    let mut judges = Vec::new();
    for go in &gos {
        judges.push(Judge {
            toolchain: go.toolchain(&folder)?,
            release: go.release.clone(),
            minor: go.minor,
            tally: Tally::default(),
        });
    }
    let begun = Instant::now();
    let mut next = plan.only.unwrap_or(0);
    let last = match (plan.only, plan.cases) {
        (Some(only), _) => only + 1,
        (None, Some(cases)) => cases,
        (None, None) => u64::MAX,
    };
    let by_time = plan.only.is_none() && plan.cases.is_none();
    while next < last && !(by_time && begun.elapsed() >= plan.time) {
        let numbers: Vec<u64> = (next..last.min(next + BATCH)).collect();
        for judge in &mut judges {
            judge.batch(plan, &binary, &folder, &numbers)?;
        }
        next += numbers.len() as u64;
    }
    let mut bad = 0;
    for Judge { release, tally, .. } in &judges {
        println!("Go {release}: {tally}");
        bad += tally.programs - tally.agreeing;
    }
    println!("seed {}, {:.0?}; programs that differ are in {}", plan.seed, begun.elapsed(), folder.display());
    if bad == 0 { Ok(()) } else { Err(format!("{bad} programs differ")) }
}

/// What came of the programs under one release.
#[derive(Default)]
struct Tally {
    programs: usize,
    agreeing: usize,
    /// Of those that agree, the ones that the real compiler gets wrong, as goslice says.
    miscompiled: usize,
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Tally { programs, agreeing, miscompiled } = self;
        let functions = programs * FUNCS;
        write!(f, "{agreeing} of {programs} programs ({functions} functions) agree")?;
        if *miscompiled > 0 {
            write!(f, ", {miscompiled} of them but for what gc gets wrong and goslice check names")?;
        }
        Ok(())
    }
}

/// A real Go.
struct Judge {
    toolchain: Toolchain,
    release: String,
    minor: u8,
    tally: Tally,
}

impl Judge {
    /// Compares some programs.
    fn batch(&mut self, plan: &Plan, binary: &str, folder: &Path, numbers: &[u64]) -> Result<(), String> {
        let programs: Vec<String> =
            numbers.iter().map(|&number| generate(&mut Rng::new(plan.seed, number), self.minor)).collect();
        let wanted = self.toolchain.run_all(&programs)?;
        let paths: Vec<PathBuf> =
            numbers.iter().map(|number| folder.join(format!("case{number}-{}.go", self.release))).collect();
        for ((path, program), (want, number)) in paths.iter().zip(&programs).zip(wanted.iter().zip(numbers)) {
            std::fs::write(path, program).map_err(|err| err.to_string())?;
            let goslice = |args: &[&str]| {
                let mut command = Command::new(binary);
                command.args(args).args(["--go", &self.release]).arg(path).env("GOGC", "off");
                let output = command.output().map_err(|err| format!("{binary}: {err}"))?;
                Ok::<_, String>(String::from_utf8_lossy(&output.stderr).into_owned())
            };
            let got = goslice(&["run"])?;
            let checked = goslice(&["run", "--check-stack"])?;
            let mut same = got == *want;
            let mut excused = false;
            if !same && goslice(&["check"])?.contains("warning: ") {
                excused = capacities(&got) == capacities(want);
                same = excused;
            }
            let mut findings = String::new();
            if !same {
                findings += &differences(&got, want);
            }
            if checked != got {
                let _ = write!(findings, "\n  with --check-stack: {}", differences(&checked, &got));
            }
            self.tally.programs += 1;
            if findings.is_empty() {
                self.tally.agreeing += 1;
                self.tally.miscompiled += usize::from(excused);
                if plan.only.is_none() {
                    // Nothing depends on the file's going away.
                    let _ = std::fs::remove_file(path);
                }
            } else {
                println!("case {number} of seed {}, Go {}: {findings}", plan.seed, self.release);
            }
        }
        Ok(())
    }
}

/// The lines that show lengths and capacities.
fn capacities(output: &str) -> Vec<&str> {
    let is_other = |line: &str| matches!(line.split(' ').nth(1), Some("sum" | "mallocs"));
    output.lines().filter(|line| !is_other(line)).collect()
}

/// The functions whose lines differ, with the first line of each.
fn differences(got: &str, want: &str) -> String {
    let mut text = String::new();
    let mut seen = Vec::new();
    for (at, line) in want.lines().enumerate() {
        let other = got.lines().nth(at).unwrap_or("(ended)");
        let name = line.split(' ').next().unwrap_or("");
        if other != line && !seen.contains(&name) {
            seen.push(name);
            if seen.len() <= 6 {
                let _ = write!(text, "\n  {other}   Go: {line}");
            }
        }
    }
    if text.is_empty() {
        let _ = write!(text, "\n  {} lines, Go: {}", got.lines().count(), want.lines().count());
    }
    text
}
