//! Chores of this repository: `cargo xtask VERB`.

mod bench;
mod binary;
mod bless;
mod fuzz;
mod parse;

use std::process::ExitCode;

const HELP: &str = "\
usage: cargo xtask VERB

  bless           write what is printed now into the files of expected output
  bench --go PATH [--only NAME]
                  CPU time of the programs in bench, run by $GOSLICE, or else by this goslice, and compiled by a
                  real Go, as the table of bench/README.md
  parse DIR...    parse all .go files below the directories; count and list what does not parse
  errors [--go 1.N] FILE...
                  print the syntax errors of the files
  fuzz parser [--seconds N] [--seed S] [--only CASE] [DIR...]
                  parse mutants of the .go files below the directories (of the repository's) until something breaks
  fuzz programs [--seconds N] [--seed S] [--only CASE] [--plant NAME]
                  run random slice programs (by $GOSLICE, or else by this goslice) against a plain model; with --plant the
                  model makes a mistake, which must be found
  fuzz stack --go PATH/TO/go... [--seconds N] [--seed S] [--only CASE]
                  run random programs about what stays on the stack against real Gos
  fuzz escapes --go PATH/TO/go... [--seconds N] [--seed S] [--only CASE] [DIR...]
                  compare what `goslice why` says of those programs, or of those in the directories, with what the real
                  compiler's -m says
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match args.split_first() {
        Some((verb, [])) if verb == "bless" => bless::run(),
        Some((verb, rest)) if verb == "parse" => parse::run(rest),
        Some((verb, rest)) if verb == "errors" => parse::errors(rest),
        Some((verb, rest)) if verb == "bench" => bench::run(rest),
        Some((verb, rest)) if verb == "fuzz" => fuzz::run(rest),
        _ => Err(HELP.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{}", message.trim_end());
            ExitCode::FAILURE
        }
    }
}
