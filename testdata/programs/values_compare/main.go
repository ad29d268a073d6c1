package main

import "fmt"

type inner struct {
	a int8
	b int64
	s string
}
type outer struct {
	inner
	f    float64
	i    any
	arr  [2]inner
	p    *int
	_    int
	c    complex128
	flag bool
}
type padded struct {
	a byte
	b int32
	c byte
}
type withFunc struct {
	f func()
	n int
}
type blank struct {
	_ int
	x int
}
type E struct{}
type named [2]string

func try(name string, f func() bool) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println(name, "panics:", e)
		}
	}()
	fmt.Println(name, f())
}

func main() {
	n := 1
	a := outer{inner: inner{1, 2, "x"}, f: 1.5, i: 3, p: &n, c: 1i}
	b := a
	fmt.Println(a == b, a.inner == b.inner, a.arr == b.arr)
	b.arr[1].s = "y"
	fmt.Println(a == b, a.arr[0] == b.arr[0], a.arr != b.arr)
	b = a
	b.i = "3"
	fmt.Println(a == b)
	b.i = int64(3)
	fmt.Println(a == b)
	p, q := padded{1, 2, 3}, padded{}
	q.a, q.b, q.c = 1, 2, 3
	fmt.Println(p == q, any(p) == any(q))
	x, y := blank{x: 1}, blank{x: 1}
	fmt.Println(x == y, E{} == E{}, any(E{}) == any(E{}), any(E{}) == any(struct{}{}))
	try("slice in interface", func() bool { var x any = []int{1}; return x == x })
	try("func in struct", func() bool { var x any = withFunc{}; return x == any(withFunc{}) })
	try("different types", func() bool { var x any = []int{1}; return x == any(1) })
	try("nested uncomparable", func() bool { a.i = []int{1}; b := a; return a == b })
	try("earlier difference", func() bool { a.i = []int{1}; b := a; b.f = 0; return a == b })
	try("array of interfaces", func() bool { return [2]any{1, []int{}} == [2]any{2, []int{}} })
	try("array of interfaces equal first", func() bool { return [2]any{1, []int{}} == [2]any{1, []int{}} })
	try("struct of interface types", func() bool {
		type s struct{ a, b any }
		return s{1, []int{}} == s{1, "x"}
	})
	try("anon struct", func() bool { return struct{ x, y int }{1, 2} == struct{ x, y int }{1, 2} })
	try("pointer in interface", func() bool { return any(&n) == any(&n) })
	try("pointers to zero", func() bool { return any(new(int)) == any(new(int)) })
	try("mixed interface", func() bool { var e error; return any(e) == nil })
	try("typed nil", func() bool { var p *int; return any(p) == nil })
	try("typed nil equal", func() bool { var p *int; return any(p) == any((*int)(nil)) })
	try("concrete with interface", func() bool { var i any = 5; return i == 5 && 5 == i && i != 6 && i != "5" })
	try("struct with interface", func() bool { var i any = inner{1, 2, "x"}; return i == inner{1, 2, "x"} })
	try("strings", func() bool { return named{"a", "b"} == named{"a", "b"} && any(named{"a"}) == any(named{"a"}) })
	try("different named", func() bool { return any(named{"a"}) == any([2]string{"a"}) })
	try("func nil", func() bool { var f func(); return f == nil && nil == f })
	try("slice nil", func() bool { var s []int; return s == nil && []int{} != nil })
	try("long arrays", func() bool {
		var x, y [1000]int
		y[999] = 1
		same := x == y
		x[999] = 1
		return !same && x == y
	})
	try("long structs", func() bool {
		type t struct {
			a [100]string
			b [100]float64
		}
		var x, y t
		x.b[50] = 1
		before := x == y
		x.b[50] = 0
		x.a[99], y.a[99] = "q", "q"[:1]
		return !before && x == y
	})
	try("conversion", func() bool {
		type t struct {
			A int `json:"a"`
			B string
		}
		type u struct {
			A int
			B string `xml:"b"`
		}
		x := t{1, "x"}
		return u(x) == u{1, "x"} && t(u(x)) == x && struct {
			A int
			B string
		}(x).B == "x"
	})
	switch any(inner{1, 2, "x"}) {
	case 1, "x", inner{1, 2, "y"}:
		fmt.Println("wrong")
	case inner{1, 2, "x"}:
		fmt.Println("switch finds struct")
	}
	switch a.inner {
	case inner{}:
		fmt.Println("zero")
	case inner{1, 2, "x"}:
		fmt.Println("switch on struct")
	}
	switch [2]int{1, 2} {
	case [2]int{2, 1}:
	case [...]int{1, 2}:
		fmt.Println("switch on array")
	}
}
