// Appends to values of expressions, which are kept in temporaries.
package main

type E struct {
	p *int
	n int
}

//go:noinline
func a() {
	var t []E
	t = append(t[:0], E{})
	println("a", cap(t))
}

//go:noinline
func b() {
	var t []E
	x := append([]E(nil), E{}, E{})
	println("b", cap(x))
	t = append(t[:0], E{})
	println("b", cap(t))
}

//go:noinline
func c() {
	var t []E
	println("c", cap(t))
	t = append(t[:0], E{})
	println("c", cap(t))
	println("c", len(t))
}

//go:noinline
func d(n int) {
	s := make([]E, 0, 3)
	var t []E
	s = append(append(s, E{}), E{})
	println("d", n, len(s), cap(s))
	t = append(t[:0], E{})
	println("d", n, len(t), cap(t))
	_ = s
}

//go:noinline
func e(n int) {
	var s, t []E
	s = append(append(s, E{}), E{})
	println("e", n, len(s), cap(s))
	t = append(t, E{})
	println("e", n, len(t), cap(t))
	_ = s
}

//go:noinline
func f(n int) {
	var s, t []E
	s = append(append(s, E{}), E{})
	println("f", n, len(s), cap(s))
	t = append(t[:0], E{})
	println("f", n, len(t), cap(t))
	x := append([]E(nil), E{}, E{})
	println("f", n, len(x), cap(x))
}

//go:noinline
func g(n int) {
	x := append([]E(nil), E{})
	println("g", n, len(x), cap(x))
	y := append([]E(nil), E{})
	println("g", n, len(y), cap(y))
	z := append([]E(nil), E{}, E{})
	println("g", n, len(z), cap(z))
}

//go:noinline
func h(n int) {
	var s []E
	x := append(s[:0], E{})
	println("h", n, len(x), cap(x))
	y := append(s[:0], E{})
	println("h", n, len(y), cap(y))
	z := append(s, E{}, E{})
	println("h", n, len(z), cap(z))
}

//go:noinline
func k(n int) {
	var s []E
	z := append(s, E{}, E{})
	println("k", n, len(z), cap(z))
	x := append(s[:0], E{})
	println("k", n, len(x), cap(x))
}

//go:noinline
func l(n int) {
	var s []E
	z := append([]E{}, E{}, E{})
	println("l", n, len(z), cap(z))
	x := append(s[:0], E{})
	println("l", n, len(x), cap(x))
	y := append(s[:0], E{})
	println("l", n, len(y), cap(y))
}

//go:noinline
func m(n int) {
	var s, t []E
	x := append(s[:0], E{})
	println("m", n, len(x), cap(x))
	y := append(t[:0], E{})
	println("m", n, len(y), cap(y))
}

//go:noinline
func o(n int) {
	var s []int
	x := append(append(s, 1), 2)
	println("o", n, len(x), cap(x))
	var t []int
	t = append(t[:0], 1)
	println("o", n, len(t), cap(t))
}

//go:noinline
func id(s []int) []int { return nil }

//go:noinline
func p(n int) {
	x := append(id(nil), 1)
	println("p", n, len(x), cap(x))
	y := append(id(nil), 1)
	println("p", n, len(y), cap(y))
	y = append(y[1:], 1)
	println("p", n, len(y), cap(y))
}

func main() {
	a()
	b()
	c()
	d(0)
	e(0)
	f(0)
	g(0)
	h(0)
	k(0)
	l(0)
	m(0)
	o(0)
	p(0)
}
