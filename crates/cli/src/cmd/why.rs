//! `goslice why`: what is on the stack, what on the heap, and the way there.

use std::ffi::OsString;
use std::path::PathBuf;

use goslice::Release;
use goslice_driver::Verdicts;
use goslice_explain::span;
use goslice_explain::why::{self, Answers};

use crate::exit::{Ending, Trouble};
use crate::program::Input;
use crate::releases::Releases;
use crate::spot::{Part, Spot};
use crate::values::Format;
use crate::{output, program};

/// Explain what lives on the stack, what on the heap, and why
///
/// For each make, literal, append, new variable, closure, interface value and conversion of a file, or of some lines of it:
/// where it lives under a release, and the path that makes it escape, step by step. The program is not run.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  goslice why examples/escape.go
  goslice why examples/escape.go:12
  goslice why examples/escape.go:14:7
  goslice why examples/escape.go:22-30
  goslice why --go 1.24,1.27 examples/escape.go
  goslice why --go all examples/escape.go:51")]
pub(crate) struct Args {
    /// The Go releases to ask: a list such as 1.24,1.27, a range such as 1.24..1.27, both, or all
    #[arg(long, value_name = "RELEASES", default_value_t = Releases::newest())]
    go: Releases,

    /// How to print; json is one object a line
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// Print all that escape analysis sees, values in interfaces and functions of which only inlined copies run too
    #[arg(long)]
    all: bool,

    /// Go files or a folder of them; of a file with :LINE, :LINE:COLUMN or :FIRST-LAST only what is there
    #[arg(value_name = "PROGRAM[:LINE]", required = true)]
    programs: Vec<OsString>,
}

pub(crate) fn run(args: &Args) -> Ending {
    let spots: Vec<Spot> = args.programs.iter().map(|program| Spot::read(program)).collect();
    // Several parts of one file are asked for, the file is one.
    let mut paths: Vec<PathBuf> = Vec::new();
    for spot in &spots {
        if !paths.contains(&spot.path) {
            paths.push(spot.path.clone());
        }
    }
    let input = Input::read(&paths, false)?;
    for (spot, named) in spots.iter().zip(&args.programs) {
        check_lines(spot, &input).map_err(|why| Trouble::Usage(format!("{}: {why}", named.to_string_lossy())))?;
    }
    let mut asked = Vec::new();
    for &release in &args.go.0 {
        asked.push((release, input.sources(release)?));
    }
    let parts = parts(&spots, &paths, &input);
    let (format, all) = (args.format, args.all);
    program::with_big_stack(move || {
        let (mut found, mut refused) = (Vec::new(), Vec::new());
        for (release, sources) in asked {
            match goslice_driver::verdicts(&sources, release) {
                Ok(verdicts) => found.push((release, verdicts)),
                Err(errors) => refused.push((release, errors.to_string())),
            }
        }
        if found.is_empty() {
            return Err(Trouble::Compile(refused.swap_remove(0).1));
        }
        let answers: Vec<Answers<'_>> = found
            .iter()
            .map(|(release, verdicts)| Answers {
                release: *release,
                sources: &verdicts.sources,
                list: shown(verdicts, all, &parts),
            })
            .collect();
        if format == Format::Json {
            return output::print(&why::json(&answers));
        }
        let refusals = refused.chunk_by(|(_, errors), (_, next)| errors == next).map(|alike| {
            let releases: Vec<Release> = alike.iter().map(|(release, _)| *release).collect();
            format!("Go {} does not compile it:\n{}\n", span::list(&releases), alike[0].1)
        });
        output::print(&(refusals.collect::<String>() + &why::text(&answers)))
    })
}

/// Parts of files, each with the file's name in positions; that of a folder has none.
type Parts = Vec<(Option<String>, Part)>;

fn parts(spots: &[Spot], paths: &[PathBuf], input: &Input) -> Parts {
    let names: Vec<&str> = input.all().map(|source| source.name.as_str()).collect();
    // A folder: its lines are those of each file.
    let is_folder = names.len() != paths.len();
    let name = |spot: &Spot| {
        let at = paths.iter().position(|path| *path == spot.path).filter(|_| !is_folder)?;
        Some(names[at].to_owned())
    };
    spots.iter().map(|spot| (name(spot), spot.part)).collect()
}

/// What is on the asked lines. At a column is what begins there; if nothing does, what begins last before it.
fn shown<'a>(verdicts: &'a Verdicts, all: bool, parts: &Parts) -> Vec<(String, &'a goslice_driver::Verdict)> {
    let told: Vec<_> = verdicts.list.iter().filter(|verdict| all || verdicts.is_interesting(verdict)).collect();
    let place = |verdict: &goslice_driver::Verdict| {
        let at = verdicts.sources.position(verdict.pos);
        (at.file.to_string(), at.line, at.col)
    };
    let is_in = |verdict: &goslice_driver::Verdict| {
        let (file, line, col) = place(verdict);
        parts.iter().filter(|(name, _)| name.as_ref().is_none_or(|name| *name == file)).any(|(_, part)| match *part {
            Part::All => true,
            Part::Lines(first, last) => (first..=last).contains(&line),
            Part::Column(asked, column) => {
                let before = told.iter().map(|other| place(other));
                let before = before.filter(|(other, at, col)| *other == file && *at == asked && *col <= column);
                line == asked && before.map(|(_, _, col)| col).max() == Some(col)
            }
        })
    };
    told.iter().filter(|verdict| is_in(verdict)).map(|verdict| (verdicts.text(verdict), *verdict)).collect()
}

/// Refuses lines that no file has.
fn check_lines(spot: &Spot, input: &Input) -> Result<(), String> {
    let (first, last) = match spot.part {
        Part::All => return Ok(()),
        Part::Lines(first, last) => (first, last),
        Part::Column(line, _) => (line, line),
    };
    let lines = |text: &[u8]| text.split_inclusive(|byte| *byte == b'\n').count() as u64;
    let count = input.files_at(&spot.path).map(|source| lines(&source.text)).max().unwrap_or(0);
    if first == 0 || u64::from(last) > count {
        return Err(format!("{} has {count} lines", spot.path.display()));
    }
    if last < first {
        return Err(format!("the lines run backwards; write {last}-{first}"));
    }
    Ok(())
}
