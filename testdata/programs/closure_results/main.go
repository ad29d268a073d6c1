// Slices that function literals give back: known calls follow them, unknown ones that want results do not.
package main

var sink []int

//go:noinline
func a(n int) {
	var s []int
	s = append(s, 1)
	get := func() []int {
		for i := 0; i < n; i++ {
			s[0]++
			defer func() {}()
		}
		return s
	}
	x := get()
	println("a", len(x), cap(x))
}

//go:noinline
func b(n int) {
	get := func() *int {
		v := n
		for i := 0; i < n; i++ {
			defer func() {}()
		}
		return &v
	}
	x := get()
	println("b", *x)
}

//go:noinline
func call(f func() []int) []int { return f() }

//go:noinline
func c(n int) {
	var s []int
	s = append(s, 1)
	x := call(func() []int { return s })
	println("c", len(x), cap(x))
}

//go:noinline
func run(f func() []int) { f() }

//go:noinline
func d(n int) {
	var s []int
	s = append(s, 1)
	run(func() []int { return s })
	println("d", cap(s))
}

//go:noinline
func e(n int) {
	var s []int
	s = append(s, 1)
	f := func() []int { return s }
	if n > 5 {
		f = nil
	}
	x := f()
	println("e", cap(x))
}

//go:noinline
func f(n int) {
	var s []int
	s = append(s, 1)
	fs := []func() []int{func() []int { return s }}
	x := fs[0]()
	println("f", cap(x))
}

//go:noinline
func g(n int) {
	var s []int
	s = append(s, 1)
	fs := []func() []int{func() []int { return s }}
	fs[0]()
	println("g", cap(s))
}

//go:noinline
func h(n int) {
	var s []int
	s = append(s, 1)
	defer func(x []int) []int {
		return x
	}(s)
	println("h", cap(s))
}

//go:noinline
func k(n int) {
	var s []int
	s = append(s, 1)
	f := func() []int { return s }
	println(f != nil)
	_ = f
	println("k", cap(s))
}

//go:noinline
func l(n int) {
	var s []int
	s = append(s, 1)
	var i interface{} = func() []int { return s }
	if f, ok := i.(func() []int); ok {
		x := f()
		println("l", cap(x))
	}
}

type T struct{ s []int }

//go:noinline
func (t T) get() []int { return t.s }

//go:noinline
func m(n int) {
	var s []int
	s = append(s, 1)
	f := T{s}.get
	x := f()
	println("m", cap(x))
}

//go:noinline
func o(n int) {
	var s []int
	s = append(s, 1)
	f := T{s}.get
	f()
	println("o", cap(s))
}

//go:noinline
func pass(f func() []int) func() []int { return f }

//go:noinline
func p(n int) {
	var s []int
	s = append(s, 1)
	x := pass(func() []int { return s })()
	println("p", cap(x))
}

//go:noinline
func q(n int) {
	var s []int
	s = append(s, 1)
	pass(func() []int { return s })()
	println("q", cap(s))
}

//go:noinline
func rec(n int) {
	var s []int
	s = append(s, 1)
	var f func(k int) []int
	f = func(k int) []int {
		if k == 0 {
			return s
		}
		return f(k - 1)
	}
	x := f(n)
	println("rec", cap(x))
}

func main() {
	a(1)
	b(1)
	c(1)
	d(1)
	e(1)
	f(1)
	g(1)
	h(1)
	k(1)
	l(1)
	m(1)
	o(1)
	p(1)
	q(1)
	rec(1)
}
