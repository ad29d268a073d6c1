//! Positions are those of the source, byte for byte, and the printer gives back what was parsed.

use goslice_syntax::ast::{ConstSpec, Decl, Expr, File, Stmt, StmtKind};
use goslice_syntax::source::{Pos, SourceMap};
use goslice_syntax::visit::{Node, walk};
use goslice_syntax::{NodeIds, expr_string, invariants, parse_file};

/// Parses `text` at an odd base, insists that there is no error, and checks what always holds.
fn parse(text: &str) -> File {
    let mut map = SourceMap::new();
    map.add("first.go", b"package p");
    let base = map.add("p.go", text.as_bytes());
    let mut ids = NodeIds::new();
    let (file, errors) = parse_file(base, text.as_bytes(), &mut ids);
    assert_eq!(errors, [], "{text}");
    invariants::check(&file, base, text.as_bytes(), ids.count(), true).unwrap();
    file
}

fn parse_expr(text: &str) -> Expr {
    let file = parse(&format!("package p\nvar _ = {text}\n"));
    let Some(Decl::Var(spec)) = file.decls.into_iter().next() else { panic!("{text} is not a variable") };
    spec.values.into_iter().next().unwrap()
}

const EVERYTHING: &str = r#"// Package p has everything.
package p

import (
	"fmt"
	. "math"
	_ "os"
	str "strings"
)

const (
	a, b = iota, 1 << iota
	c, d
	_, _
	e float64 = 1_000.5e-3 + 0x1p-2 + 0b1i + 0o17
)

type (
	List[T any]           struct{ next *List[T]; value T }
	Set[K comparable, _ any] map[K]struct{}
	Num                   interface { ~int | ~float64; String() string; fmt.Stringer }
	Alias[P any]          = List[P]
	Ptr[P *T, T any]      struct{}
	Odd[P *int,]          struct{}
	Arr                   [N * 2]int
	Arr2                  [N]int
	Emb struct {
		*List[int]
		fmt.Stringer `tag:"x"`
		Alias[int]
		x, y, z int "t"
		arr [2]int
		sl  []int
		f   func(int, ...string) (n int, err error)
	}
	In  <-chan int
	Out chan<- (<-chan int)
	Two <-chan <-chan int
)

func (l *List[T]) Map[U any](f func(T) U) *List[U] { return nil }

//go:noinline
func f(x, y int, rest ...string) (r struct{ a int }, err error) {
outer:
	for i, v := range rest {
		for range 10 {
			continue outer
		}
		for i = range f { break }
		for i < 10 { i++ }
		for ; ; { i-- }
		for i := 0; i < 3; i += 2 { goto outer }
		_ = v
	}
	switch x := any(x).(type) {
	case int, *List[string]:
	case nil: fallthrough2()
	default:
	}
	switch y := f(); y { case 1: fallthrough; case 2: {}; default: ; }
	select { case v := <-c: ; case c <- 1: ; case v, ok = <-c: ; default: }
	if x := g(T{1}, []T{{1}, {x: 2}}); x != (T{}) { } else if y { } else { }
	defer func() { recover() }()
	go f(1, 2, s...)
	var s []int = a[1:2:3]
	const k = 'x'
	m := map[string][]int{"a": {1, 2}, "b": nil}
	x, y = y, x
	x &^= 1 << 3; x <<= 2; *p = &T{}
	_ = <-chan int(nil)
	_ = (<-chan int)(nil)
	_ = !a && b || -c == ^d
	_ = G[int, string](1).x.(T)[i][:]
	_ = "résumé" + `raw
string` + new(3)
	return
}
"#;

#[test]
fn every_position_is_that_of_the_source() {
    parse(EVERYTHING);
}

#[test]
fn no_id_is_used_twice_but_for_shared_types_and_repeated_constants() {
    let file = parse(EVERYTHING);
    let mut seen = std::collections::HashMap::new();
    walk(&file, &mut |node| {
        let (id, pos) = match node {
            Node::Expr(x) => (x.id, x.pos),
            Node::Ident(name) => (name.id, name.pos),
            Node::Stmt(stmt) => (stmt.id, stmt.pos),
            _ => return,
        };
        assert_eq!(*seen.entry(id).or_insert(pos), pos, "{id:?}");
    });
}

#[test]
fn expressions_are_printed_as_they_were_written() {
    for text in [
        "a.b.c(d, e...)[1:2:3][:x][y:][:]",
        "G[int, string](1).x.(T)[i]",
        "x + y * (z - 1) << 3 &^ w",
        "!a && -b == ^c || <-d",
        "*p + *q.r",
        "&x",
        "[]int{}",
        "[...]string{}",
        "[2 * n][]map[string]*T{}",
        "func(x int, y ...string) {}",
        "func(a, b int) (c string, err error) {}",
        "func() int {}",
        "interface{}(x)",
        "interface{m(int) string; ~int | ~string; fmt.Stringer}(nil)",
        "struct{a, b int; T; *U; c string \"tag\"}{}",
        "(chan<- int)(c)",
        "(<-chan int)(c)",
        "make(chan (<-chan int))",
        "\"a\\n\" + `b` + 'c'",
    ] {
        assert_eq!(expr_string(&parse_expr(text)), text);
    }
}

