//! `cargo xtask fuzz TARGET [--seconds N] [--seed S] [DIR...]`: random input until the time is up or something is found.
//!
//! A run is determined by its seed; each case by the seed and its number, so that a finding can be had again with
//! `--only CASE`.

mod escapes;
mod model;
mod parser;
mod programs;
mod real;
mod rng;
mod stack;

pub(crate) use rng::Rng;

use std::path::PathBuf;
use std::time::{Duration, Instant};

const USAGE: &str = "\
usage: cargo xtask fuzz parser [--seconds N] [--seed S] [--only CASE] [DIR...]
       cargo xtask fuzz programs [--seconds N] [--seed S] [--only CASE] [--plant header|len-cap|double|alias|bound3]
                                  [--go PATH/TO/go]...   (else the go on the PATH, if any, judges each 25th case)
       cargo xtask fuzz stack [--seconds N | --cases N] [--seed S] [--only CASE] --go PATH/TO/go [--go ...]
       cargo xtask fuzz escapes [--seconds N] [--seed S] [--only CASE] --go PATH/TO/go [--go ...] [DIR...]";

/// What a run was asked to do.
pub(crate) struct Plan {
    /// How long to go on.
    pub(crate) time: Duration,
    pub(crate) seed: u64,
    /// So many cases, however long they take.
    pub(crate) cases: Option<u64>,
    /// Run only this case.
    pub(crate) only: Option<u64>,
    /// Where example inputs are found; the repository if empty.
    pub(crate) dirs: Vec<PathBuf>,
    /// A mistake that the model of slices makes on purpose.
    pub(crate) plant: model::Plant,
    /// Real Gos to compare with; the one on the PATH if empty.
    pub(crate) gos: Vec<PathBuf>,
}

/// Runs the fuzzer that `args` name.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    let Some((target, rest)) = args.split_first() else { return Err(USAGE.to_owned()) };
    let mut plan = Plan {
        time: Duration::from_secs(60),
        seed: 1,
        cases: None,
        only: None,
        dirs: vec![],
        plant: model::Plant::None,
        gos: vec![],
    };
    let mut rest = rest.iter();
    while let Some(arg) = rest.next() {
        if arg == "--plant" {
            plan.plant = rest.next().and_then(|name| model::Plant::parse(name)).ok_or_else(|| USAGE.to_owned())?;
            continue;
        }
        if arg == "--go" {
            plan.gos.push(rest.next().ok_or_else(|| USAGE.to_owned())?.into());
            continue;
        }
        let mut number = || rest.next().and_then(|text| text.parse::<u64>().ok()).ok_or_else(|| USAGE.to_owned());
        match arg.as_str() {
            "--seconds" => plan.time = Duration::from_secs(number()?),
            "--seed" => plan.seed = number()?,
            "--cases" => plan.cases = Some(number()?),
            "--only" => plan.only = Some(number()?),
            dir => plan.dirs.push(dir.into()),
        }
    }
    match target.as_str() {
        "parser" => parser::run(&plan),
        "programs" => programs::run(&plan),
        "stack" => stack::run(&plan),
        "escapes" => escapes::run(&plan),
        _ => Err(USAGE.to_owned()),
    }
}

/// Runs `case` with one random generator after the other until the plan's time is up or a case fails.
pub(crate) fn cases(plan: &Plan, mut case: impl FnMut(&mut Rng) -> Result<(), String>) -> Result<(), String> {
    let start = Instant::now();
    let mut number = plan.only.unwrap_or(0);
    loop {
        case(&mut Rng::new(plan.seed, number))
            .map_err(|finding| format!("{finding}\nagain with --seed {} --only {number}", plan.seed))?;
        number += 1;
        if plan.only.is_some() || start.elapsed() >= plan.time {
            break;
        }
    }
    println!("{number} cases from seed {} in {:.0?}, nothing found", plan.seed, start.elapsed());
    Ok(())
}
