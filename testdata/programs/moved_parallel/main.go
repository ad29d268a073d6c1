// Slices that are built and then escape: in assignments of several values.
package main

type E = int

var global []E
var globals [2][]E

func two() (int, int) { return 1, 2 }

//go:noinline
func a(n int) {
	var s []E
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	println("a", cap(s))
	global, n = s, 1
}

//go:noinline
func b(n int) {
	var s []E
	for i := 0; i < n; i++ {
		s, n = append(s, i), n
	}
	println("b", cap(s))
	global = s
}

//go:noinline
func c(n int) {
	var s, t []E
	for i := 0; i < n; i++ {
		s, t = append(s, i), append(t, i)
	}
	println("c", cap(s), cap(t))
	global = s
}

//go:noinline
func d(n int) {
	var s []E
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	println("d", cap(s))
	_, n = s, 1
}

//go:noinline
func e(n int) {
	var s, t []E
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	println("e", cap(s))
	s, t = t, s
	println("e", cap(s), cap(t))
}

//go:noinline
func f(n int) (x, y []E) {
	var s, t []E
	for i := 0; i < n; i++ {
		s = append(s, i)
		t = append(t, i)
	}
	println("f", cap(s), cap(t))
	return s, t
}

//go:noinline
func g(n int) (x, y []E) {
	var s []E
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	println("g", cap(s))
	return s, s
}

//go:noinline
func h(n int) {
	var s []E
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	println("h", cap(s))
	globals[0], globals[1] = s, nil
}

//go:noinline
func k(n int) {
	var s []E
	s, n = nil, n
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	println("k", cap(s))
	s, n = s[1:], n
	globals[0] = s
}

//go:noinline
func l(n int) {
	s, m := []E{}, 0
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	println("l", cap(s), m)
	globals[0] = s
}

//go:noinline
func m(n int) {
	s, m := []E(nil), 0
	for i := 0; i < n; i++ {
		s, m = append(s, i), m+1
	}
	println("m", cap(s), m)
	t, u := s, m
	println("m", cap(t), u)
	global = t
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
		l(n)
		m(n)
	}
}
