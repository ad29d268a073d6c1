// Appends of what calls give, assigned back to slices in memory: they have no buffers on the stack.
package main

type Box struct{ s []int }

//go:noinline
func touch(b *Box) {}

//go:noinline
func mk2(x int) int { return x }

var g []int

//go:noinline
func a(n int) {
	b := Box{}
	touch(&b)
	b.s = append(b.s, mk2(1))
	println("a", cap(b.s))
}

//go:noinline
func b(n int) {
	b := &Box{}
	b.s = append(b.s, mk2(1))
	println("b", cap(b.s))
}

//go:noinline
func c(n int) {
	var s []int
	p := &s
	*p = append(*p, mk2(1))
	println("c", cap(*p), len(s))
}

//go:noinline
func d(n int) {
	var s [2][]int
	s[n] = append(s[n], mk2(1))
	println("d", cap(s[n]))
}

//go:noinline
func e(n int) {
	s := make([][]int, 2)
	s[n] = append(s[n], mk2(1))
	println("e", cap(s[n]))
}

//go:noinline
func f(n int) {
	s := make([][]int, 2)
	s[mk2(1)] = append(s[mk2(1)], mk2(1))
	println("f", cap(s[n]))
}

//go:noinline
func h(n int) {
	b := Box{}
	b.s = append(b.s, mk2(1))
	println("h", cap(b.s))
}

//go:noinline
func i(n int) {
	b := Box{}
	touch(&b)
	b.s = append(b.s, 1, mk2(1), n)
	b.s = append(b.s, 1, mk2(1), n)
	println("i", cap(b.s))
}

func main() {
	a(1)
	b(1)
	c(1)
	d(1)
	e(1)
	f(1)
	h(1)
	i(1)
}
