//! Random programs about what stays on the stack: goslice against real Gos, which are the only judges.
//!
//! Functions build slices, return, store, range over and pass them, also through methods and closures; each shows
//! lengths and capacities on the way, which since Go 1.25 depend on what escapes.

use super::real::RealGo;
use super::{Plan, Rng, cases};
use std::fmt::Write;
use std::process::Command;

/// Element types with the expression for a value from the integer `x`.
const ELEMS: [(&str, &str); 8] = [
    ("byte", "byte(x)"),
    ("int16", "int16(x)"),
    ("int", "x"),
    ("string", "words[x&3]"),
    ("*int", "&cells[x&3]"),
    ("[3]int64", "[3]int64{int64(x)}"),
    ("struct{ a, b int32 }", "E{int32(x), 1}"),
    ("struct{ p *int; n int }", "E{&cells[x&3], x}"),
];

const HEAD: &str = "
var cells [4]int
var words = [4]string{\"a\", \"bc\", \"def\", \"\"}
var global []E
var box Box

type Box struct{ s []E }

func (b *Box) add(e E)     { b.s = append(b.s, e) }
func (b Box) size() int    { return len(b.s) }
func (b *Box) take() []E   { return b.s }

type Outer struct {
	Box
	n int
}
type Wide struct {
	s, t []E
	n    int
}
type Sizer interface{ size() int }
type Adder interface {
	Sizer
	add(e E)
}

func ask(i Sizer) int         { return i.size() }
func fill(a Adder, e E)       { a.add(e) }
func keep(n int, s ...E)      { println(\"kept\", n, len(s), cap(s)) }
func pick(n int) func([]E) int {
	if n > 2 {
		return opaque
	}
	return size
}

func all(s []E, e ...E) []E { return append(s, e...) }
func adder(p *[]E) func(E)  { return func(e E) { *p = append(*p, e) } }

func split(s []E) (a, b []E) {
	return s[:len(s)/2], s[len(s)/2:]
}

func rec(s []E, n int) []E {
	if n == 0 {
		return s
	}
	return rec(append(s, mk(n)), n-1)
}

func shorter(a, b []E) []E {
	if len(a) < len(b) {
		return a
	}
	return b
}

//go:noinline
func (b *Box) drop() {
	if len(b.s) > 0 {
		b.s = b.s[1:]
	}
}

//go:noinline
func (w *Wide) swap()  { w.s, w.t = w.t, w.s }
func (w *Wide) same()  { w.s = w.t }

//go:noinline
func flip(s [][]E) {
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
}

const (
	debug = false
	level = 3
)

func dead(s []E) {
	if debug {
		global = s
	}
	switch level {
	case 1:
		global = s
	case 3:
		return
	}
	global = s
}

type List []E

func (l *List) push(e E)      { *l = append(*l, e) }
func (l List) plus(e E) List  { return append(l, e) }
func (l List) len() int       { return len(l) }

//go:noinline
func (l *List) pop() E {
	e := (*l)[len(*l)-1]
	*l = (*l)[:len(*l)-1]
	return e
}

type Tree struct {
	left, right *Tree
	s           []E
}

func (t *Tree) add(n int, e E) *Tree {
	if t == nil {
		return &Tree{s: []E{e}}
	}
	if n&1 == 0 {
		t.left = t.left.add(n>>1, e)
	} else {
		t.right = t.right.add(n>>1, e)
	}
	return t
}

func (t *Tree) each(f func([]E)) {
	if t != nil {
		t.left.each(f)
		f(t.s)
		t.right.each(f)
	}
}

func two(s []E) ([]E, int) { return s, len(s) }
func both(s []E, n int) []E { return s[:min0(n, len(s))] }
func min0(a, b int) int {
	if a < b {
		return a
	}
	return b
}

func insert(s []E, i int, e E) []E {
	s = append(s, e)
	copy(s[i+1:], s[i:])
	s[i] = e
	return s
}

func remove(s []E, i int) []E { return append(s[:i], s[i+1:]...) }
func prepend(s []E, e E) []E  { return append([]E{e}, s...) }

//go:noinline
func grow(p *[]E, n int) {
	for i := 0; i < n; i++ {
		*p = append(*p, mk(i))
	}
}

func push(p *[]E, e E) int {
	*p = append(*p, e)
	return len(*p)
}

func filter(s []E, n int) []E {
	out := s[:0]
	for i, e := range s {
		if i%2 == n%2 {
			out = append(out, e)
		}
	}
	return out
}

func chunks(s []E, n int) (out [][]E) {
	for len(s) > n {
		s, out = s[n:], append(out, s[:n:n])
	}
	return append(out, s)
}

type Queue struct {
	in, out []E
	n       int
}

func (q *Queue) put(e E) {
	q.in = append(q.in, e)
	q.n++
}

//go:noinline
func (q *Queue) get() (e E, ok bool) {
	if len(q.out) == 0 {
		for i := len(q.in) - 1; i >= 0; i-- {
			q.out = append(q.out, q.in[i])
		}
		q.in = q.in[:0]
	}
	if len(q.out) == 0 {
		return
	}
	e = q.out[len(q.out)-1]
	q.out = q.out[:len(q.out)-1]
	q.n--
	return e, true
}

func (q Queue) all() []E { return append(q.in, q.out...) }

func pair(n int) (a, b []E) {
	for i := 0; i < n; i++ {
		if i%2 == 0 {
			a = append(a, mk(i))
		} else {
			b = append(b, mk(i))
		}
	}
	return
}

func seq(n int) func(func(int, E) bool) {
	return func(yield func(int, E) bool) {
		for i := 0; i < n; i++ {
			if !yield(i, mk(i)) {
				return
			}
		}
	}
}

//go:noinline
func result(f func() []E) []E { return f() }

//go:noinline
func run(f func() []E) { f() }

//go:noinline
func pass(f func() []E) func() []E { return f }

func compose(f, g func([]E) []E) func([]E) []E { return func(s []E) []E { return g(f(s)) } }

func size(s []E) int        { return len(s) + cap(s) - cap(s) }
func id(s []E) []E          { return s }
func first(s []E) *E        { return &s[0] }
func store(s []E)           { global = s }
func with(s []E, e E) []E   { return append(s, e) }
func each(s []E, f func(E)) { for _, e := range s { f(e) } }

var held func() int

func hold(f func() int) { held = f }

//go:noinline
func tell(f func() int) int { return f() }

//go:noinline
func opaque(s []E) int { return len(s) }

//go:noinline
func build(n int) []E {
	var s []E
	for i := 0; i < n; i++ {
		s = append(s, mk(i))
	}
	return s
}

func small(n int) []E {
	s := []E{}
	s = append(s, mk(n))
	return append(s, mk(n+1))
}
";

/// Runs the fuzzer.
pub(crate) fn run(plan: &Plan) -> Result<(), String> {
    let binary = crate::binary::goslice()?;
    let folder = std::env::temp_dir().join(format!("goslice-stack-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|err| err.to_string())?;
    let gos = RealGo::find(&plan.gos)?;
    if gos.is_empty() {
        return Err("fuzz stack compares with real Gos, and there is none: give --go PATH/TO/go".to_owned());
    }
    let (mut programs, mut differing, mut funcs) = (0, 0, 0);
    let mut number = plan.only.unwrap_or(0);
    let result = cases(plan, |rng| {
        let program = generate(rng);
        let path = folder.join(format!("case{number}.go"));
        std::fs::write(&path, &program).map_err(|err| err.to_string())?;
        let mut agree = true;
        for go in &gos {
            let (_, want) = go.run(&path)?;
            let run = Command::new(&binary).args(["run", "--go", &format!("1.{}", go.minor)]).arg(&path).output();
            let output = run.map_err(|err| format!("{binary}: {err}"))?;
            let got = String::from_utf8_lossy(&output.stderr);
            programs += 1;
            funcs += FUNCS;
            if got != want {
                differing += 1;
                agree = false;
                println!("case {number} of seed {}, Go 1.{}: {}", plan.seed, go.minor, differences(&got, &want));
            }
        }
        if agree && Some(number) != plan.only {
            // Nothing depends on the file's going away.
            let _ = std::fs::remove_file(&path);
        }
        number += 1;
        Ok(())
    });
    println!(
        "{} of {programs} programs ({funcs} functions) agree; those that differ are in {}",
        programs - differing,
        folder.display()
    );
    result
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
    text
}

const FUNCS: usize = 20;

/// A program with functions that build slices and let them go in different ways.
pub(super) fn generate(rng: &mut Rng) -> String {
    let (elem, value) = *rng.pick(&ELEMS);
    let mut program = format!("package main\n\ntype E {elem}\n\nfunc mk(x int) E {{ return {value} }}\n{HEAD}");
    if elem.starts_with('*') || elem.starts_with('[') || !elem.starts_with("struct") {
        program = program.replace(&format!("type E {elem}"), &format!("type E = {elem}"));
    }
    let mut calls = String::new();
    for func in 0..FUNCS {
        function(rng, func, &mut program, &mut calls);
    }
    let _ =
        write!(program, "\nfunc main() {{\n\tfor _, n := range []int{{0, 1, 2, 3, 5, 9, 40}} {{\n{calls}\t}}\n}}\n");
    program
}

/// A function with one or two slices.
fn function(rng: &mut Rng, at: usize, program: &mut String, calls: &mut String) {
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
    for _ in 0..1 + rng.below(4) {
        statement(rng, at, second, 1, program);
    }
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
            "\t\tif r := f{at}(n); true {{\n\t\t\tprintln(\"f{at} result\", n, len(r), cap(r), r == nil)\n\t\t}}"
        );
    } else {
        program.push_str("\t_ = s\n");
        let _ = writeln!(calls, "\t\tf{at}(n)");
    }
    program.push_str("}\n");
}

fn statement(rng: &mut Rng, at: usize, second: bool, depth: usize, program: &mut String) {
    let tab = "\t".repeat(depth);
    let s = if second && rng.below(3) == 0 { "t" } else { "s" };
    let o = if second && rng.below(2) == 0 { "t" } else { "s" };
    let label = rng.below(1 << 30);
    let text = match rng.below(152) {
        0..=3 => format!("{s} = append({s}, mk(n))"),
        4 => format!("{s} = append({s}, mk(n), mk(1), mk(2))"),
        5..=7 => format!("for i := 0; i < n; i++ {{\n{tab}\t{s} = append({s}, mk(i))\n{tab}}}"),
        8 => format!(
            "for i := 0; i < n; i++ {{\n{tab}\t{s} = append({s}, mk(i))\n{tab}\tprintln(\"f{at} grows\", cap({s}))\n{tab}}}"
        ),
        9 => format!("{s} = append({s}, {o}...)"),
        10 => format!("if len({s}) > 1 {{\n{tab}\t{s} = {s}[1:]\n{tab}}}"),
        11 => format!("{s} = {s}[:len({s})/2]"),
        12 => format!("for i, e := range {s} {{\n{tab}\t{s}[i] = e\n{tab}}}"),
        13 => format!("for range {s} {{\n{tab}\tn += 0\n{tab}}}"),
        14 => format!("println(\"f{at} size\", size({s}))"),
        15 => format!("println(\"f{at} opaque\", opaque({s}))"),
        16 => format!("global = {s}"),
        17 => format!("store({s})"),
        18 => format!("func() {{ {s} = append({s}, mk(n)) }}()"),
        19 => format!("add := func(e E) {{ {s} = append({s}, e) }}\n{tab}add(mk(n))\n{tab}add(mk(1))"),
        20 => format!("{s} = with({s}, mk(n))"),
        21 => format!("b := Box{{{s}}}\n{tab}b.add(mk(n))\n{tab}println(\"f{at} box\", b.size(), cap(b.s))"),
        22 => format!(
            "var b Box\n{tab}for i := 0; i < n; i++ {{\n{tab}\tb.add(mk(i))\n{tab}}}\n{tab}println(\"f{at} box\", len(b.s), cap(b.s))"
        ),
        23 => format!("p := &{s}\n{tab}*p = append(*p, mk(n))"),
        24 => format!("k := 0\n{tab}each({s}, func(E) {{ k++ }})\n{tab}println(\"f{at} each\", k)"),
        26 => format!("f := opaque\n{tab}println(\"f{at} by f\", f({s}))"),
        27 => format!("f := size\n{tab}if n > 2 {{\n{tab}\tf = opaque\n{tab}}}\n{tab}println(\"f{at} by f\", f({s}))"),
        28 => format!("f := pick(n)\n{tab}println(\"f{at} picked\", f({s}))"),
        29 => format!("var i Sizer = Box{{{s}}}\n{tab}println(\"f{at} asked\", i.size())"),
        30 => format!("println(\"f{at} asked\", ask(&Box{{{s}}}))"),
        31 => format!(
            "var a Adder = &Outer{{Box{{{s}}}, n}}\n{tab}for i := 0; i < n; i++ {{\n{tab}\ta.add(mk(i))\n{tab}}}\n{tab}println(\"f{at} outer\", a.size())"
        ),
        32 => format!(
            "var i Sizer\n{tab}if n > 2 {{\n{tab}\ti = &Box{{{s}}}\n{tab}}} else {{\n{tab}\ti = &Box{{{o}}}\n{tab}}}\n{tab}println(\"f{at} either\", i.size())"
        ),
        33 => format!("b := Box{{{s}}}\n{tab}fill(&b, mk(n))\n{tab}println(\"f{at} filled\", len(b.s), cap(b.s))"),
        34 => format!("defer keep(n, {s}...)"),
        35 => format!("for i := 0; i < n && i < 3; i++ {{\n{tab}\tdefer keep(i, mk(i), mk(n))\n{tab}}}"),
        36 => format!(
            "var walk func(int, []E) int\n{tab}walk = func(k int, s []E) int {{\n{tab}\tif k == 0 {{\n{tab}\t\treturn cap(s)\n{tab}\t}}\n{tab}\treturn walk(k-1, s)\n{tab}}}\n{tab}println(\"f{at} walked\", walk(n, {s}))"
        ),
        37 => format!(
            "b := Box{{{s}}}\n{tab}add := (*Box).add\n{tab}add(&b, mk(n))\n{tab}println(\"f{at} added\", cap(b.s))"
        ),
        38 => format!("b := Box{{{s}}}\n{tab}f := b.size\n{tab}println(\"f{at} bound\", f(), cap(b.s))"),
        39 => format!("x := append(global, mk(n))\n{tab}println(\"f{at} x\", len(x), cap(x))"),
        40 => format!("p := &{s}\n{tab}x := append(*p, mk(n))\n{tab}println(\"f{at} x\", len(x), cap(x))"),
        41 => format!("x := append({s}, mk(n))\n{tab}println(\"f{at} x\", len(x), cap(x))"),
        42 => format!(
            "var a [3][]E\n{tab}a[1] = {s}\n{tab}for i := 0; i < n; i++ {{\n{tab}\ta[i%3] = append(a[i%3], mk(i))\n{tab}\ta[1] = append(a[1], mk(n))\n{tab}}}\n{tab}println(\"f{at} a\", cap(a[0]), cap(a[1]))"
        ),
        43 => format!(
            "b := &Outer{{Box{{{s}}}, n}}\n{tab}b.s = append(b.s, mk(n))\n{tab}x := append(b.Box.s, mk(1))\n{tab}println(\"f{at} b\", cap(b.s), cap(x))"
        ),
        44 => format!(
            "var b Wide\n{tab}b.s = append(b.s, mk(n))\n{tab}x := append(b.s, mk(1))\n{tab}b.t = append(b.t, mk(2))\n{tab}println(\"f{at} wide\", cap(b.s), cap(b.t), cap(x))"
        ),
        45 => format!("{s}, n = append({s}, mk(n)), n+0"),
        46 => format!("{s} = append(append({s}, mk(n)), mk(1))"),
        47 => format!("{s} = append({s}[:0], mk(n))"),
        48 => format!("if len({s}) > 0 {{\n{tab}\t{s} = append({s}[:1:1], mk(n))\n{tab}}}"),
        49 => format!("x := append([]E(nil), mk(n), mk(1))\n{tab}println(\"f{at} x\", cap(x))"),
        50 => format!("{s} = append([]E(nil), {o}...)"),
        51 => format!("println(\"f{at} caps\", cap(append({s}, mk(n))), cap(append({o}, mk(1), mk(2))))"),
        52 => format!("x := {s}\n{tab}x = append(x, mk(n))\n{tab}println(\"f{at} x\", len(x), cap(x))"),
        53 => format!("x := [][]E{{{s}, nil}}\n{tab}x[1] = append(x[1], mk(n))\n{tab}println(\"f{at} x\", cap(x[1]))"),
        54 => format!("x := append({s}, mk(n))\n{tab}{o} = x"),
        55 => format!("get := func() int {{ return cap({s}) }}\n{tab}println(\"f{at} got\", get(), get())"),
        56 => format!("println(\"f{at} told\", tell(func() int {{ return cap({s}) + len({o}) }}))"),
        57 => format!("hold(func() int {{ return len({s}) }})"),
        58 => format!(
            "for i := 0; i < n; i++ {{\n{tab}\tx := {s}\n{tab}\tx = append(x, mk(i))\n{tab}\tprintln(\"f{at} told\", tell(func() int {{ return cap(x) }}))\n{tab}}}"
        ),
        59 => format!(
            "var a interface{{}} = {s}\n{tab}if x, ok := a.([]E); ok {{\n{tab}\tprintln(\"f{at} any\", len(x), cap(x))\n{tab}}}"
        ),
        60 => format!(
            "switch x := interface{{}}({s}).(type) {{\n{tab}case []E:\n{tab}\tprintln(\"f{at} any\", len(x), cap(x))\n{tab}}}"
        ),
        61 => {
            format!("for _, x := range [][]E{{{s}, {o}}} {{\n{tab}\tprintln(\"f{at} each\", len(x), cap(x))\n{tab}}}")
        }
        62 => format!("a := [2][]E{{{s}}}\n{tab}a[0] = append(a[0], mk(n))\n{tab}println(\"f{at} a\", cap(a[0]))"),
        63 => format!("a, b := split({s})\n{tab}println(\"f{at} split\", len(a), cap(a), len(b), cap(b))"),
        64 => format!("{s} = all({s}, mk(n), mk(1))"),
        65 => format!("b := &Box{{{s}}}\n{tab}b.add(mk(n))\n{tab}c := *b\n{tab}println(\"f{at} c\", cap(c.s))"),
        66 => format!("add := adder(&{s})\n{tab}add(mk(n))\n{tab}add(mk(1))"),
        67 => format!("{s} = rec({s}, n)"),
        68 => format!("println(\"f{at} copied\", copy({s}, {o}))"),
        69 => format!("defer func() {{ println(\"f{at} at last\", len({s}), cap({s})) }}()"),
        70 => format!("defer func() {{ {s} = append({s}, mk(n)) }}()"),
        71 => format!(
            "i := 0\n{tab}again{depth}{at}x{label}:\n{tab}{s} = append({s}, mk(i))\n{tab}i++\n{tab}if i < n {{\n{tab}\tgoto again{depth}{at}x{label}\n{tab}}}"
        ),
        72 => format!("for _, e := range {o} {{\n{tab}\t{s} = append({s}, e)\n{tab}}}"),
        73 => format!("x := {s}[:len({s}):len({s})]\n{tab}x = append(x, mk(n))\n{tab}println(\"f{at} x\", cap(x))"),
        74 => format!(
            "var w Wide\n{tab}w.t = append(w.t, mk(n))\n{tab}p := &w.t\n{tab}*p = append(*p, mk(1))\n{tab}println(\"f{at} w\", cap(w.t))"
        ),
        75 => format!(
            "get := func() []E {{ return {s} }}\n{tab}x := get()\n{tab}x = append(x, mk(n))\n{tab}println(\"f{at} x\", cap(x))"
        ),
        // In one line: what stands for an inlined literal counts where its call begins, with gc where it ends.
        76 => format!(
            "x := func() []E {{ var z []E; z = append(z, mk(n)); return z }}()\n{tab}println(\"f{at} x\", cap(x))"
        ),
        77 => format!("x := new([]E)\n{tab}*x = append(*x, mk(n))\n{tab}println(\"f{at} x\", cap(*x))"),
        78 => format!("{s} = shorter({s}, {o})"),
        79 => format!("x := shorter({s}, {o})\n{tab}x = append(x, mk(n))\n{tab}println(\"f{at} x\", cap(x))"),
        80 => format!("b := Box{{{s}}}\n{tab}b.drop()\n{tab}println(\"f{at} dropped\", cap(b.s))"),
        81 => {
            format!("w := Wide{{s: {s}, t: {o}}}\n{tab}w.swap()\n{tab}println(\"f{at} swapped\", cap(w.s), cap(w.t))")
        }
        82 => format!("w := Wide{{s: {s}, t: {o}}}\n{tab}w.same()\n{tab}println(\"f{at} same\", cap(w.s))"),
        83 => {
            format!("x := [][]E{{{s}, {o}, nil}}\n{tab}flip(x)\n{tab}println(\"f{at} flipped\", cap(x[1]), cap(x[2]))")
        }
        84 => format!("x := [2][]E{{{s}, {o}}}\n{tab}x[0], x[1] = x[1], x[0]\n{tab}println(\"f{at} x\", cap(x[0]))"),
        85 => format!("if debug && n > 2 {{\n{tab}\tglobal = {s}\n{tab}}}"),
        86 => format!("dead({s})"),
        87 => format!(
            "switch level {{\n{tab}case 1:\n{tab}\tglobal = {s}\n{tab}default:\n{tab}\t{s} = append({s}, mk(n))\n{tab}}}"
        ),
        88 => format!(
            "if n < 0 && debug {{\n{tab}\tstore({s})\n{tab}}} else {{\n{tab}\t{s} = append({s}, mk(1))\n{tab}}}"
        ),
        89 => format!(
            "l := List({s})\n{tab}l.push(mk(n))\n{tab}l.push(mk(1))\n{tab}println(\"f{at} list\", len(l), cap(l))"
        ),
        90 => format!(
            "var l List\n{tab}for i := 0; i < n; i++ {{\n{tab}\tl.push(mk(i))\n{tab}}}\n{tab}println(\"f{at} list\", l.len(), cap(l))"
        ),
        91 => format!("l := List({s}).plus(mk(n))\n{tab}println(\"f{at} list\", l.len(), cap(l))"),
        92 => format!(
            "l := List{{mk(n)}}\n{tab}l = l.plus(mk(1)).plus(mk(2))\n{tab}_ = l.pop()\n{tab}println(\"f{at} list\", len(l), cap(l))"
        ),
        93 => format!(
            "var root *Tree\n{tab}for i := 0; i < n; i++ {{\n{tab}\troot = root.add(i, mk(i))\n{tab}}}\n{tab}root.each(func(x []E) {{ {s} = append({s}, x...) }})"
        ),
        94 => format!("{s} = both(two({s}))"),
        95 => format!("f := compose(id, func(x []E) []E {{ return append(x, mk(n)) }})\n{tab}{s} = f({s})"),
        96 => format!(
            "x := make([]E, len({s}))\n{tab}copy(x, {s})\n{tab}x = append(x, mk(n))\n{tab}println(\"f{at} x\", len(x), cap(x))"
        ),
        97 => format!(
            "x := make([]E, 0, len({s}))\n{tab}x = append(x, {s}...)\n{tab}println(\"f{at} x\", len(x), cap(x))"
        ),
        98 => format!("x := append([]E{{}}, {s}...)\n{tab}println(\"f{at} x\", len(x), cap(x))"),
        99 => format!(
            "var rows [][]E\n{tab}for i := 0; i < n && i < 4; i++ {{\n{tab}\tvar row []E\n{tab}\trow = append(row, mk(i))\n{tab}\trows = append(rows, row)\n{tab}\tprintln(\"f{at} row\", cap(row))\n{tab}}}\n{tab}println(\"f{at} rows\", cap(rows))"
        ),
        100 => format!(
            "rows := make([][]E, 2)\n{tab}for i := range rows {{\n{tab}\trows[i] = append(rows[i], mk(i))\n{tab}}}\n{tab}println(\"f{at} rows\", cap(rows[0]))"
        ),
        101 => format!(
            "boxes := []Box{{{{{s}}}, {{}}}}\n{tab}for i := range boxes {{\n{tab}\tboxes[i].s = append(boxes[i].s, mk(i))\n{tab}}}\n{tab}println(\"f{at} boxes\", cap(boxes[0].s), cap(boxes[1].s))"
        ),
        102 => format!(
            "b := Box{{}}\n{tab}for i := 0; i < n; i++ {{\n{tab}\tb.s = append(b.s, mk(i))\n{tab}}}\n{tab}{s} = b.take()"
        ),
        103 => format!(
            "c := struct {{\n{tab}\tx, y []E\n{tab}}}{{x: {s}}}\n{tab}c.y = append(c.y, mk(n))\n{tab}c.x, c.y = c.y, c.x\n{tab}println(\"f{at} c\", cap(c.x), cap(c.y))"
        ),
        104 => format!(
            "next := func() func() []E {{\n{tab}\tvar z []E\n{tab}\treturn func() []E {{\n{tab}\t\tz = append(z, mk(len(z)))\n{tab}\t\treturn z\n{tab}\t}}\n{tab}}}()\n{tab}_, x := next(), next()\n{tab}println(\"f{at} x\", len(x), cap(x))"
        ),
        105 => format!(
            "for i, x := 0, {s}; i < 2; i++ {{\n{tab}\tx = append(x, mk(i))\n{tab}\tprintln(\"f{at} x\", len(x), cap(x))\n{tab}}}"
        ),
        106 => format!(
            "if x := append({s}, mk(n)); len(x) > 2 {{\n{tab}\tprintln(\"f{at} x\", cap(x))\n{tab}}} else {{\n{tab}\tx = append(x, mk(1))\n{tab}\tprintln(\"f{at} else\", cap(x))\n{tab}}}"
        ),
        107 => format!(
            "switch x := append({s}, mk(n)); {{\n{tab}case n > 2:\n{tab}\tx = append(x, mk(1))\n{tab}\tfallthrough\n{tab}case n > 5:\n{tab}\tprintln(\"f{at} x\", cap(x))\n{tab}default:\n{tab}\t{o} = x\n{tab}}}"
        ),
        108 => format!(
            "p, q := &Box{{{s}}}, &Box{{}}\n{tab}if n > 2 {{\n{tab}\tp, q = q, p\n{tab}}}\n{tab}p.add(mk(n))\n{tab}println(\"f{at} p\", cap(p.s), cap(q.s))"
        ),
        109 => format!(
            "func() {{\n{tab}\tdefer func() {{ _ = recover() }}()\n{tab}\tvar z []E\n{tab}\tz = append(z, mk(n))\n{tab}\tprintln(\"f{at} z\", cap(z))\n{tab}\tz[n] = mk(1)\n{tab}\tprintln(\"f{at} set\", cap(z))\n{tab}}}()"
        ),
        110 => format!(
            "var a Adder\n{tab}for i := 0; i < 2; i++ {{\n{tab}\tif a == nil {{\n{tab}\t\ta = &Outer{{n: i}}\n{tab}\t}}\n{tab}\ta.add(mk(i))\n{tab}}}\n{tab}println(\"f{at} a\", a.size())"
        ),
        111 => format!(
            "get := func() []E {{\n{tab}\tfor i := 0; i < n; i++ {{\n{tab}\t\tdefer func() {{}}()\n{tab}\t}}\n{tab}\treturn {s}\n{tab}}}\n{tab}x := get()\n{tab}x = append(x, mk(n))\n{tab}println(\"f{at} x\", cap(x))"
        ),
        112 => format!(
            "get := func() []E {{\n{tab}\tdefer func() {{}}()\n{tab}\tvar z []E\n{tab}\tfor i := 0; i < n; i++ {{\n{tab}\t\tz = append(z, mk(i))\n{tab}\t}}\n{tab}\treturn z\n{tab}}}\n{tab}println(\"f{at} z\", cap(get()))"
        ),
        113 => format!("x := result(func() []E {{ return {s} }})\n{tab}println(\"f{at} result\", len(x), cap(x))"),
        114 => format!("run(func() []E {{ return {s} }})\n{tab}println(\"f{at} run\", len({s}), cap({s}))"),
        115 => format!("x := pass(func() []E {{ return {s} }})()\n{tab}println(\"f{at} passed\", len(x), cap(x))"),
        116 => format!("pass(func() []E {{ return {s} }})()\n{tab}println(\"f{at} passed\", len({s}), cap({s}))"),
        117 => format!(
            "fs := []func() []E{{func() []E {{ return {s} }}}}\n{tab}x := fs[0]()\n{tab}println(\"f{at} fs\", len(x), cap(x))"
        ),
        118 => format!(
            "fs := []func() []E{{func() []E {{ return {s} }}}}\n{tab}fs[0]()\n{tab}println(\"f{at} fs\", len({s}), cap({s}))"
        ),
        119 => format!(
            "b := struct{{ f func() []E }}{{func() []E {{ return {s} }}}}\n{tab}x := b.f()\n{tab}println(\"f{at} b\", len(x), cap(x))"
        ),
        120 => format!(
            "var walk func(int) []E\n{tab}walk = func(k int) []E {{\n{tab}\tif k == 0 {{\n{tab}\t\treturn {s}\n{tab}\t}}\n{tab}\treturn append(walk(k-1), mk(k))\n{tab}}}\n{tab}println(\"f{at} walked\", cap(walk(n)))"
        ),
        121 => format!("{s} = insert({s}, len({s})/2, mk(n))"),
        122 => format!("if len({s}) > 1 {{\n{tab}\t{s} = remove({s}, 1)\n{tab}}}"),
        123 => format!("{s} = prepend({s}, mk(n))"),
        124 => format!("grow(&{s}, n)"),
        125 => format!("println(\"f{at} pushed\", push(&{s}, mk(n)), cap({s}))"),
        126 => format!("{s} = filter({s}, n)"),
        127 => format!("for _, x := range chunks({s}, 3) {{\n{tab}\tprintln(\"f{at} chunk\", len(x), cap(x))\n{tab}}}"),
        128 => format!(
            "var q Queue\n{tab}for i := 0; i < n; i++ {{\n{tab}\tq.put(mk(i))\n{tab}}}\n{tab}_, ok := q.get()\n{tab}println(\"f{at} queue\", ok, q.n, cap(q.in), cap(q.out))"
        ),
        129 => format!("q := Queue{{in: {s}}}\n{tab}q.put(mk(n))\n{tab}{o} = q.all()"),
        130 => format!("a, b := pair(n)\n{tab}println(\"f{at} pair\", cap(a), cap(b))\n{tab}{s} = append(a, b...)"),
        131 => format!("{s}, _ = pair(n)"),
        132 => format!("for i := range n {{\n{tab}\t{s} = append({s}, mk(i))\n{tab}}}"),
        133 => format!("for _, e := range seq(n) {{\n{tab}\t{s} = append({s}, e)\n{tab}}}"),
        134 => format!(
            "var z []E\n{tab}for i, e := range seq(n) {{\n{tab}\tif i > 4 {{\n{tab}\t\tbreak\n{tab}\t}}\n{tab}\tz = append(z, e)\n{tab}}}\n{tab}println(\"f{at} z\", len(z), cap(z))"
        ),
        135 => format!("clear({s})\n{tab}println(\"f{at} max\", max(len({s}), n), min(cap({s}), 3))"),
        136 => format!(
            "outer{label}:\n{tab}for i := 0; i < n; i++ {{\n{tab}\tfor j := 0; j < 3; j++ {{\n{tab}\t\tif j == 2 {{\n{tab}\t\t\tcontinue outer{label}\n{tab}\t\t}}\n{tab}\t\tif i == 5 {{\n{tab}\t\t\tbreak outer{label}\n{tab}\t\t}}\n{tab}\t\t{s} = append({s}, mk(j))\n{tab}\t}}\n{tab}}}"
        ),
        137 => format!(
            "var fs []func() int\n{tab}for i := 0; i < 3; i++ {{\n{tab}\tvar z []E\n{tab}\tz = append(z, mk(i))\n{tab}\tfs = append(fs, func() int {{ return cap(z) + i }})\n{tab}}}\n{tab}for _, f := range fs {{\n{tab}\tprintln(\"f{at} f\", f())\n{tab}}}"
        ),
        138 => format!(
            "for i := 0; i < 2; i++ {{\n{tab}\tz := append({s}, mk(i))\n{tab}\tfunc() {{ println(\"f{at} z\", cap(z)) }}()\n{tab}}}"
        ),
        139 => format!(
            "var arr [4]E\n{tab}x := arr[:2]\n{tab}x = append(x, {s}...)\n{tab}println(\"f{at} arr\", len(x), cap(x))"
        ),
        140 => format!(
            "arr := &[4]E{{}}\n{tab}x := append(arr[1:2:2], mk(n))\n{tab}println(\"f{at} arr\", len(x), cap(x))"
        ),
        141 => format!("x := append({s}[:len({s}):len({s})], {o}...)\n{tab}println(\"f{at} x\", len(x), cap(x))"),
        142 => format!("{s} = append({s}, {s}...)"),
        143 => format!(
            "m := make([][]E, 3)\n{tab}for i := range m {{\n{tab}\tm[i] = make([]E, i)\n{tab}\tm[i] = append(m[i], mk(i))\n{tab}}}\n{tab}println(\"f{at} m\", cap(m[0]), cap(m[1]), cap(m[2]))"
        ),
        144 => format!(
            "type local struct {{\n{tab}\ts []E\n{tab}\tnext *local\n{tab}}}\n{tab}var list *local\n{tab}for i := 0; i < n && i < 3; i++ {{\n{tab}\tlist = &local{{append([]E(nil), mk(i)), list}}\n{tab}}}\n{tab}for ; list != nil; list = list.next {{\n{tab}\tprintln(\"f{at} list\", cap(list.s))\n{tab}}}"
        ),
        145 => format!(
            "var i interface{{}} = &{s}\n{tab}if p, ok := i.(*[]E); ok {{\n{tab}\t*p = append(*p, mk(n))\n{tab}}}"
        ),
        146 => format!("p := &{s}\n{tab}q := &p\n{tab}**q = append(**q, mk(n))\n{tab}println(\"f{at} q\", cap(**q))"),
        147 => format!(
            "func() {{\n{tab}\tx := {s}\n{tab}\tdefer func() {{ println(\"f{at} deferred\", len(x), cap(x)) }}()\n{tab}\tx = append(x, mk(n))\n{tab}}}()"
        ),
        148 => format!(
            "x := func() (r []E) {{\n{tab}\tdefer func() {{ r = append(r, mk(n)) }}()\n{tab}\treturn {s}\n{tab}}}()\n{tab}println(\"f{at} r\", len(x), cap(x))"
        ),
        149 => format!(
            "if x := {s}; len(x) > 0 && cap(x) > 0 {{\n{tab}\t{o} = x[:1]\n{tab}}} else if y := append(x, mk(n)); n > 2 {{\n{tab}\t{o} = y\n{tab}}}"
        ),
        150 => format!("{s}, {o} = append({s}, mk(n)), append({o}, mk(1))"),
        25 => format!("if len({s}) > 0 {{\n{tab}\te := first({s})\n{tab}\t*e = mk(n)\n{tab}}}"),
        _ => format!("{s} = nil"),
    };
    match rng.below(6) {
        0 if depth == 1 => {
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
            let _ = writeln!(program, "{tab}{{\n{tab}{text}\n{tab}}}\n{tab}println(\"f{at}\", n, len({s}), cap({s}))");
        }
    }
}
