// Appends to slices in memory, assigned back or not.
package main

var global []int

type Big struct {
	s       []int
	a, b, c int
}

//go:noinline
func touch(p *[]int) {}

//go:noinline
func touchb(p *Big) {}

//go:noinline
func a() {
	x := append(global, 1)
	println("a", cap(x))
}

//go:noinline
func b() {
	var s []int
	touch(&s)
	x := append(s, 1)
	println("b", cap(x))
	y := append(s, 1)
	println("b", cap(y))
}

//go:noinline
func c() {
	var s []int
	touch(&s)
	s = append(s, 1)
	println("c", cap(s))
}

//go:noinline
func d() {
	var s []int
	p := &s
	touch(p)
	x := append(*p, 1)
	println("d", cap(x))
	x = append(*p, 2)
	println("d", cap(x))
}

//go:noinline
func e() {
	var s [2][]int
	touch(&s[1])
	x := append(s[1], 1)
	println("e", cap(x))
}

//go:noinline
func f(i int) {
	s := make([][]int, 2)
	x := append(s[i], 1)
	println("f", cap(x))
	s[i] = append(s[i], 1)
	println("f", cap(s[i]))
}

//go:noinline
func g() {
	var s Big
	touchb(&s)
	x := append(s.s, 1)
	println("g", cap(x))
	s.s = append(s.s, 1)
	println("g", cap(s.s))
}

//go:noinline
func h() {
	var s Big
	x := append(s.s, 1)
	println("h", cap(x))
	s.s = append(s.s, 1)
	println("h", cap(s.s), s.a)
}

//go:noinline
func k() {
	var s, t []int
	touch(&s)
	touch(&t)
	s = append(t, 1)
	println("k", cap(s))
}

//go:noinline
func l() {
	var s []int
	touch(&s)
	s = append(s[:0], 1)
	println("l", cap(s))
}

//go:noinline
func m() {
	var s []int
	touch(&s)
	s, n := append(s, 1), 1
	println("m", cap(s), n)
}

//go:noinline
func o() {
	var s []int
	touch(&s)
	println("o", cap(append(s, 1)), cap(append(s, 2)))
}

//go:noinline
func p() {
	var s []int
	for i := 0; i < 2; i++ {
		touch(&s)
		x := append(s, 1)
		println("p", cap(x))
	}
}

//go:noinline
func q() {
	var s []int
	x := append(s, 1)
	println("q", cap(x))
	y := append(s, 1)
	println("q", cap(y))
}

//go:noinline
func r() {
	var s []int
	touch(&s)
	x := append(s, 1)
	println("r", cap(x))
	s = append(s, 2)
	println("r", cap(s))
	y := append(s[:0:0], 3)
	println("r", cap(y))
}

//go:noinline
func t() {
	x := append(global, 1)
	println("t", cap(x))
	x = append(global, 1)
	println("t", cap(x))
	y := append(global, 1)
	println("t", cap(y))
}

//go:noinline
func u() {
	s := [][]int{nil, nil}
	var x []int
	for i := range s {
		x = append(s[i], i)
		println("u", cap(x))
	}
}

type Node struct {
	kids []int
	next *Node
}

//go:noinline
func v(n *Node) {
	x := append(n.kids, 1)
	println("v", cap(x))
	n.kids = append(n.kids, 1)
	println("v", cap(n.kids))
}

//go:noinline
func w(n *Node) {
	k := n.kids
	x := append(k, 1)
	println("w", cap(x))
	x = append(n.next.kids, 1)
	println("w", cap(x))
}

func main() {
	a()
	b()
	c()
	d()
	e()
	f(1)
	g()
	h()
	k()
	l()
	m()
	o()
	p()
	q()
	r()
	t()
	u()
	v(&Node{})
	w(&Node{next: &Node{}})
}
