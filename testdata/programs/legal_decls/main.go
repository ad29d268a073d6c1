package main

import (
	"fmt"
	_ "strconv"
	. "strings"
	str "strings"
)

var (
	a       = b + 1
	b       = f()
	c, d    = two()
	e       = func() int { return a + c }()
	_       = note("blank var")
	x, y, z = 1, a, note("z")
	arr     = [...]int{note("arr0"), 5: note("arr5"), note("arr6")}
	g       = h(&q)
	q       = 7
	_, w    = two()
	tbl     = map0()
)

var order []string

func note(s string) int { order = append(order, s); return len(order) }
func f() int            { return d * 10 }
func two() (int, int)   { note("two"); return 3, 4 }
func h(p *int) int      { return *p + len(tbl) }
func map0() []string    { return []string{"k"} }

func init() { note("init1") }
func init() { note("init2"); initialised = true }

var initialised bool

func init() {
	note("init3")
	if !initialised {
		panic("order")
	}
}

type (
	Weekday uint
	tree    struct {
		left, right *tree
		val         int
	}
	fnlist   []func(fnlist) int
	selfFn   func() selfFn
	selfSl   []selfSl
	selfIf   interface{ Self() selfIf }
	alias    = Weekday
	structAl = struct {
		A int `json:"a,omitempty"`
		b string
	}
	ptrTo *int
	emb   struct {
		*tree
		Weekday
		structA
		fmt.Stringer
	}
	structA struct{ int }
)

const (
	Sunday Weekday = iota
	Monday
	Tuesday
	_
	Thursday
	numDays = iota
)

const (
	_  = iota
	k1 = 1 << (iota * 10)
	k2
	s1, s2 = "x", iota
	s3, s4
	f1 = iota * 1.5
	f2
)

const typed int8 = 100
const big = 1 << 62 << 5 >> 65
const r = 'a' + 1.0
const cplx = real(2 + 3i)
const ln = len("hello") + len([3]int{})
const cond = 1 < 2 && "a" < "b"

func (d Weekday) String() string { return "day" + fmt.Sprint(uint(d)) }
func (t *tree) insert(v int) *tree {
	if t == nil {
		return &tree{val: v}
	}
	switch {
	case v < t.val:
		t.left = t.left.insert(v)
	case v > t.val:
		t.right = t.right.insert(v)
	}
	return t
}
func (t *tree) walk(visit func(int)) {
	if t != nil {
		t.left.walk(visit)
		visit(t.val)
		t.right.walk(visit)
	}
}
func (structA) _()                                   {}
func (_ structA) m(_ int, _ string) (_ int, _ error) { return }
func _()                                             { panic("never") }
func _(x int) int                                    { return x }
func blankParams(_, _ int, _ ...string) (_ string)   { return "bp" }
func unnamed(int, ...string) (int, error)            { return 1, nil }
func paren() (func() int, *(int), [](func()))        { return nil, nil, nil }

func shadow() {
	true := false
	nil := 5
	len := func(x int) int { return x * 2 }
	int := "int"
	append, string := 1, 2
	type error struct{ x float64 }
	iota := 9
	print := fmt.Sprint
	panic := func(s any) { fmt.Println("shadowed panic", s) }
	panic(print(true, nil, len(3), int, append+string, error{1.5}, iota))
	{
		fmt := Sprint2
		fmt("inner")
	}
	new := new(bool)
	*new = !*new
	main := *new
	_ = main
}

func Sprint2(s string) { fmt.Println("Sprint2", s) }

