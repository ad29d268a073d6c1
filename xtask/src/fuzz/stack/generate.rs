//! The programs of `fuzz stack`: functions made of random statements.

use super::super::Rng;
use std::fmt::Write;
use std::sync::LazyLock;

/// A type of elements.
struct Elem {
    ty: &'static str,
    /// A value with the integer `x` in it.
    value: &'static str,
    /// An integer from the element `e`.
    num: &'static str,
    /// What may follow an element in `&s[0]...`.
    at: &'static [&'static str],
    /// What makes a slice of an array in an element.
    cut: &'static [&'static str],
    /// What has methods with pointer receivers.
    meth: &'static [&'static str],
}

const fn plain(ty: &'static str, value: &'static str, num: &'static str) -> Elem {
    Elem { ty, value, num, at: &[""], cut: &[], meth: &[] }
}

const ELEMS: [Elem; 12] = [
    plain("byte", "byte(x)", "int(e)"),
    plain("int16", "int16(x)", "int(e)"),
    plain("int", "x", "e"),
    plain("string", "words[x&3]", "len(e)"),
    plain("*int", "&cells[x&3]", "pointed(e)"),
    Elem { at: &["", "[1]"], cut: &["[:]", "[1:]"], ..plain("[3]int64", "[3]int64{int64(x)}", "int(e[0])") },
    Elem { at: &["", ".b"], ..plain("struct{ a, b int32 }", "E{int32(x), 1}", "int(e.a)") },
    Elem { at: &["", ".n", ".p"], ..plain("struct{ p *int; n int }", "E{&cells[x&3], x}", "e.n") },
    Elem {
        at: &["[1]", "[0][1]"],
        cut: &["[:]", "[0][:]", "[1][:1]"],
        ..plain("[2][2]int16", "[2][2]int16{{int16(x)}}", "int(e[0][0])")
    },
    Elem {
        at: &["", ".in", ".in.q", ".b[1]", ".b"],
        cut: &[".b[:]"],
        meth: &[".in"],
        ..plain("struct{ in inner; b [2]int8 }", "E{inner{int8(x), 1}, [2]int8{2, 3}}", "int(e.in.p)")
    },
    Elem {
        at: &["[0]", "[0].q"],
        cut: &["[:]"],
        meth: &["[0]"],
        ..plain("[1]inner", "[1]inner{{int8(x), 0}}", "int(e[0].p)")
    },
    Elem {
        at: &[".row", ".row[1].q", ".z"],
        cut: &[".row[:]"],
        meth: &[".row[0]", ".row[1]"],
        ..plain("struct{ row [2]inner; z []int8 }", "E{row: [2]inner{{int8(x), 1}}}", "int(e.row[0].p)")
    },
];

/// What the functions call, and the types that they use.
const HELPERS: &str = include_str!("helpers.txt");

/// Statements, each as often as its weight says. In the file they stand behind lines of two dashes, with the weight where it is
/// not 1, and `since N` if releases before 1.N do not compile it. `$s` and `$o` are slices of the function, `$f` is its name,
/// `$label` a number that nothing else has. Behind an element, `$at` is a part of it or nothing, `$cut` makes a slice of an array
/// in it, `$meth` has methods; not all types of elements have these.
static STATEMENTS: LazyLock<Vec<Statement>> = LazyLock::new(|| statements(include_str!("statements.txt")));

#[derive(Clone, Copy)]
struct Statement {
    text: &'static str,
    since: u8,
}

/// Functions of a program.
pub(in super::super) const FUNCS: usize = 20;

/// How many times each is called.
pub(super) const ROUNDS: [u32; 7] = [0, 1, 2, 3, 5, 9, 40];

/// A program for Go 1.`minor` with functions that build slices and let them go in different ways, as `package main`.
pub(in super::super) fn generate(rng: &mut Rng, minor: u8) -> String {
    let elem = rng.pick(&ELEMS);
    let Elem { ty, value, num, .. } = elem;
    let is = if ty.starts_with("struct") { "" } else { "= " };
    let mut program = format!(
        "package main\n\nimport \"runtime\"\n\ntype E {is}{ty}\n\nfunc mk(x int) E {{ return {value} }}\n\n\
         func num(e E) int {{ return {num} }}\n\n{HELPERS}"
    );
    let mut calls = String::new();
    for func in 0..FUNCS {
        Function { elem, minor, at: func }.write(rng, &mut program, &mut calls);
    }
    let rounds = ROUNDS.map(|n| n.to_string()).join(", ");
    let _ = write!(program, "\nfunc main() {{\n\tfor _, n := range []int{{{rounds}}} {{\n{calls}\t}}\n}}\n");
    program
}

struct Function<'a> {
    elem: &'a Elem,
    minor: u8,
    at: usize,
}

