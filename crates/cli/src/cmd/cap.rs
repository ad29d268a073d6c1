//! `goslice cap`: the capacity that append gives, and why.

use clap::builder::NonEmptyStringValueParser;
use goslice::{Arch, Elem};
use goslice_explain::cap::{self, Question};
use goslice_explain::gotype::{self, ElemType};

use crate::exit::{Ending, Trouble};
use crate::output;
use crate::releases::Releases;
use crate::values::{self, Format};

/// Show the capacity that append gives, and why
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  goslice cap '[]int' --len 4 --cap 4 --append 5
  goslice cap '[]int' --cap 4 --append 5          an interview question and its four answers
  goslice cap '[]string' --len 800 --cap 1100 --append 301 --go all
  goslice cap '[]int' --append 1000 --one-by-one --go 1.17,1.18
  goslice cap --elem-size 24 --pointers --append 3 --arch 386 --format json

Without --len and --cap the slice is nil; with --len alone it is full.")]
pub(crate) struct Args {
    /// The slice's type in Go syntax, such as '[]struct{ id int; name string }'
    #[arg(value_name = "TYPE", required_unless_present = "elem_size", value_parser = NonEmptyStringValueParser::new())]
    ty: Option<String>,

    /// The length before
    #[arg(long, value_name = "N", value_parser = values::int, allow_negative_numbers = true)]
    len: Option<i64>,

    /// The capacity before
    #[arg(long, value_name = "N", value_parser = values::int, allow_negative_numbers = true)]
    cap: Option<i64>,

    /// How many elements are appended
    #[arg(long, value_name = "N", value_parser = values::int, allow_negative_numbers = true)]
    append: i64,

    /// By one append each, instead of all at once
    #[arg(long)]
    one_by_one: bool,

    /// The Go releases: one, a list such as 1.17,1.24, a range such as 1.17..1.27, both, or all
    #[arg(long, value_name = "RELEASES", default_value_t = Releases::newest())]
    go: Releases,

    /// The architecture, as GOARCH names it
    #[arg(long, value_name = "ARCH", default_value_t = Arch::Amd64, value_parser = values::arch)]
    arch: Arch,

    /// Instead of TYPE: the bytes of an element
    #[arg(long, value_name = "BYTES", value_parser = values::int, allow_negative_numbers = true, conflicts_with = "ty")]
    elem_size: Option<i64>,

    /// With --elem-size: the element contains a pointer; of a TYPE that is known
    #[arg(long, requires = "elem_size", conflicts_with = "ty")]
    pointers: bool,

    /// How to print the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(args: &Args) -> Ending {
    let question = question(args).map_err(Trouble::Usage)?;
    output::print(&match args.format {
        Format::Text => cap::text(&question),
        Format::Json => cap::json(&question),
    })
}

fn question(args: &Args) -> Result<Question, String> {
    let max = args.arch.max_int();
    for (name, value) in [("--len", args.len), ("--cap", args.cap), ("--append", Some(args.append))] {
        match value {
            Some(value) if value < 0 => return Err(format!("{name} is negative")),
            Some(value) if value > max => {
                return Err(format!("{name} is larger than an int on {}, at most {max}", args.arch));
            }
            _ => {}
        }
    }
    if let (Some(len), Some(cap)) = (args.len, args.cap)
        && len > cap
    {
        return Err(format!("--len {len} is larger than --cap {cap}: no slice has more elements than capacity"));
    }
    Ok(Question {
        ty: elem_type(args)?,
        ty_is_known: args.ty.is_some(),
        arch: args.arch,
        releases: args.go.sorted(),
        len: args.len,
        cap: args.cap,
        append: args.append,
        one_by_one: args.one_by_one,
    })
}

fn elem_type(args: &Args) -> Result<ElemType, String> {
    match (&args.ty, args.elem_size) {
        (Some(text), _) => gotype::parse_slice(text, args.arch).map_err(|err| {
            let before = text.get(..err.offset).unwrap_or(text);
            let column = before.rsplit('\n').next().unwrap_or(before).chars().count();
            let line = text.lines().nth(before.matches('\n').count()).unwrap_or("");
            format!("{err}\n  {line}\n  {}^", " ".repeat(column))
        }),
        (None, Some(size)) => {
            let size = u64::try_from(size).map_err(|_| "--elem-size is negative".to_owned())?;
            if size > args.arch.max_int() as u64 {
                return Err("--elem-size is larger than the address space".to_owned());
            }
            Ok(ElemType { name: "T".to_owned(), elem: Elem { size, has_pointers: args.pointers && size > 0 } })
        }
        (None, None) => Err("give a TYPE, such as '[]int'".to_owned()),
    }
}
