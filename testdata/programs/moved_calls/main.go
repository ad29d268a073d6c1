// Slices that are built and then escape: calls, deferred ones too, in between.
package main

//go:noinline
func keep(n int, s ...int) {}

//go:noinline
func one(s []int) {}

//go:noinline
func a(n int) []int {
	var s []int
	if n > 1 {
		defer keep(n, s...)
	}
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	println("a", n, len(s), cap(s))
	return s
}

//go:noinline
func b(n int) []int {
	var s []int
	defer one(nil)
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	println("b", n, len(s), cap(s))
	return s
}

//go:noinline
func c(n int) (s []int) {
	defer one(nil)
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	println("c", n, len(s), cap(s))
	return s
}

//go:noinline
func d(n int) (s []int) {
	defer one(nil)
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	println("d", n, len(s), cap(s))
	return
}

//go:noinline
func e(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	defer one(s)
	println("e", n, len(s), cap(s))
	return nil
}

//go:noinline
func f(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	defer one(s)
	println("f", n, len(s), cap(s))
	return s
}

//go:noinline
func g(n int) (s []int) {
	defer func() {}()
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	println("g", n, len(s), cap(s))
	return
}

//go:noinline
func h(n int) (s []int) {
	defer func() { recover() }()
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, i)
	}
	println("h", n, len(t), cap(t))
	return t
}

//go:noinline
func k(n int) (s []int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, i)
	}
	defer func() { one(t) }()
	println("k", n, len(t), cap(t))
	return t
}

var global []int

//go:noinline
func l(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, i)
	}
	defer one(t)
	println("l", n, len(t), cap(t))
	global = t
}

//go:noinline
func m(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, i)
	}
	func(x []int) { one(x) }(t)
	println("m", n, len(t), cap(t))
	global = t
}

//go:noinline
func o(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, i)
	}
	f := one
	f(t)
	println("o", n, len(t), cap(t))
	global = t
}

//go:noinline
func p(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, i)
	}
	f := one
	if n > 1 {
		f = func([]int) { println("x") }
	}
	f(t)
	println("p", n, len(t), cap(t))
	global = t
}

//go:noinline
func q(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, i)
	}
	f := func(s []int) { println("x", len(s)) }
	f(t)
	f(t)
	println("q", n, len(t), cap(t))
	global = t
}

type T int

//go:noinline
func (T) M(s []int) {}

type I interface{ M(s []int) }

//go:noinline
func r(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, i)
	}
	T(1).M(t)
	println("r", n, len(t), cap(t))
	global = t
}

//go:noinline
func s(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, i)
	}
	var i I = T(1)
	i.M(t)
	println("s", n, len(t), cap(t))
	global = t
}

//go:noinline
func u(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, i)
	}
	f := T.M
	f(1, t)
	println("u", n, len(t), cap(t))
	global = t
}

//go:noinline
func v(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, i)
	}
	f := T(1).M
	f(t)
	println("v", n, len(t), cap(t))
	global = t
}

//go:noinline
func fill(n int) (s []int) {
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return
}

//go:noinline
func w(n int) {
	x := fill
	println("w", n, cap(x(n)))
}

func main() {
	for _, n := range []int{0, 1, 2, 3, 5, 9} {
		a(n)
		b(n)
		c(n)
		d(n)
		e(n)
		f(n)
		g(n)
		h(n)
		k(n)
		l(n)
		m(n)
		o(n)
		p(n)
		q(n)
		r(n)
		s(n)
		u(n)
		v(n)
		w(n)
	}
}