func main() {
	fmt.Println(a, b, c, d, e, x, y, z, arr, g, q, w, tbl)
	fmt.Println(order, initialised)
	fmt.Println(Sunday, Monday, Tuesday, Thursday, numDays, k1, k2, s1, s2, s3, s4, f1, f2, typed, big, r, cplx, ln, cond)
	fmt.Printf("%T %T %T %v\n", r, f1, alias(1), alias(2))
	fmt.Println(ToUpper("dot"), str.Repeat("r", 2), HasPrefix("ab", "a"))
	var root *tree
	for _, v := range []int{5, 2, 8, 1, 9, 2} {
		root = root.insert(v)
	}
	root.walk(func(v int) { fmt.Print(v, " ") })
	fl := fnlist{func(l fnlist) int { return len(l) }, func(l fnlist) int { return l[0](l[1:]) }}
	fmt.Println(fl[1](fl), fl[0](nil))
	var sf selfFn
	n := 0
	sf = func() selfFn { n++; return sf }
	sf()()()
	ss := selfSl{nil, selfSl{selfSl{}}}
	fmt.Println(n, len(ss), len(ss[1]), ss)
	e := emb{tree: root, Weekday: 3, structA: structA{4}}
	fmt.Println(e.val, e.Weekday, e.int, e.left.val, e.Stringer == nil, e.tree == root)
	sa := structAl{1, "x"}
	var sb struct {
		A int `json:"a,omitempty"`
		b string
	} = sa
	fmt.Println(sa == sb, sb)
	shadow()
	fmt.Println(blankParams(1, 2, "x"), (a), (*(&a)), -(-(a)), +a, ^(^a), !(!(a == a)))
	var i1 = (interface{})(nil)
	var p1 = (*int)(nil)
	var f1 = (func(int) string)(nil)
	var i2 interface {
		fmt.Stringer
		interface{ m() }
	}
	fmt.Println(i1 == nil, p1 == nil, f1 == nil, i2 == nil, (ptrTo)(nil) == nil, []int(nil) == nil)
	fs := [3]func(int) int{func(x int) int { return x + 1 }, 2: func(x int) int { return x * x }}
	fmt.Println(fs[0](1), fs[1] == nil, fs[2](5), len(fs))
	anon := []struct{ x, y int }{{1, 2}, {y: 3}}
	mp := [...]struct {
		name string
		f    func(...int) int
	}{{"sum", func(xs ...int) (t int) {
		for _, x := range xs {
			t += x
		}
		return
	}}}
	fmt.Println(anon, mp[0].f(1, 2, 3), mp[0].f(), mp[0].f([]int{4, 5}...))
	var _ = 5
	_, _ = 1, "x"
	_ = func() {}
	_ = []int{0: 1, 'c' - 'a': 5, 1: 3}
	_ = struct{}{}
	var _, u = two()
	for _ = range [2]int{} {
	}
	for _, _ = range "ab" {
	}
	for range []int{} {
	}
	for i, _ := range "x" {
		_ = i
	}
	if _, ok := i1.(int); !ok {
		fmt.Println("no int", u)
	}
	switch _ = 5; {
	default:
	}
	switch x := any(u).(type) {
	case int, string:
		_ = x
	}
	switch any(1).(type) {
	}
	switch {
	}
	for {
		break
	}

	{
		{
		}
	}
	goto end
end:
	func() {
		defer func() {}()
		return
	}()
	type T struct{ T2 *T3 }
	type U = []T
	fmt.Println(len(U{{}, {nil}}), T{}.T2 == nil)
	const local = iota + 10
	const (
		l1 = local + iota
		l2
	)
	var big2 [local]struct{}
	fmt.Println(local, l1, l2, len(big2), cap(big2[:3]))
	x := 1
	{
		x := x + 1
		x, y := x*2, x
		fmt.Println(x, y)
	}
	if x := 5; x > 3 {
		fmt.Println("if", x)
	} else if y := x * 2; y > 1 {
		fmt.Println(x, y)
	} else {
		fmt.Println(x, y)
	}
	fmt.Println(x)
	var lbl int
lbl:
	for lbl < 2 {
		lbl++
		continue lbl
	}
	fmt.Println(lbl, func(x int) int { return x }(3), [...]string{2: "c"}[2], []int{1, 2, 3}[1:][0], "str"[1:][0], struct{ a int }{4}.a, (&struct{ a int }{5}).a, *&x)
	fmt.Println(func() (a, b int, c string) { a, c = 1, "c"; return }())
}

type T3 struct{ x int }
