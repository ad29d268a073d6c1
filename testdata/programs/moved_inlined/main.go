// Slices that are built and then escape: appends in literals that are inlined, and in assignments of several values.
package main

type E = byte

//go:noinline
func a(n int) {
	s := []E{}
	func() { s = append(s, 1) }()
	println("a", n, len(s), cap(s))
	if n > 0 {
		s, n = append(s, 1), n+0
	}
	_ = s
}

//go:noinline
func b(n int) {
	s := []E{}
	func() { s = append(s, 1) }()
	println("b", n, len(s), cap(s))
	if n > 0 {
		s = append(s, 1)
	}
	_ = s
}

//go:noinline
func c(n int) {
	s := []E{}
	s = append(s, 1)
	println("c", n, len(s), cap(s))
	if n > 0 {
		s, n = append(s, 1), n+0
	}
	_ = s
}

//go:noinline
func d(n int) {
	s := []E{}
	s = append(s, 1)
	println("d", n, len(s), cap(s))
	s, n = append(s, 1), n
	_ = s
}

//go:noinline
func e(n int) {
	s := []E{}
	s = append(s, 1)
	println("e", n, len(s), cap(s))
	s, _ = append(s, 1), n
	_ = s
}

//go:noinline
func f(n int) {
	s := []E{}
	var t []E
	t = append([]E(nil), t...)
	println("f0", n, len(t), cap(t))
	func() { s = append(s, 1) }()
	println("f", n, len(s), cap(s))
	if n > 0 {
		s, n = append(s, 1), n+0
	}
	println("f0 t", len(t))
	_ = s
}

func mk(x int) E { return byte(x) }

//go:noinline
func g(n int) {
	s := []E{}
	func() { s = append(s, mk(n)) }()
	println("g", n, len(s), cap(s))
	if n > 0 {
		s, n = append(s, mk(n)), n+0
	}
	_ = s
}

//go:noinline
func h(n int) {
	s := []E{}
	func() { s = append(s, mk(n)) }()
	println("h", n, len(s), cap(s))
	if n > 0 {
		s = append(s, mk(n))
	}
	_ = s
}

//go:noinline
func k(n int) {
	s := []E{}
	s = append(s, mk(n))
	println("k", n, len(s), cap(s))
	if n > 0 {
		s, n = append(s, mk(n)), n
	}
	_ = s
}

func main() {
	for _, n := range []int{1, 2, 3, 5, 9, 40} {
		a(n)
		b(n)
		c(n)
		d(n)
		e(n)
		f(n)
		g(n)
		h(n)
		k(n)
	}
}
