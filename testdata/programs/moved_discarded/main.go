// Slices that are built and then given to calls that are inlined, or to closures, behind loops of labels.
package main

//go:noinline
func tell(f func() int) int { return f() }

//go:noinline
func a(n int) {
	var t []string
	i := 0
again:
	t = append(t, "x")
	i++
	if i < n {
		goto again
	}
	println("a", tell(func() int { return cap(t) + len(t) }))
}

//go:noinline
func b(n int) {
	var t []string
	if n > 0 {
		i := 0
	again:
		t = append(t, "x")
		i++
		if i < n {
			goto again
		}
	}
	println("b", tell(func() int { return cap(t) + len(t) }))
}

//go:noinline
func c(n int) {
	var t []string
	if n > 0 {
		i := 0
	again:
		t = append(t, "x")
		i++
		if i < n {
			goto again
		}
	}
	println("c", cap(t))
}

//go:noinline
func d(n int) {
	var t []string
	for i := 0; i < n; i++ {
		t = append(t, "x")
	}
	println("d", tell(func() int { return cap(t) + len(t) }))
}

//go:noinline
func e(n int) {
	var t []string
	if n > 0 {
		t = append(t, "x")
	}
	goto end
end:
	println("e", tell(func() int { return cap(t) + len(t) }))
}

//go:noinline
func f(n int) {
	var t []string
	goto end
end:
	if n > 0 {
		t = append(t, "x")
	}
	println("f", tell(func() int { return cap(t) + len(t) }))
	n--
	if n > 0 {
		goto end
	}
}

//go:noinline
func g(n int) {
	var t []string
	if n > 0 {
	again:
		n--
		if n > 5 {
			goto again
		}
		t = append(t, "x")
	}
	println("g", tell(func() int { return cap(t) + len(t) }))
}

func id(s []int) []int { return s }

//go:noinline
func h(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	id(t)
	println("h", cap(t))
}

//go:noinline
func k(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	_ = id(t)
	println("k", cap(t))
}

//go:noinline
func l(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	func() { id(t) }()
	func(x []int) []int { return x }(t)
	println("l", cap(t))
}

//go:noinline
func m(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	func() []int { return t }()
	println("m", cap(t))
}

//go:noinline
func o(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	_ = func() []int { return t }()
	println("o", cap(t))
}

//go:noinline
func p(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	x := func() []int { return t }()
	println("p", cap(t), cap(x))
}

//go:noinline
func q(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	func() { _ = t }()
	println("q", cap(t))
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
}
