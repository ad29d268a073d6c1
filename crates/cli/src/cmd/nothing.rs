//! `goslice` alone: three things to try.

use anstyle::Style;

use crate::exit::Ending;
use crate::output;

const BOLD: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();

/// What to try, and what it shows.
const TRY: [(&str, &str); 3] = [
    ("goslice trace examples/four_ways.go", "run a program and see each append: where it grew, and why"),
    ("goslice cap '[]int' --len 4 --cap 4 --append 5", "why append gives this capacity, step by step"),
    ("goslice run -e 's := []int{1}; s = append(s, 2); fmt.Println(cap(s))'", "compile and run a line of Go"),
];

pub(crate) fn run() -> Ending {
    let mut text = "Three things to try:\n\n".to_owned();
    for (command, what) in TRY {
        text += &format!("  {BOLD}{command}{BOLD:#}\n      {what}\n");
    }
    text += &format!("\n{QUIET}goslice --help lists every command.{QUIET:#}\n");
    output::print(&text)
}
