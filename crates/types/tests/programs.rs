//! Correct programs: no errors, and complete tables.

use crate::support::{check, testdata};

fn assert_correct(name: &str, text: &[u8], lang: u32) {
    let outcome = check(name, text, lang);
    assert!(outcome.errors.is_empty(), "{name}:\n{}", outcome.errors.join("\n"));
    assert!(outcome.problems.is_empty(), "{name}:\n{}", outcome.problems.join("\n"));
}

#[test]
fn acceptance_programs_are_correct() {
    let mut checked = 0;
    for group in ["seeds", "random"] {
        let dir = testdata().join("acceptance").join(group);
        for entry in std::fs::read_dir(&dir).expect("the acceptance programs") {
            let path = entry.expect("an entry").path().join("main.go");
            // One of them is a test file.
            if !path.exists() {
                continue;
            }
            let text = std::fs::read(&path).expect("a program");
            for lang in [15, 17, 18, 21, 24, 27] {
                assert_correct(&path.display().to_string(), &text, lang);
            }
            checked += 1;
        }
    }
    assert!(checked >= 40, "only {checked} programs");
}

/// Each function is a corner of the language whose types later phases read.
#[test]
fn corners_of_the_language_have_final_types() {
    let program = br#"package main

import "unsafe"

type Point struct{ X, Y int }

func (p Point) Sum() int   { return p.X + p.Y }
func (p *Point) Move(d int) { p.X += d }

type Line struct {
	*Point
	To Point
}
type Summer interface{ Sum() int }
type Celsius float32
type Visitor interface{ Visit(Node) Visitor }
type Node interface {
	Accept(Visitor)
	Summer
}
type List struct {
	next *List
	vals []interface{}
}

const huge = 1 << 200
const (
	a, b = iota, 1 << (10 * iota)
	c, d
)

var order1 = order2 + 1
var order2 = two()
var x1, x2 = pair()

func two() int         { return order3 }
func pair() (int, error) { return 1, nil }

var order3 = 5

func shifts(s uint, n int) (float64, int64, uint8) {
	var f = float64(1 << 3)
	var i int64 = 1 << s
	var u = uint8(1<<s | 3)
	_ = make([]int, 1<<s)
	_ = 1<<s == 2<<n
	return f * huge / huge, i, u ^ 0xff
}

func untyped(v interface{}, e error) bool {
	var ok bool = v == nil && e != nil
	_ = v == 1
	_ = v == "a" || 'a' == v
	var y interface{} = 1.5
	y, _ = v.(Summer)
	z, isPoint := y.(*Point)
	_ = z
	var cmp = 1 < 2.5
	type local int
	const l local = 3
	return ok && isPoint && cmp && len("abc") == 3 && l > 2
}

func slices(s []byte, arr *[4]int) (n int) {
	s = append(s, "abc"...)
	s = append(s, 'a', 98)
	n = copy(s, "xyz") + cap(arr) + len(arr)
	t := arr[:2:3]
	t = append([]int(nil), t...)
	for i, v := range t {
		n += i + v
	}
	for i := range arr {
		arr[i]++
	}
	for _, r := range "\u00e9" {
		n += int(r)
	}
	for i := range 3 {
		n += i
	}
	var e8 uint8 = 3
	for j := range e8 {
		_ = j << 1
	}
	m := [...]string{2: "c", 0: "a"}
	ps := []*Point{{1, 2}, nil, {Y: 3}}
	ps[0].Move(len(m))
	_ = [][]Point{{{1, 2}}, {}}
	return
}

func methods() int {
	l := Line{&Point{1, 2}, Point{}}
	f := l.Sum
	g := (*Point).Move
	h := Point.Sum
	k := Summer.Sum
	l.Move(1)
	l.To.Move(2)
	g(l.Point, 3)
	var s Summer = l
	func() {
		defer func() { recover() }()
		panic("x")
	}()
	return f() + h(*l.Point) + k(s) + l.X
}

func switches(v interface{}, n int) string {
	switch n {
	case 1, 2, 1 + 2:
		return "small"
	case int(unsafe.Sizeof(v)):
		fallthrough
	default:
	}
	switch t := v.(type) {
	case nil:
		return "nil"
	case int, string:
		_ = t
	case []int:
		return string(rune(len(t)))
	case error:
		return t.Error()
	}
	switch {
	case n > 3:
	}
loop:
	for {
		switch {
		default:
			break loop
		}
	}
	return string([]byte{65}) + string([]rune("a")) + string(append([]byte("x"), 1))
}

func numbers(f float32, z complex128) float64 {
	var t Celsius = 36.6
	t *= 2
	_ = z * 2i
	_ = complex(f, 1)
	_ = real(z) + imag(1i)
	_ = max(f, 1, 2.5)
	_ = min(1, 2.0)
	_ = -f + +f
	_ = ^uint8(1) &^ 3
	p := new(int)
	*p += 1.0
	arr := [3]int([]int{1, 2, 3})
	_ = (*[2]int)(arr[:])
	_ = uintptr(unsafe.Pointer(p))
	q := struct{ a, b int }{1, 2}
	_ = q == struct{ a, b int }{}
	_ = [2]interface{}{1, "a"} == [2]interface{}{}
	println(1<<10, "a", 1.5, nil == p, 'x')
	return float64(f) * float64(t)
}

func goTo(n int) int {
again:
	if n--; n > 0 {
		goto again
	}
	var fn func(...int) (sum int) = func(xs ...int) (sum int) { return len(xs) }
	return fn() + fn(1, 2) + fn([]int{3}...)
}

func iterate(seq func(yield func(int, string) bool)) {
	for i, s := range seq {
		_, _ = i, s
	}
}

func main() {
	x, err := pair()
	y, err := pair()
	_, _, _ = x, y, err
	_, _, _, _ = shifts, untyped, slices, methods
	_, _, _, _ = switches, numbers, goTo, iterate
	_, _, _, _, _ = order1, x1, x2, c, d
}
"#;
    assert_correct("corners.go", program, 27);
}