#[test]
fn bodies_are_shortened_when_printed() {
    for (text, shown) in [
        ("[]int{1, 2}", "[]int{…}"),
        ("f(func(x int) { return })", "f(func(x int) {…})"),
        ("T{a: 1}.b", "T{…}.b"),
        ("[]T{{1}}", "[]T{…}"),
    ] {
        assert_eq!(expr_string(&parse_expr(text)), shown);
    }
}

#[test]
fn arrows_belong_to_the_channel_types_they_make() {
    for (text, shown) in [
        ("make(<-chan (<-chan int))", "make(<-chan <-chan int)"),
        ("make(<-chan<-chan<-chan int)", "make(<-chan <-chan <-chan int)"),
        ("make(<- /* a */ chan /* b */ <- chan int)", "make(<-chan <-chan int)"),
    ] {
        assert_eq!(expr_string(&parse_expr(text)), shown);
    }
    // Here the conversion binds more strongly, so the first arrow receives.
    assert_eq!(expr_string(&parse_expr("<-chan<- chan int(nil)")), "<-chan<- chan int(nil)");
}

fn consts(text: &str) -> Vec<ConstSpec> {
    let specs = parse(text).decls.into_iter().map(|decl| match decl {
        Decl::Const(spec) => spec,
        other => panic!("{other:?}"),
    });
    specs.collect()
}

#[test]
fn constant_groups_repeat_the_line_above() {
    let specs = consts("package p\nconst (\n\ta, b int = iota, iota + 1\n\tc, d\n\n\te = 1\n\tf\n)\nconst g = iota\n");
    let shown: Vec<String> = specs
        .iter()
        .map(|spec| {
            let ty = spec.ty.as_ref().map_or(String::new(), expr_string);
            let values: Vec<String> = spec.values.iter().map(expr_string).collect();
            format!("{} {ty} = {} #{} {}", spec.names[0].name, values.join(", "), spec.iota, spec.inherited)
        })
        .collect();
    assert_eq!(
        shown,
        [
            "a int = iota, iota + 1 #0 false",
            "c int = iota, iota + 1 #1 true",
            "e  = 1 #2 false",
            "f  = 1 #3 true",
            "g  = iota #0 false"
        ]
    );
    assert_eq!(specs[0].values[0].id, specs[1].values[0].id);
}

#[test]
fn names_that_share_a_type_each_have_it() {
    let file = parse("package p\nfunc f(a, b int, c string)\n");
    let Decl::Func(func) = &file.decls[0] else { panic!("no function") };
    let shared: Vec<bool> = func.sig.params.iter().map(|param| param.shares_type).collect();
    assert_eq!(shared, [false, true, false]);
    assert_eq!(func.sig.params[0].ty.id, func.sig.params[1].ty.id);
}

#[test]
fn comments_and_directives_are_kept() {
    let text =
        "// A\npackage p\n\n//go:noinline\n//go:nosplit\nfunc f() {\n\t// Output:\n\t// 1\n}\n/* b */\nfunc g() {}\n";
    let file = parse(text);
    let comments: Vec<&str> = file.comments.iter().map(|comment| &*comment.text).collect();
    assert_eq!(comments, ["// A", "//go:noinline", "//go:nosplit", "// Output:", "// 1", "/* b */"]);
    let pragmas: Vec<Vec<&str>> = file
        .decls
        .iter()
        .map(|decl| match decl {
            Decl::Func(func) => func.pragmas.iter().map(|name| &**name).collect(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(pragmas, [vec!["go:noinline", "go:nosplit"], vec![]]);
}

#[test]
fn type_switches_are_told_from_switches() {
    let file = parse("package p\nfunc f() { switch x := y.(type) { }; switch y.(type) { }; switch y.(T) { } }\n");
    let Decl::Func(func) = &file.decls[0] else { panic!("no function") };
    let kinds: Vec<bool> = func
        .body
        .iter()
        .flat_map(|body| &body.stmts)
        .map(|Stmt { kind, .. }| matches!(kind, StmtKind::TypeSwitch(_)))
        .collect();
    assert_eq!(kinds, [true, true, false]);
}

#[test]
fn positions_count_bytes_after_a_byte_order_mark() {
    let text = "\u{feff}package p\n";
    let (file, errors) = parse_file(Pos(10), text.as_bytes(), &mut NodeIds::new());
    assert_eq!(errors, []);
    assert_eq!(file.pos, Pos(13));
}
