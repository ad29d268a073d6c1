package main

import (
	"errors"
	"fmt"
)

type P struct{ x, y int }
type Big struct {
	a [8]int
	s string
}
type I interface{ Get() int }

func (p P) Get() int   { return p.x }
func (p *P) Set(v int) { p.x = v }
func (p *P) Inc() *P   { p.x++; return p }
func (p P) Add(q P) P  { p.x += q.x; p.y += q.y; return p }
func (b Big) Sum() (t int) {
	for _, v := range b.a {
		t += v
	}
	return
}
func (b Big) With(i, v int) Big { b.a[i] = v; return b }
func (b *Big) Ptr(i int) *int   { return &b.a[i] }

var log []string
var g int

func note(s string, v int) int { log = append(log, s); return v }
func swap(a, b int) (int, int) { return b, a }
func id(x int) int             { return x }
func mod(x int) int            { x++; x *= 2; return x }
func named(x int) (r int)      { r = x; x = 100; r += 1; return }
func named2(x int) (r int, err error) {
	if x < 0 {
		err = errors.New("neg")
		return
	}
	r = x * 2
	return r, nil
}
func early(x int) string {
	if x > 10 {
		return "big"
	}
	if x > 5 {
		return "mid"
	}
	return "small"
}
func abs(x int) int {
	if x < 0 {
		return -x
	}
	return x
}
func first(s []int) int                        { return s[0] }
func set(s []int, i, v int)                    { s[i] = v }
func at(s []int, i int) *int                   { return &s[i] }
func apply(f func(int) int, x int) int         { return f(x) }
func compose(f, g func(int) int) func(int) int { return func(x int) int { return f(g(x)) } }
func adder(n int) func(int) int                { return func(x int) int { n += x; return n } }
func counter() (func() int, *int)              { c := 0; return func() int { c++; return c }, &c }
func void()                                    { g++ }
func voidArg(x int)                            { g += x }
func shadow(x int) int {
	{
		x := x * 2
		_ = x
	}
	y := x
	{
		y := 5
		_ = y
	}
	return x + y
}
func loop(n int) (t int) {
	for i := 0; i < n; i++ {
		t += i
	}
	return
}
func rangeSum(xs ...int) (t int) {
	for _, x := range xs {
		t += x
	}
	return
}
func sw(x int) string {
	switch x {
	case 1:
		return "one"
	case 2:
		return "two"
	}
	return "many"
}
func typ(x any) string {
	if _, ok := x.(int); ok {
		return "int"
	}
	return "other"
}
func str(a, b string) string { return a + "-" + b }
func pan(x int) int {
	if x > 3 {
		panic("too big")
	}
	return x
}
func arr(a [3]int, i int) [3]int       { a[i] *= 10; return a }
func addr(p P) *P                      { return &p }
func nilcheck(p *P) int                { return p.x }
func multi() (int, string, P)          { return 1, "s", P{2, 3} }
func take(a int, s string, p P) string { return fmt.Sprint(a, s, p) }
func blank(_ int, _ string) int        { return 1 }
func deref(p *int) int                 { return *p }
func bump(p *int) int                  { *p++; return *p }
func ifelse(c bool, a, b int) int {
	if c {
		return a
	} else {
		return b
	}
}
func goTo(n int) int {
	i := 0
again:
	i += 2
	if i < n {
		goto again
	}
	return i
}
func labelled(n int) int {
outer:
	for i := 0; ; i++ {
		for j := 0; j < 3; j++ {
			if i*j >= n {
				break outer
			}
			if j > i {
				continue outer
			}
		}
	}
	return n + 1
}
func deferred(x int) (r int)        { defer func() { r *= 2 }(); return x + 1 }
func recov() (s string)             { defer func() { s = fmt.Sprint(recover()) }(); pan(5); return "no" }
func cmp(a, b P) bool               { return a == b }
func conv(x float64) int            { return int(x) }
func slice(s []int, i, j int) []int { return s[i:j] }
func grow(s []int) []int            { return append(s, len(s)) }
func variadicNil(xs ...any) bool    { return xs == nil }

func main() {
	x := 5
	a, b := swap(x, x+1)
	a, b = swap(a, b)
	fmt.Println(a, b, id(id(x)), mod(x), x, named(x), x, shadow(3))
	fmt.Println(named2(-1))
	fmt.Println(named2(4))
	r, err := named2(id(-2))
	fmt.Println(r, err, early(20), early(7), early(1), abs(-3), abs(id(4)))
	s := []int{1, 2, 3}
	set(s, id(1), first(s)+9)
	*at(s, 2) += 5
	fmt.Println(s, first(s[1:]), apply(mod, 3), compose(mod, id)(2), compose(func(x int) int { return x * 3 }, mod)(1))
	f := adder(10)
	h := adder(f(1))
	fmt.Println(f(1), f(2), h(1), f(0))
	c, p := counter()
	c()
	*p = 10
	fmt.Println(c(), *p)
	void()
	voidArg(note("n", 4))
	voidArg(g)
	fmt.Println(g, log, loop(5), rangeSum(), rangeSum(1, 2, 3), rangeSum(s...), sw(1), sw(2), sw(3), typ(1), typ("x"), str("a", "b"))
	q := P{1, 2}
	t := q.Add(q).Add(P{10, 20})
	q.Set(t.Get() + q.Get())
	q.Inc().Inc().Inc()
	w := addr(q)
	w.x = -1
	fmt.Println(q, t, *w, q.Get(), (&q).Get(), I(q).Get(), I(&q).Get(), P.Get(q), (*P).Inc(&q).x, cmp(q, *w), cmp(q, q))
	bg := Big{s: "big"}
	b2 := bg.With(1, 5).With(2, 6)
	*b2.Ptr(3) = 7
	fmt.Println(bg.Sum(), b2.Sum(), b2.With(0, 100).Sum(), b2.a, *b2.Ptr(1), bg.s)
	ar := [3]int{1, 2, 3}
	fmt.Println(arr(ar, 1), ar, arr(arr(ar, 0), 0)[0], take(multi()), blank(note("blank", 1), "x"), log)
	y := 1
	fmt.Println(bump(&y)+y*10, y, deref(&y)+bump(&y), y, ifelse(y > 2, note("then", 1), note("else", 2)), log)
	fmt.Println(goTo(5), labelled(4), deferred(3), recov(), conv(-2.7), slice(s, 1, 2), grow(grow(nil)), variadicNil(), variadicNil(nil...), variadicNil(1))
	for i := 0; i < 3; i++ {
		func() {
			defer func() {
				if e := recover(); e != nil {
					fmt.Println(i, e)
				}
			}()
			switch i {
			case 0:
				fmt.Println(pan(2), pan(9))
			case 1:
				fmt.Println(nilcheck(nil))
			case 2:
				set(s, id(7), note("late", 1))
			}
		}()
	}
	var fs []func() int
	for i := 0; i < 3; i++ {
		j := id(i)
		fs = append(fs, func() int { j++; return j * 10 })
	}
	fmt.Println(fs[0](), fs[0](), fs[1](), fs[2](), log)
	func(x int) {
		x = mod(x)
		fmt.Println(x, func(y int) int { x++; return x + y }(x), x)
	}(x)
	z := func() (int, error) { return named2(id(3)) }
	fmt.Println(z())
	k := 0
	arr2 := [4]int{}
	k, arr2[k] = id(2), id(9)
	arr2[id(k)], k = mod(k), 0
	fmt.Println(k, arr2)
}
