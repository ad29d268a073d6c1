package main

import (
	"errors"
	"fmt"
	"math"
	"sort"
	"strings"
)

type stack struct {
	items []int
	name  string
}

func (s *stack) push(x int)     { s.items = append(s.items, x) }
func (s *stack) pop() (x int)   { n := len(s.items) - 1; x = s.items[n]; s.items = s.items[:n]; return }
func (s stack) size() int       { return len(s.items) }
func (s *stack) pushAll(xs ...int) {
	for _, x := range xs {
		s.push(x)
	}
}

type named struct {
	stack
	other *stack
}

func (n *named) both(x int) { n.push(x); n.other.push(x); n.stack.items[0] = n.size() + n.other.size() }
func even(n int) bool {
	if n == 0 {
		return true
	}
	return odd(n - 1)
}
func odd(n int) bool {
	if n == 0 {
		return false
	}
	return even(n - 1)
}
func self(n int) int {
	if n < 2 {
		return n
	}
	return self(n-1) + self(n-2)
}

//go:noinline
func never() {}

func recovers() { _ = recover() }
func defers()   { defer never() }
func labels(m [][]int) int {
outer:
	for i, row := range m {
		for _, x := range row {
			if x == 3 {
				continue outer
			}
			if x == 4 {
				break outer
			}
		}
		m[i] = nil
	}
	return len(m)
}
func apply(f func(int) int, x int) int { return f(x) }
func applyTwice(f func(int) int, x int) int {
	g := func(y int) int { return f(f(y)) }
	return g(x)
}
func called() int {
	f := func(x int) int { return x + 1 }
	return f(1) + f(2)
}
func once(xs []int) int {
	total := 0
	add := func(x int) {
		for i := 0; i < x; i++ {
			total += i * x
			if total > 100 && x != 3 || total == 55 {
				total -= x / 2
				total ^= 7
			}
		}
		for i := range xs {
			xs[i] += total
			xs[i] *= 2
		}
	}
	add(3)
	return total
}
func reassigned() int {
	f := func() int { return 1 }
	f = func() int { return 2 }
	return f()
}
func nested(n int) func() func() int {
	return func() func() int {
		n++
		return func() int { n++; return n }
	}
}
func std(s string, xs []int) string {
	if strings.Contains(s, "x") || strings.HasPrefix(s, "y") {
		return strings.ToUpper(s)
	}
	sort.Ints(xs)
	return s
}
func std2(x float64) float64 { return math.Sqrt(x) + math.Floor(x) + math.Abs(x) + math.Max(x, 1) }
func fail(n int) error {
	if n > 3 {
		return errors.New("big")
	}
	return fmt.Errorf("small %d", n)
}
func printer(x ...any) { fmt.Println(x...) }
func sliceOps(s []int) []int {
	s = s[0:]
	s = s[:len(s)]
	s = s[1:2:3]
	t := append(s[:1], s[2:]...)
	return t[0:len(t)]
}
func constIf(x int) int {
	const debug = false
	if debug {
		never()
		x += 2
	} else if x > 1 {
		return 2
	}
	if !debug && x > 3 {
		return 5
	}
	for false {
		x++
	}
	return x
}
func unreachable(x int) int {
	if x > 1 {
		return 1
	} else {
		return 2
	}
	x++
	return x
}
func composite() map0 {
	return map0{a: []point{{1, 2}, {x: 3}}, b: &point{1, 2}, c: [2]string{1: "x"}}
}

type point struct{ x, y int }
type map0 struct {
	a []point
	b *point
	c [2]string
}

func embedded(n *named) int { return n.stack.size() + len(n.name) + n.other.size() }
func methodValue(s *stack) func(int) { return s.push }
func methodExpr(s *stack, x int)     { (*stack).push(s, x) }
func structCopy(p point) point       { q := p; q.x, q.y = q.y, q.x; return q }
func ptrs(p *point) *int             { return &p.x }
func ptrs2(p *point) *int            { return &p.y }
func variadicCall() int              { s := &stack{}; s.pushAll(1, 2, 3); s.pushAll(); return s.size() }
func multi() (int, error)            { return 1, nil }
func useMulti() (int, error) {
	n, err := multi()
	if err != nil {
		return 0, err
	}
	return n, nil
}
func passMulti() { printer(multi()) }
func typeSwitch(x any) string {
	switch v := x.(type) {
	case int, int8:
		return "int"
	case string:
		return v
	case fmt.Stringer:
		return v.String()
	case nil:
		return "nil"
	}
	return "?"
}
func stringsOps(a, b string) bool { return a+b+"!" == b+a || a[1:] < b && len(a) > 2 }
func runes(s string) (n int) {
	for i, r := range s {
		if r == 'x' {
			n += i
		}
	}
	return
}

var global = func() int { return called() + 1 }()

func main() {
	n := named{other: &stack{}}
	n.both(1)
	fmt.Println(even(4), self(5), labels(nil), apply(func(x int) int { return x * 2 }, 3), once([]int{1}), global)
	func() {
		defer never()
		recovers()
	}()
}
