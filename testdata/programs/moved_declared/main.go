// Slices that are built and then escape: how they are declared.
package main

type E = int

var global []E

//go:noinline
func a(n int) {
	var s []E
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	println("a", cap(s))
	t := s
	global = t
}

//go:noinline
func b(n int) {
	var s []E
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	println("b", cap(s))
	t, u := s, n
	println("b", u)
	global = t
}

//go:noinline
func c(n int) {
	var s, t []E
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	println("c", cap(s))
	t, n = s, n
	global = t
}

//go:noinline
func d(n int) {
	s, m := []E(nil), 0
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	println("d", cap(s), m)
	global = s
}

//go:noinline
func e(n int) {
	var s []E
	m := 0
	for i := 0; i < n; i++ {
		s, m = append(s, i), m+1
	}
	println("e", cap(s), m)
	global = s
}

//go:noinline
func f(n int) {
	s := []E(nil)
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	println("f", cap(s))
	global = s
}

//go:noinline
func g(n int) {
	var s []E
	s, n = nil, n
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	println("g", cap(s))
	global = s
}

//go:noinline
func h(n int) {
	var s, m = []E(nil), 0
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	println("h", cap(s), m)
	global = s
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
	}
}
