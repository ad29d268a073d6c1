// Closures copy what is only assigned before they capture it, and refer to what is assigned later.
package main

import "sort"

//go:noinline
func call(f func() int) int { return f() }

//go:noinline
func a() {
	var s []int
	s = append(s, 3)
	s = append(s, 1)
	sort.Slice(s, func(i, j int) bool { return s[i] < s[j] })
	println("a", cap(s))
}

//go:noinline
func b() {
	var s []int
	s = append(s, 3)
	println("b", call(func() int { return cap(s) }))
}

//go:noinline
func c() {
	var s []int
	s = append(s, 3)
	println("c", call(func() int { return cap(s) }))
	s = append(s, 3)
	println("c", cap(s))
}

//go:noinline
func d(n int) {
	for i := 0; i < n; i++ {
		var s []int
		s = append(s, 3)
		println("d", call(func() int { return cap(s) }))
	}
}

//go:noinline
func e(n int) {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, 3)
		println("e", call(func() int { return cap(s) }))
	}
}

//go:noinline
func f(n int) {
	var s []int
	if n > 0 {
		println("f", call(func() int { return cap(s) }))
	} else {
		s = append(s, 3)
	}
	println("f", cap(s))
}

//go:noinline
func g(n int) {
	var s []int
	if n == 0 {
		s = append(s, 3)
	} else {
		println("g", call(func() int { return cap(s) }))
	}
	println("g", cap(s))
}

//go:noinline
func h(n int) {
	var s []int
	s = append(s, 3)
	println("h", call(func() int { return call(func() int { return cap(s) }) }))
}

//go:noinline
func k(n int) (s []int) {
	s = append(s, 3)
	println("k", call(func() int { return cap(s) }))
	return
}

//go:noinline
func l(s []int) {
	s = append(s, 3)
	println("l", call(func() int { return cap(s) }))
}

//go:noinline
func m(n int) {
	var s []int
again:
	s = append(s, 3)
	println("m", call(func() int { return cap(s) }))
	n--
	if n > 0 {
		goto again
	}
}

//go:noinline
func o(n int) {
	var s []int
	s = append(s, 3)
	f := func() int { return cap(s) }
	println("o", call(f), call(f))
	var t []int
	t = append(t, 3)
	defer func() { println("o", cap(t)) }()
}

//go:noinline
func p(n int) {
	var s []int
	defer func() { println("p", cap(s)) }()
	s = append(s, 3)
}

func main() {
	a()
	b()
	c()
	d(2)
	e(2)
	f(0)
	f(1)
	g(0)
	g(1)
	h(1)
	k(1)
	l(nil)
	m(2)
	o(1)
	p(1)
}