impl Function<'_> {
    /// A function with one or two slices.
    fn write(&self, rng: &mut Rng, program: &mut String, calls: &mut String) {
        let at = self.at;
        let pragma = if rng.below(3) == 0 { "" } else { "//go:noinline\n" };
        let named = rng.below(5) == 0;
        let returns = named || rng.below(2) == 0;
        let result = if named {
            " (s []E)"
        } else if returns {
            " []E"
        } else {
            ""
        };
        let _ = writeln!(program, "\n{pragma}func f{at}(n int){result} {{");
        if !named {
            let start = rng.pick(&[
                "var s []E",
                "var s []E",
                "var s []E",
                "s := []E{}",
                "s := []E{mk(n)}",
                "s := make([]E, 0, 3)",
                "s := make([]E, 0, n)",
                "s := build(n)",
                "s := small(n)",
            ]);
            let _ = writeln!(program, "\t{start}");
        }
        let second = rng.below(3) == 0;
        if second {
            program.push_str("\tvar t []E\n");
        }
        let begin = program.len();
        for _ in 0..1 + rng.below(4) {
            self.statement(rng, second, program);
        }
        // The runtime keeps what deferring takes for the next time. What 1.19 inlines into copies of inlined bodies is not known:
        // its verdicts on literals and method expressions in them, which only allocations show, are not followed.
        let uncounted = program[begin..].contains("defer ") || self.minor < 20;
        let counted = |call: &str| match uncounted {
            true => call.to_owned(),
            false => format!("counted(\"f{at}\", n, func() []E {{ return {call} }})"),
        };
        if second {
            let _ = writeln!(program, "\tprintln(\"f{at} t\", len(t))");
        }
        if returns {
            let end = match rng.below(6) {
                0 if named => "return",
                1 => "return id(s)",
                2 => "return append(s, mk(n))",
                _ => "return s",
            };
            let _ = writeln!(program, "\t{end}");
            let _ = writeln!(
                calls,
                "\t\tif r := {}; true {{\n\t\t\tprintln(\"f{at} result\", n, len(r), cap(r), r == nil)\n\t\t}}",
                counted(&format!("f{at}(n)"))
            );
        } else {
            program.push_str("\t_ = s\n");
            let call =
                if uncounted { format!("f{at}(n)") } else { counted(&format!("nothing(func() {{ f{at}(n) }})")) };
            let _ = writeln!(calls, "\t\t{call}");
        }
        program.push_str("}\n");
    }

    fn statement(&self, rng: &mut Rng, second: bool, program: &mut String) {
        let (at, tab) = (self.at, "\t");
        let s = if second && rng.below(3) == 0 { "t" } else { "s" };
        let o = if second && rng.below(2) == 0 { "t" } else { "s" };
        let label = rng.below(1 << 30).to_string();
        let template = self.template(rng).replace('\n', &format!("\n{tab}"));
        let name = format!("f{at}");
        let part = |rng: &mut Rng, list: &'static [&'static str]| if list.is_empty() { "" } else { *rng.pick(list) };
        let (in_elem, cut, meth) = (part(rng, self.elem.at), part(rng, self.elem.cut), part(rng, self.elem.meth));
        let names = [
            ("$label", &*label),
            ("$s", s),
            ("$o", o),
            ("$f", &*name),
            ("$at", in_elem),
            ("$cut", cut),
            ("$meth", meth),
        ];
        let text = names.into_iter().fold(template, |text, (from, to)| text.replace(from, to));
        match rng.below(6) {
            0 => {
                let _ = writeln!(program, "{tab}if n > {} {{", rng.below(4));
                for line in text.lines() {
                    let _ = writeln!(program, "\t{}{line}", if line.starts_with('\t') { "" } else { "\t" });
                }
                let _ = writeln!(program, "{tab}}}");
            }
            1 => {
                let _ = writeln!(program, "{tab}{{\n{tab}{text}\n{tab}}}");
            }
            _ => {
                let _ =
                    writeln!(program, "{tab}{{\n{tab}{text}\n{tab}}}\n{tab}println(\"f{at}\", n, len({s}), cap({s}))");
            }
        }
    }

    /// A statement that the release and the type of the elements allow.
    fn template(&self, rng: &mut Rng) -> &'static str {
        loop {
            let Statement { text, since } = *rng.pick(&STATEMENTS);
            let no_cut = text.contains("$cut") && self.elem.cut.is_empty();
            let no_method = text.contains("$meth") && self.elem.meth.is_empty();
            if since <= self.minor && !no_cut && !no_method {
                return text;
            }
        }
    }
}

/// The parts of a text behind lines such as `-- 3 since 22`, each so many times.
fn statements(text: &'static str) -> Vec<Statement> {
    let mut parts = Vec::new();
    for part in text.split("\n--").map(|part| part.trim_start_matches("--")) {
        let (head, statement) = part.split_once('\n').unwrap_or((part, ""));
        let (weight, since) = head.split_once("since").unwrap_or((head, ""));
        let number = |text: &str| text.trim().parse::<u8>().ok();
        let since = number(since).unwrap_or(0);
        let times = number(weight).unwrap_or(1);
        parts.extend(std::iter::repeat_n(Statement { text: statement.trim_end(), since }, times.into()));
    }
    parts
}
